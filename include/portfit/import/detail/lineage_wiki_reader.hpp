#pragma once

#include <portfit/catalog/nearest.hpp>
#include <portfit/import/detail/lineage_wiki_hardware.hpp>
#include <portfit/import/detail/lineage_wiki_keys.hpp>
#include <portfit/import/detail/platform_name.hpp>
#include <portfit/quantity/date.hpp>
#include <portfit/quantity/version_number.hpp>

#include <algorithm>
#include <array>
#include <set>
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
  void check_keys() {
    std::vector<std::string_view> known(wiki_keys_read.begin(), wiki_keys_read.end());
    known.insert(known.end(), wiki_keys_left.begin(), wiki_keys_left.end());
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
    read_aliases();
    read_words("quirks", "lineage_quirks", as_written);
    read_words("versions", "lineage_versions", as_written);
    if (const std::string carrier = text_of("carrier"); !carrier.empty()) result_.facts.add("carrier", carrier);
  }

  /// Other code names: of the file, of model numbers (`GT-I9300` is i9300 elsewhere), and Samsung's without the `xx` of
  /// the international variant.
  void read_aliases() {
    std::set<std::string> names{file_stem()};
    if (const document_node* const models = root_.find("models"))
      for (const document_node& model : models->items) names.insert(codename_of_model(model.text));
    if (result_.vendor_short == "samsung" && result_.codename.size() > 4 && result_.codename.ends_with("xx"))
      names.insert(result_.codename.substr(0, result_.codename.size() - 2));
    names.erase(std::string());
    std::erase_if(names, [&](const std::string& name) { return folded(name) == folded(result_.codename); });
    if (!names.empty()) result_.facts.words("aliases") = names;
  }

  /// `A6020` of `devices/A6020_variant1.yml`.
  [[nodiscard]] std::string file_stem() const {
    std::string stem = file_.substr(file_.find_last_of("/\\") + 1);
    if (!stem.ends_with(".yml")) return {};
    stem.resize(stem.size() - 4);
    const auto variant = stem.rfind("_variant");
    return stem.substr(0, variant);
  }

  /// The last part of a model number in small letters, if it looks like one: letters, then three digits or more.
  [[nodiscard]] static std::string codename_of_model(const std::string& model) {
    const std::string tail = folded(std::string_view(model).substr(model.find_last_of("- ") + 1));
    const bool plain =
        std::all_of(tail.begin(), tail.end(), [](char each) { return is_letter(each) || is_digit(each); });
    return plain && tail.size() <= 9 && is_part_number(tail) ? tail : std::string();
  }

  /// How the boot loader is unlocked, as far as the file says it: a guide of its own, a command of its own, else by the method of
  /// installation, if the maker offers the unlocking or the method needs none of him.
  void read_unlocking() {
    using method = std::pair<std::string_view, std::string_view>;
    static constexpr std::array<method, 10> methods{{{"fastboot_nexus", "command"},
                                                     {"fastboot_generic", "command"},
                                                     {"fastboot_xiaomi", "maker_tool"},
                                                     {"fastboot_xiaomi_hyperos", "maker_tool"},
                                                     {"fastboot_motorola", "maker_code"},
                                                     {"fastboot_sony", "maker_code"},
                                                     {"fastboot_htc", "maker_code"},
                                                     {"fastboot_fairphone", "maker_code"},
                                                     {"samloader_rs", "download_mode"},
                                                     {"fastboot_unlocked", "open"}}};
    if (text_of("no_oem_unlock_switch") == "true") result_.facts.set("oem_unlock_switch", false);
    const std::string install = text_of("install_method");
    if (!text_of("unlock_bootloader_guide").empty()) return result_.facts.add("unlock_method", "guide");
    if (!text_of("custom_unlock_cmd").empty()) return result_.facts.add("unlock_method", "command");
    if (install == "dd") return result_.facts.add("unlock_method", "root");
    if (text_of("is_unlockable") == "false") return;
    for (const auto& [theirs, ours] : methods)
      if (install == theirs) return result_.facts.add("unlock_method", std::string(ours));
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
    read_unlocking();
    if (const document_node* const people = root_.find("maintainers"); people != nullptr && people->is_list())
      result_.facts.set("lineage_maintained", !people->items.empty());
    if (const std::string branch = text_of("current_branch"); read_version(branch))
      result_.facts.add("lineage_branch", branch, read_version(branch)->rank());
  }
};

}  // namespace portfit::detail
