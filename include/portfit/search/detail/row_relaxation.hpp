#pragma once

#include <portfit/search/detail/basis_inverse.hpp>
#include <portfit/search/detail/row_propagation.hpp>
#include <portfit/search/detail/row_system.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace portfit::detail {

/// The linear relaxation of a row system: the least cost if columns may take any value from 0 to 1.
///
/// Solved by the dual simplex method: it starts at the prices of nothing, keeps its basis from one question to the next,
/// chooses the row to leave by steepest edge (Forrest and Goldfarb 1992, Mathematical Programming 57, pp. 341-374) and
/// steps over columns that may change ends on the way (the bound flipping ratio test: Maros 2003, Computational Techniques
/// of the Simplex Method, section 10.2). Whatever rounding does to it, `bound()` is computed from the prices alone, and
/// any prices give a bound (weak duality).
class row_relaxation {
 public:
  enum class outcome {
    optimal,     ///< `values()` are those of the relaxation
    exceeded,    ///< the bound reached the cutoff
    impossible,  ///< no values satisfy the rows
    stuck,       ///< rounding or the limit of pivots ended it: only `bound()` is to be used
  };

  row_relaxation(const row_system& rows, const column_index& columns)
      : rows_(&rows),
        columns_(&columns),
        count_(static_cast<std::uint32_t>(rows.column_count())),
        height_(static_cast<std::uint32_t>(rows.row_count())),
        inverse_(rows, columns),
        low_(count_, 0),
        high_(count_, 1),
        upper_(count_ + height_, 0),
        price_(rows.cost),
        place_(count_ + height_, not_basic),
        head_(height_),
        value_(height_, 0),
        weight_(height_, 1),
        row_(height_, 0),
        column_(height_, 0),
        second_(height_, 0),
        alpha_(count_, 0) {
    price_.resize(count_ + height_, 0);
    for (std::uint32_t row = 0; row < height_; ++row) {
      head_[row] = count_ + row;
      place_[count_ + row] = row;
      upper_[count_ + row] = 1;
    }
  }

  /// Takes over which columns are fixed.
  void fix_as(const row_propagation& fixed) {
    for (std::uint32_t each = 0; each < count_; ++each) {
      low_[each] = fixed.at(each) == row_propagation::value::one ? 1 : 0;
      high_[each] = fixed.at(each) == row_propagation::value::zero ? 0 : 1;
    }
    fresh_ = false;
  }

  /// Solves, unless the bound reaches the cutoff before.
  outcome solve(double cutoff) {
    if (!fresh_) place_values();
    const std::size_t most = 2000 + 20 * (std::size_t{height_} + count_);
    for (std::size_t step = 0; step < most; ++step) {
      if (inverse_.is_long()) rebuild();
      const std::uint32_t leaving = choose_row();
      if (leaving == not_basic) return outcome::optimal;
      const outcome result = pivot(leaving);
      if (result != outcome::optimal) return result;
      if (step % 16 == 15 && bound() >= cutoff) return outcome::exceeded;
    }
    return outcome::stuck;
  }

  /// No choice of the open columns costs less; computed from the prices of the rows, with a margin for rounding.
  [[nodiscard]] double bound() const {
    std::vector<double>& reduced = scratch_;
    reduced.assign(rows_->cost.begin(), rows_->cost.end());
    double total = 0;
    double size = 0;
    for (std::uint32_t row = 0; row < height_; ++row) {
      const double price = -price_[count_ + row];
      if (price <= 0) continue;
      for (const row_entry& each : rows_->row(row)) reduced[each.column] -= price * each.factor;
      total += price * rows_->bound[row];
      size += price * std::abs(rows_->bound[row]);
    }
    for (std::uint32_t each = 0; each < count_; ++each) {
      total += reduced[each] * (reduced[each] < 0 ? high_[each] : low_[each]);
      size += std::abs(rows_->cost[each]);
    }
    return total - 1e-13 * size;
  }

  /// What each column would cost beyond what its rows pay for it, at the prices of the last call of `bound()`.
  [[nodiscard]] const std::vector<double>& reduced_costs() const { return scratch_; }

  /// The value of a column.
  [[nodiscard]] double value(std::uint32_t column) const {
    return place_[column] == not_basic ? end_of(column) : value_[place_[column]];
  }

  /// By row, what it is taken times in the row of the tableau of a basic column; nothing for other columns. Valid until the
  /// next call.
  [[nodiscard]] const std::vector<double>* tableau_row(std::uint32_t column) {
    if (place_[column] == not_basic) return nullptr;
    std::fill(second_.begin(), second_.end(), 0.0);
    second_[place_[column]] = 1;
    inverse_.backward(second_);
    return &second_;
  }

  /// Starts from the basis of another relaxation, over the same columns and the first of these rows.
  void start_from(const row_relaxation& other) {
    std::copy(other.price_.begin(), other.price_.end(), price_.begin());
    std::fill(place_.begin(), place_.end(), not_basic);
    for (std::uint32_t position = 0; position < height_; ++position) {
      if (position < other.height_) {
        head_[position] = other.head_[position];
        weight_[position] = other.weight_[position];
      }
      place_[head_[position]] = position;
    }
    rebuild();
  }

  [[nodiscard]] std::size_t pivots() const { return pivots_; }

 private:
  static constexpr std::uint32_t not_basic = 0xffffffffU;
  static constexpr double tolerance = 1e-7;

  /// The logical of a row is minus the row's sum: no more than minus its bound, and of no lower end.
  [[nodiscard]] double end_of(std::uint32_t variable) const {
    if (variable >= count_) return -rows_->bound[variable - count_];
    return upper_[variable] ? high_[variable] : low_[variable];
  }

  /// How far a basic variable lies beyond its upper (positive) or lower end (negative).
  [[nodiscard]] double excess(std::uint32_t position) const {
    const std::uint32_t variable = head_[position];
    const double value = value_[position];
    if (variable >= count_) return (std::max)(0.0, value + rows_->bound[variable - count_]);
    if (value > high_[variable]) return value - high_[variable];
    return value < low_[variable] ? value - low_[variable] : 0;
  }

  /// Puts every column that is not basic at the end its price asks for, and works out the basic ones.
  void place_values() {
    std::fill(column_.begin(), column_.end(), 0.0);
    for (std::uint32_t each = 0; each < count_; ++each) {
      if (place_[each] != not_basic) continue;
      upper_[each] = price_[each] < 0 ? 1 : 0;
      add_to_column(each, -end_of(each));
    }
    for (std::uint32_t row = 0; row < height_; ++row)
      if (place_[count_ + row] == not_basic) column_[row] += rows_->bound[row];
    inverse_.forward(column_);
    value_.swap(column_);
    fresh_ = true;
  }

  void add_to_column(std::uint32_t variable, double times) {
    if (times == 0) return;
    if (variable >= count_) {
      column_[variable - count_] += times;
    } else {
      for (const column_index::item& each : columns_->of(variable)) column_[each.row] += times * each.factor;
    }
  }

  void rebuild() {
    std::vector<double>& weights = scratch_;
    weights.assign(count_ + height_, 1);
    for (std::uint32_t position = 0; position < height_; ++position) weights[head_[position]] = weight_[position];
    inverse_.build(head_);
    std::fill(place_.begin(), place_.end(), not_basic);
    for (std::uint32_t position = 0; position < height_; ++position) {
      place_[head_[position]] = position;
      weight_[position] = weights[head_[position]];
    }
    price_anew();
    place_values();
  }

  /// Works out what columns cost beyond what their rows pay; a logical of the wrong sign is taken as 0.
  void price_anew() {
    for (std::uint32_t position = 0; position < height_; ++position)
      row_[position] = head_[position] < count_ ? rows_->cost[head_[position]] : 0;
    inverse_.backward(row_);
    std::copy(rows_->cost.begin(), rows_->cost.end(), price_.begin());
    for (std::uint32_t row = 0; row < height_; ++row) {
      price_[count_ + row] = (std::min)(0.0, -row_[row]);
      if (row_[row] == 0) continue;
      for (const row_entry& each : rows_->row(row)) price_[each.column] -= row_[row] * each.factor;
    }
    for (const std::uint32_t each : head_) price_[each] = 0;
  }

  [[nodiscard]] std::uint32_t choose_row() const {
    std::uint32_t best = not_basic;
    double most = 0;
    for (std::uint32_t position = 0; position < height_; ++position) {
      const double beyond = excess(position);
      if (std::abs(beyond) <= tolerance || beyond * beyond <= most * weight_[position]) continue;
      most = beyond * beyond / weight_[position];
      best = position;
    }
    return best;
  }

  struct candidate {
    double ratio = 0, size = 0;
    std::uint32_t variable = 0;
    bool operator<(const candidate& other) const {
      if (ratio != other.ratio) return ratio < other.ratio;
      return size != other.size ? size > other.size : variable < other.variable;
    }
  };

  /// One change of basis; `optimal` means that it was made.
  outcome pivot(std::uint32_t leaving) {
    const double sign = excess(leaving) > 0 ? 1 : -1;
    price_row(leaving);
    collect(sign);
    const std::uint32_t entering = choose_column(std::abs(excess(leaving)));
    if (entering == not_basic) return refuted(sign) ? outcome::impossible : outcome::stuck;
    const double entry = entering < count_ ? alpha_[entering] : row_[entering - count_];
    const double step = price_[entering] / entry;
    flip_passed();
    std::fill(column_.begin(), column_.end(), 0.0);
    add_to_column(entering, 1);
    inverse_.forward(column_);
    if (std::abs(column_[leaving] - entry) > 1e-6 * (1 + std::abs(entry))) {
      if (rebuilt_at_ == pivots_) return outcome::stuck;
      rebuilt_at_ = pivots_;
      rebuild();
      return outcome::optimal;
    }
    move_prices(leaving, entering, step);
    second_ = row_;
    inverse_.forward(second_);
    exchange(leaving, entering);
    return outcome::optimal;
  }

  /// The row of the tableau: `row_` by row, `alpha_` by column where `touched_` says so.
  void price_row(std::uint32_t leaving) {
    for (const std::uint32_t each : touched_) alpha_[each] = 0;
    touched_.clear();
    std::fill(row_.begin(), row_.end(), 0.0);
    row_[leaving] = 1;
    inverse_.backward(row_);
    for (std::uint32_t row = 0; row < height_; ++row) {
      if (std::abs(row_[row]) < 1e-14) row_[row] = 0;
      if (row_[row] == 0) continue;
      for (const row_entry& each : rows_->row(row)) {
        if (alpha_[each.column] == 0) touched_.push_back(each.column);
        alpha_[each.column] += row_[row] * each.factor;
        if (alpha_[each.column] == 0) alpha_[each.column] = 1e-300;  // stands in the list once
      }
    }
  }

  /// What may enter: its change takes the leaving variable back to its end.
  void collect(double sign) {
    candidates_.clear();
    const auto look = [&](std::uint32_t variable, double entry, bool at_upper) {
      const double directed = sign * entry;
      if (at_upper ? directed >= -basis_inverse::too_small : directed <= basis_inverse::too_small) return;
      candidates_.push_back({(std::max)(0.0, price_[variable] / directed), std::abs(entry), variable});
    };
    for (const std::uint32_t each : touched_)
      if (place_[each] == not_basic && low_[each] != high_[each]) look(each, alpha_[each], upper_[each] != 0);
    for (std::uint32_t row = 0; row < height_; ++row)
      if (row_[row] != 0 && place_[count_ + row] == not_basic) look(count_ + row, row_[row], true);
  }

  /// Steps over columns that can change ends as long as the row stays beyond its end; of equals, the largest entry.
  std::uint32_t choose_column(double beyond) {
    passed_.clear();
    std::make_heap(candidates_.begin(), candidates_.end(), later);
    auto end = candidates_.end();
    while (end != candidates_.begin()) {
      std::pop_heap(candidates_.begin(), end, later);
      const candidate& next = *--end;
      beyond -= next.size;
      if (next.variable >= count_ || beyond <= tolerance) return steadier(next, end);
      passed_.push_back(next.variable);
    }
    return not_basic;
  }

  static bool later(const candidate& one, const candidate& other) { return other < one; }

  /// A larger entry at nearly the same ratio, if the one at hand is small.
  std::uint32_t steadier(candidate chosen, std::vector<candidate>::iterator end) {
    if (chosen.size > 1e-3) return chosen.variable;
    const double limit = chosen.ratio + 1e-9;
    for (auto each = candidates_.begin(); each != end; ++each)
      if (each->ratio <= limit && each->size > chosen.size) chosen = *each;
    return chosen.variable;
  }

  /// Whether the row shows by itself that it cannot hold: whatever the columns are, it stays beyond its end.
  [[nodiscard]] bool refuted(double sign) const {
    double most = 0;
    double bound = 0;
    for (std::uint32_t row = 0; row < height_; ++row) {
      const double factor = sign * row_[row];
      if (factor < 0 && factor > -1e-9) continue;
      if (factor < 0) return false;
      bound += factor * rows_->bound[row];
    }
    for (const std::uint32_t each : touched_) {
      const double factor = sign * alpha_[each];
      most += factor * (factor > 0 ? high_[each] : low_[each]);
    }
    return most < bound - 1e-7 * (1 + std::abs(bound));
  }

  void flip_passed() {
    if (passed_.empty()) return;
    std::fill(column_.begin(), column_.end(), 0.0);
    for (const std::uint32_t each : passed_) {
      const double before = end_of(each);
      upper_[each] = upper_[each] ? 0 : 1;
      add_to_column(each, before - end_of(each));
    }
    inverse_.forward(column_);
    for (std::uint32_t position = 0; position < height_; ++position) value_[position] += column_[position];
  }

  void move_prices(std::uint32_t leaving, std::uint32_t entering, double step) {
    for (const std::uint32_t each : touched_)
      if (place_[each] == not_basic) price_[each] -= step * alpha_[each];
    for (std::uint32_t row = 0; row < height_; ++row)
      if (row_[row] != 0 && place_[count_ + row] == not_basic) price_[count_ + row] -= step * row_[row];
    price_[entering] = 0;
    price_[head_[leaving]] = -step;
  }

  void exchange(std::uint32_t leaving, std::uint32_t entering) {
    const std::uint32_t variable = head_[leaving];
    const double beyond = excess(leaving);
    const double entry = column_[leaving];
    const double step = beyond / entry;
    double norm = 0;
    for (const double each : row_) norm += each * each;
    for (std::uint32_t position = 0; position < height_; ++position) {
      if (column_[position] == 0) continue;
      value_[position] -= step * column_[position];
      const double ratio = column_[position] / entry;
      if (position != leaving)
        weight_[position] = (std::max)(weight_[position] - 2 * ratio * second_[position] + ratio * ratio * norm, 1e-4);
    }
    weight_[leaving] = (std::max)(norm / (entry * entry), 1e-4);
    value_[leaving] = end_of(entering) + step;
    if (variable < count_) upper_[variable] = beyond > 0 ? 1 : 0;
    head_[leaving] = entering;
    place_[entering] = leaving;
    place_[variable] = not_basic;
    inverse_.replace(leaving, column_);
    ++pivots_;
  }

  const row_system* rows_;
  const column_index* columns_;
  std::uint32_t count_, height_;
  basis_inverse inverse_;
  std::vector<std::uint8_t> low_, high_;  // by column
  std::vector<std::uint8_t> upper_;       // by variable that is not basic: whether it is at its upper end
  std::vector<double> price_;             // by variable: reduced cost
  std::vector<std::uint32_t> place_;      // by variable: its position in the basis
  std::vector<std::uint32_t> head_;       // by position: the variable
  std::vector<double> value_, weight_;    // by position
  std::vector<double> row_, column_, second_, alpha_;
  mutable std::vector<double> scratch_;
  std::vector<std::uint32_t> touched_, passed_;
  std::vector<candidate> candidates_;
  bool fresh_ = true;
  std::size_t pivots_ = 0;
  std::size_t rebuilt_at_ = (std::numeric_limits<std::size_t>::max)();
};

}  // namespace portfit::detail
