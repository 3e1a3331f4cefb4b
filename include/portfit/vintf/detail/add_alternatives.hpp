#pragma once

#include <portfit/vintf/compatibility_matrix.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Widens the first range that overlaps a new one; else the new one is a further alternative.
inline void add_versions(matrix_hal& hal, const std::vector<hal_version_range>& added) {
  for (const hal_version_range& each : added) {
    const auto found = std::find_if(hal.versions.begin(), hal.versions.end(),
                                    [&](const hal_version_range& known) { return known.overlaps(each); });
    if (found == hal.versions.end()) {
      hal.versions.push_back(each);
    } else {
      found->lowest = (std::min)(found->lowest, each.lowest);
      found->highest = (std::max)(found->highest, each.highest);
    }
  }
}

/// The HAL that asks for this instance alone, split out of the one given if that asks for others too; null if it does not ask
/// for it. What is split out is put behind the HALs of its name.
[[nodiscard]] inline matrix_hal* split_out(compatibility_matrix& into, matrix_hal& hal,
                                           const required_instance& wanted) {
  const auto found = std::find_if(hal.instances.begin(), hal.instances.end(),
                                  [&](const required_instance& each) { return each.same_as(wanted); });
  if (found == hal.instances.end()) return nullptr;
  if (hal.instances.size() == 1) return &hal;
  hal.instances.erase(found);
  matrix_hal alone{hal.name, hal.format, hal.versions, {wanted}, hal.optional, hal.exclusive_to, hal.where};
  return &into.hals.emplace(hal.name, std::move(alone))->second;
}

/// Adds the HALs of a matrix of a higher level: their versions as alternatives where the same instance is asked for already,
/// the rest as optional.
inline void add_alternatives(compatibility_matrix& into, const compatibility_matrix& other) {
  for (const auto& [name, higher] : other.hals) {
    std::vector<matrix_hal*> known;  // before any is split out
    for (auto [each, end] = into.hals.equal_range(name); each != end; ++each)
      if (each->second.format == higher.format) known.push_back(&each->second);
    matrix_hal rest = higher;
    std::erase_if(rest.instances, [&](const required_instance& wanted) {
      bool found = false;
      for (matrix_hal* const each : known)
        if (matrix_hal* const alone = split_out(into, *each, wanted)) {
          add_versions(*alone, higher.versions);
          found = true;
        }
      return found;
    });
    if (rest.instances.empty()) continue;
    rest.optional = true;
    into.hals.emplace(name, std::move(rest));
  }
}

}  // namespace portfit::detail
