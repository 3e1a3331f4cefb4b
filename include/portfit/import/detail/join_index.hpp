#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/same_vendor.hpp>
#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A code name as people do not tell apart: in lower case, `_` as `-`.
inline std::string common_codename(std::string_view name) {
  std::string text = folded(name);
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

/// The texts of a scalar, of a list, or of the `is` of a long form; of anything else none.
inline std::vector<std::string> texts_of(const document_node* node) {
  std::vector<std::string> texts;
  if (node != nullptr && node->is_map()) node = node->find("is");
  if (node == nullptr) return texts;
  if (node->is_scalar()) texts.push_back(node->text);
  for (const document_node& item : node->items)
    if (item.is_scalar()) texts.push_back(item.text);
  return texts;
}

/// The names a device goes by, each as `vendor/codename`: the maker's as well as the brand's.
struct device_names {
  std::set<std::string> own;
  std::set<std::string> others;
  std::set<std::string> shown;  ///< what people call it, with its brand: `sony xperia z3 compact`

  void add(const std::string& id, const document_node& device) {
    std::set<std::string> vendors{common_vendor_id(id.substr(0, id.find('-')))};
    for (const char* const key : {"vendor", "built_by"})
      for (const std::string& vendor : texts_of(device.find(key))) vendors.insert(common_vendor_id(vendor));
    std::vector<std::string> codenames = texts_of(device.find("codename"));
    if (codenames.empty() && id.find('-') != std::string::npos) codenames.push_back(id.substr(id.find('-') + 1));
    for (const std::string& vendor : vendors) {
      for (const std::string& codename : codenames) own.insert(vendor + '/' + common_codename(codename));
      for (const char* const key : {"aliases", "models"})
        for (const std::string& name : texts_of(device.find(key))) others.insert(vendor + '/' + common_codename(name));
      // `odroid-c4` is elsewhere the `odroidc4` of somebody.
      std::string joined = common_codename(id);
      std::erase(joined, '-');
      others.insert(vendor + '/' + joined);
    }
    add_shown(device);
    // An alias may name its vendor: `wingtech-wt88047`.
    for (const std::string& name : texts_of(device.find("aliases"))) {
      const auto dash = name.find('-');
      if (dash != std::string::npos)
        others.insert(common_vendor_id(name.substr(0, dash)) + '/' + common_codename(name.substr(dash + 1)));
    }
  }

 private:
  /// `Xiaomi Redmi 3S / Redmi 3X` are two names of one brand.
  void add_shown(const document_node& device) {
    std::string brand;
    for (const std::string& name : texts_of(device.find("name")))
      for (const std::string& part : split(name, '/')) {
        const bool first = brand.empty();
        if (first) brand = part.substr(0, part.find(' ')) + ' ';
        shown.insert(identifier(first ? part : brand + part, ' '));
      }
    shown.erase(std::string());
  }
};

/// Finds devices of some documents by their names.
class join_index {
 public:
  explicit join_index(const std::map<std::string, device_names>& devices) {
    for (const auto& [id, names] : devices) {
      for (const std::string& name : names.own) own_[name].insert(id);
      for (const std::string& name : names.others) others_[name].insert(id);
      for (const std::string& name : names.shown) shown_[name].insert(id);
    }
  }

  [[nodiscard]] std::set<std::string> same_codename(const device_names& names) const {
    return look_up(own_, names.own);
  }

  /// One side's code name is another name on the other side. Two other names that agree are not enough.
  [[nodiscard]] std::set<std::string> same_alias(const device_names& names) const {
    std::set<std::string> found = look_up(own_, names.others);
    found.merge(look_up(others_, names.own));
    return found;
  }

  /// Devices that people call the same: siblings with other chips often are.
  [[nodiscard]] std::set<std::string> same_name(const device_names& names) const {
    return look_up(shown_, names.shown);
  }

 private:
  using table = std::map<std::string, std::set<std::string>>;

  static std::set<std::string> look_up(const table& in, const std::set<std::string>& names) {
    std::set<std::string> found;
    for (const std::string& name : names)
      if (const auto place = in.find(name); place != in.end()) found.insert(place->second.begin(), place->second.end());
    return found;
  }

  table own_;
  table others_;
  table shown_;
};

}  // namespace portfit::detail
