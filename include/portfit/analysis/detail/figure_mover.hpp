#pragma once

#include <portfit/analysis/detail/sensitivity_words.hpp>
#include <portfit/analysis/sensitivity.hpp>
#include <portfit/resolve/build_graph.hpp>
#include <portfit/search/best_plan.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Answers "what if this figure were at its end?" for one pairing and one plan: through the diagram that is there already, or,
/// for figures that enter otherwise, by resolving an edited catalog.
class figure_mover {
 public:
  figure_mover(const pairing_model& model, compiled_problem& compiled, const sensitivity& base,
               const assess_options& options)
      : model_(model),
        compiled_(compiled),
        base_(base),
        options_(options),
        plan_(decisions_of(compiled, base.plan)),
        inputs_(compiled.current()) {}

  [[nodiscard]] const pairing_model& model() const { return model_; }
  [[nodiscard]] compiled_problem& compiled() { return compiled_; }
  [[nodiscard]] const query& asked() const { return options_.asked; }
  [[nodiscard]] const decision_set& plan() const { return plan_; }
  [[nodiscard]] const compiled_problem::inputs& inputs() const { return inputs_; }

  /// With other weights, costs or functions.
  [[nodiscard]] figure_end at(compiled_problem::inputs others, std::string text) {
    compiled_.use(std::move(others));
    figure_end result = answer(compiled_, plan_, std::move(text));
    compiled_.use(inputs_);
    return result;
  }

  /// With some variables known.
  [[nodiscard]] figure_end given(const std::map<variable, bool>& values, std::string text) {
    return at(compiled_.given(inputs_, values), std::move(text));
  }

  /// In another catalog that has the same entities.
  [[nodiscard]] figure_end in(const catalog& edited, std::string text) {
    const auto where = edited.markets.find(model_.who.market->id);
    const pairing_entities who{&edited.systems.at(model_.who.os->id),
                               where == edited.markets.end() ? model_.who.market : &where->second,
                               &edited.devices.at(model_.who.device->id)};
    const constraint_graph graph = build_graph(edited, *who.os, *who.market, options_.asked);
    return in(edited, graph, who, std::move(text));
  }

  /// In another graph of the same catalog.
  [[nodiscard]] figure_end in(const constraint_graph& edited, std::string text) {
    return in(*model_.world, edited, model_.who, std::move(text));
  }

  /// Whether no limit was reached so far.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  [[nodiscard]] figure_end in(const catalog& world, const constraint_graph& graph, const pairing_entities& who,
                              std::string text) {
    const pairing_model model = resolve_pairing(world, graph, who, options_);
    compiled_problem compiled(model.lowered.problem, options_.node_limit);
    return answer(compiled, decisions_of(compiled, base_.plan), std::move(text));
  }

  [[nodiscard]] figure_end answer(compiled_problem& compiled, const decision_set& plan, std::string text) {
    figure_end result;
    result.text = std::move(text);
    result.verdict = verdict_of(decide(compiled));
    result.score = evaluate(compiled, plan).score.ranking;
    search_options search;
    search.steps = options_.step_limit;
    const search_result best = best_plan(compiled, search);
    result.best = best.best.score.ranking;
    for (const variable each : best.best.decisions) result.remedies.push_back(compiled.problem().names[each]);
    result.plan_changes = result.remedies != base_.summary.remedies;
    result.verdict_changes = result.verdict != base_.summary.verdict;
    complete_ = complete_ && best.optimal && !compiled.exhausted();
    return result;
  }

  const pairing_model& model_;
  compiled_problem& compiled_;
  const sensitivity& base_;
  const assess_options& options_;
  decision_set plan_;
  compiled_problem::inputs inputs_;
  bool complete_ = true;
};

}  // namespace portfit::detail
