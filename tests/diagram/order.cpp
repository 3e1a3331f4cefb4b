#include <portfit/diagram/order.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

using namespace portfit;

TEST_CASE("order: variables come as the depth-first walk meets them") {
  formula terms;
  std::vector<term> x;
  for (int i = 0; i < 6; ++i) x.push_back(terms.literal(terms.add_variable("x")));
  const term right = terms.disjunction(x[4], x[1]);
  const term left = terms.disjunction(x[3], x[5]);
  const std::array<term, 1> root{terms.conjunction(right, left)};
  // Children stand by the sequence in which they were built, so x1 x4 before x3 x5; x0 and x2 are never met.
  CHECK(depth_first_order(terms, root) == std::vector<variable>{1, 4, 3, 5, 0, 2});
}

TEST_CASE("order: roots are walked in their sequence, shared parts once") {
  formula terms;
  std::vector<term> x;
  for (int i = 0; i < 4; ++i) x.push_back(terms.literal(terms.add_variable("x")));
  const term shared = terms.conjunction(x[2], x[3]);
  const std::array<term, 2> roots{terms.negate(shared), terms.disjunction(x[0], shared)};
  CHECK(depth_first_order(terms, roots) == std::vector<variable>{2, 3, 0, 1});
}

TEST_CASE("order: without roots and without variables") {
  formula terms;
  const std::array<term, 1> root{true_term};
  CHECK(depth_first_order(terms, std::span<const term>()).empty());
  CHECK(depth_first_order(terms, root).empty());
  terms.add_variable("a");
  terms.add_variable("b");
  CHECK(depth_first_order(terms, root) == std::vector<variable>{0, 1});
}

TEST_CASE("order: always a permutation") {
  portfit_test::random_numbers random(7);
  for (int round = 0; round < 50; ++round) {
    const auto made = portfit_test::make_random_formula(random, {.variables = 1 + random.below(8), .steps = 10});
    const std::array<term, 2> roots{made.root(), made.built[made.built.size() / 2]};
    std::vector<variable> order = depth_first_order(made.terms, roots);
    std::sort(order.begin(), order.end());
    REQUIRE(order.size() == made.terms.variable_count());
    for (variable v = 0; v < order.size(); ++v) REQUIRE(order[v] == v);
  }
}

TEST_CASE("order: every heuristic gives each variable below the root once, and no other") {
  portfit_test::random_numbers random(15);
  for (int round = 0; round < 60; ++round) {
    const auto made = portfit_test::make_random_formula(random, {.variables = 2 + random.below(8), .steps = 12});
    const std::set<variable> expected = support(made.terms, made.root());
    for (const order_heuristic each : order_heuristics) {
      const std::vector<variable> order = static_order(made.terms, made.root(), each);
      REQUIRE(order.size() == expected.size());
      REQUIRE(std::set<variable>(order.begin(), order.end()) == expected);
      REQUIRE(static_order(made.terms, made.root(), each) == order);
    }
  }
}

TEST_CASE("order: light operands first, heavy ones first, and what hangs together moved together") {
  formula terms;
  std::vector<term> x;
  for (int i = 0; i < 6; ++i) x.push_back(terms.literal(terms.add_variable("x")));
  const term heavy = terms.disjunction({x[0], x[1], x[2], x[3]});
  const term light = terms.disjunction(x[4], x[5]);
  const term root = terms.conjunction(heavy, light);
  CHECK(static_order(terms, root, order_heuristic::lightest_first) == std::vector<variable>{4, 5, 0, 1, 2, 3});
  CHECK(static_order(terms, root, order_heuristic::heaviest_first) == std::vector<variable>{0, 1, 2, 3, 4, 5});
  const std::vector<variable> moved = static_order(terms, root, order_heuristic::force_lightest);
  const auto place = [&](variable which) { return std::find(moved.begin(), moved.end(), which) - moved.begin(); };
  CHECK((place(4) - place(5) == 1 || place(5) - place(4) == 1));
}
