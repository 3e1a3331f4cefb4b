#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/lineage_wiki_facts.hpp>
#include <portfit/import/detail/text.hpp>

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What one file of the wiki says about a device or one of its variants.
struct wiki_variant {
  std::string file;
  int line = 0;
  int number = 0;  ///< `variant:`; 0: the only one
  std::string vendor;
  std::string vendor_short;
  std::string codename;
  std::string name;
  std::vector<std::string> socs;
  std::int64_t released = (std::numeric_limits<std::int64_t>::max)();  ///< first day, for ordering
  std::string released_text;
  std::string remark;  ///< joins the note of the device
  wiki_facts facts;
};

/// One file of the wiki, already parsed: access to its keys in the shapes they come in, and remarks about what cannot be read.
class wiki_source {
 protected:
  wiki_source(const document& file, diagnostics& remarks) : file_(file.file), root_(file.root), remarks_(remarks) {}

  void unreadable(const document_node& node, std::string_view key, std::string_view expected) {
    const std::string what = node.is_scalar() ? "'" + node.text + "' cannot be read as " : "This cannot be read as ";
    warn(node, "unreadable_value", what + std::string(key), std::string(expected));
  }
  void warn(const document_node& node, std::string code, std::string message, std::string expected = {}) {
    remarks_.push_back({severity::warning,
                        std::move(code),
                        {file_, node.line, node.column},
                        std::move(message),
                        std::move(expected),
                        ""});
  }

  /// The text of a scalar under `key`, trimmed; empty if there is none.
  [[nodiscard]] std::string text_of(std::string_view key) const {
    const document_node* const node = root_.find(key);
    return node != nullptr && node->is_scalar() ? std::string(trimmed(node->text)) : std::string();
  }
  /// The wiki writes a bare None for "has none", which YAML takes for the text.
  [[nodiscard]] static bool is_none(const document_node& node) { return node.is_scalar() && node.text == "None"; }

  /// Calls `use(node)` for the value under `key`, or for each value of a list of `{model: value}`; not if it is absent or null.
  template <class Use>
  void each_model(std::string_view key, Use use) {
    const document_node* const node = root_.find(key);
    if (node == nullptr || node->is_null()) return;
    if (!node->is_list()) return use(*node);
    for (const document_node& item : node->items) {
      if (item.is_map() && item.members.size() == 1)
        use(item.members.front().value);
      else
        use(item);
    }
  }

  /// The words of a list, in the words of the vocabulary; None is the empty set. @returns false if there is no list.
  template <class Word>
  bool read_words(std::string_view key, const std::string& fact, Word word) {
    const document_node* const list = root_.find(key);
    if (list == nullptr || list->is_null()) return false;
    if (!list->is_list() && !is_none(*list)) return unreadable(*list, key, "a list or None"), false;
    auto& words = result_.facts.words(fact);
    const auto take = [&](const document_node& node) {
      const std::string found = node.is_scalar() ? word(std::string(trimmed(node.text))) : std::string();
      if (found.empty())
        unreadable(node, key, "one of its words");
      else
        words.insert(found);
    };
    for (const document_node& item : list->items) {
      if (!item.is_map()) take(item);
      // By the wiki's schema an item may be {model: list}.
      for (const auto& model : item.members)
        for (const document_node& node : model.value.items) take(node);
    }
    return true;
  }

  std::string file_;
  const document_node& root_;
  diagnostics& remarks_;
  wiki_variant result_;
};

}  // namespace portfit::detail
