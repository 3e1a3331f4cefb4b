#include <portfit/vintf/check_compatibility.hpp>

#include <portfit/vintf/combine_matrices.hpp>

#include "support/random.hpp"
#include "support/vintf_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

namespace {

using portfit::check_compatibility;
using portfit::compatibility_matrix;
using portfit::compatibility_result;
using portfit::hal_manifest;
using portfit_test::add;
using portfit_test::required_hal;
using portfit_test::served_hal;

/// Nothing but HALs is in question.
compatibility_result held_against(const std::vector<portfit::matrix_hal>& asked,
                                  const std::vector<portfit::manifest_hal>& served, portfit::android_era era = {}) {
  compatibility_matrix matrix;
  matrix.sepolicy = portfit::sepolicy_requirement{0, {{30, 0, 0}}};
  for (const auto& each : asked) add(matrix, each);
  hal_manifest manifest;
  manifest.sepolicy = portfit::sepolicy_version{30, 0};
  for (const auto& each : served) add(manifest, each);
  return check_compatibility(matrix, manifest, era);
}

std::string changes_of(const compatibility_result& result) {
  std::string text;
  for (const auto& each : result.changes) text += (text.empty() ? "" : "; ") + each.text;
  return text;
}

TEST_CASE("one range must serve all instances") {
  const auto asked = required_hal("foo", {"1.0", "2.0"}, {"IFoo/a", "IFoo/b"});
  CHECK(held_against({asked}, {served_hal("foo", {"@2.1::IFoo/a", "@2.0::IFoo/b"})}).compatible());
  const auto result = held_against({asked}, {served_hal("foo", {"@1.0::IFoo/a", "@2.0::IFoo/b"})});
  REQUIRE(result.unmet.size() == 1);
  CHECK(result.unmet.front().required == "@1.0::IFoo/a and @1.0::IFoo/b or @2.0::IFoo/a and @2.0::IFoo/b");
  CHECK(result.unmet.front().provided == "@1.0::IFoo/a, @2.0::IFoo/b");
  CHECK(first_error_class(result) == "HAL");
  CHECK(changes_of(result) == "serve @1.0::IFoo/b of foo (now 2.0)");
}

TEST_CASE("several HALs of one name are all required, and named once each") {
  const auto result =
      held_against({required_hal("foo", {"1.0"}, {"IFoo/a"}), required_hal("foo", {"2.0"}, {"IFoo/b"})}, {});
  CHECK(result.unmet_hals() == std::vector<std::string>{"foo", "foo"});
  CHECK(changes_of(result) == "serve @1.0::IFoo/a of foo; serve @2.0::IFoo/b of foo");
  CHECK(result.unmet.front().provided == "nothing");
}

TEST_CASE("entries and formats of a manifest are pooled; the tuple of version, interface and instance decides") {
  const auto asked = required_hal("foo", {"1.0"}, {"IFoo/a", "IFoo/b"});
  portfit::manifest_hal native = served_hal("foo", {"@1.0::IFoo/b"});
  native.format = portfit::hal_format::native;
  CHECK(held_against({asked}, {served_hal("foo", {"@1.0::IFoo/a"}), native}).compatible());
  CHECK_FALSE(held_against({asked}, {served_hal("foo", {"IFoo/a@9"}), native}).compatible());
}

TEST_CASE("a pattern needs one instance that matches; one that is none needs another matrix") {
  const auto asked = required_hal("foo", {"2"}, {"IFoo/~door[0-9]"});
  CHECK(held_against({asked}, {served_hal("foo", {"IFoo/door1@2", "IFoo/gate@2"})}).compatible());
  CHECK(changes_of(held_against({asked}, {served_hal("foo", {"IFoo/door1"})})) ==
        "serve IFoo (@2) under a name that matches door[0-9] of foo (now 1)");
  const auto hopeless = held_against({required_hal("foo", {"2"}, {"IFoo/~[a"})}, {served_hal("foo", {"IFoo/[a@2"})});
  CHECK(hopeless.unmet.size() == 1);
  CHECK(changes_of(hopeless) == "change what the matrix asks of foo; nothing can meet it");
}

TEST_CASE("without instances a version is enough, a <version> as well as an instance's") {
  const auto asked = required_hal("foo", {"1.2"}, {});
  portfit::manifest_hal plain = served_hal("foo", {});
  plain.versions = {{1, 3}};
  CHECK(held_against({asked}, {plain}).compatible());
  CHECK(held_against({asked}, {served_hal("foo", {"@1.2::IFoo/a"})}).compatible());
  CHECK(changes_of(held_against({asked}, {served_hal("foo", {"@1.1::IFoo/a"})})) == "serve version 1.2 of foo");
  CHECK_FALSE(held_against({required_hal("foo", {}, {})}, {plain}).compatible());
}

TEST_CASE("what is optional is not asked, and from Android 16 no HAL is") {
  CHECK(held_against({required_hal("foo", {"1.0"}, {"IFoo/a"}, true)}, {}).compatible());
  CHECK(held_against({required_hal("foo", {"1.0"}, {"IFoo/a"})}, {}, {16}).compatible());
  CHECK_FALSE(held_against({required_hal("foo", {"1.0"}, {"IFoo/a"})}, {}, {15}).compatible());
}

TEST_CASE("up to Android 8 one provided version had to hold all instances") {
  const auto asked = required_hal("foo", {"1.0"}, {"IFoo/a", "IFoo/b"});
  const auto mixed = served_hal("foo", {"@1.0::IFoo/a", "@1.1::IFoo/b"});
  CHECK(held_against({asked}, {mixed}).compatible());
  CHECK(changes_of(held_against({asked}, {mixed}, {8})) == "serve all that is asked of foo in one version");
}

TEST_CASE("the policy must be of a version that is listed; none listed accepts none") {
  compatibility_matrix matrix;
  hal_manifest manifest;
  manifest.sepolicy = portfit::sepolicy_version{30, 1};
  auto result = check_compatibility(matrix, manifest);
  CHECK(first_error_class(result) == "SEPOLICY");
  CHECK(changes_of(result) == "list sepolicy version 30.1 in the matrix");
  matrix.sepolicy = portfit::sepolicy_requirement{0, {{29, 0, 0}, {30, 1, 1}}};
  CHECK(check_compatibility(matrix, manifest).compatible());
  manifest.sepolicy.reset();
  result = check_compatibility(matrix, manifest);
  CHECK(result.unmet.front().provided == "nothing (counts as 0.0)");
  CHECK(changes_of(result) == "ship a sepolicy of version 29.0 or 30.1");
  matrix.sepolicy->versions = {{0, 0, 0}};
  CHECK(check_compatibility(matrix, manifest).compatible());
}

TEST_CASE("all that fails is told, in the order of Android's checks") {
  compatibility_matrix matrix;
  matrix.level = portfit::matrix_level{4};
  add(matrix, required_hal("foo", {"1.0"}, {"IFoo/a"}));
  static_cast<void>(add_kernel(matrix, {{4, 14, 1}, {}, {}, {{"CONFIG_A", {}, "y"}}, {}}));
  hal_manifest manifest;
  manifest.kernel = portfit::kernel_description{portfit::kernel_release{4, 14, 5}, portfit::matrix_level{4}, {}};
  const auto result = check_compatibility(matrix, manifest);
  REQUIRE(result.unmet.size() == 3);
  CHECK(first_error_class(result) == "HAL");
  CHECK(result.unmet[1].kind == portfit::requirement_kind::sepolicy);
  CHECK(result.unmet[2].kind == portfit::requirement_kind::kernel_option);
  CHECK(result.changes.back().text == "set CONFIG_A=y in the kernel");
  manifest.kernel->release.reset();
  CHECK(check_compatibility(matrix, manifest).unmet.size() == 2);
  manifest.side = portfit::vintf_side::framework;
  CHECK(first_error_class(check_compatibility(matrix, manifest)) == "TYPE");
}

TEST_CASE("a device asks of the framework: HALs, its development kit, system SDKs") {
  compatibility_matrix matrix;
  matrix.side = portfit::vintf_side::device;
  add(matrix, required_hal("desk", {"1.0"}, {"IDesk/a"}));
  hal_manifest manifest;
  manifest.side = portfit::vintf_side::framework;
  add(manifest, served_hal("desk", {"@1.0::IDesk/a"}));
  CHECK(check_compatibility(matrix, manifest).compatible());
  matrix.ndk = {"30", {"a.so", "b.so"}};
  matrix.system_sdks = {"29", "30"};
  manifest.system_sdks = {"30"};
  CHECK(changes_of(check_compatibility(matrix, manifest)) ==
        "offer vendor NDK 30 in the framework; offer system SDK 29 in the framework");
  manifest.vendor_ndks = {{"29", {"a.so", "b.so"}}, {"30", {"a.so", "c.so"}}};
  const auto result = check_compatibility(matrix, manifest);
  CHECK(first_error_class(result) == "VNDK");
  CHECK(changes_of(result) == "add b.so to vendor NDK 30 of the framework; offer system SDK 29 in the framework");
}

TEST_CASE("a running device: policy language, kernel, verified boot; what is not known is not judged") {
  compatibility_matrix matrix;
  matrix.sepolicy = portfit::sepolicy_requirement{30, {}};
  matrix.vbmeta = portfit::hal_version{1, 1};
  portfit::runtime_facts device;
  CHECK(check_runtime(matrix, device, {}).compatible());
  device.kernel_policy = 31;
  device.verified_boot = portfit::hal_version{1, 2};
  device.vbmeta = portfit::hal_version{1, 1};
  CHECK(check_runtime(matrix, device, {}).compatible());
  CHECK_FALSE(check_runtime(matrix, device, {}, {8}).compatible());
  device.kernel_policy = 29;
  device.verified_boot = portfit::hal_version{2, 1};
  device.vbmeta = portfit::hal_version{1, 0};
  const auto result = check_runtime(matrix, device, {});
  CHECK(result.unmet.size() == 3);
  CHECK(first_error_class(result) == "KERNEL_SEPOLICY");
  matrix.sepolicy.reset();
  CHECK(check_runtime(matrix, device, {}, {8}).unmet.front().required == "0");
  matrix.vbmeta.reset();
  CHECK(check_runtime(matrix, device, {}).unmet.back().required == "version 0.0");
}

// HALs of random matrices, their verdict and the fewest changes, against trying everything.
const std::vector<std::string> places{"IFoo/a", "IFoo/b", "IBar/a"};

portfit::matrix_hal random_hal(portfit_test::random_source& draw) {
  std::vector<std::string> versions;
  for (int major_part = 1; major_part <= 2; ++major_part)
    if (draw.below(3) != 0) versions.push_back(std::to_string(major_part) + '.' + std::to_string(draw.below(2)));
  std::vector<std::string> instances;
  for (const std::string& each : places)
    if (draw.below(2) == 0) instances.push_back(each);
  if (draw.below(6) == 0) instances.push_back("IFoo/~[ab]");
  return required_hal("foo", versions.empty() ? std::vector<std::string>{"1.0"} : versions,
                      instances.empty() ? places : instances);
}

TEST_CASE("what a matrix asks and the facts do not tell is not checked") {
  compatibility_matrix matrix;
  portfit::runtime_facts device;
  CHECK(unchecked_facts(matrix, device).empty());
  matrix.sepolicy.emplace();
  matrix.vbmeta = portfit::hal_version{0, 0};
  CHECK(unchecked_facts(matrix, device).empty());  // nothing is asked
  matrix.kernels.emplace_back();
  matrix.sepolicy->kernel_version = 30;
  matrix.vbmeta = portfit::hal_version{1, 0};
  device.kernel.emplace();  // of no release
  CHECK(unchecked_facts(matrix, device) ==
        std::vector<std::string>{"kernel", "kernel's policy version", "verified boot", "vbmeta"});
  device.kernel->release = portfit::kernel_release{4, 14, 0};
  device.kernel_policy = 30;
  device.verified_boot = portfit::hal_version{1, 0};
  CHECK(unchecked_facts(matrix, device) == std::vector<std::string>{"vbmeta"});
  device.vbmeta = portfit::hal_version{1, 0};
  CHECK(unchecked_facts(matrix, device).empty());
}

/// The manifest with these places served, each in major versions 1 and 2 or one of them, at the highest minor part asked.
bool good_with(const std::vector<portfit::matrix_hal>& asked, const portfit::manifest_hal& served, unsigned added) {
  portfit::manifest_hal more = served;
  for (unsigned bit = 0; bit < 2 * places.size(); ++bit)
    if ((added >> bit & 1U) != 0)
      more.instances.push_back(portfit_test::instance('@' + std::to_string(1 + bit % 2) + ".1::" + places[bit / 2]));
  return held_against(asked, {more}).compatible();
}

TEST_CASE("the changes told are as few as there are") {
  std::size_t several = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    portfit_test::random_source draw(seed);
    std::vector<portfit::matrix_hal> asked;
    for (std::size_t count = 1 + draw.below(3); count > 0; --count) asked.push_back(random_hal(draw));
    std::vector<std::string> some;
    for (const std::string& each : places) {
      if (draw.below(3) != 0) continue;
      const std::string major_part = std::to_string(1 + draw.below(2));
      const std::string minor_part = std::to_string(draw.below(2));
      some.push_back('@' + major_part + '.' + minor_part + "::" + each);
    }
    const portfit::manifest_hal served = served_hal("foo", some);
    std::size_t fewest = 2 * places.size();
    for (unsigned added = 0; added < 1U << 2 * places.size(); ++added)
      if (good_with(asked, served, added)) fewest = (std::min)(fewest, static_cast<std::size_t>(std::popcount(added)));
    const auto result = held_against(asked, {served});
    CAPTURE(seed);
    CAPTURE(changes_of(result));
    REQUIRE(result.changes.size() == fewest);
    if (fewest > 1) ++several;
  }
  CHECK(several > 500);
}

}  // namespace
