#pragma once

#include <portfit/catalog/detail/read_context.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What all files say about every id.
struct collected_names {
  std::array<std::map<std::string, pieces>, entity_kinds.size()> by_kind;
  std::map<std::string, pieces> ports;

  [[nodiscard]] const std::map<std::string, pieces>& of(entity_kind kind) const {
    return by_kind[static_cast<std::size_t>(kind)];
  }
};

/// Tells keys that come twice in a map (importers other than the one for YAML may leave them in).
///
/// @returns Whether the document is not nested more deeply than the reader follows it.
inline bool is_sound(read_context& context, const piece& told, int depth = 0) {
  constexpr int deepest = 400;
  if (depth > deepest) {
    context.error(told.where(), "too_deep", "maps and lists are nested too deeply", "at most 400 levels");
    return false;
  }
  std::set<std::string_view> keys;
  for (const auto& member : told.node->members) {
    if (!keys.insert(member.key).second)
      context.error(told.key(member).where(), "duplicate_key", "the key '" + member.key + "' was given before",
                    "each key once");
    if (!is_sound(context, told.of(member), depth + 1)) return false;
  }
  return std::all_of(told.node->items.begin(), told.node->items.end(),
                     [&](const document_node& item) { return is_sound(context, told.of(item), depth + 1); });
}

/// An id that names two things.
inline void duplicate_id(read_context& context, const located_text& key, const position& before) {
  context.error(
      key.where(), "duplicate_id",
      "the id '" + std::string(key.text) + "' was given before, in " + before.file + ':' + std::to_string(before.line),
      "ids that are unique over all kinds");
}

/// Gathers what the files say under each name of one section; names that are no ids, or values that are no maps, are told.
inline std::map<std::string, pieces> collect_section(read_context& context, const pieces& roots,
                                                     std::string_view section, bool is_pair = false) {
  std::map<std::string, pieces> result;
  for (const piece& root : roots) {
    const document_node* node = root.node->find(section);
    if (!node || !context.is_map(root.of(*node), '\'' + std::string(section) + '\'')) continue;
    for (const auto& member : node->members) {
      const located_text key = root.key(member);
      const piece told = root.of(member);
      const std::size_t slash = member.key.find('/');
      const bool good = is_pair ? slash != std::string::npos && is_id(std::string_view(member.key).substr(0, slash)) &&
                                      is_id(std::string_view(member.key).substr(slash + 1))
                                : is_id(member.key);
      if (!good) {
        context.error(key.where(), "bad_id", "'" + member.key + "' is no " + (is_pair ? "port" : "id"),
                      is_pair ? "os/device, os/platform or os/vendor" : "letters, digits, _ and -");
        continue;
      }
      if (!context.is_map(told, '\'' + member.key + '\'')) continue;
      pieces& all = result[member.key];
      if (all.empty() || all.back().file != told.file) all.push_back(told);  // else told as a repeated key
    }
  }
  return result;
}

/// Every service that is declared, provided by a system, or named as a substitute.
inline void collect_services(read_context& context, const collected_names& names) {
  const auto add_all = [&](const document_node* node) {
    if (!node) return;
    if (node->is_scalar()) context.names.services.insert(node->text);
    for (const document_node& item : node->items)
      if (item.is_scalar()) context.names.services.insert(item.text);
    for (const auto& member : node->members) context.names.services.insert(member.key);
  };
  for (const auto& [id, told] : names.of(entity_kind::service)) {
    context.names.services.insert(id);
    for (const piece& part : told) add_all(part.node->find("replaced_by"));
  }
  for (const auto& [id, told] : names.of(entity_kind::system))
    for (const piece& part : told) add_all(part.node->find("provides"));
}

/// Gathers all ids of all files before anything that refers to them is read.
inline collected_names collect_names(read_context& context, const pieces& roots) {
  collected_names names;
  for (const kind_words& words : entity_kinds) {
    auto& collected = names.by_kind[static_cast<std::size_t>(words.kind)];
    collected = collect_section(context, roots, words.section);
    for (const auto& [id, told] : collected) {
      const auto [holder, fresh] =
          context.names.ids.emplace(id, name_index::owner{words.kind, told.front().where_named()});
      if (!fresh) {
        const piece& second = told.front();
        duplicate_id(context, {id, second.file, second.entry->line, second.entry->column}, holder->second.where);
      }
    }
  }
  names.ports = collect_section(context, roots, "ports", true);
  collect_services(context, names);
  return names;
}

}  // namespace portfit::detail
