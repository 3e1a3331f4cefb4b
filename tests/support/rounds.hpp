#pragma once

#include <cstdint>
#include <cstdlib>

namespace portfit_test {

/// How many random cases to try: as usual; very many with PORTFIT_LONG in the environment; an eighth with PORTFIT_SHORT, where
/// sanitizers make each case slow and look at the code rather than at the answers.
[[nodiscard]] inline std::uint64_t rounds(std::uint64_t usual, std::uint64_t many) {
  if (std::getenv("PORTFIT_LONG") != nullptr) return many;
  return std::getenv("PORTFIT_SHORT") != nullptr ? usual / 8 : usual;
}

}  // namespace portfit_test
