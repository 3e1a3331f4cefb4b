#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>

/// What a test program returns when the data it needs is absent; CTest then calls the test skipped.
inline constexpr int skipped = 77;

/// The given folder of the data this project does not carry: below PORTFIT_SHARED if that is set, else below ../shared.
/// Says on stdout which folder is absent.
inline std::optional<std::filesystem::path> shared_folder(const std::filesystem::path& name) {
  const char* const set = std::getenv("PORTFIT_SHARED");
  const std::filesystem::path folder = std::filesystem::path(set != nullptr ? set : "../shared") / name;
  if (std::filesystem::is_directory(folder)) return folder;
  std::printf("skipped: there is no folder %s\n", folder.string().c_str());
  return std::nullopt;
}
