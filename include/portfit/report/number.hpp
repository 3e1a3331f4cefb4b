#pragma once

#include <portfit/assert.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace portfit {

/// A number with so many decimals, whatever the locale; never `-0`.
/// @pre `value` is not NaN, `decimals` is 0 to 9. Infinite values are told as `unlimited`.
[[nodiscard]] inline std::string fixed_text(double value, int decimals) {
  PORTFIT_ASSERT(!std::isnan(value));
  if (std::isinf(value)) return value > 0 ? "unlimited" : "-unlimited";
  std::array<char, 352> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals).ptr;
  std::string text(digits.data(), end);
  if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') text.erase(0, 1);
  return text;
}

/// The shortest text that reads back as the same number: for programs (CSV). @pre Not NaN.
[[nodiscard]] inline std::string exact_text(double value) {
  PORTFIT_ASSERT(!std::isnan(value));
  if (value == 0) return "0";
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return std::string(digits.data(), end);
}

namespace detail {

/// Without zeros at the end of the decimals.
[[nodiscard]] inline std::string without_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

/// Three digits that count: `1.25`, `12.5`, `350`.
[[nodiscard]] inline std::string three_digits(double value) {
  const double size = std::fabs(value);
  return without_zeros(fixed_text(value, size < 10 ? 2 : size < 100 ? 1 : 0));
}

}  // namespace detail

/// A score with its two decimals.
[[nodiscard]] inline std::string score_text(double score) { return fixed_text(score, 2); }

/// A share as `64.5 %`. What is not quite impossible or certain never looks so: `< 0.1 %`, `> 99.9 %`.
[[nodiscard]] inline std::string percent_text(double share) {
  const double percent = share * 100;
  // A share that sums to 1 but for rounding is 1.
  if (percent > 0 && percent < 0.05 && share > 1e-12) return "< 0.1 %";
  if (percent < 100 && percent >= 99.95 && 1 - share > 1e-12) return "> 99.9 %";
  return detail::without_zeros(fixed_text(percent, 1)) + " %";
}

/// Money as `1.25 MUSD`, `350 kUSD`, `20 USD`: three digits that count.
[[nodiscard]] inline std::string money_text(double amount, std::string_view currency) {
  struct prefix {
    std::string_view text;
    double factor;
  };
  constexpr std::array<prefix, 4> prefixes{{{"", 1}, {"k", 1e3}, {"M", 1e6}, {"bn", 1e9}}};
  for (const prefix& each : prefixes) {
    const std::string digits = detail::three_digits(amount / each.factor);
    const bool fits = std::fabs(amount / each.factor) < 1000 && digits != "1000" && digits != "-1000";
    if (fits || &each == &prefixes.back()) return digits + ' ' + std::string(each.text) + std::string(currency);
  }
  return {};
}

/// Effort in person-months, as `12.5 pm`.
[[nodiscard]] inline std::string effort_text(double person_months) {
  return detail::without_zeros(fixed_text(person_months, 1)) + " pm";
}

/// The hash of inputs as outputs name it: 16 hexadecimal digits.
[[nodiscard]] inline std::string fingerprint_text(std::uint64_t hash) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned shift = 64; shift > 0; shift -= 4) text += digits[(hash >> (shift - 4)) & 0xFU];
  return text;
}

}  // namespace portfit
