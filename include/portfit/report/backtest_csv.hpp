#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/report/detail/backtest_words.hpp>
#include <portfit/report/detail/csv_rows.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace portfit {

/// Writes what a back-test said of every device as CSV (RFC 4180), by id; the names of the columns are a promise, new ones may be
/// added before `version`:
/// - `system`, `market`, `device`: ids; `group`, `part`: as told (`part` may be empty)
/// - `outcome`: the word; `positive`: whether it counts as a success, yes or no
/// - `fold`: from 1, the one that held it out; `strength`: of the count table in that fold
/// - `verdict`; `score`: the ranking score, 0 to 100
/// - `likelihood`: the forecast that is scored; `expected_low`, `expected_high`: the ends of the expected likelihood
/// - `counted`: the counted chance; `counted_low`, `counted_high`: its 90 % interval; `counts`: the groups it rests on, in words
/// - `baseline`: chance by the baseline; `base_rate`: share of successes in the training part
/// - `version`, `as_of`, `policy`, `inputs`: as every output has them
/// @pre `what` has no remarks and is complete.
inline void write_csv(std::ostream& out, const report_head& head, const backtest_result& what) {
  const std::vector<std::string> columns{"system",      "market",       "device",       "group",         "part",
                                         "outcome",     "positive",     "fold",         "strength",      "verdict",
                                         "score",       "likelihood",   "expected_low", "expected_high", "counted",
                                         "counted_low", "counted_high", "counts",       "baseline",      "base_rate"};
  detail::write_named_columns(out, columns);
  for (const backtest_row& row : what.rows) {
    const bounds<double> credible = row.counted.interval();
    std::string strength;
    for (const backtest_fold& fold : what.folds)
      if (fold.fold == row.fold) strength = exact_text(fold.strength);
    detail::write_named_row(out, head, columns,
                            {{"system", what.os},
                             {"market", what.market},
                             {"device", row.device},
                             {"group", row.group},
                             {"part", row.part},
                             {"outcome", row.outcome},
                             {"positive", detail::csv_flag(row.positive)},
                             {"fold", std::to_string(row.fold + 1)},
                             {"strength", strength},
                             {"verdict", to_text(row.verdict)},
                             {"score", exact_text(row.score)},
                             {"likelihood", exact_text(row.likelihood)},
                             {"expected_low", exact_text(row.expected.low)},
                             {"expected_high", exact_text(row.expected.high)},
                             {"counted", exact_text(row.counted.mean())},
                             {"counted_low", exact_text(credible.low)},
                             {"counted_high", exact_text(credible.high)},
                             {"counts", detail::counts_text(row.counted)},
                             {"baseline", exact_text(row.baseline)},
                             {"base_rate", exact_text(row.base_rate)}});
  }
}

}  // namespace portfit
