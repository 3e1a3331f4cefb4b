#include <portfit/formula/mixture.hpp>

#include "support/near.hpp"
#include "support/random.hpp"
#include "support/truth_table.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <map>

using namespace portfit;
using portfit_test::near;
using portfit_test::truth_table;

namespace {

double chance_of(const decision_problem& problem, term what) {
  return truth_table::of_term(problem.terms, what).probability(problem.weight);
}

/// What a mixture promises, added up without it.
double sum_of(const decision_problem& problem, const std::map<term, double>& shares) {
  double sum = 0;
  for (const auto& [holds, share] : shares) sum += share * chance_of(problem, holds);
  return sum;
}

}  // namespace

TEST_CASE("mixture: dependent terms, a remainder that draws nothing") {
  decision_problem problem;
  const term a = problem.terms.literal(problem.add(variable_role::chance, "a", 0.5));
  const term b = problem.terms.literal(problem.add(variable_role::chance, "b", 0.25));
  const term both = problem.terms.conjunction(a, b);
  const term mixed = mixture(problem, {{a, 0.5}, {both, 0.2}});
  CHECK(near(chance_of(problem, mixed), 0.5 * 0.5 + 0.2 * 0.125));
}

TEST_CASE("mixture: draws are variables of their own role, one less than shares that sum to one") {
  decision_problem problem;
  const term a = problem.terms.literal(problem.add(variable_role::chance, "a", 0.5));
  const term b = problem.terms.literal(problem.add(variable_role::unknown, "b", 0.5));
  const term c = problem.terms.literal(problem.add(variable_role::decision, "c", 0));
  CHECK(mixture(problem, {{a, 0.25}, {b, 0.25}, {c, 0.5}}) != false_term);
  REQUIRE(problem.roles.size() == 5);
  CHECK(problem.roles[3] == variable_role::mixture);
  CHECK(problem.roles[4] == variable_role::mixture);
  CHECK(near(problem.weight[3], 0.25));
  CHECK(near(problem.weight[4], 1.0 / 3));
}

TEST_CASE("mixture: one whole share is the term itself and needs no draw") {
  decision_problem problem;
  const term a = problem.terms.literal(problem.add(variable_role::chance, "a", 0.5));
  CHECK(mixture(problem, {{a, 1.0}}) == a);
  CHECK(mixture(problem, {{true_term, 1.0}}) == true_term);
  CHECK(problem.roles.size() == 1);
}

TEST_CASE("mixture: nothing to draw never holds, and shares of nothing are left out") {
  decision_problem problem;
  const term a = problem.terms.literal(problem.add(variable_role::chance, "a", 0.5));
  CHECK(mixture(problem, {}) == false_term);
  CHECK(mixture(problem, {{a, 0.0}}) == false_term);
  CHECK(problem.roles.size() == 1);
}

TEST_CASE("mixture: random shares of random terms keep their sum") {
  portfit_test::random_source random(7);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    decision_problem problem;
    std::vector<term> literals;
    for (int index = 0; index < 4; ++index)
      literals.push_back(problem.terms.literal(problem.add(variable_role::chance, "x", random.unit())));
    std::map<term, double> shares;
    double left = 1;
    for (int index = 0; index < 4; ++index) {
      const term one = random.pick(literals);
      const term other = problem.terms.negate(random.pick(literals));
      const term made =
          random.chance(0.5) ? problem.terms.conjunction(one, other) : problem.terms.disjunction(one, other);
      const double share = index == 3 && random.chance(0.5) ? left : left * random.unit();
      shares[made] += share;
      left -= share;
    }
    const double expected = sum_of(problem, shares);
    CHECK(near(chance_of(problem, mixture(problem, shares)), expected));
  }
}
