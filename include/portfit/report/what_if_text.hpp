#pragma once

#include <portfit/analysis/what_if.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/detail/what_if_words.hpp>
#include <portfit/report/diff_text.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// `expected likelihood 50 % -> 80 %; cost 0 USD -> 30 kUSD`: figures that moved, for pairings with a plan on both sides.
[[nodiscard]] inline std::string moved_figures(const pairing_change& change, const std::string& currency) {
  if (change.before->verdict == verdict::blocked || change.after->verdict == verdict::blocked) return {};
  const plan_figures& was = change.before->plan;
  const plan_figures& is = change.after->plan;
  std::vector<std::string> told;
  const auto add = [&](const std::string& what, const std::string& before, const std::string& after) {
    if (before != after) told.push_back(what + " " + arrow(before, after));
  };
  add("expected likelihood", percents_text(was.likelihood.expected), percents_text(is.likelihood.expected));
  add("guaranteed", percent_text(was.likelihood.guaranteed), percent_text(is.likelihood.guaranteed));
  add("cost", money_text(was.cost.mean, currency), money_text(is.cost.mean, currency));
  add("effort", effort_text(was.cost.effort), effort_text(is.cost.effort));
  return join(told, ", ");
}

[[nodiscard]] inline text_table::row what_if_row(const what_if_change& each, const what_if_result& what,
                                                 const std::string& currency) {
  const pairing_change& moved = each.moved;
  text_table::row row{
      {moved.market, moved.os, moved.device + " (" + moved.after->vendor + ")", verdict_cell(moved), score_cell(moved)},
      change_note(moved)};
  if (std::string figures = moved_figures(moved, currency); !figures.empty()) row.more.push_back(std::move(figures));
  if (what.edits.size() > 1) row.more.push_back("through " + edit_numbers(each));
  if (!each.gone.empty()) row.more.push_back("no longer in the way: " + conflict_text(each.gone));
  if (!each.still.empty()) row.more.push_back("still in the way: " + conflict_text(each.still));
  if (!each.fresh.empty()) row.more.push_back("now in the way: " + conflict_text(each.fresh));
  return row;
}

/// What was said anew, numbered.
inline void write_edits(std::ostream& out, const what_if_result& what) {
  for (std::size_t index = 0; index < what.edits.size(); ++index) {
    const told_edit& each = what.edits[index];
    out << wrap_text(one_line("set " + std::to_string(index + 1) + ": " + each.text + " (it was " + each.was + ")" +
                              (each.moves ? "" : ": moves nothing")),
                     4)
        << '\n';
  }
}

}  // namespace detail

/// Writes what edits change as text, at most `report_width` columns wide where names allow: the greatest change first.
///
/// Above, each edit and what was said there before. Per row: market, system, device and vendor, verdict and ranking score before and
/// after; below it what became of the plan and its figures, the edits needed, and the smallest conflict that is no longer, or now,
/// in the way. The last line counts what moved and what did not.
/// @param after of the catalog with the edits. @param top so many rows; 0: all.
inline void write_what_if(std::ostream& out, const report_head& after, const what_if_result& what,
                          std::size_t top = 0) {
  report_head head = after;
  head.edits.clear();  // told below, with what was there before
  write_head(out, head);
  detail::write_edits(out, what);
  const std::size_t rows = top == 0 ? what.changes.size() : (std::min)(top, what.changes.size());
  text_table table = detail::change_table({});
  for (std::size_t index = 0; index < rows; ++index)
    table.rows.push_back(detail::what_if_row(what.changes[index], what, head.currency));
  if (rows > 0) out << '\n';
  if (rows > 0) write_table(out, table);
  if (rows < what.changes.size())
    out << what.changes.size() - rows << (what.changes.size() - rows == 1 ? " smaller change" : " smaller changes")
        << " left out\n";
  const auto answerable = [](const what_if_change& each) {
    return each.moved.before->answerable || each.moved.after->answerable;
  };
  if (std::any_of(what.changes.begin(), what.changes.end(), answerable))
    out << "\nundetermined+: whatever the answers are, some plan works: once asked, it is never blocked.\n";
  out << '\n'
      << what.changes.size() << (what.changes.size() == 1 ? " pairing" : " pairings") << " moved, " << what.unchanged
      << " did not\n";
  if (!what.compared) out << "of some that stay blocked it was not asked whether for other reasons\n";
  if (!what.complete) out << "stopped on the way: pairings are missing\n";
}

}  // namespace portfit
