#pragma once

#include <portfit/catalog/detail/read_vocabulary.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/import/detail/csv_number.hpp>
#include <portfit/import/detail/csv_table.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What a column of a sheet says something about.
enum class csv_role { nothing, device, id, vendor, platform, home, built_by, note, fact };

struct csv_target {
  csv_role role = csv_role::nothing;
  const fact_declaration* fact = nullptr;  ///< of the role `fact`
  friend bool operator==(const csv_target&, const csv_target&) = default;
};

struct csv_column {
  csv_target is;
  std::string header;    ///< as written
  std::string unit;      ///< named in the header, by its name in `find_unit`; may be empty
  std::string currency;  ///< named in the header; may be empty
  position where;
};

/// The facts declared in `documents`. What is wrong with a declaration is told when the catalog is read, not here.
inline vocabulary declared_facts(std::span<const document> documents) {
  catalog scratch;
  diagnostics ignored;
  read_context context{scratch, ignored, {}};
  for (const document& file : documents) {
    const input_file input{file.file, false};
    if (const document_node* const facts = file.root.find("facts")) read_vocabulary(context, {facts, &input});
  }
  return scratch.facts;
}

/// Every header we know, folded, and what it means.
class csv_headers {
 public:
  explicit csv_headers(const vocabulary& facts) {
    static constexpr std::pair<std::string_view, csv_role> structure[] = {
        {"device", csv_role::device},
        {"model", csv_role::device},
        {"name", csv_role::device},
        {"device name", csv_role::device},
        {"model name", csv_role::device},
        {"product", csv_role::device},
        {"устройство", csv_role::device},
        {"модель", csv_role::device},
        {"наименование", csv_role::device},
        {"название", csv_role::device},
        {"id", csv_role::id},
        {"device id", csv_role::id},
        {"vendor", csv_role::vendor},
        {"brand", csv_role::vendor},
        {"maker", csv_role::vendor},
        {"manufacturer", csv_role::vendor},
        {"производитель", csv_role::vendor},
        {"бренд", csv_role::vendor},
        {"марка", csv_role::vendor},
        {"вендор", csv_role::vendor},
        {"platform", csv_role::platform},
        {"soc", csv_role::platform},
        {"chipset", csv_role::platform},
        {"processor", csv_role::platform},
        {"cpu", csv_role::platform},
        {"платформа", csv_role::platform},
        {"процессор", csv_role::platform},
        {"чипсет", csv_role::platform},
        {"country", csv_role::home},
        {"home", csv_role::home},
        {"vendor country", csv_role::home},
        {"страна", csv_role::home},
        {"built by", csv_role::built_by},
        {"odm", csv_role::built_by},
        {"contract manufacturer", csv_role::built_by},
        {"сборщик", csv_role::built_by},
        {"контрактный производитель", csv_role::built_by},
        {"note", csv_role::note},
        {"notes", csv_role::note},
        {"comment", csv_role::note},
        {"comments", csv_role::note},
        {"remark", csv_role::note},
        {"примечание", csv_role::note},
        {"комментарий", csv_role::note}};
    for (const auto& [header, role] : structure) known_.emplace(header, csv_target{role, nullptr});
    for (const auto& [name, declared] : facts) known_.emplace(header_form(name), csv_target{csv_role::fact, &declared});
    for (const auto& [name, declared] : facts)
      for (const std::string& header : declared.headers)
        known_.emplace(header_form(header), csv_target{csv_role::fact, &declared});
  }

  /// What a header means, the unit in its brackets, behind its comma or at its end being taken off first.
  [[nodiscard]] csv_column read(const csv_cell& cell, const std::string& file) const {
    csv_column column{{}, cell.text, {}, {}, {file, cell.line, cell.column}};
    const std::string form = header_form(cell.text);
    for (const auto& [name, suffix] : divisions(form)) {
      const auto found = known_.find(name);
      if (found == known_.end()) continue;
      column.is = found->second;
      column.unit = unit_of_word(suffix);
      column.currency = currency_of_word(suffix);
      return column;
    }
    return column;
  }

  [[nodiscard]] std::string nearest(const std::string& header) const {
    return nearest_name(divisions(header_form(header)).back().first, known_);
  }

 private:
  static std::string header_form(std::string_view text) {
    std::string form = folded(text);
    std::replace(form.begin(), form.end(), '_', ' ');
    while (!form.empty() && (form.back() == ':' || form.back() == '*')) form.pop_back();
    return form;
  }

  /// `ram (gb)` is `ram (gb)` itself, or `ram` with the suffix `gb`; likewise `ram, gb` and `ram gb`.
  static std::vector<std::pair<std::string, std::string>> divisions(const std::string& form) {
    std::vector<std::pair<std::string, std::string>> ways{{form, ""}};
    const auto add = [&](std::size_t end, std::size_t start, std::size_t until) {
      ways.emplace_back(trimmed(std::string_view(form).substr(0, end)),
                        trimmed(std::string_view(form).substr(start, until - start)));
    };
    for (const char* const brackets : {"()", "[]"}) {
      const auto open = form.rfind(brackets[0]);
      if (open != std::string::npos && open > 0 && form.back() == brackets[1]) add(open, open + 1, form.size() - 1);
    }
    if (const auto comma = form.rfind(','); comma != std::string::npos) add(comma, comma + 1, form.size());
    if (const auto blank = form.rfind(' '); blank != std::string::npos) {
      const std::string last = form.substr(blank + 1);
      if (!unit_of_word(last).empty() || !currency_of_word(last).empty()) add(blank, blank + 1, form.size());
    }
    return ways;
  }

  std::map<std::string, csv_target> known_;
};

/// A sheet whose columns are understood: the row that names them, and the rows below it.
struct csv_sheet {
  std::vector<csv_row> rows;
  std::size_t header_row = 0;
  std::vector<csv_column> columns;
  std::optional<position> open_quote;
};

/// The first row in which at least two cells are known headers, one of them of the device's name or id.
inline std::optional<csv_sheet> find_columns(csv_table table, const csv_headers& headers, const std::string& file) {
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    std::vector<csv_column> columns;
    std::size_t known = 0;
    bool names_device = false;
    for (const csv_cell& cell : table.rows[index]) {
      columns.push_back(headers.read(cell, file));
      const csv_role role = columns.back().is.role;
      if (role != csv_role::nothing) ++known;
      names_device = names_device || role == csv_role::device || role == csv_role::id;
    }
    if (known >= 2 && names_device)
      return csv_sheet{std::move(table.rows), index, std::move(columns), table.open_quote};
  }
  return std::nullopt;
}

/// Divides the text by the separator under which most columns are understood; nothing if none finds a row of headers.
inline std::optional<csv_sheet> find_sheet(std::string_view text, const csv_headers& headers, const std::string& file) {
  std::optional<csv_sheet> best;
  std::ptrdiff_t most = 0;
  for (const char separator : {';', ',', '\t'}) {
    auto sheet = find_columns(csv_splitter(text, separator).split(), headers, file);
    if (!sheet) continue;
    const auto known = std::count_if(sheet->columns.begin(), sheet->columns.end(),
                                     [](const csv_column& column) { return column.is.role != csv_role::nothing; });
    if (known <= most) continue;
    most = known;
    best = std::move(sheet);
  }
  return best;
}

}  // namespace portfit::detail
