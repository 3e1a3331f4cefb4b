#pragma once

#include <portfit/assert.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <vector>

namespace portfit {

/// The area under the receiver operating characteristic: how often a case that happened is scored above one that did not, taking
/// one of each at random; equal scores count half (the statistic of Mann and Whitney, over the number of pairs).
struct roc_area {
  std::size_t positives = 0;  ///< cases that happened
  std::size_t negatives = 0;
  double area = 0;
  /// Of the area, by DeLong; nothing where there are fewer than two cases (or clusters) of a kind. It is the variance over other
  /// cases drawn like these, each on its own (or cluster by cluster), for these scores. Where no pair is in the wrong order it is
  /// 0, and says little.
  std::optional<double> variance;
};

/// How much larger the area of one score is than that of another, over the same cases.
struct area_difference {
  double difference = 0;
  std::optional<double> variance;  ///< with the covariance of the two areas; nothing as for `roc_area`
};

namespace detail {

/// The place of each value in ascending order, counted from 1; equal values share the mean of their places.
[[nodiscard]] inline std::vector<double> middle_ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    for (std::size_t place = first; place < end; ++place)
      ranks[order[place]] = static_cast<double>(first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

/// What each case adds to an area: of a positive the share of negatives below it, of a negative the share of positives above it
/// (equal ones half).
struct placements {
  std::vector<double> positives;
  std::vector<double> negatives;
};

/// Placements from ranks among all and among their own kind: Sun and Xu, "Fast implementation of DeLong's algorithm for comparing
/// the areas under correlated receiver operating characteristic curves", IEEE Signal Processing Letters 21(11), 2014, equation 8.
/// @pre Both kinds are there.
[[nodiscard]] inline placements place_cases(const std::vector<bool>& happened, const std::vector<double>& scores) {
  std::vector<double> of_positives;
  std::vector<double> of_negatives;
  for (std::size_t each = 0; each < scores.size(); ++each)
    (happened[each] ? of_positives : of_negatives).push_back(scores[each]);
  const std::vector<double> among_all = middle_ranks(scores);
  const std::vector<double> among_positives = middle_ranks(of_positives);
  const std::vector<double> among_negatives = middle_ranks(of_negatives);
  placements result;
  for (std::size_t each = 0; each < scores.size(); ++each) {
    if (happened[each]) {
      const double below = among_all[each] - among_positives[result.positives.size()];
      result.positives.push_back(below / static_cast<double>(of_negatives.size()));
    } else {
      const double below = among_all[each] - among_negatives[result.negatives.size()];
      result.negatives.push_back(1 - below / static_cast<double>(of_positives.size()));
    }
  }
  return result;
}

[[nodiscard]] inline double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The variance of a mean, estimated from a sample. @pre At least two values.
[[nodiscard]] inline double variance_of_mean(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  const double count = static_cast<double>(values.size());
  return sum / (count - 1) / count;
}

/// What the cases of one cluster add: how far their placements are from the mean, summed by kind.
struct cluster_sums {
  double of_positives = 0;
  double of_negatives = 0;
  bool has_positives = false;
  bool has_negatives = false;
};

/// Obuchowski, "Nonparametric analysis of clustered ROC curve data", Biometrics 53, 1997, section 2. With every case a cluster of its
/// own it is DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating characteristic
/// curves", Biometrics 44, 1988, equations 3 to 6: the variances of the placements of either kind, over their numbers.
/// @param clusters of each case; empty: every case is one.
[[nodiscard]] inline std::optional<double> variance_of_area(const std::vector<bool>& happened, const placements& of,
                                                            const std::vector<std::size_t>& clusters) {
  const double area = mean_of(of.positives);
  std::map<std::size_t, cluster_sums> sums;
  std::size_t positive = 0;
  std::size_t negative = 0;
  for (std::size_t each = 0; each < happened.size(); ++each) {
    cluster_sums& own = sums[clusters.empty() ? each : clusters[each]];
    (happened[each] ? own.has_positives : own.has_negatives) = true;
    (happened[each] ? own.of_positives : own.of_negatives) +=
        (happened[each] ? of.positives[positive++] : of.negatives[negative++]) - area;
  }
  double with_positives = 0;
  double with_negatives = 0;
  double of_positives = 0;
  double of_negatives = 0;
  double of_both = 0;
  for (const auto& [cluster, own] : sums) {
    with_positives += own.has_positives ? 1 : 0;
    with_negatives += own.has_negatives ? 1 : 0;
    of_positives += own.of_positives * own.of_positives;
    of_negatives += own.of_negatives * own.of_negatives;
    of_both += own.of_positives * own.of_negatives;
  }
  if (with_positives < 2 || with_negatives < 2) return std::nullopt;
  const auto m = static_cast<double>(of.positives.size());
  const auto n = static_cast<double>(of.negatives.size());
  const auto all = static_cast<double>(sums.size());
  const double result = with_positives / (with_positives - 1) * of_positives / (m * m) +
                        with_negatives / (with_negatives - 1) * of_negatives / (n * n) +
                        2 * all / (all - 1) * of_both / (m * n);
  return (std::max)(0.0, result);
}

[[nodiscard]] inline bool has_both_kinds(const std::vector<bool>& happened) {
  return std::find(happened.begin(), happened.end(), true) != happened.end() &&
         std::find(happened.begin(), happened.end(), false) != happened.end();
}

/// `a - b`, one by one. @pre Equal sizes.
[[nodiscard]] inline std::vector<double> differences(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t each = 0; each < a.size(); ++each) a[each] -= b[each];
  return a;
}

}  // namespace detail

/// The area of a score. @param happened whether each case did. @param scores larger: rather. @param clusters of cases that may be
/// alike, by number: their variance counts clusters, not cases; empty: each case is on its own.
/// @pre Equal sizes; no score is NaN.
/// @returns nothing where one of the two kinds is missing. Complexity: n log n.
[[nodiscard]] inline std::optional<roc_area> area_under_roc(const std::vector<bool>& happened,
                                                            const std::vector<double>& scores,
                                                            const std::vector<std::size_t>& clusters = {}) {
  PORTFIT_ASSERT(happened.size() == scores.size() && (clusters.empty() || clusters.size() == scores.size()));
  if (!detail::has_both_kinds(happened)) return std::nullopt;
  const detail::placements placed = detail::place_cases(happened, scores);
  return roc_area{placed.positives.size(), placed.negatives.size(), detail::mean_of(placed.positives),
                  detail::variance_of_area(happened, placed, clusters)};
}

/// The area of `scores` less that of `others`, for the same cases. The variance is that of the differences of placements, which is
/// DeLong's V(a) + V(b) - 2 Cov(a, b). @pre and @returns as for `area_under_roc`.
[[nodiscard]] inline std::optional<area_difference> compare_areas(const std::vector<bool>& happened,
                                                                  const std::vector<double>& scores,
                                                                  const std::vector<double>& others,
                                                                  const std::vector<std::size_t>& clusters = {}) {
  PORTFIT_ASSERT(happened.size() == scores.size() && scores.size() == others.size());
  PORTFIT_ASSERT(clusters.empty() || clusters.size() == scores.size());
  if (!detail::has_both_kinds(happened)) return std::nullopt;
  const detail::placements one = detail::place_cases(happened, scores);
  const detail::placements other = detail::place_cases(happened, others);
  const detail::placements apart{detail::differences(one.positives, other.positives),
                                 detail::differences(one.negatives, other.negatives)};
  return area_difference{detail::mean_of(apart.positives), detail::variance_of_area(happened, apart, clusters)};
}

}  // namespace portfit
