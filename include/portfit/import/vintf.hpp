#pragma once

#include <portfit/import/detail/vintf_document.hpp>
#include <portfit/import/detail/vintf_kernel.hpp>
#include <portfit/import/detail/vintf_manifest_hal.hpp>
#include <portfit/import/detail/vintf_matrix_hal.hpp>
#include <portfit/import/detail/vintf_xml_file.hpp>
#include <portfit/vintf/android_era.hpp>
#include <portfit/vintf/combine_matrices.hpp>
#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/hal_manifest.hpp>
#include <portfit/vintf/merge_manifests.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// A matrix and what was to be said of its text. With an error among the remarks, Android would refuse the file.
struct matrix_reading {
  compatibility_matrix matrix;
  diagnostics remarks;
};

/// A manifest and what was to be said of its text. With an error among the remarks, Android would refuse the file.
struct manifest_reading {
  hal_manifest manifest;
  diagnostics remarks;
};

namespace detail {

[[nodiscard]] inline std::optional<std::uint32_t> read_policy_number(std::string_view text) {
  return read_version_part(text);
}

[[nodiscard]] inline vendor_ndk read_vendor_ndk(vintf_document& document, const pugi::xml_node& node) {
  return {document.child_text(node, "version"), document.distinct_texts(node, "library")};
}

[[nodiscard]] inline std::set<std::string> read_system_sdks(vintf_document& document) {
  return document.distinct_texts(document.single_child(document.root(), "system-sdk"), "version");
}

/// What only matrices of a framework say.
inline void read_framework_needs(vintf_document& document, compatibility_matrix& matrix) {
  if (const pugi::xml_node node = document.single_child(document.root(), "sepolicy")) {
    sepolicy_requirement& asked = matrix.sepolicy.emplace();
    asked.where = document.place(node);
    if (const pugi::xml_node kernel = node.child("kernel-sepolicy-version"); !kernel)
      document.error(node, "missing_element", "<sepolicy> has no <kernel-sepolicy-version>");
    else
      asked.kernel_version = document.value(kernel, read_policy_number, "a number").value_or(0);
    for (const pugi::xml_node& each : node.children("sepolicy-version"))
      if (const auto range = document.value(each, read_sepolicy_version_range, "as 30.0, 30.0-1 or 202404"))
        asked.versions.push_back(*range);
  }
  if (const pugi::xml_node node = document.single_child(document.root(), "avb")) {
    if (!node.child("vbmeta-version"))
      document.error(node, "missing_element", "<avb> has no <vbmeta-version>");
    else
      matrix.vbmeta = document.value(node.child("vbmeta-version"), read_hal_version, "as 1.0");
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> lines;
  for (const pugi::xml_node& each : document.root().children("kernel")) {
    if (!document.afford(each, 1)) break;
    auto kernel = read_required_kernel(document, each);
    if (!kernel) continue;
    if (lines.emplace(kernel->lowest.version, kernel->lowest.patch_level).second && !kernel->conditions.empty())
      document.error(each, "conditional_kernel", "the first <kernel> of a line has <conditions>",
                     "one without before it");
    if (const auto conflict = add_kernel(matrix, std::move(*kernel)))
      document.error(each, "conflict", *conflict, "one release per line and level");
  }
}

inline void read_device_needs(vintf_document& document, compatibility_matrix& matrix) {
  if (const pugi::xml_node node = document.single_child(document.root(), "vendor-ndk"))
    matrix.ndk = read_vendor_ndk(document, node);
  matrix.system_sdks = read_system_sdks(document);
}

inline void read_device_offers(vintf_document& document, hal_manifest& manifest) {
  const pugi::xml_node top = document.root();
  if (const pugi::xml_node policy = document.single_child(top, "sepolicy")) {
    if (!policy.child("version"))
      document.error(policy, "missing_element", "<sepolicy> has no <version>");
    else
      manifest.sepolicy = document.value(policy.child("version"), read_sepolicy_version, "as 30.0 or 202404");
  }
  if (const pugi::xml_node kernel = document.single_child(top, "kernel"))
    manifest.kernel = read_described_kernel(document, kernel);
}

inline void read_framework_offers(vintf_document& document, hal_manifest& manifest) {
  std::set<std::string> versions;
  for (const pugi::xml_node& each : document.root().children("vendor-ndk")) {
    manifest.vendor_ndks.push_back(read_vendor_ndk(document, each));
    if (!versions.insert(manifest.vendor_ndks.back().version).second)
      document.error(each, "duplicate_version",
                     "vendor NDK " + manifest.vendor_ndks.back().version + " is listed twice");
  }
  manifest.system_sdks = read_system_sdks(document);
}

}  // namespace detail

/// Reads a `<compatibility-matrix>`, of a framework or of a device, in its source form or as built.
///
/// Codes: `bad_xml`, `too_large`, `too_deep`, `too_many`, `binary_file`, `empty_file`, `wrong_root`, `new_format`,
/// `bad_attribute`, `bad_text`, `missing_element`, `duplicate_element`, `duplicate_interface`, `duplicate_instance`,
/// `required_file`, `conditional_kernel`, `conflict`; as a warning `bad_pattern`. Entities of a document type are not expanded.
/// Complexity: linear in the text.
[[nodiscard]] inline matrix_reading read_compatibility_matrix(std::string_view text, std::string file_name,
                                                              android_era era = {}, vintf_limits limits = {}) {
  detail::vintf_document document(text, std::move(file_name), era, limits);
  matrix_reading result;
  result.matrix.file = document.file();
  if (const auto side = document.open("compatibility-matrix")) {
    result.matrix.side = *side;
    result.matrix.level = document.level(document.root(), "level");
    for (const pugi::xml_node& each : document.root().children("hal")) {
      if (!document.afford(each, 1)) break;
      matrix_hal hal = detail::matrix_hal_reader(document, each).read();
      std::string name = hal.name;
      result.matrix.hals.emplace(std::move(name), std::move(hal));
    }
    if (*side == vintf_side::framework)
      detail::read_framework_needs(document, result.matrix);
    else
      detail::read_device_needs(document, result.matrix);
    detail::check_required_xml_files(document);
  }
  result.remarks = std::move(document.remarks());
  return result;
}

/// Reads a `<manifest>`, of a device or of a framework, or a fragment of one.
///
/// Codes: those of `read_compatibility_matrix` that apply, and `bad_transport`, `no_instance`, `duplicate_version`,
/// `duplicate_option`; `conflict` where a HAL is declared twice. Complexity: about linear in the text.
[[nodiscard]] inline manifest_reading read_hal_manifest(std::string_view text, std::string file_name,
                                                        android_era era = {}, vintf_limits limits = {}) {
  detail::vintf_document document(text, std::move(file_name), era, limits);
  manifest_reading result;
  result.manifest.file = document.file();
  if (const auto side = document.open("manifest")) {
    result.manifest.side = *side;
    result.manifest.format = document.format();
    result.manifest.level = document.level(document.root(), "target-level");
    if (*side == vintf_side::device)
      detail::read_device_offers(document, result.manifest);
    else
      detail::read_framework_offers(document, result.manifest);
    result.manifest.xml_files = detail::read_xml_files(document);
    for (const pugi::xml_node& each : document.root().children("hal")) {
      if (!document.afford(each, 1)) break;
      if (auto conflict = add_hal(result.manifest, detail::manifest_hal_reader(document, each).read()))
        document.error(each, "conflict", std::move(*conflict),
                       "each instance once, and each major version in one <hal>");
    }
  }
  result.remarks = std::move(document.remarks());
  return result;
}

}  // namespace portfit
