#pragma once

#include "support/random_problem.hpp"

#include <portfit/formula/decision_problem.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace portfit_test {

/// A decision problem with more to choose than `random_problem` has: five decisions, some of which work for certain, some
/// of which need another one, and prices from a short list so that plans often cost the same.
[[nodiscard]] inline portfit::decision_problem random_choices(std::uint64_t seed) {
  using portfit::variable_role;
  random_source random(seed);
  portfit::decision_problem problem;
  portfit::formula& terms = problem.terms;
  std::vector<portfit::term> literals;
  for (const auto role : {variable_role::chance, variable_role::unknown, variable_role::success_spread})
    literals.push_back(terms.literal(problem.add(role, "fact", 0.125 * random.between(1, 7))));
  const std::vector<portfit::term> facts = literals;
  for (const char* const name : {"bee", "ant", "elk", "cat", "dog"}) {
    const portfit::variable decision = problem.add(variable_role::decision, name, 0);
    portfit::term effect = terms.literal(decision);
    if (random.chance(0.7))
      effect = terms.conjunction(
          effect, terms.literal(problem.add(variable_role::success, name, 0.125 * random.between(3, 7))));
    if (literals.size() > facts.size() && random.chance(0.3)) effect = terms.conjunction(effect, literals.back());
    literals.push_back(effect);
    portfit::decision_cost cost;
    cost.decision = decision;
    const double money = 10.0 * random.between(0, 3);
    const double effort = random.between(0, 1);
    const bool depends = random.chance(0.3);
    const portfit::term when = depends ? random.pick(facts) : portfit::true_term;
    cost.cases.push_back({when, money, money, money, effort, effort, effort});
    cost.cases.push_back({terms.negate(when), 20, 20, 20, 0, 0, 0});
    const double own = money + 10 * effort;
    cost.least_mean = cost.least_low = depends && own > 20 ? 20 : own;
    problem.costs.push_back(cost);
  }
  problem.goal = problem_detail::random_term(terms, literals, random, 3);
  problem.value = terms.conjunction(
      problem.goal, portfit::mixture(problem, {{portfit::true_term, 0.5},
                                               {problem_detail::random_term(terms, literals, random, 2), 0.5}}));
  problem.money_per_effort = 10;
  problem.scale = 100;
  if (random.chance(0.4)) problem.exclusions.emplace_back(problem.costs[0].decision, problem.costs[3].decision);
  return problem;
}

}  // namespace portfit_test
