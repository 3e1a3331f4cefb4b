#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/import/detail/vintf_xml_depth.hpp>
#include <portfit/vintf/android_era.hpp>
#include <portfit/vintf/hal_instance.hpp>
#include <portfit/vintf/matrix_level.hpp>

#include <pugixml.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// How much a stranger's file may ask of us.
struct vintf_limits {
  std::size_t bytes = std::size_t{4} << 20U;  ///< size of the text; Android's own have less than 0.4 MiB
  std::size_t depth = 100;                    ///< of elements in one another
  std::size_t instances = 5000;               ///< HALs, their versions and instances (written out), and kernels
};

namespace detail {

/// An XML document whose mistakes are told with their places.
class vintf_document {
 public:
  vintf_document(std::string_view text, std::string file, android_era era, vintf_limits limits)
      : file_(std::move(file)), era_(era), limits_(limits) {
    parse(text);
  }

  [[nodiscard]] diagnostics& remarks() { return remarks_; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] const android_era& era() const { return era_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }
  /// The version of the document's own format, from the root's `version=`.
  [[nodiscard]] hal_version format() const { return format_; }

  [[nodiscard]] written_at place(const pugi::xml_node& node) const {
    const std::ptrdiff_t offset = node.offset_debug();
    if (offset < 0) return {file_, 0, 0};
    const auto line = std::upper_bound(lines_.begin(), lines_.end(), static_cast<std::size_t>(offset)) - 1;
    return {file_, static_cast<int>(line - lines_.begin()) + 1,
            static_cast<int>(static_cast<std::size_t>(offset) - *line) + 1};
  }

  void error(const pugi::xml_node& node, std::string code, std::string message, std::string expected = {}) {
    failed_ = true;
    remark(severity::error, place(node), std::move(code), std::move(message), std::move(expected));
  }
  void warning(const pugi::xml_node& node, std::string code, std::string message, std::string expected = {}) {
    remark(severity::warning, place(node), std::move(code), std::move(message), std::move(expected));
  }

  /// Opens the document as one of this kind: its root, its format, whose side it is of.
  [[nodiscard]] std::optional<vintf_side> open(const char* root_name) {
    if (failed_) return std::nullopt;
    const pugi::xml_node top = root();
    if (std::string_view(top.name()) != root_name) {
      error(top, "wrong_root", "the root is <" + std::string(top.name()) + ">", "<" + std::string(root_name) + ">");
      return std::nullopt;
    }
    const auto version = read_hal_version(top.attribute("version").value());
    if (!version) {
      error(top, "bad_attribute", "<" + std::string(root_name) + "> does not say the version of its format",
            "as version=\"1.0\"");
      return std::nullopt;
    }
    format_ = *version;
    if (format_ > era_.newest_format()) {
      error(top, "new_format", "the format is of version " + to_text(format_) + ", newer than this Android reads",
            "at most " + to_text(era_.newest_format()));
      return std::nullopt;
    }
    const std::string_view type = top.attribute("type").value();
    if (type == "device") return vintf_side::device;
    if (type == "framework") return vintf_side::framework;
    error(top, "bad_attribute", "the type is '" + std::string(type) + "'", "type=\"device\" or type=\"framework\"");
    return std::nullopt;
  }

  /// An attribute that may be left out. A bad value is an error from format 9.0 on; before, it counts as left out.
  template <class Value, class Read>
  [[nodiscard]] Value attribute(const pugi::xml_node& node, const char* name, Value left_out, Read read,
                                const char* expected) {
    const pugi::xml_attribute given = node.attribute(name);
    if (!given) return left_out;
    const std::optional<Value> value = read(std::string_view(given.value()));
    if (value) return *value;
    std::string message = std::string(name) + "=\"" + given.value() + "\" of <" + node.name() + "> is not known";
    if (format_ >= hal_version{9, 0})
      error(node, "bad_attribute", std::move(message), expected);
    else
      warning(node, "bad_attribute", std::move(message) + " and counts as left out", expected);
    return left_out;
  }

  [[nodiscard]] matrix_level level(const pugi::xml_node& node, const char* name) {
    return attribute(
        node, name, matrix_level{},
        [this](std::string_view text) -> std::optional<matrix_level> {
          if (text.empty()) return matrix_level{};
          const auto read = read_matrix_level(text);
          return read && era_.knows(*read) ? read : std::nullopt;
        },
        era_.release <= 14 ? "legacy or 1 to 9" : "legacy, 1 to 8, 202404 or 202504");
  }

  [[nodiscard]] bool yes_or_no(const pugi::xml_node& node, const char* name, bool left_out) {
    return attribute(
        node, name, left_out,
        [](std::string_view text) -> std::optional<bool> {
          if (text == "true") return true;
          if (text == "false") return false;
          return std::nullopt;
        },
        "true or false");
  }

  /// Who alone may use a HAL; empty: anybody.
  [[nodiscard]] std::string exclusive_user(const pugi::xml_node& node) {
    return attribute(
        node, "exclusive-to", std::string(),
        [](std::string_view text) -> std::optional<std::string> {
          if (text.empty() || text == "virtual-machine") return std::string(text);
          return std::nullopt;
        },
        "virtual-machine");
  }

  /// A child that may be left out but not repeated; where it is, that is told and the first is taken.
  [[nodiscard]] pugi::xml_node single_child(const pugi::xml_node& node, const char* name) {
    const pugi::xml_node child = node.child(name);
    if (const pugi::xml_node second = child.next_sibling(name))
      error(second, "duplicate_element", "<" + std::string(node.name()) + "> has more than one <" + name + ">", "one");
    return child;
  }

  /// The texts of children, each of which may stand there once.
  [[nodiscard]] std::set<std::string> distinct_texts(const pugi::xml_node& node, const char* name) {
    std::set<std::string> result;
    for (const pugi::xml_node& each : node.children(name))
      if (!result.insert(each.child_value()).second)
        error(each, "duplicate_element", std::string(name) + " '" + each.child_value() + "' is listed twice", "once");
    return result;
  }

  /// The text of a child that must be there.
  [[nodiscard]] std::string child_text(const pugi::xml_node& node, const char* name) {
    const pugi::xml_node child = node.child(name);
    if (!child) error(node, "missing_element", "<" + std::string(node.name()) + "> has no <" + name + ">");
    return child.child_value();
  }

  /// Reads the text of an element with a function that gives nothing for a bad text, which is told.
  template <class Read>
  [[nodiscard]] auto value(const pugi::xml_node& node, Read read, const char* expected) {
    auto result = read(std::string_view(node.child_value()));
    if (!result)
      error(node, "bad_text", "<" + std::string(node.name()) + "> says '" + node.child_value() + "'", expected);
    return result;
  }

  /// Counts what a document is written out to. False, and told once, where that becomes too much.
  [[nodiscard]] bool afford(const pugi::xml_node& node, std::size_t count) {
    if (too_many_) return false;
    if (count <= limits_.instances - used_) {
      used_ += count;
      return true;
    }
    too_many_ = true;
    error(node, "too_many", "the file lists too much",
          "at most " + std::to_string(limits_.instances) + " HALs, versions, instances and kernels");
    return false;
  }

 private:
  void remark(severity level, position where, std::string code, std::string message, std::string expected) {
    if (remarks_.size() < most_remarks)
      remarks_.push_back({level, std::move(code), std::move(where), std::move(message), std::move(expected), {}});
  }
  void refuse(std::size_t line, std::size_t column, std::string code, std::string message, std::string expected = {}) {
    failed_ = true;
    remark(severity::error, {file_, static_cast<int>(line), static_cast<int>(column)}, std::move(code),
           std::move(message), std::move(expected));
  }

  void parse(std::string_view text) {
    if (text.size() > limits_.bytes)
      return refuse(0, 0, "too_large", "the file has " + std::to_string(text.size()) + " bytes",
                    "at most " + std::to_string(limits_.bytes));
    auto bad = find_invalid_utf8(text);
    if (bad == std::string_view::npos) bad = find_control_character(text);
    if (bad != std::string_view::npos) {
      const auto [line, column] = line_and_column(text, bad);
      return refuse(static_cast<std::size_t>(line), static_cast<std::size_t>(column), "binary_file",
                    "this is no text in UTF-8", "an XML file saved as UTF-8");
    }
    lines_ = {0};
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      lines_.push_back(at + 1);
    const pugi::xml_parse_result read =
        document_.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!read) {
      const auto [line, column] = line_and_column(text, (std::min)(static_cast<std::size_t>(read.offset), text.size()));
      return refuse(static_cast<std::size_t>(line), static_cast<std::size_t>(column), "bad_xml",
                    std::string("this is no XML: ") + read.description());
    }
    if (!root()) return refuse(1, 1, "empty_file", "the file has no element");
    if (is_nested_too_deep(root(), limits_.depth))
      refuse(1, 1, "too_deep", "elements are nested too deeply",
             "at most " + std::to_string(limits_.depth) + " levels");
  }

  static constexpr std::size_t most_remarks = 20;

  std::string file_;
  android_era era_;
  vintf_limits limits_;
  pugi::xml_document document_;
  std::vector<std::size_t> lines_;  // where each begins
  diagnostics remarks_;
  hal_version format_;
  std::size_t used_ = 0;
  bool too_many_ = false;
  bool failed_ = false;
};

}  // namespace detail
}  // namespace portfit
