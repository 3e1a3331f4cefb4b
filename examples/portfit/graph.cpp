#include "commands.hpp"
#include "exit_code.hpp"

#include <portfit/analysis/explain.hpp>
#include <portfit/report/dot.hpp>
#include <portfit/report/graphml.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/resolve/build_graph.hpp>
#include <portfit/resolve/make_lane.hpp>

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

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

int run_graph(const graph_arguments& given) {
  question asked;
  if (!prepare(given.common, asked) || !has_one_market(asked)) return unusable;
  const portfit::pairing_entities who{asked.systems.front(), asked.markets.front(), asked.devices.front()};
  const portfit::constraint_graph graph =
      portfit::build_graph(asked.catalog, *who.os, *who.market, asked.options.asked);
  const portfit::lane device = portfit::make_lane(asked.catalog, graph, who, asked.options.asked);
  std::vector<portfit::reason> conflict;
  if (given.conflict) {
    portfit::explain_options options;
    options.assess = asked.options;
    options.alternatives = 0;
    const portfit::explanation why = portfit::explain(asked.catalog, *who.os, *who.device, *who.market, options);
    if (why.conflicts.empty()) {
      usage_error("there is no conflict to draw: the pairing is " + to_text(why.summary.verdict));
      return unusable;
    }
    conflict = why.conflicts.front();
  }
  const std::string head = head_line(portfit::head_of(asked.catalog, asked.options));
  if (given.common.format == "dot") {
    std::cout << "// " << head << '\n';
    portfit::write_dot(std::cout, graph, &device, asked.catalog.currency, conflict);
  } else {
    portfit::write_graphml(std::cout, graph, &device, asked.catalog.currency, conflict);
    std::cout << "<!-- " << head << " -->\n";
  }
  return answered;
}

}  // namespace planner
