#pragma once

#include <portfit/analysis/pairing_change.hpp>
#include <portfit/report/ranking_text.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// Writes who compared what: version and policy, then both sides.
inline void write_diff_head(std::ostream& out, const report_head& before, const report_head& after) {
  out << "portfit " << after.version << ", policy " << policy_text(after) << '\n';
  for (const report_head* const side : {&before, &after}) {
    std::string line = std::string(side == &before ? "before" : "after") + ": as of " +
                       (side->as_of ? to_text(*side->as_of) : "no date") + ", inputs " + fingerprint_text(side->inputs);
    for (const std::string& wish : special_wishes(*side)) line += ", " + wish;
    out << wrap_text(one_line(line), 2) << '\n';
  }
}

/// `a -> b`, or one of them where they are alike.
[[nodiscard]] inline std::string arrow(const std::string& before, const std::string& after) {
  return before == after ? after : before + " -> " + after;
}

[[nodiscard]] inline std::string verdict_cell(const pairing_change& change) {
  return arrow(change.before ? marked_verdict(*change.before) : "-",
               change.after ? marked_verdict(*change.after) : "-");
}

[[nodiscard]] inline std::string score_cell(const pairing_change& change) {
  const auto words = [](const std::optional<assessment>& side) {
    return side && side->verdict != verdict::blocked ? score_text(side->plan.score.ranking) : "-";
  };
  return arrow(words(change.before), words(change.after));
}

/// `plan now with localise, register_device, without adapt`.
[[nodiscard]] inline std::string plan_change(const std::vector<std::string>& before,
                                             const std::vector<std::string>& after) {
  const auto missing = [](const std::vector<std::string>& from, const std::vector<std::string>& in) {
    std::vector<std::string> ids;
    for (const std::string& each : from)
      if (std::find(in.begin(), in.end(), each) == in.end()) ids.push_back(each);
    return join(ids, ", ");
  };
  const std::string gained = missing(after, before);
  const std::string lost = missing(before, after);
  if (gained.empty() && lost.empty()) return {};
  return "plan now" + (gained.empty() ? "" : " with " + gained) + (gained.empty() || lost.empty() ? "" : ",") +
         (lost.empty() ? "" : " without " + lost);
}

/// What else changed: the plan, the budget.
[[nodiscard]] inline std::string change_note(const pairing_change& change) {
  std::vector<std::string> notes;
  const auto open = [](const std::optional<assessment>& side) { return side && side->verdict != verdict::blocked; };
  if (open(change.before) && open(change.after)) {
    if (std::string plan = plan_change(change.before->remedies, change.after->remedies); !plan.empty())
      notes.push_back(std::move(plan));
    if (change.before->plan.within_budget != change.after->plan.within_budget)
      notes.emplace_back(change.after->plan.within_budget ? "within the budget now" : "over budget now");
  } else if (open(change.after) && !change.after->remedies.empty()) {
    notes.push_back("plan " + join(change.after->remedies, ", "));
  }
  if (change.causes.empty()) notes.emplace_back("no cause was found within the limits");
  if (!change.exact && !change.causes.empty())
    notes.emplace_back("a limit was reached: some of the causes may have no part in it");
  return join(notes, "; ");
}

/// Whether some causes of a change turn the verdict and others do not: then it is told which.
[[nodiscard]] inline bool tells_turning(const pairing_change& change) {
  const auto turning = std::count_if(change.causes.begin(), change.causes.end(),
                                     [](const change_cause& cause) { return cause.turns_verdict; });
  return turning > 0 && turning < static_cast<std::ptrdiff_t>(change.causes.size());
}

/// Whether the causes of two changes read alike.
[[nodiscard]] inline bool same_causes(const pairing_change& a, const pairing_change& b) {
  const bool marked = tells_turning(a);
  return marked == tells_turning(b) && std::equal(a.causes.begin(), a.causes.end(), b.causes.begin(), b.causes.end(),
                                                  [marked](const change_cause& one, const change_cause& other) {
                                                    return one.text == other.text && one.where == other.where &&
                                                           (!marked || one.turns_verdict == other.turns_verdict);
                                                  });
}

/// Changes that share their causes, in the order in which the first of each came; pairings that are new or gone last.
[[nodiscard]] inline std::vector<std::vector<const pairing_change*>> by_causes(const diff_result& what) {
  std::vector<std::vector<const pairing_change*>> groups;
  for (const bool both_sides : {true, false})
    for (const pairing_change& each : what.changes) {
      if ((each.before && each.after) != both_sides) continue;
      const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
        return same_causes(*group.front(), each) && (group.front()->before && group.front()->after) == both_sides;
      });
      if (same == groups.end())
        groups.push_back({&each});
      else
        same->push_back(&each);
    }
  return groups;
}

inline void write_cause(std::ostream& out, const change_cause& cause, bool mark_verdict) {
  std::string text = cause.text;
  if (mark_verdict && cause.turns_verdict) text += " (this turns the verdict)";
  out << wrap_text("    " + one_line(text), 8) << '\n';
  std::string origin;
  if (!cause.source.empty())
    origin = "source: " + (cause.source_title.empty() ? cause.source : cause.source_title) + " (" +
             to_text(cause.trust) + ")";
  if (cause.where.line > 0)
    origin += (origin.empty() ? "at " : ", ") + cause.where.file + ':' + std::to_string(cause.where.line) + ':' +
              std::to_string(cause.where.column);
  if (!origin.empty()) out << wrap_text("        " + one_line(origin), 10) << '\n';
}

[[nodiscard]] inline text_table change_table(const std::vector<const pairing_change*>& group) {
  text_table table;
  table.columns = {{"market", false, true},
                   {"system", false, true},
                   {"device (vendor)", false, true},
                   {"verdict", false, false},
                   {"score", false, false}};
  for (const pairing_change* const each : group) {
    const std::string& vendor = (each->after ? each->after : each->before)->vendor;
    table.rows.push_back(
        {{each->market, each->os, each->device + " (" + vendor + ")", verdict_cell(*each), score_cell(*each)},
         change_note(*each)});
  }
  return table;
}

/// `2 pairings changed, 3 did not, 1 is new`.
[[nodiscard]] inline std::string closing_line(const diff_result& what) {
  std::size_t fresh = 0;
  std::size_t gone = 0;
  for (const pairing_change& each : what.changes) {
    fresh += each.before ? 0 : 1;
    gone += each.after ? 0 : 1;
  }
  const std::size_t changed = what.changes.size() - fresh - gone;
  std::string text = std::to_string(changed) + (changed == 1 ? " pairing" : " pairings") + " changed, " +
                     std::to_string(what.unchanged) + " did not";
  if (fresh > 0) text += ", " + std::to_string(fresh) + (fresh == 1 ? " is new" : " are new");
  if (gone > 0) text += ", " + std::to_string(gone) + (gone == 1 ? " is gone" : " are gone");
  return text;
}

}  // namespace detail

/// Writes what changed between two sides as text, at most `report_width` columns wide where names allow.
///
/// Changes with the same causes stand in one table below them, so that a cause is told once, with its source and place. Per row:
/// market, system, device and vendor, verdict and ranking score before and after; below it how the plan changed. The last line
/// counts what changed and what did not.
inline void write_diff(std::ostream& out, const report_head& before, const report_head& after,
                       const diff_result& what) {
  detail::write_diff_head(out, before, after);
  const auto groups = detail::by_causes(what);
  for (std::size_t index = 0; index < groups.size(); ++index) {
    const pairing_change& first = *groups[index].front();
    out << "\nchange " << index + 1 << " of " << groups.size();
    if (first.causes.size() > 1) out << (first.before && first.after ? ", by these together" : "");
    out << '\n';
    for (const change_cause& each : first.causes) detail::write_cause(out, each, detail::tells_turning(first));
    write_table(out, detail::change_table(groups[index]));
  }
  const auto answerable = [](const std::optional<assessment>& side) { return side && side->answerable; };
  if (std::any_of(what.changes.begin(), what.changes.end(),
                  [&](const pairing_change& each) { return answerable(each.before) || answerable(each.after); }))
    out << "\nundetermined+: whatever the answers are, some plan works: once asked, it is never blocked.\n";
  out << '\n' << detail::closing_line(what) << '\n';
  if (!what.complete) out << "stopped on the way: pairings are missing\n";
}

}  // namespace portfit
