#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// A place in a flat diagram: 0 and 1 are the terminals, i + 2 is the i-th node.
using flat_position = std::uint32_t;

/// What makes the value of a node in a flat diagram.
enum class flat_kind : std::uint8_t {
  decision,  ///< a variable decides between both children; what that means is the fold's business
  least,     ///< the smaller of both children
  greatest,  ///< the larger of both children
  sum,       ///< `offset` and the sum of `factor` x value over summands; a constant has none
};

/// One node of a flat diagram; children stand before it.
struct flat_node {
  flat_kind kind = flat_kind::decision;
  variable top = 0;         ///< of a decision
  std::uint32_t level = 0;  ///< of a decision: its place in the order, 0 on top
  flat_position low = 0;    ///< a child; of a sum the first of its summands
  flat_position high = 0;   ///< a child; of a sum one past the last of its summands
};

/// One summand of a node of kind `sum`.
struct flat_summand {
  double factor = 0;
  flat_position of = 0;
};

/// Diagrams frozen for folding over many lanes: nodes in a row, children first, independent of any manager.
///
/// A `linear_diagram` holds what one manager knows. This one can hold more, for what is asked of a diagram is often the least or
/// the greatest of several restrictions of it, or a sum of several: then one fold gives all of it, and what they share is
/// computed once. Nodes are not made equal; whoever adds them remembers what was added (see `flat_reader`).
class flat_diagram {
 public:
  /// Nothing but the terminals.
  flat_diagram() = default;

  /// All nodes and roots of a linear diagram, in its own sequence: position i there is position i here.
  explicit flat_diagram(const linear_diagram& diagram) {
    nodes_.reserve(diagram.nodes.size());
    for (const linear_node& each : diagram.nodes) add_decision(each.top, each.level, each.low, each.high);
    for (const std::uint32_t root : diagram.roots) add_root(root);
  }

  /// A node that `top` decides. @pre The children were added, and `level` is smaller than those of the decisions below.
  flat_position add_decision(variable top, std::uint32_t level, flat_position low, flat_position high) {
    PORTFIT_ASSERT(low < end() && high < end());
    return add({flat_kind::decision, top, level, low, high});
  }

  /// The smaller of two values; where they are equal, the first.
  flat_position add_least(flat_position first, flat_position second) {
    return add_extreme(flat_kind::least, first, second);
  }

  /// The larger of two values; where they are equal, the first.
  flat_position add_greatest(flat_position first, flat_position second) {
    return add_extreme(flat_kind::greatest, first, second);
  }

  /// `offset` plus each factor times its value, added up from the first to the last.
  flat_position add_sum(double offset, std::span<const flat_summand> summands) {
    const auto first = static_cast<std::uint32_t>(summands_.size());
    for (const flat_summand& each : summands) PORTFIT_ASSERT(each.of < end());
    summands_.insert(summands_.end(), summands.begin(), summands.end());
    offsets_.push_back(offset);
    return add({flat_kind::sum, static_cast<variable>(offsets_.size() - 1), 0, first,
                static_cast<std::uint32_t>(summands_.size())});
  }

  /// A sum with one more summand at its end: a new node. @pre `total` is a sum.
  flat_position add_to_sum(flat_position total, flat_summand summand) {
    const flat_node node = node_at(total);
    PORTFIT_ASSERT(node.kind == flat_kind::sum);
    std::vector<flat_summand> parts(summands(node).begin(), summands(node).end());
    parts.push_back(summand);
    return add_sum(offset(node), parts);
  }

  /// One more value to give; returns its number, counted from zero.
  std::size_t add_root(flat_position where) {
    PORTFIT_ASSERT(where < end());
    roots_.push_back(where);
    return roots_.size() - 1;
  }

  /// The nodes, children first.
  [[nodiscard]] std::span<const flat_node> nodes() const { return nodes_; }
  /// The positions of the roots, in the sequence they were added.
  [[nodiscard]] std::span<const flat_position> roots() const { return roots_; }
  /// The summands of a sum. @pre `node` is one.
  [[nodiscard]] std::span<const flat_summand> summands(const flat_node& node) const {
    return std::span(summands_).subspan(node.low, node.high - node.low);
  }
  /// What a sum starts from. @pre `node` is one.
  [[nodiscard]] double offset(const flat_node& node) const { return offsets_[node.top]; }

  /// Whether the node at `where` is a sum without summands, or a terminal: the same number in every lane.
  [[nodiscard]] bool is_constant(flat_position where) const {
    return where < 2 || (node_at(where).kind == flat_kind::sum && node_at(where).low == node_at(where).high);
  }
  /// That number. @pre `is_constant(where)`
  [[nodiscard]] double constant(flat_position where) const {
    PORTFIT_ASSERT(is_constant(where));
    return where < 2 ? static_cast<double>(where) : offset(node_at(where));
  }

  /// The node at a position. @pre It is no terminal.
  [[nodiscard]] const flat_node& node_at(flat_position where) const {
    PORTFIT_ASSERT(where >= 2 && where < end());
    return nodes_[where - 2];
  }

  /// The variables that decide some node, ascending.
  [[nodiscard]] std::vector<variable> variables() const {
    std::vector<variable> found;
    for (const flat_node& each : nodes_)
      if (each.kind == flat_kind::decision) found.push_back(each.top);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  [[nodiscard]] flat_position end() const { return static_cast<flat_position>(nodes_.size() + 2); }

  flat_position add(flat_node node) {
    nodes_.push_back(node);
    return end() - 1;
  }

  flat_position add_extreme(flat_kind kind, flat_position first, flat_position second) {
    PORTFIT_ASSERT(first < end() && second < end());
    if (first == second) return first;
    if (is_constant(first) && is_constant(second)) {
      const double a = constant(first);
      const double b = constant(second);
      return (kind == flat_kind::least ? b < a : a < b) ? second : first;
    }
    return add({kind, 0, 0, first, second});
  }

  std::vector<flat_node> nodes_;
  std::vector<flat_position> roots_;
  std::vector<flat_summand> summands_;  // of all sums, one after the other
  std::vector<double> offsets_;         // of all sums; `top` of a sum counts in here
};

}  // namespace portfit
