#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace portfit {

/// One node of a linear diagram. `low` and `high` are positions: 0 and 1 are the terminals, i + 2 is the i-th node.
struct linear_node {
  variable top = 0;
  std::uint32_t level = 0;
  std::uint32_t low = 0;
  std::uint32_t high = 0;
};

/// The part of a diagram below some roots as a flat list, children before parents.
///
/// Independent of the manager it was read from. Made once and swept many times, it is the cheap way to fold one diagram
/// with many sets of weights.
struct linear_diagram {
  /// The nodes, children first.
  std::vector<linear_node> nodes;
  /// The positions of the roots, in the sequence asked for.
  std::vector<std::uint32_t> roots;
  /// The variable order of the manager, top first.
  std::vector<variable> order;
};

namespace detail {

template <class Manager>
class linearizer {
 public:
  linearizer(const Manager& manager, linear_diagram& result) : manager_(&manager), result_(&result) {}

  std::uint32_t visit(edge current) {
    if (current <= 1) return current;
    if (const std::uint32_t* known = positions_.find(current)) return *known;
    linear_node made;
    made.top = manager_->top(current);
    made.level = manager_->level(current);
    made.low = visit(manager_->low(current));
    made.high = visit(manager_->high(current));
    result_->nodes.push_back(made);
    const auto position = static_cast<std::uint32_t>(result_->nodes.size() + 1);
    positions_.insert(current, position);
    return position;
  }

 private:
  const Manager* manager_;
  linear_diagram* result_;
  edge_map<std::uint32_t> positions_;
};

}  // namespace detail

/// Reads the part of a diagram below `roots`; works for every manager of this room.
/// @pre No root is `no_edge`.
/// Complexity: linear in the nodes reachable; recursion no deeper than the order is long.
template <class Manager>
[[nodiscard]] linear_diagram linearize(const Manager& manager, std::span<const edge> roots) {
  linear_diagram result;
  result.order.assign(manager.order().begin(), manager.order().end());
  detail::linearizer<Manager> walk(manager, result);
  for (const edge root : roots) {
    PORTFIT_ASSERT(root != detail::missing_edge);
    result.roots.push_back(walk.visit(root));
  }
  return result;
}

/// Reads the part of a diagram below one root.
/// @pre `root` is not `no_edge`.
template <class Manager>
[[nodiscard]] linear_diagram linearize(const Manager& manager, edge root) {
  return linearize(manager, std::span<const edge>(&root, 1));
}

}  // namespace portfit
