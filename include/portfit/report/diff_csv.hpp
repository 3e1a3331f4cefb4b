#pragma once

#include <portfit/analysis/pairing_change.hpp>
#include <portfit/report/detail/csv_rows.hpp>

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

inline void add_side_cells(std::vector<std::string>& cells, const std::optional<assessment>& side) {
  const bool open = side && side->verdict != verdict::blocked;
  cells.push_back(side ? to_text(side->verdict) : "");
  cells.push_back(side ? csv_flag(side->answerable) : "");
  cells.push_back(open ? exact_text(side->plan.score.ranking) : "");
  cells.push_back(open ? join(side->remedies, " ") : "");
  cells.push_back(open ? csv_flag(side->plan.within_budget) : "");
}

inline void add_cause_cells(std::vector<std::string>& cells, const change_cause* cause, std::size_t number) {
  if (cause == nullptr) {
    cells.resize(cells.size() + 11);
    return;
  }
  for (const std::string& each :
       {std::to_string(number), cause->code, to_text(cause->what), cause->subject, cause->text, cause->source,
        cause->source.empty() ? "" : to_text(cause->trust), cause->where.file, std::to_string(cause->where.line),
        std::to_string(cause->where.column), csv_flag(cause->turns_verdict)})
    cells.push_back(each);
}

}  // namespace detail

/// Writes what changed between two sides as CSV, a row per changed pairing and cause (one without a cause where none was found);
/// the names of the columns are a promise:
/// - `market`, `system`, `device`: ids
/// - for `before` and `after` each: `verdict_`, `answerable_`, `score_` (ranking), `remedies_` (of the recommended plan, blanks
///   between ids), `within_budget_`; empty where the pairing was not there, all but the first two also where it was blocked
/// - `cause` (from 1, per pairing), `code` (stable, see `change_cause::code`), `what` (added, removed, changed), `subject`, `text`,
///   `source`, `confidence`, `file`, `line`, `column`, `turns_verdict`: of the cause; causes of one pairing work together
/// - `exact`: the causes were verified
/// - `as_of_before`, `inputs_before`: of the first side; `version`, `as_of`, `policy`, `inputs`: as every output has them, of the
///   second
inline void write_csv(std::ostream& out, const report_head& before, const report_head& after, const diff_result& what) {
  std::vector<std::string> names{"market", "system", "device"};
  for (const char* const side : {"before", "after"})
    for (const char* const name : {"verdict_", "answerable_", "score_", "remedies_", "within_budget_"})
      names.push_back(std::string(name) + side);
  for (const char* const name : {"cause", "code", "what", "subject", "text", "source", "confidence", "file", "line",
                                 "column", "turns_verdict", "exact", "as_of_before", "inputs_before"})
    names.emplace_back(name);
  detail::add_head_columns(names);
  detail::write_csv_row(out, names);
  for (const pairing_change& each : what.changes)
    for (std::size_t index = 0; index < (each.causes.empty() ? 1 : each.causes.size()); ++index) {
      std::vector<std::string> cells{each.market, each.os, each.device};
      detail::add_side_cells(cells, each.before);
      detail::add_side_cells(cells, each.after);
      detail::add_cause_cells(cells, each.causes.empty() ? nullptr : &each.causes[index], index + 1);
      cells.push_back(detail::csv_flag(each.exact));
      cells.push_back(before.as_of ? to_text(*before.as_of) : "");
      cells.push_back(fingerprint_text(before.inputs));
      detail::add_head_cells(cells, after);
      detail::write_csv_row(out, cells);
    }
}

}  // namespace portfit
