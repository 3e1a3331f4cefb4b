#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/places.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// What a vendor gains by one pairing in a market, money: units x margin x years. Nothing where the market does not say.
[[nodiscard]] inline std::optional<bounds<double>> vendor_gain(const market& where) {
  if (!where.units || !where.margin) return std::nullopt;
  return bounds<double>{where.units->low * where.margin->low * where.years,
                        where.units->high * where.margin->high * where.years};
}

namespace detail {

class lane_maker {
 public:
  lane_maker(const catalog& world, const constraint_graph& graph, const pairing_entities& who, const query& asked)
      : world_(world), all_(tables(graph)), who_(who), asked_(asked) {
    const auto found = world.vendors.find(who.device->vendor);
    if (found != world.vendors.end()) vendor_ = &found->second;
  }

  lane make() {
    lane result;
    result.device = who_.device->id;
    result.vendor = who_.device->vendor;
    result.platform = who_.device->platform;
    for (const fact_slot& slot : all_.facts)
      result.facts.push_back(find_fact(world_, who_, asked_, slot.reference, *slot.declared));
    result.gain = vendor_gain(*who_.market).value_or(bounds<double>{});
    for (const forbidden_clause& act : all_.acts) {
      result.exposed.push_back(exposed(*act.what));
      result.losses.push_back(result.exposed.back().loss());
    }
    for (const remedy_entry& entry : all_.remedies) {
      result.payments.push_back(payment(*entry.what));
      result.vendor_costs.push_back(vendor_cost(*entry.what));
    }
    for (const constraint_condition& each : all_.conditions) result.entity_tests.push_back(test(each, result));
    return result;
  }

 private:
  // --- money at stake -----------------------------------------------------------------------------------------------

  /// The ends of a number that may be unknown; without any support, the widest there are.
  [[nodiscard]] exposure_factor factor(const fact_reference& reference, bounds<double> widest) const {
    exposure_factor result{reference, widest, false};
    const auto declared = world_.facts.find(reference.name);
    if (declared == world_.facts.end()) return result;
    const fact_state state = find_fact(world_, who_, asked_, reference, declared->second);
    if (state.is_known()) {
      result.known = true;
      result.ends = {std::get<double>(state.values.front()), std::get<double>(state.values.front())};
      for (const fact_value& each : state.values) {
        result.ends.low = (std::min)(result.ends.low, std::get<double>(each));
        result.ends.high = (std::max)(result.ends.high, std::get<double>(each));
      }
    } else if (state.belief.is == distribution::form::range || state.belief.is == distribution::form::triangular) {
      result.known = true;
      result.ends = {state.belief.low, state.belief.high};
    }
    return result;
  }

  [[nodiscard]] exposed_money exposed(const forbidden_act& act) const {
    exposed_money result;
    result.enforced = act.enforced;
    if (!act.exposed || !act.exposed->of) return result;
    result.years = act.exposed->years;
    result.of = factor(*act.exposed->of, {0, std::numeric_limits<double>::infinity()});
    if (act.exposed->share) result.share = factor(*act.exposed->share, {0, 1});
    return result;
  }

  [[nodiscard]] static bounds<double> payment(const remedy& what) {
    bounds<double> sum;
    for (const auto& [payee, amount] : what.pays) {
      if (payee != "vendor") continue;
      sum.low += amount.low;
      sum.high += amount.high;
    }
    return sum;
  }

  [[nodiscard]] bounds<double> vendor_cost(const remedy& what) const {
    if (what.paid_by != "vendor") return {};
    const auto ends_of = [](const figure& lines) {
      bounds<double> result;
      for (const figure_line& line : lines) {
        result.low = &line == &lines.front() ? line.is.low : (std::min)(result.low, line.is.low);
        result.high = (std::max)(result.high, line.is.high);
      }
      return result;
    };
    const bounds<double> money = ends_of(what.money);
    const bounds<double> work = ends_of(what.effort);
    const double price = world_.person_month.value_or(0);
    return {money.low + price * work.low, money.high + price * work.high};
  }

  // --- questions about the entities themselves ----------------------------------------------------------------------

  [[nodiscard]] answer test(const constraint_condition& asked, const lane& so_far) const {
    if (asked.is == constraint_condition::kind::exposure_zero)
      return so_far.exposed[*asked.act].exposure().high == 0 ? answer::yes : answer::no;
    if (asked.is != constraint_condition::kind::entity_test) return answer::no;
    if (!asked.agreement.empty()) return holds(asked.agreement);
    if (!asked.rule.empty()) return answer::yes;
    const auto* wanted = std::get_if<std::string>(&asked.bound);
    if (wanted == nullptr) return answer::unknown;
    const answer same = matches(asked.written.subject, *wanted, so_far);
    if (asked.compares != comparison::not_equal || same == answer::unknown) return same;
    return same == answer::yes ? answer::no : answer::yes;
  }

  [[nodiscard]] answer holds(const std::string& agreement) const {
    if (vendor_ == nullptr) return answer::unknown;
    const auto& held = vendor_->holds;
    return yes_or_no(std::find(held.begin(), held.end(), agreement) != held.end());
  }

  static answer yes_or_no(bool holds) { return holds ? answer::yes : answer::no; }

  [[nodiscard]] static answer same_id(const std::string& id, const std::string& wanted) {
    return id.empty() ? answer::unknown : yes_or_no(id == wanted);
  }

  [[nodiscard]] answer matches(const fact_reference& subject, const std::string& wanted, const lane& so_far) const {
    switch (subject.owner) {
      case fact_owner::os: return os_is(wanted, !subject.name.empty());
      case fact_owner::device: return same_id(so_far.device, wanted);
      case fact_owner::market:
        return subject.name.empty() ? same_id(who_.market->id, wanted)
                                    : yes_or_no(sold_within(world_, *who_.market, {wanted}, all_.as_of));
      case fact_owner::platform: return platform_is(subject, wanted);
      case fact_owner::built_by: {
        const std::string& maker = who_.device->built_by.empty() ? so_far.vendor : who_.device->built_by;
        return subject.name.empty() ? same_id(maker, wanted) : home_of(maker, wanted);
      }
      default: break;
    }
    return subject.name.empty() ? same_id(so_far.vendor, wanted) : home_of(so_far.vendor, wanted);
  }

  /// A system is itself and everything it is based on.
  [[nodiscard]] answer os_is(const std::string& wanted, bool bases_only) const {
    for (const operating_system* each : lineage(world_, who_.os->id))
      if (each->id == wanted && !(bases_only && each == who_.os)) return answer::yes;
    return answer::no;
  }

  [[nodiscard]] answer platform_is(const fact_reference& subject, const std::string& wanted) const {
    if (subject.name.empty()) return same_id(who_.device->platform, wanted);
    const auto found = world_.platforms.find(who_.device->platform);
    return found == world_.platforms.end() ? answer::unknown : same_id(found->second.vendor, wanted);
  }

  [[nodiscard]] answer home_of(const std::string& vendor, const std::string& wanted) const {
    const auto found = world_.vendors.find(vendor);
    if (found == world_.vendors.end() || found->second.home.empty()) return answer::unknown;
    return yes_or_no(lies_within(world_, found->second.home, wanted, all_.as_of));
  }

  const catalog& world_;
  const constraint_tables& all_;
  const pairing_entities& who_;
  const query& asked_;
  const vendor* vendor_ = nullptr;
};

}  // namespace detail

/// One device seen through a constraint graph.
/// @pre The graph was built from `world` for `who.os` and `who.market` with the same query.
/// Complexity: slots x entities looked at, plus conditions.
[[nodiscard]] inline lane make_lane(const catalog& world, const constraint_graph& graph, const pairing_entities& who,
                                    const query& asked = {}) {
  return detail::lane_maker(world, graph, who, asked).make();
}

}  // namespace portfit
