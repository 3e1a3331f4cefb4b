#pragma once

#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/detail/manager_base.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// Reduced ordered binary decision diagrams that share their nodes: two edges are equal exactly when their functions are
/// (Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Trans. Computers C-35(8), 1986, pp. 677-691).
///
/// No complement edges, which share a node between a function and its negation: below a monotone function no node is the
/// negation of another, and in the non-monotone fault trees measured (docs/theory.md, section 19) less than one in a thousand
/// is. No garbage collection: nodes live as long as the manager. Making a manager is cheap, its
/// tables grow with its nodes. When the node budget ends, the operation at hand gives `no_edge`, and so does every
/// operation on `no_edge`; edges made before stay valid. Operations recurse at most once per level of the order.
/// Not safe for use from several threads at once, except the queries that are const.
class bdd_manager : public detail::manager_base {
 public:
  /// The function that never holds.
  static constexpr edge false_edge = 0;
  /// The function that always holds.
  static constexpr edge true_edge = 1;

  /// A manager for functions over the variables in `order`, first variable on top.
  /// @pre No variable stands twice in `order`.
  explicit bdd_manager(std::vector<variable> order, limits budget = {})
      : manager_base(std::move(order), budget, results_per_node) {}

  /// The function that holds when the variable does.
  /// @pre `which` stands in the order.
  edge literal(variable which) { return make(table_.level_of(which), false_edge, true_edge); }

  /// The function that holds when `operand` does not. Complexity: linear in its nodes.
  edge negate(edge operand) { return operand == no_edge ? no_edge : negate_step(operand); }

  /// The function that holds when both do. Complexity: the product of both sizes.
  edge conjunction(edge left, edge right) { return apply<conjunction_tag>(left, right); }

  /// The function that holds when at least one does. Complexity: the product of both sizes.
  edge disjunction(edge left, edge right) { return apply<disjunction_tag>(left, right); }

  /// The function that equals `chosen` where `condition` holds and `other` elsewhere (Brace, Rudell, Bryant, DAC 1990,
  /// pp. 40-45). Complexity: the product of the three sizes.
  edge if_then_else(edge condition, edge chosen, edge other) {
    if (condition == no_edge || chosen == no_edge || other == no_edge) return no_edge;
    return choose_step(condition, chosen, other);
  }

  /// The function that holds when at least `k` of the operands do; one that stands twice counts twice.
  ///
  /// Dynamic programming over (operands left, count still needed).
  /// Complexity: at most n * k calls of if_then_else.
  edge at_least(std::size_t k, std::span<const edge> operands);

  /// The function with one variable fixed. A variable that does not stand in the order changes nothing.
  edge restrict(edge operand, variable which, bool value) {
    if (operand == no_edge || !table_.contains(which)) return operand;
    return fix_step(operand, table_.level_of(which), value);
  }

  /// The function with several variables fixed at once. Complexity: linear in the nodes of `operand`, memory for one
  /// byte per level.
  edge restrict(edge operand, const std::map<variable, bool>& values);

  /// The function that holds where some values of `variables` make `operand` hold.
  edge exists(edge operand, const std::set<variable>& variables) { return quantify(operand, variables, true); }

  /// The function that holds where all values of `variables` make `operand` hold.
  edge forall(edge operand, const std::set<variable>& variables) { return quantify(operand, variables, false); }

 private:
  // Measured on fault trees: with four results a node the table is slower than with a quarter by a third, with an eighth
  // some trees take twice as long.
  static constexpr double results_per_node = 0.25;

  // The third operand of if_then_else is a real edge, so reserved numbers in its place tell the other operations apart.
  static constexpr edge conjunction_tag = detail::first_reserved_edge;
  static constexpr edge disjunction_tag = detail::first_reserved_edge + 1;
  static constexpr edge negation_tag = detail::first_reserved_edge + 2;
  static constexpr edge fix_tag = detail::first_reserved_edge + 3;

  using memo = detail::edge_map<edge>;

  edge make(std::uint32_t level, edge low, edge high) {
    if (low == high || low == no_edge) return low;
    return high == no_edge ? no_edge : table_.find_or_add(level, low, high);
  }

  [[nodiscard]] edge low_at(edge which, std::uint32_t level) const {
    return table_.level(which) == level ? table_.low(which) : which;
  }
  [[nodiscard]] edge high_at(edge which, std::uint32_t level) const {
    return table_.level(which) == level ? table_.high(which) : which;
  }

  template <edge Tag>
  edge apply(edge left, edge right) {
    return left == no_edge || right == no_edge ? no_edge : apply_step<Tag>(left, right);
  }

  template <edge Tag>
  edge apply_step(edge left, edge right);
  edge negate_step(edge operand);
  edge choose_step(edge condition, edge chosen, edge other);
  edge fix_step(edge operand, std::uint32_t level, bool value);
  edge restrict_step(edge operand, const std::vector<std::uint8_t>& fixed, std::uint32_t last, memo& known);
  edge quantify(edge operand, const std::set<variable>& variables, bool any);
  edge quantify_step(edge operand, const std::vector<bool>& bound, bool any, memo& known);
};

template <edge Tag>
edge bdd_manager::apply_step(edge left, edge right) {
  constexpr edge neutral = Tag == conjunction_tag ? true_edge : false_edge;
  constexpr edge decisive = Tag == conjunction_tag ? false_edge : true_edge;
  if (left == right || right == neutral) return left;
  if (left == neutral) return right;
  if (left == decisive || right == decisive) return decisive;
  if (left > right) std::swap(left, right);
  if (const edge known = computed_.find(left, right, Tag); known != no_edge) return known;
  const std::uint32_t level = (std::min)(table_.level(left), table_.level(right));
  const edge low = apply_step<Tag>(low_at(left, level), low_at(right, level));
  if (low == no_edge) return no_edge;
  const edge high = apply_step<Tag>(high_at(left, level), high_at(right, level));
  return remember(left, right, Tag, make(level, low, high));
}

inline edge bdd_manager::negate_step(edge operand) {
  if (is_constant(operand)) return operand == true_edge ? false_edge : true_edge;
  if (const edge known = computed_.find(operand, 0, negation_tag); known != no_edge) return known;
  const edge low = negate_step(table_.low(operand));
  if (low == no_edge) return no_edge;
  const edge high = negate_step(table_.high(operand));
  return remember(operand, 0, negation_tag, make(table_.level(operand), low, high));
}

inline edge bdd_manager::choose_step(edge condition, edge chosen, edge other) {
  if (condition == true_edge || chosen == other) return chosen;
  if (condition == false_edge) return other;
  if (chosen == true_edge || chosen == condition) return apply_step<disjunction_tag>(condition, other);
  if (other == false_edge || other == condition) return apply_step<conjunction_tag>(condition, chosen);
  if (chosen == false_edge && other == true_edge) return negate_step(condition);
  if (const edge known = computed_.find(condition, chosen, other); known != no_edge) return known;
  const std::uint32_t level = (std::min)({table_.level(condition), table_.level(chosen), table_.level(other)});
  const edge low = choose_step(low_at(condition, level), low_at(chosen, level), low_at(other, level));
  if (low == no_edge) return no_edge;
  const edge high = choose_step(high_at(condition, level), high_at(chosen, level), high_at(other, level));
  return remember(condition, chosen, other, make(level, low, high));
}

inline edge bdd_manager::at_least(std::size_t k, std::span<const edge> operands) {
  std::vector<edge> deepest_first(operands.begin(), operands.end());
  if (std::find(deepest_first.begin(), deepest_first.end(), no_edge) != deepest_first.end()) return no_edge;
  if (k == 0) return true_edge;
  if (k > deepest_first.size()) return false_edge;
  // The result does not depend on the sequence; with the deepest first most steps only add one node on top.
  std::sort(deepest_first.begin(), deepest_first.end(), [this](edge left, edge right) {
    return std::pair(table_.level(left), left) > std::pair(table_.level(right), right);
  });
  std::vector<edge> reached(k + 1, false_edge);  // reached[i]: at least i of the operands taken so far
  reached[0] = true_edge;
  for (std::size_t taken = 0; taken < deepest_first.size(); ++taken) {
    const std::size_t left =
        deepest_first.size() - taken - 1;  // counts that those left cannot lift to k are not needed
    const std::size_t lowest = k > left ? k - left : 1;
    for (std::size_t i = (std::min)(k, taken + 1); i >= lowest; --i) {
      reached[i] = choose_step(deepest_first[taken], reached[i - 1], reached[i]);
      if (reached[i] == no_edge) return no_edge;
    }
  }
  return reached[k];
}

inline edge bdd_manager::fix_step(edge operand, std::uint32_t level, bool value) {
  const std::uint32_t own = table_.level(operand);
  if (own > level) return operand;
  if (own == level) return value ? table_.high(operand) : table_.low(operand);
  const edge key = level * 2 + (value ? 1U : 0U);
  if (const edge known = computed_.find(operand, key, fix_tag); known != no_edge) return known;
  const edge low = fix_step(table_.low(operand), level, value);
  if (low == no_edge) return no_edge;
  const edge high = fix_step(table_.high(operand), level, value);
  return remember(operand, key, fix_tag, make(own, low, high));
}

inline edge bdd_manager::restrict(edge operand, const std::map<variable, bool>& values) {
  if (operand == no_edge) return no_edge;
  std::vector<std::uint8_t> fixed(table_.terminal_level(), 2);  // 0 and 1: the value; 2: free
  std::uint32_t end = 0;
  for (const auto& [which, value] : values) {
    if (!table_.contains(which)) continue;
    fixed[table_.level_of(which)] = value ? 1 : 0;
    end = (std::max)(end, table_.level_of(which) + 1);
  }
  memo known;
  return restrict_step(operand, fixed, end, known);
}

inline edge bdd_manager::restrict_step(edge operand, const std::vector<std::uint8_t>& fixed, std::uint32_t end,
                                       memo& known) {
  const std::uint32_t level = table_.level(operand);
  if (level >= end) return operand;
  if (const edge* found = known.find(operand)) return *found;
  edge result = no_edge;
  if (fixed[level] != 2) {
    result = restrict_step(fixed[level] == 1 ? table_.high(operand) : table_.low(operand), fixed, end, known);
  } else {
    const edge low = restrict_step(table_.low(operand), fixed, end, known);
    const edge high = low == no_edge ? no_edge : restrict_step(table_.high(operand), fixed, end, known);
    result = make(level, low, high);
  }
  known.insert(operand, result);
  return result;
}

inline edge bdd_manager::quantify(edge operand, const std::set<variable>& variables, bool any) {
  if (operand == no_edge) return no_edge;
  std::vector<bool> bound;
  for (const variable which : variables) {
    if (!table_.contains(which)) continue;
    if (bound.size() <= table_.level_of(which)) bound.resize(std::size_t{table_.level_of(which)} + 1);
    bound[table_.level_of(which)] = true;
  }
  memo known;
  return quantify_step(operand, bound, any, known);
}

inline edge bdd_manager::quantify_step(edge operand, const std::vector<bool>& bound, bool any, memo& known) {
  const std::uint32_t level = table_.level(operand);
  if (level >= bound.size()) return operand;
  if (const edge* found = known.find(operand)) return *found;
  const edge low = quantify_step(table_.low(operand), bound, any, known);
  edge result = no_edge;
  if (low != no_edge && bound[level] && low == (any ? true_edge : false_edge)) {
    result = low;  // decided by one side alone
  } else if (low != no_edge) {
    const edge high = quantify_step(table_.high(operand), bound, any, known);
    if (!bound[level]) {
      result = make(level, low, high);
    } else {
      result = any ? disjunction(low, high) : conjunction(low, high);
    }
  }
  known.insert(operand, result);
  return result;
}

}  // namespace portfit
