#pragma once

#include <portfit/assert.hpp>

#include <compare>
#include <optional>

namespace portfit {

/// A chance between 0 and 1, both included.
class probability {
 public:
  constexpr probability() = default;
  /// @pre 0 <= value <= 1; see `make` for numbers from outside.
  constexpr explicit probability(double value) : value_(value) { PORTFIT_ASSERT(value >= 0 && value <= 1); }

  /// The chance, or nothing if `value` is no probability (NaN included).
  [[nodiscard]] static constexpr std::optional<probability> make(double value) {
    if (!(value >= 0 && value <= 1)) return std::nullopt;
    return probability(value);
  }

  [[nodiscard]] constexpr double value() const { return value_; }
  [[nodiscard]] constexpr probability complement() const { return probability(1 - value_); }
  friend constexpr auto operator<=>(probability, probability) = default;

 private:
  double value_ = 0;
};

}  // namespace portfit
