#pragma once

#include <portfit/assert.hpp>
#include <portfit/catalog/hazard.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace portfit {

/// `base` to the power of `exponent`, from products and square roots alone, which every machine rounds alike (the
/// mathematical library's pow may differ in the last place). The error is below 1e-14 of the result for exponents up to 10.
/// @pre 0 <= base <= 1, exponent >= 0 and finite.
/// Complexity: the exponent's bits, and at most 60 roots.
[[nodiscard]] inline double power_of_share(double base, double exponent) {
  PORTFIT_ASSERT(base >= 0 && base <= 1 && exponent >= 0 && std::isfinite(exponent));
  if (exponent == 0 || base == 1) return 1;
  double whole = std::floor(exponent);
  double fraction = exponent - whole;
  double result = 1;
  for (double square = base; whole > 0 && square > 0; square *= square) {
    const double half = std::floor(whole / 2);
    if (whole != 2 * half) result *= square;
    whole = half;
  }
  if (whole > 0) return 0;  // below the smallest number
  double root = base;
  for (int bit = 0; bit < 60 && fraction > 0; ++bit) {
    root = std::sqrt(root);
    fraction *= 2;
    if (fraction < 1) continue;
    result *= root;
    fraction -= 1;
  }
  return result;
}

/// How much of many alike is left as years pass.
///
/// Between the years of a table the hazard is constant (what is left falls geometrically); beyond its last year that of the
/// last interval goes on.
class survival_curve {
 public:
  /// @pre `points` ascend by years and fall by what is left, which is above 0.
  explicit survival_curve(std::vector<survival_point> points) : points_(std::move(points)) {
    points_.insert(points_.begin(), survival_point{});
    PORTFIT_ASSERT(points_.size() > 1);
  }

  /// The same chance to end every year. @pre 0 <= per_year <= 1.
  [[nodiscard]] static survival_curve of_rate(double per_year) { return survival_curve({{1, 1 - per_year}}); }

  /// The chance that what is `from` years old lasts `years` more; before the start (`from < 0`) nothing ends.
  /// @pre years >= 0.
  [[nodiscard]] double lasts(double from, double years) const {
    const double begin = (std::max)(0.0, from);
    const double end = (std::max)(0.0, from + years);
    double result = 1;
    for (std::size_t index = 1; index < points_.size(); ++index) {
      const survival_point& before = points_[index - 1];
      const survival_point& after = points_[index];
      const bool is_last = index + 1 == points_.size();
      const double overlap = (is_last ? end : (std::min)(end, after.years)) - (std::max)(begin, before.years);
      if (overlap <= 0) continue;
      const double kept = before.left > 0 ? after.left / before.left : 0;
      result *= power_of_share((std::min)(1.0, kept), overlap / (after.years - before.years));
    }
    return result;
  }

  /// The last year of the table.
  [[nodiscard]] double last_year() const { return points_.back().years; }

  /// The ages between which `lasts(age, years)` runs smoothly, ascending.
  [[nodiscard]] std::vector<double> turns(double years) const {
    std::vector<double> result;
    for (const survival_point& each : points_) {
      result.push_back(each.years);
      result.push_back(each.years - years);
    }
    std::sort(result.begin(), result.end());
    return result;
  }

 private:
  std::vector<survival_point> points_;  // from year 0 on
};

/// The mean of a function of a triangular distribution low..likely..high, by Gauss-Legendre quadrature with 8 nodes on each
/// stretch between its ends, its mode and `turns` (Abramowitz and Stegun 1964, Handbook of Mathematical Functions, table
/// 25.4, p. 916): exact for polynomials of degree 14, for smooth functions to some 1e-12.
/// @pre low < high. Complexity: 8 calls of the function per stretch.
template <class Function>
[[nodiscard]] double triangular_mean(const estimate& over, const std::vector<double>& turns, const Function& function) {
  constexpr std::array<std::pair<double, double>, 4> nodes{{{0.1834346424956498, 0.3626837833783620},
                                                            {0.5255324099163290, 0.3137066458778873},
                                                            {0.7966664774136267, 0.2223810344533745},
                                                            {0.9602898564975363, 0.1012285362903763}}};
  const auto density = [&over](double x) {
    const double width = over.high - over.low;
    return x < over.likely ? 2 * (x - over.low) / (width * (over.likely - over.low))
                           : 2 * (over.high - x) / (width * (over.high - over.likely));
  };
  std::vector<double> cuts{over.low, over.likely, over.high};
  for (const double each : turns)
    if (each > over.low && each < over.high) cuts.push_back(each);
  std::sort(cuts.begin(), cuts.end());
  double sum = 0;
  for (std::size_t index = 1; index < cuts.size(); ++index) {
    const double half = (cuts[index] - cuts[index - 1]) / 2;
    if (half <= 0) continue;
    const double middle = cuts[index - 1] + half;
    for (const auto& [node, weight] : nodes)
      for (const double x : {middle - half * node, middle + half * node})
        sum += half * weight * density(x) * function(x);
  }
  return sum;
}

}  // namespace portfit
