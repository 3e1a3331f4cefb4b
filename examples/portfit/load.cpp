#include "load.hpp"

#include <portfit/import/csv.hpp>
#include <portfit/import/yaml.hpp>
#include <portfit/import/yaml_edit.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <span>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

namespace planner {
namespace {

namespace fs = std::filesystem;
using portfit::diagnostic;
using portfit::document;
using portfit::document_node;

constexpr std::size_t largest_file = std::size_t{64} << 20U;

void tell(portfit::diagnostics& remarks, std::string code, portfit::position where, std::string message,
          std::string expected = {}, std::string nearest = {}) {
  remarks.push_back({portfit::severity::error, std::move(code), std::move(where), std::move(message),
                     std::move(expected), std::move(nearest)});
}

/// The name in the same folder that looks most like that of a file that is not there.
std::string nearest_file(const fs::path& missing) {
  std::vector<std::string> names;
  std::error_code failure;
  const fs::path folder = missing.has_parent_path() ? missing.parent_path() : fs::path(".");
  for (fs::directory_iterator each(folder, failure), end; !failure && each != end; each.increment(failure))
    names.push_back(each->path().filename().string());
  std::sort(names.begin(), names.end());
  const std::string nearest = portfit::nearest_name(missing.filename().string(), names);
  return nearest.empty() ? nearest : (missing.parent_path() / nearest).string();
}

bool is_spreadsheet(const std::string& path) {
  const std::string extension = fs::path(path).extension().string();
  return extension == ".csv" || extension == ".CSV";
}

/// Reads files in the order they are met: each, then what it includes.
class loader {
 public:
  explicit loader(loaded& into) : into_(into) {}

  void add(const std::string& path) {
    if (!first_time(path)) return;
    if (auto text = read_file(path, into_.remarks))
      take(path, *text);
    else
      into_.unreadable = true;
  }

  void add_edit(const std::string& text) {
    const std::string name = "--set " + std::to_string(++edits_);
    into_.files.push_back(name);  // after the files, for the order of remarks
    portfit::edit_reading read = portfit::read_edit(text, name);
    if (!portfit::has_errors(read.remarks)) into_.edits.push_back(std::move(read.edit));
    std::move(read.remarks.begin(), read.remarks.end(), std::back_inserter(into_.remarks));
  }

  void finish() {
    for (const std::size_t sheet : sheets_) read_sheet(sheet);
    // What could not be read was told; that its keys are missing, too, would be noise.
    std::erase_if(documents_, [](const document& each) { return each.root.is_null(); });
    portfit::read_result read =
        into_.edits.empty() ? portfit::read_catalog(documents_) : portfit::read_edited(documents_, into_.edits);
    into_.documents = std::move(documents_);
    into_.catalog = std::move(read.catalog);
    std::move(read.remarks.begin(), read.remarks.end(), std::back_inserter(into_.remarks));
    order_by_file();
  }

 private:
  /// By its canonical name, so that cycles and the same file by two names are harmless.
  bool first_time(const std::string& path) {
    std::error_code failure;
    const fs::path canonical = fs::weakly_canonical(path, failure);
    return seen_.insert(failure ? path : canonical.string()).second;
  }

  void take(const std::string& path, const std::string& text) {
    into_.files.push_back(path);
    if (is_spreadsheet(path)) {
      sheets_.push_back(documents_.size());
      sheet_texts_.push_back(text);
      documents_.push_back({path, {}, 0});
      return;
    }
    portfit::yaml_limits limits;
    limits.bytes = largest_file;
    portfit::document_result read = portfit::read_yaml(text, path, limits);
    std::move(read.remarks.begin(), read.remarks.end(), std::back_inserter(into_.remarks));
    documents_.push_back(std::move(read.document));
    const document_node* const includes = documents_.back().root.find("includes");
    if (includes == nullptr) return;
    const document_node list = *includes;  // documents move while more are added
    if (list.is_scalar()) include(path, list);
    for (const document_node& item : list.items) include(path, item);
  }

  void include(const std::string& from, const document_node& item) {
    if (!item.is_scalar()) return;  // the reader objects
    const fs::path target = (fs::path(from).parent_path() / item.text).lexically_normal();
    if (!first_time(target.string())) return;
    portfit::diagnostics problems;
    if (auto text = read_file(target.string(), problems)) return take(target.string(), *text);
    for (diagnostic& each : problems) {
      each.where = {from, item.line, item.column};
      each.message = "the included file '" + target.string() + "' cannot be read: " + each.message;
      each.nearest = nearest_file(target);
      into_.remarks.push_back(std::move(each));
    }
  }

  void read_sheet(std::size_t index) {
    const auto place = static_cast<std::size_t>(std::find(sheets_.begin(), sheets_.end(), index) - sheets_.begin());
    portfit::document_result read = portfit::read_csv(sheet_texts_[place], documents_[index].file, documents_);
    std::move(read.remarks.begin(), read.remarks.end(), std::back_inserter(into_.remarks));
    const bool declared = std::any_of(documents_.begin(), documents_.end(),
                                      [](const document& each) { return each.root.find("facts") != nullptr; });
    if (!declared)
      tell(into_.remarks, "no_vocabulary", {documents_[index].file, 1, 1},
           "no file given declares facts, so the columns mean nothing",
           "a catalog with `facts:` beside the spreadsheet");
    documents_[index] = std::move(read.document);
  }

  void order_by_file() {
    std::vector<std::tuple<std::ptrdiff_t, int, int, std::size_t>> keys;  // the last part keeps the order of equals
    for (const diagnostic& each : into_.remarks) {
      const auto file = std::find(into_.files.begin(), into_.files.end(), each.where.file);
      keys.emplace_back(file - into_.files.begin(), each.where.line, each.where.column, keys.size());
    }
    std::sort(keys.begin(), keys.end());
    portfit::diagnostics ordered;
    for (const auto& key : keys) ordered.push_back(std::move(into_.remarks[std::get<3>(key)]));
    into_.remarks = std::move(ordered);
  }

  loaded& into_;
  std::vector<document> documents_;
  std::vector<std::size_t> sheets_;
  std::vector<std::string> sheet_texts_;
  std::set<std::string> seen_;
  std::size_t edits_ = 0;
};

}  // namespace

std::optional<std::string> read_file(const std::string& path, portfit::diagnostics& remarks) {
  std::error_code failure;
  const portfit::position where{path, 0, 0};
  if (fs::is_directory(path, failure)) {
    tell(remarks, "unreadable_file", where, "this is a directory", "a file");
    return std::nullopt;
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    const bool absent = !fs::exists(path, failure);
    tell(remarks, absent ? "missing_file" : "unreadable_file", where,
         absent ? "there is no such file" : "the file cannot be opened", "", absent ? nearest_file(path) : "");
    return std::nullopt;
  }
  std::string text;
  std::array<char, 65536> block{};
  while (text.size() <= largest_file && (in.read(block.data(), block.size()) || in.gcount() > 0))
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) {
    tell(remarks, "unreadable_file", where, "the file cannot be read");
  } else if (text.empty()) {
    tell(remarks, "empty_file", where, "the file is empty", "a catalog");
  } else if (text.size() > largest_file) {
    tell(remarks, "too_large", where, "the file is larger than 64 MiB");
  } else if (text.find('\0') != std::string::npos) {
    tell(remarks, "binary_file", where, "this is no text: it holds zero bytes", "UTF-8 text");
  } else {
    return text;
  }
  return std::nullopt;
}

loaded load(const std::vector<std::string>& paths, const std::vector<std::string>& edits) {
  loaded result;
  loader reader(result);
  for (const std::string& path : paths) reader.add(path);
  for (const std::string& text : edits) reader.add_edit(text);
  reader.finish();
  return result;
}

void print_remarks(const portfit::diagnostics& remarks, bool all) {
  for (const diagnostic& remark : remarks)
    if (all || remark.level == portfit::severity::error)
      std::cerr << portfit::one_line(portfit::to_text(remark)) << '\n';
}

std::string count_text(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string count_remarks(const portfit::diagnostics& remarks) {
  std::string text;
  for (const portfit::severity level :
       {portfit::severity::error, portfit::severity::warning, portfit::severity::note}) {
    const auto count = std::count_if(remarks.begin(), remarks.end(),
                                     [level](const diagnostic& remark) { return remark.level == level; });
    if (count == 0 && level != portfit::severity::error) continue;
    text +=
        (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + portfit::to_text(level) + (count == 1 ? "" : "s");
  }
  return text;
}

}  // namespace planner
