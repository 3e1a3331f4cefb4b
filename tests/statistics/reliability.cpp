#include <portfit/statistics/reliability.hpp>

#include "support/forecast_cases.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("bins of equal count, where all forecasts differ") {
  const std::vector<double> chances{0.9, 0.1, 0.5, 0.3, 0.7, 0.2};
  CHECK(portfit::bins_of_equal_count(chances, 3) == std::vector<std::size_t>{2, 0, 1, 1, 2, 0});
  CHECK(portfit::bins_of_equal_count(chances, 1) == std::vector<std::size_t>(6, 0));
  CHECK(portfit::bins_of_equal_count({}, 3).empty());
}

TEST_CASE("equal forecasts share a bin, and bins ascend") {
  for (std::uint64_t seed = 300; seed < 330; ++seed) {
    const auto cases = portfit_test::draw_forecast_cases(seed, 40);
    const std::vector<std::size_t> bins = portfit::bins_of_equal_count(cases.scores, 5);
    for (std::size_t one = 0; one < 40; ++one) {
      CHECK(bins[one] < 5);
      for (std::size_t other = 0; other < 40; ++other) {
        if (cases.scores[one] == cases.scores[other]) CHECK(bins[one] == bins[other]);
        if (cases.scores[one] < cases.scores[other]) CHECK(bins[one] <= bins[other]);
      }
    }
  }
}

TEST_CASE("fixed edges belong to the bin above") {
  CHECK(portfit::bins_between({0.05, 0.1, 0.2, 0.5, 1}, {0.1, 0.5}) == std::vector<std::size_t>{0, 1, 1, 2, 2});
  CHECK(portfit::bins_between({0.3}, {}) == std::vector<std::size_t>{0});
}

TEST_CASE("bins tell their forecasts and what happened") {
  const std::vector<portfit::reliability_bin> bins =
      portfit::reliability_of({true, false, true, true}, {0.4, 0.2, 0.9, 0.8}, {0, 0, 3, 3});
  REQUIRE(bins.size() == 2);
  CHECK(bins[0].forecasts == portfit::bounds<double>{0.2, 0.4});
  CHECK(bins[0].count == 2);
  CHECK(bins[0].yes == 1);
  CHECK(bins[0].mean == doctest::Approx(0.3));
  CHECK(bins[0].share == 0.5);
  CHECK(bins[0].share_95 == portfit::wilson_interval(1, 2));
  CHECK(bins[1].mean == doctest::Approx(0.85));
  CHECK(bins[1].share == 1);
}
