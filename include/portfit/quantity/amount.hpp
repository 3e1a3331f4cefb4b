#pragma once

#include <compare>

namespace portfit {

/// A number that knows its meaning: two amounts mix only if their `Unit` is the same type.
///
/// Meaning and unit are fixed by the aliases in `money.hpp`, `effort.hpp` and `duration.hpp`; the value is a plain double
/// in that unit. Construction is explicit, so a bare number never becomes an amount by accident.
template <class Unit>
class amount {
 public:
  constexpr amount() = default;
  constexpr explicit amount(double value) : value_(value) {}

  /// The number in the unit of this type.
  [[nodiscard]] constexpr double value() const { return value_; }

  constexpr amount& operator+=(amount other) {
    value_ += other.value_;
    return *this;
  }
  constexpr amount& operator-=(amount other) {
    value_ -= other.value_;
    return *this;
  }
  [[nodiscard]] friend constexpr amount operator+(amount a, amount b) { return a += b; }
  [[nodiscard]] friend constexpr amount operator-(amount a, amount b) { return a -= b; }
  [[nodiscard]] friend constexpr amount operator*(amount a, double factor) { return amount(a.value_ * factor); }
  [[nodiscard]] friend constexpr amount operator*(double factor, amount a) { return a * factor; }
  /// A ratio of two amounts of one unit is a plain number.
  [[nodiscard]] friend constexpr double operator/(amount a, amount b) { return a.value_ / b.value_; }
  friend constexpr auto operator<=>(amount, amount) = default;

 private:
  double value_ = 0;
};

}  // namespace portfit
