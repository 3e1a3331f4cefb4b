#include <portfit/vintf/combine_matrices.hpp>

#include <portfit/vintf/check_compatibility.hpp>

#include "support/random.hpp"
#include "support/vintf_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using portfit::combine_matrices;
using portfit::combined_matrix;
using portfit::compatibility_matrix;
using portfit::matrix_level;
using portfit_test::add;
using portfit_test::required_hal;
using portfit_test::served_hal;

compatibility_matrix at_level(std::uint32_t level, const std::vector<portfit::matrix_hal>& hals) {
  compatibility_matrix matrix;
  matrix.level = matrix_level{level};
  for (const auto& each : hals) add(matrix, each);
  return matrix;
}

combined_matrix combined(const std::vector<compatibility_matrix>& matrices, matrix_level device,
                         matrix_level kernel = {}) {
  std::vector<const compatibility_matrix*> all;
  for (const auto& each : matrices) all.push_back(&each);
  return combine_matrices(all, device, kernel);
}

std::string asked(const combined_matrix& from) {
  std::string text;
  for (const auto& [name, hal] : from.matrix.hals)
    text += (text.empty() ? "" : "; ") + name + (hal.optional ? "? " : " ") + required_text(hal);
  return text;
}

TEST_CASE("lower levels are left out, higher ones add alternatives and what is optional") {
  const std::vector<compatibility_matrix> all{
      at_level(4, {required_hal("foo", {"1.0"}, {"IFoo/a"}), required_hal("gone", {"1.0"}, {"IGone/a"})}),
      at_level(5, {required_hal("foo", {"2.0"}, {"IFoo/a"})}),
      at_level(6, {required_hal("foo", {"3.0"}, {"IFoo/a", "IFoo/b"}), required_hal("bar", {"1.0"}, {"IBar/a"})})};
  CHECK(asked(combined(all, matrix_level{5})) ==
        "bar? @1.0::IBar/a; foo @2.0::IFoo/a or @3.0::IFoo/a; foo? @3.0::IFoo/b");
  CHECK(asked(combined(all, matrix_level{6})) == "bar @1.0::IBar/a; foo @3.0::IFoo/a and @3.0::IFoo/b");
  CHECK(combined(all, matrix_level{5}).matrix.level == matrix_level{5});
}

TEST_CASE("a device without a level takes the lowest; one whose level has no matrix is asked nothing") {
  const std::vector<compatibility_matrix> all{at_level(5, {required_hal("foo", {"2.0"}, {"IFoo/a"})}),
                                              at_level(4, {required_hal("foo", {"1.0"}, {"IFoo/a"})})};
  CHECK(asked(combined(all, {})) == "foo @1.0::IFoo/a or @2.0::IFoo/a");
  CHECK(asked(combined(all, matrix_level{3})) == "foo? @1.0::IFoo/a or @2.0::IFoo/a");
  CHECK_FALSE(combined({compatibility_matrix{}}, {}).good());
}

TEST_CASE("an instance that a higher level knows is split out of those asked for together") {
  const std::vector<compatibility_matrix> all{
      at_level(1, {required_hal("foo", {"1.0"}, {"IFoo/a", "IFoo/b", "IFoo/c"})}),
      at_level(2, {required_hal("foo", {"2.0"}, {"IFoo/b"})})};
  CHECK(asked(combined(all, matrix_level{1})) == "foo @1.0::IFoo/a and @1.0::IFoo/c; foo @1.0::IFoo/b or @2.0::IFoo/b");
}

TEST_CASE("overlapping ranges are widened, others stand beside each other") {
  const std::vector<compatibility_matrix> all{at_level(1, {required_hal("foo", {"1.2-3"}, {"IFoo/a"})}),
                                              at_level(2, {required_hal("foo", {"1.1-2"}, {"IFoo/a"})}),
                                              at_level(3, {required_hal("foo", {"1.6"}, {"IFoo/a"})})};
  CHECK(asked(combined(all, matrix_level{1})) == "foo @1.1-3::IFoo/a or @1.6::IFoo/a");
}

TEST_CASE("formats, and names and patterns, are told apart") {
  const std::vector<compatibility_matrix> all{
      at_level(1, {required_hal("foo", {"1.0"}, {"IFoo/a"}), required_hal("bar", {"1.0"}, {"IBar/~a.*"})}),
      at_level(2, {required_hal("foo", {"1"}, {"IFoo/a"}), required_hal("bar", {"2.0"}, {"IBar/~a.*", "IBar/a.*"})})};
  CHECK(asked(combined(all, matrix_level{1})) ==
        "bar @1.0::IBar/a.* or @2.0::IBar/a.*; bar? @2.0::IBar/a.*; foo @1.0::IFoo/a; foo? IFoo/a (@1)");
}

TEST_CASE("policy and verified boot are those of the own level, and given once") {
  compatibility_matrix own = at_level(5, {});
  compatibility_matrix general;
  general.sepolicy.emplace();
  general.vbmeta = portfit::hal_version{1, 0};
  compatibility_matrix higher = at_level(6, {});
  higher.sepolicy.emplace();
  const auto result = combined({own, general, higher}, matrix_level{5});
  REQUIRE(result.good());
  CHECK(result.matrix.sepolicy);
  CHECK(result.matrix.vbmeta);
  CHECK(combined({general, general}, matrix_level{5}).good());
  compatibility_matrix other = general;
  other.vbmeta = portfit::hal_version{1, 1};
  CHECK(combined({general, other}, matrix_level{5}).problem.find("<avb> is given twice") != std::string::npos);
  other.vbmeta = portfit::hal_version{0, 0};  // says nothing
  CHECK(combined({other, general}, matrix_level{5}).matrix.vbmeta == portfit::hal_version{1, 0});
  CHECK(combined({general, other}, matrix_level{5}).matrix.vbmeta == portfit::hal_version{1, 0});
  general.sepolicy->kernel_version = 30;
  CHECK(combined({other, general}, matrix_level{5}).matrix.sepolicy->kernel_version == 30);
  other.sepolicy->kernel_version = 31;
  CHECK(combined({general, other}, matrix_level{5}).problem.find("<sepolicy> is given twice") != std::string::npos);
  general.side = portfit::vintf_side::device;
  CHECK_FALSE(combined({general}, matrix_level{5}).good());
}

TEST_CASE("of several matrices of a device everything is asked") {
  compatibility_matrix vendor;
  vendor.side = portfit::vintf_side::device;
  vendor.system_sdks = {"29"};
  vendor.file = "vendor.xml";
  add(vendor, required_hal("foo", {"1.0"}, {"IFoo/a"}));
  compatibility_matrix odm = vendor;
  odm.system_sdks = {"30"};
  odm.ndk = {"30", {"libwood.so"}};
  odm.file = "odm.xml";
  const auto both = [&] {
    return portfit::combine_device_matrices(std::vector{&std::as_const(vendor), &std::as_const(odm)});
  };
  REQUIRE(both().good());
  CHECK(asked(both()) == "foo @1.0::IFoo/a; foo @1.0::IFoo/a");
  CHECK(both().matrix.system_sdks == std::set<std::string>{"29", "30"});
  CHECK(both().matrix.ndk == odm.ndk);
  CHECK(both().matrix.side == portfit::vintf_side::device);
  CHECK(both().matrix.file == "vendor.xml, odm.xml");
  vendor.ndk = odm.ndk;
  CHECK(both().good());
  vendor.ndk.version = "29";
  CHECK(both().problem == "odm.xml cannot be combined: <vendor-ndk> is given twice, differently");
  vendor.side = portfit::vintf_side::framework;
  CHECK(both().problem.starts_with("vendor.xml cannot be combined"));
}

TEST_CASE("of lower levels, only kernels from the kernel's level on count") {
  const auto with_kernel = [](std::uint32_t level) {
    compatibility_matrix matrix = at_level(level, {});
    static_cast<void>(add_kernel(matrix, {{4, 14, level}, {}, {}, {}, {}}));
    return matrix;
  };
  const std::vector<compatibility_matrix> all{with_kernel(4), with_kernel(5), with_kernel(6), with_kernel(7)};
  const auto levels = [&](matrix_level kernel) {
    std::string text;
    for (const auto& each : combined(all, matrix_level{6}, kernel).matrix.kernels) text += to_text(each.level) + ' ';
    return text;
  };
  CHECK(levels({}) == "6 7 ");
  CHECK(levels(matrix_level{5}) == "5 6 7 ");
  CHECK(levels(matrix_level{7}) == "6 7 ");
}

TEST_CASE("one level asks of one line from one release on, first without conditions") {
  compatibility_matrix matrix = at_level(5, {});
  CHECK_FALSE(add_kernel(matrix, {{4, 14, 100}, {}, {{"CONFIG_ARM", {}, "y"}}, {}, {}}));
  REQUIRE(matrix.kernels.size() == 2);
  CHECK(matrix.kernels.front().conditions.empty());
  CHECK(matrix.kernels.front().options.empty());
  CHECK(matrix.kernels.front().level == matrix_level{5});
  CHECK_FALSE(add_kernel(matrix, {{4, 19, 1}, {}, {}, {}, {}}));
  CHECK(add_kernel(matrix, {{4, 14, 101}, {}, {}, {}, {}}));
  CHECK_FALSE(add_kernel(matrix, {{4, 14, 101}, matrix_level{6}, {}, {}, {}}));
}

// Against the rule said plainly: of one HAL, instances that no higher level names must be served together by one own range;
// each other one by an own range or by a range of a higher level that names it.
bool plainly_served(const portfit::matrix_hal& own, const std::vector<compatibility_matrix>& higher,
                    const std::vector<portfit::hal_instance>& served) {
  const auto is_served = [&](const portfit::required_instance& wanted, const portfit::hal_version_range& range) {
    return std::any_of(served.begin(), served.end(), [&](const portfit::hal_instance& each) {
      return each.version.major_part == range.major_part && each.version.minor_part >= range.lowest &&
             each.interface_name == wanted.interface_name && each.instance == wanted.instance;
    });
  };
  std::vector<portfit::required_instance> together;
  for (const auto& wanted : own.instances) {
    std::vector<portfit::hal_version_range> alternatives;
    bool named = false;
    for (const auto& matrix : higher)
      for (const auto& [name, hal] : matrix.hals)
        for (const auto& each : hal.instances)
          if (each.same_as(wanted)) {
            named = true;
            alternatives.insert(alternatives.end(), hal.versions.begin(), hal.versions.end());
          }
    if (!named) {
      together.push_back(wanted);
      continue;
    }
    alternatives.insert(alternatives.end(), own.versions.begin(), own.versions.end());
    if (std::none_of(alternatives.begin(), alternatives.end(),
                     [&](const auto& range) { return is_served(wanted, range); }))
      return false;
  }
  return together.empty() || std::any_of(own.versions.begin(), own.versions.end(), [&](const auto& range) {
           return std::all_of(together.begin(), together.end(),
                              [&](const auto& each) { return is_served(each, range); });
         });
}

TEST_CASE("combined matrices ask what the rule says") {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    portfit_test::random_source draw(seed);
    const auto some_versions = [&] {
      std::vector<std::string> versions;
      for (int major_part = 1; major_part <= 3; ++major_part)
        if (draw.below(2) == 0) {
          const auto low = draw.below(3);
          versions.push_back(std::to_string(major_part) + '.' + std::to_string(low) + '-' +
                             std::to_string(low + draw.below(2)));
        }
      return versions.empty() ? std::vector<std::string>{"1.0"} : versions;
    };
    const auto some_hal = [&] {
      std::vector<std::string> instances;
      for (const char* const each : {"IFoo/a", "IFoo/b", "IBar/a"})
        if (draw.below(2) == 0) instances.emplace_back(each);
      return required_hal("foo", some_versions(), instances.empty() ? std::vector<std::string>{"IFoo/a"} : instances);
    };
    std::vector<compatibility_matrix> all{at_level(1, {some_hal()})};
    for (std::uint32_t level = 2; level <= 3; ++level) all.push_back(at_level(level, {some_hal()}));
    portfit::hal_manifest manifest;
    std::vector<std::string> served;
    for (const char* const each : {"IFoo/a", "IFoo/b", "IBar/a"})
      if (draw.below(4) != 0)
        served.push_back('@' + std::to_string(1 + draw.below(3)) + '.' + std::to_string(draw.below(4)) + "::" + each);
    add(manifest, served_hal("foo", served));
    manifest.sepolicy = portfit::sepolicy_version{1, 0};
    auto met = combined(all, matrix_level{1});
    REQUIRE(met.good());
    met.matrix.sepolicy = portfit::sepolicy_requirement{0, {{1, 0, 0}}};
    const bool wanted =
        plainly_served(all[0].hals.begin()->second, {all[1], all[2]}, manifest.hals.begin()->second.instances);
    CAPTURE(seed);
    CAPTURE(asked(met));
    REQUIRE(portfit::check_compatibility(met.matrix, manifest).compatible() == wanted);
    ++(wanted ? good : bad);
  }
  CHECK(good > 50);
  CHECK(bad > 50);
}

}  // namespace
