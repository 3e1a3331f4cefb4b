#pragma once

#include <portfit/analysis/detail/pairing_probe.hpp>
#include <portfit/analysis/explain.hpp>
#include <portfit/analysis/plan.hpp>
#include <portfit/diagram/compile.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

[[nodiscard]] inline std::string describe_effect(const catalog& world, const effect& what) {
  const std::string name = expression_builder::describe(what.fact);
  const auto declared = world.facts.find(what.fact.name);
  const std::string amount =
      declared == world.facts.end() ? "" : describe_value(declared->second, what.amount, world.currency);
  switch (what.does) {
    case effect::kind::makes: {
      const bool plain = declared == world.facts.end() || declared->second.type == fact_type::yes_no;
      return "makes " + name + (plain ? "" : " at least " + amount);
    }
    case effect::kind::sets: return "sets " + name + " to " + amount;
    case effect::kind::adds: return "adds " + amount + " to " + name;
    case effect::kind::breaks: break;
  }
  return "breaks " + name;
}

/// Tells one plan of a pairing in full.
class plan_writer {
 public:
  /// @pre `model` was lowered with figures; `compiled` is its problem.
  plan_writer(const pairing_model& model, compiled_problem& compiled, const plan_options& options)
      : model_(model),
        all_(tables(*model.graph)),
        compiled_(compiled),
        options_(options),
        compile_(compiled.diagrams(), model.lowered.problem.terms) {}

  [[nodiscard]] detailed_plan write(const plan_figures& figures) {
    detailed_plan result;
    result.remedies = remedy_names(model_.lowered, figures.decisions);
    std::sort(result.remedies.begin(), result.remedies.end());
    result.figures = figures;
    result.timing =
        make_schedule(*model_.world, *model_.graph, model_.who, result.remedies, {options_.assess, options_.teams});
    for (const scheduled_step& each : result.timing.steps) result.steps.push_back(step(figures, each.remedy));
    for (std::size_t index = 0; index < result.steps.size(); ++index)
      result.steps[index].timing = result.timing.steps[index];
    for (const std::string& each : result.timing.never) result.steps.push_back(step(figures, each));
    result.totals = totals(result.steps);
    result.assumptions = assumptions(figures.decisions);
    if (options_.assess.asked.horizon) result.survival = survive(model_, figures.decisions, options_.assess);
    if (std::any_of(result.steps.begin(), result.steps.end(),
                    [](const plan_step& each) { return each.paid_by != "os"; }))
      result.stakes = stakes({result.remedies.begin(), result.remedies.end()});
    return result;
  }

 private:
  [[nodiscard]] plan_step step(const plan_figures& figures, const std::string& id) {
    const auto found = std::find_if(all_.remedies.begin(), all_.remedies.end(),
                                    [&](const remedy_entry& each) { return each.what->id == id; });
    const remedy& what = *found->what;
    const lowered_remedy& lowered = model_.lowered.figures[static_cast<std::size_t>(found - all_.remedies.begin())];
    plan_step made;
    made.remedy = id;
    made.by = what.by;
    made.paid_by = what.paid_by == "vendor" ? model_.device->vendor : what.paid_by;
    for (const effect& each : what.effects) made.effects.push_back(describe_effect(*model_.world, each));
    made.effort = figure_of(figures, what.effort, lowered.effort);
    made.money = figure_of(figures, what.money, lowered.money);
    made.works = figure_of(figures, what.works, lowered.works);
    if (what.works.empty()) made.works.low = made.works.mean = made.works.high = 1;
    made.pays = what.pays;
    made.source = what.source;
    made.where = what.where;
    const auto source = model_.world->sources.find(what.source);
    if (source != model_.world->sources.end()) made.trust = source->second.trust;
    return made;
  }

  [[nodiscard]] plan_figure figure_of(const plan_figures& plan, const figure& told, const lowered_figure& lines) {
    plan_figure result;
    double settled = 0;
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const edge when = compiled_.under(compile_.compile(lines[line].first), plan.decisions);
      if (when == bdd_manager::false_edge || when == bdd_manager::no_edge) continue;
      const estimate& is = lines[line].second;
      const double chance = probability_of(compiled_.diagrams(), when, compiled_.problem().weight);
      const bool first = result.lines.empty();
      result.low = first ? is.low : (std::min)(result.low, is.low);
      result.high = first ? is.high : (std::max)(result.high, is.high);
      result.mean += chance * is.mean();
      if (when == bdd_manager::true_edge)
        settled = 1;
      else
        settled += chance;
      figure_case& made = result.lines.emplace_back();
      made.when = told[line].when ? describe(*told[line].when) : "";
      made.is = is;
      made.chance = chance;
      if (!told[line].counted.empty()) made.counted = *model_.device->counted.at(told[line].counted);
    }
    if (!result.lines.empty() && settled < 1 - 1e-12)
      result.low = (std::min)(result.low, 0.0);  // perhaps no line applies
    return result;
  }

  static void add(plan_figure& sum, const plan_figure& more) {
    sum.low += more.low;
    sum.mean += more.mean;
    sum.high += more.high;
  }

  [[nodiscard]] static std::vector<payer_total> totals(const std::vector<plan_step>& steps) {
    std::vector<payer_total> result{{"os", {}, {}}};
    for (const plan_step& each : steps) {
      auto payer =
          std::find_if(result.begin(), result.end(), [&](const payer_total& one) { return one.payer == each.paid_by; });
      if (payer == result.end()) payer = result.insert(result.end(), {each.paid_by, {}, {}});
      add(payer->money, each.money);
      add(payer->effort, each.effort);
      for (const auto& [payee, amount] : each.pays)  // side payments are always ours
        add(result.front().money, {{}, amount.low, amount.mean(), amount.high});
    }
    return result;
  }

  [[nodiscard]] std::vector<plan_assumption> assumptions(const decision_set& plan) {
    bdd_manager& diagrams = compiled_.diagrams();
    if (compiled_.exhausted()) return {};
    const edge goal = compiled_.under(compiled_.goal(), plan);
    std::set<variable> support = diagrams.support(goal);
    support.merge(diagrams.support(compiled_.under(compiled_.value(), plan)));
    for (const auto& [when, amount] : costs(plan)) support.merge(diagrams.support(when));
    std::vector<plan_assumption> result;
    for (const open_question& each : open_questions(model_, support)) {
      plan_assumption& made = result.emplace_back(plan_assumption{each.asked, {}});
      for (const open_question::outcome& turn : each.outcomes) {
        const edge then = diagrams.restrict(goal, turn.values);
        double cost = 0;
        for (const auto& [when, amount] : costs(plan))
          cost += amount * probability_of(diagrams, diagrams.restrict(when, turn.values), compiled_.problem().weight);
        made.outcomes.push_back({turn.told, probability_of(diagrams, then, compiled_.problem().weight), cost});
      }
    }
    return result;
  }

  /// The summands of the plan's mean cost.
  [[nodiscard]] std::vector<weighted_edge> costs(const decision_set& plan) {
    const double price = compiled_.problem().money_per_effort;
    return cost_sum(compiled_, plan,
                    [price](const cost_case& each) { return each.money_mean + price * each.effort_mean; });
  }

  /// The vendor's inequality with the plan: by each act it would do and may accept, or by none.
  [[nodiscard]] std::vector<std::string> stakes(const std::set<std::string>& plan) {
    pairing_probe probe(*model_.world, model_.who, options_.assess);
    const constraint_tables& all = tables(probe.graph());
    for (const forbidden_clause& act : all.acts) probe.ask(act.breach);
    probe.settle();
    std::vector<answer> done;
    for (const forbidden_clause& act : all.acts)
      done.push_back(pairing_probe::settled(probe.under(probe.of(act.breach), plan)));
    std::vector<std::string> result;
    const auto tell = [&](std::optional<std::size_t> act) {
      result.push_back(describe_stake(stake_of(probe.graph(), probe.device(), *model_.who.market, act, plan, done),
                                      model_.world->currency));
    };
    for (std::size_t act = 0; act < done.size(); ++act)
      if (done[act] != answer::no) tell(act);
    if (result.empty()) tell(std::nullopt);
    return result;
  }

  const pairing_model& model_;
  const constraint_tables& all_;
  compiled_problem& compiled_;
  const plan_options& options_;
  compiler compile_;
};

}  // namespace portfit::detail
