#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/document.hpp>
#include <portfit/catalog/nearest.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// One of the files read together.
struct input_file {
  std::string name;
  bool overrides = false;
  bool anew = false;  ///< its facts replace what was stated before, whatever the dates
};

/// A text and where it begins, so that a mistake inside it can be pointed at.
struct located_text {
  std::string_view text;
  const input_file* file = nullptr;
  int line = 0;
  int column = 0;

  [[nodiscard]] position where() const { return {file ? file->name : std::string(), line, column}; }
  [[nodiscard]] bool empty() const { return text.empty(); }
  [[nodiscard]] located_text part(std::size_t offset, std::size_t count = std::string_view::npos) const {
    located_text result = *this;
    if (line > 0) result.column += count_characters(text.substr(0, offset));
    result.text = text.substr(offset, count);
    return result;
  }
  /// Without blanks at both ends.
  [[nodiscard]] located_text trimmed() const {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return part(text.size());
    return part(first, text.find_last_not_of(" \t\r\n") - first + 1);
  }
};

/// What one file says about one thing.
struct piece {
  const document_node* node = nullptr;
  const input_file* file = nullptr;
  /// The entry of a section this is the value of, where there is one.
  const document_node::member* entry = nullptr;

  [[nodiscard]] located_text text() const { return {node->text, file, node->line, node->column}; }
  [[nodiscard]] position where() const { return {file->name, node->line, node->column}; }
  /// Where the name of the thing stands, else the thing itself.
  [[nodiscard]] position where_named() const {
    return entry ? position{file->name, entry->line, entry->column} : where();
  }
  [[nodiscard]] piece of(const document_node& inner) const { return {&inner, file, nullptr}; }
  [[nodiscard]] piece of(const document_node::member& inner) const { return {&inner.value, file, &inner}; }
  [[nodiscard]] located_text key(const document_node::member& member) const {
    return {member.key, file, member.line, member.column};
  }
};
/// What all files say about one thing, in the order of the files.
using pieces = std::vector<piece>;

/// The kinds of things with ids.
enum class entity_kind {
  vendor,
  platform,
  device,
  system,
  remedy,
  place,
  service,
  agreement,
  rule,
  market,
  hazard,
  count_table
};

struct kind_words {
  entity_kind kind;
  std::string_view section;
  std::string_view name;
};
inline constexpr std::array entity_kinds{
    kind_words{entity_kind::vendor, "vendors", "vendor"},
    kind_words{entity_kind::platform, "platforms", "platform"},
    kind_words{entity_kind::device, "devices", "device"},
    kind_words{entity_kind::system, "systems", "system"},
    kind_words{entity_kind::remedy, "remedies", "remedy"},
    kind_words{entity_kind::place, "places", "place"},
    kind_words{entity_kind::service, "services", "service"},
    kind_words{entity_kind::agreement, "agreements", "agreement"},
    kind_words{entity_kind::rule, "rules", "rule"},
    kind_words{entity_kind::market, "markets", "market"},
    kind_words{entity_kind::hazard, "hazards", "hazard"},
    kind_words{entity_kind::count_table, "counts", "count table"},
};
[[nodiscard]] inline std::string kind_name(entity_kind kind) {
  return std::string(entity_kinds[static_cast<std::size_t>(kind)].name);
}

/// Every id that may be referred to, known before anything that refers is read.
struct name_index {
  struct owner {
    entity_kind kind;
    position where;
  };
  std::map<std::string, owner, std::less<>> ids;
  /// Services declared, provided by a system, or named as a substitute.
  std::set<std::string, std::less<>> services;

  [[nodiscard]] bool has(entity_kind kind, std::string_view id) const {
    const auto found = ids.find(id);
    return found != ids.end() && found->second.kind == kind;
  }
  [[nodiscard]] std::vector<std::string_view> of(entity_kind kind) const {
    std::vector<std::string_view> names;
    for (const auto& [id, holder] : ids)
      if (holder.kind == kind) names.push_back(id);
    return names;
  }
};

/// A two-letter code as in ISO 3166: such places need no declaration.
[[nodiscard]] inline bool is_country_code(std::string_view id) {
  const auto capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
  return id.size() == 2 && capital(id[0]) && capital(id[1]);
}

[[nodiscard]] inline bool is_id_character(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
         letter == '_' || letter == '-';
}

[[nodiscard]] inline bool is_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_id_character);
}

/// `a, b or c`, for messages.
[[nodiscard]] inline std::string any_of_text(std::span<const std::string_view> words) {
  std::string text;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (index > 0) text += index + 1 == words.size() ? " or " : ", ";
    text += words[index];
  }
  return text;
}

/// What all parts of the reader share: the catalog being made, the remarks, and the names known.
struct read_context {
  portfit::catalog& into;
  diagnostics& remarks;
  name_index names;
  std::size_t errors = 0;  ///< told so far

  void error(position where, std::string code, std::string message, std::string expected = {},
             std::string nearest = {}) {
    ++errors;
    remarks.push_back({severity::error, std::move(code), std::move(where), std::move(message), std::move(expected),
                       std::move(nearest)});
  }
  void warning(position where, std::string code, std::string message, std::string expected = {},
               std::string nearest = {}) {
    remarks.push_back({severity::warning, std::move(code), std::move(where), std::move(message), std::move(expected),
                       std::move(nearest)});
  }
  void wrong_type(const piece& told, std::string message, std::string expected) {
    error(told.where(), "wrong_type", std::move(message), std::move(expected));
  }

  /// Checks that `told` is a map; a null node counts as an empty one.
  [[nodiscard]] bool is_map(const piece& told, const std::string& what) {
    if (told.node->is_map() || told.node->is_null()) return true;
    wrong_type(told, what + " must be a map", "key: value");
    return false;
  }
  [[nodiscard]] bool is_scalar(const piece& told, const std::string& what) {
    if (told.node->is_scalar()) return true;
    wrong_type(told, what + " must be one value", "text");
    return false;
  }
  /// Tells keys that nobody reads.
  void check_keys(const piece& map, std::span<const std::string_view> known, const std::string& what) {
    for (const auto& member : map.node->members)
      if (std::find(known.begin(), known.end(), member.key) == known.end())
        error(map.key(member).where(), "unknown_key", what + " has no key '" + member.key + "'", any_of_text(known),
              nearest_name(member.key, known));
  }
};

/// Does the id name something of this kind? A country code that is used for a place is declared by its use.
inline bool is_declared(read_context& context, entity_kind kind, std::string_view id) {
  if (context.names.has(kind, id)) return true;
  if (kind != entity_kind::place || !is_country_code(id)) return false;
  if (context.names.ids.find(id) == context.names.ids.end()) context.into.places[std::string(id)].id = std::string(id);
  return true;
}

/// Do two nodes say the same, wherever they stand?
[[nodiscard]] inline bool same_text(const document_node& a, const document_node& b) {
  if (a.is != b.is || a.text != b.text || a.items.size() != b.items.size() || a.members.size() != b.members.size())
    return false;
  for (std::size_t index = 0; index < a.items.size(); ++index)
    if (!same_text(a.items[index], b.items[index])) return false;
  for (std::size_t index = 0; index < a.members.size(); ++index)
    if (a.members[index].key != b.members[index].key || !same_text(a.members[index].value, b.members[index].value))
      return false;
  return true;
}

/// The node on one line, for people.
[[nodiscard]] inline std::string inline_text(const document_node& node) {
  if (node.is_scalar()) return node.text;
  if (node.is_null()) return "unknown";
  std::string text;
  for (const auto& item : node.items) text += (text.empty() ? "" : ", ") + inline_text(item);
  for (const auto& member : node.members)
    text += (text.empty() ? "" : ", ") + member.key + ": " + inline_text(member.value);
  return node.is_list() ? '[' + text + ']' : '{' + text + '}';
}

/// Of two pieces that speak about one thing, the one that counts; two that differ are a mistake unless a file overrides.
inline piece winner(read_context& context, const piece& before, const piece& later, const std::string& what) {
  if (same_text(*before.node, *later.node)) return later.file->overrides ? later : before;
  if (later.file->overrides) return later;
  if (before.file->overrides) return before;
  context.error(later.where(), "conflicting_values",
                what + " is '" + inline_text(*later.node) + "' here and '" + inline_text(*before.node) + "' in " +
                    before.file->name + ':' + std::to_string(before.node->line),
                "one value, or a file headed `overrides: true`");
  return before;
}

/// The value of a key of a thing told in several files; its node is a null pointer where nobody gave the key.
[[nodiscard]] inline piece pick(read_context& context, const pieces& told, std::string_view key) {
  piece best;
  for (const piece& part : told) {
    const document_node* value = part.node->find(key);
    if (!value) continue;
    const piece candidate = part.of(*value);
    best = best.node ? winner(context, best, candidate, '\'' + std::string(key) + '\'') : candidate;
  }
  return best;
}

}  // namespace portfit::detail
