#include <portfit/statistics/normal_interval.hpp>

#include <cmath>
#include <cstddef>

#include <doctest/doctest.h>

TEST_CASE("the normal interval reaches 1.96 standard errors, but not beyond what can be") {
  const portfit::bounds<double> found = portfit::normal_interval(0.7, 0.04, 0, 1);
  CHECK(found.low == doctest::Approx(0.6216014));
  CHECK(found.high == doctest::Approx(0.7783986));
  CHECK(portfit::normal_interval(0.98, 0.04, 0, 1).high == 1);
  CHECK(portfit::normal_interval(-0.98, 0.04, -1, 1).low == -1);
  CHECK(std::erf(portfit::normal_95 / std::sqrt(2.0)) == doctest::Approx(0.95).epsilon(1e-14));
}

TEST_CASE("the two-sided p-value") {
  CHECK(portfit::two_sided_p(portfit::normal_95, 1) == doctest::Approx(0.05));
  CHECK(portfit::two_sided_p(-2 * portfit::normal_95, 2) == doctest::Approx(0.05));
  CHECK(portfit::two_sided_p(0, 1) == 1);
  CHECK(portfit::two_sided_p(0, 0) == 1);
  CHECK(portfit::two_sided_p(0.1, 0) == 0);
}

TEST_CASE("the ends of Wilson's interval are the shares from which what was seen is 1.96 errors away") {
  for (const std::size_t count : {1U, 7U, 40U, 1000U})
    for (std::size_t yes = 0; yes <= count; yes += count / 7 + 1) {
      const portfit::bounds<double> found = portfit::wilson_interval(yes, count);
      const double share = static_cast<double>(yes) / static_cast<double>(count);
      CHECK(found.low <= share);
      CHECK(found.high >= share);
      for (const double end : {found.low, found.high}) {
        if (end <= 0 || end >= 1) continue;
        const double error = std::sqrt(end * (1 - end) / static_cast<double>(count));
        CHECK(std::fabs(share - end) / error == doctest::Approx(portfit::normal_95).epsilon(1e-9));
      }
    }
  CHECK(portfit::wilson_interval(0, 10).low == 0);
  CHECK(portfit::wilson_interval(0, 10).high == doctest::Approx(0.27753).epsilon(1e-4));
  CHECK(portfit::wilson_interval(10, 10).high == 1);
}
