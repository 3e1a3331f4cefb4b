#include "support/resolved.hpp"

#include <portfit/resolve/build_graph.hpp>
#include <portfit/resolve/make_lane.hpp>
#include <portfit/search/feasibility.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>

namespace portfit_test {

namespace {

portfit::lower_options options_of(const portfit::catalog& world, bool relaxable) {
  portfit::lower_options result;
  result.cost.person_month = world.person_month.value_or(0);
  result.cost.scale = world.scale;
  result.cost.money_budget = world.budget.money;
  result.cost.effort_budget = world.budget.effort;
  result.relaxable = relaxable;
  return result;
}

}  // namespace

resolved::resolved(portfit::catalog told, const portfit::query& asked, bool relaxable)
    : world(std::move(told)),
      graph(portfit::build_graph(world, world.systems.at("os"), world.markets.at("m"), asked)),
      who{&world.systems.at("os"), &world.markets.at("m"), &world.devices.at("d")},
      device(portfit::make_lane(world, graph, who, asked)),
      lowered(portfit::lower(graph, device, options_of(world, relaxable))),
      compiled(lowered.problem) {}

resolved::resolved(const portfit::catalog_builder& told, const portfit::query& asked, bool relaxable)
    : resolved(built(told), asked, relaxable) {}

resolved::~resolved() = default;

portfit::decision_set resolved::plan(const std::vector<std::string>& remedies) const {
  portfit::decision_set result;
  for (const auto& [which, remedy] : lowered.remedies)
    if (std::find(remedies.begin(), remedies.end(), lowered.problem.names[which]) != remedies.end())
      result.push_back(which);
  CHECK(result.size() == remedies.size());
  return result;
}

portfit::plan_figures resolved::figures(const std::vector<std::string>& remedies) {
  return portfit::evaluate(compiled, plan(remedies));
}

double resolved::likelihood(const std::vector<std::string>& remedies) { return figures(remedies).likelihood.ranking; }

std::string resolved::verdict() {
  const portfit::feasibility found = portfit::decide(compiled);
  if (!found.known) return "not known";
  if (found.holds_already) return "ready";
  if (found.one_plan) return "feasible";
  if (!found.some_way) return "blocked";
  return found.always_a_way ? "answerable" : "undetermined";
}

std::size_t resolved::vertex(portfit::vertex_kind kind, const std::string& name) const {
  for (std::size_t each = 0; each < boost::num_vertices(graph); ++each)
    if (graph[each].kind == kind && graph[each].name == name) return each;
  FAIL("no vertex " << name);
  return 0;
}

bool resolved::has_vertex(portfit::vertex_kind kind, const std::string& name) const {
  for (std::size_t each = 0; each < boost::num_vertices(graph); ++each)
    if (graph[each].kind == kind && graph[each].name == name) return true;
  return false;
}

}  // namespace portfit_test
