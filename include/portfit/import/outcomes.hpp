#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/catalog/document.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/catalog/observed_outcome.hpp>
#include <portfit/import/detail/csv_table.hpp>
#include <portfit/import/detail/text.hpp>
#include <portfit/import/detail/wiki_device_id.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// Which columns of a table of outcomes are read beyond device and outcome, and what an outcome may be.
struct outcome_columns {
  std::string group;            ///< a column; empty: none
  std::string part;             ///< likewise
  std::string also;             ///< likewise: other ids of the device, blanks or commas between them
  std::set<std::string> words;  ///< an outcome may be; empty: anything
};

/// What a table of outcomes says.
struct outcome_result {
  std::vector<observed_outcome> outcomes;  ///< of devices of the catalog, in the order of the file
  std::size_t left_out = 0;                ///< rows whose device the catalog does not have
  std::uint64_t hash = 0;                  ///< of the text
  diagnostics remarks;
};

namespace detail {

/// Reads the rows of a table whose cells are separated by tabs; quotes are letters like others.
class outcome_reader {
 public:
  outcome_reader(std::string file, const catalog& world, const outcome_columns& wanted, outcome_result& into)
      : file_(std::move(file)), world_(world), wanted_(wanted), into_(into) {}

  void read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    bool readable = false;
    for (int line = 1; !text.empty(); ++line) {
      const std::size_t end = (std::min)(text.find_first_of("\r\n"), text.size());
      const csv_row cells = cells_of(text.substr(0, end), line);
      text.remove_prefix(end);
      text.remove_prefix(text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1);
      if (std::all_of(cells.begin(), cells.end(), [](const csv_cell& cell) { return cell.text.empty(); })) continue;
      if (header_.empty())
        readable = read_header(cells);
      else if (readable)
        read_row(cells);
    }
    if (header_.empty())
      tell("no_header", {file_, 1, 1}, "the file has no row", "a row that names columns, as device and outcome");
  }

 private:
  [[nodiscard]] static csv_row cells_of(std::string_view line, int number) {
    csv_row cells;
    for (int column = 1;;) {
      const std::string_view cell = line.substr(0, line.find('\t'));
      cells.push_back({std::string(trimmed(cell)), number, column});
      if (cell.size() == line.size()) return cells;
      const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
      column += 1 + static_cast<int>(std::count_if(cell.begin(), cell.end(), starts));
      line.remove_prefix(cell.size() + 1);
    }
  }

  void tell(std::string code, position where, std::string message, std::string expected = {}, std::string nearest = {},
            severity level = severity::error) {
    into_.remarks.push_back(
        {level, std::move(code), std::move(where), std::move(message), std::move(expected), std::move(nearest)});
  }
  [[nodiscard]] position place(const csv_cell& cell) const { return {file_, cell.line, cell.column}; }

  bool read_header(const csv_row& cells) {
    bool sound = true;
    std::map<std::string, int> columns;
    for (const csv_cell& cell : cells) {
      const auto [before, is_new] = columns.emplace(cell.text, cell.column);
      if (is_new || cell.text.empty()) continue;
      tell("duplicate_column", place(cell),
           "the column '" + cell.text + "' stands at column " + std::to_string(before->second) + " already",
           "one column of each name");
      sound = false;
    }
    header_ = cells;
    while (header_.back().text.empty()) header_.pop_back();
    by_id_ = find("device").has_value();
    std::vector<std::string> needed{"outcome"};
    for (const char* const name : {"vendor_short", "codename"})
      if (!by_id_) needed.emplace_back(name);
    for (const std::string& name : {wanted_.group, wanted_.part, wanted_.also})
      if (!name.empty()) needed.push_back(name);
    for (const std::string& name : needed) sound = require(name) && sound;
    return sound;
  }

  [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const {
    for (std::size_t place = 0; place < header_.size(); ++place)
      if (header_[place].text == name) return place;
    return std::nullopt;
  }

  bool require(const std::string& name) {
    if (find(name)) return true;
    std::vector<std::string> known;
    for (const csv_cell& cell : header_) known.push_back(cell.text);
    const bool of_device = name == "vendor_short" || name == "codename";
    tell("unknown_column", place(header_.front()), "there is no column '" + name + "'",
         of_device ? "a column device with ids, or vendor_short and codename" : "a column of this name",
         nearest_name(name, known));
    return false;
  }

  void read_row(const csv_row& cells) {
    if (cells.size() < header_.size())
      return tell("short_row", place(cells.back()),
                  "the row ends here, before its '" + header_[cells.size()].text + "'",
                  std::to_string(header_.size()) + " cells, as the first row has");
    for (std::size_t extra = header_.size(); extra < cells.size(); ++extra)
      if (!cells[extra].text.empty())
        return tell("long_row", place(cells[extra]), "'" + cells[extra].text + "' stands behind the last column",
                    std::to_string(header_.size()) + " cells, as the first row has");
    observed_outcome row;
    row.where = place(cells.front());
    if (!read_text(cells, "outcome", row.is) || !read_device(cells, row.device)) return;
    if (!wanted_.group.empty() && !read_text(cells, wanted_.group, row.group)) return;
    if (!wanted_.part.empty()) row.part = cells[*find(wanted_.part)].text;
    if (!wanted_.also.empty()) read_others(cells[*find(wanted_.also)].text, row);
    if (!wanted_.words.empty() && !wanted_.words.contains(row.is)) {
      std::string all;
      for (const std::string& word : wanted_.words) all += (all.empty() ? "" : ", ") + word;
      return tell("unknown_outcome", place(cells[*find("outcome")]), "'" + row.is + "' is no outcome", all,
                  nearest_name(row.is, wanted_.words));
    }
    take(std::move(row));
  }

  /// The text of a cell; an empty one is a mistake. @pre The column is there.
  bool read_text(const csv_row& cells, const std::string& name, std::string& into) {
    const csv_cell& cell = cells[*find(name)];
    into = cell.text;
    if (into.empty()) tell("empty_cell", place(cell), "the row does not say its '" + name + "' and is left out");
    return !into.empty();
  }

  /// Other ids of the device that the catalog has; what else the cell says is passed over.
  void read_others(std::string text, observed_outcome& row) const {
    std::replace(text.begin(), text.end(), ',', ' ');
    for (std::string& id : split(text, ' '))
      if (id != row.device && world_.devices.contains(id)) row.also.push_back(std::move(id));
  }

  bool read_device(const csv_row& cells, std::string& into) {
    if (by_id_) return read_text(cells, "device", into);
    std::string maker;
    std::string codename;
    if (!read_text(cells, "vendor_short", maker) || !read_text(cells, "codename", codename)) return false;
    into = wiki_device_id(maker, codename);
    return true;
  }

  void take(observed_outcome row) {
    const auto [before, is_new] = lines_.emplace(row.device, row.where.line);
    if (!is_new)
      return tell("duplicate_row", row.where,
                  "'" + row.device + "' stands in line " + std::to_string(before->second) + " already",
                  "one row for each device");
    if (world_.devices.contains(row.device)) {
      into_.outcomes.push_back(std::move(row));
      return;
    }
    ++into_.left_out;
    tell("unknown_device", row.where, "no catalog has the device '" + row.device + "'; the row is left out", "",
         nearest_name(row.device, world_.devices), severity::warning);
  }

  std::string file_;
  const catalog& world_;
  const outcome_columns& wanted_;
  outcome_result& into_;
  csv_row header_;
  bool by_id_ = false;
  std::map<std::string, int> lines_;  ///< of devices
};

}  // namespace detail

/// Reads a table of what became of devices: tab-separated text whose first row names the columns.
///
/// A device is named by its id in the column `device`, or by `vendor_short` and `codename` as the LineageOS wiki does (the id is then
/// that of `read_lineage_wiki`). `outcome` is one word. Other columns are read where `wanted` names them, else passed over. Quotes are
/// letters like others; a byte order mark, carriage returns, tabs at the end of a line and empty lines are accepted.
///
/// Mistakes are told with line and column (in characters): `bad_encoding`, `no_header`, `unknown_column`, `duplicate_column` (nothing
/// is read then), `short_row`, `long_row`, `empty_cell`, `unknown_outcome`, `duplicate_row` (errors; the row is left out) and
/// `unknown_device` (a warning; left out and counted).
/// Complexity: linear in the text, and in rows of unknown devices times devices. @throws std::bad_alloc only.
[[nodiscard]] inline outcome_result read_outcomes(std::string_view text, const std::string& file_name,
                                                  const catalog& world, const outcome_columns& wanted = {}) {
  outcome_result result;
  result.hash = fingerprint(text);
  result.remarks = detail::check_encoding(text, file_name);
  if (result.remarks.empty()) detail::outcome_reader(file_name, world, wanted, result).read(text);
  return result;
}

}  // namespace portfit
