#include "commands.hpp"
#include "exit_code.hpp"

#include <portfit/analysis/check.hpp>
#include <portfit/report/diagnostics_csv.hpp>
#include <portfit/report/json.hpp>
#include <portfit/report/report_head.hpp>

#include <iostream>

namespace planner {
namespace {

void print_sizes(const portfit::catalog& world) {
  std::string text = count_text(world.systems.size(), "system", "systems");
  text += ", " + count_text(world.devices.size(), "device", "devices");
  text += ", " + count_text(world.vendors.size(), "vendor", "vendors");
  text += ", " + count_text(world.platforms.size(), "platform", "platforms");
  text += ", " + count_text(world.markets.size(), "market", "markets");
  text += ", " + count_text(world.remedies.size(), "remedy", "remedies");
  text += ", " + count_text(world.agreements.size(), "agreement", "agreements");
  text += ", " + count_text(world.rules.size(), "rule", "rules");
  text += ", " + count_text(world.facts.size(), "fact", "facts") + " declared";
  std::cout << portfit::wrap_text(text, 2) << '\n';
}

void print_text(const loaded& files, const portfit::report_head& head) {
  portfit::write_head(std::cout, head);
  for (const portfit::diagnostic& remark : files.remarks)
    std::cout << portfit::one_line(portfit::to_text(remark)) << '\n';
  std::cout << count_remarks(files.remarks) << " in " << count_text(files.files.size(), "file", "files") << '\n';
  print_sizes(files.catalog);
}

}  // namespace

int run_check(const common_options& given) {
  loaded files = load(given.catalogs);
  const portfit::report_head head = portfit::head_of(files.catalog, {});
  if (files.unreadable) {
    print_remarks(files.remarks, given.verbose);
    return unusable;
  }
  if (!portfit::has_errors(files.remarks)) {
    const portfit::diagnostics more = portfit::check(files.catalog);
    files.remarks.insert(files.remarks.end(), more.begin(), more.end());
  }
  if (given.format == "json")
    portfit::write_json(std::cout, head, files.remarks);
  else if (given.format == "csv")
    portfit::write_csv(std::cout, head, files.remarks);
  else
    print_text(files, head);
  return portfit::has_errors(files.remarks) ? answered_no : answered;
}

}  // namespace planner
