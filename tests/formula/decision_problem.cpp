#include <portfit/formula/decision_problem.hpp>

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("decision problem: asks nothing, costs nothing and has no limits before something is added") {
  const decision_problem empty;
  CHECK(empty.goal == true_term);
  CHECK(empty.value == true_term);
  CHECK(empty.roles.empty());
  CHECK(empty.costs.empty());
  CHECK_FALSE(empty.scale);
  CHECK_FALSE(empty.money_budget);
  CHECK_FALSE(empty.effort_budget);
  CHECK(empty.money_per_effort == 0);
}

TEST_CASE("decision problem: a variable has its number, role, chance and name in every table") {
  decision_problem problem;
  const variable first = problem.add(variable_role::decision, "unlock", 0);
  const variable second = problem.add(variable_role::chance, "source", 0.3);
  CHECK(first == 0);
  CHECK(second == 1);
  CHECK(problem.terms.variable_count() == 2);
  CHECK(problem.terms.label(second) == "source");
  REQUIRE(problem.roles.size() == 2);
  CHECK(problem.roles[first] == variable_role::decision);
  CHECK(problem.roles[second] == variable_role::chance);
  CHECK(problem.weight == std::vector<double>{0, 0.3});
  CHECK(problem.names == std::vector<std::string>{"unlock", "source"});
}

TEST_CASE("decision problem: a cost counts always and for nothing unless told otherwise") {
  const cost_case line;
  CHECK(line.when == true_term);
  CHECK(line.money_mean == 0);
  CHECK(line.effort_high == 0);
  const decision_cost cost;
  CHECK(cost.cases.empty());
  CHECK(cost.least_mean == 0);
}
