#pragma once

#include <algorithm>
#include <vector>

namespace portfit::detail {

/// Sorts a short list and keeps the order of equals. (std::stable_sort of libstdc++ 12 makes clang warn of a deprecated buffer.)
/// Complexity: quadratic in moves.
template <class Value, class Less>
void sort_stably(std::vector<Value>& values, Less less) {
  for (auto next = values.begin(); next != values.end(); ++next)
    std::rotate(std::upper_bound(values.begin(), next, *next, less), next, next + 1);
}

}  // namespace portfit::detail
