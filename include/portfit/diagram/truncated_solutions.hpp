#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/detail/computed_table.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/minimal_solutions.hpp>
#include <portfit/diagram/zbdd.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// What becomes of a solution heavier than the limit.
enum class truncation : std::uint8_t {
  /// It is left out. What is left makes the formula hold: a function from below.
  drop,
  /// It is cut down to those of its first variables in the order that the limit allows. What comes out holds wherever the formula
  /// does: a function from above.
  shorten,
};

/// How far minimal solutions are followed: up to a sum of weights. With weights of 1 that is a limit on their order, with
/// logarithms of chances a limit on their probability.
struct truncation_limit {
  std::span<const std::uint32_t> weight;  ///< by variable, at least 1
  std::uint32_t most = 0;                 ///< of a solution's weights together
  truncation heavier = truncation::drop;
};

/// Finds minimal solutions of monotone terms up to a weight, from the literals up, without ever building heavier ones.
///
/// Dropping is how all engines that truncate work; the family is exactly the minimal solutions up to the limit. Shortening is its
/// mirror image: both together enclose the formula, and with it its probability, however many solutions lie beyond the
/// limit. Families are joined as by `solution_compiler`; the limit is part of what results are remembered by.
class truncated_solution_compiler {
 public:
  /// @pre Both outlive the compiler, and so does the table of weights, which covers the order of `families`.
  truncated_solution_compiler(zbdd_manager& families, const formula& terms, truncation_limit limit)
      : families_(&families), terms_(&terms), limit_(limit) {}

  /// The family of a term; `zbdd_manager::no_edge` when the budget of `families` ends on the way. @pre `is_monotone(terms, root)`.
  edge compile(term root) {
    const std::vector<bool> reached = terms_->reachable(std::span<const term>(&root, 1));
    std::vector<edge> known(reached.size(), empty);
    known[true_term] = unit;
    for (term each = 2; each < reached.size(); ++each) {
      if (!reached[each]) continue;
      known[each] = combine(each, known);
      if (known[each] == none) return none;
    }
    return known[root];
  }

 private:
  static constexpr edge empty = zbdd_manager::empty_edge;
  static constexpr edge unit = zbdd_manager::unit_edge;
  static constexpr edge none = zbdd_manager::no_edge;

  edge combine(term which, const std::vector<edge>& known) {
    PORTFIT_ASSERT(terms_->kind(which) != term_kind::negation);
    if (terms_->kind(which) == term_kind::literal) {
      return cut(families_->singleton(terms_->variable_of(which)), limit_.most);
    }
    std::vector<edge> operands;
    for (const term child : terms_->children(which)) operands.push_back(known[child]);
    std::sort(operands.begin(), operands.end(), [this](edge left, edge right) {
      return std::pair(families_->level(left), left) > std::pair(families_->level(right), right);
    });
    std::size_t wanted = operands.size();
    if (terms_->kind(which) == term_kind::disjunction) wanted = 1;
    if (terms_->kind(which) == term_kind::at_least) wanted = terms_->threshold(which);
    std::vector<edge> reached(wanted + 1, empty);  // reached[i]: at least i of the operands taken so far
    reached[0] = unit;
    for (std::size_t taken = 0; taken < operands.size(); ++taken) {
      const std::size_t left = operands.size() - taken - 1;
      const std::size_t lowest = wanted > left ? wanted - left : 1;
      for (std::size_t i = (std::min)(wanted, taken + 1); i >= lowest; --i) {
        reached[i] = families_->unite_minimal(multiply(operands[taken], reached[i - 1], limit_.most), reached[i]);
        if (reached[i] == none) return none;
      }
    }
    return reached[wanted];
  }

  /// What a family that is not empty becomes where nothing more may be added.
  [[nodiscard]] edge beyond(edge family) const {
    return limit_.heavier == truncation::shorten || family == unit ? unit : empty;
  }

  [[nodiscard]] std::uint32_t weight(std::uint32_t level) const { return limit_.weight[families_->order()[level]]; }

  edge remember(detail::computed_table& table, edge left, edge right, std::uint32_t most, edge result) {
    if (result != none) table.store(left, right, most, result, families_->node_count(), no_limit);
    return result;
  }

  edge make(std::uint32_t level, edge low, edge high) {
    return families_->compose(families_->order()[level], low, families_->without(high, low));
  }

  edge cut(edge family, std::uint32_t most) {
    if (family <= unit || family == none) return family;
    if (most == 0) return beyond(family);
    if (const edge known = cuts_.find(family, 0, most); known != none) return known;
    const std::uint32_t level = families_->level(family);
    const edge low = cut(families_->low(family), most);
    if (low == none || low == unit) return low;
    const std::uint32_t own = weight(level);
    if (own > most) return remember(cuts_, family, 0, most, limit_.heavier == truncation::shorten ? unit : low);
    const edge high = cut(families_->high(family), most - own);
    return high == none ? none : remember(cuts_, family, 0, most, make(level, low, high));
  }

  edge multiply(edge left, edge right, std::uint32_t most) {
    if (left == none || right == none) return none;
    if (left == empty || right == empty) return empty;
    if (left == unit || left == right) return cut(right, most);
    if (right == unit) return cut(left, most);
    if (most == 0) return limit_.heavier == truncation::shorten ? unit : empty;
    if (left > right) std::swap(left, right);
    if (const edge known = products_.find(left, right, most); known != none) return known;
    const std::uint32_t level = (std::min)(families_->level(left), families_->level(right));
    const auto [left_low, left_high] = halves(left, level);
    const auto [right_low, right_high] = halves(right, level);
    const edge low = multiply(left_low, right_low, most);
    if (low == none || low == unit) return low;
    const std::uint32_t own = weight(level);
    if (own > most) {
      return remember(products_, left, right, most, limit_.heavier == truncation::shorten ? unit : low);
    }
    const edge high = multiply_high({left_low, left_high}, {right_low, right_high}, most - own);
    return high == none ? none : remember(products_, left, right, most, make(level, low, high));
  }

  using two_halves = std::pair<edge, edge>;

  [[nodiscard]] two_halves halves(edge which, std::uint32_t level) const {
    if (families_->level(which) != level) return {which, empty};
    return {families_->low(which), families_->high(which)};
  }

  edge multiply_high(two_halves left, two_halves right, std::uint32_t most) {
    if (right.second == empty) return multiply(left.second, right.first, most);
    if (left.second == empty) return multiply(left.first, right.second, most);
    const edge either = families_->unite_minimal(right.first, right.second);
    return families_->unite_minimal(multiply(left.second, either, most), multiply(left.first, right.second, most));
  }

  static constexpr std::size_t no_limit = (std::numeric_limits<std::size_t>::max)();

  zbdd_manager* families_;
  const formula* terms_;
  truncation_limit limit_;
  detail::computed_table products_{2};  // as `zbdd_manager` remembers
  detail::computed_table cuts_{2};
};

}  // namespace portfit
