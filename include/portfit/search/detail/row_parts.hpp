#pragma once

#include <portfit/search/detail/row_branching.hpp>
#include <portfit/search/detail/row_cuts.hpp>
#include <portfit/search/detail/row_reduction.hpp>
#include <portfit/search/detail/row_system.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Rows that share no column with other rows, over columns of their own.
struct row_part {
  row_system rows;
  std::vector<std::uint32_t> column;  ///< what a column was in the whole
};

/// Splits rows into parts that share no column; columns that stand in no row are left out.
[[nodiscard]] inline std::vector<row_part> split(const row_system& rows) {
  std::vector<std::uint32_t> leader(rows.column_count());
  std::iota(leader.begin(), leader.end(), 0U);
  const auto find = [&leader](std::uint32_t column) {
    while (leader[column] != column) column = leader[column] = leader[leader[column]];
    return column;
  };
  for (std::size_t row = 0; row < rows.row_count(); ++row)
    for (const row_entry& each : rows.row(row)) leader[find(each.column)] = find(rows.row(row).front().column);
  constexpr std::uint32_t none = 0xffffffffU;
  std::vector<std::uint32_t> part_of(rows.column_count(), none);
  std::vector<std::uint32_t> place(rows.column_count(), none);
  std::vector<row_part> parts;
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    std::uint32_t& number = part_of[find(rows.row(row).front().column)];
    if (number == none) {
      number = static_cast<std::uint32_t>(parts.size());
      parts.emplace_back();
    }
    row_part& part = parts[number];
    for (const row_entry& each : rows.row(row)) {
      if (place[each.column] == none) {
        place[each.column] = part.rows.add_column(rows.cost[each.column]);
        part.column.push_back(each.column);
      }
      part.rows.entries.push_back({place[each.column], each.factor});
    }
    part.rows.end_row(rows.bound[row]);
  }
  return parts;
}

/// A cheapest solution of connected rows: branched on a little, then with cuts if that did not end.
[[nodiscard]] inline row_solution solve_connected(const row_system& rows, double cutoff, row_effort& effort) {
  constexpr std::size_t little = 20;
  row_solution first = row_branching(rows, cutoff, effort).run(little);
  if (first.bound >= first.cost || effort.steps >= effort.limit) return first;
  const double better = (std::min)(cutoff, first.cost);
  const row_system stronger = with_cuts(rows, better, effort);
  row_solution second = row_branching(stronger, better, effort).run(effort.limit);
  if (!second.value.empty()) return second;
  first.bound = (std::min)(first.cost, second.bound);
  return first;
}

/// A cheapest solution of rows, reduced and part by part, of which the first `wanted` columns are told; the others may have
/// any value.
[[nodiscard]] inline row_solution solve_by_parts(row_system rows, std::size_t wanted, double cutoff,
                                                 row_effort& effort) {
  const std::vector<double> cost = rows.cost;
  row_solution result;
  row_reduction reduced(std::move(rows), wanted);
  if (!reduced.run()) return result;
  std::vector<std::uint8_t> value(cost.size(), 0);
  for (std::uint32_t column = 0; column < cost.size(); ++column) value[column] = reduced.is_one(column) ? 1 : 0;
  result.cost = result.bound = 0;
  for (std::uint32_t column = 0; column < cost.size(); ++column) result.cost += value[column] ? cost[column] : 0;
  result.bound = result.cost;
  bool found = true;
  for (const row_part& part : split(reduced.rows())) {
    const row_solution of_part = solve_connected(part.rows, cutoff - result.bound, effort);
    result.cost += of_part.cost;
    result.bound += of_part.bound;
    found = found && !of_part.value.empty();
    for (std::size_t column = 0; column < of_part.value.size(); ++column)
      value[part.column[column]] = of_part.value[column];
  }
  if (!found) return result;
  for (std::uint32_t column = 0; column < cost.size(); ++column) value[column] = value[reduced.representative(column)];
  result.value = std::move(value);
  return result;
}

}  // namespace portfit::detail
