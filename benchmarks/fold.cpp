#include <portfit/diagram/fold.hpp>

#include <benchmark/benchmark.h>

#include "support/random_circuit.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/order.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

using namespace portfit;

namespace {

struct compiled {
  bdd_manager manager;
  edge root;
  std::vector<double> chances;
};

compiled prepare(benchmark::State& state) {
  const auto made = portfit_test::make_random_circuit(static_cast<std::size_t>(state.range(0)), 1);
  compiled result{bdd_manager(depth_first_order(made.terms, std::span<const term>(&made.root, 1))), 0, {}};
  result.root = compile(result.manager, made.terms, made.root);
  result.chances.assign(made.terms.variable_count(), 0.3);
  return result;
}

void count_nodes(benchmark::State& state, const compiled& of) {
  const std::size_t nodes = of.manager.size(of.root);
  state.counters["nodes"] = static_cast<double>(nodes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(nodes));
}

/// Walks the diagram anew each time.
void fold_probability(benchmark::State& state) {
  const compiled of = prepare(state);
  for (auto each : state) benchmark::DoNotOptimize(probability_of(of.manager, of.root, of.chances));
  count_nodes(state, of);
}
BENCHMARK(fold_probability)->Arg(10)->Arg(30)->Arg(100);

/// Walks it once and sweeps the list: many weights over one diagram.
void fold_linear_probability(benchmark::State& state) {
  const compiled of = prepare(state);
  const linear_diagram diagram = linearize(of.manager, of.root);
  for (auto each : state) benchmark::DoNotOptimize(probability_of(diagram, of.chances));
  count_nodes(state, of);
}
BENCHMARK(fold_linear_probability)->Arg(10)->Arg(30)->Arg(100);

void fold_model_count(benchmark::State& state) {
  const compiled of = prepare(state);
  for (auto each : state) benchmark::DoNotOptimize(model_count(of.manager, of.root));
  count_nodes(state, of);
}
BENCHMARK(fold_model_count)->Arg(10)->Arg(30)->Arg(100);

}  // namespace
