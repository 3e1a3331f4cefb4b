#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/lineage_wiki_sizes.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What the variants of one device say about one fact.
struct wiki_fact {
  enum class kind {
    values,  ///< every value can be had
    yes_no,  ///< yes if a variant to be had is so
    words,   ///< a set: words of all variants
  };
  std::string name;
  kind is = kind::values;
  std::vector<std::pair<double, std::string>> values;  ///< rank and text, by rank then in the order met
  std::set<std::string> words;
  bool yes = false;
  /// What only some variants have or are.
  std::set<std::string> partial;
};

/// The facts of one device of the wiki, first of one variant, then of all of them merged.
class wiki_facts {
 public:
  void add(const std::string& name, std::string text, double rank = 0) {
    auto& values = at(name, wiki_fact::kind::values).values;
    const auto same = [&](const auto& known) { return known.second == text; };
    if (std::any_of(values.begin(), values.end(), same)) return;
    const auto place =
        std::find_if(values.begin(), values.end(), [&](const auto& known) { return known.first > rank; });
    values.insert(place, {rank, std::move(text)});
  }
  /// A quantity; `unit` is empty for bare numbers.
  void add_number(const std::string& name, double number, const std::string& unit = {}) {
    add(name, number_text(number) + (unit.empty() ? "" : ' ' + unit), number);
  }
  void set(const std::string& name, bool yes) { at(name, wiki_fact::kind::yes_no).yes = yes; }
  /// Declares the set, which may stay empty: known to hold nothing.
  std::set<std::string>& words(const std::string& name) { return at(name, wiki_fact::kind::words).words; }

  [[nodiscard]] const std::vector<wiki_fact>& all() const { return facts_; }

  /// Joins what another variant of the device says.
  void merge(const wiki_facts& other) {
    for (const wiki_fact& theirs : other.facts_) {
      const auto known =
          std::find_if(facts_.begin(), facts_.end(), [&](const auto& mine) { return mine.name == theirs.name; });
      if (known == facts_.end()) {
        facts_.push_back(theirs);
        continue;
      }
      if (theirs.is == wiki_fact::kind::values)
        for (const auto& [rank, text] : theirs.values) add(theirs.name, text, rank);
      merge_words(*known, theirs);
      if (known->is == wiki_fact::kind::yes_no && known->yes != theirs.yes) known->partial.insert("yes");
      known->yes = known->yes || theirs.yes;
    }
  }

 private:
  wiki_fact& at(const std::string& name, wiki_fact::kind kind) {
    for (wiki_fact& known : facts_)
      if (known.name == name) return known;
    facts_.push_back({name, kind, {}, {}, false, {}});
    return facts_.back();
  }

  static void merge_words(wiki_fact& mine, const wiki_fact& theirs) {
    std::set_symmetric_difference(mine.words.begin(), mine.words.end(), theirs.words.begin(), theirs.words.end(),
                                  std::inserter(mine.partial, mine.partial.end()));
    mine.words.insert(theirs.words.begin(), theirs.words.end());
  }

  std::vector<wiki_fact> facts_;
};

/// The facts as they stand in a catalog.
inline void write_facts(const wiki_facts& facts, document_node& device) {
  for (const wiki_fact& fact : facts.all()) {
    document_node value;
    if (fact.is == wiki_fact::kind::yes_no) {
      value = document_node::scalar(fact.yes ? "yes" : "no");
    } else if (fact.is == wiki_fact::kind::values && fact.values.size() == 1) {
      value = document_node::scalar(fact.values.front().second);
    } else {
      value = document_node::list();
      for (const auto& [rank, text] : fact.values) value.items.push_back(document_node::scalar(text));
      for (const std::string& word : fact.words) value.items.push_back(document_node::scalar(word));
    }
    device.at(fact.name) = std::move(value);
  }
}

/// `peripherals: only some variants have nfc` and the like; empty if the variants agree.
inline std::string differences(const wiki_facts& facts) {
  std::string text;
  for (const wiki_fact& fact : facts.all()) {
    // That models differ is what makes them models, and with them their other names.
    if (fact.partial.empty() || fact.name == "models" || fact.name == "aliases") continue;
    std::string words;
    for (const std::string& word : fact.partial) words += (words.empty() ? "" : ", ") + word;
    if (fact.is == wiki_fact::kind::yes_no) words = "true";
    text += (text.empty() ? "" : "; ") + fact.name + ": " + words + " only of some variants";
  }
  return text;
}

}  // namespace portfit::detail
