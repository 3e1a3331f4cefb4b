#include <portfit/graph/willing.hpp>

#include "support/near.hpp"
#include "support/truth_table.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace portfit;
using portfit_test::near;
using portfit_test::truth_table;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double chance_of(const decision_problem& problem, term what) {
  return truth_table::of_term(problem.terms, what).probability(problem.weight);
}

}  // namespace

TEST_CASE("willing: gains that cover the losses even at their worst, or not at their best, need no unknown") {
  decision_problem problem;
  CHECK(willing(problem, {0, 5}, {}, "v") == true_term);
  CHECK(willing(problem, {-5, -1}, {}, "v") == false_term);
  CHECK(problem.roles.empty());
}

TEST_CASE("willing: between the ends it is an unknown without a prior, at even odds to choose and order") {
  decision_problem problem;
  const term open = willing(problem, {-5, 5}, {}, "v is willing");
  REQUIRE(problem.roles.size() == 1);
  CHECK(problem.roles[0] == variable_role::unknown);
  CHECK(problem.names[0] == "v is willing");
  CHECK(near(chance_of(problem, open), 0.5));
}

TEST_CASE("willing: breaking even is enough") {
  decision_problem problem;
  CHECK(willing(problem, {0, 0}, {}, "v") == true_term);
  CHECK(willing(problem, {-3, 0}, {}, "v") != false_term);
}

TEST_CASE("willing: a side payment turns no into yes, a breach yes into no") {
  decision_problem problem;
  const term pays = problem.terms.literal(problem.add(variable_role::decision, "pay", 0));
  const term breach = problem.terms.literal(problem.add(variable_role::decision, "breach", 0));
  CHECK(willing(problem, {-5, -5}, {{pays, {5, 5}}}, "v") == pays);
  CHECK(willing(problem, {5, 5}, {{breach, {-6, -6}}}, "v") == problem.terms.negate(breach));
  const term both = willing(problem, {-1, -1}, {{pays, {7, 7}}, {breach, {-6, -6}}}, "v");
  CHECK(both == pays);  // paid 7, a loss of 6 is still covered
}

TEST_CASE("willing: who is willing for less is willing for more") {
  decision_problem problem;
  const variable pays = problem.add(variable_role::decision, "pay", 0);
  const term paid = problem.terms.literal(pays);
  const term open = willing(problem, {-10, 2}, {{paid, {4, 4}}}, "v");
  const truth_table table = truth_table::of_term(problem.terms, open);
  const truth_table without = table.restricted(pays, false);
  const truth_table with = table.restricted(pays, true);
  CHECK(without != with);
  CHECK(truth_table::at_least(problem.roles.size(), 1, {without, with}) == with);  // without implies with
  std::vector<double> weight = problem.weight;
  weight[pays] = 0;
  CHECK(near(table.probability(weight), 1.0 / 3));
  weight[pays] = 1;
  CHECK(near(table.probability(weight), 2.0 / 3));
}

TEST_CASE("willing: a loss that may be without end stays open as long as it may be covered") {
  decision_problem problem;
  const term pays = problem.terms.literal(problem.add(variable_role::decision, "pay", 0));
  const term open = willing(problem, {-infinite, 10}, {{pays, {5, 5}}}, "v");
  CHECK(open != true_term);
  CHECK(open != false_term);
  for (const double each : problem.weight) CHECK(std::isfinite(each));
  CHECK(willing(problem, {-infinite, -1}, {}, "v") == false_term);
}
