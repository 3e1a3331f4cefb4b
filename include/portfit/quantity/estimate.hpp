#pragma once

#include <portfit/quantity/bounds.hpp>

namespace portfit {

/// A figure known exactly, within a bare range, or as low..likely..high (a triangular distribution).
///
/// Invariant: `low <= likely <= high`. A bare range has its middle as `likely`.
struct estimate {
  double low = 0;
  double likely = 0;
  double high = 0;
  bool is_bare = false;  ///< a range of which nothing more is known: `likely` is only its middle

  [[nodiscard]] static constexpr estimate exactly(double value) { return {value, value, value, false}; }
  [[nodiscard]] static constexpr estimate between(double low, double high) {
    return {low, (low + high) / 2, high, low < high};
  }

  /// (low + likely + high) / 3, the mean of the triangular distribution; for a bare range its middle.
  [[nodiscard]] constexpr double mean() const { return is_exact() ? low : (low + likely + high) / 3; }
  [[nodiscard]] constexpr bounds<double> ends() const { return {low, high}; }
  [[nodiscard]] constexpr bool is_exact() const { return low == high; }
  friend constexpr bool operator==(const estimate&, const estimate&) = default;
};

[[nodiscard]] constexpr estimate operator+(const estimate& a, const estimate& b) {
  return {a.low + b.low, a.likely + b.likely, a.high + b.high, a.is_bare || b.is_bare};
}
[[nodiscard]] constexpr estimate operator*(const estimate& a, double factor) {
  return factor >= 0 ? estimate{a.low * factor, a.likely * factor, a.high * factor, a.is_bare}
                     : estimate{a.high * factor, a.likely * factor, a.low * factor, a.is_bare};
}

}  // namespace portfit
