#pragma once

#include <portfit/analysis/sensitivity.hpp>
#include <portfit/report/detail/json_values.hpp>

#include <cmath>
#include <optional>
#include <ostream>

namespace portfit {
namespace detail {

[[nodiscard]] inline json json_of_measure(const std::optional<double>& value) {
  if (!value) return nullptr;
  return std::isinf(*value) ? json("infinite") : json(*value);
}

[[nodiscard]] inline json json_of(const event_importance& each) {
  const importance& measured = each.importance;
  return {{"code", each.code},
          {"id", each.id},
          {"happens", each.happens},
          {"chance", json_or_null(each.chance)},
          {"prior", each.has_prior},
          {"assumed", each.assumed},
          {"certain", measured.certain},
          {"impossible", measured.impossible},
          {"birnbaum", measured.birnbaum()},
          {"fussell_vesely", json_of_measure(measured.fussell_vesely())},
          {"risk_achievement", json_of_measure(measured.risk_achievement())},
          {"risk_reduction", json_of_measure(measured.risk_reduction())}};
}

[[nodiscard]] inline json json_of(const fact_outcomes& fact) {
  json classes = json::array();
  for (const class_outcome& each : fact.classes)
    classes.push_back(
        {{"text", each.text}, {"chance", each.chance}, {"likelihood", each.likelihood}, {"score", each.score}});
  return {{"fact", fact.key}, {"prior", fact.has_prior}, {"assumed", fact.assumed}, {"classes", std::move(classes)}};
}

[[nodiscard]] inline json json_of(const score_derivative& each) {
  return {{"code", each.code},   {"id", each.id},     {"value", each.value},
          {"slope", each.slope}, {"step", each.step}, {"points", each.points()}};
}

[[nodiscard]] inline json json_of(const figure_end& end) {
  return {{"figure", end.text},
          {"verdict", to_text(end.verdict)},
          {"score", end.score},
          {"best", end.best},
          {"plan", end.remedies},
          {"changes_plan", end.plan_changes},
          {"changes_verdict", end.verdict_changes}};
}

[[nodiscard]] inline json json_of(const figure_swing& each) {
  return {{"code", each.code},          {"id", each.id},           {"now", each.now},       {"low", json_of(each.low)},
          {"high", json_of(each.high)}, {"spread", each.spread()}, {"edited", each.edited}, {"sampled", each.sampled}};
}

}  // namespace detail

/// Writes what an answer hangs on as JSON: the head's keys, `pairing` (as in a ranking's row), `plan` with `is_recommended`,
/// `likelihood` and `score`, then `events`, `facts`, `slopes` and `swings`, as `sensitivity` has them.
///
/// A measure is a number, `"infinite"`, or null where it is not defined.
inline void write_json(std::ostream& out, const report_head& head, const sensitivity& what) {
  detail::json result = detail::json_of(head);
  result["pairing"] = detail::json_of(what.summary);
  result["plan"] = what.plan;
  result["is_recommended"] = what.is_recommended;
  result["likelihood"] = what.likelihood;
  result["score"] = what.score;
  const auto add = [&](const char* name, const auto& list) {
    result[name] = detail::json::array();
    for (const auto& each : list) result[name].push_back(detail::json_of(each));
  };
  add("events", what.events);
  add("facts", what.facts);
  add("slopes", what.derivatives);
  add("swings", what.swings);
  result["complete"] = what.complete;
  detail::print(out, result);
}

}  // namespace portfit
