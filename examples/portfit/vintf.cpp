#include "commands.hpp"
#include "exit_code.hpp"
#include "load.hpp"
#include "options.hpp"
#include "vintf_files.hpp"
#include "vintf_question.hpp"

#include <portfit/import/kconfigcheck.hpp>
#include <portfit/report/json_vintf.hpp>
#include <portfit/report/vintf_text.hpp>
#include <portfit/vintf/find_deprecated.hpp>
#include <portfit/vintf/find_unused.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace planner {
namespace {

using portfit::vintf_side;

/// One half of a device: what it asks and what it serves.
struct half {
  matrix_list matrices;
  std::optional<portfit::hal_manifest> manifest;
  std::size_t fragments = 0;
};

/// Reads the documents and puts the question.
class single_check {
 public:
  single_check(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files)
      : given_(given), wishes_(wishes), files_(files) {
    report_.era = wishes.era;
  }

  [[nodiscard]] int run() {
    if (!read_matrices() || !read_manifests()) return unusable;
    if (device_.manifest && wishes_.level) device_.manifest->level = *wishes_.level;
    if (framework_.manifest && (device_.manifest || wishes_.level))
      portfit::keep_hals_for(*framework_.manifest, wishes_.level.value_or(device_level()), wishes_.era);
    const bool good = given_.deprecated || given_.unused ? search() : check();
    if (!good) return unusable;
    report_.inputs = files_.fingerprint();
    if (given_.format == "json")
      portfit::write_json(std::cout, report_);
    else
      portfit::write_text(std::cout, report_);
    return report_.fine() ? answered : answered_no;
  }

 private:
  [[nodiscard]] bool read_matrices() {
    for (const std::string& path : given_.matrices) {
      const auto files = files_below(path, ".xml");
      if (!files) return false;
      for (const std::string& each : *files) {
        const portfit::compatibility_matrix* const matrix = files_.matrix(each);
        if (matrix == nullptr) return false;
        (matrix->side == vintf_side::framework ? framework_ : device_).matrices.push_back(matrix);
      }
    }
    auto combined = portfit::combine_device_matrices(device_.matrices);
    if (!combined.good()) usage_error(combined.problem);
    device_needs_ = std::move(combined.matrix);
    return combined.good();
  }

  [[nodiscard]] bool read_manifests() {
    for (const std::string& path : given_.manifests) {
      auto files = files_below(path, ".xml");
      if (!files) return false;
      // In a folder of fragments the manifest itself comes first.
      std::partition(files->begin(), files->end(),
                     [](const std::string& each) { return std::filesystem::path(each).filename() == "manifest.xml"; });
      for (const std::string& each : *files)
        if (!merge(each)) return false;
    }
    return true;
  }

  [[nodiscard]] bool merge(const std::string& path) {
    const portfit::hal_manifest* const manifest = files_.manifest(path);
    if (manifest == nullptr) return false;
    half& side = manifest->side == vintf_side::device ? device_ : framework_;
    if (!side.manifest) {
      side.manifest = *manifest;
      return true;
    }
    ++side.fragments;
    const auto conflict = portfit::merge_manifest(*side.manifest, *manifest);
    if (conflict) usage_error("'" + path + "' cannot be merged into '" + side.manifest->file + "': " + *conflict);
    return !conflict;
  }

  [[nodiscard]] static std::string manifest_text(const half& side) {
    const std::string more = side.fragments == 0 ? "" : " with " + count_text(side.fragments, "fragment", "fragments");
    return to_text(side.manifest->side) + "'s manifest " + side.manifest->file + more;
  }

  [[nodiscard]] std::string matrices_text(portfit::matrix_level level) const {
    if (framework_.matrices.size() == 1 && !wishes_.level)
      return "framework's matrix " + framework_.matrices.front()->file;
    return count_text(framework_.matrices.size(), "matrix", "matrices") + " of the framework, combined at level " +
           to_text(level);
  }

  [[nodiscard]] bool check() {
    std::optional<portfit::combined_matrix> met;
    if (!framework_.matrices.empty())
      met = device_.manifest ? matrix_for(framework_.matrices, *device_.manifest, wishes_)
                             : kernels_of(framework_.matrices, wishes_);
    if (met && !met->good()) {
      usage_error(met->problem);
      return false;
    }
    if (met && device_.manifest)
      report_.parts.push_back({manifest_text(device_) + " against " + matrices_text(met->matrix.level),
                               portfit::check_compatibility(met->matrix, *device_.manifest, wishes_.era),
                               {}});
    if (!device_.matrices.empty() && framework_.manifest)
      report_.parts.push_back({manifest_text(framework_) + " against device's matrix " + device_needs_.file,
                               portfit::check_compatibility(device_needs_, *framework_.manifest, wishes_.era),
                               {}});
    if (!check_running(met) || !check_list()) return false;
    if (!report_.parts.empty()) return true;
    usage_error(
        "nothing to hold against each other: give a matrix of one side and a manifest of the other, or a kernel");
    return false;
  }

  /// What the device is as it runs: kernel, policy, verified boot.
  [[nodiscard]] bool check_running(const std::optional<portfit::combined_matrix>& met) {
    portfit::runtime_facts running = wishes_.runtime;
    const bool asked =
        !given_.kernel_config.empty() || running.kernel_policy || running.verified_boot || running.vbmeta;
    if (!asked && given_.kernel_release.empty()) {
      if (met && device_.manifest) tell_unchecked(met->matrix, running);
      return true;
    }
    if (!met) {
      if (!given_.kernel_list.empty()) return true;
      usage_error("a kernel is judged by a framework's matrix; give one with --matrix");
      return false;
    }
    std::string title = "device as it runs";
    if (!describe_running(running, title)) return false;
    tell_unchecked(met->matrix, running);
    const portfit::matrix_level level = level_of_kernel();
    report_.parts.push_back({title + (running.kernel ? ", made for level " + to_text(level) : ""),
                             portfit::check_runtime(met->matrix, running, level, wishes_.era),
                             {}});
    return true;
  }

  void tell_unchecked(const portfit::compatibility_matrix& met, portfit::runtime_facts known) {
    // The kernel may be the manifest's own; one that is not to be judged leaves nothing open.
    if (!known.kernel && device_.manifest) known.kernel = device_.manifest->kernel;
    report_.unchecked = portfit::unchecked_facts(met, known);
    if (wishes_.mainline) std::erase(report_.unchecked, "kernel");
  }

  /// Adds the kernel to what is known of the running device, and to what it is called.
  [[nodiscard]] bool describe_running(portfit::runtime_facts& running, std::string& title) {
    if (wishes_.mainline) {
      title += ", its kernel one of Linux itself, which is not judged";
      return true;
    }
    if (given_.kernel_config.empty()) {
      if (wishes_.release) usage_error("--kernel-version needs the options of the kernel: --kernel-config");
      return !wishes_.release;
    }
    const portfit::kernel_config* const config = files_.kernel(given_.kernel_config);
    if (config != nullptr) running.kernel = describe_kernel(*config, wishes_);
    if (!running.kernel) return false;
    title = "kernel " + to_text(*running.kernel->release) + " of " + given_.kernel_config;
    return true;
  }

  [[nodiscard]] portfit::matrix_level device_level() const {
    return device_.manifest ? device_.manifest->level : portfit::matrix_level{};
  }

  [[nodiscard]] portfit::matrix_level level_of_kernel() const {
    if (!device_.manifest || wishes_.kernel_level) return kernel_level(wishes_);
    return portfit::inferred_kernel_level(*device_.manifest);
  }

  /// A distribution's own list of options.
  [[nodiscard]] bool check_list() {
    if (given_.kernel_list.empty()) return true;
    portfit::diagnostics remarks;
    const auto text = files_.bytes(given_.kernel_list, remarks);
    portfit::kernel_check_list_reading read;
    if (text)
      read = portfit::read_kconfigcheck(*text, given_.kernel_list);
    else
      read.remarks = std::move(remarks);
    print_remarks(read.remarks, given_.verbose);
    if (portfit::has_errors(read.remarks)) return false;
    if (given_.kernel_config.empty() || !read.list.knows(given_.category)) {
      usage_error(given_.kernel_config.empty() ? "--kernel-list needs --kernel-config"
                                               : "--category: the list has no category '" + given_.category + "'");
      return false;
    }
    const portfit::kernel_config* const config = files_.kernel(given_.kernel_config);
    if (config == nullptr) return false;
    const std::string release = wishes_.release ? to_text(*wishes_.release) : config->release_text;
    const auto unmet =
        portfit::find_unmet_options(read.list, given_.category, release, architecture(*config), config->options);
    if (!unmet) {
      usage_error("'" + config->file + "' does not say of which kernel it is; give --kernel-version");
      return false;
    }
    report_.parts.push_back({"kernel " + release + " of " + config->file + " for " + architecture(*config) +
                                 " against " + given_.category + " of " + given_.kernel_list,
                             portfit::unmet_requirements(*unmet),
                             {}});
    return true;
  }

  /// In pmaports' words. The kernel's own do not tell armv7 from older ARMs.
  [[nodiscard]] std::string architecture(const portfit::kernel_config& config) const {
    if (!given_.architecture.empty()) return given_.architecture;
    const std::string& own = config.architecture;
    const bool wide = config.options.contains("CONFIG_64BIT");
    if (own == "arm64") return "aarch64";
    if (own == "arm") return "armv7";
    if (own == "x86" || own == "x86_64") return wide ? "x86_64" : "x86";
    if (own == "riscv") return "riscv64";
    if (own == "loongarch") return "loongarch64";
    return own == "powerpc" ? "ppc64le" : own;
  }

  [[nodiscard]] std::optional<portfit::interface_children> read_children() {
    portfit::interface_children children;
    if (given_.children.empty()) return children;
    portfit::diagnostics remarks;
    const auto text = files_.bytes(given_.children, remarks);
    print_remarks(remarks, given_.verbose);
    if (!text) return std::nullopt;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
      const auto tab = line.find('\t');
      if (tab != std::string::npos) children.emplace(line.substr(0, tab), line.substr(tab + 1));
    }
    return children;
  }

  [[nodiscard]] bool search() {
    const auto children = read_children();
    if (!children) return false;
    if (!device_.manifest || framework_.matrices.empty()) {
      usage_error("--deprecated and --unused look at a device's manifest through a framework's matrices; give both");
      return false;
    }
    report_.good_word = "NOTHING FOUND";
    report_.bad_word = "FOUND";
    if (given_.deprecated) {
      auto found = portfit::find_deprecated(framework_.matrices, *device_.manifest, *children, wishes_.era);
      if (!found.problem.empty()) {
        usage_error(found.problem);
        return false;
      }
      report_.parts.push_back({"deprecated in " + manifest_text(device_), {}, std::move(found.deprecated)});
    }
    if (given_.unused) {
      const auto met = matrix_for(framework_.matrices, *device_.manifest, wishes_);
      if (!met.good()) {
        usage_error(met.problem);
        return false;
      }
      report_.parts.push_back(
          {"unused of " + manifest_text(device_), {}, portfit::find_unused(met.matrix, *device_.manifest, *children)});
    }
    return true;
  }

  const vintf_arguments& given_;
  const vintf_wishes& wishes_;
  vintf_files& files_;
  half framework_;
  half device_;
  portfit::compatibility_matrix device_needs_;  ///< of all its matrices
  portfit::vintf_report report_;
};

}  // namespace

int run_vintf(const vintf_arguments& given) {
  auto wishes = read_wishes(given);
  if (!wishes) return unusable;
  vintf_files files(wishes->era);
  if (given.verbose) files.print_all_remarks();
  if (!given.kernel_config.empty()) {
    const portfit::kernel_config* const config = files.kernel(given.kernel_config);
    if (config == nullptr) return unusable;
    if (given.kernel_release.empty()) heed_release(config->release_text, *wishes);
  }
  if (!given.pairs.empty()) return run_vintf_pairs(given, *wishes, files);
  if (given.format == "catalog") return run_vintf_catalog(given, *wishes, files);
  if (given.format == "table" || given.format == "csv" || !given.kernel_configs.empty())
    return run_vintf_table(given, *wishes, files);
  return single_check(given, *wishes, files).run();
}

}  // namespace planner
