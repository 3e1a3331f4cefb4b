#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/resolve/fact_columns.hpp>
#include <portfit/resolve/lookup.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace portfit::detail {

/// Where one slot of the lanes of a system and market is read.
struct slot_source {
  const fact_column* column = nullptr;
  bool is_constant = false;            ///< of the system or the market: one cell for all devices
  std::unique_ptr<fact_column> own{};  ///< where ports say something, or the fact is constant

  [[nodiscard]] const fact_cell& cell(std::uint32_t which) const { return column->cells[is_constant ? 0 : which]; }
  [[nodiscard]] const fact_content& content(std::uint32_t which) const { return column->content(cell(which).content); }
};

/// What ports of the system and its bases say of a fact stands in a column of its own.
inline void add_ports(slot_source& into, fact_columns& columns, const operating_system& os, const market& where,
                      const fact_reference& reference, const fact_declaration& declared) {
  const catalog& world = columns.world();
  for (const operating_system* const each : lineage(world, os.id)) {
    const std::string begin = each->id + "/";
    for (auto told = world.ports.lower_bound(begin);
         told != world.ports.end() && told->first.compare(0, begin.size(), begin) == 0; ++told) {
      if (!told->second.facts.contains(reference.name)) continue;
      for (const std::uint32_t which : columns.devices_of(told->first.substr(begin.size()))) {
        const pairing_entities who{&os, &where, columns.devices()[which]};
        const fact_state state = find_fact(world, who, columns.asked(), reference, declared);
        if (state.owner.find('/') == std::string::npos) continue;
        if (!into.own) into.own = std::make_unique<fact_column>(*into.column);
        into.own->cells[which] = columns.cell_of(*into.own, state);
      }
    }
  }
  if (into.own) into.column = into.own.get();
}

/// @pre Everything given outlives the source.
/// Complexity: that of a column, the first time a fact is asked for; devices with ports are looked up one by one.
[[nodiscard]] inline slot_source find_source(fact_columns& columns, const operating_system& os, const market& where,
                                             const fact_reference& reference, const fact_declaration& declared) {
  slot_source made;
  if (reference.owner == fact_owner::os || reference.owner == fact_owner::market) {
    made.is_constant = true;
    made.own = std::make_unique<fact_column>();
    static const device nothing;
    const fact_state state = find_fact(columns.world(), {&os, &where, &nothing}, columns.asked(), reference, declared);
    made.own->cells.push_back(columns.cell_of(*made.own, state));
    made.column = made.own.get();
    return made;
  }
  made.column = &columns.column(reference, declared);
  if (reference.owner == fact_owner::bare) add_ports(made, columns, os, where, reference, declared);
  return made;
}

}  // namespace portfit::detail
