#include <portfit/analysis/plan_pairing.hpp>

#include "support/near.hpp"
#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::near;
using portfit_test::pairing_builder;

namespace {

using id_list = std::vector<std::string>;

/// A port that is quick with a source tree and slow without one; nobody knows whether there is one.
struct unknown_tree : pairing_builder {
  unknown_tree() {
    flags({"tree", "port", "camera"}).currency("USD").person_month("10 kUSD");
    source("guess", "our guess", "assumed");
    device("d").set("tree", "40%").set("port", "no").set("camera", "no");
    system("os").must("runs", "port").should("photos", "camera");
    remedy("port_it")
        .makes("port")
        .effort({map_of({{"when", "tree"}, {"is", "3 pm"}}), map_of({{"is", "10 pm"}})})
        .works("90%")
        .source("guess");
    remedy("fix_camera").makes("camera").needs("port").money("20..30..70 kUSD").works("50%").time("2 months");
  }
};

pairing_plans planned(const catalog_builder& told, const plan_options& options = {}) {
  const catalog world = built(told);
  return plan_pairing(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"), options);
}

}  // namespace

TEST_CASE("plan: a cost that depends on an unknown fact is told line by line, and its mean is the plan's") {
  const pairing_plans plans = planned(unknown_tree());
  const detailed_plan& plan = plans.recommended;
  CHECK(plan.remedies == id_list{"fix_camera", "port_it"});
  REQUIRE(plan.steps.size() == 2);
  const plan_step& port = plan.steps[0];
  CHECK(port.remedy == "port_it");
  CHECK(port.effects == id_list{"makes port"});
  CHECK(port.source == "guess");
  CHECK(port.trust == confidence::assumed);
  REQUIRE(port.effort.lines.size() == 2);
  CHECK(port.effort.lines[0].when == "tree");
  CHECK(near(port.effort.lines[0].chance, 0.4));
  CHECK(port.effort.lines[1].when.empty());
  CHECK(port.effort.low == 3);
  CHECK(port.effort.high == 10);
  CHECK(near(port.effort.mean, 0.4 * 3 + 0.6 * 10));
  CHECK(port.works.mean == 0.9);
  const plan_step& camera = plan.steps[1];
  CHECK(camera.timing->after == id_list{"port_it"});
  CHECK(near(camera.money.mean, 40e3));
  CHECK(camera.effort.lines.empty());
  REQUIRE(plan.totals.size() == 1);
  CHECK(plan.totals[0].payer == "os");
  CHECK(near(plan.totals[0].effort.mean, plan.figures.cost.effort));
  CHECK(near(plan.totals[0].money.mean, plan.figures.cost.money));
  CHECK(plan.totals[0].money.low == 20e3);
  CHECK(plan.totals[0].money.high == 70e3);
}

TEST_CASE("plan: what an unknown may turn out to be, and what the plan comes to then") {
  const pairing_plans plans = planned(unknown_tree());
  REQUIRE(plans.recommended.assumptions.size() == 1);
  const plan_assumption& tree = plans.recommended.assumptions[0];
  CHECK(tree.asked.subject == "d: tree");
  REQUIRE(tree.outcomes.size() == 2);
  for (const plan_assumption::outcome& each : tree.outcomes) {
    const bool yes = each.told.text.find("yes") != std::string::npos;
    CHECK(near(each.likelihood, 0.9));
    CHECK(near(each.cost, (yes ? 30e3 : 100e3) + 40e3));
  }
}

TEST_CASE("plan: the cheapest does no more than is asked of it, and with a wish what the wish needs") {
  plan_options options;
  pairing_plans plans = planned(unknown_tree(), options);
  REQUIRE(plans.cheapest);
  CHECK(plans.cheapest->reached);
  CHECK(plans.cheapest->plan.remedies == id_list{"port_it"});
  CHECK(near(plans.cheapest->promised, 0.9));
  options.wanted = {"photos"};
  plans = planned(unknown_tree(), options);
  CHECK(plans.cheapest->wanted == id_list{"os: photos"});
  CHECK(plans.cheapest->plan.remedies == id_list{"fix_camera", "port_it"});
  CHECK_FALSE(plans.cheapest->reached);  // 0.9 x 0.5
  CHECK(near(plans.cheapest->likelihood.expected.low, 0.45));
  options.at_least = 0.4;
  CHECK(planned(unknown_tree(), options).cheapest->reached);
  options.at_least.reset();
  CHECK_FALSE(planned(unknown_tree(), options).cheapest);
}

TEST_CASE("plan: the front, from nothing to all") {
  plan_options options;
  options.front = true;
  const pairing_plans plans = planned(unknown_tree(), options);
  REQUIRE(plans.front.size() == 2);
  CHECK(plans.front[0].remedies.empty());
  CHECK(plans.front[1].remedies == id_list{"port_it"});
  CHECK(near(plans.front[1].promised, 0.9));
  CHECK(plans.front_complete);
  CHECK(planned(unknown_tree()).front.empty());
}

TEST_CASE("plan: ways through are minimal, and each opens the way alone") {
  unknown_tree told;
  told.flags({"bought"}).device("d").set("bought", "no");
  told.remedy("buy").makes("bought").money("1 MUSD").works("99%");
  told.remedy("flash").makes("port").needs("bought").works("99%");
  const pairing_plans plans = planned(told);
  REQUIRE(plans.ways.size() == 2);
  CHECK(plans.ways[0].remedies == id_list{"buy", "flash"});  // likelier, if dearer
  CHECK(plans.ways[1].remedies == id_list{"port_it"});
  for (const minimal_plan& each : plans.ways) CHECK(each.then == verdict::feasible);
  plan_options options;
  options.ways = 1;
  CHECK_FALSE(planned(told, options).ways_complete);
}

TEST_CASE("plan: of a pairing that only answers can open, ways that work for some of them are told as such") {
  pairing_builder told;
  told.flags({"unlocked", "port"}).device("d").set("port", "no");
  told.system("os").must("free", "unlocked").must("runs", "port");
  told.remedy("port_it").makes("port");
  const pairing_plans plans = planned(told);
  REQUIRE(plans.ways.size() == 1);
  CHECK(plans.ways[0].remedies == id_list{"port_it"});
  CHECK(plans.ways[0].then == verdict::undetermined);
}

TEST_CASE("plan: what the vendor pays is its own total, and its inequality stands beside") {
  pairing_builder told;
  told.flags({"signed", "tested"}).currency("USD").device("d").set("signed", "no").set("tested", "no");
  told.system("os").must("signed", "signed").must("tested", "tested");
  told.market("m").units("1000").margin("50 USD");
  told.remedy("sign").makes("signed").by("vendor").paid_by("vendor").money("30 kUSD").effort("2 pm");
  told.remedy("test").makes("tested").money("5 kUSD").pays_vendor("1..3 kUSD");
  const pairing_plans plans = planned(told);
  const detailed_plan& plan = plans.recommended;
  CHECK(plan.remedies == id_list{"sign", "test"});
  REQUIRE(plan.totals.size() == 2);
  CHECK(plan.totals[0].money.mean == 7e3);  // the side payment is ours
  CHECK(near(plan.totals[0].money.mean, plan.figures.cost.money));
  CHECK(plan.totals[1].payer == "v");
  CHECK(plan.totals[1].money.mean == 30e3);
  CHECK(plan.totals[1].effort.mean == 2);
  REQUIRE(plan.stakes.size() == 1);
  CHECK(plan.stakes[0].find("v gains 50 kUSD + side payments 1000 to 3000 USD - own costs 30 kUSD >= ") == 0);
}

TEST_CASE("plan: with one team the steps stand one behind the other") {
  unknown_tree told;
  told.remedy("fix_camera").after("port_it");
  plan_options options;
  options.teams = 1;
  const pairing_plans plans = planned(told, options);
  CHECK(plans.recommended.timing.teams == 1);
  CHECK(plans.recommended.steps[1].timing->team == 0);
}

TEST_CASE("plan: a blocked pairing has none; a ready one needs none") {
  pairing_builder told;
  told.flags({"open"}).device("d").set("open", "no");
  told.system("os").must("open", "open");
  pairing_plans plans = planned(told);
  CHECK(plans.summary.verdict == verdict::blocked);
  CHECK(plans.recommended.remedies.empty());
  CHECK_FALSE(plans.cheapest);
  told.device("d").set("open", "yes");
  plans = planned(told);
  CHECK(plans.summary.verdict == verdict::ready);
  CHECK(plans.recommended.steps.empty());
  REQUIRE(plans.ways.size() == 1);
  CHECK(plans.ways[0].remedies.empty());
  CHECK(plans.cheapest->reached);
}

TEST_CASE("plan: what may be wanted is what the system and the market wish for") {
  unknown_tree told;
  told.market("m").should("cheap", "port");
  const catalog world = built(told);
  const constraint_graph graph = build_graph(world, world.systems.at("os"), world.markets.at("m"));
  CHECK(wishes_of(graph) == id_list{"os: photos", "m: cheap"});
}
