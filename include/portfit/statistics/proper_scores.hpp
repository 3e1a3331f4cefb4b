#pragma once

#include <portfit/assert.hpp>
#include <portfit/statistics/reliability.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

namespace portfit {

/// How good forecasts are as chances. Both losses are proper: whoever says what he believes does best on average.
struct forecast_scores {
  double brier = 0;  ///< mean of (chance - outcome)^2: 0 perfect, 0.25 for always one half
  /// Mean of -ln(chance that was given to what happened), in nats: 0 perfect, 0.693 for always one half. Chances are taken as they
  /// are, never moved away from 0 and 1: a forecast that was certain and right adds 0, one that was certain and wrong makes the
  /// mean infinite.
  double log_loss = 0;
  std::size_t certain_and_wrong = 0;  ///< forecasts of 0 that happened, and of 1 that did not
};

/// Scores forecasts. @pre Equal sizes, at least one; chances lie in 0..1.
[[nodiscard]] inline forecast_scores score_forecasts(const std::vector<bool>& happened,
                                                     const std::vector<double>& chances) {
  PORTFIT_ASSERT(happened.size() == chances.size() && !chances.empty());
  forecast_scores result;
  for (std::size_t each = 0; each < chances.size(); ++each) {
    const double missed = happened[each] ? 1 - chances[each] : chances[each];
    PORTFIT_ASSERT(missed >= 0 && missed <= 1);
    result.brier += missed * missed;
    const double given = happened[each] ? chances[each] : 1 - chances[each];
    if (given > 0)
      result.log_loss -= std::log(given);
    else
      ++result.certain_and_wrong;
  }
  result.brier /= static_cast<double>(chances.size());
  result.log_loss /= static_cast<double>(chances.size());
  if (result.certain_and_wrong > 0) result.log_loss = std::numeric_limits<double>::infinity();
  if (result.log_loss <= 0) result.log_loss = 0;  // not -0
  return result;
}

/// Which share of the loss of a reference is saved: 1 - loss / reference. 1 perfect, 0 no better than the reference, negative worse.
/// @pre Losses are at least 0. @returns nothing where either is infinite, or the reference has none.
[[nodiscard]] inline std::optional<double> skill_over(double loss, double reference) {
  PORTFIT_ASSERT(loss >= 0 && reference >= 0);
  if (std::isinf(loss) || std::isinf(reference) || reference <= 0) return std::nullopt;
  return 1 - loss / reference;
}

/// What a Brier score is made of: brier = reliability - resolution + uncertainty + within.
///
/// Murphy, "A new vector partition of the probability score", Journal of Applied Meteorology 12, 1973; the rest by which forecasts
/// differ within a bin (0 where they do not) after Stephenson, Coelho and Jolliffe, "Two extra components in the Brier score
/// decomposition", Weather and Forecasting 23, 2008.
struct brier_parts {
  double reliability = 0;  ///< how far forecasts are from what happened then, over bins; 0 is best
  double resolution = 0;   ///< how far the bins' shares are from the share of all; larger is better
  double uncertainty = 0;  ///< share of all times (1 - it): nobody's merit
  double within = 0;       ///< of differences inside bins; may be negative
};

/// @pre `bins` were made of these cases by `reliability_of`.
[[nodiscard]] inline brier_parts decompose_brier(const std::vector<bool>& happened, const std::vector<double>& chances,
                                                 const std::vector<reliability_bin>& bins) {
  double count = 0;
  double yes = 0;
  for (const reliability_bin& bin : bins) {
    count += static_cast<double>(bin.count);
    yes += static_cast<double>(bin.yes);
  }
  PORTFIT_ASSERT(static_cast<std::size_t>(count) == chances.size());
  brier_parts result;
  const double all = yes / count;
  result.uncertainty = all * (1 - all);
  for (const reliability_bin& bin : bins) {
    const double weight = static_cast<double>(bin.count) / count;
    result.reliability += weight * (bin.mean - bin.share) * (bin.mean - bin.share);
    result.resolution += weight * (bin.share - all) * (bin.share - all);
  }
  result.within =
      score_forecasts(happened, chances).brier - (result.reliability - result.resolution + result.uncertainty);
  return result;
}

}  // namespace portfit
