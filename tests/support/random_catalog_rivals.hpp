#pragma once

#include "support/random_catalog.hpp"

namespace portfit_test::catalog_detail {

/// Sometimes a second fact of the same type, to compare the first with; one of the two is known, often with several values.
inline void catalog_maker::add_rival(pool_fact& fact, std::size_t& left, std::size_t& others) {
  if (options_.monotone) return;
  if (!fact.is_unknown && side_.chance(0.1)) fact.values = 2;
  if (!side_.chance(0.25)) return;
  fact.has_rival = true;
  if (!fact.is_unknown && side_.chance(0.5)) fact.values = 2 + side_.below(2);
  pool_fact rival = fact;
  rival.reference = {portfit::fact_owner::bare, rival_of(fact.reference.name)};
  rival.by_sets = side_.chance(0.5);
  const bool many = fact.type != portfit::fact_type::yes_no;
  rival.is_unknown = !fact.is_unknown && left > 0 && (!many || others > 0) && side_.chance(0.4);
  if (rival.is_unknown) --left;
  if (rival.is_unknown && many) --others;
  rival.values = 1 + (side_.chance(0.6) ? 1 + side_.below(2) : 0);
  declare(rival.reference.name, rival.type);
  book_.facts[rival.reference.name].unit = book_.facts[fact.reference.name].unit;
  place(rival);
  pool_.push_back(rival);
}

/// `fact compares rival`, from either side.
inline portfit::expression catalog_maker::comparison_with_rival(const pool_fact& fact) {
  using portfit::comparison;
  const std::string other = rival_of(fact.reference.name);
  const bool is_ordered = fact.type != portfit::fact_type::yes_no && fact.type != portfit::fact_type::word;
  std::vector<comparison> possible{comparison::equal, comparison::not_equal};
  if (is_ordered)
    possible = {comparison::at_least, comparison::at_least, comparison::at_most,  comparison::greater,
                comparison::less,     comparison::equal,    comparison::not_equal};
  portfit::expression leaf = holds(fact.reference.name, side_.pick(possible), 1.0, fact.reference.owner);
  for (pool_fact& rival : pool_) {
    if (rival.reference.name != other) continue;
    leaf.leaf.other = rival.reference;
    rival.asked = true;
  }
  return leaf;
}

}  // namespace portfit_test::catalog_detail

namespace portfit_test {

/// Whether a fact may have several values, all to be had: they are more than what it may turn out to be once unknown.
[[nodiscard]] inline bool may_have_several_values(const std::vector<portfit::fact>& statements) {
  return std::any_of(statements.begin(), statements.end(),
                     [](const portfit::fact& each) { return each.values.size() > 1; });
}

/// Whether a fact may be compared with another that is, or may be, unknown: then it must stay known itself.
[[nodiscard]] inline bool has_unknown_rival(const portfit::catalog& world, const std::string& name) {
  const auto declared = world.facts.find(rival_of(name));
  if (declared == world.facts.end()) return false;
  bool is_stated = false;
  bool is_unknown = false;
  const auto look = [&](const portfit::fact_table& table) {
    const auto found = table.find(declared->first);
    if (found == table.end()) return;
    is_stated = true;
    for (const portfit::fact& each : found->second) is_unknown = is_unknown || !each.is_known();
  };
  look(world.world);
  for (const auto& [id, one] : world.devices) look(one.facts);
  for (const auto& [id, one] : world.platforms) look(one.facts);
  for (const auto& [id, one] : world.vendors) look(one.facts);
  for (const auto& [id, one] : world.systems) look(one.facts);
  for (const auto& [id, one] : world.ports) look(one.facts);
  return is_unknown || (!is_stated && !declared->second.default_value);
}

}  // namespace portfit_test
