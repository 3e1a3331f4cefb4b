#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/search/detail/partial_plan.hpp>
#include <portfit/statistics/normal_interval.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace portfit::detail {

/// The figures of measured rows.
class backtest_figures {
 public:
  /// @pre `into.rows` are there, at least one.
  explicit backtest_figures(backtest_result& into) : into_(into) {
    std::map<std::string, std::size_t> groups;
    for (const backtest_row& row : into.rows) {
      groups_.push_back(groups.emplace(row.group, groups.size()).first->second);
      happened_.push_back(row.positive);
      folds_.push_back(row.fold);
      scores_.push_back(on_grid(row.score));
      likelihoods_.push_back(on_grid(row.likelihood));
      baselines_.push_back(on_grid(row.baseline));
    }
  }

  void measure(std::size_t bins) {
    into_.score = quality_of(scores_);
    into_.likelihood = quality_of(likelihoods_);
    into_.baseline = quality_of(baselines_);
    into_.over_baseline = compare_areas_within(happened_, scores_, baselines_, folds_, groups_);
    into_.likelihood_over_baseline = compare_areas_within(happened_, likelihoods_, baselines_, folds_, groups_);
    measure_forecasts(bins);
    measure_parts();
  }

 private:
  /// Scores that differ by rounding alone are equal, as in a ranking.
  [[nodiscard]] score_quality quality_of(const std::vector<double>& scores) const {
    return {area_within(happened_, scores, folds_, groups_), area_under_roc(happened_, scores, groups_),
            average_precision_within(happened_, scores, folds_)};
  }

  void measure_forecasts(std::size_t bins) {
    std::vector<double> said;
    std::vector<double> base;
    for (const backtest_row& row : into_.rows) {
      said.push_back(row.likelihood);
      base.push_back(row.base_rate);
      into_.at_even_odds += row.expected.high - row.expected.low > 1e-9 ? 1 : 0;
    }
    forecast_quality& into = into_.forecast;
    into.scores = score_forecasts(happened_, said);
    into.base_rate = score_forecasts(happened_, base);
    into.bins = reliability_of(happened_, said, bins_of_equal_count(likelihoods_, bins));
    into.parts = decompose_brier(happened_, said, into.bins);
  }

  void measure_parts() {
    std::map<std::string, part_outcomes> parts;
    for (const backtest_row& row : into_.rows) {
      part_outcomes& part = parts[row.part];
      part.part = row.part;
      ++part.count;
      part.positives += row.positive ? 1 : 0;
      ++part.outcomes[row.outcome];
    }
    for (auto& [name, part] : parts) {
      part.share_95 = wilson_interval(part.positives, part.count);
      into_.parts.push_back(std::move(part));
    }
  }

  backtest_result& into_;
  std::vector<bool> happened_;
  std::vector<std::size_t> folds_;
  std::vector<std::size_t> groups_;  ///< by number
  std::vector<double> scores_;
  std::vector<double> likelihoods_;
  std::vector<double> baselines_;
};

}  // namespace portfit::detail
