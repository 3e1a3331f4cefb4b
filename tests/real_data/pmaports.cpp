#include "expectations.hpp"
#include "shared_folder.hpp"
#include "wiki_files.hpp"

#include "support/text_of_file.hpp"

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/join.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/import/pmaports.hpp>
#include <portfit/import/yaml.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

// The 582 device packages of postmarketOS in the shared data (pmaports 434e7af of 2026-08-21, without those of devices held back): all
// are read, and joined to the 596 devices of the LineageOS wiki as a list made by hand and other means has them.

namespace {

using portfit::document;
using portfit::document_node;
using portfit_test::text_of_file;

/// The lines of a table by the names of its columns.
std::vector<std::map<std::string, std::string>> table_of(const std::filesystem::path& path) {
  std::vector<std::map<std::string, std::string>> rows;
  std::vector<std::string> names;
  for (const std::string& line : portfit::detail::split(text_of_file(path), '\n')) {
    const std::vector<std::string> cells = portfit::detail::split(line, '\t');
    if (names.empty()) {
      names = cells;
      continue;
    }
    std::map<std::string, std::string> row;
    for (std::size_t index = 0; index < cells.size() && index < names.size(); ++index) row[names[index]] = cells[index];
    if (!line.empty()) rows.push_back(std::move(row));
  }
  return rows;
}

portfit::document_result read_packages(const std::filesystem::path& folder, const portfit::pmaports_options& options) {
  std::vector<portfit::pmaports_file> files{{"packages.tsv", text_of_file(folder / "packages.tsv")}};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "device"))
    if (entry.path().filename() == "deviceinfo")
      files.push_back({std::filesystem::relative(entry.path(), folder).generic_string(), text_of_file(entry.path())});
  expect("files", files.size(), 583);
  return portfit::read_pmaports(files, options);
}

document read_wiki(const std::filesystem::path& folder) {
  return portfit::read_lineage_wiki(wiki_files_in(folder / "devices")).document;
}

std::size_t count(const document_node& entities, const std::string& fact, const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(entities.members.begin(), entities.members.end(), [&](const auto& each) {
        const document_node* const value = each.value.find(fact);
        return value != nullptr && (text.empty() || value->text == text);
      }));
}

void check_packages(const portfit::document_result& read) {
  std::map<std::string, std::size_t> codes;
  for (const auto& remark : read.remarks) {
    ++codes[remark.code];
    if (remark.level == portfit::severity::error) expect(to_text(remark), false);
  }
  expect("warnings: one file bears the name of another", codes["name_differs"], 1);
  expect("notes: devices of two packages", codes["several_packages"], 59);
  expect("remarks", read.remarks.size(), codes["name_differs"] + codes["several_packages"] + codes["generic_packages"]);
  const document_node& devices = *read.document.root.find("devices");
  expect("devices", devices.members.size(), 520);
  expect("community", count(devices, "pmos_category", "community"), 37);
  expect("testing", count(devices, "pmos_category", "testing"), 133);
  expect("downstream", count(devices, "pmos_category", "downstream"), 20);
  expect("archived", count(devices, "pmos_category", "archived"), 330);
  expect("vendor kernels among what is alive",
         static_cast<std::size_t>(std::count_if(devices.members.begin(), devices.members.end(),
                                                [](const auto& each) {
                                                  const std::string category = each.value.find("pmos_category")->text;
                                                  return (category == "testing" || category == "community") &&
                                                         each.value.find("pmos_kernel")->text == "vendor";
                                                })),
         0);
  for (const char* const fact : {"name", "vendor", "platform", "codename", "pmos_kernel", "pmos_maintainers", "note"})
    expect(std::string("devices that state ") + fact, count(devices, fact, ""), 520);
  expect("device trees, soc packages and kernels tell at least half of the platforms",
         count(devices, "platform", "unknown") <= 256);
}

/// Every package is a device, part of one, or stands for many.
void check_nothing_lost(const portfit::document_result& read, const std::filesystem::path& folder) {
  std::string generic;
  for (const auto& remark : read.remarks)
    if (remark.code == "generic_packages") generic = remark.message + ',';
  for (const char* const name :
       {"qcom-msm8953", "qcom-sm7150", "qcom-msm8916", "qcom-msm8909", "qcom-msm89x7", "qcom-msm8956", "qcom-msm8226",
        "qualcomm-sdm845", "samsung-exynos7", "samsung-exynos9820", "nvidia-tegra-armv7", "amlogic-aarch64-tvbox"})
    expect(std::string(name) + " stands for many devices",
           generic.find(std::string(" ") + name + ',') != std::string::npos);
  std::string notes = ", ";
  for (const auto& device : read.document.root.find("devices")->members) {
    const std::string note = device.value.find("note")->text;
    notes += note.substr(note.find(' ') + 1) + ", ";
  }
  for (const auto& row : table_of(folder / "packages.tsv")) {
    const std::string name = row.at("device");
    const bool told = notes.find(", " + name + " (" + row.at("category") + ')') != std::string::npos;
    expect(name + " is told", told || generic.find(' ' + name + ',') != std::string::npos);
  }
}

/// What the catalog of chips states by hand is what a complete register would say, or better than what these files say.
void check_kernels(const document& packages) {
  const document chips =
      portfit::read_yaml(text_of_file("examples/catalogs/platforms.yaml"), "platforms.yaml").document;
  const std::vector<std::string> order{"none", "archived", "testing", "community"};
  const auto place = [&](const std::string& word) {
    return std::find(order.begin(), order.end(), word) - order.begin();
  };
  std::size_t compared = 0;
  for (const auto& platform : packages.root.find("platforms")->members) {
    const document_node* const ours = platform.value.find("shared_kernel");
    const document_node* theirs = chips.root.find("platforms")->find(platform.key);
    if (theirs != nullptr && theirs->find("family") != nullptr)
      theirs = chips.root.find("platforms")->find(theirs->find("family")->text);
    if (ours == nullptr || theirs == nullptr || theirs->find("shared_kernel") == nullptr) continue;
    ++compared;
    expect(platform.key + ": shared kernel " + ours->text,
           place(ours->text) <= place(theirs->find("shared_kernel")->text));
  }
  std::printf("shared kernels compared: %zu\n", compared);
  expect("chips compared", compared >= 60);
}

/// The package names of a list, those of second packages as their device's.
std::set<std::string> names_in(const std::string& list) {
  std::set<std::string> names;
  for (const std::string& name : portfit::detail::split(list, ','))
    if (!name.empty()) names.insert(name.ends_with("-downstream") ? name.substr(0, name.size() - 11) : name);
  return names;
}

void check_joins(const portfit::join_result& result, const document_node& packages_of,
                 const std::filesystem::path& folder) {
  std::map<std::string, std::string> package_of;
  std::map<std::string, std::string> device_of;
  for (const auto& each : result.joined) {
    package_of[each.is] = each.was;
    device_of[each.was] = each.is;
  }
  std::map<std::string, std::size_t> found;
  std::map<std::string, std::size_t> rows;
  std::size_t wrong = 0;
  std::size_t same = 0;
  for (const auto& row : table_of(folder / "postmarketos-train.tsv")) {
    ++rows[row.at("match")];
    const std::set<std::string> packages = names_in(row.at("pmaports"));
    const auto joined = package_of.find(row.at("vendor_short") + '-' + row.at("codename"));
    if (joined == package_of.end()) continue;
    const document_node* const category = packages_of.find(joined->first)->find("pmos_category");
    if (category->text == row.at("outcome")) ++same;
    if (packages.contains(joined->second))
      ++found[row.at("match")];
    else
      ++wrong;
  }
  std::printf("joined: %zu of %zu exact, %zu of %zu by other names, %zu wrong\n", found["exact"], rows["exact"],
              found["alias"], rows["alias"], wrong);
  expect("exact matches", found["exact"], 100);
  expect("matches by other names", found["alias"] >= 14);
  expect("wrong matches", wrong, 0);
  // The others run a package for many devices that nothing in the register ties to them.
  expect("devices with the category that was counted for them", same, 106);
  for (const auto& row : table_of(folder / "pmaports_not_in_wiki.tsv"))
    for (const std::string& name : names_in(row.at("device")))
      expect(name + " is not in the wiki", !device_of.contains(name));
}

void check_differences(const portfit::join_result& result) {
  std::map<std::string, std::size_t> codes;
  for (const auto& remark : result.remarks) ++codes[remark.code];
  expect("facts on which the sources differ", codes["sources_differ"], 11);
  expect("platforms by other names", codes["platforms_differ"], 6);
  expect("matches in doubt", codes["ambiguous_match"], 9);
}

/// All of it is one catalog, in which a device that may have a package is not said to have none.
void check_catalog(const document& wiki, const document& packages) {
  const std::vector<document> documents{
      portfit::read_yaml(text_of_file("examples/catalogs/vocabulary.yaml"), "vocabulary.yaml").document, wiki,
      packages};
  const portfit::read_result read = portfit::read_catalog(documents);
  for (const auto& remark : read.remarks) expect(to_text(remark), false);
  expect("devices of both", read.catalog.devices.size(), 596 + 520 - 115);
  expect("the world's ports", read.catalog.world.contains("pmos_category"));
  const auto& doubtful = read.catalog.devices.at("xiaomi-merlinx").facts;
  expect("merlinx may be merlin",
         doubtful.contains("pmos_category") && doubtful.at("pmos_category").front().values.empty());
}

}  // namespace

int main() {
  const auto folder = shared_folder("data");
  if (!folder || !std::filesystem::is_directory(*folder / "pmaports")) return skipped;
  portfit::document_result packages = read_packages(*folder / "pmaports", {});
  check_packages(packages);
  check_nothing_lost(packages, *folder / "pmaports");
  check_kernels(packages.document);
  const std::vector<document> wiki{read_wiki(*folder / "lineage-wiki")};
  const portfit::join_result joined = portfit::join_entities(packages.document, wiki);
  check_joins(joined, *packages.document.root.find("devices"), *folder / "outcomes");
  check_differences(joined);
  check_catalog(wiki.front(), packages.document);
  return failures == 0 ? 0 : 1;
}
