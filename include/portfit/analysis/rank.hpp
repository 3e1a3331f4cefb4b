#pragma once

#include <portfit/analysis/assess.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// Which pairings a sweep takes in; an empty list means all.
struct rank_options {
  assess_options assess;
  std::vector<std::string> systems;
  std::vector<std::string> devices;
  std::vector<std::string> markets;
  bool best_of_vendor = false;  ///< only the best device of each vendor, per system
  /// Called after each pairing with the number done and the number in all; may be empty.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

/// The pairings of one market, best first.
struct ranking {
  std::string market;
  std::vector<assessment> rows;
  bool complete = true;  ///< false: stopped on the way
};

/// Whether `a` stands before `b`: blocked last, over a hard budget next to last, the others by ranking score, guaranteed
/// score, mean cost, ids. Scores are compared on a grid of 1e-9, so rounding decides nothing.
[[nodiscard]] inline bool ranks_before(const assessment& a, const assessment& b) {
  const auto key = [](const assessment& row) {
    const int place = row.verdict == verdict::blocked ? 2 : row.plan.within_budget ? 0 : 1;
    return std::tuple(place, -detail::on_grid(row.plan.score.ranking), -detail::on_grid(row.plan.score.guaranteed),
                      detail::on_grid(row.plan.cost.mean));
  };
  const auto one = key(a);
  const auto other = key(b);
  if (one != other) return one < other;
  return std::tie(a.os, a.device) < std::tie(b.os, b.device);
}

namespace detail {

[[nodiscard]] inline bool selected(const std::vector<std::string>& wanted, const std::string& id) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), id) != wanted.end();
}

/// The markets of a catalog that are asked for; a catalog without any has one, sold everywhere.
[[nodiscard]] inline std::vector<const market*> markets_of(const catalog& world,
                                                           const std::vector<std::string>& wanted) {
  std::vector<const market*> result;
  for (const auto& [id, each] : world.markets)
    if (selected(wanted, id)) result.push_back(&each);
  if (world.markets.empty()) result.push_back(&any_market());
  return result;
}

/// Keeps the first row of each vendor and system. @pre Rows are in order.
inline void keep_best_of_vendor(std::vector<assessment>& rows) {
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<assessment> kept;
  for (assessment& row : rows)
    if (seen.emplace(row.vendor, row.os).second) kept.push_back(std::move(row));
  rows = std::move(kept);
}

}  // namespace detail

/// Assesses every pairing asked for and orders them, market by market (by id).
///
/// Each row is what `assess` gives for it: adding a candidate changes no other row and no order among the others.
/// Abstract systems are no candidates.
/// Complexity: one graph per system and market, one assessment per pairing.
[[nodiscard]] inline std::vector<ranking> rank(const catalog& world, const rank_options& options = {}) {
  std::vector<ranking> result;
  const std::vector<const market*> markets = detail::markets_of(world, options.markets);
  std::vector<const operating_system*> systems;
  for (const auto& [id, os] : world.systems)
    if (!os.abstract && detail::selected(options.systems, id)) systems.push_back(&os);
  std::vector<const device*> devices;
  for (const auto& [id, each] : world.devices)
    if (detail::selected(options.devices, id)) devices.push_back(&each);
  assess_options each_row = options.assess;
  each_row.best_guaranteed = false;
  const std::size_t all = markets.size() * systems.size() * devices.size();
  std::size_t done = 0;
  for (const market* where : markets) {
    ranking& list = result.emplace_back();
    list.market = where->id;
    for (const operating_system* os : systems) {
      const constraint_graph graph = build_graph(world, *os, *where, options.assess.asked);
      for (const device* each : devices) {
        if (options.stop.stop_requested()) {
          list.complete = false;
          break;
        }
        list.rows.push_back(assess(world, graph, {os, where, each}, each_row));
        if (options.progress) options.progress(++done, all);
      }
    }
    std::sort(list.rows.begin(), list.rows.end(), ranks_before);
    if (options.best_of_vendor) detail::keep_best_of_vendor(list.rows);
  }
  return result;
}

}  // namespace portfit
