#pragma once

#include <portfit/search/plan_figures.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// What the best plan is best at.
enum class objective {
  ranking,     ///< ranking score, then guaranteed score, lower mean cost, fewer decisions, names
  guaranteed,  ///< guaranteed score, then ranking score, lower mean cost, fewer decisions, names
  possible,    ///< possible score, then ranking score, lower mean cost, fewer decisions, names
};

/// What a search found.
struct search_result {
  plan_figures best;
  double bound = 0;       ///< no plan has a better objective than this
  bool optimal = true;    ///< false: the step limit ended, `bound` minus the objective is the proven gap
  std::size_t steps = 0;  ///< partial plans looked at
};

/// Limits of a search, in steps so that results do not depend on the machine.
struct search_options {
  objective wanted = objective::ranking;
  std::size_t steps = 200'000;
  bool respect_budget = true;  ///< only plans within the budgets; see `best_plan`
};

namespace detail {

/// A score or a cost on the grid on which they are compared, 1e-9 apart. It stays a double: a cost of ten billions (in a small
/// currency soon reached) is beyond a 64-bit count of steps.
[[nodiscard]] inline double on_grid(double figure) { return std::floor(figure * 1e9 + 0.5); }

/// Branch and bound over decisions. The bound of a partial plan is the diagram's fold that takes the better branch at
/// every open decision (an interleaved maximum never lies below the maximum over plans) times the affordability of the
/// least cost of what is chosen already.
class plan_search {
 public:
  plan_search(compiled_problem& compiled, const search_options& options) : compiled_(&compiled), options_(options) {
    least_cost_.assign(compiled.problem().roles.size(), 0);
    for (const decision_cost& cost : compiled.problem().costs)
      least_cost_[cost.decision] = options.wanted == objective::ranking ? cost.least_mean : cost.least_low;
    // A mean over unknowns is no less than their worst case, so it bounds the guaranteed score too.
    settled_ = options.wanted == objective::possible
                   ? compiled.mask({variable_role::decision, variable_role::unknown, variable_role::success_range,
                                    variable_role::chance, variable_role::success_spread})
                   : compiled.mask({variable_role::decision});
    for (const auto& [one, other] : compiled.problem().exclusions) {
      excluded_[one].push_back(other);
      excluded_[other].push_back(one);
    }
  }

  search_result run() {
    partial start{compiled_->value(), compiled_->goal(), compiled_->cases(), {}, {}, 0};
    const double root = bound_of(start);
    result_.bound = root;
    descend(start, root);
    result_.steps = steps_;
    result_.optimal = !stopped_ && !compiled_->exhausted();
    if (result_.optimal) result_.bound = worth(*best_);
    result_.best = *best_;
    return result_;
  }

 private:
  struct partial {
    edge value;
    edge goal;
    std::vector<std::vector<edge>> cases;
    decision_set chosen;
    std::vector<variable> refused;
    double cost;  ///< least cost of what is chosen
  };

  [[nodiscard]] double worth(const plan_figures& plan) const {
    switch (options_.wanted) {
      case objective::ranking: return plan.score.ranking;
      case objective::guaranteed: return plan.score.guaranteed;
      case objective::possible: break;
    }
    return plan.score.possible;
  }

  double bound_of(const partial& at) {
    const std::vector<double>& weight = compiled_->problem().weight;
    if (at.value == bdd_manager::no_edge) return 100 * affordability(at.cost, compiled_->problem().scale);
    const double value = fold(
        compiled_->diagrams(), at.value, [](bool holds) { return holds ? 1.0 : 0.0; },
        [&](variable which, double without, double with) {
          if (settled_[which]) return (std::max)(without, with);
          return (1 - weight[which]) * without + weight[which] * with;
        });
    return 100 * affordability(at.cost, compiled_->problem().scale) * value;
  }

  /// The topmost open decision that can still change value, goal or a chosen cost; none: the rest is left out.
  std::optional<variable> next_decision(const partial& at) {
    std::optional<variable> found;
    const auto look = [&](edge function) {
      if (function == bdd_manager::no_edge || compiled_->diagrams().is_constant(function)) return;
      for (const variable each : compiled_->diagrams().support(function))
        if (compiled_->problem().roles[each] == variable_role::decision &&
            (!found || compiled_->diagrams().level_of(each) < compiled_->diagrams().level_of(*found)))
          found = each;
    };
    look(at.value);
    look(at.goal);
    for (std::size_t index = 0; index < at.cases.size(); ++index)
      if (std::binary_search(at.chosen.begin(), at.chosen.end(), compiled_->problem().costs[index].decision))
        for (const edge each : at.cases[index]) look(each);
    return found;
  }

  partial with(const partial& from, variable which, bool taken) {
    partial next = from;
    fix(next, which, taken);
    if (taken) {
      next.chosen.insert(std::upper_bound(next.chosen.begin(), next.chosen.end(), which), which);
      next.cost += least_cost_[which];
      if (const auto others = excluded_.find(which); others != excluded_.end())
        for (const variable other : others->second) fix(next, other, false);
    }
    return next;
  }

  void fix(partial& at, variable which, bool taken) {
    bdd_manager& diagrams = compiled_->diagrams();
    at.value = diagrams.restrict(at.value, which, taken);
    at.goal = diagrams.restrict(at.goal, which, taken);
    for (std::vector<edge>& cases : at.cases)
      for (edge& each : cases) each = diagrams.restrict(each, which, taken);
  }

  [[nodiscard]] bool hopeless(double bound) const {
    return best_ && on_grid(bound) + 1 < on_grid(worth(*best_));  // ties are looked at: they have an order of their own
  }

  void descend(const partial& at, double bound) {
    if (stopped_ || hopeless(bound)) return;
    if (++steps_ > options_.steps) {
      stopped_ = best_.has_value();
      if (stopped_) return;
    }
    const std::optional<variable> which = next_decision(at);
    if (!which) return consider(at.chosen);
    const partial refused = with(at, *which, false);
    const partial taken = with(at, *which, true);
    const double refused_bound = bound_of(refused);
    const double taken_bound = bound_of(taken);
    if (taken_bound > refused_bound) {
      descend(taken, taken_bound);
      descend(refused, refused_bound);
    } else {
      descend(refused, refused_bound);
      descend(taken, taken_bound);
    }
  }

  void consider(const decision_set& plan) {
    plan_figures candidate = evaluate(*compiled_, plan);
    if (options_.respect_budget && !candidate.within_budget) return;
    if (!best_ || better(candidate, *best_)) best_ = std::move(candidate);
  }

  [[nodiscard]] bool better(const plan_figures& a, const plan_figures& b) const {
    const auto key = [&](const plan_figures& plan) {
      const double second = options_.wanted == objective::ranking ? plan.score.guaranteed : plan.score.ranking;
      return std::tuple(-on_grid(worth(plan)), -on_grid(second), on_grid(plan.cost.mean), plan.decisions.size());
    };
    const auto one = key(a);
    const auto other = key(b);
    if (one != other) return one < other;
    return names(a.decisions) < names(b.decisions);
  }

  [[nodiscard]] std::vector<std::string> names(const decision_set& plan) const {
    std::vector<std::string> result;
    for (const variable each : plan) result.push_back(compiled_->problem().names[each]);
    std::sort(result.begin(), result.end());
    return result;
  }

  compiled_problem* compiled_;
  search_options options_;
  std::vector<double> least_cost_;
  std::vector<char> settled_;
  std::map<variable, std::vector<variable>> excluded_;
  std::optional<plan_figures> best_;
  search_result result_;
  std::size_t steps_ = 0;
  bool stopped_ = false;
};

}  // namespace detail

/// The plan that is best at the objective, over all sets of decisions that do not exclude each other.
///
/// Exact, or the best found with a bound when the step limit ends. Where nothing within the budgets can work but
/// something beyond them can, that is the answer, and `best.within_budget` is false.
/// Complexity: exponential in the decisions that matter in the worst case, one diagram fold per step.
[[nodiscard]] inline search_result best_plan(compiled_problem& compiled, search_options options = {}) {
  const decision_problem& problem = compiled.problem();
  options.respect_budget = options.respect_budget && (problem.money_budget || problem.effort_budget);
  const search_result within = detail::plan_search(compiled, options).run();
  if (!options.respect_budget || detail::on_grid(within.best.score.possible) > 0) return within;
  options.respect_budget = false;
  const search_result beyond = detail::plan_search(compiled, options).run();
  return detail::on_grid(beyond.best.score.possible) > 0 ? beyond : within;
}

}  // namespace portfit
