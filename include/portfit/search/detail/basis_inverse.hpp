#pragma once

#include <portfit/search/detail/row_system.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace portfit::detail {

/// The inverse of a basis of a row system as a product of elementary matrices (Dantzig and Orchard-Hays 1954, Mathematical
/// Tables and Other Aids to Computation 8, pp. 64-67).
///
/// Variables below the column count are columns, the one at column count + i is the logical of row i, a unit column. A
/// logical that is basic from the start stands at the position of its row.
class basis_inverse {
 public:
  static constexpr double too_small = 1e-9;  ///< below it an entry is not pivoted on

  basis_inverse(const row_system& rows, const column_index& columns) : rows_(&rows), columns_(&columns) {}

  /// Multiplies by the inverse.
  void forward(std::vector<double>& vector) const {
    for (const factor& each : factors_) {
      if (vector[each.position] == 0) continue;
      const double scaled = vector[each.position] / each.pivot;
      vector[each.position] = scaled;
      for (std::uint32_t at = each.first; at < each.last; ++at) vector[places_[at]] -= values_[at] * scaled;
    }
  }

  /// Multiplies by the inverse's transpose.
  void backward(std::vector<double>& vector) const {
    for (auto each = factors_.rbegin(); each != factors_.rend(); ++each) {
      double sum = vector[each->position];
      for (std::uint32_t at = each->first; at < each->last; ++at) sum -= values_[at] * vector[places_[at]];
      vector[each->position] = sum / each->pivot;
    }
  }

  /// The variable whose column, multiplied by the inverse, is `column` takes a position.
  void replace(std::uint32_t position, const std::vector<double>& column) {
    factor made{position, static_cast<std::uint32_t>(places_.size()), 0, column[position]};
    for (std::uint32_t place = 0; place < column.size(); ++place)
      if (place != position && std::abs(column[place]) > 1e-13) push(place, column[place]);
    made.last = static_cast<std::uint32_t>(places_.size());
    factors_.push_back(made);
    ++updates_;
  }

  /// Whether it is time to build the inverse anew.
  [[nodiscard]] bool is_long() const {
    return updates_ >= 100 || (updates_ > 20 && places_.size() > 3 * built_ + 2 * rows_->row_count());
  }

  /// Builds the inverse of a basis anew; `head` names the variables of the basis and is rearranged to their positions.
  /// A variable that depends on the others is replaced by a logical. Entries are taken so that columns of a permuted
  /// triangle need no elimination.
  void build(std::vector<std::uint32_t>& head) {
    factors_.clear();
    places_.clear();
    values_.clear();
    prepare(head);
    take_row_singletons();
    take_column_singletons();
    take_nucleus();
    while (!last_.empty()) {
      take(last_.back().first, last_.back().second);
      last_.pop_back();
    }
    for (std::uint32_t row = 0; row < head.size(); ++row)
      if (head_[row] == nothing) head_[row] = static_cast<std::uint32_t>(rows_->column_count()) + row;
    head = head_;
    built_ = places_.size();
    updates_ = 0;
  }

 private:
  static constexpr std::uint32_t nothing = 0xffffffffU;

  struct factor {
    std::uint32_t position = 0, first = 0, last = 0;
    double pivot = 1;
  };

  void push(std::uint32_t place, double value) {
    places_.push_back(place);
    values_.push_back(value);
  }

  void prepare(const std::vector<std::uint32_t>& basis) {
    const auto count = static_cast<std::uint32_t>(rows_->column_count());
    head_.assign(rows_->row_count(), nothing);
    active_.assign(rows_->row_count(), 1);
    waiting_.assign(count, 0);
    in_column_.assign(count, 0);
    in_row_.assign(rows_->row_count(), 0);
    open_.clear();
    for (const std::uint32_t each : basis) {
      if (each < count) {
        open_.push_back(each);
        waiting_[each] = 1;
      } else {
        head_[each - count] = each;
        active_[each - count] = 0;
      }
    }
    std::sort(open_.begin(), open_.end());
    for (const std::uint32_t column : open_) {
      for (const column_index::item& each : columns_->of(column)) {
        if (!active_[each.row]) continue;
        ++in_column_[column];
        ++in_row_[each.row];
      }
    }
  }

  void retire(std::uint32_t row, std::uint32_t column) {
    active_[row] = 0;
    waiting_[column] = 0;
    for (const row_entry& each : rows_->row(row))
      if (waiting_[each.column] && --in_column_[each.column] == 1) queue_.push_back(each.column);
    for (const column_index::item& each : columns_->of(column)) --in_row_[each.row];
  }

  /// A row with one open column left is pivoted on first: no later column reaches into it.
  void take_row_singletons() {
    std::vector<std::uint32_t> singles;
    for (std::uint32_t row = 0; row < active_.size(); ++row)
      if (active_[row] && in_row_[row] == 1) singles.push_back(row);
    for (std::size_t next = 0; next < singles.size(); ++next) {
      const std::uint32_t row = singles[next];
      if (!active_[row] || in_row_[row] != 1) continue;
      const auto entries = rows_->row(row);
      const auto found =
          std::find_if(entries.begin(), entries.end(), [this](row_entry each) { return waiting_[each.column] != 0; });
      if (found == entries.end()) continue;
      const std::uint32_t column = found->column;
      take(column, row);
      retire(row, column);
      for (const column_index::item& each : columns_->of(column))
        if (active_[each.row] && in_row_[each.row] == 1) singles.push_back(each.row);
    }
  }

  /// A column with one open row left is pivoted on last, after the columns that reach into that row.
  void take_column_singletons() {
    queue_.clear();
    for (const std::uint32_t column : open_)
      if (waiting_[column] && in_column_[column] == 1) queue_.push_back(column);
    for (std::size_t next = 0; next < queue_.size(); ++next) {
      const std::uint32_t column = queue_[next];
      if (!waiting_[column] || in_column_[column] != 1) continue;
      for (const column_index::item& each : columns_->of(column)) {
        if (!active_[each.row]) continue;
        last_.emplace_back(column, each.row);
        retire(each.row, column);
        break;
      }
    }
  }

  void take_nucleus() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
    for (const std::uint32_t column : open_)
      if (waiting_[column]) order.emplace_back(in_column_[column], column);
    std::sort(order.begin(), order.end());
    work_.assign(rows_->row_count(), 0);
    for (const auto& [count, column] : order) {
      std::fill(work_.begin(), work_.end(), 0.0);
      for (const column_index::item& each : columns_->of(column)) work_[each.row] = each.factor;
      forward(work_);
      double largest = 0;
      for (std::size_t row = 0; row < work_.size(); ++row)
        if (active_[row]) largest = (std::max)(largest, std::abs(work_[row]));
      if (largest < 1e-7) continue;
      std::uint32_t best = nothing;
      for (std::uint32_t row = 0; row < work_.size(); ++row)
        if (active_[row] && std::abs(work_[row]) >= 0.1 * largest && (best == nothing || in_row_[row] < in_row_[best]))
          best = row;
      active_[best] = 0;
      head_[best] = column;
      replace(best, work_);
    }
  }

  /// A column that no factor so far reaches.
  void take(std::uint32_t column, std::uint32_t row) {
    factor made{row, static_cast<std::uint32_t>(places_.size()), 0, 1};
    for (const column_index::item& each : columns_->of(column)) {
      if (each.row == row)
        made.pivot = each.factor;
      else
        push(each.row, each.factor);
    }
    made.last = static_cast<std::uint32_t>(places_.size());
    factors_.push_back(made);
    head_[row] = column;
  }

  const row_system* rows_;
  const column_index* columns_;
  std::vector<factor> factors_;
  std::vector<std::uint32_t> places_;
  std::vector<double> values_;
  std::size_t built_ = 0;    // entries after the last building
  std::size_t updates_ = 0;  // factors since
  // While it is built:
  std::vector<std::uint32_t> head_, open_, in_column_, in_row_, queue_;
  std::vector<std::uint8_t> active_, waiting_;  // rows and columns not pivoted on yet
  std::vector<std::pair<std::uint32_t, std::uint32_t>> last_;
  std::vector<double> work_;
};

}  // namespace portfit::detail
