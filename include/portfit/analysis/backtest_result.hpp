#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/loss.hpp>
#include <portfit/catalog/observed_outcome.hpp>
#include <portfit/graph/counted_chance.hpp>
#include <portfit/quantity/bounds.hpp>
#include <portfit/statistics/average_precision.hpp>
#include <portfit/statistics/proper_scores.hpp>
#include <portfit/statistics/reliability.hpp>
#include <portfit/statistics/stratified_roc.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace portfit {

/// How scores are measured against what happened.
struct backtest_options {
  assess_options assess;
  std::set<std::string> positive;   ///< outcomes that count as a success; empty: the `yes` of the count table
  std::set<std::string> among;      ///< only devices with these outcomes, in counts too; empty: all
  std::string table;                ///< id of the count table; empty: the only one the system's remedies ask
  bool hold_out_platforms = false;  ///< whole families of platforms are held out, instead of the groups of the outcomes
  std::size_t folds = 5;
  std::size_t inner_folds = 5;  ///< of each training part, to choose the strength in
  std::uint64_t seed = 1;       ///< deals the folds
  /// Strengths of the count table to choose from by log loss in the inner folds; empty: the table's own is taken.
  std::vector<double> strengths{1, 2, 4, 8, 16};
  std::size_t bins =
      8;  ///< of the reliability table, of about equal count; fewer where they would hold fewer than five
  std::size_t misses = 2;  ///< the worst so many either way are explained
  /// Called after each step with the number done and the number in all; may be empty.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

/// One device, scored by a catalog that does not know what became of it or of its group.
struct backtest_row {
  std::string device;
  std::string group;
  std::string part;
  std::string outcome;
  bool positive = false;
  std::size_t fold = 0;  ///< from 0
  portfit::verdict verdict = portfit::verdict::undetermined;
  double score = 0;  ///< the ranking score, 0 to 100: what `rank` orders by
  /// The expected likelihood. Where unknowns without a prior leave it two ends, that at even odds for them stands in.
  double likelihood = 0;
  bounds<double> expected;  ///< the ends of the expected likelihood
  counted_chance counted;   ///< how the device was counted
  double baseline = 0;      ///< the counted chance of the baseline
  double base_rate = 0;     ///< share of successes in the training part
};

/// One part that was held out.
struct backtest_fold {
  std::size_t fold = 0;  ///< from 0
  std::size_t count = 0;
  std::size_t positives = 0;
  double strength = 0;  ///< of the count table, as chosen in the inner folds of the rest
};

/// How well a score orders. Pairs of one fold only, but for `pooled`.
struct score_quality {
  std::optional<stratified_area> area;  ///< nothing where no fold has both kinds
  std::optional<roc_area> pooled;  ///< over all pairs, though scores of different folds have different training parts
  std::optional<precision_figures> precision;  ///< within folds
};

/// How good likelihoods are as forecasts.
struct forecast_quality {
  forecast_scores scores;
  forecast_scores base_rate;  ///< of always saying the share of successes in the training part
  brier_parts parts;
  std::vector<reliability_bin> bins;
};

/// A device whose score and fate are far apart.
struct backtest_miss {
  std::size_t row = 0;  ///< index of `backtest_result::rows`
  /// Share of the devices of the other kind in its fold that are on the wrong side of it (equal scores half).
  double passed = 0;
  std::vector<loss_part> lost;  ///< where most of the points of its score went, the most first
};

/// What became of the devices of one part.
struct part_outcomes {
  std::string part;
  std::size_t count = 0;
  std::size_t positives = 0;
  bounds<double> share_95;
  std::map<std::string, std::size_t> outcomes;
};

/// How well scores foretell what happened.
struct backtest_result {
  diagnostics remarks;   ///< errors: nothing was measured
  bool complete = true;  ///< false: stopped on the way; nothing was measured
  std::string os;
  std::string market;
  std::string table;
  std::string fact;  ///< that is counted
  std::set<std::string> positive;
  std::set<std::string> among;
  bool hold_out_platforms = false;
  std::size_t groups = 0;
  std::uint64_t seed = 0;
  std::map<std::string, std::size_t> hidden;  ///< facts that were hidden, with how many statements of them
  std::set<std::string> evidence;             ///< facts that were not
  /// Sources that tell outcomes and speak of some of the devices measured only: nothing they say of these was seen.
  std::set<std::string> partial_sources;
  std::size_t own_hidden = 0;  ///< statements of the counted fact about the devices measured, hidden but for training
  std::size_t others_counted = 0;  ///< devices that are not measured, but whose outcome the catalog knows: they count
  std::size_t cells_left_out = 0;  ///< cells of the count table that may hold the devices measured
  std::size_t cells_kept = 0;
  std::size_t left_out = 0;  ///< outcomes told of devices no catalog has; for who reads them to fill in
  std::vector<std::string> remedies_left_out;
  std::vector<backtest_fold> folds;
  std::vector<backtest_row> rows;  ///< by device
  score_quality score;
  score_quality likelihood;
  score_quality baseline;
  std::optional<area_difference> over_baseline;             ///< area of the score less that of the baseline
  std::optional<area_difference> likelihood_over_baseline;  ///< likewise of the likelihood
  forecast_quality forecast;
  std::size_t at_even_odds = 0;              ///< rows whose expected likelihood has two ends
  std::vector<part_outcomes> parts;          ///< by part; one without a name where no parts were told
  std::vector<backtest_miss> missed;         ///< successes that were scored low, the worst first
  std::vector<backtest_miss> disappointing;  ///< others that were scored high, the worst first

  [[nodiscard]] std::size_t positives() const {
    std::size_t count = 0;
    for (const backtest_row& row : rows) count += row.positive ? 1 : 0;
    return count;
  }
};

}  // namespace portfit
