#pragma once

#include <portfit/quantity/date.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace portfit {

/// A version of up to three parts, compared part by part: 6.10 is later than 6.9, and 6.10 equals 6.10.0.
///
/// Each part is at most 99,999, so that a version has an exact rank in a double.
struct version_number {
  int major_part = 0;
  int minor_part = 0;
  int patch_part = 0;

  /// A number that orders versions as their parts do.
  [[nodiscard]] constexpr double rank() const { return (major_part * 1e5 + minor_part) * 1e5 + patch_part; }
  [[nodiscard]] static constexpr version_number from_rank(double rank) {
    const auto whole = static_cast<long long>(rank);
    return {static_cast<int>(whole / 10000000000LL), static_cast<int>(whole / 100000LL % 100000LL),
            static_cast<int>(whole % 100000LL)};
  }
};

/// Reads `6`, `6.10` or `4.19.157`.
[[nodiscard]] inline std::optional<version_number> read_version(std::string_view text) {
  version_number result;
  int* const parts[] = {&result.major_part, &result.minor_part, &result.patch_part};
  for (int index = 0; index < 3; ++index) {
    const auto dot = text.find('.');
    const auto part = detail::read_digits(text.substr(0, dot));
    if (!part || *part > 99999) return std::nullopt;
    *parts[index] = *part;
    if (dot == std::string_view::npos) return result;
    text.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

/// `6.10`, or `6.10.3` where the last part is not zero.
[[nodiscard]] inline std::string to_text(const version_number& value) {
  std::string text = std::to_string(value.major_part) + '.' + std::to_string(value.minor_part);
  return value.patch_part == 0 ? text : text + '.' + std::to_string(value.patch_part);
}

}  // namespace portfit
