#pragma once

#include "support/random.hpp"

#include <portfit/formula/decision_problem.hpp>
#include <portfit/formula/mixture.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

namespace problem_detail {

/// A random formula over the literals given, of a few layers.
inline portfit::term random_term(portfit::formula& terms, const std::vector<portfit::term>& literals,
                                 random_source& random, int depth) {
  if (depth == 0 || random.chance(0.2)) {
    const portfit::term one = random.pick(literals);
    return random.chance(0.25) ? terms.negate(one) : one;
  }
  std::vector<portfit::term> parts;
  const std::size_t count = 2 + random.below(2);
  for (std::size_t index = 0; index < count; ++index) parts.push_back(random_term(terms, literals, random, depth - 1));
  if (random.chance(0.15)) return terms.at_least(2, std::move(parts));
  return random.chance(0.5) ? terms.disjunction(std::move(parts)) : terms.conjunction(std::move(parts));
}

}  // namespace problem_detail

/// A decision problem of three decisions (each with a success of its own), a chance, two unknowns and an open end of a
/// chance; goal, value and costs at random. No more than fifteen variables, so that all assignments can be looked at.
[[nodiscard]] inline portfit::decision_problem random_problem(std::uint64_t seed) {
  using portfit::variable_role;
  random_source random(seed);
  portfit::decision_problem problem;
  portfit::formula& terms = problem.terms;
  std::vector<portfit::term> facts;
  for (const auto role :
       {variable_role::chance, variable_role::unknown, variable_role::unknown, variable_role::success_range})
    facts.push_back(terms.literal(problem.add(role, "fact", 0.1 * random.between(1, 9))));
  std::vector<portfit::term> literals = facts;
  for (const char* const name : {"one", "three", "two"}) {
    const portfit::variable decision = problem.add(variable_role::decision, name, 0);
    const portfit::variable success = problem.add(variable_role::success, name, 0.125 * random.between(1, 8));
    literals.push_back(terms.conjunction(terms.literal(decision), terms.literal(success)));
    portfit::decision_cost cost;
    cost.decision = decision;
    const portfit::term when = problem_detail::random_term(terms, facts, random, 1);
    for (const portfit::term each : {when, terms.negate(when)}) {
      const double money = 10.0 * random.between(0, 9);
      const double effort = random.chance(0.3) ? random.between(1, 3) : 0;
      cost.cases.push_back({each, money / 2, money, money * 2, effort, effort, effort});
    }
    cost.least_mean = 0;
    problem.costs.push_back(cost);
  }
  problem.goal = problem_detail::random_term(terms, literals, random, 3);
  const portfit::term wish = problem_detail::random_term(terms, literals, random, 2);
  const portfit::term other = problem_detail::random_term(terms, literals, random, 2);
  std::map<portfit::term, double> shares;
  shares[portfit::true_term] += 0.5;
  shares[wish] += 0.375;
  shares[other] += 0.125;
  problem.value = terms.conjunction(problem.goal, portfit::mixture(problem, shares));
  problem.money_per_effort = random.chance(0.5) ? 6 : 0;
  if (random.chance(0.8)) problem.scale = 100;
  if (random.chance(0.3)) problem.exclusions.emplace_back(problem.costs[0].decision, problem.costs[2].decision);
  return problem;
}

/// Every set of decisions that may be taken together, in ascending order of its bits.
[[nodiscard]] inline std::vector<std::vector<portfit::variable>> plans_of(const portfit::decision_problem& problem) {
  std::vector<portfit::variable> decisions;
  for (portfit::variable each = 0; each < problem.roles.size(); ++each)
    if (problem.roles[each] == portfit::variable_role::decision) decisions.push_back(each);
  std::vector<std::vector<portfit::variable>> plans;
  for (std::size_t mask = 0; mask < std::size_t{1} << decisions.size(); ++mask) {
    std::vector<portfit::variable> plan;
    for (std::size_t index = 0; index < decisions.size(); ++index)
      if ((mask >> index & 1U) != 0) plan.push_back(decisions[index]);
    bool allowed = true;
    for (const auto& [one, two] : problem.exclusions) {
      bool has_one = false;
      bool has_two = false;
      for (const portfit::variable each : plan) {
        has_one = has_one || each == one;
        has_two = has_two || each == two;
      }
      allowed = allowed && !(has_one && has_two);
    }
    if (allowed) plans.push_back(plan);
  }
  return plans;
}

}  // namespace portfit_test
