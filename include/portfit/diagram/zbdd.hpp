#pragma once

#include <portfit/diagram/detail/manager_base.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace portfit {

/// Families of sets of variables as zero-suppressed decision diagrams that share their nodes: two edges are equal exactly
/// when their families are (Minato, "Zero-suppressed BDDs for set manipulation in combinatorial problems", DAC 1993,
/// pp. 272-277).
///
/// A variable absent from a path is absent from the set. Budget, threads and recursion are as in `bdd_manager`.
class zbdd_manager : public detail::manager_base {
 public:
  /// The family without any set.
  static constexpr edge empty_edge = 0;
  /// The family that holds the empty set alone.
  static constexpr edge unit_edge = 1;

  /// A manager for sets of the variables in `order`, first variable on top.
  /// @pre No variable stands twice in `order`.
  explicit zbdd_manager(std::vector<variable> order, limits budget = {})
      : manager_base(std::move(order), budget, results_per_node) {}

  /// The family of one set that holds one variable.
  /// @pre `which` stands in the order.
  edge singleton(variable which) { return make(table_.level_of(which), empty_edge, unit_edge); }

  /// The sets of `low` as they are, together with those of `high` extended by `which`.
  /// @pre `which` stands in the order above the tops of both.
  edge compose(variable which, edge low, edge high) { return make(table_.level_of(which), low, high); }

  /// The sets that stand in at least one of both. Complexity: the product of both sizes.
  edge unite(edge left, edge right) { return left == no_edge || right == no_edge ? no_edge : unite_step(left, right); }

  /// The sets of `family` that include no set of `excluded`; equal sets include each other (Rauzy, "New algorithms for
  /// fault trees analysis", Reliability Engineering and System Safety 40, 1993, pp. 203-211).
  edge without(edge family, edge excluded) {
    return family == no_edge || excluded == no_edge ? no_edge : without_step(family, excluded);
  }

  /// The sets of `family` that include no other set of it.
  edge minimal(edge family) { return family == no_edge ? no_edge : minimal_step(family); }

  /// The minimal sets among those of both. @pre Neither family holds two sets of which one includes the other; so below.
  edge unite_minimal(edge left, edge right) {
    return left == no_edge || right == no_edge ? no_edge : unite_minimal_step(left, right);
  }

  /// The minimal sets among the unions of a set of one family with a set of the other: the minimal solutions of a conjunction
  /// from those of its monotone operands.
  edge multiply_minimal(edge left, edge right) {
    return left == no_edge || right == no_edge ? no_edge : multiply_minimal_step(left, right);
  }

 private:
  static constexpr double results_per_node = 2;  // these operations come back to the same operands more than a BDD's do

  static constexpr edge unite_minimal_tag = detail::first_reserved_edge + 3;
  static constexpr edge multiply_minimal_tag = detail::first_reserved_edge + 4;
  static constexpr edge unite_tag = detail::first_reserved_edge;
  static constexpr edge without_tag = detail::first_reserved_edge + 1;
  static constexpr edge minimal_tag = detail::first_reserved_edge + 2;

  edge make(std::uint32_t level, edge low, edge high) {
    if (low == no_edge || high == no_edge) return no_edge;
    return high == empty_edge ? low : table_.find_or_add(level, low, high);
  }

  edge unite_step(edge left, edge right) {
    if (left == right || right == empty_edge) return left;
    if (left == empty_edge) return right;
    if (left > right) std::swap(left, right);
    if (const edge known = computed_.find(left, right, unite_tag); known != no_edge) return known;
    const std::uint32_t level = (std::min)(table_.level(left), table_.level(right));
    const bool left_on_top = table_.level(left) == level;
    const bool right_on_top = table_.level(right) == level;
    const edge low = unite_step(left_on_top ? table_.low(left) : left, right_on_top ? table_.low(right) : right);
    if (low == no_edge) return no_edge;
    const edge high =
        unite_step(left_on_top ? table_.high(left) : empty_edge, right_on_top ? table_.high(right) : empty_edge);
    return remember(left, right, unite_tag, make(level, low, high));
  }

  edge without_step(edge family, edge excluded) {
    if (family == empty_edge || excluded == empty_edge) return family;
    if (excluded == unit_edge || family == excluded) return empty_edge;
    const std::uint32_t family_level = table_.level(family);
    const std::uint32_t excluded_level = table_.level(excluded);
    // Excluded sets that hold a variable no set of the family holds are included in none of them.
    if (family_level > excluded_level) return without_step(family, table_.low(excluded));
    if (const edge known = computed_.find(family, excluded, without_tag); known != no_edge) return known;
    const bool both = family_level == excluded_level;
    const edge rest = both ? table_.low(excluded) : excluded;
    const edge low = without_step(table_.low(family), rest);
    if (low == no_edge) return no_edge;
    edge high = without_step(table_.high(family), rest);
    if (both && high != no_edge) high = without_step(high, table_.high(excluded));
    return remember(family, excluded, without_tag, make(family_level, low, high));
  }

  [[nodiscard]] edge low_at(edge which, std::uint32_t level) const {
    return table_.level(which) == level ? table_.low(which) : which;
  }
  [[nodiscard]] edge high_at(edge which, std::uint32_t level) const {
    return table_.level(which) == level ? table_.high(which) : empty_edge;
  }

  edge unite_minimal_step(edge left, edge right) {
    if (left == right || right == empty_edge) return left;
    if (left == empty_edge) return right;
    if (left == unit_edge || right == unit_edge) return unit_edge;
    if (left > right) std::swap(left, right);
    if (const edge known = computed_.find(left, right, unite_minimal_tag); known != no_edge) return known;
    const std::uint32_t level = (std::min)(table_.level(left), table_.level(right));
    const edge low = unite_minimal_step(low_at(left, level), low_at(right, level));
    if (low == no_edge) return no_edge;
    const edge high = unite_minimal_step(high_at(left, level), high_at(right, level));
    return remember(left, right, unite_minimal_tag, make(level, low, without(high, low)));
  }

  edge multiply_minimal_step(edge left, edge right) {
    if (left == empty_edge || right == empty_edge) return empty_edge;
    if (left == right || right == unit_edge) return left;
    if (left == unit_edge) return right;
    if (left > right) std::swap(left, right);
    if (const edge known = computed_.find(left, right, multiply_minimal_tag); known != no_edge) return known;
    const std::uint32_t level = (std::min)(table_.level(left), table_.level(right));
    const edge left_low = low_at(left, level);
    const edge right_low = low_at(right, level);
    const edge left_high = high_at(left, level);
    const edge right_high = high_at(right, level);
    const edge low = multiply_minimal_step(left_low, right_low);
    if (low == no_edge) return no_edge;
    edge high = no_edge;
    if (right_high == empty_edge) {
      high = multiply_minimal_step(left_high, right_low);
    } else if (left_high == empty_edge) {
      high = multiply_minimal_step(left_low, right_high);
    } else {
      high = unite_minimal(multiply_minimal(left_high, unite_minimal_step(right_low, right_high)),
                           multiply_minimal_step(left_low, right_high));
    }
    return remember(left, right, multiply_minimal_tag, make(level, low, without(high, low)));
  }

  edge minimal_step(edge family) {
    if (is_constant(family)) return family;
    if (const edge known = computed_.find(family, 0, minimal_tag); known != no_edge) return known;
    const edge low = minimal_step(table_.low(family));
    if (low == no_edge) return no_edge;
    const edge high = minimal_step(table_.high(family));
    return remember(family, 0, minimal_tag, make(table_.level(family), low, without(high, low)));
  }
};

}  // namespace portfit
