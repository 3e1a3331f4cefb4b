#pragma once

#include <portfit/vintf/hal_instance.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace portfit::detail {

/// An `<fqname>` as it is written.
struct instance_name {
  bool has_package = false;
  std::optional<hal_version> version;
  std::string interface_name;
  std::string instance;
};

[[nodiscard]] inline bool is_interface_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// Reads `@2.0::IFoo/default`, `IFoo/default` or, of native HALs, `@5.0/default`; nothing where it is none of these.
[[nodiscard]] inline std::optional<instance_name> read_instance_name(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size()) return std::nullopt;
  instance_name result;
  result.instance = text.substr(slash + 1);
  std::string_view name = text.substr(0, slash);
  if (const auto at = name.find('@'); at != std::string_view::npos) {
    result.has_package = at > 0;
    const auto colons = name.find("::", at);
    const std::string_view version = name.substr(at + 1, colons == std::string_view::npos ? colons : colons - at - 1);
    result.version = read_hal_version(version);
    if (!result.version || version.front() < '0' || version.front() > '9') return std::nullopt;
    name = colons == std::string_view::npos ? std::string_view() : name.substr(colons + 2);
    if (colons != std::string_view::npos && !is_interface_name(name)) return std::nullopt;
  } else if (!is_interface_name(name)) {
    return std::nullopt;
  }
  result.interface_name = name;
  return result;
}

}  // namespace portfit::detail
