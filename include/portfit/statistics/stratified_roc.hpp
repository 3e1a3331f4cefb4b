#pragma once

#include <portfit/statistics/roc.hpp>

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace portfit {

/// The area within one stratum (one fold).
struct stratum_area {
  std::size_t stratum = 0;
  roc_area within;
};

/// An area over pairs of cases of the same stratum only.
///
/// Scores of different folds come from different training parts and are not compared. `area` is the share of such pairs that are in
/// the right order: the mean of the strata's areas, each weighed by its number of pairs.
struct stratified_area {
  double area = 0;
  /// The strata's own, by the squares of their weights; nothing where one of those taken in has none.
  std::optional<double> variance;
  std::vector<stratum_area> strata;   ///< taken in
  std::vector<std::size_t> left_out;  ///< strata that lack one of the two kinds, and so have no pairs
  double mean = 0;                    ///< of the strata's areas, unweighed
  std::optional<double> spread;       ///< their standard deviation over strata; nothing for one
};

namespace detail {

/// The cases of each stratum, by their places.
[[nodiscard]] inline std::map<std::size_t, std::vector<std::size_t>> cases_by_stratum(
    const std::vector<std::size_t>& strata) {
  std::map<std::size_t, std::vector<std::size_t>> result;
  for (std::size_t each = 0; each < strata.size(); ++each) result[strata[each]].push_back(each);
  return result;
}

/// The values at these places; none where there are no values at all.
template <class Value>
[[nodiscard]] std::vector<Value> picked(const std::vector<Value>& values, const std::vector<std::size_t>& places) {
  std::vector<Value> result;
  if (values.empty()) return result;
  result.reserve(places.size());
  for (const std::size_t place : places) result.push_back(values[place]);
  return result;
}

[[nodiscard]] inline double pairs_of(const roc_area& of) {
  return static_cast<double>(of.positives) * static_cast<double>(of.negatives);
}

[[nodiscard]] inline std::optional<double> spread_of(const std::vector<double>& values) {
  if (values.size() < 2) return std::nullopt;
  return std::sqrt(variance_of_mean(values) * static_cast<double>(values.size()));
}

}  // namespace detail

/// The area of a score within strata. @param strata of each case the stratum it belongs to. @param clusters as for `area_under_roc`.
/// @pre Equal sizes; no score is NaN; no cluster is in two strata.
/// @returns nothing where no stratum has both kinds. Complexity: n log n.
[[nodiscard]] inline std::optional<stratified_area> area_within(const std::vector<bool>& happened,
                                                                const std::vector<double>& scores,
                                                                const std::vector<std::size_t>& strata,
                                                                const std::vector<std::size_t>& clusters = {}) {
  PORTFIT_ASSERT(happened.size() == scores.size() && scores.size() == strata.size());
  stratified_area result;
  double pairs = 0;
  std::vector<double> areas;
  for (const auto& [stratum, places] : detail::cases_by_stratum(strata)) {
    const auto within = area_under_roc(detail::picked(happened, places), detail::picked(scores, places),
                                       detail::picked(clusters, places));
    if (!within) {
      result.left_out.push_back(stratum);
      continue;
    }
    result.strata.push_back({stratum, *within});
    areas.push_back(within->area);
    pairs += detail::pairs_of(*within);
  }
  if (result.strata.empty()) return std::nullopt;
  result.variance = 0;
  for (const auto& [stratum, within] : result.strata) {
    const double weight = detail::pairs_of(within) / pairs;
    result.area += weight * within.area;
    if (!within.variance)
      result.variance.reset();
    else if (result.variance)
      *result.variance += weight * weight * *within.variance;
  }
  result.mean = detail::mean_of(areas);
  result.spread = detail::spread_of(areas);
  return result;
}

/// The area of `scores` less that of `others` within strata, over the same pairs, weighed and combined as by `area_within`.
/// @pre and @returns as there.
[[nodiscard]] inline std::optional<area_difference> compare_areas_within(
    const std::vector<bool>& happened, const std::vector<double>& scores, const std::vector<double>& others,
    const std::vector<std::size_t>& strata, const std::vector<std::size_t>& clusters = {}) {
  const auto found = area_within(happened, scores, strata, clusters);
  if (!found) return std::nullopt;
  double pairs = 0;
  for (const stratum_area& each : found->strata) pairs += detail::pairs_of(each.within);
  const auto cases = detail::cases_by_stratum(strata);
  area_difference result{0, 0.0};
  for (const auto& [stratum, within] : found->strata) {
    const std::vector<std::size_t>& places = cases.at(stratum);
    const auto apart = compare_areas(detail::picked(happened, places), detail::picked(scores, places),
                                     detail::picked(others, places), detail::picked(clusters, places));
    const double weight = detail::pairs_of(within) / pairs;
    result.difference += weight * apart->difference;
    if (!apart->variance)
      result.variance.reset();
    else if (result.variance)
      *result.variance += weight * weight * *apart->variance;
  }
  return result;
}

}  // namespace portfit
