#pragma once

#include <portfit/catalog/diagnostic.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace portfit {

/// What a requirement is about, in the order in which Android checks.
enum class requirement_kind : std::uint8_t {
  side,            ///< manifest and matrix must be of different sides
  hal,             ///< a HAL in versions and instances
  vendor_ndk,      ///< of the framework
  system_sdk,      ///< of the framework
  sepolicy,        ///< version of the device's policy
  kernel_policy,   ///< version of the policy language of the kernel
  kernel_release,  ///< line and release of the kernel
  kernel_level,    ///< the level the kernel was made for
  kernel_option,   ///< an option the kernel is configured with
  verified_boot    ///< version of verified boot's metadata
};

/// One requirement that is not met: what is asked, and what there is.
struct unmet_requirement {
  requirement_kind kind = requirement_kind::hal;
  std::string name;      ///< of the HAL, the option, the SDK ...; empty where the kind says all
  std::string required;  ///< in words
  std::string provided;  ///< in words; `nothing` where nothing is
  written_at where;      ///< of the requirement
};

/// One thing to do about unmet requirements.
struct compatibility_change {
  requirement_kind kind = requirement_kind::hal;
  std::string name;  ///< as in `unmet_requirement`
  std::string text;  ///< what to do: `serve @2.0::IFoo/default of android.hardware.foo`
  friend bool operator==(const compatibility_change&, const compatibility_change&) = default;
};

/// Everything that stands between two halves of a device, in the order of kinds; within HALs by name.
struct compatibility_result {
  std::vector<unmet_requirement> unmet;
  /// As few changes as make the pair compatible: its distance.
  std::vector<compatibility_change> changes;
  [[nodiscard]] bool compatible() const { return unmet.empty(); }

  /// Names of the unmet HALs, by name. Once for each unmet requirement: two on one HAL name it twice.
  [[nodiscard]] std::vector<std::string> unmet_hals() const {
    std::vector<std::string> names;
    for (const unmet_requirement& each : unmet)
      if (each.kind == requirement_kind::hal) names.push_back(each.name);
    return names;
  }
};

/// A stable word for programs: `hal`, `kernel_option` ...
[[nodiscard]] inline std::string to_text(requirement_kind kind) {
  switch (kind) {
    case requirement_kind::side: return "side";
    case requirement_kind::hal: return "hal";
    case requirement_kind::vendor_ndk: return "vendor_ndk";
    case requirement_kind::system_sdk: return "system_sdk";
    case requirement_kind::sepolicy: return "sepolicy";
    case requirement_kind::kernel_policy: return "kernel_policy";
    case requirement_kind::kernel_release: return "kernel_release";
    case requirement_kind::kernel_level: return "kernel_level";
    case requirement_kind::kernel_option: return "kernel_option";
    case requirement_kind::verified_boot: break;
  }
  return "verified_boot";
}

/// The class of an error as libvintf tells it: `HAL`, `SEPOLICY`, `KERNEL`, `AVB`, `VNDK`, `SYSTEM_SDK`, `TYPE`.
[[nodiscard]] inline std::string error_class(requirement_kind kind) {
  switch (kind) {
    case requirement_kind::side: return "TYPE";
    case requirement_kind::hal: return "HAL";
    case requirement_kind::vendor_ndk: return "VNDK";
    case requirement_kind::system_sdk: return "SYSTEM_SDK";
    case requirement_kind::sepolicy: return "SEPOLICY";
    case requirement_kind::kernel_policy: return "KERNEL_SEPOLICY";
    case requirement_kind::kernel_release:
    case requirement_kind::kernel_level:
    case requirement_kind::kernel_option: return "KERNEL";
    case requirement_kind::verified_boot: break;
  }
  return "AVB";
}

/// The class of what libvintf would have stopped at; empty where all is met.
[[nodiscard]] inline std::string first_error_class(const compatibility_result& result) {
  return result.compatible() ? std::string() : error_class(result.unmet.front().kind);
}

}  // namespace portfit
