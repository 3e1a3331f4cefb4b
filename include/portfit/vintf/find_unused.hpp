#pragma once

#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/detail/interface_children.hpp>
#include <portfit/vintf/hal_manifest.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace portfit {

/// Something a manifest serves that the question at hand found, with its place.
struct found_instance {
  std::string hal;
  hal_instance instance;
  std::string reason;
  written_at where;
};

namespace detail {

[[nodiscard]] inline bool is_asked(const compatibility_matrix& matrix, const manifest_hal& hal, const std::string& name,
                                   const hal_instance& served) {
  const auto [first, last] = matrix.hals.equal_range(name);
  return std::any_of(first, last, [&](const auto& each) {
    const matrix_hal& asked = each.second;
    if (asked.format != hal.format || asked.exclusive_to != hal.exclusive_to) return false;
    const bool in_range = std::any_of(asked.versions.begin(), asked.versions.end(),
                                      [&](const hal_version_range& range) { return range.contains(served.version); });
    return in_range && std::any_of(asked.instances.begin(), asked.instances.end(), [&](const required_instance& one) {
             return one.interface_name == served.interface_name && one.matches(served.instance);
           });
  });
}

}  // namespace detail

/// What a manifest serves and no HAL of the matrix, optional ones among them, speaks of: there the upper end of a range of
/// versions is a bound, and format and exclusive use must agree. A HIDL interface is used if one that inherits from it is.
/// (libvintf, HalManifest.cpp, `checkUnusedHals`.) Sorted by name of the HAL. Complexity: per instance linear in what the
/// matrix asks under the name.
[[nodiscard]] inline std::vector<found_instance> find_unused(const compatibility_matrix& matrix,
                                                             const hal_manifest& manifest,
                                                             const interface_children& children = {}) {
  std::vector<found_instance> result;
  for (const auto& [name, hal] : manifest.hals)
    for (const hal_instance& each : hal.instances) {
      if (detail::is_asked(matrix, hal, name, each)) continue;
      const auto inheriting = hal.format == hal_format::hidl ? detail::children_of(children, name, each)
                                                             : std::vector<detail::full_interface>{};
      const bool used = std::any_of(inheriting.begin(), inheriting.end(), [&](const detail::full_interface& child) {
        return detail::is_asked(matrix, hal, child.package, {child.version, child.interface_name, each.instance});
      });
      if (!used) result.push_back({name, each, "the matrix does not speak of it", hal.where});
    }
  return result;
}

}  // namespace portfit
