#include <portfit/import/vintf.hpp>
#include <portfit/vintf/check_compatibility.hpp>

#include "real_data/shared_folder.hpp"

#include <benchmark/benchmark.h>
#include <pugixml.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

// Android's compatibility question over real matrices and manifests; without that data nothing is measured.

namespace {

namespace fs = std::filesystem;

struct named_text {
  std::string name;
  std::string text;
};

std::vector<named_text> texts_below(const fs::path& folder) {
  std::vector<named_text> result;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    result.push_back({entry.path().string(), {std::istreambuf_iterator<char>(in), {}}});
  }
  std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return result;
}

struct real_documents {
  std::vector<named_text> matrix_texts;
  std::vector<named_text> manifest_texts;
  std::vector<portfit::compatibility_matrix> android13;
  std::vector<portfit::hal_manifest> manifests;
};

const real_documents& documents() {
  static const real_documents all = [] {
    real_documents result;
    const auto folder = shared_folder("data/vintf");
    if (!folder) return result;
    result.matrix_texts = texts_below(*folder / "matrices");
    result.manifest_texts = texts_below(*folder / "manifests");
    for (const auto& each : result.matrix_texts)
      if (each.name.find("android13") != std::string::npos && each.name.find("current") == std::string::npos)
        result.android13.push_back(portfit::read_compatibility_matrix(each.text, each.name).matrix);
    for (const auto& each : result.manifest_texts)
      result.manifests.push_back(portfit::read_hal_manifest(each.text, each.name).manifest);
    return result;
  }();
  return all;
}

std::vector<const portfit::compatibility_matrix*> framework() {
  std::vector<const portfit::compatibility_matrix*> result;
  for (const auto& each : documents().android13) result.push_back(&each);
  return result;
}

bool absent(benchmark::State& state) {
  if (!documents().manifests.empty()) return false;
  state.SkipWithError("no data");
  return true;
}

/// Every matrix with every manifest, all read first.
void all_pairs(benchmark::State& state) {
  if (absent(state)) return;
  for (auto _ : state) {
    std::vector<portfit::compatibility_matrix> matrices;
    std::vector<portfit::hal_manifest> manifests;
    for (const auto& each : documents().matrix_texts)
      matrices.push_back(portfit::read_compatibility_matrix(each.text, each.name).matrix);
    for (const auto& each : documents().manifest_texts)
      manifests.push_back(portfit::read_hal_manifest(each.text, each.name).manifest);
    std::size_t compatible = 0;
    for (const auto& matrix : matrices)
      for (const auto& manifest : manifests)
        if (portfit::check_compatibility(matrix, manifest).compatible()) ++compatible;
    benchmark::DoNotOptimize(compatible);
  }
}
BENCHMARK(all_pairs)->Unit(benchmark::kMillisecond);

/// Every matrix and every manifest, from text.
void read_all(benchmark::State& state) {
  if (absent(state)) return;
  std::size_t bytes = 0;
  for (const auto& each : documents().matrix_texts) bytes += each.text.size();
  for (const auto& each : documents().manifest_texts) bytes += each.text.size();
  for (auto _ : state) {
    for (const auto& each : documents().matrix_texts)
      benchmark::DoNotOptimize(portfit::read_compatibility_matrix(each.text, each.name));
    for (const auto& each : documents().manifest_texts)
      benchmark::DoNotOptimize(portfit::read_hal_manifest(each.text, each.name));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}
BENCHMARK(read_all)->Unit(benchmark::kMillisecond);

/// What pugixml takes of that: the least a reader on it can take.
void xml_parser_alone(benchmark::State& state) {
  if (absent(state)) return;
  for (auto _ : state) {
    for (const auto* texts : {&documents().matrix_texts, &documents().manifest_texts}) {
      for (const auto& each : *texts) {
        pugi::xml_document document;
        if (!document.load_buffer(each.text.data(), each.text.size())) state.SkipWithError("no XML");
      }
    }
  }
}
BENCHMARK(xml_parser_alone)->Unit(benchmark::kMillisecond);

/// The matrices of Android 13 for a device of level 3, from what was read.
void combine(benchmark::State& state) {
  if (absent(state)) return;
  const auto matrices = framework();
  for (auto _ : state) benchmark::DoNotOptimize(portfit::combine_matrices(matrices, portfit::matrix_level{3}, {}));
}
BENCHMARK(combine)->Unit(benchmark::kMicrosecond);

/// One manifest held against a combined matrix, as the mean over all manifests of the matrix's level.
void check_one(benchmark::State& state) {
  if (absent(state)) return;
  const auto met = portfit::combine_matrices(framework(), portfit::matrix_level{3}, {});
  std::vector<const portfit::hal_manifest*> manifests;
  for (const auto& each : documents().manifests)
    if (each.level == portfit::matrix_level{3}) manifests.push_back(&each);
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(portfit::check_compatibility(met.matrix, *manifests[next]));
    next = (next + 1) % manifests.size();
  }
}
BENCHMARK(check_one)->Unit(benchmark::kMicrosecond);

}  // namespace
