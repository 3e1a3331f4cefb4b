#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/import/detail/vintf_xml_depth.hpp>

#include <pugixml.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit_benchmark {

/// How much a stranger's file may ask of us.
struct xml_limits {
  std::size_t bytes = std::size_t{64} << 20U;  ///< size of the text
  std::size_t depth = 200;                     ///< of elements in one another, which bounds every recursion over them
};

/// An XML document whose mistakes are told with their places. Nodes are valid as long as it is.
class xml_text {
 public:
  xml_text(std::string_view text, std::string file, xml_limits limits) : file_(std::move(file)), limits_(limits) {
    parse(text);
  }

  [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] portfit::diagnostics& remarks() { return remarks_; }

  /// Where an element begins.
  [[nodiscard]] portfit::position place(const pugi::xml_node& node) const {
    const std::ptrdiff_t offset = node.offset_debug();
    if (offset < 0) return {file_, 0, 0};
    const auto line = std::upper_bound(lines_.begin(), lines_.end(), static_cast<std::size_t>(offset)) - 1;
    return {file_, static_cast<int>(line - lines_.begin()) + 1,
            static_cast<int>(static_cast<std::size_t>(offset) - *line) + 1};
  }

  void error(const pugi::xml_node& node, std::string code, std::string message, std::string expected = {},
             std::string nearest = {}) {
    remark(place(node), std::move(code), std::move(message), std::move(expected), std::move(nearest));
  }

 private:
  void remark(portfit::position where, std::string code, std::string message, std::string expected = {},
              std::string nearest = {}) {
    constexpr std::size_t most_remarks = 20;
    failed_ = true;
    if (remarks_.size() < most_remarks)
      remarks_.push_back({portfit::severity::error, std::move(code), std::move(where), std::move(message),
                          std::move(expected), std::move(nearest)});
  }

  void remark_at(std::string_view text, std::size_t offset, std::string code, std::string message) {
    const auto [line, column] = portfit::detail::line_and_column(text, (std::min)(offset, text.size()));
    remark({file_, line, column}, std::move(code), std::move(message));
  }

  void parse(std::string_view text) {
    if (text.size() > limits_.bytes)
      return remark({file_, 0, 0}, "too_large", "the file has " + std::to_string(text.size()) + " bytes",
                    "at most " + std::to_string(limits_.bytes));
    auto bad = portfit::detail::find_invalid_utf8(text);
    if (bad == std::string_view::npos) bad = portfit::detail::find_control_character(text);
    if (bad != std::string_view::npos) return remark_at(text, bad, "binary_file", "this is no text in UTF-8");
    lines_ = {0};
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
      lines_.push_back(at + 1);
    const pugi::xml_parse_result read =
        document_.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!read)
      return remark_at(text, static_cast<std::size_t>(read.offset), "bad_xml",
                       std::string("this is no XML: ") + read.description());
    if (!root()) return remark({file_, 1, 1}, "empty_file", "the file has no element");
    if (portfit::detail::is_nested_too_deep(root(), limits_.depth))
      remark({file_, 1, 1}, "too_deep", "elements are nested too deeply",
             "at most " + std::to_string(limits_.depth) + " levels");
  }

  std::string file_;
  xml_limits limits_;
  pugi::xml_document document_;
  std::vector<std::size_t> lines_;  // where each begins
  portfit::diagnostics remarks_;
  bool failed_ = false;
};

}  // namespace portfit_benchmark
