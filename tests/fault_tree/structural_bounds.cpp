#include "fault_tree/structural_bounds.hpp"

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <cstddef>
#include <vector>

TEST_CASE("structural_bounds: hold the probability of random formulas, against adding up all cases") {
  portfit_test::random_numbers random(3);
  double narrowest = 1;
  for (int round = 0; round < 300; ++round) {
    const std::size_t variables = 1 + random.below(7);
    const auto made =
        portfit_test::make_random_formula(random, {.variables = variables, .steps = 12, .monotone = round % 2 == 0});
    std::vector<double> chances;
    for (std::size_t i = 0; i < variables; ++i) chances.push_back(static_cast<double>(random.below(11)) / 10);
    double exact = 0;
    for (std::size_t mask = 0; mask < (std::size_t{1} << variables); ++mask) {
      std::vector<bool> values;
      double weight = 1;
      for (std::size_t i = 0; i < variables; ++i) {
        values.push_back(((mask >> i) & 1U) != 0);
        weight *= values.back() ? chances[i] : 1 - chances[i];
      }
      if (made.terms.evaluate(made.root(), values)) exact += weight;
    }
    const auto bounds = portfit_benchmark::structural_bounds(made.terms, made.root(), chances);
    REQUIRE(bounds.low <= exact + 1e-12);
    REQUIRE(exact <= bounds.high + 1e-12);
    if (made.terms.children(made.root()).size() > 1) narrowest = (std::min)(narrowest, bounds.high - bounds.low);
  }
  CHECK(narrowest < 0.2);  // they say something
}

TEST_CASE("structural_bounds: of independent operands by product") {
  portfit::formula terms;
  const portfit::term a = terms.literal(terms.add_variable("a"));
  const portfit::term b = terms.literal(terms.add_variable("b"));
  const std::vector<double> chances{0.5, 0.25};
  const auto both = portfit_benchmark::structural_bounds(terms, terms.conjunction(a, b), chances);
  CHECK(both.low == doctest::Approx(0.125));
  CHECK(both.high == doctest::Approx(0.25));
  const auto either = portfit_benchmark::structural_bounds(terms, terms.disjunction(a, b), chances);
  CHECK(either.low == doctest::Approx(0.5));
  CHECK(either.high == doctest::Approx(0.625));
}
