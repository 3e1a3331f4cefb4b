#include <portfit/analysis/pairing.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("pairing: the catalog's prices and limits reach the choice, the asker's budgets instead of its own") {
  portfit_test::pairing_builder told;
  told.scale("300 USD").budget({{"money", "50 USD"}, {"effort", "4 pm"}}).set("person_month", "7 USD");
  const catalog world = portfit_test::built(told);
  assess_options options;
  options.floor = 0.25;
  options.money_budget = 9;
  const lower_options found = lowering_options(world, options);
  CHECK(found.cost.person_month == 7);
  CHECK(found.cost.scale == 300.0);
  CHECK(found.cost.money_budget == 9.0);
  CHECK(found.cost.effort_budget == 4.0);
  CHECK(found.floor == 0.25);
  CHECK_FALSE(found.relaxable);
}

TEST_CASE("pairing: a model may be moved, its facts stay where they were") {
  portfit_test::pairing_builder told;
  told.flags({"it"}).device("d").set("it", "yes");
  told.system("os").must("it", "it");
  const catalog world = portfit_test::built(told);
  const constraint_graph graph = build_graph(world, world.systems.at("os"), world.markets.at("m"));
  pairing_model first =
      resolve_pairing(world, graph, {&world.systems.at("os"), &world.markets.at("m"), &world.devices.at("d")}, {});
  const pairing_model second = std::move(first);
  REQUIRE(second.lowered.facts.size() == 1);
  CHECK(second.lowered.facts.begin()->second.state == &second.device->facts.at(0));
  CHECK(second.lowered.facts.begin()->second.state->is_known());
}
