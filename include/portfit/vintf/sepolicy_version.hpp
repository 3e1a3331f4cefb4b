#pragma once

#include <portfit/vintf/hal_version.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace portfit {

/// The version of a device's SELinux policy: `30.0`, or from level 202404 on one number.
struct sepolicy_version {
  std::uint32_t major_part = 0;
  std::optional<std::uint32_t> minor_part;  ///< none is below any
  friend bool operator==(const sepolicy_version&, const sepolicy_version&) = default;
};

/// A `<sepolicy-version>` of a matrix: `30.0`, `30.0-2` or `202404`.
struct sepolicy_version_range {
  std::uint32_t major_part = 0;
  std::optional<std::uint32_t> lowest;
  std::optional<std::uint32_t> highest;

  /// Same major part, and at least the lowest minor part. The highest is no bound.
  [[nodiscard]] constexpr bool supported_by(const sepolicy_version& provided) const {
    return provided.major_part == major_part && provided.minor_part >= lowest;
  }
  friend bool operator==(const sepolicy_version_range&, const sepolicy_version_range&) = default;
};

/// Reads `30.0` or `202404`.
[[nodiscard]] inline std::optional<sepolicy_version> read_sepolicy_version(std::string_view text) {
  if (const auto both = read_hal_version(text)) return sepolicy_version{both->major_part, both->minor_part};
  if (const auto one = detail::read_version_part(text)) return sepolicy_version{*one, std::nullopt};
  return std::nullopt;
}

/// Reads `30.0`, `30.0-2` or `202404`.
[[nodiscard]] inline std::optional<sepolicy_version_range> read_sepolicy_version_range(std::string_view text) {
  if (const auto range = read_hal_version_range(text, false))
    return sepolicy_version_range{range->major_part, range->lowest, range->highest};
  if (const auto one = detail::read_version_part(text)) return sepolicy_version_range{*one, {}, {}};
  return std::nullopt;
}

[[nodiscard]] inline std::string to_text(const sepolicy_version& version) {
  const std::string text = std::to_string(version.major_part);
  return version.minor_part ? text + '.' + std::to_string(*version.minor_part) : text;
}

[[nodiscard]] inline std::string to_text(const sepolicy_version_range& range) {
  const std::string text = to_text(sepolicy_version{range.major_part, range.lowest});
  return range.lowest == range.highest || !range.highest ? text : text + '-' + std::to_string(*range.highest);
}

}  // namespace portfit
