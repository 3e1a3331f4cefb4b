#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/analysis/plan.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// A remedy that plans of several devices have in common and that is done and paid once for them.
struct shared_remedy {
  std::string remedy;
  std::vector<std::string> once_per;  ///< what it is done once for, as `platform mt6765`; empty: once for all
  std::vector<std::string> devices;   ///< whose plans have it, by id
  double once = 0;                    ///< our mean cost, effort priced in: that of the dearest of these plans
  double apart = 0;                   ///< what it comes to if every device pays for itself
};

/// Plans side by side: what is shared, and what all of them cost.
struct shared_work {
  std::vector<shared_remedy> shared;  ///< by remedy, then scope
  double apart = 0;                   ///< sum of the mean costs of all plans
  double together = 0;                ///< with shared work paid once
};

/// One plan, and the pairing it is for.
struct placed_plan {
  pairing_entities who;
  const detailed_plan* plan = nullptr;
};

namespace detail {

/// What a remedy is done once for, seen from one pairing. What is not known is nobody else's.
[[nodiscard]] inline std::vector<std::string> scope_of(const catalog& world, const std::set<sharing>& once_per,
                                                       const pairing_entities& who) {
  std::vector<std::string> result;
  for (const sharing each : once_per) {
    switch (each) {
      case sharing::os: result.push_back("os " + who.os->id); break;
      case sharing::os_base:
        result.push_back("os_base " + (who.os->based_on.empty() ? who.os->id : who.os->based_on));
        break;
      case sharing::device: result.push_back("device " + who.device->id); break;
      case sharing::platform:
        result.push_back(who.device->platform.empty() ? "platform of " + who.device->id
                                                      : "platform " + family_of(world, who.device->platform));
        break;
      case sharing::vendor: result.push_back("vendor " + who.device->vendor); break;
      case sharing::market: result.push_back("market " + who.market->id); break;
    }
  }
  return result;
}

/// Our mean cost of one step, side payments included.
[[nodiscard]] inline double own_cost(const plan_step& step, double person_month) {
  double cost = step.paid_by == "os" ? step.money.mean + person_month * step.effort.mean : 0;
  for (const auto& [payee, amount] : step.pays) cost += amount.mean();
  return cost;
}

}  // namespace detail

/// Splits out the work that several plans share by `once_per`: it is done and paid once. The plans are as they were found, each
/// for its own pairing; with sharing in mind others might do better together.
/// Where a shared remedy costs more for one pairing than for another, the dearest counts.
/// Complexity: linear in the steps, times the logarithm of their number.
[[nodiscard]] inline shared_work share_work(const catalog& world, const std::vector<placed_plan>& plans) {
  const double person_month = world.person_month.value_or(0);
  std::map<std::pair<std::string, std::vector<std::string>>, shared_remedy> found;
  shared_work result;
  for (const placed_plan& each : plans) {
    for (const plan_step& step : each.plan->steps) {
      const auto what = world.remedies.find(step.remedy);  // a waiver is the pairing's own
      const std::vector<std::string> scope =
          what == world.remedies.end()
              ? std::vector<std::string>{"device " + each.who.device->id, "market " + each.who.market->id}
              : detail::scope_of(world, what->second.once_per, each.who);
      shared_remedy& made = found[{step.remedy, scope}];
      made.remedy = step.remedy;
      made.once_per = scope;
      made.devices.push_back(each.who.device->id);
      const double cost = detail::own_cost(step, person_month);
      made.once = (std::max)(made.once, cost);
      made.apart += cost;
    }
  }
  for (auto& [key, each] : found) {
    result.apart += each.apart;
    result.together += each.once;
    if (each.devices.size() > 1) result.shared.push_back(std::move(each));
  }
  return result;
}

}  // namespace portfit
