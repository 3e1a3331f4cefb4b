#pragma once

#include <portfit/analysis/sensitivity.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/report_head.hpp>

#include <cmath>
#include <optional>
#include <string>

namespace portfit::detail {

/// A ratio with its decimals, `infinite`, or `-` where it is not defined.
[[nodiscard]] inline std::string measure_text(const std::optional<double>& value, int decimals) {
  if (!value) return "-";
  return std::isinf(*value) ? "infinite" : fixed_text(*value, decimals);
}

/// The same for programs: empty where it is not defined.
[[nodiscard]] inline std::string measure_cell(const std::optional<double>& value) {
  if (!value) return "";
  return std::isinf(*value) ? "infinite" : exact_text(*value);
}

[[nodiscard]] inline bool is_chance(const score_derivative& what) {
  return what.code == "success" || what.code == "fact" || what.code == "question" || what.code == "stake";
}

/// The figure as it is now.
[[nodiscard]] inline std::string value_text(const score_derivative& what, const std::string& currency) {
  if (is_chance(what)) return percent_text(what.value);
  if (what.code == "effort") return effort_text(what.value);
  if (what.code == "weight" || what.code == "floor") return three_digits(what.value);
  return money_text(what.value, currency);
}

/// By how much it is changed: ten percentage points, or a tenth of it.
[[nodiscard]] inline std::string step_text(const score_derivative& what) {
  const std::string sign = what.step < 0 ? "-" : "+";
  return sign + (is_chance(what) ? "10 pp" : what.code == "floor" ? "0.1" : "10 %");
}

}  // namespace portfit::detail
