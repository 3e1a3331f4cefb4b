#pragma once

#include <portfit/diagram/detail/topmost_search.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/search/compiled_problem.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A score or a cost on the grid on which they are compared, 1e-9 apart. It stays a double: a cost of ten billions (in a small
/// currency soon reached) is beyond a 64-bit count of steps.
[[nodiscard]] inline double on_grid(double figure) { return std::floor(figure * 1e9 + 0.5); }

/// The names of the decisions of a plan in ascending order, to break ties.
[[nodiscard]] inline std::vector<std::string> sorted_names(const decision_problem& problem, const decision_set& plan) {
  std::vector<std::string> result;
  for (const variable each : plan) result.push_back(problem.names[each]);
  std::sort(result.begin(), result.end());
  return result;
}

/// The better branch at every variable that is `chosen`, the mean at all others. An interleaved maximum never lies below the
/// maximum over choices made before anything is drawn. @pre `function` is not `no_edge`.
[[nodiscard]] inline double better_branches(const bdd_manager& diagrams, edge function, const std::vector<char>& chosen,
                                            const std::vector<double>& weight) {
  return fold(
      diagrams, function, [](bool holds) { return holds ? 1.0 : 0.0; },
      [&](variable which, double without, double with) {
        if (chosen[which]) return (std::max)(without, with);
        return (1 - weight[which]) * without + weight[which] * with;
      });
}

/// Some decisions taken, some refused; the functions depend on the open ones only.
struct partial_plan {
  edge value;
  edge goal;
  std::vector<std::vector<edge>> cases;  ///< of costs, as the compiled problem has them
  decision_set chosen;
  double cost = 0;  ///< least cost of what is chosen
};

/// How a search goes from one partial plan to the next.
class plan_tree {
 public:
  /// @param least_cost by variable: what taking it costs at least
  plan_tree(compiled_problem& compiled, std::vector<double> least_cost)
      : compiled_(&compiled), least_cost_(std::move(least_cost)), decisions_(compiled.mask({variable_role::decision})) {
    for (const auto& [one, other] : compiled.problem().exclusions) {
      excluded_[one].push_back(other);
      excluded_[other].push_back(one);
    }
  }

  /// Makes decisions in ascending order of these, by variable, and not from the top of the diagram.
  void follow(std::vector<std::uint32_t> ranks) { ranks_ = std::move(ranks); }

  /// When a decision is made: the lower, the sooner.
  [[nodiscard]] std::uint32_t rank_of(variable which) const {
    return ranks_.empty() ? compiled_->diagrams().level_of(which) : ranks_[which];
  }

  /// The first open decision that can still change value, goal or a chosen cost; none: the rest is left out.
  [[nodiscard]] std::optional<variable> next_decision(const partial_plan& at) {
    if (!ranks_.empty()) return first_by_rank(at);
    topmost_.start(compiled_->diagrams(), decisions_);
    for_each_function(at, [&](edge function) { topmost_.look(function); });
    return topmost_.found();
  }

  /// The partial plan with one more decision taken (what it excludes is refused) or refused.
  [[nodiscard]] partial_plan with(const partial_plan& from, variable which, bool taken) {
    partial_plan next = from;
    fix(next, which, taken);
    if (taken) {
      next.chosen.insert(std::upper_bound(next.chosen.begin(), next.chosen.end(), which), which);
      next.cost += least_cost_[which];
      if (const auto others = excluded_.find(which); others != excluded_.end())
        for (const variable other : others->second) fix(next, other, false);
    }
    return next;
  }

 private:
  /// What open decisions can change: value, goal and the costs that are chosen.
  template <class Look>
  void for_each_function(const partial_plan& at, const Look& look) const {
    const auto look_at = [&](edge function) {
      if (function != bdd_manager::no_edge && !bdd_manager::is_constant(function)) look(function);
    };
    look_at(at.value);
    look_at(at.goal);
    for (std::size_t index = 0; index < at.cases.size(); ++index)
      if (std::binary_search(at.chosen.begin(), at.chosen.end(), compiled_->problem().costs[index].decision))
        for (const edge each : at.cases[index]) look_at(each);
  }

  [[nodiscard]] std::optional<variable> first_by_rank(const partial_plan& at) const {
    std::optional<variable> found;
    for_each_function(at, [&](edge function) {
      for (const variable each : compiled_->diagrams().support(function))
        if (decisions_[each] != 0 && (!found || ranks_[each] < ranks_[*found])) found = each;
    });
    return found;
  }

  void fix(partial_plan& at, variable which, bool taken) {
    bdd_manager& diagrams = compiled_->diagrams();
    at.value = diagrams.restrict(at.value, which, taken);
    at.goal = diagrams.restrict(at.goal, which, taken);
    for (std::vector<edge>& cases : at.cases)
      for (edge& each : cases) each = diagrams.restrict(each, which, taken);
  }

  compiled_problem* compiled_;
  std::vector<double> least_cost_;
  std::vector<char> decisions_;  // by variable
  topmost_search topmost_;
  std::map<variable, std::vector<variable>> excluded_;
  std::vector<std::uint32_t> ranks_;  // by variable; empty: levels count
};

}  // namespace portfit::detail
