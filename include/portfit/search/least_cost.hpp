#pragma once

#include <portfit/assert.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/search/detail/formula_rows.hpp>
#include <portfit/search/detail/row_parts.hpp>

#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// Limits of a search for the least cost, in steps so that results do not depend on the machine.
struct least_cost_options {
  std::size_t steps = 1'000'000;  ///< nodes of the search tree
};

/// What a search for the least cost found.
struct least_cost_result {
  bool found = false;               ///< false: nothing makes the goal hold, or, if not `optimal`, nothing was found yet
  std::vector<variable> decisions;  ///< what to take, ascending
  double cost = std::numeric_limits<double>::infinity();   ///< of these, summed in ascending sequence
  double bound = std::numeric_limits<double>::infinity();  ///< nothing that makes the goal hold costs less
  bool optimal = true;     ///< false: the step limit ended; `cost` less `bound` is the proven gap
  std::size_t steps = 0;   ///< nodes of the search tree
  std::size_t pivots = 0;  ///< pivots of the relaxations: most of the work
};

/// The variables to take, all others being left out, so that the goal holds at least cost.
///
/// Works on the formula, not on a decision diagram, so that hundreds of requirements are within reach: the formula is
/// written as linear rows over 0 and 1, which are reduced, split into independent parts, and solved by branch and bound with
/// the linear relaxation as bound. Negations are allowed anywhere. Of several cheapest answers always the same one is given,
/// but no rule says which.
/// @param cost        by variable, not negative
/// @param exclusions  pairs of variables that are not to be taken both
/// Exact up to rounding (1e-9 of the cost), or the best found with a bound when the step limit ends.
/// Complexity: exponential in the worst case; one linear relaxation per step, few steps where it is nearly whole.
[[nodiscard]] inline least_cost_result find_least_cost(const formula& terms, term goal, std::span<const double> cost,
                                                       std::span<const std::pair<variable, variable>> exclusions = {},
                                                       const least_cost_options& options = {}) {
  detail::formula_rows rows(terms, cost);
  rows.require(goal);
  for (const auto& [one, other] : exclusions) rows.exclude(one, other);
  detail::row_effort effort{options.steps};
  const detail::row_solution solution = detail::solve_by_parts(std::move(rows).take(), terms.variable_count(),
                                                               std::numeric_limits<double>::infinity(), effort);
  least_cost_result result;
  result.steps = effort.steps;
  result.pivots = effort.pivots;
  result.found = !solution.value.empty();
  if (result.found) {
    result.cost = 0;
    for (variable each = 0; each < terms.variable_count(); ++each) {
      if (!solution.value[each]) continue;
      result.decisions.push_back(each);
      result.cost += cost[each];
    }
  }
  result.optimal = solution.bound >= solution.cost;
  result.bound = result.optimal ? result.cost : solution.bound;
  return result;
}

}  // namespace portfit
