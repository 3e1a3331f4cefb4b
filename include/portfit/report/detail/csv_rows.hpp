#pragma once

#include <portfit/report/report_head.hpp>

#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// One cell (RFC 4180): quoted where a comma, a quote or a line end would be taken for something else.
[[nodiscard]] inline std::string quoted_csv(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"') quoted += '"';
    quoted += letter;
  }
  return quoted + '"';
}

inline void write_csv_row(std::ostream& out, const std::vector<std::string>& cells) {
  for (std::size_t index = 0; index < cells.size(); ++index) out << (index > 0 ? "," : "") << quoted_csv(cells[index]);
  out << '\n';
}

[[nodiscard]] inline std::string csv_flag(bool holds) { return holds ? "yes" : "no"; }

/// The columns that every CSV output ends with.
inline void add_head_columns(std::vector<std::string>& cells) {
  for (const char* const name : {"version", "as_of", "policy", "inputs"}) cells.emplace_back(name);
}

inline void add_head_cells(std::vector<std::string>& cells, const report_head& head) {
  cells.push_back(head.version);
  cells.push_back(head.as_of ? to_text(*head.as_of) : "");
  cells.push_back(policy_text(head));
  cells.push_back(fingerprint_text(head.inputs));
}

/// Cells named by their column; those not named stay empty.
using named_cells = std::map<std::string, std::string>;

inline void write_named_columns(std::ostream& out, std::vector<std::string> columns) {
  add_head_columns(columns);
  write_csv_row(out, columns);
}

/// @pre Every cell's name is one of the columns.
inline void write_named_row(std::ostream& out, const report_head& head, const std::vector<std::string>& columns,
                            const named_cells& cells) {
  std::vector<std::string> row;
  for (const std::string& name : columns) {
    const auto found = cells.find(name);
    row.push_back(found == cells.end() ? "" : found->second);
  }
  add_head_cells(row, head);
  write_csv_row(out, row);
}

}  // namespace portfit::detail
