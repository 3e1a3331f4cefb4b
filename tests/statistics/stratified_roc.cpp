#include <portfit/statistics/stratified_roc.hpp>

#include "support/forecast_cases.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("the area within strata is the share of pairs of one stratum that are in order") {
  for (std::uint64_t seed = 100; seed < 130; ++seed) {
    const auto cases = portfit_test::draw_forecast_cases(seed, 60);
    CAPTURE(seed);
    double right = 0;
    double others = 0;
    double pairs = 0;
    for (std::size_t one = 0; one < 60; ++one)
      for (std::size_t other = 0; other < 60; ++other) {
        if (!cases.happened[one] || cases.happened[other] || cases.strata[one] != cases.strata[other]) continue;
        const auto order = [&](const std::vector<double>& of) {
          return of[one] > of[other] ? 1 : of[one] < of[other] ? 0 : 0.5;
        };
        right += order(cases.scores);
        others += order(cases.others);
        pairs += 1;
      }
    const auto found = portfit::area_within(cases.happened, cases.scores, cases.strata);
    const auto apart = portfit::compare_areas_within(cases.happened, cases.scores, cases.others, cases.strata);
    REQUIRE(found);
    REQUIRE(apart);
    CHECK(found->area == doctest::Approx(right / pairs).epsilon(1e-12));
    CHECK(apart->difference == doctest::Approx((right - others) / pairs));
    CHECK(found->variance.has_value() == apart->variance.has_value());
  }
}

TEST_CASE("variances of strata combine by the squares of their weights") {
  const std::vector<bool> happened{true, true, false, false, true, true, true, false, false};
  const std::vector<double> scores{3, 1, 2, 0, 5, 4, 2, 3, 1};
  const std::vector<std::size_t> strata{7, 7, 7, 7, 2, 2, 2, 2, 2};
  const auto found = portfit::area_within(happened, scores, strata);
  REQUIRE(found);
  REQUIRE(found->strata.size() == 2);
  CHECK(found->strata[0].stratum == 2);
  const portfit::roc_area& six = found->strata[0].within;   // six pairs
  const portfit::roc_area& four = found->strata[1].within;  // four
  CHECK(found->area == doctest::Approx(0.6 * six.area + 0.4 * four.area));
  REQUIRE(found->variance);
  CHECK(*found->variance == doctest::Approx(0.36 * *six.variance + 0.16 * *four.variance));
  CHECK(found->mean == doctest::Approx((six.area + four.area) / 2));
  REQUIRE(found->spread);
  CHECK(*found->spread == doctest::Approx(std::fabs(six.area - four.area) / std::sqrt(2.0)));
  const auto apart = portfit::compare_areas_within(happened, scores, std::vector<double>(9, 1), strata);
  REQUIRE(apart);
  CHECK(apart->difference == doctest::Approx(found->area - 0.5));
  CHECK(*apart->variance == doctest::Approx(*found->variance));
}

TEST_CASE("clusters count within strata, for an area and for a difference") {
  const auto cases = portfit_test::draw_forecast_cases(140, 60);
  std::vector<std::size_t> clusters;
  for (std::size_t each = 0; each < 60; ++each) clusters.push_back(10 * cases.strata[each] + each % 6);
  const std::vector<double> level(60, 1);
  const auto found = portfit::area_within(cases.happened, cases.scores, cases.strata, clusters);
  const auto apart = portfit::compare_areas_within(cases.happened, cases.scores, level, cases.strata, clusters);
  REQUIRE(found);
  REQUIRE(found->variance);
  double pairs = 0;
  double expected = 0;
  for (const portfit::stratum_area& each : found->strata) {
    const auto weight = static_cast<double>(each.within.positives * each.within.negatives);
    pairs += weight;
    expected += weight * weight * *each.within.variance;
  }
  CHECK(*found->variance == doctest::Approx(expected / pairs / pairs));
  CHECK(*apart->variance == doctest::Approx(*found->variance));
  CHECK(*found->variance !=
        doctest::Approx(*portfit::area_within(cases.happened, cases.scores, cases.strata)->variance));
}

TEST_CASE("strata of one kind are left out and named; one case of a kind leaves no variance") {
  const auto found = portfit::area_within({true, false, true, true, false}, {2, 1, 5, 6, 9}, {0, 0, 1, 1, 3});
  REQUIRE(found);
  CHECK(found->area == 1);
  CHECK(found->left_out == std::vector<std::size_t>{1, 3});
  CHECK_FALSE(found->variance);
  CHECK_FALSE(found->spread);
  CHECK_FALSE(portfit::area_within({true, false}, {2, 1}, {0, 1}));
  CHECK_FALSE(portfit::compare_areas_within({true, false}, {2, 1}, {1, 1}, {0, 1}));
}
