#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/vintf/hal_instance.hpp>
#include <portfit/vintf/kernel_requirement.hpp>
#include <portfit/vintf/matrix_level.hpp>
#include <portfit/vintf/sepolicy_version.hpp>

#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// A `<hal>` of a manifest: what is served under one name.
struct manifest_hal {
  std::string name;
  hal_format format = hal_format::hidl;
  std::vector<hal_version> versions;  ///< the `<version>`s; an AIDL HAL has at least one
  /// Sorted; an interface and instance occurs once per major part of its version.
  std::vector<hal_instance> instances;
  bool overrides = false;      ///< takes the place of what was said before it
  matrix_level lowest_level;   ///< framework: only for devices of this level or above
  matrix_level highest_level;  ///< framework: only for devices of this level or below
  std::string exclusive_to;    ///< who alone may use it; empty: anybody
  written_at where;
};

/// A version of the vendor's native development kit and its libraries.
struct vendor_ndk {
  std::string version;
  std::set<std::string> libraries;
  friend bool operator==(const vendor_ndk&, const vendor_ndk&) = default;
};

/// A file that an `<xmlfile>` of a manifest speaks of.
struct xml_file {
  std::string name;
  hal_version version;
  friend auto operator<=>(const xml_file&, const xml_file&) = default;
};

/// HALs by name; those of one name in the order they were added.
using manifest_hals = std::multimap<std::string, manifest_hal, std::less<>>;

/// What one half of a device serves: a `<manifest>`, with the fragments that were merged into it.
struct hal_manifest {
  vintf_side side = vintf_side::device;
  matrix_level level;  ///< `target-level`: which level the device was made for
  manifest_hals hals;
  std::optional<sepolicy_version> sepolicy;  ///< device
  std::optional<kernel_description> kernel;  ///< device
  std::vector<vendor_ndk> vendor_ndks;       ///< framework
  std::set<std::string> system_sdks;         ///< framework
  std::set<xml_file> xml_files;              ///< nothing asks for them, but each may be there once
  /// Version of the file's own format. Before 6.0 an instance may be declared twice, in several versions of one major part.
  hal_version format{9, 0};
  std::string file;
};

/// The level the kernel is taken to be made for: what the manifest says of the kernel, else its own level from Android 11 (5)
/// on.
[[nodiscard]] inline matrix_level inferred_kernel_level(const hal_manifest& manifest) {
  if (manifest.kernel && manifest.kernel->level.given()) return manifest.kernel->level;
  if (manifest.level.given() && manifest.level >= level_of_android_11) return manifest.level;
  return {};
}

}  // namespace portfit
