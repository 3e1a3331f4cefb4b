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

/// The version of Android's framework compatibility matrix (FCM) that a matrix is, or that a device or a kernel was made for.
///
/// Levels are ordered legacy (0) < 1 < ... < 8 < 202404 < 202504; none given is above all of them.
class matrix_level {
 public:
  /// None given.
  constexpr matrix_level() = default;
  explicit constexpr matrix_level(std::uint32_t number) : number_(number) {}

  [[nodiscard]] constexpr bool given() const { return number_ != (std::numeric_limits<std::uint32_t>::max)(); }
  /// 0 for `legacy`. 4294967295 where none is given.
  [[nodiscard]] constexpr std::uint32_t number() const { return number_; }

  friend constexpr auto operator<=>(const matrix_level&, const matrix_level&) = default;

 private:
  std::uint32_t number_ = (std::numeric_limits<std::uint32_t>::max)();
};

/// Android 11, the first level at which a kernel must say for which level it was made.
inline constexpr matrix_level level_of_android_11{5};
/// Android 12, the first level at which a kernel is judged by the requirements of its own level alone.
inline constexpr matrix_level level_of_android_12{6};

/// Reads `legacy` or a number; nothing where it is neither. Which numbers are levels is for `android_era::knows` to say.
[[nodiscard]] inline std::optional<matrix_level> read_matrix_level(std::string_view text) {
  if (text == "legacy") return matrix_level{0};
  std::uint32_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size() || !matrix_level{number}.given()) return std::nullopt;
  return matrix_level{number};
}

/// `legacy`, `5`, `202404`, or `unspecified`.
[[nodiscard]] inline std::string to_text(matrix_level level) {
  if (!level.given()) return "unspecified";
  return level.number() == 0 ? "legacy" : std::to_string(level.number());
}

}  // namespace portfit
