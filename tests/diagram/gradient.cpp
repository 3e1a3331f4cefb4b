#include <portfit/diagram/gradient.hpp>

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/fold.hpp>

#include "support/near.hpp"
#include "support/random_formula.hpp"
#include "support/truth_table.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace portfit;

namespace {

/// The chance that the walk from the root of a diagram comes by a node, by walking down once per assignment.
double reach_of(const linear_diagram& diagram, std::size_t node, const std::vector<double>& chances) {
  double sum = 0;
  for (std::size_t assignment = 0; assignment < std::size_t{1} << chances.size(); ++assignment) {
    double chance = 1;
    for (std::size_t v = 0; v < chances.size(); ++v)
      chance *= (assignment >> v & 1U) != 0 ? chances[v] : 1 - chances[v];
    std::size_t at = diagram.roots.front();
    while (at > 1 && at != node + 2) {
      const linear_node& here = diagram.nodes[at - 2];
      at = (assignment >> here.top & 1U) != 0 ? here.high : here.low;
    }
    if (at == node + 2) sum += chance;
  }
  return sum;
}

}  // namespace

TEST_CASE("gradient of constants and of one literal") {
  bdd_manager manager({0, 1});
  const std::vector<double> chances{0.25, 0.5};
  const probability_gradient never = gradient_of(manager, bdd_manager::false_edge, chances);
  CHECK(never.value == 0);
  CHECK(never.slope == std::vector<double>{0, 0});
  CHECK(never.reach.empty());
  CHECK(gradient_of(manager, bdd_manager::true_edge, chances).value == 1);
  const probability_gradient one = gradient_of(manager, manager.literal(0), chances);
  CHECK(one.value == 0.25);
  CHECK(one.slope == std::vector<double>{1, 0});
  CHECK(one.reach == std::vector<double>{1});
  CHECK(gradient_of(manager, manager.negate(manager.literal(1)), chances).slope == std::vector<double>{0, -1});
}

TEST_CASE("gradient: two of three, by hand") {
  bdd_manager manager({0, 1, 2});
  const std::vector<edge> literals{manager.literal(0), manager.literal(1), manager.literal(2)};
  const std::vector<double> chances{0.9, 0.8, 0.5};
  const probability_gradient found = gradient_of(manager, manager.at_least(2, literals), chances);
  CHECK(portfit_test::near(found.value, 0.85));     // .72 + .5 (.9 + .8 - 2 x .72)
  CHECK(portfit_test::near(found.slope[0], 0.5));   // one of the others: .8 + .5 - 2 x .4
  CHECK(portfit_test::near(found.slope[1], 0.5));   // .9 + .5 - 2 x .45
  CHECK(portfit_test::near(found.slope[2], 0.26));  // .9 + .8 - 2 x .72
}

TEST_CASE(
    "gradient: of random functions, each slope is the value with the variable true less that with it false, also where "
    "chances are 0 and 1; each reach is the chance to walk by") {
  portfit_test::random_numbers random(7);
  portfit_test::random_formula_options options;
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    portfit_test::random_formula made = portfit_test::make_random_formula(random, options);
    bdd_manager manager(portfit_test::random_order(random, options.variables));
    const edge root = compile(manager, made.terms, made.root());
    std::vector<double> chances;
    for (std::size_t v = 0; v < options.variables; ++v) {
      const std::size_t kind = random.below(6);
      chances.push_back(kind == 0 ? 0.0 : kind == 1 ? 1.0 : random.unit());
    }
    const linear_diagram diagram = linearize(manager, root);
    const probability_gradient found = gradient_of(diagram, chances);
    CHECK(portfit_test::near(found.value, made.table().probability(chances)));
    CHECK(found.value == probability_of(diagram, chances));
    for (std::size_t v = 0; v < options.variables; ++v) {
      const auto which = static_cast<variable>(v);
      const double with = made.table().restricted(which, true).probability(chances);
      const double without = made.table().restricted(which, false).probability(chances);
      CHECK(portfit_test::near(found.slope[v], with - without));
      std::vector<double> moved = chances;  // a difference of any size is exact: the value is linear in each chance
      moved[v] = chances[v] < 0.5 ? chances[v] + 0.25 : chances[v] - 0.25;
      const double change = made.table().probability(moved) - made.table().probability(chances);
      CHECK(portfit_test::near(found.slope[v] * (moved[v] - chances[v]), change));
    }
    for (std::size_t node = 0; node < diagram.nodes.size(); ++node)
      CHECK(portfit_test::near(found.reach[node], reach_of(diagram, node, chances)));
  }
}
