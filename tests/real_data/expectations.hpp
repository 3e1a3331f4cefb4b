#pragma once

#include <cstddef>
#include <cstdio>
#include <string>

/// How many expectations of this program were not met.
inline int failures = 0;

inline void expect(const std::string& what, bool holds) {
  if (holds) return;
  std::printf("not so: %s\n", what.c_str());
  ++failures;
}

inline void expect(const std::string& what, std::size_t found, std::size_t wanted) {
  if (found == wanted) return;
  std::printf("%s: %zu, expected %zu\n", what.c_str(), found, wanted);
  ++failures;
}
