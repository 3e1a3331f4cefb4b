#pragma once

#include <portfit/vintf/android_era.hpp>
#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/detail/interface_children.hpp>
#include <portfit/vintf/find_unused.hpp>
#include <portfit/vintf/hal_manifest.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// What a device serves and should no longer.
struct deprecation_result {
  std::vector<found_instance> deprecated;  ///< by HAL and instance, each once
  std::string problem;                     ///< why it cannot be told; empty if it can
};

namespace detail {

/// Looks at one manifest from the level its device was made for.
class deprecation_finder {
 public:
  deprecation_finder(std::span<const compatibility_matrix* const> target, const hal_manifest& manifest,
                     const interface_children& children, bool all_names)
      : target_(target), manifest_(manifest), children_(children), all_names_(all_names) {}

  /// What is served of a HAL that an older matrix asked for.
  void look_at(const matrix_hal& old, std::vector<found_instance>& found) const {
    const auto [first, last] = manifest_.hals.equal_range(old.name);
    for (auto each = first; each != last; ++each) {
      if (each->second.format != old.format) continue;
      for (const hal_instance& served : each->second.instances)
        if (was_asked(old, served))
          if (auto reason = objection(each->second, served))
            found.push_back({old.name, served, std::move(*reason), each->second.where});
    }
  }

 private:
  [[nodiscard]] bool was_asked(const matrix_hal& old, const hal_instance& served) const {
    return std::any_of(old.versions.begin(), old.versions.end(), [&](const hal_version_range& range) {
      return range.supported_by(served.version) &&
             std::any_of(old.instances.begin(), old.instances.end(), [&](const required_instance& one) {
               return one.interface_name == served.interface_name && (all_names_ || one.matches(served.instance));
             });
    });
  }

  /// Served in this version of the major part or a later one.
  [[nodiscard]] bool is_served(hal_format format, const std::string& name, const hal_instance& wanted) const {
    const auto [first, last] = manifest_.hals.equal_range(name);
    return std::any_of(first, last, [&](const auto& each) {
      return each.second.format == format &&
             std::any_of(each.second.instances.begin(), each.second.instances.end(), [&](const hal_instance& one) {
               return one.version.major_part == wanted.version.major_part &&
                      one.version.minor_part >= wanted.version.minor_part &&
                      one.interface_name == wanted.interface_name && one.instance == wanted.instance;
             });
    });
  }

  /// The lowest version in which the target level still asks for the instance, at its major part.
  [[nodiscard]] std::optional<hal_version> lowest_target(hal_format format, const std::string& name,
                                                         const hal_instance& served) const {
    std::optional<hal_version> lowest;
    for (const compatibility_matrix* const matrix : target_) {
      const auto [first, last] = matrix->hals.equal_range(name);
      for (auto each = first; each != last; ++each) {
        const matrix_hal& hal = each->second;
        const bool named = hal.format == format &&
                           std::any_of(hal.instances.begin(), hal.instances.end(), [&](const required_instance& one) {
                             return one.interface_name == served.interface_name && one.matches(served.instance);
                           });
        if (!named) continue;
        for (const hal_version_range& range : hal.versions)
          if (range.major_part == served.version.major_part && (!lowest || range.lowest_version() < *lowest))
            lowest = range.lowest_version();
      }
    }
    return lowest;
  }

  [[nodiscard]] std::optional<std::string> own_objection(hal_format format, const std::string& name,
                                                         const hal_instance& served) const {
    const auto lowest = lowest_target(format, name, served);
    if (!lowest) return "the device's level no longer knows it; it should not be served";
    if (is_served(format, name, {*lowest, served.interface_name, served.instance})) return std::nullopt;
    return "the device's level asks for version " + to_text(*lowest) + " or above";
  }

  /// Nothing if the instance itself, or one listed that inherits from it, is as the target level asks.
  [[nodiscard]] std::optional<std::string> objection(const manifest_hal& hal, const hal_instance& served) const {
    auto own = own_objection(hal.format, hal.name, served);
    if (!own || hal.format != hal_format::hidl) return own;
    for (const full_interface& child : children_of(children_, hal.name, served)) {
      const hal_instance inheriting{child.version, child.interface_name, served.instance};
      if (is_served(hal.format, child.package, inheriting) && !own_objection(hal.format, child.package, inheriting))
        return std::nullopt;
    }
    return own;
  }

  std::span<const compatibility_matrix* const> target_;
  const hal_manifest& manifest_;
  const interface_children& children_;
  bool all_names_;
};

}  // namespace detail

/// What a device serves of HALs that matrices below its level asked for, and that its own level's matrix no longer knows, or
/// only in later versions. (libvintf, VintfObject.cpp, `checkDeprecation`.)
///
/// Matrices without a level are not looked at. From Android 16, devices of level 202504 or above are held to it for instances
/// of any name. Complexity: per HAL of older matrices linear in what is served under its name, times what the own level asks.
[[nodiscard]] inline deprecation_result find_deprecated(std::span<const compatibility_matrix* const> matrices,
                                                        const hal_manifest& manifest,
                                                        const interface_children& children = {}, android_era era = {}) {
  deprecation_result result;
  if (!manifest.level.given()) {
    result.problem = "the device's manifest does not say for which level it was made (target-level)";
    return result;
  }
  std::vector<const compatibility_matrix*> target;
  for (const compatibility_matrix* const each : matrices)
    if (each->level == manifest.level) target.push_back(each);
  if (target.empty()) {
    result.problem = "there is no matrix of level " + to_text(manifest.level);
    return result;
  }
  const bool all_names = era.release >= 16 && manifest.level >= matrix_level{202504};
  const detail::deprecation_finder finder(target, manifest, children, all_names);
  for (const compatibility_matrix* const each : matrices)
    if (each->level < manifest.level)
      for (const auto& [name, hal] : each->hals) finder.look_at(hal, result.deprecated);
  const auto key = [](const found_instance& each) { return std::tie(each.hal, each.instance); };
  std::sort(result.deprecated.begin(), result.deprecated.end(),
            [&](const found_instance& a, const found_instance& b) { return key(a) < key(b); });
  result.deprecated.erase(
      std::unique(result.deprecated.begin(), result.deprecated.end(),
                  [&](const found_instance& a, const found_instance& b) { return key(a) == key(b); }),
      result.deprecated.end());
  return result;
}

}  // namespace portfit
