#include "commands.hpp"
#include "exit_code.hpp"

#include "load.hpp"

#include <portfit/import/csv.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/import/yaml.hpp>
#include <portfit/report/table.hpp>
#include <portfit/report/yaml.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iostream>
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

/// Adds the entities of one sheet to those of the sheets before.
void join(portfit::document_node& into, const portfit::document_node& sheet) {
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
        join(known, portfit::document_node(entity.value));
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
    join(into.document.root, read.document.root);
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
  const bool read = given.format == "csv" ? import_sheets(given, made) : import_wiki(given, made);
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
