#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/measure_sensitivity.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/report/json_sensitivity.hpp>
#include <portfit/report/sensitivity_csv.hpp>
#include <portfit/report/sensitivity_text.hpp>

#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <vector>

namespace planner {
namespace {

/// The plan asked for: remedies of this system and market that do not exclude each other; else standard error tells why.
bool read_plan(const sensitivity_arguments& given, const question& asked, portfit::sensitivity_options& into) {
  if (given.plan.empty()) return true;
  std::set<std::string> wanted(given.plan.begin(), given.plan.end());
  wanted.erase("none");
  const portfit::constraint_graph graph =
      portfit::build_graph(asked.catalog, *asked.systems.front(), *asked.markets.front(), asked.options.asked);
  const auto& remedies = portfit::tables(graph).remedies;
  std::vector<std::string> known;
  for (const auto& each : remedies) known.push_back(each.what->id);
  for (const std::string& id : wanted) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    const std::string nearest = portfit::nearest_name(id, known);
    usage_error("--plan: there is no remedy '" + id + "' here" +
                (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"));
    return false;
  }
  for (const auto& [one, other] : portfit::tables(graph).exclusions) {
    if (!wanted.contains(known[one]) || !wanted.contains(known[other])) continue;
    usage_error("--plan: " + known[one] + " and " + known[other] + " exclude each other");
    return false;
  }
  into.plan.emplace(wanted.begin(), wanted.end());
  return true;
}

}  // namespace

int run_sensitivity(const sensitivity_arguments& given) {
  question asked;
  if (!prepare(given.common, asked) || !has_one_market(asked)) return unusable;
  portfit::sensitivity_options options;
  if (!read_plan(given, asked, options)) return unusable;
  options.assess = asked.options;
  options.assess.best_guaranteed = false;  // nobody is shown it
  options.weights = given.weights;
  progress shown("figures");
  options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
  const portfit::sensitivity found = portfit::measure_sensitivity(
      asked.catalog, *asked.systems.front(), *asked.devices.front(), *asked.markets.front(), options);
  shown.finish();
  const portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  if (given.common.format == "json")
    portfit::write_json(std::cout, head, found);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, head, found);
  else
    portfit::write_sensitivity(std::cout, head, found, {given.top});
  return found.summary.verdict == portfit::verdict::blocked ? answered_no : answered;
}

}  // namespace planner
