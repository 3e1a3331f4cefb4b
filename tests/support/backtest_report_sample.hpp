#pragma once

#include <portfit/analysis/detail/backtest_figures.hpp>
#include <portfit/report/report_head.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

/// A back-test of twelve devices in two folds, as `backtest` would return it; figures are measured, rows made up.
[[nodiscard]] inline portfit::backtest_result backtest_report_sample() {
  portfit::backtest_result result;
  result.os = "lark";
  result.market = "any";
  result.table = "ports";
  result.fact = "port";
  result.positive = {"kept"};
  result.groups = 11;
  result.seed = 7;
  result.hidden = {{"mood", 4}, {"rumour", 9}};
  result.evidence = {"old", "roomy"};
  result.own_hidden = 3;
  result.others_counted = 1;
  result.cells_left_out = 2;
  result.cells_kept = 1;
  result.remedies_left_out = {"cheer"};
  result.folds = {{0, 6, 3, 4}, {1, 6, 2, 0.5}};
  const std::vector<std::pair<double, bool>> said{{0.9, true},   {0.8, true},  {0.7, false}, {0.4, false},
                                                  {0.3, true},   {0.1, false}, {0.85, true}, {0.6, false},
                                                  {0.55, false}, {0.2, true},  {0.2, false}, {0.05, false}};
  for (std::size_t each = 0; each < said.size(); ++each) {
    portfit::backtest_row row;
    row.device = std::string("d") + static_cast<char>('a' + each);
    row.group = each == 1 ? "da" : row.device;
    row.part = said[each].second ? "close" : each % 4 == 2 ? "vendor" : "";
    row.positive = said[each].second;
    row.outcome = row.positive ? "kept" : each % 4 == 2 ? "dropped" : "none";
    row.fold = each / 6;
    row.verdict = portfit::verdict::feasible;
    row.likelihood = said[each].first;
    row.score = 100 * row.likelihood;
    row.expected = {row.likelihood, each == 3 ? 0.5 : row.likelihood};
    row.counted = {"ports",
                   10 * row.likelihood,
                   10 - 10 * row.likelihood,
                   {{"acme, on q8", 1, 2.5, 0.5}, {"on m1", 0, 0, 0.5}, {"all", 5, 11, 0.46}}};
    row.baseline = each % 2 == 0 ? 0.3 : 0.5;
    row.base_rate = 0.4;
    result.rows.push_back(row);
  }
  portfit::detail::backtest_figures(result).measure(3);
  result.missed = {{4, 2.0 / 3, {{{"lark: runs"}, false, 61.24}, {{"bring_up"}, true, 8}}}};
  result.disappointing = {{7, 0.5, {}}};
  return result;
}

[[nodiscard]] inline portfit::report_head backtest_report_head() {
  portfit::report_head head;
  head.version = "1.2.3";
  head.as_of = portfit::read_date("2024-04-01")->low;
  return head;
}

}  // namespace portfit_test
