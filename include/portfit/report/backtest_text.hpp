#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/report/detail/backtest_words.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <cmath>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

inline void write_wrapped(std::ostream& out, const std::string& line, std::size_t indent = 2) {
  out << wrap_text(one_line(line), indent) << '\n';
}

/// The first so many names, and how many more.
[[nodiscard]] inline std::string first_names(const std::vector<std::string>& names, std::size_t most) {
  if (names.size() <= most) return join(names, ", ");
  return join(std::vector<std::string>(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(most)), ", ") +
         " and " + std::to_string(names.size() - most) + " more";
}

inline void write_backtest_question(std::ostream& out, const backtest_result& what) {
  const std::size_t count = what.rows.size();
  write_wrapped(out, "scores of " + what.os + " for " + what.market + " against what became of " +
                         std::to_string(count) + " devices" +
                         (what.among.empty() ? "" : " whose " + what.fact + " is one of " + join(what.among, ", ")) +
                         ": " + std::to_string(what.positives()) + " (" +
                         percent_text(static_cast<double>(what.positives()) / static_cast<double>(count)) +
                         ") came out as " + join(what.positive, ", "));
  std::string folds;
  std::string strengths;
  for (const backtest_fold& fold : what.folds) {
    folds += (folds.empty() ? "" : ", ") + std::to_string(fold.positives) + " of " + std::to_string(fold.count);
    strengths += (strengths.empty() ? "" : ", ") + describe_number(fold.strength);
  }
  write_wrapped(out, "held out in " + std::to_string(what.folds.size()) + " folds of " + groups_text(what) + ", seed " +
                         std::to_string(what.seed) + " (successes: " + folds + "); strength of " + what.table +
                         " by fold, from inner folds: " + strengths);
  if (what.left_out > 0)
    write_wrapped(out, "left out: " + number_of(what.left_out, "outcome") + " of devices that no catalog has");
  if (!what.hold_out_platforms && what.groups == what.rows.size())
    write_wrapped(out, "beware: no groups were told, so siblings of a device may have been counted for it");
  std::size_t statements = 0;
  std::vector<std::string> names;
  for (const auto& [name, number] : what.hidden) {
    statements += number;
    names.push_back(name);
  }
  write_wrapped(out, "hidden: " + what.fact + " of the devices held out; " + number_of(statements, "statement") +
                         " of " + number_of(names.size(), "fact") + " that may follow from the outcome" +
                         (names.empty() ? "" : " (" + first_names(names, 6) + ")") + "; " +
                         number_of(what.cells_left_out, "cell") + " of " + what.table +
                         " that may hold the devices; not taken: " +
                         number_of(what.remedies_left_out.size(), "remedy", "remedies") + " without a counted chance");
  const std::vector<std::string> evidence(what.evidence.begin(), what.evidence.end());
  write_wrapped(out, "seen: " + first_names(evidence, 12) +
                         "; counted beside the training parts: " + number_of(what.others_counted, "device") +
                         " not measured, " + number_of(what.cells_kept, "cell") + " from elsewhere");
}

inline void write_quality(std::ostream& out, const std::string& name, const score_quality& of) {
  if (!of.area) return write_wrapped(out, name + ": no fold has devices of both kinds");
  std::string line = name + ": AUC " + estimate_with_error(of.area->area, of.area->variance, 0, 1) + "; by fold mean " +
                     figure_text(of.area->mean);
  if (of.area->spread) line += ", sd " + figure_text(*of.area->spread);
  line += "; all pairs " + figure_text(of.pooled->area);
  if (of.precision)
    line += "; average precision " + figure_text(of.precision->average) + " (without sense " +
            figure_text(of.precision->base_rate) + ")";
  write_wrapped(out, line);
}

inline void write_difference(std::ostream& out, const std::string& name, const std::optional<area_difference>& of) {
  if (!of) return;
  std::string line =
      name + (of->difference > 0 ? ": +" : ": ") + estimate_with_error(of->difference, of->variance, -1, 1);
  if (of->variance && *of->variance > 0) line += ", " + p_text(two_sided_p(of->difference, std::sqrt(*of->variance)));
  write_wrapped(out, line);
}

inline void write_order(std::ostream& out, const backtest_result& what) {
  out << "\nhow well it orders (pairs of one fold; ± one standard error by DeLong, over groups)\n";
  write_quality(out, "score", what.score);
  write_quality(out, "expected likelihood", what.likelihood);
  write_quality(out, "baseline, counted by platform family alone", what.baseline);
  write_difference(out, "score less baseline, paired", what.over_baseline);
  write_difference(out, "likelihood less baseline, paired", what.likelihood_over_baseline);
  if (!what.score.area || what.score.area->left_out.empty()) return;
  std::string folds;
  for (const std::size_t fold : what.score.area->left_out)
    folds += (folds.empty() ? "" : ", ") + std::to_string(fold + 1);
  write_wrapped(out, "left out, for want of one of the two kinds: fold " + folds);
}

inline void write_forecasts(std::ostream& out, const backtest_result& what) {
  const forecast_quality& of = what.forecast;
  out << "\nhow far to believe the expected likelihood\n";
  std::string loss = "log loss " + figure_text(of.scores.log_loss);
  if (of.scores.certain_and_wrong > 0)
    loss = "log loss unlimited (" + std::to_string(of.scores.certain_and_wrong) + " forecasts were certain and wrong)";
  write_wrapped(out, "Brier " + figure_text(of.scores.brier) + " (base rate of the training part " +
                         figure_text(of.base_rate.brier) + ": " + skill_text(of.scores.brier, of.base_rate.brier) +
                         "); " + loss + " (" + figure_text(of.base_rate.log_loss) + ": " +
                         skill_text(of.scores.log_loss, of.base_rate.log_loss) + ")");
  write_wrapped(out, "Brier is reliability " + figure_text(of.parts.reliability) + " - resolution " +
                         figure_text(of.parts.resolution) + " + uncertainty " + figure_text(of.parts.uncertainty) +
                         " + within bins " + figure_text(of.parts.within));
  if (what.at_even_odds > 0)
    write_wrapped(out, number_of(what.at_even_odds, "device has", "devices have") +
                           " unknowns without a prior: there the likelihood at even odds stands in");
  text_table table;
  table.columns = {{"forecasts", false, false},
                   {"devices", true, false},
                   {"mean", true, false},
                   {"happened", true, false},
                   {"95 %", false, false}};
  for (const reliability_bin& bin : of.bins)
    table.rows.push_back({{percent_text(bin.forecasts.low) + " to " + percent_text(bin.forecasts.high),
                           std::to_string(bin.count), percent_text(bin.mean), percent_text(bin.share),
                           percent_text(bin.share_95.low) + " to " + percent_text(bin.share_95.high)},
                          {}});
  write_table(out, table);
}

inline void write_parts(std::ostream& out, const backtest_result& what, const std::string& column) {
  if (column.empty()) return;
  out << "\nwhat became of them, by " << one_line(column) << " (told here only, no score sees it)\n";
  text_table table;
  table.columns = {{column, false, true},  {"devices", true, false}, {"success", true, false},
                   {"share", true, false}, {"95 %", false, false},   {"outcomes", false, true}};
  for (const part_outcomes& part : what.parts) {
    std::vector<std::string> words;
    for (const auto& [word, count] : part.outcomes) words.push_back(word + ' ' + std::to_string(count));
    table.rows.push_back(
        {{part.part.empty() ? "(not told)" : part.part, std::to_string(part.count), std::to_string(part.positives),
          percent_text(static_cast<double>(part.positives) / static_cast<double>(part.count)),
          percent_text(part.share_95.low) + " to " + percent_text(part.share_95.high), join(words, ", ")},
         {}});
  }
  write_table(out, table);
}

inline void write_misses(std::ostream& out, const backtest_result& what, const std::string& title,
                         const std::vector<backtest_miss>& misses) {
  if (misses.empty()) return;
  out << '\n' << title << '\n';
  for (const backtest_miss& miss : misses) {
    const backtest_row& row = what.rows[miss.row];
    const bounds<double> credible = row.counted.interval();
    write_wrapped(out, row.device + ": " + row.outcome + ", score " + score_text(row.score) + ", likelihood " +
                           percent_text(row.likelihood) + (row.positive ? ", below " : ", above ") +
                           percent_text(miss.passed) + " of the " + (row.positive ? "others" : "successes") +
                           " in its fold");
    write_wrapped(out,
                  "    counted: " + counts_text(row.counted) + "; 90 % " + percent_text(credible.low) + " to " +
                      percent_text(credible.high),
                  6);
    if (row.verdict == verdict::blocked)
      out << "    blocked: no plan leads through\n";
    else if (!miss.lost.empty())
      write_wrapped(out, "    points lost: " + lost_text(miss.lost, 4), 6);
  }
}

}  // namespace detail

/// How a back-test is printed.
struct backtest_text_options {
  std::string part_column;  ///< the name of what outcomes are told apart by; empty: no such table
};

/// Writes a back-test as text: the question and what was hidden, how well the score orders and what its error is, how far likelihoods
/// can be believed, what became of parts, and the worst misses with their reasons.
/// @pre `what` has no remarks and is complete.
inline void write_backtest(std::ostream& out, const report_head& head, const backtest_result& what,
                           const backtest_text_options& options = {}) {
  write_head(out, head);
  detail::write_backtest_question(out, what);
  detail::write_order(out, what);
  detail::write_forecasts(out, what);
  detail::write_parts(out, what, options.part_column);
  detail::write_misses(out, what, "successes that were scored low", what.missed);
  detail::write_misses(out, what, "scored high, and no success", what.disappointing);
}

}  // namespace portfit
