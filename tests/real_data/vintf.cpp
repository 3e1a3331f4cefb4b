#include "shared_folder.hpp"
#include "support/text_of_file.hpp"

#include <portfit/import/detail/text.hpp>
#include <portfit/import/kernel_config.hpp>
#include <portfit/import/vintf.hpp>
#include <portfit/vintf/check_compatibility.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Agreement with libvintf (Android 15) on real matrices, manifests and kernels: verdict, class of the first error and unmet
// HALs of each pair, for single matrices, for matrices combined at the device's level, and for kernels at a level.

namespace {

namespace fs = std::filesystem;
using portfit::detail::split;
using portfit_test::text_of_file;

int failures = 0;

std::vector<std::vector<std::string>> rows_of(const fs::path& path, bool has_head) {
  std::ifstream in(path);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) rows.push_back(split(line, '\t'));
  if (has_head && !rows.empty()) rows.erase(rows.begin());
  return rows;
}

/// Every file is read once.
class files {
 public:
  explicit files(fs::path folder) : folder_(std::move(folder)) {}

  const portfit::matrix_reading& matrix(const std::string& name) {
    const auto [found, fresh] = matrices_.try_emplace(name);
    if (fresh) found->second = portfit::read_compatibility_matrix(text_of_file(folder_ / name), name);
    return found->second;
  }
  const portfit::manifest_reading& manifest(const std::string& name) {
    const auto [found, fresh] = manifests_.try_emplace(name);
    if (fresh) found->second = portfit::read_hal_manifest(text_of_file(folder_ / name), name);
    return found->second;
  }
  const portfit::kernel_config_reading& kernel(const std::string& name) {
    const auto [found, fresh] = kernels_.try_emplace(name);
    if (fresh) found->second = portfit::read_kernel_config(text_of_file(folder_ / name), name);
    return found->second;
  }

 private:
  fs::path folder_;
  std::map<std::string, portfit::matrix_reading> matrices_;
  std::map<std::string, portfit::manifest_reading> manifests_;
  std::map<std::string, portfit::kernel_config_reading> kernels_;
};

struct outcome {
  std::string verdict;
  std::string error_class;
  std::string unmet_hals;
  friend bool operator==(const outcome&, const outcome&) = default;
};

outcome judge(const portfit::compatibility_matrix& matrix, const portfit::hal_manifest& manifest) {
  const auto result = portfit::check_compatibility(matrix, manifest);
  outcome told{result.compatible() ? "COMPATIBLE" : "INCOMPATIBLE", portfit::first_error_class(result), {}};
  for (const std::string& each : result.unmet_hals()) told.unmet_hals += (told.unmet_hals.empty() ? "" : ",") + each;
  if (result.compatible() != result.changes.empty()) {
    std::printf("%s and %s: %zu unmet, %zu changes\n", matrix.file.c_str(), manifest.file.c_str(), result.unmet.size(),
                result.changes.size());
    ++failures;
  }
  return told;
}

/// Counts what agrees; prints the first few that do not.
class tally {
 public:
  explicit tally(std::string what) : what_(std::move(what)) {}
  ~tally() {
    std::printf("%s: %zu of %zu agree\n", what_.c_str(), agreed_, all_);
    if (agreed_ != all_ || all_ == 0) ++failures;
  }
  tally(const tally&) = delete;
  tally& operator=(const tally&) = delete;
  tally(tally&&) = delete;
  tally& operator=(tally&&) = delete;

  void add(const std::string& pair, const outcome& found, const outcome& recorded) {
    ++all_;
    if (found == recorded)
      ++agreed_;
    else if (all_ - agreed_ <= 10)
      std::printf("  %s: %s %s [%s], libvintf: %s %s [%s]\n", pair.c_str(), found.verdict.c_str(),
                  found.error_class.c_str(), found.unmet_hals.c_str(), recorded.verdict.c_str(),
                  recorded.error_class.c_str(), recorded.unmet_hals.c_str());
  }

 private:
  std::string what_;
  std::size_t all_ = 0;
  std::size_t agreed_ = 0;
};

void compare_pairs(const fs::path& folder) {
  const auto start = std::chrono::steady_clock::now();
  files read(folder);
  tally counted("single matrices");
  for (const auto& row : rows_of(folder / "reference.tsv", true)) {
    const auto& matrix = read.matrix(row[0]);
    const auto& manifest = read.manifest(row[1]);
    outcome found{"MATRIX_PARSE_ERROR", "MATRIX_PARSE_ERROR", {}};
    if (portfit::has_errors(manifest.remarks))
      found.verdict = "MANIFEST_PARSE_ERROR";
    else if (!portfit::has_errors(matrix.remarks))
      found = judge(matrix.matrix, manifest.manifest);
    counted.add(row[0] + ' ' + row[1], found, {row[2], row[3], row[4]});
  }
  std::printf("%.3f s for all pairs, reading included\n",
              std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}

void compare_combined(const fs::path& folder) {
  files read(folder);
  std::map<std::string, std::vector<const portfit::compatibility_matrix*>> sets;
  for (const auto& row : rows_of(folder / "framework_sets.tsv", false))
    for (const std::string& each : split(row[1], ',')) sets[row[0]].push_back(&read.matrix(each).matrix);
  tally counted("combined matrices");
  for (const auto& row : rows_of(folder / "reference_combined.tsv", true)) {
    const auto& manifest = read.manifest(row[1]).manifest;
    const auto combined =
        portfit::combine_matrices(sets[row[0]], manifest.level, portfit::inferred_kernel_level(manifest));
    const outcome found = combined.good() ? judge(combined.matrix, manifest) : outcome{combined.problem, {}, {}};
    counted.add(row[0] + ' ' + row[1], found, {row[3], row[4], row[5]});
  }
}

/// What is unmet, in libvintf's words. It tells only those of the first <kernel> that is not met.
std::string option_errors(const std::vector<portfit::unmet_requirement>& unmet) {
  std::string text = "Kernel config errors:";
  for (const auto& each : unmet) {
    if (each.where.file != unmet.front().where.file || each.where.line != unmet.front().where.line) break;
    if (each.provided == "nothing")
      text += " |     Missing config " + each.name;
    else
      text += " |     For config " + each.name + ", value = " + each.provided + " but required " + each.required;
  }
  return text;
}

/// The start of libvintf's message, as far as it can be told from the result.
std::string kernel_message(const portfit::kernel_result& result, portfit::kernel_release release,
                           portfit::matrix_level level) {
  const std::string line = std::to_string(release.version) + '.' + std::to_string(release.patch_level);
  if (result.attempts.empty()) {
    // From level 6 on, libvintf does not look at other levels' requirements at all.
    if (result.unmet.front().kind == portfit::requirement_kind::kernel_release ||
        (level.given() && level >= portfit::level_of_android_12))
      return "No kernel entry found for kernel version " + line + " at kernel FCM version " + to_text(level) + '.';
    if (!level.given())
      return "\"Kernel FCM version is not specified, but kernel version " + to_text(release) + " is found.";
    return "Kernel FCM Version is " + to_text(level) + " and kernel version is " + to_text(release) +
           ", but the first kernel FCM version allowed for kernel version " + line + ".y is";
  }
  std::string text;
  for (const auto& attempt : result.attempts) {
    if (level.given()) {
      if (text.empty()) text = "No compatible kernel requirement found (kernel FCM version = " + to_text(level) + ").";
      text += " | For kernel requirements at matrix level " + to_text(attempt.level) + ", ";
    }
    if (attempt.unmet.empty()) continue;
    if (attempt.unmet.front().kind == portfit::requirement_kind::kernel_release)
      return text + "Framework is incompatible";
    text += option_errors(attempt.unmet);
  }
  return text;
}

bool same_start(std::string_view a, std::string_view b) {
  const std::size_t length = (std::min)(a.size(), b.size());
  return a.substr(0, length) == b.substr(0, length);
}

/// All matrices of a release but the one that was still being written, by name.
std::vector<std::string> finished_matrices(const fs::path& folder, const std::string& set) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder / "matrices" / set))
    if (entry.path().filename() != "compatibility_matrix.current.xml")
      names.push_back("matrices/" + set + '/' + entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

void compare_kernels(const fs::path& folder) {
  files read(folder);
  std::map<std::string, portfit::compatibility_matrix> sets;
  for (const char* const set : {"android10", "android11", "android13", "android15"})
    for (const std::string& name : finished_matrices(folder, set))
      for (const auto& kernel : read.matrix(name).matrix.kernels)
        if (portfit::add_kernel(sets[set], kernel)) ++failures;
  tally counted("kernels");
  for (const auto& row : rows_of(folder / "reference_kernel.tsv", true)) {
    const auto& kernel = read.kernel(row[1]);
    const std::string pair = row[0] + ' ' + row[1];
    if (portfit::has_errors(kernel.remarks)) {
      counted.add(pair, {"CONFIG_PARSE_ERROR", {}, {}}, {row[2], {}, {}});
      continue;
    }
    const auto set = split(row[0], '/');
    const std::string level_text = set.size() > 1 ? set[1].substr(set[1].find('=') + 1) : "";
    const auto level = portfit::read_matrix_level(level_text).value_or(portfit::matrix_level{});
    const portfit::kernel_description described{kernel.config.release(), {}, kernel.config.options};
    if (!described.release) {
      std::printf("  %s: no release\n", pair.c_str());
      ++failures;
      continue;
    }
    const auto result = portfit::check_kernel(sets[set[0]].kernels, described, level);
    const std::string message = result.compatible() ? "" : kernel_message(result, *described.release, level);
    const bool told_alike = same_start(message, row[4]);
    counted.add(pair, {result.compatible() ? "COMPATIBLE" : "INCOMPATIBLE", told_alike ? row[4] : message, {}},
                {row[2], row[4], {}});
  }
}

}  // namespace

int main() {
  const auto folder = shared_folder("data/vintf");
  if (!folder) return skipped;
  compare_pairs(*folder);
  compare_combined(*folder);
  compare_kernels(*folder);
  return failures == 0 ? 0 : 1;
}
