#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include <doctest/doctest.h>

#include <string>

namespace portfit_test {

/// A catalog as a user would write it; the first lines are added. Mistakes in it fail the test.
[[nodiscard]] inline portfit::catalog told(const std::string& text) {
  const portfit::document_result read =
      portfit::read_yaml("portfit: 1\nas_of: 2024-04-01\nmoney: USD\n" + text, "told.yaml");
  REQUIRE(read.remarks.empty());
  portfit::read_result result = portfit::read_catalog({&read.document, 1});
  for (const portfit::diagnostic& each : result.remarks) FAIL_CHECK(portfit::to_text(each));
  return std::move(result.catalog);
}

/// The answer for the system `lark` on a device, in the market `m` if the catalog has one.
[[nodiscard]] inline portfit::assessment answer_for(const portfit::catalog& world, const std::string& device) {
  const auto where = world.markets.find("m");
  return portfit::assess(world, world.systems.at("lark"), world.devices.at(device),
                         where == world.markets.end() ? portfit::any_market() : where->second);
}

}  // namespace portfit_test
