#pragma once

#include <portfit/assert.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/encoded_fact.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace portfit::detail {

/// What the remedies that touch a fact make of it, by which of them took effect.
class fact_changes {
 public:
  explicit fact_changes(const constraint_tables& all) : all_(&all) {}

  /// A fact as it was, and as each remedy that makes or sets it alone would have it.
  using lift_list = std::vector<std::pair<term, fact_change>>;

  [[nodiscard]] static lift_list lifts(const encoded_fact& fact, const std::vector<term>& effective) {
    lift_list result{{true_term, {}}};
    for (const auto& [remedy, what] : fact.touching)
      if (is_lift(*what)) apply(result.emplace_back(effective[remedy], fact_change{}).second, *what);
    return result;
  }

  /// What is left of a fact once the remedies in `mask` (bits of `touching`) took effect.
  [[nodiscard]] fact_change of(const encoded_fact& fact, std::uint64_t mask) const {
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

  /// Each different way remedies may leave a fact: any of them together, and lifted by one alone for prerequisites.
  [[nodiscard]] std::vector<fact_change> all_of(const encoded_fact& fact) const {
    PORTFIT_ASSERT(fact.touching.size() <= most_remedies_on_a_fact);
    std::vector<fact_change> result;
    std::set<fact_change> seen;
    const auto add = [&](fact_change change) {
      if (seen.insert(change).second) result.push_back(std::move(change));
    };
    const std::uint64_t masks = std::uint64_t{1} << fact.touching.size();
    for (std::uint64_t mask = 0; mask < masks; ++mask) add(of(fact, mask));
    for (const auto& [made, change] : lifts(fact, std::vector<term>(all_->remedies.size(), true_term))) add(change);
    return result;
  }

 private:
  [[nodiscard]] static bool is_lift(const effect& what) {
    return what.does == effect::kind::makes || what.does == effect::kind::sets;
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
    const auto& entries = all_->remedies;
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

  const constraint_tables* all_;
};

}  // namespace portfit::detail
