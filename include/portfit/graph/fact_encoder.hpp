#pragma once

#include <portfit/formula/decision_problem.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/detail/asked_facts.hpp>
#include <portfit/graph/detail/fact_changes.hpp>
#include <portfit/graph/encoded_fact.hpp>
#include <portfit/graph/fact_classes.hpp>
#include <portfit/graph/lane.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// Turns the facts of one lane into variables and every test of them into a term.
///
/// An unknown fact with classes c1..cm becomes m - 1 variables in a chain, the i-th true with the chance of ci given
/// that none before is: so thresholds on one fact are joined exactly while variables stay independent.
/// Variables come in the order of slots, not of names: lanes that differ in names alone get the same formula.
/// With `relaxable`, each known fact gets a selector variable and free classes beside what is known.
class fact_encoder {
 public:
  fact_encoder(const constraint_graph& graph, const lane& device, decision_problem& problem, bool relaxable)
      : problem_(&problem),
        relaxable_(relaxable),
        changes_(tables(graph)),
        own_(std::make_unique<detail::asked_facts>(graph, device, relaxable)),
        asked_(own_.get()) {
    if (!relaxable) {
      encode_all();
      return;
    }
    asked_->find_marks();
    for (encoded_fact* const fact : asked_->in_order()) {
      asked_->add_samples(*fact);
      encode(*fact);
    }
  }

  /// The same where what is asked of the lane is known already; nothing of it can be let go.
  /// @pre `asked` was made for this graph, not relaxable, and outlives the encoder. What it says of the encoding of facts so far
  /// is void.
  fact_encoder(const constraint_graph& graph, detail::asked_facts& asked, decision_problem& problem)
      : problem_(&problem), relaxable_(false), changes_(tables(graph)), asked_(&asked) {
    encode_all();
  }

  /// The test of a condition on the fact as it was before any plan.
  term before(std::size_t condition) { return answer(condition, {}, {}); }

  /// The test on the fact as it was, or as some effective remedy makes it; `effective` by remedy.
  term lifted(std::size_t condition, const std::vector<term>& effective) {
    using detail::fact_changes;
    const encoded_fact* const compared = compared_with(condition);
    if (compared == nullptr && fact_of(condition).touching.empty()) return before(condition);
    std::vector<term> ways;
    for (const auto& [made, change] : fact_changes::lifts(fact_of(condition), effective))
      for (const auto& [also, theirs] :
           compared ? fact_changes::lifts(*compared, effective) : fact_changes::lift_list{{true_term, {}}})
        ways.push_back(problem_->terms.conjunction({made, also, answer(condition, change, theirs)}));
    return problem_->terms.disjunction(std::move(ways));
  }

  /// The test on the fact as the effective remedies leave it, and then the hazards that happen. `survives` by hazard: where
  /// it does not happen; empty: none does.
  term after(std::size_t condition, const std::vector<term>& effective, const std::vector<term>& survives = {}) {
    const encoded_fact* const compared = compared_with(condition);
    return outlive(fact_of(condition), effective, survives, [&](const fact_change& change) {
      if (compared == nullptr) return answer(condition, change, {});
      return outlive(*compared, effective, survives,
                     [&](const fact_change& theirs) { return answer(condition, change, theirs); });
    });
  }

  /// The facts by key.
  [[nodiscard]] const std::map<std::string, encoded_fact>& facts() const { return asked_->facts(); }

  /// The facts by key, given away: nothing may be asked of the encoder afterwards.
  [[nodiscard]] std::map<std::string, encoded_fact> take_facts() { return std::move(asked_->facts()); }

  /// The fact a condition tests; of two that it compares, one.
  [[nodiscard]] const encoded_fact& fact_of(std::size_t condition) const { return *asked_->test(condition).fact; }

 private:
  void encode_all() {
    for (encoded_fact* const fact : asked_->by_slot()) {
      fact->classes.clear();
      fact->events.clear();
      fact->from.clear();
      fact->variables.clear();
      encode(*fact);
    }
  }

  [[nodiscard]] const encoded_fact* compared_with(std::size_t condition) const {
    const std::string& key = asked_->test(condition).compared;
    return key.empty() ? nullptr : &facts().at(key);
  }

  void encode(encoded_fact& fact) {
    if (fact.tests.empty()) return;
    if (fact.state->is_known() && !relaxable_) return;
    const distribution belief = fact.state->is_known() ? distribution{} : fact.state->belief;
    fact.classes = fact.declared->type == fact_type::word_set
                       ? word_classes(fact)
                       : classify(*fact.declared, belief, fact.tests, fact.changes);
    if (fact.state->is_known()) fact.selector = problem_->add(variable_role::selector, 1, fact.key);
    if (fact.state->values.size() > 1) fact.stays = problem_->add(variable_role::relaxed, 0.5, fact.key, " stays");
    chain(fact, belief);
  }

  [[nodiscard]] static std::vector<fact_class> word_classes(const encoded_fact& fact) {
    // A set that is let go as a whole: all of the words asked for, or none of them.
    return {{detail::words_of(fact.tests), "yes", 0, 0.5}, {std::set<std::string>{}, "no", 0, 0.5}};
  }

  void chain(encoded_fact& fact, const distribution& belief) {
    const bool has_prior = belief.is == distribution::form::chance || belief.is == distribution::form::weights ||
                           belief.is == distribution::form::triangular;
    const variable_role role = fact.state->is_known() ? variable_role::relaxed
                               : has_prior            ? variable_role::chance
                                                      : variable_role::unknown;
    formula& terms = problem_->terms;
    const std::vector<double> chances = chain_chances(fact.classes, has_prior);
    term earlier_none = true_term;
    term long_ago_none =
        true_term;  // in blocks: joined one by one, thousands of classes would make millions of operands
    std::vector<term> lately;
    for (std::size_t index = 0; index < fact.classes.size(); ++index) {
      fact.from.push_back(earlier_none);
      if (index + 1 == fact.classes.size()) {
        fact.events.push_back(earlier_none);
        fact.from.push_back(false_term);
        return;
      }
      const variable made = problem_->add(role, chances[index], fact.key, " = ", fact.classes[index].text);
      fact.variables.push_back(made);
      fact.events.push_back(terms.conjunction(earlier_none, terms.literal(made)));
      lately.push_back(terms.literal(made));
      earlier_none = terms.conjunction(long_ago_none, terms.negate(terms.disjunction(lately)));
      if (lately.size() == 32) {
        long_ago_none = earlier_none;
        lately.clear();
      }
    }
  }

  /// The condition once its fact changed so, and the fact it is compared with like `theirs`.
  term answer(std::size_t condition, const fact_change& change, const fact_change& theirs) {
    const detail::asked_test& asked = asked_->test(condition);
    if (asked.compared.empty()) return answer(asked, asked.test, change);
    formula& terms = problem_->terms;
    const encoded_fact& other = facts().at(asked.compared);
    const auto against = [&](const std::vector<fact_value>& values) {
      return answer(asked, detail::test_against(values, theirs, asked.test.compares), change);
    };
    const bool is_fixed = other.state->is_known() && !other.selector;
    if (is_fixed) return against(other.state->values);
    std::vector<term> ways;
    for (std::size_t index = 0; index < other.classes.size(); ++index)
      ways.push_back(terms.conjunction(other.events[index], against({other.classes[index].example})));
    const term open = terms.disjunction(std::move(ways));
    if (!other.selector) return open;
    return terms.if_then_else(kept(other), against(other.state->values), open);
  }

  term answer(const detail::asked_test& asked, const fact_test& test, const fact_change& change) {
    if (asked.parts.empty()) return answer(*asked.fact, test, change);
    std::vector<term> words;
    detail::for_each_bound({test}, [&](const fact_value& bound) {
      const auto* const word = std::get_if<std::string>(&bound);
      const auto part = word ? asked.parts.find(*word) : asked.parts.end();
      if (part != asked.parts.end())
        words.push_back(answer(facts().at(part->second), {comparison::includes, *word}, change));
    });
    return problem_->terms.disjunction(std::move(words));
  }

  term answer(const encoded_fact& fact, const fact_test& test, const fact_change& change) {
    if (fact.state->is_known() && !fact.selector) return known_answer(fact, test, change);
    const term open = class_answer(fact, test, change);
    if (!fact.selector) return open;
    return problem_->terms.if_then_else(kept(fact), known_answer(fact, test, change), open);
  }

  /// Where a fact that may be let go of is what is known. @pre It has a selector.
  term kept(const encoded_fact& fact) {
    const term selected = problem_->terms.literal(*fact.selector);
    return fact.stays ? problem_->terms.disjunction(selected, problem_->terms.literal(*fact.stays)) : selected;
  }

  /// The classes that pass. A row of them is told by its ends: there may be thousands.
  term class_answer(const encoded_fact& fact, const fact_test& test, const fact_change& change) {
    formula& terms = problem_->terms;
    const auto passes = [&](std::size_t index) {
      return index < fact.classes.size() && holds_after(test, fact.classes[index].example, change);
    };
    std::vector<term> where;
    for (std::size_t index = 0; index < fact.classes.size(); ++index) {
      if (!passes(index)) continue;
      std::size_t end = index + 1;
      while (passes(end)) ++end;
      const bool is_alone = end == index + 1;
      where.push_back(is_alone ? fact.events[index]
                               : terms.conjunction(fact.from[index], terms.negate(fact.from[end])));
      index = end;
    }
    return terms.disjunction(std::move(where));
  }

  /// Of several known values, all to be had, one that passes is enough.
  [[nodiscard]] static term known_answer(const encoded_fact& fact, const fact_test& test, const fact_change& change) {
    const auto& values = fact.state->values;
    return std::any_of(values.begin(), values.end(),
                       [&](const fact_value& each) { return holds_after(test, each, change); })
               ? true_term
               : false_term;
  }

  /// `leaf` of what is left of the fact, by which remedies took effect, unless some hazard broke it after them.
  template <class Leaf>
  term outlive(const encoded_fact& fact, const std::vector<term>& effective, const std::vector<term>& survives,
               const Leaf& leaf) {
    const term planned = branch(fact, effective, leaf);
    if (survives.empty() || fact.hazards.empty()) return planned;
    std::vector<term> kept;
    for (const std::size_t hazard : fact.hazards) kept.push_back(survives[hazard]);
    fact_change broken;
    broken.broken = true;
    return problem_->terms.if_then_else(problem_->terms.conjunction(std::move(kept)), planned, leaf(broken));
  }

  /// `leaf` of what is left of the fact, by which of the remedies that touch it took effect.
  template <class Leaf>
  term branch(const encoded_fact& fact, const std::vector<term>& effective, const Leaf& leaf) {
    return branch(fact, effective, leaf, fact.touching.size(), 0);
  }

  template <class Leaf>
  term branch(const encoded_fact& fact, const std::vector<term>& effective, const Leaf& leaf, std::size_t left,
              std::uint64_t mask) {
    if (left == 0) return leaf(changes_.of(fact, mask));
    const std::size_t index = left - 1;
    const term took_effect = effective[fact.touching[index].first];
    const term without = branch(fact, effective, leaf, index, mask);
    if (took_effect == false_term) return without;
    const term with = branch(fact, effective, leaf, index, mask | std::uint64_t{1} << index);
    return problem_->terms.if_then_else(took_effect, with, without);
  }

  decision_problem* problem_;
  bool relaxable_;
  detail::fact_changes changes_;
  std::unique_ptr<detail::asked_facts> own_;  // where nobody else has it
  detail::asked_facts* asked_;
};

}  // namespace portfit
