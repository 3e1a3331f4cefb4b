#include <portfit/diagram/fold.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <portfit/diagram/compile.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using namespace portfit;

namespace {

struct sample {
  portfit_test::random_formula made;
  bdd_manager manager;
  edge root;
  std::vector<double> chances;
  std::vector<double> costs;
};

sample draw_sample(portfit_test::random_numbers& random, std::size_t variables) {
  sample drawn{portfit_test::make_random_formula(random, {.variables = variables, .steps = 14}),
               bdd_manager(portfit_test::random_order(random, variables)),
               0,
               {},
               {}};
  drawn.root = compile(drawn.manager, drawn.made.terms, drawn.made.root());
  for (std::size_t v = 0; v < variables; ++v) {
    drawn.chances.push_back(random.below(8) == 0 ? static_cast<double>(random.below(2)) : random.unit());
    drawn.costs.push_back(static_cast<double>(random.below(100)));
  }
  return drawn;
}

}  // namespace

TEST_CASE("fold: probability, count, cost and feasibility equal sums over all assignments") {
  portfit_test::random_numbers random(2017);
  for (int round = 0; round < 150; ++round) {
    const sample drawn = draw_sample(random, round % 25 == 0 ? 12 : 1 + random.below(7));
    const auto& table = drawn.made.table();
    const double expected = table.probability(drawn.chances);
    REQUIRE(probability_of(drawn.manager, drawn.root, drawn.chances) == doctest::Approx(expected).epsilon(1e-12));
    const auto chance = [&](variable v, bool holds) { return holds ? drawn.chances[v] : 1 - drawn.chances[v]; };
    REQUIRE(semiring_fold<probability_semiring>(drawn.manager, drawn.root, chance) ==
            doctest::Approx(expected).epsilon(1e-12));
    REQUIRE(model_count(drawn.manager, drawn.root) == table.count());
    const auto cost = [&](variable v, bool holds) { return holds ? drawn.costs[v] : 0.0; };
    REQUIRE(semiring_fold<cost_semiring>(drawn.manager, drawn.root, cost) == table.least_cost(drawn.costs));
    const auto possible = [](variable, bool) { return true; };
    REQUIRE(semiring_fold<feasibility_semiring>(drawn.manager, drawn.root, possible) == (table.count() > 0));
  }
}

TEST_CASE("fold: feasibility with some literals ruled out is a restriction") {
  portfit_test::random_numbers random(8);
  for (int round = 0; round < 60; ++round) {
    const sample drawn = draw_sample(random, 5);
    auto table = drawn.made.table();
    const auto fixed = static_cast<variable>(random.below(5));
    const bool value = random.below(2) == 0;
    const auto allowed = [&](variable v, bool holds) { return v != fixed || holds == value; };
    REQUIRE(semiring_fold<feasibility_semiring>(drawn.manager, drawn.root, allowed) ==
            (table.restricted(fixed, value).count() > 0));
  }
}

TEST_CASE("fold: constants") {
  const bdd_manager manager({4, 7, 9});
  const std::vector<double> chances(10, 0.25);
  CHECK(probability_of(manager, bdd_manager::true_edge, chances) == 1.0);
  CHECK(probability_of(manager, bdd_manager::false_edge, chances) == 0.0);
  CHECK(model_count(manager, bdd_manager::true_edge) == 8);
  CHECK(model_count(manager, bdd_manager::false_edge) == 0);
  const auto cost = [](variable v, bool holds) { return holds ? static_cast<double>(v) : 1.0; };
  CHECK(semiring_fold<cost_semiring>(manager, bdd_manager::true_edge, cost) == 3.0);
  CHECK(semiring_fold<cost_semiring>(manager, bdd_manager::false_edge, cost) ==
        std::numeric_limits<double>::infinity());
  const bdd_manager none({});
  CHECK(model_count(none, bdd_manager::true_edge) == 1);
  CHECK(model_count(none, bdd_manager::false_edge) == 0);
}

TEST_CASE("fold: skipped levels count, above, between and below") {
  bdd_manager manager({0, 1, 2, 3, 4, 5, 6, 7, 8});
  const edge two = manager.conjunction(manager.literal(2), manager.literal(6));
  CHECK(model_count(manager, two) == 128);
  CHECK(model_count(manager, manager.literal(8)) == 256);
  CHECK(model_count(manager, manager.literal(0)) == 256);
  const auto cost = [](variable v, bool holds) { return holds ? static_cast<double>(1U << v) : 1024.0; };
  CHECK(semiring_fold<cost_semiring>(manager, two, cost) == 511.0);
}

TEST_CASE("fold: a count too large is many, not a wrong number") {
  std::vector<variable> order;
  for (variable v = 0; v < 70; ++v) order.push_back(v);
  bdd_manager manager(order);
  CHECK(model_count(manager, bdd_manager::true_edge) == count_semiring::many);
  CHECK(model_count(manager, manager.literal(3)) == count_semiring::many);
  edge all = bdd_manager::true_edge;
  for (variable v = 0; v < 7; ++v) all = manager.conjunction(all, manager.literal(v));
  CHECK(model_count(manager, all) == std::uint64_t{1} << 63U);
}

TEST_CASE("fold: any value will do, and each node is valued once") {
  bdd_manager manager({0, 1, 2});
  const std::array<edge, 3> literals{manager.literal(0), manager.literal(1), manager.literal(2)};
  const edge majority = manager.at_least(2, literals);
  int calls = 0;
  const std::string text = fold(
      manager, majority, [](bool holds) { return std::string(holds ? "1" : "0"); },
      [&](variable v, const std::string& low, const std::string& high) {
        ++calls;
        return std::to_string(v) + "(" + low + "," + high + ")";
      });
  CHECK(text == "0(1(0,2(0,1)),1(2(0,1),1))");
  CHECK(calls == 4);
  const bool possible = fold(
      manager, majority, [](bool holds) { return holds; }, [](variable, bool low, bool high) { return low || high; });
  CHECK(possible);
}

TEST_CASE("fold: a linear diagram folds all its roots at once") {
  bdd_manager manager({0, 1});
  const edge both = manager.conjunction(manager.literal(0), manager.literal(1));
  const std::array<edge, 3> roots{both, manager.negate(both), bdd_manager::true_edge};
  const std::vector<double> values = fold(
      linearize(manager, roots), [](bool holds) { return holds ? 1.0 : 0.0; },
      [](variable, double low, double high) { return 0.5 * low + 0.5 * high; });
  CHECK(values == std::vector<double>{0.25, 0.75, 1.0});
}

TEST_CASE("fold: more likely variables make a monotone function more likely") {
  portfit_test::random_numbers random(3);
  for (int round = 0; round < 60; ++round) {
    const auto made = portfit_test::make_random_formula(random, {.variables = 6, .steps = 12, .monotone = true});
    bdd_manager manager(portfit_test::random_order(random, 6));
    const edge root = compile(manager, made.terms, made.root());
    std::vector<double> chances;
    for (int v = 0; v < 6; ++v) chances.push_back(random.unit());
    const double before = probability_of(manager, root, chances);
    double& raised = chances[random.below(6)];
    raised += (1 - raised) * random.unit();
    REQUIRE(probability_of(manager, root, chances) >= before - 1e-12);
  }
}
