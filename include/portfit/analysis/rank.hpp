#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/batch.hpp>

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
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
  std::size_t top = 0;          ///< only so many rows of each market; 0: all
  /// Called after each pairing with the number done and the number in all; may be empty.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

/// The pairings of one market, best first.
struct ranking {
  std::string market;
  std::vector<std::string> systems;  ///< compared, by id
  std::vector<assessment> rows;
  std::size_t left_out = 0;          ///< rows after `rank_options::top`
  std::size_t blocked_left_out = 0;  ///< of these
  bool complete = true;              ///< false: stopped on the way
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
  [[nodiscard]] bool is_blocked() const { return place == 2; }
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
  std::uint32_t share = 0;   ///< that assessed it
  batch_row row;             ///< devices are in the order of ids too
};

/// A part of a ranking that can be worked out by itself: one system in one market, on some of the devices.
struct rank_share {
  std::size_t market = 0;
  std::uint32_t system = 0;
  std::uint32_t first = 0;  ///< of the devices
  std::uint32_t last = 0;   ///< one beyond
  std::unique_ptr<pairing_batch> batch;
  std::vector<batch_row> rows;
  bool complete = true;
};

/// What a ranking takes in, dealt into shares and put together again; the result does not depend on how it is dealt.
class rank_work {
 public:
  rank_work(const catalog& world, const rank_options& options)
      : world_(world), options_(options), each_row_(options.assess), markets_(markets_of(world, options.markets)) {
    each_row_.best_guaranteed = false;
    for (const auto& [id, os] : world.systems)
      if (!os.abstract && selected(options.systems, id)) systems_.push_back(&os);
    for (const auto& [id, each] : world.devices)
      if (selected(options.devices, id)) devices_.push_back(&each);
  }
  rank_work(const rank_work&) = delete;
  rank_work& operator=(const rank_work&) = delete;

  /// Columns to answer shares with: one for each thread.
  [[nodiscard]] std::unique_ptr<fact_columns> make_columns() const {
    return std::make_unique<fact_columns>(world_, devices_, options_.assess.asked);
  }
  [[nodiscard]] bool has_all_devices() const { return devices_.size() == world_.devices.size(); }
  [[nodiscard]] std::size_t pairings() const { return markets_.size() * systems_.size() * devices_.size(); }

  /// Deals every market and system into `shares` shares of devices, in order.
  [[nodiscard]] std::vector<rank_share> deal(std::size_t shares) const {
    std::vector<rank_share> result;
    for (std::size_t market = 0; market < markets_.size(); ++market)
      for (std::uint32_t system = 0; system < systems_.size(); ++system)
        for (std::size_t piece = 0; piece < shares; ++piece) {
          rank_share& made = result.emplace_back();
          made.market = market;
          made.system = system;
          made.first = static_cast<std::uint32_t>(devices_.size() * piece / shares);
          made.last = static_cast<std::uint32_t>(devices_.size() * (piece + 1) / shares);
        }
    return result;
  }
  [[nodiscard]] std::size_t share_count() const { return markets_.size() * systems_.size(); }

  /// Answers a share. @param tell  called after each pairing; false: a stop is asked for, and what follows is left out
  template <class Tell>
  void answer(rank_share& share, fact_columns& columns, counted_tables& counted, const Tell& tell) const {
    constexpr std::uint32_t block = 1024;  // after so many a stop is noticed at the latest
    share.batch =
        std::make_unique<pairing_batch>(columns, *systems_[share.system], *markets_[share.market], each_row_, &counted);
    for (std::uint32_t first = share.first; first < share.last && share.complete; first += block) {
      share.complete = !options_.stop.stop_requested();
      if (!share.complete) return;
      const std::size_t before = share.rows.size();
      share.batch->assess_all(first, (std::min)(share.last, first + block), share.rows);
      for (std::size_t row = before; row < share.rows.size(); ++row) {
        if (tell()) continue;
        share.rows.resize(row);
        share.complete = false;
      }
    }
  }

  /// Answers every pairing, one after the other. @pre The columns were made here, and outlive the result.
  [[nodiscard]] std::vector<rank_share> answer_all(fact_columns& columns) const {
    counted_tables counted;
    if (has_all_devices()) counted.columns = &columns;
    std::size_t done = 0;
    std::vector<rank_share> shares = deal(1);
    for (rank_share& each : shares)
      answer(each, columns, counted, [&] {
        if (options_.stop.stop_requested()) return false;
        if (options_.progress) options_.progress(++done, pairings());
        return true;
      });
    return shares;
  }

  /// The rows of a market that are wanted, best first; of those left out `of` tells.
  [[nodiscard]] std::vector<rank_row> best(const std::vector<rank_share>& shares, std::size_t market,
                                           ranking& of) const {
    std::vector<rank_row> rows = ordered(shares, market);
    keep_top(rows, of);
    return rows;
  }

  /// A ranking for each market, without its rows.
  [[nodiscard]] std::vector<ranking> empty_rankings(const std::vector<rank_share>& shares) const {
    std::vector<ranking> result(markets_.size());
    for (std::size_t market = 0; market < markets_.size(); ++market) result[market].market = markets_[market]->id;
    for (const operating_system* const os : systems_)
      for (ranking& each : result) each.systems.push_back(os->id);
    for (const rank_share& each : shares) result[each.market].complete = result[each.market].complete && each.complete;
    return result;
  }

 private:
  /// The rows of a market in order; shares of other markets are passed over.
  [[nodiscard]] std::vector<rank_row> ordered(const std::vector<rank_share>& shares, std::size_t market) const {
    std::vector<rank_row> rows;
    for (std::uint32_t share = 0; share < shares.size(); ++share) {
      if (shares[share].market != market) continue;
      for (const batch_row& each : shares[share].rows) {
        const lane_answer& told = shares[share].batch->told(each.signature);
        rows.push_back({rank_key_of(told.verdict, told.plan), shares[share].system, share, each});
      }
    }
    std::sort(rows.begin(), rows.end(), [](const rank_row& a, const rank_row& b) {
      if (a.key != b.key) return a.key < b.key;
      return std::pair(a.system, a.row.device) < std::pair(b.system, b.row.device);
    });
    if (options_.best_of_vendor) keep_best_of_vendor(rows);
    return rows;
  }

  /// Leaves out what stands after the best ones asked for, and counts it.
  void keep_top(std::vector<rank_row>& rows, ranking& of) const {
    if (options_.top == 0 || rows.size() <= options_.top) return;
    of.left_out = rows.size() - options_.top;
    const auto first = rows.begin() + static_cast<std::ptrdiff_t>(options_.top);
    of.blocked_left_out = static_cast<std::size_t>(
        std::count_if(first, rows.end(), [](const rank_row& each) { return each.key.is_blocked(); }));
    rows.erase(first, rows.end());
  }

  /// Keeps the first row of each vendor and system.
  void keep_best_of_vendor(std::vector<rank_row>& rows) const {
    std::set<std::pair<std::string_view, std::uint32_t>> seen;
    std::vector<rank_row> kept;
    for (const rank_row& each : rows)
      if (seen.emplace(devices_[each.row.device]->vendor, each.system).second) kept.push_back(each);
    rows = std::move(kept);
  }

  const catalog& world_;
  const rank_options& options_;
  assess_options each_row_;
  std::vector<const market*> markets_;
  std::vector<const operating_system*> systems_;
  std::vector<const device*> devices_;
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

/// Assesses every pairing asked for and hands over the rows, market by market (by id), best first, as `rank` orders them, keeping
/// none: what is held of a pairing is a few numbers, and each distinct answer.
///
/// @param visit  called as `visit(ranking, row)` with the market's ranking, rows left out, and an `assessment&` that may be moved
/// from; its memory is used again. False: no more rows of this market are wanted.
/// @return the rankings, without rows.
/// Complexity: as `rank`; a row is put together when it is handed over.
template <class Visit>
std::vector<ranking> visit_ranking(const catalog& world, const rank_options& options, const Visit& visit) {
  const detail::rank_work work(world, options);
  const std::unique_ptr<fact_columns> columns = work.make_columns();
  std::vector<detail::rank_share> shares = work.answer_all(*columns);
  std::vector<ranking> result = work.empty_rankings(shares);
  assessment row;
  for (std::size_t market = 0; market < result.size(); ++market)
    for (const detail::rank_row& each : work.best(shares, market, result[market])) {
      shares[each.share].batch->assess_into(each.row, row);
      if (!visit(std::as_const(result[market]), row)) break;
    }
  return result;
}

/// Assesses every pairing asked for and orders them, market by market (by id).
///
/// Each row is what `assess` gives for it: adding a candidate changes no other row and no order among the others.
/// Abstract systems are no candidates.
/// Complexity: one graph per system and market; linear in pairings, one assessment for each that differs in more than names
/// (`pairing_batch`).
[[nodiscard]] inline std::vector<ranking> rank(const catalog& world, const rank_options& options = {}) {
  std::map<std::string, std::vector<assessment>> rows;  // by market
  std::vector<ranking> result = visit_ranking(world, options, [&](const ranking& of, assessment& row) {
    rows[of.market].push_back(std::move(row));
    return true;
  });
  for (ranking& each : result) each.rows = std::move(rows[each.market]);
  return result;
}

}  // namespace portfit
