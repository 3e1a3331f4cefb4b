#include <portfit/diagram/probability_bounds.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"
#include "support/rounds.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

using namespace portfit;

TEST_CASE(
    "truncated_solutions: dropped families are the light minimal sets, shortened ones hold wherever the formula does") {
  portfit_test::random_numbers random(62);
  for (std::uint64_t round = 0; round < portfit_test::rounds(120, 4000); ++round) {
    const std::size_t variables = 2 + random.below(6);
    const auto made =
        portfit_test::make_random_formula(random, {.variables = variables, .steps = 12, .monotone = true});
    std::vector<std::uint32_t> weight;
    for (std::size_t v = 0; v < variables; ++v) weight.push_back(1 + static_cast<std::uint32_t>(random.below(3)));
    const auto weigh = [&](const std::vector<variable>& members) {
      std::uint32_t sum = 0;
      for (const variable each : members) sum += weight[each];
      return sum;
    };
    for (std::uint32_t most = 0; most < 8; ++most) {
      std::set<std::vector<variable>> light;
      for (const auto& each : made.table().minimal_sets()) {
        if (weigh(each) <= most) light.insert(each);
      }
      zbdd_manager families(portfit_test::random_order(random, variables));
      const auto list = [&](truncation heavier) {
        truncated_solution_compiler compile(families, made.terms, {weight, most, heavier});
        const auto listed = smallest_sets(families, compile.compile(made.root()), 10'000);
        return std::set<std::vector<variable>>(listed.begin(), listed.end());
      };
      REQUIRE(list(truncation::drop) == light);
      const auto shortened = list(truncation::shorten);
      for (const auto& each : shortened) REQUIRE(weigh(each) <= most);
      const auto above = portfit_test::truth_table::from(variables, [&](std::size_t a) {
        for (const auto& each : shortened) {
          bool holds = true;
          for (const variable which : each) holds = holds && (a >> which & 1U) != 0;
          if (holds) return true;
        }
        return false;
      });
      for (std::size_t a = 0; a < above.size(); ++a) REQUIRE((above[a] || !made.table()[a]));
      if (most == 7 && variables * 3 <= most) REQUIRE(above == made.table());
    }
  }
}

TEST_CASE("probability_bounds: the truth lies within, whatever the limits") {
  portfit_test::random_numbers random(63);
  std::uint64_t open = 0;
  std::uint64_t narrowed = 0;
  const std::uint64_t count = portfit_test::rounds(100, 3000);
  for (std::uint64_t round = 0; round < count; ++round) {
    const std::size_t variables = 3 + random.below(6);
    const auto made = portfit_test::make_random_formula(
        random, {.variables = variables, .steps = 20, .monotone = round % 3 != 0, .constants = false});
    std::vector<double> chances;
    for (std::size_t v = 0; v < variables; ++v) chances.push_back(random.unit() * (round % 2 == 0 ? 0.1 : 1.0));
    const double truth = made.table().probability(chances);
    const modular_formula parts = split_modules(made.terms, made.root(), {.simplify = false, .split = round % 4 == 0});
    for (std::size_t nodes = 2; nodes < 40; nodes += 5) {
      const modular_diagram diagram = compile_modules(parts, {.nodes = nodes});
      const probability_interval ends = bound_probability(parts, diagram, chances, {.nodes = nodes + random.below(60)});
      REQUIRE(ends.low <= truth + 1e-12);
      REQUIRE(ends.high >= truth - 1e-12);
      if (diagram.complete()) REQUIRE(ends.high - ends.low <= 1e-12);
      open += diagram.complete() ? 0 : 1;
      narrowed += !diagram.complete() && ends.high - ends.low < 0.9 ? 1 : 0;
    }
  }
  CHECK(open > count / 2);
  CHECK(narrowed > count / 5);
}

TEST_CASE("probability_bounds: closer looks keep the truth within") {
  // Large limits for the closer looks, none of the whole compiled.
  portfit_test::random_numbers random(64);
  for (std::uint64_t round = 0; round < portfit_test::rounds(40, 1000); ++round) {
    const std::size_t variables = 5 + random.below(5);
    const auto made = portfit_test::make_random_formula(
        random, {.variables = variables, .steps = 24, .monotone = true, .constants = false});
    std::vector<double> chances;
    for (std::size_t v = 0; v < variables; ++v) chances.push_back(random.unit() * 0.3);
    const modular_formula parts = split_modules(made.terms, made.root());
    modular_diagram diagram = compile_modules(parts);
    diagram.modules.back().complete = false;
    const probability_interval ends = bound_probability(parts, diagram, chances);
    const double truth = made.table().probability(chances);
    REQUIRE(ends.low == doctest::Approx(truth).epsilon(1e-8));
    REQUIRE(ends.high == doctest::Approx(truth).epsilon(1e-8));
  }
}
