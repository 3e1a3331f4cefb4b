#pragma once

#include <portfit/analysis/detail/plan_writer.hpp>
#include <portfit/analysis/plan.hpp>
#include <portfit/search/minimal_plans.hpp>
#include <portfit/search/pareto_front.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// The names of all shoulds in a graph as `owner: name`, in its order: what may be wanted of a plan.
[[nodiscard]] inline std::vector<std::string> wishes_of(const constraint_graph& graph) {
  std::vector<std::string> result;
  for (const clause& each : tables(graph).clauses)
    if (!each.must) result.push_back(each.owner + ": " + each.name);
  return result;
}

namespace detail {

/// Answers all questions about plans of one pairing through one compiled problem.
class pairing_planner {
 public:
  pairing_planner(const catalog& world, const pairing_entities& who, const plan_options& options)
      : world_(world),
        options_(options),
        graph_(build_graph(world, *who.os, *who.market, options.assess.asked)),
        model_(resolve_pairing(world, graph_, who, options.assess, false, true)),
        compiled_(model_.lowered.problem, options.assess.node_limit),
        writer_(model_, compiled_, options_) {}

  pairing_plans run() {
    pairing_plans result;
    result.summary = assess_compiled(model_, compiled_, options_.assess);
    if (result.summary.verdict == verdict::blocked) return result;
    result.recommended = writer_.write(result.summary.plan);
    if (options_.at_least) result.cheapest = cheapest(*options_.at_least);
    if (options_.front) add_front(result);
    if (options_.ways > 0) add_ways(result);
    return result;
  }

 private:
  /// The shoulds of these names, each to be met in full. @pre All of them are there.
  [[nodiscard]] std::vector<edge> wanted(std::vector<std::string>& names) {
    std::vector<edge> result;
    compiler compile(compiled_.diagrams(), compiled_.problem().terms);
    for (const lowered_clause& should : model_.lowered.shoulds) {
      const clause& what = tables(graph_).clauses[should.clause];
      const std::string name = what.owner + ": " + what.name;
      const auto asked = [&](const std::string& each) { return each == what.name || each == name; };
      if (std::none_of(options_.wanted.begin(), options_.wanted.end(), asked)) continue;
      names.push_back(name);
      for (const auto& [share, holds] : should.levels) result.push_back(compile.compile(holds));
    }
    return result;
  }

  [[nodiscard]] cheapest_options search() const {
    cheapest_options result;
    result.steps = options_.assess.step_limit;
    return result;
  }

  [[nodiscard]] cheapest_answer cheapest(double at_least) {
    cheapest_answer result;
    cheapest_options asked = search();
    asked.at_least = at_least;
    asked.wanted = wanted(result.wanted);
    const cheapest_result found = cheapest_plan(compiled_, asked);
    result.at_least = at_least;
    result.plan = writer_.write(found.best);
    result.likelihood = found.likelihood;
    result.promised = found.promised;
    result.reached = found.reached;
    result.optimal = found.optimal;
    result.bound = found.bound;
    return result;
  }

  void add_front(pairing_plans& result) {
    pareto_options asked;
    asked.search = search();
    std::vector<std::string> names;
    asked.search.wanted = wanted(names);
    const pareto_front found = find_pareto_front(compiled_, asked);
    for (const cheapest_result& each : found.plans) {
      result.front.push_back({remedy_names(model_.lowered, each.best.decisions), each.best, each.promised});
      std::sort(result.front.back().remedies.begin(), result.front.back().remedies.end());
    }
    result.front_complete = found.complete;
  }

  /// The minimal plans, each asked about again: with all other remedies left out the answer must not be blocked.
  void add_ways(pairing_plans& result) {
    const plan_scope scope =
        result.summary.verdict == verdict::undetermined ? plan_scope::some_answers : plan_scope::whatever_is_unknown;
    const selector_sets found = minimal_plans(compiled_, scope, options_.ways);
    result.ways_complete = found.complete;
    for (decision_set plan : found.sets) {
      std::sort(plan.begin(), plan.end());
      minimal_plan made;
      made.remedies = remedy_names(model_.lowered, plan);
      std::sort(made.remedies.begin(), made.remedies.end());
      made.figures = evaluate(compiled_, plan);
      made.then = verdict_with(plan);
      if (made.then != verdict::blocked) result.ways.push_back(std::move(made));
    }
    std::sort(result.ways.begin(), result.ways.end(), [](const minimal_plan& a, const minimal_plan& b) {
      const auto key = [](const minimal_plan& each) {
        return std::tuple(-on_grid(each.figures.likelihood.ranking), on_grid(each.figures.cost.mean),
                          each.remedies.size());
      };
      return std::pair(key(a), a.remedies) < std::pair(key(b), b.remedies);
    });
  }

  /// The pairing asked again with no other remedies at hand.
  [[nodiscard]] verdict verdict_with(const decision_set& plan) const {
    assess_options alone = options_.assess;
    alone.best_guaranteed = false;
    for (const auto& [decision, remedy] : model_.lowered.remedies)
      if (!std::binary_search(plan.begin(), plan.end(), decision))
        alone.asked.without.insert(model_.lowered.problem.names[decision]);
    return assess(world_, *model_.who.os, *model_.who.device, *model_.who.market, alone).verdict;
  }

  const catalog& world_;
  const plan_options& options_;
  constraint_graph graph_;
  pairing_model model_;
  compiled_problem compiled_;
  plan_writer writer_;
};

}  // namespace detail

/// Plans for one pairing: the recommended one and the cheapest at a likelihood in full, the Pareto front, and the minimal sets of
/// remedies that open the way.
///
/// A blocked pairing has no plan: `explain` says what stands in the way.
/// @pre `world` was read without errors; every wanted should is one of `wishes_of` the pairing's graph.
/// Complexity: that of `assess`, `cheapest_plan`, `find_pareto_front` and, for each minimal plan, `assess` again.
[[nodiscard]] inline pairing_plans plan_pairing(const catalog& world, const operating_system& os, const device& what,
                                                const market& where = any_market(), const plan_options& options = {}) {
  return detail::pairing_planner(world, {&os, &where, &what}, options).run();
}

}  // namespace portfit
