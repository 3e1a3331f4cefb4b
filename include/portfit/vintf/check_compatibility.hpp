#pragma once

#include <portfit/vintf/android_era.hpp>
#include <portfit/vintf/check_kernel.hpp>
#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/detail/hal_changes.hpp>
#include <portfit/vintf/detail/match_hal.hpp>
#include <portfit/vintf/hal_manifest.hpp>
#include <portfit/vintf/unmet_requirement.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// A device as it runs: what its manifest does not say.
struct runtime_facts {
  std::optional<kernel_description> kernel;
  std::optional<std::uint32_t> kernel_policy;  ///< version of the policy language the kernel knows
  std::optional<hal_version> verified_boot;    ///< version of verified boot (AVB) in the boot loader
  std::optional<hal_version> vbmeta;           ///< version of the metadata it was given
};

namespace detail {

/// Walks matrix and manifest side by side: both are sorted by name.
inline void check_hals(const compatibility_matrix& matrix, const hal_manifest& manifest, android_era era,
                       compatibility_result& result) {
  std::vector<unmet_hal> unmet;
  auto provided = manifest.hals.begin();
  for (const auto& [name, hal] : matrix.hals) {
    if (hal.optional) continue;
    while (provided != manifest.hals.end() && provided->first < name) ++provided;
    same_name_hals same{provided, provided};
    while (same.last != manifest.hals.end() && same.last->first == name) ++same.last;
    const bool served = era.matches_by_provided_version() ? is_served_by_one_version(hal, same) : is_served(hal, same);
    if (served) continue;
    result.unmet.push_back({requirement_kind::hal, name, required_text(hal), provided_text(same), hal.where});
    unmet.push_back({&hal, same});
  }
  if (!unmet.empty()) add_hal_changes(unmet, result.changes);
}

inline void check_sepolicy(const compatibility_matrix& matrix, const hal_manifest& manifest,
                           compatibility_result& result) {
  const sepolicy_version provided = manifest.sepolicy.value_or(sepolicy_version{0, 0});
  const auto accepts = [&](const sepolicy_version_range& each) { return each.supported_by(provided); };
  std::string accepted;
  if (matrix.sepolicy) {
    if (std::any_of(matrix.sepolicy->versions.begin(), matrix.sepolicy->versions.end(), accepts)) return;
    for (const sepolicy_version_range& each : matrix.sepolicy->versions)
      accepted += (accepted.empty() ? "" : " or ") + to_text(each);
  }
  const bool any = !accepted.empty();
  const written_at where = matrix.sepolicy ? matrix.sepolicy->where : written_at(matrix.file, 0, 0);
  result.unmet.push_back({requirement_kind::sepolicy,
                          {},
                          any ? accepted : "one that the matrix lists (it lists none)",
                          manifest.sepolicy ? to_text(provided) : "nothing (counts as 0.0)",
                          where});
  result.changes.push_back({requirement_kind::sepolicy,
                            {},
                            any ? "ship a sepolicy of version " + accepted
                                : "list sepolicy version " + to_text(provided) + " in the matrix"});
}

/// The device's matrix may ask for a version of the vendor's native development kit, with its libraries.
inline void check_vendor_ndk(const compatibility_matrix& matrix, const hal_manifest& manifest,
                             compatibility_result& result) {
  if (matrix.ndk.version.empty()) return;
  const auto found = std::find_if(manifest.vendor_ndks.begin(), manifest.vendor_ndks.end(),
                                  [&](const vendor_ndk& each) { return each.version == matrix.ndk.version; });
  const auto miss = [&](std::string name, std::string required, std::string provided, std::string change) {
    result.unmet.push_back(
        {requirement_kind::vendor_ndk, name, std::move(required), std::move(provided), {matrix.file, 0, 0}});
    result.changes.push_back({requirement_kind::vendor_ndk, std::move(name), std::move(change)});
  };
  if (found == manifest.vendor_ndks.end()) {
    std::string provided;
    for (const vendor_ndk& each : manifest.vendor_ndks) provided += (provided.empty() ? "" : ", ") + each.version;
    return miss(matrix.ndk.version, "vendor NDK " + matrix.ndk.version, provided.empty() ? "nothing" : provided,
                "offer vendor NDK " + matrix.ndk.version + " in the framework");
  }
  for (const std::string& library : matrix.ndk.libraries)
    if (!found->libraries.contains(library))
      miss(library, library + " in vendor NDK " + matrix.ndk.version, "nothing",
           "add " + library + " to vendor NDK " + matrix.ndk.version + " of the framework");
}

inline void check_system_sdks(const compatibility_matrix& matrix, const hal_manifest& manifest,
                              compatibility_result& result) {
  std::string provided;
  for (const std::string& each : manifest.system_sdks) provided += (provided.empty() ? "" : ", ") + each;
  for (const std::string& version : matrix.system_sdks) {
    if (manifest.system_sdks.contains(version)) continue;
    result.unmet.push_back({requirement_kind::system_sdk,
                            version,
                            "system SDK " + version,
                            provided.empty() ? "nothing" : provided,
                            {matrix.file, 0, 0}});
    result.changes.push_back(
        {requirement_kind::system_sdk, version, "offer system SDK " + version + " in the framework"});
  }
}

[[nodiscard]] inline std::string kernel_change_text(const unmet_requirement& each) {
  if (each.kind == requirement_kind::kernel_option) return "set " + each.name + '=' + each.required + " in the kernel";
  if (each.kind == requirement_kind::kernel_level) return "have the kernel made for " + each.required;
  return "take " + each.required;
}

inline void take_kernel_result(kernel_result found, compatibility_result& result) {
  for (unmet_requirement& each : found.unmet) {
    compatibility_change change{each.kind, each.name, kernel_change_text(each)};
    if (std::find(result.changes.begin(), result.changes.end(), change) == result.changes.end())
      result.changes.push_back(std::move(change));
    result.unmet.push_back(std::move(each));
  }
}

inline void check_verified_boot(const char* what, const std::optional<hal_version>& provided, hal_version asked,
                                compatibility_result& result) {
  if (!provided || (provided->major_part == asked.major_part && provided->minor_part >= asked.minor_part)) return;
  result.unmet.push_back({requirement_kind::verified_boot, what, "version " + to_text(asked), to_text(*provided), {}});
  result.changes.push_back(
      {requirement_kind::verified_boot, what, std::string("bring the ") + what + " to version " + to_text(asked)});
}

}  // namespace detail

/// Whether what one half of a device serves is what the other half asks for, with everything that is not.
///
/// A device's manifest is held against a framework's matrix: HALs, sepolicy and, if the manifest tells the kernel's release,
/// the kernel; a framework's manifest against a device's matrix: HALs, vendor NDK, system SDKs. libvintf stops at the first
/// class of requirement that fails; here all are told, in its order. (libvintf, HalManifest.cpp, `checkCompatibility`.)
/// Complexity: linear in HALs of both sides; per unmet HAL in its alternatives.
[[nodiscard]] inline compatibility_result check_compatibility(const compatibility_matrix& matrix,
                                                              const hal_manifest& manifest, android_era era = {}) {
  compatibility_result result;
  if (matrix.side == manifest.side) {
    result.unmet.push_back({requirement_kind::side,
                            {},
                            "a manifest of the other side",
                            "matrix and manifest are both of the " + to_text(manifest.side),
                            {}});
    return result;
  }
  if (era.requires_hals()) detail::check_hals(matrix, manifest, era, result);
  if (manifest.side == vintf_side::framework) {
    detail::check_vendor_ndk(matrix, manifest, result);
    detail::check_system_sdks(matrix, manifest, result);
    return result;
  }
  detail::check_sepolicy(matrix, manifest, result);
  if (manifest.kernel && manifest.kernel->release)
    detail::take_kernel_result(check_kernel(matrix.kernels, *manifest.kernel, manifest.kernel->level, era), result);
  return result;
}

/// Whether a device as it runs is what a framework's matrix asks for: policy language of the kernel, its release and options,
/// verified boot. What is not known is not judged. (libvintf, RuntimeInfo.cpp, `checkCompatibility`.)
/// @param level the level the kernel was made for, if any.
[[nodiscard]] inline compatibility_result check_runtime(const compatibility_matrix& matrix, const runtime_facts& device,
                                                        matrix_level level, android_era era = {}) {
  compatibility_result result;
  const std::uint32_t asked = matrix.sepolicy ? matrix.sepolicy->kernel_version : 0;
  const bool fits = !device.kernel_policy || *device.kernel_policy == asked ||
                    (*device.kernel_policy > asked && !era.wants_equal_kernel_sepolicy());
  if (!fits) {
    const std::string wanted = std::to_string(asked) + (era.wants_equal_kernel_sepolicy() ? "" : " or above");
    result.unmet.push_back({requirement_kind::kernel_policy,
                            {},
                            wanted,
                            std::to_string(*device.kernel_policy),
                            matrix.sepolicy ? matrix.sepolicy->where : written_at(matrix.file, 0, 0)});
    result.changes.push_back({requirement_kind::kernel_policy, {}, "take a kernel with policy version " + wanted});
  }
  if (device.kernel && device.kernel->release)
    detail::take_kernel_result(check_kernel(matrix.kernels, *device.kernel, level, era), result);
  const hal_version boot = matrix.vbmeta.value_or(hal_version{});
  detail::check_verified_boot("verified boot", device.verified_boot, boot, result);
  detail::check_verified_boot("vbmeta", device.vbmeta, boot, result);
  return result;
}

/// What a framework's matrix asks of a running device and the facts do not tell, in words. It is not judged, so whether the
/// device is compatible is open in this.
[[nodiscard]] inline std::vector<std::string> unchecked_facts(const compatibility_matrix& matrix,
                                                              const runtime_facts& device) {
  std::vector<std::string> result;
  if (!matrix.kernels.empty() && !(device.kernel && device.kernel->release)) result.push_back("kernel");
  if (matrix.sepolicy && matrix.sepolicy->kernel_version > 0 && !device.kernel_policy)
    result.push_back("kernel's policy version");
  if (matrix.vbmeta.value_or(hal_version{}) == hal_version{}) return result;
  if (!device.verified_boot) result.push_back("verified boot");
  if (!device.vbmeta) result.push_back("vbmeta");
  return result;
}

}  // namespace portfit
