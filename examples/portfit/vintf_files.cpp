#include "vintf_files.hpp"

#include "load.hpp"
#include "options.hpp"

#include <portfit/catalog/document.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace planner {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_input = std::size_t{16} << 20U;

}  // namespace

std::optional<std::string> vintf_files::bytes(const std::string& path, portfit::diagnostics& remarks) {
  const auto refuse = [&](const std::string& code, const std::string& message) {
    remarks.push_back({portfit::severity::error, code, {path, 0, 0}, message, {}, {}});
    unreadable_ = true;
    return std::nullopt;
  };
  std::error_code failure;
  if (fs::is_directory(path, failure)) return refuse("unreadable_file", "this is a directory");
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    const bool there = fs::exists(path, failure);
    return refuse(there ? "unreadable_file" : "missing_file",
                  there ? "the file cannot be opened" : "there is no such file");
  }
  std::string text;
  std::array<char, 65536> block{};
  while (text.size() <= largest_input && (in.read(block.data(), block.size()) || in.gcount() > 0))
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return refuse("unreadable_file", "the file cannot be read");
  if (text.size() > largest_input) return refuse("too_large", "the file is larger than 16 MiB");
  fingerprint_ = portfit::fingerprint(text, fingerprint_);
  return text;
}

/// Tells what was wrong; false where the file is not to be used.
template <class Reading>
bool vintf_files::keep(const std::string& path, Reading& reading) {
  print_remarks(reading.remarks, all_remarks_);
  if (!portfit::has_errors(reading.remarks)) return true;
  const auto first = std::find_if(reading.remarks.begin(), reading.remarks.end(),
                                  [](const auto& each) { return each.level == portfit::severity::error; });
  problems_[path] = portfit::to_text(*first);
  return false;
}

const portfit::compatibility_matrix* vintf_files::matrix(const std::string& path) {
  const auto [found, fresh] = matrices_.try_emplace(path);
  if (fresh) {
    portfit::matrix_reading reading;
    if (const auto text = bytes(path, reading.remarks)) reading = portfit::read_compatibility_matrix(*text, path, era_);
    if (keep(path, reading)) found->second = std::move(reading.matrix);
  }
  return found->second ? &*found->second : nullptr;
}

const portfit::hal_manifest* vintf_files::manifest(const std::string& path) {
  const auto [found, fresh] = manifests_.try_emplace(path);
  if (fresh) {
    portfit::manifest_reading reading;
    if (const auto text = bytes(path, reading.remarks)) reading = portfit::read_hal_manifest(*text, path, era_);
    if (keep(path, reading)) found->second = std::move(reading.manifest);
  }
  return found->second ? &*found->second : nullptr;
}

const portfit::kernel_config* vintf_files::kernel(const std::string& path) {
  const auto [found, fresh] = kernels_.try_emplace(path);
  if (fresh) {
    portfit::kernel_config_reading reading;
    if (const auto text = bytes(path, reading.remarks)) reading = portfit::read_kernel_config(*text, path);
    if (keep(path, reading)) found->second = std::move(reading.config);
  }
  return found->second ? &*found->second : nullptr;
}

std::string vintf_files::problem(const std::string& path) const {
  const auto found = problems_.find(path);
  return found == problems_.end() ? std::string() : found->second;
}

std::optional<std::vector<std::string>> files_below(const std::string& path, const std::string& extension) {
  std::error_code failure;
  if (!fs::is_directory(path, failure)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (fs::directory_iterator each(path, failure), end; !failure && each != end; each.increment(failure))
    if (!each->is_directory(failure) && (extension.empty() || each->path().extension() == extension))
      files.push_back(each->path().string());
  if (failure || files.empty()) {
    usage_error("'" + path +
                "': " + (failure ? "the folder cannot be read" : "no " + extension + " file in this folder"));
    return std::nullopt;
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> folders_below(const std::string& path) {
  std::error_code failure;
  std::vector<std::string> folders;
  for (fs::directory_iterator each(path, failure), end; !failure && each != end; each.increment(failure))
    if (each->is_directory(failure)) folders.push_back(each->path().string());
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace planner
