#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/lower.hpp>
#include <portfit/resolve/build_graph.hpp>
#include <portfit/resolve/make_lane.hpp>
#include <portfit/search/compiled_problem.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace portfit {

/// How a question about pairings is asked.
struct assess_options {
  query asked;
  /// Share of the score that is there as soon as every must holds; the rest is the satisfied share of should-weight.
  /// One half: a port that merely works is worth half of one that does all that is wished for.
  double floor = 0.5;
  std::optional<double> money_budget;  ///< instead of the catalog's
  std::optional<double> effort_budget;
  bool best_guaranteed = true;         ///< look for the best guaranteed score too; `rank` does not
  std::size_t node_limit = 4'000'000;  ///< of decision diagrams
  std::size_t step_limit = 200'000;    ///< of the search
};

/// One OS on one device for one market, resolved: the graph, the device's lane and the choice they lower to.
struct pairing_model {
  const catalog* world = nullptr;
  pairing_entities who;
  const constraint_graph* graph = nullptr;
  std::unique_ptr<lane> device;  ///< its address is kept by `lowered`
  lowered_problem lowered;
};

[[nodiscard]] inline lower_options lowering_options(const catalog& world, const assess_options& options) {
  lower_options result;
  result.cost.person_month = world.person_month.value_or(0);
  result.cost.scale = world.scale;
  result.cost.money_budget = options.money_budget ? options.money_budget : world.budget.money;
  result.cost.effort_budget = options.effort_budget ? options.effort_budget : world.budget.effort;
  result.floor = options.floor;
  return result;
}

/// The model of a lane that is there already, see `resolve_pairing`.
[[nodiscard]] inline pairing_model model_of(const catalog& world, const constraint_graph& graph,
                                            const pairing_entities& who, lane device, const lower_options& lowering) {
  pairing_model model;
  model.world = &world;
  model.who = who;
  model.graph = &graph;
  model.device = std::make_unique<lane>(std::move(device));
  model.lowered = lower(graph, *model.device, lowering);
  return model;
}

/// Resolves one device against a graph. @pre The graph was built from `world` with `options.asked`; both outlive it.
[[nodiscard]] inline pairing_model resolve_pairing(const catalog& world, const constraint_graph& graph,
                                                   const pairing_entities& who, const assess_options& options,
                                                   bool relaxable = false, bool figures = false) {
  lower_options lowering = lowering_options(world, options);
  lowering.relaxable = relaxable;
  lowering.figures = figures;
  return model_of(world, graph, who, make_lane(world, graph, who, options.asked), lowering);
}

}  // namespace portfit
