#include <portfit/search/minimal_plans.hpp>

#include "support/random_choices.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

using namespace portfit;

namespace {

/// Whether a plan reaches the goal: for every way the unknowns can turn out, or for some. Successes happen.
bool reached_by(const decision_problem& problem, const std::vector<variable>& plan, plan_scope scope) {
  std::vector<variable> unknowns;
  std::vector<bool> values(problem.roles.size(), true);  // successes
  for (variable each = 0; each < problem.roles.size(); ++each) {
    if (problem.roles[each] == variable_role::decision)
      values[each] = std::find(plan.begin(), plan.end(), each) != plan.end();
    if (problem.roles[each] == variable_role::chance || problem.roles[each] == variable_role::unknown)
      unknowns.push_back(each);
  }
  std::size_t reached = 0;
  const std::size_t worlds = std::size_t{1} << unknowns.size();
  for (std::size_t world = 0; world < worlds; ++world) {
    for (std::size_t index = 0; index < unknowns.size(); ++index) values[unknowns[index]] = (world >> index & 1U) != 0;
    reached += problem.terms.evaluate(problem.goal, values) ? 1 : 0;
  }
  return scope == plan_scope::some_answers ? reached > 0 : reached == worlds;
}

std::set<std::vector<variable>> minimal_by_hand(const decision_problem& problem, plan_scope scope) {
  std::set<std::vector<variable>> reached;
  for (std::vector<variable> plan : portfit_test::plans_of(problem)) {
    std::sort(plan.begin(), plan.end());
    if (reached_by(problem, plan, scope)) reached.insert(plan);
  }
  std::set<std::vector<variable>> result;
  for (const auto& plan : reached)
    if (std::none_of(reached.begin(), reached.end(), [&](const auto& other) {
          return other.size() < plan.size() && std::includes(plan.begin(), plan.end(), other.begin(), other.end());
        }))
      result.insert(plan);
  return result;
}

}  // namespace

TEST_CASE("minimal plans: on random problems just those of which nothing can be left out") {
  std::size_t found_some = 0;
  std::size_t found_several = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    const decision_problem problem =
        seed % 4 == 0 ? portfit_test::random_problem(seed) : portfit_test::random_choices(seed);
    for (const plan_scope scope : {plan_scope::whatever_is_unknown, plan_scope::some_answers}) {
      CAPTURE(seed);
      compiled_problem compiled(problem);
      selector_sets found = minimal_plans(compiled, scope, 1000);
      CHECK(found.complete);
      for (std::vector<variable>& each : found.sets) std::sort(each.begin(), each.end());
      const std::set<std::vector<variable>> expected = minimal_by_hand(problem, scope);
      CHECK(std::set<std::vector<variable>>(found.sets.begin(), found.sets.end()) == expected);
      CHECK(found.sets.size() == expected.size());
      CHECK(std::is_sorted(found.sets.begin(), found.sets.end(),
                           [](const auto& a, const auto& b) { return a.size() < b.size(); }));
      found_some += expected.empty() ? 0 : 1;
      found_several += expected.size() > 1 ? 1 : 0;
    }
  }
  CHECK(found_some > 100);
  CHECK(found_several > 15);
}

TEST_CASE("minimal plans: a limit leaves the smallest, and says that there are more") {
  decision_problem problem;
  formula& terms = problem.terms;
  std::vector<term> ways;
  for (const char* const name : {"a", "b", "c"})
    ways.push_back(terms.literal(problem.add(variable_role::decision, name, 0)));
  problem.goal = problem.value = terms.disjunction(ways[2], terms.conjunction(ways[0], ways[1]));
  compiled_problem compiled(problem);
  const selector_sets found = minimal_plans(compiled, plan_scope::whatever_is_unknown, 1);
  CHECK_FALSE(found.complete);
  REQUIRE(found.sets.size() == 1);
  CHECK(found.sets[0] == std::vector<variable>{2});
  compiled_problem cut(problem, 2);
  CHECK_FALSE(minimal_plans(cut, plan_scope::whatever_is_unknown, 9).complete);
}
