#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/quantity/twelve_digits.hpp>
#include <portfit/resolve/detail/entity_tester.hpp>
#include <portfit/resolve/hazard_chances.hpp>
#include <portfit/resolve/lookup.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// What a vendor gains by one pairing in a market, money: units x margin x years. Nothing where the market does not say; then
/// it is unknown, from nothing up to anything.
[[nodiscard]] inline std::optional<bounds<double>> vendor_gain(const market& where) {
  if (!where.units || !where.margin) return std::nullopt;
  return bounds<double>{twelve_digits(where.units->low * where.margin->low * where.years),
                        twelve_digits(where.units->high * where.margin->high * where.years)};
}

namespace detail {

/// The ends of a number that may be unknown; without any support, the widest there are.
/// @param state  a `fact_state`, or what else has values and a belief
template <class State>
[[nodiscard]] exposure_factor factor_of(const fact_reference& reference, bounds<double> widest, const State& state) {
  exposure_factor result{reference, widest, false};
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

/// How a loss by a forbidden act comes about. `find(reference, declaration)` gives what is known of a fact.
template <class Find>
[[nodiscard]] exposed_money exposed_by(const catalog& world, const forbidden_act& act, const Find& find) {
  const auto factor = [&](const fact_reference& reference, bounds<double> widest) {
    const auto declared = world.facts.find(reference.name);
    if (declared == world.facts.end()) return exposure_factor{reference, widest, false};
    return factor_of(reference, widest, find(reference, declared->second));
  };
  exposed_money result;
  result.enforced = act.enforced;
  if (!act.exposed || !act.exposed->of) return result;
  result.years = act.exposed->years;
  result.of = factor(*act.exposed->of, {0, std::numeric_limits<double>::infinity()});
  if (act.exposed->share) result.share = factor(*act.exposed->share, {0, 1});
  return result;
}

class lane_maker {
 public:
  lane_maker(const catalog& world, const constraint_graph& graph, const pairing_entities& who, const query& asked)
      : world_(world), all_(tables(graph)), who_(who), asked_(asked) {}

  lane make() {
    lane result;
    result.device = who_.device->id;
    result.vendor = who_.device->vendor;
    result.platform = who_.device->platform;
    for (const fact_slot& slot : all_.facts)
      result.facts.push_back(find_fact(world_, who_, asked_, slot.reference, *slot.declared));
    result.gain = vendor_gain(*who_.market).value_or(bounds<double>{0, std::numeric_limits<double>::infinity()});
    for (const forbidden_clause& act : all_.acts) {
      result.exposed.push_back(exposed_by(world_, *act.what, [&](const auto& reference, const auto& declared) {
        return find_fact(world_, who_, asked_, reference, declared);
      }));
      result.losses.push_back(result.exposed.back().loss());
    }
    for (const remedy_entry& entry : all_.remedies) {
      result.payments.push_back(payment(*entry.what));
      result.vendor_costs.push_back(vendor_cost(*entry.what));
    }
    for (const auto& [table, chances] : all_.counted) result.counted.emplace(table, &chances->at(who_.device->id));
    add_entity_tests(result);
    if (asked_.horizon)
      for (const hazard_entry& each : all_.hazards)
        result.survives.push_back(chance_to_survive(world_, who_, asked_, each, *asked_.horizon));
    return result;
  }

 private:
  // --- money at stake -----------------------------------------------------------------------------------------------

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

  void add_entity_tests(lane& into) const {
    const entity_tester ask(world_, all_.as_of, who_);
    for (std::size_t index = 0; index < all_.conditions.size(); ++index) {
      const constraint_condition& asked = all_.conditions[index];
      answer found = answer::no;
      if (asked.is == constraint_condition::kind::exposure_zero) {
        found = into.exposed[*asked.act].exposure().high == 0 ? answer::yes : answer::no;
      } else if (asked.is == constraint_condition::kind::entity_test) {
        entity_question question;
        found = ask.test(asked, question);
        if (found == answer::unknown) into.questions.emplace(index, std::move(question));
      }
      into.entity_tests.push_back(found);
    }
  }

  const catalog& world_;
  const constraint_tables& all_;
  const pairing_entities& who_;
  const query& asked_;
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
