#pragma once

#include <portfit/catalog/diagnostic.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// A tree of text with positions: what every importer and the catalog builder make, and what `read_catalog` understands.
///
/// Scalars stay the text that was written (`6.10`, `NO`, `1e3`); the vocabulary gives them their types later.
struct document_node {
  enum class shape { null, scalar, list, map };
  struct member;

  shape is = shape::null;
  std::string text;                  ///< of a scalar
  std::vector<document_node> items;  ///< of a list
  std::vector<member> members;       ///< of a map, in the order written; keys may repeat (the reader objects)
  int line = 0;                      ///< from 1; 0: none
  int column = 0;

  [[nodiscard]] static document_node scalar(std::string text, int line = 0, int column = 0);
  [[nodiscard]] static document_node list(int line = 0, int column = 0);
  [[nodiscard]] static document_node map(int line = 0, int column = 0);

  [[nodiscard]] bool is_null() const { return is == shape::null; }
  [[nodiscard]] bool is_scalar() const { return is == shape::scalar; }
  [[nodiscard]] bool is_list() const { return is == shape::list; }
  [[nodiscard]] bool is_map() const { return is == shape::map; }

  /// The value under `key` (the first, if it repeats), or null pointer.
  [[nodiscard]] const document_node* find(std::string_view key) const;
  /// The value under `key`, made if it is not there; turns a null node into a map. @pre null or map.
  document_node& at(std::string_view key);
};

struct document_node::member {
  std::string key;
  int line = 0;
  int column = 0;
  document_node value;
};

/// One input file, or one catalog built in C++.
struct document {
  std::string file;
  document_node root;
  std::uint64_t hash = 0;  ///< FNV-1a of the bytes read; printed so that a result names its inputs
  /// What it says stands instead of what the documents before it say, statements about facts included (see `edit`).
  bool anew = false;
};

inline document_node document_node::scalar(std::string text, int line, int column) {
  document_node node;
  node.is = shape::scalar;
  node.text = std::move(text);
  node.line = line;
  node.column = column;
  return node;
}

inline document_node document_node::list(int line, int column) {
  document_node node;
  node.is = shape::list;
  node.line = line;
  node.column = column;
  return node;
}

inline document_node document_node::map(int line, int column) {
  document_node node;
  node.is = shape::map;
  node.line = line;
  node.column = column;
  return node;
}

inline const document_node* document_node::find(std::string_view key) const {
  for (const member& entry : members)
    if (entry.key == key) return &entry.value;
  return nullptr;
}

inline document_node& document_node::at(std::string_view key) {
  is = shape::map;
  for (member& entry : members)
    if (entry.key == key) return entry.value;
  members.push_back({std::string(key), 0, 0, {}});
  return members.back().value;
}

/// What reading one input gave: the document as far as it could be understood, and every remark about it.
///
/// Every `read_*` of import/ returns one; nothing is thrown. After an error the document holds what was understood.
struct document_result {
  portfit::document document;
  diagnostics remarks;
};

/// 64-bit FNV-1a (Fowler, Noll, Vo), for naming inputs in outputs; not for security.
[[nodiscard]] inline std::uint64_t fingerprint(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325ULL) {
  std::uint64_t hash = seed;
  for (const char byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace portfit
