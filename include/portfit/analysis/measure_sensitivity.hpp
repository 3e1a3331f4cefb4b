#pragma once

#include <portfit/analysis/detail/figure_mover.hpp>
#include <portfit/analysis/detail/figure_swings.hpp>
#include <portfit/analysis/detail/plan_sensitivity.hpp>
#include <portfit/analysis/sensitivity.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

namespace portfit {

namespace detail {

/// Rounding must not decide what comes first.
inline void sort_by_size(sensitivity& result) {
  const auto size = [](double figure) { return -on_grid(std::fabs(figure)); };
  const auto sort = [](auto& list, const auto& key) {
    std::sort(list.begin(), list.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  };
  sort(result.events,
       [&](const event_importance& each) { return std::tuple(size(each.importance.birnbaum()), each.id, each.code); });
  sort(result.facts, [&](const fact_outcomes& each) { return std::tuple(size(each.spread()), each.key); });
  sort(result.derivatives,
       [&](const score_derivative& each) { return std::tuple(size(each.points()), each.id, each.code); });
  sort(result.swings, [&](const figure_swing& each) {
    return std::tuple(size(each.spread()), size(each.best_spread()), each.id, each.code);
  });
}

inline void add_plan_sensitivity(const pairing_model& plain, const sensitivity_options& options, sensitivity& result) {
  pairing_model model = resolve_pairing(*plain.world, *plain.graph, plain.who, options.assess);
  lower_options lowering = lowering_options(*plain.world, options.assess);
  lowering.uncertain.insert(result.plan.begin(), result.plan.end());
  model.lowered = lower(*plain.graph, *model.device, lowering);
  compiled_problem compiled(model.lowered.problem, options.assess.node_limit);
  plan_sensitivity(model, compiled, decisions_of(compiled, result.plan), options.assess.floor).add_to(result);
}

inline void add_swings(const pairing_model& model, compiled_problem& compiled, const sensitivity_options& options,
                       sensitivity& result) {
  figure_mover move(model, compiled, result, options.assess);
  const figure_swings figures(move, options.weights);
  for (std::size_t index = 0; index < figures.count(); ++index) {
    if (options.stop.stop_requested()) {
      result.complete = false;
      return;
    }
    result.swings.push_back(figures.run(index));
    if (options.progress) options.progress(index + 1, figures.count());
  }
  result.complete = result.complete && move.complete();
}

}  // namespace detail

/// What the answer about a pairing hangs on: the importance of each event for the likelihood of a plan, the slope of its score by
/// each figure, and what becomes of plan and verdict with each doubtful figure at its ends.
///
/// The plan is held fixed in all of it but where a best plan is named. Everything is at the ranking weights. Importances and
/// slopes come from one backward fold (`differentiate`); ends from the same diagram with other weights, amounts or known answers,
/// or, for what enters the vendor's inequality, for guesses that count as known and for weights, from the pairing resolved anew.
/// @pre `world` was read without errors and holds `os` and `what`; ids in `options.plan` are remedies that do not exclude each
///      other (others are left out).
/// Complexity: a few folds, and two searches for the best plan per figure.
[[nodiscard]] inline sensitivity measure_sensitivity(const catalog& world, const operating_system& os,
                                                     const device& what, const market& where = any_market(),
                                                     const sensitivity_options& options = {}) {
  const constraint_graph graph = build_graph(world, os, where, options.assess.asked);
  const pairing_model model = resolve_pairing(world, graph, {&os, &where, &what}, options.assess);
  compiled_problem compiled(model.lowered.problem, options.assess.node_limit);
  sensitivity result;
  result.summary = detail::assess_compiled(model, compiled, options.assess);
  const decision_set plan =
      options.plan ? detail::decisions_of(compiled, *options.plan) : result.summary.plan.decisions;
  result.plan = detail::remedy_names(model.lowered, plan);
  result.is_recommended = plan == result.summary.plan.decisions;
  const plan_figures figures = evaluate(compiled, plan);
  result.likelihood = figures.likelihood.ranking;
  result.score = figures.score.ranking;
  result.best = result.summary.plan.score.ranking;
  result.complete = result.summary.optimal && !compiled.exhausted();
  detail::add_plan_sensitivity(model, options, result);
  detail::add_swings(model, compiled, options, result);
  detail::sort_by_size(result);
  return result;
}

}  // namespace portfit
