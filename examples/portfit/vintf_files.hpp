#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/kernel_config.hpp>
#include <portfit/import/vintf.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// Files of Android's compatibility documents, each read once. What was wrong with one is told on standard error when it is
/// read.
class vintf_files {
 public:
  explicit vintf_files(portfit::android_era era) : era_(era) {}

  /// What a file holds; null where Android would refuse it, or where it cannot be read at all.
  [[nodiscard]] const portfit::compatibility_matrix* matrix(const std::string& path);
  [[nodiscard]] const portfit::hal_manifest* manifest(const std::string& path);
  [[nodiscard]] const portfit::kernel_config* kernel(const std::string& path);

  /// A file as it is, of at most 16 MiB.
  [[nodiscard]] std::optional<std::string> bytes(const std::string& path, portfit::diagnostics& remarks);

  /// Why a file gave nothing, in one line.
  [[nodiscard]] std::string problem(const std::string& path) const;
  /// Whether some file was not there or could not be opened.
  [[nodiscard]] bool unreadable() const { return unreadable_; }
  /// Of all files read, in the order of their first use.
  [[nodiscard]] std::uint64_t fingerprint() const { return fingerprint_; }

  void print_all_remarks() { all_remarks_ = true; }

 private:
  template <class Reading>
  [[nodiscard]] bool keep(const std::string& path, Reading& reading);

  portfit::android_era era_;
  std::map<std::string, std::optional<portfit::compatibility_matrix>> matrices_;
  std::map<std::string, std::optional<portfit::hal_manifest>> manifests_;
  std::map<std::string, std::optional<portfit::kernel_config>> kernels_;
  std::map<std::string, std::string> problems_;
  std::uint64_t fingerprint_ = portfit::fingerprint({});
  bool unreadable_ = false;
  bool all_remarks_ = false;
};

/// The files with this extension in a folder, by name, or the path itself if it is no folder. Nothing, and standard error
/// tells why, if there are none.
[[nodiscard]] std::optional<std::vector<std::string>> files_below(const std::string& path,
                                                                  const std::string& extension);

/// The folders in a folder, by name.
[[nodiscard]] std::vector<std::string> folders_below(const std::string& path);

}  // namespace planner
