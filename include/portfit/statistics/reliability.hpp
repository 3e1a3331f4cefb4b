#pragma once

#include <portfit/assert.hpp>
#include <portfit/quantity/bounds.hpp>
#include <portfit/statistics/normal_interval.hpp>
#include <portfit/statistics/roc.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

namespace portfit {

/// Forecasts that lie close together, and how often what they speak of happened.
struct reliability_bin {
  bounds<double> forecasts;  ///< the lowest and the highest in it
  std::size_t count = 0;     ///< at least 1
  std::size_t yes = 0;       ///< that happened
  double mean = 0;           ///< of the forecasts
  double share = 0;          ///< yes / count
  bounds<double> share_95;   ///< its 95 % interval (`wilson_interval`)
};

/// Puts forecasts into about so many bins of equal count. Equal forecasts stay together: they go to the bin in which the middle of
/// their places falls, so bins may be of different size, or empty.
/// @returns for each case its bin, ascending with the forecast. @pre `bins` > 0. Complexity: n log n.
[[nodiscard]] inline std::vector<std::size_t> bins_of_equal_count(const std::vector<double>& chances,
                                                                  std::size_t bins) {
  PORTFIT_ASSERT(bins > 0);
  std::vector<std::size_t> result;
  result.reserve(chances.size());
  const auto count = static_cast<double>(chances.size());
  for (const double rank : detail::middle_ranks(chances)) {
    const double place = std::floor((rank - 0.5) * static_cast<double>(bins) / count);
    result.push_back((std::min)(static_cast<std::size_t>(place), bins - 1));
  }
  return result;
}

/// Puts forecasts into bins with fixed edges: the first below `edges[0]`, the next from there (included) to below `edges[1]` ...
/// @pre Edges ascend.
[[nodiscard]] inline std::vector<std::size_t> bins_between(const std::vector<double>& chances,
                                                           const std::vector<double>& edges) {
  PORTFIT_ASSERT(std::is_sorted(edges.begin(), edges.end()));
  std::vector<std::size_t> result;
  result.reserve(chances.size());
  for (const double chance : chances)
    result.push_back(static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), chance) - edges.begin()));
  return result;
}

/// How forecasts compare with what happened, bin by bin; empty bins are left out.
/// @param bin_of of each case its bin. @pre Equal sizes; chances lie in 0..1.
[[nodiscard]] inline std::vector<reliability_bin> reliability_of(const std::vector<bool>& happened,
                                                                 const std::vector<double>& chances,
                                                                 const std::vector<std::size_t>& bin_of) {
  PORTFIT_ASSERT(happened.size() == chances.size() && chances.size() == bin_of.size());
  std::map<std::size_t, reliability_bin> bins;
  for (std::size_t each = 0; each < chances.size(); ++each) {
    reliability_bin& bin = bins[bin_of[each]];
    const double chance = chances[each];
    bin.forecasts.low = bin.count == 0 ? chance : (std::min)(bin.forecasts.low, chance);
    bin.forecasts.high = bin.count == 0 ? chance : (std::max)(bin.forecasts.high, chance);
    ++bin.count;
    bin.yes += happened[each] ? 1 : 0;
    bin.mean += chance;
  }
  std::vector<reliability_bin> result;
  for (auto& [place, bin] : bins) {
    const auto count = static_cast<double>(bin.count);
    bin.mean = std::clamp(bin.mean / count, bin.forecasts.low, bin.forecasts.high);
    bin.share = static_cast<double>(bin.yes) / count;
    bin.share_95 = wilson_interval(bin.yes, bin.count);
    result.push_back(bin);
  }
  return result;
}

}  // namespace portfit
