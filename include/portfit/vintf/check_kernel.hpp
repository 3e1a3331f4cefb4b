#pragma once

#include <portfit/assert.hpp>
#include <portfit/vintf/android_era.hpp>
#include <portfit/vintf/detail/match_option.hpp>
#include <portfit/vintf/kernel_requirement.hpp>
#include <portfit/vintf/unmet_requirement.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// How a kernel stands to the requirements of one level.
struct kernel_attempt {
  matrix_level level;
  std::vector<unmet_requirement> unmet;
};

/// How a kernel stands to all requirements. It is enough to meet those of one of the attempted levels.
struct kernel_result {
  /// Why no level could be attempted at all; else those of the attempt that misses least (the lowest such level).
  std::vector<unmet_requirement> unmet;
  std::vector<kernel_attempt> attempts;  ///< by level, up to the first that is met
  [[nodiscard]] bool compatible() const { return unmet.empty(); }
};

namespace detail {

using kernels_by_level = std::map<matrix_level, std::vector<const kernel_requirement*>>;

[[nodiscard]] inline unmet_requirement unmet_kernel(requirement_kind kind, std::string required, std::string provided) {
  return {kind, {}, std::move(required), std::move(provided), {}};
}

/// `a kernel 4.14 from 4.14.180, 4.19 from 4.19.110`: the lines asked for.
[[nodiscard]] inline std::string lines_text(std::span<const kernel_requirement> asked) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, kernel_release> lines;
  for (const kernel_requirement& each : asked) {
    const auto [line, fresh] = lines.emplace(std::pair(each.lowest.version, each.lowest.patch_level), each.lowest);
    if (!fresh) line->second = (std::min)(line->second, each.lowest);
  }
  std::string text;
  for (const auto& [line, lowest] : lines) text += (text.empty() ? "a kernel from " : ", or from ") + to_text(lowest);
  return text.empty() ? "a kernel the matrix knows; it knows none" : text;
}

/// What the requirements of one level find missing. Entries for later releases of the line do not apply, nor do such whose
/// conditions do not hold; all others must be met.
[[nodiscard]] inline kernel_attempt attempt_level(matrix_level level,
                                                  const std::vector<const kernel_requirement*>& asked,
                                                  const kernel_description& kernel) {
  kernel_attempt result{level, {}};
  bool new_enough = false;
  bool applied = false;
  for (const kernel_requirement* const each : asked) {
    if (*kernel.release < each->lowest) continue;
    new_enough = true;
    if (!options_hold(each->conditions, kernel.options)) continue;
    applied = true;
    for (const required_option& option : each->options)
      if (!option_holds(option, kernel.options))
        result.unmet.push_back(unmet_option(option, kernel.options, each->where));
  }
  if (applied) return result;
  kernel_release lowest = asked.front()->lowest;
  for (const kernel_requirement* const each : asked) lowest = (std::min)(lowest, each->lowest);
  if (!new_enough)
    result.unmet = {unmet_kernel(requirement_kind::kernel_release, "a kernel from " + to_text(lowest) + " on",
                                 to_text(*kernel.release))};
  else
    result.unmet = {unmet_kernel(requirement_kind::kernel_release, "a requirement whose conditions hold", "none")};
  result.unmet.front().where = asked.front()->where;
  return result;
}

/// Which levels' requirements a kernel may choose from. A kernel without a level is held to the lowest level alone; the level of
/// a matrix that tells none counts as old then. A kernel with a level cannot be compared with such a matrix.
[[nodiscard]] inline std::vector<unmet_requirement> choose_levels(kernels_by_level& by_level,
                                                                  const kernel_description& kernel, matrix_level level,
                                                                  android_era era) {
  const std::string release = to_text(*kernel.release);
  if (!level.given()) {
    by_level.erase(std::next(by_level.begin()), by_level.end());
    const matrix_level lowest = by_level.begin()->first;
    if (!lowest.given() || lowest < level_of_android_11) return {};
    return {unmet_kernel(requirement_kind::kernel_level,
                         "a stated level (target-level), " + to_text(lowest) + " or above", "no level")};
  }
  if (by_level.contains(matrix_level{}))
    return {unmet_kernel(requirement_kind::kernel_level, "no level, as the matrix that asks tells none",
                         "level " + to_text(level))};
  const matrix_level last = by_level.rbegin()->first;
  std::erase_if(by_level, [&](const auto& each) { return each.first < level; });
  if (by_level.empty())
    return {unmet_kernel(requirement_kind::kernel_release,
                         "a kernel of a line that is supported at level " + to_text(level),
                         release + ", last supported at level " + to_text(last))};
  if (const matrix_level first = by_level.begin()->first; level < first)
    return {unmet_kernel(requirement_kind::kernel_level,
                         "level " + to_text(first) + " or above, from which on a kernel " + release + " is supported",
                         "level " + to_text(level))};
  if (era.keeps_kernels_to_their_level() && level >= level_of_android_12)
    by_level.erase(std::next(by_level.begin()), by_level.end());
  return {};
}

}  // namespace detail

/// Judges a kernel by the `<kernel>`s of a matrix.
///
/// Entries for other lines (4.14, 4.19 ...) do not concern it. Of its line, a kernel without a level is held to the lowest
/// level; one with a level may choose any from its own on (up to Android 13, and below level 6), else its own. (libvintf,
/// KernelInfo.cpp, `getMatchedKernelRequirements`.) Complexity: linear in the options asked, times the logarithm of the
/// kernel's.
/// @param level the level the kernel was made for, which may be known from elsewhere than the kernel.
/// @pre `kernel.release` is known.
[[nodiscard]] inline kernel_result check_kernel(std::span<const kernel_requirement> asked,
                                                const kernel_description& kernel, matrix_level level,
                                                android_era era = {}) {
  PORTFIT_ASSERT(kernel.release.has_value());
  kernel_result result;
  detail::kernels_by_level by_level;
  for (const kernel_requirement& each : asked)
    if (each.lowest.same_line(*kernel.release)) by_level[each.level].push_back(&each);
  if (by_level.empty()) {
    result.unmet = {
        detail::unmet_kernel(requirement_kind::kernel_release, detail::lines_text(asked), to_text(*kernel.release))};
    return result;
  }
  result.unmet = detail::choose_levels(by_level, kernel, level, era);
  if (!result.unmet.empty()) return result;
  for (const auto& [each, entries] : by_level) {
    result.attempts.push_back(detail::attempt_level(each, entries, kernel));
    if (result.attempts.back().unmet.empty()) return result;
  }
  result.unmet = std::min_element(result.attempts.begin(), result.attempts.end(), [](const auto& a, const auto& b) {
                   return a.unmet.size() < b.unmet.size();
                 })->unmet;
  return result;
}

}  // namespace portfit
