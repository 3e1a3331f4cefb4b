#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace portfit_test {

/// A file's bytes; nothing where it cannot be read. Tests run in the project's directory.
[[nodiscard]] inline std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace portfit_test
