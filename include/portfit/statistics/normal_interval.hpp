#pragma once

#include <portfit/assert.hpp>
#include <portfit/quantity/bounds.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace portfit {

/// How many standard errors a 95 % interval of a normal distribution reaches to either side (its 97.5 % quantile).
inline constexpr double normal_95 = 1.959963984540054;

/// The 95 % interval of an estimate with a normal error, cut off at the ends of what it can be.
/// @pre `standard_error` >= 0, least <= most.
[[nodiscard]] inline bounds<double> normal_interval(double estimate, double standard_error, double least, double most) {
  PORTFIT_ASSERT(standard_error >= 0 && least <= most);
  const double reach = normal_95 * standard_error;
  return {std::clamp(estimate - reach, least, most), std::clamp(estimate + reach, least, most)};
}

/// How likely a normal error at least so large is, either way, if the truth is 0 (the two-sided p-value).
/// @pre `standard_error` >= 0. Without any error 0 is as likely as can be (1), anything else impossible (0).
[[nodiscard]] inline double two_sided_p(double estimate, double standard_error) {
  PORTFIT_ASSERT(standard_error >= 0);
  const double size = std::fabs(estimate);
  if (standard_error <= 0) return size > 0 ? 0 : 1;
  return std::erfc(size / standard_error / std::sqrt(2.0));
}

/// The 95 % interval of a share of which `yes` of `count` were seen: Wilson, "Probable inference, the law of succession, and
/// statistical inference", JASA 22, 1927, formula on page 210. Unlike the plain normal one it stays within 0..1 and is not a
/// point at 0 or at `count`.
/// @pre 0 < count, yes <= count.
[[nodiscard]] inline bounds<double> wilson_interval(std::size_t yes, std::size_t count) {
  PORTFIT_ASSERT(count > 0 && yes <= count);
  const double n = static_cast<double>(count);
  const double share = static_cast<double>(yes) / n;
  const double square = normal_95 * normal_95;
  const double middle = (share + square / (2 * n)) / (1 + square / n);
  const double reach = normal_95 / (1 + square / n) * std::sqrt(share * (1 - share) / n + square / (4 * n * n));
  return {yes == 0 ? 0 : (std::max)(0.0, middle - reach), yes == count ? 1 : (std::min)(1.0, middle + reach)};
}

}  // namespace portfit
