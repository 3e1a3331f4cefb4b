#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/trace_contagion.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/report/contagion_csv.hpp>
#include <portfit/report/contagion_text.hpp>
#include <portfit/report/json_contagion.hpp>

#include <iostream>
#include <set>
#include <string>
#include <vector>

namespace planner {
namespace {

/// Vendors that sell some device, by id; chip makers alone are none.
std::set<std::string> selling_vendors(const portfit::catalog& world) {
  std::set<std::string> result;
  for (const auto& [id, each] : world.devices) result.insert(each.vendor);
  return result;
}

std::string list_of(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& each : names) text += (text.empty() ? "" : ", ") + each;
  return text;
}

/// The vendors asked for, in the order given; else standard error tells what is wrong.
bool select_vendors(const contagion_arguments& given, const portfit::catalog& world,
                    std::vector<const portfit::vendor*>& into) {
  const std::set<std::string> selling = selling_vendors(world);
  if (given.vendors.empty() == !given.all_vendors) {
    usage_error(
        std::string(given.all_vendors ? "give either --vendor or --all-vendors" : "give --vendor or --all-vendors") +
        (selling.empty() ? "; the catalogs hold no device" : "; these sell devices: " + list_of(selling)));
    return false;
  }
  std::set<std::string> seen;
  for (const std::string& id :
       given.all_vendors ? std::vector<std::string>(selling.begin(), selling.end()) : given.vendors) {
    const auto found = world.vendors.find(id);
    if (found == world.vendors.end()) {
      const std::string nearest = portfit::nearest_name(id, world.vendors);
      usage_error("--vendor: the catalogs know no '" + id + "'; " +
                  (nearest.empty() ? "these sell devices: " + list_of(selling) : "did you mean '" + nearest + "'?"));
      return false;
    }
    if (seen.insert(id).second) into.push_back(&found->second);
  }
  return true;
}

}  // namespace

int run_contagion(const contagion_arguments& given) {
  question asked;
  std::vector<const portfit::vendor*> vendors;
  if (!prepare(given.common, asked) || !select_vendors(given, asked.catalog, vendors)) return unusable;
  portfit::contagion_options options;
  options.assess = asked.options;
  options.systems = ids_of(asked.systems);
  options.devices = ids_of(asked.devices);
  options.markets = ids_of(asked.markets);
  std::vector<portfit::vendor_contagion> found;
  for (const portfit::vendor* each : vendors) {
    progress shown(each->id + ": pairings");
    options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
    found.push_back(portfit::trace_contagion(asked.catalog, *each, options));
    shown.finish();
  }
  const portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  if (given.common.format == "json")
    portfit::write_json(std::cout, head, found);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, head, found);
  else
    portfit::write_contagion(std::cout, head, found, asked.catalog);
  return answered;
}

}  // namespace planner
