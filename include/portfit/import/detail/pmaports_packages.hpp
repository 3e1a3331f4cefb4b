#pragma once

#include <portfit/import/detail/pmaports_package.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Collects the packages of a register out of its files.
class pmaports_packages {
 public:
  explicit pmaports_packages(diagnostics& remarks) : remarks_(remarks) {}

  void add(const std::string& path, std::string_view text) {
    std::string plain = path;
    std::replace(plain.begin(), plain.end(), '\\', '/');
    const std::vector<std::string> parts = split(plain, '/');
    if (parts.back() == "packages.tsv") {
      table_ = path;
      rows_.merge(read_package_table(path, text, remarks_));
    } else if (parts.back() == "deviceinfo") {
      add_deviceinfo(path, parts, text);
    } else {
      warn(path, 0, "unknown_file", "neither a deviceinfo nor packages.tsv; left out");
    }
  }

  /// All packages by name; lines of the table without a deviceinfo are packages, too.
  [[nodiscard]] std::map<std::string, pmaports_package> finish() {
    if (rows_.empty() && !packages_.empty())
      remarks_.push_back(
          {severity::note,
           "missing_table",
           {"packages.tsv", 0, 0},
           "packages.tsv is not there or empty: categories are those of the folders, and kernels, maintainers, "
           "firmware and reasons are not known",
           "",
           ""});
    for (auto& [name, row] : rows_) {
      if (!is_name(table_, name)) continue;
      pmaports_package& package = packages_[name];
      package.name = name;
      package.row = std::move(row);
      take_category(package);
    }
    for (auto& [name, package] : packages_) package.generic = is_generic(package);
    return std::move(packages_);
  }

 private:
  void add_deviceinfo(const std::string& path, const std::vector<std::string>& parts, std::string_view text) {
    static constexpr std::string_view prefix = "device-";
    pmaports_package package;
    package.info = deviceinfo_reader(path, remarks_).read(text);
    const std::string codename = package.info.text_of("codename");
    const std::string folder = parts.size() > 1 ? parts[parts.size() - 2] : std::string();
    package.name = folder.starts_with(prefix) ? folder.substr(prefix.size()) : codename;
    if (package.name.empty())
      return warn(path, 1, "missing_key", "neither the folder nor the file names the device; left out");
    if (!is_name(path, package.name)) return;
    if (!codename.empty() && codename != package.name)
      warn(path, package.info.find("codename")->line, "name_differs",
           "the file calls itself " + codename + ", its folder " + package.name + "; the folder counts");
    if (parts.size() > 2 && rank_of(port_categories, parts[parts.size() - 3]) > 0)
      package.category = parts[parts.size() - 3];
    const auto known = packages_.find(package.name);
    if (known == packages_.end()) {
      packages_.emplace(package.name, std::move(package));
      return;
    }
    warn(path, 1, "repeated_key",
         package.name + " is at " + known->second.info.file + ", too; the better category counts");
    if (rank_of(port_categories, package.category) > rank_of(port_categories, known->second.category))
      known->second = std::move(package);
  }

  /// Names are a vendor's and a device's, with a dash between, of letters, digits and `_`, `-`, `.`, `+`. They become ids.
  [[nodiscard]] bool is_name(const std::string& file, const std::string& name) {
    const auto usable = [](char each) {
      return is_letter(each) || is_digit(each) || each == '_' || each == '-' || each == '.' || each == '+';
    };
    const auto dash = name.find('-');
    const bool good = std::all_of(name.begin(), name.end(), usable) && dash != 0 && dash < name.size() - 1 &&
                      (is_letter(name.front()) || is_digit(name.front())) && name.substr(dash) != "-downstream";
    if (!good) warn(file, 1, "unreadable_value", "'" + name + "' is no name of a package; left out");
    return good;
  }

  void take_category(pmaports_package& package) {
    const std::string told = package.column("category");
    if (package.category.empty() && rank_of(port_categories, told) > 0) package.category = told;
    if (told.empty() || told == package.category) return;
    const std::string file = package.info.file.empty() ? table_ : package.info.file;
    warn(file, 1, "category_differs",
         package.category.empty()
             ? "'" + told + "' of " + package.name + " is no category"
             : "packages.tsv has " + package.name + " in " + told + "; the folder " + package.category + " counts");
  }

  void warn(const std::string& file, int line, std::string code, std::string message) {
    remarks_.push_back(
        {severity::warning, std::move(code), {file, line, line > 0 ? 1 : 0}, std::move(message), "", ""});
  }

  diagnostics& remarks_;
  std::map<std::string, pmaports_package> packages_;
  std::map<std::string, package_row> rows_;
  std::string table_;  ///< where the table is
};

}  // namespace portfit::detail
