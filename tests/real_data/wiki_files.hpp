#pragma once

#include "support/text_of_file.hpp"

#include <portfit/import/lineage_wiki.hpp>

#include <filesystem>
#include <vector>

/// The device files of a folder of the LineageOS wiki.
inline std::vector<portfit::wiki_file> wiki_files_in(const std::filesystem::path& folder) {
  std::vector<portfit::wiki_file> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".yml")
      files.push_back({entry.path().filename().string(), portfit_test::text_of_file(entry.path())});
  return files;
}
