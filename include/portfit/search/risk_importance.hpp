#pragma once

#include <algorithm>
#include <limits>
#include <optional>

namespace portfit {

/// How much the risk that something comes about hangs on one event that may contribute to it, in the measures of reliability
/// engineering: `importance` seen from the side of failure, exact for risks far below rounding of 1.
///
/// Of an event that averts the risk, `birnbaum` and `criticality` are negative. Ratios to a risk of 0 are nothing.
struct risk_importance {
  double risk = 0;        ///< the probability that it comes about
  double chance = 0;      ///< of the event
  double certain = 0;     ///< the risk, were the event sure to happen
  double impossible = 0;  ///< the risk, were it sure not to happen

  /// d risk / d chance (Birnbaum 1969).
  [[nodiscard]] double birnbaum() const { return certain - impossible; }

  /// The share of the risk in which the event is critical: birnbaum x chance / risk (Lambert, "Measures of importance of events and
  /// cut sets in fault trees", Reliability and Fault Tree Analysis, SIAM 1975, pp. 77-100).
  [[nodiscard]] std::optional<double> criticality() const {
    if (risk <= 0) return std::nullopt;
    return birnbaum() * chance / risk;
  }

  /// Fussell-Vesely importance in its form by risk reduction, 1 - impossible / risk (NUREG/CR-3385, 1983; so are the next two). It
  /// equals criticality up to rounding.
  [[nodiscard]] std::optional<double> fussell_vesely() const {
    if (risk <= 0) return std::nullopt;
    return 1 - impossible / risk;
  }

  /// Risk achievement worth, certain / risk.
  [[nodiscard]] std::optional<double> risk_achievement() const {
    if (risk <= 0) return std::nullopt;
    return certain / risk;
  }

  /// Risk reduction worth, risk / impossible; infinite where there is no risk without the event.
  [[nodiscard]] std::optional<double> risk_reduction() const {
    if (risk <= 0) return std::nullopt;
    if (impossible <= 0) return std::numeric_limits<double>::infinity();
    return risk / impossible;
  }
};

/// The importance of an event, from the slope of the risk by its chance: the risk is linear in it.
/// @param slope  as `gradient_of` gives it for all events at once
[[nodiscard]] inline risk_importance risk_importance_of(double risk, double chance, double slope) {
  // What is left after all but everything is taken away is rounding of the sum, not a risk.
  const double rounding = 8 * std::numeric_limits<double>::epsilon() * risk;
  const auto within = [rounding](double value) { return value <= rounding ? 0.0 : (std::min)(1.0, value); };
  return {risk, chance, within(risk + (1 - chance) * slope), within(risk - chance * slope)};
}

}  // namespace portfit
