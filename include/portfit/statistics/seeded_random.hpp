#pragma once

#include <portfit/assert.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace portfit {

/// A small seeded generator that gives the same numbers on every machine: splitmix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014). For dealing cases, not for secrets.
class seeded_random {
 public:
  explicit seeded_random(std::uint64_t seed) : state_(seed) {}

  /// The next 64 bits.
  [[nodiscard]] std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
  }

  /// One of 0 .. count - 1, each as likely. Numbers that would favour the first remainders are drawn again.
  /// @pre `count` > 0.
  [[nodiscard]] std::size_t below(std::size_t count) {
    PORTFIT_ASSERT(count > 0);
    constexpr std::uint64_t most = (std::numeric_limits<std::uint64_t>::max)();
    const std::uint64_t fair = most - most % count;
    std::uint64_t drawn = next();
    while (drawn >= fair) drawn = next();
    return static_cast<std::size_t>(drawn % count);
  }

  /// Puts items into a random order (Fisher and Yates; Knuth, The Art of Computer Programming 2, 3.4.2, algorithm P).
  template <class Item>
  void shuffle(std::vector<Item>& items) {
    for (std::size_t left = items.size(); left > 1; --left) {
      const std::size_t chosen = below(left);
      if (chosen != left - 1) std::swap(items[left - 1], items[chosen]);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace portfit
