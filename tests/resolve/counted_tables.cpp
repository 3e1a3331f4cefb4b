#include <portfit/resolve/counted_tables.hpp>

#include "support/random_market.hpp"

#include <portfit/resolve/build_graph.hpp>

#include <doctest/doctest.h>

#include <cstdint>

using namespace portfit;

TEST_CASE("counted tables: graphs share what one of them has counted, which is what each counts alone") {
  int counted = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const catalog world = portfit_test::random_market(seed, 6);
    if (world.counts.empty()) continue;
    fact_columns columns(world, all_devices(world), {});
    counted_tables shared{&columns, {}};
    const auto build = [&](counted_tables* known) {
      return build_graph(world, world.systems.at("os1"), world.markets.at("m1"), {}, known);
    };
    const constraint_graph first = build(&shared);
    const constraint_graph second = build(&shared);
    const constraint_graph alone = build(nullptr);
    REQUIRE(tables(first).counted.contains("keeping"));
    CHECK(tables(first).counted.at("keeping") == tables(second).counted.at("keeping"));
    CHECK(tables(first).counted.at("keeping") != tables(alone).counted.at("keeping"));
    for (const auto& [device, chance] : *tables(alone).counted.at("keeping"))
      CHECK(tables(first).counted.at("keeping")->at(device).mean() == chance.mean());
    ++counted;
  }
  CHECK(counted > 3);
}
