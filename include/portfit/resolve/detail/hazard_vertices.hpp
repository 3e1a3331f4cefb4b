#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/resolve/detail/build_expression.hpp>
#include <portfit/resolve/hazard_chances.hpp>

#include <cstddef>
#include <optional>
#include <set>
#include <string>

namespace portfit::detail {

/// Adds what can end a fact that something in the graph asks for or brings about. Complexity: n log n.
inline void add_hazards(const catalog& world, expression_builder& make, constraint_graph& graph) {
  std::set<std::string> named;
  for (const fact_slot& each : tables(graph).facts) named.insert(each.reference.name);
  for (const hazard_entry& each : single_hazards(world)) {
    std::optional<std::size_t> vertex;
    for (const fact_reference& broken : each.what->breaks) {
      if (!named.contains(broken.name)) continue;
      if (!vertex) {
        vertex = make.add_vertex(vertex_kind::hazard, each.what->id, tables(graph).hazards.size());
        tables(graph).hazards.push_back(each);
        tables(graph).hazard_vertices.push_back(*vertex);
      }
      const std::size_t slot = make.add_slot(broken);
      make.connect(tables(graph).fact_vertices[slot], *vertex, edge_kind::breaks);
    }
  }
}

}  // namespace portfit::detail
