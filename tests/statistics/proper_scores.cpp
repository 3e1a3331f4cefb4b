#include <portfit/statistics/proper_scores.hpp>

#include "support/forecast_cases.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("losses of hand-made forecasts") {
  const portfit::forecast_scores found = portfit::score_forecasts({true, false, true}, {0.8, 0.4, 0.5});
  CHECK(found.brier == doctest::Approx((0.04 + 0.16 + 0.25) / 3));
  CHECK(found.log_loss == doctest::Approx(-(std::log(0.8) + std::log(0.6) + std::log(0.5)) / 3));
  CHECK(found.certain_and_wrong == 0);
}

TEST_CASE("a certain forecast costs nothing if right and everything if wrong") {
  const portfit::forecast_scores right = portfit::score_forecasts({true, false}, {1, 0});
  CHECK(right.brier == 0);
  CHECK(right.log_loss == 0);
  CHECK_FALSE(std::signbit(right.log_loss));
  const portfit::forecast_scores wrong = portfit::score_forecasts({true, false, true}, {0, 1, 0.5});
  CHECK(std::isinf(wrong.log_loss));
  CHECK(wrong.certain_and_wrong == 2);
  CHECK(wrong.brier == doctest::Approx(2.25 / 3));
}

TEST_CASE("both losses are proper: on average the truth does best") {
  for (const double truth : {0.1, 0.35, 0.5, 0.9}) {
    const auto expected = [truth](double said, auto loss) {
      return truth * (portfit::score_forecasts({true}, {said}).*loss) +
             (1 - truth) * (portfit::score_forecasts({false}, {said}).*loss);
    };
    for (const double said : {0.05, 0.2, 0.45, 0.7, 0.95}) {
      CHECK(expected(truth, &portfit::forecast_scores::brier) < expected(said, &portfit::forecast_scores::brier));
      CHECK(expected(truth, &portfit::forecast_scores::log_loss) < expected(said, &portfit::forecast_scores::log_loss));
    }
  }
}

TEST_CASE("skill is the share of a loss that is saved") {
  CHECK(portfit::skill_over(0.1, 0.2) == doctest::Approx(0.5));
  CHECK(portfit::skill_over(0.3, 0.2) == doctest::Approx(-0.5));
  CHECK_FALSE(portfit::skill_over(0.1, 0));
  CHECK_FALSE(portfit::skill_over(INFINITY, 0.2));
  CHECK_FALSE(portfit::skill_over(0.1, INFINITY));
}

TEST_CASE("the parts of a Brier score sum to it; one value per bin leaves nothing within") {
  for (std::uint64_t seed = 400; seed < 430; ++seed) {
    const auto cases = portfit_test::draw_forecast_cases(seed, 50);
    const double brier = portfit::score_forecasts(cases.happened, cases.scores).brier;
    const auto bins =
        portfit::reliability_of(cases.happened, cases.scores, portfit::bins_of_equal_count(cases.scores, 4));
    const portfit::brier_parts parts = portfit::decompose_brier(cases.happened, cases.scores, bins);
    CHECK(parts.reliability - parts.resolution + parts.uncertainty + parts.within == doctest::Approx(brier));
    CHECK(parts.reliability >= 0);
    CHECK(parts.resolution >= 0);
    CHECK(parts.resolution <= parts.uncertainty + 1e-12);
    // Each forecast a bin of its own: places of the grid on which the scores lie.
    std::vector<std::size_t> own;
    for (const double score : cases.scores) own.push_back(static_cast<std::size_t>(score * 1e6));
    const portfit::brier_parts fine = portfit::decompose_brier(
        cases.happened, cases.scores, portfit::reliability_of(cases.happened, cases.scores, own));
    CHECK(std::fabs(fine.within) < 1e-12);
  }
}
