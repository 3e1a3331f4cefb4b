#pragma once

#include <portfit/analysis/rank.hpp>

#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace portfit {

/// Ranks with several threads: the same result, to the last byte, as `rank` with any number of them.
///
/// Systems and parts of the devices are dealt among the threads; every share is answered by itself, and a row does not depend on
/// the share it stands in. `options.progress` is called by one thread at a time, with ascending numbers.
/// @pre threads > 0.
/// Complexity: that of `rank`, over the threads; each resolves the facts for itself.
[[nodiscard]] inline std::vector<ranking> parallel_rank(const catalog& world, const rank_options& options,
                                                        std::size_t threads) {
  PORTFIT_ASSERT(threads > 0);
  const detail::rank_work work(world, options);
  const std::size_t wanted = 4 * threads;  // shares differ in size: several for each thread
  const std::size_t pieces = work.share_count() == 0 ? 1 : (std::max)(std::size_t{1}, wanted / work.share_count());
  std::vector<detail::rank_share> shares = work.deal(pieces);
  std::vector<std::unique_ptr<fact_columns>> columns(threads);
  columns[0] = work.make_columns();
  counted_tables counted;  // once, for all threads
  if (work.has_all_devices()) counted.columns = columns[0].get();
  for (const auto& [id, each] : world.remedies)
    for (const figure_line& line : each.works)
      if (!line.counted.empty()) (void)count_once(world, line.counted, options.assess.asked, counted);
  (void)find_asking_once(world, counted);
  counted.columns = nullptr;
  std::mutex telling;
  std::size_t done = 0;
  const auto tell = [&] {
    if (options.stop.stop_requested()) return false;
    if (!options.progress) return true;
    const std::lock_guard<std::mutex> alone(telling);
    options.progress(++done, work.pairings());
    return true;
  };
  std::vector<ranking> result;
  const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    std::atomic<std::size_t> next{0};
    tbb::parallel_for(
        std::size_t{0}, threads,
        [&](std::size_t thread) {
          counted_tables own = counted;
          for (std::size_t share = next++; share < shares.size(); share = next++) {
            if (!columns[thread]) columns[thread] = work.make_columns();
            work.answer(shares[share], *columns[thread], own, tell);
          }
        },
        tbb::simple_partitioner());
    result = work.empty_rankings(shares);
    for (std::size_t market = 0; market < result.size(); ++market) {
      const std::vector<detail::rank_row> rows = work.best(shares, market, result[market]);
      std::vector<std::vector<std::size_t>> places(shares.size());  // by share, of its rows
      for (std::size_t place = 0; place < rows.size(); ++place) places[rows[place].share].push_back(place);
      result[market].rows.resize(rows.size());
      tbb::parallel_for(std::size_t{0}, shares.size(), [&](std::size_t share) {
        for (const std::size_t place : places[share])
          result[market].rows[place] = shares[share].batch->assessed(rows[place].row);
      });
    }
  });
  return result;
}

}  // namespace portfit
