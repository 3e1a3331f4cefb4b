#pragma once

#include <portfit/import/detail/vintf_document.hpp>
#include <portfit/vintf/hal_manifest.hpp>

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// Checks the `<xmlfile>`s of a matrix. They ask nothing, as each has to be optional, but one that is not as it should be makes
/// the matrix unusable.
inline void check_required_xml_files(vintf_document& document) {
  for (const pugi::xml_node& each : document.root().children("xmlfile")) {
    if (!document.afford(each, 1)) return;
    const std::string name = document.child_text(each, "name");
    const std::string_view format = each.attribute("format").value();
    if (format != "dtd" && format != "xsd")
      document.error(each, "bad_attribute", "the format of the file " + name + " is '" + std::string(format) + "'",
                     "format=\"dtd\" or format=\"xsd\"");
    if (!document.yes_or_no(each, "optional", false))
      document.error(each, "required_file", "the file " + name + " is required", "optional=\"true\"");
    const auto read = [](std::string_view text) { return read_hal_version_range(text, false); };
    if (const pugi::xml_node version = each.child("version"))
      static_cast<void>(document.value(version, read, "as 2.0 or 2.0-1"));
    else
      document.error(each, "missing_element", "<xmlfile> has no <version>");
  }
}

/// The `<xmlfile>`s of a manifest: names and versions, each once.
[[nodiscard]] inline std::set<xml_file> read_xml_files(vintf_document& document) {
  std::set<xml_file> result;
  for (const pugi::xml_node& each : document.root().children("xmlfile")) {
    if (!document.afford(each, 1)) break;
    std::string name = document.child_text(each, "name");
    const pugi::xml_node child = each.child("version");
    if (!child) {
      document.error(each, "missing_element", "<xmlfile> has no <version>");
    } else if (const auto version = document.value(child, read_hal_version, "two numbers, as 2.0")) {
      if (!result.insert({name, *version}).second)
        document.error(each, "duplicate_element", "the file " + name + ' ' + to_text(*version) + " is listed twice",
                       "once");
    }
  }
  return result;
}

}  // namespace portfit::detail
