#include "shared_folder.hpp"
#include "support/text_of_file.hpp"

#include <portfit/analysis/assess.hpp>
#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/android_catalog.hpp>
#include <portfit/import/detail/text.hpp>
#include <portfit/import/vintf.hpp>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// Real frameworks and devices as a catalog: on the constraint graph a pairing is ready exactly where libvintf (Android 15)
// finds it compatible, and elsewhere the recommended plan has as many remedies as the direct check has changes.

namespace {

namespace fs = std::filesystem;
using portfit::detail::split;
using portfit_test::text_of_file;

const std::string framework_id = "android11";

std::vector<portfit::compatibility_matrix> read_matrices(const fs::path& folder) {
  std::vector<portfit::compatibility_matrix> matrices;
  std::ifstream sets(folder / "framework_sets.tsv");
  for (std::string line; std::getline(sets, line);)
    if (const auto row = split(line, '\t'); row[0] == framework_id)
      for (const std::string& each : split(row[1], ','))
        matrices.push_back(portfit::read_compatibility_matrix(text_of_file(folder / each), each).matrix);
  return matrices;
}

/// What libvintf said, by manifest.
std::map<std::string, std::string> read_verdicts(const fs::path& folder) {
  std::map<std::string, std::string> verdicts;
  std::ifstream reference(folder / "reference_combined.tsv");
  for (std::string line; std::getline(reference, line);)
    if (const auto row = split(line, '\t'); row[0] == framework_id) verdicts[row[1]] = row[3];
  return verdicts;
}

}  // namespace

int main() {
  const auto folder = shared_folder("data/vintf");
  if (!folder) return skipped;
  const std::vector<portfit::compatibility_matrix> matrices = read_matrices(*folder);
  portfit::android_framework framework{framework_id, {}, nullptr};
  for (const auto& each : matrices) framework.matrices.push_back(&each);

  std::map<std::string, std::string> verdicts = read_verdicts(*folder);
  std::map<std::string, portfit::hal_manifest> manifests;  // by id
  for (const auto& [file, verdict] : verdicts)
    manifests[portfit::detail::plain_name(file)] =
        portfit::read_hal_manifest(text_of_file(*folder / file), file).manifest;
  std::vector<portfit::android_device> devices;
  for (const auto& [id, manifest] : manifests) devices.push_back({id, &manifest, nullptr, nullptr});

  const auto written = portfit::write_android_catalog({&framework, 1}, devices);
  const auto read = portfit::read_catalog({&written.document, 1});
  for (const auto& each : read.remarks)
    if (each.level == portfit::severity::error) std::printf("%s\n", to_text(each).c_str());
  portfit::assess_options options;
  options.asked.as_of = portfit::read_date("2026-01-01")->low;
  std::size_t agreed = 0;
  for (const auto& [id, manifest] : manifests) {
    const auto answer = portfit::assess(read.catalog, read.catalog.systems.at(framework_id),
                                        read.catalog.devices.at(id), portfit::any_market(), options);
    const auto met =
        portfit::combine_matrices(framework.matrices, manifest.level, portfit::inferred_kernel_level(manifest));
    const std::size_t changes = portfit::check_compatibility(met.matrix, manifest).changes.size();
    const bool ready = answer.verdict == portfit::verdict::ready;
    const bool right = ready == (verdicts[manifest.file] == "COMPATIBLE") && answer.remedies.size() == changes;
    if (right)
      ++agreed;
    else
      std::printf("%s: %s with %zu remedies, %zu changes, libvintf: %s\n", id.c_str(), to_text(answer.verdict).c_str(),
                  answer.remedies.size(), changes, verdicts[manifest.file].c_str());
  }
  std::printf("%zu of %zu agree\n", agreed, manifests.size());
  return agreed == manifests.size() && agreed == 97 ? 0 : 1;
}
