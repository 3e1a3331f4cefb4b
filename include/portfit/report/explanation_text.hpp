#pragma once

#include <portfit/analysis/explanation.hpp>
#include <portfit/report/counted_text.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/detail/stable_order.hpp>
#include <portfit/report/explanation_words.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/survival_text.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// `aurora on x1 (acme), market ru_mass: blocked`.
[[nodiscard]] inline std::string verdict_line(const assessment& pairing) {
  std::string text = pairing.os + " on " + pairing.device + " (" + pairing.vendor + "), market " + pairing.market +
                     ": " + to_text(pairing.verdict);
  if (pairing.answerable) text += ", but whatever the answers are, some plan works";
  if (pairing.verdict == verdict::blocked) return text;
  text += "; score " + score_text(pairing.plan.score.ranking) + " (expected " +
          interval_text(pairing.plan.score.expected) + ", guaranteed " + score_text(pairing.plan.score.guaranteed) +
          ")";
  if (!pairing.plan.within_budget) text += "; over budget";
  return text;
}

[[nodiscard]] inline std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

/// A near pairing: what is different, the verdict and the score there.
[[nodiscard]] inline std::string alternative_text(const alternative& each) {
  const assessment& found = each.found;
  std::string text;
  switch (each.differs) {
    case alternative::kind::brand: text = "sold openly by " + found.vendor + " under its own brand"; break;
    case alternative::kind::market: text = "in market " + found.market; break;
    case alternative::kind::date: text = "from " + to_text(*each.as_of) + " on"; break;
    default: text = "on " + found.device + " (" + found.vendor + ")";
  }
  return text + ", " + to_text(found.verdict) + " at " + score_text(found.plan.score.ranking) +
         (found.plan.within_budget ? "" : ", over budget");
}

/// The best alternative of each kind.
[[nodiscard]] inline std::string nearest_alternatives(const explanation& why) {
  std::string text;
  for (std::size_t index = 0; index < why.alternatives.size(); ++index)
    if (index == 0 || why.alternatives[index].differs != why.alternatives[index - 1].differs)
      text += (text.empty() ? "" : "; ") + alternative_text(why.alternatives[index]);
  return text;
}

/// Why a pairing is blocked and what would have to change.
inline void tell_blocked(std::vector<std::string>& lines, const explanation& why) {
  if (!why.conflicts.empty()) lines.push_back("why: " + tell(in_telling_order(why.conflicts.front())));
  const std::vector<way_out> ways = ways_to_tell(why.ways);
  if (ways.empty() && !why.complete) {
    lines.push_back("ways out: no remedy known; a limit was reached before the changes were looked at");
  } else if (ways.empty()) {
    lines.push_back("ways out: no remedy known, and no change of what can be changed would do");
  } else {
    std::string text;
    for (std::size_t index = 0; index < (std::min)(ways.size(), std::size_t{2}); ++index)
      text += (index == 0 ? "" : "; or ") + way_text(ways[index]) + " (then " + to_text(ways[index].then) + ")";
    lines.push_back("ways out: no remedy known; " + text);
  }
  const std::string elsewhere = nearest_alternatives(why);
  std::vector<std::string> more;
  if (why.conflicts.size() > 1) more.push_back(counted(why.conflicts.size() - 1, "more conflict", "more conflicts"));
  if (ways.size() > 2) more.push_back(counted(ways.size() - 2, "more change", "more changes"));
  std::string besides = elsewhere.empty() ? "" : "not blocked: " + elsewhere;
  if (!more.empty())
    besides += (besides.empty() ? "besides: " : "; besides: ") + join(more, " and ") + " (--long, with sources)";
  if (!besides.empty()) lines.push_back(besides);
}

/// The answers that settle an undetermined pairing, by what they lead to.
[[nodiscard]] inline std::string deciding_answers(const explanation& why) {
  std::string text;
  const std::vector<way_out> ways = ways_to_tell(why.ways);
  for (const verdict then : {verdict::ready, verdict::feasible, verdict::blocked}) {
    std::size_t count = 0;
    std::string answers;
    for (const way_out& each : ways) {
      if (each.then != then || each.is != way_out::kind::answer || ++count > 2) continue;
      answers += (answers.empty() ? "" : ", or if ") + way_text(each);
    }
    if (count > 2) answers += " (" + counted(count - 2, "more answer", "more answers") + ")";
    if (!answers.empty()) text += (text.empty() ? "" : "; ") + to_text(then) + " if " + answers;
  }
  return text;
}

[[nodiscard]] inline std::string plan_line(const report_head& head, const assessment& pairing) {
  const plan_figures& plan = pairing.plan;
  std::string text = pairing.remedies.empty() ? "none" : join(pairing.remedies, ", ");
  if (!pairing.remedies.empty()) {
    const std::string mean = money_text(plan.cost.mean, head.currency);
    const std::string low = money_text(plan.cost.ends.low, head.currency);
    const std::string high = money_text(plan.cost.ends.high, head.currency);
    text += "; " + mean + (low == high ? "" : " on average (" + low + " to " + high + ")");
    if (plan.cost.effort > 0) text += ", effort " + effort_text(plan.cost.effort);
  }
  text += "; every must holds with " + percent_text(plan.likelihood.ranking) + " (guaranteed " +
          percent_text(plan.likelihood.guaranteed) + ", possible " + percent_text(plan.likelihood.possible) + ")";
  for (const auto& [remedy, chance] : pairing.counted) text += "; " + remedy + " works with " + counted_text(chance);
  return text;
}

/// The biggest losses, from large to small.
[[nodiscard]] inline std::string biggest_losses(const loss_breakdown& loss) {
  std::vector<loss_part> parts = loss.parts;
  sort_stably(parts, [](const loss_part& a, const loss_part& b) { return a.points > b.points; });
  std::string text;
  for (std::size_t index = 0; index < (std::min)(parts.size(), std::size_t{3}); ++index)
    if (parts[index].points >= 0.005)
      text += (text.empty() ? "" : "; ") + score_text(parts[index].points) + " by " + loss_name(parts[index]);
  return text.empty() ? "nothing" : text;
}

[[nodiscard]] inline std::string unknowns_line(const explanation& why) {
  std::string text;
  for (std::size_t index = 0; index < (std::min)(why.unknowns.size(), std::size_t{4}); ++index)
    text += (text.empty() ? "" : ", ") + why.unknowns[index].subject;
  if (why.unknowns.size() > 4) text += " and " + std::to_string(why.unknowns.size() - 4) + " more";
  return text;
}

inline void tell_open(std::vector<std::string>& lines, const report_head& head, const explanation& why) {
  const assessment& pairing = why.summary;
  if (why.survival) lines.push_back(survival_line(*why.survival));
  if (pairing.verdict == verdict::undetermined) {
    const std::string answers = deciding_answers(why);
    if (!answers.empty())
      lines.push_back("decides: " + answers);
    else if (why.complete)
      lines.push_back("decides: no answer alone, nor any two together");
  }
  lines.push_back("plan: " + plan_line(head, pairing));
  if (pairing.verdict == verdict::undetermined) {
    if (!why.unknowns.empty()) lines.push_back("to ask: " + unknowns_line(why));
    return;
  }
  lines.push_back("lost of 100: " + biggest_losses(why.loss));
  std::string rests = why.sufficient.empty() ? "" : "holds because " + tell(why.sufficient);
  if (!why.unknowns.empty()) rests += (rests.empty() ? "" : "; ") + ("unknown: " + unknowns_line(why));
  if (!rests.empty()) lines.push_back(rests);
}

}  // namespace detail

/// Writes an explanation in at most four lines (with the head of the output five): pairing and verdict; then
/// - blocked: the smallest conflict, up to two ways out, the best near pairing of each kind that is not blocked, and how many
///   more there are;
/// - undetermined: the answers that decide, the plan, what to ask;
/// - else: the plan with cost and likelihood, the biggest losses, the facts it rests on and the unknown ones.
/// With a horizon there is one line more, after the first: what is left by then, and which hazards take most.
/// Lines are not broken.
inline void write_explanation(std::ostream& out, const report_head& head, const explanation& why) {
  std::vector<std::string> lines{detail::verdict_line(why.summary)};
  if (why.summary.verdict != verdict::blocked && !why.complete)
    lines.front() += "; a limit was reached before everything was looked at";
  if (why.summary.verdict == verdict::blocked)
    detail::tell_blocked(lines, why);
  else
    detail::tell_open(lines, head, why);
  for (const std::string& each : lines) out << one_line(each) << '\n';
}

namespace detail {

/// Prints reasons with their sources; what was told before is only named.
class reason_printer {
 public:
  reason_printer(std::ostream& out, const catalog& world) : out_(out), world_(world) {}

  void print(const reason& why, const std::string& text) {
    const auto [place, fresh] = told_.emplace(text + '\n' + why.subject, told_.size() + 1);
    const std::string number = "(" + std::to_string(place->second) + ") ";
    out_ << wrap_text("    " + number + one_line(fresh ? text : "as above: " + why.subject), 8) << '\n';
    if (!fresh) return;
    if (const std::string from = source_text(why); !from.empty()) out_ << wrap_text("        " + from, 10) << '\n';
    if (const std::string ask = question_for(world_, why); why.code == "answer" && !ask.empty())
      out_ << wrap_text("        ask: " + one_line(ask), 10) << '\n';
  }

 private:
  [[nodiscard]] std::string source_text(const reason& why) const {
    std::string text;
    const auto found = world_.sources.find(why.source);
    if (found != world_.sources.end())
      text = found->second.title.empty() ? why.source : found->second.title;
    else
      text = why.source;
    if (!text.empty()) text = "source: " + one_line(text) + " (" + to_text(why.trust) + ")";
    if (why.where.line > 0)
      text += (text.empty() ? "at " : ", ") + why.where.file + ':' + std::to_string(why.where.line) + ':' +
              std::to_string(why.where.column);
    return text;
  }

  std::ostream& out_;
  const catalog& world_;
  std::map<std::string, std::size_t> told_;
};

inline void write_conflicts(std::ostream& out, reason_printer& printer, const explanation& why) {
  for (std::size_t index = 0; index < why.conflicts.size(); ++index) {
    out << "\nconflict " << index + 1 << " of " << why.conflicts.size() << ": together these leave no way through\n";
    for (const reason& each : in_telling_order(why.conflicts[index])) printer.print(each, each.text);
  }
}

inline void write_ways(std::ostream& out, reason_printer& printer, const explanation& why) {
  const std::vector<way_out> ways = ways_to_tell(why.ways);
  for (std::size_t index = 0; index < ways.size(); ++index) {
    const way_out& way = ways[index];
    out << '\n'
        << (way.is == way_out::kind::answer ? "answer " : "way out ") << index + 1 << " of " << ways.size()
        << (way.is == way_out::kind::change ? " (a change, no remedy known)" : "") << ": then " << to_text(way.then)
        << '\n';
    if (way.is == way_out::kind::plan) out << "    " << join(way.remedies, ", ") << '\n';
    for (const reason& each : way.steps) printer.print(each, step_text(each, way.is));
    if (way.steps.size() > 1) out << "    useful only together\n";
  }
  if (ways.empty() && why.complete && why.summary.verdict == verdict::blocked)
    out << "\nways out: no remedy known, and no change of what can be changed would do\n";
}

inline void write_alternatives(std::ostream& out, const explanation& why) {
  if (why.alternatives.empty()) return;
  out << "\nnot blocked: other pairings of " << one_line(why.summary.os)
      << ", each assessed on its own; no way out of this one\n";
  for (const alternative& each : why.alternatives)
    out << wrap_text("    " + one_line(alternative_text(each)), 8) << '\n';
}

inline void write_reasons(std::ostream& out, reason_printer& printer, const std::string& title,
                          const std::vector<reason>& reasons) {
  if (reasons.empty()) return;
  out << '\n' << title << '\n';
  for (const reason& each : reasons) printer.print(each, each.text);
}

}  // namespace detail

/// Writes everything an explanation holds, with sources: the plan's figures side by side, the break-down of the loss, all
/// conflicts and ways, the facts it rests on, the unknown ones with the question to ask. A cause that several conflicts share is
/// told once and named by its number after that.
/// @pre `world` is the catalog that was asked.
inline void write_long_explanation(std::ostream& out, const report_head& head, const explanation& why,
                                   const catalog& world) {
  out << wrap_text(one_line(detail::verdict_line(why.summary)), 2) << '\n';
  detail::reason_printer printer(out, world);
  if (why.summary.verdict != verdict::blocked) {
    detail::write_plan(out, head, why.summary, world);
    detail::write_figures(out, why.summary);
    detail::write_loss(out, why);
    if (why.survival) write_survival(out, *why.survival, world);
  }
  detail::write_conflicts(out, printer, why);
  detail::write_ways(out, printer, why);
  detail::write_alternatives(out, why);
  detail::write_reasons(out, printer, "these known facts suffice", why.sufficient);
  detail::write_reasons(out, printer, "unknown facts it rests on", why.unknowns);
  if (!why.complete && why.summary.verdict == verdict::blocked)
    out << "\nthere may be more conflicts or ways than are told here\n";
  else if (!why.complete)
    out << "\na limit was reached before everything was looked at\n";
}

}  // namespace portfit
