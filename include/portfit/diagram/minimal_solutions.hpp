#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/zbdd.hpp>

#include <algorithm>

namespace portfit {
namespace detail {

class minimal_solution_finder {
 public:
  minimal_solution_finder(const bdd_manager& functions, zbdd_manager& families)
      : functions_(&functions), families_(&families) {}

  edge visit(edge function) {
    if (bdd_manager::is_constant(function)) return function;  // never: no set; always: the empty set
    if (const edge* known = known_.find(function)) return *known;
    const edge low = visit(functions_->low(function));
    if (low == zbdd_manager::no_edge) return low;
    const edge high = visit(functions_->high(function));
    // A set that suffices without the top variable makes its extensions superfluous.
    const edge result = families_->compose(functions_->top(function), low, families_->without(high, low));
    known_.insert(function, result);
    return result;
  }

 private:
  const bdd_manager* functions_;
  zbdd_manager* families_;
  edge_map<edge> known_;
};

}  // namespace detail

/// The minimal sets of variables that make a function hold when they, and no others, hold.
///
/// Of a monotone function these are its minimal solutions (the minimal cut sets of a fault tree). Any other function has them as
/// well, but a superset of one need not make it hold.
/// Rauzy's recursion ("New algorithms for fault trees analysis", Reliability Engineering and System Safety 40, 1993,
/// pp. 203-211): the sets that do without the top variable, and those with it that include none of the former.
/// @pre Both managers have the same order.
/// @returns An edge of `families`; `zbdd_manager::no_edge` when its node budget ends, or when `function` is `no_edge`.
/// Complexity: exponential in the worst case, bounded by the node budget of `families`; usually near linear.
[[nodiscard]] inline edge minimal_solutions(const bdd_manager& functions, edge function, zbdd_manager& families) {
  PORTFIT_ASSERT(
      std::equal(functions.order().begin(), functions.order().end(), families.order().begin(), families.order().end()));
  if (function == bdd_manager::no_edge) return zbdd_manager::no_edge;
  return detail::minimal_solution_finder(functions, families).visit(function);
}

}  // namespace portfit
