#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace portfit_test {

/// A small seeded generator of equal numbers on every machine (splitmix64: Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014). The distributions are our own, for those of the standard library differ
/// between its implementations.
class random_source {
 public:
  explicit random_source(std::uint64_t seed) : state_(seed) {}

  [[nodiscard]] std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
  }

  /// One of 0 .. count - 1. @pre count > 0. The bias of the remainder is below 2^-50 for the small counts of tests.
  [[nodiscard]] std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }

  /// One of low .. high, both included.
  [[nodiscard]] int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
  }

  /// In [0, 1), on a grid of 2^-53.
  [[nodiscard]] double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

  /// True with this chance.
  [[nodiscard]] bool chance(double of_true) { return unit() < of_true; }

  /// @pre `items` is not empty.
  template <class Item>
  [[nodiscard]] const Item& pick(const std::vector<Item>& items) {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace portfit_test
