#pragma once

#include <portfit/catalog/detail/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace portfit {

/// How wide printed reports may be, in columns of a terminal.
inline constexpr std::size_t report_width = 110;

namespace detail {

/// The code point at `offset` of `length` bytes. @pre The bytes are a UTF-8 sequence.
[[nodiscard]] inline std::uint32_t code_point(std::string_view text, std::size_t offset, std::size_t length) {
  const auto byte = [&](std::size_t ahead) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[offset + ahead]));
  };
  if (length == 1) return byte(0);
  std::uint32_t point = byte(0) & (0xFFU >> (length + 1));
  for (std::size_t ahead = 1; ahead < length; ++ahead) point = (point << 6U) | (byte(ahead) & 0x3FU);
  return point;
}

struct code_range {
  std::uint32_t first;
  std::uint32_t last;
};

template <std::size_t Count>
[[nodiscard]] bool lies_in(const std::array<code_range, Count>& ranges, std::uint32_t point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [point](const code_range& range) { return range.first <= point && point <= range.last; });
}

/// Columns a character takes: none for marks that combine, two for wide East Asian characters and pictures.
[[nodiscard]] inline std::size_t columns_of(std::uint32_t point) {
  constexpr std::array<code_range, 5> combining{
      {{0x300, 0x36F}, {0x483, 0x489}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
  constexpr std::array<code_range, 10> wide{{{0x1100, 0x115F},
                                             {0x2E80, 0x303E},
                                             {0x3041, 0xA4CF},
                                             {0xAC00, 0xD7A3},
                                             {0xF900, 0xFAFF},
                                             {0xFE30, 0xFE6F},
                                             {0xFF00, 0xFF60},
                                             {0xFFE0, 0xFFE6},
                                             {0x1F300, 0x1FAFF},
                                             {0x20000, 0x3FFFD}}};
  if (lies_in(combining, point)) return 0;
  return lies_in(wide, point) ? 2 : 1;
}

}  // namespace detail

/// How many columns of a terminal a UTF-8 text takes; a byte that is none counts as one.
[[nodiscard]] inline std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = detail::utf8_length(text, offset);
    width += length == 0 ? 1 : detail::columns_of(detail::code_point(text, offset, length));
    offset += length == 0 ? 1 : length;
  }
  return width;
}

/// The text on one line: control characters (a terminal would obey them) become blanks.
[[nodiscard]] inline std::string one_line(std::string_view text) {
  std::string result(text);
  for (char& letter : result)
    if (static_cast<unsigned char>(letter) < 0x20U || letter == '\x7F') letter = ' ';
  return result;
}

/// The text cut to so many columns, the last of them `…` where something was cut off. @pre `columns` is positive.
[[nodiscard]] inline std::string cut_to(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::string kept;
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = (std::max)(std::size_t{1}, detail::utf8_length(text, offset));
    const std::string_view letter = text.substr(offset, length);
    width += display_width(letter);
    if (width + 1 > columns) break;
    kept += letter;
    offset += length;
  }
  return kept + "…";
}

/// Breaks a text at blanks into lines of at most `width` columns, later ones behind `indent` blanks; a longer word stays whole.
[[nodiscard]] inline std::string wrap_text(std::string_view text, std::size_t indent,
                                           std::size_t width = report_width) {
  std::string result;
  std::size_t used = 0;
  bool fresh = true;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t blank = (std::min)(text.find(' ', start), text.size());
    const std::string_view word = text.substr(start, blank - start);
    const std::size_t columns = display_width(word);
    if (!fresh && used + 1 + columns > width) {
      result += '\n' + std::string(indent, ' ');
      used = indent;
    } else if (!fresh) {
      result += ' ';
      ++used;
    }
    result += word;
    used += columns;
    fresh = false;
    start = blank + 1;
  }
  return result;
}

/// One column of a printed table.
struct table_column {
  std::string header;
  bool to_the_right = false;  ///< numbers
  bool may_be_cut = false;    ///< if the table gets too wide
};

/// A table of text; a row may have a note, printed below it.
struct text_table {
  struct row {
    std::vector<std::string> cells;      ///< as many as columns
    std::string note;                    ///< may be empty
    std::vector<std::string> more = {};  ///< more notes, each on lines of its own
  };
  std::vector<table_column> columns;
  std::vector<row> rows;

  /// Columns of the terminal by column of the table, as wide as their widest cell.
  [[nodiscard]] std::vector<std::size_t> natural_widths() const {
    std::vector<std::size_t> widths;
    for (const table_column& each : columns) widths.push_back(display_width(each.header));
    for (const row& each : rows)
      for (std::size_t index = 0; index < widths.size(); ++index)
        widths[index] = (std::max)(widths[index], display_width(each.cells[index]));
    return widths;
  }
  /// How wide it is with two blanks between columns.
  [[nodiscard]] std::size_t natural_width() const {
    const std::vector<std::size_t> widths = natural_widths();
    return std::accumulate(widths.begin(), widths.end(), std::size_t{0}) +
           (widths.empty() ? 0 : 2 * (widths.size() - 1));
  }
};

namespace detail {

/// Takes columns from the widest of those that may be cut until the table fits, leaving each at least eight.
[[nodiscard]] inline std::vector<std::size_t> fitting_widths(const text_table& table, std::size_t width) {
  std::vector<std::size_t> widths = table.natural_widths();
  for (std::size_t total = table.natural_width(); total > width; --total) {
    std::size_t widest = widths.size();
    for (std::size_t index = 0; index < widths.size(); ++index)
      if (table.columns[index].may_be_cut && widths[index] > 8 &&
          (widest == widths.size() || widths[index] > widths[widest]))
        widest = index;
    if (widest == widths.size()) break;
    --widths[widest];
  }
  return widths;
}

inline void write_cells(std::ostream& out, const text_table& table, const std::vector<std::string>& cells,
                        const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t index = 0; index < widths.size(); ++index) {
    const std::string text = cut_to(one_line(cells[index]), widths[index]);
    const std::string blanks(widths[index] - (std::min)(widths[index], display_width(text)), ' ');
    if (index > 0) line += "  ";
    line += table.columns[index].to_the_right ? blanks + text : text + blanks;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

}  // namespace detail

/// Writes a table, columns aligned and two blanks apart, at most `width` columns wide where cutting makes that possible.
/// Notes stand below their row, behind `indent` blanks. Complexity: linear in the text.
inline void write_table(std::ostream& out, const text_table& table, std::size_t indent = 4,
                        std::size_t width = report_width) {
  const std::vector<std::size_t> widths = detail::fitting_widths(table, width);
  std::vector<std::string> headers;
  for (const table_column& each : table.columns) headers.push_back(each.header);
  detail::write_cells(out, table, headers, widths);
  for (const text_table::row& each : table.rows) {
    detail::write_cells(out, table, each.cells, widths);
    const auto write_note = [&](const std::string& note) {
      if (!note.empty()) out << wrap_text(std::string(indent, ' ') + one_line(note), indent + 2, width) << '\n';
    };
    write_note(each.note);
    for (const std::string& note : each.more) write_note(note);
  }
}

}  // namespace portfit
