#pragma once

#include <portfit/report/detail/ask_words.hpp>
#include <portfit/report/explanation_text.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit::detail {

/// How many of `count` rows are printed. `top`: 0 for all.
[[nodiscard]] inline std::size_t rows_to_print(std::size_t count, std::size_t top) {
  return top == 0 ? count : (std::min)(top, count);
}

inline void write_left_out(std::ostream& out, std::size_t all, std::size_t printed) {
  if (printed < all) out << "    " << counted(all - printed, "question", "questions") << " left out\n";
}

/// What is told of a question below it: where its value comes from, and what asking does to the mean cost of the plan.
[[nodiscard]] inline std::string question_note(const report_head& head, const inquiry& found,
                                               const asked_question& asked) {
  std::string note;
  if (asked.value && asked.by_choice && score_text(*asked.value) != score_text(*asked.by_choice))
    note = score_text(*asked.by_choice) + " by taking another plan than now, " +
           score_text(*asked.value - *asked.by_choice) + " by knowing the cost";
  const std::string after = money_text(asked.cost_after, head.currency);
  const std::string now = money_text(found.now.plan.cost.mean, head.currency);
  if (asked.value && asked.changes_plan && after != now)
    note += (note.empty() ? "" : "; ") + ("the plan then costs " + after + " on average, now " + now);
  if (asked.answers.empty()) note += (note.empty() ? "" : "; ") + std::string("too many answers to look at one by one");
  return note;
}

/// Questions `first` up to `last`, each with its answers below it.
[[nodiscard]] inline text_table question_table(const report_head& head, const inquiry& found, std::size_t first,
                                               std::size_t last, bool with_prior) {
  text_table table;
  if (with_prior)
    table.columns = {{"points", true, false}, {"question, answers", false, true}, {"chance", true, false}};
  else
    table.columns = {{"sure", true, false}, {"possible", true, false}, {"question, answers", false, true}};
  for (const char* const name : {"verdict", "score", "cost"})
    table.columns.push_back({name, std::string(name) != "verdict", false});
  table.columns.push_back({"plan", false, true});
  for (std::size_t index = first; index < last; ++index) {
    const asked_question& asked = found.questions[index];
    text_table::row& head_row = table.rows.emplace_back();
    if (with_prior)
      head_row.cells = {score_text(asked.value.value_or(0)), asked.key, ""};
    else
      head_row.cells = {signed_score(asked.guaranteed_rise, '+'), signed_score(asked.possible_fall, '-'), asked.key};
    head_row.cells.resize(table.columns.size());
    head_row.note = question_note(head, found, asked);
    for (const asked_answer& each : asked.answers) {
      text_table::row& row = table.rows.emplace_back();
      if (with_prior)
        row.cells = {"", "  " + each.text, percent_text(each.chance.value_or(0))};
      else
        row.cells = {score_text(each.best_guaranteed), score_text(each.best_possible), "  " + each.text};
      const bool is_blocked = each.verdict == verdict::blocked;
      row.cells.push_back(to_text(each.verdict) + (each.answerable ? "+" : ""));
      row.cells.push_back(is_blocked ? "-" : score_text(each.plan.score));
      row.cells.push_back(is_blocked ? "-" : cost_text(each.plan, head.currency));
      row.cells.push_back(is_blocked ? "-"
                                     : remedies_text(each.remedies) + (each.within_budget ? "" : " (over budget)"));
    }
  }
  return table;
}

/// The lists worth more than each of their parts.
inline void write_together(std::ostream& out, const inquiry& found, std::size_t top) {
  const information_value& all = found.together;
  if (found.with_prior < 2) return;
  text_table table;
  table.columns = {{"points", true, false}, {"asked together", false, true}};
  const auto add = [&](const observed_list& list) {
    std::vector<std::string> keys;
    for (const std::size_t each : list.observations) keys.push_back(found.questions[each].key);
    table.rows.push_back({{score_text(list.value), join(keys, " and ")}, ""});
  };
  for (const observed_list& pair : all.pairs) {
    const double best_alone =
        (std::max)(all.singles[pair.observations[0]].value, all.singles[pair.observations[1]].value);
    if (table.rows.size() < (top == 0 ? 5 : top) && on_grid(pair.value) > on_grid(best_alone) + 1) add(pair);
  }
  for (const observed_list& list : all.longer) add(list);
  out << '\n';
  if (!table.rows.empty()) write_table(out, table);
  out << wrap_text("all " + std::to_string(found.with_prior) + " questions with a prior together are worth " +
                       (all.perfect_is_exact ? "" : "no more than ") + score_text(all.perfect) + " points" +
                       (all.perfect_is_exact ? "; no list of them is worth more" : " (an upper bound)"),
                   2)
      << '\n';
}

/// Where an answer makes another plan better than the one asked about: `; buy is better if no`.
[[nodiscard]] inline std::string other_plans_text(const inquiry& found, const asked_question& asked) {
  std::string text;
  for (const asked_answer& each : asked.answers) {
    if (each.verdict == verdict::blocked)
      text += "; nothing works if " + each.text;
    else if (each.remedies != found.plan)
      text += "; " + (each.remedies.empty() ? "no plan" : join(each.remedies, ", ")) + " is better if " + each.text;
  }
  return text;
}

/// `ask first: x1: source_tree: then 18 kUSD, 3 pm if yes; 60 kUSD, 10 pm if no`.
inline void write_ask_first(std::ostream& out, const report_head& head, const inquiry& found, std::size_t top) {
  if (found.plan.empty()) return;
  std::string text = "\nthe plan " + remedies_text(found.plan) + ": " + cost_text(found.figures, head.currency);
  if (found.figures.months && found.figures.months->high > 0) text += ", " + months_text(*found.figures.months);
  text += ", " + percent_text(found.figures.likelihood) + " likely";
  out << wrap_text(text, 2) << '\n';
  if (found.ask_first.empty()) out << "    nothing that is unknown changes its price, duration or chance\n";
  const std::size_t rows = rows_to_print(found.ask_first.size(), top);
  for (std::size_t index = 0; index < rows; ++index) {
    const asked_question& asked = found.questions[found.ask_first[index]];
    std::string line = std::string(index == 0 ? "ask first: " : "then ask: ") + asked.key + ": then " +
                       kept_text(asked, head.currency);
    line += other_plans_text(found, asked);
    out << wrap_text("    " + one_line(line), 8) << '\n';
  }
  write_left_out(out, found.ask_first.size(), rows);
}

[[nodiscard]] inline text_table common_table(const inquiry_sweep& found, std::size_t first, std::size_t last,
                                             bool with_prior) {
  text_table table;
  if (with_prior)
    table.columns = {{"largest", true, false}, {"sum", true, false}};
  else
    table.columns = {{"sure", true, false}, {"possible", true, false}};
  table.columns.insert(table.columns.end(),
                       {{"moves", true, false}, {"question", false, true}, {"most of all", false, true}});
  for (std::size_t index = first; index < last; ++index) {
    const common_question& asked = found.questions[index];
    text_table::row& row = table.rows.emplace_back();
    if (with_prior)
      row.cells = {score_text(*asked.largest), score_text(asked.sum.value_or(0))};
    else
      row.cells = {signed_score(asked.guaranteed_rise, '+'), signed_score(asked.possible_fall, '-')};
    row.cells.push_back(std::to_string(asked.moved) + " of " + std::to_string(found.inquiries.size()));
    row.cells.push_back(asked.key);
    row.cells.push_back(pairing_text(found.inquiries[asked.where].now));
  }
  return table;
}

inline void write_entry(std::ostream& out, const report_head& head, const inquiry_sweep& found,
                        const common_question& asked, const std::string& vendor, std::size_t number) {
  out << wrap_text(std::to_string(number) + ". " + one_line(asked.question), 4) << '\n';
  const auto line = [&](const std::string& name, const std::string& text) {
    if (!text.empty()) out << wrap_text("    " + name + ": " + one_line(text), 8) << '\n';
  };
  line("about", about_text(asked, found.inquiries, vendor));
  std::vector<std::string> answers;
  for (const common_answer& each : asked.answers) answers.push_back(each.text);
  line("answers", join(answers, "; ") + (asked.other_answers ? "; elsewhere other values count" : ""));
  line(asked.code == "stake" ? "at stake" : "believed now", asked.background);
  line("why", why_text(asked, found.inquiries, head.currency));
  line("feed back", feed_back_text(asked));
  std::vector<std::string> rests_on;
  for (const std::string& each : asked.rests_on) rests_on.push_back(set_option(each));
  line("rests on", join(rests_on, ", "));
}

}  // namespace portfit::detail
