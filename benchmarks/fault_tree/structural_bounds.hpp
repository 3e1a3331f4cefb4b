#pragma once

#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace portfit_benchmark {

/// What a probability lies between.
struct probability_bounds {
  double low = 0;
  double high = 1;
};

namespace detail {

/// Of all at once and of at least one, from those of the operands.
struct joint_bounds {
  double product = 1;     ///< of the lows
  double least_high = 1;  ///< the smallest high
  double most_low = 0;    ///< the largest low
  double sum_low = 0;
  double sum_high = 0;
  double log_none = 0;  ///< logarithm of the product of (1 - high)

  void add(const probability_bounds& each) {
    product *= each.low;
    least_high = (std::min)(least_high, each.high);
    most_low = (std::max)(most_low, each.low);
    sum_low += each.low;
    sum_high += each.high;
    log_none += std::log1p(-each.high);
  }
};

/// Rounding is far below what this widens by.
[[nodiscard]] inline probability_bounds widened(double low, double high) {
  constexpr double slack = 1e-12;
  return {(std::max)(0.0, low * (1 - slack) - 1e-300), (std::min)(1.0, high * (1 + slack) + 1e-300)};
}

}  // namespace detail

/// What the probability of a term surely lies between, from one walk over the formula.
///
/// Operands that rest on variables without negation are associated, so that P(all) is at least the product, and P(none) at least
/// that of the complements (Esary, Proschan and Walkup, "Association of random variables, with applications", Annals of
/// Mathematical Statistics 38, 1967, pp. 1466-1474); other operands may hang together in any way (Frechet's bounds). Of k-of-n:
/// Markov's inequality on the number that hold and on the number that do not.
/// @param chances  by variable, independent of each other
/// Complexity: linear in the formula.
[[nodiscard]] inline probability_bounds structural_bounds(const portfit::formula& terms, portfit::term root,
                                                          std::span<const double> chances) {
  using portfit::term_kind;
  const std::vector<bool> needed = terms.reachable(std::span<const portfit::term>(&root, 1));
  std::vector<probability_bounds> found(needed.size());
  std::vector<bool> rising(needed.size(), true);  // no negation below
  found[portfit::false_term] = {0, 0};
  found[portfit::true_term] = {1, 1};
  for (portfit::term which = 2; which < needed.size(); ++which) {
    if (!needed[which]) continue;
    const term_kind kind = terms.kind(which);
    if (kind == term_kind::literal) {
      found[which] = {chances[terms.variable_of(which)], chances[terms.variable_of(which)]};
      continue;
    }
    detail::joint_bounds joint;
    const auto children = terms.children(which);
    for (const portfit::term child : children) {
      joint.add(found[child]);
      rising[which] = rising[which] && rising[child];
    }
    const auto count = static_cast<double>(children.size());
    if (kind == term_kind::negation) {
      rising[which] = false;
      found[which] = detail::widened(1 - joint.sum_high, 1 - joint.sum_low);
    } else if (kind == term_kind::conjunction) {
      const double low = rising[which] ? joint.product : (std::max)(0.0, joint.sum_low - (count - 1));
      found[which] = detail::widened(low, joint.least_high);
    } else if (kind == term_kind::disjunction) {
      const double high = rising[which] ? -std::expm1(joint.log_none) : joint.sum_high;
      found[which] = detail::widened(joint.most_low, high);
    } else {
      const auto wanted = static_cast<double>(terms.threshold(which));
      found[which] = detail::widened((joint.sum_low - (wanted - 1)) / (count - wanted + 1), joint.sum_high / wanted);
    }
  }
  return found[root];
}

}  // namespace portfit_benchmark
