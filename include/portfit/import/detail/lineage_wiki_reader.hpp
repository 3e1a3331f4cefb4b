#pragma once

#include <portfit/catalog/nearest.hpp>
#include <portfit/import/detail/lineage_wiki_hardware.hpp>
#include <portfit/quantity/date.hpp>
#include <portfit/quantity/version_number.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Reads one file, already parsed, into facts; remarks about what it cannot read.
class wiki_reader : wiki_hardware {
 public:
  wiki_reader(const document& file, diagnostics& remarks) : wiki_hardware(file, remarks) {}

  /// @pre The root is a map that names `codename` and `vendor_short`.
  [[nodiscard]] wiki_variant read() {
    check_keys();
    read_identity();
    read_hardware();
    read_sets();
    read_software();
    return std::move(result_);
  }

 private:
  /// Keys that become facts, and keys that say how to flash the device, how it looks or how large it is: left out on purpose.
  static constexpr std::array<std::string_view, 28> read_keys{"architecture",
                                                              "battery",
                                                              "bluetooth",
                                                              "cameras",
                                                              "carrier",
                                                              "codename",
                                                              "cpu_cores",
                                                              "current_branch",
                                                              "gpu",
                                                              "install_method",
                                                              "is_ab_device",
                                                              "is_unlockable",
                                                              "kernel",
                                                              "maintainers",
                                                              "migrate_to",
                                                              "migrated_to",
                                                              "models",
                                                              "name",
                                                              "network",
                                                              "peripherals",
                                                              "quirks",
                                                              "ram",
                                                              "release",
                                                              "screen",
                                                              "sdcard",
                                                              "soc",
                                                              "stock_is_not_android",
                                                              "storage"};
  static constexpr std::array<std::string_view, 45> other_keys{"before_install",
                                                               "before_install_device_variants",
                                                               "before_lineage_install",
                                                               "before_recovery_install",
                                                               "boot_stack_path",
                                                               "burn_boot",
                                                               "cpu",
                                                               "cpu_freq",
                                                               "custom_recovery_codename",
                                                               "custom_recovery_link",
                                                               "custom_unlock_cmd",
                                                               "dimensions",
                                                               "download_boot",
                                                               "edl_boot",
                                                               "firmware_update",
                                                               "flash_codename",
                                                               "flash_download_instructions",
                                                               "flash_extract_instructions",
                                                               "format_on_upgrade",
                                                               "has_no_usb",
                                                               "image",
                                                               "install_recovery_guide",
                                                               "install_variant",
                                                               "is_ab_rdap",
                                                               "is_ab_rdap_version",
                                                               "needs_fastboot_boot",
                                                               "no_oem_unlock_switch",
                                                               "project_spectrum",
                                                               "project_spectrum_recovery",
                                                               "recovery_boot",
                                                               "recovery_partition",
                                                               "recovery_partition_name",
                                                               "recovery_reboot",
                                                               "required_bootloader",
                                                               "required_bootloader_link",
                                                               "root_method",
                                                               "screen_ppi",
                                                               "screen_res",
                                                               "screen_tech",
                                                               "tree",
                                                               "type",
                                                               "unlock_bootloader_guide",
                                                               "uses_twrp",
                                                               "variant",
                                                               "width"};
  static constexpr std::array<std::string_view, 4> more_keys{"vendor", "vendor_short", "versions", "wifi"};

  void check_keys() {
    std::vector<std::string_view> known(read_keys.begin(), read_keys.end());
    known.insert(known.end(), other_keys.begin(), other_keys.end());
    known.insert(known.end(), more_keys.begin(), more_keys.end());
    for (const auto& member : root_.members)
      if (std::find(known.begin(), known.end(), member.key) == known.end())
        remarks_.push_back({severity::warning,
                            "unknown_key",
                            {file_, member.line, member.column},
                            "'" + member.key + "' is not a key of this wiki and is left out",
                            "",
                            nearest_name(member.key, known)});
  }

  void read_identity() {
    result_.file = file_;
    result_.line = root_.line;
    result_.codename = text_of("codename");
    result_.vendor_short = text_of("vendor_short");
    result_.vendor = text_of("vendor");
    result_.name = text_of("name");
    if (result_.vendor.empty()) result_.vendor = result_.vendor_short;
    if (const auto number = read_digits(text_of("variant"))) result_.number = *number;
    result_.facts.add("codename", result_.codename);
    read_form();
    each_model("release", [&](const document_node& node) {
      const auto days = node.is_scalar() ? read_date(node.text) : std::nullopt;
      if (!days) return unreadable(node, "release", "a date such as 2016, 2016-06 or 2016-06-14");
      if (days->low.days() >= result_.released) return;
      result_.released = days->low.days();
      result_.released_text = node.text;
    });
    for (const std::string key : {"migrated_to", "migrate_to"})
      if (const document_node* const node = root_.find(key))
        if (const document_node* const heir = node->find("codename"))
          result_.remark = "the wiki goes on under " + heir->text;
  }

  void read_form() {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> forms{
        {{"phone", "phone"},
         {"tablet", "tablet"},
         {"devkit", "board"},
         {"set top box", "tv_box"},
         {"handheld game console", "console"},
         {"phone (slider)", "phone"},
         {"foldable", "foldable"},
         {"tv", "tv"}}};
    const document_node* const node = root_.find("type");
    if (node == nullptr) return;
    for (const auto& [wiki, form] : forms)
      if (node->is_scalar() && folded(node->text) == wiki) return result_.facts.add("form", std::string(form));
    unreadable(*node, "type", "a kind of device such as phone or tablet");
  }

  void read_sets() {
    const auto as_written = [](const std::string& text) { return text; };
    read_words("peripherals", "peripherals",
               [](const std::string& text) { return text == "3.5mm jack" ? "headphone_jack" : identifier(text); });
    read_words("models", "models", as_written);
    read_words("quirks", "lineage_quirks", as_written);
    read_words("versions", "lineage_versions", as_written);
    if (const std::string carrier = text_of("carrier"); !carrier.empty()) result_.facts.add("carrier", carrier);
  }

  void read_software() {
    if (const document_node* const kernel = root_.find("kernel")) {
      const document_node* const version = kernel->find("version");
      if (version == nullptr || !read_version(version->text))
        unreadable(*kernel, "kernel", "{repo, version}");
      else
        result_.facts.add("kernel", version->text, read_version(version->text)->rank());
      if (kernel->find("repo") != nullptr) result_.facts.set("kernel_source", true);
    }
    if (!text_of("tree").empty()) result_.facts.set("device_tree", true);
    // These two are written only where they hold, and `is_unlockable` only where it does not; absent says the opposite.
    result_.facts.set("ab_slots", text_of("is_ab_device") == "true");
    const bool official = text_of("is_unlockable") != "false";
    result_.facts.set("official_unlock", official);
    // Without an official way there is often another, since a port exists: unknown.
    if (official) result_.facts.set("unlockable", true);
    if (text_of("stock_is_not_android") == "true") result_.facts.set("ships_android", false);
    if (const std::string method = text_of("install_method"); !method.empty())
      result_.facts.add("install_method", method);
    if (const document_node* const people = root_.find("maintainers"); people != nullptr && people->is_list())
      result_.facts.set("lineage_maintained", !people->items.empty());
    if (const std::string branch = text_of("current_branch"); read_version(branch))
      result_.facts.add("lineage_branch", branch, read_version(branch)->rank());
  }
};

}  // namespace portfit::detail
