#include <portfit/statistics/beta_interval.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <doctest/doctest.h>

namespace {

/// The chance by Simpson's rule on the density, after x = sin^2 t, which takes the poles at the ends away for a, b >= 1/2.
double integrated_beta(double a, double b, double x) {
  const auto integral = [a, b](double end) {
    constexpr int steps = 20'000;
    const auto density = [a, b](double t) {
      return 2 * std::pow(std::sin(t), 2 * a - 1) * std::pow(std::cos(t), 2 * b - 1);
    };
    double sum = density(0) + density(end);
    for (int step = 1; step < steps; ++step) sum += (step % 2 == 0 ? 2 : 4) * density(end * step / steps);
    return sum * end / steps / 3;
  };
  return integral(std::asin(std::sqrt(x))) / integral(std::acos(0.0));
}

}  // namespace

TEST_CASE("the beta distribution is the integral of its density") {
  for (const double a : {0.5, 1.0, 2.5, 4.0, 31.0})
    for (const double b : {0.5, 1.5, 3.0, 40.0})
      for (const double x : {0.001, 0.1, 0.3, 0.5, 0.77, 0.98}) {
        CAPTURE(a);
        CAPTURE(b);
        CAPTURE(x);
        CHECK(portfit::beta_distribution(a, b, x) == doctest::Approx(integrated_beta(a, b, x)).epsilon(1e-9));
      }
}

TEST_CASE("whole numbers give the binomial tail") {
  // P(Beta(a, n - a + 1) <= x) = P(at least a of n hits), summed by the recurrence of the binomial terms.
  for (const int n : {3, 20, 200, 10'000})
    for (const int a : {1, n / 3 + 1, n}) {
      const double x = (a + 0.4) / (n + 1.5);
      double term = std::exp(n * std::log1p(-x));
      double below = 0;
      for (int hits = 0; hits < a; ++hits) {
        below += term;
        term *= x / (1 - x) * (n - hits) / (hits + 1);
      }
      if (std::exp(n * std::log1p(-x)) > 0)
        CHECK(portfit::beta_distribution(a, n - a + 1, x) == doctest::Approx(1 - below).epsilon(1e-9));
    }
}

TEST_CASE("what is known in closed form") {
  CHECK(portfit::beta_distribution(1, 1, 0.37) == doctest::Approx(0.37).epsilon(1e-13));
  CHECK(portfit::beta_distribution(3, 1, 0.5) == doctest::Approx(0.125).epsilon(1e-13));
  CHECK(portfit::beta_distribution(1e6, 1e6, 0.5) == doctest::Approx(0.5).epsilon(1e-8));
  CHECK(portfit::beta_distribution(2, 3, 0) == 0);
  CHECK(portfit::beta_distribution(2, 3, 1) == 1);
  const portfit::bounds<double> uniform = portfit::beta_interval(1, 1, 0.9);
  CHECK(uniform == portfit::bounds<double>{0.05, 0.95});
  const portfit::bounds<double> power = portfit::beta_interval(1, 9, 0.8);
  CHECK(std::fabs(power.low - (1 - std::pow(0.9, 1.0 / 9))) < 6e-10);
  CHECK(std::fabs(power.high - (1 - std::pow(0.1, 1.0 / 9))) < 6e-10);
  CHECK(portfit::beta_quantile(1, 9, 0.1) == doctest::Approx(1 - std::pow(0.9, 1.0 / 9)).epsilon(1e-12));
}

TEST_CASE("ends of an interval hold its mass, turned round they mirror") {
  for (const double yes : {0.02, 0.7, 3.0, 55.5})
    for (const double no : {0.05, 1.0, 7.0, 300.0}) {
      const portfit::bounds<double> found = portfit::beta_interval(yes, no, 0.9);
      const portfit::bounds<double> turned = portfit::beta_interval(no, yes, 0.9);
      CAPTURE(yes);
      CAPTURE(no);
      CHECK(found.low <= found.high);
      // The ends are rounded: the share wanted lies between those of their neighbours.
      for (const auto& [end, share] : {std::pair(found.low, 0.05), std::pair(found.high, 0.95)}) {
        CHECK(portfit::beta_distribution(yes, no, std::max(0.0, end - 1e-9)) <= share);
        CHECK(portfit::beta_distribution(yes, no, std::min(1.0, end + 1e-9)) >= share);
      }
      CHECK(std::fabs(turned.low - (1 - found.high)) < 2e-9);
      CHECK(std::fabs(turned.high - (1 - found.low)) < 2e-9);
    }
}

TEST_CASE("an interval of nothing but yes or no is a point") {
  CHECK(portfit::beta_interval(0, 3, 0.9) == portfit::bounds<double>{0, 0});
  CHECK(portfit::beta_interval(3, 0, 0.9) == portfit::bounds<double>{1, 1});
}
