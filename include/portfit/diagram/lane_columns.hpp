#pragma once

#include <portfit/assert.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <span>

namespace portfit {

/// Gives, for a run of lanes, one number per lane and variable: a chance, a price, or a word of bits.
///
/// `column(which, first, count, scratch)` returns where the numbers of lanes `first` up to, and without, `first + count` stand
/// for variable `which`. What is not there as it is gets written to `scratch`, which has room for `count`. The place is valid until
/// the next call with that scratch. Asked once per block and variable that decides a node, several times where a function
/// of functions is folded; must give the same each time, and may be asked from several threads.
template <class Columns, class Value>
concept lane_columns =
    requires(const Columns& columns, variable which, std::size_t first, std::size_t count, Value* scratch) {
      { columns.column(which, first, count, scratch) } -> std::convertible_to<const Value*>;
    };

/// Columns that stand in memory, one behind the other.
template <class Value>
struct plain_columns {
  std::span<const Value> values;  ///< that of variable v begins at `v * stride`
  std::size_t stride = 0;         ///< no less than the number of lanes

  [[nodiscard]] const Value* column(variable which, std::size_t first, std::size_t count, Value*) const {
    PORTFIT_ASSERT(first + count <= stride && which * stride + first + count <= values.size());
    static_cast<void>(count);
    return values.data() + which * stride + first;
  }
};

/// Columns of small numbers that stand for an entry of one table: an eighth of the memory of plain ones with codes of a byte.
template <class Code, class Value>
struct coded_columns {
  std::span<const Code> codes;    ///< those of variable v begin at `v * stride`
  std::size_t stride = 0;         ///< no less than the number of lanes
  std::span<const Value> values;  ///< by code

  [[nodiscard]] const Value* column(variable which, std::size_t first, std::size_t count, Value* scratch) const {
    PORTFIT_ASSERT(first + count <= stride && which * stride + first + count <= codes.size());
    const Code* const from = codes.data() + which * stride + first;
    for (std::size_t lane = 0; lane < count; ++lane) {
      PORTFIT_ASSERT(static_cast<std::size_t>(from[lane]) < values.size());
      scratch[lane] = values[static_cast<std::size_t>(from[lane])];
    }
    return scratch;
  }
};

/// Rows that stand in memory, one behind the other: what one lane has for all variables. Also a single lane.
template <class Value>
struct lane_rows {
  std::span<const Value> values;  ///< that of lane i and variable v stands at `i * stride + v`
  std::size_t stride = 0;         ///< no less than the number of variables

  [[nodiscard]] const Value* column(variable which, std::size_t first, std::size_t count, Value* scratch) const {
    PORTFIT_ASSERT(which < stride && (first + count) * stride <= values.size());
    for (std::size_t lane = 0; lane < count; ++lane) scratch[lane] = values[(first + lane) * stride + which];
    return scratch;
  }
};

/// One value by variable, the same in all lanes.
template <class Value>
struct same_in_all_lanes {
  std::span<const Value> values;  ///< by variable

  [[nodiscard]] const Value* column(variable which, std::size_t, std::size_t count, Value* scratch) const {
    PORTFIT_ASSERT(which < values.size());
    std::fill_n(scratch, count, values[which]);
    return scratch;
  }
};

/// What a variable weighs where it does not hold, and where it does: columns for each.
template <class Without, class With>
struct literal_columns {
  Without without;
  With with;
};

}  // namespace portfit
