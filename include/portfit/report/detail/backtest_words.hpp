#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/report/counted_text.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/statistics/normal_interval.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace portfit::detail {

/// A figure between 0 and 1 as research prints it: `0.756`.
[[nodiscard]] inline std::string figure_text(double figure) { return fixed_text(figure, 3); }

/// `0.761 ± 0.041 (95 % 0.681 to 0.841)`, or the figure and why it has no error.
[[nodiscard]] inline std::string estimate_with_error(double figure, const std::optional<double>& variance, double least,
                                                     double most) {
  if (!variance) return figure_text(figure) + " (no error: a fold has fewer than two groups of a kind)";
  if (*variance <= 0) return figure_text(figure) + " (no error can be told: nothing varies)";
  const double error = std::sqrt(*variance);
  const bounds<double> ends = normal_interval(figure, error, least, most);
  return figure_text(figure) + " ± " + figure_text(error) + " (95 % " + figure_text(ends.low) + " to " +
         figure_text(ends.high) + ")";
}

/// `p = 0.032`, `p < 0.001`.
[[nodiscard]] inline std::string p_text(double p) { return p < 0.001 ? "p < 0.001" : "p = " + figure_text(p); }

/// What a chance was counted from, most specific group first: `1 of 2 acme, on q8; 66 of 290 all`. Groups without cases are left out.
[[nodiscard]] inline std::string counts_text(const counted_chance& counted) {
  std::string text;
  for (const counted_group& group : counted.groups)
    if (group.of > 0) text += (text.empty() ? "" : "; ") + group_text(group);
  return text.empty() ? "nothing" : text;
}

/// `1 fact`, `3 facts`; `1 remedy`, `3 remedies`.
[[nodiscard]] inline std::string number_of(std::size_t count, const std::string& what, const std::string& many = {}) {
  return std::to_string(count) + ' ' + (count == 1 ? what : many.empty() ? what + 's' : many);
}

/// Where points went: `lark: runs 61.2, lark: room 8.3`; at most `most` of them.
[[nodiscard]] inline std::string lost_text(const std::vector<loss_part>& lost, std::size_t most) {
  std::string text;
  for (std::size_t index = 0; index < lost.size() && index < most; ++index) {
    const loss_part& part = lost[index];
    text += (text.empty() ? "" : ", ") + std::string(part.is_cost ? "the price of " : "") + join(part.names, " and ") +
            ' ' + without_zeros(fixed_text(part.points, 1));
  }
  return text;
}

/// What the devices were told apart by when they were held out.
[[nodiscard]] inline std::string groups_text(const backtest_result& what) {
  const std::string count = std::to_string(what.groups);
  if (what.hold_out_platforms) return count + " families of platforms";
  return what.groups == what.rows.size() ? count + " devices, each a group of its own" : count + " groups of devices";
}

/// A share of a loss that is saved, or that there is none.
[[nodiscard]] inline std::string skill_text(double loss, double reference) {
  const auto skill = skill_over(loss, reference);
  return skill ? "skill " + without_zeros(fixed_text(*skill * 100, 1)) + " %" : "no skill defined";
}

}  // namespace portfit::detail
