#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/family.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/minimal_solutions.hpp>
#include <portfit/diagram/modular.hpp>
#include <portfit/diagram/order.hpp>
#include <portfit/diagram/truncated_solutions.hpp>
#include <portfit/diagram/zbdd.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/formula/modules.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// Two ends that a probability surely lies between, up to rounding.
struct probability_interval {
  double low = 0;
  double high = 1;
};

/// The function that holds where all variables of some set of a family do, as a diagram under the same order.
/// @returns `bdd_manager::no_edge` when the budget of `functions` ends.
/// @pre `sets` was read from a `zbdd_manager` with the order of `functions`; has one root.
/// Complexity: the nodes times the sizes of the functions.
[[nodiscard]] inline edge function_of_sets(const linear_diagram& sets, bdd_manager& functions) {
  PORTFIT_ASSERT(sets.roots.size() == 1);
  std::vector<edge> found{bdd_manager::false_edge, bdd_manager::true_edge};
  for (const linear_node& each : sets.nodes) {
    const edge with = functions.disjunction(found[each.low], found[each.high]);
    found.push_back(functions.if_then_else(functions.literal(each.top), with, found[each.low]));
    if (found.back() == bdd_manager::no_edge) return bdd_manager::no_edge;
  }
  return found[sets.roots.front()];
}

[[nodiscard]] inline probability_interval bound_probability(const modular_formula& parts,
                                                            const modular_diagram& functions,
                                                            std::span<const double> chance_of_true,
                                                            diagram_limits limits = {});

namespace detail {

/// The term once some variables hold, as a formula of its own over the same variables.
[[nodiscard]] inline std::pair<formula, term> suppose_held(const formula& terms, term root,
                                                           std::span<const variable> held) {
  std::pair<formula, term> result;
  formula& made = result.first;
  for (variable each = 0; each < terms.variable_count(); ++each) made.add_variable({});
  const std::vector<bool> reached = terms.reachable(std::span<const term>(&root, 1));
  std::vector<term> known(reached.size(), false_term);
  known[true_term] = true_term;
  for (term each = 2; each < reached.size(); ++each) {
    if (!reached[each]) continue;
    std::vector<term> operands;
    for (const term child : terms.children(each)) operands.push_back(known[child]);
    switch (terms.kind(each)) {
      case term_kind::literal: {
        const variable which = terms.variable_of(each);
        known[each] = std::find(held.begin(), held.end(), which) != held.end() ? true_term : made.literal(which);
        break;
      }
      case term_kind::negation: known[each] = made.negate(operands.front()); break;
      case term_kind::conjunction: known[each] = made.conjunction(std::move(operands)); break;
      case term_kind::disjunction: known[each] = made.disjunction(std::move(operands)); break;
      default: known[each] = made.at_least(terms.threshold(each), std::move(operands));
    }
  }
  result.second = known[root];
  return result;
}

/// Ends of the value of every node where the chances of variables lie between ends of their own.
[[nodiscard]] inline probability_interval enclose(const linear_diagram& function,
                                                  std::span<const probability_interval> chance) {
  std::vector<probability_interval> value{{0, 0}, {1, 1}};
  for (const linear_node& node : function.nodes) {
    const probability_interval p = chance[node.top];
    const probability_interval low = value[node.low];
    const probability_interval high = value[node.high];
    // Linear in the chance: an end of the value is at an end of the chance.
    const auto mix = [](double share, double without, double with) { return (1 - share) * without + share * with; };
    value.push_back({(std::min)(mix(p.low, low.low, high.low), mix(p.high, low.low, high.low)),
                     (std::max)(mix(p.low, low.high, high.high), mix(p.high, low.high, high.high))});
  }
  return value[function.roots.front()];
}

/// Encloses a monotone module that could not be compiled between families of solutions truncated further and further out.
class module_bounds {
 public:
  module_bounds(const formula_module& part, std::span<const probability_interval> chance, diagram_limits limits)
      : part_(&part), limits_(limits) {
    for (const variable each : part.inputs) {
      low_.push_back(chance[each].low);
      high_.push_back(chance[each].high);
    }
    std::vector<double> sorted = high_;
    std::sort(sorted.begin(), sorted.end());
    const double usual = sorted.empty() ? 0.5 : sorted[sorted.size() / 2];
    const double per_weight = (std::max)(-std::log((std::max)(usual, 1e-300)), 0.1);
    for (const double each : high_) weight_.push_back(weight_of(each, per_weight));
  }

  [[nodiscard]] probability_interval find() {
    probability_interval result;
    bool from_below = true;
    bool from_above = true;
    for (std::uint32_t most = 1; most <= most_weight && (from_below || from_above); ++most) {
      if (from_below) from_below = raise(result, most);
      if (from_above) from_above = lower(result, most);
      if (result.high - result.low <= 1e-9 * result.high) break;
    }
    return result;
  }

 private:
  static constexpr std::uint32_t most_weight = 64;

  /// An input of the usual chance weighs 1, one of the square of that 2, and so on.
  [[nodiscard]] static std::uint32_t weight_of(double chance, double per_weight) {
    const double weight = std::floor(-std::log((std::max)(chance, 1e-300)) / per_weight + 0.5);
    return static_cast<std::uint32_t>((std::max)(1.0, (std::min)(weight, double{most_weight} + 1)));
  }

  bool raise(probability_interval& result, std::uint32_t most) const {
    const std::vector<variable> order = static_order(part_->terms, part_->root, order_heuristic::lightest_first);
    zbdd_manager families(order, limits_);
    const edge root =
        truncated_solution_compiler(families, part_->terms, {weight_, most, truncation::drop}).compile(part_->root);
    if (root == zbdd_manager::no_edge) return false;
    bdd_manager functions(order, limits_);
    const edge function = function_of_sets(linearize(families, root), functions);
    if (function == bdd_manager::no_edge) return false;
    result.low = (std::max)(result.low, probability_of(functions, function, low_));
    return true;
  }

  bool lower(probability_interval& result, std::uint32_t most) const {
    const std::vector<variable> order = static_order(part_->terms, part_->root, order_heuristic::lightest_first);
    zbdd_manager families(order, limits_);
    const edge root =
        truncated_solution_compiler(families, part_->terms, {weight_, most, truncation::shorten}).compile(part_->root);
    if (root == zbdd_manager::no_edge) return false;
    const linear_diagram sets = linearize(families, root);
    bdd_manager functions(order, limits_);
    const edge function = function_of_sets(sets, functions);
    const auto join = [&](variable which, double low, double high) { return low + high_[which] * high; };
    double found = function != bdd_manager::no_edge
                       ? probability_of(functions, function, high_)
                       : fold(sets, [](bool one) { return one ? 1.0 : 0.0; }, join).front();
    if (found < result.high) {
      const std::vector<std::vector<variable>> listed = smallest_sets(families, root, most_refined + 1);
      if (listed.size() <= most_refined) found = (std::min)(found, refine(listed));
    }
    result.high = (std::min)(result.high, found);
    return true;
  }

  /// Asks more closely about each shortened solution S: P(f) <= P(some whole solution) + sum over S of P(S) P(f | S).
  [[nodiscard]] double refine(const std::vector<std::vector<variable>>& sets) const {
    diagram_limits part = limits_;
    part.nodes /= share;
    part.steps /= share;
    if (part.nodes < least_nodes || part.steps < least_nodes) return 1;
    double sum = 0;
    for (const std::vector<variable>& each : sets) {
      double chance = 1;
      for (const variable which : each) chance *= high_[which];
      const auto [terms, root] = suppose_held(part_->terms, part_->root, each);
      if (root != true_term) {
        const modular_formula parts = split_modules(terms, root);
        chance *= bound_probability(parts, compile_modules(parts, part), high_, part).high;
      }
      sum += chance;
    }
    return sum;
  }

  static constexpr std::size_t most_refined = 32;
  static constexpr std::size_t share = 32;  // what one closer look may cost
  static constexpr std::size_t least_nodes = 256;

  const formula_module* part_;
  diagram_limits limits_;
  std::vector<double> low_;
  std::vector<double> high_;
  std::vector<std::uint32_t> weight_;
};

}  // namespace detail

/// What the probability of a formula surely lies between, also where some of its modules could not be compiled.
///
/// A module with a diagram is exact, given the ends of the modules in it. A monotone one without is enclosed between its minimal
/// solutions up to a weight (`truncation::drop`: any union of solutions is a lower bound) and all its solutions shortened to that
/// weight (`truncation::shorten`: an upper bound), the weight rising until `limits` end both. One that is neither may have any
/// probability.
/// @param limits  of each attempt to enclose a module
/// @pre `functions` are the modules of `parts`; `chance_of_true` covers its variables.
[[nodiscard]] inline probability_interval bound_probability(const modular_formula& parts,
                                                            const modular_diagram& functions,
                                                            std::span<const double> chance_of_true,
                                                            diagram_limits limits) {
  PORTFIT_ASSERT(parts.modules.size() == functions.modules.size() && chance_of_true.size() >= parts.variables);
  std::vector<probability_interval> chance;
  for (std::size_t each = 0; each < parts.variables; ++each)
    chance.push_back({chance_of_true[each], chance_of_true[each]});
  for (std::size_t i = 0; i < parts.modules.size(); ++i) {
    const formula_module& part = parts.modules[i];
    probability_interval ends;
    if (functions.modules[i].complete) {
      ends = detail::enclose(functions.modules[i].function, chance);
    } else if (is_monotone(part.terms, part.root)) {
      ends = detail::module_bounds(part, chance, limits).find();
    }
    chance.push_back(ends);
  }
  return chance.back();
}

}  // namespace portfit
