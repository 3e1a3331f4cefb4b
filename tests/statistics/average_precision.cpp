#include <portfit/statistics/average_precision.hpp>

#include "support/forecast_cases.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include <doctest/doctest.h>

namespace {

/// Average precision by taking every score as a threshold in turn.
double precision_by_thresholds(const std::vector<bool>& happened, const std::vector<double>& scores) {
  const std::set<double, std::greater<>> thresholds(scores.begin(), scores.end());
  double all = 0;
  for (const bool yes : happened) all += yes ? 1 : 0;
  double sum = 0;
  double recall = 0;
  for (const double threshold : thresholds) {
    double above = 0;
    double found = 0;
    for (std::size_t each = 0; each < scores.size(); ++each) {
      if (scores[each] < threshold) continue;
      above += 1;
      found += happened[each] ? 1 : 0;
    }
    sum += (found / all - recall) * (found / above);
    recall = found / all;
  }
  return sum;
}

}  // namespace

TEST_CASE("average precision is that of its definition by thresholds") {
  for (std::uint64_t seed = 200; seed < 240; ++seed) {
    const auto cases = portfit_test::draw_forecast_cases(seed, 1 + seed - 200);
    const auto found = portfit::average_precision(cases.happened, cases.scores);
    bool any = false;
    for (const bool yes : cases.happened) any = any || yes;
    REQUIRE(found.has_value() == any);
    if (found) CHECK(found->average == doctest::Approx(precision_by_thresholds(cases.happened, cases.scores)));
  }
}

TEST_CASE("of equal scores alone average precision is the base rate; a perfect list has 1") {
  const auto level = portfit::average_precision({true, false, false, false}, {2, 2, 2, 2});
  REQUIRE(level);
  CHECK(level->average == 0.25);
  CHECK(level->base_rate == 0.25);
  CHECK(portfit::average_precision({false, true, true}, {0, 2, 1})->average == 1);
  CHECK_FALSE(portfit::average_precision({false, false}, {0, 2}));
}

TEST_CASE("within strata positives weigh the strata") {
  const std::vector<bool> happened{true, true, false, true, false, false, false};
  const std::vector<double> scores{2, 1, 0, 0, 1, 3, 1};
  const auto found = portfit::average_precision_within(happened, scores, {0, 0, 0, 1, 1, 1, 2});
  REQUIRE(found);
  CHECK(found->average == doctest::Approx((2 * 1.0 + 1 * (1.0 / 3)) / 3));
  CHECK(found->base_rate == doctest::Approx((2 * (2.0 / 3) + 1 * (1.0 / 3)) / 3));
  CHECK_FALSE(portfit::average_precision_within({false}, {1}, {0}));
}
