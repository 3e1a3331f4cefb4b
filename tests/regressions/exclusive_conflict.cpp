#include <portfit/analysis/explain.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace portfit;

TEST_CASE("an exclusive promise that stands in the way is named, and dropping it is a change") {
  portfit_test::pairing_builder told;
  told.flags({"fork"}).system("os").set("fork", "yes");
  told.agreement("pact").set("exclusive", map_of({{"act", "os.fork"}}));
  const catalog world = portfit_test::built(told);
  const explanation why = explain(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"));
  CHECK(why.summary.verdict == verdict::blocked);
  REQUIRE(why.conflicts.size() == 1);
  const auto names_it = [](const std::vector<reason>& reasons) {
    return std::any_of(reasons.begin(), reasons.end(),
                       [](const reason& each) { return each.subject == "pact: exclusive"; });
  };
  CHECK(names_it(why.conflicts.front()));
  CHECK(std::any_of(why.ways.begin(), why.ways.end(),
                    [&](const way_out& each) { return names_it(each.steps) && each.then == verdict::ready; }));
}
