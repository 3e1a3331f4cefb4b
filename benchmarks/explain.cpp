#include <portfit/analysis/explain.hpp>

#include <benchmark/benchmark.h>

#include "support/shipped_catalog.hpp"

#include <string>

using namespace portfit;

namespace {

/// One pairing of the partners catalog, from the catalog in memory to conflicts, ways out and losses.
void explain_pairing(benchmark::State& state, const std::string& os, const std::string& device,
                     const std::string& market, verdict expected) {
  const catalog world = portfit_test::read_shipped_catalog("partners.yaml").catalog;
  for (auto each : state) {
    const explanation told = explain(world, world.systems.at(os), world.devices.at(device), world.markets.at(market));
    if (told.summary.verdict != expected) state.SkipWithError("another verdict than the one to be measured");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(explain_pairing, blocked_by_agreement, "kvadraos", "big_phone", "ru_mass", verdict::blocked)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(explain_pairing, blocked_by_market, "aurora", "big_phone", "ru_public", verdict::blocked)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(explain_pairing, feasible, "aurora", "small_phone", "ru_public", verdict::feasible)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(explain_pairing, undetermined, "aurora", "silent_phone", "ru_sensitive", verdict::undetermined)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
