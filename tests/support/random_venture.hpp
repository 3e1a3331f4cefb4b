#pragma once

#include "support/random.hpp"

#include <portfit/formula/decision_problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace portfit_test {

/// A decision problem under uncertainty of any size: so many things not known, and as many decisions that may mend them.
///
/// Each decision works out with a chance, one in five needs another one first. Each requirement rests on two things near
/// to each other, most on either; together the requirements are a chain, or, where `apart`, islands of about six things.
[[nodiscard]] inline portfit::decision_problem random_venture(std::size_t size, std::uint64_t seed, bool apart) {
  using portfit::variable_role;
  random_source random(seed);
  portfit::decision_problem problem;
  portfit::formula& terms = problem.terms;
  constexpr std::size_t island = 6;
  const auto near_to = [&](std::size_t index, std::size_t reach) {
    const std::size_t first = apart ? index - index % island : 0;
    const std::size_t last = (std::min)(size - 1, apart ? first + island - 1 : size - 1);
    const std::size_t from = (std::max)(first, index > reach ? index - reach : 0);
    const std::size_t to = (std::min)(last, index + reach);
    return from + random.below(to - from + 1);
  };
  std::vector<portfit::term> good;
  std::vector<portfit::term> effects;
  for (std::size_t each = 0; each < size; ++each) {
    good.push_back(terms.literal(problem.add(variable_role::chance, "fact", 0.05 * random.between(10, 18))));
    const portfit::variable decision =
        problem.add(variable_role::decision, std::string("remedy").append(std::to_string(each)), 0);
    portfit::term effect =
        terms.conjunction(terms.literal(decision),
                          terms.literal(problem.add(variable_role::success, "works", 0.05 * random.between(12, 19))));
    if (random.chance(0.2) && (apart ? each % island : each) > 0)
      effect = terms.conjunction(effect, terms.literal(problem.costs.back().decision));
    effects.push_back(effect);
    portfit::decision_cost cost;
    cost.decision = decision;
    const double money = random.between(5, 60);
    cost.cases.push_back({portfit::true_term, money, money, money, 0, 0, 0});
    cost.least_mean = cost.least_low = money;
    problem.costs.push_back(cost);
  }
  for (std::size_t each = 0; each < size; ++each) {
    good[each] = terms.disjunction(good[each], effects[each]);
    const std::size_t other = near_to(each, 2);
    if (random.chance(0.4)) good[other] = terms.disjunction(good[other], effects[each]);
  }
  std::vector<portfit::term> requirements;
  for (std::size_t each = 0; each < size; ++each) {
    const portfit::term one = good[each];
    const portfit::term other = good[near_to(each, 3)];
    requirements.push_back(random.chance(0.8) ? terms.disjunction(one, other) : terms.conjunction(one, other));
  }
  problem.goal = problem.value = terms.conjunction(std::move(requirements));
  return problem;
}

}  // namespace portfit_test
