#include <portfit/analysis/assess.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("an amount in another unit or currency equals what it converts to") {
  portfit_test::pairing_builder told;
  told.set("rates", map_of({{"EUR", "1.10"}})).fact("price", "money").fact("mass", "g");
  told.device("d").set("price", "200 EUR").set("mass", "1.001 kg");
  told.system("os").must("cheap", "price <= 220 USD").must("heavy", "mass >= 1001 g").must("exact", "mass <= 1001 g");
  const catalog world = portfit_test::built(told);
  CHECK(assess(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m")).verdict == verdict::ready);
}
