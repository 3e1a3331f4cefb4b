#pragma once

#include <portfit/catalog/document.hpp>

#include <doctest/doctest.h>

#include <string>

namespace portfit_test {

/// `[a, b]` for lists, `~` for null, `(none)` where the key is missing.
[[nodiscard]] inline std::string shown(const portfit::document_node* node) {
  if (node == nullptr) return "(none)";
  if (node->is_null()) return "~";
  if (node->is_scalar()) return node->text;
  std::string text;
  for (const portfit::document_node& item : node->items) text += (text.empty() ? "" : ", ") + item.text;
  return '[' + text + ']';
}

/// One fact of one entity, as an import wrote it.
[[nodiscard]] inline std::string fact(const portfit::document_result& read, const std::string& section,
                                      const std::string& id, const std::string& name) {
  const portfit::document_node* const entities = read.document.root.find(section);
  REQUIRE(entities != nullptr);
  const portfit::document_node* const entity = entities->find(id);
  REQUIRE_MESSAGE(entity != nullptr, id);
  return shown(entity->find(name));
}

}  // namespace portfit_test
