#pragma once

#include <portfit/import/detail/deviceinfo.hpp>
#include <portfit/import/detail/pmaports_platform.hpp>
#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// The words of `pmos_category` and of `pmos_kernel`, worst first.
inline constexpr std::array<std::string_view, 6> port_categories{"none",    "archived",  "downstream",
                                                                 "testing", "community", "main"};
inline constexpr std::array<std::string_view, 4> kernel_kinds{"none", "vendor", "close", "mainline"};

/// The place of a word in such an order; 0 (none) if it is not there.
template <class Words>
std::size_t rank_of(const Words& order, std::string_view word) {
  const auto found = std::find(order.begin(), order.end(), word);
  return found == order.end() ? 0 : static_cast<std::size_t>(found - order.begin());
}

/// One line of packages.tsv, by the names of its columns.
using package_row = std::map<std::string, std::string>;

/// One device package: its name without `device-`, its category, its `deviceinfo` and its line of packages.tsv, either of which
/// may be absent.
struct pmaports_package {
  std::string name;
  std::string category;  ///< a word of `port_categories`; empty: not known
  deviceinfo info;
  package_row row;
  bool generic = false;  ///< stands for many devices, see `is_generic`

  [[nodiscard]] std::string column(const std::string& key) const {
    const auto found = row.find(key);
    return found == row.end() ? std::string() : found->second;
  }
  /// A column whose parts commas divide.
  [[nodiscard]] std::vector<std::string> list(const std::string& key) const {
    std::vector<std::string> parts;
    for (std::string& part : split(column(key), ','))
      if (!part.empty()) parts.push_back(std::move(part));
    return parts;
  }
  /// What both may tell; the file is nearer.
  [[nodiscard]] std::string told(const std::string& key) const {
    const std::string own = info.text_of(key);
    return own.empty() ? std::string(trimmed(column(key))) : own;
  }
  [[nodiscard]] std::string vendor() const { return name.substr(0, name.find('-')); }
  [[nodiscard]] std::string codename() const {
    const auto dash = name.find('-');
    return dash == std::string::npos ? name : name.substr(dash + 1);
  }
  /// All device trees named, those of variants too; without `false`, which stands for none.
  [[nodiscard]] std::vector<std::string> trees() const {
    std::vector<std::string> found;
    const auto take = [&](std::string_view value) {
      for (std::string& tree : split(value, ' '))
        if (!tree.empty() && tree != "false") found.push_back(std::move(tree));
    };
    for (const std::string& value : info.variants_of("dtb")) take(value);
    if (info.entries.empty()) take(column("dtb"));
    return found;
  }
  [[nodiscard]] std::string platform() const {
    return choose_platform({platforms_of_trees(trees()), parts_of_packages(list("soc_packages")),
                            parts_of_packages(list("kernel_packages"))});
  }
};

/// Does the package stand for many devices, so that it is no device itself?
///
/// It does if it is the chip maker's (`qcom-msm8953`), a virtual or a bare machine's (`qemu-`, `generic-`), if it says so (`Generic`,
/// `-based`), if its device trees leave the board open (`msm8953-*`), or if they name more than three different boards.
inline bool is_generic(const pmaports_package& package) {
  static constexpr std::array<std::string_view, 5> vendors{"qcom", "qualcomm", "generic", "qemu", "postmarketos"};
  if (std::find(vendors.begin(), vendors.end(), package.vendor()) != vendors.end()) return true;
  std::string name = folded(package.told("name"));
  std::replace(name.begin(), name.end(), '-', ' ');
  for (const std::string& word : split(name, ' '))
    if (word == "generic" || word == "based") return true;
  if (package.codename() == "generic") return true;
  std::set<std::string> boards;
  for (const std::string& tree : package.trees()) {
    const device_tree_name read = read_device_tree_name(tree);
    const bool open = read.platform.empty() ? tree.find('*') != std::string::npos
                                            : !read.board.empty() && read.board.front().starts_with('*');
    if (open) return true;
    if (!read.board.empty()) boards.insert(read.board.front());
  }
  return boards.size() > 3;
}

/// `linux-postmarketos-qcom-sdm845`: a kernel that several devices share, and that is made for some chips.
inline bool is_shared_kernel(std::string_view kernel) {
  static constexpr std::string_view prefix = "linux-postmarketos-";
  if (!kernel.starts_with(prefix)) return false;
  const std::string_view flavour = kernel.substr(prefix.size());
  return flavour != "lts" && flavour != "stable" && flavour != "mainline" && !flavour.empty();
}

/// Reads packages.tsv: the lines by the name in their column `device`.
inline std::map<std::string, package_row> read_package_table(const std::string& file, std::string_view text,
                                                             diagnostics& remarks) {
  std::map<std::string, package_row> rows;
  std::vector<std::string> names;
  const auto warn = [&](int line, std::string code, std::string message) {
    remarks.push_back({severity::warning, std::move(code), {file, line, 1}, std::move(message), "", ""});
  };
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = (std::min)(text.find('\n'), text.size());
    const std::string_view told = text.substr(0, end);
    text.remove_prefix((std::min)(end + 1, text.size()));
    if (trimmed(told).empty()) continue;
    if (find_invalid_utf8(told) != told.npos || find_control_character(told) != told.npos) {
      warn(line, "unreadable_line", "the line is no text and is left out");
      continue;
    }
    std::vector<std::string> cells = split(told, '\t');
    if (names.empty()) {
      names = std::move(cells);
      if (std::find(names.begin(), names.end(), "device") == names.end()) {
        warn(line, "missing_key", "the table has no column 'device' and is left out");
        return rows;
      }
      continue;
    }
    if (cells.size() != names.size())
      warn(line, "unreadable_line",
           "the line has " + std::to_string(cells.size()) + " cells under " + std::to_string(names.size()) + " names");
    package_row row;
    for (std::size_t index = 0; index < (std::min)(cells.size(), names.size()); ++index)
      row[names[index]] = cells[index];
    const std::string device = row["device"];
    if (device.empty())
      warn(line, "missing_key", "the line names no device and is left out");
    else if (!rows.emplace(device, std::move(row)).second)
      warn(line, "repeated_key", "'" + device + "' has a line already; the first counts");
  }
  return rows;
}

}  // namespace portfit::detail
