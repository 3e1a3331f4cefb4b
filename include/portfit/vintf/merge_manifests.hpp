#pragma once

#include <portfit/vintf/android_era.hpp>
#include <portfit/vintf/hal_manifest.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// Takes all of one major part out of what was said of a HAL, and the entries of which nothing is left.
inline void remove_major(hal_manifest& manifest, const std::string& name, std::uint32_t major_part) {
  for (auto [each, end] = manifest.hals.equal_range(name); each != end;) {
    manifest_hal& hal = each->second;
    std::erase_if(hal.versions, [&](hal_version version) { return version.major_part == major_part; });
    std::erase_if(hal.instances, [&](const hal_instance& one) { return one.version.major_part == major_part; });
    each = hal.versions.empty() && hal.instances.empty() ? manifest.hals.erase(each) : std::next(each);
  }
}

inline void make_way(hal_manifest& manifest, const manifest_hal& added) {
  if (added.versions.empty() && added.instances.empty()) manifest.hals.erase(added.name);
  std::set<std::uint32_t> major_parts;
  for (const hal_version version : added.versions) major_parts.insert(version.major_part);
  for (const hal_instance& each : added.instances) major_parts.insert(each.version.major_part);
  for (const std::uint32_t each : major_parts) remove_major(manifest, added.name, each);
}

[[nodiscard]] inline std::string declared_at(const manifest_hal& hal) {
  return hal.where.file.empty() ? std::string() : " (" + hal.where.file + ':' + std::to_string(hal.where.line) + ')';
}

/// Two versions of one major part, or (from format 6.0 on) one instance twice in one major part. AIDL versions all share
/// theirs.
[[nodiscard]] inline std::optional<std::string> hal_conflict_text(const hal_manifest& manifest,
                                                                  const manifest_hal& added) {
  using instance_key = std::tuple<std::uint32_t, std::string_view, std::string_view>;
  const auto key = [](const hal_instance& each) {
    return instance_key{each.version.major_part, each.interface_name, each.instance};
  };
  std::set<std::uint32_t> major_parts;
  if (added.format != hal_format::aidl)
    for (const hal_version version : added.versions) major_parts.insert(version.major_part);
  std::set<instance_key> instances;
  if (manifest.format >= hal_version{6, 0})
    for (const hal_instance& each : added.instances) instances.insert(key(each));
  for (auto [each, end] = manifest.hals.equal_range(added.name); each != end; ++each) {
    for (const hal_version version : each->second.versions)
      if (major_parts.contains(version.major_part))
        return added.name + " is declared twice in major version " + std::to_string(version.major_part) +
               declared_at(each->second) + declared_at(added);
    for (const hal_instance& one : each->second.instances)
      if (instances.contains(key(one)))
        return added.name + ' ' + to_text(one) + " is declared twice" + declared_at(each->second) + declared_at(added);
  }
  return std::nullopt;
}

/// Takes over what the other one says where this one says nothing. @returns whether they agree.
template <class Value>
[[nodiscard]] bool take_over_value(Value& value, Value other, const Value& nothing = {}) {
  if (value == nothing) {
    value = std::move(other);
    return true;
  }
  return other == nothing || other == value;
}

[[nodiscard]] inline std::optional<std::string> merge_kernel(hal_manifest& into, kernel_description other) {
  if (!into.kernel) into.kernel.emplace();
  if (!take_over_value(into.kernel->release, other.release)) return "the kernel's version is given twice, differently";
  if (!take_over_value(into.kernel->level, other.level)) return "the kernel's target-level is given twice, differently";
  if (!into.kernel->options.empty() && !other.options.empty()) return "the kernel's options are listed twice";
  if (into.kernel->options.empty()) into.kernel->options = std::move(other.options);
  return std::nullopt;
}

}  // namespace detail

/// Adds a HAL to a manifest. One that overrides first takes out what was said of its name and major versions; with
/// neither version nor instance, all that was said of its name.
/// @returns what it is in conflict with, if anything; then the manifest is not to be used.
/// Complexity: linear in what is said of the name, times its logarithm.
[[nodiscard]] inline std::optional<std::string> add_hal(hal_manifest& into, manifest_hal added) {
  if (added.overrides) detail::make_way(into, added);
  if (auto conflict = detail::hal_conflict_text(into, added)) return conflict;
  std::string name = added.name;
  into.hals.emplace(std::move(name), std::move(added));
  return std::nullopt;
}

/// Merges a fragment (of /vendor/etc/vintf/manifest, of the ODM partition, of an APEX) into a manifest, in the order in which a
/// device reads them.
/// @returns what they contradict each other in, if anything; then the manifest is not to be used.
[[nodiscard]] inline std::optional<std::string> merge_manifest(hal_manifest& into, hal_manifest other) {
  if (into.side != other.side)
    return "a manifest of the " + to_text(other.side) + " cannot be merged into one of the " + to_text(into.side);
  if (!detail::take_over_value(into.level, other.level))
    return "the target-level is " + to_text(into.level) + " and " + to_text(other.level);
  into.format = (std::max)(into.format, other.format);
  for (auto& [name, hal] : other.hals)
    if (auto conflict = add_hal(into, std::move(hal))) return conflict;
  for (const xml_file& each : other.xml_files)
    if (!into.xml_files.insert(each).second)
      return "the file " + each.name + ' ' + to_text(each.version) + " is listed twice";
  if (!detail::take_over_value(into.sepolicy, other.sepolicy))
    return "the sepolicy version is given twice, differently";
  if (other.kernel)
    if (auto conflict = detail::merge_kernel(into, std::move(*other.kernel))) return conflict;
  std::move(other.vendor_ndks.begin(), other.vendor_ndks.end(), std::back_inserter(into.vendor_ndks));
  into.system_sdks.merge(other.system_sdks);
  return std::nullopt;
}

/// Leaves out the HALs a framework does not serve to devices of this level. A device without a level is older than any.
inline void keep_hals_for(hal_manifest& framework, matrix_level device, android_era era = {}) {
  std::erase_if(framework.hals, [&](const auto& each) {
    const manifest_hal& hal = each.second;
    const bool too_new = device.given() && hal.highest_level.given() && hal.highest_level < device;
    const bool too_old = hal.lowest_level.given() && (!device.given() || device < hal.lowest_level);
    return (too_new && era.knows_highest_levels()) || (too_old && era.knows_lowest_levels());
  });
}

}  // namespace portfit
