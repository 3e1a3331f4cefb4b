#include <portfit/quantity/probability.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <type_traits>

using portfit::probability;

static_assert(!std::is_convertible_v<double, probability>);
static_assert(probability(0.25).complement().value() == 0.75);

TEST_CASE("numbers from outside are checked") {
  CHECK(probability::make(0).has_value());
  CHECK(probability::make(1).has_value());
  CHECK(probability::make(0.3)->value() == 0.3);
  CHECK_FALSE(probability::make(-0.001).has_value());
  CHECK_FALSE(probability::make(1.001).has_value());
  CHECK_FALSE(probability::make(std::numeric_limits<double>::quiet_NaN()).has_value());
  CHECK_FALSE(probability::make(std::numeric_limits<double>::infinity()).has_value());
}

TEST_CASE("chances compare, and complement each other") {
  CHECK(probability(0.2) < probability(0.3));
  CHECK(probability() == probability(0));
  CHECK(probability(1).complement() == probability(0));
  CHECK(probability(0.25).complement().complement() == probability(0.25));
}
