#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/detail/order_race.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/minimal_solutions.hpp>
#include <portfit/diagram/modular.hpp>
#include <portfit/diagram/order.hpp>
#include <portfit/diagram/solution_count.hpp>
#include <portfit/diagram/zbdd.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/formula/modules.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// How the minimal solutions of a module were found.
enum class solution_route : std::uint8_t {
  none,         ///< not at all, the budget ended
  by_function,  ///< from the diagram of its function, by Rauzy's recursion
  direct,       ///< from its terms, without a diagram of its function
};

/// The family of minimal solutions of one module.
struct module_family {
  /// Read from a `zbdd_manager`, over the variables of the whole formula and modules; has one root.
  linear_diagram sets;
  solution_route route = solution_route::none;
  order_heuristic heuristic = order_heuristic::lightest_first;
};

/// The minimal solutions of a formula, module by module: a set of the whole formula is a set of the last module, every module in it
/// replaced by one of that module's own sets.
struct modular_family {
  std::vector<module_family> modules;  ///< as in `modular_formula`
  std::size_t variables = 0;           ///< as in `modular_formula`

  /// Whether all modules were done.
  [[nodiscard]] bool complete() const {
    return std::none_of(modules.begin(), modules.end(),
                        [](const module_family& each) { return each.route == solution_route::none; });
  }
  /// The nodes of all modules, terminals not counted.
  [[nodiscard]] std::size_t size() const {
    std::size_t sum = 0;
    for (const module_family& each : modules) sum += each.sets.nodes.size();
    return sum;
  }
};

namespace detail {

/// Finds the minimal solutions of one module by whichever way is the quickest.
class solution_race {
 public:
  solution_race(const formula_module& part, const module_diagram& function, diagram_limits limits)
      : part_(&part), function_(&function), limits_(limits) {
    if (function.complete) routes_.push_back({solution_route::by_function, function.heuristic});
    if (!is_monotone(part.terms, part.root)) return;
    for (const order_heuristic each : order_heuristics) routes_.push_back({solution_route::direct, each});
  }

  [[nodiscard]] module_family run() {
    const std::size_t most = limits_.steps;
    const std::size_t winner = race(routes_.size(), most, [this, most](std::size_t contender, std::size_t steps) {
      const bool directly = routes_[contender].way == solution_route::direct;
      limits_.steps = directly ? steps : (std::min)(most / head_start, steps) * head_start;
      return directly ? find_directly(routes_[contender].heuristic) : find_by_function();
    });
    if (winner == routes_.size()) return {};
    result_.route = routes_[winner].way;
    result_.heuristic = routes_[winner].heuristic;
    return std::move(result_);
  }

 private:
  /// By the function is the quicker way for most modules, so it may take more steps in each round.
  static constexpr std::size_t head_start = 8;

  struct route {
    solution_route way;
    order_heuristic heuristic;
  };

  attempt_outcome find_by_function() {
    zbdd_manager families(function_->function.order, limits_);  // named as in the whole formula already
    const edge root = minimal_solutions(function_->function, families);
    if (root == zbdd_manager::no_edge) return {false, !families.out_of_steps(), part_->terms.term_count()};
    result_.sets = linearize(families, root);
    return {true, false, 0};
  }

  attempt_outcome find_directly(order_heuristic heuristic) {
    zbdd_manager families(static_order(part_->terms, part_->root, heuristic), limits_);
    solution_compiler compile(families, part_->terms);
    const edge root = compile.compile(part_->root);
    if (root == zbdd_manager::no_edge) return {false, !families.out_of_steps(), compile.compiled_terms()};
    result_.sets = linearize(families, root);
    rename(result_.sets, part_->inputs);
    return {true, false, 0};
  }

  const formula_module* part_;
  const module_diagram* function_;
  diagram_limits limits_;
  std::vector<route> routes_;
  module_family result_;
};

}  // namespace detail

/// The minimal sets of variables that make a formula hold when they, and no others, hold: module by module, each by the route and
/// order that gets done first under a growing budget of steps.
///
/// Of a monotone formula these are its minimal solutions (the minimal cut sets of a fault tree). Others have them as well, but
/// a superset of one need not make them hold. Since no module but the whole holds when nothing does, a module that a set
/// asks to fail asks for nothing, and one that it asks for brings its own minimal sets.
/// @param functions  of the same modules; those not complete are done directly where they are monotone
/// @param limits     of each attempt
[[nodiscard]] inline modular_family minimal_solutions(const modular_formula& parts, const modular_diagram& functions,
                                                      diagram_limits limits = {}) {
  PORTFIT_ASSERT(parts.modules.size() == functions.modules.size());
  modular_family result;
  result.variables = parts.variables;
  result.modules.reserve(parts.modules.size());
  for (std::size_t i = 0; i < parts.modules.size(); ++i) {
    result.modules.push_back(detail::solution_race(parts.modules[i], functions.modules[i], limits).run());
  }
  return result;
}

/// The number of sets. @pre `family.complete()`; so for every function below.
/// Complexity: linear in the nodes.
[[nodiscard]] inline solution_count set_count(const modular_family& family) {
  std::vector<solution_count> module_counts;
  std::vector<solution_count> counts;
  for (const module_family& each : family.modules) {
    counts.assign({solution_count(0), solution_count(1)});
    for (const linear_node& node : each.sets.nodes) {
      const solution_count high = counts[node.high];
      counts.push_back(counts[node.low] +
                       (node.top < family.variables ? high : high * module_counts[node.top - family.variables]));
    }
    module_counts.push_back(counts[each.sets.roots.front()]);
  }
  return module_counts.back();
}

namespace detail {

/// Counts by size, from the first size that occurs on.
struct size_counts {
  std::size_t first = 0;
  std::vector<solution_count> counts;
};

/// `sum` and each of `added` extended by one of `factor`.
inline void add_product(size_counts& sum, const size_counts& added, const size_counts& factor) {
  if (added.counts.empty() || factor.counts.empty()) return;
  const std::size_t first = added.first + factor.first;
  const std::size_t end = first + added.counts.size() + factor.counts.size() - 1;
  if (sum.counts.empty()) sum.first = first;
  if (first < sum.first) {
    sum.counts.insert(sum.counts.begin(), sum.first - first, solution_count());
    sum.first = first;
  }
  if (sum.counts.size() < end - sum.first) sum.counts.resize(end - sum.first);
  for (std::size_t i = 0; i < added.counts.size(); ++i) {
    if (added.counts[i] == solution_count()) continue;
    for (std::size_t j = 0; j < factor.counts.size(); ++j) {
      sum.counts[first + i + j - sum.first] += added.counts[i] * factor.counts[j];
    }
  }
}

}  // namespace detail

/// The number of sets by their size: the i-th entry counts the sets of i variables; empty without sets.
/// Complexity: the nodes times the largest size, times that of a module where one is asked for; nothing is enumerated.
[[nodiscard]] inline std::vector<solution_count> set_count_by_size(const modular_family& family) {
  const detail::size_counts single{1, {solution_count(1)}};
  std::vector<detail::size_counts> modules;
  for (const module_family& each : family.modules) {
    const linear_diagram& sets = each.sets;
    std::vector<detail::size_counts> valued(sets.nodes.size() + 2);
    valued[1].counts = {solution_count(1)};
    std::vector<std::uint32_t> uses(valued.size());
    for (const linear_node& node : sets.nodes) ++uses[node.low], ++uses[node.high];
    const auto release = [&](std::uint32_t position) {  // what nobody asks for any more
      if (position > 1 && --uses[position] == 0 && position != sets.roots.front()) valued[position].counts = {};
    };
    for (std::size_t i = 0; i < sets.nodes.size(); ++i) {
      const linear_node& node = sets.nodes[i];
      detail::size_counts sum = valued[node.low];
      detail::add_product(sum, valued[node.high],
                          node.top < family.variables ? single : modules[node.top - family.variables]);
      valued[i + 2] = std::move(sum);
      release(node.low);
      release(node.high);
    }
    modules.push_back(std::move(valued[sets.roots.front()]));
  }
  const detail::size_counts& whole = modules.back();
  if (whole.counts.empty()) return {};
  std::vector<solution_count> result(whole.first);
  result.insert(result.end(), whole.counts.begin(), whole.counts.end());
  return result;
}

}  // namespace portfit
