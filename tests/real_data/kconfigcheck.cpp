#include "shared_folder.hpp"

#include <portfit/import/kconfigcheck.hpp>
#include <portfit/import/kernel_config.hpp>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

// The options postmarketOS asks of kernels, for 78 configurations of kernels: which are not as asked agrees with what an
// independent script found.

namespace {

namespace fs = std::filesystem;

std::string text_of_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> parts(1);
  for (const char letter : line) {
    if (letter == '\t')
      parts.emplace_back();
    else
      parts.back() += letter;
  }
  return parts;
}

}  // namespace

int main() {
  const auto folder = shared_folder("data/pmaports");
  const auto configs = shared_folder("data/vintf/kernel_configs");
  if (!folder || !configs) return skipped;
  const auto list = portfit::read_kconfigcheck(text_of_file(*folder / "kconfigcheck.toml"), "kconfigcheck.toml");
  for (const auto& each : list.remarks) std::printf("%s\n", to_text(each).c_str());

  std::map<std::string, portfit::kernel_config> read;
  std::size_t rows = 0;
  std::size_t agreed = 0;
  std::ifstream in(*folder / "kconfigcheck_reference.tsv");
  std::string line;
  std::getline(in, line);  // the head
  while (std::getline(in, line)) {
    const auto row = columns(line);  // config, arch, kernel_version, category, unmet, unmet_options
    const auto [found, fresh] = read.try_emplace(row[0]);
    if (fresh) found->second = portfit::read_kernel_config(text_of_file(*configs / row[0]), row[0]).config;
    const auto unmet =
        portfit::find_unmet_options(list.list, row[3], found->second.release_text, row[1], found->second.options);
    std::string names;
    if (unmet)
      for (const auto& each : *unmet) names += (names.empty() ? "" : ",") + each.option->name;
    ++rows;
    if (unmet && std::to_string(unmet->size()) == row[4] && names == row[5])
      ++agreed;
    else if (rows - agreed <= 5)
      std::printf("%s %s: %s, expected %s\n", row[0].c_str(), row[3].c_str(), names.c_str(), row[5].c_str());
  }
  std::printf("%zu of %zu agree\n", agreed, rows);
  return agreed == rows && rows == 312 && list.remarks.empty() ? 0 : 1;
}
