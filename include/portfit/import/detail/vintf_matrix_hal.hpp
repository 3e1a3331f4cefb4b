#pragma once

#include <portfit/import/detail/vintf_document.hpp>
#include <portfit/vintf/compatibility_matrix.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// Reads one `<hal>` of a matrix.
class matrix_hal_reader {
 public:
  matrix_hal_reader(vintf_document& document, const pugi::xml_node& node) : document_(document), node_(node) {}

  [[nodiscard]] matrix_hal read() {
    hal_.where = document_.place(node_);
    hal_.format = document_.attribute(node_, "format", hal_format::hidl, read_hal_format, "hidl, aidl or native");
    hal_.optional = document_.yes_or_no(node_, "optional", document_.era().optional_by_default());
    hal_.exclusive_to = document_.exclusive_user(node_);
    static_cast<void>(document_.yes_or_no(node_, "updatable-via-apex", false));
    hal_.name = document_.child_text(node_, "name");
    read_versions();
    for (const pugi::xml_node& each : node_.children("interface")) take_interface(each);
    std::sort(hal_.instances.begin(), hal_.instances.end(),
              [](const required_instance& a, const required_instance& b) { return a.key() < b.key(); });
    check_network_wrapper();
    return std::move(hal_);
  }

 private:
  void read_versions() {
    const bool is_aidl = hal_.format == hal_format::aidl;
    const auto read = [&](std::string_view text) { return read_hal_version_range(text, is_aidl); };
    for (const pugi::xml_node& each : node_.children("version"))
      if (!document_.afford(each, 1))
        return;
      else if (const auto range = document_.value(each, read, is_aidl ? "as 1 or 1-3" : "as 2.0 or 2.0-1"))
        hal_.versions.push_back(*range);
    if (is_aidl && hal_.versions.empty()) hal_.versions.push_back({hal_version::aidl_major, 1, 1});
  }

  void take_interface(const pugi::xml_node& node) {
    const std::string name = node.child_value("name");
    if (!interfaces_.insert(name).second)
      return document_.error(node, "duplicate_interface", hal_.name + " has two <interface> " + name,
                             "one with all instances");
    std::set<std::pair<bool, std::string_view>> seen;
    for (const pugi::xml_node& each : node.children()) {
      const bool is_pattern = std::string_view(each.name()) == "regex-instance";
      if (!is_pattern && std::string_view(each.name()) != "instance") continue;
      if (!document_.afford(each, 1)) return;
      if (!seen.emplace(is_pattern, each.child_value()).second)
        document_.error(each, "duplicate_instance",
                        std::string("the instance ") + each.child_value() + " of " + name + " is listed twice");
      else
        take_instance(each, name, is_pattern);
    }
  }

  void take_instance(const pugi::xml_node& node, const std::string& name, bool is_pattern) {
    required_instance wanted{name, node.child_value(), std::nullopt};
    if (is_pattern) {
      wanted.pattern.emplace(wanted.instance);
      if (!wanted.pattern->valid())
        document_.warning(node, "bad_pattern",
                          "'" + wanted.instance + "' is no regular expression that can be used: it matches nothing",
                          "a POSIX extended regular expression");
    }
    hal_.instances.push_back(std::move(wanted));
  }

  /// A rule of its own for one HAL that is not versioned as others are.
  void check_network_wrapper() {
    if (hal_.name != "netutils-wrapper") return;
    const bool one =
        hal_.versions.size() == 1 && hal_.versions.front().lowest == 0 && hal_.versions.front().highest == 0;
    if (!one)
      document_.error(node_, "bad_text", "netutils-wrapper has not exactly one version x.0",
                      "one <version>x.0</version>");
  }

  vintf_document& document_;
  pugi::xml_node node_;
  matrix_hal hal_;
  std::set<std::string> interfaces_;
};

}  // namespace portfit::detail
