#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/join_values.hpp>

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Fits the entities of a document to the same entities of others, so that they can be read as one catalog.
class join_reconciler {
 public:
  join_reconciler(document& added, std::span<const document> known, diagnostics& remarks)
      : added_(added), known_(known), remarks_(remarks) {}

  void run() {
    for (auto& section : added_.root.members) {
      const bool has_facts = section.key == "devices" || section.key == "platforms" || section.key == "vendors";
      if (!has_facts && section.key != "sources") continue;
      for (const document& told : known_) {
        const document_node* const theirs = told.root.find(section.key);
        if (theirs == nullptr) continue;
        std::map<std::string_view, const document_node*> by_id;
        for (const auto& entity : theirs->members) by_id.emplace(entity.key, &entity.value);
        for (auto& entity : section.value.members) {
          const auto found = by_id.find(entity.key);
          if (found == by_id.end()) continue;
          if (has_facts)
            fit(entity.key, entity.value, *found->second, told);
          else
            erase_differing(entity.value, *found->second);
        }
      }
    }
  }

 private:
  static void erase_differing(document_node& mine, const document_node& theirs) {
    std::erase_if(mine.members, [&](const auto& member) {
      const document_node* const other = theirs.find(member.key);
      return other != nullptr && texts_of(other) != texts_of(&member.value);
    });
  }

  void fit(const std::string& id, document_node& mine, const document_node& theirs, const document& told) {
    std::set<std::string> leave;
    for (const auto& member : mine.members) {
      const document_node* const other = theirs.find(member.key);
      if (other == nullptr || is_free(member.key)) continue;
      if (is_link(member.key)) {
        if (texts_of(other) == texts_of(&member.value)) continue;
        leave.insert(member.key);
        if (member.key == "platform") tell_platform(id, member.value, *other, told);
      } else if (member.key == "codename") {
        leave.insert(member.key);
      } else if (member.key == "aliases") {
        continue;
      } else if (agree(member.key, member.value, *other)) {
        leave.insert(member.key);
      } else {
        tell_differing(id, member.key, mine, theirs, told);
      }
    }
    unite_aliases(mine, theirs);
    std::erase_if(mine.members, [&](const auto& member) { return leave.contains(member.key); });
  }

  static bool is_free(std::string_view key) { return key == "note" || key == "source" || key == "confidence"; }
  static bool is_link(std::string_view key) {
    return key == "name" || key == "vendor" || key == "platform" || key == "built_by" || key == "home";
  }

  /// Of two sets one would win; together they lose nothing. A code name that differs is an alias.
  static void unite_aliases(document_node& mine, const document_node& theirs) {
    std::set<std::string> names;
    const auto take = [&](const document_node* node) {
      for (std::string& name : texts_of(node)) names.insert(std::move(name));
    };
    take(mine.find("aliases"));
    const auto codename = texts_of(mine.find("codename"));
    const auto other = texts_of(theirs.find("codename"));
    if (!codename.empty() && !other.empty() && common_codename(codename.front()) != common_codename(other.front()))
      names.insert(codename.front());
    // Where nothing is added theirs stand.
    if (names.empty()) return;
    take(theirs.find("aliases"));
    if (!other.empty())
      std::erase_if(names,
                    [&](const std::string& name) { return common_codename(name) == common_codename(other.front()); });
    document_node& list = mine.at("aliases") = document_node::list();
    for (const std::string& name : names) list.items.push_back(document_node::scalar(name));
  }

  void tell_platform(const std::string& id, const document_node& mine, const document_node& theirs,
                     const document& told) {
    if (mine.text == "unknown") return;
    note("platforms_differ", {told.file, theirs.line, theirs.column},
         "platform of " + id + ": " + theirs.text + " here, " + mine.text + " by " + added_.file +
             "; the one here counts");
  }

  void tell_differing(const std::string& id, const std::string& fact, const document_node& mine,
                      const document_node& theirs, const document& told) {
    const document_node& my_value = *mine.find(fact);
    const document_node& their_value = *theirs.find(fact);
    const statement_origin my_origin = origin_of(added_.root, mine, my_value);
    const statement_origin their_origin = origin_of(told.root, theirs, their_value);
    const std::string outcome = my_origin.rank() == their_origin.rank()  ? "equally trusted, so unknown"
                                : my_origin.rank() < their_origin.rank() ? my_origin.source + " counts"
                                                                         : their_origin.source + " counts";
    note("sources_differ", {told.file, their_value.line, their_value.column},
         fact + " of " + id + ": " + words_of(their_value) + " by " + their_origin.words() + ", " + words_of(my_value) +
             " by " + my_origin.words() + "; " + outcome);
  }

  static std::string words_of(const document_node& value) {
    std::string words;
    for (const std::string& text : texts_of(&value)) words += (words.empty() ? "" : ", ") + text;
    return words;
  }

  void note(std::string code, position where, std::string message) {
    remarks_.push_back({severity::note, std::move(code), std::move(where), std::move(message), "", ""});
  }

  document& added_;
  std::span<const document> known_;
  diagnostics& remarks_;
};

}  // namespace portfit::detail
