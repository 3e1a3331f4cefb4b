#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/csv_columns.hpp>
#include <portfit/import/detail/csv_table.hpp>
#include <portfit/import/detail/csv_value.hpp>
#include <portfit/import/detail/place_name.hpp>
#include <portfit/import/detail/platform_name.hpp>
#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {
namespace detail {

/// Turns the rows of an understood sheet into vendors, platforms and devices.
class csv_catalog {
 public:
  csv_catalog(csv_sheet sheet, const csv_headers& headers, std::string file, diagnostics& remarks)
      : sheet_(std::move(sheet)), file_(std::move(file)), remarks_(remarks) {
    check_columns(headers);
  }

  [[nodiscard]] document_node write() {
    root_.at("portfit") = document_node::scalar("1");
    for (const char* const section : {"vendors", "platforms", "devices"}) root_.at(section) = document_node::map();
    for (std::size_t index = sheet_.header_row + 1; index < sheet_.rows.size(); ++index) {
      const csv_row& row = sheet_.rows[index];
      if (std::all_of(row.begin(), row.end(), [](const csv_cell& cell) { return cell.text.empty(); })) continue;
      write_row(row);
    }
    return std::move(root_);
  }

 private:
  /// The entities a row speaks of.
  struct row_owners {
    std::string vendor;
    std::string platform;
    std::string device;
  };

  void tell(severity level, std::string code, position where, std::string message, std::string expected = {},
            std::string nearest = {}) {
    remarks_.push_back(
        {level, std::move(code), std::move(where), std::move(message), std::move(expected), std::move(nearest)});
  }
  [[nodiscard]] position place(const csv_cell& cell) const { return {file_, cell.line, cell.column}; }

  void check_columns(const csv_headers& headers) {
    std::vector<csv_target> seen;
    for (csv_column& column : sheet_.columns) {
      if (column.is.role == csv_role::nothing) {
        if (!column.header.empty())
          tell(severity::warning, "unknown_column", column.where,
               "no fact has the column '" + column.header + "'; it is left out", "a fact's name or one of its headers",
               headers.nearest(column.header));
      } else if (std::find(seen.begin(), seen.end(), column.is) != seen.end()) {
        tell(severity::warning, "duplicate_column", column.where,
             "the column '" + column.header + "' says what an earlier one says; it is left out");
        column.is = {};
      } else {
        seen.push_back(column.is);
      }
    }
    const csv_cell& first = sheet_.rows[sheet_.header_row].front();
    if (header_of(csv_role::vendor, csv_role::vendor).empty())
      tell(severity::warning, "no_vendor", place(first),
           "no column names the vendors; each device is taken as a vendor's of its own",
           "a column such as vendor or brand");
  }

  /// The cell of a structural column; null pointer where there is none or it says nothing.
  [[nodiscard]] const csv_cell* cell_of(const csv_row& row, csv_role role) const {
    for (std::size_t index = 0; index < (std::min)(row.size(), sheet_.columns.size()); ++index)
      if (sheet_.columns[index].is.role == role && !says_nothing(row[index].text)) return &row[index];
    return nullptr;
  }

  static document_node scalar(const csv_cell& cell, std::string text) {
    return document_node::scalar(std::move(text), cell.line, cell.column);
  }

  void write_row(const csv_row& row) {
    check_width(row);
    row_owners owners;
    const csv_cell* const id = cell_of(row, csv_role::id);
    const csv_cell* const named = cell_of(row, csv_role::device);
    const csv_cell* const name = named == nullptr ? id : named;
    if (name == nullptr) {
      const auto first = std::find_if(row.begin(), row.end(), [](const csv_cell& cell) { return !cell.text.empty(); });
      return tell(severity::warning, "no_name", place(*first), "the row has no device name and is left out",
                  "a name under '" + header_of(csv_role::device, csv_role::id) + "'");
    }
    if (const csv_cell* const vendor = cell_of(row, csv_role::vendor)) owners.vendor = vendor_id(*vendor);
    if (!declare_device(id == nullptr ? *name : *id, *name, owners, id == nullptr)) return;
    write_vendor(row, owners);
    write_platform(row, owners);
    for (std::size_t index = 0; index < (std::min)(row.size(), sheet_.columns.size()); ++index)
      if (sheet_.columns[index].is.role == csv_role::fact) write_fact(sheet_.columns[index], row[index], owners);
  }

  void check_width(const csv_row& row) {
    for (std::size_t index = 0; index < row.size(); ++index) {
      const bool headed = index < sheet_.columns.size() && !sheet_.columns[index].header.empty();
      if (!headed && !row[index].text.empty())
        tell(severity::warning, "cell_without_header", place(row[index]),
             "'" + row[index].text + "' stands in a column without a header; it is left out");
    }
  }

  /// The id of a vendor by its name, declaring it.
  std::string vendor_id(const csv_cell& cell) {
    const auto [known, is_new] = vendors_.emplace(folded(cell.text), std::string());
    if (is_new) {
      const std::string id = identifier(cell.text);
      known->second = take_id(taken_, id.empty() ? "vendor" : id);
      declare("vendors", known->second, cell);
    }
    return known->second;
  }

  void declare(const std::string& section, const std::string& id, const csv_cell& cell) {
    auto& members = root_.at(section).members;
    places_.emplace(std::pair(section, id), members.size());
    members.push_back({id, cell.line, cell.column, document_node::map(cell.line, cell.column)});
    members.back().value.at("name") = scalar(cell, as_one_line(cell.text));
  }

  /// @pre It is declared.
  [[nodiscard]] document_node& entity(const std::string& section, const std::string& id) {
    return root_.at(section).members[places_.at({section, id})].value;
  }

  /// Takes an id for the device. Two vendors may have a model of one name, but ids of the sheet's own are unique.
  /// @returns false if it was in an earlier row.
  bool declare_device(const csv_cell& key, const csv_cell& name, row_owners& owners, bool within_vendor) {
    const auto [before, is_new] =
        device_lines_.emplace(std::pair(within_vendor ? owners.vendor : std::string(), folded(key.text)), key.line);
    if (!is_new) {
      tell(severity::error, "duplicate_row", place(key),
           "'" + key.text + "' stands in line " + std::to_string(before->second) + " already; this row is left out",
           "one row for each device");
      return false;
    }
    std::string made = identifier(key.text);
    if (made.empty()) made = "device";
    if (taken_.contains(made) && !owners.vendor.empty()) made = owners.vendor + '_' + made;
    owners.device = take_id(taken_, made);
    declare("devices", owners.device, name);
    return true;
  }

  /// The header of the first column with one of two roles; empty if there is none.
  [[nodiscard]] std::string header_of(csv_role role, csv_role other) const {
    for (const csv_column& column : sheet_.columns)
      if (column.is.role == role || column.is.role == other) return column.header;
    return {};
  }

  [[nodiscard]] document_node& device(const row_owners& owners) { return entity("devices", owners.device); }

  void write_vendor(const csv_row& row, row_owners& owners) {
    if (owners.vendor.empty()) {
      // A device needs one; whose it is nobody said, so each such device gets its own.
      const csv_cell unknown{"(maker of " + owners.device + ")", row.front().line, row.front().column};
      if (!header_of(csv_role::vendor, csv_role::vendor).empty())
        tell(severity::warning, "no_vendor", place(unknown),
             "'" + owners.device + "' has no vendor; taken as one of its own", "the brand that sells it");
      owners.vendor = take_id(taken_, "maker_of_" + owners.device);
      declare("vendors", owners.vendor, unknown);
    }
    const csv_cell* const vendor = cell_of(row, csv_role::vendor);
    device(owners).at("vendor") = vendor == nullptr
                                      ? document_node::scalar(owners.vendor, row.front().line, row.front().column)
                                      : scalar(*vendor, owners.vendor);
    if (const csv_cell* const maker = cell_of(row, csv_role::built_by))
      device(owners).at("built_by") = scalar(*maker, vendor_id(*maker));
    if (const csv_cell* const note = cell_of(row, csv_role::note))
      device(owners).at("note") = scalar(*note, note->text);
    if (const csv_cell* const home = cell_of(row, csv_role::home)) {
      const std::string code = country_code(home->text);
      if (code.empty())
        tell(severity::error, "bad_cell", place(*home), "'" + home->text + "' is no country we know",
             "its two letters, as in CN");
      else
        state("vendors", owners.vendor, "home", scalar(*home, code));
    }
  }

  void write_platform(const csv_row& row, row_owners& owners) {
    const csv_cell* const cell = cell_of(row, csv_role::platform);
    if (cell == nullptr) {
      device(owners).at("platform") = document_node::scalar("unknown", row.front().line, row.front().column);
      return;
    }
    const platform_name found = read_platform_name(cell->text);
    const auto [known, is_new] = platforms_.emplace(found.id.empty() ? folded(cell->text) : found.id, std::string());
    if (is_new) {
      known->second = take_id(taken_, found.id.empty() ? "platform" : found.id, '-');
      declare("platforms", known->second, *cell);
      if (!found.maker.empty())
        entity("platforms", known->second).at("vendor") =
            scalar(*cell, vendor_id({found.maker_name, cell->line, cell->column}));
    }
    owners.platform = known->second;
    device(owners).at("platform") = scalar(*cell, owners.platform);
  }

  void write_fact(const csv_column& column, const csv_cell& cell, const row_owners& owners) {
    const fact_declaration& declared = *column.is.fact;
    const bool of_vendor = declared.of == "vendor";
    const bool of_platform = declared.of == "platform";
    const std::string section = of_vendor ? "vendors" : of_platform ? "platforms" : "devices";
    const std::string owner = of_vendor ? owners.vendor : of_platform ? owners.platform : owners.device;
    document_node value;
    value.line = cell.line;
    value.column = cell.column;
    if (says_nothing(cell.text)) {
      // Only a default must be kept from filling the blank.
      if (!declared.default_value || owner.empty() || entity(section, owner).find(declared.name) != nullptr) return;
      entity(section, owner).at(declared.name) = std::move(value);
      return;
    }
    if (owner.empty())
      return tell(severity::warning, "no_platform", place(cell),
                  "'" + cell.text + "' for " + column.header + " is left out: the row names no platform");
    csv_value_reader reader(column);
    auto read = reader.read(cell);
    if (!read)
      return tell(severity::error, "bad_cell", place(cell),
                  "'" + cell.text + "' does not fit the column '" + column.header + "'" +
                      (reader.problem().empty() ? "" : ": " + reader.problem()),
                  reader.expected());
    state(section, owner, declared.name, std::move(*read));
  }

  /// States a fact of an entity that several rows may speak of; if they disagree it is unknown.
  void state(const std::string& section, const std::string& owner, const std::string& name, document_node value) {
    document_node& stated = entity(section, owner);
    const document_node* const before = stated.find(name);
    if (before == nullptr || (before->is_null() && !disputed_.contains({owner, name}))) {
      stated.at(name) = std::move(value);
      return;
    }
    if (before->is_null() || inline_text(*before) == inline_text(value)) return;
    tell(severity::warning, "conflicting_rows", {file_, value.line, value.column},
         "'" + inline_text(value) + "' for " + name + " of '" + owner + "', but '" + inline_text(*before) +
             "' in line " + std::to_string(before->line) + "; taken as unknown",
         "one value in all rows");
    disputed_.insert({owner, name});
    document_node unknown;
    unknown.line = value.line;
    unknown.column = value.column;
    stated.at(name) = std::move(unknown);
  }

  csv_sheet sheet_;
  std::string file_;
  diagnostics& remarks_;
  document_node root_ = document_node::map();
  std::map<std::pair<std::string, std::string>, std::size_t> places_;  ///< of entities in their sections
  std::set<std::string> taken_;
  std::map<std::string, std::string> vendors_;    ///< ids by folded name
  std::map<std::string, std::string> platforms_;  ///< ids by the id their name asks for
  std::map<std::pair<std::string, std::string>, int> device_lines_;
  std::set<std::pair<std::string, std::string>> disputed_;
};

}  // namespace detail

/// Reads a planner's spreadsheet, saved as CSV, into a document with vendors, platforms and devices.
///
/// `context` holds the vocabularies: a column is a fact if its header is the fact's name or one of its `headers:` (case, blanks and
/// a unit at the end aside), or it says which device (`model`, `name`, `id`), vendor, platform, country of the vendor, contract
/// maker (`ODM`) or `note` a row is about. The headers stand in the first row that has two known ones, a device's among them;
/// what is above (titles, blank rows) is skipped. The separator (`;`, `,`, tab) is the one under which most headers are known.
///
/// - Blank, `-`, `n/a`, `?`, `unknown`, `tbd`, `нет данных` say that the sheet does not know. Such a fact is left out, so that it is
///   inherited or unknown, and explicitly unknown where its declaration has a default; never no.
/// - A number without a unit takes the header's, else the declared one; money must have a currency. GB of memory means GiB for a
///   fact in GiB. `3/4 GB` is several values, all to be had; `3-4 GB` is a range. `9 900`, `9'900` and `7,9` are understood, `9,900` is
///   ambiguous and an error.
/// - Facts whose declaration says `of: vendor` or `of: platform` are theirs; rows that disagree leave them unknown.
/// - Ids are made of names; platforms as the other importers name them (`SDM845` and `Snapdragon 845 (SDM845)` are sdm845).
///
/// A row or cell that cannot be used is told with line and column (in characters), the rest is read. Codes: `bad_encoding`,
/// `no_header`, `open_quote`, `bad_cell`, `duplicate_row` (errors); `unknown_column`, `duplicate_column`, `cell_without_header`,
/// `no_name`, `no_vendor`, `no_platform`, `conflicting_rows` (warnings).
/// Complexity: about linear in the text. @throws std::bad_alloc only.
[[nodiscard]] inline document_result read_csv(std::string_view text, std::string file_name,
                                              std::span<const document> context) {
  document_result result;
  result.document.file = file_name;
  result.document.hash = fingerprint(text);
  result.remarks = detail::check_encoding(text, file_name);
  if (!result.remarks.empty()) return result;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const vocabulary facts = detail::declared_facts(context);
  const detail::csv_headers headers(facts);
  auto sheet = detail::find_sheet(text, headers, file_name);
  if (!sheet) {
    result.remarks.push_back({severity::error,
                              "no_header",
                              {file_name, 1, 1},
                              "no row names the columns",
                              "a row with a device column and a fact, as in model; RAM (GB); price, RUB",
                              ""});
    return result;
  }
  if (sheet->open_quote)
    result.remarks.push_back({severity::error,
                              "open_quote",
                              {file_name, sheet->open_quote->line, sheet->open_quote->column},
                              "nothing closes this quote; the rest of the file is one cell",
                              "\"",
                              ""});
  result.document.root = detail::csv_catalog(std::move(*sheet), headers, file_name, result.remarks).write();
  std::sort(result.remarks.begin(), result.remarks.end(), [](const diagnostic& a, const diagnostic& b) {
    return std::tie(a.where.line, a.where.column, a.code, a.message) <
           std::tie(b.where.line, b.where.column, b.code, b.message);
  });
  return result;
}

}  // namespace portfit
