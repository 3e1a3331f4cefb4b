#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include "support/text_of_file.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace portfit_test {

/// A catalog file and what it includes, each once, in the order in which they are met.
/// @pre The files are there; one that is not reads as an empty document, and names come out undeclared.
inline void add_catalog_documents(std::vector<portfit::document>& documents, const std::filesystem::path& path) {
  const std::string name = path.lexically_normal().generic_string();
  if (std::any_of(documents.begin(), documents.end(), [&](const portfit::document& each) { return each.file == name; }))
    return;
  documents.push_back(portfit::read_yaml(text_of_file(path), name).document);
  const portfit::document_node* const includes = documents.back().root.find("includes");
  if (includes == nullptr) return;
  const portfit::document_node list = *includes;  // documents move while more are added
  for (const portfit::document_node& item : list.items)
    add_catalog_documents(documents, path.parent_path() / item.text);
}

/// Reads one of examples/catalogs with its parts. Tests and benchmarks run in the project's directory.
[[nodiscard]] inline portfit::read_result read_shipped_catalog(const std::string& file) {
  std::vector<portfit::document> documents;
  add_catalog_documents(documents, "examples/catalogs/" + file);
  return portfit::read_catalog(documents);
}

}  // namespace portfit_test
