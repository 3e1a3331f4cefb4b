#pragma once

#include <cstddef>
#include <string_view>

namespace portfit::detail {

/// Longer texts are never matched against a pattern.
inline constexpr std::size_t longest_matched_text = 4096;

/// Whether a pattern can be compiled and matched at a bounded cost.
///
/// The C library writes `x{n}` out n times, and nested bounds multiply; groups in one another are recursions; `\1` makes
/// matching exponential (and is none of POSIX's extended expressions). So: at most 1024 bytes, 64 open groups, bounds whose
/// product is at most 256 over the whole pattern, and no `\1` to `\9`. Patterns in Android's own matrices have some ten
/// bytes. Complexity: linear.
[[nodiscard]] constexpr bool is_cheap_pattern(std::string_view pattern) {
  if (pattern.size() > 1024) return false;
  std::size_t copies = 1;
  std::size_t open = 0;
  for (std::size_t place = 0; place < pattern.size(); ++place) {
    const char letter = pattern[place];
    if (letter == '\\') {
      ++place;
      if (place < pattern.size() && pattern[place] >= '1' && pattern[place] <= '9') return false;
    } else if (letter == '(') {
      if (++open > 64) return false;
    } else if (letter == ')' && open > 0) {
      --open;
    } else if (letter == '{') {
      std::size_t number = 0;
      std::size_t largest = 1;
      for (++place; place < pattern.size() && pattern[place] != '}'; ++place) {
        const char digit = pattern[place];
        number = digit >= '0' && digit <= '9' ? number * 10 + static_cast<std::size_t>(digit - '0') : 0;
        if (number > 256) return false;
        if (number > largest) largest = number;
      }
      copies *= largest;
      if (copies > 256) return false;
    }
  }
  return true;
}

}  // namespace portfit::detail
