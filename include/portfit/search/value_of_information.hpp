#pragma once

#include <portfit/search/detail/informed_scores.hpp>
#include <portfit/search/observation.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// Observations made together, by index in ascending order, and what they are worth.
struct observed_list {
  std::vector<std::size_t> observations;
  double value = 0;  ///< score points, never negative
};

/// What observations are worth, singly and together, in score points.
struct information_value {
  double now = 0;  ///< the best plan's ranking score, nothing observed; 0 where no plan is within budget
  std::vector<observed_list> singles;  ///< by index
  std::vector<observed_list> pairs;    ///< most valuable first
  std::vector<observed_list>
      longer;                    ///< the best one found of each length from 3 that is worth more than all shorter ones
  double perfect = 0;            ///< of all observations together: no list is worth more
  bool perfect_is_exact = true;  ///< false: `perfect` is an upper bound
  bool complete = true;          ///< false: a search ended at its limit, or a pair was not looked at
};

namespace detail {

/// Of equal value the shorter list, then the one of earlier observations.
[[nodiscard]] inline bool worth_more(const observed_list& a, const observed_list& b) {
  const auto key = [](const observed_list& list) {
    return std::tuple(-on_grid(list.value), list.observations.size(), list.observations);
  };
  return key(a) < key(b);
}

/// The list with one observation more.
[[nodiscard]] inline std::vector<std::size_t> with_observation(std::vector<std::size_t> list, std::size_t one) {
  list.insert(std::lower_bound(list.begin(), list.end(), one), one);
  return list;
}

inline void add_pairs(information_value& result, informed_scores& scores, const information_options& options) {
  std::vector<observed_list> order = result.singles;
  std::sort(order.begin(), order.end(), worth_more);
  for (std::size_t other = 1; other < order.size(); ++other)
    for (std::size_t one = 0; one < other; ++one) {
      const auto pair = with_observation(order[one].observations, order[other].observations.front());
      if (result.pairs.size() < options.pairs && scores.is_small(pair))
        result.pairs.push_back({pair, scores.value(pair)});
      else
        result.complete = false;
    }
  std::sort(result.pairs.begin(), result.pairs.end(), worth_more);
}

/// Beam search: the best lists of a length are each made longer by every observation.
inline void add_longer(information_value& result, informed_scores& scores, const information_options& options) {
  std::vector<observed_list> kept = result.pairs;
  double best = kept.empty() ? 0 : kept.front().value;
  for (std::size_t length = 3; length <= options.longest && !kept.empty(); ++length) {
    if (kept.size() > options.beam) kept.resize(options.beam);
    std::set<std::vector<std::size_t>> seen;
    std::vector<observed_list> next;
    for (const observed_list& list : kept)
      for (std::size_t one = 0; one < result.singles.size(); ++one) {
        if (std::binary_search(list.observations.begin(), list.observations.end(), one)) continue;
        const auto longer = with_observation(list.observations, one);
        if (seen.insert(longer).second && scores.is_small(longer)) next.push_back({longer, scores.value(longer)});
      }
    std::sort(next.begin(), next.end(), worth_more);
    if (!next.empty() && on_grid(next.front().value) > on_grid(best)) {
      best = next.front().value;
      result.longer.push_back(next.front());
    }
    kept = std::move(next);
  }
}

/// No plan, whatever it is told, holds where none does, and nothing is cheaper than nothing.
[[nodiscard]] inline double most_any_plan_may_score(compiled_problem& compiled) {
  bdd_manager& diagrams = compiled.diagrams();
  const edge some_plan = diagrams.exists(compiled.value(), compiled.variables({variable_role::decision}));
  return some_plan == bdd_manager::no_edge ? 100 : 100 * probability_of(diagrams, some_plan, compiled.problem().weight);
}

inline void add_perfect(information_value& result, informed_scores& scores, compiled_problem& compiled) {
  std::vector<std::size_t> all;
  for (const observed_list& each : result.singles) all.push_back(each.observations.front());
  result.perfect_is_exact = scores.is_small(all);
  compiled.suppose({});
  result.perfect = result.perfect_is_exact ? scores.value(all) : most_any_plan_may_score(compiled) - result.now;
  for (const std::vector<observed_list>* lists : {&result.singles, &result.pairs, &result.longer})
    for (const observed_list& each : *lists) result.perfect = (std::max)(result.perfect, each.value);  // rounding
}

}  // namespace detail

/// What it is worth to observe before a plan is chosen: singly, in pairs, in longer lists found by beam search, and all of
/// it.
///
/// The value of a list is the mean, over its joint cases, of the ranking score of the plan that is best in each, less the
/// ranking score of the plan that is best now (Howard 1966, IEEE Trans. Systems Science and Cybernetics 2, pp. 22-26). Where
/// no cost depends on what is observed, a plan's score now is the mean of its scores by case, so that the value is never
/// negative and never falls with a longer list. A score is affordability *of the mean* cost, though; where costs depend on
/// what is observed, the mean of the scores may lie below. Then the best part of the list counts, for nobody has to heed an
/// answer: the value is the largest over all parts, nothing included. Where all observations together have more than
/// `joint_cases` joint cases, `perfect` is an upper bound: 100 x the chance that some plan would do, less the score now.
/// Afterwards nothing is supposed of `compiled`.
/// @pre Observations are of variables that are drawn (no decisions), each variable in one of them at most; none is empty.
/// Complexity: a search for the best plan for each joint case, bounded by the options.
[[nodiscard]] inline information_value value_of_information(compiled_problem& compiled,
                                                            const std::vector<observation>& observations,
                                                            const information_options& options = {}) {
  compiled.suppose({});
  detail::informed_scores scores(compiled, observations, options);
  information_value result;
  result.now = scores.now();
  for (std::size_t each = 0; each < observations.size(); ++each)
    result.singles.push_back({{each}, scores.value({each})});
  detail::add_pairs(result, scores, options);
  detail::add_longer(result, scores, options);
  detail::add_perfect(result, scores, compiled);
  result.complete = result.complete && scores.complete() && !compiled.exhausted();
  return result;
}

}  // namespace portfit
