#pragma once

#include <portfit/report/detail/drawn_graph.hpp>
#include <portfit/report/detail/xml_text.hpp>
#include <portfit/report/number.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

inline void write_graphml_key(std::ostream& out, const char* of, const char* name, const char* type) {
  out << "  <key id=\"" << of << '_' << name << "\" for=\"" << of << "\" attr.name=\"" << name << "\" attr.type=\""
      << type << "\"/>\n";
}

inline void write_graphml_data(std::ostream& out, const char* key, const std::string& value) {
  if (!value.empty()) out << "      <data key=\"" << key << "\">" << xml_text(value) << "</data>\n";
}

}  // namespace detail

/// Writes what the goal of a constraint graph depends on as GraphML, for programs that lay out and analyse graphs.
///
/// Nodes have `kind`, `label` and, with a device, `state` (known, unknown; holds, fails); edges have `kind` and `coverage`.
/// Edges point from what depends to what it depends on; `same` and `excludes` are mutual and written once, undirected.
/// With a conflict, only what links the goal with its reasons is written, and nodes have `conflict` too.
/// @pre `device`, if not null, was made from `graph`; with a conflict it is not null. Complexity: as of `write_dot`.
inline void write_graphml(std::ostream& out, const constraint_graph& graph, const lane* device = nullptr,
                          const std::string& currency = {}, const std::vector<reason>& conflict = {}) {
  const detail::drawn_graph drawing = detail::graph_artist(graph, device, currency, conflict).draw();
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const char* const name : {"kind", "label", "state", "conflict"})
    detail::write_graphml_key(out, "node", name, "string");
  detail::write_graphml_key(out, "edge", "kind", "string");
  detail::write_graphml_key(out, "edge", "coverage", "double");
  out << "  <graph id=\"portfit\" edgedefault=\"directed\">\n";
  for (const detail::drawn_vertex& each : drawing.vertices) {
    out << "    <node id=\"v" << each.id << "\">\n";
    detail::write_graphml_data(out, "node_kind", detail::name_of(each.kind));
    detail::write_graphml_data(out, "node_label", each.label);
    detail::write_graphml_data(out, "node_state", each.state);
    detail::write_graphml_data(out, "node_conflict", each.in_conflict ? "yes" : "");
    out << "    </node>\n";
  }
  for (const detail::drawn_edge& each : drawing.edges) {
    const bool mutual = each.kind == edge_kind::same || each.kind == edge_kind::excludes;
    out << "    <edge source=\"v" << each.from << "\" target=\"v" << each.to << (mutual ? "\" directed=\"false" : "")
        << "\">\n";
    detail::write_graphml_data(out, "edge_kind", detail::name_of(each.kind));
    if (each.kind == edge_kind::grants) detail::write_graphml_data(out, "edge_coverage", exact_text(each.coverage));
    out << "    </edge>\n";
  }
  out << "  </graph>\n</graphml>\n";
}

}  // namespace portfit
