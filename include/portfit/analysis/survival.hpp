#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/assert.hpp>
#include <portfit/resolve/hazard_chances.hpp>
#include <portfit/search/best_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// One plan so many years after the port works.
struct survival_year {
  double years = 0;
  outlook likelihood;  ///< that every must holds then
  outlook score;
};

/// What one hazard does to one plan until the horizon.
struct hazard_effect {
  std::string id;
  std::vector<std::string> breaks;  ///< facts, as the catalog names them
  std::string part_of;              ///< id of the whole it is a cause of; may be empty
  double share = 1;                 ///< of the whole, scaled
  std::string start;                ///< the date its years count from, as the catalog names it; empty: the port works
  hazard_chance survives;           ///< the chance that it does not happen
  double likelihood_lost = 0;       ///< of the likelihood to order by: what it would be more if this could not happen
  double points_lost = 0;           ///< of the ranking score, likewise
  std::set<sharing> once_per;
  std::vector<std::string> devices;  ///< of the catalog that share the event, by id; this one among them
  std::string source;
  position where;
};

/// How one plan fares until the horizon.
struct survival_report {
  double horizon = 0;
  std::string platform;  ///< of the device; empty: unknown
  std::string vendor;
  std::vector<survival_year> years;    ///< 0, 1, 2 ... and the horizon
  std::vector<hazard_effect> hazards;  ///< that break a fact asked here, by points lost, then ids
  bool exact = true;                   ///< false: a limit was reached, bounds are outer bounds
};

namespace detail {

/// A pairing's plan at other horizons than the one it was chosen for.
class plan_over_time {
 public:
  plan_over_time(const pairing_model& model, const assess_options& options, const decision_set& plan)
      : model_(model), options_(options) {
    for (const variable each : plan) plan_.insert(model.lowered.remedies.at(each));
  }

  /// The figures after so many years; `without` one hazard, by its place, if given.
  [[nodiscard]] plan_figures after(double years, std::optional<std::size_t> without = std::nullopt) const {
    lane device = *model_.device;
    for (std::size_t index = 0; index < device.survives.size(); ++index)
      device.survives[index] = without == index ? hazard_chance{}
                                                : chance_to_survive(*model_.world, model_.who, options_.asked,
                                                                    tables(*model_.graph).hazards[index], years);
    const lowered_problem lowered = lower(*model_.graph, device, lowering_options(*model_.world, options_));
    compiled_problem compiled(lowered.problem, options_.node_limit);
    decision_set plan;
    for (const auto& [decision, remedy] : lowered.remedies)
      if (plan_.count(remedy) > 0) plan.push_back(decision);
    return evaluate(compiled, plan);
  }

 private:
  const pairing_model& model_;
  const assess_options& options_;
  std::set<std::size_t> plan_;  // remedies
};

/// The devices of a catalog that share an event with one of them, by id.
[[nodiscard]] inline std::vector<std::string> devices_hit(const catalog& world, const device& one,
                                                          const std::set<sharing>& once_per) {
  std::vector<std::string> result;
  const std::string family = family_of(world, one.platform);
  for (const auto& [id, each] : world.devices) {
    const bool same_platform = !family.empty() && family_of(world, each.platform) == family;
    const bool shares = (once_per.count(sharing::device) == 0) &&
                        (once_per.count(sharing::platform) == 0 || same_platform) &&
                        (once_per.count(sharing::vendor) == 0 || each.vendor == one.vendor);
    if (shares || id == one.id) result.push_back(id);
  }
  return result;
}

/// The hazards, by place, that break a fact which some condition of this pairing tests.
[[nodiscard]] inline std::set<std::size_t> hazards_here(const lowered_problem& lowered) {
  std::set<std::size_t> result;
  for (const auto& [key, fact] : lowered.facts)
    if (fact.matters) result.insert(fact.hazards.begin(), fact.hazards.end());
  return result;
}

[[nodiscard]] inline hazard_effect describe_hazard(const pairing_model& model, std::size_t which) {
  const hazard_entry& entry = tables(*model.graph).hazards[which];
  hazard_effect result;
  result.id = entry.what->id;
  for (const fact_reference& broken : entry.what->breaks) result.breaks.push_back(expression_builder::describe(broken));
  result.part_of = entry.whole == entry.what ? "" : entry.whole->id;
  result.share = entry.share;
  if (entry.whole->start) result.start = expression_builder::describe(*entry.whole->start);
  result.survives = model.device->survives[which];
  result.once_per = entry.what->once_per;
  result.devices = devices_hit(*model.world, *model.who.device, result.once_per);
  result.source = entry.what->source.empty() ? entry.whole->source : entry.what->source;
  result.where = entry.what->where;
  return result;
}

}  // namespace detail

/// Follows one plan of a pairing year by year to the horizon, and says what each hazard takes by then.
///
/// What a hazard takes is what the plan would have more if it alone could not happen: where one of two hazards would have
/// sufficed, both take little, so the parts need not sum to the whole.
/// @pre `model` was resolved with `options`, whose horizon is given; `plan` holds decisions of `model.lowered`.
/// Complexity: one compilation and evaluation per year and per hazard.
[[nodiscard]] inline survival_report survive(const pairing_model& model, const decision_set& plan,
                                             const assess_options& options) {
  PORTFIT_ASSERT(options.asked.horizon.has_value());
  const detail::plan_over_time over_time(model, options, plan);
  survival_report result;
  result.horizon = *options.asked.horizon;
  result.platform = family_of(*model.world, model.device->platform);
  result.vendor = model.device->vendor;
  plan_figures last;
  for (double years = 0;; years = (std::min)(years + 1, result.horizon)) {
    last = over_time.after(years);
    result.years.push_back({years, last.likelihood, last.score});
    result.exact = result.exact && last.exact;
    if (years >= result.horizon) break;
  }
  for (const std::size_t which : detail::hazards_here(model.lowered)) {
    hazard_effect effect = detail::describe_hazard(model, which);
    const plan_figures spared = over_time.after(result.horizon, which);
    effect.likelihood_lost = spared.likelihood.ranking - last.likelihood.ranking;
    effect.points_lost = spared.score.ranking - last.score.ranking;
    result.exact = result.exact && spared.exact;
    result.hazards.push_back(std::move(effect));
  }
  std::sort(result.hazards.begin(), result.hazards.end(), [](const hazard_effect& a, const hazard_effect& b) {
    return std::pair(-detail::on_grid(a.points_lost), a.id) < std::pair(-detail::on_grid(b.points_lost), b.id);
  });
  return result;
}

}  // namespace portfit
