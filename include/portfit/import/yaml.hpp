#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/document.hpp>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <cstddef>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// How much a stranger's file may ask of us.
struct yaml_limits {
  std::size_t bytes = std::size_t{16} << 20U;  ///< size of the text
  std::size_t depth = 64;                      ///< of maps and lists in one another; more than 400 has no effect
};

namespace detail {

/// Builds the tree from the events of yaml-cpp; after the first mistake that makes the rest meaningless it ignores them.
class yaml_builder final : public YAML::EventHandler {
 public:
  yaml_builder(document_result& into, std::string_view text, yaml_limits limits)
      : into_(into), columns_(text), limits_(limits) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool empty() const { return !has_root_; }

  void fail(const YAML::Mark& mark, std::string code, std::string message, std::string expected = {}) {
    if (failed_) return;
    failed_ = true;
    remark(line_of(mark), column_of(mark), std::move(code), std::move(message), std::move(expected));
  }

  void refuse_alias(const YAML::Mark& mark) {
    fail(mark, "alias", "anchors (&name) and aliases (*name) are not read", "the value written out");
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (has_root_) fail(mark, "several_documents", "a second document starts here", "one document in a file");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (!accepts(mark, {}, anchor)) return;
    if (expects_key()) return fail(mark, "bad_yaml", "a key is missing or null", "a key as text, in quotes if need be");
    document_node node;
    node.line = line_of(mark);
    node.column = column_of(mark);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_alias(mark); }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse_alias(mark); }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (!accepts(mark, tag, anchor)) return;
    // Of a quoted text the column of the text itself is kept, so that mistakes within it can be pointed at.
    const int column = column_of(mark) + (tag == "!" ? 1 : 0);
    if (expects_key()) return take_key(value, line_of(mark), column_of(mark));
    add(document_node::scalar(value, line_of(mark), column));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    if (opens(mark, tag, anchor)) open_.push_back({document_node::list(line_of(mark), column_of(mark)), {}, {}});
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    if (opens(mark, tag, anchor)) open_.push_back({document_node::map(line_of(mark), column_of(mark)), {}, {}});
  }
  void OnMapEnd() override { close(); }

 private:
  struct key_state {
    bool given = false;
    bool repeated = false;
    std::string text;
    int line = 0;
    int column = 0;
  };
  struct frame {
    document_node node;
    key_state key;
    std::map<std::string, int> lines;  // where each key of a map was given first
  };

  [[nodiscard]] static int line_of(const YAML::Mark& mark) { return mark.is_null() ? 0 : mark.line + 1; }
  [[nodiscard]] int column_of(const YAML::Mark& mark) {
    return mark.is_null() ? 0 : columns_.characters(mark.line, mark.column) + 1;
  }
  [[nodiscard]] bool expects_key() const {
    return !open_.empty() && open_.back().node.is_map() && !open_.back().key.given;
  }

  void remark(int line, int column, std::string code, std::string message, std::string expected) {
    into_.remarks.push_back({severity::error,
                             std::move(code),
                             {into_.document.file, line, column},
                             std::move(message),
                             std::move(expected),
                             {}});
  }

  /// No event after a failure, no anchors, no tags but the implied ones (`?` plain, `!` quoted).
  [[nodiscard]] bool accepts(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) refuse_alias(mark);
    if (!tag.empty() && tag != "?" && tag != "!")
      fail(mark, "tag", "tags are not read; the vocabulary gives every value its type", "the value without its tag");
    return !failed_;
  }

  [[nodiscard]] bool opens(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (!accepts(mark, tag, anchor)) return false;
    if (expects_key()) fail(mark, "bad_yaml", "a key is a list or a map", "a key as text");
    if (open_.size() >= limits_.depth)
      fail(mark, "too_deep", "maps and lists are nested too deeply",
           "at most " + std::to_string(limits_.depth) + " levels");
    return !failed_;
  }

  void take_key(const std::string& text, int line, int column) {
    frame& top = open_.back();
    const auto [first, fresh] = top.lines.emplace(text, line);
    top.key = {true, !fresh, text, line, column};
    if (!fresh)
      remark(line, column, "duplicate_key",
             "the key '" + text + "' was given before, in line " + std::to_string(first->second), "each key once");
  }

  void add(document_node node) {
    if (open_.empty()) {
      into_.document.root = std::move(node);
      has_root_ = true;
    } else if (open_.back().node.is_list()) {
      open_.back().node.items.push_back(std::move(node));
    } else {
      key_state& key = open_.back().key;
      if (!key.repeated)
        open_.back().node.members.push_back({std::move(key.text), key.line, key.column, std::move(node)});
      key = {};
    }
  }

  void close() {
    if (failed_) return;
    document_node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  document_result& into_;
  column_counter columns_;
  yaml_limits limits_;
  std::vector<frame> open_;
  bool has_root_ = false;
  bool failed_ = false;
};

/// What is wrong with the text as a whole, before any of it is parsed.
[[nodiscard]] inline diagnostics check_text(std::string_view text, const std::string& file, const yaml_limits& limits) {
  const auto remark = [&](std::string code, std::size_t offset, std::string message, std::string expected) {
    const auto [line, column] = line_and_column(text, offset);
    return diagnostics{
        {severity::error, std::move(code), {file, line, column}, std::move(message), std::move(expected), {}}};
  };
  if (text.size() > limits.bytes)
    return remark("too_large", 0, "the file has " + std::to_string(text.size()) + " bytes",
                  "at most " + std::to_string(limits.bytes));
  if (const auto bad = find_invalid_utf8(text); bad != std::string_view::npos)
    return remark("binary_file", bad, "this is no text in UTF-8", "a text file saved as UTF-8");
  if (const auto control = find_control_character(text); control != std::string_view::npos)
    return remark("binary_file", control, "the text holds a control character", "a text file saved as UTF-8");
  return {};
}

inline void parse_yaml(std::string_view text, document_result& result, const yaml_limits& limits) {
  yaml_builder builder(result, text, limits);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (!builder.failed() && parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& problem) {
    // An alias without its anchor is found by yaml-cpp itself.
    if (problem.msg.find("referenced anchor") != std::string::npos) builder.refuse_alias(problem.mark);
    builder.fail(problem.mark, "bad_yaml", "this is no YAML: " + problem.msg);
  }
  if (!builder.failed() && (builder.empty() || result.document.root.is_null()))
    result.remarks.push_back({severity::error,
                              "empty_file",
                              {result.document.file, 1, 1},
                              "the file says nothing",
                              "a catalog: portfit: 1",
                              {}});
  if (builder.failed()) result.document.root = {};
}

}  // namespace detail

/// Reads YAML (JSON is a subset) into a tree of text with positions.
///
/// Scalars stay as they are written; a plain `null`, `~` or blank is a null node, quoted text never is. Not read, and
/// told as errors: anchors and aliases (before anything is expanded), tags, a second document, repeated keys (the first
/// stays), an empty file, text that is no UTF-8, and more bytes or levels than `limits` allow. The document is empty
/// where the text as a whole could not be read.
/// Codes: `bad_yaml`, `alias`, `tag`, `several_documents`, `duplicate_key`, `empty_file`, `binary_file`, `too_large`,
/// `too_deep`. Columns count characters, not bytes.
/// Complexity: about linear in the text. @throws std::bad_alloc only.
[[nodiscard]] inline document_result read_yaml(std::string_view text, std::string file_name, yaml_limits limits = {}) {
  document_result result;
  result.document.file = std::move(file_name);
  result.document.hash = fingerprint(text);
  result.remarks = detail::check_text(text, result.document.file, limits);
  if (!result.remarks.empty()) return result;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  detail::parse_yaml(text, result, limits);
  return result;
}

}  // namespace portfit
