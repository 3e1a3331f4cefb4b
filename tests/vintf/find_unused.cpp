#include <portfit/vintf/find_unused.hpp>

#include <portfit/vintf/find_deprecated.hpp>

#include "support/vintf_samples.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using portfit::compatibility_matrix;
using portfit::found_instance;
using portfit::hal_manifest;
using portfit::matrix_level;
using portfit_test::add;
using portfit_test::required_hal;
using portfit_test::served_hal;

std::string found_text(const std::vector<found_instance>& found) {
  std::string text;
  for (const auto& each : found) text += (text.empty() ? "" : "; ") + each.hal + ' ' + to_text(each.instance);
  return text;
}

TEST_CASE("unused is what no HAL of the matrix speaks of; there the upper end of a range is a bound") {
  compatibility_matrix matrix;
  add(matrix, required_hal("foo", {"1.0-2"}, {"IFoo/a", "IFoo/~b.*"}, true));
  hal_manifest manifest;
  add(manifest, served_hal("foo", {"@1.2::IFoo/a", "@1.2::IFoo/b7", "@1.3::IFoo/bb", "@2.0::IFoo/a", "@1.0::IBar/a"}));
  add(manifest, served_hal("bar", {"@1.0::IBar/a"}));
  CHECK(found_text(find_unused(matrix, manifest)) ==
        "bar @1.0::IBar/a; foo @1.0::IBar/a; foo @1.3::IFoo/bb; foo @2.0::IFoo/a");
}

TEST_CASE("format and exclusive use must agree") {
  compatibility_matrix matrix;
  add(matrix, required_hal("foo", {"1.0"}, {"IFoo/a"}));
  hal_manifest manifest;
  portfit::manifest_hal hal = served_hal("foo", {"@1.0::IFoo/a"});
  hal.exclusive_to = "vm";
  add(manifest, hal);
  CHECK(find_unused(matrix, manifest).size() == 1);
  matrix.hals.begin()->second.exclusive_to = "vm";
  CHECK(find_unused(matrix, manifest).empty());
  matrix.hals.begin()->second.format = portfit::hal_format::native;
  CHECK(find_unused(matrix, manifest).size() == 1);
}

TEST_CASE("a HIDL interface is used if one that inherits from it is") {
  compatibility_matrix matrix;
  add(matrix, required_hal("foo", {"2.0"}, {"IFoo/a"}));
  hal_manifest manifest;
  add(manifest, served_hal("foo", {"@1.0::IFoo/a", "@2.0::IFoo/a"}));
  CHECK(found_text(find_unused(matrix, manifest)) == "foo @1.0::IFoo/a");
  CHECK(find_unused(matrix, manifest, {{"foo@1.0::IFoo", "foo@2.0::IFoo"}}).empty());
  CHECK_FALSE(find_unused(matrix, manifest, {{"foo@1.0::IFoo", "nonsense"}}).empty());
}

/// Levels 1 to 3: foo is asked in 1.0, in 1.1 and 2.0, in 2.0 only; bar only at level 1.
std::vector<compatibility_matrix> three_levels() {
  std::vector<compatibility_matrix> all(3);
  for (std::uint32_t level = 1; level <= 3; ++level) all[level - 1].level = matrix_level{level};
  add(all[0], required_hal("foo", {"1.0"}, {"IFoo/a"}));
  add(all[0], required_hal("bar", {"1.0"}, {"IBar/a"}));
  add(all[1], required_hal("foo", {"1.1", "2.0"}, {"IFoo/a"}));
  add(all[2], required_hal("foo", {"2.0"}, {"IFoo/a"}));
  return all;
}

portfit::deprecation_result deprecated(std::uint32_t level, const std::vector<std::string>& served,
                                       const portfit::interface_children& children = {}) {
  const auto all = three_levels();
  std::vector<const compatibility_matrix*> matrices;
  for (const auto& each : all) matrices.push_back(&each);
  hal_manifest manifest;
  manifest.level = matrix_level{level};
  add(manifest, served_hal("foo", served));
  add(manifest, served_hal("bar", {"@1.0::IBar/a"}));
  return find_deprecated(matrices, manifest, children);
}

TEST_CASE("deprecated is what an older level asked for and the own one no longer knows, or only later versions of") {
  CHECK(deprecated(1, {"@1.0::IFoo/a"}).deprecated.empty());
  CHECK(found_text(deprecated(2, {"@1.0::IFoo/a"}).deprecated) == "bar @1.0::IBar/a; foo @1.0::IFoo/a");
  CHECK(deprecated(2, {"@1.0::IFoo/a"}).deprecated.back().reason == "the device's level asks for version 1.1 or above");
  CHECK(found_text(deprecated(2, {"@1.1::IFoo/a"}).deprecated) == "bar @1.0::IBar/a");
  CHECK(found_text(deprecated(3, {"@1.1::IFoo/a", "@2.0::IFoo/a"}).deprecated) == "bar @1.0::IBar/a; foo @1.1::IFoo/a");
  CHECK(deprecated(3, {"@1.1::IFoo/a"}).deprecated.back().reason ==
        "the device's level no longer knows it; it should not be served");
}

TEST_CASE("an older interface is fine while one that inherits from it is served as asked") {
  const portfit::interface_children children{{"foo@1.1::IFoo", "foo@2.0::IFoo"}};
  CHECK(found_text(deprecated(3, {"@1.1::IFoo/a", "@2.0::IFoo/a"}, children).deprecated) == "bar @1.0::IBar/a");
  CHECK(found_text(deprecated(3, {"@1.1::IFoo/a"}, children).deprecated) == "bar @1.0::IBar/a; foo @1.1::IFoo/a");
}

TEST_CASE("without a level, or without its matrix, it cannot be told") {
  CHECK(deprecated(4, {}).problem == "there is no matrix of level 4");
  CHECK(portfit::find_deprecated({}, hal_manifest{}).problem.find("target-level") != std::string::npos);
}

}  // namespace
