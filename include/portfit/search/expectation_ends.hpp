#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/detail/topmost_search.hpp>
#include <portfit/diagram/fold.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace portfit {

/// Two ends of a figure; `exact` unless a limit was reached, then they lie outside the true ones.
struct interval {
  double low = 0;
  double high = 0;
  bool exact = true;
};

/// One summand of a random amount: `amount` where `when` holds.
struct weighted_edge {
  edge when = bdd_manager::true_edge;
  double amount = 0;
};

namespace detail {

/// How means are taken and joined: here with one set of weights, on the spot.
struct numbers_at_once {
  using value_type = double;
  const std::vector<double>* weight = nullptr;

  [[nodiscard]] static double constant(double value) { return value; }
  [[nodiscard]] double mean(const bdd_manager& manager, edge function) const {
    return probability_of(manager, function, *weight);
  }
  [[nodiscard]] static double lesser(double one, double other) { return (std::min)(one, other); }
  [[nodiscard]] static double greater(double one, double other) { return (std::max)(one, other); }
  [[nodiscard]] static double add(double total, double amount, double part) { return total + amount * part; }
  /// The better or the worse branch at every settled variable, the mean at all others.
  [[nodiscard]] double outer(const bdd_manager& manager, edge function, const std::vector<char>& settled,
                             bool upper) const {
    return fold(
        manager, function, [](bool holds) { return holds ? 1.0 : 0.0; },
        [&](variable which, double without, double with) {
          if (settled[which]) return upper ? (std::max)(without, with) : (std::min)(without, with);
          return (1 - (*weight)[which]) * without + (*weight)[which] * with;
        });
  }
};

}  // namespace detail

/// The ends of the expectation of a sum of weighted functions when some variables (the *settled* ones) take their
/// values before the others are drawn: min and max over the settled of the mean over the rest.
///
/// An interleaved fold would only bound this (the minimum must stand outside the mean), so settled variables are taken
/// one by one from the top: a function that only falls or only rises in one is followed to that end, the few mixed ones
/// are branched on. After `steps` branchings the fold's outer bound is used and `exact` is false.
/// Which way is taken does not depend on the weights, so `Numbers` may also note down what is to be computed, and compute it
/// for many sets of weights later (`lane_numbers`).
/// Complexity: linear in the diagram per settled variable where monotone, exponential in the mixed ones.
template <class Numbers>
class settled_expectation_in {
 public:
  using number = typename Numbers::value_type;

  /// @param settled by variable: non-zero if it takes its value first
  settled_expectation_in(bdd_manager& manager, const std::vector<char>& settled, Numbers numbers,
                         std::size_t steps = 4096)
      : manager_(&manager), settled_(&settled), numbers_(numbers), steps_(steps) {}

  [[nodiscard]] number low(edge function) { return end(function, false); }
  [[nodiscard]] number high(edge function) { return end(function, true); }

  /// The same for a sum; the summands share their variables.
  [[nodiscard]] number low(const std::vector<weighted_edge>& sum) { return end(sum, false); }
  [[nodiscard]] number high(const std::vector<weighted_edge>& sum) { return end(sum, true); }

  /// Whether every figure so far is exact.
  [[nodiscard]] bool exact() const { return exact_; }

 private:
  std::optional<variable> first_settled(edge function) {
    if (function == bdd_manager::no_edge) return std::nullopt;
    if (const auto* const known = first_.find(function)) return *known;
    const std::optional<variable> found = topmost_.find(*manager_, function, *settled_);
    first_.insert(function, found);
    return found;
  }

  number mean(edge function) { return numbers_.mean(*manager_, function); }

  /// A function lost to the node budget may hold anywhere or nowhere.
  number lost(bool upper) {
    exact_ = false;
    return numbers_.constant(upper ? 1 : 0);
  }

  number end(edge function, bool upper) {
    if (function == bdd_manager::no_edge) return lost(upper);
    if (manager_->is_constant(function)) return numbers_.constant(function == bdd_manager::true_edge ? 1 : 0);
    detail::edge_map<number>& known = upper ? known_high_ : known_low_;
    if (const number* const found = known.find(function)) return *found;
    const number result = end_step(function, upper);
    known.insert(function, result);
    return result;
  }

  number end_step(edge function, bool upper) {
    const std::optional<variable> which = first_settled(function);
    if (!which) return mean(function);
    const edge without = manager_->restrict(function, *which, false);
    const edge with = manager_->restrict(function, *which, true);
    if (implies(without, with)) return end(upper ? with : without, upper);
    if (implies(with, without)) return end(upper ? without : with, upper);
    if (steps_ == 0) {
      exact_ = false;
      return numbers_.outer(*manager_, function, *settled_, upper);
    }
    --steps_;
    const number a = end(without, upper);
    const number b = end(with, upper);
    return upper ? numbers_.greater(a, b) : numbers_.lesser(a, b);
  }

  bool implies(edge left, edge right) {
    return manager_->conjunction(left, manager_->negate(right)) == bdd_manager::false_edge;
  }

  number end(const std::vector<weighted_edge>& sum, bool upper) {
    std::optional<variable> which;
    for (const weighted_edge& part : sum) {
      const auto candidate = first_settled(part.when);
      if (candidate && (!which || manager_->level_of(*candidate) < manager_->level_of(*which))) which = candidate;
    }
    if (!which || steps_ == 0) return sum_apart(sum, upper, which.has_value());
    --steps_;
    number ends[2];
    for (const bool choice : {false, true}) {
      std::vector<weighted_edge> fixed = sum;
      for (weighted_edge& part : fixed) part.when = manager_->restrict(part.when, *which, choice);
      ends[choice ? 1 : 0] = end(fixed, upper);
    }
    return upper ? numbers_.greater(ends[0], ends[1]) : numbers_.lesser(ends[0], ends[1]);
  }

  number sum_apart(const std::vector<weighted_edge>& sum, bool upper, bool settled_left) {
    if (settled_left) exact_ = false;
    number total = numbers_.constant(0);
    for (const weighted_edge& part : sum) {
      const bool rises = part.amount >= 0;
      const bool apart = settled_left || part.when == bdd_manager::no_edge;
      total = numbers_.add(total, part.amount, apart ? end(part.when, upper == rises) : mean(part.when));
    }
    return total;
  }

  bdd_manager* manager_;
  const std::vector<char>* settled_;
  Numbers numbers_;
  std::size_t steps_;
  bool exact_ = true;
  detail::topmost_search topmost_;
  detail::edge_map<std::optional<variable>> first_;
  detail::edge_map<number> known_low_;
  detail::edge_map<number> known_high_;
};

/// The same with one set of weights, on the spot.
class settled_expectation : public settled_expectation_in<detail::numbers_at_once> {
 public:
  /// @param settled by variable: non-zero if it takes its value first
  /// @param weight by variable: chance of true of the others
  settled_expectation(bdd_manager& manager, const std::vector<char>& settled, const std::vector<double>& weight,
                      std::size_t steps = 4096)
      : settled_expectation_in(manager, settled, detail::numbers_at_once{&weight}, steps) {}

  [[nodiscard]] interval ends(edge function) {
    const double lowest = low(function);
    const double highest = high(function);
    return {lowest, highest, exact()};
  }
};

}  // namespace portfit
