#pragma once

#include <portfit/catalog/edit.hpp>
#include <portfit/import/yaml.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace portfit {

/// An edit, and what is wrong with how it is written.
struct edit_reading {
  portfit::edit edit;
  /// With errors among them the edit is not to be applied.
  diagnostics remarks;
};

namespace detail {

/// A part of a text as a scalar with its place, without blanks at its ends.
[[nodiscard]] inline document_node part_of(std::string_view text, std::size_t first, std::size_t last) {
  constexpr std::string_view blanks = " \t\r\n";
  while (first < last && blanks.find(text[first]) != std::string_view::npos) ++first;
  while (first < last && blanks.find(text[last - 1]) != std::string_view::npos) --last;
  const auto [line, column] = line_and_column(text, first);
  return document_node::scalar(std::string(text.substr(first, last - first)), line, column);
}

/// Tells that a text is no edit.
inline void no_edit(edit_reading& result, std::size_t offset, std::string message) {
  const auto [line, column] = line_and_column(result.edit.text, offset);
  result.remarks.push_back({severity::error,
                            "bad_edit",
                            {result.edit.file, line, column},
                            std::move(message),
                            "ENTITY: KEY = VALUE, as in 'x1: ram = 4 GiB'",
                            {}});
}

/// Reads what stands behind the `=` at `equals`.
inline void read_edit_value(edit_reading& result, std::size_t equals) {
  const std::string& text = result.edit.text;
  const document_node written = part_of(text, equals + 1, text.size());
  // Blank lines and blanks before it let everything in the value stand where it stands in the text.
  std::string padded(static_cast<std::size_t>(written.line - 1), '\n');
  padded.append(static_cast<std::size_t>(written.column - 1), ' ');
  document_result value = read_yaml(padded + written.text, result.edit.file);
  if (std::any_of(value.remarks.begin(), value.remarks.end(),
                  [](const diagnostic& each) { return each.code == "empty_file"; }))
    no_edit(result, equals + 1, "nothing stands behind the '='; what nobody knows is 'unknown'");
  else
    result.remarks.insert(result.remarks.end(), value.remarks.begin(), value.remarks.end());
  result.edit.value = std::move(value.document.root);
}

}  // namespace detail

/// Reads `ENTITY: KEY = VALUE`, where the value is written as in catalogs (`4 GiB`, `{none: 50%, photo: 50%}`, `[a, b]`).
///
/// @param name what remarks call it, as `--set 1`. They point at the line and column in `text`. Code `bad_edit` where the form
/// is not that; for the value those of `read_yaml`.
/// Complexity: about linear in the text. @throws std::bad_alloc only.
[[nodiscard]] inline edit_reading read_edit(std::string_view text, std::string name) {
  edit_reading result;
  result.edit.text = std::string(text);
  result.edit.file = std::move(name);
  result.remarks = detail::check_text(text, result.edit.file, {});
  if (!result.remarks.empty()) return result;
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.substr(0, equals).find(':');
  if (equals == std::string_view::npos) {
    detail::no_edit(result, text.size(), "no '=' says what it shall be");
  } else if (colon == std::string_view::npos) {
    detail::no_edit(result, 0, "no ':' says whose key it is");
  } else {
    result.edit.subject = detail::part_of(text, 0, colon);
    result.edit.key = detail::part_of(text, colon + 1, equals);
    if (result.edit.subject.text.empty()) detail::no_edit(result, 0, "nothing stands before the ':'");
    if (result.edit.key.text.empty()) detail::no_edit(result, colon + 1, "nothing stands between ':' and '='");
    detail::read_edit_value(result, equals);
  }
  return result;
}

}  // namespace portfit
