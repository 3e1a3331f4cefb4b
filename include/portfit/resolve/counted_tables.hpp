#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/counted_chance.hpp>
#include <portfit/resolve/count_devices.hpp>
#include <portfit/resolve/fact_columns.hpp>
#include <portfit/resolve/query.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// What was counted and found for one catalog and query, to be shared by the graphs of many systems and markets.
struct counted_tables {
  fact_columns* columns = nullptr;  ///< of all devices of the catalog, if there are any; they are counted by these
  /// Chances by count table and device.
  std::map<std::string, std::shared_ptr<const std::map<std::string, counted_chance>>> tables;
  /// The devices that ask something of a system, once somebody looked for them: few do, and there may be very many.
  std::optional<std::vector<const device*>> asking{};
};

/// The devices that ask something of a system, by id, found if nobody has done so yet.
[[nodiscard]] inline const std::vector<const device*>& find_asking_once(const catalog& world, counted_tables& known) {
  if (known.asking) return *known.asking;
  known.asking.emplace();
  for (const auto& [id, each] : world.devices)
    if (!each.asks.empty()) known.asking->push_back(&each);
  return *known.asking;
}

/// The chances of one table, counted if nobody has done so yet.
[[nodiscard]] inline std::shared_ptr<const std::map<std::string, counted_chance>> count_once(const catalog& world,
                                                                                             const std::string& table,
                                                                                             const query& asked,
                                                                                             counted_tables& known) {
  auto& made = known.tables[table];
  if (!made)
    made = std::make_shared<const std::map<std::string, counted_chance>>(
        known.columns != nullptr ? count_devices(world.counts.at(table), *known.columns)
                                 : count_devices(world, world.counts.at(table), asked));
  return made;
}

}  // namespace portfit
