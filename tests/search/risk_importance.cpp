#include <portfit/search/risk_importance.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"
#include "support/rounds.hpp"

#include <portfit/diagram/modular.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace portfit;

TEST_CASE("risk_importance: all measures of all events against asking again, negations included") {
  portfit_test::random_numbers random(19);
  std::uint64_t negative = 0;
  const std::uint64_t count = portfit_test::rounds(100, 3000);
  for (std::uint64_t round = 0; round < count; ++round) {
    const std::size_t variables = 2 + random.below(5);
    const auto made = portfit_test::make_random_formula(random, {.variables = variables, .steps = 10});
    std::vector<double> chances;
    for (std::size_t v = 0; v < variables; ++v) chances.push_back(0.05 + 0.9 * random.unit());
    const probability_gradient gradient = gradient_of(compile_modules(split_modules(made.terms, made.root())), chances);
    for (variable v = 0; v < variables; ++v) {
      const risk_importance found = risk_importance_of(gradient.value, chances[v], gradient.slope[v]);
      const double risk = made.table().probability(chances);
      const double certain = made.table().restricted(v, true).probability(chances);
      const double impossible = made.table().restricted(v, false).probability(chances);
      REQUIRE(found.birnbaum() == doctest::Approx(certain - impossible).epsilon(1e-9));
      negative += found.birnbaum() < 0 ? 1 : 0;
      if (risk == 0) continue;
      REQUIRE(*found.criticality() == doctest::Approx((certain - impossible) * chances[v] / risk).epsilon(1e-9));
      REQUIRE(*found.fussell_vesely() == doctest::Approx(1 - impossible / risk).epsilon(1e-9));
      REQUIRE(*found.risk_achievement() == doctest::Approx(certain / risk).epsilon(1e-9));
      if (impossible == 0) {
        REQUIRE(std::isinf(*found.risk_reduction()));
      } else {
        REQUIRE(*found.risk_reduction() == doctest::Approx(risk / impossible).epsilon(1e-9));
      }
    }
  }
  CHECK(negative > count / 5);
}

TEST_CASE("risk_importance: a risk far below the rounding of one") {
  const risk_importance found = risk_importance_of(1e-18, 1e-6, 1e-12);
  CHECK(*found.risk_achievement() == doctest::Approx(1e6));
  CHECK(std::isinf(*found.risk_reduction()));
  CHECK(*found.fussell_vesely() == 1);
  CHECK(!risk_importance_of(0, 0.5, 0).risk_achievement());
}
