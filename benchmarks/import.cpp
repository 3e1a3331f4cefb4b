#include <portfit/import/csv.hpp>

#include <benchmark/benchmark.h>

#include "device_table.hpp"

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;

namespace {

std::vector<portfit_benchmark::device_row> rows_of(const benchmark::State& state) {
  return portfit_benchmark::make_devices(static_cast<std::size_t>(state.range(0)));
}

void count(benchmark::State& state, std::size_t bytes) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

/// Text to document.
void read_yaml_devices(benchmark::State& state) {
  const std::string text = portfit_benchmark::as_yaml(rows_of(state));
  for (auto each : state) benchmark::DoNotOptimize(read_yaml(text, "devices.yaml"));
  count(state, text.size());
}
BENCHMARK(read_yaml_devices)->Arg(60)->Arg(600)->Unit(benchmark::kMillisecond);

/// Text to document, columns understood by the shipped vocabulary.
void read_csv_devices(benchmark::State& state) {
  const std::vector<document> context = portfit_benchmark::systems_catalog();
  const std::string text = portfit_benchmark::as_csv(rows_of(state));
  for (auto each : state) {
    const document_result read = read_csv(text, "devices.csv", context);
    if (!read.remarks.empty()) state.SkipWithError("the spreadsheet to be measured has mistakes");
  }
  count(state, text.size());
}
BENCHMARK(read_csv_devices)->Arg(60)->Arg(600)->Unit(benchmark::kMillisecond);

/// Documents to catalog: merged, typed and checked.
void read_catalog_devices(benchmark::State& state) {
  std::vector<document> documents = portfit_benchmark::systems_catalog();
  const std::string text = portfit_benchmark::as_yaml(rows_of(state));
  documents.push_back(read_yaml(text, "devices.yaml").document);
  for (auto each : state) {
    const read_result read = read_catalog(documents);
    if (!read.remarks.empty()) state.SkipWithError("the catalog to be measured has mistakes");
  }
  count(state, text.size());
}
BENCHMARK(read_catalog_devices)->Arg(60)->Arg(600)->Unit(benchmark::kMillisecond);

}  // namespace
