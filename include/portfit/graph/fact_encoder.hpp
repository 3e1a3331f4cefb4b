#pragma once

#include <portfit/assert.hpp>
#include <portfit/formula/decision_problem.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/fact_classes.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/graph/relevance.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// One fact of a lane as the formula has it.
struct encoded_fact {
  std::string key;
  std::size_t slot = 0;  ///< a slot that leads to it
  const fact_state* state = nullptr;
  const fact_declaration* declared = nullptr;
  std::vector<std::pair<std::size_t, const effect*>> touching;  ///< remedies and what they do to it
  std::vector<fact_test> tests;
  std::vector<fact_change> changes;
  std::vector<fact_class> classes;   ///< of an unknown fact (or of any, when it may be let go)
  std::vector<term> events;          ///< by class: the fact lies in it
  std::vector<variable> variables;   ///< of the chain
  std::optional<variable> selector;  ///< when it may be let go: true keeps what is known
};

/// Turns the facts of one lane into variables and every test of them into a term.
///
/// An unknown fact with classes c1..cm becomes m - 1 variables in a chain, the i-th true with the chance of ci given
/// that none before is: so thresholds on one fact are joined exactly while variables stay independent.
/// With `relaxable`, each known fact gets a selector variable and free classes beside what is known.
class fact_encoder {
 public:
  fact_encoder(const constraint_graph& graph, const lane& device, decision_problem& problem, bool relaxable)
      : graph_(&graph), lane_(&device), problem_(&problem), relaxable_(relaxable) {
    const constraint_tables& all = tables(graph);
    tests_.resize(all.conditions.size());
    for (std::size_t slot = 0; slot < all.facts.size(); ++slot) add_slot(slot);
    for (std::size_t remedy = 0; remedy < all.remedies.size(); ++remedy)
      for (const effect& each : all.remedies[remedy].what->effects) add_effect(remedy, each);
    const std::vector<relevance> how = relevance_of(graph, device);
    for (std::size_t index = 0; index < all.conditions.size(); ++index)
      add_test(index, how[all.condition_vertices[index]]);
    for (auto& [key, fact] : facts_) encode(fact);
  }

  /// The test of a condition on the fact as it was before any plan.
  term before(std::size_t condition) { return answer(condition, {}, {}); }

  /// The test on the fact as it was, or as some effective remedy makes it; `effective` by remedy.
  term lifted(std::size_t condition, const std::vector<term>& effective) {
    const encoded_fact* const compared = compared_with(condition);
    std::vector<term> ways;
    for (const auto& [made, change] : lifts(fact_of(condition), effective))
      for (const auto& [also, theirs] : compared ? lifts(*compared, effective) : lift_list{{true_term, {}}})
        ways.push_back(problem_->terms.conjunction({made, also, answer(condition, change, theirs)}));
    return problem_->terms.disjunction(std::move(ways));
  }

  /// The test on the fact as the effective remedies leave it.
  term after(std::size_t condition, const std::vector<term>& effective) {
    const encoded_fact* const compared = compared_with(condition);
    return branch(fact_of(condition), effective, [&](const fact_change& change) {
      if (compared == nullptr) return answer(condition, change, {});
      return branch(*compared, effective, [&](const fact_change& theirs) { return answer(condition, change, theirs); });
    });
  }

  /// The facts by key.
  [[nodiscard]] const std::map<std::string, encoded_fact>& facts() const { return facts_; }

  /// The key of the fact a condition asks about.
  [[nodiscard]] const encoded_fact& fact_of(std::size_t condition) const { return facts_.at(tests_[condition].key); }

 private:
  struct lane_test {
    std::string key;
    fact_test test;
    std::string compared;  ///< key of the known fact that gives the bound; empty: the bound stands in `test`
  };
  using lift_list = std::vector<std::pair<term, fact_change>>;

  [[nodiscard]] const fact_state& state(std::size_t slot) const { return lane_->facts[slot]; }

  void add_slot(std::size_t slot) {
    encoded_fact& fact = facts_[state(slot).key];
    if (!fact.key.empty()) return;
    fact.key = state(slot).key;
    fact.slot = slot;
    fact.state = &state(slot);
    fact.declared = tables(*graph_).facts[slot].declared;
  }

  [[nodiscard]] std::size_t slot_of(const fact_reference& reference) const {
    const auto& all = tables(*graph_).facts;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const fact_slot& each) { return each.reference == reference; });
    PORTFIT_ASSERT(found != all.end());
    return static_cast<std::size_t>(found - all.begin());
  }

  void add_effect(std::size_t remedy, const effect& what) {
    facts_.at(state(slot_of(what.fact)).key).touching.emplace_back(remedy, &what);
  }

  /// A condition that cannot matter on this lane must not change odds, one that is never asked not even tell apart.
  void add_test(std::size_t index, relevance how) {
    const bool matters = how == relevance::goal;
    const constraint_condition& asked = tables(*graph_).conditions[index];
    if (asked.is != constraint_condition::kind::fact_test) return;
    lane_test& test = tests_[index];
    test = {state(asked.slot).key, {asked.compares, asked.bound, matters}, {}};
    if (asked.other_slot) compare(test, state(asked.slot), state(*asked.other_slot));
    encoded_fact& fact = facts_.at(test.key);
    if (fact.declared->type == fact_type::word_set && !fact.state->is_known()) return split_word(test, how);
    if (how == relevance::none) return;
    if (test.compared.empty())
      fact.tests.push_back(test.test);
    else
      add_bounds(fact, test);
  }

  /// The unknown fact of two is tested; the known one gives the bound. Two unknown facts are a mistake that `check` tells:
  /// then the written bound stands in.
  void compare(lane_test& test, const fact_state& left, const fact_state& right) const {
    if (right.is_known()) {
      test.compared = right.key;
    } else if (left.is_known()) {
      test = {right.key, {mirrored(test.test.compares), test.test.bound, test.test.matters}, left.key};
    }
  }

  /// Whatever the known fact may come to is a bound of the other.
  void add_bounds(encoded_fact& fact, const lane_test& test) const {
    std::set<fact_value> seen;
    for (const fact_change& theirs : changes_of(facts_.at(test.compared)))
      for (const fact_test& each : tests_against(test, theirs))
        if (seen.insert(each.bound).second) fact.tests.push_back(each);
  }

  /// The tests one of which must pass: of several known values to be measured against, all to be had, one is enough.
  [[nodiscard]] std::vector<fact_test> tests_against(const lane_test& test, const fact_change& theirs) const {
    if (test.compared.empty()) return {test.test};
    std::vector<fact_test> result;
    for (const fact_value& each : facts_.at(test.compared).state->values)
      result.push_back({test.test.compares, value_after(each, theirs), test.test.matters});
    return result;
  }

  /// Words of an unknown set are unknown one by one: each becomes a fact of its own.
  void split_word(lane_test& test, relevance how) {
    const auto* word = std::get_if<std::string>(&test.test.bound);
    const encoded_fact& whole = facts_.at(test.key);
    encoded_fact& part = facts_[test.key + " includes " + (word ? *word : std::string())];
    if (part.key.empty()) {
      part = whole;
      part.tests.clear();
      part.key = whole.key + " includes " + (word ? *word : std::string());
    }
    if (how != relevance::none) part.tests.push_back(test.test);
    test.key = part.key;
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

  static void apply(fact_change& change, const effect& what) {
    if (const auto* word = std::get_if<std::string>(&what.amount)) {
      change.set = *word;
    } else if (const auto* words = std::get_if<std::set<std::string>>(&what.amount)) {
      if (what.does == effect::kind::sets)
        change.set = *words;
      else
        change.included.insert(words->begin(), words->end());
    } else if (what.does == effect::kind::sets) {
      change.set = what.amount;
    } else {
      change.lift = (std::max)(change.lift.value_or(std::get<double>(what.amount)), std::get<double>(what.amount));
    }
  }

  /// Whether an effective remedy that names `remedy` in its `after:` wins over it: who makes or sets over who breaks, who
  /// sets over who makes or sets (lifts never conflict).
  [[nodiscard]] bool overruled(const encoded_fact& fact, std::uint64_t mask, std::size_t remedy,
                               effect::kind does) const {
    const auto& entries = tables(*graph_).remedies;
    for (std::size_t index = 0; index < fact.touching.size(); ++index) {
      const auto& [other, what] = fact.touching[index];
      const bool opposes =
          what->does == effect::kind::sets || (what->does == effect::kind::makes && does == effect::kind::breaks);
      if ((mask >> index & 1U) == 0 || other == remedy || !opposes) continue;
      const auto& later_than = entries[other].what->after;
      if (std::find(later_than.begin(), later_than.end(), entries[remedy].what->id) != later_than.end()) return true;
    }
    return false;
  }

  /// What is left of a fact once the remedies in `mask` (bits of `touching`) took effect.
  [[nodiscard]] fact_change change_of(const encoded_fact& fact, std::uint64_t mask) const {
    fact_change change;
    for (const auto kind : {effect::kind::sets, effect::kind::makes, effect::kind::adds, effect::kind::breaks}) {
      for (std::size_t index = 0; index < fact.touching.size(); ++index) {
        const auto& [remedy, what] = fact.touching[index];
        if ((mask >> index & 1U) == 0 || what->does != kind) continue;
        if (kind == effect::kind::adds) {
          change.add += std::get<double>(what->amount);
        } else if (kind == effect::kind::breaks) {
          change.broken = change.broken || !overruled(fact, mask, remedy, kind);
        } else if (!overruled(fact, mask, remedy, kind)) {
          apply(change, *what);
        }
      }
    }
    return change;
  }

  /// Each way remedies may leave a fact: any of them together, and lifted by one alone for prerequisites.
  [[nodiscard]] std::vector<fact_change> changes_of(const encoded_fact& fact) const {
    PORTFIT_ASSERT(fact.touching.size() <= most_remedies_on_a_fact);
    std::vector<fact_change> result;
    const std::uint64_t masks = std::uint64_t{1} << fact.touching.size();
    for (std::uint64_t mask = 0; mask < masks; ++mask) result.push_back(change_of(fact, mask));
    for (const auto& [remedy, what] : fact.touching)
      if (is_lift(*what)) apply(result.emplace_back(), *what);
    return result;
  }

  [[nodiscard]] static bool is_lift(const effect& what) {
    return what.does == effect::kind::makes || what.does == effect::kind::sets;
  }

  /// A fact as it was, and as each remedy that makes or sets it would have it.
  [[nodiscard]] static lift_list lifts(const encoded_fact& fact, const std::vector<term>& effective) {
    lift_list result{{true_term, {}}};
    for (const auto& [remedy, what] : fact.touching)
      if (is_lift(*what)) apply(result.emplace_back(effective[remedy], fact_change{}).second, *what);
    return result;
  }

  [[nodiscard]] const encoded_fact* compared_with(std::size_t condition) const {
    const std::string& key = tests_[condition].compared;
    return key.empty() ? nullptr : &facts_.at(key);
  }

  void encode(encoded_fact& fact) {
    if (fact.tests.empty()) return;
    fact.changes = changes_of(fact);
    if (fact.state->is_known() && !relaxable_) return;
    const distribution belief = fact.state->is_known() ? distribution{} : fact.state->belief;
    fact.classes = fact.declared->type == fact_type::word_set
                       ? word_classes(fact)
                       : classify(*fact.declared, belief, fact.tests, fact.changes);
    if (fact.state->is_known()) fact.selector = problem_->add(variable_role::selector, fact.key, 1);
    chain(fact, belief);
  }

  [[nodiscard]] static std::vector<fact_class> word_classes(const encoded_fact& fact) {
    // A set that is let go as a whole: all of the words asked for, or none of them.
    std::set<std::string> words;
    for (const fact_test& test : fact.tests)
      if (const auto* word = std::get_if<std::string>(&test.bound)) words.insert(*word);
    return {{words, "yes", 0, 0.5}, {std::set<std::string>{}, "no", 0, 0.5}};
  }

  void chain(encoded_fact& fact, const distribution& belief) {
    const bool has_prior = belief.is == distribution::form::chance || belief.is == distribution::form::weights ||
                           belief.is == distribution::form::triangular;
    const variable_role role = fact.state->is_known() ? variable_role::relaxed
                               : has_prior            ? variable_role::chance
                                                      : variable_role::unknown;
    formula& terms = problem_->terms;
    double left = 1;
    term earlier_none = true_term;
    for (std::size_t index = 0; index < fact.classes.size(); ++index) {
      const double share = has_prior ? fact.classes[index].prior : fact.classes[index].even;
      if (index + 1 == fact.classes.size()) {
        fact.events.push_back(earlier_none);
        return;
      }
      const double chance = left > 0 ? (std::min)(1.0, share / left) : 0.0;
      const variable made = problem_->add(role, fact.key + " = " + fact.classes[index].text, chance);
      fact.variables.push_back(made);
      fact.events.push_back(terms.conjunction(earlier_none, terms.literal(made)));
      earlier_none = terms.conjunction(earlier_none, terms.negate(terms.literal(made)));
      left -= share;
    }
  }

  /// The condition once its fact changed so, and the fact it is compared with like `theirs`.
  term answer(std::size_t condition, const fact_change& change, const fact_change& theirs) {
    const encoded_fact& fact = fact_of(condition);
    const std::vector<fact_test> tests = tests_against(tests_[condition], theirs);
    if (fact.state->is_known() && !fact.selector) return known_answer(fact, tests, change);
    std::vector<term> where;
    for (std::size_t index = 0; index < fact.classes.size(); ++index)
      if (holds_once(tests, fact.classes[index].example, change)) where.push_back(fact.events[index]);
    const term open = where.size() == fact.classes.size() ? true_term : problem_->terms.disjunction(std::move(where));
    if (!fact.selector) return open;
    return problem_->terms.if_then_else(problem_->terms.literal(*fact.selector), known_answer(fact, tests, change),
                                        open);
  }

  [[nodiscard]] static bool holds_once(const std::vector<fact_test>& tests, const fact_value& given,
                                       const fact_change& change) {
    return std::any_of(tests.begin(), tests.end(),
                       [&](const fact_test& each) { return holds_after(each, given, change); });
  }

  /// Of several known values, all to be had, one that passes is enough.
  [[nodiscard]] static term known_answer(const encoded_fact& fact, const std::vector<fact_test>& tests,
                                         const fact_change& change) {
    for (const fact_value& each : fact.state->values)
      if (holds_once(tests, each, change)) return true_term;
    return false_term;
  }

  /// `leaf` of what is left of the fact, by which of the remedies that touch it took effect.
  template <class Leaf>
  term branch(const encoded_fact& fact, const std::vector<term>& effective, const Leaf& leaf) {
    return branch(fact, effective, leaf, fact.touching.size(), 0);
  }

  template <class Leaf>
  term branch(const encoded_fact& fact, const std::vector<term>& effective, const Leaf& leaf, std::size_t left,
              std::uint64_t mask) {
    if (left == 0) return leaf(change_of(fact, mask));
    const std::size_t index = left - 1;
    const term took_effect = effective[fact.touching[index].first];
    const term without = branch(fact, effective, leaf, index, mask);
    if (took_effect == false_term) return without;
    const term with = branch(fact, effective, leaf, index, mask | std::uint64_t{1} << index);
    return problem_->terms.if_then_else(took_effect, with, without);
  }

  const constraint_graph* graph_;
  const lane* lane_;
  decision_problem* problem_;
  bool relaxable_;
  std::map<std::string, encoded_fact> facts_;
  std::vector<lane_test> tests_;  // by condition
};

}  // namespace portfit
