#include <portfit/graph/exposure.hpp>

#include <doctest/doctest.h>

#include <cmath>

using namespace portfit;

namespace {

exposure_factor between(double low, double high) {
  exposure_factor factor;
  factor.ends = {low, high};
  factor.known = true;
  return factor;
}

}  // namespace

TEST_CASE("exposure: money x share x years, and x chance of enforcement the loss") {
  exposed_money exposed;
  exposed.of = between(100, 200);
  exposed.share = between(0.5, 0.75);
  exposed.years = 2;
  exposed.enforced = estimate::between(0.5, 0.9);
  CHECK(exposed.exposure() == bounds<double>{100, 300});
  CHECK(exposed.loss().low == 50);
  CHECK(exposed.loss().high == doctest::Approx(270));
}

TEST_CASE("exposure: no share is all of it; a clause that names no money may cost anything") {
  exposed_money exposed;
  exposed.of = between(100, 200);
  CHECK(exposed.exposure() == bounds<double>{100, 200});
  exposed.of.reset();
  CHECK(exposed.exposure().low == 0);
  CHECK(std::isinf(exposed.exposure().high));
}

TEST_CASE("exposure: nothing of an unknown sum is nothing") {
  exposed_money exposed;
  exposed.of = between(0, std::numeric_limits<double>::infinity());
  exposed.share = between(0, 0);
  CHECK(exposed.exposure() == bounds<double>{0, 0});
  exposed.share = between(0, 1);
  exposed.enforced = estimate::exactly(0);
  CHECK(std::isinf(exposed.exposure().high));
  CHECK(exposed.loss() == bounds<double>{0, 0});
}
