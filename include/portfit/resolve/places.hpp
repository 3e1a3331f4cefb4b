#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/quantity/date.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// Whether something dated counts on a day: `from` is its first day, `until` the first on which it no longer does.
[[nodiscard]] inline bool counts_on(date day, const std::optional<date>& from, const std::optional<date>& until) {
  return (!from || *from <= day) && (!until || day < *until);
}

/// Whether `place` is `container` or one of its members, at any depth, on that day.
/// @pre No place contains itself (`read_catalog` checks).
[[nodiscard]] inline bool lies_within(const catalog& world, const std::string& place, const std::string& container,
                                      date day) {
  if (place == container) return true;
  const auto found = world.places.find(container);
  if (found == world.places.end()) return false;
  return std::any_of(found->second.contains.begin(), found->second.contains.end(), [&](const membership& member) {
    return counts_on(day, member.from, member.until) && lies_within(world, place, member.place, day);
  });
}

/// Whether every place the market is sold in lies in one of `places` that day. A market sold everywhere lies in none.
[[nodiscard]] inline bool sold_within(const catalog& world, const market& where, const std::vector<std::string>& places,
                                      date day) {
  if (where.sold_in.empty()) return false;
  return std::all_of(where.sold_in.begin(), where.sold_in.end(), [&](const std::string& place) {
    return std::any_of(places.begin(), places.end(),
                       [&](const std::string& container) { return lies_within(world, place, container, day); });
  });
}

/// Whether any place the market is sold in lies in one of `places` that day.
[[nodiscard]] inline bool sold_partly_within(const catalog& world, const market& where,
                                             const std::vector<std::string>& places, date day) {
  return std::any_of(where.sold_in.begin(), where.sold_in.end(), [&](const std::string& place) {
    return std::any_of(places.begin(), places.end(),
                       [&](const std::string& container) { return lies_within(world, place, container, day); });
  });
}

/// Whether what a clause asks or takes away reaches a market here and now; its `when` is not looked at. A device sold in one
/// more place is not freed of what binds it in the first.
[[nodiscard]] inline bool binds(const catalog& world, const applicability& clause, const market& where, date day) {
  return counts_on(day, clause.from, clause.until) &&
         (clause.sold_in.empty() || sold_partly_within(world, where, clause.sold_in, day));
}

/// Whether what a clause allows covers a market here and now: all of it; its `when` is not looked at.
[[nodiscard]] inline bool applies(const catalog& world, const applicability& clause, const market& where, date day) {
  return counts_on(day, clause.from, clause.until) &&
         (clause.sold_in.empty() || sold_within(world, where, clause.sold_in, day));
}

}  // namespace portfit
