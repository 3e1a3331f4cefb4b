#pragma once

#include <portfit/report/detail/drawn_graph.hpp>
#include <portfit/report/number.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

[[nodiscard]] inline std::string dot_text(const std::string& text) {
  std::string quoted = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') quoted += '\\';
    if (letter == '\n')
      quoted += "\\n";
    else
      quoted += static_cast<unsigned char>(letter) < 0x20U ? ' ' : letter;
  }
  return quoted + '"';
}

[[nodiscard]] inline std::string dot_style(const drawn_vertex& vertex) {
  switch (vertex.kind) {
    case vertex_kind::goal: return "shape=doubleoctagon, style=filled, fillcolor=\"#dddddd\"";
    case vertex_kind::requirement: return "shape=box, style=bold";
    case vertex_kind::gate: return "shape=plaintext, fontsize=9, margin=\"0.02\"";
    case vertex_kind::condition: break;
    case vertex_kind::fact:
      if (vertex.state == "known") return "shape=box, style=\"rounded,filled\", fillcolor=\"#d5e8d4\"";
      if (vertex.state == "unknown") return "shape=box, style=\"rounded,filled\", fillcolor=\"#fff2cc\"";
      return "shape=box, style=rounded";
    case vertex_kind::service: return "shape=hexagon";
    case vertex_kind::agreement: return "shape=folder, style=filled, fillcolor=\"#f8cecc\"";
    case vertex_kind::rule: return "shape=house, style=filled, fillcolor=\"#f8cecc\"";
    case vertex_kind::remedy: return "shape=cds, style=filled, fillcolor=\"#dae8fc\"";
    case vertex_kind::hazard: return "shape=octagon, style=filled, fillcolor=\"#ffe6cc\"";
  }
  if (vertex.state == "holds") return "shape=ellipse, color=\"#2e7d32\"";
  if (vertex.state == "fails") return "shape=ellipse, color=\"#c62828\"";
  return "shape=ellipse";
}

[[nodiscard]] inline std::string dot_style(const drawn_edge& edge) {
  switch (edge.kind) {
    case edge_kind::needs: return "";
    case edge_kind::wants: return "style=dashed";
    case edge_kind::when: return "style=dotted, label=when";
    case edge_kind::grants: return edge.coverage < 1 ? "label=" + dot_text(percent_text(edge.coverage)) : "";
    case edge_kind::forbids: return "color=\"#c62828\", arrowhead=tee";
    case edge_kind::sets: return "color=\"#1f5fa8\", dir=back";
    case edge_kind::same: return "style=dotted, dir=none";
    case edge_kind::breaks: return "color=\"#b46504\", dir=back, arrowtail=tee";
    case edge_kind::excludes: break;
  }
  return "color=\"#c62828\", style=dotted, dir=none, label=excludes, constraint=false";
}

}  // namespace detail

/// Draws what the goal of a constraint graph depends on in Graphviz' language, the goal to the left.
///
/// Shapes tell kinds: box requirement, ellipse condition, rounded box fact, hexagon service, folder agreement, house rule,
/// arrow remedy (it points at the facts it sets), octagon hazard (it points at the facts it breaks; only where a horizon is asked). Dashed: should; red: forbids, excludes. With a device, facts have their
/// values, green known and yellow unknown, and what its vendor settles is not followed further.
/// With a conflict, only what links the goal with its reasons is drawn, and these have a thick red edge.
/// @pre `device`, if not null, was made from `graph`; with a conflict it is not null.
/// Complexity: linear but for sorting; with a conflict times its reasons.
inline void write_dot(std::ostream& out, const constraint_graph& graph, const lane* device = nullptr,
                      const std::string& currency = {}, const std::vector<reason>& conflict = {}) {
  const detail::drawn_graph drawing = detail::graph_artist(graph, device, currency, conflict).draw();
  out << "digraph portfit {\n  rankdir=LR; nodesep=0.15; ranksep=0.5;\n"
         "  node [fontname=\"Helvetica\", fontsize=11, height=0.3]; edge [fontname=\"Helvetica\", fontsize=9];\n";
  for (const detail::drawn_vertex& each : drawing.vertices)
    out << "  v" << each.id << " [label=" << detail::dot_text(each.label) << ", " << detail::dot_style(each)
        << (each.in_conflict ? ", color=\"#c62828\", penwidth=2.5" : "") << "];\n";
  for (const detail::drawn_edge& each : drawing.edges) {
    const std::string style = detail::dot_style(each);
    out << "  v" << each.from << " -> v" << each.to << (style.empty() ? "" : " [" + style + "]") << ";\n";
  }
  out << "}\n";
}

}  // namespace portfit
