#pragma once

#include <portfit/vintf/hal_version.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace portfit {

/// How a HAL is spoken to. It decides how versions are written; compatibility does not compare it.
enum class hal_format : std::uint8_t { hidl, aidl, native };

[[nodiscard]] inline std::optional<hal_format> read_hal_format(std::string_view text) {
  if (text == "hidl") return hal_format::hidl;
  if (text == "aidl") return hal_format::aidl;
  if (text == "native") return hal_format::native;
  return std::nullopt;
}

[[nodiscard]] inline std::string to_text(hal_format format) {
  if (format == hal_format::hidl) return "hidl";
  return format == hal_format::aidl ? "aidl" : "native";
}

/// Which of the two halves of a device a document speaks of.
enum class vintf_side : std::uint8_t { device, framework };

[[nodiscard]] inline std::string to_text(vintf_side side) {
  return side == vintf_side::device ? "device" : "framework";
}

/// One thing a manifest says is served: an interface under a name, in a version.
struct hal_instance {
  hal_version version;
  std::string interface_name;  ///< empty for native HALs without interfaces
  std::string instance;
  friend auto operator<=>(const hal_instance&, const hal_instance&) = default;
};

/// `@2.0::IFoo/default` of a HIDL or native HAL, `IFoo/default (@3)` of an AIDL one.
[[nodiscard]] inline std::string instance_text(const std::string& version, bool is_aidl,
                                               const std::string& interface_name, const std::string& instance) {
  std::string name = interface_name;
  if (!instance.empty()) name += '/' + instance;
  if (is_aidl) return name + " (@" + version + ')';
  return '@' + version + (interface_name.empty() ? "" : "::") + name;
}

[[nodiscard]] inline std::string to_text(const hal_instance& each) {
  return instance_text(to_text(each.version), each.version.is_aidl(), each.interface_name, each.instance);
}

}  // namespace portfit
