#pragma once

#include <portfit/assert.hpp>
#include <portfit/graph/detail/fact_changes.hpp>
#include <portfit/graph/relevance.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace portfit::detail {

/// A condition on facts as one lane has it.
struct asked_test {
  std::string key;  ///< of the fact that is tested
  fact_test test;
  std::string compared;                      ///< key of the fact that gives the bounds; empty: they stand in `test`
  std::map<std::string, std::string> parts;  ///< of an unknown set of words: key of the part, by word
  bool is_asked = false;
  const encoded_fact* fact = nullptr;  ///< that is tested
};

/// A test against what a change makes of several values, all to be had: one of them is enough. @pre There is one.
[[nodiscard]] inline fact_test test_against(const std::vector<fact_value>& values, const fact_change& change,
                                            comparison compares) {
  fact_test result;
  result.compares = compares;
  result.bound = value_after(values.front(), change);
  for (std::size_t index = 1; index < values.size(); ++index)
    result.others.push_back(value_after(values[index], change));
  return result;
}

/// The facts of one lane and what its conditions ask of them.
///
/// Of two facts compared, one is tested and the other gives the bounds. Of an unknown and a known one the unknown one is
/// tested (two unknown ones are a mistake that `check` tells: then the written bound stands in). Where known facts may be let
/// go, both get classes, known ones first: the one that gets them later is tested, and cut at each value the other may have.
class asked_facts {
 public:
  asked_facts(const constraint_graph& graph, const lane& device, bool relaxable)
      : all_(tables(graph)), lane_(device), changes_(all_), relaxable_(relaxable), tests_(all_.conditions.size()) {
    for (std::size_t slot = 0; slot < all_.facts.size(); ++slot) add_slot(slot);
    for (std::size_t remedy = 0; remedy < all_.remedies.size(); ++remedy)
      for (const effect& each : all_.remedies[remedy].what->effects)
        facts_.at(state(slot_of(each.fact)).key).touching.emplace_back(remedy, &each);
    for (auto& [key, fact] : facts_) fact.changes = changes_.all_of(fact);
    if (!relaxable) add_hazards();  // what stands in the way is asked of today
    // Once what the vendor is or holds may be let go of as well, nothing is settled by it.
    const std::vector<relevance> how =
        relaxable ? std::vector<relevance>(boost::num_vertices(graph), relevance::goal) : relevance_of(graph, device);
    for (std::size_t index = 0; index < all_.conditions.size(); ++index)
      add_condition(index, how[all_.condition_vertices[index]]);
    for (asked_test& each : tests_)
      if (!each.key.empty()) each.fact = &facts_.at(each.key);
  }
  asked_facts(const asked_facts&) = delete;
  asked_facts& operator=(const asked_facts&) = delete;

  [[nodiscard]] std::map<std::string, encoded_fact>& facts() { return facts_; }
  [[nodiscard]] const std::map<std::string, encoded_fact>& facts() const { return facts_; }
  [[nodiscard]] const asked_test& test(std::size_t condition) const { return tests_[condition]; }

  /// Every fact in an order that rests on slots and conditions alone, so that lanes that differ in names only get the same
  /// formula.
  [[nodiscard]] const std::vector<encoded_fact*>& by_slot() const { return by_slot_; }

  /// Every fact after those whose classes its own depend on.
  [[nodiscard]] std::vector<encoded_fact*> in_order() {
    std::vector<encoded_fact*> result;
    for (const bool is_known : {true, false})
      for (auto& [key, fact] : facts_)
        if (fact.state->is_known() == is_known) result.push_back(&fact);
    return result;
  }

  /// Asks a fact how it compares with what the others may be once they are let go of: with every number or word that is of
  /// any weight for one of them, and with an example of each class they have by now. So whatever holds of some values of
  /// two facts holds of some of their examples.
  void add_samples(encoded_fact& fact) {
    if (is_split(fact)) return;
    for (const asked_test& each : tests_) {
      if (!each.is_asked || each.compared.empty() || (each.key != fact.key && each.compared != fact.key)) continue;
      const bool is_tested = each.key == fact.key;
      const encoded_fact& other = facts_.at(is_tested ? each.compared : each.key);
      const comparison compares = is_tested ? each.test.compares : mirrored(each.test.compares);
      std::set<fact_value> samples = marks_.at(fact.key);
      for (const fact_class& one : other.classes) samples.insert(one.example);
      std::set<fact_value> bounds;
      for (const fact_change& change : other.changes)
        for (const fact_value& sample : samples) bounds.insert(value_after(sample, change));
      for (const fact_value& bound : bounds) fact.tests.push_back({compares, bound, false});
    }
  }

  /// Finds what `add_samples` needs, once all conditions are there.
  void find_marks() {
    for (const asked_test& each : tests_)
      if (each.is_asked && !each.compared.empty())
        for (const std::string& key : {each.key, each.compared}) add_marks(key);
    for (std::size_t round = 0; round < marks_.size(); ++round)  // what is compared with each other shares its marks
      for (const asked_test& each : tests_) {
        if (!each.is_asked || each.compared.empty()) continue;
        marks_.at(each.key).insert(marks_.at(each.compared).begin(), marks_.at(each.compared).end());
        marks_.at(each.compared) = marks_.at(each.key);
      }
  }

 private:
  [[nodiscard]] const fact_state& state(std::size_t slot) const { return lane_.facts[slot]; }

  void add_slot(std::size_t slot) {
    encoded_fact& fact = facts_[state(slot).key];
    if (!fact.key.empty()) return;
    by_slot_.push_back(&fact);
    fact.key = state(slot).key;
    fact.slot = slot;
    fact.state = &state(slot);
    fact.declared = all_.facts[slot].declared;
  }

  /// A hazard that breaks a fact in two ways of naming it breaks it once; facts that nothing names are left alone.
  void add_hazards() {
    for (std::size_t hazard = 0; hazard < all_.hazards.size(); ++hazard)
      for (const fact_reference& broken : all_.hazards[hazard].what->breaks) {
        const auto slot = std::find_if(all_.facts.begin(), all_.facts.end(),
                                       [&](const fact_slot& each) { return each.reference == broken; });
        if (slot == all_.facts.end()) continue;
        std::vector<std::size_t>& found =
            facts_.at(state(static_cast<std::size_t>(slot - all_.facts.begin())).key).hazards;
        if (found.empty() || found.back() != hazard) found.push_back(hazard);
      }
  }

  [[nodiscard]] std::size_t slot_of(const fact_reference& reference) const {
    const auto found = std::find_if(all_.facts.begin(), all_.facts.end(),
                                    [&](const fact_slot& each) { return each.reference == reference; });
    PORTFIT_ASSERT(found != all_.facts.end());
    return static_cast<std::size_t>(found - all_.facts.begin());
  }

  /// A condition that cannot matter on this lane must not change odds, one that is never asked not even tell apart.
  void add_condition(std::size_t index, relevance how) {
    const constraint_condition& asked = all_.conditions[index];
    if (asked.is != constraint_condition::kind::fact_test) return;
    asked_test& test = tests_[index];
    test = {state(asked.slot).key, {asked.compares, asked.bound, how == relevance::goal}, {}, {}, false, nullptr};
    if (asked.other_slot) compare(test, state(asked.slot), state(*asked.other_slot));
    test.is_asked = how != relevance::none;
    encoded_fact& fact = facts_.at(test.key);
    if (is_split(fact)) return split_words(test, how);
    if (how == relevance::none) return;
    if (!test.compared.empty()) return add_comparison(test);
    fact.matters = fact.matters || test.test.matters;
    fact.tests.push_back(test.test);
  }

  /// Which of two facts is tested: see the class.
  void compare(asked_test& test, const fact_state& left, const fact_state& right) const {
    if (!left.is_known() && !right.is_known()) return;
    bool is_left_tested = right.is_known();
    if (relaxable_ && left.is_known() && right.is_known()) is_left_tested = right.key <= left.key;
    test.compared = right.key;
    if (is_left_tested) return;
    test.key = right.key;
    test.test.compares = mirrored(test.test.compares);
    test.compared = left.key;
  }

  [[nodiscard]] static bool is_split(const encoded_fact& fact) {
    return fact.declared->type == fact_type::word_set && !fact.state->is_known();
  }

  /// Whatever a known fact may come to is a bound of the other.
  void add_comparison(const asked_test& test) {
    encoded_fact& tested = facts_.at(test.key);
    encoded_fact& compared = facts_.at(test.compared);
    tested.matters = tested.matters || test.test.matters;
    compared.matters = compared.matters || test.test.matters;
    add_bounds(tested, test.test.compares, compared, test.test.matters);
    add_bounds(compared, mirrored(test.test.compares), tested, test.test.matters);
  }

  static void add_bounds(encoded_fact& fact, comparison compares, const encoded_fact& other, bool matters) {
    if (!other.state->is_known() || is_split(fact)) return;
    std::set<std::vector<fact_value>> seen;
    const auto add = [&](const fact_change& change, bool changes_odds) {
      fact_test test = test_against(other.state->values, change, compares);
      test.matters = changes_odds;
      std::vector<fact_value> bounds = test.others;
      bounds.push_back(test.bound);
      if (seen.insert(bounds).second) fact.tests.push_back(std::move(test));
    };
    for (const fact_change& change : other.changes) add(change, matters);
    if (other.hazards.empty()) return;
    fact_change broken;
    broken.broken = true;
    add(broken, false);  // the odds of today are those of the horizon
  }

  /// Words of an unknown set are unknown one by one: each becomes a fact of its own.
  void split_words(asked_test& test, relevance how) {
    const std::string whole = test.key;
    for (const std::string& word : words_asked(test)) {
      encoded_fact part = facts_.at(whole);
      part.key = whole + " includes " + word;
      part.tests.clear();
      part.matters = false;
      const auto [place, is_new] = facts_.try_emplace(part.key, part);
      encoded_fact& into = place->second;
      if (is_new) by_slot_.push_back(&into);
      if (how != relevance::none) into.tests.push_back({comparison::includes, word, how == relevance::goal});
      into.matters = into.matters || how == relevance::goal;
      test.parts.emplace(word, into.key);
      if (test.compared.empty()) test.key = into.key;
    }
    if (test.compared.empty() || how == relevance::none) return;
    encoded_fact& compared = facts_.at(test.compared);
    compared.matters = compared.matters || how == relevance::goal;
  }

  /// The words a set may be asked for: the one written, or what the known word it is compared with may come to.
  [[nodiscard]] std::set<std::string> words_asked(const asked_test& test) const {
    std::set<std::string> found;
    const auto add = [&](const fact_value& value) {
      if (const auto* word = std::get_if<std::string>(&value)) found.insert(*word);
    };
    add(test.test.bound);
    if (test.compared.empty()) return found;
    const encoded_fact& compared = facts_.at(test.compared);
    for (const fact_change& change : compared.changes)
      for (const fact_value& value : compared.state->values) add(value_after(value, change));
    if (relaxable_) found.insert(compared.declared->words.begin(), compared.declared->words.end());
    return found;
  }

  [[nodiscard]] static comparison mirrored(comparison compares) {
    switch (compares) {
      case comparison::at_least: return comparison::at_most;
      case comparison::at_most: return comparison::at_least;
      case comparison::greater: return comparison::less;
      case comparison::less: return comparison::greater;
      default: return compares;
    }
  }

  void add_marks(const std::string& key) {
    const encoded_fact& fact = facts_.at(key);
    std::set<fact_value>& marks = marks_[key];
    for (const double number : cuts(fact.tests, fact.changes)) marks.insert(number);
    for (const std::string& word : words_of(fact.tests)) marks.insert(word);
    if (!fact.declared->is_ordered()) {
      for (const std::string& word : fact.declared->words) marks.insert(word);
      for (const auto& [word, weight] : fact.state->belief.weights) marks.insert(word);
    }
    for (const fact_change& change : fact.changes) {
      if (change.lift) marks.insert(*change.lift);
      if (change.set) add_mark(marks, *change.set);
    }
    for (const fact_value& value : fact.state->values) add_mark(marks, value);
    const bounds<double> support = support_of(*fact.declared, fact.state->belief);
    for (const double end : {support.low, support.high})
      if (fact.declared->is_ordered() && std::isfinite(end)) marks.insert(end);
  }

  static void add_mark(std::set<fact_value>& marks, const fact_value& value) {
    if (const auto* words = std::get_if<std::set<std::string>>(&value))
      marks.insert(words->begin(), words->end());
    else
      marks.insert(value);
  }
  const constraint_tables& all_;
  const lane& lane_;
  fact_changes changes_;
  bool relaxable_;
  std::map<std::string, encoded_fact> facts_;
  std::vector<encoded_fact*> by_slot_;  // those of slots, then the parts of sets of words
  std::vector<asked_test> tests_;       // by condition
  std::map<std::string, std::set<fact_value>> marks_;
};

}  // namespace portfit::detail
