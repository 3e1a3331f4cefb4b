#include <portfit/search/lane_ends.hpp>

#include "support/random_formula.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/lane_fold.hpp>
#include <portfit/search/expectation_ends.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

using namespace portfit;

namespace {

/// Functions of one formula, what is settled first, and the weights of some lanes.
struct ends_sample {
  portfit_test::random_formula made;
  std::size_t variables;
  bdd_manager manager;
  std::vector<edge> functions;
  std::vector<std::size_t> built;  // by function: which of the formula's terms it is
  std::vector<char> settled;
  std::vector<double> rows;
};

ends_sample draw_ends_sample(portfit_test::random_numbers& random, std::size_t lanes) {
  const std::size_t variables = 3 + random.below(5);
  auto made = portfit_test::make_random_formula(random, {.variables = variables, .steps = 14});
  ends_sample drawn{made, variables, bdd_manager(portfit_test::random_order(random, variables)), {}, {}, {}, {}};
  for (int i = 0; i < 3; ++i) {
    drawn.built.push_back(i == 0 ? made.built.size() - 1 : random.below(made.built.size()));
    drawn.functions.push_back(compile(drawn.manager, made.terms, made.built[drawn.built.back()]));
  }
  for (std::size_t v = 0; v < variables; ++v) drawn.settled.push_back(random.below(2) == 0 ? 1 : 0);
  for (std::size_t i = 0; i < lanes * variables; ++i) drawn.rows.push_back(random.unit());
  return drawn;
}

/// The least and the greatest mean over all values of the settled variables, by truth table.
std::array<double, 2> ends_by_table(const ends_sample& drawn, std::size_t function, std::span<const double> row) {
  const portfit_test::truth_table& table = drawn.made.expected[drawn.built[function]];
  std::array<double, 2> found{2, -1};
  for (std::size_t choice = 0; choice < std::size_t{1} << drawn.variables; ++choice) {
    std::vector<double> weights(row.begin(), row.end());
    for (std::size_t v = 0; v < drawn.variables; ++v)
      if (drawn.settled[v]) weights[v] = (choice >> v & 1U) != 0 ? 1 : 0;
    const double mean = table.probability(weights);
    found = {(std::min)(found[0], mean), (std::max)(found[1], mean)};
  }
  return found;
}

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

}  // namespace

TEST_CASE("lane ends: each lane has the bits of a single expectation, and the ends of enumeration") {
  portfit_test::random_numbers random(20);
  constexpr std::size_t lanes = 5;
  for (int round = 0; round < 120; ++round) {
    ends_sample drawn = draw_ends_sample(random, lanes);
    const std::size_t steps = round % 3 == 0 ? random.below(3) : 4096;
    const std::vector<weighted_edge> sum{
        {drawn.functions[0], 3.5}, {drawn.functions[1], -2}, {drawn.functions[2], 0.3}};
    flat_diagram flat;
    flat_reader reader(drawn.manager, flat);
    lane_ends ends(drawn.manager, drawn.settled, lane_numbers(flat, reader), steps);
    for (const edge each : drawn.functions) {
      flat.add_root(ends.low(each));
      flat.add_root(ends.high(each));
    }
    flat.add_root(ends.low(sum));
    flat.add_root(ends.high(sum));
    const lane_schedule schedule(flat);
    lane_fold<probability_lanes> fold(schedule);
    fold.run(lane_rows<double>{drawn.rows, drawn.variables}, 0, lanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const auto at = drawn.rows.begin() + static_cast<std::ptrdiff_t>(lane * drawn.variables);
      const std::vector<double> row(at, at + static_cast<std::ptrdiff_t>(drawn.variables));
      settled_expectation single(drawn.manager, drawn.settled, row, steps);
      for (std::size_t function = 0; function < 3; ++function) {
        const double low = fold.value(2 * function)[lane];
        const double high = fold.value(2 * function + 1)[lane];
        REQUIRE(same_bits(low, single.low(drawn.functions[function])));
        REQUIRE(same_bits(high, single.high(drawn.functions[function])));
        const std::array<double, 2> true_ends = ends_by_table(drawn, function, row);
        REQUIRE(low <= true_ends[0] + 1e-12);
        REQUIRE(high >= true_ends[1] - 1e-12);
        if (steps > 100) REQUIRE(low == doctest::Approx(true_ends[0]).epsilon(1e-12));
        if (steps > 100) REQUIRE(high == doctest::Approx(true_ends[1]).epsilon(1e-12));
      }
      REQUIRE(same_bits(fold.value(6)[lane], single.low(sum)));
      REQUIRE(same_bits(fold.value(7)[lane], single.high(sum)));
      REQUIRE(ends.exact() == single.exact());
    }
  }
}

TEST_CASE("lane ends: what no weight moves is a constant, and needs no node that is folded") {
  bdd_manager manager({0, 1});
  const edge both = manager.conjunction(manager.literal(0), manager.literal(1));
  const std::vector<char> settled{1, 1};
  flat_diagram flat;
  flat_reader reader(manager, flat);
  lane_ends ends(manager, settled, lane_numbers(flat, reader));
  const flat_position dear = ends.high(std::vector<weighted_edge>{{both, 20}, {manager.negate(both), 5}});
  CHECK(flat.is_constant(dear));
  CHECK(flat.constant(dear) == 20);
  CHECK(flat.is_constant(ends.low(both)));
  CHECK(flat.variables().empty());
  CHECK(ends.exact());
}
