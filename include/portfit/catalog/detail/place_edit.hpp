#pragma once

#include <portfit/catalog/detail/read_fact.hpp>
#include <portfit/catalog/document.hpp>
#include <portfit/catalog/edit.hpp>
#include <portfit/catalog/nearest.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Kinds of things whose facts and requirements can be told.
inline constexpr std::array<std::string_view, 6> fact_sections{"vendors", "platforms", "devices",
                                                               "systems", "markets",   "ports"};
/// The lists of clauses with names, by section.
struct clause_lists {
  std::string_view section;
  std::array<std::string_view, 2> keys;
};
inline constexpr std::array<clause_lists, 9> named_lists{{{"vendors", {"must", "should"}},
                                                          {"platforms", {"must", "should"}},
                                                          {"devices", {"must", "should"}},
                                                          {"systems", {"must", "should"}},
                                                          {"markets", {"must", "should"}},
                                                          {"ports", {"must", "should"}},
                                                          {"agreements", {"obliges", "forbids"}},
                                                          {"rules", {"requires", ""}},
                                                          {"services", {"replaced_by", ""}}}};

/// Does the document win over others where they differ?
[[nodiscard]] inline bool wins(const document& told) {
  const document_node* const overrides = told.root.find("overrides");
  return told.anew || (overrides && overrides->is_scalar() && yes_or_no(overrides->text).value_or(false));
}

/// What one document says at a path of keys; a null pointer where it says nothing there.
[[nodiscard]] inline const document_node* look_up(const document& told, std::initializer_list<std::string_view> path) {
  const document_node* node = &told.root;
  for (const std::string_view key : path)
    if (!key.empty() && node) node = node->find(key);
  return node;
}

/// What counts at a path, and in which document; of several the first, unless a later one wins.
struct standing_node {
  const document_node* node = nullptr;
  const document* told = nullptr;
};
[[nodiscard]] inline standing_node standing(std::span<const document> documents,
                                            std::initializer_list<std::string_view> path) {
  standing_node best;
  for (const document& each : documents) {
    const document_node* const found = look_up(each, path);
    if (found && (!best.node || wins(each))) best = {found, &each};
  }
  return best;
}

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

/// A clause in the form that has keys: `{need: ...}` of a requirement, `{covers: ...}` of a substitute.
[[nodiscard]] inline document_node in_full(const document_node& clause, std::string_view list) {
  const bool substitute = list == "replaced_by";
  if (clause.is_map() && (substitute || clause.find("need") || clause.find("when") || clause.find("weight")))
    return clause;
  document_node result = document_node::map(clause.line, clause.column);
  result.at(substitute ? "covers" : "need") = clause;
  return result;
}

/// What the subject of an edit names: a section and an id, and the list and name of a clause where it is one.
struct edit_target {
  std::string_view section;  ///< empty: the catalog itself
  std::string id;
  std::string_view list;
  std::string clause;
};

/// Finds what an edit is about and writes it as a document that says nothing else.
class edit_placer {
 public:
  edit_placer(std::span<const document> documents, const edit& what, diagnostics& remarks)
      : documents_(documents), what_(what), remarks_(remarks) {}

  /// Nothing where the edit has no place; a remark tells why.
  [[nodiscard]] std::optional<document> place() {
    const auto target = find();
    if (!target || !allows_key(*target)) return std::nullopt;
    document result{what_.file, document_node::map(1, 1), fingerprint(what_.text), true};
    result.root.at("portfit") = document_node::scalar("1", 1, 1);
    if (target->list.empty() || target->list == "forbids")
      put(open(result.root, *target), target->section);
    else
      put_clause(open(result.root, *target), *target);
    return result;
  }

  /// What the edit is about; nothing, and a remark, if that is nothing or more than one thing.
  [[nodiscard]] std::optional<edit_target> find() {
    const std::string& subject = what_.subject.text;
    const std::size_t dot = subject.find('.');
    const std::string id = subject.substr(0, dot);
    const std::vector<std::string_view> homes = homes_of(id);
    if (homes.empty()) {
      error(what_.subject, "dangling_reference", "nothing is called '" + id + "'",
            "an id of the catalog, os/device, world or catalog", nearest_name(id, ids()));
      return std::nullopt;
    }
    if (homes.size() > 1) {
      error(what_.subject, "duplicate_id",
            "'" + id + "' names two things, under " + name_of_home(homes[0]) + " and " + name_of_home(homes[1]),
            "an id that names one thing");
      return std::nullopt;
    }
    edit_target target{homes.front(), id, {}, {}};
    if (dot == std::string::npos) return target;
    target.clause = subject.substr(dot + 1);
    return find_clause(target) ? std::optional(target) : std::nullopt;
  }

 private:
  void error(const document_node& at, std::string code, std::string message, std::string expected,
             std::string nearest = {}) {
    remarks_.push_back({severity::error,
                        std::move(code),
                        {what_.file, at.line, at.column},
                        std::move(message),
                        std::move(expected),
                        std::move(nearest)});
  }

  [[nodiscard]] static std::string name_of_home(std::string_view section) {
    return section.empty() ? "the catalog itself" : "'" + std::string(section) + "'";
  }

  /// The sections that know the id; `world` and the catalog itself are known always, ports by their slash.
  [[nodiscard]] std::vector<std::string_view> homes_of(const std::string& id) const {
    std::vector<std::string_view> homes;
    if (id.find('/') != std::string::npos) return {"ports"};
    if (id == "catalog") homes.emplace_back();
    if (id == "world") homes.emplace_back("world");
    const auto add = [&](std::string_view section) {
      if (standing(documents_, {section, id}).node) homes.push_back(section);
    };
    for (const kind_words& words : entity_kinds) add(words.section);
    add("sources");
    return homes;
  }

  [[nodiscard]] std::set<std::string_view> names_in(std::initializer_list<std::string_view> path) const {
    std::set<std::string_view> names;
    for (const document& each : documents_)
      if (const document_node* const found = look_up(each, path))
        for (const auto& member : found->members) names.insert(member.key);
    return names;
  }

  [[nodiscard]] std::set<std::string_view> ids() const {
    std::set<std::string_view> all{"world", "catalog"};
    for (const kind_words& words : entity_kinds) all.merge(names_in({words.section}));
    all.merge(names_in({"sources"}));
    return all;
  }

  /// Finds the list that holds the clause; the catalog's are those of its own maps.
  [[nodiscard]] bool find_clause(edit_target& target) {
    const document_node at =
        document_node::scalar({}, what_.subject.line, what_.subject.column + count_characters(target.id) + 1);
    std::vector<std::string_view> lists;
    std::set<std::string_view> names;
    if (target.section.empty()) names = {"budget", "rates"};
    for (const clause_lists& form : named_lists)
      for (const std::string_view list : form.keys) {
        if (form.section != target.section || list.empty()) continue;
        const auto found = names_in({form.section, target.id, list});
        if (found.count(target.clause) > 0) lists.push_back(list);
        names.insert(found.begin(), found.end());
      }
    if (target.section.empty() && names.count(target.clause) > 0) lists.emplace_back("catalog");
    if (lists.size() == 1) {
      target.list = lists.front();
      return true;
    }
    if (lists.empty())
      error(at, "dangling_reference", "'" + target.id + "' has nothing called '" + target.clause + "'",
            names.empty() ? "an id alone: nothing of it has a name"
                          : any_of_text(std::vector<std::string_view>(names.begin(), names.end())),
            nearest_name(target.clause, names));
    else
      error(at, "duplicate_id",
            "'" + what_.subject.text + "' names two things, under '" + std::string(lists[0]) + "' and '" +
                std::string(lists[1]) + "'",
            "a name that is there once");
    return false;
  }

  /// Refuses keys whose parts have names of their own, and those that change no answer or are no part of what was told.
  [[nodiscard]] bool allows_key(const edit_target& target) {
    const std::string& key = what_.key.text;
    constexpr std::array<std::string_view, 3> head{"scale", "person_month", "budget"};
    if (target.section.empty() && target.list.empty()) {
      if (std::find(head.begin(), head.end(), key) != head.end()) return true;
      error(what_.key, "unknown_key", "'" + key + "' of the catalog cannot be said anew",
            any_of_text(head) + "; or of `catalog.rates` a currency", nearest_name(key, head));
      return false;
    }
    if (!target.list.empty() || target.section == "sources") return true;
    for (const clause_lists& form : named_lists)
      if (form.section == target.section && (form.keys[0] == key || form.keys[1] == key)) {
        error(what_.key, "unknown_key", "'" + key + "' of '" + target.id + "' is said anew name by name",
              target.id + ".NAME: KEY = VALUE");
        return false;
      }
    if (target.section == "systems" && key == "abstract") {
      error(what_.key, "unknown_key", "'abstract' of '" + target.id + "' decides which pairings there are",
            "a key that answers rest on");
      return false;
    }
    constexpr std::array<std::string_view, 4> origins{"name", "note", "source", "confidence"};
    if (std::find(origins.begin(), origins.end(), key) == origins.end()) return true;
    error(what_.key, "unknown_key", "'" + key + "' of '" + target.id + "' tells where something comes from",
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
  diagnostics& remarks_;
};

/// What the documents say where an edit speaks, as written; of a fact all its statements.
[[nodiscard]] inline std::string stated_before(std::span<const document> documents, const edit& what) {
  diagnostics unheard;
  const auto target = edit_placer(documents, what, unheard).find();
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
