#include <portfit/vintf/merge_manifests.hpp>

#include "support/vintf_samples.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using portfit::hal_manifest;
using portfit::manifest_hal;
using portfit::matrix_level;
using portfit::merge_manifest;
using portfit_test::served_hal;

manifest_hal overriding(manifest_hal hal) {
  hal.overrides = true;
  return hal;
}

/// `foo: @1.0::IFoo/a @2.0 ...`: what is left of a name.
std::string told(const hal_manifest& manifest) {
  std::string text;
  for (const auto& [name, hal] : manifest.hals) {
    text += (text.empty() ? "" : "; ") + name + ':';
    for (const auto& each : hal.versions) text += ' ' + to_text(each);
    for (const auto& each : hal.instances) text += ' ' + to_text(each);
  }
  return text;
}

TEST_CASE("HALs of several files are joined") {
  hal_manifest whole;
  REQUIRE_FALSE(add_hal(whole, served_hal("foo", {"@1.0::IFoo/a"})));
  hal_manifest fragment;
  REQUIRE_FALSE(add_hal(fragment, served_hal("foo", {"@2.0::IFoo/a", "@1.0::IFoo/b"})));
  REQUIRE_FALSE(add_hal(fragment, served_hal("bar", {"@1.0::IBar/a"})));
  REQUIRE_FALSE(merge_manifest(whole, fragment));
  CHECK(told(whole) == "bar: @1.0::IBar/a; foo: @1.0::IFoo/a; foo: @1.0::IFoo/b @2.0::IFoo/a");
}

TEST_CASE("the same instance twice in one major version is a conflict, but not in old formats") {
  hal_manifest whole;
  whole.format = {2, 0};
  REQUIRE_FALSE(add_hal(whole, served_hal("foo", {"@1.0::IFoo/a"})));
  CHECK_FALSE(add_hal(whole, served_hal("foo", {"@1.1::IFoo/a"})));
  hal_manifest strict;
  REQUIRE_FALSE(add_hal(strict, served_hal("foo", {"@1.0::IFoo/a"})));
  const auto conflict = add_hal(strict, served_hal("foo", {"@1.1::IFoo/a"}));
  REQUIRE(conflict);
  CHECK(conflict->find("foo @1.0::IFoo/a is declared twice") == 0);
  CHECK_FALSE(add_hal(strict, served_hal("foo", {"@2.0::IFoo/a", "@1.0::IBar/a"})));
}

TEST_CASE("the same major version in two HALs is a conflict, but for AIDL") {
  manifest_hal first = served_hal("foo", {});
  first.versions = {{1, 0}};
  manifest_hal second = first;
  second.versions = {{1, 3}};
  hal_manifest whole;
  REQUIRE_FALSE(add_hal(whole, first));
  CHECK(add_hal(whole, second));
  hal_manifest aidl;
  REQUIRE_FALSE(add_hal(aidl, served_hal("foo", {"IFoo/a"})));
  CHECK_FALSE(add_hal(aidl, served_hal("foo", {"IFoo/b"})));
  CHECK(add_hal(aidl, served_hal("foo", {"IFoo/b"})));
}

TEST_CASE("what overrides takes out what was said of its major versions") {
  hal_manifest whole;
  REQUIRE_FALSE(add_hal(whole, served_hal("foo", {"@1.0::IFoo/a", "@2.0::IFoo/a"})));
  REQUIRE_FALSE(add_hal(whole, overriding(served_hal("foo", {"@1.5::IFoo/b"}))));
  CHECK(told(whole) == "foo: @2.0::IFoo/a; foo: @1.5::IFoo/b");
  manifest_hal version_only = overriding(served_hal("foo", {}));
  version_only.versions = {{1, 7}};
  REQUIRE_FALSE(add_hal(whole, version_only));
  CHECK(told(whole) == "foo: @2.0::IFoo/a; foo: 1.7");
  REQUIRE_FALSE(add_hal(whole, overriding(served_hal("foo", {}))));
  CHECK(told(whole) == "foo:");
}

TEST_CASE("levels, policies and kernels must agree where both say something") {
  hal_manifest whole;
  hal_manifest other;
  other.level = matrix_level{4};
  other.sepolicy = portfit::sepolicy_version{30, 0};
  other.kernel = portfit::kernel_description{portfit::kernel_release{4, 14, 1}, {}, {{"CONFIG_A", "y"}}};
  REQUIRE_FALSE(merge_manifest(whole, other));
  CHECK(whole.level == matrix_level{4});
  CHECK(whole.sepolicy == other.sepolicy);
  CHECK(whole.kernel->options.size() == 1);
  CHECK(merge_manifest(whole, other) == "the kernel's options are listed twice");
  other.kernel->options.clear();
  CHECK_FALSE(merge_manifest(whole, other));
  other.kernel->release = portfit::kernel_release{4, 14, 2};
  CHECK(merge_manifest(whole, other) == "the kernel's version is given twice, differently");
  other.sepolicy = portfit::sepolicy_version{31, 0};
  CHECK(merge_manifest(whole, other) == "the sepolicy version is given twice, differently");
  other.level = matrix_level{5};
  CHECK(merge_manifest(whole, other) == "the target-level is 4 and 5");
  other.side = portfit::vintf_side::framework;
  CHECK(merge_manifest(whole, other) == "a manifest of the framework cannot be merged into one of the device");
}

TEST_CASE("a file is spoken of once, in each of its versions") {
  hal_manifest whole;
  whole.xml_files = {{"profiles", {1, 0}}};
  hal_manifest fragment;
  fragment.xml_files = {{"profiles", {1, 1}}, {"codecs", {1, 0}}};
  CHECK_FALSE(merge_manifest(whole, fragment));
  CHECK(whole.xml_files.size() == 3);
  fragment.xml_files = {{"profiles", {1, 1}}};
  CHECK(merge_manifest(whole, fragment) == "the file profiles 1.1 is listed twice");
}

TEST_CASE("a framework leaves out HALs for other levels") {
  manifest_hal old = served_hal("old", {"@1.0::IOld/a"});
  old.highest_level = matrix_level{4};
  manifest_hal fresh = served_hal("fresh", {"@1.0::IFresh/a"});
  fresh.lowest_level = matrix_level{6};
  const auto left = [&](matrix_level device, int era) {
    hal_manifest framework;
    static_cast<void>(add_hal(framework, old));
    static_cast<void>(add_hal(framework, fresh));
    keep_hals_for(framework, device, {era});
    return told(framework);
  };
  CHECK(left(matrix_level{4}, 15) == "old: @1.0::IOld/a");
  CHECK(left(matrix_level{5}, 15).empty());
  CHECK(left(matrix_level{6}, 15) == "fresh: @1.0::IFresh/a");
  CHECK(left(matrix_level{}, 15) == "old: @1.0::IOld/a");
  CHECK(left(matrix_level{4}, 13) == "fresh: @1.0::IFresh/a; old: @1.0::IOld/a");
  CHECK(left(matrix_level{7}, 10) == "fresh: @1.0::IFresh/a; old: @1.0::IOld/a");
}

}  // namespace
