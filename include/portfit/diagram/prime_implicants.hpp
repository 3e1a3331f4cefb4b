#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/modular.hpp>
#include <portfit/diagram/modular_family.hpp>
#include <portfit/diagram/zbdd.hpp>
#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// A variable with a sign as a variable of its own: what families of implicants are made of.
[[nodiscard]] constexpr variable signed_variable(variable which, bool holds) { return 2 * which + (holds ? 0U : 1U); }

/// The order of both signs of each variable.
[[nodiscard]] inline std::vector<variable> signed_order(std::span<const variable> order) {
  std::vector<variable> result;
  for (const variable each : order) {
    result.push_back(signed_variable(each, true));
    result.push_back(signed_variable(each, false));
  }
  return result;
}

namespace detail {

class prime_implicant_finder {
 public:
  prime_implicant_finder(bdd_manager& functions, zbdd_manager& families)
      : functions_(&functions), families_(&families) {}

  edge visit(edge function) {
    if (function == bdd_manager::no_edge || bdd_manager::is_constant(function)) return function;
    if (const edge* known = known_.find(function)) return *known;
    const variable top = functions_->top(function);
    const edge low = functions_->low(function);
    const edge high = functions_->high(function);
    const edge either = visit(functions_->conjunction(low, high));  // what holds whatever the variable does
    if (either == zbdd_manager::no_edge) return either;
    const edge without = families_->without(visit(low), either);
    const edge with = families_->without(visit(high), either);
    const edge result = families_->compose(signed_variable(top, true),
                                           families_->compose(signed_variable(top, false), either, without), with);
    known_.insert(function, result);
    return result;
  }

 private:
  bdd_manager* functions_;
  zbdd_manager* families_;
  edge_map<edge> known_;
};

/// A diagram read before, as an edge of a manager with the same order.
[[nodiscard]] inline edge restore(const linear_diagram& function, bdd_manager& functions) {
  std::vector<edge> found{bdd_manager::false_edge, bdd_manager::true_edge};
  for (const linear_node& each : function.nodes) {
    found.push_back(functions.if_then_else(functions.literal(each.top), found[each.high], found[each.low]));
    if (found.back() == bdd_manager::no_edge) return bdd_manager::no_edge;
  }
  return found[function.roots.front()];
}

}  // namespace detail

/// The prime implicants of a function: the sets of signed variables that make it hold whatever the others
/// do, and of which no proper subset does.
///
/// Coudert and Madre, "Implicit and incremental computation of primes and essential primes of Boolean functions", DAC 1992,
/// pp. 36-39: those of both halves together, and those of each half that are not among them, with the variable's sign.
/// @pre The order of `families` is the `signed_order` of that of `functions`.
/// @returns An edge of `families`; `zbdd_manager::no_edge` when a budget ends.
/// Complexity: exponential in the worst case.
[[nodiscard]] inline edge prime_implicants(bdd_manager& functions, edge function, zbdd_manager& families) {
  return detail::prime_implicant_finder(functions, families).visit(function);
}

/// The prime implicants of a formula, module by module.
///
/// The result has two entries per module, the second for its negation (empty where no implicant asks for it), except that the last
/// entry is the whole; its variables are signed. So `set_count`, `set_count_by_size` and `most_probable` read it as any other
/// family: of products of signed variables.
/// @pre `functions` are the modules of `parts`, complete.
/// @param limits  of each manager; where they end a family, `complete()` is false
[[nodiscard]] inline modular_family prime_implicants(const modular_diagram& functions, diagram_limits limits = {}) {
  PORTFIT_ASSERT(functions.complete());
  const std::size_t count = functions.modules.size();
  modular_family result;
  result.variables = 2 * functions.variables;
  result.modules.resize(2 * count - 1);
  std::vector<char> wanted(2 * count);
  wanted[2 * count - 2] = 1;
  for (std::size_t entry = 2 * count - 1; entry-- > 0;) {
    module_family& made = result.modules[entry];
    made.route = solution_route::by_function;
    made.sets.roots = {0};
    if (wanted[entry] == 0) continue;
    const linear_diagram& function = functions.modules[entry / 2].function;
    bdd_manager manager(function.order, limits);
    zbdd_manager families(signed_order(function.order), limits);
    edge root = detail::restore(function, manager);
    if (entry % 2 == 1) root = manager.negate(root);
    root = prime_implicants(manager, root, families);
    if (root == zbdd_manager::no_edge) {
      made.route = solution_route::none;
      return result;
    }
    made.sets = linearize(families, root);
    for (const linear_node& each : made.sets.nodes) {
      if (each.top >= result.variables) wanted[each.top - result.variables] = 1;
    }
  }
  return result;
}

}  // namespace portfit
