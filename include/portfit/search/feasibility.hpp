#pragma once

#include <portfit/search/compiled_problem.hpp>

namespace portfit {

/// What can be said of a goal when every unknown may take any value it can take and every chosen success happens.
struct feasibility {
  bool holds_already = false;  ///< for all unknowns, with no decision taken
  bool one_plan = false;       ///< some decisions serve all unknowns
  bool some_way = false;       ///< some unknowns and some decisions reach the goal
  bool always_a_way = false;   ///< for all unknowns there are some decisions
  bool known = true;           ///< false: the node budget ended, nothing above may be relied on
};

/// Quantifies a goal over unknowns and decisions (priors do not matter, as DESIGN section 2 has it). `goal` is the
/// problem's own or a restriction of it; variables in `chosen_too` may be set as favourably as decisions.
///
/// Complexity: that of quantification, bounded by the node budget.
[[nodiscard]] inline feasibility decide(compiled_problem& compiled, edge goal,
                                        const std::set<variable>& chosen_too = {}) {
  bdd_manager& diagrams = compiled.diagrams();
  goal = compiled.with_successes(goal);
  const edge allowed = compiled.compatible(bdd_manager::true_edge);
  std::set<variable> decisions = compiled.variables({variable_role::decision});
  decisions.insert(chosen_too.begin(), chosen_too.end());
  std::set<variable> unknowns =
      compiled.variables({variable_role::chance, variable_role::unknown, variable_role::relaxed});
  for (const variable each : chosen_too) unknowns.erase(each);
  const edge chosen = diagrams.conjunction(goal, allowed);
  const edge one_plan = diagrams.exists(diagrams.conjunction(diagrams.forall(goal, unknowns), allowed), decisions);
  const edge always = diagrams.forall(diagrams.exists(chosen, decisions), unknowns);
  feasibility result;
  result.holds_already = diagrams.forall(compiled.under(goal, {}), unknowns) == bdd_manager::true_edge;
  result.one_plan = one_plan == bdd_manager::true_edge;
  result.some_way = chosen != bdd_manager::false_edge;
  result.always_a_way = always == bdd_manager::true_edge;
  result.known = !diagrams.exhausted() && chosen != bdd_manager::no_edge && one_plan != bdd_manager::no_edge &&
                 always != bdd_manager::no_edge;
  return result;
}

/// The same for the problem's own goal.
[[nodiscard]] inline feasibility decide(compiled_problem& compiled) { return decide(compiled, compiled.goal()); }

}  // namespace portfit
