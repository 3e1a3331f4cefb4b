#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>

namespace portfit {

/// A number of solutions in 128 bits; what is too large to be told is `many()`, "that many or more".
///
/// Fault trees of industry have 10^10 minimal cut sets and more, and modules multiply.
class solution_count {
 public:
  constexpr solution_count() = default;
  constexpr solution_count(std::uint64_t value) : low_(value) {}  // NOLINT: numbers are counts

  /// The largest of all; stands for itself and everything beyond.
  [[nodiscard]] static constexpr solution_count many() {
    solution_count result;
    result.high_ = result.low_ = (std::numeric_limits<std::uint64_t>::max)();
    return result;
  }

  [[nodiscard]] constexpr bool is_many() const { return *this == many(); }
  [[nodiscard]] constexpr std::uint64_t low_word() const { return low_; }
  [[nodiscard]] constexpr std::uint64_t high_word() const { return high_; }

  friend constexpr bool operator==(const solution_count&, const solution_count&) = default;
  friend constexpr auto operator<=>(const solution_count&, const solution_count&) = default;  // the high word is first

  friend constexpr solution_count operator+(solution_count left, solution_count right) {
    solution_count sum;
    sum.low_ = left.low_ + right.low_;
    const std::uint64_t carry = sum.low_ < left.low_ ? 1U : 0U;
    sum.high_ = left.high_ + right.high_ + carry;
    const bool lost = sum.high_ < left.high_ || (carry == 1 && sum.high_ == left.high_ && right.high_ != 0);
    return lost ? many() : sum;
  }

  friend constexpr solution_count operator*(solution_count left, solution_count right) {
    if (left == solution_count() || right == solution_count()) return {};
    if (left.high_ != 0 && right.high_ != 0) return many();
    if (left.high_ != 0) return right * left;
    // Now left fits one word: left * right = left * right.low + (left * right.high << 64).
    const solution_count lower = product(left.low_, right.low_);
    const solution_count upper = product(left.low_, right.high_);
    if (upper.high_ != 0) return many();
    solution_count shifted;
    shifted.high_ = upper.low_;
    return lower + shifted;
  }

  constexpr solution_count& operator+=(solution_count other) { return *this = *this + other; }

  /// The nearest number with 53 bits.
  [[nodiscard]] constexpr double to_double() const {
    return static_cast<double>(high_) * 18446744073709551616.0 + static_cast<double>(low_);
  }

 private:
  /// The whole product of two words, schoolbook by halves.
  [[nodiscard]] static constexpr solution_count product(std::uint64_t left, std::uint64_t right) {
    constexpr std::uint64_t half = 0xFFFF'FFFFU;
    const std::uint64_t low = (left & half) * (right & half);
    const std::uint64_t cross = (left >> 32U) * (right & half) + (low >> 32U);
    const std::uint64_t other = (left & half) * (right >> 32U) + (cross & half);
    solution_count result;
    result.low_ = (other << 32U) | (low & half);
    result.high_ = (left >> 32U) * (right >> 32U) + (cross >> 32U) + (other >> 32U);
    return result;
  }

  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

/// The digits of a count; of `many()` those of the largest number, 2^128 - 1.
[[nodiscard]] inline std::string to_string(solution_count value) {
  std::uint64_t high = value.high_word();
  std::uint64_t low = value.low_word();
  std::string digits;
  do {
    // Divides by ten from the top down, thirty-two bits at a time.
    std::uint64_t rest = 0;
    const auto divide = [&rest](std::uint64_t word) {
      const std::uint64_t upper = (rest << 32U) | (word >> 32U);
      const std::uint64_t lower = ((upper % 10) << 32U) | (word & 0xFFFF'FFFFU);
      rest = lower % 10;
      return (upper / 10 << 32U) | lower / 10;
    };
    high = divide(high);
    low = divide(low);
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<char>(rest)));
  } while (high != 0 || low != 0);
  return digits;
}

/// How many ways there are, in 128 bits. The laws hold exactly, `solution_count::many()` included.
struct wide_count_semiring {
  using value_type = solution_count;
  [[nodiscard]] static constexpr solution_count zero() { return {}; }
  [[nodiscard]] static constexpr solution_count one() { return 1; }
  [[nodiscard]] static constexpr solution_count plus(solution_count a, solution_count b) { return a + b; }
  [[nodiscard]] static constexpr solution_count times(solution_count a, solution_count b) { return a * b; }
};

}  // namespace portfit
