#pragma once

#include <cmath>

namespace portfit_test {

/// How far two ways to compute one figure may lie apart, relative to it where it is large: rounding, and nothing else.
inline constexpr double rounding = 1e-9;

[[nodiscard]] inline bool near(double a, double b) { return std::fabs(a - b) <= rounding * (1 + std::fabs(a)); }
[[nodiscard]] inline bool not_above(double low, double high) { return low <= high + rounding; }

}  // namespace portfit_test
