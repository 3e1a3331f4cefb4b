#include <portfit/diagram/linear.hpp>

#include <doctest/doctest.h>

#include <portfit/diagram/bdd.hpp>

#include <array>
#include <cstdint>
#include <vector>

using namespace portfit;

TEST_CASE("linear: constants need no nodes") {
  const bdd_manager manager({5, 6});
  const std::array<edge, 2> roots{bdd_manager::true_edge, bdd_manager::false_edge};
  const linear_diagram diagram = linearize(manager, roots);
  CHECK(diagram.nodes.empty());
  CHECK(diagram.roots == std::vector<std::uint32_t>{1, 0});
  CHECK(diagram.order == std::vector<variable>{5, 6});
}

TEST_CASE("linear: children stand before parents and mean the same") {
  bdd_manager manager({2, 0, 1});
  std::array<edge, 3> literals{manager.literal(0), manager.literal(1), manager.literal(2)};
  const edge majority = manager.at_least(2, literals);
  const edge all = manager.at_least(3, literals);
  const std::array<edge, 3> roots{majority, all, majority};
  const linear_diagram diagram = linearize(manager, roots);
  CHECK(diagram.nodes.size() == 5);  // four nodes of the majority, one more for all: they share the bottom two
  CHECK(diagram.roots[0] == diagram.roots[2]);
  for (std::size_t i = 0; i < diagram.nodes.size(); ++i) {
    CHECK(diagram.nodes[i].low < i + 2);
    CHECK(diagram.nodes[i].high < i + 2);
    CHECK(diagram.order[diagram.nodes[i].level] == diagram.nodes[i].top);
  }
  for (std::size_t assignment = 0; assignment < 8; ++assignment) {
    std::size_t held = 0;
    for (std::size_t v = 0; v < 3; ++v) held += assignment >> v & 1U;
    const auto walk = [&](std::uint32_t position) {
      while (position > 1) {
        const linear_node& node = diagram.nodes[position - 2];
        position = (assignment >> node.top & 1U) != 0 ? node.high : node.low;
      }
      return position;
    };
    CHECK(walk(diagram.roots[0]) == (held >= 2 ? 1 : 0));
    CHECK(walk(diagram.roots[1]) == (held == 3 ? 1 : 0));
  }
}

TEST_CASE("linear: a node with many parents is listed once") {
  std::vector<variable> order;
  for (variable v = 0; v < 100; ++v) order.push_back(v);
  bdd_manager manager(order);
  std::vector<edge> literals;
  for (const variable v : order) literals.push_back(manager.literal(v));
  CHECK(linearize(manager, manager.at_least(50, literals)).nodes.size() == 50 * 51);
}
