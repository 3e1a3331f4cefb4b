#pragma once

#include <portfit/analysis/ask_everywhere.hpp>
#include <portfit/report/detail/json_values.hpp>

#include <cstddef>
#include <ostream>
#include <utility>
#include <vector>

namespace portfit {
namespace detail {

[[nodiscard]] inline json json_of(const plan_outcome& plan) {
  json result = {{"score", plan.score}, {"likelihood", plan.likelihood}, {"cost", plan.cost}, {"effort", plan.effort}};
  result["months"] = plan.months ? json{plan.months->low, plan.months->likely, plan.months->high} : json(nullptr);
  return result;
}

[[nodiscard]] inline json json_of(const asked_answer& each) {
  json result;
  result["text"] = each.text;
  result["set"] = each.set.empty() ? json(nullptr) : json(each.set);
  result["chance"] = json_or_null(each.chance);
  result["verdict"] = to_text(each.verdict);
  result["answerable"] = each.answerable;
  result["plan"] = each.remedies;
  result["figures"] = json_of(each.plan);
  result["within_budget"] = each.within_budget;
  result["best_guaranteed"] = each.best_guaranteed;
  result["best_possible"] = each.best_possible;
  result["kept"] = json_of(each.kept);
  return result;
}

[[nodiscard]] inline json json_of(const asked_question& asked) {
  json result;
  result["code"] = asked.code;
  result["key"] = asked.key;
  result["owner"] = asked.owner;
  result["fact"] = asked.fact.empty() ? json(nullptr) : json(asked.fact);
  result["question"] = asked.question;
  result["background"] = asked.background;
  result["rests_on"] = asked.rests_on;
  result["prior"] = asked.has_prior;
  result["value"] = json_or_null(asked.value);
  result["by_choice"] = json_or_null(asked.by_choice);
  result["value_at_even_odds"] = asked.value_at_even_odds;
  result["guaranteed_rise"] = asked.guaranteed_rise;
  result["possible_fall"] = asked.possible_fall;
  result["cost_after"] = asked.cost_after;
  result["saving"] = asked.saving;
  result["changes_plan"] = asked.changes_plan;
  result["answers"] = json::array();
  for (const asked_answer& each : asked.answers) result["answers"].push_back(json_of(each));
  return result;
}

/// Lists with the keys of their questions.
[[nodiscard]] inline json json_of(const std::vector<observed_list>& lists, const inquiry& found) {
  json result = json::array();
  for (const observed_list& list : lists) {
    json keys = json::array();
    for (const std::size_t each : list.observations) keys.push_back(found.questions[each].key);
    result.push_back({{"questions", std::move(keys)}, {"value", list.value}});
  }
  return result;
}

[[nodiscard]] inline json json_of(const inquiry& found) {
  json result;
  result["pairing"] = json_of(found.now);
  result["best_guaranteed"] = found.best_guaranteed;
  result["best_possible"] = found.best_possible;
  result["questions"] = json::array();
  for (const asked_question& each : found.questions) result["questions"].push_back(json_of(each));
  if (found.together.singles.size() == found.with_prior) {
    result["pairs"] = json_of(found.together.pairs, found);
    result["longer"] = json_of(found.together.longer, found);
    result["perfect"] = {{"value", found.together.perfect}, {"exact", found.together.perfect_is_exact}};
  } else {
    result["pairs"] = result["longer"] = result["perfect"] = nullptr;
  }
  result["plan"] = found.plan;
  result["figures"] = json_of(found.figures);
  result["ask_first"] = json::array();
  for (const std::size_t each : found.ask_first) result["ask_first"].push_back(found.questions[each].key);
  result["complete"] = found.complete;
  return result;
}

[[nodiscard]] inline json json_of(const common_question& asked) {
  json result;
  result["key"] = asked.key;
  result["code"] = asked.code;
  result["pairings"] = asked.pairings;
  result["moved"] = asked.moved;
  result["other_answers"] = asked.other_answers;
  result["largest"] = json_or_null(asked.largest);
  result["sum"] = json_or_null(asked.sum);
  result["where"] = asked.where;
  result["saving"] = asked.saving;
  result["guaranteed_rise"] = asked.guaranteed_rise;
  result["possible_fall"] = asked.possible_fall;
  return result;
}

}  // namespace detail

/// Writes questions as JSON: the head's keys, then `inquiries` (a pairing each), `questions` (each once), `questionnaires` and
/// `complete`.
///
/// An inquiry has `pairing` (as in a ranking's row), `questions` with their `answers` (`figures` are of the plan recommended
/// then, `kept` of the plan asked about), `pairs`, `longer` and `perfect` (null in sweeps), `plan`, `figures`, `ask_first`.
/// `code` is stable: fact, entity, stake. `value` is null without a prior. `pairings` and `where` count in `inquiries`, from 0;
/// `sum` is over pairings valued each alone, and no value of anything. A questionnaire has `vendor` (null: no vendor can
/// answer) and the keys of its `questions`. Keys may be added, none will change its meaning.
inline void write_json(std::ostream& out, const report_head& head, const inquiry_sweep& what) {
  detail::json result = detail::json_of(head);
  result["inquiries"] = detail::json::array();
  for (const inquiry& each : what.inquiries) result["inquiries"].push_back(detail::json_of(each));
  result["questions"] = detail::json::array();
  for (const common_question& each : what.questions) result["questions"].push_back(detail::json_of(each));
  result["questionnaires"] = detail::json::array();
  for (const questionnaire& each : what.questionnaires) {
    detail::json keys = detail::json::array();
    for (const std::size_t index : each.questions) keys.push_back(what.questions[index].key);
    result["questionnaires"].push_back(
        {{"vendor", each.vendor.empty() ? detail::json(nullptr) : detail::json(each.vendor)},
         {"questions", std::move(keys)}});
  }
  result["complete"] = what.complete;
  detail::print(out, result);
}

}  // namespace portfit
