#include <portfit/graph/structure.hpp>

#include "support/pairing_builder.hpp"

#include <portfit/resolve/build_graph.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

using names = std::vector<std::string>;

struct drawn {
  catalog world;
  constraint_graph graph;
  explicit drawn(const catalog_builder& told)
      : world(built(told)), graph(build_graph(world, world.systems.at("os"), world.markets.at("m"))) {}

  [[nodiscard]] std::size_t vertex(vertex_kind kind, const std::string& name) const {
    for (std::size_t each = 0; each < boost::num_vertices(graph); ++each)
      if (graph[each].kind == kind && graph[each].name == name) return each;
    FAIL("no vertex " << name);
    return 0;
  }
  [[nodiscard]] names remedies(const std::vector<std::size_t>& group) const {
    names result;
    for (const std::size_t index : group) result.push_back(tables(graph).remedies[index].what->id);
    return result;
  }
  /// Names of the marked vertices that are no gates.
  [[nodiscard]] std::set<std::string> marked(const std::vector<char>& by_vertex) const {
    std::set<std::string> result;
    for (std::size_t each = 0; each < by_vertex.size(); ++each)
      if (by_vertex[each] && graph[each].kind != vertex_kind::gate) result.insert(graph[each].name);
    return result;
  }
};

/// modem <- kernel <- unlock, each by its remedy; price is apart.
void add_chain(pairing_builder& told) {
  told.flags({"modem", "kernel", "unlocked"}).fact("price", "money");
  told.system("os").must("calls", "modem").should("cheap", "price <= 100 USD");
  told.remedy("a_modem").makes("modem").needs("kernel");
  told.remedy("b_kernel").makes("kernel").needs("unlocked");
  told.remedy("c_unlock").makes("unlocked").adds({{"price", "5 USD"}});
}

}  // namespace

TEST_CASE("structure: remedies come in groups, what is needed first") {
  pairing_builder told;
  add_chain(told);
  const drawn chain(told);
  std::vector<names> order;
  for (const auto& group : remedy_components(chain.graph)) order.push_back(chain.remedies(group));
  CHECK(order == std::vector<names>{{"c_unlock"}, {"b_kernel"}, {"a_modem"}});
}

TEST_CASE("structure: remedies that wait for each other are one group") {
  pairing_builder told;
  add_chain(told);
  told.remedy("c_unlock").needs(any_of({"modem", "price <= 50 USD"}));
  const drawn loop(told);
  const auto groups = remedy_components(loop.graph);
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].size() == 3);
}

TEST_CASE("structure: what a requirement depends on, and what a change can touch") {
  pairing_builder told;
  add_chain(told);
  const drawn chain(told);
  const auto below = chain.marked(dependencies(chain.graph, chain.vertex(vertex_kind::requirement, "os: cheap")));
  CHECK(below == std::set<std::string>{"os: cheap", "price <= 100 USD", "price", "c_unlock"});
  const auto above = chain.marked(affected_by(chain.graph, chain.vertex(vertex_kind::fact, "kernel")));
  CHECK(above.contains("os: calls"));
  CHECK(above.contains("a_modem"));
  CHECK(above.contains("os in m"));
  CHECK_FALSE(above.contains("c_unlock"));
  CHECK_FALSE(above.contains("os: cheap"));
}

TEST_CASE("structure: exclusions are no dependence") {
  pairing_builder told;
  add_chain(told);
  told.remedy("d_other").makes("unlocked").excludes({"a_modem"});
  const drawn chain(told);
  const auto touched = chain.marked(affected_by(chain.graph, chain.vertex(vertex_kind::remedy, "d_other")));
  CHECK(touched.contains("b_kernel"));
  const auto below = chain.marked(dependencies(chain.graph, chain.vertex(vertex_kind::remedy, "d_other")));
  CHECK(below == std::set<std::string>{"d_other"});
}

TEST_CASE("structure: single points are what everything from a vertex to the goal must pass") {
  pairing_builder told;
  add_chain(told);
  const drawn chain(told);
  names path;
  for (const std::size_t each : single_points(chain.graph, chain.vertex(vertex_kind::fact, "kernel")))
    path.push_back(chain.graph[each].name);
  CHECK(path == names{"os: calls", "modem", "modem", "a_modem", "kernel"});  // the condition, then its fact

  told.system("os").should("free", "kernel");  // a second way down to the fact
  const drawn wider(told);
  path.clear();
  for (const std::size_t each : single_points(wider.graph, wider.vertex(vertex_kind::fact, "kernel")))
    path.push_back(wider.graph[each].name);
  CHECK(path == names{"kernel"});  // the condition alone is left
}

TEST_CASE("structure: what the goal does not depend on has no single points") {
  pairing_builder told;
  told.flags({"a", "b"});
  told.system("os").must("x", "a");
  told.remedy("r").makes("b");
  const drawn apart(told);
  CHECK(single_points(apart.graph, apart.vertex(vertex_kind::fact, "b")).empty());
  CHECK(single_points(apart.graph, tables(apart.graph).goal).empty());
}

TEST_CASE("structure: the shortest loop among remedies, named from one of them back to itself") {
  pairing_builder told;
  add_chain(told);
  told.remedy("c_unlock").needs(any_of({"modem", "kernel"}));
  const drawn loop(told);
  const auto all = shortest_loop(loop.graph, {0, 1, 2});
  REQUIRE(all.has_value());
  CHECK(*all == names{"b_kernel", "unlocked", "unlocked", "c_unlock", "kernel", "kernel", "b_kernel"});
  CHECK_FALSE(shortest_loop(loop.graph, {0, 1}).has_value());
  CHECK_FALSE(shortest_loop(loop.graph, {}).has_value());
}

TEST_CASE("structure: a chain is no loop, nor is a figure that depends on what a remedy makes") {
  pairing_builder told;
  add_chain(told);
  const drawn chain(told);
  CHECK_FALSE(shortest_loop(chain.graph, {0, 1, 2}).has_value());
  told.remedy("c_unlock").money({map_of({{"when", "unlocked"}, {"is", "1 USD"}}), map_of({{"is", "2 USD"}})});
  const drawn priced(told);
  CHECK_FALSE(shortest_loop(priced.graph, {0, 1, 2}).has_value());
}
