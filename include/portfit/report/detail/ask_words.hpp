#pragma once

#include <portfit/analysis/ask_everywhere.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace portfit::detail {

/// `lark on x1, market home`.
[[nodiscard]] inline std::string pairing_text(const assessment& pairing) {
  return pairing.os + " on " + pairing.device + ", market " + pairing.market;
}

/// A change of a score with its sign.
[[nodiscard]] inline std::string signed_score(double points, char sign) {
  const std::string text = score_text(points);
  return text.find_first_not_of("0.") == std::string::npos ? text : sign + text;
}

[[nodiscard]] inline std::string cost_text(const plan_outcome& plan, const std::string& currency) {
  std::string text = money_text(plan.cost, currency);
  if (plan.effort > 0) text += ", " + effort_text(plan.effort);
  return text;
}

[[nodiscard]] inline std::string months_text(const estimate& months) {
  const std::string low = without_zeros(fixed_text(months.low, 1));
  const std::string high = without_zeros(fixed_text(months.high, 1));
  return (low == high ? low : low + " to " + high) + (high == "1" ? " month" : " months");
}

/// What an answer makes of a plan that is kept, as far as the answers to the question differ in it:
/// `18 kUSD, 3 pm, 3 months if yes; 60 kUSD, 10 pm, 10 months if no`.
[[nodiscard]] inline std::string kept_text(const asked_question& asked, const std::string& currency) {
  std::vector<std::vector<std::string>> columns;
  const auto add = [&](auto words) {
    std::vector<std::string> texts;
    for (const asked_answer& each : asked.answers) texts.push_back(words(each.kept));
    if (std::set<std::string>(texts.begin(), texts.end()).size() > 1) columns.push_back(std::move(texts));
  };
  add([&](const plan_outcome& plan) { return money_text(plan.cost, currency); });
  add([](const plan_outcome& plan) { return effort_text(plan.effort); });
  add([](const plan_outcome& plan) { return plan.months ? months_text(*plan.months) : std::string(); });
  add([](const plan_outcome& plan) { return percent_text(plan.likelihood) + " likely"; });
  std::string text;
  for (std::size_t answer = 0; answer < asked.answers.size(); ++answer) {
    std::vector<std::string> figures;
    for (const std::vector<std::string>& each : columns) figures.push_back(each[answer]);
    text += (answer == 0 ? "" : "; ") + join(figures, ", ") + " if " + asked.answers[answer].text;
  }
  return text;
}

/// Quoted for a shell.
[[nodiscard]] inline std::string set_option(const std::string& what) {
  std::string text = "--set '";
  for (const char letter : what) text += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return text + "'";
}

/// How to feed an answer back: every form, where the answers are words; one, where a value is to be filled in.
[[nodiscard]] inline std::string feed_back_text(const common_question& asked) {
  std::string all;
  std::string first;
  bool are_words = true;
  for (const common_answer& each : asked.answers) {
    if (each.set.empty()) continue;
    if (first.empty()) first = each.set;
    are_words = are_words && (asked.code == "entity" || each.set.ends_with("= " + each.text));
    all += (all.empty() ? "" : " or ") + set_option(each.set);
  }
  if (first.empty() || are_words) return all;
  return set_option(first) + ", with the value that was told";
}

/// Whom or what a question is about, and on which devices: `q9 (x1, x2)`.
[[nodiscard]] inline std::string about_text(const common_question& asked, const std::vector<inquiry>& inquiries,
                                            const std::string& vendor) {
  std::set<std::string> devices;
  for (const std::size_t each : asked.pairings)
    if (vendor.empty() || inquiries[each].now.vendor == vendor) devices.insert(inquiries[each].now.device);
  const std::string name = asked.fact.empty() ? asked.key : asked.owner + ": " + asked.fact;
  if (devices.contains(asked.owner) && devices.size() == 1) return name;
  return name + " (for " + join(devices, ", ") + ")";
}

/// Why a question matters, and where: its value, what it saves, how far its answers move what is sure and possible.
[[nodiscard]] inline std::string why_text(const common_question& asked, const std::vector<inquiry>& inquiries,
                                          const std::string& currency) {
  std::vector<std::string> reasons;
  if (asked.largest && on_grid(*asked.largest) > 0)
    reasons.push_back("worth " + score_text(*asked.largest) + " points");
  if (asked.saving > 0)
    reasons.push_back("lowers the cost of the plan by " + money_text(asked.saving, currency) + " on average");
  if (reasons.empty() && on_grid(asked.guaranteed_rise) > 0)
    reasons.push_back("may raise the guaranteed score by " + score_text(asked.guaranteed_rise));
  if (reasons.size() < 2 && !asked.largest && on_grid(asked.possible_fall) > 0)
    reasons.push_back("may lower the possible score by " + score_text(asked.possible_fall));
  if (reasons.empty()) reasons.push_back("changes the verdict, or the plan's price, duration or chance");
  std::string text = join(reasons, ", ");
  if (inquiries.size() == 1) return text;
  text += " (" + pairing_text(inquiries[asked.where].now) + ")";
  if (asked.moved > 1) text += "; moves " + std::to_string(asked.moved) + " pairings";
  return text;
}

}  // namespace portfit::detail
