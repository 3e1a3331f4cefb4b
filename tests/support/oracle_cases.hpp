#pragma once

#include "support/oracle_run.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test::oracle_detail {

/// A chance between two ends is at one or the other. Of a bare range nobody knows at which; with a likeliest value the odds
/// of the ends are those that keep the mean.
inline unknown unknown_chance(const model& all, std::size_t remedy, std::size_t line) {
  const portfit::estimate& chance = all.remedies[remedy].works[line].is;
  const double mean = (chance.low + chance.likely + chance.high) / 3;
  const double upper = (mean - chance.low) / (chance.high - chance.low);
  unknown open;
  open.is = unknown::kind::chance;
  open.weights = {1 - upper, upper};
  open.has_prior = !chance.is_bare;
  open.remedy = remedy;
  open.line = line;
  return open;
}

/// The rates of all hazards of one whole are at the same end.
inline void add_rates(std::vector<unknown>& unknowns, const model& all) {
  for (const model_hazard& each : all.hazards) {
    const bool told = std::any_of(unknowns.begin(), unknowns.end(), [&](const unknown& open) {
      return open.is == unknown::kind::hazard && open.whole == each.whole;
    });
    if (told || each.low >= each.high) continue;
    unknown open;
    open.is = unknown::kind::hazard;
    open.weights = {1 - each.upper, each.upper};
    open.has_prior = !each.is_bare;
    open.whole = each.whole;
    unknowns.push_back(open);
  }
}

/// Adds the vendor's inequality to the unknowns where its ends do not decide it, once.
inline void add_question(std::vector<unknown>& unknowns, const std::vector<double>& question) {
  if (decided(question)) return;
  for (const unknown& open : unknowns)
    if (open.is == unknown::kind::willing && open.question == question) return;
  unknown open;
  open.is = unknown::kind::willing;
  open.weights = {0.5, 0.5};
  open.question = question;
  unknowns.push_back(open);
}

/// All that nobody knows and that conditions, chances and the vendor's willingness hang on.
inline std::vector<unknown> find_unknowns(const model& all, const std::vector<plan_mask>& plans, bool accept_forfeits) {
  std::vector<unknown> unknowns;
  const relevance relevant(all);
  for (std::size_t fact = 0; fact < all.facts.size(); ++fact)
    if (all.facts[fact].values.empty() && !relevant.asked()[fact].empty())
      unknowns.push_back(classes_of(all, relevant, fact));
  for (std::size_t remedy = 0; remedy < all.remedies.size(); ++remedy)
    for (std::size_t line = 0; line < all.remedies[remedy].works.size(); ++line)
      if (!all.remedies[remedy].works[line].is.is_exact()) unknowns.push_back(unknown_chance(all, remedy, line));
  add_rates(unknowns, all);
  for (const plan_mask plan : plans) {
    for (std::size_t index = 0; index < all.remedies.size(); ++index)
      if (is_chosen(plan, index) && all.remedies[index].paid_by_vendor)
        add_question(unknowns, question_of(all, plan, nullptr));
    for (const model_clause& clause : all.clauses)
      if (lets_breach_count(clause, accept_forfeits)) add_question(unknowns, question_of(all, plan, &clause));
  }
  return unknowns;
}

/// Every combination of classes.
inline std::vector<completion> find_completions(const model& all, const std::vector<unknown>& unknowns) {
  completion first;
  first.choices.assign(unknowns.size(), 0);
  for (const oracle_fact& fact : all.facts) {
    const bool ordered = !fact.declared || fact.declared->is_ordered();
    first.before.push_back(fact.values);
    if (fact.values.empty()) first.before.back() = {ordered ? portfit::fact_value(0.0) : std::string()};
  }
  std::vector<completion> cases{first};
  for (std::size_t index = 0; index < unknowns.size(); ++index) {
    std::vector<completion> longer;
    for (const completion& one : cases)
      for (std::size_t choice = 0; choice < unknowns[index].weights.size(); ++choice) {
        longer.push_back(one);
        longer.back().choices[index] = choice;
        if (unknowns[index].is == unknown::kind::fact)
          longer.back().before[unknowns[index].fact] = {unknowns[index].classes[choice]};
      }
    cases = std::move(longer);
  }
  return cases;
}

}  // namespace portfit_test::oracle_detail
