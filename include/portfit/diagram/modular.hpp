#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/detail/order_race.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/gradient.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/order.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/formula/modules.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// The diagram of one module.
struct module_diagram {
  /// Over the variables of the whole formula and, from `modular_diagram::variables` on, modules; has one root.
  linear_diagram function;
  bool complete = false;                                        ///< false: the budget ended, `function` is empty
  order_heuristic heuristic = order_heuristic::lightest_first;  ///< the one that won
};

/// A formula as diagrams of its modules, each under an order of its own.
struct modular_diagram {
  std::vector<module_diagram> modules;  ///< as in `modular_formula`: the last is the whole
  std::size_t variables = 0;            ///< as in `modular_formula`

  /// Whether all modules were compiled.
  [[nodiscard]] bool complete() const {
    return std::all_of(modules.begin(), modules.end(), [](const module_diagram& each) { return each.complete; });
  }
  /// The nodes of all modules, terminals not counted.
  [[nodiscard]] std::size_t size() const {
    std::size_t sum = 0;
    for (const module_diagram& each : modules) sum += each.function.nodes.size();
    return sum;
  }
};

namespace detail {

/// Names variables of a module as the whole formula does.
inline void rename(linear_diagram& diagram, const std::vector<variable>& names) {
  for (linear_node& each : diagram.nodes) each.top = names[each.top];
  for (variable& each : diagram.order) each = names[each];
}

[[nodiscard]] inline module_diagram compile_module(const formula_module& part, diagram_limits limits) {
  module_diagram result;
  const auto attempt = [&](std::size_t contender, std::size_t steps) {
    const order_heuristic heuristic = order_heuristics[contender];
    diagram_limits budget = limits;
    budget.steps = steps;
    bdd_manager manager(static_order(part.terms, part.root, heuristic), budget);
    compiler compile(manager, part.terms);
    const edge root = compile.compile(part.root);
    if (root == bdd_manager::no_edge) return attempt_outcome{false, !manager.out_of_steps(), compile.compiled_terms()};
    result.function = linearize(manager, root);
    result.complete = true;
    result.heuristic = heuristic;
    return attempt_outcome{true, false, 0};
  };
  (void)race(order_heuristics.size(), limits.steps, attempt);
  rename(result.function, part.inputs);
  return result;
}

}  // namespace detail

/// Compiles a formula module by module, each under the first of `order_heuristics` that gets it done.
///
/// Within a module the orders race under a growing budget counted in steps, so the same one wins on every machine.
/// @param limits  of each attempt: nodes and bytes of one manager, steps of one attempt
/// Complexity: exponential in the worst case in the largest module, bounded by the limits.
[[nodiscard]] inline modular_diagram compile_modules(const modular_formula& parts, diagram_limits limits = {}) {
  modular_diagram result;
  result.variables = parts.variables;
  result.modules.reserve(parts.modules.size());
  for (const formula_module& part : parts.modules) result.modules.push_back(detail::compile_module(part, limits));
  return result;
}

/// The probability that the formula holds when its variables hold independently of each other.
/// @param chance_of_true  by variable of the formula, each within [0, 1]
/// @pre `diagram.complete()`.
/// Complexity: linear in the nodes.
[[nodiscard]] inline double probability_of(const modular_diagram& diagram, std::span<const double> chance_of_true) {
  PORTFIT_ASSERT(diagram.complete() && chance_of_true.size() >= diagram.variables);
  std::vector<double> chance(chance_of_true.begin(),
                             chance_of_true.begin() + static_cast<std::ptrdiff_t>(diagram.variables));
  std::vector<double> value;
  for (const module_diagram& each : diagram.modules) {
    value.assign({0, 1});
    for (const linear_node& node : each.function.nodes) {
      const double p = chance[node.top];
      value.push_back((1 - p) * value[node.low] + p * value[node.high]);
    }
    chance.push_back(value[each.function.roots.front()]);
  }
  return chance.back();
}

/// The probability and all its partial derivatives, by one sweep up and one down through all modules: the slope by a variable is
/// that by its module's chance, times that of the module's chance by the variable. `reach` stays empty.
/// @pre `diagram.complete()`.
/// Complexity: linear in the nodes and the variables.
[[nodiscard]] inline probability_gradient gradient_of(const modular_diagram& diagram,
                                                      std::span<const double> chance_of_true) {
  PORTFIT_ASSERT(diagram.complete() && chance_of_true.size() >= diagram.variables);
  std::vector<double> chance(chance_of_true.begin(),
                             chance_of_true.begin() + static_cast<std::ptrdiff_t>(diagram.variables));
  std::vector<std::vector<double>> values;
  for (const module_diagram& each : diagram.modules) {
    std::vector<double> value{0, 1};
    for (const linear_node& node : each.function.nodes) {
      const double p = chance[node.top];
      value.push_back((1 - p) * value[node.low] + p * value[node.high]);
    }
    chance.push_back(value[each.function.roots.front()]);
    values.push_back(std::move(value));
  }
  std::vector<double> slope(chance.size());
  slope.back() = 1;
  std::vector<double> reach;
  for (std::size_t module = diagram.modules.size(); module-- > 0;) {
    const linear_diagram& function = diagram.modules[module].function;
    reach.assign(function.nodes.size() + 2, 0);
    reach[function.roots.front()] = slope[diagram.variables + module];
    for (std::size_t index = function.nodes.size(); index-- > 0;) {  // parents before children
      const linear_node& node = function.nodes[index];
      const double here = reach[index + 2];
      slope[node.top] += here * (values[module][node.high] - values[module][node.low]);
      reach[node.low] += here * (1 - chance[node.top]);
      reach[node.high] += here * chance[node.top];
    }
  }
  probability_gradient result;
  result.value = chance.back();
  slope.resize(chance_of_true.size());
  std::fill(slope.begin() + static_cast<std::ptrdiff_t>(diagram.variables), slope.end(), 0.0);
  result.slope = std::move(slope);
  return result;
}

}  // namespace portfit
