#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/flat_diagram.hpp>
#include <portfit/diagram/flat_reader.hpp>
#include <portfit/search/detail/settled_walk.hpp>

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// Figures of a `settled_walk` that are places in a flat diagram: any number of sets of weights.
struct flat_figures {
  using value_type = flat_position;

  flat_diagram* into;
  flat_reader* reader;    // shared by walks over one manager
  flat_reader* bounding;  // of this walk: what is settled is the same in all its calls

  [[nodiscard]] static flat_position constant(bool holds) { return holds ? 1 : 0; }
  [[nodiscard]] flat_position mean(edge function) const { return reader->read(function); }
  [[nodiscard]] flat_position extreme(flat_position a, flat_position b, bool upper) const {
    return upper ? into->add_greatest(a, b) : into->add_least(a, b);
  }
  [[nodiscard]] flat_position bound(edge function, const std::vector<char>& settled, bool upper) const {
    return bounding->read_bound(function, settled, upper);
  }
  [[nodiscard]] flat_position sum(std::span<const std::pair<double, flat_position>> parts) const {
    double fixed = 0;
    bool varies = false;
    std::vector<flat_summand> summands;
    for (const auto& [amount, mean] : parts) {
      summands.push_back({amount, mean});
      varies = varies || !into->is_constant(mean);
      if (!varies) fixed += amount * into->constant(mean);
    }
    return varies ? into->add_sum(0, summands) : into->add_sum(fixed, {});
  }
};

}  // namespace detail

/// What `settled_expectation` does, for many sets of weights at once: lays out in a flat diagram which restrictions decide the ends.
///
/// Which these are depends on the diagrams alone, so they are found once, and a fold over lanes with `probability_lanes` gives
/// what `settled_expectation` gives for the weights of each lane, bit for bit. Whether it is exact is the same in all.
class lane_ends {
 public:
  /// @param settled by variable: non-zero if it takes its value before the others are drawn
  /// @param reader  reads diagrams of `manager` into `into`; may serve several of these
  /// @pre All outlive this object.
  lane_ends(bdd_manager& manager, const std::vector<char>& settled, flat_diagram& into, flat_reader& reader,
            std::size_t steps = 4096)
      : bounding_(manager, into), walk_(manager, settled, {&into, &reader, &bounding_}, steps) {}

  lane_ends(const lane_ends&) = delete;
  lane_ends& operator=(const lane_ends&) = delete;

  /// Where the least mean of a function will stand.
  [[nodiscard]] flat_position low(edge function) { return walk_.end(function, false); }
  /// Where the greatest mean of a function will stand.
  [[nodiscard]] flat_position high(edge function) { return walk_.end(function, true); }

  /// The same for a sum; the summands share their variables.
  [[nodiscard]] flat_position low(const std::vector<weighted_edge>& sum) { return walk_.end(sum, false); }
  [[nodiscard]] flat_position high(const std::vector<weighted_edge>& sum) { return walk_.end(sum, true); }

  /// Whether every figure so far is exact.
  [[nodiscard]] bool exact() const { return walk_.exact(); }

 private:
  flat_reader bounding_;
  detail::settled_walk<detail::flat_figures> walk_;
};

}  // namespace portfit
