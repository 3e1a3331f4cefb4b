#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/parallel_rank.hpp>
#include <portfit/report/csv.hpp>
#include <portfit/report/json.hpp>
#include <portfit/report/ranking_text.hpp>

#include <iostream>

namespace planner {

int run_rank(const rank_arguments& given) {
  question asked;
  if (!prepare(given.common, asked) || !has_pairings(asked, "rank")) return unusable;
  portfit::rank_options options;
  options.assess = asked.options;
  options.systems = ids_of(asked.systems);
  options.devices = ids_of(asked.devices);
  options.markets = ids_of(asked.markets);
  options.best_of_vendor = given.by == "vendor";
  options.top = given.top;
  progress shown("pairings");
  options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
  const std::vector<portfit::ranking> lists = given.threads > 1
                                                  ? portfit::parallel_rank(asked.catalog, options, given.threads)
                                                  : portfit::rank(asked.catalog, options);
  shown.finish();
  const portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  if (given.common.format == "json")
    portfit::write_json(std::cout, head, lists);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, head, lists);
  else
    portfit::write_ranking(std::cout, head, lists);
  return answered;
}

}  // namespace planner
