#pragma once

#include <portfit/report/detail/ask_tables.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>

namespace portfit {

/// Writes what to ask of one pairing: questions with a prior by their value, with what each answer leads to; those without one
/// by how far their answers move what is sure and possible; lists; and what to ask first beside the plan.
/// `top`: so many questions of each part, 0 for all.
inline void write_inquiry(std::ostream& out, const report_head& head, const inquiry& found, std::size_t top = 0) {
  out << '\n' << wrap_text(one_line(detail::verdict_line(found.now)), 2) << '\n';
  if (found.now.verdict != verdict::blocked)
    out << wrap_text("plan: " + one_line(detail::plan_line(head, found.now)), 2) << '\n';
  if (found.questions.empty()) {
    out << (found.complete ? "nothing that is unknown matters here: there is nothing to ask\n"
                           : "a limit was reached before the questions were looked at\n");
    return;
  }
  if (found.with_prior > 0) {
    const std::size_t last = detail::rows_to_print(found.with_prior, top);
    out << "\nworth asking\n";
    write_table(out, detail::question_table(head, found, 0, last, true));
    detail::write_left_out(out, found.with_prior, last);
  }
  if (const std::size_t rest = found.questions.size() - found.with_prior; rest > 0) {
    const std::size_t rows = detail::rows_to_print(rest, top);
    out << "\nwithout a prior, by how far the answers move what is sure and what is possible\n";
    write_table(out, detail::question_table(head, found, found.with_prior, found.with_prior + rows, false));
    detail::write_left_out(out, rest, rows);
  }
  detail::write_together(out, found, top);
  detail::write_ask_first(out, head, found, top);
  if (!found.complete) out << "a limit was reached: not everything was looked at to the end\n";
}

/// Writes the questions of several pairings, each once. `top`: so many of each part, 0 for all.
inline void write_common_questions(std::ostream& out, const inquiry_sweep& found, std::size_t top = 0) {
  const auto without = std::find_if(found.questions.begin(), found.questions.end(),
                                    [](const common_question& each) { return !each.largest; });
  const auto split = static_cast<std::size_t>(without - found.questions.begin());
  out << '\n'
      << detail::counted(found.inquiries.size(), "pairing", "pairings") << ", "
      << detail::counted(found.questions.size(), "question", "questions") << '\n';
  if (split > 0) {
    const std::size_t rows = detail::rows_to_print(split, top);
    out << "\nworth asking\n";
    write_table(out, detail::common_table(found, 0, rows, true));
    detail::write_left_out(out, split, rows);
  }
  if (split < found.questions.size()) {
    const std::size_t rows = detail::rows_to_print(found.questions.size() - split, top);
    out << "\nwithout a prior, by how far the answers move what is sure and what is possible\n";
    write_table(out, detail::common_table(found, split, split + rows, false));
    detail::write_left_out(out, found.questions.size() - split, rows);
  }
  if (!found.complete) out << "stopped on the way, or a limit was reached: not everything was looked at to the end\n";
}

/// Writes a questionnaire per vendor: the question, whom it is about, its answers, why it matters, how to feed the answer back.
/// `top`: so many questions each, 0 for all.
inline void write_questionnaires(std::ostream& out, const report_head& head, const inquiry_sweep& found,
                                 std::size_t top = 0) {
  for (const questionnaire& each : found.questionnaires) {
    out << '\n'
        << (each.vendor.empty() ? "not for a vendor: about systems, markets or the world"
                                : one_line("questions for " + each.vendor))
        << '\n';
    const std::size_t rows = detail::rows_to_print(each.questions.size(), top);
    for (std::size_t index = 0; index < rows; ++index)
      detail::write_entry(out, head, found, found.questions[each.questions[index]], each.vendor, index + 1);
    detail::write_left_out(out, each.questions.size(), rows);
  }
}

namespace detail {

[[nodiscard]] inline bool has_answerable(const inquiry_sweep& found) {
  for (const inquiry& each : found.inquiries)
    for (const asked_question& asked : each.questions)
      for (const asked_answer& answer : asked.answers)
        if (answer.answerable) return true;
  return false;
}

}  // namespace detail

/// What the columns mean.
inline void write_ask_notes(std::ostream& out, const inquiry_sweep& found) {
  const bool is_one = found.inquiries.size() == 1;
  std::string notes = is_one
                          ? "points: mean of the best plan's score over the answers, less the best plan's score now; "
                          : "largest: points (the mean of the best plan's score over the answers, less its score now) "
                            "where asking is worth most; sum: of the points of all pairings, each valued alone, so no "
                            "value of anything; moves: pairings in which an answer changes something; ";
  notes +=
      "sure: by how much the highest guaranteed score of any plan may rise; possible: by how much the highest possible "
      "score may fall";
  if (is_one) notes += "; beside an answer: what they are then; score: 0 to 100, unknowns without a prior at even odds";
  if (is_one && detail::has_answerable(found)) notes += "; undetermined+: once asked, it is never blocked";
  out << '\n' << wrap_text(notes + ".", 2) << '\n';
}

/// Writes all of it: the head, one pairing in full or several in a table, and the questionnaires.
inline void write_inquiries(std::ostream& out, const report_head& head, const inquiry_sweep& found,
                            std::size_t top = 0) {
  write_head(out, head);
  if (found.inquiries.size() == 1)
    write_inquiry(out, head, found.inquiries.front(), top);
  else
    write_common_questions(out, found, top);
  write_questionnaires(out, head, found, top);
  if (!found.questions.empty()) write_ask_notes(out, found);
}

}  // namespace portfit
