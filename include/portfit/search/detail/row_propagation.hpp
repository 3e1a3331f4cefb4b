#pragma once

#include <portfit/search/detail/row_system.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace portfit::detail {

/// Fixes columns of a row system and what follows from that, and takes it back.
///
/// Each row keeps its slack: how far the most it can come to lies above its bound. A column whose wrong value would take
/// more than the slack is fixed. On the rows of a formula this is unit propagation in both directions, on a k-of-n
/// counting.
class row_propagation {
 public:
  /// What a column is fixed to.
  enum class value : std::uint8_t { zero, one, open };

  /// @pre `rows` and `columns` outlive this.
  row_propagation(const row_system& rows, const column_index& columns)
      : rows_(&rows), columns_(&columns), value_(rows.column_count(), value::open), slack_(rows.row_count()) {
    for (std::size_t row = 0; row < rows.row_count(); ++row) {
      slack_[row] = -rows.bound[row];
      for (const row_entry& each : rows.row(row)) slack_[row] += each.factor > 0 ? each.factor : 0;
    }
  }

  /// Looks at every row once; false: the rows cannot hold.
  [[nodiscard]] bool start() {
    for (std::uint32_t row = 0; row < rows_->row_count(); ++row)
      if (!look_at(row)) return false;
    return settle();
  }

  /// Fixes a column that is open, or has this value already, and all that follows; false: the rows cannot hold then.
  [[nodiscard]] bool fix(std::uint32_t column, bool to) {
    if (value_[column] != value::open) return value_[column] == (to ? value::one : value::zero);
    put(column, to);
    return settle();
  }

  /// The columns fixed so far, in sequence.
  [[nodiscard]] const std::vector<std::uint32_t>& trail() const { return trail_; }

  /// Takes back what was fixed after the trail had this length.
  void undo(std::size_t length) {
    while (trail_.size() > length) {
      const std::uint32_t column = trail_.back();
      trail_.pop_back();
      if (trail_.size() < settled_) {
        const bool was = value_[column] == value::one;
        for (const column_index::item& each : columns_->of(column))
          if ((each.factor > 0) != was) slack_[each.row] += std::abs(each.factor);
      }
      value_[column] = value::open;
    }
    settled_ = settled_ < length ? settled_ : length;
  }

  [[nodiscard]] value at(std::uint32_t column) const { return value_[column]; }
  [[nodiscard]] bool is_open(std::uint32_t column) const { return value_[column] == value::open; }

  /// Whether a row holds whatever the open columns are.
  [[nodiscard]] bool holds(std::uint32_t row) const {
    std::int32_t least = -rows_->bound[row];
    for (const row_entry& each : rows_->row(row))
      if (value_[each.column] == value::one || (is_open(each.column) && each.factor < 0)) least += each.factor;
    return least >= 0;
  }

 private:
  void put(std::uint32_t column, bool to) {
    value_[column] = to ? value::one : value::zero;
    trail_.push_back(column);
  }

  bool look_at(std::uint32_t row) {
    if (slack_[row] < 0) return false;
    for (const row_entry& each : rows_->row(row))
      if (is_open(each.column) && std::abs(each.factor) > slack_[row]) put(each.column, each.factor > 0);
    return true;
  }

  bool settle() {
    while (settled_ < trail_.size()) {
      const std::uint32_t column = trail_[settled_++];
      const bool is_one = value_[column] == value::one;
      for (const column_index::item& each : columns_->of(column))
        if ((each.factor > 0) != is_one) slack_[each.row] -= std::abs(each.factor);
      for (const column_index::item& each : columns_->of(column))
        if ((each.factor > 0) != is_one && !look_at(each.row)) return false;
    }
    return true;
  }

  const row_system* rows_;
  const column_index* columns_;
  std::vector<value> value_;
  std::vector<std::int32_t> slack_;  // by row, of the columns settled
  std::vector<std::uint32_t> trail_;
  std::size_t settled_ = 0;  // how much of the trail the slacks know of
};

}  // namespace portfit::detail
