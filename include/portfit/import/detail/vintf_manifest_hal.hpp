#pragma once

#include <portfit/import/detail/vintf_document.hpp>
#include <portfit/import/detail/vintf_instance_name.hpp>
#include <portfit/vintf/hal_manifest.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Reads one `<hal>` of a manifest.
class manifest_hal_reader {
 public:
  manifest_hal_reader(vintf_document& document, const pugi::xml_node& node) : document_(document), node_(node) {}

  [[nodiscard]] manifest_hal read() {
    hal_.where = document_.place(node_);
    hal_.format = document_.attribute(node_, "format", hal_format::hidl, read_hal_format, "hidl, aidl or native");
    hal_.overrides = document_.yes_or_no(node_, "override", false);
    hal_.lowest_level = document_.level(node_, "min-level");
    hal_.highest_level = document_.level(node_, "max-level");
    hal_.exclusive_to = document_.exclusive_user(node_);
    static_cast<void>(document_.yes_or_no(node_, "updatable-via-system", false));
    hal_.name = document_.child_text(node_, "name");
    check_accessor();
    check_transport();
    read_versions();
    static_cast<void>(document_.distinct_texts(node_, "fqname"));
    for (const pugi::xml_node& each : node_.children("fqname")) take_full_name(each);
    for (const pugi::xml_node& each : node_.children("interface")) take_interface(each);
    for (auto& [key, minor_part] : instances_)
      hal_.instances.push_back({{std::get<0>(key), minor_part}, std::get<1>(key), std::get<2>(key)});
    std::sort(hal_.instances.begin(), hal_.instances.end());
    if (document_.format() >= hal_version{6, 0} && hal_.format != hal_format::native && hal_.instances.empty() &&
        !hal_.overrides)
      error(node_, "no_instance", hal_.name + " has no instance", "an <fqname>, or <interface> with <instance>");
    return std::move(hal_);
  }

 private:
  using instance_key = std::tuple<std::uint32_t, std::string, std::string>;

  void error(const pugi::xml_node& at, std::string code, std::string message, std::string expected = {}) {
    document_.error(at, std::move(code), std::move(message), std::move(expected));
  }

  void check_accessor() {
    const pugi::xml_node accessor = document_.single_child(node_, "accessor");
    if (accessor && std::string_view(accessor.child_value()).empty())
      error(accessor, "bad_text", "the <accessor> of " + hal_.name + " is empty", "the instance that gives access");
  }

  /// What goes with a transport: an architecture with passthrough, an address with inet, nothing with others.
  void check_transport_attributes(const pugi::xml_node& transport, std::string_view text) {
    const pugi::xml_attribute arch = transport.attribute("arch");
    const std::string_view value = arch.value();
    const bool known = document_.attribute(
        transport, "arch", false,
        [](std::string_view one) -> std::optional<bool> {
          if (one == "32" || one == "64" || one == "32+64") return true;
          return one.empty() ? std::optional(false) : std::nullopt;
        },
        "32, 64 or 32+64");
    const bool ip = transport.attribute("ip");
    const bool port = document_.attribute(
        transport, "port", false,
        [](std::string_view one) { return read_version_part(one) ? std::optional(true) : std::nullopt; }, "a number");
    const bool wants_address = text == "inet";
    if (known != (text == "passthrough"))
      error(transport, "bad_transport",
            known ? "the transport " + std::string(text) + " has arch=\"" + std::string(value) + '"'
                  : "the transport passthrough has no arch that is known",
            known ? "none" : "arch=\"32\", \"64\" or \"32+64\"");
    if (ip != wants_address || port != wants_address)
      error(
          transport, "bad_transport",
          "the transport " + std::string(text) + (wants_address ? " needs ip and port" : " goes without ip and port"));
  }

  void check_transport() {
    const pugi::xml_node transport = document_.single_child(node_, "transport");
    const std::string_view text = transport.child_value();
    if (transport && text != "hwbinder" && text != "passthrough" && text != "inet" && !text.empty())
      return error(transport, "bad_text", "the transport is '" + std::string(text) + "'",
                   "hwbinder, passthrough or inet");
    const bool given = !text.empty();
    if (transport) check_transport_attributes(transport, text);
    if (hal_.format == hal_format::hidl && (!given || text == "inet"))
      error(transport ? transport : node_, "bad_transport",
            "the HIDL HAL " + hal_.name + " has no transport it can have",
            "<transport>hwbinder</transport> or passthrough");
    if (hal_.format == hal_format::native && given)
      error(transport, "bad_transport", "the native HAL " + hal_.name + " has a transport", "none");
    if (hal_.format == hal_format::aidl && given && text != "inet") {
      if (document_.format() >= hal_version{5, 0})
        error(transport, "bad_transport", "the AIDL HAL " + hal_.name + " has the transport " + std::string(text),
              "none, or inet");
      else
        document_.warning(transport, "bad_transport", "the transport of the AIDL HAL " + hal_.name + " is ignored",
                          "none, or inet");
    }
  }

  void read_versions() {
    const bool is_aidl = hal_.format == hal_format::aidl;
    for (const pugi::xml_node& each : node_.children("version")) {
      if (!document_.afford(each, 1)) return;
      const auto version = document_.value(each, is_aidl ? read_aidl_version : read_hal_version,
                                           is_aidl ? "one number" : "two numbers, as 2.0");
      if (!version) continue;
      const bool twice = std::any_of(hal_.versions.begin(), hal_.versions.end(),
                                     [&](hal_version other) { return other.major_part == version->major_part; });
      if (twice) error(each, "duplicate_version", hal_.name + " has two versions of one major part");
      if (hal_.name == "netutils-wrapper" && version->minor_part != 0)
        error(each, "bad_text", "netutils-wrapper has version " + to_text(*version), "a version x.0");
      hal_.versions.push_back(*version);
    }
    if (is_aidl && hal_.versions.empty()) hal_.versions.push_back(hal_version::aidl(1));
  }

  void take_full_name(const pugi::xml_node& node) {
    const auto name = document_.value(node, read_instance_name,
                                      hal_.format == hal_format::aidl ? "as IFoo/default" : "as @2.0::IFoo/default");
    if (!name) return;
    if (name->has_package) return error(node, "bad_text", "the <fqname> repeats the package", "without it");
    if (hal_.format == hal_format::aidl) {
      if (name->version) return error(node, "bad_text", "the <fqname> of an AIDL HAL has a version", "as IFoo/default");
      for (const hal_version version : hal_.versions) insert(node, version, name->interface_name, name->instance);
    } else if (!name->version) {
      error(node, "bad_text", "the <fqname> has no version", "as @2.0::IFoo/default");
    } else {
      insert(node, *name->version, name->interface_name, name->instance);
    }
  }

  /// Every instance of an `<interface>` exists in every `<version>`.
  void take_interface(const pugi::xml_node& node) {
    const std::string name = node.child_value("name");
    if (!interfaces_.insert(name).second)
      return error(node, "duplicate_interface", hal_.name + " has two <interface> " + name, "one with all instances");
    std::set<std::string_view> seen;
    for (const pugi::xml_node& each : node.children("instance")) {
      const std::string_view instance = each.child_value();
      if (!seen.insert(instance).second) {
        error(each, "duplicate_instance", "the instance " + name + '/' + std::string(instance) + " is listed twice");
        continue;
      }
      for (const hal_version version : hal_.versions) insert(each, version, name, std::string(instance));
    }
  }

  /// In one major part an instance has one version. Older formats kept the highest of several.
  void insert(const pugi::xml_node& node, hal_version version, const std::string& interface_name,
              const std::string& instance) {
    if (!document_.afford(node, 1)) return;
    if (instance.empty() || (interface_name.empty() && hal_.format != hal_format::native))
      return error(node, "bad_text", "an instance of " + hal_.name + " has no name or no interface");
    const auto [found, fresh] =
        instances_.emplace(instance_key{version.major_part, interface_name, instance}, version.minor_part);
    if (fresh) return;
    if (document_.format() >= hal_version{6, 0})
      return error(node, "duplicate_instance",
                   hal_.name + ' ' + to_text(hal_instance{version, interface_name, instance}) +
                       " is declared twice in one major version");
    found->second = (std::max)(found->second, version.minor_part);
  }

  vintf_document& document_;
  pugi::xml_node node_;
  manifest_hal hal_;
  std::map<instance_key, std::uint32_t> instances_;
  std::set<std::string> interfaces_;
};

}  // namespace portfit::detail
