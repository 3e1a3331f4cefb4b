#pragma once

#include <portfit/diagram/family.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/minimal_solutions.hpp>
#include <portfit/diagram/zbdd.hpp>
#include <portfit/search/compiled_problem.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <vector>

namespace portfit {

/// Minimal sets of selectors, smallest first.
struct selector_sets {
  std::vector<std::vector<variable>> sets;
  bool complete = true;  ///< false: there are more than the limit, or the node budget ended
};

namespace detail {

/// Selector sets from which the goal can be reached by some decisions, unknowns and let-go things, successes happening.
[[nodiscard]] inline edge reachable_from(compiled_problem& compiled) {
  bdd_manager& diagrams = compiled.diagrams();
  return diagrams.exists(compiled.compatible(compiled.with_successes(compiled.goal())),
                         compiled.variables({variable_role::decision, variable_role::chance, variable_role::unknown,
                                             variable_role::relaxed}));
}

[[nodiscard]] inline selector_sets smallest(bdd_manager& diagrams, edge monotone, std::size_t limit) {
  selector_sets result;
  if (monotone == bdd_manager::no_edge) return {{}, false};
  const auto order = diagrams.order();
  zbdd_manager families(std::vector<variable>(order.begin(), order.end()));
  const edge family = minimal_solutions(diagrams, monotone, families);
  if (family == zbdd_manager::no_edge) return {{}, false};
  result.complete = set_count(families, family) <= limit;
  result.sets = smallest_sets(families, family, limit);
  return result;
}

}  // namespace detail

/// The minimal conflicts: sets of selectors that, kept, leave no way to the goal, whatever else is let go of.
///
/// As more is kept less is possible, so "no way" is monotone in the selectors and its minimal solutions are the
/// conflicts (Rauzy 1993, RESS 40, pp. 203-211, for the algorithm).
/// @pre The problem was lowered with selectors; no other variable of its goal is left open by its roles.
[[nodiscard]] inline selector_sets minimal_conflicts(compiled_problem& compiled, std::size_t limit) {
  bdd_manager& diagrams = compiled.diagrams();
  return detail::smallest(diagrams, diagrams.negate(detail::reachable_from(compiled)), limit);
}

/// The minimal changes: sets of selectors that, let go of together, open a way while all others are kept. Those in
/// `unchangeable` are always kept.
[[nodiscard]] inline selector_sets minimal_changes(compiled_problem& compiled, const std::set<variable>& unchangeable,
                                                   std::size_t limit) {
  bdd_manager& diagrams = compiled.diagrams();
  std::map<variable, bool> kept;
  for (const variable each : unchangeable) kept[each] = true;
  const edge open = diagrams.restrict(detail::reachable_from(compiled), kept);
  if (open == bdd_manager::no_edge) return {{}, false};
  const edge turned = fold(
      diagrams, open, [](bool holds) { return holds ? bdd_manager::true_edge : bdd_manager::false_edge; },
      [&](variable which, edge low, edge high) { return diagrams.if_then_else(diagrams.literal(which), low, high); });
  return detail::smallest(diagrams, turned, limit);
}

}  // namespace portfit
