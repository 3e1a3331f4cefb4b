#include <portfit/analysis/rank.hpp>

#include <benchmark/benchmark.h>

#include "device_table.hpp"
#include "support/shipped_catalog.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;

namespace {

catalog systems_and_devices(std::size_t count) {
  std::vector<document> documents = portfit_benchmark::systems_catalog();
  const auto rows = portfit_benchmark::make_devices(count);
  documents.push_back(read_yaml(portfit_benchmark::as_yaml(rows), "devices.yaml").document);
  return read_catalog(documents).catalog;
}

/// One system over many devices, from the catalog in memory to the ordered rows.
void rank_devices(benchmark::State& state, const std::string& os) {
  const catalog world = systems_and_devices(static_cast<std::size_t>(state.range(0)));
  rank_options options;
  options.systems = {os};
  for (auto each : state) benchmark::DoNotOptimize(rank(world, options));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(world.devices.size()));
}
BENCHMARK_CAPTURE(rank_devices, postmarketos, "postmarketos")->Arg(60)->Arg(600)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rank_devices, ubuntu_touch, "ubuntu_touch")->Arg(600)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(rank_devices, lineageos, "lineageos")->Arg(600)->Unit(benchmark::kMillisecond);

/// A small catalog with agreements, rules and remedies that share: every system on every device for every market.
void rank_partners(benchmark::State& state) {
  const catalog world = portfit_test::read_shipped_catalog("partners.yaml").catalog;
  std::size_t pairings = 0;
  for (auto each : state) {
    const std::vector<ranking> lists = rank(world);
    pairings = 0;
    for (const ranking& list : lists) pairings += list.rows.size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(pairings));
}
BENCHMARK(rank_partners)->Unit(benchmark::kMillisecond);

/// What a sweep does once for a system and a market.
void build_one_graph(benchmark::State& state) {
  const catalog world = portfit_test::read_shipped_catalog("partners.yaml").catalog;
  for (auto each : state)
    benchmark::DoNotOptimize(build_graph(world, world.systems.at("aurora"), world.markets.at("ru_mass"), {}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(build_one_graph)->Unit(benchmark::kMicrosecond);

}  // namespace
