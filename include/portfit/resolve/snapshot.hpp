#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/places.hpp>
#include <portfit/resolve/query.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// Takes the dates out of a catalog: what counts stays, undated; what does not is left out.
class snapshot_maker {
 public:
  snapshot_maker(const catalog& world, const query& asked)
      : world_(world), asked_(asked), day_(asked.as_of ? *asked.as_of : world.as_of.value_or(date{})) {}

  [[nodiscard]] catalog make() const {
    catalog taken = world_;
    taken.as_of = day_;
    settle(taken.world);
    for (auto& [id, each] : taken.vendors) settle(each);
    for (auto& [id, each] : taken.platforms) settle(each);
    for (auto& [id, each] : taken.devices) settle(each);
    for (auto& [id, each] : taken.systems) settle(each);
    for (auto& [id, each] : taken.ports) settle(each);
    for (auto& [id, each] : taken.markets) settle(each);
    for (auto& [id, each] : taken.places) keep_counting(each.contains, [](auto& member) -> auto& { return member; });
    for (auto& [id, each] : taken.agreements) settle(each);
    for (auto& [id, table] : taken.counts)
      std::erase_if(table.cells, [&](const count_cell& each) { return !is_counted_on(world_, asked_, each); });
    std::erase_if(taken.rules, [&](const auto& entry) { return !counts(entry.second.applies); });
    for (auto& [id, each] : taken.rules) {
      undate(each.applies);
      settle(each.requires_);
    }
    return taken;
  }

 private:
  template <class Dated>
  [[nodiscard]] bool counts(const Dated& what) const {
    return counts_on(day_, what.from, what.until);
  }

  template <class Dated>
  static void undate(Dated& what) {
    what.from.reset();
    what.until.reset();
  }

  /// `dates_of` leads from an element to what has its dates.
  template <class Element, class Dates>
  void keep_counting(std::vector<Element>& list, Dates dates_of) const {
    std::erase_if(list, [&](Element& each) { return !counts(dates_of(each)); });
    for (Element& each : list) undate(dates_of(each));
  }

  void settle(entity& what) const {
    settle(what.facts);
    settle(what.asks);
  }

  void settle(agreement& contract) const {
    settle(contract.obliges);
    keep_counting(contract.exclusive, [](exclusivity& promise) -> auto& { return promise.where_and_when; });
    for (forbidden_act& act : contract.forbids) {
      keep_counting(act.except, [](applicability& exception) -> auto& { return exception; });
      settle(act.waived);
    }
  }

  void settle(std::optional<waiver>& allowed) const {
    if (!allowed) return;
    if (counts_on(day_, std::nullopt, allowed->until))
      allowed->until.reset();
    else
      allowed.reset();
  }

  void settle(requirements& asks) const {
    for (requirement& each : asks) settle(each.waived);
  }

  /// One statement per fact, or none where none counts: then it is inherited.
  void settle(fact_table& table) const {
    for (auto entry = table.begin(); entry != table.end();) {
      const settled_statement found = settle_statements(world_, entry->second, asked_, day_);
      if (found.best == nullptr) {
        entry = table.erase(entry);
        continue;
      }
      fact kept = *found.best;
      undate(kept);
      if (found.tied || kept.trust == confidence::contradicted || kept.trust < asked_.trust) {
        kept.values.clear();
        kept.belief = {};
      }
      entry->second.assign(1, std::move(kept));
      ++entry;
    }
  }

  const catalog& world_;
  const query& asked_;
  date day_;
};

}  // namespace detail

/// The catalog as it stands on the day asked, for that asker: without any date but `as_of`, which ages need.
///
/// Of the statements about a fact the one that counts is left, as an explicit unknown where it is tied, contradicted or
/// trusted too little; rules, exceptions, exclusive promises, members of places and waivers that do not count that day are
/// left out. Asking the snapshot without dates gives what asking `world` with them gives, to the last bit. What is left to
/// ask of it is `query::without` and `query::accept_forfeits`. Sources stay, also of statements that were left out.
/// Complexity: linear in the catalog.
[[nodiscard]] inline catalog snapshot(const catalog& world, const query& asked = {}) {
  return detail::snapshot_maker(world, asked).make();
}

}  // namespace portfit
