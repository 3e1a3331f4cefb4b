#pragma once

#include <optional>

namespace portfit {

namespace detail {

/// 2^-x for x >= 0 from additions, products and quotients alone, so that every machine computes the same bits
/// (the mathematical library's exp2 may differ in the last place from one version to the next).
/// The fraction's power is the Taylor series of e^(-f ln 2), whose terms fall below 1e-17 within 20 steps.
[[nodiscard]] constexpr double power_of_half(double x) {
  if (!(x < 1100)) return 0;
  double whole = 1;
  while (x >= 1) {
    whole /= 2;
    x -= 1;
  }
  constexpr double ln2 = 0.693147180559945309417232121458;
  double sum = 1;
  double part = 1;
  for (int n = 1; n <= 20; ++n) {
    part *= -x * ln2 / n;
    sum += part;
  }
  return whole * sum;
}

}  // namespace detail

/// 2^(-cost / scale): 1 for nothing, one half for a cost of `scale`; 1 for any cost where there is no scale.
/// @pre cost >= 0 and scale > 0.
[[nodiscard]] constexpr double affordability(double cost, std::optional<double> scale) {
  return scale ? detail::power_of_half(cost / *scale) : 1.0;
}

}  // namespace portfit
