#pragma once

#include <portfit/formula/decision_problem.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace portfit {

/// A term whose chance is the sum of `share x (chance of the term)`: a share is drawn first, then its term is looked at.
///
/// So a weighted sum of functions that may depend on each other, such as E[musts x (f0 + (1 - f0) F)], is a plain
/// probability and one diagram serves every figure. Draws are `mixture` variables in a chain, in the order of the terms;
/// what is missing to 1 draws nothing.
/// @pre Shares are not negative and sum to at most 1.
/// Complexity: linear in the shares.
[[nodiscard]] inline term mixture(decision_problem& problem, const std::map<term, double>& shares) {
  constexpr double rounding = 1e-15;
  formula& terms = problem.terms;
  std::vector<term> parts;
  term not_drawn = true_term;
  double left = 1;
  for (const auto& [holds, share] : shares) {
    if (share <= 0) continue;
    const double chance = left <= rounding ? 1.0 : (std::min)(1.0, share / left);
    left -= share;
    term drawn = not_drawn;
    if (chance < 1 - rounding) {
      const variable picks = problem.add(variable_role::mixture, "part of the value", chance);
      drawn = terms.conjunction(not_drawn, terms.literal(picks));
      not_drawn = terms.conjunction(not_drawn, terms.negate(terms.literal(picks)));
    }
    parts.push_back(terms.conjunction(drawn, holds));
  }
  return terms.disjunction(std::move(parts));
}

}  // namespace portfit
