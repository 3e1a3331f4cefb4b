#include "support/worked_example.hpp"

#include "support/assessed.hpp"

#include <portfit/analysis/explain.hpp>

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

// The worked example, built once from values and once as a catalog file would tell it, against its printed figures.

using namespace portfit;

namespace {

struct row {
  std::vector<std::string> plan;
  double guaranteed_likelihood, expected_low, expected_high, possible_likelihood, mean_cost;
  double guaranteed, score_low, score_high, ranking, possible;
};

const std::vector<row> table{
    {{}, 0, 0, 0.30, 1, 0, 0, 0, 28.50, 14.25, 95.00},
    {{"U"}, 0, 0, 0.86, 1, 20, 0, 0, 48.24, 24.12, 60.65},
    {{"M"}, 0, 0.15, 0.30, 1, 96, 0, 10.22, 20.43, 15.3254, 82.70},
    {{"M", "U"}, 0.40, 0.43, 0.86, 1, 116, 14.16, 17.29, 34.59, 25.94, 52.80},
};

catalog as_told() {
  catalog_builder told;
  told.as_of("2024-04-01").scale("200 kUSD");
  for (const char* const name : {"kernel_source", "modem_works", "unlocked", "attestation"}) told.fact(name, "yes/no");
  told.vendor("v1");
  told.platform("p1");
  told.device("d1").vendor("v1").platform("p1").set("kernel_source", "30%").set("modem_works", unknown_value());
  told.device("d1").set("unlocked", "no").set("attestation", "yes");
  told.market("m1");
  told.service("store").replaced_by("other_store", "60%");
  told.system("os1").must("boots", any_of({"kernel_source", "unlocked"})).must("calls", "modem_works");
  told.system("os1").should("attestation", "attestation", 3).should("store", "service store", 1);
  told.remedy("U").makes("unlocked").breaks("attestation").works("80%").money("20 kUSD");
  told.remedy("M").makes("modem_works").needs(any_of({"kernel_source", "unlocked"})).works("50%");
  told.remedy("M").money({map_of({{"when", "kernel_source"}, {"is", "40 kUSD"}}), map_of({{"is", "120 kUSD"}})});
  return portfit_test::built(told);
}

/// Equal as far as the figure is printed: `unit` is one of its last decimal.
void check_near(double found, double printed, double unit) {
  CAPTURE(found);
  CAPTURE(printed);
  CHECK(found >= printed - unit / 2);
  CHECK(found <= printed + unit / 2);
}

void check_row(compiled_problem& compiled, const row& expected) {
  decision_set plan;
  for (const variable each : compiled.decisions())
    for (const std::string& name : expected.plan)
      if (compiled.problem().names[each] == name) plan.push_back(each);
  REQUIRE(plan.size() == expected.plan.size());
  const plan_figures found = evaluate(compiled, plan);
  check_near(found.likelihood.guaranteed, expected.guaranteed_likelihood, 1e-9);
  check_near(found.likelihood.expected.low, expected.expected_low, 1e-9);
  check_near(found.likelihood.expected.high, expected.expected_high, 1e-9);
  check_near(found.likelihood.possible, expected.possible_likelihood, 1e-9);
  check_near(found.cost.mean, expected.mean_cost * 1000, 1e-6);
  check_near(found.score.guaranteed, expected.guaranteed, 0.01);
  check_near(found.score.expected.low, expected.score_low, 0.01);
  check_near(found.score.expected.high, expected.score_high, 0.01);
  check_near(found.score.ranking, expected.ranking, expected.ranking == 15.3254 ? 0.0001 : 0.01);
  check_near(found.score.possible, expected.possible, 0.01);
}

void check_all(const catalog& world) {
  const market& where = world.markets.at("m1");
  const constraint_graph graph = build_graph(world, world.systems.at("os1"), where);
  const pairing_model model =
      resolve_pairing(world, graph, {&world.systems.at("os1"), &where, &world.devices.at("d1")}, {});
  compiled_problem compiled(model.lowered.problem);
  for (const row& each : table) check_row(compiled, each);

  const explanation found = explain(world, world.systems.at("os1"), world.devices.at("d1"), where);
  const assessment& answer = found.summary;
  CHECK(answer.verdict == verdict::feasible);
  CHECK(answer.optimal);
  CHECK(answer.remedies.size() == 2);
  CHECK(answer.facts.size() == 4);
  CHECK(answer.facts_known() == 2);
  CHECK(answer.facts_without_prior() == 1);
  check_near(answer.plan.likelihood.ranking, 0.645, 1e-9);
  check_near(answer.plan.value, 0.38775, 1e-9);
  check_near(2 * answer.plan.value / answer.plan.likelihood.ranking - 1, 0.2023, 0.0001);  // E[F | musts hold]
  check_near(affordability(answer.plan.cost.mean, world.scale), 0.66896, 0.00001);
  check_near(answer.plan.cost.ends.low, 60e3, 1e-6);
  check_near(answer.plan.cost.ends.high, 140e3, 1e-6);

  std::map<std::string, double> loss;
  double sum = 0;
  for (const loss_part& part : found.loss.parts) {
    REQUIRE(part.names.size() == 1);
    loss[part.names.front()] = part.points;
    sum += part.points;
  }
  CHECK(found.loss.exact);
  REQUIRE(loss.size() == 6);
  check_near(loss["U"], 5.708, 0.001);
  check_near(loss["M"], 27.396, 0.001);
  check_near(loss["os1: boots"], 6.868, 0.001);
  check_near(loss["os1: calls"], 13.817, 0.001);
  check_near(loss["os1: attestation"], 17.560, 0.001);
  check_near(loss["os1: store"], 2.712, 0.001);
  check_near(sum, 74.061, 0.001);
  check_near(sum, 100 - answer.plan.score.ranking, 1e-9);
}

/// The best ranking score once facts are known.
double best_with(catalog world, const std::map<std::string, double>& answers) {
  for (const auto& [name, value] : answers) world.devices["d1"].facts[name] = {portfit_test::known(name, value)};
  return portfit_test::assessed(world).plan.score.ranking;
}

}  // namespace

TEST_CASE("worked example, built from values") { check_all(portfit_test::worked_example()); }

TEST_CASE("worked example, told as a catalog file tells it") { check_all(as_told()); }

TEST_CASE("worked example: both ways to build it give the same figures to the last bit") {
  CHECK(portfit_test::all_figures(portfit_test::assessed(portfit_test::worked_example())) ==
        portfit_test::all_figures(portfit_test::assessed(as_told())));
}

TEST_CASE("worked example: what the answers to its unknowns are worth") {
  const catalog world = portfit_test::worked_example();
  check_near(best_with(world, {{"kernel_source", 0}}), 21.46, 0.01);
  check_near(best_with(world, {{"kernel_source", 1}}), 62.03, 0.01);
  check_near(best_with(world, {{"modem_works", 0}}), 17.29, 0.01);
  check_near(best_with(world, {{"modem_works", 1}}), 48.24, 0.01);
  const double now = best_with(world, {});
  const double source = 0.7 * best_with(world, {{"kernel_source", 0}}) + 0.3 * best_with(world, {{"kernel_source", 1}});
  check_near(source - now, 7.691, 0.001);
  double both = 0;
  for (const double modem : {0.0, 1.0})
    both += 0.5 * (0.7 * best_with(world, {{"kernel_source", 0}, {"modem_works", modem}}) +
                   0.3 * best_with(world, {{"kernel_source", 1}, {"modem_works", modem}}));
  check_near(both - now, 14.491, 0.001);
}
