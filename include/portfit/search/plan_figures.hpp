#pragma once

#include <portfit/search/affordability.hpp>
#include <portfit/search/compiled_problem.hpp>
#include <portfit/search/expectation_ends.hpp>

#include <algorithm>
#include <vector>

namespace portfit {

/// One figure under the three ways to look at what is not known; they are never mixed.
struct outlook {
  double guaranteed = 0;  ///< worst case over all unknowns, priors ignored
  interval expected;      ///< with priors; unknowns without one give it two ends
  double ranking = 0;     ///< unknowns without a prior at even odds: to choose and order, and for nothing else
  double possible = 0;    ///< best case
};

/// Cost of one set of decisions in money, effort priced in.
struct plan_cost {
  double mean = 0;    ///< with the ranking weights
  interval expected;  ///< of the mean, over unknowns without a prior
  interval ends;      ///< the cheapest and the dearest it can come to
  double money = 0;   ///< mean money alone
  double effort = 0;  ///< mean effort alone
};

/// Everything the search says of one set of decisions.
struct plan_figures {
  decision_set decisions;
  outlook likelihood;  ///< chance that the goal holds
  outlook score;       ///< 100 x affordability x expected value
  double value = 0;    ///< expected value at the ranking weights, before cost
  plan_cost cost;
  bool within_budget = true;
  bool exact = true;  ///< false: a limit was reached, guaranteed and possible are outer bounds
};

namespace detail {

/// The summands of a plan's cost; `pick` chooses low, mean or high of a case.
template <class Pick>
std::vector<weighted_edge> cost_sum(compiled_problem& compiled, const decision_set& plan, Pick pick) {
  std::vector<weighted_edge> sum;
  const decision_problem& problem = compiled.problem();
  for (std::size_t index = 0; index < problem.costs.size(); ++index) {
    if (!std::binary_search(plan.begin(), plan.end(), problem.costs[index].decision)) continue;
    for (std::size_t line = 0; line < problem.costs[index].cases.size(); ++line) {
      const double amount = pick(problem.costs[index].cases[line]);
      if (amount != 0) sum.push_back({compiled.under(compiled.cases()[index][line], plan), amount});
    }
  }
  return sum;
}

inline plan_cost cost_of(compiled_problem& compiled, const decision_set& plan) {
  const decision_problem& problem = compiled.problem();
  const double price = problem.money_per_effort;
  const std::vector<char> none(problem.roles.size(), 0);
  const std::vector<char> all(problem.roles.size(), 1);
  const std::vector<char> open = compiled.mask({variable_role::unknown, variable_role::success_range});
  settled_expectation averaged(compiled.diagrams(), none, problem.weight);
  settled_expectation outer(compiled.diagrams(), all, problem.weight);
  settled_expectation between(compiled.diagrams(), open, problem.weight);
  plan_cost result;
  result.money = averaged.low(cost_sum(compiled, plan, [](const cost_case& each) { return each.money_mean; }));
  result.effort = averaged.low(cost_sum(compiled, plan, [](const cost_case& each) { return each.effort_mean; }));
  result.mean = result.money + result.effort * price;
  const auto mean =
      cost_sum(compiled, plan, [price](const cost_case& each) { return each.money_mean + price * each.effort_mean; });
  result.expected = {between.low(mean), between.high(mean), between.exact()};
  result.ends.low = outer.low(
      cost_sum(compiled, plan, [price](const cost_case& each) { return each.money_low + price * each.effort_low; }));
  result.ends.high = outer.high(
      cost_sum(compiled, plan, [price](const cost_case& each) { return each.money_high + price * each.effort_high; }));
  result.ends.exact = outer.exact();
  return result;
}

inline outlook look_at(compiled_problem& compiled, edge function) {
  const std::vector<double>& weight = compiled.problem().weight;
  const std::vector<char> open = compiled.mask({variable_role::unknown, variable_role::success_range});
  const std::vector<char> every = compiled.mask(
      {variable_role::unknown, variable_role::success_range, variable_role::chance, variable_role::success_spread});
  settled_expectation expected(compiled.diagrams(), open, weight);
  settled_expectation extreme(compiled.diagrams(), every, weight);
  outlook result;
  result.expected = expected.ends(function);
  result.guaranteed = extreme.low(function);
  result.possible = extreme.high(function);
  result.expected.exact = expected.exact() && extreme.exact();
  result.ranking = function == bdd_manager::no_edge ? 0 : probability_of(compiled.diagrams(), function, weight);
  return result;
}

}  // namespace detail

/// The mean cost of one decision of a plan, effort priced in; these sum to the plan's mean cost.
[[nodiscard]] inline double mean_cost(compiled_problem& compiled, const decision_set& plan, variable decision) {
  double sum = 0;
  const decision_problem& problem = compiled.problem();
  for (std::size_t index = 0; index < problem.costs.size(); ++index) {
    if (problem.costs[index].decision != decision) continue;
    for (std::size_t line = 0; line < problem.costs[index].cases.size(); ++line) {
      const cost_case& each = problem.costs[index].cases[line];
      const edge when = compiled.under(compiled.cases()[index][line], plan);
      if (when == bdd_manager::no_edge) continue;  // the node budget ended: as in the plan's own mean
      sum += probability_of(compiled.diagrams(), when, problem.weight) *
             (each.money_mean + problem.money_per_effort * each.effort_mean);
    }
  }
  return sum;
}

/// Evaluates one set of decisions exactly (or with outer bounds, which `exact` then says).
///
/// Guaranteed and possible scores take the dear and the cheap end of the cost apart from the worst and the best case;
/// expected bounds do the same with the ends of the mean cost.
/// @pre `plan` is ascending and holds decisions of the problem only.
[[nodiscard]] inline plan_figures evaluate(compiled_problem& compiled, const decision_set& plan) {
  const decision_problem& problem = compiled.problem();
  plan_figures result;
  result.decisions = plan;
  result.cost = detail::cost_of(compiled, plan);
  result.likelihood = detail::look_at(compiled, compiled.under(compiled.goal(), plan));
  const outlook worth = detail::look_at(compiled, compiled.under(compiled.value(), plan));
  const auto priced = [&](double cost, double value) { return 100 * affordability(cost, problem.scale) * value; };
  result.value = worth.ranking;
  result.score.guaranteed = priced(result.cost.ends.high, worth.guaranteed);
  result.score.possible = priced(result.cost.ends.low, worth.possible);
  result.score.ranking = priced(result.cost.mean, worth.ranking);
  result.score.expected = {priced(result.cost.expected.high, worth.expected.low),
                           priced(result.cost.expected.low, worth.expected.high), worth.expected.exact};
  result.within_budget = (!problem.money_budget || result.cost.money <= *problem.money_budget) &&
                         (!problem.effort_budget || result.cost.effort <= *problem.effort_budget);
  result.exact = worth.expected.exact && result.likelihood.expected.exact && result.cost.ends.exact &&
                 result.cost.expected.exact && !compiled.exhausted();
  return result;
}

}  // namespace portfit
