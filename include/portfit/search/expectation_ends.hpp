#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/fold.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>
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

/// The ends of the expectation of a sum of weighted functions when some variables (the *settled* ones) take their
/// values before the others are drawn: min and max over the settled of the mean over the rest.
///
/// An interleaved fold would only bound this (the minimum must stand outside the mean), so settled variables are taken
/// one by one from the top: a function that only falls or only rises in one is followed to that end, the few mixed ones
/// are branched on. After `steps` branchings the fold's outer bound is used and `exact` is false.
/// Complexity: linear in the diagram per settled variable where monotone, exponential in the mixed ones.
class settled_expectation {
 public:
  /// @param settled by variable: non-zero if it takes its value first
  /// @param weight by variable: chance of true of the others
  settled_expectation(bdd_manager& manager, const std::vector<char>& settled, const std::vector<double>& weight,
                      std::size_t steps = 4096)
      : manager_(&manager), settled_(&settled), weight_(&weight), steps_(steps) {}

  [[nodiscard]] interval ends(edge function) { return {end(function, false), end(function, true), exact_}; }
  [[nodiscard]] double low(edge function) { return end(function, false); }
  [[nodiscard]] double high(edge function) { return end(function, true); }

  /// The same for a sum; the summands share their variables.
  [[nodiscard]] double low(const std::vector<weighted_edge>& sum) { return end(sum, false); }
  [[nodiscard]] double high(const std::vector<weighted_edge>& sum) { return end(sum, true); }

  /// Whether every figure so far is exact.
  [[nodiscard]] bool exact() const { return exact_; }

 private:
  std::optional<variable> first_settled(edge function) {
    if (function == bdd_manager::no_edge) return std::nullopt;
    if (const auto known = first_.find(function); known != first_.end()) return known->second;
    std::optional<variable> found;
    for (const variable each : manager_->support(function)) {
      if (!(*settled_)[each]) continue;
      if (!found || manager_->level_of(each) < manager_->level_of(*found)) found = each;
    }
    first_.emplace(function, found);
    return found;
  }

  double mean(edge function) { return probability_of(*manager_, function, *weight_); }

  /// A function lost to the node budget may hold anywhere or nowhere.
  double lost(bool upper) {
    exact_ = false;
    return upper ? 1 : 0;
  }

  double end(edge function, bool upper) {
    if (function == bdd_manager::no_edge) return lost(upper);
    if (manager_->is_constant(function)) return function == bdd_manager::true_edge ? 1 : 0;
    const auto key = std::pair(function, upper);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const double result = end_step(function, upper);
    known_.emplace(key, result);
    return result;
  }

  double end_step(edge function, bool upper) {
    const std::optional<variable> which = first_settled(function);
    if (!which) return mean(function);
    const edge without = manager_->restrict(function, *which, false);
    const edge with = manager_->restrict(function, *which, true);
    if (implies(without, with)) return end(upper ? with : without, upper);
    if (implies(with, without)) return end(upper ? without : with, upper);
    if (steps_ == 0) {
      exact_ = false;
      return outer(function, upper);
    }
    --steps_;
    const double a = end(without, upper);
    const double b = end(with, upper);
    return upper ? (std::max)(a, b) : (std::min)(a, b);
  }

  bool implies(edge left, edge right) {
    return manager_->conjunction(left, manager_->negate(right)) == bdd_manager::false_edge;
  }

  double outer(edge function, bool upper) {
    return fold(
        *manager_, function, [](bool holds) { return holds ? 1.0 : 0.0; },
        [&](variable which, double without, double with) {
          if ((*settled_)[which]) return upper ? (std::max)(without, with) : (std::min)(without, with);
          return (1 - (*weight_)[which]) * without + (*weight_)[which] * with;
        });
  }

  double end(const std::vector<weighted_edge>& sum, bool upper) {
    std::optional<variable> which;
    for (const weighted_edge& part : sum) {
      const auto candidate = first_settled(part.when);
      if (candidate && (!which || manager_->level_of(*candidate) < manager_->level_of(*which))) which = candidate;
    }
    if (!which || steps_ == 0) return sum_apart(sum, upper, which.has_value());
    --steps_;
    double ends[2];
    for (const bool choice : {false, true}) {
      std::vector<weighted_edge> fixed = sum;
      for (weighted_edge& part : fixed) part.when = manager_->restrict(part.when, *which, choice);
      ends[choice ? 1 : 0] = end(fixed, upper);
    }
    return upper ? (std::max)(ends[0], ends[1]) : (std::min)(ends[0], ends[1]);
  }

  double sum_apart(const std::vector<weighted_edge>& sum, bool upper, bool settled_left) {
    if (settled_left) exact_ = false;
    double total = 0;
    for (const weighted_edge& part : sum) {
      const bool rises = part.amount >= 0;
      const bool apart = settled_left || part.when == bdd_manager::no_edge;
      total += part.amount * (apart ? end(part.when, upper == rises) : mean(part.when));
    }
    return total;
  }

  bdd_manager* manager_;
  const std::vector<char>* settled_;
  const std::vector<double>* weight_;
  std::size_t steps_;
  bool exact_ = true;
  std::map<edge, std::optional<variable>> first_;
  std::map<std::pair<edge, bool>, double> known_;
};

}  // namespace portfit
