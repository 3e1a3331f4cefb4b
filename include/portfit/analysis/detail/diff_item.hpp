#pragma once

#include <portfit/analysis/pairing_change.hpp>
#include <portfit/resolve/snapshot.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// One side of a comparison: what was told, and how it stands on the day asked.
struct diff_side {
  diff_side(const catalog& world, query question)
      : told(&world), asked(std::move(question)), stands(snapshot(world, asked)), day(stands.as_of.value_or(date{})) {}

  const catalog* told;
  query asked;
  catalog stands;
  date day;
};

/// What an item is about, in the order in which items are left out of an explanation as long as it explains: facts
/// before contracts, contracts before laws.
enum class item_rank {
  everything,
  time,
  fact,
  entity,
  holds,
  rates,
  figure,
  market,
  vocabulary,
  service,
  remedy,
  requirement,
  grant,
  obligation,
  clause,
  exception,
  exclusivity,
  membership,
  rule
};

[[nodiscard]] inline std::string code_of(item_rank rank) {
  switch (rank) {
    case item_rank::everything: return "everything";
    case item_rank::time: return "time";
    case item_rank::fact: return "fact";
    case item_rank::entity: return "entity";
    case item_rank::holds: return "holds";
    case item_rank::rates: return "rates";
    case item_rank::figure: return "figure";
    case item_rank::market: return "market";
    case item_rank::vocabulary: return "vocabulary";
    case item_rank::service: return "service";
    case item_rank::remedy: return "remedy";
    case item_rank::requirement: return "requirement";
    case item_rank::grant: return "grant";
    case item_rank::obligation: return "obligation";
    case item_rank::clause: return "clause";
    case item_rank::exception: return "exception";
    case item_rank::exclusivity: return "exclusivity";
    case item_rank::membership: return "membership";
    case item_rank::rule: break;
  }
  return "rule";
}

/// One difference between two sides that can be carried over by itself.
struct diff_item {
  item_rank rank = item_rank::fact;
  change_kind what = change_kind::changed;
  std::string subject;
  std::function<void(catalog&)> apply;      ///< makes the catalog say what the later side says
  std::function<void(change_cause&)> tell;  ///< fills in text, source and place
  std::string fact = {};                    ///< of rank `fact`: its name
  bool by_rate = false;                     ///< written alike on both sides: only what a currency is worth differs
};

using diff_items = std::vector<diff_item>;

/// Sorts items into the order in which they are left out.
inline void order_items(std::vector<const diff_item*>& items) {
  std::sort(items.begin(), items.end(), [](const diff_item* a, const diff_item* b) {
    return std::tie(a->rank, a->subject, a->what) < std::tie(b->rank, b->subject, b->what);
  });
}

/// Where to find an entity in either catalog, and in the mixed one, which has all entities of both.
template <class Entity>
struct entity_home {
  std::map<std::string, Entity> catalog::* table;
  std::string id;

  [[nodiscard]] const Entity* find(const catalog& world) const {
    const auto found = (world.*table).find(id);
    return found == (world.*table).end() ? nullptr : &found->second;
  }
  [[nodiscard]] Entity& at(catalog& world) const { return (world.*table).at(id); }
  [[nodiscard]] const fact_table* facts(const catalog& world) const {
    const Entity* const found = find(world);
    return found == nullptr ? nullptr : &found->facts;
  }
  [[nodiscard]] fact_table& facts_at(catalog& world) const { return at(world).facts; }
};

/// The facts of the world, as an entity has them.
struct world_home {
  std::string id = "world";
  [[nodiscard]] static const fact_table* facts(const catalog& world) { return &world.world; }
  [[nodiscard]] static fact_table& facts_at(catalog& world) { return world.world; }
};

// What is said, without where it comes from: a better source alone changes no answer.

[[nodiscard]] inline applicability bare(applicability what) {
  what.source.clear();
  return what;
}
[[nodiscard]] inline exclusivity bare(exclusivity what) {
  what.where_and_when.source.clear();
  return what;
}
[[nodiscard]] inline requirement bare(requirement what) {
  what.source.clear();
  return what;
}
[[nodiscard]] inline requirements bare(requirements list) {
  for (requirement& each : list) each.source.clear();
  return list;
}
/// A forbidden act without its exceptions.
[[nodiscard]] inline forbidden_act bare(forbidden_act what) {
  what.source.clear();
  what.except.clear();
  return what;
}
inline void forget_origin(entity& what) {
  what.name.clear();
  what.note.clear();
  what.source.clear();
}
[[nodiscard]] inline remedy bare(remedy what) {
  forget_origin(what);
  return what;
}
[[nodiscard]] inline rule bare(rule what) {
  forget_origin(what);
  what.applies.source.clear();
  what.requires_ = bare(std::move(what.requires_));
  return what;
}
template <class Value>
[[nodiscard]] const Value& bare(const Value& what) {
  return what;
}

}  // namespace portfit::detail
