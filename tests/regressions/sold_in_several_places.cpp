#include <portfit/analysis/explain.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

verdict asked_of(const pairing_builder& told) {
  const catalog world = built(told);
  return assess(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m")).verdict;
}

}  // namespace

TEST_CASE("a device sold in one more place is not freed of the law of the first") {
  pairing_builder told;
  told.flags({"labelled"}).device("d").set("labelled", "no");
  told.rule("label_law").set("sold_in", "DE").requires_that("label", "labelled");
  for (const built_value& places : {built_value("DE"), built_value({"DE", "FR"})}) {
    told.market("m").set("sold_in", places);
    CHECK(asked_of(told) == verdict::blocked);
  }
  told.market("m").set("sold_in", "FR");
  CHECK(asked_of(told) == verdict::ready);
}

TEST_CASE("an exclusive promise binds wherever a part of the market lies, an exception frees only if all of it does") {
  pairing_builder told;
  told.flags({"fork"}).system("os").set("fork", "yes");
  told.agreement("pact").set("exclusive", map_of({{"act", "os.fork"}, {"in", "DE"}}));
  told.market("m").sold_in({"DE", "FR"});
  CHECK(asked_of(told) == verdict::blocked);

  pairing_builder excepted;
  excepted.flags({"fork"}).system("os").set("fork", "yes");
  excepted.agreement("pact").forbids("fork", {{"act", "os.fork"}, {"except", list_of({map_of({{"sold_in", "DE"}})})}});
  excepted.vendor("v").holds({"pact"});
  excepted.market("m").sold_in({"DE", "FR"});
  CHECK(asked_of(excepted) == verdict::blocked);
  excepted.market("m").sold_in("DE");
  CHECK(asked_of(excepted) == verdict::ready);
}
