#pragma once

#include <portfit/formula/decision_problem.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace portfit {

/// One summand of a mixture: the term that is looked at, and the chance that it is drawn where none before it was.
struct mixture_draw {
  term holds = true_term;
  double chance = 1;
  bool is_drawn = true;  ///< false: it is what is left, and needs no variable
};

/// The draws of a mixture, in the order of the terms; shares of 0 draw nothing. Complexity: linear in the shares.
[[nodiscard]] inline std::vector<mixture_draw> mixture_draws(const std::map<term, double>& shares) {
  constexpr double rounding = 1e-15;
  std::vector<mixture_draw> draws;
  double left = 1;
  for (const auto& [holds, share] : shares) {
    if (share <= 0) continue;
    const double chance = left <= rounding ? 1.0 : (std::min)(1.0, share / left);
    left -= share;
    draws.push_back({holds, chance, chance < 1 - rounding});
  }
  return draws;
}

/// A term whose chance is the sum of `share x (chance of the term)`: a share is drawn first, then its term is looked at.
///
/// So a weighted sum of functions that may depend on each other, such as E[musts x (f0 + (1 - f0) F)], is a plain
/// probability and one diagram serves every figure. Draws are `mixture` variables in a chain, in the order of the terms;
/// what is missing to 1 draws nothing.
/// @param draws  see `mixture_draws`
/// Complexity: linear in the draws.
[[nodiscard]] inline term mix(decision_problem& problem, const std::vector<mixture_draw>& draws) {
  formula& terms = problem.terms;
  std::vector<term> parts;
  term not_drawn = true_term;
  for (const mixture_draw& each : draws) {
    term drawn = not_drawn;
    if (each.is_drawn) {
      const variable picks = problem.add(variable_role::mixture, each.chance, "part of the value");
      drawn = terms.conjunction(not_drawn, terms.literal(picks));
      not_drawn = terms.conjunction(not_drawn, terms.negate(terms.literal(picks)));
    }
    parts.push_back(terms.conjunction(drawn, each.holds));
  }
  return terms.disjunction(std::move(parts));
}

/// The same, from the share of each term.
/// @pre Shares are not negative and sum to at most 1.
[[nodiscard]] inline term mixture(decision_problem& problem, const std::map<term, double>& shares) {
  return mix(problem, mixture_draws(shares));
}

}  // namespace portfit
