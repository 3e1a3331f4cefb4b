#include <portfit/search/affordability.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <optional>

using namespace portfit;

static_assert(affordability(0, 300.0) == 1);
static_assert(affordability(300, 300.0) == 0.5);
static_assert(affordability(900, 300.0) == 0.125);

TEST_CASE("affordability: without a scale cost does not enter") {
  CHECK(affordability(0, std::nullopt) == 1);
  CHECK(affordability(1e12, std::nullopt) == 1);
}

TEST_CASE("affordability: halves with every scale, in whole steps exactly") {
  double expected = 1;
  for (int halvings = 0; halvings < 60; ++halvings) {
    CHECK(affordability(halvings * 7.0, 7.0) == expected);
    expected /= 2;
  }
}

TEST_CASE("affordability: follows two to the minus x, to the last places, and never rises") {
  double before = 1;
  for (int step = 1; step < 5000; ++step) {
    const double cost = step * 0.01;
    const double found = affordability(cost, 1.0);
    CHECK(std::fabs(found - std::exp2(-cost)) <= 2e-15 * found);
    CHECK(found < before);
    before = found;
  }
}

TEST_CASE("affordability: costs beyond all measure leave nothing") {
  CHECK(affordability(1e300, 1.0) == 0);
  CHECK(affordability(1100, 1.0) == 0);
  CHECK(affordability(1000, 1.0) > 0);
}
