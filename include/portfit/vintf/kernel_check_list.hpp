#pragma once

#include <portfit/vintf/detail/listed_release.hpp>
#include <portfit/vintf/kernel_requirement.hpp>
#include <portfit/vintf/unmet_requirement.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace portfit {

/// How a list of options says what an option must be.
enum class listed_value_kind : std::uint8_t {
  tristate,  ///< y or m: either of them; n: n, or not there
  parts,     ///< each is one of the parts, between commas, of the option's text
  word,      ///< the option's text without quotes
};

/// One option a distribution asks of kernels.
struct listed_option {
  std::string name;  ///< without `CONFIG_`
  listed_value_kind kind = listed_value_kind::tristate;
  std::vector<std::string> values;  ///< one, but for `parts`
  written_at where;
};

/// Options asked of kernels of some releases and architectures.
struct listed_section {
  std::string category;                         ///< without `category:`
  std::vector<detail::release_bound> releases;  ///< all must hold
  std::vector<std::string> architectures;       ///< in pmaports' words: aarch64, armv7 ...; none: all
  std::vector<listed_option> options;
};

/// A list of options that a distribution asks of its kernels, in the form of postmarketOS (pmaports' kconfigcheck.toml).
struct kernel_check_list {
  std::vector<listed_section> sections;
  /// Names that stand for several categories.
  std::map<std::string, std::vector<std::string>, std::less<>> aliases;

  /// The categories a name stands for: an alias's, or itself.
  [[nodiscard]] std::vector<std::string> categories(const std::string& name) const {
    const auto found = aliases.find(name);
    return found == aliases.end() ? std::vector<std::string>{name} : found->second;
  }
  [[nodiscard]] bool knows(const std::string& name) const {
    return aliases.contains(name) || std::any_of(sections.begin(), sections.end(),
                                                 [&](const listed_section& each) { return each.category == name; });
  }
};

/// An option that is not as a list asks.
struct unmet_listed_option {
  const listed_option* option = nullptr;
  std::string provided;  ///< empty: the option is not there
};

namespace detail {

[[nodiscard]] inline std::string_view without_option_quotes(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
  return text;
}

[[nodiscard]] inline bool has_listed_part(std::string_view text, std::string_view part) {
  for (;;) {
    const auto comma = text.find(',');
    if (text.substr(0, comma) == part) return true;
    if (comma == std::string_view::npos) return false;
    text.remove_prefix(comma + 1);
  }
}

/// @param value what the kernel has; null if the option is not there
[[nodiscard]] inline bool is_as_listed(const listed_option& wanted, const std::string* value) {
  switch (wanted.kind) {
    case listed_value_kind::tristate:
      if (wanted.values.front() == "n") return value == nullptr || *value == "n";
      return value != nullptr && (*value == "y" || *value == "m");
    case listed_value_kind::parts:
      return value != nullptr && std::all_of(wanted.values.begin(), wanted.values.end(), [&](const std::string& part) {
               return has_listed_part(without_option_quotes(*value), part);
             });
    case listed_value_kind::word: break;
  }
  return value != nullptr && without_option_quotes(*value) == wanted.values.front();
}

}  // namespace detail

/// The options of a category that are not as asked, by name, each once.
/// @param name a category, or an alias for several
/// @param release as pmaports or the kernel write it: `6.9`, `6.18_rc1`, `6.1.0-rc2`; anything else behind numbers is ignored
/// @returns nothing if the release cannot be read. Pointers lead into `list`. Complexity: linear in the list.
[[nodiscard]] inline std::optional<std::vector<unmet_listed_option>> find_unmet_options(const kernel_check_list& list,
                                                                                        const std::string& name,
                                                                                        std::string_view release,
                                                                                        std::string_view architecture,
                                                                                        const kernel_options& options) {
  const auto asked_of = detail::read_listed_release(release);
  if (!asked_of) return std::nullopt;
  const std::vector<std::string> categories = list.categories(name);
  std::map<std::string_view, unmet_listed_option> unmet;
  for (const listed_section& section : list.sections) {
    const bool named = std::find(categories.begin(), categories.end(), section.category) != categories.end();
    const bool here = section.architectures.empty() ||
                      std::find(section.architectures.begin(), section.architectures.end(), architecture) !=
                          section.architectures.end();
    const bool now = std::all_of(section.releases.begin(), section.releases.end(),
                                 [&](const detail::release_bound& bound) { return bound.holds(*asked_of); });
    if (!named || !here || !now) continue;
    for (const listed_option& option : section.options) {
      const auto found = options.find("CONFIG_" + option.name);
      const std::string* const value = found == options.end() ? nullptr : &found->second;
      if (!detail::is_as_listed(option, value)) unmet.try_emplace(option.name, &option, value == nullptr ? "" : *value);
    }
  }
  std::vector<unmet_listed_option> result;
  for (auto& [key, each] : unmet) result.push_back(std::move(each));
  return result;
}

/// The same as unmet requirements, with what to set: one change each.
[[nodiscard]] inline compatibility_result unmet_requirements(const std::vector<unmet_listed_option>& unmet) {
  compatibility_result result;
  for (const unmet_listed_option& each : unmet) {
    const listed_option& option = *each.option;
    const std::string name = "CONFIG_" + option.name;
    std::string values;
    for (const std::string& one : option.values) values += (values.empty() ? "" : ",") + one;
    const bool tristate = option.kind == listed_value_kind::tristate;
    std::string required = option.kind == listed_value_kind::parts ? "a text with " + values : '"' + values + '"';
    if (tristate) required = values == "n" ? "n, or not there" : "y or m";
    const std::string setting = tristate                                  ? name + '=' + values
                                : option.kind == listed_value_kind::parts ? values + " in " + name
                                                                          : name + "=\"" + values + '"';
    result.unmet.push_back({requirement_kind::kernel_option, name, std::move(required),
                            each.provided.empty() ? "nothing" : each.provided, option.where});
    result.changes.push_back({requirement_kind::kernel_option, name, "set " + setting + " in the kernel"});
  }
  return result;
}

}  // namespace portfit
