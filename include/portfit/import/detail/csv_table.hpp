#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// One cell of a sheet, with where it starts.
struct csv_cell {
  std::string text;  ///< trimmed, quotes resolved
  int line = 0;
  int column = 0;  ///< in characters
};

using csv_row = std::vector<csv_cell>;

/// The rows of a sheet as a separator divides them.
struct csv_table {
  std::vector<csv_row> rows;
  /// Where a quote opens that nothing closes, if one does.
  std::optional<position> open_quote;
};

/// Divides text into cells (RFC 4180, tolerantly): a cell that starts with a quote ends with one and may hold separators, line
/// ends and doubled quotes; elsewhere a quote is a quote (`6,1"`). Lines end in LF, CR LF or CR.
class csv_splitter {
 public:
  csv_splitter(std::string_view text, char separator) : text_(text), separator_(separator) {}

  [[nodiscard]] csv_table split() {
    csv_table table;
    while (place_ < text_.size()) {
      csv_row row;
      do row.push_back(read_cell(table));
      while (take(separator_));
      if (!take_line_end() && place_ < text_.size()) step();
      table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  csv_cell read_cell(csv_table& table) {
    csv_cell cell{{}, line_, column_};
    while (place_ < text_.size() && text_[place_] == ' ') step();
    const position start{{}, line_, column_};
    if (take('"')) {
      if (!read_quoted(cell.text) && !table.open_quote) table.open_quote = start;
    }
    // What stands behind a closing quote belongs to the cell all the same.
    while (place_ < text_.size() && text_[place_] != separator_ && text_[place_] != '\n' && text_[place_] != '\r') {
      cell.text += text_[place_];
      step();
    }
    cell.text = std::string(trimmed(cell.text));
    return cell;
  }

  /// @returns false if the text ends first.
  bool read_quoted(std::string& text) {
    while (place_ < text_.size()) {
      if (take('"') && !(place_ < text_.size() && text_[place_] == '"')) return true;
      if (place_ == text_.size()) break;
      text += text_[place_];
      if (text_[place_] == '\n' || text_[place_] == '\r')
        take_line_end();
      else
        step();
    }
    return false;
  }

  void step() {
    if ((static_cast<unsigned char>(text_[place_]) & 0xC0U) != 0x80U) ++column_;
    ++place_;
  }

  bool take(char letter) {
    if (place_ >= text_.size() || text_[place_] != letter) return false;
    step();
    return true;
  }

  bool take_line_end() {
    if (place_ >= text_.size() || (text_[place_] != '\n' && text_[place_] != '\r')) return false;
    place_ += text_.substr(place_, 2) == "\r\n" ? 2 : 1;
    ++line_;
    column_ = 1;
    return true;
  }

  std::string_view text_;
  char separator_;
  std::size_t place_ = 0;
  int line_ = 1;
  int column_ = 1;
};

/// What is wrong with the bytes of a sheet, if anything; one error, since nothing else can be trusted then.
inline diagnostics check_encoding(std::string_view text, const std::string& file) {
  const auto fail = [&](int line, int column, const std::string& what) {
    return diagnostics{{severity::error,
                        "bad_encoding",
                        {file, line, column},
                        what,
                        "UTF-8: save as \"CSV UTF-8\" in your spreadsheet program",
                        ""}};
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return fail(1, 1, "the file is UTF-16");
  if (text.starts_with("PK\x03\x04")) return fail(1, 1, "the file is a spreadsheet file, not CSV");
  const auto nul = text.find('\0');
  const auto bad = (std::min)(nul, find_invalid_utf8(text));
  if (bad == std::string_view::npos) return {};
  const auto [line, column] = line_and_column(text, bad);
  return fail(line, column, nul == bad ? "the file is not text" : "the text is not UTF-8");
}

}  // namespace portfit::detail
