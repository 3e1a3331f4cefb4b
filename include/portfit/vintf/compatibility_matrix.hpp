#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/vintf/hal_instance.hpp>
#include <portfit/vintf/hal_manifest.hpp>
#include <portfit/vintf/instance_pattern.hpp>
#include <portfit/vintf/kernel_requirement.hpp>
#include <portfit/vintf/matrix_level.hpp>
#include <portfit/vintf/sepolicy_version.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// An interface with the name, or the pattern of the names, under which it must be served.
struct required_instance {
  std::string interface_name;
  std::string instance;                     ///< or the text of the pattern
  std::optional<instance_pattern> pattern;  ///< of a `<regex-instance>`

  [[nodiscard]] bool matches(const std::string& name) const {
    return pattern ? pattern->matches(name) : name == instance;
  }
  /// Written alike: the same interface, and the same name or the same text of a pattern.
  [[nodiscard]] bool same_as(const required_instance& other) const { return key() == other.key(); }
  [[nodiscard]] std::tuple<std::string_view, bool, std::string_view> key() const {
    return {interface_name, pattern.has_value(), instance};
  }
};

/// A `<hal>` of a matrix: all of the instances must be served, in one of the versions.
struct matrix_hal {
  std::string name;
  hal_format format = hal_format::hidl;
  std::vector<hal_version_range> versions;   ///< alternatives; one of them must serve all instances
  std::vector<required_instance> instances;  ///< sorted by `key()`; if none, a version is enough
  bool optional = false;
  std::string exclusive_to;
  written_at where;
};

/// The `<sepolicy>` of a framework's matrix.
struct sepolicy_requirement {
  std::uint32_t kernel_version = 0;  ///< of the policy language, at least
  std::vector<sepolicy_version_range> versions;
  written_at where = {};
  friend bool operator==(const sepolicy_requirement&, const sepolicy_requirement&) = default;
};

/// HALs by name; those of one name in the order they were added.
using matrix_hals = std::multimap<std::string, matrix_hal, std::less<>>;

/// What one half of a device asks of the other: a `<compatibility-matrix>`.
struct compatibility_matrix {
  vintf_side side = vintf_side::framework;  ///< whose matrix it is; it asks of the other side
  matrix_level level;                       ///< framework
  matrix_hals hals;
  std::vector<kernel_requirement> kernels;       ///< framework
  std::optional<sepolicy_requirement> sepolicy;  ///< framework
  std::optional<hal_version> vbmeta;             ///< framework: version of verified boot's metadata
  vendor_ndk ndk;                                ///< device; without a version nothing is asked
  std::set<std::string> system_sdks;             ///< device
  std::string file;
};

/// `@2.0-1::IFoo/default` or `IFoo/default (@1-2)`: one of the instances in one of the versions.
[[nodiscard]] inline std::string required_text(const matrix_hal& hal, const hal_version_range& versions,
                                               const required_instance& each) {
  return instance_text(to_text(versions), hal.format == hal_format::aidl, each.interface_name, each.instance);
}

/// What a HAL asks: instances joined by `and`, versions by `or`; `nothing that can be met` without versions.
[[nodiscard]] inline std::string required_text(const matrix_hal& hal) {
  std::string text;
  for (const hal_version_range& versions : hal.versions) {
    if (!text.empty()) text += " or ";
    std::string all;
    for (const required_instance& each : hal.instances)
      all += (all.empty() ? "" : " and ") + required_text(hal, versions, each);
    text += hal.instances.empty() ? '@' + to_text(versions) : all;
  }
  return text.empty() ? "nothing that can be met" : text;
}

}  // namespace portfit
