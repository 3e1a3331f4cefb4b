#pragma once

#include <portfit/diagram/gradient.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace portfit {

/// How much the probability L of a goal hangs on one event, in the measures of reliability engineering. Q = 1 - L is the chance
/// of failure.
///
/// No measure asks the event to help: of one that hurts, `birnbaum` is negative, `risk_achievement` and `risk_reduction` lie
/// below 1 and `fussell_vesely` below 0. Chances closer to 0 than `rounding` count as 0.
struct importance {
  double likelihood = 0;  ///< L
  double certain = 0;     ///< L, were the event sure to happen
  double impossible = 0;  ///< L, were it sure not to happen

  static constexpr double rounding = 1e-12;

  /// dL/dp = L(certain) - L(impossible), whatever the event's own chance p is, 0 and 1 included (Birnbaum, "On the importance of
  /// different components in a multicomponent system", Multivariate Analysis II, 1969, pp. 581-592).
  [[nodiscard]] double birnbaum() const { return certain - impossible; }

  /// Risk achievement worth, Q(impossible) / Q: 1 where p = 0. Nothing where Q = 0 (Vesely, Davis, Denning and Saltos, "Measures
  /// of risk importance and their applications", NUREG/CR-3385, 1983; so is the next).
  [[nodiscard]] std::optional<double> risk_achievement() const {
    if (1 - likelihood < rounding) return std::nullopt;
    return (1 - impossible) / (1 - likelihood);
  }

  /// Risk reduction worth, Q / Q(certain): 1 where p = 1; infinite where the event alone would make failure impossible. Nothing
  /// where Q = 0.
  [[nodiscard]] std::optional<double> risk_reduction() const {
    if (1 - likelihood < rounding) return std::nullopt;
    if (1 - certain < rounding) return std::numeric_limits<double>::infinity();
    return (1 - likelihood) / (1 - certain);
  }

  /// Fussell-Vesely importance in its form by risk reduction, 1 - Q(certain) / Q: the share of Q that goes away with the event's
  /// failing; 0 where p = 1, nothing where Q = 0. It equals criticality, birnbaum x (1 - p) / Q. (Fussell, "How to hand-calculate
  /// system reliability and safety characteristics", IEEE Trans. Reliability R-24, 1975, pp. 169-174, has the chance that some
  /// minimal cut set with the failure has come about, over Q; it differs a little and asks for monotone goals.)
  [[nodiscard]] std::optional<double> fussell_vesely() const {
    if (1 - likelihood < rounding) return std::nullopt;
    return 1 - (1 - certain) / (1 - likelihood);
  }
};

/// The importance of an event of chance `chance`, from the slope of the goal's probability by that chance: L is linear in p.
[[nodiscard]] inline importance importance_of(double likelihood, double chance, double slope) {
  const auto within = [](double value) { return (std::max)(0.0, (std::min)(1.0, value)); };
  return {likelihood, within(likelihood + (1 - chance) * slope), within(likelihood - chance * slope)};
}

/// The means of a function given each class of a chain, all from one gradient.
///
/// A chain of k variables says which of k + 1 classes holds: variable i, "class i, given none before", has the chance w_i. With
/// m_i the mean given class i or a later one and t_i = (1 - w_1) ... (1 - w_(i-1)), the slope by w_i is t_i (L_i - m_(i+1)), so
///
///   m_1 = mean,   L_i = m_i + (1 - w_i) slope_i / t_i,   m_(i+1) = m_i - w_i slope_i / t_i,   L_(k+1) = m_(k+1).
///
/// Nothing is given for classes behind one that is all but sure (t_i below 1e-6): the slopes say nothing, or too little, of
/// them.
/// @param slope  by variable, of the mean; of sums of functions likewise
/// @pre The function depends on variable i of the chain only where none before it holds.
/// Complexity: linear in the chain.
[[nodiscard]] inline std::vector<std::optional<double>> chain_means(std::span<const variable> chain,
                                                                    std::span<const double> chance_of_true, double mean,
                                                                    std::span<const double> slope) {
  constexpr double too_small = 1e-6;
  std::vector<std::optional<double>> result(chain.size() + 1);
  double left = 1;
  for (std::size_t index = 0; index < chain.size(); ++index) {
    const double chance = chance_of_true[chain[index]];
    const double rise = slope[chain[index]] / left;
    result[index] = mean + (1 - chance) * rise;
    mean -= chance * rise;
    left *= 1 - chance;
    if (left < too_small) return result;
  }
  result.back() = mean;
  return result;
}

}  // namespace portfit
