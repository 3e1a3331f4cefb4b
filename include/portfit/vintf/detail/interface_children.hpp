#pragma once

#include <portfit/vintf/hal_instance.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// Which HIDL interfaces inherit from which, both in full: `android.hardware.foo@1.0::IFoo` to
/// `android.hardware.foo@1.1::IFoo`.
using interface_children = std::multimap<std::string, std::string, std::less<>>;

namespace detail {

/// `package@1.0::IFoo` taken apart.
struct full_interface {
  std::string package;
  hal_version version;
  std::string interface_name;
};

[[nodiscard]] inline std::optional<full_interface> read_full_interface(std::string_view text) {
  const auto at = text.find('@');
  const auto colons = text.find("::");
  if (at == std::string_view::npos || colons == std::string_view::npos || colons < at) return std::nullopt;
  const auto version = read_hal_version(text.substr(at + 1, colons - at - 1));
  if (!version) return std::nullopt;
  return full_interface{std::string(text.substr(0, at)), *version, std::string(text.substr(colons + 2))};
}

/// The interfaces that inherit from that of an instance. What is not written as an interface is left out.
[[nodiscard]] inline std::vector<full_interface> children_of(const interface_children& children,
                                                             const std::string& package, const hal_instance& parent) {
  std::vector<full_interface> result;
  const auto [first, last] =
      children.equal_range(package + '@' + to_text(parent.version) + "::" + parent.interface_name);
  for (auto each = first; each != last; ++each)
    if (auto child = read_full_interface(each->second)) result.push_back(std::move(*child));
  return result;
}

}  // namespace detail
}  // namespace portfit
