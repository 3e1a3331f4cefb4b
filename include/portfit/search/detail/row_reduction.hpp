#pragma once

#include <portfit/search/detail/row_propagation.hpp>
#include <portfit/search/detail/row_system.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Makes a row system smaller so that a cheapest solution of the rest is part of a cheapest solution of the whole.
///
/// What follows is fixed; columns that nothing asks for are 0, those that cost nothing and hinder nothing are 1; a column
/// that is asked for by one other alone equals it, and so does one that asks for one other alone; rows that others imply
/// and columns that a cheaper one can stand in for are left out.
class row_reduction {
 public:
  /// @param wanted  how many of the first columns matter; the others may be left without a value
  /// @pre No column costs less than nothing.
  row_reduction(row_system rows, std::size_t wanted)
      : rows_(std::move(rows)),
        same_(rows_.column_count()),
        value_(rows_.column_count(), open),
        wanted_(rows_.column_count(), false) {
    std::iota(same_.begin(), same_.end(), 0U);
    std::fill_n(wanted_.begin(), wanted, true);
  }

  /// False: the rows cannot hold.
  [[nodiscard]] bool run() {
    for (int round = 0; round < 30; ++round) {
      if ((forcing_ && !propagate()) || !rebuild()) return false;
      if (forcing_) continue;
      if (fix_by_cost() || eliminate()) continue;
      if (!leave_out_rows() && !leave_out_columns()) break;
    }
    return propagate() && rebuild();
  }

  /// What is left, over the same columns; those that are settled stand in no row.
  [[nodiscard]] const row_system& rows() const { return rows_; }

  /// The column that stands for this one.
  [[nodiscard]] std::uint32_t representative(std::uint32_t column) const {
    while (same_[column] != column) column = same_[column];
    return column;
  }

  /// Whether the column was settled, and to what; a column left open by all rows is 0.
  [[nodiscard]] bool is_one(std::uint32_t column) const { return value_[representative(column)] == 1; }

 private:
  static constexpr std::uint8_t open = 2;

  bool propagate() {
    const column_index columns(rows_);
    row_propagation follow(rows_, columns);
    if (!follow.start()) return false;
    for (const std::uint32_t each : follow.trail())
      value_[each] = follow.at(each) == row_propagation::value::one ? 1 : 0;
    return true;
  }

  /// Writes the rows anew in the columns that stand for others and are open; false: one cannot hold.
  bool rebuild() {
    row_system next;
    forcing_ = false;
    next.entries.reserve(rows_.entries.size());
    next.start.reserve(rows_.start.size());
    next.bound.reserve(rows_.bound.size());
    std::vector<std::int32_t> sum(rows_.column_count(), 0);
    for (std::size_t row = 0; row < rows_.row_count(); ++row)
      if (!rewrite(row, next, sum)) return false;
    next.cost = std::move(rows_.cost);
    rows_ = std::move(next);
    return true;
  }

  bool rewrite(std::size_t row, row_system& next, std::vector<std::int32_t>& sum) {
    std::int32_t bound = rows_.bound[row];
    for (const row_entry& each : rows_.row(row)) {
      const std::uint32_t column = representative(each.column);
      if (value_[column] == open) {
        if (sum[column] == 0) next.entries.push_back({column, 1});
        sum[column] += each.factor;
      } else {
        bound -= value_[column] == 1 ? each.factor : 0;
      }
    }
    std::size_t end = next.start.back();
    std::int32_t degree = bound;
    for (std::size_t at = end; at < next.entries.size(); ++at) {
      const std::uint32_t column = next.entries[at].column;
      const std::int32_t factor = std::exchange(sum[column], 0);
      if (factor == 0) continue;
      next.entries[end++] = {column, factor};
      degree -= factor < 0 ? factor : 0;
    }
    next.entries.resize(end);
    return finish(next, degree);
  }

  /// Cuts factors down to what the row asks for; false: it cannot hold.
  bool finish(row_system& next, std::int32_t degree) {
    const auto first = next.entries.begin() + next.start.back();
    if (degree <= 0) {
      next.entries.erase(first, next.entries.end());
      return true;
    }
    std::int32_t bound = degree;
    std::int64_t most = 0;
    bool clause = true;
    std::int32_t largest = 0;
    for (auto each = first; each != next.entries.end(); ++each) {
      const std::int32_t size = (std::min)(std::abs(each->factor), degree);
      clause = clause && size == degree;
      largest = (std::max)(largest, size);
      most += size;
      each->factor = each->factor < 0 ? -size : size;
    }
    for (auto each = first; each != next.entries.end(); ++each) {
      if (clause) each->factor = each->factor < 0 ? -1 : 1;
      if (each->factor < 0) bound += each->factor;
    }
    if (clause) {
      bound = 1;
      for (auto each = first; each != next.entries.end(); ++each) bound -= each->factor < 0 ? 1 : 0;
    }
    if (most < degree) return false;
    const std::int64_t slack = most - degree;
    forcing_ = forcing_ || slack < (clause ? degree : largest);
    next.end_row(bound);
    return true;
  }

  /// How many rows ask for a column, how many for its opposite, and the last of each.
  struct wishes {
    std::uint32_t up = 0, down = 0, up_row = 0, down_row = 0;
  };

  bool fix_by_cost() {
    std::vector<wishes> wanted(rows_.column_count());
    for (std::uint32_t row = 0; row < rows_.row_count(); ++row) {
      for (const row_entry& each : rows_.row(row)) {
        wishes& of = wanted[each.column];
        ++(each.factor > 0 ? of.up : of.down);
        (each.factor > 0 ? of.up_row : of.down_row) = row;
      }
    }
    bool changed = false;
    joined_.assign(rows_.column_count(), false);
    for (std::uint32_t column = 0; column < rows_.column_count(); ++column) {
      const wishes& of = wanted[column];
      if (value_[column] != open || joined_[column] || of.up + of.down == 0) continue;
      if (of.up == 0 || (of.down == 0 && rows_.cost[column] <= 0)) {
        value_[column] = of.up == 0 ? 0 : 1;
        changed = true;
      } else if (of.up == 1 && join(column, of.up_row)) {
        changed = true;
      } else if (of.down == 1 && rows_.cost[column] <= 0 && join(column, of.down_row)) {
        changed = true;
      }
    }
    return changed;
  }

  /// Makes a column equal to the other one of a row `a >= b`. What is wanted of either is counted anew before it is used.
  bool join(std::uint32_t column, std::uint32_t row) {
    const auto entries = rows_.row(row);
    if (entries.size() != 2 || entries[0].factor + entries[1].factor != 0) return false;
    const std::uint32_t other = entries[0].column == column ? entries[1].column : entries[0].column;
    if (value_[other] != open || joined_[other]) return false;
    joined_[column] = joined_[other] = true;
    same_[column] = other;
    if (wanted_[column]) wanted_[other] = true;
    rows_.cost[other] += rows_.cost[column];
    return true;
  }

  /// Leaves out columns that cost nothing and that one clause asks for: that clause is joined with each that hinders it
  /// (resolution: Davis and Putnam 1960, J. ACM 7, pp. 201-215). The relaxation stays as it is.
  bool eliminate() {
    constexpr std::size_t most_rows = 4;
    constexpr std::size_t widest = 8;
    const column_index columns(rows_);
    std::vector<bool> used(rows_.row_count(), false);
    row_system more;
    for (std::uint32_t column = 0; column < rows_.column_count(); ++column) {
      const auto items = columns.of(column);
      if (wanted_[column] || rows_.cost[column] > 0 || items.empty() || items.size() > most_rows) continue;
      const auto asks = [](const column_index::item& each) { return each.factor > 0; };
      if (std::count_if(items.begin(), items.end(), asks) != 1) continue;
      const std::uint32_t asking = std::find_if(items.begin(), items.end(), asks)->row;
      const bool clauses = std::all_of(items.begin(), items.end(), [&](const column_index::item& each) {
        return !used[each.row] && rows_.row(each.row).size() <= widest && is_clause(each.row);
      });
      if (!clauses) continue;
      for (const column_index::item& each : items) {
        used[each.row] = true;
        if (each.row == asking) continue;
        for (const std::uint32_t row : {asking, each.row})
          for (const row_entry& entry : rows_.row(row))
            if (entry.column != column) more.entries.push_back(entry);
        more.end_row(rows_.bound[asking] + rows_.bound[each.row]);
      }
    }
    if (std::find(used.begin(), used.end(), true) == used.end()) return false;
    keep_rows(used);
    for (std::size_t row = 0; row < more.row_count(); ++row) {
      rows_.entries.insert(rows_.entries.end(), more.row(row).begin(), more.row(row).end());
      rows_.end_row(more.bound[row]);
    }
    return true;
  }

  [[nodiscard]] bool is_clause(std::uint32_t row) const {
    const auto entries = rows_.row(row);
    return rows_.degree(row) == 1 &&
           std::all_of(entries.begin(), entries.end(), [](row_entry each) { return std::abs(each.factor) == 1; });
  }

  /// Leaves out rows that another row implies: of no greater degree, with no smaller factor at any of its entries.
  bool leave_out_rows() {
    const column_index columns(rows_);
    std::vector<std::int32_t> degree(rows_.row_count());
    for (std::size_t row = 0; row < degree.size(); ++row) degree[row] = rows_.degree(row);
    std::vector<bool> left_out(degree.size(), false);
    std::vector<std::int32_t> factor(rows_.column_count(), 0);
    bool changed = false;
    for (std::uint32_t row = 0; row < degree.size(); ++row) {
      if (left_out[row]) continue;
      const auto entries = rows_.row(row);
      const auto rarest = std::min_element(entries.begin(), entries.end(), [&](row_entry one, row_entry other) {
        return columns.of(one.column).size() < columns.of(other.column).size();
      });
      for (const column_index::item& each : columns.of(rarest->column)) {
        if (each.row == row || left_out[each.row] || degree[each.row] > degree[row]) continue;
        if (rows_.row(each.row).size() < entries.size() || !implies(row, each.row, factor)) continue;
        left_out[each.row] = changed = true;
      }
    }
    if (changed) keep_rows(left_out);
    return changed;
  }

  bool implies(std::uint32_t row, std::uint32_t other, std::vector<std::int32_t>& factor) const {
    for (const row_entry& each : rows_.row(other)) factor[each.column] = each.factor;
    bool result = true;
    for (const row_entry& each : rows_.row(row))
      result = result && (each.factor > 0 ? factor[each.column] >= each.factor : factor[each.column] <= each.factor);
    for (const row_entry& each : rows_.row(other)) factor[each.column] = 0;
    return result;
  }

  void keep_rows(const std::vector<bool>& left_out) {
    row_system next;
    for (std::size_t row = 0; row < rows_.row_count(); ++row) {
      if (left_out[row]) continue;
      next.entries.insert(next.entries.end(), rows_.row(row).begin(), rows_.row(row).end());
      next.end_row(rows_.bound[row]);
    }
    next.cost = std::move(rows_.cost);
    rows_ = std::move(next);
  }

  /// Settles columns to 0 that another one can stand in for: it costs no more, is enough for every row that asks for the
  /// column, and is no greater hindrance in any other.
  bool leave_out_columns() {
    const column_index columns(rows_);
    std::vector<std::int32_t> own(rows_.row_count(), 0);
    bool changed = false;
    for (std::uint32_t column = 0; column < rows_.column_count(); ++column) {
      std::uint32_t narrowest = no_row;
      for (const column_index::item& each : columns.of(column))
        if (each.factor > 0 && (narrowest == no_row || rows_.row(each.row).size() < rows_.row(narrowest).size()))
          narrowest = each.row;
      if (narrowest == no_row) continue;
      for (const column_index::item& each : columns.of(column)) own[each.row] = each.factor;
      for (const row_entry& each : rows_.row(narrowest)) {
        if (value_[column] != open) break;
        if (each.column == column || value_[each.column] != open || each.factor < 0) continue;
        if (rows_.cost[each.column] > rows_.cost[column]) continue;
        if (!stands_in(columns, each.column, column, own)) continue;
        value_[column] = 0;
        changed = true;
      }
      for (const column_index::item& each : columns.of(column)) own[each.row] = 0;
    }
    return changed;
  }

  bool stands_in(const column_index& columns, std::uint32_t better, std::uint32_t column,
                 const std::vector<std::int32_t>& own) const {
    std::size_t helped = 0;
    for (const column_index::item& each : columns.of(better)) {
      if (each.factor < 0 && own[each.row] > each.factor) return false;
      if (own[each.row] <= 0) continue;
      if (each.factor < rows_.degree(each.row)) return false;
      ++helped;
    }
    for (const column_index::item& each : columns.of(column))
      if (each.factor > 0) --helped;
    return helped == 0;
  }

  static constexpr std::uint32_t no_row = 0xffffffffU;

  row_system rows_;
  std::vector<std::uint32_t> same_;  // by column: the one that stands for it
  std::vector<std::uint8_t> value_;  // by column that stands for itself: 0, 1 or open
  std::vector<bool> wanted_;         // by column: whether its value matters
  bool forcing_ = true;              // whether a row may fix a column
  std::vector<bool> joined_;         // by column: whether this round changed what is wanted of it
};

}  // namespace portfit::detail
