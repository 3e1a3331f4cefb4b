#pragma once

#include <portfit/search/detail/partial_plan.hpp>
#include <portfit/search/plan_figures.hpp>

#include <cstddef>
#include <optional>
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

[[nodiscard]] inline double worth_of(const plan_figures& plan, objective wanted) {
  switch (wanted) {
    case objective::ranking: return plan.score.ranking;
    case objective::guaranteed: return plan.score.guaranteed;
    case objective::possible: break;
  }
  return plan.score.possible;
}

/// The order of plans: the objective, then the other score, lower mean cost, fewer decisions, names. No two are alike.
[[nodiscard]] inline bool is_better(const decision_problem& problem, const plan_figures& a, const plan_figures& b,
                                    objective wanted) {
  const auto key = [&](const plan_figures& plan) {
    const double second = wanted == objective::ranking ? plan.score.guaranteed : plan.score.ranking;
    return std::tuple(-on_grid(worth_of(plan, wanted)), -on_grid(second), on_grid(plan.cost.mean),
                      plan.decisions.size());
  };
  const auto one = key(a);
  const auto other = key(b);
  if (one != other) return one < other;
  return sorted_names(problem, a.decisions) < sorted_names(problem, b.decisions);
}

/// Branch and bound over decisions. The bound of a partial plan is the diagram's fold that takes the better branch at
/// every open decision (an interleaved maximum never lies below the maximum over plans) times the affordability of the
/// least cost of what is chosen already.
class plan_search {
 public:
  plan_search(compiled_problem& compiled, const search_options& options)
      : compiled_(&compiled), options_(options), tree_(compiled, least_costs(compiled, options.wanted)) {
    // A mean over unknowns is no less than their worst case, so it bounds the guaranteed score too.
    settled_ = options.wanted == objective::possible
                   ? compiled.mask({variable_role::decision, variable_role::unknown, variable_role::success_range,
                                    variable_role::chance, variable_role::success_spread})
                   : compiled.mask({variable_role::decision});
  }

  search_result run() {
    const partial_plan start{compiled_->value(), compiled_->goal(), compiled_->cases(), {}, 0};
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
  static std::vector<double> least_costs(const compiled_problem& compiled, objective wanted) {
    std::vector<double> result(compiled.problem().roles.size(), 0);
    for (const decision_cost& cost : compiled.problem().costs)
      result[cost.decision] = wanted == objective::ranking ? cost.least_mean : cost.least_low;
    return result;
  }

  [[nodiscard]] double worth(const plan_figures& plan) const { return worth_of(plan, options_.wanted); }

  double bound_of(const partial_plan& at) {
    const decision_problem& problem = compiled_->problem();
    const double dearness = 100 * affordability(at.cost, problem.scale);
    if (at.value == bdd_manager::no_edge) return dearness;
    return dearness * better_branches(compiled_->diagrams(), at.value, settled_, problem.weight);
  }

  [[nodiscard]] bool hopeless(double bound) const {
    return best_ && on_grid(bound) + 1 < on_grid(worth(*best_));  // ties are looked at: they have an order of their own
  }

  void descend(const partial_plan& at, double bound) {
    if (stopped_ || hopeless(bound)) return;
    if (++steps_ > options_.steps) {
      stopped_ = best_.has_value();
      if (stopped_) return;
    }
    const std::optional<variable> which = tree_.next_decision(at);
    if (!which) return consider(at.chosen);
    const partial_plan refused = tree_.with(at, *which, false);
    const partial_plan taken = tree_.with(at, *which, true);
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
    if (!best_ || is_better(compiled_->problem(), candidate, *best_, options_.wanted)) best_ = std::move(candidate);
  }

  compiled_problem* compiled_;
  search_options options_;
  plan_tree tree_;
  std::vector<char> settled_;
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
