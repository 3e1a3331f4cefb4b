#include <portfit/search/plan_gradient.hpp>

#include "support/near.hpp"
#include "support/random_problem.hpp"
#include "support/truth_table.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace portfit;

namespace {

/// The ranking score of a plan, from truth tables alone.
double enumerated_score(const decision_problem& problem, const std::vector<variable>& plan,
                        std::vector<double> weight) {
  using portfit_test::truth_table;
  for (const variable each : plan) weight[each] = 1;
  double cost = 0;
  for (const decision_cost& each : problem.costs) {
    bool chosen = false;
    for (const variable one : plan) chosen = chosen || one == each.decision;
    for (const cost_case& line : each.cases)
      if (chosen)
        cost += truth_table::of_term(problem.terms, line.when).probability(weight) *
                (line.money_mean + problem.money_per_effort * line.effort_mean);
  }
  const double value = truth_table::of_term(problem.terms, problem.value).probability(weight);
  return 100 * (problem.scale ? std::exp2(-cost / *problem.scale) : 1) * value;
}

}  // namespace

TEST_CASE("plan gradient: figures are those of the plan, slopes those of enumeration, score's by central difference") {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const decision_problem problem = portfit_test::random_problem(seed);
    compiled_problem compiled(problem);
    const std::vector<std::vector<variable>> plans = portfit_test::plans_of(problem);
    const std::vector<variable>& plan = plans[seed % plans.size()];
    CAPTURE(seed);
    const plan_figures figures = evaluate(compiled, plan);
    const plan_gradient found = differentiate(compiled, plan);
    CHECK(found.complete);
    CHECK(portfit_test::near(found.likelihood.mean, figures.likelihood.ranking));
    CHECK(portfit_test::near(found.value.mean, figures.value));
    CHECK(portfit_test::near(found.cost.mean, figures.cost.mean));
    CHECK(portfit_test::near(found.score(), figures.score.ranking));
    for (variable each = 0; each < problem.roles.size(); ++each) {
      if (problem.roles[each] == variable_role::decision) continue;
      constexpr double step = 1e-4;
      std::vector<double> up = problem.weight;
      std::vector<double> down = problem.weight;
      up[each] += step;
      down[each] -= step;
      const double slope = (enumerated_score(problem, plan, up) - enumerated_score(problem, plan, down)) / (2 * step);
      CHECK(std::fabs(found.score_slope(found.value.slope[each], found.cost.slope[each]) - slope) < 1e-5);
    }
  }
}

TEST_CASE("plan gradient: points by cost, with and without a scale") {
  decision_problem problem;
  const variable work = problem.add(variable_role::decision, "work", 0);
  problem.goal = problem.terms.literal(work);
  problem.value = problem.goal;
  problem.costs.push_back({work, {{true_term, 100, 100, 100, 0, 0, 0}}, 100, 100});
  problem.scale = 100;
  compiled_problem compiled(problem);
  const plan_gradient found = differentiate(compiled, {work});
  CHECK(portfit_test::near(found.score(), 50));
  CHECK(portfit_test::near(found.by_cost(), -50 * std::log(2) / 100));
  problem.scale.reset();
  compiled_problem free(problem);
  CHECK(differentiate(free, {work}).by_cost() == 0);
}

TEST_CASE("plan gradient: of a chain, figures by class, also behind a class that is sure") {
  for (const double sure : {0.3, 1.0}) {
    decision_problem problem;
    const variable first = problem.add(variable_role::unknown, "first", sure);
    const variable second = problem.add(variable_role::unknown, "second", 0.5);
    const variable work = problem.add(variable_role::decision, "work", 0);
    const variable works = problem.add(variable_role::success, "works", 0.8);
    formula& terms = problem.terms;
    const term one = terms.literal(first);
    const term two = terms.conjunction(terms.negate(one), terms.literal(second));
    const term done = terms.conjunction(terms.literal(work), terms.literal(works));
    problem.goal = terms.disjunction(one, terms.conjunction(two, done));
    problem.value = problem.goal;
    problem.costs.push_back({work, {{two, 10, 20, 30, 0, 0, 0}}, 0, 0});
    compiled_problem compiled(problem);
    const std::vector<variable> chain{first, second};
    const plan_gradient found = differentiate(compiled, {work});
    const std::vector<supposed_figures> given = chain_figures(compiled, {work}, found, chain);
    REQUIRE(given.size() == 3);
    const std::vector<double> likelihood{1, 0.8, 0};
    const std::vector<double> cost{0, 20, 0};
    for (std::size_t which = 0; which < 3; ++which) {
      CHECK(portfit_test::near(given[which].likelihood, likelihood[which]));
      CHECK(portfit_test::near(given[which].value, likelihood[which]));
      CHECK(portfit_test::near(given[which].cost, cost[which]));
    }
  }
}

TEST_CASE("plan gradient: a node budget that ends is told") {
  const decision_problem problem = portfit_test::random_problem(3);
  compiled_problem compiled(problem, 3);
  CHECK_FALSE(differentiate(compiled, {}).complete);
}

TEST_CASE("a compiled problem asked with other weights, costs and known answers answers as one compiled so") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    decision_problem problem = portfit_test::random_problem(seed);
    compiled_problem compiled(problem);
    const compiled_problem::inputs before = compiled.current();
    compiled_problem::inputs others = before;
    const std::vector<variable> plan = portfit_test::plans_of(problem).back();
    for (variable each = 0; each < problem.roles.size(); ++each)
      if (problem.roles[each] == variable_role::chance) others.weight[each] = problem.weight[each] = 0.125;
    for (std::size_t index = 0; index < problem.costs.size(); ++index)
      for (std::size_t line = 0; line < problem.costs[index].cases.size(); ++line)
        others.costs[index].cases[line].money_mean = problem.costs[index].cases[line].money_mean = 7;
    const double untouched = evaluate(compiled, plan).score.ranking;
    compiled.use(others);
    compiled_problem anew(problem);
    CHECK(portfit_test::near(evaluate(compiled, plan).score.ranking, evaluate(anew, plan).score.ranking));
    const variable known = 1;  // an unknown
    compiled.use(compiled.given(others, {{known, true}}));
    problem.weight[known] = 1;
    compiled_problem settled(problem);
    CHECK(portfit_test::near(evaluate(compiled, plan).score.ranking, evaluate(settled, plan).score.ranking));
    CHECK_FALSE(compiled.diagrams().support(compiled.goal()).contains(known));
    compiled.use(before);
    CHECK(evaluate(compiled, plan).score.ranking == untouched);
  }
}
