#include <portfit/diagram/minimal_solutions.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/family.hpp>

#include <cstddef>
#include <set>
#include <vector>

using namespace portfit;

TEST_CASE("minimal_solutions: constants") {
  const bdd_manager functions({0, 1});
  zbdd_manager families({0, 1});
  CHECK(minimal_solutions(functions, bdd_manager::false_edge, families) == zbdd_manager::empty_edge);
  CHECK(minimal_solutions(functions, bdd_manager::true_edge, families) == zbdd_manager::unit_edge);
  CHECK(minimal_solutions(functions, bdd_manager::no_edge, families) == zbdd_manager::no_edge);
}

TEST_CASE("minimal_solutions: of random monotone functions, against trying all sets") {
  portfit_test::random_numbers random(40);
  for (int round = 0; round < 150; ++round) {
    const std::size_t variables = round % 30 == 0 ? 10 : 1 + random.below(7);
    const auto made =
        portfit_test::make_random_formula(random, {.variables = variables, .steps = 14, .monotone = true});
    const std::vector<variable> order = portfit_test::random_order(random, variables);
    bdd_manager functions(order);
    zbdd_manager families(order);
    const edge solutions = minimal_solutions(functions, compile(functions, made.terms, made.root()), families);
    const auto listed = smallest_sets(families, solutions, 10'000);
    const std::set<std::vector<variable>> found(listed.begin(), listed.end());
    REQUIRE(found == made.table().minimal_sets());
    REQUIRE(found.size() == listed.size());
    REQUIRE(families.minimal(solutions) == solutions);
  }
}

TEST_CASE("minimal_solutions: two of three, thirty times over") {
  // Each of the thirty groups has three minimal sets of two; all together 3^30 of sixty variables each.
  formula terms;
  std::vector<term> groups;
  std::vector<variable> order;
  for (int group = 0; group < 30; ++group) {
    std::vector<term> members;
    for (int i = 0; i < 3; ++i) {
      order.push_back(terms.add_variable("x"));
      members.push_back(terms.literal(order.back()));
    }
    groups.push_back(terms.at_least(2, members));
  }
  bdd_manager functions(order);
  zbdd_manager families(order);
  const edge function = compile(functions, terms, terms.conjunction(groups));
  const edge solutions = minimal_solutions(functions, function, families);
  CHECK(set_count(families, solutions) == 205'891'132'094'649U);
  CHECK(set_count_by_size(families, solutions).size() == 61);
  CHECK(set_count_by_size(families, solutions).back() == 205'891'132'094'649U);
  zbdd_manager tight(order, {.nodes = 50});
  CHECK(minimal_solutions(functions, function, tight) == zbdd_manager::no_edge);
  CHECK(tight.exhausted());
}
