#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/what_if.hpp>
#include <portfit/report/json_what_if.hpp>
#include <portfit/report/what_if_csv.hpp>
#include <portfit/report/what_if_text.hpp>

#include <iostream>
#include <utility>

namespace planner {

int run_what_if(const what_if_arguments& given) {
  loaded files;
  question asked;
  if (!load_files(given.common, files)) return unusable;
  asked.catalog = std::move(files.catalog);
  if (!settle(given.common, asked) || !has_pairings(asked, "ask about")) return unusable;
  portfit::edited_catalog world(std::move(files.documents), std::move(files.edits));
  portfit::what_if_options options;
  options.assess = asked.options;
  options.systems = ids_of(asked.systems);
  options.devices = ids_of(asked.devices);
  options.markets = ids_of(asked.markets);
  progress shown("pairings");
  options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
  portfit::what_if_result found = portfit::what_if(world, options);
  shown.finish();
  const portfit::report_head before = portfit::head_of(world.before(), asked.options);
  const portfit::report_head after = portfit::head_of(world.after(), asked.options);
  if (given.common.format == "text") {
    portfit::write_what_if(std::cout, after, found, given.top);
    return answered;
  }
  if (given.top > 0 && given.top < found.changes.size()) found.changes.resize(given.top);
  if (given.common.format == "json")
    portfit::write_json(std::cout, before, after, found, world.after().sources);
  else
    portfit::write_csv(std::cout, before, after, found);
  return answered;
}

}  // namespace planner
