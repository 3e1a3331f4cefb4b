#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// Where something was written. Line and column count from 1; 0 means that there is none (built in C++).
struct position {
  std::string file;
  int line = 0;
  int column = 0;

  position() = default;
  position(std::string in_file, int at_line, int at_column)
      : file(std::move(in_file)), line(at_line), column(at_column) {}
  friend bool operator==(const position&, const position&) = default;
};

/// Where a part of a catalog was written. That is no part of what the catalog says: two of these always compare equal, so that
/// `==` of facts, requirements and whole entities asks whether they say the same; compared to a `position` it is one.
struct written_at : position {
  written_at() = default;
  written_at(position where) : position(std::move(where)) {}  // NOLINT: meant to convert
  using position::position;
  friend bool operator==(const written_at&, const written_at&) { return true; }
  friend bool operator==(const written_at& a, const position& b) { return static_cast<const position&>(a) == b; }
};

enum class severity { note, warning, error };

/// One remark about an input: what is wrong, where, what was expected and the nearest known name.
struct diagnostic {
  severity level = severity::error;
  /// Stable, for programs: `undeclared_name`, `wrong_type`, ...
  std::string code;
  position where;
  std::string message;
  /// What would have been right; may be empty.
  std::string expected;
  /// The known name that looks most like the one given; may be empty.
  std::string nearest;
  friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

using diagnostics = std::vector<diagnostic>;

[[nodiscard]] inline bool has_errors(const diagnostics& remarks) {
  return std::any_of(remarks.begin(), remarks.end(),
                     [](const diagnostic& remark) { return remark.level == severity::error; });
}

[[nodiscard]] inline std::string to_text(severity level) {
  switch (level) {
    case severity::note: return "note";
    case severity::warning: return "warning";
    case severity::error: break;
  }
  return "error";
}

/// `file:line:column: error[code]: message; expected ...; did you mean ...?` in one line.
[[nodiscard]] inline std::string to_text(const diagnostic& remark) {
  std::string text;
  if (!remark.where.file.empty()) text += remark.where.file + ':';
  if (remark.where.line > 0)
    text += std::to_string(remark.where.line) + ':' + std::to_string(remark.where.column) + ':';
  if (!text.empty()) text += ' ';
  text += to_text(remark.level) + '[' + remark.code + "]: " + remark.message;
  if (!remark.expected.empty()) text += "; expected " + remark.expected;
  if (!remark.nearest.empty()) text += "; did you mean '" + remark.nearest + "'?";
  return text;
}

}  // namespace portfit
