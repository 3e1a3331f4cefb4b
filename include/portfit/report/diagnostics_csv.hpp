#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/report/detail/csv_rows.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace portfit {

/// Writes what reading gave to remark as CSV; the names of the columns are a promise: `severity` (error, warning, note), `code`
/// (stable), `file`, `line`, `column` (from 1; 0: none), `message`, `expected`, `nearest`, and as every output has them
/// `version`, `as_of`, `policy`, `inputs`.
inline void write_csv(std::ostream& out, const report_head& head, const diagnostics& remarks) {
  std::vector<std::string> names{"severity", "code", "file", "line", "column", "message", "expected", "nearest"};
  detail::add_head_columns(names);
  detail::write_csv_row(out, names);
  for (const diagnostic& each : remarks) {
    std::vector<std::string> cells{to_text(each.level),
                                   each.code,
                                   each.where.file,
                                   std::to_string(each.where.line),
                                   std::to_string(each.where.column),
                                   each.message,
                                   each.expected,
                                   each.nearest};
    detail::add_head_cells(cells, head);
    detail::write_csv_row(out, cells);
  }
}

}  // namespace portfit
