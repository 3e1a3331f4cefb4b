#include "expectations.hpp"
#include "shared_folder.hpp"
#include "support/text_of_file.hpp"
#include "wiki_files.hpp"

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/import/yaml.hpp>
#include <portfit/report/yaml.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

// All 726 device files of the LineageOS wiki (commit e61c5fa of 2026-07-22): none is lost, and each class of quirk shows up in the
// count that was found by other means.

namespace {

using portfit::document_node;
using portfit_test::text_of_file;

/// How many devices satisfy a predicate on their value for a fact (null pointer: not stated).
template <class Predicate>
std::size_t count(const document_node& devices, const std::string& fact, Predicate holds) {
  return static_cast<std::size_t>(std::count_if(devices.members.begin(), devices.members.end(),
                                                [&](const auto& device) { return holds(device.value.find(fact)); }));
}

std::size_t count_text(const document_node& devices, const std::string& fact, const std::string& text) {
  return count(devices, fact, [&](const document_node* value) {
    return value != nullptr && value->is_scalar() && value->text == text;
  });
}

std::size_t count_stated(const document_node& devices, const std::string& fact) {
  return count(devices, fact, [](const document_node* value) { return value != nullptr; });
}

void check_entities(const document_node& root) {
  expect("devices", root.find("devices")->members.size(), 596);
  expect("vendors", root.find("vendors")->members.size(), 54);
  expect("platforms", root.find("platforms")->members.size(), 119);
  for (const char* const id :
       {"oneplus-enchilada", "fairphone-FP4", "lge-hammerhead", "xiaomi-Mi8937", "motorola-capri", "asus-Z00L"})
    expect(id, root.find("devices")->find(id) != nullptr ? 1 : 0, 1);
}

void check_quirks(const document_node& devices) {
  for (const char* const fact : {"name",
                                 "vendor",
                                 "platform",
                                 "released",
                                 "soc",
                                 "architecture",
                                 "cores",
                                 "ram",
                                 "storage",
                                 "screen",
                                 "battery",
                                 "network",
                                 "cellular",
                                 "wifi",
                                 "bluetooth",
                                 "peripherals",
                                 "kernel",
                                 "device_tree",
                                 "ab_slots",
                                 "official_unlock",
                                 "lineage_branch",
                                 "lineage_versions",
                                 "lineage_maintained",
                                 "form",
                                 "gpu",
                                 "gpu_family"})
    expect(std::string("devices that state ") + fact, count_stated(devices, fact), 596);
  expect("soc lists and variants that differ", count_text(devices, "platform", "unknown"), 6);
  expect("userspace of another width", count_stated(devices, "userspace"), 25);
  expect("battery None", count_text(devices, "battery", "0 mAh"), 25);
  expect("screen None", count_text(devices, "screen", "0 inch"), 23);
  expect("wifi None", count_text(devices, "wifi", "none"), 4);
  expect("bluetooth None", count_text(devices, "bluetooth", "0"), 4);
  expect("no cameras", count_text(devices, "cameras", "0"), 26);
  expect("cameras not stated", 596 - count_stated(devices, "cameras"), 3);
  expect("no cellular network", count_text(devices, "cellular", "no"), 64);
  expect("sdcard stated", count_text(devices, "sdcard", "yes"), 393);
  expect("kernel source not stated", 596 - count_stated(devices, "kernel_source"), 1);
  expect("no official unlock", count_text(devices, "official_unlock", "no"), 64);
  expect("A/B", count_text(devices, "ab_slots", "yes"), 212);
  expect("maintained", count_text(devices, "lineage_maintained", "yes"), 306);
  expect("kernel 3.10, not 3.1", count_text(devices, "kernel", "3.10"), 82);
  expect("no switch to allow the unlocking", count_text(devices, "oem_unlock_switch", "no"), 114);
  expect("unlocked by a guide of its own", count_text(devices, "unlock_method", "guide"), 10);
  expect("rooted first", count_text(devices, "unlock_method", "root"), 33);
  expect("how to unlock is told", count_stated(devices, "unlock_method"), 533);
  expect("Adreno 6xx", count_text(devices, "gpu_family", "a6xx"), 158);
  expect("stock is not Android", count_text(devices, "ships_android", "no"), 2);
  expect("several sizes of memory", count(devices, "ram", [](const document_node* value) { return value->is_list(); }),
         253);
}

void check_remarks(const portfit::diagnostics& remarks) {
  std::map<std::string, std::size_t> codes;
  for (const auto& remark : remarks) {
    ++codes[remark.code];
    if (remark.level == portfit::severity::error) expect(to_text(remark), 1, 0);
  }
  expect("values read with doubt (256/512 TB, 32/64 B)", codes["doubtful_value"], 2);
  expect("platforms that depend on the variant", codes["several_platforms"], 6);
  expect("brands that depend on the variant", codes["several_brands"], 5);
  expect("all remarks", remarks.size(), 13);
}

/// The written catalog reads back, and the shared vocabulary takes every fact of it.
void check_catalog(const portfit::document& imported) {
  std::ostringstream out;
  portfit::write_yaml(out, imported);
  const std::vector<portfit::document> documents{
      portfit::read_yaml(text_of_file("examples/catalogs/vocabulary.yaml"), "vocabulary.yaml").document,
      portfit::read_yaml("portfit: 1\nas_of: 2026-07-22\n", "head.yaml").document,
      portfit::read_yaml(out.str(), "lineage.yaml").document};
  expect("the written document is the same", portfit::detail::same_text(imported.root, documents.back().root) ? 1 : 0,
         1);
  const portfit::read_result read = portfit::read_catalog(documents);
  for (const auto& remark : read.remarks) expect(to_text(remark), 1, 0);
  expect("devices of the catalog", read.catalog.devices.size(), 596);
}

}  // namespace

int main() {
  const auto folder = shared_folder("data/lineage-wiki");
  if (!folder) return skipped;
  const auto files = wiki_files_in(*folder / "devices");
  expect("files", files.size(), 726);
  const portfit::document_result read = portfit::read_lineage_wiki(files);
  check_entities(read.document.root);
  check_quirks(*read.document.root.find("devices"));
  check_remarks(read.remarks);
  check_catalog(read.document);
  return failures == 0 ? 0 : 1;
}
