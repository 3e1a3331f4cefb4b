#include <portfit/diagram/lane_schedule.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/flat_reader.hpp>
#include <portfit/diagram/linear.hpp>

#include <cstddef>
#include <vector>

using namespace portfit;

TEST_CASE("lane schedule: a long diagram that is narrow needs few slots, and nodes no root needs none") {
  std::vector<variable> order;
  for (variable v = 0; v < 300; ++v) order.push_back(v);
  bdd_manager manager(order);
  std::vector<edge> literals;
  for (const variable v : order) literals.push_back(manager.literal(v));
  const edge some = manager.at_least(3, literals);
  flat_diagram flat(linearize(manager, some));
  const lane_schedule schedule(flat);
  CHECK(flat.nodes().size() > 800);
  CHECK(schedule.slot_count() <= 10);
  flat.add_least(2, 3);
  CHECK(lane_schedule(flat).steps().size() == schedule.steps().size());
}

TEST_CASE("lane schedule: a step reads what is there still, writes elsewhere, and one variable comes in one run") {
  portfit_test::random_numbers random(8);
  for (int round = 0; round < 60; ++round) {
    const std::size_t variables = 1 + random.below(8);
    const auto made = portfit_test::make_random_formula(random, {.variables = variables, .steps = 14});
    bdd_manager manager(portfit_test::random_order(random, variables));
    flat_diagram flat;
    flat_reader reader(manager, flat);
    for (int i = 0; i < 3; ++i)
      flat.add_root(reader.read(compile(manager, made.terms, made.built[random.below(made.built.size())])));
    const lane_schedule schedule(flat);
    std::vector<char> written(schedule.slot_count(), 0);
    written[0] = written[1] = 1;
    std::vector<char> met(variables, 0);
    std::size_t steps = 0;
    for (const lane_run& run : schedule.runs()) {
      REQUIRE(met[run.which] == 0);
      met[run.which] = 1;
      REQUIRE(run.first == steps);
      for (; steps < run.last; ++steps) {
        const lane_step& each = schedule.steps()[steps];
        REQUIRE(written[each.low] != 0);
        REQUIRE(written[each.high] != 0);
        REQUIRE(each.result > 1);
        REQUIRE(each.result != each.low);
        REQUIRE(each.result != each.high);
        written[each.result] = 1;
      }
    }
    REQUIRE(steps == schedule.steps().size());
    REQUIRE(steps <= flat.nodes().size());
  }
}
