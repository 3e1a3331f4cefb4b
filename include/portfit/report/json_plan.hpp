#pragma once

#include <portfit/analysis/plan.hpp>
#include <portfit/analysis/shared_work.hpp>
#include <portfit/report/json_explanation.hpp>

#include <ostream>
#include <vector>

namespace portfit {
namespace detail {

[[nodiscard]] inline json json_of(const estimate& what) {
  return {{"low", what.low}, {"likely", what.likely}, {"high", what.high}, {"bare", what.is_bare}};
}

[[nodiscard]] inline json json_of(const plan_figure& figure) {
  json result{{"low", figure.low}, {"mean", figure.mean}, {"high", figure.high}};
  result["lines"] = json::array();
  for (const figure_case& each : figure.lines) {
    result["lines"].push_back({{"when", each.when}, {"is", json_of(each.is)}, {"chance", each.chance}});
    if (each.counted) result["lines"].back()["counted"] = json_of(*each.counted);
  }
  return result;
}

[[nodiscard]] inline json json_of(const plan_step& step) {
  json result{{"remedy", step.remedy}, {"by", step.by}, {"paid_by", step.paid_by}, {"effects", step.effects}};
  result["effort"] = json_of(step.effort);
  result["money"] = json_of(step.money);
  result["works"] = json_of(step.works);
  result["pays"] = json::object();
  for (const auto& [payee, amount] : step.pays) result["pays"][payee] = json_of(amount);
  result["can_start"] = step.timing.has_value();
  if (step.timing) {
    result["after"] = step.timing->after;
    result["months"] = json_of(step.timing->takes);
    result["start"] = json_of(step.timing->start);
    result["end"] = json_of(step.timing->end);
    result["team"] = step.timing->team ? json(*step.timing->team + 1) : json(nullptr);
  }
  result["source"] = step.source;
  result["confidence"] = to_text(step.trust);
  return result;
}

[[nodiscard]] inline json json_of(const plan_assumption& what, const catalog& world) {
  json result = json_of(what.asked, world.sources);
  result["question"] = question_for(world, what.asked);
  result["outcomes"] = json::array();
  for (const plan_assumption::outcome& each : what.outcomes)
    result["outcomes"].push_back({{"text", each.told.text}, {"likelihood", each.likelihood}, {"cost", each.cost}});
  return result;
}

[[nodiscard]] inline json json_of(const plan_figures& figures) {
  return {{"score", json_of(figures.score)},
          {"likelihood", json_of(figures.likelihood)},
          {"cost", json_of(figures.cost)},
          {"within_budget", figures.within_budget},
          {"exact", figures.exact}};
}

[[nodiscard]] inline json json_of(const detailed_plan& plan, const catalog& world) {
  json result;
  result["remedies"] = plan.remedies;
  result.update(json_of(plan.figures));
  result["steps"] = json::array();
  for (const plan_step& each : plan.steps) result["steps"].push_back(json_of(each));
  result["totals"] = json::array();
  for (const payer_total& each : plan.totals)
    result["totals"].push_back(
        {{"payer", each.payer}, {"money", json_of(each.money)}, {"effort", json_of(each.effort)}});
  result["duration"] = json_of(plan.timing.duration);
  result["teams"] = plan.timing.teams ? json(*plan.timing.teams) : json(nullptr);
  result["assumptions"] = json::array();
  for (const plan_assumption& each : plan.assumptions) result["assumptions"].push_back(json_of(each, world));
  result["stakes"] = plan.stakes;
  if (plan.survival) result["survival"] = json_of(*plan.survival, world.sources);
  return result;
}

[[nodiscard]] inline json json_of(const cheapest_answer& found, const catalog& world) {
  return {{"at_least", found.at_least},
          {"wanted", found.wanted},
          {"reached", found.reached},
          {"promised", found.promised},
          {"optimal", found.optimal},
          {"bound", found.bound},
          {"likelihood", json_of(found.likelihood)},
          {"plan", json_of(found.plan, world)}};
}

[[nodiscard]] inline json json_of(const pairing_plans& plans, const catalog& world) {
  json result;
  result["pairing"] = json_of(plans.summary);
  const bool blocked = plans.summary.verdict == verdict::blocked;
  result["recommended"] = blocked ? json(nullptr) : json_of(plans.recommended, world);
  result["cheapest"] = plans.cheapest ? json_of(*plans.cheapest, world) : json(nullptr);
  result["front"] = json::array();
  for (const front_plan& each : plans.front) {
    json made{{"remedies", each.remedies}, {"promised", each.promised}};
    made.update(json_of(each.figures));
    result["front"].push_back(std::move(made));
  }
  result["front_complete"] = plans.front_complete;
  result["ways"] = json::array();
  for (const minimal_plan& each : plans.ways) {
    json made{{"remedies", each.remedies}, {"then", to_text(each.then)}};
    made.update(json_of(each.figures));
    result["ways"].push_back(std::move(made));
  }
  result["ways_complete"] = plans.ways_complete;
  return result;
}

}  // namespace detail

/// Writes plans as JSON: the head's keys, then `plans` (one per pairing: `pairing`, `recommended`, `cheapest`, `front`, `ways`) and
/// `shared_work`.
///
/// A plan has `remedies`, its figures, `steps` in a workable order, `totals` by payer (`os` is who asks), `duration` and `start` and
/// `end` of steps in months, `assumptions` with what becomes of the plan by each outcome; with a horizon `survival`. Figures have `low`, `mean` and `high`;
/// money is in `currency`, effort in person-months. A blocked pairing has no plans.
inline void write_json(std::ostream& out, const report_head& head, const std::vector<pairing_plans>& plans,
                       const shared_work& work, const catalog& world) {
  detail::json result = detail::json_of(head);
  result["plans"] = detail::json::array();
  for (const pairing_plans& each : plans) result["plans"].push_back(detail::json_of(each, world));
  detail::json shared = detail::json::array();
  for (const shared_remedy& each : work.shared)
    shared.push_back({{"remedy", each.remedy},
                      {"once_per", each.once_per},
                      {"devices", each.devices},
                      {"once", each.once},
                      {"apart", each.apart}});
  result["shared_work"] = {{"shared", std::move(shared)}, {"together", work.together}, {"apart", work.apart}};
  detail::print(out, result);
}

}  // namespace portfit
