#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/zbdd.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/semiring/semiring.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace portfit {

/// The number of sets in a family; `count_semiring::many` when that or more.
/// @pre `family` is not `no_edge`; so for every function below.
/// Complexity: linear in the nodes.
[[nodiscard]] inline std::uint64_t set_count(const zbdd_manager& manager, edge family) {
  return fold(
      manager, family, [](bool unit) { return std::uint64_t{unit ? 1U : 0U}; },
      [](variable, std::uint64_t low, std::uint64_t high) { return count_semiring::plus(low, high); });
}

/// The number of sets in a family by their size: the i-th entry counts the sets of i variables; empty without sets.
/// Complexity: the nodes times the largest size.
[[nodiscard]] inline std::vector<std::uint64_t> set_count_by_size(const zbdd_manager& manager, edge family) {
  using counts = std::vector<std::uint64_t>;
  const auto join = [](variable, const counts& low, const counts& high) {
    counts joined((std::max)(low.size(), high.size() + 1));
    std::copy(low.begin(), low.end(), joined.begin());
    for (std::size_t i = 0; i < high.size(); ++i) joined[i + 1] = count_semiring::plus(joined[i + 1], high[i]);
    return joined;
  };
  return fold(manager, family, [](bool unit) { return unit ? counts{1} : counts{}; }, join);
}

namespace detail {

/// Gives the sets of a family one by one, smallest first, working out no more than was asked for.
///
/// The sets of a node are those of its low child merged with those of its high child extended by its variable. Adding a
/// variable to two sets that lack it keeps their sequence, so both streams are sorted already, and each node draws on its
/// children only as far as it is drawn on itself (Huang, Chiang, "Better k-best parsing", IWPT 2005, pp. 53-64).
class smallest_first {
 public:
  using members = std::vector<variable>;  // sorted by number

  explicit smallest_first(linear_diagram diagram) : diagram_(std::move(diagram)), streams_(diagram_.nodes.size() + 2) {
    streams_[0].ended = true;
    streams_[1].ended = true;
    streams_[1].sets.emplace_back();
  }

  /// The set at `rank` among those of the node at `position`, or null when it has fewer. Valid until the next call.
  [[nodiscard]] const members* at(std::uint32_t position, std::size_t rank) {
    stream& own = streams_[position];
    while (own.sets.size() <= rank && !own.ended) advance(position);
    return rank < own.sets.size() ? &own.sets[rank] : nullptr;
  }

 private:
  struct stream {
    std::vector<members> sets;         // worked out so far
    std::size_t low_taken = 0;         // how many came from the low child
    std::size_t high_taken = 0;        // how many came from the high child
    std::optional<members> next_high;  // the next from the high child, extended
    bool ended = false;                // remembered, or asking again would walk the whole diagram again
  };

  [[nodiscard]] static bool precedes(const members& left, const members& right) {
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  }

  void advance(std::uint32_t position) {
    const linear_node& node = diagram_.nodes[position - 2];
    stream& own = streams_[position];
    if (!own.next_high) {
      if (const members* found = at(node.high, own.high_taken)) {
        own.next_high = *found;
        own.next_high->insert(std::upper_bound(own.next_high->begin(), own.next_high->end(), node.top), node.top);
      }
    }
    const members* low = at(node.low, own.low_taken);
    if (low == nullptr && !own.next_high) {
      own.ended = true;
    } else if (low != nullptr && (!own.next_high || precedes(*low, *own.next_high))) {
      own.sets.push_back(*low);
      ++own.low_taken;
    } else {
      own.sets.push_back(std::move(*own.next_high));
      own.next_high.reset();
      ++own.high_taken;
    }
  }

  linear_diagram diagram_;
  std::vector<stream> streams_;  // by position; 0 and 1 are the terminals
};

}  // namespace detail

/// Up to `limit` sets of a family, by size, then lexicographically by the numbers of their variables; each set sorted.
///
/// The result is the same under every variable order, and one with a lower limit is the beginning of one with a higher.
/// Complexity: linear in the nodes, plus limit times levels times the size of the sets; time and memory.
[[nodiscard]] inline std::vector<std::vector<variable>> smallest_sets(const zbdd_manager& manager, edge family,
                                                                      std::size_t limit) {
  PORTFIT_ASSERT(family != zbdd_manager::no_edge);
  const linear_diagram diagram = linearize(manager, family);
  detail::smallest_first sets(diagram);
  std::vector<std::vector<variable>> found;
  while (found.size() < limit) {
    const std::vector<variable>* next = sets.at(diagram.roots.front(), found.size());
    if (next == nullptr) break;
    found.push_back(*next);
  }
  return found;
}

}  // namespace portfit
