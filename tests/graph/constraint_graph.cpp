#include <portfit/graph/constraint_graph.hpp>

#include <doctest/doctest.h>

#include <vector>

using namespace portfit;

TEST_CASE("constraint graph: successors by kind of edge, in the order they were added") {
  constraint_graph graph;
  for (std::size_t index = 0; index < 4; ++index)
    boost::add_vertex(constraint_vertex{vertex_kind::gate, "v" + std::to_string(index), index}, graph);
  boost::add_edge(0, 3, constraint_edge{edge_kind::needs}, graph);
  boost::add_edge(0, 1, constraint_edge{edge_kind::when}, graph);
  boost::add_edge(0, 2, constraint_edge{edge_kind::needs}, graph);
  CHECK(successors(graph, 0, edge_kind::needs) == std::vector<std::size_t>{3, 2});
  CHECK(successors(graph, 0, edge_kind::when) == std::vector<std::size_t>{1});
  CHECK(successors(graph, 0, edge_kind::grants).empty());
  CHECK(successors(graph, 1, edge_kind::needs).empty());
}

TEST_CASE("constraint graph: the tables travel with the graph") {
  constraint_graph graph;
  tables(graph).os = "pine";
  tables(graph).gates.push_back({expression::operation::at_least, 2});
  const constraint_graph copy = graph;
  CHECK(tables(copy).os == "pine");
  CHECK(tables(copy).gates.at(0).count == 2);
}
