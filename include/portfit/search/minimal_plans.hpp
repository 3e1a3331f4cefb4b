#pragma once

#include <portfit/search/minimal_conflicts.hpp>

#include <cstddef>
#include <set>
#include <vector>

namespace portfit {

/// Which unknowns a minimal plan has to serve.
enum class plan_scope {
  whatever_is_unknown,  ///< it reaches the goal for every value the unknowns can take
  some_answers,         ///< it reaches the goal for at least one value of them
};

/// The minimal plans: sets of decisions, none excluding another, that reach the goal if every success happens, and of which
/// no proper subset does; smallest first. The empty set, where the goal holds without a plan.
///
/// Decisions may also hinder the goal, so a superset of a minimal plan need not reach it. Priors play no part.
/// @pre The problem has no selectors.
/// Complexity: quantification over the unknowns, then that of `minimal_solutions`, bounded by the node budget.
[[nodiscard]] inline selector_sets minimal_plans(compiled_problem& compiled, plan_scope scope, std::size_t limit) {
  bdd_manager& diagrams = compiled.diagrams();
  const std::set<variable> unknowns = compiled.variables({variable_role::chance, variable_role::unknown});
  const edge goal = compiled.with_successes(compiled.goal());
  const edge reached =
      scope == plan_scope::whatever_is_unknown ? diagrams.forall(goal, unknowns) : diagrams.exists(goal, unknowns);
  return detail::smallest(diagrams, compiled.compatible(reached), limit);
}

}  // namespace portfit
