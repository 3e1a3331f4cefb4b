#pragma once

#include <portfit/catalog/catalog.hpp>

#include <string>
#include <utility>

namespace portfit::detail {

/// The table in which an entity (by id; a port as `os/target`) or `world` states its facts; none if there is no such entity.
[[nodiscard]] inline fact_table* facts_stated_by(catalog& world, const std::string& owner) {
  if (owner == "world") return &world.world;
  const auto in = [&](auto& table) -> fact_table* {
    const auto found = table.find(owner);
    return found == table.end() ? nullptr : &found->second.facts;
  };
  if (fact_table* const found = in(world.devices)) return found;
  if (fact_table* const found = in(world.vendors)) return found;
  if (fact_table* const found = in(world.platforms)) return found;
  if (fact_table* const found = in(world.systems)) return found;
  if (fact_table* const found = in(world.ports)) return found;
  return in(world.markets);
}

/// Lets an entity state a value, at all times and beyond doubt, instead of whatever it said of that fact.
/// @returns false if there is no such entity.
inline bool state_value(catalog& world, const std::string& owner, const std::string& name, const fact_value& value) {
  fact_table* const table = facts_stated_by(world, owner);
  if (table == nullptr) return false;
  fact stated;
  stated.name = name;
  stated.values = {value};
  stated.trust = confidence::a;
  (*table)[name].assign(1, std::move(stated));
  return true;
}

/// The name in a fact's key, `owner: name`.
[[nodiscard]] inline std::string name_in_key(const std::string& key) {
  const std::size_t colon = key.rfind(": ");
  return colon == std::string::npos ? key : key.substr(colon + 2);
}

}  // namespace portfit::detail
