#pragma once

#include <portfit/assert.hpp>
#include <portfit/quantity/bounds.hpp>

#include <algorithm>
#include <cmath>

namespace portfit {

namespace detail {

/// The logarithm of the gamma function: Stirling's series (NIST DLMF 5.11.1) after the argument was lifted above 12 by
/// Gamma(x + 1) = x Gamma(x); its error is below 1e-14. `std::lgamma` writes a global variable.
/// @pre `x` > 0.
[[nodiscard]] inline double log_gamma(double x) {
  double lifted = 0;
  for (; x < 12; ++x) lifted += std::log(x);
  const double square = 1 / (x * x);
  const double series =
      (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188)))) / x;
  constexpr double half_log_two_pi = 0.91893853320467274178;
  return (x - 0.5) * std::log(x) - x + half_log_two_pi + series - lifted;
}

/// The continued fraction of NIST DLMF 8.17.22, by the modified method of Lentz (Thompson and Barnett, "Coulomb and Bessel
/// functions of complex arguments and order", J. Comput. Phys. 64, 1986). @pre x <= (a + 1) / (a + b + 2), where it converges
/// in some sqrt((std::max)(a, b)) terms.
[[nodiscard]] inline double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  const auto nonzero = [](double value) { return std::fabs(value) < tiny ? tiny : value; };
  double above = 1;
  double below = 1 / nonzero(1 - (a + b) * x / (a + 1));
  double result = below;
  for (int term = 1; term <= 100'000; ++term) {
    const double m = term;
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    below = 1 / nonzero(1 + even * below);
    above = nonzero(1 + even / above);
    result *= above * below;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    below = 1 / nonzero(1 + odd * below);
    above = nonzero(1 + odd / above);
    const double factor = above * below;
    result *= factor;
    if (std::fabs(factor - 1) < 1e-15) break;
  }
  return result;
}

}  // namespace detail

/// The chance that a quantity distributed as Beta(a, b) is at most `x` (the regularised incomplete beta function).
/// @pre `a` and `b` are positive, at most 1e9; `x` lies in 0..1. Error below 1e-10 (tested up to a + b = 10000).
[[nodiscard]] inline double beta_distribution(double a, double b, double x) {
  PORTFIT_ASSERT(a > 0 && b > 0 && x >= 0 && x <= 1);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta_distribution(b, a, 1 - x);
  const double log_front = a * std::log(x) + b * std::log1p(-x) + detail::log_gamma(a + b) - detail::log_gamma(a) -
                           detail::log_gamma(b) - std::log(a);
  return std::clamp(std::exp(log_front) * detail::beta_fraction(a, b, x), 0.0, 1.0);
}

/// Below which value a quantity distributed as Beta(a, b) lies with probability `share`: by halving, to the last digits of a
/// double above 1e-17. @pre As for `beta_distribution`; `share` lies in 0..1.
[[nodiscard]] inline double beta_quantile(double a, double b, double share) {
  PORTFIT_ASSERT(share >= 0 && share <= 1);
  double low = 0;
  double high = 1;
  for (int step = 0; step < 60; ++step) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (beta_distribution(a, b, middle) < share ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

/// The equal-tailed interval that holds so much of the probability of Beta(yes, no): with `mass` 0.9 from the 5 % to the 95 %
/// quantile.
///
/// `yes` and `no` are the parameters themselves, what was believed before included: of 3 of 10 after one yes and one no they
/// are 4 and 8. The mean of the same distribution is yes / (yes + no). The ends have nine decimals, so that they are the same
/// wherever logarithms differ in their last digits.
/// @pre `yes` and `no` are at least 0, not both 0, and finite; `mass` lies in 0..1. With no `yes` at all the distribution is
/// the point 0, with no `no` the point 1: so is the interval.
/// Complexity: 120 continued fractions of some sqrt(yes + no) terms.
[[nodiscard]] inline bounds<double> beta_interval(double yes, double no, double mass) {
  PORTFIT_ASSERT(yes >= 0 && no >= 0 && yes + no > 0 && mass >= 0 && mass <= 1);
  if (yes <= 0) return {0, 0};
  if (no <= 0) return {1, 1};
  const double tail = (1 - mass) / 2;
  const auto nine_decimals = [](double share) { return std::floor(share * 1e9 + 0.5) / 1e9; };
  return {nine_decimals(beta_quantile(yes, no, tail)), nine_decimals(beta_quantile(yes, no, 1 - tail))};
}

}  // namespace portfit
