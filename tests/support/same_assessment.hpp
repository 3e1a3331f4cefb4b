#pragma once

#include "support/same_figures.hpp"

#include <portfit/analysis/assess.hpp>

#include <cstddef>
#include <string>

namespace portfit_test {

/// In what two assessments differ, every field looked at, figures to the last bit; empty: in nothing.
[[nodiscard]] inline std::string difference(const portfit::assessment& one, const portfit::assessment& other) {
  if (one.os != other.os || one.device != other.device || one.market != other.market || one.vendor != other.vendor)
    return "names";
  if (one.verdict != other.verdict || one.answerable != other.answerable) return "verdict";
  if (!same(one.plan, other.plan)) return "plan";
  if (one.remedies != other.remedies) return "remedies";
  if (one.best_guaranteed.has_value() != other.best_guaranteed.has_value()) return "best guaranteed";
  if (one.best_guaranteed && !same(*one.best_guaranteed, *other.best_guaranteed)) return "best guaranteed";
  if (one.optimal != other.optimal || !same(one.best_bound, other.best_bound)) return "bound";
  if (one.cost_enters != other.cost_enters || one.has_shoulds != other.has_shoulds) return "flags";
  if (one.facts.size() != other.facts.size()) return "number of facts";
  for (std::size_t index = 0; index < one.facts.size(); ++index) {
    const portfit::fact_report& a = one.facts[index];
    const portfit::fact_report& b = other.facts[index];
    if (a.key != b.key || a.known != b.known || a.has_prior != b.has_prior || a.assumed != b.assumed)
      return "fact " + a.key + " / " + b.key;
  }
  if (one.counted.size() != other.counted.size()) return "number of counted chances";
  auto theirs = other.counted.begin();
  for (const auto& [remedy, chance] : one.counted) {
    const portfit::counted_chance& b = theirs->second;
    if (remedy != theirs->first || chance.table != b.table || !same(chance.yes, b.yes) || !same(chance.no, b.no) ||
        chance.groups.size() != b.groups.size())
      return "counted chance of " + remedy;
    ++theirs;
  }
  return {};
}

}  // namespace portfit_test
