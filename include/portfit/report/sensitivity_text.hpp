#pragma once

#include <portfit/analysis/sensitivity.hpp>
#include <portfit/report/detail/sensitivity_texts.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {

/// How sensitivity is printed.
struct sensitivity_text_options {
  std::size_t top = 0;  ///< rows per table (of classes: facts); 0: all that matter
  bool notes = true;    ///< say what the measures mean
};

namespace detail {

/// Writes the parts of one report.
class sensitivity_writer {
 public:
  sensitivity_writer(std::ostream& out, const report_head& head, const sensitivity& what,
                     const sensitivity_text_options& options)
      : out_(out), head_(head), what_(what), options_(options) {}

  void write() {
    const bool blocked = what_.summary.verdict == verdict::blocked;
    write_head(out_, head_);
    write_summary();
    if (blocked) {
      paragraph("No plan can work, so every importance and every slope is 0; `portfit explain` tells why.");
    } else {
      write_events();
      write_facts();
      write_derivatives();
    }
    write_swings();
    if (!what_.complete) paragraph("Stopped on the way, or a limit was reached: figures are missing or not exact.");
    if (options_.notes && !blocked) write_notes();
  }

 private:
  void paragraph(const std::string& text) { out_ << '\n' << wrap_text(one_line(text), 2) << '\n'; }

  [[nodiscard]] bool is_full(std::size_t rows) const { return options_.top > 0 && rows >= options_.top; }

  void left_out(std::size_t count, const std::string& what, const std::string& why) {
    if (count > 0) out_ << count << ' ' << what << (count == 1 ? "" : "s") << " left out" << why << '\n';
  }

  void write_summary() {
    const assessment& row = what_.summary;
    std::string text =
        row.os + " on " + row.device + " (" + row.vendor + "), market " + row.market + ": " + to_text(row.verdict);
    if (row.verdict != verdict::blocked) {
      text += std::string("; ") + (what_.is_recommended ? "recommended plan: " : "plan asked for: ") +
              remedies_text(what_.plan) + "; likelihood L = " + percent_text(what_.likelihood) +
              ", chance of failure Q = " + percent_text(1 - what_.likelihood) + "; score " + score_text(what_.score);
      if (!what_.is_recommended)
        text += "; recommended would be: " + remedies_text(row.remedies) + ", score " + score_text(what_.best);
    }
    out_ << wrap_text(one_line(text), 2) << '\n';
  }

  [[nodiscard]] static text_table::row event_row(const event_importance& each) {
    const importance& measured = each.importance;
    const std::string mark = !each.has_prior ? "?" : each.assumed ? "~" : "";
    return {{each.id, each.happens, each.chance ? mark + percent_text(*each.chance) : "-",
             percent_text(measured.certain), percent_text(measured.impossible), fixed_text(measured.birnbaum(), 3),
             measure_text(measured.fussell_vesely(), 3), measure_text(measured.risk_achievement(), 2),
             measure_text(measured.risk_reduction(), 2)},
            ""};
  }

  void write_events() {
    text_table table;
    table.columns = {{"event", false, true},   {"happens", false, true},  {"chance", true, false},
                     {"L if so", true, false}, {"L if not", true, false}, {"Birnbaum", true, false},
                     {"FV", true, false},      {"RAW", true, false},      {"RRW", true, false}};
    std::size_t idle = 0;
    for (const event_importance& each : what_.events) {
      const bool is_idle = std::fabs(each.importance.birnbaum()) < 0.0005;
      idle += is_idle ? 1 : 0;
      if (!is_idle && !is_full(table.rows.size())) table.rows.push_back(event_row(each));
    }
    paragraph("What the likelihood hangs on, the plan held fixed:");
    if (table.rows.empty()) out_ << "on nothing that may happen or not\n";
    if (!table.rows.empty()) write_table(out_, table);
    left_out(what_.events.size() - table.rows.size() - idle, "event", "");
    left_out(idle, "event", ": Birnbaum below 0.0005");
  }

  [[nodiscard]] static bool differs(const fact_outcomes& fact) {
    const class_outcome& first = fact.classes.front();
    return std::any_of(fact.classes.begin(), fact.classes.end(), [&](const class_outcome& each) {
      return std::fabs(each.likelihood - first.likelihood) >= 0.0005 || std::fabs(each.score - first.score) >= 0.005;
    });
  }

  void write_facts() {
    text_table table;
    table.columns = {{"fact", false, true},
                     {"if it is", false, true},
                     {"chance", true, false},
                     {"likelihood", true, false},
                     {"score", true, false}};
    std::size_t told = 0;
    std::size_t idle = 0;
    for (const fact_outcomes& fact : what_.facts) {
      idle += differs(fact) ? 0 : 1;
      if (!differs(fact) || is_full(told)) continue;
      ++told;
      const std::string mark = !fact.has_prior ? "?" : fact.assumed ? "~" : "";
      for (const class_outcome& each : fact.classes)
        table.rows.push_back({{&each == &fact.classes.front() ? fact.key : "", each.text,
                               mark + percent_text(each.chance), percent_text(each.likelihood), score_text(each.score)},
                              ""});
    }
    if (what_.facts.empty()) return;
    paragraph("Facts of several classes, the plan held fixed:");
    if (told > 0) write_table(out_, table);
    left_out(what_.facts.size() - told - idle, "fact", "");
    left_out(idle, "fact", ": all classes do alike");
  }

  void write_derivatives() {
    text_table table;
    table.columns = {
        {"figure", false, true}, {"now", true, false}, {"changed by", true, false}, {"score", true, false}};
    std::size_t idle = 0;
    for (const score_derivative& each : what_.derivatives) {
      const std::string points = score_text(each.points());
      const bool is_idle = points == "0.00";
      idle += is_idle ? 1 : 0;
      if (!is_idle && !is_full(table.rows.size()))
        table.rows.push_back(
            {{each.id, value_text(each, head_.currency), step_text(each), (each.points() > 0 ? "+" : "") + points},
             ""});
    }
    paragraph("What a small change of one figure does to the score, the plan held fixed, at the rate of now:");
    if (!table.rows.empty()) write_table(out_, table);
    left_out(what_.derivatives.size() - table.rows.size() - idle, "figure", "");
    left_out(idle, "figure", ": less than 0.005 points");
    if (!head_.scale) out_ << "Without a `scale` cost does not enter the score.\n";
  }

  /// `at no: then blocked, flips to: a, b`: what changes at an end.
  [[nodiscard]] static std::string change_text(const figure_end& end) {
    std::string text;
    if (end.verdict_changes) text = "then " + to_text(end.verdict);
    if (end.plan_changes) text += (text.empty() ? "" : ", ") + ("flips to: " + remedies_text(end.remedies));
    return text.empty() ? "" : "at " + end.text + ": " + text;
  }

  /// What the table has no column for: how something that is no amount is told, and what changes.
  [[nodiscard]] static std::string swing_note(const figure_swing& each) {
    std::vector<std::string> parts;
    if (each.code == "assumed") parts.push_back("a guess: " + each.now);
    if (each.code == "fact" || each.code == "question" || each.code == "stake") parts.push_back(each.now);
    for (const figure_end* const end : {&each.low, &each.high})
      if (const std::string text = change_text(*end); !text.empty()) parts.push_back(text);
    if (each.sampled) parts.emplace_back("too many classes: only the first and the last were tried");
    return join(parts, "; ");
  }

  void write_swings() {
    text_table table;
    table.columns = {{"figure", false, true},    {"low end", false, true},  {"score", true, false},
                     {"best plan", true, false}, {"high end", false, true}, {"score", true, false},
                     {"best plan", true, false}};
    std::size_t idle = 0;
    for (const figure_swing& each : what_.swings) {
      idle += each.matters() ? 0 : 1;
      if (each.matters() && !is_full(table.rows.size()))
        table.rows.push_back({{each.id, each.low.text, score_text(each.low.score), score_text(each.low.best),
                               each.high.text, score_text(each.high.score), score_text(each.high.best)},
                              swing_note(each)});
    }
    paragraph("Doubtful figures, each moved to its ends by itself (tornado table):");
    if (what_.swings.empty()) out_ << "no figure is doubtful\n";
    if (!table.rows.empty()) write_table(out_, table);
    left_out(what_.swings.size() - table.rows.size() - idle, "figure", "");
    if (idle > 0) out_ << idle << (idle == 1 ? " figure makes" : " figures make") << " no difference\n";
    if (!what_.swings.empty()) write_changes();
  }

  void write_changes() {
    std::vector<std::string> plan;
    std::vector<std::string> answer;
    for (const figure_swing& each : what_.swings) {
      if (each.changes_plan()) plan.push_back(each.id);
      if (each.changes_verdict()) answer.push_back(each.id);
    }
    paragraph((plan.empty() ? "No such figure alone changes the recommended plan. "
                            : "The recommended plan changes with: " + join(plan, "; ") + ". ") +
              (answer.empty() ? "None changes the verdict." : "The verdict changes with: " + join(answer, "; ") + "."));
  }

  void write_notes() {
    paragraph(
        "L: chance that every must holds, at the odds of the ranking (? no prior, even odds; ~ somebody's guess). "
        "Birnbaum: L if so less L if not; below 0 the event hurts. FV (Fussell-Vesely, by risk reduction): share of Q "
        "that goes if the event is sure. RAW: so many times Q if it is impossible. RRW: Q over what is left of it if "
        "the event is sure, infinite where nothing is. -: not defined, for Q is 0.");
    paragraph(
        "changed by: chances by ten percentage points (pp), down where there is no room above (other classes of the "
        "fact "
        "give way in proportion); all else by a tenth, a figure with ends as a whole.");
    paragraph(
        "Doubtful figures: score is that of the plan above, best plan that of the plan which is best then; ends of "
        "facts "
        "are the classes at which the plan scores least and most.");
  }

  std::ostream& out_;
  const report_head& head_;
  const sensitivity& what_;
  const sensitivity_text_options& options_;
};

}  // namespace detail

/// Writes what an answer hangs on as text: importance of events, facts class by class, slopes of the score, and the table of
/// doubtful figures moved to their ends (a tornado chart in figures) with what flips.
inline void write_sensitivity(std::ostream& out, const report_head& head, const sensitivity& what,
                              const sensitivity_text_options& options = {}) {
  detail::sensitivity_writer(out, head, what, options).write();
}

}  // namespace portfit
