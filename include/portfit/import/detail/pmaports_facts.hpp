#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/pmaports_package.hpp>
#include <portfit/quantity/date.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// All packages of one device (`bacon`, `bacon-downstream`, a generic one that names it), the one that counts first: the better
/// category, then one of its own, then the shorter name.
class pmaports_device {
 public:
  /// @param codename without its vendor
  pmaports_device(std::string codename, std::vector<const pmaports_package*> packages, diagnostics& remarks)
      : codename_(std::move(codename)), packages_(std::move(packages)), remarks_(remarks) {
    std::sort(packages_.begin(), packages_.end(), [](const auto* a, const auto* b) {
      return std::tuple(rank_of(port_categories, b->category), a->generic, a->name) <
             std::tuple(rank_of(port_categories, a->category), b->generic, b->name);
    });
  }

  /// The facts in the words of the vocabulary, onto `device`. @param others other names under which the device may be known
  void write(document_node& device, const std::set<std::string>& others) {
    write_release(device);
    device.at("codename") = document_node::scalar(codename());
    write_set(device, "aliases", others);
    write_word(device, "form", word_of("chassis", forms));
    write_word(device, "architecture", word_of("arch", architectures));
    write_screen(device);
    write_storage(device);
    write_word(device, "flash_method", first("flash_method"));
    write_port(device);
    device.at("note") = document_node::scalar(note());
    device.at("source") = document_node::scalar("pmaports");
  }

  [[nodiscard]] std::string codename() const { return codename_; }
  [[nodiscard]] static std::string without_suffix(const std::string& name) {
    static constexpr std::string_view suffix = "-downstream";
    return name.size() > suffix.size() && name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name;
  }

  /// What the first package that says it says. A package for many devices knows nothing of this one.
  [[nodiscard]] std::string first(const std::string& key) const {
    for (const pmaports_package* const package : packages_)
      if (std::string text = package->told(key); !text.empty() && !package->generic) return text;
    return {};
  }
  [[nodiscard]] std::string platform() const {
    for (const bool generic : {false, true})
      for (const pmaports_package* const package : packages_)
        // Which of its chips a package for many devices means here it does not say.
        if (package->generic == generic && (!generic || platforms_of_trees(package->trees()).size() < 2))
          if (std::string found = package->platform(); !found.empty()) return found;
    return {};
  }

 private:
  using word_pair = std::pair<std::string_view, std::string_view>;
  // `embedded` and `desktop` are boards, boxes, speakers and routers alike, `vm` is no device: such forms stay unknown.
  static constexpr std::array<word_pair, 8> forms{{{"handset", "phone"},
                                                   {"tablet", "tablet"},
                                                   {"laptop", "laptop"},
                                                   {"convertible", "laptop"},
                                                   {"watch", "watch"},
                                                   {"embedded", ""},
                                                   {"desktop", ""},
                                                   {"vm", ""}}};
  static constexpr std::array<word_pair, 8> architectures{{{"aarch64", "arm64"},
                                                           {"armv7", "arm"},
                                                           {"armhf", "arm"},
                                                           {"x86", "x86"},
                                                           {"x86_64", "x86_64"},
                                                           {"riscv64", "riscv64"},
                                                           {"ppc64le", ""},
                                                           {"loongarch64", ""}}};

  /// The vocabulary's word for the word found; empty: it has none.
  template <class Words>
  std::string word_of(const std::string& key, const Words& words) {
    const std::string found = first(key);
    for (const auto& [theirs, ours] : words)
      if (found == theirs) return std::string(ours);
    if (!found.empty()) unreadable(key, found, "one of its words");
    return {};
  }

  static void write_word(document_node& device, const std::string& fact, const std::string& word) {
    if (!word.empty()) device.at(fact) = document_node::scalar(word);
  }
  static void write_set(document_node& device, const std::string& fact, const std::set<std::string>& words) {
    if (words.empty()) return;
    document_node& list = device.at(fact) = document_node::list();
    for (const std::string& word : words) list.items.push_back(document_node::scalar(word));
  }

  void write_release(document_node& device) {
    const std::string year = first("year");
    if (year.empty()) return;
    if (year.size() != 4 || !read_date(year)) return unreadable("year", year, "a year such as 2016");
    device.at("released") = document_node::scalar(year);
  }

  void write_screen(document_node& device) {
    const std::string width = first("screen_width");
    const std::string height = first("screen_height");
    if (width.empty() || height.empty()) return;
    for (const auto& [key, text] : {std::pair("screen_width", width), std::pair("screen_height", height)})
      if (!read_digits(text)) return unreadable(key, text, "a number of pixels");
    device.at("resolution") = document_node::scalar(width + 'x' + height);
  }

  void write_storage(document_node& device) {
    const std::string external = first("external_storage");
    if (external == "true" || external == "false")
      device.at("sdcard") = document_node::scalar(external == "true" ? "yes" : "no");
    else if (!external.empty())
      unreadable("external_storage", external, "true or false");
  }

  void write_port(document_node& device) {
    const std::string& category = packages_.front()->category;
    device.at("pmos_category") = document_node::scalar(category.empty() ? "unknown" : category);
    std::set<std::string> kernels;
    std::string reason;
    std::size_t kind = 0;
    int people = 0;
    bool listed = false;
    for (const pmaports_package* const package : packages_) {
      if (package->row.empty()) continue;
      listed = true;
      for (std::string& kernel : package->list("kernel_packages")) kernels.insert(std::move(kernel));
      kind = (std::max)(kind, rank_of(kernel_kinds, package->column("kernel_kind")));
      people = (std::max)(people, maintainers_of(*package));
      if (category == "archived" && reason.empty()) reason = package->column("archived_reason");
    }
    if (!listed) return;
    device.at("pmos_kernel") = document_node::scalar(std::string(kernel_kinds[kind]));
    write_set(device, "pmos_kernel_packages", kernels);
    device.at("pmos_maintainers") = document_node::scalar(std::to_string(people));
    write_word(device, "archived_reason", reason);
    write_firmware(device);
  }

  static int maintainers_of(const pmaports_package& package) {
    const std::string set = package.column("maintainer_set");
    return (set == "yes" || set == "comment" ? 1 : 0) + read_digits(package.column("co_maintainers")).value_or(0);
  }

  /// A package that names firmware needs it. One that names none may lack it: only `linux-firmware-none` says that it needs none.
  void write_firmware(document_node& device) const {
    bool needs = false;
    bool needs_none = false;
    for (const pmaports_package* const package : packages_) {
      needs = needs || package->column("nonfree_firmware_subpackage") == "yes" ||
              !package->list("firmware_packages").empty();
      for (const std::string& firmware : package->list("linux_firmware"))
        (firmware == "linux-firmware-none" ? needs_none : needs) = true;
    }
    if (needs || needs_none) device.at("nonfree_firmware") = document_node::scalar(needs ? "yes" : "no");
  }

  [[nodiscard]] std::string note() const {
    std::string text;
    for (const pmaports_package* const package : packages_)
      text += (text.empty() ? "" : ", ") + package->name + " (" +
              (package->category.empty() ? "category unknown" : package->category) + ')';
    return (packages_.size() == 1 ? "package " : "packages ") + text;
  }

  void unreadable(const std::string& key, const std::string& text, const std::string& expected) {
    for (const pmaports_package* const package : packages_) {
      if (package->told(key) != text) continue;
      const deviceinfo_entry* const entry = package->info.find(key);
      remarks_.push_back(
          {severity::warning,
           "unreadable_value",
           {entry == nullptr ? "packages.tsv" : package->info.file, entry == nullptr ? 0 : entry->line, 1},
           "'" + text + "' of " + package->name + " cannot be read as " + key,
           expected,
           ""});
      return;
    }
  }

  std::string codename_;
  std::vector<const pmaports_package*> packages_;
  diagnostics& remarks_;
};

}  // namespace portfit::detail
