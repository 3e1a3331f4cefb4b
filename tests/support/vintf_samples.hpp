#pragma once

#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/hal_manifest.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace portfit_test {

/// `@1.0::IFoo/a`, or `IFoo/a` and `IFoo/a@3` for AIDL (version 1 where it says none).
inline portfit::hal_instance instance(std::string_view text) {
  portfit::hal_instance result;
  if (text.front() == '@') {
    const auto colons = text.find("::");
    result.version = *portfit::read_hal_version(text.substr(1, colons - 1));
    text.remove_prefix(colons + 2);
  } else {
    const auto at = text.find('@');
    result.version =
        at == std::string_view::npos ? portfit::hal_version::aidl(1) : *portfit::read_aidl_version(text.substr(at + 1));
    text = text.substr(0, at);
  }
  const auto slash = text.find('/');
  result.interface_name = text.substr(0, slash);
  result.instance = text.substr(slash + 1);
  return result;
}

/// A HAL of a manifest that serves these.
inline portfit::manifest_hal served_hal(const std::string& name, const std::vector<std::string>& instances) {
  portfit::manifest_hal hal;
  hal.name = name;
  for (const std::string& each : instances) hal.instances.push_back(instance(each));
  std::sort(hal.instances.begin(), hal.instances.end());
  if (!hal.instances.empty() && hal.instances.front().version.is_aidl()) {
    hal.format = portfit::hal_format::aidl;
    hal.versions = {hal.instances.front().version};
  }
  return hal;
}

/// A HAL of a matrix: `2.0-1` (or `2-3` for AIDL) and `IFoo/a`; a name that begins with `~` is a pattern.
inline portfit::matrix_hal required_hal(const std::string& name, const std::vector<std::string>& versions,
                                        const std::vector<std::string>& instances, bool optional = false) {
  portfit::matrix_hal hal;
  hal.name = name;
  hal.optional = optional;
  for (const std::string& each : versions) {
    const bool is_aidl = each.find('.') == std::string::npos;
    if (is_aidl) hal.format = portfit::hal_format::aidl;
    hal.versions.push_back(*portfit::read_hal_version_range(each, is_aidl));
  }
  for (const std::string& each : instances) {
    const auto slash = each.find('/');
    portfit::required_instance wanted{each.substr(0, slash), each.substr(slash + 1), {}};
    if (wanted.instance.starts_with('~')) {
      wanted.instance.erase(0, 1);
      wanted.pattern.emplace(wanted.instance);
    }
    hal.instances.push_back(wanted);
  }
  std::sort(hal.instances.begin(), hal.instances.end(), [](const auto& a, const auto& b) { return a.key() < b.key(); });
  return hal;
}

inline void add(portfit::compatibility_matrix& matrix, const portfit::matrix_hal& hal) {
  matrix.hals.emplace(hal.name, hal);
}

inline void add(portfit::hal_manifest& manifest, const portfit::manifest_hal& hal) {
  manifest.hals.emplace(hal.name, hal);
}

}  // namespace portfit_test
