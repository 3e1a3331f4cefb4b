#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// The nodes of a decision diagram under one variable order, each stored once, and the budget for them.
///
/// Knows nothing about which nodes are redundant: that is what tells the kinds of diagrams apart.
class node_table {
 public:
  node_table(std::vector<variable> order, diagram_limits limits) : order_(std::move(order)), buckets_(64) {
    limit_ = (std::min)(limits.nodes, std::size_t{first_reserved_edge});
    most_bytes_ = limits.bytes;
    variable last = 0;
    for (const variable each : order_) last = (std::max)(last, each);
    level_of_.assign(order_.empty() ? 0 : std::size_t{last} + 1, no_level);
    for (std::size_t i = 0; i < order_.size(); ++i) {
      PORTFIT_ASSERT(level_of_[order_[i]] == no_level);
      level_of_[order_[i]] = static_cast<std::uint32_t>(i);
    }
    nodes_.reserve(32);
    nodes_.push_back({terminal_level(), 0, 0, 0});
    nodes_.push_back({terminal_level(), 1, 1, 0});
  }

  [[nodiscard]] std::span<const variable> order() const { return order_; }
  [[nodiscard]] std::uint32_t terminal_level() const { return static_cast<std::uint32_t>(order_.size()); }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] bool exhausted() const { return exhausted_; }
  void exhaust() { exhausted_ = true; }

  [[nodiscard]] std::size_t most_bytes() const { return most_bytes_; }
  [[nodiscard]] std::size_t bytes() const { return nodes_.capacity() * sizeof(node) + buckets_.size() * sizeof(edge); }

  [[nodiscard]] bool contains(variable which) const { return which < level_of_.size() && level_of_[which] != no_level; }
  [[nodiscard]] std::uint32_t level_of(variable which) const {
    PORTFIT_ASSERT(contains(which));
    return level_of_[which];
  }

  [[nodiscard]] std::uint32_t level(edge which) const { return at(which).level; }
  [[nodiscard]] edge low(edge which) const { return at(which).low; }
  [[nodiscard]] edge high(edge which) const { return at(which).high; }

  /// The one node with these parts, made if need be; `missing_edge` when it would be one too many.
  edge find_or_add(std::uint32_t level, edge low, edge high) {
    PORTFIT_ASSERT(level < at(low).level && level < at(high).level);
    edge& first = buckets_[hash(level, low, high) & (buckets_.size() - 1)];
    for (edge which = first; which != 0; which = nodes_[which].next) {
      const node& found = nodes_[which];
      if (found.level == level && found.low == low && found.high == high) return which;
    }
    if (nodes_.size() >= limit_ || !has_room()) {
      exhausted_ = true;
      return missing_edge;
    }
    const auto created = static_cast<edge>(nodes_.size());
    nodes_.push_back({level, low, high, first});
    first = created;
    if (nodes_.size() * 2 > buckets_.size()) grow();
    return created;
  }

 private:
  struct node {
    std::uint32_t level;
    edge low;
    edge high;
    edge next;  // in the same bucket; with it a node is 16 bytes and never lies in two lines of a cache
  };

  static constexpr std::uint32_t no_level = (std::numeric_limits<std::uint32_t>::max)();

  [[nodiscard]] const node& at(edge which) const {
    PORTFIT_ASSERT(which < nodes_.size());
    return nodes_[which];
  }

  [[nodiscard]] static std::size_t hash(std::uint32_t level, edge low, edge high) {
    std::uint64_t mixed = ((std::uint64_t{low} << 32U) | high) * 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 32U) ^ level) * 0xD6E8FEB86659FD93U;
    return static_cast<std::size_t>(mixed >> 32U);
  }

  /// Two thirds of the bytes are for this table, old and new at once while it doubles.
  [[nodiscard]] bool has_room() const {
    const bool doubles = nodes_.size() == nodes_.capacity() || (nodes_.size() + 1) * 2 > buckets_.size();
    return !doubles || bytes() <= most_bytes_ / 9 * 2;
  }

  void grow() {
    std::vector<edge> wider(buckets_.size() * 2);
    for (edge which = 2; which < nodes_.size(); ++which) {
      node& each = nodes_[which];
      edge& first = wider[hash(each.level, each.low, each.high) & (wider.size() - 1)];
      each.next = first;
      first = which;
    }
    buckets_ = std::move(wider);
  }

  std::vector<variable> order_;
  std::vector<std::uint32_t> level_of_;  // by variable
  std::vector<node> nodes_;
  std::vector<edge> buckets_;  // the newest node of each; terminal 0 is in none and ends it
  std::size_t limit_ = 0;
  std::size_t most_bytes_ = 0;
  bool exhausted_ = false;
};

}  // namespace portfit::detail
