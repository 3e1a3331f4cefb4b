#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <limits>

namespace portfit {

/// What a fold over a diagram adds and multiplies with.
///
/// `plus` joins alternatives and is associative and commutative with `zero`; `times` joins what holds together and is
/// associative and commutative with `one`, distributes over `plus`, and `zero` annihilates it. Commutative, because a
/// diagram meets its variables in an order of its own. The laws are not checked here; tests do it for those below.
/// See Kimmig, Van den Broeck, De Raedt, "Algebraic model counting", Journal of Applied Logic 22, 2017, pp. 46-62.
template <class S>
concept semiring = requires(const typename S::value_type& a, const typename S::value_type& b) {
  { S::zero() } -> std::convertible_to<typename S::value_type>;
  { S::one() } -> std::convertible_to<typename S::value_type>;
  { S::plus(a, b) } -> std::convertible_to<typename S::value_type>;
  { S::times(a, b) } -> std::convertible_to<typename S::value_type>;
};

/// Whether it is possible at all: or, and.
struct feasibility_semiring {
  using value_type = bool;
  [[nodiscard]] static constexpr bool zero() { return false; }
  [[nodiscard]] static constexpr bool one() { return true; }
  [[nodiscard]] static constexpr bool plus(bool a, bool b) { return a || b; }
  [[nodiscard]] static constexpr bool times(bool a, bool b) { return a && b; }
};

/// How likely it is, alternatives excluding each other and factors independent: sum, product. The laws hold up to
/// rounding.
struct probability_semiring {
  using value_type = double;
  [[nodiscard]] static constexpr double zero() { return 0.0; }
  [[nodiscard]] static constexpr double one() { return 1.0; }
  [[nodiscard]] static constexpr double plus(double a, double b) { return a + b; }
  [[nodiscard]] static constexpr double times(double a, double b) { return a * b; }
};

/// What the cheapest way costs: minimum, sum; no way costs infinity. Meant for costs of at least zero. The laws hold up
/// to rounding.
struct cost_semiring {
  using value_type = double;
  [[nodiscard]] static constexpr double zero() { return std::numeric_limits<double>::infinity(); }
  [[nodiscard]] static constexpr double one() { return 0.0; }
  [[nodiscard]] static constexpr double plus(double a, double b) { return (std::min)(a, b); }
  [[nodiscard]] static constexpr double times(double a, double b) { return a + b; }
};

/// How many ways there are, in 64 bits; `many` stands for "that many or more". The laws hold exactly, `many` included.
struct count_semiring {
  using value_type = std::uint64_t;
  /// What counts too large to be told end at.
  static constexpr std::uint64_t many = (std::numeric_limits<std::uint64_t>::max)();
  [[nodiscard]] static constexpr std::uint64_t zero() { return 0; }
  [[nodiscard]] static constexpr std::uint64_t one() { return 1; }
  [[nodiscard]] static constexpr std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
    return a > many - b ? many : a + b;
  }
  [[nodiscard]] static constexpr std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    return b != 0 && a > many / b ? many : a * b;
  }
};

}  // namespace portfit
