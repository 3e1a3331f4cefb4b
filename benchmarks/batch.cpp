#include <portfit/analysis/batch.hpp>
#include <portfit/analysis/rank.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/import/yaml.hpp>

#include <benchmark/benchmark.h>

#include "device_table.hpp"
#include "real_data/shared_folder.hpp"
#include "real_data/wiki_files.hpp"
#include "support/synthetic_market.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// Many pairings at a time beside the same ones one by one. Counters: `lanes` pairings; `signatures`, `answers`, `shapes`,
// `problems` how many of them differ, see batch_counts; `MB` the most memory this process has used so far, catalog included.

using namespace portfit;

namespace {

double most_megabytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_maxrss) / 1024.0;
}

void tell(benchmark::State& state, const batch_counts& counts) {
  state.counters["lanes"] = static_cast<double>(counts.lanes);
  state.counters["signatures"] = static_cast<double>(counts.signatures);
  state.counters["answers"] = static_cast<double>(counts.answers);
  state.counters["shapes"] = static_cast<double>(counts.shapes);
  state.counters["problems"] = static_cast<double>(counts.problems);
  state.counters["MB"] = most_megabytes();
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(counts.lanes));
}

/// The devices of the LineageOS wiki; where its files are not there, as many made up, of which, as there, nearly everything is told.
document wiki_devices() {
  const auto folder = shared_folder("data/lineage-wiki/devices");
  if (!folder)
    return read_yaml(portfit_benchmark::as_yaml(portfit_benchmark::make_devices(596, 1, 0.02)), "devices.yaml")
        .document;
  return read_lineage_wiki(wiki_files_in(*folder)).document;
}

/// Four systems on them.
const catalog& wiki() {
  static const catalog world = [] {
    std::vector<document> documents = portfit_benchmark::systems_catalog();
    documents.push_back(wiki_devices());
    return read_catalog(documents).catalog;
  }();
  return world;
}

void add(batch_counts& sum, const batch_counts& each) {
  sum.lanes += each.lanes;
  sum.signatures += each.signatures;
  sum.answers += each.answers;
  sum.shapes += each.shapes;
  sum.problems += each.problems;
}

/// Every system on every device, block by block; rows are looked at and forgotten.
batch_counts stream(const catalog& world, std::size_t most_signatures) {
  assess_options options;
  options.best_guaranteed = false;
  fact_columns columns(world, all_devices(world), options.asked);
  counted_tables counted;
  counted.columns = &columns;
  batch_counts sum;
  std::vector<batch_row> rows;
  const auto count = static_cast<std::uint32_t>(world.devices.size());
  for (const auto& [id, os] : world.systems) {
    if (os.abstract) continue;
    pairing_batch batch(columns, os, any_market(), options, &counted);
    for (std::uint32_t first = 0; first < count; first += 4096) {
      rows.clear();
      batch.assess_all(first, (std::min)(count, first + 4096), rows);
      benchmark::DoNotOptimize(rows.data());
      if (batch.signature_count() > most_signatures) batch.forget();
    }
    add(sum, batch.counts());
  }
  return sum;
}

void assess_one_by_one(const catalog& world) {
  assess_options options;
  options.best_guaranteed = false;
  counted_tables counted;
  for (const auto& [id, os] : world.systems) {
    if (os.abstract) continue;
    const constraint_graph graph = build_graph(world, os, any_market(), options.asked, &counted);
    for (const auto& [name, each] : world.devices)
      benchmark::DoNotOptimize(assess(world, graph, {&os, &any_market(), &each}, options));
  }
}

void wiki_by_rank(benchmark::State& state) {
  const catalog& world = wiki();
  for (auto each : state) benchmark::DoNotOptimize(rank(world));
  tell(state, stream(world, 1'000'000));
}
BENCHMARK(wiki_by_rank)->Unit(benchmark::kMillisecond);

void wiki_row_by_row(benchmark::State& state) {
  const catalog& world = wiki();
  for (auto each : state) {
    std::size_t facts = 0;
    (void)visit_ranking(world, {}, [&](const ranking&, const assessment& row) {
      facts += row.facts.size();
      return true;
    });
    benchmark::DoNotOptimize(facts);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(4 * world.devices.size()));
}
BENCHMARK(wiki_row_by_row)->Unit(benchmark::kMillisecond);

void wiki_one_by_one(benchmark::State& state) {
  const catalog& world = wiki();
  for (auto each : state) assess_one_by_one(world);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(4 * world.devices.size()));
}
BENCHMARK(wiki_one_by_one)->Unit(benchmark::kMillisecond);

catalog made_up(const benchmark::State& state) {
  portfit_test::synthetic_market_options options;
  options.systems = static_cast<std::size_t>(state.range(0));
  options.devices = static_cast<std::size_t>(state.range(1));
  return portfit_test::synthetic_market(options);
}

/// Systems and devices of the synthetic market. All of it, 100 x 100000, takes half a minute: --benchmark_filter=100/100000
void market_in_blocks(benchmark::State& state) {
  const catalog world = made_up(state);
  batch_counts counts;
  for (auto each : state) counts = stream(world, 100'000);
  tell(state, counts);
}
BENCHMARK(market_in_blocks)->Args({2, 1000})->Args({2, 10'000})->Unit(benchmark::kMillisecond);
BENCHMARK(market_in_blocks)->Args({10, 100'000})->Args({100, 100'000})->Unit(benchmark::kMillisecond)->Iterations(1);

void market_one_by_one(benchmark::State& state) {
  const catalog world = made_up(state);
  for (auto each : state) assess_one_by_one(world);
  state.SetItemsProcessed(state.iterations() * state.range(0) * state.range(1));
}
BENCHMARK(market_one_by_one)->Args({2, 1000})->Unit(benchmark::kMillisecond);

}  // namespace
