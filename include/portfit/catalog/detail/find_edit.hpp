#pragma once

#include <portfit/catalog/detail/read_amount.hpp>
#include <portfit/catalog/detail/read_context.hpp>
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

/// Finds what an edit is about, among all that the documents name.
class edit_finder {
 public:
  edit_finder(std::span<const document> documents, const edit& what, diagnostics& remarks)
      : documents_(documents), what_(what), remarks_(remarks) {}

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

  void error(const document_node& at, std::string code, std::string message, std::string expected,
             std::string nearest = {}) {
    remarks_.push_back({severity::error,
                        std::move(code),
                        {what_.file, at.line, at.column},
                        std::move(message),
                        std::move(expected),
                        std::move(nearest)});
  }

 private:
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

  std::span<const document> documents_;
  const edit& what_;
  diagnostics& remarks_;
};

}  // namespace portfit::detail
