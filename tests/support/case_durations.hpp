#pragma once

#include "support/case_checks.hpp"

#include <portfit/quantity/estimate.hpp>
#include <portfit/resolve/lookup.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

/// How long a recommended plan takes: the longest path through its prerequisites, parallel otherwise, in months.
namespace portfit_test {

inline void facts_named(const portfit::expression& from, std::set<std::string>& into) {
  if (from.is == portfit::expression::operation::holds) into.insert(from.leaf.subject.name);
  for (const portfit::expression& part : from.parts) facts_named(part, into);
}

class case_durations {
 public:
  case_durations(const portfit::catalog& world, const case_question& asked)
      : world_(world),
        query_(options_of(asked).assess.asked),
        who_{&world.systems.at(asked.os), &market_of(world, asked), &world.devices.at(asked.device)},
        plan_(answer_of(world, asked).remedies) {}

  /// @pre Conditions of time and effort are single yes/no facts, which the case states.
  [[nodiscard]] portfit::estimate total() const {
    portfit::estimate longest;
    for (const std::string& each : plan_) {
      const portfit::estimate path = until_done(each);
      if (path.likely > longest.likely) longest = path;
    }
    return longest;
  }

 private:
  [[nodiscard]] portfit::estimate until_done(const std::string& id) const {
    const portfit::remedy& what = world_.remedies.at(id);
    std::set<std::string> asked;
    if (what.needs) facts_named(*what.needs, asked);
    portfit::estimate before;
    for (const std::string& other : plan_) {
      if (other == id || !makes_one_of(other, asked)) continue;
      const portfit::estimate path = until_done(other);
      if (path.likely > before.likely) before = path;
    }
    return before + (what.time.empty() ? applying(what.effort) : applying(what.time));
  }

  [[nodiscard]] bool makes_one_of(const std::string& id, const std::set<std::string>& facts) const {
    const auto& effects = world_.remedies.at(id).effects;
    return std::any_of(effects.begin(), effects.end(),
                       [&](const portfit::effect& each) { return facts.contains(each.fact.name); });
  }

  [[nodiscard]] portfit::estimate applying(const portfit::figure& lines) const {
    for (const portfit::figure_line& line : lines)
      if (!line.when || is_yes(line.when->leaf.subject)) return line.is;
    return {};
  }

  [[nodiscard]] bool is_yes(const portfit::fact_reference& fact) const {
    const auto state = portfit::find_fact(world_, who_, query_, fact, world_.facts.at(fact.name));
    return state.is_known() && std::get<double>(state.values.front()) == 1;
  }

  const portfit::catalog& world_;
  portfit::query query_;
  portfit::pairing_entities who_;
  std::vector<std::string> plan_;
};

inline portfit::estimate duration_of(const portfit::catalog& world, const case_question& asked) {
  return case_durations(world, asked).total();
}

}  // namespace portfit_test
