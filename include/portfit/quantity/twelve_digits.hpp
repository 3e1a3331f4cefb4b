#pragma once

#include <cmath>

namespace portfit {

/// An amount to twelve significant digits, so that what comes out of a conversion or a product and is written as equal compares
/// as equal: 200 EUR at 1.10 are 220 USD, 1 MUSD x 70 % x 10 % are 70 kUSD, and not a hair more.
[[nodiscard]] inline double twelve_digits(double amount) {
  if (amount == 0 || !std::isfinite(amount)) return amount;
  const double digits = 11 - std::floor(std::log10(std::fabs(amount)));
  if (std::fabs(digits) > 300) return amount;
  const double scale = std::pow(10.0, std::fabs(digits));
  return digits >= 0 ? std::round(amount * scale) / scale : std::round(amount / scale) * scale;
}

}  // namespace portfit
