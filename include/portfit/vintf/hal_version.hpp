#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace portfit {

/// The version of a HAL: `2.1`, or of an AIDL HAL one number, which is kept as the minor part under a major part of its own,
/// so that "at least" follows from one rule and AIDL never matches HIDL.
struct hal_version {
  std::uint32_t major_part = 0;
  std::uint32_t minor_part = 0;

  /// The major part all AIDL versions have.
  static constexpr std::uint32_t aidl_major = (std::numeric_limits<std::uint32_t>::max)();
  [[nodiscard]] static constexpr hal_version aidl(std::uint32_t number) { return {aidl_major, number}; }
  [[nodiscard]] constexpr bool is_aidl() const { return major_part == aidl_major; }

  friend constexpr auto operator<=>(const hal_version&, const hal_version&) = default;
};

/// What a matrix asks of a version: `2.1-3`. The upper end tells only which versions were known when it was written.
struct hal_version_range {
  std::uint32_t major_part = 0;
  std::uint32_t lowest = 0;
  std::uint32_t highest = 0;

  /// Same major part and at least the lowest minor part. The highest is no bound.
  [[nodiscard]] constexpr bool supported_by(hal_version provided) const {
    return provided.major_part == major_part && provided.minor_part >= lowest;
  }
  /// Within both ends; what is asked of HALs that nobody uses.
  [[nodiscard]] constexpr bool contains(hal_version provided) const {
    return supported_by(provided) && provided.minor_part <= highest;
  }
  [[nodiscard]] constexpr bool overlaps(const hal_version_range& other) const {
    return major_part == other.major_part && lowest <= other.highest && other.lowest <= highest;
  }
  [[nodiscard]] constexpr hal_version lowest_version() const { return {major_part, lowest}; }

  friend constexpr auto operator<=>(const hal_version_range&, const hal_version_range&) = default;
};

namespace detail {

/// A whole number without sign; blanks may stand before it, as libvintf's reader allows.
[[nodiscard]] inline std::optional<std::uint32_t> read_version_part(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')))
    text.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace detail

/// Reads `2.1`.
[[nodiscard]] inline std::optional<hal_version> read_hal_version(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto major_part = detail::read_version_part(text.substr(0, dot));
  const auto minor_part = detail::read_version_part(text.substr(dot + 1));
  if (!major_part || !minor_part || *major_part == hal_version::aidl_major) return std::nullopt;
  return hal_version{*major_part, *minor_part};
}

/// Reads `3` as the version of an AIDL HAL.
[[nodiscard]] inline std::optional<hal_version> read_aidl_version(std::string_view text) {
  const auto number = detail::read_version_part(text);
  if (!number) return std::nullopt;
  return hal_version::aidl(*number);
}

/// Reads `2.1` or `2.1-3`; for an AIDL HAL, `3` or `1-3`.
[[nodiscard]] inline std::optional<hal_version_range> read_hal_version_range(std::string_view text, bool is_aidl) {
  const auto dash = text.find('-');
  const std::string_view lower = text.substr(0, dash);
  const auto lowest = is_aidl ? read_aidl_version(lower) : read_hal_version(lower);
  if (!lowest) return std::nullopt;
  if (dash == std::string_view::npos)
    return hal_version_range{lowest->major_part, lowest->minor_part, lowest->minor_part};
  const auto highest = detail::read_version_part(text.substr(dash + 1));
  if (!highest) return std::nullopt;
  return hal_version_range{lowest->major_part, lowest->minor_part, *highest};
}

/// `2.1`, or `3` for AIDL.
[[nodiscard]] inline std::string to_text(hal_version version) {
  const std::string text = std::to_string(version.minor_part);
  return version.is_aidl() ? text : std::to_string(version.major_part) + '.' + text;
}

/// `2.1-3`, or `1-3` for AIDL.
[[nodiscard]] inline std::string to_text(const hal_version_range& range) {
  const std::string text = to_text(range.lowest_version());
  return range.lowest == range.highest ? text : text + '-' + std::to_string(range.highest);
}

}  // namespace portfit
