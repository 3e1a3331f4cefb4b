#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/linear.hpp>
#include <portfit/diagram/order.hpp>

#include <benchmark/benchmark.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "device_table.hpp"
#include "support/random_circuit.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <sstream>
#include <string>
#include <vector>

// What a step costs at the least: the library that parses, asked alone; the nodes of a diagram, read once. Ratios to these are
// printed by benchmarks/run.sh beside what portfit takes for the same text and the same diagram.

namespace {

/// Nothing but the two multiplications of each node, over nodes that lie one after the other: fold_linear_probability without
/// looking up children. It is what arithmetic and reading the nodes cost.
void sweep_nodes(benchmark::State& state) {
  const auto made = portfit_test::make_random_circuit(static_cast<std::size_t>(state.range(0)), 1);
  portfit::bdd_manager manager(portfit::depth_first_order(made.terms, std::span<const portfit::term>(&made.root, 1)));
  const portfit::linear_diagram diagram = portfit::linearize(manager, portfit::compile(manager, made.terms, made.root));
  const std::vector<double> chances(made.terms.variable_count(), 0.3);
  std::vector<double> values(diagram.nodes.size() + 2);
  for (auto each : state) {
    values[1] = 1;
    for (std::size_t at = 0; at < diagram.nodes.size(); ++at) {
      const double chance = chances[diagram.nodes[at].top];
      values[at + 2] = (1 - chance) * values[0] + chance * values[1];
    }
    benchmark::DoNotOptimize(values.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(diagram.nodes.size()));
}
BENCHMARK(sweep_nodes)->Arg(10)->Arg(30)->Arg(100);

/// Hears every event of a YAML text and does nothing.
class deaf_handler final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

std::string devices_as_yaml(const benchmark::State& state) {
  return portfit_benchmark::as_yaml(portfit_benchmark::make_devices(static_cast<std::size_t>(state.range(0))));
}

/// yaml-cpp's parser, without making anything of what it finds.
void yaml_parser_alone(benchmark::State& state) {
  const std::string text = devices_as_yaml(state);
  for (auto each : state) {
    std::istringstream stream(text);
    YAML::Parser parser(stream);
    deaf_handler handler;
    while (parser.HandleNextDocument(handler)) {
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(yaml_parser_alone)->Arg(60)->Arg(600)->Unit(benchmark::kMillisecond);

/// yaml-cpp's own tree of nodes.
void yaml_tree_of_the_library(benchmark::State& state) {
  const std::string text = devices_as_yaml(state);
  for (auto each : state) benchmark::DoNotOptimize(YAML::Load(text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(yaml_tree_of_the_library)->Arg(60)->Arg(600)->Unit(benchmark::kMillisecond);

}  // namespace
