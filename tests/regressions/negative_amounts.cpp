// A price, a size or a weight below zero is a slip of the pen and told; a plain number may be negative.

#include <portfit/analysis/explain.hpp>
#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include "regressions/told.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace portfit;

namespace {

diagnostics remarks_on(const std::string& fact, const std::string& value) {
  const document_result read =
      read_yaml("portfit: 1\nfacts: {x: " + fact + "}\nworld: {x: " + value + "}\n", "told.yaml");
  return read_catalog({&read.document, 1}).remarks;
}

}  // namespace

TEST_CASE("negative amounts of what has no less than nothing are mistakes") {
  for (const auto& [fact, value] : {std::pair{"money", "-5 USD"}, std::pair{"GiB", "-3 GiB"}, std::pair{"g", "-1..4 g"},
                                    std::pair{"pm", "-1 pm"}}) {
    CAPTURE(value);
    const diagnostics remarks = remarks_on(fact, value);
    REQUIRE(remarks.size() == 1);
    CHECK(remarks[0].code == "out_of_range");
    CHECK(remarks[0].expected == "no less than 0");
    CHECK(remarks[0].where.line == 3);
  }
}

TEST_CASE("amounts too large for a number are told as such") {
  const diagnostics remarks = remarks_on("money", "9e307 kUSD");
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].expected == "a smaller number");
}

TEST_CASE("an unknown amount is no less than nothing: what asks no more holds") {
  const catalog world = portfit_test::told(
      "facts: {ram: GiB, price: money, share: percent, offset: number}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown}}\n"
      "systems: {lark: {must: {a: ram >= 0 GiB, b: price >= 0 USD, c: share <= 100%}},"
      " wren: {must: {x: offset >= 0}}}\n");
  CHECK(portfit_test::answer_for(world, "pad").verdict == verdict::ready);
  CHECK(assess(world, world.systems.at("wren"), world.devices.at("pad")).verdict == verdict::undetermined);
}

TEST_CASE("no way out asks for a negative amount") {
  const catalog world = portfit_test::told(
      "facts: {price: money, number_of_keys: number}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown, price: 5 USD, number_of_keys: 3}}\n"
      "systems: {lark: {must: {free: price < 0 USD}}, wren: {must: {none: number_of_keys < 0}}}\n");
  const auto ways_by_fact = [&](const char* const os) {
    std::size_t found = 0;
    for (const way_out& way : explain(world, world.systems.at(os), world.devices.at("pad")).ways)
      for (const reason& step : way.steps) found += step.code == "fact" ? 1 : 0;
    return found;
  };
  CHECK(ways_by_fact("lark") == 0);  // but to drop the requirement
  CHECK(ways_by_fact("wren") == 1);
}

TEST_CASE("plain numbers and voltages may be negative, and zero is an amount") {
  CHECK(remarks_on("number", "-5").empty());
  CHECK(remarks_on("mV", "-5 mV").empty());
  CHECK(remarks_on("money", "0 USD").empty());
}
