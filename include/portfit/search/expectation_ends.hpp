#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/search/detail/settled_walk.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// Two ends of a figure; `exact` unless a limit was reached, then they lie outside the true ones.
struct interval {
  double low = 0;
  double high = 0;
  bool exact = true;
};

namespace detail {

/// Figures of a `settled_walk` that are numbers: one set of weights.
struct weighted_figures {
  using value_type = double;

  const bdd_manager* manager;
  const std::vector<double>* weight;

  [[nodiscard]] static double constant(bool holds) { return holds ? 1 : 0; }
  [[nodiscard]] double mean(edge function) const { return probability_of(*manager, function, *weight); }
  [[nodiscard]] static double extreme(double a, double b, bool upper) {
    return upper ? (std::max)(a, b) : (std::min)(a, b);
  }
  [[nodiscard]] double bound(edge function, const std::vector<char>& settled, bool upper) const {
    return fold(
        *manager, function, [](bool holds) { return holds ? 1.0 : 0.0; },
        [&](variable which, double without, double with) {
          if (settled[which]) return extreme(without, with, upper);
          return (1 - (*weight)[which]) * without + (*weight)[which] * with;
        });
  }
  [[nodiscard]] static double sum(std::span<const std::pair<double, double>> parts) {
    double total = 0;
    for (const auto& [amount, mean] : parts) total += amount * mean;
    return total;
  }
};

}  // namespace detail

/// The ends of the expectation of a sum of weighted functions when some variables (the *settled* ones) take their
/// values before the others are drawn: min and max over the settled of the mean over the rest.
///
/// An interleaved fold would only bound this (the minimum must stand outside the mean), so settled variables are taken
/// one by one from the top: a function that only falls or only rises in one is followed to that end, the few mixed ones
/// are branched on. After `steps` branchings the fold's outer bound is used and `exact` is false.
/// For many sets of weights at once see `lane_ends`.
/// Complexity: linear in the diagram per settled variable where monotone, exponential in the mixed ones.
class settled_expectation {
 public:
  /// @param settled by variable: non-zero if it takes its value first
  /// @param weight by variable: chance of true of the others
  settled_expectation(bdd_manager& manager, const std::vector<char>& settled, const std::vector<double>& weight,
                      std::size_t steps = 4096)
      : walk_(manager, settled, {&manager, &weight}, steps) {}

  [[nodiscard]] interval ends(edge function) {
    const double low = walk_.end(function, false);
    const double high = walk_.end(function, true);
    return {low, high, walk_.exact()};
  }
  [[nodiscard]] double low(edge function) { return walk_.end(function, false); }
  [[nodiscard]] double high(edge function) { return walk_.end(function, true); }

  /// The same for a sum; the summands share their variables.
  [[nodiscard]] double low(const std::vector<weighted_edge>& sum) { return walk_.end(sum, false); }
  [[nodiscard]] double high(const std::vector<weighted_edge>& sum) { return walk_.end(sum, true); }

  /// Whether every figure so far is exact.
  [[nodiscard]] bool exact() const { return walk_.exact(); }

 private:
  detail::settled_walk<detail::weighted_figures> walk_;
};

}  // namespace portfit
