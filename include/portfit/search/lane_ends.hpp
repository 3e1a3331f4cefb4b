#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/flat_diagram.hpp>
#include <portfit/diagram/flat_reader.hpp>
#include <portfit/search/expectation_ends.hpp>

#include <array>
#include <span>
#include <vector>

namespace portfit {

/// Numbers that are places in a flat diagram: what is computed with them is laid out there, and a fold over lanes with
/// `probability_lanes` does it for many sets of weights at once, with the same operations in the same order as with numbers.
class lane_numbers {
 public:
  using value_type = flat_position;

  /// @param reader  reads diagrams into `into`; may serve several of these
  /// @pre Both outlive this object and its copies.
  lane_numbers(flat_diagram& into, flat_reader& reader) : into_(&into), reader_(&reader) {}

  [[nodiscard]] flat_position constant(double value) const {
    if (value == 0 || value == 1) return value == 1 ? 1 : 0;
    return into_->add_sum(value, {});
  }
  [[nodiscard]] flat_position mean(const bdd_manager&, edge function) const { return reader_->read(function); }
  [[nodiscard]] flat_position lesser(flat_position one, flat_position other) const {
    return into_->add_least(one, other);
  }
  [[nodiscard]] flat_position greater(flat_position one, flat_position other) const {
    return into_->add_greatest(one, other);
  }
  [[nodiscard]] flat_position add(flat_position total, double amount, flat_position part) const {
    if (!into_->is_constant(total)) return into_->add_to_sum(total, {amount, part});
    if (into_->is_constant(part)) return constant(into_->constant(total) + amount * into_->constant(part));
    return into_->add_sum(into_->constant(total), std::array{flat_summand{amount, part}});
  }
  [[nodiscard]] flat_position outer(const bdd_manager& manager, edge function, const std::vector<char>& settled,
                                    bool upper) const {
    return flat_reader(manager, *into_).read_bound(function, settled, upper);
  }

 private:
  flat_diagram* into_;
  flat_reader* reader_;
};

/// What `settled_expectation` does, for many sets of weights at once: lays out which restrictions decide the ends.
///
/// Which these are depends on the diagrams alone, so they are found once, and the fold gives what `settled_expectation` gives
/// for the weights of each lane, bit for bit. Whether it is exact is the same in all.
using lane_ends = settled_expectation_in<lane_numbers>;

}  // namespace portfit
