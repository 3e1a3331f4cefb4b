#pragma once

#include <portfit/formula/decision_problem.hpp>
#include <portfit/search/least_cost.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// By variable, what taking it costs on average, effort priced in; nothing where that depends on anything else.
[[nodiscard]] inline std::optional<std::vector<double>> plain_costs(const decision_problem& problem) {
  std::vector<double> result(problem.roles.size(), 0);
  for (const decision_cost& cost : problem.costs) {
    for (const cost_case& each : cost.cases) {
      if (each.when == false_term) continue;
      if (each.when != true_term) return std::nullopt;
      result[cost.decision] += each.money_mean + problem.money_per_effort * each.effort_mean;
    }
  }
  const bool sound = std::all_of(result.begin(), result.end(), [](double each) { return each >= 0; });
  return sound ? std::optional(std::move(result)) : std::nullopt;
}

/// The cheapest way to make the goal hold where it rests on decisions alone, whose costs are plain; else nothing.
[[nodiscard]] inline std::optional<least_cost_result> least_cost_of_goal(const decision_problem& problem,
                                                                         std::size_t steps) {
  const formula& terms = problem.terms;
  const std::vector<bool> reached = terms.reachable(std::span<const term>(&problem.goal, 1));
  for (term each = 0; each < reached.size(); ++each)
    if (reached[each] && terms.kind(each) == term_kind::literal &&
        problem.roles[terms.variable_of(each)] != variable_role::decision)
      return std::nullopt;
  const std::optional<std::vector<double>> cost = plain_costs(problem);
  if (!cost) return std::nullopt;
  return find_least_cost(terms, problem.goal, *cost, problem.exclusions, {steps});
}

/// The problem once exactly these decisions are taken: its formulas rest on what is left to chance, and are small.
/// @pre `plan` is ascending.
[[nodiscard]] inline decision_problem decided(const decision_problem& problem, const std::vector<variable>& plan) {
  decision_problem result = problem;
  const formula& terms = problem.terms;
  result.terms = formula();
  for (variable each = 0; each < problem.roles.size(); ++each) result.terms.add_variable(terms.label(each));
  std::vector<term> now(terms.term_count(), false_term);
  now[true_term] = true_term;
  for (term each = 2; each < now.size(); ++each) {
    std::vector<term> children;
    for (const term child : terms.children(each)) children.push_back(now[child]);
    switch (terms.kind(each)) {
      case term_kind::literal: {
        const variable which = terms.variable_of(each);
        const bool taken = std::binary_search(plan.begin(), plan.end(), which);
        const bool ours = problem.roles[which] == variable_role::decision;
        now[each] = !ours ? result.terms.literal(which) : taken ? true_term : false_term;
        break;
      }
      case term_kind::negation: now[each] = result.terms.negate(children.front()); break;
      case term_kind::conjunction: now[each] = result.terms.conjunction(std::move(children)); break;
      case term_kind::disjunction: now[each] = result.terms.disjunction(std::move(children)); break;
      default: now[each] = result.terms.at_least(terms.threshold(each), std::move(children)); break;
    }
  }
  result.goal = now[problem.goal];
  result.value = now[problem.value];
  for (decision_cost& cost : result.costs)
    for (cost_case& each : cost.cases) each.when = now[each.when];
  return result;
}

}  // namespace portfit::detail
