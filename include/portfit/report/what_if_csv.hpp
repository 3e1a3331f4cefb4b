#pragma once

#include <portfit/analysis/what_if.hpp>
#include <portfit/report/detail/csv_rows.hpp>
#include <portfit/report/detail/what_if_words.hpp>
#include <portfit/report/diff_csv.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// The figures that a comparison by days does not have.
inline void add_figure_cells(std::vector<std::string>& cells, const assessment& side) {
  if (side.verdict == verdict::blocked) {
    cells.resize(cells.size() + 5);
    return;
  }
  const plan_figures& plan = side.plan;
  for (const double each : {plan.likelihood.guaranteed, plan.likelihood.expected.low, plan.likelihood.expected.high,
                            plan.likelihood.possible, plan.cost.mean})
    cells.push_back(exact_text(each));
}

/// Numbers of edits, and their texts.
inline void add_edit_cells(std::vector<std::string>& cells, const what_if_change& each, const what_if_result& what) {
  std::string numbers;
  std::string turning;
  std::string texts;
  for (std::size_t index = 0; index < each.edits.size(); ++index) {
    const std::string number = std::to_string(each.edits[index] + 1);
    numbers += (numbers.empty() ? "" : " ") + number;
    texts += (texts.empty() ? "" : "; ") + what.edits[each.edits[index]].text;
    if (each.moved.causes[index].turns_verdict) turning += (turning.empty() ? "" : " ") + number;
  }
  for (std::string* const text : {&numbers, &turning, &texts}) cells.push_back(std::move(*text));
}

}  // namespace detail

/// Writes what edits change as CSV, a row per pairing that moved, the greatest change first; the names of the columns are a promise:
/// - `market`, `system`, `device`: ids
/// - for `before` and `after` each: `verdict_`, `answerable_`, `score_` (ranking), `remedies_` (of the recommended plan, blanks
///   between ids), `within_budget_`, then `guaranteed_`, `expected_low_`, `expected_high_`, `possible_` (likelihoods), `cost_` (mean);
///   all but the first two empty where it was blocked
/// - `sets` (numbers of the edits needed, from 1, blanks between), `turning_sets` (those that turn the verdict), `set_texts`
/// - `gone`, `fresh`: the smallest conflict that is no longer, or now, in the way
/// - `exact`: the edits were verified
/// - `inputs_before`; `version`, `as_of`, `policy`, `inputs`: as every output has them, of the catalog with the edits
inline void write_csv(std::ostream& out, const report_head& before, const report_head& after,
                      const what_if_result& what) {
  std::vector<std::string> names{"market", "system", "device"};
  for (const char* const side : {"before", "after"})
    for (const char* const name : {"verdict_", "answerable_", "score_", "remedies_", "within_budget_", "guaranteed_",
                                   "expected_low_", "expected_high_", "possible_", "cost_"})
      names.push_back(std::string(name) + side);
  for (const char* const name : {"sets", "turning_sets", "set_texts", "gone", "fresh", "exact", "inputs_before"})
    names.emplace_back(name);
  detail::add_head_columns(names);
  detail::write_csv_row(out, names);
  for (const what_if_change& each : what.changes) {
    std::vector<std::string> cells{each.moved.market, each.moved.os, each.moved.device};
    for (const auto* const side : {&each.moved.before, &each.moved.after}) {
      detail::add_side_cells(cells, *side);
      detail::add_figure_cells(cells, **side);
    }
    detail::add_edit_cells(cells, each, what);
    cells.push_back(detail::conflict_text(each.gone));
    cells.push_back(detail::conflict_text(each.fresh));
    cells.push_back(detail::csv_flag(each.moved.exact));
    cells.push_back(fingerprint_text(before.inputs));
    detail::add_head_cells(cells, after);
    detail::write_csv_row(out, cells);
  }
}

}  // namespace portfit
