#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/quantity/date.hpp>

#include <set>
#include <utility>

namespace portfit {

namespace detail {

/// Gathers the days on which what a catalog holds begins or ends.
class turning_day_collector {
 public:
  [[nodiscard]] std::set<date> of(const catalog& world) {
    add_facts(world.world);
    add_entities(world.vendors);
    add_entities(world.platforms);
    add_entities(world.devices);
    add_entities(world.systems);
    add_entities(world.ports);
    add_entities(world.markets);
    for (const auto& [id, law] : world.rules) {
      add_span(law.applies);
      add_requirements(law.requires_);
    }
    for (const auto& [id, contract] : world.agreements) add_agreement(contract);
    for (const auto& [id, area] : world.places)
      for (const membership& each : area.contains) add_span(each);
    return std::move(days_);
  }

 private:
  /// Anything with a first day and a day on which it no longer counts.
  template <class Dated>
  void add_span(const Dated& each) {
    if (each.from) days_.insert(*each.from);
    if (each.until) days_.insert(*each.until);
  }

  void add_facts(const fact_table& facts) {
    for (const auto& [name, statements] : facts)
      for (const fact& each : statements) add_span(each);
  }

  void add_requirements(const requirements& asks) {
    for (const requirement& each : asks)
      if (each.waived && each.waived->until) days_.insert(*each.waived->until);
  }

  template <class Table>
  void add_entities(const Table& table) {
    for (const auto& [id, each] : table) {
      add_facts(each.facts);
      add_requirements(each.asks);
    }
  }

  void add_agreement(const agreement& contract) {
    add_requirements(contract.obliges);
    for (const exclusivity& each : contract.exclusive) add_span(each.where_and_when);
    for (const forbidden_act& act : contract.forbids) {
      for (const applicability& exception : act.except) add_span(exception);
      if (act.waived && act.waived->until) days_.insert(*act.waived->until);
    }
  }

  std::set<date> days_;
};

}  // namespace detail

/// The days on which a statement, law, clause, exception, promise, waiver or membership begins to count or no longer does.
/// Between two of them answers change by the passing of ages alone. Complexity: linear in the catalog.
[[nodiscard]] inline std::set<date> turning_days(const catalog& world) {
  return detail::turning_day_collector().of(world);
}

}  // namespace portfit
