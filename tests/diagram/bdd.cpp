#include <portfit/diagram/bdd.hpp>

#include <doctest/doctest.h>

#include "support/diagram_table.hpp"
#include "support/random_formula.hpp"
#include "support/truth_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

using namespace portfit;
using portfit_test::random_numbers;
using portfit_test::table_of;
using portfit_test::truth_table;

namespace {

constexpr edge no_function = bdd_manager::no_edge;

/// Functions of one manager and their truth tables, built by random operations on the manager itself.
struct random_functions {
  std::size_t variables;
  bdd_manager manager;
  std::vector<edge> edges;
  std::vector<truth_table> tables;

  random_functions(random_numbers& random, std::size_t count, std::size_t steps)
      : variables(count), manager(portfit_test::random_order(random, count)) {
    for (variable v = 0; v < count; ++v) {
      add(manager.literal(v), truth_table::of_variable(count, v));
    }
    add(bdd_manager::false_edge, truth_table(count, false));
    add(bdd_manager::true_edge, truth_table(count, true));
    for (std::size_t i = 0; i < steps; ++i) step(random);
  }

  void add(edge made, truth_table table) {
    edges.push_back(made);
    tables.push_back(std::move(table));
  }

  void step(random_numbers& random) {
    const std::size_t f = random.below(edges.size());
    const std::size_t g = random.below(edges.size());
    const std::size_t h = random.below(edges.size());
    const auto both = [&](const truth_table& a, const truth_table& b) {
      return truth_table::at_least(variables, 2, {a, b});
    };
    const auto either = [&](const truth_table& a, const truth_table& b) {
      return truth_table::at_least(variables, 1, {a, b});
    };
    switch (random.below(5)) {
      case 0: return add(manager.negate(edges[f]), !tables[f]);
      case 1: return add(manager.conjunction(edges[f], edges[g]), both(tables[f], tables[g]));
      case 2: return add(manager.disjunction(edges[f], edges[g]), either(tables[f], tables[g]));
      case 3:
        return add(manager.if_then_else(edges[f], edges[g], edges[h]),
                   either(both(tables[f], tables[g]), both(!tables[f], tables[h])));
      default: {
        const std::size_t k = random.below(6);
        const std::vector<edge> operands{edges[f], edges[g], edges[h], edges[f]};
        return add(manager.at_least(k, operands),
                   truth_table::at_least(variables, k, {tables[f], tables[g], tables[h], tables[f]}));
      }
    }
  }
};

}  // namespace

TEST_CASE("bdd: constants and literals") {
  bdd_manager manager({3, 1});
  CHECK(manager.node_count() == 2);
  CHECK(bdd_manager::is_constant(bdd_manager::false_edge));
  CHECK_FALSE(bdd_manager::is_constant(no_function));
  CHECK(manager.level(bdd_manager::true_edge) == 2);
  const edge one = manager.literal(1);
  CHECK(manager.top(one) == 1);
  CHECK(manager.level(one) == 1);
  CHECK(manager.low(one) == bdd_manager::false_edge);
  CHECK(manager.high(one) == bdd_manager::true_edge);
  CHECK(manager.literal(1) == one);
  CHECK(manager.node_count() == 3);
  CHECK(manager.contains(3));
  CHECK_FALSE(manager.contains(2));
  CHECK_FALSE(manager.contains(77));
  CHECK(manager.negate(bdd_manager::true_edge) == bdd_manager::false_edge);
  CHECK(manager.size(bdd_manager::true_edge) == 0);
  CHECK(manager.support(bdd_manager::false_edge).empty());
}

TEST_CASE("bdd: no variables at all") {
  bdd_manager manager({});
  CHECK(manager.conjunction(bdd_manager::true_edge, bdd_manager::false_edge) == bdd_manager::false_edge);
  CHECK(manager.at_least(1, std::array<edge, 1>{bdd_manager::true_edge}) == bdd_manager::true_edge);
  CHECK(manager.level(bdd_manager::false_edge) == 0);
  CHECK(manager.restrict(bdd_manager::true_edge, 0, true) == bdd_manager::true_edge);
}

TEST_CASE("bdd: operations equal their truth tables, and equal functions are one edge") {
  random_numbers random(1986);
  for (int round = 0; round < 60; ++round) {
    random_functions made(random, 1 + random.below(7), 40);
    std::map<std::vector<bool>, edge> known;
    for (std::size_t i = 0; i < made.edges.size(); ++i) {
      REQUIRE(table_of(made.manager, made.edges[i], made.variables) == made.tables[i]);
      std::vector<bool> values;
      for (std::size_t a = 0; a < made.tables[i].size(); ++a) values.push_back(made.tables[i][a]);
      REQUIRE(known.emplace(std::move(values), made.edges[i]).first->second == made.edges[i]);
      std::set<variable> matters;
      for (variable v = 0; v < made.variables; ++v) {
        if (made.tables[i].depends_on(v)) matters.insert(v);
      }
      REQUIRE(made.manager.support(made.edges[i]) == matters);
    }
    std::set<edge> distinct(made.edges.begin(), made.edges.end());
    REQUIRE(distinct.size() == known.size());
    REQUIRE_FALSE(made.manager.exhausted());
  }
}

TEST_CASE("bdd: restrict and quantifiers equal their truth tables") {
  random_numbers random(1990);
  for (int round = 0; round < 60; ++round) {
    random_functions made(random, 2 + random.below(6), 30);
    for (std::size_t i = made.edges.size() - 8; i < made.edges.size(); ++i) {
      std::map<variable, bool> fixed;
      std::set<variable> bound;
      truth_table restricted = made.tables[i];
      truth_table some = made.tables[i];
      truth_table all = made.tables[i];
      for (variable v = 0; v < made.variables; ++v) {
        if (random.below(3) == 0) {
          fixed[v] = random.below(2) == 0;
          restricted = restricted.restricted(v, fixed[v]);
        }
        if (random.below(3) != 0) continue;
        bound.insert(v);
        some = some.quantified(v, true);
        all = all.quantified(v, false);
      }
      REQUIRE(table_of(made.manager, made.manager.restrict(made.edges[i], fixed), made.variables) == restricted);
      REQUIRE(table_of(made.manager, made.manager.exists(made.edges[i], bound), made.variables) == some);
      REQUIRE(table_of(made.manager, made.manager.forall(made.edges[i], bound), made.variables) == all);
      edge one_by_one = made.edges[i];
      for (const auto& [which, value] : fixed) one_by_one = made.manager.restrict(one_by_one, which, value);
      REQUIRE(one_by_one == made.manager.restrict(made.edges[i], fixed));
    }
  }
}

TEST_CASE("bdd: restrict and quantifiers pass over variables the order lacks") {
  bdd_manager manager({0, 1});
  const edge both = manager.conjunction(manager.literal(0), manager.literal(1));
  CHECK(manager.restrict(both, 9, false) == both);
  CHECK(manager.restrict(both, {{9, false}, {1, true}}) == manager.literal(0));
  CHECK(manager.exists(both, {9}) == both);
  CHECK(manager.forall(both, {}) == both);
  CHECK(manager.exists(both, {0, 9}) == manager.literal(1));
}

TEST_CASE("bdd: k-of-n does not blow up") {
  std::vector<variable> order;
  for (variable v = 0; v < 100; ++v) order.push_back(v);
  bdd_manager manager(order);
  std::vector<edge> literals;
  for (const variable v : order) literals.push_back(manager.literal(v));
  const edge half = manager.at_least(50, literals);
  CHECK(manager.size(half) == 50 * 51);  // a grid of (operands left, count needed), and nothing else
  CHECK(manager.at_least(101, literals) == bdd_manager::false_edge);
  CHECK(manager.at_least(0, literals) == bdd_manager::true_edge);
  std::reverse(literals.begin(), literals.end());
  CHECK(manager.at_least(50, literals) == half);
}

TEST_CASE("bdd: a parity of many variables survives the growth of all tables") {
  std::vector<variable> order;
  for (variable v = 0; v < 2000; ++v) order.push_back(v);
  bdd_manager manager(order);
  edge parity = bdd_manager::false_edge;
  for (variable v = 2000; v-- > 0;) {
    const edge literal = manager.literal(v);
    parity = manager.if_then_else(literal, manager.negate(parity), parity);
  }
  CHECK(manager.size(parity) == 2 * 2000 - 1);
  CHECK(manager.negate(manager.negate(parity)) == parity);
  CHECK(manager.conjunction(parity, manager.negate(parity)) == bdd_manager::false_edge);
  CHECK(manager.disjunction(parity, manager.negate(parity)) == bdd_manager::true_edge);
}

TEST_CASE("bdd: the node budget ends operations, not the manager") {
  bdd_manager manager({0, 1, 2, 3, 4, 5}, {.nodes = 9});
  std::array<edge, 6> literals{};
  for (variable v = 0; v < 6; ++v) literals[v] = manager.literal(v);
  CHECK(manager.node_count() == 8);
  CHECK_FALSE(manager.exhausted());
  const edge last = manager.conjunction(literals[4], literals[5]);
  CHECK(last != no_function);
  CHECK_FALSE(manager.exhausted());
  CHECK(manager.at_least(3, literals) == no_function);
  CHECK(manager.exhausted());
  CHECK(manager.node_count() == 9);
  CHECK(manager.conjunction(literals[4], literals[5]) == last);
  CHECK(manager.disjunction(last, literals[5]) == literals[5]);
  CHECK(manager.negate(literals[0]) == no_function);
  CHECK(manager.restrict(last, 5, true) == literals[4]);
}

TEST_CASE("bdd: every operation on no edge gives no edge") {
  bdd_manager manager({0, 1});
  const edge x = manager.literal(0);
  CHECK(manager.negate(no_function) == no_function);
  CHECK(manager.conjunction(no_function, bdd_manager::false_edge) == no_function);
  CHECK(manager.disjunction(bdd_manager::true_edge, no_function) == no_function);
  CHECK(manager.if_then_else(bdd_manager::true_edge, x, no_function) == no_function);
  CHECK(manager.if_then_else(no_function, x, x) == no_function);
  CHECK(manager.at_least(0, std::array<edge, 2>{x, no_function}) == no_function);
  CHECK(manager.restrict(no_function, 0, true) == no_function);
  CHECK(manager.restrict(no_function, {{0, true}}) == no_function);
  CHECK(manager.exists(no_function, {0}) == no_function);
  CHECK(manager.forall(no_function, {0}) == no_function);
  CHECK_FALSE(manager.exhausted());
}

TEST_CASE("bdd: at every budget a result is right or missing") {
  const std::vector<variable> order{3, 0, 5, 2, 1, 4};
  std::size_t missing = 0;
  std::size_t right = 0;
  for (std::size_t nodes = 8; nodes < 120; nodes += 3) {
    bdd_manager manager(order, {.nodes = nodes});
    std::vector<edge> literals;
    for (variable v = 0; v < 6; ++v) literals.push_back(manager.literal(v));
    const edge three = manager.at_least(3, literals);
    const edge mixed = manager.if_then_else(literals[0], three, manager.negate(three));
    const edge some = manager.exists(mixed, {1, 4});
    const edge all = manager.forall(mixed, {2});
    const edge fixed = manager.restrict(mixed, {{0, false}, {3, true}});
    bdd_manager free(order);
    for (variable v = 0; v < 6; ++v) literals[v] = free.literal(v);
    const edge free_three = free.at_least(3, literals);
    const edge free_mixed = free.if_then_else(literals[0], free_three, free.negate(free_three));
    const std::array<std::pair<edge, edge>, 5> pairs{{{three, free_three},
                                                      {mixed, free_mixed},
                                                      {some, free.exists(free_mixed, {1, 4})},
                                                      {all, free.forall(free_mixed, {2})},
                                                      {fixed, free.restrict(free_mixed, {{0, false}, {3, true}})}}};
    for (const auto& [limited, unlimited] : pairs) {
      if (limited == no_function) {
        REQUIRE(manager.exhausted());
        ++missing;
      } else {
        REQUIRE(table_of(manager, limited, 6) == table_of(free, unlimited, 6));
        ++right;
      }
    }
    REQUIRE(manager.node_count() <= nodes);
  }
  CHECK(missing > 10);
  CHECK(right > 10);
}

TEST_CASE("bdd: a budget of steps or bytes ends operations, never what was made before") {
  for (const diagram_limits budget : {diagram_limits{.steps = 50}, diagram_limits{.bytes = 30'000}}) {
    std::vector<variable> order;
    for (variable v = 0; v < 24; ++v) order.push_back(v);
    bdd_manager manager(order, budget);
    const edge before = manager.conjunction(manager.literal(3), manager.literal(5));
    edge all = bdd_manager::false_edge;  // pairs that stand far apart: 2^13 nodes
    for (variable v = 0; v < 12; ++v) {
      all = manager.disjunction(all, manager.conjunction(manager.literal(v), manager.literal(v + 12)));
    }
    CHECK(all == bdd_manager::no_edge);
    CHECK(manager.exhausted());
    CHECK(manager.top(before) == 3);
    CHECK(manager.size(before) == 2);
    CHECK(manager.out_of_steps() == (budget.steps == 50));
    CHECK(manager.bytes() <= 30'000);
  }
}
