#pragma once

#include <portfit/catalog/detail/find_edit.hpp>
#include <portfit/catalog/detail/read_fact.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Lets a copied node stand at one place, that of the edit which brought it there.
inline void relocate(document_node& node, int line, int column) {
  node.line = line;
  node.column = column;
  for (document_node& item : node.items) relocate(item, line, column);
  for (document_node::member& member : node.members) {
    member.line = line;
    member.column = column;
    relocate(member.value, line, column);
  }
}

/// Writes an edit as a document that says nothing else.
class edit_placer {
 public:
  edit_placer(std::span<const document> documents, const edit& what, diagnostics& remarks)
      : documents_(documents), what_(what), finder_(documents, what, remarks) {}

  /// Nothing where the edit has no place; a remark tells why.
  [[nodiscard]] std::optional<document> place() {
    const auto target = finder_.find();
    if (!target || !allows_key(*target)) return std::nullopt;
    document result{what_.file, document_node::map(1, 1), fingerprint(what_.text), true};
    result.root.at("portfit") = document_node::scalar("1", 1, 1);
    if (target->list.empty() || target->list == "forbids")
      put(open(result.root, *target), target->section);
    else
      put_clause(open(result.root, *target), *target);
    return result;
  }

 private:
  /// Refuses keys whose parts have names of their own, and those that change no answer or are no part of what was told.
  [[nodiscard]] bool allows_key(const edit_target& target) {
    const std::string& key = what_.key.text;
    constexpr std::array<std::string_view, 3> head{"scale", "person_month", "budget"};
    if (target.section.empty() && target.list.empty()) {
      if (std::find(head.begin(), head.end(), key) != head.end()) return true;
      finder_.error(what_.key, "unknown_key", "'" + key + "' of the catalog cannot be said anew",
                    any_of_text(head) + "; or of `catalog.rates` a currency", nearest_name(key, head));
      return false;
    }
    if (!target.list.empty() || target.section == "sources") return true;
    for (const clause_lists& form : named_lists)
      if (form.section == target.section && (form.keys[0] == key || form.keys[1] == key)) {
        finder_.error(what_.key, "unknown_key", "'" + key + "' of '" + target.id + "' is said anew name by name",
                      target.id + ".NAME: KEY = VALUE");
        return false;
      }
    if (target.section == "systems" && key == "abstract") {
      finder_.error(what_.key, "unknown_key", "'abstract' of '" + target.id + "' decides which pairings there are",
                    "a key that answers rest on");
      return false;
    }
    constexpr std::array<std::string_view, 4> origins{"name", "note", "source", "confidence"};
    if (std::find(origins.begin(), origins.end(), key) == origins.end()) return true;
    finder_.error(what_.key, "unknown_key", "'" + key + "' of '" + target.id + "' tells where something comes from",
                  "a key that answers rest on; or SOURCE: confidence = B");
    return false;
  }

  /// The map that a key of the target is written into, made in an empty document.
  [[nodiscard]] document_node& open(document_node& root, const edit_target& target) const {
    document_node* node = &root;
    const auto step = [&](std::string_view name) {
      if (name.empty()) return;
      document_node inner = document_node::map(what_.subject.line, what_.subject.column);
      node->members.push_back({std::string(name), what_.subject.line, what_.subject.column, std::move(inner)});
      node = &node->members.back().value;
    };
    step(target.section);
    if (!target.section.empty() && target.section != "world") step(target.id);
    if (target.list != "catalog") step(target.list);
    step(target.clause);
    return *node;
  }

  void put(document_node& into, std::string_view section) const {
    const bool has_facts =
        section == "world" || std::find(fact_sections.begin(), fact_sections.end(), section) != fact_sections.end();
    const bool is_fact = has_facts && standing(documents_, {"facts", what_.key.text}).node;
    into.members.push_back(
        {what_.key.text, what_.key.line, what_.key.column, is_fact ? believed(what_.value) : what_.value});
  }

  /// A statement about a fact that counts whomever the asker trusts, unless it says itself whose it is.
  [[nodiscard]] static document_node believed(const document_node& value) {
    document_node result = value;
    if (value.is_list() && std::any_of(value.items.begin(), value.items.end(), is_long_form)) {
      for (document_node& item : result.items) item = is_long_form(item) ? believed(item) : item;
      return result;
    }
    if (!is_long_form(value)) {
      result = document_node::map(value.line, value.column);
      result.members.push_back({"is", value.line, value.column, value});
    }
    if (!result.find("source") && !result.find("confidence"))
      result.members.push_back(
          {"confidence", value.line, value.column, document_node::scalar("A", value.line, value.column)});
    return result;
  }

  /// Writes a clause that counts as a whole: as it stands, but for one key.
  void put_clause(document_node& into, const edit_target& target) const {
    const document_node& at = what_.value;
    if (target.list == "catalog") {
      if (const auto found = standing(documents_, {target.clause});
          found.node && found.node->is_map() && target.clause == "budget")
        into = *found.node;
    } else {
      const auto found = standing(documents_, {target.section, target.id, target.list, target.clause});
      into = in_full(*found.node, target.list);
      const document_node* const source = look_up(*found.told, {target.section, target.id, "source"});
      if (source && !into.find("source")) into.at("source") = *source;
    }
    relocate(into, at.line, at.column);
    into.is = document_node::shape::map;
    std::erase_if(into.members, [&](const auto& member) { return member.key == what_.key.text; });
    into.members.push_back({what_.key.text, what_.key.line, what_.key.column, what_.value});
  }

  std::span<const document> documents_;
  const edit& what_;
  edit_finder finder_;
};

/// What the documents say where an edit speaks, as written; of a fact all its statements.
[[nodiscard]] inline std::string stated_before(std::span<const document> documents, const edit& what) {
  diagnostics unheard;
  const auto target = edit_finder(documents, what, unheard).find();
  std::vector<std::string> texts;
  for (const document& each : documents) {
    if (!target) break;
    const bool named = !target->list.empty() && target->list != "catalog";
    const document_node* found =
        look_up(each, {target->section, target->section == "world" || target->section.empty() ? "" : target->id,
                       named ? target->list : "", target->clause});
    if (!found) continue;
    const document_node told = named && target->list != "forbids" ? in_full(*found, target->list) : *found;
    const document_node* const value = told.find(what.key.text);
    if (!value) continue;
    if (wins(each)) texts.clear();
    if (std::string text = inline_text(*value); std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(std::move(text));
  }
  std::string text;
  for (const std::string& each : texts) text += (text.empty() ? "" : " and ") + each;
  return text.empty() ? "not stated" : text;
}

}  // namespace portfit::detail
