#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace portfit::detail {

/// How an attempt under a budget ended.
struct attempt_outcome {
  bool finished = false;
  bool hopeless = false;     ///< more steps would not help: another limit has ended it
  std::size_t progress = 0;  ///< of one that did not finish: the more the nearer, comparable between contenders
};

/// Lets contenders try one after the other, again and again under a budget that grows, until one finishes; in the longer rounds the
/// one that got the least far is left out as long as more than two are in, and the one that got furthest begins the next, as in successive halving (Karnin, Koren and
/// Somekh, "Almost optimal exploration in multi-armed bandits", ICML 2013). Counted in steps: every machine finds the same winner.
/// @param attempt  (contender, budget) -> attempt_outcome
/// @param most     the steps of the last round
/// @returns The place of the winner, `contenders` where nobody finished within `most` steps.
template <class Attempt>
[[nodiscard]] std::size_t race(std::size_t contenders, std::size_t most, Attempt attempt) {
  constexpr std::size_t first_budget = 4096;
  constexpr std::size_t long_round = std::size_t{1} << 16U;
  constexpr std::size_t growth = 4;
  std::vector<std::size_t> left(contenders);
  for (std::size_t i = 0; i < contenders; ++i) left[i] = i;
  for (std::size_t budget = (std::min)(first_budget, most); !left.empty();
       budget = budget > most / growth ? most : budget * growth) {
    std::vector<std::pair<std::size_t, std::size_t>> reached;  // progress, contender
    for (const std::size_t each : left) {
      const attempt_outcome outcome = attempt(each, budget);
      if (outcome.finished) return each;
      if (!outcome.hopeless) reached.emplace_back(outcome.progress, each);
    }
    if (budget == most) break;
    std::sort(reached.begin(), reached.end(), [](const auto& one, const auto& other) {
      return one.first != other.first ? one.first > other.first : one.second < other.second;
    });
    if (budget >= long_round && reached.size() > 2) reached.pop_back();
    left.clear();
    for (const auto& [progress, each] : reached) left.push_back(each);
  }
  return contenders;
}

}  // namespace portfit::detail
