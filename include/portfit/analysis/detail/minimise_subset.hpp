#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Leaves out what can be left out of [first, last), large parts at once.
template <class Agrees>
void leave_out(std::vector<char>& kept, std::size_t first, std::size_t last, Agrees& agrees) {
  std::vector<char> fewer = kept;
  std::size_t there = 0;
  for (std::size_t index = first; index < last; ++index) {
    there += fewer[index] != 0 ? 1 : 0;
    fewer[index] = 0;
  }
  if (there == 0) return;
  if (agrees(fewer)) {
    kept = std::move(fewer);
    return;
  }
  if (last - first < 2) return;
  const std::size_t middle = first + (last - first) / 2;
  leave_out(kept, first, middle, agrees);
  leave_out(kept, middle, last, agrees);
}

/// Makes a subset smaller, in the order of its elements, until none can be left out any more: inclusion-minimal.
///
/// `agrees(subset)` tells whether a subset still does; it need not be monotone, and may begin to say no when a limit is reached.
/// Elements before `middle` are tried together first. @pre `agrees(kept)`, `middle <= kept.size()`.
/// Complexity: about 2 x result x log(size) questions where one element does not need another, at most quadratic.
template <class Agrees>
void minimise_subset(std::vector<char>& kept, std::size_t middle, Agrees agrees) {
  leave_out(kept, 0, middle, agrees);
  leave_out(kept, middle, kept.size(), agrees);
  // What had to stay may have become superfluous by what went later.
  for (bool again = true; again;) {
    again = false;
    for (std::size_t index = 0; index < kept.size(); ++index) {
      if (kept[index] == 0) continue;
      kept[index] = 0;
      if (agrees(kept))
        again = true;
      else
        kept[index] = 1;
    }
  }
}

}  // namespace portfit::detail
