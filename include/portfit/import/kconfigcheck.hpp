#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/import/detail/kconfigcheck_form.hpp>
#include <portfit/vintf/kernel_check_list.hpp>

#include <toml++/toml.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// A list of options and what was to be said of its text.
struct kernel_check_list_reading {
  kernel_check_list list;
  diagnostics remarks;
};

namespace detail {

/// Takes the tables `["category:NAME"."VERSIONS"."ARCHITECTURES"]` and `[aliases]` apart.
class kconfigcheck_reader {
 public:
  kconfigcheck_reader(kernel_check_list_reading& into, std::string file) : into_(into), file_(std::move(file)) {}

  void read(const toml::table& root) {
    for (const auto& [key, value] : root) {
      const std::string_view name = key.str();
      const toml::table* const table = value.as_table();
      if (table == nullptr)
        tell(value, "wrong_type", "'" + std::string(name) + "' is no table", "[aliases] or a [\"category:...\"]");
      else if (name == "aliases")
        read_aliases(*table);
      else if (name.starts_with(prefix))
        read_category(std::string(name.substr(prefix.size())), *table);
      else
        tell(value, "unknown_key", "'" + std::string(name) + "' is not known", "aliases, or category:NAME");
    }
    for (const auto& [name, categories] : into_.list.aliases)
      for (const std::string& each : categories)
        if (!into_.list.knows(each) || into_.list.aliases.contains(each))
          tell(root, "unknown_category", "the alias '" + name + "' names '" + each + "', which is no category",
               "a category of the file");
  }

  void tell(const toml::source_region& at, std::string code, std::string message, std::string expected = {}) {
    if (into_.remarks.size() < 100)
      into_.remarks.push_back({severity::error,
                               std::move(code),
                               {file_, static_cast<int>(at.begin.line), static_cast<int>(at.begin.column)},
                               std::move(message),
                               std::move(expected),
                               {}});
  }

 private:
  static constexpr std::string_view prefix = "category:";

  void tell(const toml::node& at, std::string code, std::string message, std::string expected) {
    tell(at.source(), std::move(code), std::move(message), std::move(expected));
  }

  /// The texts of a list of texts; nothing else is allowed in it.
  [[nodiscard]] std::vector<std::string> texts(const toml::node& list) {
    std::vector<std::string> result;
    const toml::array* const items = list.as_array();
    if (items == nullptr)
      tell(list, "wrong_type", "this is no list", "a list of texts");
    else
      for (const toml::node& each : *items) {
        if (each.is_string())
          result.push_back(each.as_string()->get());
        else
          tell(each, "wrong_type", "this is no text", "a text");
      }
    return result;
  }

  void read_aliases(const toml::table& table) {
    for (const auto& [key, value] : table) {
      std::vector<std::string>& categories = into_.list.aliases[std::string(key.str())];
      for (std::string& each : texts(value))
        categories.push_back(each.starts_with(prefix) ? each.substr(prefix.size()) : each);
    }
  }

  void read_category(const std::string& category, const toml::table& table) {
    for (const auto& [releases, by_architecture] : table) {
      const toml::table* const sections = by_architecture.as_table();
      if (sections == nullptr) {
        tell(by_architecture, "wrong_type", "'" + std::string(releases.str()) + "' is no table",
             "[\"category:NAME\".\">=6.1\".\"all\"]");
        continue;
      }
      for (const auto& [architectures, options] : *sections) {
        listed_section section{category, {}, {}, {}};
        for (const std::string& each : words(releases.str())) {
          if (const auto bound = read_release_bound(each))
            section.releases.push_back(*bound);
          else
            tell(options, "bad_release", "'" + each + "' bounds no releases", ">=6.1, or <6.18_rc1");
        }
        if (architectures.str() != "all") section.architectures = words(architectures.str());
        if (const toml::table* const asked = options.as_table())
          read_options(*asked, section);
        else
          tell(options, "wrong_type", "this is no table", "options, as NET_NS = \"y\"");
        into_.list.sections.push_back(std::move(section));
      }
    }
  }

  void read_options(const toml::table& table, listed_section& section) {
    for (const auto& [key, value] : table) {
      listed_option option{
          std::string(key.str()),
          {},
          {},
          position{file_, static_cast<int>(value.source().begin.line), static_cast<int>(value.source().begin.column)}};
      if (value.is_string()) {
        const std::string& text = value.as_string()->get();
        option.kind = text == "y" || text == "m" || text == "n" ? listed_value_kind::tristate : listed_value_kind::word;
        option.values = {text};
      } else {
        option.kind = listed_value_kind::parts;
        option.values = texts(value);
      }
      section.options.push_back(std::move(option));
    }
  }

  [[nodiscard]] static std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> result;
    while (!text.empty()) {
      const auto space = text.find(' ');
      if (space != 0) result.emplace_back(text.substr(0, space));
      text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    }
    return result;
  }

  kernel_check_list_reading& into_;
  std::string file_;
};

}  // namespace detail

/// Reads a list of options in the form of pmaports' kconfigcheck.toml.
///
/// Of TOML, only what such lists need is read (detail::kconfigcheck_form). Letters beyond ASCII are read as `?`. Codes:
/// `too_large` (more than 1 MiB), `binary_file`, `bad_toml`, `wrong_type`, `unknown_key`, `unknown_category`, `bad_release`.
/// Complexity: about linear in the text.
[[nodiscard]] inline kernel_check_list_reading read_kconfigcheck(std::string_view text, std::string file_name) {
  kernel_check_list_reading result;
  detail::kconfigcheck_reader reader(result, file_name);
  std::string plain(text.substr(0, std::size_t{1} << 20U));
  std::replace_if(plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80U; }, '?');
  if (text.size() > plain.size())
    reader.tell(toml::source_region{}, "too_large", "the file has " + std::to_string(text.size()) + " bytes",
                "at most 1 MiB");
  else if (detail::find_invalid_utf8(text) != std::string_view::npos ||
           detail::find_control_character(text) != std::string_view::npos)
    reader.tell(toml::source_region{}, "binary_file", "this is no text in UTF-8", "a text file saved as UTF-8");
  else if (const auto bad = detail::kconfigcheck_form(plain).find_mistake(); bad != std::string_view::npos) {
    const auto [line, column] = detail::line_and_column(plain, (std::min)(bad, plain.size()));
    toml::source_region place;
    place.begin = {static_cast<toml::source_index>(line), static_cast<toml::source_index>(column)};
    reader.tell(place, "bad_toml", "this is no TOML as lists of options are written",
                "[\"category:NAME\".\">=6.1\".\"all\"], or NAME = \"y\", or NAME = [\"text\", \"text\"]");
  }
  if (!result.remarks.empty()) return result;
#if TOML_EXCEPTIONS
  try {
    reader.read(toml::parse(plain, file_name));
  } catch (const toml::parse_error& problem) {
    reader.tell(problem.source(), "bad_toml", "this is no TOML: " + std::string(problem.description()));
  }
#else
  const toml::parse_result parsed = toml::parse(plain, file_name);
  if (parsed)
    reader.read(parsed.table());
  else
    reader.tell(parsed.error().source(), "bad_toml", "this is no TOML: " + std::string(parsed.error().description()));
#endif
  return result;
}

}  // namespace portfit
