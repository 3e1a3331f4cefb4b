#pragma once

#include <portfit/search/best_plan.hpp>
#include <portfit/search/observation.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace portfit::detail {

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
    for (const observation& each : observations) {
      bool found = false;
      for (const observed_case& one : each)
        for (const auto& [which, holds] : one.values) found = found || priced.contains(which);
      moves_costs_.push_back(found ? 1 : 0);
    }
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

  using case_list = std::vector<std::pair<std::size_t, std::size_t>>;  // observation and case

  double mean(const std::vector<std::size_t>& list) {
    double sum = 0;
    add(sum, list, 0, 1, {}, {});
    return sum;
  }

  void add(double& sum, const std::vector<std::size_t>& list, std::size_t at, double chance, const case_list& so_far,
           const std::map<variable, bool>& values) {
    if (at == list.size()) {
      sum += chance * best(so_far, values);
      return;
    }
    const observation& here = observations_[list[at]];
    for (std::size_t which = 0; which < here.size(); ++which) {
      if (here[which].chance <= 0) continue;
      case_list next = so_far;
      next.emplace_back(list[at], which);
      std::map<variable, bool> settled = values;
      settled.insert(here[which].values.begin(), here[which].values.end());
      add(sum, list, at + 1, chance * here[which].chance, next, settled);
    }
  }

  /// A plan beyond the budgets cannot be taken: where there is no other, nothing is gained.
  double best(const case_list& made, const std::map<variable, bool>& values) {
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
  std::map<case_list, double> best_;
  std::map<std::vector<std::size_t>, double> values_;
  bool complete_ = true;
};

}  // namespace portfit::detail
