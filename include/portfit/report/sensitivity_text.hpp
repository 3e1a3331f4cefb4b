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
  std::size_t top = 0;  ///< rows per table; 0: all that matter
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
    write_head(out_, head_);
    write_summary();
    if (what_.summary.verdict == verdict::blocked) {
      paragraph("blocked: no plan can work, so every importance and every slope is 0; `portfit explain` tells why.");
    } else {
      write_events();
      write_facts();
      write_derivatives();
    }
    write_swings();
    if (!what_.complete) paragraph("stopped on the way, or a limit was reached: figures are missing or not exact.");
    if (options_.notes) write_notes();
  }

 private:
  void paragraph(const std::string& text) { out_ << '\n' << wrap_text(one_line(text), 2) << '\n'; }

  [[nodiscard]] std::size_t shown(std::size_t rows) const {
    return options_.top == 0 ? rows : (std::min)(options_.top, rows);
  }

  void left_out(std::size_t count, const std::string& why) {
    if (count > 0) out_ << count << (count == 1 ? " figure" : " figures") << " left out" << why << '\n';
  }

  void write_summary() {
    const assessment& row = what_.summary;
    std::string text =
        row.os + " on " + row.device + " (" + row.vendor + "), market " + row.market + ": " + to_text(row.verdict);
    if (row.verdict != verdict::blocked) {
      text += std::string("; looked at: ") +
              (what_.is_recommended ? "the recommended plan, " : "the plan asked for, ") + remedies_text(what_.plan) +
              "; likelihood L " + percent_text(what_.likelihood) + ", failure Q = 1 - L " +
              percent_text(1 - what_.likelihood) + ", score " + score_text(what_.score);
      if (!what_.is_recommended)
        text += "; recommended: " + remedies_text(row.remedies) + ", score " + score_text(what_.best);
    }
    out_ << wrap_text(one_line(text), 2) << '\n';
  }

  void write_events() {
    text_table table;
    table.columns = {{"event", false, true},   {"happens", false, true},  {"chance", true, false},
                     {"L if so", true, false}, {"L if not", true, false}, {"Birnbaum", true, false},
                     {"FV", true, false},      {"RAW", true, false},      {"RRW", true, false}};
    for (std::size_t index = 0; index < shown(what_.events.size()); ++index) {
      const event_importance& each = what_.events[index];
      const importance& measured = each.importance;
      const std::string mark = !each.has_prior && each.chance ? "?" : each.assumed ? "~" : "";
      table.rows.push_back({{each.id, each.happens, each.chance ? mark + percent_text(*each.chance) : "-",
                             percent_text(measured.certain), percent_text(measured.impossible),
                             fixed_text(measured.birnbaum(), 3), measure_text(measured.fussell_vesely(), 3),
                             measure_text(measured.risk_achievement(), 2), measure_text(measured.risk_reduction(), 2)},
                            ""});
    }
    paragraph("What the likelihood hangs on:");
    if (table.rows.empty()) {
      out_ << "on nothing that may happen or not\n";
      return;
    }
    write_table(out_, table);
    left_out(what_.events.size() - table.rows.size(), "");
  }

  void write_facts() {
    if (what_.facts.empty()) return;
    text_table table;
    table.columns = {{"fact", false, true},
                     {"if it is", false, true},
                     {"chance", true, false},
                     {"likelihood", true, false},
                     {"score", true, false}};
    for (const fact_outcomes& fact : what_.facts)
      for (const class_outcome& each : fact.classes)
        table.rows.push_back({{&each == &fact.classes.front() ? fact.key : "", each.text,
                               (fact.has_prior ? fact.assumed ? "~" : "" : "?") + percent_text(each.chance),
                               percent_text(each.likelihood), score_text(each.score)},
                              ""});
    paragraph("Facts of several classes, the plan held fixed:");
    write_table(out_, table);
  }

  void write_derivatives() {
    text_table table;
    table.columns = {{"figure", false, true}, {"now", true, false}, {"raised by", true, false}, {"score", true, false}};
    for (const score_derivative& each : what_.derivatives) {
      const std::string points = score_text(each.points());
      if (points == "0.00" || (options_.top > 0 && table.rows.size() == options_.top)) continue;
      table.rows.push_back(
          {{each.id, value_text(each, head_.currency), step_text(each), (each.points() > 0 ? "+" : "") + points}, ""});
    }
    paragraph("What a small change of one figure does to the score, the plan held fixed, at the rate of now:");
    if (!table.rows.empty()) write_table(out_, table);
    left_out(what_.derivatives.size() - table.rows.size(), options_.top > 0 ? "" : ": less than 0.005 points");
    if (!head_.scale) out_ << "Without a `scale` cost does not enter the score.\n";
  }

  /// `flips to: a, b`, `then feasible`: what changes at an end.
  [[nodiscard]] static std::string change_text(const figure_end& end) {
    std::string text;
    if (end.verdict_changes) text = "then " + to_text(end.verdict);
    if (end.plan_changes) text += (text.empty() ? "" : ", ") + ("flips to: " + remedies_text(end.remedies));
    return text.empty() ? "" : "at " + end.text + ": " + text;
  }

  void write_swings() {
    text_table table;
    table.columns = {{"figure", false, true}, {"told as", false, true},   {"low end", false, true},
                     {"score", true, false},  {"best plan", true, false}, {"high end", false, true},
                     {"score", true, false},  {"best plan", true, false}};
    std::size_t idle = 0;
    std::size_t over = 0;
    for (const figure_swing& each : what_.swings) {
      if (!each.matters()) {
        ++idle;
      } else if (options_.top > 0 && table.rows.size() == options_.top) {
        ++over;
      } else {
        const std::string low = change_text(each.low);
        const std::string high = change_text(each.high);
        table.rows.push_back({{each.id, each.now, each.low.text, score_text(each.low.score), score_text(each.low.best),
                               each.high.text, score_text(each.high.score), score_text(each.high.best)},
                              low + (low.empty() || high.empty() ? "" : "; ") + high});
      }
    }
    paragraph(
        "Doubtful figures, each moved to its ends by itself (score: of this plan; best plan: of the best one then):");
    if (what_.swings.empty()) out_ << "no figure is doubtful\n";
    if (!table.rows.empty()) write_table(out_, table);
    left_out(over, "");
    if (idle > 0) out_ << idle << (idle == 1 ? " figure makes" : " figures make") << " no difference\n";
    write_flips();
  }

  void write_flips() {
    std::vector<std::string> plan;
    std::vector<std::string> answer;
    for (const figure_swing& each : what_.swings) {
      if (each.changes_plan()) plan.push_back(each.id);
      if (each.changes_verdict()) answer.push_back(each.id);
    }
    if (what_.swings.empty()) return;
    std::string text = plan.empty() ? "No figure alone changes the recommended plan"
                                    : "The recommended plan changes with: " + join(plan, "; ");
    text += answer.empty() ? ". None changes the verdict." : ". The verdict changes with: " + join(answer, "; ") + ".";
    paragraph(text);
  }

  void write_notes() {
    paragraph(
        "L: chance that every must holds, at the ranking's odds (? no prior, even odds; ~ somebody's guess). Birnbaum: "
        "L if "
        "so less L if not; below 0 the event hurts. FV (Fussell-Vesely, by risk reduction): share of Q that goes if "
        "the "
        "event is sure. RAW: so many times Q if it is impossible. RRW: Q divided by what is left of it if the event is "
        "sure, "
        "infinite where nothing is. -: not defined, Q is 0.");
    paragraph(
        "raised by: chances by ten percentage points (other classes of the fact shrink in proportion), the policy's "
        "floor by "
        "0.1, all else by a tenth, a figure with ends as a whole.");
  }

  std::ostream& out_;
  const report_head& head_;
  const sensitivity& what_;
  const sensitivity_text_options& options_;
};

}  // namespace detail

/// Writes what an answer hangs on as text: importance of events, facts class by class, slopes of the score, and the tornado table of
/// doubtful figures with what flips.
inline void write_sensitivity(std::ostream& out, const report_head& head, const sensitivity& what,
                              const sensitivity_text_options& options = {}) {
  detail::sensitivity_writer(out, head, what, options).write();
}

}  // namespace portfit
