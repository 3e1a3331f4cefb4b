#include "commands.hpp"
#include "exit_code.hpp"

#include "load.hpp"

#include <portfit/import/csv.hpp>
#include <portfit/import/join.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/import/pmaports.hpp>
#include <portfit/import/yaml.hpp>
#include <portfit/report/table.hpp>
#include <portfit/report/yaml.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

namespace planner {
namespace {

namespace fs = std::filesystem;

/// What an import gave, and from how many files.
struct imported {
  portfit::document document;
  portfit::diagnostics remarks;
  std::size_t files = 0;
};

/// The `.yml` files of the folders, and files named themselves, in the order of their names.
std::optional<std::vector<std::string>> wiki_paths(const std::vector<std::string>& given) {
  std::vector<std::string> paths;
  for (const std::string& path : given) {
    std::error_code failure;
    if (!fs::is_directory(path, failure)) {
      paths.push_back(path);
      continue;
    }
    const std::size_t before = paths.size();
    for (fs::directory_iterator each(path, failure), end; !failure && each != end; each.increment(failure))
      if (each->path().extension() == ".yml") paths.push_back(each->path().string());
    if (failure || paths.size() == before) {
      usage_error("'" + path + "': " + (failure ? "the folder cannot be read" : "no .yml file in this folder"));
      return std::nullopt;
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool import_wiki(const import_arguments& given, imported& into) {
  const auto paths = wiki_paths(given.paths);
  if (!paths) return false;
  std::vector<portfit::wiki_file> files;
  for (const std::string& path : *paths)
    if (auto text = read_file(path, into.remarks)) files.push_back({path, std::move(*text)});
  if (portfit::has_errors(into.remarks)) return false;
  portfit::document_result read = portfit::read_lineage_wiki(files);
  into.files = files.size();
  into.document = std::move(read.document);
  into.remarks = std::move(read.remarks);
  return true;
}

/// The `deviceinfo` files below a checkout of pmaports (or its `device`), and `packages.tsv` beside them.
bool find_packages(const std::string& given, std::vector<std::string>& paths) {
  std::error_code failure;
  const fs::path root(given);
  const fs::path devices = fs::is_directory(root / "device", failure) ? root / "device" : root;
  const std::size_t before = paths.size();
  // <category>/device-<name>/deviceinfo; what else the repository holds is none of our business.
  fs::recursive_directory_iterator each(devices, failure);
  for (const fs::recursive_directory_iterator end; !failure && each != end; each.increment(failure)) {
    if (each.depth() >= 2) each.disable_recursion_pending();
    if (each->path().filename() == "deviceinfo") paths.push_back(each->path().string());
  }
  if (fs::exists(root / "packages.tsv", failure)) paths.push_back((root / "packages.tsv").string());
  if (paths.size() > before) return true;
  usage_error("'" + given + "': there is no device/<category>/device-<name>/deviceinfo in this folder");
  return false;
}

bool import_pmaports(const import_arguments& given, imported& into) {
  std::vector<std::string> paths;
  for (const std::string& path : given.paths)
    if (!find_packages(path, paths)) return false;
  std::vector<portfit::pmaports_file> files;
  for (const std::string& path : paths)
    if (auto text = read_file(path, into.remarks)) files.push_back({path, std::move(*text)});
  if (portfit::has_errors(into.remarks)) return false;
  portfit::document_result read = portfit::read_pmaports(files, {!given.incomplete});
  into.files = files.size();
  into.document = std::move(read.document);
  into.remarks = std::move(read.remarks);
  return true;
}

/// Gives the devices the ids they have in the catalogs of `--join`, and tells how many.
bool join_catalogs(const import_arguments& given, imported& made) {
  std::vector<portfit::document> known;
  for (const std::string& path : given.join) {
    const auto text = read_file(path, made.remarks);
    if (!text) return false;
    portfit::yaml_limits limits;
    limits.bytes = std::size_t{64} << 20U;
    portfit::document_result read = portfit::read_yaml(*text, path, limits);
    std::move(read.remarks.begin(), read.remarks.end(), std::back_inserter(made.remarks));
    known.push_back(std::move(read.document));
  }
  if (portfit::has_errors(made.remarks)) return false;
  portfit::join_result joined = portfit::join_entities(made.document, known);
  std::size_t doubts = 0;
  std::size_t differences = 0;
  for (const portfit::diagnostic& remark : joined.remarks) {
    if (remark.code == "ambiguous_match") ++doubts;
    if (remark.code == "sources_differ") ++differences;
  }
  std::cerr << "portfit: " << count_text(joined.joined.size(), "device", "devices") << " joined, "
            << count_text(doubts, "doubtful match", "doubtful matches") << " not, "
            << count_text(differences, "fact", "facts") << " on which the sources differ"
            << (doubts + differences > 0 && !given.verbose ? " (--verbose tells them)" : "") << '\n';
  std::move(joined.remarks.begin(), joined.remarks.end(), std::back_inserter(made.remarks));
  return true;
}

/// Adds the entities of one sheet to those of the sheets before.
void add_sheet(portfit::document_node& into, const portfit::document_node& sheet) {
  for (const auto& section : sheet.members) {
    portfit::document_node& target = into.at(section.key);
    if (!section.value.is_map() || target.is_null()) {
      if (target.is_null()) target = section.value;
      continue;
    }
    for (const auto& entity : section.value.members)
      if (portfit::document_node& known = target.at(entity.key); known.is_null())
        known = entity.value;
      else
        add_sheet(known, portfit::document_node(entity.value));
  }
}

bool import_sheets(const import_arguments& given, imported& into) {
  auto vocabulary_text = read_file(given.vocabulary, into.remarks);
  if (!vocabulary_text) return false;
  portfit::document_result vocabulary = portfit::read_yaml(*vocabulary_text, given.vocabulary);
  into.remarks = std::move(vocabulary.remarks);
  for (const std::string& path : given.paths) {
    const auto text = read_file(path, into.remarks);
    if (!text) return false;
    portfit::document_result read = portfit::read_csv(*text, path, {&vocabulary.document, 1});
    std::move(read.remarks.begin(), read.remarks.end(), std::back_inserter(into.remarks));
    add_sheet(into.document.root, read.document.root);
    ++into.files;
  }
  return true;
}

bool write(const import_arguments& given, const portfit::document& what) {
  if (given.output.empty()) {
    portfit::write_yaml(std::cout, what);
    return true;
  }
  std::ofstream out(given.output, std::ios::binary);
  if (out) portfit::write_yaml(out, what);
  out.close();
  if (!out) usage_error("'" + given.output + "' cannot be written");
  return !out.fail();
}

}  // namespace

int run_import(const import_arguments& given) {
  imported made;
  bool read = given.format == "csv"        ? import_sheets(given, made)
              : given.format == "pmaports" ? import_pmaports(given, made)
                                           : import_wiki(given, made);
  read = read && (given.join.empty() || join_catalogs(given, made));
  portfit::diagnostics shown = made.remarks;
  if (!given.verbose)
    shown.erase(std::remove_if(shown.begin(), shown.end(),
                               [](const auto& remark) { return remark.level == portfit::severity::note; }),
                shown.end());
  print_remarks(shown, true);
  if (!read) return unusable;
  if (!write(given, made.document)) return unusable;
  const portfit::document_node* const devices = made.document.root.find("devices");
  std::cerr << "portfit: " << count_text(made.files, "file", "files") << ", "
            << count_text(devices == nullptr ? 0 : devices->members.size(), "device", "devices") << ", "
            << count_remarks(made.remarks) << '\n';
  return portfit::has_errors(made.remarks) ? unusable : answered;
}

}  // namespace planner
