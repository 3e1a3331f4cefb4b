#include "commands.hpp"
#include "exit_code.hpp"

#include <portfit/report/dot.hpp>
#include <portfit/report/graphml.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/resolve/build_graph.hpp>
#include <portfit/resolve/make_lane.hpp>

#include <iostream>
#include <sstream>
#include <string>

namespace planner {
namespace {

/// The head as one line that may stand in a comment of either format.
std::string head_line(const portfit::report_head& head) {
  std::ostringstream text;
  portfit::write_head(text, head);
  std::string line = portfit::one_line(text.str());
  for (std::size_t place = line.find("--"); place != std::string::npos; place = line.find("--"))
    line.replace(place, 2, "- ");
  return line;
}

}  // namespace

int run_graph(const common_options& given) {
  question asked;
  if (!prepare(given, asked) || !has_one_market(asked)) return unusable;
  const portfit::pairing_entities who{asked.systems.front(), asked.markets.front(), asked.devices.front()};
  const portfit::constraint_graph graph =
      portfit::build_graph(asked.catalog, *who.os, *who.market, asked.options.asked);
  const portfit::lane device = portfit::make_lane(asked.catalog, graph, who, asked.options.asked);
  const std::string head = head_line(portfit::head_of(asked.catalog, asked.options));
  if (given.format == "dot") {
    std::cout << "// " << head << '\n';
    portfit::write_dot(std::cout, graph, &device, asked.catalog.currency);
  } else {
    portfit::write_graphml(std::cout, graph, &device, asked.catalog.currency);
    std::cout << "<!-- " << head << " -->\n";
  }
  return answered;
}

}  // namespace planner
