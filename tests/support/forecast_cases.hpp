#pragma once

#include "random.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace portfit_test {

/// Cases with a score on a coarse grid, so that many are equal, another score beside and the stratum they belong to.
struct forecast_cases {
  std::vector<bool> happened;
  std::vector<double> scores;
  std::vector<double> others;
  std::vector<std::size_t> strata;
};

[[nodiscard]] inline forecast_cases draw_forecast_cases(std::uint64_t seed, std::size_t count) {
  random_source random(seed);
  forecast_cases result;
  const std::size_t grid = 2 + random.below(12);
  const double rate = 0.1 + 0.8 * random.unit();
  for (std::size_t each = 0; each < count; ++each) {
    const bool yes = random.chance(rate);
    result.happened.push_back(yes);
    const std::size_t place = random.below(grid) + (yes ? random.below(3) : 0);
    result.scores.push_back(static_cast<double>(place) / static_cast<double>(grid + 2));
    result.others.push_back(random.chance(0.5) ? result.scores.back()
                                               : static_cast<double>(random.below(grid)) / static_cast<double>(grid));
    result.strata.push_back(random.below(4));
  }
  return result;
}

}  // namespace portfit_test
