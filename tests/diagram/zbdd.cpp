#include <portfit/diagram/zbdd.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

constexpr edge no_family = zbdd_manager::no_edge;

using family = std::set<std::set<variable>>;

/// The sets of a family, by walking all paths.
family sets_of(const zbdd_manager& manager, edge root) {
  if (root == zbdd_manager::empty_edge) return {};
  if (root == zbdd_manager::unit_edge) return {{}};
  family found = sets_of(manager, manager.low(root));
  for (std::set<variable> each : sets_of(manager, manager.high(root))) {
    each.insert(manager.top(root));
    found.insert(std::move(each));
  }
  return found;
}

/// The diagram of one set; its members are composed from the deepest up.
edge diagram_of(zbdd_manager& manager, const std::set<variable>& members) {
  edge built = zbdd_manager::unit_edge;
  for (std::size_t i = manager.order().size(); i-- > 0;) {
    const variable which = manager.order()[i];
    if (members.contains(which)) built = manager.compose(which, zbdd_manager::empty_edge, built);
  }
  return built;
}

edge diagram_of(zbdd_manager& manager, const family& sets) {
  edge built = zbdd_manager::empty_edge;
  for (const std::set<variable>& each : sets) built = manager.unite(built, diagram_of(manager, each));
  return built;
}

family draw_family(portfit_test::random_numbers& random, std::size_t variables) {
  family drawn;
  const std::size_t count = random.below(12);
  const std::size_t sparsity = 2 + random.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    std::set<variable> members;
    for (variable v = 0; v < variables; ++v) {
      if (random.below(sparsity) == 0) members.insert(v);
    }
    drawn.insert(std::move(members));
  }
  return drawn;
}

bool includes_one_of(const std::set<variable>& set, const family& sets, bool properly) {
  return std::any_of(sets.begin(), sets.end(), [&](const std::set<variable>& each) {
    return std::includes(set.begin(), set.end(), each.begin(), each.end()) && !(properly && each == set);
  });
}

}  // namespace

TEST_CASE("zbdd: the smallest families") {
  zbdd_manager manager({1, 0});
  const edge x = manager.singleton(0);
  CHECK(sets_of(manager, x) == family{{0}});
  CHECK(manager.singleton(0) == x);
  CHECK(manager.unite(x, x) == x);
  CHECK(manager.unite(x, zbdd_manager::empty_edge) == x);
  CHECK(sets_of(manager, manager.unite(zbdd_manager::unit_edge, x)) == family{{}, {0}});
  CHECK(manager.without(x, x) == zbdd_manager::empty_edge);
  CHECK(manager.without(x, zbdd_manager::empty_edge) == x);
  CHECK(manager.without(x, zbdd_manager::unit_edge) == zbdd_manager::empty_edge);
  CHECK(manager.without(zbdd_manager::unit_edge, x) == zbdd_manager::unit_edge);
  CHECK(manager.minimal(zbdd_manager::unit_edge) == zbdd_manager::unit_edge);
  CHECK(manager.minimal(manager.unite(zbdd_manager::unit_edge, x)) == zbdd_manager::unit_edge);
  CHECK(manager.compose(1, x, zbdd_manager::empty_edge) == x);
  zbdd_manager bare({});
  CHECK(bare.unite(zbdd_manager::empty_edge, zbdd_manager::unit_edge) == zbdd_manager::unit_edge);
}

TEST_CASE("zbdd: operations equal those on plain sets, and equal families are one edge") {
  portfit_test::random_numbers random(1993);
  for (int round = 0; round < 200; ++round) {
    const std::size_t variables = 1 + random.below(7);
    zbdd_manager manager(portfit_test::random_order(random, variables));
    const family left = draw_family(random, variables);
    const family right = draw_family(random, variables);
    const edge left_edge = diagram_of(manager, left);
    const edge right_edge = diagram_of(manager, right);
    REQUIRE(sets_of(manager, left_edge) == left);
    REQUIRE((left_edge == right_edge) == (left == right));

    family both = left;
    both.insert(right.begin(), right.end());
    REQUIRE(manager.unite(left_edge, right_edge) == diagram_of(manager, both));

    family remaining;
    family minimal;
    for (const std::set<variable>& each : left) {
      if (!includes_one_of(each, right, false)) remaining.insert(each);
      if (!includes_one_of(each, left, true)) minimal.insert(each);
    }
    REQUIRE(manager.without(left_edge, right_edge) == diagram_of(manager, remaining));
    REQUIRE(manager.minimal(left_edge) == diagram_of(manager, minimal));
    REQUIRE_FALSE(manager.exhausted());
  }
}

TEST_CASE("zbdd: the node budget ends operations, not the manager") {
  zbdd_manager manager({0, 1, 2, 3}, {.nodes = 6});
  std::vector<edge> singletons;
  for (variable v = 0; v < 4; ++v) singletons.push_back(manager.singleton(v));
  CHECK_FALSE(manager.exhausted());
  CHECK(manager.unite(singletons[0], singletons[1]) == no_family);
  CHECK(manager.exhausted());
  CHECK(manager.without(singletons[0], singletons[1]) == singletons[0]);
  CHECK(manager.compose(0, singletons[1], singletons[2]) == no_family);
  CHECK(manager.node_count() == 6);
}

TEST_CASE("zbdd: every operation on no edge gives no edge") {
  zbdd_manager manager({0});
  const edge x = manager.singleton(0);
  CHECK(manager.unite(x, no_family) == no_family);
  CHECK(manager.unite(no_family, zbdd_manager::empty_edge) == no_family);
  CHECK(manager.without(no_family, x) == no_family);
  CHECK(manager.without(zbdd_manager::empty_edge, no_family) == no_family);
  CHECK(manager.minimal(no_family) == no_family);
  CHECK(manager.compose(0, no_family, zbdd_manager::empty_edge) == no_family);
  CHECK_FALSE(manager.exhausted());
}

TEST_CASE("zbdd: at every budget a result is right or missing") {
  portfit_test::random_numbers random(12);
  std::size_t missing = 0;
  std::size_t right = 0;
  for (int round = 0; round < 60; ++round) {
    const family sets = draw_family(random, 6);
    family minimal;
    for (const std::set<variable>& each : sets) {
      if (!includes_one_of(each, sets, true)) minimal.insert(each);
    }
    zbdd_manager manager({5, 3, 1, 0, 2, 4}, {.nodes = 5 + random.below(40)});
    const edge found = manager.minimal(diagram_of(manager, sets));
    REQUIRE((found == no_family) == (manager.exhausted()));
    if (found == no_family) {
      ++missing;
    } else {
      REQUIRE(sets_of(manager, found) == minimal);
      ++right;
    }
  }
  CHECK(missing > 5);
  CHECK(right > 5);
}
