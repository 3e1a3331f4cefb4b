#pragma once

#include <portfit/analysis/detail/askable.hpp>
#include <portfit/analysis/inquiry.hpp>
#include <portfit/analysis/schedule.hpp>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// What is asked about a pairing's unknowns, and limits.
struct ask_options {
  assess_options assess;
  information_options information;  ///< its steps are those of `assess`
  /// The plan that is committed to, by ids of remedies; nothing: the recommended one. Ids that are none are left out.
  std::optional<std::vector<std::string>> plan;
  bool together = true;      ///< pairs and longer lists too
  bool durations = true;     ///< how long the plan takes, too
  std::size_t answers = 64;  ///< of one question; one with more is told without them
};

namespace detail {

/// How far the answers to a question move a plan that is kept, on the grid; the first difference counts.
struct plan_shift {
  double score = 0;  ///< mean change
  double cost = 0;   ///< spreads
  double effort = 0;
  double months = 0;
  double likelihood = 0;
  friend auto operator<=>(const plan_shift&, const plan_shift&) = default;

  /// Whether price, duration or chance of the plan depend on the answer.
  [[nodiscard]] bool moves_plan() const { return cost > 0 || effort > 0 || months > 0 || likelihood > 0; }
};

[[nodiscard]] inline plan_shift shift_of(const asked_question& asked, const plan_outcome& now) {
  plan_shift result;
  const auto spread = [&](auto figure) {
    bounds<double> ends{figure(now), figure(now)};
    for (const asked_answer& each : asked.answers)
      ends = {(std::min)(ends.low, figure(each.kept)), (std::max)(ends.high, figure(each.kept))};
    return on_grid(ends.high - ends.low);
  };
  for (const asked_answer& each : asked.answers) result.score += each.weight * std::fabs(each.kept.score - now.score);
  result.score = on_grid(result.score);
  result.cost = spread([](const plan_outcome& plan) { return plan.cost; });
  result.effort = spread([](const plan_outcome& plan) { return plan.effort; });
  result.likelihood = spread([](const plan_outcome& plan) { return plan.likelihood; });
  for (const bool late : {false, true})
    result.months += spread([late](const plan_outcome& plan) {
      return !plan.months ? 0 : late ? plan.months->high : plan.months->low;
    });
  return result;
}

/// Looks at every answer to every open question of one pairing.
class inquirer {
 public:
  inquirer(const catalog& world, const constraint_graph& graph, const pairing_entities& who, const ask_options& options)
      : world_(world),
        graph_(graph),
        options_(options),
        model_(resolve_pairing(world, graph, who, options.assess)),
        compiled_(model_.lowered.problem, options.assess.node_limit) {
    options_.assess.best_guaranteed = true;
    options_.information.search.steps = options.assess.step_limit;
  }

  [[nodiscard]] inquiry run() {
    result_.now = assess_compiled(model_, compiled_, options_.assess);
    result_.best_guaranteed = *result_.now.best_guaranteed;
    result_.best_possible = best(objective::possible).best.score.possible;
    choose_plan();
    asked_ = askable_finder(model_, compiled_, plan_, options_.answers).find();
    for (askable& each : asked_) look_at(each);
    add_values();
    std::sort(asked_.begin(), asked_.end(), comes_before);
    if (options_.together) result_.together = value_of_information(compiled_, expected(), options_.information);
    for (askable& each : asked_) {
      result_.with_prior += is_expected(each) ? 1 : 0;
      result_.questions.push_back(std::move(each.told));
    }
    result_.complete = result_.complete && !compiled_.exhausted() && (!options_.together || result_.together.complete);
    add_ask_first();
    return std::move(result_);
  }

 private:
  [[nodiscard]] search_result best(objective wanted) {
    search_options search = options_.information.search;
    search.wanted = wanted;
    search_result found = best_plan(compiled_, search);
    result_.complete = result_.complete && found.optimal;
    return found;
  }

  void choose_plan() {
    const std::vector<std::string>& wanted = options_.plan ? *options_.plan : result_.now.remedies;
    for (const variable each : compiled_.decisions())
      if (std::find(wanted.begin(), wanted.end(), compiled_.problem().names[each]) != wanted.end())
        plan_.push_back(each);
    result_.plan = remedy_names(model_.lowered, plan_);
    result_.figures = outcome_of(evaluate(compiled_, plan_));
    result_.figures.months = months(*model_.device);
  }

  [[nodiscard]] static plan_outcome outcome_of(const plan_figures& plan) {
    return {plan.score.ranking, plan.likelihood.ranking, plan.cost.mean, plan.cost.effort, std::nullopt};
  }

  [[nodiscard]] std::optional<estimate> months(const lane& device) {
    if (!options_.durations || result_.plan.empty()) return std::nullopt;
    schedule_options timing;
    timing.assess = options_.assess;
    const schedule found = make_schedule(world_, graph_, device, result_.plan, timing);
    result_.complete = result_.complete && found.complete;
    return found.duration;
  }

  void look_at(askable& asked) {
    asked_question& told = asked.told;
    double lowest_possible = result_.best_possible;
    if (asked.turns.empty()) result_.complete = false;
    for (std::size_t index = 0; index < asked.turns.size(); ++index) {
      asked_answer& into = told.answers[index];
      compiled_.suppose(asked.turns[index].values);
      look_at(into);
      told.guaranteed_rise = (std::max)(told.guaranteed_rise, into.best_guaranteed - result_.best_guaranteed);
      lowest_possible = (std::min)(lowest_possible, into.best_possible);
      told.cost_after += into.weight * into.plan.cost;
      if (is_expected(asked)) told.by_choice = told.by_choice.value_or(0) + into.weight * regret(into);
      told.changes_plan = told.changes_plan || into.remedies != result_.now.remedies;
    }
    compiled_.suppose({});
    told.possible_fall = result_.best_possible - lowest_possible;
    if (is_expected(asked)) told.saving = (std::max)(0.0, result_.now.plan.cost.mean - told.cost_after);
    if (on_grid(told.saving) <= 0) told.saving = 0;
    if (!told.fact.empty() && !result_.plan.empty())
      for (std::size_t index = 0; index < asked.turns.size(); ++index)
        told.answers[index].kept.months = months(lane_with(told.key, asked.turns[index].stated));
  }

  /// How much better than the plan recommended now the best one is. @pre The answer is supposed.
  [[nodiscard]] double regret(const asked_answer& told) {
    const auto score = [](double ranking, bool within_budget) { return within_budget ? ranking : 0.0; };
    const plan_figures stays = evaluate(compiled_, result_.now.plan.decisions);
    const double more = score(told.plan.score, told.within_budget) - score(stays.score.ranking, stays.within_budget);
    return on_grid(more) > 0 ? more : 0;
  }

  /// @pre The answer is supposed.
  void look_at(asked_answer& into) {
    const feasibility found = decide(compiled_);
    into.verdict = verdict_of(found);
    into.answerable = found.known && into.verdict == verdict::undetermined && found.always_a_way;
    const search_result ranked = best(objective::ranking);
    into.remedies = remedy_names(model_.lowered, ranked.best.decisions);
    into.plan = outcome_of(ranked.best);
    into.within_budget = ranked.best.within_budget;
    into.best_guaranteed = best(objective::guaranteed).best.score.guaranteed;
    into.best_possible = best(objective::possible).best.score.possible;
    into.kept = outcome_of(evaluate(compiled_, plan_));
    into.kept.months = result_.figures.months;
  }

  [[nodiscard]] lane lane_with(const std::string& key, const std::vector<fact_value>& values) const {
    lane told = *model_.device;
    for (fact_state& each : told.facts)
      if (each.key == key) each.values = values;
    return told;
  }

  /// Whether an expectation over its answers can be taken.
  [[nodiscard]] static bool is_expected(const askable& each) { return each.told.has_prior && !each.turns.empty(); }

  [[nodiscard]] static bool comes_before(const askable& a, const askable& b) {
    const auto key = [](const askable& each) {
      const asked_question& told = each.told;
      const int place = is_expected(each) ? 0 : 1;
      return std::tuple(place, -on_grid(told.value.value_or(0)), -on_grid(told.saving), -on_grid(told.movement()),
                        -on_grid(told.value_at_even_odds), told.key);
    };
    return key(a) < key(b);
  }

  [[nodiscard]] static observation observation_of(const askable& asked) {
    observation result;
    for (std::size_t index = 0; index < asked.turns.size(); ++index)
      result.push_back({asked.turns[index].values, asked.told.answers[index].weight});
    return result;
  }

  [[nodiscard]] std::vector<observation> expected() const {
    std::vector<observation> result;
    for (const askable& each : asked_)
      if (is_expected(each)) result.push_back(observation_of(each));
    return result;
  }

  void add_values() {
    std::vector<observation> all;
    std::vector<asked_question*> told;
    for (askable& each : asked_) {
      if (each.turns.empty()) continue;
      all.push_back(observation_of(each));
      told.push_back(&each.told);
    }
    informed_scores scores(compiled_, all, options_.information);
    for (std::size_t index = 0; index < all.size(); ++index) {
      told[index]->value_at_even_odds = scores.value({index});
      if (told[index]->has_prior) told[index]->value = told[index]->value_at_even_odds;
    }
    result_.complete = result_.complete && scores.complete();
  }

  void add_ask_first() {
    for (std::size_t index = 0; index < result_.questions.size(); ++index)
      if (shift_of(result_.questions[index], result_.figures).moves_plan()) result_.ask_first.push_back(index);
    std::sort(result_.ask_first.begin(), result_.ask_first.end(), [this](std::size_t a, std::size_t b) {
      const plan_shift one = shift_of(result_.questions[a], result_.figures);
      const plan_shift other = shift_of(result_.questions[b], result_.figures);
      return one == other ? result_.questions[a].key < result_.questions[b].key : other < one;
    });
  }

  const catalog& world_;
  const constraint_graph& graph_;
  ask_options options_;
  pairing_model model_;
  compiled_problem compiled_;
  inquiry result_;
  decision_set plan_;
  std::vector<askable> asked_;
};

}  // namespace detail

/// What to ask of one pairing on a graph that was built already, see below.
[[nodiscard]] inline inquiry ask(const catalog& world, const constraint_graph& graph, const pairing_entities& who,
                                 const ask_options& options = {}) {
  return detail::inquirer(world, graph, who, options).run();
}

/// What to ask of one pairing before deciding: every unknown on which it depends, what each answer leads to, and what asking is
/// worth.
///
/// Answers are the classes that the conditions tell apart; each is looked at in the one compiled diagram. A fact that the
/// vendor's inequality rests on as well is asked with that inequality as it is now. Whether the vendor is willing has two
/// answers: to all that would be asked of it, or to nothing.
/// @pre `world` was read without errors.
/// Complexity: four searches for a best plan per answer, and those of `value_of_information`; a limit that was reached shows in
/// `inquiry::complete`. Example: examples/06_ask.cpp
[[nodiscard]] inline inquiry ask(const catalog& world, const operating_system& os, const device& what,
                                 const market& where = any_market(), const ask_options& options = {}) {
  const constraint_graph graph = build_graph(world, os, where, options.assess.asked);
  return ask(world, graph, {&os, &where, &what}, options);
}

}  // namespace portfit
