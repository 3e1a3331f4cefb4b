#pragma once

#include <portfit/diagram/gradient.hpp>
#include <portfit/search/affordability.hpp>
#include <portfit/search/compiled_problem.hpp>
#include <portfit/search/importance.hpp>
#include <portfit/search/plan_figures.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// A mean, and its partial derivative by the chance of each variable.
struct mean_gradient {
  double mean = 0;
  std::vector<double> slope;  ///< by variable
};

/// The figures of one set of decisions at the ranking weights, and how they answer to every chance.
struct plan_gradient {
  mean_gradient likelihood;
  mean_gradient value;
  mean_gradient cost;            ///< mean cost, effort priced in
  double kept = 1;               ///< affordability of the mean cost
  std::optional<double> halves;  ///< the scale: money that halves the worth
  bool complete = true;          ///< false: a function was lost to the node budget and counts as never

  /// 100 x affordability x value.
  [[nodiscard]] double score() const { return 100 * kept * value.mean; }
  /// Points by unit of money that the mean cost rises by: -ln 2 / scale x score.
  [[nodiscard]] double by_cost() const {
    constexpr double ln2 = 0.693147180559945309417232121458;
    return halves ? -ln2 / *halves * score() : 0;
  }
  /// Points, where value and mean cost change at these rates.
  [[nodiscard]] double score_slope(double of_value, double of_cost) const {
    return 100 * kept * of_value + by_cost() * of_cost;
  }
};

namespace detail {

/// Adds `amount` times the gradient of a function to a sum. Of a lost one, nothing. @returns false if it was lost.
inline bool add_gradient(mean_gradient& sum, const compiled_problem& compiled, const bdd_manager& diagrams,
                         edge function, double amount) {
  sum.slope.resize(compiled.problem().roles.size(), 0);
  if (function == bdd_manager::no_edge) return false;
  const probability_gradient one = gradient_of(diagrams, function, compiled.problem().weight);
  sum.mean += amount * one.value;
  for (std::size_t each = 0; each < one.slope.size(); ++each) sum.slope[each] += amount * one.slope[each];
  return true;
}

}  // namespace detail

/// Figures of a plan at the ranking weights with all their derivatives by chances. @pre As for `evaluate`.
/// Complexity: linear in the diagrams of goal, value and cost cases.
[[nodiscard]] inline plan_gradient differentiate(compiled_problem& compiled, const decision_set& plan) {
  const decision_problem& problem = compiled.problem();
  const auto add = [&](mean_gradient& sum, edge function, double amount) {
    return detail::add_gradient(sum, compiled, compiled.diagrams(), function, amount);
  };
  plan_gradient result;
  result.complete = add(result.likelihood, compiled.under(compiled.goal(), plan), 1);
  result.complete &= add(result.value, compiled.under(compiled.value(), plan), 1);
  add(result.cost, bdd_manager::false_edge, 0);
  for (const weighted_edge& each : detail::cost_sum(compiled, plan, [&](const cost_case& line) {
         return line.money_mean + problem.money_per_effort * line.effort_mean;
       }))
    result.complete &= add(result.cost, each.when, each.amount);
  result.halves = problem.scale;
  result.kept = affordability(result.cost.mean, problem.scale);
  return result;
}

/// What a plan comes to if some unknowns were known.
struct supposed_figures {
  double likelihood = 0;
  double value = 0;
  double cost = 0;  ///< mean
};

/// The plan's figures given each class of a chain, from the gradient; where that says nothing of a class, from the diagrams with
/// that class made certain.
/// Complexity: linear in the chain; in the diagrams for each class of the second kind.
[[nodiscard]] inline std::vector<supposed_figures> chain_figures(compiled_problem& compiled, const decision_set& plan,
                                                                 const plan_gradient& found,
                                                                 std::span<const variable> chain) {
  const decision_problem& problem = compiled.problem();
  const auto means = [&](const mean_gradient& of) { return chain_means(chain, problem.weight, of.mean, of.slope); };
  const auto likelihood = means(found.likelihood);
  const auto value = means(found.value);
  const auto cost = means(found.cost);
  const auto certain = [&](edge function, std::size_t which) {
    std::map<variable, bool> values;
    for (std::size_t index = 0; index < chain.size() && index <= which; ++index) values[chain[index]] = index == which;
    const edge given = compiled.diagrams().restrict(function, values);
    return given == bdd_manager::no_edge ? 0 : probability_of(compiled.diagrams(), given, problem.weight);
  };
  std::vector<supposed_figures> result(chain.size() + 1);
  for (std::size_t which = 0; which < result.size(); ++which) {
    if (likelihood[which]) {
      result[which] = {*likelihood[which], *value[which], *cost[which]};
      continue;
    }
    result[which].likelihood = certain(compiled.under(compiled.goal(), plan), which);
    result[which].value = certain(compiled.under(compiled.value(), plan), which);
    for (const weighted_edge& each : detail::cost_sum(compiled, plan, [&](const cost_case& line) {
           return line.money_mean + problem.money_per_effort * line.effort_mean;
         }))
      result[which].cost += each.amount * certain(each.when, which);
  }
  return result;
}

}  // namespace portfit
