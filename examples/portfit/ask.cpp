#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/analysis/ask_everywhere.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/report/ask_csv.hpp>
#include <portfit/report/ask_text.hpp>
#include <portfit/report/json_ask.hpp>

#include <algorithm>
#include <iostream>
#include <string>

namespace planner {
namespace {

/// Which of two is closer to what was given; for messages.
template <class Table>
void tell_unknown(const std::string& option, const std::string& id, const Table& known) {
  const std::string nearest = portfit::nearest_name(id, known);
  usage_error(option + ": the catalogs know no '" + id + "'" +
              (nearest.empty() ? std::string() : "; did you mean '" + nearest + "'?"));
}

bool choose_system(const question& asked) {
  const auto systems =
      std::count_if(asked.systems.begin(), asked.systems.end(), [](const auto* os) { return !os->abstract; });
  if (systems <= 1) return true;
  usage_error("there are several systems; give one with --os");
  return false;
}

/// The plan, if one was given; its ids must be remedies. `waive NAME` differs by market and day.
bool choose_plan(const ask_arguments& given, const portfit::catalog& world, portfit::ask_options& into) {
  if (!given.has_plan) return true;
  into.plan.emplace();
  for (const std::string& id : given.plan) {
    if (id.empty()) continue;  // --plan '': nothing is done
    into.plan->push_back(id);
    if (world.remedies.contains(id) || id.starts_with("waive ")) continue;
    tell_unknown("--plan", id, world.remedies);
    return false;
  }
  return true;
}

std::size_t count_pairings(const question& asked, const std::string& vendor) {
  const auto devices = std::count_if(asked.devices.begin(), asked.devices.end(), [&](const portfit::device* each) {
    return vendor.empty() || each->vendor == vendor;
  });
  return static_cast<std::size_t>(devices) * asked.markets.size();
}

}  // namespace

int run_ask(const ask_arguments& given) {
  question asked;
  if (!prepare(given.common, asked) || !has_pairings(asked, "ask about") || !choose_system(asked)) return unusable;
  if (!given.vendor.empty() && !asked.catalog.vendors.contains(given.vendor)) {
    tell_unknown("--vendor", given.vendor, asked.catalog.vendors);
    return unusable;
  }
  const std::size_t pairings = count_pairings(asked, given.vendor);
  if (pairings == 0) {
    usage_error("--vendor: '" + given.vendor + "' sells none of the devices");
    return unusable;
  }
  if (given.has_plan && pairings > 1) {
    usage_error("--plan: there are " + std::to_string(pairings) + " pairings; give one device and one market");
    return unusable;
  }
  portfit::ask_everywhere_options options;
  options.each.assess = asked.options;
  options.each.together = options.each.durations = pairings == 1;
  if (!choose_plan(given, asked.catalog, options.each)) return unusable;
  options.systems = ids_of(asked.systems);
  options.devices = ids_of(asked.devices);
  options.markets = ids_of(asked.markets);
  if (!given.vendor.empty()) options.vendors = {given.vendor};
  progress shown("pairings");
  options.progress = [&shown](std::size_t done, std::size_t all) { shown.update(done, all); };
  const portfit::inquiry_sweep found = portfit::ask_everywhere(asked.catalog, options);
  shown.finish();
  const portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  if (given.common.format == "json")
    portfit::write_json(std::cout, head, found);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, head, found);
  else
    portfit::write_inquiries(std::cout, head, found, given.top);
  return answered;
}

}  // namespace planner
