#include <portfit/search/plan_figures.hpp>

#include "support/near.hpp"
#include "support/random_problem.hpp"
#include "support/truth_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace portfit;
using portfit_test::near;
using portfit_test::truth_table;

namespace {

bool has_ends(const interval& a, double low, double high) { return near(a.low, low) && near(a.high, high); }

/// Work that succeeds half the time makes it hold; so does a fact believed at 30 %, and one nobody knows. The work costs
/// 50..100..150 where the believed fact does not hold, and 10 where it does; one unit of effort beside it.
struct by_hand {
  decision_problem problem;
  variable work, works, believed, open;
  by_hand() {
    work = problem.add(variable_role::decision, "work", 0);
    works = problem.add(variable_role::success, "works", 0.5);
    believed = problem.add(variable_role::chance, "believed", 0.3);
    open = problem.add(variable_role::unknown, "open", 0.5);
    formula& terms = problem.terms;
    const term easy = terms.literal(believed);
    problem.goal =
        terms.disjunction({easy, terms.literal(open), terms.conjunction(terms.literal(work), terms.literal(works))});
    problem.value = problem.goal;
    decision_cost cost;
    cost.decision = work;
    cost.cases.push_back({easy, 10, 10, 10, 0, 0, 0});
    cost.cases.push_back({terms.negate(easy), 50, 100, 150, 0, 0, 0});
    cost.cases.push_back({true_term, 0, 0, 0, 1, 2, 3});
    problem.costs.push_back(cost);
    problem.money_per_effort = 5;
    problem.scale = 100;
  }
};

/// The least and the greatest of a table's mean over settled variables.
interval ends_of(const truth_table& table, const std::vector<variable>& settled, const std::vector<double>& weight) {
  interval result{2, -1, true};
  for (std::size_t choice = 0; choice < std::size_t{1} << settled.size(); ++choice) {
    truth_table fixed = table;
    for (std::size_t index = 0; index < settled.size(); ++index)
      fixed = fixed.restricted(settled[index], (choice >> index & 1U) != 0);
    const double mean = fixed.probability(weight);
    result.low = (std::min)(result.low, mean);
    result.high = (std::max)(result.high, mean);
  }
  return result;
}

std::vector<variable> of_roles(const decision_problem& problem, std::initializer_list<variable_role> roles) {
  std::vector<variable> found;
  for (variable each = 0; each < problem.roles.size(); ++each)
    for (const variable_role role : roles)
      if (problem.roles[each] == role) found.push_back(each);
  return found;
}

}  // namespace

TEST_CASE("figures of a plan, worked out by hand") {
  const by_hand made;
  compiled_problem compiled(made.problem);
  const plan_figures none = evaluate(compiled, {});
  CHECK(none.likelihood.guaranteed == 0);
  CHECK(has_ends(none.likelihood.expected, 0.3, 1));
  CHECK(near(none.likelihood.ranking, 0.65));
  CHECK(none.likelihood.possible == 1);
  CHECK(none.cost.mean == 0);
  CHECK(near(none.score.ranking, 65));

  const plan_figures plan = evaluate(compiled, {made.work});
  CHECK(plan.exact);
  CHECK(near(plan.likelihood.guaranteed, 0.5));
  CHECK(has_ends(plan.likelihood.expected, 0.65, 1));
  CHECK(near(plan.likelihood.ranking, 0.825));
  CHECK(near(plan.value, 0.825));
  CHECK(near(plan.likelihood.possible, 1));
  CHECK(near(plan.cost.money, 73));  // 0.3 * 10 + 0.7 * 100
  CHECK(near(plan.cost.effort, 2));
  CHECK(near(plan.cost.mean, 83));
  CHECK(has_ends(plan.cost.ends, 15, 165));  // 10 + 1 * 5, 150 + 3 * 5
  CHECK(has_ends(plan.cost.expected, 83, 83));
  CHECK(near(plan.score.ranking, 82.5 * std::exp2(-0.83)));
  CHECK(near(plan.score.guaranteed, 50 * std::exp2(-1.65)));
  CHECK(near(plan.score.possible, 100 * std::exp2(-0.15)));
  CHECK(has_ends(plan.score.expected, 65 * std::exp2(-0.83), 100 * std::exp2(-0.83)));
  CHECK(near(mean_cost(compiled, {made.work}, made.work), 83));
}

TEST_CASE("figures: without a scale, or a price of effort, these do not enter") {
  by_hand made;
  made.problem.money_per_effort = 0;
  made.problem.scale.reset();
  compiled_problem compiled(made.problem);
  const plan_figures plan = evaluate(compiled, {made.work});
  CHECK(near(plan.cost.mean, 73));
  CHECK(near(plan.cost.effort, 2));
  CHECK(near(plan.score.ranking, 82.5));
}

TEST_CASE("figures: an unknown without a prior gives the mean cost two ends") {
  by_hand made;
  made.problem.roles[made.believed] = variable_role::unknown;
  compiled_problem compiled(made.problem);
  const plan_figures plan = evaluate(compiled, {made.work});
  CHECK(has_ends(plan.cost.expected, 20, 110));
  CHECK(near(plan.score.expected.low, 50 * std::exp2(-1.1)));
  CHECK(near(plan.score.expected.high, 100 * std::exp2(-0.2)));
}

TEST_CASE("figures: budgets limit the mean of money and of effort, each by itself") {
  by_hand made;
  const auto within = [&] {
    compiled_problem compiled(made.problem);
    CHECK(evaluate(compiled, {}).within_budget);
    return evaluate(compiled, {made.work}).within_budget;
  };
  CHECK(within());
  made.problem.money_budget = 73.5;
  CHECK(within());
  made.problem.money_budget = 72.5;
  CHECK_FALSE(within());
  made.problem.money_budget.reset();
  made.problem.effort_budget = 2;
  CHECK(within());
  made.problem.effort_budget = 1.9;
  CHECK_FALSE(within());
}

TEST_CASE(
    "figures: a chance with a spread is averaged for what is expected, at its ends for the worst and the best case") {
  decision_problem problem;
  problem.goal = problem.terms.literal(problem.add(variable_role::success_spread, "spread", 0.6));
  problem.value = problem.goal;
  compiled_problem compiled(problem);
  const plan_figures spread = evaluate(compiled, {});
  CHECK(spread.likelihood.guaranteed == 0);
  CHECK(has_ends(spread.likelihood.expected, 0.6, 0.6));
  CHECK(spread.likelihood.possible == 1);
  problem.roles[0] = variable_role::success_range;
  compiled_problem bare(problem);
  CHECK(has_ends(evaluate(bare, {}).likelihood.expected, 0, 1));
}

TEST_CASE("figures: a node budget that ends is told and nothing is promised") {
  const by_hand made;
  compiled_problem compiled(made.problem, 3);
  const plan_figures plan = evaluate(compiled, {made.work});
  CHECK_FALSE(plan.exact);
  CHECK(plan.likelihood.guaranteed == 0);
  CHECK(plan.likelihood.possible == 1);
}

TEST_CASE("figures of random problems agree with enumeration, and mean costs of decisions sum to the plan's") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const decision_problem problem = portfit_test::random_problem(seed);
    compiled_problem compiled(problem);
    const std::vector<variable> open = of_roles(problem, {variable_role::unknown, variable_role::success_range});
    const std::vector<variable> every =
        of_roles(problem, {variable_role::unknown, variable_role::success_range, variable_role::chance});
    const truth_table goal = truth_table::of_term(problem.terms, problem.goal);
    const truth_table value = truth_table::of_term(problem.terms, problem.value);
    for (const std::vector<variable>& plan : portfit_test::plans_of(problem)) {
      CAPTURE(seed);
      std::vector<double> weight = problem.weight;
      for (const variable each : plan) weight[each] = 1;
      const plan_figures found = evaluate(compiled, plan);
      CHECK(found.exact);
      CHECK(near(found.likelihood.ranking, goal.probability(weight)));
      CHECK(near(found.value, value.probability(weight)));
      const interval expected = ends_of(goal, open, weight);
      CHECK(has_ends(found.likelihood.expected, expected.low, expected.high));
      const interval extreme = ends_of(goal, every, weight);
      CHECK(near(found.likelihood.guaranteed, extreme.low));
      CHECK(near(found.likelihood.possible, extreme.high));
      double sum = 0;
      for (const variable each : plan) sum += mean_cost(compiled, plan, each);
      CHECK(near(sum, found.cost.mean));
    }
  }
}
