#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/pmaports_facts.hpp>
#include <portfit/import/detail/pmaports_packages.hpp>
#include <portfit/import/detail/same_vendor.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Writes the packages of a register as one catalog document.
class pmaports_catalog {
 public:
  pmaports_catalog(std::map<std::string, pmaports_package> packages, diagnostics& remarks)
      : packages_(std::move(packages)), remarks_(remarks) {}

  [[nodiscard]] document_node write(bool complete) {
    root_.at("portfit") = document_node::scalar("1");
    write_source();
    for (const char* const section : {"vendors", "platforms"}) root_.at(section) = document_node::map();
    if (complete) write_world();
    root_.at("devices") = document_node::map();
    gather();
    for (const auto& [id, packages] : devices_) write_device(id, packages);
    write_vendors();
    write_platforms(complete);
    tell_generic();
    return std::move(root_);
  }

 private:
  void write_source() {
    document_node& source = root_.at("sources").at("pmaports");
    source.at("title") =
        document_node::scalar("pmaports: device and kernel packages of postmarketOS, their categories and history");
    source.at("confidence") = document_node::scalar("A");
    source.at("licence") = document_node::scalar("deviceinfo files MIT by their packages, repository GPL-3.0");
  }

  /// What is in no package has a source of its own, so that counts of devices without a port can be told from counts of ports.
  void write_world() {
    root_.at("sources").at("no_port").at("title") = document_node::scalar("pmaports: no package of the device");
    root_.at("sources").at("no_port").at("confidence") = document_node::scalar("A");
    document_node& category = root_.at("world").at("pmos_category");
    category.at("is") = document_node::scalar("none");
    category.at("source") = document_node::scalar("no_port");
  }

  /// Which packages are of which device, and which vendors there are.
  void gather() {
    for (const auto& [name, package] : packages_) {
      if (!package.generic) devices_[pmaports_device::without_suffix(name)].push_back(&package);
      if (!package.generic) vendors_.insert(package.vendor());
    }
    for (const auto& [name, package] : packages_) {
      for (const std::string& other : package.list("provides"))
        if (package.generic && names_device(other)) add(other, package);
      // `Use generic/mainline port (qcom-msm8953)`: archived, because another package serves the device.
      std::string reason = package.column("archived_reason");
      std::replace_if(reason.begin(), reason.end(), [](char each) { return !names_package(each); }, ' ');
      for (std::string& word : split(reason, ' ')) {
        const auto named = packages_.find(word.starts_with("device-") ? word.substr(7) : word);
        if (!package.generic && named != packages_.end() && named->second.generic)
          add(pmaports_device::without_suffix(name), named->second);
      }
    }
    for (const auto& [id, packages] : devices_)
      for (const pmaports_package* const package : packages)
        if (!package->generic) ++vendor_names_[common_vendor_id(package->vendor())][package->told("manufacturer")];
  }

  void add(const std::string& device, const pmaports_package& package) {
    auto& those = devices_[device];
    if (std::find(those.begin(), those.end(), &package) == those.end()) those.push_back(&package);
  }

  static bool names_package(char each) { return is_letter(each) || is_digit(each) || each == '-' || each == '_'; }

  /// Provided names are devices (`samsung-m0`), parts of packages (`pkgname-kernel`) and old names of either.
  [[nodiscard]] bool names_device(const std::string& name) const {
    const auto dash = name.find('-');
    return dash != std::string::npos && vendors_.contains(name.substr(0, dash)) &&
           name.find("-kernel-") == std::string::npos;
  }

  void write_device(const std::string& id, const std::vector<const pmaports_package*>& packages) {
    const std::string vendor = id.substr(0, id.find('-'));
    pmaports_device merged(id.substr(id.find('-') + 1), packages, remarks_);
    document_node device = document_node::map();
    const std::string name = merged.first("name");
    device.at("name") = document_node::scalar(name.empty() ? id : name);
    device.at("vendor") = document_node::scalar(common_vendor_id(vendor));
    vendor_names_[common_vendor_id(vendor)];
    const std::string platform = merged.platform();
    device.at("platform") = document_node::scalar(platform.empty() ? "unknown" : platform);
    if (!platform.empty()) platforms_[platform];
    merged.write(device, other_names(id, packages));
    if (packages.size() > 1) tell_several(id, device.find("note")->text);
    // Names may hold `.` and `+`, ids may not.
    std::string safe = id;
    std::replace_if(safe.begin(), safe.end(), [](char each) { return each == '.' || each == '+'; }, '_');
    root_.at("devices").members.push_back({take_id(taken_, safe), 0, 0, std::move(device)});
  }

  /// Other code names: those the packages provide, and that of the device tree, if there is one and it names a board in one word
  /// (with its maker's or without). Of the device's own vendor without it (`i9300`), else with it (`wingtech-wt88047`).
  [[nodiscard]] std::set<std::string> other_names(const std::string& id,
                                                  const std::vector<const pmaports_package*>& packages) const {
    std::set<std::string> names;
    const std::string own = common_vendor_id(id.substr(0, id.find('-')));
    const auto take = [&](const std::string& vendor, const std::string& codename) {
      if (vendor.empty() || codename.empty()) return;
      const bool ours = common_vendor_id(vendor) == own;
      if (!ours || codename != id.substr(id.find('-') + 1)) names.insert(ours ? codename : vendor + '-' + codename);
    };
    for (const pmaports_package* const package : packages) {
      if (package->generic) continue;
      for (const std::string& other : package->list("provides"))
        if (names_device(other)) take(other.substr(0, other.find('-')), other.substr(other.find('-') + 1));
      const std::vector<std::string> trees = package->trees();
      if (trees.size() != 1 || trees.front().find('*') != std::string::npos) continue;
      const std::vector<std::string> board = read_device_tree_name(trees.front()).board;
      if (board.size() == 1) take(own, board[0]);
      if (board.size() == 2) take(board[0], board[1]);
    }
    return names;
  }

  void write_vendors() {
    for (const auto& [platform, none] : platforms_)
      if (const std::string maker(maker_of_part(platform)); !maker.empty())
        vendor_names_[identifier(maker)] = {{maker, 1}};
    for (const auto& [id, names] : vendor_names_) {
      std::string best;
      std::size_t most = 0;
      for (const auto& [name, count] : names) {
        // Some packages name the company behind the brand.
        const std::string meant = common_vendor_id(name);
        const bool other = meant != id && vendor_names_.contains(meant);
        if (name.empty() || other || count <= most) continue;
        best = name;
        most = count;
      }
      document_node& vendor = root_.at("vendors").at(id) = document_node::map();
      vendor.at("name") = document_node::scalar(best.empty() ? id : best);
    }
  }

  [[nodiscard]] static std::set<std::string> platforms_of(const pmaports_package& package) {
    std::set<std::string> found;
    if (package.generic) found = platforms_of_trees(package.trees());
    if (found.empty())
      if (std::string one = package.platform(); !one.empty()) found.insert(std::move(one));
    if (const std::string named = part_of_word(package.codename(), 3); package.generic && !named.empty())
      found.insert(named);
    return found;
  }

  /// Of a register that is not complete the best package of a kernel may be absent: only the best category is certain. Ranges are
  /// no way out, for they would hide what other catalogs know of the platform's family.
  static void write_shared_kernel(document_node& platform, std::size_t best, bool complete) {
    // The vocabulary knows three categories of such kernels: nobody shares a vendor's, and nothing is better than community.
    static constexpr std::string_view words[] = {"", "archived", "archived", "testing", "community", "community"};
    if (best == 0 || (!complete && words[best] != "community")) return;
    platform.at("shared_kernel") = document_node::scalar(std::string(words[best]));
  }

  void write_platforms(bool complete) {
    std::map<std::string, std::size_t> kernels;  // the best category of a package with that kernel
    std::set<std::string> open;
    for (const auto& [name, package] : packages_)
      for (const std::string& kernel : package.list("kernel_packages"))
        if (is_shared_kernel(kernel))
          kernels[kernel] = (std::max)(kernels[kernel], rank_of(port_categories, package.category));
    for (const auto& [name, package] : packages_)
      for (const std::string& platform : platforms_of(package)) {
        std::size_t& best = platforms_[platform];
        if (package.generic) open.insert(platform);
        for (const std::string& kernel : package.list("kernel_packages"))
          if (is_shared_kernel(kernel)) best = (std::max)(best, kernels[kernel]);
      }
    for (const auto& [id, best] : platforms_) {
      document_node& platform = root_.at("platforms").at(id) = document_node::map();
      if (const std::string maker(maker_of_part(id)); !maker.empty()) {
        platform.at("vendor") = document_node::scalar(identifier(maker));
        root_.at("vendors").at(identifier(maker)).at("name");
      }
      write_shared_kernel(platform, best, complete);
      if (complete && open.contains(id)) platform.at("pmos_category") = document_node::scalar("unknown");
      if (platform.find("shared_kernel") != nullptr || platform.find("pmos_category") != nullptr)
        platform.at("source") = document_node::scalar("pmaports");
    }
  }

  void tell_several(const std::string& id, const std::string& packages) {
    remarks_.push_back(
        {severity::note, "several_packages", {id, 0, 0}, packages + ": the best category counts", "", ""});
  }

  void tell_generic() {
    std::string names;
    std::size_t count = 0;
    for (const auto& [name, package] : packages_) {
      if (!package.generic) continue;
      names += (names.empty() ? "" : ", ") + name;
      ++count;
    }
    if (count > 0)
      remarks_.push_back({severity::note,
                          "generic_packages",
                          {"pmaports", 0, 0},
                          "packages that stand for many devices are left out as devices: " + names,
                          "",
                          ""});
  }

  std::map<std::string, pmaports_package> packages_;
  diagnostics& remarks_;
  std::map<std::string, std::vector<const pmaports_package*>> devices_;
  std::map<std::string, std::map<std::string, std::size_t>> vendor_names_;
  std::set<std::string> vendors_;  ///< the first words of names of devices' packages
  std::map<std::string, std::size_t> platforms_;
  std::set<std::string> taken_;
  document_node root_ = document_node::map();
};

}  // namespace portfit::detail
