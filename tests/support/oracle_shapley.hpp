#pragma once

#include <bit>
#include <cstddef>
#include <vector>

namespace portfit_test {

/// Shapley values of a game of `players`, by their definition: the mean of what a player adds over all orders of arrival.
/// `worth(coalition)` is asked once per coalition, a bit per player. (Shapley, "A value for n-person games", 1953.)
template <class Worth>
std::vector<double> shapley_values(std::size_t players, const Worth& worth) {
  std::vector<double> worths;
  for (std::size_t coalition = 0; coalition < std::size_t{1} << players; ++coalition)
    worths.push_back(worth(coalition));
  std::vector<double> factorial{1};
  for (std::size_t index = 1; index <= players; ++index)
    factorial.push_back(factorial.back() * static_cast<double>(index));
  std::vector<double> values(players, 0);
  for (std::size_t player = 0; player < players; ++player)
    for (std::size_t coalition = 0; coalition < worths.size(); ++coalition) {
      const std::size_t joined = coalition | (std::size_t{1} << player);
      if (joined == coalition) continue;
      const auto before = static_cast<std::size_t>(std::popcount(coalition));
      const double orders = factorial[before] * factorial[players - before - 1] / factorial[players];
      values[player] += orders * (worths[joined] - worths[coalition]);
    }
  return values;
}

}  // namespace portfit_test
