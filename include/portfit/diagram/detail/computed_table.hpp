#pragma once

#include <portfit/diagram/edge.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Remembers results of operations on edges; a new result replaces an old one in the same place.
///
/// Direct mapped and lossy on purpose (Brace, Rudell, Bryant, "Efficient implementation of a BDD package", DAC 1990,
/// pp. 40-45): losing a result costs time, never correctness. Starts small and follows the size of the diagram, up to so
/// many results a node: too few are computed again, too many do not stay in the processor's caches.
class computed_table {
 public:
  explicit computed_table(double per_node) : per_node_(per_node), entries_(128) {}

  /// The remembered result for three operands, or `missing_edge`.
  [[nodiscard]] edge find(edge first, edge second, edge third) const {
    const entry& found = entries_[place(first, second, third)];
    const bool hit = found.first == first && found.second == second && found.third == third;
    return hit ? found.result : missing_edge;
  }

  [[nodiscard]] std::size_t bytes() const { return entries_.size() * sizeof(entry); }

  /// Remembers a result; `node_count` is the size of the diagram, which bounds the size of this table; it
  /// takes no more than a third of `most_bytes`, old and new at once while it doubles.
  void store(edge first, edge second, edge third, edge result, std::size_t node_count, std::size_t most_bytes) {
    if (++stored_ > entries_.size() && wants_more(node_count) && bytes() <= most_bytes / 9) grow();
    entries_[place(first, second, third)] = {first, second, third, result};
  }

 private:
  struct entry {
    edge first = missing_edge;
    edge second = missing_edge;
    edge third = missing_edge;
    edge result = missing_edge;
  };

  static constexpr std::size_t largest = std::size_t{1} << 22U;

  [[nodiscard]] std::size_t place(edge first, edge second, edge third) const {
    std::uint64_t mixed = ((std::uint64_t{first} << 32U) | second) * 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 32U) ^ third) * 0xD6E8FEB86659FD93U;
    return static_cast<std::size_t>(mixed >> 32U) & (entries_.size() - 1);
  }

  [[nodiscard]] bool wants_more(std::size_t node_count) const {
    return entries_.size() < largest &&
           static_cast<double>(entries_.size()) < per_node_ * static_cast<double>(node_count);
  }

  void grow() {
    std::vector<entry> old(entries_.size() * 2);
    old.swap(entries_);
    for (const entry& each : old) {
      if (each.result != missing_edge) entries_[place(each.first, each.second, each.third)] = each;
    }
    stored_ = 0;
  }

  double per_node_;
  std::vector<entry> entries_;
  std::size_t stored_ = 0;
};

}  // namespace portfit::detail
