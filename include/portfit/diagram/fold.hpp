#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/semiring/semiring.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace portfit {

/// Folds a linear diagram from the terminals up; gives the values of its roots.
///
/// `terminal(bool)` gives the value of a terminal; `node(variable, low, high)` the value of a node from those of its
/// children. Every node is valued once.
/// Complexity: linear in the nodes.
template <class Terminal, class Node>
[[nodiscard]] auto fold(const linear_diagram& diagram, Terminal terminal, Node node) {
  using value_type = std::remove_cvref_t<std::invoke_result_t<Terminal&, bool>>;
  struct slot {  // keeps bool out of the packed specialisation of vector
    value_type value;
  };
  std::vector<slot> valued;
  valued.reserve(diagram.nodes.size() + 2);
  valued.push_back(slot{terminal(false)});
  valued.push_back(slot{terminal(true)});
  for (const linear_node& each : diagram.nodes) {
    const value_type& low = valued[each.low].value;
    const value_type& high = valued[each.high].value;
    valued.push_back(slot{node(each.top, low, high)});
  }
  std::vector<value_type> values;
  values.reserve(diagram.roots.size());
  for (const std::uint32_t root : diagram.roots) values.push_back(valued[root].value);
  return values;
}

/// Folds the diagram below `root` from the terminals up, see above. Works for every manager of this room.
/// @pre `root` is not `no_edge`.
/// Complexity: linear in the nodes reachable; recursion no deeper than the order is long.
template <class Manager, class Terminal, class Node>
[[nodiscard]] auto fold(const Manager& manager, edge root, Terminal terminal, Node node) {
  using value_type = std::remove_cvref_t<std::invoke_result_t<Terminal&, bool>>;
  std::vector<value_type> values = fold(linearize(manager, root), std::move(terminal), std::move(node));
  return value_type(std::move(values.front()));
}

namespace detail {

/// The product of any run of factors in logarithmic time; a segment tree, because a semiring cannot divide.
template <semiring S>
class run_product {
 public:
  using value_type = typename S::value_type;

  explicit run_product(const std::vector<value_type>& factors) : count_(factors.size()), tree_(count_, S::one()) {
    tree_.insert(tree_.end(), factors.begin(), factors.end());
    for (std::size_t i = count_; i-- > 1;) tree_[i] = S::times(tree_[2 * i], tree_[2 * i + 1]);
  }

  /// The product of the factors from `first` up to, and without, `last`.
  [[nodiscard]] value_type operator()(std::size_t first, std::size_t last) const {
    value_type product = S::one();
    for (first += count_, last += count_; first < last; first /= 2, last /= 2) {
      if (first % 2 == 1) product = S::times(product, tree_[first++]);
      if (last % 2 == 1) product = S::times(product, tree_[--last]);
    }
    return product;
  }

 private:
  std::size_t count_;
  std::vector<value_type> tree_;
};

}  // namespace detail

/// The sum over all satisfying assignments of the product of the weights of their literals.
///
/// Every variable of the order takes part, for an assignment gives a value to each: a level the diagram skips
/// contributes plus(weight(v, false), weight(v, true)). `weight(variable, bool)` is asked once per literal.
/// @pre `diagram` was read from a `bdd_manager` and has one root.
/// Complexity: linear in the nodes plus the length of the order, times its logarithm where levels are skipped.
template <semiring S, class Weight>
[[nodiscard]] typename S::value_type semiring_fold(const linear_diagram& diagram, Weight weight) {
  using value_type = typename S::value_type;
  PORTFIT_ASSERT(diagram.roots.size() == 1);
  const std::size_t levels = diagram.order.size();
  std::vector<value_type> without;
  std::vector<value_type> with;
  std::vector<value_type> either;
  for (const variable each : diagram.order) {
    without.push_back(weight(each, false));
    with.push_back(weight(each, true));
    either.push_back(S::plus(without.back(), with.back()));
  }
  const detail::run_product<S> skipped(either);
  struct slot {
    value_type value;
    std::size_t level;
  };
  std::vector<slot> valued{{S::zero(), levels}, {S::one(), levels}};
  valued.reserve(diagram.nodes.size() + 2);
  const auto lift = [&](std::uint32_t child, std::size_t level) {
    const slot& below = valued[child];
    return below.level == level ? below.value : S::times(skipped(level, below.level), below.value);
  };
  for (const linear_node& each : diagram.nodes) {
    const std::size_t next = std::size_t{each.level} + 1;
    const value_type low = S::times(without[each.level], lift(each.low, next));
    const value_type high = S::times(with[each.level], lift(each.high, next));
    valued.push_back({S::plus(low, high), each.level});
  }
  return lift(diagram.roots.front(), 0);
}

/// The sum over all satisfying assignments of the product of the weights of their literals, see above.
/// @pre `root` is not `no_edge`.
template <semiring S, class Weight>
[[nodiscard]] typename S::value_type semiring_fold(const bdd_manager& manager, edge root, Weight weight) {
  return semiring_fold<S>(linearize(manager, root), std::move(weight));
}

/// The probability that a function holds when its variables hold independently of each other.
///
/// Skipped levels need no care here, because the two weights of a variable sum to one.
/// @param diagram  has one root
/// @param chance_of_true  by variable, each within [0, 1]
/// @pre `chance_of_true` covers the variables the function depends on.
/// Complexity: linear in the nodes.
[[nodiscard]] inline double probability_of(const linear_diagram& diagram, std::span<const double> chance_of_true) {
  using numbers = probability_semiring;
  PORTFIT_ASSERT(diagram.roots.size() == 1);
  const auto mix = [&](variable which, double low, double high) {
    PORTFIT_ASSERT(which < chance_of_true.size());
    const double chance = chance_of_true[which];
    return numbers::plus(numbers::times(1.0 - chance, low), numbers::times(chance, high));
  };
  return fold(diagram, [](bool holds) { return holds ? 1.0 : 0.0; }, mix).front();
}

/// The probability that a function holds when its variables hold independently of each other, see above.
/// @pre `root` is not `no_edge`.
[[nodiscard]] inline double probability_of(const bdd_manager& manager, edge root,
                                           std::span<const double> chance_of_true) {
  return probability_of(linearize(manager, root), chance_of_true);
}

/// The number of satisfying assignments over all variables of the order; `count_semiring::many` when that or more.
/// @pre `root` is not `no_edge`.
[[nodiscard]] inline std::uint64_t model_count(const bdd_manager& manager, edge root) {
  return semiring_fold<count_semiring>(manager, root, [](variable, bool) { return std::uint64_t{1}; });
}

}  // namespace portfit
