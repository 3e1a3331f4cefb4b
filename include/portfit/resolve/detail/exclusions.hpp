#pragma once

#include <portfit/catalog/remedy.hpp>
#include <portfit/catalog/vocabulary.hpp>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

namespace portfit::detail {

/// `works: 0%` is no remedy.
[[nodiscard]] inline bool never_works(const remedy& what) {
  return !what.works.empty() && std::all_of(what.works.begin(), what.works.end(), [](const figure_line& line) {
    return line.counted.empty() && line.is.high <= 0;
  });
}

[[nodiscard]] inline bool names(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

[[nodiscard]] inline bool contradict(const vocabulary& facts, const effect& a, const effect& b) {
  using kind = effect::kind;
  if (a.does == kind::adds || b.does == kind::adds) return false;
  if ((a.does == kind::breaks) != (b.does == kind::breaks)) {
    const effect& maker = a.does == kind::breaks ? b : a;
    const auto* number = std::get_if<double>(&maker.amount);
    return number == nullptr || *number > 0;  // assigning the lowest value is what breaking does
  }
  if (a.does == kind::breaks || (a.does == kind::makes && b.does == kind::makes)) return false;
  if (a.does == kind::sets && b.does == kind::sets) return a.amount != b.amount;
  // What is assigned may be lifted further; but yes made and no assigned contradict, and so do words.
  const fact_declaration& declared = facts.at(a.fact.name);
  return (declared.type == fact_type::yes_no || !declared.is_ordered()) && a.amount != b.amount;
}

/// Excluded by name, or because both touch one fact in ways that contradict and neither comes after the other.
[[nodiscard]] inline bool exclude(const vocabulary& facts, const remedy& one, const remedy& other) {
  if (names(one.excludes, other.id) || names(other.excludes, one.id)) return true;
  if (names(one.after, other.id) || names(other.after, one.id)) return false;
  return std::any_of(one.effects.begin(), one.effects.end(), [&](const effect& a) {
    return std::any_of(other.effects.begin(), other.effects.end(),
                       [&](const effect& b) { return a.fact == b.fact && contradict(facts, a, b); });
  });
}

}  // namespace portfit::detail
