#pragma once

#include <portfit/analysis/rank.hpp>
#include <portfit/report/counted_text.hpp>
#include <portfit/report/detail/csv_rows.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

inline void add_figures(std::vector<std::string>& cells, const assessment& row) {
  const plan_figures& plan = row.plan;
  const bool blocked = row.verdict == verdict::blocked;
  const auto add = [&](double number) { cells.push_back(blocked ? "" : exact_text(number)); };
  for (const outlook* each : {&plan.score, &plan.likelihood})
    for (const double number :
         {each->ranking, each->guaranteed, each->expected.low, each->expected.high, each->possible})
      add(number);
  for (const double number :
       {plan.cost.mean, plan.cost.ends.low, plan.cost.ends.high, plan.cost.money, plan.cost.effort})
    add(number);
}

[[nodiscard]] inline std::vector<std::string> ranking_cells(const report_head& head, const ranking& list,
                                                            std::size_t index) {
  const assessment& row = list.rows[index];
  std::vector<std::string> cells{list.market,          std::to_string(index + 1), row.os, row.device, row.vendor,
                                 to_text(row.verdict), csv_flag(row.answerable)};
  add_figures(cells, row);
  cells.push_back(head.currency);
  cells.push_back(csv_flag(row.plan.within_budget));
  cells.push_back(csv_flag(row.optimal));
  cells.push_back(csv_flag(row.plan.exact));
  cells.push_back(join(row.remedies, " "));
  cells.push_back(std::to_string(row.facts_known()));
  cells.push_back(std::to_string(row.facts.size()));
  cells.push_back(std::to_string(row.facts_without_prior()));
  std::string counted;
  for (const auto& [remedy, chance] : row.counted)
    counted += (counted.empty() ? "" : " | ") + remedy + " " + counted_text(chance) +
               "; in all: " + counted_groups_text(chance);
  cells.push_back(counted);
  add_head_cells(cells, head);
  return cells;
}

}  // namespace detail

/// Writes rankings as CSV (RFC 4180, UTF-8, lines end with a line feed), all markets in one table.
///
/// The names of the columns are a promise; new ones may be added before `version`:
/// - `market`, `rank` (from 1, per market), `system`, `device`, `vendor`: ids
/// - `verdict`: ready, feasible, undetermined, blocked; `answerable`: yes, no
/// - `score_ranking`, `score_guaranteed`, `score_expected_low`, `score_expected_high`, `score_possible`: 0 to 100
/// - `likelihood_ranking`, `likelihood_guaranteed`, `likelihood_expected_low`, `likelihood_expected_high`,
///   `likelihood_possible`: 0 to 1
/// - `cost_mean`, `cost_low`, `cost_high`: money, effort priced in; `cost_money`, `cost_effort` (person-months): means of each
///   alone; `currency`
/// - `within_budget`, `optimal` (the search ended before its limit), `exact` (bounds are not outer bounds): yes, no
/// - `remedies`: of the recommended plan, blanks between ids
/// - `facts_known`, `facts`, `facts_without_prior`: counts of facts that matter
/// - `counted`: of remedies whose chance is counted, in words: mean, 90 % interval, the groups and their counts
/// - `version`, `as_of`, `policy`, `inputs` (hash): as every output has them
///
/// Scores, likelihoods and costs are empty where a pairing is blocked.
inline void write_csv(std::ostream& out, const report_head& head, const std::vector<ranking>& lists) {
  std::vector<std::string> names{"market", "rank", "system", "device", "vendor", "verdict", "answerable"};
  for (const char* const kind : {"score", "likelihood"})
    for (const char* const which : {"ranking", "guaranteed", "expected_low", "expected_high", "possible"})
      names.push_back(std::string(kind) + '_' + which);
  for (const char* const name :
       {"cost_mean", "cost_low", "cost_high", "cost_money", "cost_effort", "currency", "within_budget", "optimal",
        "exact", "remedies", "facts_known", "facts", "facts_without_prior", "counted"})
    names.emplace_back(name);
  detail::add_head_columns(names);
  detail::write_csv_row(out, names);
  for (const ranking& list : lists)
    for (std::size_t index = 0; index < list.rows.size(); ++index)
      detail::write_csv_row(out, detail::ranking_cells(head, list, index));
}

}  // namespace portfit
