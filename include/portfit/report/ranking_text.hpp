#pragma once

#include <portfit/analysis/rank.hpp>
#include <portfit/report/counted_text.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {

namespace detail {

/// `adapt, modem_work`, or that there is nothing to do.
[[nodiscard]] inline std::string plan_text(const assessment& row) {
  if (!row.remedies.empty()) return "plan " + join(row.remedies, ", ");
  return row.verdict == verdict::ready ? "no plan needed" : "no plan does better than none";
}

[[nodiscard]] inline std::string facts_text(const assessment& row) {
  std::string text = std::to_string(row.facts_known()) + " of " + std::to_string(row.facts.size()) + " facts known";
  if (const std::size_t open = row.facts_without_prior(); open > 0)
    text += ", " + std::to_string(open) + " without a prior";
  return text;
}

[[nodiscard]] inline std::string row_note(const assessment& row, bool with_vendor) {
  std::string note = with_vendor ? row.vendor + "; " : "";
  note += plan_text(row) + "; " + facts_text(row);
  for (const auto& [remedy, chance] : row.counted) note += "; " + remedy + " works with " + counted_text(chance);
  if (!row.plan.within_budget) note += "; over budget";
  if (!row.optimal) note += "; search ended at its limit, no plan scores above " + score_text(row.best_bound);
  if (!row.plan.exact) note += "; outer bounds";
  return note;
}

/// The verdict, with a mark where asking settles it.
[[nodiscard]] inline std::string marked_verdict(const assessment& row) {
  return to_text(row.verdict) + (row.answerable ? "+" : "");
}

[[nodiscard]] inline text_table ranking_table(const report_head& head, const ranking& list, bool with_os,
                                              bool vendor_inside) {
  text_table table;
  table.columns.push_back({"#", true, false});
  if (with_os) table.columns.push_back({"system", false, true});
  table.columns.push_back({vendor_inside ? "device (vendor)" : "device", false, true});
  table.columns.push_back({"verdict", false, false});
  for (const char* const header : {"score", "expected", "sure", "likely", "cost", "effort"})
    table.columns.push_back({header, true, false});
  for (std::size_t index = 0; index < list.rows.size(); ++index) {
    const assessment& row = list.rows[index];
    text_table::row& into = table.rows.emplace_back();
    into.cells = {std::to_string(index + 1)};
    if (with_os) into.cells.push_back(row.os);
    into.cells.push_back(vendor_inside ? row.device + " (" + row.vendor + ")" : row.device);
    into.cells.push_back(marked_verdict(row));
    if (row.verdict == verdict::blocked) {
      into.cells.resize(table.columns.size(), "-");
      continue;
    }
    const plan_figures& plan = row.plan;
    for (const std::string& cell : {score_text(plan.score.ranking), interval_text(plan.score.expected),
                                    score_text(plan.score.guaranteed), percent_text(plan.likelihood.ranking),
                                    money_text(plan.cost.mean, head.currency), effort_text(plan.cost.effort)})
      into.cells.push_back(cell);
    into.note = row_note(row, !vendor_inside);
  }
  return table;
}

/// With the vendor beside the device where that fits, else in the note below.
[[nodiscard]] inline text_table fitting_ranking_table(const report_head& head, const ranking& list, bool with_os) {
  text_table table = ranking_table(head, list, with_os, true);
  return table.natural_width() <= report_width ? table : ranking_table(head, list, with_os, false);
}

inline void write_market(std::ostream& out, const report_head& head, const ranking& list) {
  out << '\n' << "market " << list.market;
  if (list.systems.size() == 1) out << ", system " << list.systems.front();
  out << '\n';
  if (list.rows.empty())
    out << "  no pairing\n";
  else
    write_table(out, fitting_ranking_table(head, list, list.systems.size() > 1));
  if (list.left_out > 0)
    out << list.left_out << (list.left_out == 1 ? " row" : " rows") << " left out, " << list.blocked_left_out
        << " of them blocked\n";
  if (!list.complete) out << "stopped on the way: pairings are missing\n";
}

[[nodiscard]] inline bool any_row(const std::vector<ranking>& lists, bool (*is)(const assessment&)) {
  return std::any_of(lists.begin(), lists.end(),
                     [is](const ranking& list) { return std::any_of(list.rows.begin(), list.rows.end(), is); });
}

/// What the columns mean.
inline void write_ranking_notes(std::ostream& out, const report_head& head, const std::vector<ranking>& lists) {
  std::string notes =
      "score: 0 to 100, unknowns without a prior at even odds (to choose and order, for nothing else); expected: its "
      "bounds with "
      "priors; sure: worst case; likely: chance that every must holds " +
      (head.horizon ? years_text(*head.horizon) + " after the port works" : std::string("after the plan")) +
      "; cost: mean, our share";
  if (head.person_month) notes += ", a person-month (pm) at " + money_text(*head.person_month, head.currency);
  out << '\n' << wrap_text(notes + ".", 2) << '\n';
  if (!head.scale) out << "Without a `scale` cost does not enter the score.\n";
  if (any_row(lists, [](const assessment& row) { return row.answerable; }))
    out << "undetermined+: whatever the answers are, some plan works: once asked, it is never blocked.\n";
  const bool any_left_out =
      std::any_of(lists.begin(), lists.end(), [](const ranking& list) { return list.blocked_left_out > 0; });
  if (any_left_out || any_row(lists, [](const assessment& row) { return row.verdict == verdict::blocked; }))
    out << "blocked: nothing known leads through; `portfit explain` tells why.\n";
}

}  // namespace detail

/// Writes rankings as text, a table per market, at most `report_width` columns wide.
///
/// Per row: place, system (where there are several), device and vendor, verdict, ranking score with the bounds of the
/// expected score, guaranteed score, likelihood, mean cost and effort; below it the plan and how much is known.
/// @param column_notes  explain the columns below the tables
inline void write_ranking(std::ostream& out, const report_head& head, const std::vector<ranking>& lists,
                          bool column_notes = true) {
  write_head(out, head);
  for (const ranking& list : lists) detail::write_market(out, head, list);
  if (column_notes) detail::write_ranking_notes(out, head, lists);
}

}  // namespace portfit
