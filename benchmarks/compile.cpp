#include <portfit/diagram/compile.hpp>

#include <benchmark/benchmark.h>

#include "support/random_circuit.hpp"

#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/minimal_solutions.hpp>
#include <portfit/diagram/order.hpp>
#include <portfit/diagram/zbdd.hpp>

#include <cstddef>
#include <span>
#include <vector>

using namespace portfit;

namespace {

portfit_test::random_circuit circuit(const benchmark::State& state) {
  return portfit_test::make_random_circuit(static_cast<std::size_t>(state.range(0)), 1);
}

std::vector<variable> order_of(const portfit_test::random_circuit& made) {
  return depth_first_order(made.terms, std::span<const term>(&made.root, 1));
}

/// What a manager for a small problem costs before it has done anything.
void make_manager(benchmark::State& state) {
  const std::vector<variable> order = order_of(circuit(state));
  for (auto each : state) {
    bdd_manager manager(order);
    benchmark::DoNotOptimize(manager.node_count());
  }
}
BENCHMARK(make_manager)->Arg(10)->Arg(1000);

/// Order, manager and diagram, from scratch each time.
void compile_circuit(benchmark::State& state) {
  const auto made = circuit(state);
  for (auto each : state) {
    bdd_manager manager(order_of(made));
    benchmark::DoNotOptimize(compile(manager, made.terms, made.root));
  }
  bdd_manager manager(order_of(made));
  const edge root = compile(manager, made.terms, made.root);
  state.counters["terms"] = static_cast<double>(made.terms.term_count());
  state.counters["made"] = static_cast<double>(manager.node_count());
  state.counters["nodes"] = static_cast<double>(manager.size(root));
}
BENCHMARK(compile_circuit)->Arg(10)->Arg(30)->Arg(100)->Arg(150);

/// As above, and one probability: what one small question costs in all.
void compile_and_fold(benchmark::State& state) {
  const auto made = circuit(state);
  const std::vector<double> chances(made.terms.variable_count(), 0.3);
  for (auto each : state) {
    bdd_manager manager(order_of(made));
    const edge root = compile(manager, made.terms, made.root);
    benchmark::DoNotOptimize(probability_of(manager, root, chances));
  }
}
BENCHMARK(compile_and_fold)->Arg(10)->Arg(30)->Arg(100);

void find_minimal_solutions(benchmark::State& state) {
  const auto made = circuit(state);
  const std::vector<variable> order = order_of(made);
  bdd_manager functions(order);
  const edge root = compile(functions, made.terms, made.root);
  for (auto each : state) {
    zbdd_manager families(order);
    benchmark::DoNotOptimize(minimal_solutions(functions, root, families));
  }
}
BENCHMARK(find_minimal_solutions)->Arg(30)->Arg(100);

}  // namespace
