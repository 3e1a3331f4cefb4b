#pragma once

#include <portfit/import/detail/vintf_document.hpp>
#include <portfit/vintf/detail/match_option.hpp>
#include <portfit/vintf/kernel_requirement.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

inline constexpr const char* release_expected = "three numbers, as 4.14.180";

/// The text of an attribute as a release of a kernel.
[[nodiscard]] inline std::optional<kernel_release> release_attribute(vintf_document& document,
                                                                     const pugi::xml_node& node) {
  const pugi::xml_attribute given = node.attribute("version");
  const auto release = read_kernel_release(given.value());
  if (!release)
    document.error(node, "bad_attribute", "version=\"" + std::string(given.value()) + "\" of <kernel> is no release",
                   release_expected);
  return release;
}

[[nodiscard]] inline std::optional<kernel_value_kind> read_option_kind(std::string_view text) {
  if (text == "string") return kernel_value_kind::word;
  if (text == "int") return kernel_value_kind::number;
  if (text == "range") return kernel_value_kind::range;
  if (text == "tristate") return kernel_value_kind::tristate;
  return std::nullopt;
}

[[nodiscard]] inline bool is_option_value_of(kernel_value_kind kind, std::string_view text) {
  if (kind == kernel_value_kind::number) return read_option_number(text).has_value();
  if (kind == kernel_value_kind::range) return read_option_range(text).has_value();
  return kind == kernel_value_kind::word || text == "y" || text == "m" || text == "n";
}

/// The `<config>`s of a `<kernel>` of a matrix, or of its `<conditions>`.
[[nodiscard]] inline std::vector<required_option> read_required_options(vintf_document& document,
                                                                        const pugi::xml_node& node) {
  std::vector<required_option> result;
  for (const pugi::xml_node& each : node.children("config")) {
    required_option option;
    option.name = document.child_text(each, "key");
    option.value = document.child_text(each, "value");
    const pugi::xml_node value = each.child("value");
    const auto kind = read_option_kind(value.attribute("type").value());
    if (!kind) {
      document.error(value, "bad_attribute",
                     "the type of " + option.name + " is '" + value.attribute("type").value() + "'",
                     "string, int, range or tristate");
      continue;
    }
    option.kind = *kind;
    if (!is_option_value_of(*kind, option.value))
      document.error(value, "bad_text", option.name + " is to be '" + option.value + "', which is no value of its type",
                     "y, m or n; a number; or a range a-b");
    result.push_back(std::move(option));
  }
  return result;
}

/// A `<kernel>` of a matrix.
[[nodiscard]] inline std::optional<kernel_requirement> read_required_kernel(vintf_document& document,
                                                                            const pugi::xml_node& node) {
  const auto release = release_attribute(document, node);
  if (!release) return std::nullopt;
  return kernel_requirement{*release, document.level(node, "level"),
                            read_required_options(document, document.single_child(node, "conditions")),
                            read_required_options(document, node), document.place(node)};
}

/// The `<kernel>` of a device's manifest.
[[nodiscard]] inline kernel_description read_described_kernel(vintf_document& document, const pugi::xml_node& node) {
  kernel_description result;
  const kernel_release none;
  const kernel_release release = document.attribute(node, "version", none, read_kernel_release, release_expected);
  if (release != none) result.release = release;
  result.level = document.level(node, "target-level");
  for (const pugi::xml_node& each : node.children("config")) {
    const std::string name = document.child_text(each, "key");
    if (!result.options.emplace(name, document.child_text(each, "value")).second)
      document.error(each, "duplicate_option", "the option " + name + " is listed twice");
  }
  return result;
}

}  // namespace portfit::detail
