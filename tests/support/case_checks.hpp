#pragma once

#include "support/shipped_catalog.hpp"

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/explain.hpp>
#include <portfit/quantity/date.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Checks on the catalogs of examples/catalogs/cases: what was really decided, against what portfit answers.
namespace portfit_test {

using portfit::verdict;

/// One question to a case: a pairing, and the day if it is not the catalog's.
struct case_question {
  std::string os;
  std::string device;
  std::string market{};  ///< empty: the catalog's only market, or any
  std::string as_of{};
  std::set<std::string> without{};
};

/// Reads a case with everything it includes, once.
inline const portfit::catalog& read_case(const std::string& file) {
  static std::map<std::string, portfit::catalog> known;
  if (const auto found = known.find(file); found != known.end()) return found->second;
  const portfit::read_result read = read_shipped_catalog("cases/" + file + ".yaml");
  for (const portfit::diagnostic& remark : read.remarks) CHECK_MESSAGE(false, to_text(remark));
  return known.emplace(file, read.catalog).first->second;
}

inline const portfit::market& market_of(const portfit::catalog& world, const case_question& asked) {
  if (!asked.market.empty()) return world.markets.at(asked.market);
  REQUIRE(world.markets.size() <= 1);
  return world.markets.empty() ? portfit::any_market() : world.markets.begin()->second;
}

inline portfit::explain_options options_of(const case_question& asked) {
  portfit::explain_options options;
  options.conflicts = 64;
  options.assess.asked.without = asked.without;
  options.assess.best_guaranteed = false;
  if (!asked.as_of.empty()) options.assess.asked.as_of = portfit::read_date(asked.as_of)->low;
  return options;
}

inline portfit::assessment answer_of(const portfit::catalog& world, const case_question& asked) {
  return assess(world, world.systems.at(asked.os), world.devices.at(asked.device), market_of(world, asked),
                options_of(asked).assess);
}

inline verdict verdict_of(const portfit::catalog& world, const case_question& asked) {
  return answer_of(world, asked).verdict;
}

inline portfit::explanation explained(const portfit::catalog& world, const case_question& asked) {
  return explain(world, world.systems.at(asked.os), world.devices.at(asked.device), market_of(world, asked),
                 options_of(asked));
}

inline bool mentions(const std::vector<portfit::reason>& conflict, const std::string& subject) {
  return std::any_of(conflict.begin(), conflict.end(),
                     [&](const portfit::reason& each) { return each.subject == subject; });
}

/// Blocked, all conflicts known, and the clause, rule, requirement or fact in each of them. A clause reads `owner: name`.
inline bool blocks(const portfit::explanation& told, const std::string& subject) {
  return told.summary.verdict == verdict::blocked && told.complete && !told.conflicts.empty() &&
         std::all_of(told.conflicts.begin(), told.conflicts.end(),
                     [&](const auto& conflict) { return mentions(conflict, subject); });
}

inline bool blocks(const portfit::catalog& world, const case_question& asked, const std::string& subject) {
  return blocks(explained(world, asked), subject);
}

/// Whether no conflict names it.
inline bool no_part_in(const portfit::explanation& told, const std::string& subject) {
  return std::none_of(told.conflicts.begin(), told.conflicts.end(),
                      [&](const auto& conflict) { return mentions(conflict, subject); });
}

/// The names of the requirements of systems, markets, devices and makers in one conflict, without its facts, contracts and laws.
inline std::set<std::string> requirements_in(const std::vector<portfit::reason>& conflict) {
  static const std::string ending = "_requirement";
  std::set<std::string> names;
  for (const portfit::reason& each : conflict)
    if (each.code.ends_with(ending)) names.insert(each.subject.substr(each.subject.find(": ") + 2));
  return names;
}

/// Whether a stands clearly before b: blocked comes last, ties of the ranking score do not count.
inline bool stands_before(const portfit::catalog& world, const case_question& a, const case_question& b) {
  const portfit::assessment one = answer_of(world, a);
  const portfit::assessment two = answer_of(world, b);
  if (one.verdict == verdict::blocked || two.verdict == verdict::blocked)
    return one.verdict != verdict::blocked && two.verdict == verdict::blocked;
  return one.plan.score.ranking > two.plan.score.ranking + 1e-9;
}

inline bool plans(const portfit::assessment& made, const std::string& remedy) {
  return std::find(made.remedies.begin(), made.remedies.end(), remedy) != made.remedies.end();
}

/// The same catalog after a change: for negative controls.
inline portfit::catalog changed_case(const std::string& file, const std::function<void(portfit::catalog&)>& change) {
  portfit::catalog world = read_case(file);
  change(world);
  return world;
}

/// States a fact anew, whatever stood there.
inline void restate(portfit::fact_table& facts, const std::string& name, portfit::fact_value value) {
  portfit::fact known;
  known.name = name;
  known.values = {std::move(value)};
  known.trust = portfit::confidence::a;
  facts[name] = {known};
}

inline void signs(portfit::catalog& world, const std::string& vendor, bool holds) {
  auto& held = world.vendors.at(vendor).holds;
  held.clear();
  if (holds) held.push_back("google");
}

}  // namespace portfit_test
