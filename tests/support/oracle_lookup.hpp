#pragma once

#include <portfit/catalog/catalog.hpp>

#include <string>
#include <vector>

namespace portfit_test {

/// What is asked: one OS on one device for one market, as of a day. Part of the oracle, see `oracle.hpp`.
struct oracle_pairing {
  const portfit::catalog* book = nullptr;
  std::vector<std::string> systems;  ///< the OS and what it is based on, itself first
  std::string device;
  std::string market;  ///< may name no market of the catalog: sold everywhere, adding nothing
  std::string vendor;
  std::string platform;
  std::string built_by;
  portfit::date as_of;
};

/// A fact as it stands for the pairing before any plan. `owner` and `name` say which fact it is: two references that lead to
/// the same statement mean the same fact.
struct oracle_fact {
  std::string owner;
  std::string name;
  const portfit::fact_declaration* declared = nullptr;
  std::vector<portfit::fact_value> values;  ///< empty: unknown, with `belief`
  portfit::distribution belief;
};

namespace oracle_detail {

template <class Map>
const typename Map::mapped_type* find(const Map& map, const std::string& id) {
  const auto at = map.find(id);
  return at == map.end() ? nullptr : &at->second;
}

inline oracle_pairing make_pairing(const portfit::catalog& book, const std::string& os, const std::string& device,
                                   const std::string& market, portfit::date as_of) {
  oracle_pairing pairing{&book, {}, device, market, {}, {}, {}, as_of};
  for (std::string id = os; !id.empty() && pairing.systems.size() < 100;) {
    pairing.systems.push_back(id);
    const auto* const system = find(book.systems, id);
    id = system ? system->based_on : std::string();
  }
  if (const auto* const sold = find(book.devices, device)) {
    pairing.vendor = sold->vendor;
    pairing.platform = sold->platform;
    pairing.built_by = sold->built_by.empty() ? sold->vendor : sold->built_by;
  }
  return pairing;
}

/// A table that may state the fact, and the entity it belongs to.
struct fact_place {
  std::string owner;
  const portfit::fact_table* table = nullptr;
};

template <class Map>
void add_place(std::vector<fact_place>& places, const Map& map, const std::string& id) {
  if (const auto* const entity = find(map, id)) places.push_back({id, &entity->facts});
}

/// Where a bare name is looked up, the most specific place first.
inline std::vector<fact_place> places_of_bare_name(const oracle_pairing& pairing) {
  const portfit::catalog& book = *pairing.book;
  std::vector<fact_place> places;
  for (const std::string& target : {pairing.device, pairing.platform, pairing.vendor})
    for (const std::string& system : pairing.systems) add_place(places, book.ports, system + '/' + target);
  add_place(places, book.devices, pairing.device);
  add_place(places, book.platforms, pairing.platform);
  add_place(places, book.vendors, pairing.vendor);
  places.push_back({"world", &book.world});
  return places;
}

inline std::vector<fact_place> places_of(const oracle_pairing& pairing, portfit::fact_owner owner) {
  const portfit::catalog& book = *pairing.book;
  std::vector<fact_place> places;
  switch (owner) {
    case portfit::fact_owner::bare: return places_of_bare_name(pairing);
    case portfit::fact_owner::os:
      for (const std::string& system : pairing.systems) add_place(places, book.systems, system);
      break;
    case portfit::fact_owner::device: add_place(places, book.devices, pairing.device); break;
    case portfit::fact_owner::platform: add_place(places, book.platforms, pairing.platform); break;
    case portfit::fact_owner::vendor: add_place(places, book.vendors, pairing.vendor); break;
    case portfit::fact_owner::built_by: add_place(places, book.vendors, pairing.built_by); break;
    case portfit::fact_owner::market: add_place(places, book.markets, pairing.market); break;
    case portfit::fact_owner::world: places.push_back({"world", &book.world}); break;
  }
  return places;
}

/// Whose fact it is when nobody states it.
inline std::string owner_of_absent(const oracle_pairing& pairing, portfit::fact_owner owner) {
  switch (owner) {
    case portfit::fact_owner::os: return pairing.systems.front();
    case portfit::fact_owner::platform: return pairing.platform;
    case portfit::fact_owner::vendor: return pairing.vendor;
    case portfit::fact_owner::built_by: return pairing.built_by;
    case portfit::fact_owner::market: return pairing.market;
    case portfit::fact_owner::world: return "world";
    case portfit::fact_owner::bare:
    case portfit::fact_owner::device: break;
  }
  return pairing.device;
}

inline bool counts_on(const std::optional<portfit::date>& from, const std::optional<portfit::date>& until,
                      portfit::date day) {
  return (!from || *from <= day) && (!until || day < *until);
}

/// Does `a` win over `b`, both about one fact of one entity?
inline bool outranks(const portfit::fact& a, const portfit::fact& b) {
  if (a.overrides != b.overrides) return a.overrides;
  if (a.trust != b.trust) return a.trust > b.trust;
  if (a.from.has_value() != b.from.has_value()) return a.from.has_value();
  return a.from && *a.from > *b.from;
}

inline void take_unknown(oracle_fact& fact, const portfit::distribution& belief) {
  fact.values.clear();
  fact.belief = belief;
  if (belief.is == portfit::distribution::form::none && fact.declared && fact.declared->default_prior)
    fact.belief = *fact.declared->default_prior;
}

/// Fills in what the statements of one entity say. @returns Whether there is any that counts.
inline bool take_best(oracle_fact& result, const std::vector<portfit::fact>& statements, portfit::date day) {
  std::vector<const portfit::fact*> valid;
  for (const portfit::fact& statement : statements)
    if (counts_on(statement.from, statement.until, day)) valid.push_back(&statement);
  if (valid.empty()) return false;
  const portfit::fact* best = valid.front();
  for (const portfit::fact* const one : valid)
    if (outranks(*one, *best)) best = one;
  bool tied = false;
  for (const portfit::fact* const one : valid)
    if (!outranks(*best, *one) && (one->values != best->values || !(one->belief == best->belief))) tied = true;
  if (tied || best->trust == portfit::confidence::contradicted)
    take_unknown(result, {});
  else if (best->is_known())
    result.values = best->values;
  else
    take_unknown(result, best->belief);
  return true;
}

/// The fact a reference means, by DESIGN's rules of resolution.
inline oracle_fact look_up(const oracle_pairing& pairing, const portfit::fact_reference& reference) {
  oracle_fact result;
  result.name = reference.name;
  result.declared = find(pairing.book->facts, reference.name);
  for (const fact_place& place : places_of(pairing, reference.owner)) {
    const auto* const statements = find(*place.table, reference.name);
    result.owner = place.owner;
    if (statements && take_best(result, *statements, pairing.as_of)) return result;
  }
  result.owner = owner_of_absent(pairing, reference.owner);
  if (result.declared && result.declared->default_value)
    result.values = {*result.declared->default_value};
  else
    take_unknown(result, {});
  return result;
}

/// Does `inner` lie in `outer` on that day?
inline bool lies_in(const oracle_pairing& pairing, const std::string& inner, const std::string& outer, int depth = 0) {
  if (inner == outer) return true;
  const auto* const place = find(pairing.book->places, outer);
  if (!place || depth > 20) return false;
  for (const portfit::membership& member : place->contains)
    if (counts_on(member.from, member.until, pairing.as_of) && lies_in(pairing, inner, member.place, depth + 1))
      return true;
  return false;
}

/// Does every place of the market lie in one of `outer`? A market without places lies in none.
inline bool sold_in(const oracle_pairing& pairing, const std::vector<std::string>& outer) {
  const auto* const market = find(pairing.book->markets, pairing.market);
  if (!market || market->sold_in.empty()) return false;
  for (const std::string& inner : market->sold_in) {
    bool inside = false;
    for (const std::string& one : outer) inside = inside || lies_in(pairing, inner, one);
    if (!inside) return false;
  }
  return true;
}

/// The part of `clause` that is settled before any fact: its dates and its places.
inline bool may_apply(const oracle_pairing& pairing, const portfit::applicability& clause) {
  return counts_on(clause.from, clause.until, pairing.as_of) &&
         (clause.sold_in.empty() || sold_in(pairing, clause.sold_in));
}

/// The same of a law: it binds wherever a part of the market lies.
inline bool may_bind(const oracle_pairing& pairing, const portfit::applicability& clause) {
  if (!counts_on(clause.from, clause.until, pairing.as_of)) return false;
  if (clause.sold_in.empty()) return true;
  const auto* const market = find(pairing.book->markets, pairing.market);
  if (!market) return false;
  for (const std::string& inner : market->sold_in)
    for (const std::string& one : clause.sold_in)
      if (lies_in(pairing, inner, one)) return true;
  return false;
}

}  // namespace oracle_detail
}  // namespace portfit_test
