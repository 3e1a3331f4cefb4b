#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/rank.hpp>
#include <portfit/report/csv.hpp>
#include <portfit/report/json.hpp>
#include <portfit/report/ranking_text.hpp>

#include <algorithm>
#include <iostream>

namespace planner {
namespace {

/// Nothing to rank is a mistake of the caller, not an empty answer.
bool has_pairings(const question& asked) {
  const bool some_system =
      std::any_of(asked.systems.begin(), asked.systems.end(), [](const auto* os) { return !os->abstract; });
  if (!some_system)
    usage_error("the catalogs hold no system to rank for");
  else if (asked.devices.empty())
    usage_error("the catalogs hold no device to rank");
  return some_system && !asked.devices.empty();
}

template <class Entity>
std::vector<std::string> ids(const std::vector<const Entity*>& entities) {
  std::vector<std::string> result;
  for (const Entity* each : entities) result.push_back(each->id);
  return result;
}

}  // namespace

int run_rank(const rank_arguments& given) {
  question asked;
  if (!prepare(given.common, asked) || !has_pairings(asked)) return unusable;
  portfit::rank_options options;
  options.assess = asked.options;
  options.systems = ids(asked.systems);
  options.devices = ids(asked.devices);
  options.markets = ids(asked.markets);
  options.best_of_vendor = given.by == "vendor";
  progress shown("pairings");
  options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
  std::vector<portfit::ranking> lists = portfit::rank(asked.catalog, options);
  shown.finish();
  const portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  if (given.common.format == "json")
    portfit::write_json(std::cout, head, lists, given.top);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, head, lists, given.top);
  else
    portfit::write_ranking(std::cout, head, lists, {given.top, true});
  return answered;
}

}  // namespace planner
