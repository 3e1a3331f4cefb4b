#include <portfit/diagram/compile.hpp>

#include <doctest/doctest.h>

#include "support/diagram_table.hpp"
#include "support/random_formula.hpp"

#include <portfit/diagram/order.hpp>

#include <cstddef>
#include <map>
#include <span>
#include <vector>

using namespace portfit;
using portfit_test::table_of;

TEST_CASE("compile: constants need no variables") {
  formula terms;
  bdd_manager manager({});
  CHECK(compile(manager, terms, true_term) == bdd_manager::true_edge);
  CHECK(compile(manager, terms, false_term) == bdd_manager::false_edge);
}

TEST_CASE("compile: the diagram of a random formula is its truth table, under any order") {
  portfit_test::random_numbers random(42);
  for (int round = 0; round < 200; ++round) {
    const std::size_t variables = round % 20 == 0 ? 12 : 1 + random.below(8);
    const auto made = portfit_test::make_random_formula(random, {.variables = variables, .steps = 16});
    const term root = made.root();
    bdd_manager guided(depth_first_order(made.terms, std::span<const term>(&root, 1)));
    bdd_manager shuffled(portfit_test::random_order(random, variables));
    REQUIRE(table_of(guided, compile(guided, made.terms, root), variables) == made.table());
    REQUIRE(table_of(shuffled, compile(shuffled, made.terms, root), variables) == made.table());
  }
}

TEST_CASE("compile: roots of one formula that are one function become one edge") {
  portfit_test::random_numbers random(43);
  for (int round = 0; round < 40; ++round) {
    const auto made = portfit_test::make_random_formula(random, {.variables = 3, .steps = 25});
    bdd_manager manager(portfit_test::random_order(random, 3));
    compiler compiled(manager, made.terms);
    std::map<std::size_t, edge> known;
    for (std::size_t i = 0; i < made.built.size(); ++i) {
      std::size_t values = 0;
      for (std::size_t a = 0; a < 8; ++a) values = values * 2 + (made.expected[i][a] ? 1 : 0);
      const edge found = compiled.compile(made.built[i]);
      REQUIRE(known.emplace(values, found).first->second == found);
      REQUIRE(found == compile(manager, made.terms, made.built[i]));
    }
  }
}

TEST_CASE("compile: a compiler follows a growing formula") {
  formula terms;
  const term a = terms.literal(terms.add_variable("a"));
  const term b = terms.literal(terms.add_variable("b"));
  bdd_manager manager({0, 1});
  compiler compiled(manager, terms);
  const edge both = compiled.compile(terms.conjunction(a, b));
  const edge neither = compiled.compile(terms.negate(terms.conjunction(a, b)));
  CHECK(both == manager.conjunction(manager.literal(0), manager.literal(1)));
  CHECK(neither == manager.negate(both));
}

TEST_CASE("compile: k-of-n counts doubled children") {
  formula terms;
  const term a = terms.literal(terms.add_variable("a"));
  const term b = terms.literal(terms.add_variable("b"));
  const term c = terms.literal(terms.add_variable("c"));
  bdd_manager manager({2, 1, 0});
  const edge found = compile(manager, terms, terms.at_least(2, {a, a, b, c}));
  const edge expected =
      manager.disjunction(manager.literal(0), manager.conjunction(manager.literal(1), manager.literal(2)));
  CHECK(found == expected);
}

TEST_CASE("compile: shared parts are compiled once") {
  // Each step uses the one before twice: unfolded this formula has 2^200 literals.
  formula terms;
  term chain = terms.literal(terms.add_variable("x"));
  for (int i = 0; i < 200; ++i) {
    const term other = terms.literal(terms.add_variable("x"));
    chain = terms.if_then_else(other, chain, terms.negate(chain));
  }
  const std::vector<variable> order = depth_first_order(terms, std::span<const term>(&chain, 1));
  bdd_manager manager(order);
  CHECK(manager.size(compile(manager, terms, chain)) == 2 * 201 - 1);
}

TEST_CASE("compile: the node budget gives no edge, and more budget the same formula") {
  formula terms;
  std::vector<term> pairs;
  std::vector<variable> worst;
  for (variable v = 0; v < 20; ++v) terms.add_variable("x");
  for (variable v = 0; v < 20; v += 2) {
    pairs.push_back(terms.conjunction(terms.literal(v), terms.literal(v + 1)));
    worst.push_back(v);
  }
  for (variable v = 1; v < 20; v += 2) worst.push_back(v);
  const term root = terms.disjunction(pairs);
  bdd_manager limited(worst, {.nodes = 500});
  compiler compiled(limited, terms);
  CHECK(compiled.compile(root) == bdd_manager::no_edge);
  CHECK(limited.exhausted());
  CHECK(limited.node_count() == 500);
  CHECK(compiled.compile(root) == bdd_manager::no_edge);
  CHECK(compiled.compile(terms.negate(root)) == bdd_manager::no_edge);  // refused below the root
  CHECK(compiled.compile(pairs.front()) != bdd_manager::no_edge);
  bdd_manager enough(worst);
  CHECK(enough.size(compile(enough, terms, root)) == 2046);  // 2^(n + 1) - 2 for n pairs (Bryant 1986)
  bdd_manager good(depth_first_order(terms, std::span<const term>(&root, 1)), {.nodes = 500});
  CHECK(good.size(compile(good, terms, root)) == 20);
}
