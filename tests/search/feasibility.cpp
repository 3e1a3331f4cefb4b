#include <portfit/search/feasibility.hpp>

#include "support/random_problem.hpp"
#include "support/truth_table.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <vector>

using namespace portfit;
using portfit_test::truth_table;

namespace {

/// What holds after a plan, successes happening, for every way the unknowns can turn out.
struct looked_at {
  bool holds_already, one_plan, some_way, always_a_way;
};

/// The four answers by going through every plan and every way the unknowns can turn out.
looked_at look_at_all(const decision_problem& problem) {
  const truth_table goal = truth_table::of_term(problem.terms, problem.goal);
  std::vector<variable> unknowns;
  std::size_t happens = 0;
  for (variable each = 0; each < problem.roles.size(); ++each) {
    const variable_role role = problem.roles[each];
    if (role == variable_role::success || role == variable_role::success_range) happens |= std::size_t{1} << each;
    if (role == variable_role::chance || role == variable_role::unknown) unknowns.push_back(each);
  }
  const std::size_t completions = std::size_t{1} << unknowns.size();
  std::vector<bool> served(completions, false);
  looked_at result{false, false, false, true};
  for (const std::vector<variable>& plan : portfit_test::plans_of(problem)) {
    bool all = true;
    for (std::size_t completion = 0; completion < completions; ++completion) {
      std::size_t assignment = happens;
      for (const variable each : plan) assignment |= std::size_t{1} << each;
      for (std::size_t index = 0; index < unknowns.size(); ++index)
        if ((completion >> index & 1U) != 0) assignment |= std::size_t{1} << unknowns[index];
      if (goal[assignment])
        served[completion] = true;
      else
        all = false;
    }
    if (plan.empty()) result.holds_already = all;
    result.one_plan = result.one_plan || all;
  }
  for (const bool each : served) {
    result.some_way = result.some_way || each;
    result.always_a_way = result.always_a_way && each;
  }
  return result;
}

/// Two ways, of which an unknown fact says which one works.
struct either_or {
  decision_problem problem;
  variable left, right, fact;
  either_or() {
    left = problem.add(variable_role::decision, "left", 0);
    right = problem.add(variable_role::decision, "right", 0);
    fact = problem.add(variable_role::unknown, "fact", 0.5);
    formula& terms = problem.terms;
    const term known = terms.literal(fact);
    problem.goal = terms.disjunction(terms.conjunction(terms.literal(left), known),
                                     terms.conjunction(terms.literal(right), terms.negate(known)));
    problem.value = problem.goal;
  }
};

}  // namespace

TEST_CASE("feasibility: random problems agree with looking at every plan and every completion") {
  int ready = 0;
  int feasible = 0;
  int blocked = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    const decision_problem problem = portfit_test::random_problem(seed);
    const looked_at expected = look_at_all(problem);
    compiled_problem compiled(problem);
    const feasibility found = decide(compiled);
    CHECK(found.known);
    CHECK(found.holds_already == expected.holds_already);
    CHECK(found.one_plan == expected.one_plan);
    CHECK(found.some_way == expected.some_way);
    CHECK(found.always_a_way == expected.always_a_way);
    ready += found.holds_already ? 1 : 0;
    feasible += found.one_plan && !found.holds_already ? 1 : 0;
    blocked += found.some_way ? 0 : 1;
  }
  CHECK(ready > 5);
  CHECK(feasible > 5);
  CHECK(blocked > 5);
}

TEST_CASE("feasibility: one plan that does both serves every completion; excluded, every completion has its own") {
  either_or both;
  compiled_problem together(both.problem);
  CHECK(decide(together).one_plan);
  both.problem.exclusions = {{both.left, both.right}};
  compiled_problem apart(both.problem);
  const feasibility found = decide(apart);
  CHECK_FALSE(found.one_plan);
  CHECK(found.always_a_way);
  CHECK(found.some_way);
  CHECK_FALSE(found.holds_already);
}

TEST_CASE("feasibility: decisions that exclude each other cannot open the way together") {
  decision_problem problem;
  const variable left = problem.add(variable_role::decision, "left", 0);
  const variable right = problem.add(variable_role::decision, "right", 0);
  problem.goal = problem.terms.conjunction(problem.terms.literal(left), problem.terms.literal(right));
  problem.value = problem.goal;
  compiled_problem free(problem);
  CHECK(decide(free).one_plan);
  problem.exclusions = {{left, right}};
  compiled_problem bound(problem);
  CHECK_FALSE(decide(bound).some_way);
}

TEST_CASE("feasibility: a goal may be restricted, and more may be chosen than decisions") {
  const either_or both;
  compiled_problem compiled(both.problem);
  const edge if_yes = compiled.diagrams().restrict(compiled.goal(), both.fact, true);
  CHECK(decide(compiled, if_yes).one_plan);
  const edge neither =
      compiled.diagrams().restrict(compiled.goal(), std::map<variable, bool>{{both.left, false}, {both.right, false}});
  CHECK_FALSE(decide(compiled, neither).some_way);
  const edge left_only = compiled.diagrams().restrict(compiled.goal(), both.right, false);
  CHECK_FALSE(decide(compiled, left_only).one_plan);
  CHECK(decide(compiled, left_only, {both.fact}).one_plan);
}

TEST_CASE("feasibility: when the node budget ends nothing is known") {
  const either_or both;
  compiled_problem compiled(both.problem, 3);
  CHECK_FALSE(decide(compiled).known);
}
