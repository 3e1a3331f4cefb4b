#include <portfit/analysis/explain.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("where nobody knows whether the vendor agrees, that is what to ask, and the answer decides") {
  portfit_test::pairing_builder told;
  told.flags({"fork"}).fact("revenue", "money").system("os").set("fork", "yes");
  told.agreement("pact").forbids(
      "fork", {{"act", "os.fork"}, {"accept", "allowed"}, {"exposure", map_of({{"of", "vendor.revenue"}})}});
  told.vendor("v").holds({"pact"});
  told.market("m").units("1000").margin("500 USD");
  const catalog world = portfit_test::built(told);
  const explanation why = explain(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"));
  CHECK(why.summary.verdict == verdict::undetermined);
  CHECK(why.summary.facts_without_prior() == 1);
  REQUIRE(why.unknowns.size() == 1);
  CHECK(why.unknowns[0].subject == "v is willing");
  CHECK(why.unknowns[0].text.find("vendor.revenue unknown") != std::string::npos);
  REQUIRE(why.ways.size() == 2);
  CHECK(why.ways[0].then == verdict::ready);
  CHECK(why.ways[1].then == verdict::blocked);
}
