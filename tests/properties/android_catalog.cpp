#include <portfit/import/android_catalog.hpp>

#include <portfit/analysis/assess.hpp>
#include <portfit/catalog/read_catalog.hpp>

#include "support/random.hpp"
#include "support/vintf_samples.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// Android's question put to the constraint graph is answered as the direct check answers it.

namespace {

using portfit_test::add;
using portfit_test::required_hal;
using portfit_test::served_hal;

portfit::compatibility_matrix random_matrix(portfit_test::random_source& draw, std::uint32_t level) {
  portfit::compatibility_matrix matrix;
  matrix.level = portfit::matrix_level{level};
  for (const char* const name : {"a.lamp", "a.bell"}) {
    std::vector<std::string> versions{std::to_string(1 + draw.below(2)) + '.' + std::to_string(draw.below(2))};
    if (draw.below(2) == 0) versions.push_back("3.0-1");
    std::vector<std::string> instances{draw.below(4) == 0 ? "IOne/~[xy]" : "IOne/x"};
    if (draw.below(2) == 0) instances.emplace_back("IOne/y");
    if (draw.below(8) == 0) instances.clear();
    add(matrix, required_hal(name, versions, instances, draw.below(4) == 0));
  }
  static_cast<void>(
      portfit::add_kernel(matrix, {{4, 14, 0}, {}, {}, {{"CONFIG_A", {}, draw.below(2) == 0 ? "y" : "n"}}, {}}));
  return matrix;
}

portfit::hal_manifest random_manifest(portfit_test::random_source& draw) {
  portfit::hal_manifest manifest;
  manifest.level = portfit::matrix_level{static_cast<std::uint32_t>(1 + draw.below(2))};
  manifest.sepolicy = portfit::sepolicy_version{30, draw.below(6) == 0 ? 0U : 1U};
  for (const char* const name : {"a.lamp", "a.bell"}) {
    std::vector<std::string> served;
    for (const char* const place : {"IOne/x", "IOne/y"})
      if (draw.below(4) != 0)
        served.push_back('@' + std::to_string(1 + draw.below(3)) + '.' + std::to_string(draw.below(2)) + "::" + place);
    if (!served.empty()) add(manifest, served_hal(name, served));
  }
  return manifest;
}

TEST_CASE("a pairing of the catalog is ready where the check finds nothing, and needs as many remedies as changes") {
  std::size_t ready = 0;
  std::size_t feasible = 0;
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    portfit_test::random_source draw(seed);
    const std::vector<portfit::compatibility_matrix> levels{random_matrix(draw, 1), random_matrix(draw, 2)};
    portfit::compatibility_matrix policy;
    policy.sepolicy = portfit::sepolicy_requirement{0, {{30, 1, 1}}};
    const portfit::android_framework framework{"frame", {&levels[0], &levels[1], &policy}, nullptr};
    const std::vector<portfit::hal_manifest> manifests{random_manifest(draw), random_manifest(draw)};
    const portfit::kernel_description kernel{portfit::kernel_release{4, 14, 5}, {}, {{"CONFIG_A", "y"}}};
    const std::vector<portfit::android_device> devices{{"one", &manifests[0], nullptr, nullptr},
                                                       {"two", &manifests[1], &kernel, nullptr}};
    const auto written = portfit::write_android_catalog({&framework, 1}, devices);
    const auto read = portfit::read_catalog({&written.document, 1});
    CAPTURE(seed);
    REQUIRE_FALSE(portfit::has_errors(written.remarks));
    for (const auto& each : read.remarks) CAPTURE(to_text(each));
    REQUIRE_FALSE(portfit::has_errors(read.remarks));
    portfit::assess_options options;
    options.asked.as_of = portfit::read_date("2026-01-01")->low;
    for (std::size_t index = 0; index < 2; ++index) {
      const auto level = manifests[index].level;
      const auto met = portfit::combine_matrices(framework.matrices, level, {});
      REQUIRE(met.good());
      portfit::compatibility_result direct = portfit::check_compatibility(met.matrix, manifests[index]);
      std::size_t changes = direct.changes.size();
      if (index == 1) changes += portfit::check_kernel(met.matrix.kernels, kernel, {}).unmet.size();
      const auto answer = portfit::assess(read.catalog, read.catalog.systems.at("frame"),
                                          read.catalog.devices.at(devices[index].id), portfit::any_market(), options);
      CAPTURE(index);
      if (changes == 0) {
        CHECK(answer.verdict == portfit::verdict::ready);
        ++ready;
      } else {
        CHECK(answer.verdict == portfit::verdict::feasible);
        CHECK(answer.remedies.size() == changes);
        ++feasible;
      }
    }
  }
  CHECK(ready > 10);
  CHECK(feasible > 10);
}

TEST_CASE("what nothing can meet is blocked") {
  portfit::compatibility_matrix matrix;
  matrix.sepolicy = portfit::sepolicy_requirement{0, {{30, 1, 1}}};
  add(matrix, required_hal("a.lamp", {"1.0"}, {"IOne/~[x"}));
  portfit::hal_manifest manifest;
  manifest.sepolicy = portfit::sepolicy_version{30, 1};
  const portfit::android_framework framework{"frame", {&matrix}, nullptr};
  const portfit::android_device device{"one", &manifest, nullptr, nullptr};
  const auto written = portfit::write_android_catalog({&framework, 1}, {&device, 1});
  const auto read = portfit::read_catalog({&written.document, 1});
  REQUIRE_FALSE(portfit::has_errors(read.remarks));
  portfit::assess_options options;
  options.asked.as_of = portfit::read_date("2026-01-01")->low;
  CHECK(portfit::assess(read.catalog, read.catalog.systems.at("frame"), read.catalog.devices.at("one"),
                        portfit::any_market(), options)
            .verdict == portfit::verdict::blocked);
}

TEST_CASE("what a device asks of a framework is a must of the device, and what serves it a remedy") {
  portfit::compatibility_matrix asking;
  asking.side = portfit::vintf_side::device;
  add(asking, required_hal("f.desk", {"1.0"}, {"IDesk/a"}));
  asking.ndk = {"30", {"a.so", "b.so"}};
  asking.system_sdks = {"30"};
  portfit::hal_manifest served;
  served.side = portfit::vintf_side::framework;
  portfit::manifest_hal desk = served_hal("f.desk", {"@1.0::IDesk/a"});
  desk.highest_level = portfit::matrix_level{4};
  add(served, desk);
  served.vendor_ndks = {{"30", {"a.so"}}};
  served.system_sdks = {"30"};
  portfit::compatibility_matrix policy;
  policy.sepolicy = portfit::sepolicy_requirement{0, {{30, 1, 1}}};
  portfit::hal_manifest old_device;
  old_device.level = portfit::matrix_level{4};
  old_device.sepolicy = portfit::sepolicy_version{30, 1};
  portfit::hal_manifest new_device = old_device;
  new_device.level = portfit::matrix_level{5};
  const portfit::android_framework framework{"frame", {&policy}, &served};
  const std::vector<portfit::android_device> devices{{"old", &old_device, nullptr, &asking},
                                                     {"new", &new_device, nullptr, &asking}};
  const auto written = portfit::write_android_catalog({&framework, 1}, devices);
  const auto read = portfit::read_catalog({&written.document, 1});
  for (const auto& each : read.remarks) CAPTURE(to_text(each));
  REQUIRE_FALSE(portfit::has_errors(read.remarks));
  portfit::assess_options options;
  options.asked.as_of = portfit::read_date("2026-01-01")->low;
  const auto remedies = [&](const char* device) {
    std::string text;
    for (const auto& each : portfit::assess(read.catalog, read.catalog.systems.at("frame"),
                                            read.catalog.devices.at(device), portfit::any_market(), options)
                                .remedies)
      text += each + ' ';
    return text;
  };
  CHECK(remedies("old") == "offer_framework_vendor_NDK_30_b_so ");
  CHECK(remedies("new") == "offer_framework_vendor_NDK_30_b_so serve_framework_f_desk_1_0_IDesk_a ");
}

}  // namespace
