#include <portfit/search/best_plans.hpp>

#include "support/random.hpp"
#include "support/random_problem.hpp"
#include "support/same_figures.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;

namespace {

constexpr objective both_objectives[] = {objective::ranking, objective::guaranteed};

/// Sets of weights for the same variables; chances of 0 and 1 among them.
std::vector<std::vector<double>> other_weights(const decision_problem& problem, portfit_test::random_source& random,
                                               std::size_t count) {
  std::vector<std::vector<double>> result;
  for (std::size_t index = 0; index < count; ++index) {
    result.push_back(problem.weight);
    for (std::size_t each = 0; each < problem.weight.size(); ++each)
      if (problem.roles[each] != variable_role::decision) result.back()[each] = random.between(0, 1000) / 1000.0;
  }
  return result;
}

void check_all(const decision_problem& problem, best_plans& plans, const std::vector<std::vector<double>>& weights,
               const search_options& options) {
  std::vector<const std::vector<double>*> sets;
  for (const std::vector<double>& each : weights) sets.push_back(&each);
  const auto found = plans.find(sets, {both_objectives[0], both_objectives[1]});
  REQUIRE(found.size() == weights.size());
  for (std::size_t set = 0; set < weights.size(); ++set)
    for (std::size_t which = 0; which < 2; ++which) {
      decision_problem alone = problem;
      alone.weight = weights[set];
      compiled_problem compiled(alone);
      search_options asked = options;
      asked.wanted = both_objectives[which];
      const search_result expected = best_plan(compiled, asked);
      CHECK(portfit_test::same(found[set][which].best, expected.best));
      CHECK(portfit_test::same(found[set][which].bound, expected.bound));
      CHECK(found[set][which].optimal == expected.optimal);
    }
}

}  // namespace

TEST_CASE("best plans: many sets of weights at a time give what each gives alone, to the last bit") {
  std::size_t listed = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    decision_problem problem = portfit_test::random_problem(seed);
    portfit_test::random_source random(seed);
    if (seed % 3 == 0) problem.money_budget = 40;
    if (seed % 5 == 0) problem.effort_budget = 1;
    compiled_problem compiled(problem);
    search_options options;
    options.respect_budget = seed % 2 == 0;
    best_plans plans(compiled, options);
    check_all(problem, plans, other_weights(problem, random, 1 + seed % 37), options);
    listed += plans.plan_count() > 0 ? 1 : 0;
  }
  CHECK(listed > 50);
}

TEST_CASE("best plans: too many plans, or a search of few steps, are searched one by one with the same result") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const decision_problem problem = portfit_test::random_problem(seed);
    portfit_test::random_source random(seed);
    const auto weights = other_weights(problem, random, 3);
    compiled_problem compiled(problem);
    best_plans none(compiled, {}, 0);
    check_all(problem, none, weights, {});
    CHECK(none.plan_count() == 0);
    search_options few;
    few.steps = 2;
    best_plans stopped(compiled, few);
    check_all(problem, stopped, weights, few);
  }
}

TEST_CASE("best plans: a problem that leaves no choice has one plan") {
  decision_problem problem;
  const variable fact = problem.add(variable_role::chance, "fact", 0.25);
  problem.goal = problem.terms.literal(fact);
  problem.value = problem.goal;
  compiled_problem compiled(problem);
  best_plans plans(compiled);
  const std::vector<double> weights{0.75};
  CHECK(plans.find({&weights}, {objective::ranking}).front().front().best.likelihood.ranking == 0.75);
  CHECK(plans.plan_count() == 1);
}

TEST_CASE(
    "best plans: many plans are listed once enough sets of weights were asked, with the same result before and after") {
  decision_problem problem;
  std::vector<term> ways;
  for (int index = 0; index < 5; ++index) {
    const variable decision = problem.add(variable_role::decision, "way" + std::to_string(index), 0);
    const variable works = problem.add(variable_role::success, "works", 0.5);
    ways.push_back(problem.terms.conjunction(problem.terms.literal(decision), problem.terms.literal(works)));
    decision_cost cost;
    cost.decision = decision;
    cost.cases.push_back({true_term, 1.0 + index, 1.0 + index, 1.0 + index, 0, 0, 0});
    problem.costs.push_back(cost);
  }
  problem.goal = problem.terms.disjunction(ways);
  problem.value = problem.goal;
  problem.scale = 10;
  compiled_problem compiled(problem);
  best_plans plans(compiled);
  portfit_test::random_source random(1);
  check_all(problem, plans, other_weights(problem, random, 2), {});
  CHECK(plans.plan_count() == 0);
  check_all(problem, plans, other_weights(problem, random, 20), {});
  CHECK(plans.plan_count() == 32);
}
