#pragma once

#include <portfit/search/best_plan.hpp>

#include <cstddef>
#include <map>
#include <vector>

namespace portfit {

/// One way something unknown may turn out: what its variables are then, and how likely that is.
struct observed_case {
  std::map<variable, bool> values;
  double chance = 0;
};

/// Something that can be found out before deciding: cases that exclude each other, with chances that sum to 1.
using observation = std::vector<observed_case>;

/// Limits, counted in searches for a best plan and not in seconds.
struct information_options {
  search_options search;          ///< of each search; its objective is not looked at
  std::size_t joint_cases = 256;  ///< a list with more joint cases is not looked at
  std::size_t longest = 4;        ///< of the lists looked for, at least 1
  std::size_t beam = 4;           ///< so many lists of a length are made longer
  std::size_t pairs = 200;        ///< so many pairs are looked at, the most valuable observations first
};

}  // namespace portfit
