#pragma once

#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/hal_manifest.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace portfit::detail {

/// All that a manifest says under one name, whatever the format.
struct same_name_hals {
  manifest_hals::const_iterator first;
  manifest_hals::const_iterator last;

  template <class Predicate>
  [[nodiscard]] bool any_instance(Predicate holds) const {
    return std::any_of(first, last, [&](const auto& each) {
      return std::any_of(each.second.instances.begin(), each.second.instances.end(), holds);
    });
  }
  /// Of the `<version>`s and of all instances.
  template <class Predicate>
  [[nodiscard]] bool any_version(Predicate holds) const {
    return std::any_of(first, last,
                       [&](const auto& each) {
                         return std::any_of(each.second.versions.begin(), each.second.versions.end(), holds);
                       }) ||
           any_instance([&](const hal_instance& each) { return holds(each.version); });
  }
};

[[nodiscard]] inline bool instance_serves(const hal_instance& provided, const hal_version_range& versions,
                                          const required_instance& wanted) {
  return versions.supported_by(provided.version) && provided.interface_name == wanted.interface_name &&
         wanted.matches(provided.instance);
}

/// One range must serve all instances.
[[nodiscard]] inline bool is_served(const matrix_hal& hal, const same_name_hals& provided) {
  return std::any_of(hal.versions.begin(), hal.versions.end(), [&](const hal_version_range& versions) {
    if (hal.instances.empty())
      return provided.any_version([&](hal_version version) { return versions.supported_by(version); });
    return std::all_of(hal.instances.begin(), hal.instances.end(), [&](const required_instance& wanted) {
      return provided.any_instance([&](const hal_instance& each) { return instance_serves(each, versions, wanted); });
    });
  });
}

/// As Android 8 had it: one provided version must be in a range and hold all instances. Patterns did not exist and ask nothing.
[[nodiscard]] inline bool is_served_by_one_version(const matrix_hal& hal, const same_name_hals& provided) {
  return provided.any_version([&](hal_version version) {
    const bool fits = std::any_of(hal.versions.begin(), hal.versions.end(),
                                  [&](const hal_version_range& versions) { return versions.supported_by(version); });
    return fits && std::all_of(hal.instances.begin(), hal.instances.end(), [&](const required_instance& wanted) {
             return wanted.pattern || provided.any_instance([&](const hal_instance& each) {
               return each.version == version && each.interface_name == wanted.interface_name &&
                      each.instance == wanted.instance;
             });
           });
  });
}

/// What is served under the name: instances, or versions alone, or `nothing`.
[[nodiscard]] inline std::string provided_text(const same_name_hals& provided) {
  std::vector<hal_instance> instances;
  std::vector<hal_version> versions;
  for (auto each = provided.first; each != provided.last; ++each) {
    instances.insert(instances.end(), each->second.instances.begin(), each->second.instances.end());
    versions.insert(versions.end(), each->second.versions.begin(), each->second.versions.end());
  }
  std::sort(instances.begin(), instances.end());
  std::sort(versions.begin(), versions.end());
  std::string text;
  for (const hal_instance& each : instances) text += (text.empty() ? "" : ", ") + to_text(each);
  if (text.empty())
    for (const hal_version version : versions) text += (text.empty() ? "@" : ", @") + to_text(version);
  return text.empty() ? "nothing" : text;
}

}  // namespace portfit::detail
