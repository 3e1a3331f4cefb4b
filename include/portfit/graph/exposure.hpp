#pragma once

#include <portfit/catalog/expression.hpp>
#include <portfit/quantity/bounds.hpp>
#include <portfit/quantity/estimate.hpp>
#include <portfit/quantity/twelve_digits.hpp>

#include <limits>
#include <optional>

namespace portfit {

/// One factor of what a vendor stands to lose: a fact, and the ends between which it lies.
struct exposure_factor {
  fact_reference fact;
  bounds<double> ends;  ///< as wide as can be where nobody knows
  bool known = false;   ///< a value or a range is stated; else `ends` say nothing
};

/// How a loss by one forbidden act comes about: money x share x years x chance of enforcement, as both ends.
struct exposed_money {
  std::optional<exposure_factor> of;     ///< money; none: the clause does not say, so 0 up to infinity
  std::optional<exposure_factor> share;  ///< 0 to 1; none: all of it
  double years = 1;
  estimate enforced{1, 1, 1};

  /// What is lost once the clause is enforced, money; high may be infinite.
  [[nodiscard]] bounds<double> exposure() const;
  /// The exposure weighed with the chance of enforcement, money; high may be infinite.
  [[nodiscard]] bounds<double> loss() const;
};

namespace detail {

/// Zero stays zero however large the other factor may be, infinity included.
[[nodiscard]] inline double product_of_ends(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }

[[nodiscard]] inline bounds<double> product_of_ends(const bounds<double>& a, const bounds<double>& b) {
  return {product_of_ends(a.low, b.low), product_of_ends(a.high, b.high)};
}

/// So that what breaks even on paper does so here: products of shares are seldom exact.
[[nodiscard]] inline bounds<double> rounded(const bounds<double>& ends) {
  return {twelve_digits(ends.low), twelve_digits(ends.high)};
}

}  // namespace detail

inline bounds<double> exposed_money::exposure() const {
  if (!of) return {0, std::numeric_limits<double>::infinity()};
  const bounds<double> part = share ? share->ends : bounds<double>{1, 1};
  return detail::rounded(detail::product_of_ends(detail::product_of_ends(of->ends, part), {years, years}));
}

inline bounds<double> exposed_money::loss() const {
  return detail::rounded(detail::product_of_ends(exposure(), {enforced.low, enforced.high}));
}

}  // namespace portfit
