#pragma once

#include <portfit/diagram/edge.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Remembers one value per edge during a walk. Open addressing, so that the cost follows the part of the diagram that
/// is walked and not the size of its manager. Never iterated.
template <class Value>
class edge_map {
 public:
  edge_map() : slots_(32) {}

  /// The value of `key`, or null. Valid until the next insertion.
  [[nodiscard]] const Value* find(edge key) const {
    const slot& found = slots_[locate(key)];
    return found.key == key ? &found.value : nullptr;
  }

  /// Adds a value for a key that has none yet; false, and nothing changes, when it has one.
  bool insert(edge key, Value value) {
    slot& found = slots_[locate(key)];
    if (found.key == key) return false;
    found.key = key;
    found.value = std::move(value);
    ++count_;
    if (count_ * 2 > slots_.size()) grow();
    return true;
  }

  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  struct slot {
    edge key = missing_edge;
    Value value{};
  };

  [[nodiscard]] std::size_t locate(edge key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t index = static_cast<std::size_t>((key * std::uint64_t{0x9E3779B97F4A7C15U}) >> 32U) & mask;
    while (slots_[index].key != key && slots_[index].key != missing_edge) index = (index + 1) & mask;
    return index;
  }

  void grow() {
    std::vector<slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (slot& each : old) {
      if (each.key != missing_edge) slots_[locate(each.key)] = std::move(each);
    }
  }

  std::vector<slot> slots_;
  std::size_t count_ = 0;
};

}  // namespace portfit::detail
