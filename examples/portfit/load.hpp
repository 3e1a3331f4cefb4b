#pragma once

#include <portfit/catalog/edited_catalog.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace planner {

/// What the files named on the command line hold.
struct loaded {
  portfit::catalog catalog;
  portfit::diagnostics remarks;              ///< everything that was wrong or doubtful, in the order of files and lines
  std::vector<std::string> files;            ///< read, includes among them
  bool unreadable = false;                   ///< some file named on the command line could not be read at all
  std::vector<portfit::document> documents;  ///< what the files say
  std::vector<portfit::edit> edits;          ///< said anew after them
};

/// Reads catalogs (.yaml, .yml, .json) and spreadsheets of devices (.csv), with the files their `includes:` name (relative to the
/// including file, each file once). Spreadsheets take the vocabulary of all the others. Then says the
/// `edits` anew, each written as for `read_edit`.
[[nodiscard]] loaded load(const std::vector<std::string>& paths, const std::vector<std::string>& edits = {});

/// The text of a file of at most 64 MiB; else nothing, and a remark says why (directory, absent, empty, binary, too large).
[[nodiscard]] std::optional<std::string> read_file(const std::string& path, portfit::diagnostics& remarks);

/// Prints remarks to standard error, one per line. @param all notes and warnings too, not errors alone.
void print_remarks(const portfit::diagnostics& remarks, bool all);

/// `1 device`, `3 devices`.
[[nodiscard]] std::string count_text(std::size_t count, const std::string& one, const std::string& many);

/// `3 errors, 1 warning`.
[[nodiscard]] std::string count_remarks(const portfit::diagnostics& remarks);

}  // namespace planner
