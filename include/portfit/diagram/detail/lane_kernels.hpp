#pragma once

#include <cstddef>

namespace portfit::detail {

/// How many lanes a tile has: a loop of this fixed length becomes vector instructions under GCC at -O2 too, and is too long for
/// Clang to unroll it instead.
inline constexpr std::size_t tile_lanes = 64;

/// result[i] = combine(operand[i]...) for `count` lanes, most of them in tiles. Each lane is computed by itself, so its
/// result does not depend on the others. @pre `result` overlaps no operand.
template <class Value, class Combine>
inline void combine_lanes(std::size_t count, Combine combine, Value* __restrict result, const Value* __restrict a,
                          const Value* __restrict b) {
  std::size_t lane = 0;
  for (; lane + tile_lanes <= count; lane += tile_lanes, result += tile_lanes, a += tile_lanes, b += tile_lanes)
    for (std::size_t i = 0; i < tile_lanes; ++i) result[i] = combine(a[i], b[i]);
  for (std::size_t i = 0; i < count - lane; ++i) result[i] = combine(a[i], b[i]);
}

/// The same of three operands.
template <class Value, class Combine>
inline void combine_lanes(std::size_t count, Combine combine, Value* __restrict result, const Value* __restrict a,
                          const Value* __restrict b, const Value* __restrict c) {
  std::size_t lane = 0;
  for (; lane + tile_lanes <= count;
       lane += tile_lanes, result += tile_lanes, a += tile_lanes, b += tile_lanes, c += tile_lanes)
    for (std::size_t i = 0; i < tile_lanes; ++i) result[i] = combine(a[i], b[i], c[i]);
  for (std::size_t i = 0; i < count - lane; ++i) result[i] = combine(a[i], b[i], c[i]);
}

/// The same of four operands.
template <class Value, class Combine>
inline void combine_lanes(std::size_t count, Combine combine, Value* __restrict result, const Value* __restrict a,
                          const Value* __restrict b, const Value* __restrict c, const Value* __restrict d) {
  std::size_t lane = 0;
  for (; lane + tile_lanes <= count;
       lane += tile_lanes, result += tile_lanes, a += tile_lanes, b += tile_lanes, c += tile_lanes, d += tile_lanes)
    for (std::size_t i = 0; i < tile_lanes; ++i) result[i] = combine(a[i], b[i], c[i], d[i]);
  for (std::size_t i = 0; i < count - lane; ++i) result[i] = combine(a[i], b[i], c[i], d[i]);
}

}  // namespace portfit::detail
