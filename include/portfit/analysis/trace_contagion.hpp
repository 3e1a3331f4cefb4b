#pragma once

#include <portfit/analysis/contagion.hpp>
#include <portfit/analysis/detail/lost_agreement.hpp>
#include <portfit/analysis/detail/pairing_probe.hpp>
#include <portfit/analysis/pairing_change.hpp>
#include <portfit/analysis/rank.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// Widens a hull; an empty one becomes what is added.
inline void widen(std::optional<bounds<double>>& hull, const bounds<double>& by) {
  hull = hull ? bounds<double>{(std::min)(hull->low, by.low), (std::max)(hull->high, by.high)} : by;
}

class contagion_tracer {
 public:
  contagion_tracer(const catalog& world, const vendor& holder, const contagion_options& options)
      : world_(world), holder_(holder), options_(options), markets_(markets_of(world, options.markets)) {
    for (const auto& [id, os] : world.systems)
      if (!os.abstract && selected(options.systems, id)) systems_.push_back(id);
    for (const auto& [id, each] : world.devices)
      if (each.vendor == holder.id && selected(options.devices, id)) result_.devices.push_back(id);
  }

  vendor_contagion run() {
    result_.vendor = holder_.id;
    result_.pairings = markets_.size() * systems_.size() * result_.devices.size();
    for (const market* each : markets_)
      if (const auto gain = vendor_gain(*each)) widen(result_.gain, *gain);
    for (const auto& [id, contract] : world_.agreements)
      if (holder_.may_hold.contains(id) ||
          std::find(holder_.holds.begin(), holder_.holds.end(), id) != holder_.holds.end())
        add(contract);
    steps_ = result_.pairings * (1 + result_.agreements.size());
    if (!result_.agreements.empty()) {
      each_pairing([this](const pairing_entities& who) { look_for_breaches(who); });
      for (agreement_contagion& each : result_.agreements) follow(each);
    }
    count_answers();
    return std::move(result_);
  }

 private:
  void add(const agreement& contract) {
    agreement_contagion& held = result_.agreements.emplace_back();
    held.agreement = contract.id;
    held.grants = contract.grants;
    for (const forbidden_act& each : contract.forbids) {
      act_contagion& act = held.acts.emplace_back();
      act.act = each.name;
      act.forbidden = describe(each.act);
      act.source = each.source.empty() ? contract.source : each.source;
      act.where = each.where;
      act.forfeits_grants = each.forfeits_grants;
      act.across_vendor = each.across_vendor;
    }
  }

  template <class Visit>
  void each_pairing(Visit visit) {
    for (const market* where : markets_)
      for (const std::string& os : systems_)
        for (const std::string& each : result_.devices) {
          if (stopped()) return;
          visit(pairing_entities{&world_.systems.at(os), where, &world_.devices.at(each)});
          step();
        }
  }

  [[nodiscard]] bool stopped() {
    if (options_.stop.stop_requested()) result_.complete = false;
    return options_.stop.stop_requested();
  }

  void step() {
    if (options_.progress) options_.progress(++done_, steps_);
  }

  // --- what is breached ---------------------------------------------------------------------------------------------

  void look_for_breaches(const pairing_entities& who) {
    pairing_probe probe(world_, who, options_.assess);
    const constraint_tables& all = tables(probe.graph());
    for (const forbidden_clause& act : all.acts) probe.ask(act.breach);
    probe.settle();
    std::vector<answer> done;
    for (const forbidden_clause& act : all.acts)
      done.push_back(pairing_probe::settled(probe.under(probe.of(act.breach), {})));
    for (agreement_contagion& held : result_.agreements)
      for (act_contagion& act : held.acts) act.pairings.push_back(look_at_act(probe, held.agreement, act.act, done));
    if (probe.exhausted()) result_.complete = false;
  }

  [[nodiscard]] breach look_at_act(pairing_probe& probe, const std::string& agreement, const std::string& act,
                                   const std::vector<answer>& done) {
    const pairing_entities& who = probe.who();
    const constraint_tables& all = tables(probe.graph());
    breach result;
    result.os = who.os->id;
    result.device = who.device->id;
    result.market = who.market->id;
    const auto found = std::find_if(all.acts.begin(), all.acts.end(), [&](const forbidden_clause& each) {
      return each.agreement == agreement && each.what->name == act;
    });
    if (found == all.acts.end()) {
      result.code = "excepted";
      result.at_stake = stake_of(probe.graph(), probe.device(), *who.market, std::nullopt, {}, done);
      return result;
    }
    const auto index = static_cast<std::size_t>(found - all.acts.begin());
    const edge function = probe.of(found->breach);
    const edge now = probe.under(function, {});
    result.done = done[index];
    result.code = result.done == answer::yes ? "breach" : result.done == answer::no ? "no_breach" : "depends";
    result.chance = probe.chance(now);
    result.depends_on = probe.unknowns_of(now);
    result.avoidable = result.done != answer::no && probe.reachable(probe.negation(function)).one_plan;
    result.can_arise = result.done == answer::no && probe.reachable(function).some_way;
    result.at_stake = stake_of(probe.graph(), probe.device(), *who.market, index, {}, done);
    return result;
  }

  void count_answers() {
    bool any = false;
    for (agreement_contagion& held : result_.agreements) {
      for (act_contagion& act : held.acts) {
        for (const breach& each : act.pairings) {
          if (!each.may_happen()) continue;
          any = true;
          widen(act.exposure, each.at_stake.exposed.exposure());
          widen(act.at_risk, each.at_stake.loss());
          const answer willing = each.at_stake.willing();
          ++(willing == answer::yes ? result_.willing : willing == answer::no ? result_.unwilling : result_.open);
        }
      }
    }
    if (result_.devices.empty())
      result_.code = "no_device";
    else if (result_.agreements.empty())
      result_.code = "nothing_held";
    else if (!any)
      result_.code = "nothing_forbidden";
    else if (result_.unwilling + result_.open == 0)
      result_.code = "willing";
    else
      result_.code = result_.willing + result_.open == 0 ? "not_willing" : "depends";
  }

  // --- what is lost then --------------------------------------------------------------------------------------------

  void follow(agreement_contagion& held) {
    std::set<std::string> at_risk;
    std::map<std::tuple<std::string, std::string, std::string>, answer> breaches;
    for (const act_contagion& act : held.acts) {
      for (const breach& each : act.pairings) {
        answer& so_far = breaches.emplace(std::tuple(each.os, each.device, each.market), answer::no).first->second;
        if (each.done == answer::yes || so_far == answer::no) so_far = each.done;
        if (!act.forfeits_grants || !each.may_happen()) continue;
        at_risk.insert(each.device);
        if (act.across_vendor) at_risk.insert(result_.devices.begin(), result_.devices.end());
      }
    }
    held.devices_at_risk.assign(at_risk.begin(), at_risk.end());
    if (at_risk.empty()) return;
    survey(held);
    compare(held, breaches);
  }

  void survey(agreement_contagion& held) {
    const catalog before = with_own_system(world_, held.agreement);
    const catalog after = without_agreement(before, holder_.id, held.agreement);
    for (const market* where : markets_) {
      for (const std::string& device : held.devices_at_risk) {
        if (stopped()) return;
        const auto look = [&](const catalog& world) {
          return survey_services(world, world.systems.at(own_system), world.devices.at(device), *where,
                                 options_.assess);
        };
        const std::vector<service_coverage> granted = look(before);
        const std::vector<service_coverage> left = look(after);
        for (std::size_t index = 0; index < granted.size(); ++index) {
          if (!names(held.grants, granted[index].service)) continue;
          if (!granted[index].exact || !left[index].exact) result_.complete = false;
          held.services.push_back(after_loss(held.agreement, device, where->id, granted[index], left[index]));
        }
      }
    }
    std::sort(held.services.begin(), held.services.end(), [](const service_after_loss& a, const service_after_loss& b) {
      return std::tie(a.after.service, a.market, a.device) < std::tie(b.after.service, b.market, b.device);
    });
  }

  [[nodiscard]] static service_after_loss after_loss(const std::string& agreement, const std::string& device,
                                                     const std::string& market, const service_coverage& before,
                                                     const service_coverage& after) {
    service_after_loss result;
    result.device = device;
    result.market = market;
    result.after = after;
    for (const service_way& each : before.ways)
      if (each.is == service_way::kind::agreement && each.name == agreement) result.granted = each.holds;
    for (const service_loss& each : before.losses)
      if (each.agreement == agreement) result.withheld.push_back(each);
    const bool by_law = std::any_of(result.withheld.begin(), result.withheld.end(), [](const service_loss& each) {
      return each.code == "rule" && each.holds == answer::yes;
    });
    result.code = result.granted == answer::yes       ? "lost"
                  : result.granted == answer::unknown ? "depends"
                  : by_law                            ? "withdrawn"
                                                      : "not_granted";
    return result;
  }

  /// Every pairing of the devices at risk, asked again with the agreement no longer held.
  void compare(agreement_contagion& held,
               const std::map<std::tuple<std::string, std::string, std::string>, answer>& breaches) {
    const catalog after = without_agreement(world_, holder_.id, held.agreement);
    assess_options asked = options_.assess;
    asked.best_guaranteed = false;
    for (const market* where : markets_) {
      const market* const there = after.markets.empty() ? where : &after.markets.at(where->id);
      for (const std::string& id : systems_) {
        const operating_system& os = world_.systems.at(id);
        const operating_system& same_os = after.systems.at(id);
        const constraint_graph held_graph = build_graph(world_, os, *where, asked.asked);
        const constraint_graph lost_graph = build_graph(after, same_os, *there, asked.asked);
        for (const std::string& device : held.devices_at_risk) {
          if (stopped()) return;
          changed_pairing made{assess(world_, held_graph, {&os, where, &world_.devices.at(device)}, asked),
                               assess(after, lost_graph, {&same_os, there, &after.devices.at(device)}, asked),
                               breaches.at(std::tuple(id, device, where->id))};
          if (!made.before.plan.exact || !made.after.plan.exact) result_.complete = false;
          if (!same_answer(made.before, made.after)) held.changes.push_back(std::move(made));
          step();
        }
      }
    }
  }

  const catalog& world_;
  const vendor& holder_;
  const contagion_options& options_;
  std::vector<const market*> markets_;
  std::vector<std::string> systems_;
  vendor_contagion result_;
  std::size_t steps_ = 0;
  std::size_t done_ = 0;
};

}  // namespace detail

/// Follows what a vendor could lose by each act its agreements forbid: which pairings do the act, what is at stake, which of
/// its devices lose which services and what replaces them, and which of its other pairings are answered otherwise then.
///
/// One breach anywhere loses the grants at the scope of the clause; the loss is followed once per agreement, as assessing a
/// catalog in which the vendor does not hold it. Nothing here proposes to hide a customer or to break a law.
/// @pre `world` was read without errors; `holder` is one of its vendors.
/// Complexity: a probe and two assessments per pairing and agreement, two surveys of services per market and device.
[[nodiscard]] inline vendor_contagion trace_contagion(const catalog& world, const vendor& holder,
                                                      const contagion_options& options = {}) {
  return detail::contagion_tracer(world, holder, options).run();
}

}  // namespace portfit
