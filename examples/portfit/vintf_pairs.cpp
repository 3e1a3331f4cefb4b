#include "exit_code.hpp"
#include "load.hpp"
#include "options.hpp"
#include "vintf_question.hpp"

#include <portfit/import/detail/text.hpp>
#include <portfit/report/vintf_text.hpp>

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace planner {
namespace {

/// A row of what --pairs prints.
struct pair_row {
  std::string verdict;
  std::string error_class;
  std::string unmet_hals;
  std::string error;
};

pair_row refused(const std::string& what, const std::string& problem) { return {what, what, {}, problem}; }

pair_row row_of(const portfit::compatibility_result& result) {
  pair_row row{result.compatible() ? "COMPATIBLE" : "INCOMPATIBLE", portfit::first_error_class(result), {}, {}};
  for (const std::string& each : result.unmet_hals()) row.unmet_hals += (row.unmet_hals.empty() ? "" : ",") + each;
  for (const portfit::unmet_requirement& each : result.unmet) {
    if (!row.error.empty()) row.error += " | ";
    row.error += portfit::detail::plain_kind(each.kind) + (each.name.empty() ? "" : ' ' + each.name) + ": required " +
                 each.required + "; provided " + each.provided;
  }
  return row;
}

/// Judges one pair; files are read as they are first met.
class pair_judge {
 public:
  pair_judge(const vintf_wishes& wishes, vintf_files& files) : wishes_(wishes), files_(files), combined_(wishes) {}

  [[nodiscard]] pair_row judge(const std::vector<std::string>& matrix_paths, const std::string& manifest_path) {
    matrix_list matrices;
    for (const std::string& each : matrix_paths) {
      matrices.push_back(files_.matrix(each));
      if (matrices.back() == nullptr) return refused("MATRIX_PARSE_ERROR", files_.problem(each));
    }
    const portfit::hal_manifest* manifest = files_.manifest(manifest_path);
    if (manifest == nullptr) return refused("MANIFEST_PARSE_ERROR", files_.problem(manifest_path));
    portfit::hal_manifest moved;
    if (wishes_.level && manifest->level != *wishes_.level) {
      moved = *manifest;
      moved.level = *wishes_.level;
      manifest = &moved;
    }
    if (matrices.size() == 1 && !wishes_.level)
      return row_of(portfit::check_compatibility(*matrices.front(), *manifest, wishes_.era));
    const portfit::combined_matrix& met = combined_.get(matrices, *manifest);
    if (!met.good()) return refused("COMBINE_ERROR", met.problem);
    return row_of(portfit::check_compatibility(met.matrix, *manifest, wishes_.era));
  }

 private:
  const vintf_wishes& wishes_;
  vintf_files& files_;
  combined_matrices combined_;
};

}  // namespace

int run_vintf_pairs(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files) {
  portfit::diagnostics remarks;
  const auto text = files.bytes(given.pairs, remarks);
  print_remarks(remarks, true);
  if (!text) return unusable;
  std::cout << "matrix\tmanifest\tverdict\tfirst_error_class\tunmet_hals\terror\n";
  pair_judge judge(wishes, files);
  std::istringstream lines(*text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::vector<std::string> cells = portfit::detail::split(line, '\t');
    if (line.empty() || (number == 1 && cells.front() == "matrix")) continue;
    if (cells.size() < 2 || cells[0].empty() || cells[1].empty()) {
      usage_error(given.pairs + ':' + std::to_string(number) +
                  ": expected matrix[,matrix...] and, after a tab, manifest");
      return unusable;
    }
    const pair_row row = judge.judge(portfit::detail::split(cells[0], ','), cells[1]);
    std::cout << cells[0] << '\t' << cells[1] << '\t' << row.verdict << '\t' << row.error_class << '\t'
              << row.unmet_hals << '\t' << portfit::one_line(row.error) << '\n';
  }
  return files.unreadable() ? unusable : answered;
}

}  // namespace planner
