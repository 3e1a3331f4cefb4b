#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/zbdd.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

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

/// The minimal sets of variables that make a function hold when they, and no others, hold; from its linear diagram.
/// @param function  read from a `bdd_manager` with the order of `families`, has one root
/// @returns An edge of `families`; `zbdd_manager::no_edge` when its budget ends.
[[nodiscard]] inline edge minimal_solutions(const linear_diagram& function, zbdd_manager& families) {
  PORTFIT_ASSERT(function.roots.size() == 1);
  std::vector<edge> found{zbdd_manager::empty_edge, zbdd_manager::unit_edge};
  found.reserve(function.nodes.size() + 2);
  for (const linear_node& each : function.nodes) {
    const edge low = found[each.low];
    found.push_back(families.compose(each.top, low, families.without(found[each.high], low)));
    if (found.back() == zbdd_manager::no_edge) return zbdd_manager::no_edge;
  }
  return found[function.roots.front()];
}

/// Whether a term is built without negation, so that it can only rise with its variables.
/// Complexity: linear in the part of the arena below `root`.
[[nodiscard]] inline bool is_monotone(const formula& terms, term root) {
  const std::vector<bool> reached = terms.reachable(std::span<const term>(&root, 1));
  for (term each = 2; each < reached.size(); ++each) {
    if (reached[each] && terms.kind(each) == term_kind::negation) return false;
  }
  return true;
}

/// Turns monotone terms into the families of their minimal solutions without a decision diagram of their functions: from the
/// literals up, families are united and multiplied, and only minimal sets kept (Minato 1993; Jung, Han and Ha, "A fast BDD
/// algorithm for large coherent fault trees analysis", Reliability Engineering and System Safety 83, 2004, pp. 369-374, do so
/// for fault trees). Where parts with few solutions have functions with large diagrams this is the quicker way.
class solution_compiler {
 public:
  /// @pre Both outlive the compiler; the order of `families` holds every variable of the terms compiled.
  solution_compiler(zbdd_manager& families, const formula& terms) : families_(&families), terms_(&terms) {}

  /// The minimal solutions of a term; `zbdd_manager::no_edge` when the budget ends on the way.
  /// @pre `is_monotone(terms, root)`.
  edge compile(term root) {
    const std::vector<bool> reached = terms_->reachable(std::span<const term>(&root, 1));
    known_.assign(reached.size(), zbdd_manager::no_edge);
    known_[false_term] = zbdd_manager::empty_edge;
    known_[true_term] = zbdd_manager::unit_edge;
    for (term each = 2; each < reached.size(); ++each) {
      if (!reached[each]) continue;
      known_[each] = combine(each);
      if (known_[each] == zbdd_manager::no_edge) return zbdd_manager::no_edge;
      ++compiled_;
    }
    return known_[root];
  }

  /// How many terms have been compiled: how far it got where the budget ended.
  [[nodiscard]] std::size_t compiled_terms() const { return compiled_; }

 private:
  edge combine(term which) {
    PORTFIT_ASSERT(terms_->kind(which) != term_kind::negation);
    if (terms_->kind(which) == term_kind::literal) return families_->singleton(terms_->variable_of(which));
    operands_.clear();
    for (const term child : terms_->children(which)) operands_.push_back(known_[child]);
    std::sort(operands_.begin(), operands_.end(), [this](edge left, edge right) {
      return std::pair(families_->level(left), left) > std::pair(families_->level(right), right);
    });
    if (terms_->kind(which) == term_kind::at_least) return at_least(terms_->threshold(which));
    const bool all = terms_->kind(which) == term_kind::conjunction;
    edge joined = all ? zbdd_manager::unit_edge : zbdd_manager::empty_edge;
    for (const edge each : operands_) {
      joined = all ? families_->multiply_minimal(joined, each) : families_->unite_minimal(joined, each);
    }
    return joined;
  }

  /// Dynamic programming over (operands left, count still needed), as for functions.
  edge at_least(std::size_t k) {
    std::vector<edge> reached(k + 1, zbdd_manager::empty_edge);  // reached[i]: at least i of the operands taken so far
    reached[0] = zbdd_manager::unit_edge;
    for (std::size_t taken = 0; taken < operands_.size(); ++taken) {
      const std::size_t left = operands_.size() - taken - 1;
      const std::size_t lowest = k > left ? k - left : 1;
      for (std::size_t i = (std::min)(k, taken + 1); i >= lowest; --i) {
        reached[i] =
            families_->unite_minimal(families_->multiply_minimal(operands_[taken], reached[i - 1]), reached[i]);
      }
    }
    return reached[k];
  }

  zbdd_manager* families_;
  const formula* terms_;
  std::vector<edge> known_;  // by term
  std::vector<edge> operands_;
  std::size_t compiled_ = 0;
};

}  // namespace portfit
