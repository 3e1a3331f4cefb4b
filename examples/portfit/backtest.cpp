#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/backtest.hpp>
#include <portfit/import/outcomes.hpp>
#include <portfit/report/backtest_csv.hpp>
#include <portfit/report/backtest_text.hpp>
#include <portfit/report/json_backtest.hpp>
#include <portfit/report/reliability_svg.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <string>

namespace planner {
namespace {

/// The one system that is asked about; null, and standard error tells why, where there is none or several.
const portfit::operating_system* one_system(const question& asked) {
  const portfit::operating_system* found = nullptr;
  for (const portfit::operating_system* each : asked.systems) {
    if (each->abstract) continue;
    if (found != nullptr) {
      usage_error("there are several systems; give one with --os");
      return nullptr;
    }
    found = each;
  }
  if (found == nullptr) usage_error("the catalogs hold no system to measure");
  return found;
}

/// The outcomes of devices the catalogs have; nothing, and standard error tells why, if there are mistakes.
std::optional<portfit::outcome_result> load_outcomes(const backtest_arguments& given, const portfit::catalog& world,
                                                     std::uint64_t& hash) {
  portfit::diagnostics unreadable;
  const auto text = read_file(given.outcomes, unreadable);
  print_remarks(unreadable, given.common.verbose);
  if (!text) return std::nullopt;
  portfit::outcome_result read =
      portfit::read_outcomes(*text, given.outcomes, world, {given.group, given.split, given.same, {}});
  hash = portfit::fingerprint(*text, world.fingerprint);
  print_remarks(read.remarks, given.common.verbose);
  if (portfit::has_errors(read.remarks)) return std::nullopt;
  if (read.left_out > 0)
    usage_error(count_text(read.left_out, "row of '", "rows of '") + given.outcomes +
                "' left out: no catalog has the device" + (given.common.verbose ? "" : " (--verbose names them)"));
  return read;
}

portfit::backtest_options options_of(const backtest_arguments& given, const question& asked) {
  portfit::backtest_options options;
  options.assess = asked.options;
  options.positive = {given.positive.begin(), given.positive.end()};
  options.among = {given.among.begin(), given.among.end()};
  options.hold_out_platforms = given.hold_out == "platform";
  options.folds = given.folds;
  options.seed = given.seed;
  options.misses = given.top;
  return options;
}

bool write_diagram(const std::string& path, const portfit::backtest_result& found) {
  if (path.empty()) return true;
  std::ofstream out(path, std::ios::binary);
  portfit::write_reliability_svg(out, found);
  out.flush();
  if (!out) usage_error("--reliability: '" + path + "' cannot be written");
  return static_cast<bool>(out);
}

}  // namespace

int run_backtest(const backtest_arguments& given) {
  question asked;
  if (!prepare(given.common, asked) || !has_one_market(asked)) return unusable;
  const portfit::operating_system* const os = one_system(asked);
  if (os == nullptr) return unusable;
  portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  const auto outcomes = load_outcomes(given, asked.catalog, head.inputs);
  if (!outcomes) return unusable;
  portfit::backtest_options options = options_of(given, asked);
  progress shown("steps");
  options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
  portfit::backtest_result found =
      portfit::backtest(asked.catalog, *os, *asked.markets.front(), outcomes->outcomes, options);
  shown.finish();
  found.left_out = outcomes->left_out;
  print_remarks(found.remarks, given.common.verbose);
  if (portfit::has_errors(found.remarks) || !write_diagram(given.diagram, found)) return unusable;
  if (given.common.format == "json")
    portfit::write_json(std::cout, head, found);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, head, found);
  else
    portfit::write_backtest(std::cout, head, found, {given.split});
  return answered;
}

}  // namespace planner
