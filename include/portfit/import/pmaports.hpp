#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/pmaports_catalog.hpp>
#include <portfit/import/detail/pmaports_packages.hpp>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace portfit {

/// A file of postmarketOS' package repository: its path, of which the last parts count
/// (`device/<category>/device-<name>/deviceinfo`, or `packages.tsv`), and its text.
struct pmaports_file {
  std::string name;
  std::string text;
};

struct pmaports_options {
  /// Whether the files are the whole register: then a device that is not among them has no port, and the document says so.
  bool complete = true;
};

/// Reads the device packages of postmarketOS into one catalog document.
///
/// - One device per package, its id the package's name (`xiaomi-beryllium`); `X-downstream`, and a generic package that `provides`
///   X or for which X was archived, join X: the better category counts, the note names all. Vendors have the ids of the LineageOS import (`lge`).
/// - `deviceinfo` tells name, vendor, `released` (a year), `architecture`, `form`, `resolution`, `sdcard`, `flash_method`; the
///   platform is that of the device tree, else of a `soc-` package, else of a kernel package named after one chip, in the style
///   of `read_lineage_wiki`; what names several chips leaves it unknown.
/// - packages.tsv, where it is given, tells `pmos_kernel` (none, vendor, close, mainline), `pmos_kernel_packages`,
///   `pmos_maintainers`, `archived_reason` (of archived devices), `nonfree_firmware` and other names (`aliases`).
/// - `pmos_category` is that of the folder, else of the table.
/// - A platform has `shared_kernel`: the best category of any package with a kernel that its packages share
///   (`linux-postmarketos-*`; not the pure mainline ones, which are made for no chip).
/// - Packages that stand for many devices are no devices, and a note names them. Which devices run them is not told, so that of a
///   complete register `pmos_category` is unknown, not none, for other devices with these chips.
///
/// The source is `pmaports` (confidence A). Remarks: `unreadable_line`, `unreadable_value`, `repeated_key`, `unknown_file`,
/// `category_differs`, `missing_key` (warnings), `generic_packages`, `missing_table`, `several_packages` (notes). The order of
/// `files` does not matter; nothing in them is executed. Complexity: n log n in the number of packages, linear in the text.
/// @throws std::bad_alloc only.
[[nodiscard]] inline document_result read_pmaports(std::span<const pmaports_file> files,
                                                   const pmaports_options& options = {}) {
  std::vector<const pmaports_file*> sorted;
  for (const pmaports_file& file : files) sorted.push_back(&file);
  std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  document_result result;
  result.document.file = "pmaports";
  detail::pmaports_packages packages(result.remarks);
  std::uint64_t hash = fingerprint(options.complete ? "complete" : "");
  for (const pmaports_file* const file : sorted) {
    hash = fingerprint(file->text, fingerprint(file->name, hash));
    packages.add(file->name, file->text);
  }
  result.document.hash = hash;
  result.document.root = detail::pmaports_catalog(packages.finish(), result.remarks).write(options.complete);
  return result;
}

}  // namespace portfit
