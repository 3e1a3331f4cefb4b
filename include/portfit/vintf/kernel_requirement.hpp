#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/vintf/hal_version.hpp>
#include <portfit/vintf/matrix_level.hpp>

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// The release of a Linux kernel: 4.14.180.
struct kernel_release {
  std::uint32_t version = 0;
  std::uint32_t patch_level = 0;
  std::uint32_t sub_level = 0;
  [[nodiscard]] constexpr bool same_line(const kernel_release& other) const {
    return version == other.version && patch_level == other.patch_level;
  }
  friend constexpr auto operator<=>(const kernel_release&, const kernel_release&) = default;
};

/// Reads `4.14.180`; all three parts are needed.
[[nodiscard]] inline std::optional<kernel_release> read_kernel_release(std::string_view text) {
  const auto dot = text.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto line = read_hal_version(text.substr(0, dot));
  const auto sub_level = detail::read_version_part(text.substr(dot + 1));
  if (!line || !sub_level) return std::nullopt;
  return kernel_release{line->major_part, line->minor_part, *sub_level};
}

/// The level a generic kernel image was made for, by its release as uname tells it: `5.10.43-android12-9` for 6. None for
/// others.
[[nodiscard]] inline matrix_level level_of_release(std::string_view release) {
  constexpr std::string_view mark = "-android";
  const auto at = release.find(mark);
  if (at == std::string_view::npos) return {};
  release.remove_prefix(at + mark.size());
  const auto android = detail::read_version_part(release.substr(0, release.find('-')));
  if (release.find('-') == std::string_view::npos || !android) return {};
  if (*android >= 12 && *android <= 14) return matrix_level{*android - 6};
  if (*android == 15) return matrix_level{202404};
  return *android == 16 ? matrix_level{202504} : matrix_level{};
}

/// Whether a release is one of Linux itself (`6.12.0-mainline-...`), which is not judged.
[[nodiscard]] inline bool is_mainline_release(std::string_view release) {
  return release.find("-mainline") != std::string_view::npos;
}

[[nodiscard]] inline std::string to_text(const kernel_release& release) {
  return std::to_string(release.version) + '.' + std::to_string(release.patch_level) + '.' +
         std::to_string(release.sub_level);
}

/// What a kernel was configured with: options by their full names (`CONFIG_ANDROID`), values as they are written.
using kernel_options = std::map<std::string, std::string, std::less<>>;

/// How the value asked of a kernel option is compared with the one it has.
enum class kernel_value_kind : std::uint8_t {
  tristate,  ///< y, m or n; n is also met by an option that is not there
  word,      ///< the same text, in double quotes
  number,    ///< the same number; hexadecimal with 0x, octal with 0
  range,     ///< `a-b`: the kernel's own value is the same pair of numbers (not: lies between them)
};

/// One option a kernel must have, or that is a condition of others.
struct required_option {
  std::string name;  ///< with `CONFIG_`
  kernel_value_kind kind = kernel_value_kind::tristate;
  std::string value;
  friend bool operator==(const required_option&, const required_option&) = default;
};

/// A `<kernel>` of a matrix: options that kernels of one line must have from a release on.
struct kernel_requirement {
  kernel_release lowest;
  matrix_level level;  ///< of the matrix it came from, unless it says itself
  std::vector<required_option> conditions;
  std::vector<required_option> options;
  written_at where;
};

/// A kernel as it is: to be judged by requirements.
struct kernel_description {
  std::optional<kernel_release> release;
  matrix_level level;  ///< for which its maker says it was made
  kernel_options options;
};

}  // namespace portfit
