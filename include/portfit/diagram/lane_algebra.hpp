#pragma once

#include <portfit/diagram/detail/lane_kernels.hpp>
#include <portfit/diagram/lane_columns.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/semiring/semiring.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace portfit {

/// What a fold over lanes computes with: a value for each terminal, what a variable brings (`load`), and what becomes of two
/// children where a variable decides (`decide`), the smaller is asked for (`least`) or the larger (`greatest`).
template <class A>
concept lane_algebra = requires(typename A::value_type a, typename A::value_type b) {
  { A::no() } -> std::convertible_to<typename A::value_type>;
  { A::yes() } -> std::convertible_to<typename A::value_type>;
  { A::least(a, b) } -> std::convertible_to<typename A::value_type>;
  { A::greatest(a, b) } -> std::convertible_to<typename A::value_type>;
};

/// How likely a function holds in each lane, its variables being independent: `(1 - chance) * low + chance * high`, as
/// `probability_of` computes it and equal to it bit for bit. Asks for `lane_columns` of chances.
struct probability_lanes {
  using value_type = double;
  [[nodiscard]] static constexpr double no() { return 0; }
  [[nodiscard]] static constexpr double yes() { return 1; }
  [[nodiscard]] static constexpr double least(double a, double b) { return (std::min)(a, b); }
  [[nodiscard]] static constexpr double greatest(double a, double b) { return (std::max)(a, b); }

  template <lane_columns<double> Columns>
  [[nodiscard]] static const double* load(const Columns& chances, variable which, std::size_t first, std::size_t count,
                                          double* scratch, double*) {
    return chances.column(which, first, count, scratch);
  }

  static void decide(const double* chance, const double* low, const double* high, double* result, std::size_t count) {
    const auto mix = [](double weight, double without, double with) {
      return (1.0 - weight) * without + weight * with;
    };
    detail::combine_lanes(count, mix, result, chance, low, high);
  }

  static void add(double factor, const double* value, double* result, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) result[i] += factor * value[i];
  }
};

/// What the cheapest way costs in each lane; infinity where there is none: `min(without + low, with + high)`.
///
/// Asks for `literal_columns` of prices. Levels a diagram skips are not looked at, so one of the two prices of a variable must be
/// 0, and the other at least 0: (0, p) for a choice that costs p, (0, infinity) for what cannot be had, (infinity, 0) for
/// what holds anyway. Then it equals `semiring_fold<cost_semiring>` bit for bit.
struct cost_lanes {
  using value_type = double;
  struct prices {
    const double* without;
    const double* with;
  };

  [[nodiscard]] static constexpr double no() { return cost_semiring::zero(); }
  [[nodiscard]] static constexpr double yes() { return cost_semiring::one(); }
  [[nodiscard]] static constexpr double least(double a, double b) { return (std::min)(a, b); }
  [[nodiscard]] static constexpr double greatest(double a, double b) { return (std::max)(a, b); }

  template <lane_columns<double> Without, lane_columns<double> With>
  [[nodiscard]] static prices load(const literal_columns<Without, With>& columns, variable which, std::size_t first,
                                   std::size_t count, double* scratch, double* other) {
    return {columns.without.column(which, first, count, scratch), columns.with.column(which, first, count, other)};
  }

  static void decide(prices of, const double* low, const double* high, double* result, std::size_t count) {
    const auto choose = [](double without, double with, double below, double above) {
      return (std::min)(without + below, with + above);
    };
    detail::combine_lanes(count, choose, result, of.without, of.with, low, high);
  }
};

/// Bits of 64 lanes in one word, the first lane the lowest bit; a lane of the fold is a word.
using lane_word = std::uint64_t;

/// Whether a function holds whatever values its variables take among those they can, in each of 64 lanes a word.
///
/// Asks for `literal_columns` of words: bits of `without` say where the variable can be false, those of `with` where it can be
/// true; in one lane at least one of the two is set, and variables take their values independently of each other. Exact, for a
/// diagram asks each variable once on a path. `least` is AND and `greatest` is OR, so variables settled by others first can be
/// laid out as such nodes.
struct certainty_lanes {
  using value_type = lane_word;
  struct choices {
    const lane_word* without;
    const lane_word* with;
  };

  [[nodiscard]] static constexpr lane_word no() { return 0; }
  [[nodiscard]] static constexpr lane_word yes() { return ~lane_word{0}; }
  [[nodiscard]] static constexpr lane_word least(lane_word a, lane_word b) { return a & b; }
  [[nodiscard]] static constexpr lane_word greatest(lane_word a, lane_word b) { return a | b; }

  template <lane_columns<lane_word> Without, lane_columns<lane_word> With>
  [[nodiscard]] static choices load(const literal_columns<Without, With>& columns, variable which, std::size_t first,
                                    std::size_t count, lane_word* scratch, lane_word* other) {
    return {columns.without.column(which, first, count, scratch), columns.with.column(which, first, count, other)};
  }

  static void decide(choices of, const lane_word* low, const lane_word* high, lane_word* result, std::size_t count) {
    const auto choose = [](lane_word without, lane_word with, lane_word below, lane_word above) {
      return (~without | below) & (~with | above);
    };
    detail::combine_lanes(count, choose, result, of.without, of.with, low, high);
  }
};

/// Whether a function holds for some of the values its variables can take; as `certainty_lanes` else.
struct possibility_lanes : certainty_lanes {
  static void decide(choices of, const lane_word* low, const lane_word* high, lane_word* result, std::size_t count) {
    const auto choose = [](lane_word without, lane_word with, lane_word below, lane_word above) {
      return (without & below) | (with & above);
    };
    detail::combine_lanes(count, choose, result, of.without, of.with, low, high);
  }
};

}  // namespace portfit
