#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/batch.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
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

/// What a row is ordered by, worked out once for all lanes that are told the same.
struct rank_key {
  int place = 0;  ///< 0 as usual, 1 over a hard budget, 2 blocked
  double ranking = 0, guaranteed = 0, cost = 0;
  friend auto operator<=>(const rank_key&, const rank_key&) = default;
};

[[nodiscard]] inline rank_key rank_key_of(verdict what, const plan_figures& plan) {
  return {what == verdict::blocked ? 2
          : plan.within_budget     ? 0
                                   : 1,
          -on_grid(plan.score.ranking), -on_grid(plan.score.guaranteed), on_grid(plan.cost.mean)};
}

/// One row before it is written out.
struct rank_row {
  rank_key key;
  std::uint32_t system = 0;  ///< in the order of ids
  batch_row row;             ///< devices are in the order of ids too
};

/// Ranks the pairings of one market.
class market_ranker {
 public:
  market_ranker(fact_columns& columns, const market& where, const rank_options& options, const assess_options& each_row,
                counted_tables& counted)
      : columns_(columns), market_(where), options_(options), each_row_(each_row), counted_(counted) {}

  /// @param done  pairings so far, of `all`
  [[nodiscard]] ranking rank(const std::vector<const operating_system*>& systems, std::size_t& done, std::size_t all) {
    ranking list;
    list.market = market_.id;
    for (const operating_system* const os : systems) {
      batches_.push_back(std::make_unique<pairing_batch>(columns_, *os, market_, each_row_, &counted_));
      if (!add_system(done, all)) list.complete = false;
    }
    std::sort(rows_.begin(), rows_.end(), [](const rank_row& a, const rank_row& b) {
      if (a.key != b.key) return a.key < b.key;
      return std::pair(a.system, a.row.device) < std::pair(b.system, b.row.device);
    });
    if (options_.best_of_vendor) keep_best_of_vendor();
    list.rows.reserve(rows_.size());
    for (const rank_row& each : rows_) list.rows.push_back(batches_[each.system]->assessed(each.row));
    return list;
  }

 private:
  /// False: stopped on the way.
  bool add_system(std::size_t& done, std::size_t all) {
    constexpr std::uint32_t block = 1024;  // after so many a stop is noticed at the latest
    pairing_batch& batch = *batches_.back();
    const auto system = static_cast<std::uint32_t>(batches_.size() - 1);
    const auto count = static_cast<std::uint32_t>(columns_.devices().size());
    for (std::uint32_t first = 0; first < count; first += block) {
      if (options_.stop.stop_requested()) return false;
      block_.clear();
      batch.assess_all(first, (std::min)(count, first + block), block_);
      for (const batch_row& each : block_) {
        if (options_.stop.stop_requested()) return false;
        const auto& told = batch.told(each.signature);
        rows_.push_back({rank_key_of(told.verdict, told.plan), system, each});
        if (options_.progress) options_.progress(++done, all);
      }
    }
    return true;
  }

  /// Keeps the first row of each vendor and system.
  void keep_best_of_vendor() {
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    std::erase_if(rows_, [&](const rank_row& each) {
      return !seen.emplace(columns_.vendors()[each.row.device], each.system).second;
    });
  }

  fact_columns& columns_;
  const market& market_;
  const rank_options& options_;
  const assess_options& each_row_;
  counted_tables& counted_;
  std::vector<std::unique_ptr<pairing_batch>> batches_;  // by system
  std::vector<rank_row> rows_;
  std::vector<batch_row> block_;
};

}  // namespace detail

/// Whether `a` stands before `b`: blocked last, over a hard budget next to last, the others by ranking score, guaranteed
/// score, mean cost, ids. Scores are compared on a grid of 1e-9, so rounding decides nothing.
[[nodiscard]] inline bool ranks_before(const assessment& a, const assessment& b) {
  const detail::rank_key one = detail::rank_key_of(a.verdict, a.plan);
  const detail::rank_key other = detail::rank_key_of(b.verdict, b.plan);
  if (one != other) return one < other;
  return std::tie(a.os, a.device) < std::tie(b.os, b.device);
}

/// Assesses every pairing asked for and orders them, market by market (by id).
///
/// Each row is what `assess` gives for it: adding a candidate changes no other row and no order among the others.
/// Abstract systems are no candidates.
/// Complexity: one graph per system and market; linear in pairings, one assessment for each that differs in more than names
/// (`pairing_batch`).
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
  fact_columns columns(world, std::move(devices), options.assess.asked);
  counted_tables counted;
  if (columns.devices().size() == world.devices.size()) counted.columns = &columns;
  for (const market* const where : markets)
    result.push_back(detail::market_ranker(columns, *where, options, each_row, counted).rank(systems, done, all));
  return result;
}

}  // namespace portfit
