#include <portfit/resolve/survival_curve.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

using portfit::power_of_share;
using portfit::survival_curve;
using portfit::survival_point;
using portfit::triangular_mean;

namespace {

survival_curve accepted_ports() { return survival_curve({{1, 0.987}, {2, 0.95}, {3, 0.85}, {4, 0.82}, {5, 0.56}}); }

bool same(double a, double b, double within = 1e-12) { return std::fabs(a - b) <= within * (1 + std::fabs(b)); }

}  // namespace

TEST_CASE("powers are those of the mathematical library") {
  for (const double base : {0.0, 1e-300, 0.03, 0.5, 0.61, 0.987, 1.0})
    for (const double exponent : {0.0, 0.25, 0.439, 1.0, 1.5, 2.0, 7.75, 40.0}) {
      CAPTURE(base);
      CAPTURE(exponent);
      CHECK(same(power_of_share(base, exponent), std::pow(base, exponent)));
    }
  CHECK(power_of_share(0.5, 3) == 0.125);
  CHECK(power_of_share(0.25, 0.5) == 0.5);
  CHECK(power_of_share(0.9, 1e9) == 0);
}

TEST_CASE("a table is met at its years, geometric between them, and goes on at its last rate") {
  const survival_curve curve = accepted_ports();
  const std::vector<double> left{1, 0.987, 0.95, 0.85, 0.82, 0.56};
  for (std::size_t year = 0; year < left.size(); ++year)
    CHECK(same(curve.lasts(0, static_cast<double>(year)), left[year]));
  CHECK(same(curve.lasts(0, 2.5), std::sqrt(0.95 * 0.85)));
  CHECK(same(curve.lasts(0, 0.25), std::pow(0.987, 0.25)));
  CHECK(same(curve.lasts(0, 7), 0.56 * std::pow(0.56 / 0.82, 2)));
  CHECK(curve.last_year() == 5);
}

TEST_CASE("what has lasted so far is taken as given, and before the start nothing ends") {
  const survival_curve curve = accepted_ports();
  CHECK(same(curve.lasts(2, 1), 0.85 / 0.95));
  CHECK(same(curve.lasts(1.5, 2.5), 0.82 / std::sqrt(0.987 * 0.95)));
  CHECK(same(curve.lasts(9, 2), std::pow(0.56 / 0.82, 2)));
  CHECK(curve.lasts(-4, 3) == 1);
  CHECK(same(curve.lasts(-4, 6), 0.95));
  CHECK(curve.lasts(3, 0) == 1);
}

TEST_CASE("a rate is the same every year") {
  CHECK(same(survival_curve::of_rate(0.1).lasts(0, 3), 0.729));
  CHECK(same(survival_curve::of_rate(0.1).lasts(8, 3), 0.729));
  CHECK(survival_curve::of_rate(1).lasts(0, 0.5) == 0);
  CHECK(survival_curve::of_rate(1).lasts(0, 0) == 1);
  CHECK(survival_curve::of_rate(0).lasts(0, 50) == 1);
}

TEST_CASE("triangular means") {
  const auto mean = [](double low, double likely, double high, auto function) {
    return triangular_mean({low, likely, high, false}, {}, function);
  };
  CHECK(same(mean(1, 2, 6, [](double) { return 1.0; }), 1));
  CHECK(same(mean(1, 2, 6, [](double x) { return x; }), 3));
  // E[x^2] = mean^2 + variance, the variance of a triangular distribution being (a2 + b2 + c2 - ab - ac - bc) / 18.
  CHECK(same(mean(1, 2, 6, [](double x) { return x * x; }), 9 + (1 + 4 + 36 - 2 - 6 - 12) / 18.0));
  CHECK(same(mean(0, 0, 3, [](double x) { return x; }), 1));
  CHECK(same(mean(0, 3, 3, [](double x) { return x; }), 2));
  const auto kinked = [](double x) { return x < 0.3 ? 0.0 : 1.0; };
  CHECK(same(triangular_mean({0, 1, 1, false}, {0.3, 7}, kinked), 1 - 0.09));
}
