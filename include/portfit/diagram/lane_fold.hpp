#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/flat_diagram.hpp>
#include <portfit/diagram/lane_algebra.hpp>
#include <portfit/diagram/lane_columns.hpp>
#include <portfit/diagram/lane_schedule.hpp>
#include <portfit/diagram/linear.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace portfit {

/// Folds one diagram over many lanes: everything that is asked about the same function with weights that differ.
///
/// Lanes are taken in blocks; for each node one short loop runs over a block, which compilers turn into vector instructions. The
/// values of a block are kept between calls, so nothing is allocated per block. Each lane is computed by itself in the
/// same sequence of operations: its result is the same bits in any block, on any thread, and with any target of the compiler,
/// as long as products and sums are not contracted (`-ffp-contract=off`, which the CMake target asks for).
/// One object serves one thread at a time; a schedule serves any number of objects.
template <lane_algebra Algebra>
class lane_fold {
 public:
  using value_type = typename Algebra::value_type;

  /// @param block  the most lanes folded at once; 0: as many as keep what a block needs in near memory
  /// @pre `schedule` outlives the fold.
  explicit lane_fold(const lane_schedule& schedule, std::size_t block = 0)
      : schedule_(&schedule),
        block_(block == 0 ? fitting_block(schedule.slot_count()) : block),
        stride_((block_ + line - 1) / line * line + line),
        values_((schedule.slot_count() + 2) * stride_ + line) {
    const std::uintptr_t beyond = reinterpret_cast<std::uintptr_t>(values_.data()) % (line * sizeof(value_type));
    offset_ = beyond == 0 ? 0 : line - beyond / sizeof(value_type);
    std::fill_n(slot(0), block_, Algebra::no());
    std::fill_n(slot(1), block_, Algebra::yes());
  }

  /// The most lanes `run` takes.
  [[nodiscard]] std::size_t block() const { return block_; }

  /// Folds `count` lanes from `first` on; afterwards `value` gives what became of the roots.
  /// @pre 0 < count <= block()
  /// Complexity: nodes times lanes; no allocation.
  template <class Columns>
  void run(const Columns& columns, std::size_t first, std::size_t count) {
    PORTFIT_ASSERT(count <= block_);
    count_ = count;
    for (const lane_run& each : schedule_->runs()) {
      const std::span<const lane_step> steps = schedule_->steps().subspan(each.first, each.last - each.first);
      switch (each.kind) {
        case flat_kind::decision: decide(columns, each.which, first, steps); break;
        case flat_kind::least:
          for (const lane_step& step : steps)
            combine(step, [](value_type a, value_type b) { return Algebra::least(a, b); });
          break;
        case flat_kind::greatest:
          for (const lane_step& step : steps)
            combine(step, [](value_type a, value_type b) { return Algebra::greatest(a, b); });
          break;
        case flat_kind::sum: add_up(each.offset, steps.front()); break;
      }
    }
  }

  /// The values of a root (counted as they were added) in the lanes of the last run; valid until the next one.
  [[nodiscard]] std::span<const value_type> value(std::size_t root = 0) const {
    PORTFIT_ASSERT(root < schedule_->roots().size());
    return {values_.data() + offset_ + schedule_->roots()[root] * stride_, count_};
  }

 private:
  /// Values in a cache line. Slots begin at one, so that no vector instruction meets two of them, and are one longer than a
  /// block, or the slots of a node and its children would compete for the same places of the cache. Both were measured.
  static constexpr std::size_t line = 64 / sizeof(value_type);

  /// Longer blocks hide what a node costs beside its lanes; for wide diagrams shorter ones still fit into near memory.
  static std::size_t fitting_block(std::size_t slot_count) {
    constexpr std::size_t near_memory = std::size_t{256} * 1024;
    const std::size_t fit = near_memory / sizeof(value_type) / slot_count;
    return fit >= 256 ? 256 : fit >= 128 ? 128 : 64;
  }

  [[nodiscard]] value_type* slot(std::size_t which) { return values_.data() + offset_ + which * stride_; }

  template <class Columns>
  void decide(const Columns& columns, variable which, std::size_t first, std::span<const lane_step> steps) {
    const std::size_t scratch = schedule_->slot_count();
    const auto weights = Algebra::load(columns, which, first, count_, slot(scratch), slot(scratch + 1));
    for (const lane_step& each : steps)
      Algebra::decide(weights, slot(each.low), slot(each.high), slot(each.result), count_);
  }

  template <class Combine>
  void combine(const lane_step& step, Combine with) {
    detail::combine_lanes<value_type>(count_, with, slot(step.result), slot(step.low), slot(step.high));
  }

  void add_up(double offset, const lane_step& step) {
    if constexpr (requires { &Algebra::add; }) {
      std::fill_n(slot(step.result), count_, offset);
      for (const lane_summand& each : schedule_->summands().subspan(step.low, step.high - step.low))
        Algebra::add(each.factor, slot(each.slot), slot(step.result), count_);
    } else {
      PORTFIT_ASSERT(false && "sums are for probabilities");
    }
  }

  const lane_schedule* schedule_;
  std::size_t block_;
  std::size_t stride_;  // between slots
  std::size_t offset_ = 0;
  std::size_t count_ = 0;
  std::vector<value_type> values_;  // by slot, then two columns that inputs may be written to
};

/// Folds the lanes from `first` up to, and without, `last`, block by block: `consume(lane, fold)` is called after each block with
/// its first lane, while `fold.value(root)` gives its values.
///
/// Any split of the lanes gives the same values, so parts of a range may run on different threads, each with a fold of its own.
template <class Algebra, class Columns, class Consume>
void fold_lanes(lane_fold<Algebra>& fold, const Columns& columns, std::size_t first, std::size_t last,
                Consume consume) {
  for (std::size_t lane = first; lane < last; lane += fold.block()) {
    fold.run(columns, lane, (std::min)(fold.block(), last - lane));
    consume(lane, std::as_const(fold));
  }
}

/// The probability of a function in each of `lanes` lanes: `probability_of` for many sets of chances, equal to it bit for bit.
/// For several functions, or for lanes that come in parts, see `lane_fold`.
/// @pre `root` is not `no_edge`.
/// Complexity: nodes times lanes.
template <lane_columns<double> Columns>
[[nodiscard]] std::vector<double> probabilities_of(const bdd_manager& manager, edge root, const Columns& chances,
                                                   std::size_t lanes) {
  const lane_schedule schedule(flat_diagram(linearize(manager, root)));
  lane_fold<probability_lanes> fold(schedule);
  std::vector<double> result;
  result.reserve(lanes);
  fold_lanes(fold, chances, 0, lanes, [&](std::size_t, const lane_fold<probability_lanes>& folded) {
    result.insert(result.end(), folded.value().begin(), folded.value().end());
  });
  return result;
}

}  // namespace portfit
