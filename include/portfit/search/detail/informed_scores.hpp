#pragma once

#include <portfit/search/best_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>
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

namespace detail {

/// The mean, over the joint cases of some observations, of the ranking score of the plan that is best in each.
class informed_scores {
 public:
  informed_scores(compiled_problem& compiled, const std::vector<observation>& observations,
                  const information_options& options)
      : compiled_(compiled), observations_(observations), options_(options) {
    options_.search.wanted = objective::ranking;
    std::set<variable> priced;
    for (const std::vector<edge>& cases : compiled.cases())
      for (const edge each : cases)
        if (each != bdd_manager::no_edge) priced.merge(compiled.diagrams().support(each));
    for (const observation& each : observations)
      moves_costs_.push_back(std::any_of(each.begin(), each.end(),
                                         [&](const observed_case& one) {
                                           return std::any_of(
                                               one.values.begin(), one.values.end(),
                                               [&](const auto& value) { return priced.contains(value.first); });
                                         })
                                 ? 1
                                 : 0);
  }

  ~informed_scores() { compiled_.suppose({}); }
  informed_scores(const informed_scores&) = delete;
  informed_scores& operator=(const informed_scores&) = delete;

  /// The best score with nothing observed.
  [[nodiscard]] double now() { return best({}, {}); }

  /// What a list is worth: see `value_of_information`. @pre Ascending; in a small list no index is out of range.
  [[nodiscard]] double value(const std::vector<std::size_t>& list) {
    if (list.empty()) return 0;
    if (const auto known = values_.find(list); known != values_.end()) return known->second;
    double result = mean(list) - now();
    if (on_grid(result) <= 0) result = 0;  // rounding, or an answer that is better not heeded
    if (moves_costs(list))
      for (std::size_t left_out = 0; left_out < list.size(); ++left_out) {
        std::vector<std::size_t> part = list;
        part.erase(part.begin() + static_cast<std::ptrdiff_t>(left_out));
        result = (std::max)(result, value(part));
      }
    values_.emplace(list, result);
    return result;
  }

  /// Whether the value of a list takes no more searches than `joint_cases`.
  [[nodiscard]] bool is_small(const std::vector<std::size_t>& list) const {
    const std::size_t without = moves_costs(list) ? 1 : 0;  // then parts of the list are looked at too
    std::size_t product = 1;
    for (const std::size_t each : list) {
      product *= observations_[each].size() + without;
      if (product > options_.joint_cases) return false;
    }
    return true;
  }

  [[nodiscard]] bool complete() const { return complete_; }

 private:
  [[nodiscard]] bool moves_costs(const std::vector<std::size_t>& list) const {
    return std::any_of(list.begin(), list.end(), [this](std::size_t each) { return moves_costs_[each] != 0; });
  }

  using cases = std::vector<std::pair<std::size_t, std::size_t>>;  // observation and case

  double mean(const std::vector<std::size_t>& list) {
    double sum = 0;
    add(sum, list, 0, 1, {}, {});
    return sum;
  }

  void add(double& sum, const std::vector<std::size_t>& list, std::size_t at, double chance, const cases& so_far,
           const std::map<variable, bool>& values) {
    if (at == list.size()) {
      sum += chance * best(so_far, values);
      return;
    }
    const observation& here = observations_[list[at]];
    for (std::size_t which = 0; which < here.size(); ++which) {
      if (here[which].chance <= 0) continue;
      cases next = so_far;
      next.emplace_back(list[at], which);
      std::map<variable, bool> settled = values;
      settled.insert(here[which].values.begin(), here[which].values.end());
      add(sum, list, at + 1, chance * here[which].chance, next, settled);
    }
  }

  /// A plan beyond the budgets cannot be taken: where there is no other, nothing is gained.
  double best(const cases& made, const std::map<variable, bool>& values) {
    if (const auto known = best_.find(made); known != best_.end()) return known->second;
    compiled_.suppose(values);
    const search_result found = best_plan(compiled_, options_.search);
    complete_ = complete_ && found.optimal;
    const double score = found.best.within_budget ? found.best.score.ranking : 0;
    best_.emplace(made, score);
    return score;
  }

  compiled_problem& compiled_;
  const std::vector<observation>& observations_;
  information_options options_;
  std::vector<char> moves_costs_;  // by observation: some cost depends on it
  std::map<cases, double> best_;
  std::map<std::vector<std::size_t>, double> values_;
  bool complete_ = true;
};

}  // namespace detail
}  // namespace portfit
