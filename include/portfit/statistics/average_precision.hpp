#pragma once

#include <portfit/statistics/stratified_roc.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <vector>

namespace portfit {

/// How pure the top of a list is.
struct precision_figures {
  double average = 0;    ///< the average precision
  double base_rate = 0;  ///< what a score without any sense comes to, about: the share of cases that happened
};

/// Average precision: the sum over the steps down the list of (share of all positives that this step adds) times (share of positives
/// among everything down to it). Cases of equal score are one step, so their order among each other does not matter.
/// @pre Equal sizes; no score is NaN.
/// @returns nothing where nothing happened. Complexity: n log n.
[[nodiscard]] inline std::optional<precision_figures> average_precision(const std::vector<bool>& happened,
                                                                        const std::vector<double>& scores) {
  PORTFIT_ASSERT(happened.size() == scores.size());
  const auto all = static_cast<double>(std::count(happened.begin(), happened.end(), true));
  if (all == 0) return std::nullopt;
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  precision_figures result;
  result.base_rate = all / static_cast<double>(scores.size());
  double found = 0;
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    double added = 0;
    for (; end < order.size() && scores[order[end]] == scores[order[first]]; ++end)
      added += happened[order[end]] ? 1 : 0;
    found += added;
    result.average += added / all * found / static_cast<double>(end);
    first = end;
  }
  return result;
}

/// The mean of the strata's average precisions, each weighed by how many of its cases happened; the base rate likewise. Strata in
/// which nothing happened do not enter. @pre As for `area_within`. @returns nothing where nothing happened.
[[nodiscard]] inline std::optional<precision_figures> average_precision_within(const std::vector<bool>& happened,
                                                                               const std::vector<double>& scores,
                                                                               const std::vector<std::size_t>& strata) {
  PORTFIT_ASSERT(happened.size() == scores.size() && scores.size() == strata.size());
  const auto all = static_cast<double>(std::count(happened.begin(), happened.end(), true));
  if (all == 0) return std::nullopt;
  precision_figures result;
  for (const auto& [stratum, places] : detail::cases_by_stratum(strata)) {
    const std::vector<bool> outcomes = detail::picked(happened, places);
    const auto within = average_precision(outcomes, detail::picked(scores, places));
    if (!within) continue;
    const double weight = static_cast<double>(std::count(outcomes.begin(), outcomes.end(), true)) / all;
    result.average += weight * within->average;
    result.base_rate += weight * within->base_rate;
  }
  return result;
}

}  // namespace portfit
