#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

namespace portfit::detail {

/// One summand of a row: `factor` times a column that is 0 or 1. The factor is not zero.
struct row_entry {
  std::uint32_t column = 0;
  std::int32_t factor = 0;
};

/// Rows `sum of factor * column >= bound` over columns of 0 or 1, each of which costs something or nothing.
///
/// No column stands twice in a row.
struct row_system {
  std::vector<double> cost;             ///< by column
  std::vector<std::uint32_t> start{0};  ///< where the entries of a row start, and one past the last row
  std::vector<row_entry> entries;       ///< row after row
  std::vector<std::int32_t> bound;      ///< by row

  [[nodiscard]] std::size_t column_count() const { return cost.size(); }
  [[nodiscard]] std::size_t row_count() const { return bound.size(); }

  [[nodiscard]] std::span<const row_entry> row(std::size_t which) const {
    return {entries.data() + start[which], entries.data() + start[which + 1]};
  }

  std::uint32_t add_column(double of_cost) {
    cost.push_back(of_cost);
    return static_cast<std::uint32_t>(cost.size() - 1);
  }

  /// Ends the row whose entries were appended since the last one ended.
  void end_row(std::int32_t at_least) {
    start.push_back(static_cast<std::uint32_t>(entries.size()));
    bound.push_back(at_least);
  }

  /// The bound of a row once every negative factor is written as a positive one of the column's opposite.
  [[nodiscard]] std::int32_t degree(std::size_t which) const {
    std::int32_t result = bound[which];
    for (const row_entry& each : row(which)) result -= each.factor < 0 ? each.factor : 0;
    return result;
  }
};

/// Counts what a search has done, over all its parts.
struct row_effort {
  std::size_t limit = 0;
  std::size_t steps = 0;
  std::size_t pivots = 0;
};

/// The entries of a row system by column.
struct column_index {
  /// What a column adds to a row.
  struct item {
    std::uint32_t row = 0;
    std::int32_t factor = 0;
  };

  std::vector<std::uint32_t> start;  ///< where the entries of a column start, and one past the last column
  std::vector<item> items;

  explicit column_index(const row_system& rows) : start(rows.column_count() + 1), items(rows.entries.size()) {
    for (const row_entry& each : rows.entries) ++start[each.column + 1];
    for (std::size_t column = 1; column < start.size(); ++column) start[column] += start[column - 1];
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    for (std::uint32_t row = 0; row < rows.row_count(); ++row)
      for (const row_entry& each : rows.row(row)) items[next[each.column]++] = {row, each.factor};
  }

  [[nodiscard]] std::span<const item> of(std::size_t column) const {
    return {items.data() + start[column], items.data() + start[column + 1]};
  }
};

}  // namespace portfit::detail
