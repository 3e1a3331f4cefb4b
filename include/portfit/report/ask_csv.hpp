#pragma once

#include <portfit/analysis/ask_everywhere.hpp>
#include <portfit/report/detail/csv_rows.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

inline void add_outcome(std::vector<std::string>& cells, const plan_outcome& plan, bool empty) {
  for (const double number : {plan.score, plan.likelihood, plan.cost, plan.effort})
    cells.push_back(empty ? "" : exact_text(number));
}

[[nodiscard]] inline std::string text_or_nothing(const std::optional<double>& number) {
  return number ? exact_text(*number) : std::string();
}

/// By question: its place among those to ask first, from 1; 0: it does not change the plan's figures.
[[nodiscard]] inline std::vector<std::size_t> places_to_ask(const inquiry& found) {
  std::vector<std::size_t> places(found.questions.size(), 0);
  for (std::size_t place = 0; place < found.ask_first.size(); ++place) places[found.ask_first[place]] = place + 1;
  return places;
}

[[nodiscard]] inline std::vector<std::string> ask_cells(const report_head& head, const inquiry& found,
                                                        std::size_t index, std::size_t place,
                                                        const asked_answer* answer) {
  const asked_question& asked = found.questions[index];
  std::vector<std::string> cells{
      found.now.market, found.now.os, found.now.device, found.now.vendor, std::to_string(index + 1),
      asked.code,       asked.key,    asked.owner,      asked.fact,       asked.question};
  cells.push_back(text_or_nothing(asked.value));
  cells.push_back(text_or_nothing(asked.by_choice));
  for (const double number : {asked.value_at_even_odds, asked.guaranteed_rise, asked.possible_fall, asked.saving})
    cells.push_back(exact_text(number));
  cells.push_back(csv_flag(asked.changes_plan));
  cells.push_back(place == 0 ? "" : std::to_string(place));
  const asked_answer& told = answer == nullptr ? asked_answer{} : *answer;
  const bool blocked = answer == nullptr || told.verdict == verdict::blocked;
  cells.push_back(told.text);
  cells.push_back(text_or_nothing(told.chance));
  cells.push_back(answer == nullptr ? "" : to_text(told.verdict));
  cells.push_back(answer == nullptr ? "" : csv_flag(told.answerable));
  cells.push_back(join(told.remedies, " "));
  add_outcome(cells, told.plan, blocked);
  cells.push_back(blocked ? "" : csv_flag(told.within_budget));
  cells.push_back(blocked ? "" : exact_text(told.best_guaranteed));
  cells.push_back(blocked ? "" : exact_text(told.best_possible));
  add_outcome(cells, told.kept, answer == nullptr);
  cells.push_back(told.kept.months ? exact_text(told.kept.months->low) : "");
  cells.push_back(told.kept.months ? exact_text(told.kept.months->high) : "");
  cells.push_back(told.set);
  cells.push_back(head.currency);
  add_head_cells(cells, head);
  return cells;
}

}  // namespace detail

/// Writes questions as CSV (RFC 4180, UTF-8, lines end with a line feed), a row per pairing, question and answer.
///
/// The names of the columns are a promise; new ones may be added before `version`:
/// - `market`, `system`, `device`, `vendor`: ids
/// - `rank`: of the question in its pairing, from 1; `code`: fact, entity, stake; `key`, `owner`, `fact`, `question`
/// - `value`, and of it `by_choice` (by taking another plan): score points, empty without a prior; `value_at_even_odds`: to
///   order by, and for nothing else; `guaranteed_rise`, `possible_fall`: score points; `saving`: money; `changes_plan`: yes, no;
///   `ask_first`: place beside the plan, from 1
/// - `answer`, `chance` (0 to 1, empty without a prior), `verdict`, `answerable`, `remedies` (blanks between ids), `score`,
///   `likelihood`, `cost`, `effort`, `within_budget`: of the plan recommended then; `best_guaranteed`, `best_possible`: of any
/// - `kept_score`, `kept_likelihood`, `kept_cost`, `kept_effort`, `kept_months_low`, `kept_months_high`: of the plan asked about
/// - `set`: what `--set` takes; `currency`; `version`, `as_of`, `policy`, `inputs`: as every output has them
///
/// A question with too many answers has one row without them. Figures are empty where an answer blocks.
inline void write_csv(std::ostream& out, const report_head& head, const inquiry_sweep& what) {
  std::vector<std::string> names{"market",
                                 "system",
                                 "device",
                                 "vendor",
                                 "rank",
                                 "code",
                                 "key",
                                 "owner",
                                 "fact",
                                 "question",
                                 "value",
                                 "by_choice",
                                 "value_at_even_odds",
                                 "guaranteed_rise",
                                 "possible_fall",
                                 "saving",
                                 "changes_plan",
                                 "ask_first",
                                 "answer",
                                 "chance",
                                 "verdict",
                                 "answerable",
                                 "remedies",
                                 "score",
                                 "likelihood",
                                 "cost",
                                 "effort",
                                 "within_budget",
                                 "best_guaranteed",
                                 "best_possible",
                                 "kept_score",
                                 "kept_likelihood",
                                 "kept_cost",
                                 "kept_effort",
                                 "kept_months_low",
                                 "kept_months_high",
                                 "set",
                                 "currency"};
  detail::add_head_columns(names);
  detail::write_csv_row(out, names);
  for (const inquiry& found : what.inquiries) {
    const std::vector<std::size_t> places = detail::places_to_ask(found);
    for (std::size_t index = 0; index < found.questions.size(); ++index) {
      for (const asked_answer& each : found.questions[index].answers)
        detail::write_csv_row(out, detail::ask_cells(head, found, index, places[index], &each));
      if (found.questions[index].answers.empty())
        detail::write_csv_row(out, detail::ask_cells(head, found, index, places[index], nullptr));
    }
  }
}

}  // namespace portfit
