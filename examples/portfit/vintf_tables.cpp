#include "exit_code.hpp"
#include "load.hpp"
#include "options.hpp"
#include "vintf_question.hpp"

#include <portfit/import/android_catalog.hpp>
#include <portfit/report/detail/csv_rows.hpp>
#include <portfit/report/table.hpp>
#include <portfit/report/vintf_text.hpp>
#include <portfit/report/yaml.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace planner {
namespace {

namespace fs = std::filesystem;

/// A framework of a table: one matrix, or a folder of them.
struct framework_column {
  std::string name;
  matrix_list matrices;
  portfit::combined_matrix kernels;  ///< for tables of kernels
};

/// A device of a table: one manifest, or a folder of fragments.
struct device_row {
  std::string name;
  portfit::hal_manifest manifest;
};

/// The last part of a path: the name of a row or a column.
std::string short_name(const std::string& path) {
  const fs::path whole = fs::path(path).lexically_normal();
  return whole.has_filename() ? whole.filename().string() : whole.parent_path().filename().string();
}

/// Reads what a table has at its sides.
class table_reader {
 public:
  explicit table_reader(vintf_files& files) : files_(files) {}

  /// A folder that holds matrices is one framework; one that holds only folders, one framework for each.
  [[nodiscard]] bool frameworks(const std::vector<std::string>& paths, std::vector<framework_column>& into) {
    for (const std::string& path : paths) {
      const auto folders = holds_files(path) ? std::vector<std::string>{} : folders_below(path);
      for (const std::string& each : folders)
        if (!framework(each, into)) return false;
      if (folders.empty() && !framework(path, into)) return false;
    }
    return true;
  }

  /// Each file in a folder is one device; each folder in it is one too, with its fragments.
  [[nodiscard]] bool devices(const std::vector<std::string>& paths, std::vector<device_row>& into) {
    for (const std::string& path : paths) {
      const auto folders = fs::is_directory(path) ? folders_below(path) : std::vector<std::string>{};
      for (const std::string& each : folders)
        if (!device(each, into)) return false;
      if (!folders.empty() && !holds_files(path)) continue;
      const auto files = files_below(path, ".xml");
      if (!files) return false;
      for (const std::string& each : *files)
        if (!device(each, into)) return false;
    }
    return true;
  }

  /// Whether all that was read is of the usual side; else standard error tells it.
  [[nodiscard]] bool is_one_sided() const {
    if (asking_.empty() && serving_.empty()) return true;
    usage_error("'" + (asking_.empty() ? serving_.front().file : asking_.front()->file) +
                "' is of the other side: a table holds matrices of frameworks and manifests of devices");
    return false;
  }
  /// The matrix of the device; null if none was read.
  [[nodiscard]] const portfit::compatibility_matrix* asking() const {
    return asking_.empty() ? nullptr : asking_.front();
  }
  /// The manifest of the framework; null if none was read.
  [[nodiscard]] const portfit::hal_manifest* serving() const { return serving_.empty() ? nullptr : &serving_.front(); }
  [[nodiscard]] bool has_several() const { return asking_.size() > 1 || serving_.size() > 1; }

 private:
  [[nodiscard]] static bool holds_files(const std::string& path) {
    std::error_code failure;
    if (!fs::is_directory(path, failure)) return true;
    for (fs::directory_iterator each(path, failure), end; !failure && each != end; each.increment(failure))
      if (each->path().extension() == ".xml") return true;
    return false;
  }

  [[nodiscard]] bool framework(const std::string& path, std::vector<framework_column>& into) {
    const auto files = files_below(path, ".xml");
    if (!files) return false;
    framework_column column{short_name(path), {}, {}};
    for (const std::string& each : *files) {
      const portfit::compatibility_matrix* const matrix = files_.matrix(each);
      if (matrix == nullptr) return false;
      (matrix->side == portfit::vintf_side::device ? asking_ : column.matrices).push_back(matrix);
    }
    if (!column.matrices.empty()) into.push_back(std::move(column));
    return true;
  }

  [[nodiscard]] bool device(const std::string& path, std::vector<device_row>& into) {
    const auto files = files_below(path, ".xml");
    if (!files) return false;
    std::optional<portfit::hal_manifest> whole;
    for (const std::string& each : *files) {
      const portfit::hal_manifest* const manifest = files_.manifest(each);
      if (manifest == nullptr) return false;
      if (!whole) {
        whole = *manifest;
      } else if (const auto conflict = portfit::merge_manifest(*whole, *manifest)) {
        usage_error("'" + each + "' cannot be merged: " + *conflict);
        return false;
      }
    }
    if (whole->side == portfit::vintf_side::device)
      into.push_back({short_name(path), std::move(*whole)});
    else
      serving_.push_back(std::move(*whole));
    return true;
  }

  vintf_files& files_;
  matrix_list asking_;
  std::vector<portfit::hal_manifest> serving_;
};

using table_rows = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Writes names by names with a number in each cell, as text or as CSV.
void write_table(const vintf_arguments& given, const vintf_files& files, const std::string& corner,
                 const std::vector<framework_column>& columns, const table_rows& rows) {
  if (given.format == "csv") {
    std::cout << corner << ",framework,distance\n";
    for (const auto& [name, cells] : rows)
      for (std::size_t column = 0; column < columns.size(); ++column)
        std::cout << portfit::detail::quoted_csv(name) << ',' << portfit::detail::quoted_csv(columns[column].name)
                  << ',' << cells[column] << '\n';
    return;
  }
  std::cout << "portfit " << portfit::library_version() << ", rules of Android " << given.era << ", inputs "
            << portfit::fingerprint_text(files.fingerprint())
            << "\nChanges that would make each pair compatible; 0: it is\n\n";
  portfit::text_table table;
  table.columns.push_back({corner, false, false});
  for (const framework_column& each : columns) table.columns.push_back({each.name, true, false});
  for (const auto& [name, cells] : rows) {
    portfit::text_table::row row{{name}, {}};
    row.cells.insert(row.cells.end(), cells.begin(), cells.end());
    table.rows.push_back(std::move(row));
  }
  portfit::write_table(std::cout, table);
}

/// A kernel's distance to each framework; `?` where it cannot be judged.
std::vector<std::string> kernel_cells(const std::optional<portfit::kernel_description>& kernel,
                                      const std::vector<framework_column>& columns, const vintf_wishes& wishes) {
  const portfit::matrix_level level = kernel_level(wishes);
  std::vector<std::string> cells;
  for (const framework_column& column : columns) {
    portfit::runtime_facts running;
    running.kernel = kernel;
    cells.push_back(
        kernel
            ? std::to_string(portfit::check_runtime(column.kernels.matrix, running, level, wishes.era).changes.size())
            : "?");
  }
  return cells;
}

/// Frameworks by kernels.
int run_kernel_table(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files,
                     std::vector<framework_column> columns) {
  for (framework_column& each : columns) {
    each.kernels = kernels_of(each.matrices, wishes);
    if (each.kernels.good()) continue;
    usage_error(each.kernels.problem);
    return unusable;
  }
  table_rows rows;
  bool refused_one = false;
  for (const std::string& path : given.kernel_configs) {
    const auto paths = files_below(path, {});
    if (!paths) return unusable;
    for (const std::string& each : *paths) {
      const portfit::kernel_config* const config = files.kernel(each);
      const auto kernel = config == nullptr ? std::nullopt : describe_kernel(*config, wishes);
      refused_one = refused_one || !kernel;
      rows.push_back({short_name(each), kernel_cells(kernel, columns, wishes)});
    }
  }
  write_table(given, files, "kernel", columns, rows);
  return refused_one ? unusable : answered;
}

/// Frameworks by devices.
int run_device_table(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files,
                     const std::vector<framework_column>& columns, std::vector<device_row> devices) {
  table_rows rows;
  combined_matrices combined(wishes);
  for (device_row& device : devices) {
    if (wishes.level) device.manifest.level = *wishes.level;
    rows.push_back({device.name, {}});
    for (const framework_column& column : columns) {
      const portfit::combined_matrix& met = combined.get(column.matrices, device.manifest);
      if (!met.good()) {
        usage_error(met.problem);
        return unusable;
      }
      const auto result = portfit::check_compatibility(met.matrix, device.manifest, wishes.era);
      rows.back().second.push_back(std::to_string(result.changes.size()));
    }
  }
  write_table(given, files, "device", columns, rows);
  return answered;
}

/// Ids of a catalog made of names of files, each once.
class catalog_ids {
 public:
  std::string take(const std::string& name) {
    const std::string base =
        portfit::detail::plain_name(name.ends_with(".xml") ? name.substr(0, name.size() - 4) : name);
    std::string unique = base;
    for (int number = 2; !taken_.insert(unique).second; ++number) unique = base + '_' + std::to_string(number);
    return unique;
  }

 private:
  std::set<std::string> taken_;
};

/// The kernel all devices are to be judged with; false, and standard error tells why, if one is named and cannot be used.
bool read_kernel(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files,
                 std::optional<portfit::kernel_description>& into) {
  if (given.kernel_config.empty()) return true;
  const portfit::kernel_config* const config = files.kernel(given.kernel_config);
  if (config != nullptr) into = describe_kernel(*config, wishes);
  if (into && wishes.kernel_level) into->level = *wishes.kernel_level;
  return into.has_value();
}

}  // namespace

int run_vintf_catalog(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files) {
  std::vector<framework_column> columns;
  std::vector<device_row> devices;
  table_reader reader(files);
  if (!reader.frameworks(given.matrices, columns) || !reader.devices(given.manifests, devices)) return unusable;
  if (columns.empty() || devices.empty()) {
    usage_error("a catalog needs frameworks (--matrix) and devices (--manifest)");
    return unusable;
  }
  if (reader.has_several()) {
    usage_error("a catalog takes one matrix of devices and one manifest of frameworks, which hold for all of them");
    return unusable;
  }
  std::optional<portfit::kernel_description> kernel;
  if (!read_kernel(given, wishes, files, kernel)) return unusable;
  catalog_ids ids;
  std::vector<portfit::android_framework> frameworks;
  for (const framework_column& each : columns)
    frameworks.push_back({ids.take(each.name), each.matrices, reader.serving()});
  std::vector<portfit::android_device> written;
  for (device_row& each : devices) {
    if (wishes.level) each.manifest.level = *wishes.level;
    const portfit::kernel_description* own = kernel ? &*kernel : nullptr;
    if (own == nullptr && each.manifest.kernel) own = &*each.manifest.kernel;
    written.push_back({ids.take(each.name), &each.manifest, own, reader.asking()});
  }
  const portfit::document_result result = portfit::write_android_catalog(frameworks, written, wishes.era);
  print_remarks(result.remarks, true);
  if (portfit::has_errors(result.remarks)) return unusable;
  std::cout << "# portfit " << portfit::library_version() << ", rules of Android " << given.era << ", inputs "
            << portfit::fingerprint_text(files.fingerprint()) << '\n';
  portfit::write_yaml(std::cout, result.document);
  return answered;
}

int run_vintf_table(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files) {
  std::vector<framework_column> columns;
  table_reader reader(files);
  if (!reader.frameworks(given.matrices, columns)) return unusable;
  if (columns.empty()) {
    usage_error("a table needs frameworks: --matrix");
    return unusable;
  }
  if (!reader.is_one_sided()) return unusable;
  if (!given.kernel_configs.empty()) return run_kernel_table(given, wishes, files, std::move(columns));
  std::vector<device_row> devices;
  if (!reader.devices(given.manifests, devices) || !reader.is_one_sided()) return unusable;
  if (!devices.empty()) return run_device_table(given, wishes, files, columns, std::move(devices));
  usage_error("a table needs devices (--manifest) or kernels (--kernel-configs)");
  return unusable;
}

}  // namespace planner
