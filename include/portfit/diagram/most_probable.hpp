#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/modular_family.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// A set of variables and the product of their chances.
struct probable_set {
  std::vector<variable> members;  ///< in ascending order
  double chance = 0;
};

namespace detail {

/// Gives the sets of a family one by one, most probable first, working out no more than was asked for.
///
/// The best sets of a node are found among the best of its low child and the best combinations of its high child with its variable,
/// which has a list of its own where it stands for a module (Huang and Chiang, "Better k-best parsing", IWPT 2005, pp. 53-64,
/// algorithm 3).
class probable_first {
 public:
  probable_first(const modular_family& family, std::span<const double> chance) : family_(&family), chance_(chance) {
    for (const module_family& each : family.modules) {
      first_.push_back(streams_.size());
      streams_.resize(streams_.size() + each.sets.nodes.size() + 2);
      streams_[first_.back()].started = streams_[first_.back() + 1].started = true;
      streams_[first_.back() + 1].items.push_back({1.0, {}});
    }
  }

  /// The chance of the set at `rank` of a module; negative when it has fewer.
  [[nodiscard]] double chance(std::size_t module, std::size_t rank) {
    return at(module, family_->modules[module].sets.roots.front(), rank);
  }

  /// Adds the members of that set. @pre It was asked for by `chance`.
  void collect(std::size_t module, std::size_t rank, std::vector<variable>& members) const {
    std::uint32_t position = family_->modules[module].sets.roots.front();
    while (position > 1) {
      const origin from = streams_[first_[module] + position].items[rank].from;
      const linear_node& node = family_->modules[module].sets.nodes[position - 2];
      rank = from.rank;
      position = from.is_low ? node.low : node.high;
      if (from.is_low) continue;
      if (node.top < family_->variables) {
        members.push_back(node.top);
      } else {
        collect(node.top - family_->variables, from.inner_rank, members);
      }
    }
  }

 private:
  struct origin {
    bool is_low = false;
    std::size_t rank = 0;        // in the child
    std::size_t inner_rank = 0;  // in the module the variable stands for
  };
  struct item {
    double chance;
    origin from;
  };
  struct stream {
    std::vector<item> items;  // best first
    std::vector<item> next;   // a heap of what may come next
    bool started = false;
  };

  [[nodiscard]] static bool after(const item& left, const item& right) {
    if (left.chance != right.chance) return left.chance < right.chance;
    if (left.from.is_low != right.from.is_low) return right.from.is_low;
    if (left.from.rank != right.from.rank) return left.from.rank > right.from.rank;
    return left.from.inner_rank > right.from.inner_rank;
  }

  double at(std::size_t module, std::uint32_t position, std::size_t rank) {
    const std::size_t place = first_[module] + position;
    if (!streams_[place].started) {
      streams_[place].started = true;
      push(module, position, {true, 0, 0});
      push(module, position, {false, 0, 0});
    }
    while (streams_[place].items.size() <= rank && !streams_[place].next.empty()) {
      std::pop_heap(streams_[place].next.begin(), streams_[place].next.end(), after);
      const item best = streams_[place].next.back();
      streams_[place].next.pop_back();
      streams_[place].items.push_back(best);
      // Every pair of ranks has one predecessor, so none comes twice.
      if (best.from.is_low || best.from.inner_rank == 0) {
        push(module, position, {best.from.is_low, best.from.rank + 1, 0});
      }
      if (!best.from.is_low && stands_for_module(module, position)) {
        push(module, position, {false, best.from.rank, best.from.inner_rank + 1});
      }
    }
    return rank < streams_[place].items.size() ? streams_[place].items[rank].chance : -1;
  }

  [[nodiscard]] bool stands_for_module(std::size_t module, std::uint32_t position) const {
    return family_->modules[module].sets.nodes[position - 2].top >= family_->variables;
  }

  void push(std::size_t module, std::uint32_t position, origin from) {
    const linear_node node = family_->modules[module].sets.nodes[position - 2];
    double found = at(module, from.is_low ? node.low : node.high, from.rank);
    if (found < 0) return;
    if (!from.is_low) {
      const double own =
          node.top < family_->variables ? chance_[node.top] : chance(node.top - family_->variables, from.inner_rank);
      if (own < 0) return;
      found *= own;
    }
    std::vector<item>& next = streams_[first_[module] + position].next;
    next.push_back({found, from});
    std::push_heap(next.begin(), next.end(), after);
  }

  const modular_family* family_;
  std::span<const double> chance_;
  std::vector<std::size_t> first_;  // by module: its first stream
  std::vector<stream> streams_;     // by position; 0 and 1 are the terminals
};

}  // namespace detail

/// Up to `limit` sets of a family with the largest products of chances, largest first; equal ones by size, then by the numbers of
/// their variables, as far as the limit has not cut between them.
/// @param chance  by variable (of prime implicants: by signed variable), each within [0, 1]
/// @pre `family.complete()`.
/// Complexity: limit times the nodes on the way, times logarithms; sets beyond the limit are never built.
[[nodiscard]] inline std::vector<probable_set> most_probable(const modular_family& family,
                                                             std::span<const double> chance, std::size_t limit) {
  PORTFIT_ASSERT(family.complete() && chance.size() >= family.variables);
  detail::probable_first sets(family, chance);
  const std::size_t whole = family.modules.size() - 1;
  std::vector<probable_set> found;
  for (std::size_t rank = 0; rank < limit; ++rank) {
    const double next = sets.chance(whole, rank);
    if (next < 0) break;
    found.push_back({{}, next});
    sets.collect(whole, rank, found.back().members);
    std::sort(found.back().members.begin(), found.back().members.end());
  }
  std::sort(found.begin(), found.end(), [](const probable_set& left, const probable_set& right) {
    if (left.chance != right.chance) return left.chance > right.chance;
    if (left.members.size() != right.members.size()) return left.members.size() < right.members.size();
    return left.members < right.members;
  });
  return found;
}

}  // namespace portfit
