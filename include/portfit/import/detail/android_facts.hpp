#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/detail/match_hal.hpp>
#include <portfit/vintf/hal_manifest.hpp>
#include <portfit/vintf/unmet_requirement.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What changes take where nothing better is known. Nobody has published such figures: they are assumed, and told as such.
struct android_efforts {
  const char* serve_more = "0.3..1..3 pm";      ///< another instance or a later version of a HAL that is served
  const char* serve_first = "1..3..9 pm";       ///< a HAL of which nothing is served
  const char* ship_policy = "0.5..1..3 pm";     ///< a sepolicy of another version
  const char* set_option = "0.1..0.2..0.5 pm";  ///< one option of a kernel whose source is at hand
  const char* state_level = "0.1..0.2..1 pm";   ///< have a kernel made for a level
  const char* move_kernel = "2..6..18 pm";      ///< to another line or release
};

/// Letters, digits and single underscores.
[[nodiscard]] inline std::string plain_name(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    const bool good =
        (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    if (good)
      result += letter;
    else if (!result.empty() && result.back() != '_')
      result += '_';
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  return result.empty() ? "unnamed" : result;
}

/// A level as a word that is no number.
[[nodiscard]] inline std::string level_word(const std::string& level) { return "level_" + level; }

/// The facts that musts ask for, each known by what it stands for, and the remedies that make them.
class android_facts {
 public:
  /// @param taken names that facts may no longer have; those given are added
  android_facts(std::set<std::string>& taken, std::string prefix) : taken_(taken), prefix_(std::move(prefix)) {}

  [[nodiscard]] std::string instance_fact(const matrix_hal& hal, const hal_version_range& range,
                                          const required_instance& wanted) {
    const std::string pattern = wanted.pattern ? "~" : "";
    const std::string text = required_text(hal, {range.major_part, range.lowest, range.lowest}, wanted);
    return hal_fact(hal.name, {hal.name, range.lowest_version(), wanted, false}, pattern + text);
  }
  [[nodiscard]] std::string version_fact(const matrix_hal& hal, const hal_version_range& range) {
    return hal_fact(hal.name, {hal.name, range.lowest_version(), {}, true},
                    "version " + to_text(range.lowest_version()));
  }
  /// A HAL that no version can meet.
  [[nodiscard]] std::string hopeless_fact(const matrix_hal& hal) {
    return name_of("hopeless " + hal.name, hal.name + " cannot be met");
  }
  [[nodiscard]] std::string policy_fact(const sepolicy_version_range& range) {
    const std::string name = name_of("policy " + to_text(range), "sepolicy " + to_text(range));
    policies_.emplace(name, range);
    return name;
  }
  [[nodiscard]] std::string no_policy_fact() { return name_of("no policy", "sepolicy listed"); }

  [[nodiscard]] std::string kernel_fact(const unmet_requirement& unmet) {
    const std::string text =
        unmet.kind == requirement_kind::kernel_option ? unmet.name + " is " + unmet.required : unmet.required;
    const std::string name = name_of("kernel " + text, text);
    kernel_.emplace(name, unmet);
    return name;
  }
  /// Something that is there or not, by a name of its own: a development kit, a library in one.
  [[nodiscard]] std::string part_fact(const std::string& name) {
    const std::string fact = name_of("part " + name, name);
    parts_.emplace(fact, name);
    return fact;
  }

  /// A device whose kernel is not as a fact about kernels says.
  void wanting(const std::string& device, const std::string& fact) { wanting_[device].insert(fact); }

  /// What a manifest says of all facts about HALs and parts asked for so far: those that hold.
  void tell_served(const hal_manifest& manifest, document_node& into) const {
    for (const auto& [fact, asked] : hals_)
      if (is_served(manifest, asked)) into.at(fact) = document_node::scalar("yes");
    for (const auto& [hal, fact] : served_facts_)
      if (manifest.hals.contains(hal)) into.at(fact) = document_node::scalar("yes");
    for (const auto& [fact, name] : parts_)
      if (has_part(manifest, name)) into.at(fact) = document_node::scalar("yes");
  }

  /// What a device says of itself.
  void tell_device(const hal_manifest& manifest, const std::string& device, document_node& into) const {
    into.at("made_for_level") = document_node::scalar(level_word(to_text(manifest.level)));
    tell_served(manifest, into);
    const sepolicy_version policy = manifest.sepolicy.value_or(sepolicy_version{0, 0});
    for (const auto& [fact, range] : policies_)
      if (range.supported_by(policy)) into.at(fact) = document_node::scalar("yes");
    const auto found = wanting_.find(device);
    if (found == wanting_.end()) return;
    for (const std::string& fact : found->second) into.at(fact) = document_node::scalar("no");
  }

  void declare(document_node& facts) const {
    for (const std::string& name : own_names_) {
      document_node& fact = facts.at(name);
      fact.at("type") = document_node::scalar("yes/no");
      fact.at("default") = document_node::scalar(kernel_.contains(name) ? "yes" : "no");
    }
  }

  void add_remedies(document_node& remedies) const {
    const android_efforts efforts;
    for (const auto& [fact, asked] : hals_) {
      if (asked.wanted.pattern && !asked.wanted.pattern->valid()) continue;  // nothing can be named so
      add_serving(remedies.at("serve_" + fact), asked);
    }
    for (const auto& [fact, range] : policies_) add_remedy(remedies, "ship_" + fact, fact, efforts.ship_policy);
    for (const auto& [fact, name] : parts_) add_remedy(remedies, "offer_" + fact, fact, efforts.serve_first);
    for (const auto& [fact, unmet] : kernel_) {
      const bool option = unmet.kind == requirement_kind::kernel_option;
      const bool level = unmet.kind == requirement_kind::kernel_level;
      add_remedy(remedies, (option ? "set_" : "take_") + fact, fact,
                 option  ? efforts.set_option
                 : level ? efforts.state_level
                         : efforts.move_kernel);
    }
  }

  [[nodiscard]] static std::string ndk_part(const std::string& version, const std::string& library = {}) {
    return "vendor NDK " + version + (library.empty() ? "" : ' ' + library);
  }
  [[nodiscard]] static std::string sdk_part(const std::string& version) { return "system SDK " + version; }

 private:
  /// What a fact about a HAL stands for.
  struct asked_hal {
    std::string hal;
    hal_version version;
    required_instance wanted;
    bool version_only = false;
  };

  /// The name of a fact by what it stands for; two that would be named alike get numbers.
  std::string name_of(const std::string& key, const std::string& text) {
    const auto [found, fresh] = names_.try_emplace(key);
    if (!fresh) return found->second;
    const std::string base = prefix_ + plain_name(text);
    found->second = base;
    for (int number = 2; !taken_.insert(found->second).second; ++number)
      found->second = base + '_' + std::to_string(number);
    own_names_.insert(found->second);
    return found->second;
  }

  std::string hal_fact(const std::string& hal, asked_hal asked, const std::string& text) {
    const std::string name = name_of("hal " + hal + ' ' + text, hal + ' ' + text);
    hals_.emplace(name, std::move(asked));
    if (!served_facts_.contains(hal)) served_facts_[hal] = name_of("served " + hal, "serves " + hal);
    return name;
  }

  [[nodiscard]] static bool is_served(const hal_manifest& manifest, const asked_hal& asked) {
    const auto [first, last] = manifest.hals.equal_range(asked.hal);
    const same_name_hals provided{first, last};
    const hal_version_range range{asked.version.major_part, asked.version.minor_part, asked.version.minor_part};
    if (asked.version_only) return provided.any_version([&](hal_version each) { return range.supported_by(each); });
    return provided.any_instance([&](const hal_instance& each) { return instance_serves(each, range, asked.wanted); });
  }

  /// Whether serving one thing also serves another: the same or a lower version, the same name or one a pattern takes.
  [[nodiscard]] static bool covers(const asked_hal& made, const asked_hal& other) {
    if (made.hal != other.hal || made.version.major_part != other.version.major_part ||
        made.version.minor_part < other.version.minor_part)
      return false;
    if (other.version_only) return true;
    if (made.version_only || made.wanted.interface_name != other.wanted.interface_name) return false;
    return made.wanted.same_as(other.wanted) || (!made.wanted.pattern && other.wanted.matches(made.wanted.instance));
  }

  /// What a framework's manifest offers beside HALs.
  [[nodiscard]] static bool has_part(const hal_manifest& manifest, const std::string& name) {
    const bool sdk = std::any_of(manifest.system_sdks.begin(), manifest.system_sdks.end(),
                                 [&](const std::string& each) { return sdk_part(each) == name; });
    return sdk || std::any_of(manifest.vendor_ndks.begin(), manifest.vendor_ndks.end(), [&](const vendor_ndk& each) {
             return ndk_part(each.version) == name ||
                    std::any_of(each.libraries.begin(), each.libraries.end(),
                                [&](const std::string& library) { return ndk_part(each.version, library) == name; });
           });
  }

  /// Serving a HAL: cheaper where something of it is served. It makes all that it covers.
  void add_serving(document_node& remedy, const asked_hal& asked) const {
    const android_efforts efforts;
    document_node made = document_node::list();
    for (const auto& [other, covered] : hals_)
      if (covers(asked, covered)) made.items.push_back(document_node::scalar(other));
    remedy.at("makes") = std::move(made);
    document_node more = document_node::map();
    more.at("when") = document_node::scalar(served_facts_.at(asked.hal));
    more.at("is") = document_node::scalar(efforts.serve_more);
    document_node fresh = document_node::map();
    fresh.at("is") = document_node::scalar(efforts.serve_first);
    remedy.at("effort") = document_node::list();
    remedy.at("effort").items = {std::move(more), std::move(fresh)};
    remedy.at("source") = document_node::scalar("assumed");
  }

  static void add_remedy(document_node& remedies, const std::string& id, const std::string& fact, const char* effort) {
    document_node& remedy = remedies.at(id);
    remedy.at("makes") = document_node::scalar(fact);
    remedy.at("effort") = document_node::scalar(effort);
    remedy.at("source") = document_node::scalar("assumed");
  }

  std::set<std::string>& taken_;
  std::string prefix_;
  std::map<std::string, std::string> names_;  // of facts, by what they stand for
  std::set<std::string> own_names_;
  std::map<std::string, std::string> parts_;  // what they are called, by fact
  std::map<std::string, asked_hal> hals_;
  std::map<std::string, std::string> served_facts_;  // by HAL
  std::map<std::string, sepolicy_version_range> policies_;
  std::map<std::string, unmet_requirement> kernel_;
  std::map<std::string, std::set<std::string>> wanting_;  // by device
};

}  // namespace portfit::detail
