#pragma once

#include <portfit/assert.hpp>
#include <portfit/statistics/seeded_random.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// Deals cases into folds for cross-validation, cases of one group into the same fold.
///
/// Groups are shuffled by the seed, then dealt from the largest to the least, each to the fold with the fewest cases so far (of
/// equal ones the first). The fold of a case depends on the groups and the seed alone: not on the order of the cases, and on
/// nothing else that is known of them.
/// @param groups the group of each case.
/// @pre `folds` > 0.
/// @returns for each case its fold, 0 .. folds - 1; folds stay empty where there are fewer groups.
/// Complexity: n log n.
[[nodiscard]] inline std::vector<std::size_t> deal_folds(const std::vector<std::string>& groups, std::size_t folds,
                                                         std::uint64_t seed) {
  PORTFIT_ASSERT(folds > 0);
  std::map<std::string, std::size_t> sizes;
  for (const std::string& group : groups) ++sizes[group];
  std::vector<std::string> shuffled;
  for (const auto& [group, size] : sizes) shuffled.push_back(group);
  seeded_random(seed).shuffle(shuffled);
  // By size; of one size as they were shuffled.
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (std::size_t place = 0; place < shuffled.size(); ++place)
    order.emplace_back(groups.size() - sizes.at(shuffled[place]), place);
  std::sort(order.begin(), order.end());
  std::vector<std::size_t> dealt(folds, 0);
  std::map<std::string, std::size_t> fold_of;
  for (const auto& [rest, place] : order) {
    const auto smallest = std::min_element(dealt.begin(), dealt.end());
    fold_of[shuffled[place]] = static_cast<std::size_t>(smallest - dealt.begin());
    *smallest += groups.size() - rest;
  }
  std::vector<std::size_t> result;
  result.reserve(groups.size());
  for (const std::string& group : groups) result.push_back(fold_of.at(group));
  return result;
}

}  // namespace portfit
