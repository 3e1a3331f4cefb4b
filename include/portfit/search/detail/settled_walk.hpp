#pragma once

#include <portfit/diagram/bdd.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// One summand of a random amount: `amount` where `when` holds.
struct weighted_edge {
  edge when = bdd_manager::true_edge;
  double amount = 0;
};

namespace detail {

/// The walk behind `settled_expectation`: which restrictions of a function decide the ends of its expectation. It looks at
/// the shape of diagrams alone and never at a weight, so `Figures` may be numbers as well as places in a flat diagram
/// that is folded with many sets of weights later.
///
/// `Figures` has `value_type` and `constant(bool)`, `mean(edge)`, `bound(edge, upper)` (the fold's outer bound),
/// `extreme(value, value, upper)` and `sum(span of pairs of amount and value)`.
template <class Figures>
class settled_walk {
 public:
  using value_type = typename Figures::value_type;

  settled_walk(bdd_manager& manager, const std::vector<char>& settled, Figures figures, std::size_t steps)
      : manager_(&manager), settled_(&settled), figures_(std::move(figures)), steps_(steps) {}

  value_type end(edge function, bool upper) {
    if (function == bdd_manager::no_edge) {  // lost to the node budget: it may hold anywhere or nowhere
      exact_ = false;
      return figures_.constant(upper);
    }
    if (manager_->is_constant(function)) return figures_.constant(function == bdd_manager::true_edge);
    const auto key = std::pair(function, upper);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const value_type result = end_step(function, upper);
    known_.emplace(key, result);
    return result;
  }

  value_type end(const std::vector<weighted_edge>& sum, bool upper) {
    std::optional<variable> which;
    for (const weighted_edge& part : sum) {
      const auto candidate = first_settled(part.when);
      if (candidate && (!which || manager_->level_of(*candidate) < manager_->level_of(*which))) which = candidate;
    }
    if (!which || steps_ == 0) return sum_apart(sum, upper, which.has_value());
    --steps_;
    const value_type without = end(fixed(sum, *which, false), upper);
    const value_type with = end(fixed(sum, *which, true), upper);
    return figures_.extreme(without, with, upper);
  }

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

  value_type end_step(edge function, bool upper) {
    const std::optional<variable> which = first_settled(function);
    if (!which) return figures_.mean(function);
    const edge without = manager_->restrict(function, *which, false);
    const edge with = manager_->restrict(function, *which, true);
    if (implies(without, with)) return end(upper ? with : without, upper);
    if (implies(with, without)) return end(upper ? without : with, upper);
    if (steps_ == 0) {
      exact_ = false;
      return figures_.bound(function, *settled_, upper);
    }
    --steps_;
    const value_type a = end(without, upper);
    const value_type b = end(with, upper);
    return figures_.extreme(a, b, upper);
  }

  bool implies(edge left, edge right) {
    return manager_->conjunction(left, manager_->negate(right)) == bdd_manager::false_edge;
  }

  std::vector<weighted_edge> fixed(std::vector<weighted_edge> sum, variable which, bool value) {
    for (weighted_edge& part : sum) part.when = manager_->restrict(part.when, which, value);
    return sum;
  }

  value_type sum_apart(const std::vector<weighted_edge>& sum, bool upper, bool settled_left) {
    if (settled_left) exact_ = false;
    std::vector<std::pair<double, value_type>> parts;
    for (const weighted_edge& part : sum) {
      const bool rises = part.amount >= 0;
      const bool apart = settled_left || part.when == bdd_manager::no_edge;
      parts.emplace_back(part.amount, apart ? end(part.when, upper == rises) : figures_.mean(part.when));
    }
    return figures_.sum(std::span<const std::pair<double, value_type>>(parts));
  }

  bdd_manager* manager_;
  const std::vector<char>* settled_;
  Figures figures_;
  std::size_t steps_;
  bool exact_ = true;
  std::map<edge, std::optional<variable>> first_;
  std::map<std::pair<edge, bool>, value_type> known_;
};

}  // namespace detail
}  // namespace portfit
