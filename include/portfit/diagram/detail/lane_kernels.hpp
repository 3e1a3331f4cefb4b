#pragma once

#include <cstddef>

namespace portfit::detail {

/// Does the same to many lanes. Most of them in tiles of a fixed length: GCC at -O2 makes vector instructions of such loops
/// alone, and Clang unrolls shorter ones instead. Each lane is computed by itself, so its result does not depend on the others.
template <class Step>
inline void for_lanes(std::size_t count, Step step) {
  constexpr std::size_t tile = 64;
  std::size_t lane = 0;
  for (; lane + tile <= count; lane += tile)
    for (std::size_t within = 0; within < tile; ++within) step(lane + within);
  for (; lane < count; ++lane) step(lane);
}

/// result[i] = combine(first[i], second[i]). @pre `result` overlaps neither operand.
template <class Value, class Combine>
inline void combine_lanes(const Value* __restrict first, const Value* __restrict second, Value* __restrict result,
                          std::size_t count, Combine combine) {
  for_lanes(count, [=](std::size_t i) { result[i] = combine(first[i], second[i]); });
}

/// result[i] = decide(weight[i], low[i], high[i]). @pre `result` overlaps no operand.
template <class Value, class Decide>
inline void decide_lanes(const Value* __restrict weight, const Value* __restrict low, const Value* __restrict high,
                         Value* __restrict result, std::size_t count, Decide decide) {
  for_lanes(count, [=](std::size_t i) { result[i] = decide(weight[i], low[i], high[i]); });
}

/// result[i] = decide(without[i], with[i], low[i], high[i]). @pre `result` overlaps no operand.
template <class Value, class Decide>
inline void decide_lanes(const Value* __restrict without, const Value* __restrict with, const Value* __restrict low,
                         const Value* __restrict high, Value* __restrict result, std::size_t count, Decide decide) {
  for_lanes(count, [=](std::size_t i) { result[i] = decide(without[i], with[i], low[i], high[i]); });
}

/// result[i] += factor * value[i]. @pre They do not overlap.
inline void add_lanes(double factor, const double* __restrict value, double* __restrict result, std::size_t count) {
  for_lanes(count, [=](std::size_t i) { result[i] += factor * value[i]; });
}

}  // namespace portfit::detail
