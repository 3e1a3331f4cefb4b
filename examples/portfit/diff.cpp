#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/diff.hpp>
#include <portfit/report/diff_csv.hpp>
#include <portfit/report/diff_text.hpp>
#include <portfit/report/json_diff.hpp>

#include <algorithm>
#include <cstddef>
#include <iostream>

namespace planner {
namespace {

/// Whether two sides can be told apart by how the planner was called.
bool has_sides(const diff_arguments& given) {
  if (given.days.size() > 2)
    usage_error("--as-of: a third day; diff compares before and after");
  else if (given.known_by.size() > 2)
    usage_error("--known-by: a third day; diff compares before and after");
  else if (given.against.empty() && given.days.size() < 2 && given.known_by.size() < 2)
    usage_error(
        "there is nothing to compare with; give --as-of (or --known-by) twice, or --against with other catalogs");
  else
    return true;
  return false;
}

/// Everything that either catalog knows by name, so that options may name what only one side has.
portfit::catalog names_of_both(const portfit::catalog& before, portfit::catalog after) {
  after.systems.insert(before.systems.begin(), before.systems.end());
  after.devices.insert(before.devices.begin(), before.devices.end());
  after.markets.insert(before.markets.begin(), before.markets.end());
  after.remedies.insert(before.remedies.begin(), before.remedies.end());
  if (!after.as_of) after.as_of = before.as_of;
  return after;
}

/// The options of one side.
bool settle_side(const diff_arguments& given, std::size_t side, const portfit::catalog& world, question& both) {
  common_options asked = given.common;
  if (!given.days.empty()) asked.as_of = given.days[(std::min)(side, given.days.size() - 1)];
  if (!given.known_by.empty()) asked.known_by = given.known_by[(std::min)(side, given.known_by.size() - 1)];
  if (!settle(asked, both)) return false;
  if (both.options.asked.as_of || world.as_of) return true;
  usage_error(std::string("no catalog ") + (side == 0 ? "before" : "after") +
              " says as of which day it asks; give --as-of, or `as_of:` in a catalog");
  return false;
}

void print(const diff_arguments& given, const portfit::report_head& before, const portfit::report_head& after,
           const portfit::diff_result& found) {
  if (given.common.format == "json")
    portfit::write_json(std::cout, before, after, found);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, before, after, found);
  else
    portfit::write_diff(std::cout, before, after, found);
}

}  // namespace

int run_diff(const diff_arguments& given) {
  if (!has_sides(given)) return unusable;
  portfit::catalog before;
  if (!load_catalog(given.common.catalogs, given.common.verbose, before)) return unusable;
  portfit::catalog other;
  if (!given.against.empty() && !load_catalog(given.against, given.common.verbose, other)) return unusable;
  const portfit::catalog& after = given.against.empty() ? before : other;
  question both;
  both.catalog = names_of_both(before, after);
  if (!settle_side(given, 0, before, both)) return unusable;
  const portfit::assess_options first = both.options;
  if (!settle_side(given, 1, after, both) || !has_pairings(both, "compare")) return unusable;
  portfit::diff_options options;
  options.assess = both.options;
  options.before = first.asked;
  options.after = both.options.asked;
  options.systems = given.common.systems;
  options.devices = given.common.devices;
  options.markets = given.common.markets;
  progress shown("pairings");
  options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
  const portfit::diff_result found = portfit::diff(before, after, options);
  shown.finish();
  print(given, portfit::head_of(before, first), portfit::head_of(after, both.options), found);
  return answered;
}

}  // namespace planner
