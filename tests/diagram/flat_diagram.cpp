#include <portfit/diagram/flat_diagram.hpp>

#include <doctest/doctest.h>

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/flat_reader.hpp>
#include <portfit/diagram/lane_fold.hpp>

#include <array>
#include <vector>

using namespace portfit;

TEST_CASE("flat diagram: constants, sums, least and greatest, folded") {
  bdd_manager manager({0, 1});
  flat_diagram flat;
  flat_reader reader(manager, flat);
  const flat_position one = reader.read(manager.literal(0));
  const flat_position two = reader.read(manager.literal(1));
  const std::array<flat_summand, 2> parts{{{10, one}, {-4, two}}};
  flat.add_root(0);
  flat.add_root(1);
  flat.add_root(flat.add_to_sum(flat.add_sum(0.5, parts), {2, 1}));
  flat.add_root(flat.add_least(one, two));
  flat.add_root(flat.add_greatest(flat.add_sum(0.25, {}), one));
  flat.add_root(flat.add_greatest(flat.add_sum(3, {}), flat.add_sum(7, {})));
  const lane_schedule schedule(flat);
  const std::vector<double> rows{0.125, 0.75, 0.5, 0.25};
  lane_fold<probability_lanes> fold(schedule, 2);
  fold.run(lane_rows<double>{rows, 2}, 0, 2);
  const std::vector<std::array<double, 2>> expected{{0, 0}, {1, 1}, {0.75, 6.5}, {0.125, 0.25}, {0.25, 0.5}, {7, 7}};
  for (std::size_t root = 0; root < expected.size(); ++root) {
    CHECK(fold.value(root)[0] == expected[root][0]);
    CHECK(fold.value(root)[1] == expected[root][1]);
  }
}

TEST_CASE("flat diagram: what is the same in every lane is known at once") {
  flat_diagram flat;
  const flat_position five = flat.add_sum(5, {});
  const flat_position two = flat.add_sum(2, {});
  CHECK(flat.is_constant(0));
  CHECK(flat.constant(1) == 1);
  CHECK(flat.add_least(five, two) == two);
  CHECK(flat.add_greatest(five, two) == five);
  CHECK(flat.add_least(0, five) == 0);
  CHECK(flat.constant(five) == 5);
  const flat_position decided = flat.add_decision(3, 0, 0, 1);
  CHECK_FALSE(flat.is_constant(decided));
  CHECK_FALSE(flat.is_constant(flat.add_sum(0, std::array{flat_summand{1, decided}})));
  CHECK(flat.add_least(decided, decided) == decided);
  CHECK(flat.variables() == std::vector<variable>{3});
}

TEST_CASE("flat diagram: a linear diagram keeps its positions") {
  bdd_manager manager({2, 0, 1});
  const std::array<edge, 3> literals{manager.literal(0), manager.literal(1), manager.literal(2)};
  const linear_diagram linear = linearize(manager, manager.at_least(2, literals));
  const flat_diagram flat(linear);
  REQUIRE(flat.nodes().size() == linear.nodes.size());
  CHECK(flat.roots().front() == linear.roots.front());
  for (std::size_t i = 0; i < linear.nodes.size(); ++i) {
    CHECK(flat.nodes()[i].kind == flat_kind::decision);
    CHECK(flat.nodes()[i].top == linear.nodes[i].top);
    CHECK(flat.nodes()[i].low == linear.nodes[i].low);
    CHECK(flat.nodes()[i].high == linear.nodes[i].high);
  }
}
