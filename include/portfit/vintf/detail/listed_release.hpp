#pragma once

#include <array>
#include <charconv>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>

namespace portfit::detail {

/// A release of a kernel as lists of options write it. Candidates come before the release itself.
struct listed_release {
  std::array<std::uint32_t, 3> numbers{};
  std::uint32_t candidate = (std::numeric_limits<std::uint32_t>::max)();
  friend constexpr auto operator<=>(const listed_release&, const listed_release&) = default;
};

/// Takes a number off the start of a text.
[[nodiscard]] inline std::optional<std::uint32_t> take_release_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// Reads `6`, `6.9`, `6.9.3`, `6.18_rc1` or `6.18-rc1`; anything else behind the numbers is ignored.
[[nodiscard]] inline std::optional<listed_release> read_listed_release(std::string_view text) {
  listed_release result;
  for (std::size_t part = 0; part < 3; ++part) {
    const auto number = take_release_number(text);
    if (!number) return std::nullopt;
    result.numbers[part] = *number;
    if (!text.starts_with('.')) break;
    if (part < 2) text.remove_prefix(1);
  }
  if (text.starts_with("_rc") || text.starts_with("-rc")) {
    text.remove_prefix(3);
    result.candidate = take_release_number(text).value_or(0);
  }
  return result;
}

/// `>=6.9` or `<6.18_rc1`.
struct release_bound {
  enum class comparison : std::uint8_t { at_least, above, at_most, below, equal };
  comparison how = comparison::at_least;
  listed_release release;

  [[nodiscard]] constexpr bool holds(const listed_release& asked) const {
    switch (how) {
      case comparison::at_least: return asked >= release;
      case comparison::above: return asked > release;
      case comparison::at_most: return asked <= release;
      case comparison::below: return asked < release;
      case comparison::equal: break;
    }
    return asked == release;
  }
};

/// Reads `>=6.9`, `>6.9`, `<=6.9`, `<6.9` or `=6.9`.
[[nodiscard]] inline std::optional<release_bound> read_release_bound(std::string_view text) {
  using comparison = release_bound::comparison;
  release_bound result;
  const auto starts = [&](std::string_view sign, comparison how) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    result.how = how;
    return true;
  };
  const bool compared = starts(">=", comparison::at_least) || starts("<=", comparison::at_most) ||
                        starts(">", comparison::above) || starts("<", comparison::below) ||
                        starts("==", comparison::equal) || starts("=", comparison::equal);
  const auto release = read_listed_release(text);
  if (!compared || !release) return std::nullopt;
  result.release = *release;
  return result;
}

}  // namespace portfit::detail
