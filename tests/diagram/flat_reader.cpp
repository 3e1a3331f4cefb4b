#include <portfit/diagram/flat_reader.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/lane_fold.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

using namespace portfit;

TEST_CASE("flat reader: bounds take the worse or the better side of open variables") {
  portfit_test::random_numbers random(5);
  for (int round = 0; round < 80; ++round) {
    const std::size_t variables = 1 + random.below(7);
    const auto made = portfit_test::make_random_formula(random, {.variables = variables, .steps = 12});
    bdd_manager manager(portfit_test::random_order(random, variables));
    const edge root = compile(manager, made.terms, made.root());
    std::vector<char> open;
    std::vector<double> chances;
    for (std::size_t v = 0; v < variables; ++v) {
      open.push_back(random.below(2) == 0 ? 1 : 0);
      chances.push_back(random.unit());
    }
    flat_diagram flat;
    flat_reader reader(manager, flat);
    flat.add_root(reader.read_bound(root, open, false));
    flat.add_root(reader.read_bound(root, open, true));
    flat.add_root(reader.read(root));
    const lane_schedule schedule(flat);
    lane_fold<probability_lanes> fold(schedule, 1);
    fold.run(lane_rows<double>{chances, variables}, 0, 1);
    for (const bool upper : {false, true}) {
      const double expected = portfit::fold(
          manager, root, [](bool holds) { return holds ? 1.0 : 0.0; },
          [&](variable which, double low, double high) {
            if (open[which] != 0) return upper ? (std::max)(low, high) : (std::min)(low, high);
            return (1 - chances[which]) * low + chances[which] * high;
          });
      REQUIRE(fold.value(upper ? 1 : 0)[0] == expected);
    }
    REQUIRE(fold.value(2)[0] == probability_of(manager, root, chances));
    REQUIRE(fold.value(0)[0] <= fold.value(2)[0] + 1e-12);
    REQUIRE(fold.value(1)[0] >= fold.value(2)[0] - 1e-12);
  }
}

TEST_CASE("flat reader: what was read before is found again, also after the manager has grown") {
  bdd_manager manager({0, 1, 2});
  flat_diagram flat;
  flat_reader reader(manager, flat);
  const edge both = manager.conjunction(manager.literal(1), manager.literal(2));
  const flat_position first = reader.read(both);
  const std::size_t nodes = flat.nodes().size();
  CHECK(reader.read(both) == first);
  const flat_position more = reader.read(manager.conjunction(manager.literal(0), both));
  CHECK(flat.nodes().size() == nodes + 1);
  CHECK(flat.node_at(more).high == first);
  CHECK(reader.read(bdd_manager::true_edge) == 1);
}
