// One diagram folded over many lanes, all with weights of their own, beside loops written by hand that do the same in the same
// program: node-major takes a block of lanes and for each node runs over the block, with a row of values for every node;
// lane-major takes a lane and for it runs over the nodes. Items are nodes times lanes.
#include <portfit/diagram/lane_fold.hpp>

#include <benchmark/benchmark.h>

#include "support/random_circuit.hpp"

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/flat_reader.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/order.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

constexpr std::size_t lane_count = 2048;
constexpr std::size_t hand_block = 64;

/// A diagram of about as many nodes as asked for, with weights for every lane.
struct lane_world {
  lane_world(std::size_t count, std::vector<variable> order) : variables(count), manager(std::move(order)) {}

  std::size_t variables;
  bdd_manager manager;
  edge root = bdd_manager::false_edge;
  linear_diagram diagram;
  flat_diagram flat;
  std::vector<double> chances;      // by variable, then lane
  std::vector<double> nothing;      // as many zeros
  std::vector<std::uint8_t> codes;  // by variable, then lane
  std::vector<double> table;        // by code
  std::vector<char> open;           // by variable: every third
  std::vector<lane_word> can_fail;  // by variable, then word
  std::vector<lane_word> can_hold;
};

lane_world prepare(std::int64_t nodes) {
  const std::size_t variables = nodes <= 60 ? 30 : nodes <= 250 ? 100 : 160;  // 58, 232 and 1085 nodes
  const auto circuit = portfit_test::make_random_circuit(variables, 1);
  lane_world made(variables, depth_first_order(circuit.terms, std::span<const term>(&circuit.root, 1)));
  made.root = compile(made.manager, circuit.terms, circuit.root);
  made.diagram = linearize(made.manager, made.root);
  made.flat = flat_diagram(made.diagram);
  portfit_test::random_numbers random(7);
  for (std::size_t i = 0; i < made.variables * lane_count; ++i) {
    made.chances.push_back(random.unit());
    made.codes.push_back(static_cast<std::uint8_t>(random.below(256)));
    made.can_fail.push_back(random.next());
    made.can_hold.push_back(random.next() | ~made.can_fail.back());
  }
  made.nothing.assign(made.chances.size(), 0);
  for (std::size_t i = 0; i < 256; ++i) made.table.push_back(random.unit());
  for (std::size_t v = 0; v < made.variables; ++v) made.open.push_back(v % 3 == 0 ? 1 : 0);
  return made;
}

void count(benchmark::State& state, const lane_world& of, std::size_t lanes) {
  const auto nodes = static_cast<std::int64_t>(of.diagram.nodes.size());
  state.counters["nodes"] = static_cast<double>(nodes);
  state.SetItemsProcessed(state.iterations() * nodes * static_cast<std::int64_t>(lanes));
}

template <class Algebra, class Columns>
void fold_all(benchmark::State& state, const lane_world& of, const flat_diagram& flat, const Columns& columns,
              std::size_t lanes, std::size_t lanes_each = 1) {
  const lane_schedule schedule(flat);
  lane_fold<Algebra> fold(schedule);
  for (auto each : state)
    fold_lanes(fold, columns, 0, lanes,
               [](std::size_t, const auto& folded) { benchmark::DoNotOptimize(folded.value().back()); });
  count(state, of, lanes * lanes_each);
}

/// The loop anybody would write first for a block: `step(node, low, high, result)` runs over its lanes.
template <class Value, class Step>
void by_node(benchmark::State& state, const lane_world& of, std::size_t lanes, Value no, Value yes, Step step) {
  std::vector<Value> values((of.diagram.nodes.size() + 2) * hand_block);
  std::fill_n(values.begin(), hand_block, no);
  std::fill_n(values.begin() + hand_block, hand_block, yes);
  for (auto each : state) {
    for (std::size_t first = 0; first < lanes; first += hand_block) {
      Value* result = values.data() + 2 * hand_block;
      for (const linear_node& node : of.diagram.nodes) {
        step(node.top, first, &values[node.low * hand_block], &values[node.high * hand_block], result);
        result += hand_block;
      }
      benchmark::DoNotOptimize(values[of.diagram.roots.front() * hand_block]);
      benchmark::ClobberMemory();
    }
  }
}

/// The same for one lane after the other: `step(node, lane, low, high)` gives one value.
template <class Value, class Step>
void by_lane(benchmark::State& state, const lane_world& of, std::size_t lanes, Value no, Value yes, Step step) {
  std::vector<Value> values(of.diagram.nodes.size() + 2);
  values[0] = no;
  values[1] = yes;
  for (auto each : state) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      std::size_t at = 2;
      for (const linear_node& node : of.diagram.nodes)
        values[at++] = step(node.top, lane, values[node.low], values[node.high]);
      benchmark::DoNotOptimize(values[of.diagram.roots.front()]);
    }
  }
}

// Chances.

void probability_lanes_fold(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  fold_all<probability_lanes>(state, of, of.flat, plain_columns<double>{of.chances, lane_count}, lane_count);
}

void probability_coded_fold(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  const coded_columns<std::uint8_t, double> columns{of.codes, lane_count, of.table};
  fold_all<probability_lanes>(state, of, of.flat, columns, lane_count);
}

void probability_by_node(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_node<double>(state, of, lane_count, 0, 1,
                  [&](variable top, std::size_t first, const double* __restrict low, const double* __restrict high,
                      double* __restrict result) {
                    const double* __restrict chance = &of.chances[top * lane_count + first];
                    for (std::size_t i = 0; i < hand_block; ++i)
                      result[i] = (1 - chance[i]) * low[i] + chance[i] * high[i];
                  });
  count(state, of, lane_count);
}

void probability_coded_by_node(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_node<double>(state, of, lane_count, 0, 1,
                  [&](variable top, std::size_t first, const double* __restrict low, const double* __restrict high,
                      double* __restrict result) {
                    const std::uint8_t* __restrict code = &of.codes[top * lane_count + first];
                    for (std::size_t i = 0; i < hand_block; ++i) {
                      const double chance = of.table[code[i]];
                      result[i] = (1 - chance) * low[i] + chance * high[i];
                    }
                  });
  count(state, of, lane_count);
}

void probability_by_lane(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_lane<double>(state, of, lane_count, 0, 1, [&](variable top, std::size_t lane, double low, double high) {
    const double chance = of.chances[top * lane_count + lane];
    return (1 - chance) * low + chance * high;
  });
  count(state, of, lane_count);
}

// Bounds: every third variable takes the worse side.

void bound_lanes_fold(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  flat_diagram flat{};
  flat.add_root(flat_reader(of.manager, flat).read_bound(of.root, of.open, false));
  fold_all<probability_lanes>(state, of, flat, plain_columns<double>{of.chances, lane_count}, lane_count);
}

void bound_by_node(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_node<double>(state, of, lane_count, 0, 1,
                  [&](variable top, std::size_t first, const double* __restrict low, const double* __restrict high,
                      double* __restrict result) {
                    const double* __restrict chance = &of.chances[top * lane_count + first];
                    if (of.open[top] != 0) {
                      for (std::size_t i = 0; i < hand_block; ++i) result[i] = (std::min)(low[i], high[i]);
                    } else {
                      for (std::size_t i = 0; i < hand_block; ++i)
                        result[i] = (1 - chance[i]) * low[i] + chance[i] * high[i];
                    }
                  });
  count(state, of, lane_count);
}

void bound_by_lane(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_lane<double>(state, of, lane_count, 0, 1, [&](variable top, std::size_t lane, double low, double high) {
    if (of.open[top] != 0) return (std::min)(low, high);
    const double chance = of.chances[top * lane_count + lane];
    return (1 - chance) * low + chance * high;
  });
  count(state, of, lane_count);
}

// Least costs: what holds costs, what does not is free.

void cost_lanes_fold(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  const plain_columns<double> prices{of.chances, lane_count};
  const plain_columns<double> nothing{of.nothing, lane_count};
  fold_all<cost_lanes>(state, of, of.flat, literal_columns{nothing, prices}, lane_count);
}

void cost_by_node(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_node<double>(state, of, lane_count, cost_semiring::zero(), 0,
                  [&](variable top, std::size_t first, const double* __restrict low, const double* __restrict high,
                      double* __restrict result) {
                    const double* __restrict with = &of.chances[top * lane_count + first];
                    const double* __restrict without = &of.nothing[top * lane_count + first];
                    for (std::size_t i = 0; i < hand_block; ++i)
                      result[i] = (std::min)(without[i] + low[i], with[i] + high[i]);
                  });
  count(state, of, lane_count);
}

void cost_by_lane(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_lane<double>(
      state, of, lane_count, cost_semiring::zero(), 0, [&](variable top, std::size_t lane, double low, double high) {
        return (std::min)(of.nothing[top * lane_count + lane] + low, of.chances[top * lane_count + lane] + high);
      });
  count(state, of, lane_count);
}

// Verdicts: 64 lanes a word.

void certainty_lanes_fold(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  const plain_columns<lane_word> without{of.can_fail, lane_count};
  const plain_columns<lane_word> with{of.can_hold, lane_count};
  fold_all<certainty_lanes>(state, of, of.flat, literal_columns{without, with}, lane_count, 64);
}

void certainty_by_node(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_node<lane_word>(state, of, lane_count, 0, ~lane_word{0},
                     [&](variable top, std::size_t first, const lane_word* __restrict low,
                         const lane_word* __restrict high, lane_word* __restrict result) {
                       const lane_word* __restrict with = &of.can_hold[top * lane_count + first];
                       const lane_word* __restrict without = &of.can_fail[top * lane_count + first];
                       for (std::size_t i = 0; i < hand_block; ++i)
                         result[i] = (~without[i] | low[i]) & (~with[i] | high[i]);
                     });
  count(state, of, lane_count * 64);
}

void certainty_by_lane(benchmark::State& state) {
  const lane_world of = prepare(state.range(0));
  by_lane<lane_word>(
      state, of, lane_count, 0, ~lane_word{0}, [&](variable top, std::size_t lane, lane_word low, lane_word high) {
        return (~of.can_fail[top * lane_count + lane] | low) & (~of.can_hold[top * lane_count + lane] | high);
      });
  count(state, of, lane_count * 64);
}

#define PORTFIT_SIZES ->Arg(60)->Arg(250)->Arg(1000)
BENCHMARK(probability_lanes_fold) PORTFIT_SIZES;
BENCHMARK(probability_coded_fold) PORTFIT_SIZES;
BENCHMARK(probability_by_node) PORTFIT_SIZES;
BENCHMARK(probability_coded_by_node) PORTFIT_SIZES;
BENCHMARK(probability_by_lane) PORTFIT_SIZES;
BENCHMARK(bound_lanes_fold) PORTFIT_SIZES;
BENCHMARK(bound_by_node) PORTFIT_SIZES;
BENCHMARK(bound_by_lane) PORTFIT_SIZES;
BENCHMARK(cost_lanes_fold) PORTFIT_SIZES;
BENCHMARK(cost_by_node) PORTFIT_SIZES;
BENCHMARK(cost_by_lane) PORTFIT_SIZES;
BENCHMARK(certainty_lanes_fold) PORTFIT_SIZES;
BENCHMARK(certainty_by_node) PORTFIT_SIZES;
BENCHMARK(certainty_by_lane) PORTFIT_SIZES;
#undef PORTFIT_SIZES

/// Lanes made as they are needed: codes of one chunk at a time, so that memory does not grow with their number.
void stream_lanes(benchmark::State& state) {
  const lane_world of = prepare(60);
  const lane_schedule schedule(of.flat);
  lane_fold<probability_lanes> fold(schedule);
  std::vector<std::uint64_t> chunk(of.variables * lane_count / 8);
  const std::span<const std::uint8_t> codes(reinterpret_cast<const std::uint8_t*>(chunk.data()), chunk.size() * 8);
  const auto lanes = static_cast<std::size_t>(state.range(0));
  for (auto each : state) {
    portfit_test::random_numbers random(5);
    double best = 0;
    for (std::size_t done = 0; done < lanes; done += lane_count) {
      for (std::uint64_t& word : chunk) word = random.next();
      fold_lanes(fold, coded_columns<std::uint8_t, double>{codes, lane_count, of.table}, 0,
                 (std::min)(lane_count, lanes - done), [&](std::size_t, const auto& folded) {
                   for (const double value : folded.value()) best = (std::max)(best, value);
                 });
    }
    benchmark::DoNotOptimize(best);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(stream_lanes)->RangeMultiplier(10)->Range(1000, 10'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
