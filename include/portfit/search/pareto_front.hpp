#pragma once

#include <portfit/search/cheapest_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace portfit {

/// Where a front begins, how likelihood is measured, and how much of it is wanted.
struct pareto_options {
  double at_least = 0;      ///< plans that promise less are left out; it takes the place of `search.at_least`
  cheapest_options search;  ///< `search.steps` is for the whole front
  std::size_t most = 64;    ///< plans
};

/// Plans of which none is dominated: no other plan costs no more and promises no less, one of both better.
struct pareto_front {
  /// Cheapest first, so that each promises more than the one before it. Plans equal in both figures are told once.
  std::vector<cheapest_result> plans;
  /// False: there are more, or a limit ended the search; then the last plan may not be proven (its own `optimal`).
  bool complete = true;
  std::size_t steps = 0;  ///< partial plans looked at
};

/// All plans that are not dominated in mean cost and promised likelihood, on a grid of 1e-9.
///
/// By epsilon-constraint (Haimes, Lasdon, Wismer 1971, IEEE Trans. Systems, Man, and Cybernetics 1, pp. 296-297): the
/// cheapest plan, then again and again the cheapest one that promises at least one grid step more. Since ties of cost go
/// to the likelier plan, none of them is dominated and none is missed. Of plans equal in both the same one is told that
/// `cheapest_plan` prefers. Empty where no plan promises `at_least`.
/// @pre As for `cheapest_plan`.
/// Complexity: one search for each plan of the front, and one more.
[[nodiscard]] inline pareto_front find_pareto_front(compiled_problem& compiled, const pareto_options& options = {}) {
  pareto_front result;
  cheapest_options search = options.search;
  search.at_least = options.at_least;
  while (search.at_least <= 1) {
    search.steps = options.search.steps - (std::min)(options.search.steps, result.steps);
    cheapest_result next = cheapest_plan(compiled, search);
    result.steps += next.steps;
    result.complete = next.optimal;
    if (!next.reached) break;
    if (result.plans.size() == options.most) {
      result.complete = false;
      break;
    }
    search.at_least = (detail::on_grid(next.promised) + 1) / 1e9;
    result.plans.push_back(std::move(next));
    if (!result.complete) break;
  }
  return result;
}

}  // namespace portfit
