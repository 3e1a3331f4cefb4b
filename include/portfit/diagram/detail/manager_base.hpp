#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/detail/computed_table.hpp>
#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/detail/node_table.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What all managers of decision diagrams have in common: nodes, memory of results, and questions about structure.
class manager_base {
 public:
  /// What a manager may spend.
  using limits = diagram_limits;

  /// Nothing: the node budget ended. Every operation on it gives it again.
  static constexpr edge no_edge = missing_edge;

  /// Whether `which` is one of the two terminals; false for `no_edge`.
  [[nodiscard]] static constexpr bool is_constant(edge which) { return which <= 1; }

  /// The variable a node decides.
  /// @pre `which` is an edge of this manager and no constant; so for `low` and `high`.
  [[nodiscard]] variable top(edge which) const {
    PORTFIT_ASSERT(!is_constant(which));
    return table_.order()[table_.level(which)];
  }

  /// The child where the top variable does not hold.
  [[nodiscard]] edge low(edge which) const {
    PORTFIT_ASSERT(!is_constant(which));
    return table_.low(which);
  }

  /// The child where the top variable holds.
  [[nodiscard]] edge high(edge which) const {
    PORTFIT_ASSERT(!is_constant(which));
    return table_.high(which);
  }

  /// The place of the top variable in the order; the length of the order for constants.
  /// @pre `which` is an edge of this manager, not `no_edge`.
  [[nodiscard]] std::uint32_t level(edge which) const { return table_.level(which); }

  /// The variables from the top down.
  [[nodiscard]] std::span<const variable> order() const { return table_.order(); }

  /// The place of a variable in the order.
  /// @pre `which` stands in the order.
  [[nodiscard]] std::uint32_t level_of(variable which) const { return table_.level_of(which); }

  /// Whether the variable stands in the order.
  [[nodiscard]] bool contains(variable which) const { return table_.contains(which); }

  /// The variables decided by the nodes below `root`: exactly those that matter.
  /// @pre `root` is not `no_edge`.
  [[nodiscard]] std::set<variable> support(edge root) const {
    std::set<variable> found;
    visit(root, [&](edge each) { found.insert(top(each)); });
    return found;
  }

  /// The number of nodes reachable from `root`, constants not counted.
  /// @pre `root` is not `no_edge`.
  [[nodiscard]] std::size_t size(edge root) const {
    std::size_t count = 0;
    visit(root, [&](edge) { ++count; });
    return count;
  }

  /// The number of nodes the manager holds, the two constants included.
  [[nodiscard]] std::size_t node_count() const { return table_.size(); }

  /// The bytes its tables take.
  [[nodiscard]] std::size_t bytes() const { return table_.bytes() + computed_.bytes(); }

  /// Whether the budget of steps has ended.
  [[nodiscard]] bool out_of_steps() const { return steps_left_ == 0; }

  /// Whether anything was ever refused because the budget had ended.
  [[nodiscard]] bool exhausted() const { return table_.exhausted(); }

 protected:
  /// @param results_per_node  how many results of operations to remember for each node
  manager_base(std::vector<variable> order, limits budget, double results_per_node)
      : table_(std::move(order), budget), computed_(results_per_node), steps_left_(budget.steps) {}

  edge remember(edge first, edge second, edge third, edge result) {
    if (result == no_edge) return result;
    if (steps_left_-- == 0) return give_up();
    computed_.store(first, second, third, result, table_.size(), table_.most_bytes());
    return result;
  }

  node_table table_;
  computed_table computed_;
  std::size_t steps_left_;

 private:
  edge give_up() {
    steps_left_ = 0;
    table_.exhaust();
    return no_edge;
  }

  template <class Visitor>
  void visit(edge root, Visitor visitor) const {
    PORTFIT_ASSERT(root != no_edge);
    edge_map<bool> seen;
    std::vector<edge> waiting{root};
    while (!waiting.empty()) {
      const edge current = waiting.back();
      waiting.pop_back();
      if (is_constant(current) || !seen.insert(current, true)) continue;
      visitor(current);
      waiting.push_back(high(current));
      waiting.push_back(low(current));
    }
  }
};

}  // namespace portfit::detail
