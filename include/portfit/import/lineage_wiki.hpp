#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/lineage_wiki_reader.hpp>
#include <portfit/import/detail/platform_name.hpp>
#include <portfit/import/detail/text.hpp>
#include <portfit/import/detail/wiki_device_id.hpp>
#include <portfit/import/yaml.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// One file of the wiki's `_data/devices/`: its name, for remarks, and its text.
struct wiki_file {
  std::string name;
  std::string text;
};

namespace detail {

/// Joins the variants of all devices into one catalog document.
class wiki_catalog {
 public:
  explicit wiki_catalog(diagnostics& remarks) : remarks_(remarks) {}

  void add(wiki_variant variant) { devices_[{variant.vendor_short, variant.codename}].push_back(std::move(variant)); }

  [[nodiscard]] document_node write() {
    root_.at("portfit") = document_node::scalar("1");
    document_node& source = root_.at("sources").at("lineage_wiki");
    source.at("title") = document_node::scalar("LineageOS wiki, device data (site content CC BY-SA 3.0)");
    source.at("confidence") = document_node::scalar("B");
    collect_brands();
    for (const char* const section : {"vendors", "platforms", "devices"}) root_.at(section) = document_node::map();
    for (auto& [key, variants] : devices_) {
      std::sort(variants.begin(), variants.end(), [](const wiki_variant& a, const wiki_variant& b) {
        return std::pair(a.number, a.file) < std::pair(b.number, b.file);
      });
      write_device(key.second, variants);
    }
    for (const auto& [id, names] : platform_names_) root_.at("platforms").at(id).at("name") = joined(names, " / ");
    // In the order of their ids, whatever device spoke of them first.
    for (const char* const section : {"vendors", "platforms"}) {
      auto& members = root_.at(section).members;
      std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    }
    return std::move(root_);
  }

 private:
  /// Which `vendor_short` values go with a brand's name, and which brands with each of them.
  void collect_brands() {
    for (const auto& [key, variants] : devices_)
      for (const wiki_variant& variant : variants) brands_[variant.vendor_short].insert(variant.vendor);
  }

  /// The id of a brand: the wiki's own short name for it (LG is lge). A brand without one, whose devices go under the name of
  /// the maker (a Walmart box of Askey's), gets an id made of its name.
  [[nodiscard]] std::string brand_id(const wiki_variant& variant) const {
    const std::string own = identifier(variant.vendor);
    if (brands_.contains(own) || own.empty()) return own.empty() ? maker_id(variant) : own;
    const auto& sharing = brands_.at(variant.vendor_short);
    const auto rivals = std::count_if(sharing.begin(), sharing.end(), [&](const std::string& brand) {
      return identifier(brand) == variant.vendor_short || !brands_.contains(identifier(brand));
    });
    return rivals == 1 ? maker_id(variant) : own;
  }

  /// The id of the maker `vendor_short` stands for. The wiki has two short names for Motorola.
  [[nodiscard]] static std::string maker_id(const wiki_variant& variant) {
    return variant.vendor_short == "moto" ? "motorola" : identifier(variant.vendor_short);
  }

  void write_device(const std::string& codename, const std::vector<wiki_variant>& variants) {
    const wiki_variant& first = variants.front();
    document_node device = document_node::map();
    device.at("name") = document_node::scalar(full_name(variants));
    std::vector<std::string> notes;
    write_makers(device, variants, notes);
    write_platform(device, variants, notes);
    write_release(device, variants, notes);
    wiki_facts facts = first.facts;
    for (const wiki_variant& variant : variants) facts.merge(variant.facts);
    write_facts(facts, device);
    if (const std::string text = differences(facts); !text.empty()) notes.push_back(text);
    if (!first.remark.empty()) notes.push_back(first.remark);
    if (!notes.empty()) device.at("note") = joined(notes, "; ");
    device.at("source") = document_node::scalar("lineage_wiki");

    const std::string id = wiki_device_id(first.vendor_short, codename);
    root_.at("devices").members.push_back({take_id(taken_, id), 0, 0, std::move(device)});
  }

  /// `Xiaomi Redmi 3S / Redmi 3X`: the brand and the names of all variants.
  static std::string full_name(const std::vector<wiki_variant>& variants) {
    std::vector<std::string> names;
    for (const wiki_variant& variant : variants)
      if (std::find(names.begin(), names.end(), variant.name) == names.end()) names.push_back(variant.name);
    return variants.front().vendor + ' ' + joined(names, " / ").text;
  }

  void write_makers(document_node& device, const std::vector<wiki_variant>& variants, std::vector<std::string>& notes) {
    const wiki_variant& first = variants.front();
    const std::string brand = brand_id(first);
    name_vendor(brand, first.vendor);
    device.at("vendor") = document_node::scalar(brand);
    if (const std::string maker = maker_id(first); maker != brand) {
      name_vendor(maker, {});
      device.at("built_by") = document_node::scalar(maker);
    }
    std::set<std::string> others;
    for (const wiki_variant& variant : variants)
      if (variant.vendor != first.vendor) others.insert(variant.vendor);
    for (const std::string& other : others) {
      notes.push_back("some variants are sold as " + other);
      tell(first, "several_brands",
           "variants of this device are sold as " + first.vendor + " and as " + other + "; taken as " + first.vendor);
    }
  }

  /// Declares a vendor, by the first name met for it.
  void name_vendor(const std::string& id, const std::string& name) {
    document_node& vendor = root_.at("vendors").at(id);
    if (vendor.is_null()) vendor = document_node::map();
    if (!name.empty() && vendor.find("name") == nullptr) vendor.at("name") = document_node::scalar(name);
  }

  /// The platform, if all variants share one; which parts they have stays in the fact `soc` in any case.
  void write_platform(document_node& device, const std::vector<wiki_variant>& variants,
                      std::vector<std::string>& notes) {
    std::set<std::string> ids;
    std::string names;
    for (const wiki_variant& variant : variants)
      for (const std::string& soc : variant.socs) {
        const platform_name platform = read_platform_name(soc);
        if (platform.id.empty()) continue;
        if (!ids.insert(platform.id).second && platform_names_[platform.id].contains(soc)) continue;
        platform_names_[platform.id].insert(soc);
        document_node& node = root_.at("platforms").at(platform.id);
        node.at("name");
        if (!platform.maker.empty()) {
          node.at("vendor") = document_node::scalar(identifier(platform.maker));
          name_vendor(identifier(platform.maker), platform.maker_name);
        }
      }
    for (const std::string& id : ids) names += (names.empty() ? "" : ", ") + id;
    device.at("platform") = document_node::scalar(ids.size() == 1 ? names : "unknown");
    if (ids.size() < 2) return;
    notes.push_back("platform depends on the variant: " + names);
    tell(variants.front(), "several_platforms",
         "variants of this device have different platforms (" + names + "); left unknown");
  }

  /// The first release counts, as the age of the hardware and its drivers does.
  static void write_release(document_node& device, const std::vector<wiki_variant>& variants,
                            std::vector<std::string>& notes) {
    const auto earlier = [](const wiki_variant& a, const wiki_variant& b) { return a.released < b.released; };
    const auto first = std::min_element(variants.begin(), variants.end(), earlier);
    if (first->released_text.empty()) return;
    device.at("released") = document_node::scalar(first->released_text);
    std::set<std::string> later;
    for (const wiki_variant& variant : variants)
      if (!variant.released_text.empty() && variant.released_text != first->released_text)
        later.insert(variant.released_text);
    if (!later.empty()) notes.push_back("variants released also " + joined(later, ", ").text);
  }

  template <class Texts>
  static document_node joined(const Texts& texts, const std::string& between) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : between) + text;
    return document_node::scalar(all);
  }

  void tell(const wiki_variant& variant, std::string code, std::string message) {
    remarks_.push_back({severity::note, std::move(code), {variant.file, variant.line, 1}, std::move(message), "", ""});
  }

  diagnostics& remarks_;
  std::map<std::pair<std::string, std::string>, std::vector<wiki_variant>> devices_;
  std::map<std::string, std::set<std::string>> brands_;  ///< names by `vendor_short`
  std::map<std::string, std::set<std::string>> platform_names_;
  std::set<std::string> taken_;
  document_node root_ = document_node::map();
};

/// The file as a variant of a device, or nothing (and an error) where it does not say of which.
inline std::optional<wiki_variant> read_wiki_file(const wiki_file& file, diagnostics& remarks) {
  document_result parsed = read_yaml(file.text, file.name);
  const bool broken = has_errors(parsed.remarks);
  remarks.insert(remarks.end(), parsed.remarks.begin(), parsed.remarks.end());
  const document_node& root = parsed.document.root;
  bool complete = true;
  for (const char* const key : {"codename", "vendor_short"}) {
    const document_node* const node = root.find(key);
    const bool has = node != nullptr && node->is_scalar() && !trimmed(node->text).empty();
    if (!has && !broken)
      remarks.push_back({severity::error,
                         "missing_key",
                         {file.name, (std::max)(root.line, 1), (std::max)(root.column, 1)},
                         std::string("the file does not say its '") + key + "' and is left out",
                         "a device of the wiki",
                         ""});
    complete = complete && has;
  }
  if (!complete) return std::nullopt;
  return wiki_reader(parsed.document, remarks).read();
}

}  // namespace detail

/// Reads the device files of the LineageOS wiki (`_data/devices/*.yml`) into one catalog document.
///
/// - One device per (`vendor_short`, `codename`), its id being both (`oneplus-enchilada`; case kept). Variants are merged:
///   different sizes, kernels, ... become several values, all to be had; of a set every word some variant has; a yes/no is yes
///   if a variant is so; the note tells what only some variants have. The earliest release counts.
/// - `vendor` is the brand the wiki shows; where `vendor_short` is somebody else (a Nexus made by LG), he is `built_by`.
/// - The platform is the part number of `soc` in lower case without its speed grade, the full name is the fact `soc`. Where the
///   variants differ in it, the platform is unknown, and note and remark name them all.
/// - "None" is knowledge (0, no, an empty set), an absent key is not stated. Absent `is_ab_device` is no and absent
///   `is_unlockable` is an official unlock, as the wiki writes these keys only for the opposite. No official unlock leaves
///   `unlockable` unknown.
/// - RAM is in GiB, storage in GB with 1 TB = 1024 GB as the wiki has both.
/// - `gpu_family` is the division of free drivers (`a6xx`, `mali_bifrost`), `unlock_method` what command, guide and method of
///   installation tell, `aliases` are model numbers that look like code names (`GT-I9300`: i9300) and the file's name.
/// - Left out: instructions, sizes of the body, clock rates, pictures; detail/lineage_wiki_keys.hpp lists all keys.
///
/// Facts carry the source `lineage_wiki` (confidence B; CC BY-SA 3.0), no date. The document has no lines, coming from many
/// files; remarks name the file and line: `unreadable_value`, `doubtful_value`, `unknown_key` (warnings), `missing_key` and those
/// of `read_yaml` (errors; the file is left out), `several_platforms`, `several_brands` (notes). The order of `files` does
/// not matter. Complexity: about linear in the text. @throws std::bad_alloc only.
[[nodiscard]] inline document_result read_lineage_wiki(std::span<const wiki_file> files) {
  std::vector<const wiki_file*> sorted;
  for (const wiki_file& file : files) sorted.push_back(&file);
  std::sort(sorted.begin(), sorted.end(), [](const wiki_file* a, const wiki_file* b) { return a->name < b->name; });
  document_result result;
  result.document.file = "lineage-wiki";
  detail::wiki_catalog catalog(result.remarks);
  std::uint64_t hash = fingerprint({});
  for (const wiki_file* const file : sorted) {
    hash = fingerprint(file->text, fingerprint(file->name, hash));
    if (auto variant = detail::read_wiki_file(*file, result.remarks)) catalog.add(std::move(*variant));
  }
  result.document.hash = hash;
  result.document.root = catalog.write();
  return result;
}

}  // namespace portfit
