#pragma once

#include <portfit/analysis/explanation.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/graph/relevance.hpp>
#include <portfit/graph/structure.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace portfit::detail {

[[nodiscard]] inline const char* name_of(vertex_kind kind) {
  switch (kind) {
    case vertex_kind::goal: return "goal";
    case vertex_kind::requirement: return "requirement";
    case vertex_kind::gate: return "gate";
    case vertex_kind::condition: return "condition";
    case vertex_kind::fact: return "fact";
    case vertex_kind::service: return "service";
    case vertex_kind::agreement: return "agreement";
    case vertex_kind::rule: return "rule";
    case vertex_kind::remedy: return "remedy";
    case vertex_kind::hazard: break;
  }
  return "hazard";
}

[[nodiscard]] inline const char* name_of(edge_kind kind) {
  switch (kind) {
    case edge_kind::needs: return "needs";
    case edge_kind::wants: return "wants";
    case edge_kind::when: return "when";
    case edge_kind::grants: return "grants";
    case edge_kind::forbids: return "forbids";
    case edge_kind::sets: return "sets";
    case edge_kind::same: return "same";
    case edge_kind::excludes: return "excludes";
    case edge_kind::breaks: break;
  }
  return "breaks";
}

/// One vertex of a drawing.
struct drawn_vertex {
  std::size_t id = 0;
  vertex_kind kind = vertex_kind::goal;
  std::string label;
  /// Of facts, where a device is given: `known`, `unknown`; of conditions it settles: `holds`, `fails`.
  std::string state;
  bool in_conflict = false;
};

struct drawn_edge {
  std::size_t from = 0;
  std::size_t to = 0;
  edge_kind kind = edge_kind::needs;
  double coverage = 1;
  friend auto operator<=>(const drawn_edge&, const drawn_edge&) = default;
};

/// What the goal depends on, and the agreements and rules that ask for it, ready to be drawn.
struct drawn_graph {
  std::vector<drawn_vertex> vertices;
  std::vector<drawn_edge> edges;  ///< without repetition; mutual ones once, from the smaller vertex
};

/// By vertex: non-zero where one of the reasons of a conflict is about it.
[[nodiscard]] inline std::vector<char> conflict_vertices(const constraint_graph& graph, const lane& device,
                                                         const std::vector<reason>& conflict) {
  std::vector<char> found(boost::num_vertices(graph), 0);
  for (std::size_t vertex = 0; vertex < found.size(); ++vertex) {
    const constraint_vertex& what = graph[vertex];
    const bool can = what.kind == vertex_kind::fact || what.kind == vertex_kind::requirement ||
                     what.kind == vertex_kind::condition || what.kind == vertex_kind::rule;
    if (!can) continue;
    const std::string& name = what.kind == vertex_kind::fact ? device.facts[what.index].key : what.name;
    found[vertex] =
        std::any_of(conflict.begin(), conflict.end(), [&](const reason& each) { return each.subject == name; });
  }
  return found;
}

class graph_artist {
 public:
  graph_artist(const constraint_graph& graph, const lane* device, const std::string& currency,
               const std::vector<reason>& conflict)
      : graph_(graph), device_(device), currency_(currency) {
    if (device == nullptr || !conflict.empty())
      seen_ = dependencies(graph, tables(graph).goal);
    else
      for (const relevance each : relevance_of(graph, *device)) seen_.push_back(each == relevance::goal ? 1 : 0);
    if (!conflict.empty()) show_only(conflict);
    show_authors();
  }

  [[nodiscard]] drawn_graph draw() const {
    drawn_graph result;
    for (std::size_t vertex = 0; vertex < seen_.size(); ++vertex)
      if (seen_[vertex])
        result.vertices.push_back(
            {vertex, graph_[vertex].kind, label(vertex), state(vertex), !marked_.empty() && marked_[vertex] != 0});
    std::set<drawn_edge> edges;
    const auto [first, last] = boost::edges(graph_);
    for (auto each = first; each != last; ++each) {
      drawn_edge edge{boost::source(*each, graph_), boost::target(*each, graph_), graph_[*each].kind,
                      graph_[*each].coverage};
      if (!seen_[edge.from] || !seen_[edge.to] || settled(edge.from)) continue;
      const bool mutual = edge.kind == edge_kind::same || edge.kind == edge_kind::excludes;
      if (mutual && edge.to < edge.from) std::swap(edge.from, edge.to);
      edges.insert(edge);
    }
    result.edges.assign(edges.begin(), edges.end());
    return result;
  }

 private:
  /// Nothing but what links the goal with the reasons of a conflict.
  void show_only(const std::vector<reason>& conflict) {
    marked_ = conflict_vertices(graph_, *device_, conflict);
    std::vector<char> above(marked_.size(), 0);  // depends on something marked
    std::vector<char> below(marked_.size(), 0);  // a marked requirement depends on it
    const auto join = [](std::vector<char>& into, const std::vector<char>& more) {
      for (std::size_t at = 0; at < into.size(); ++at) into[at] = into[at] || more[at];
    };
    for (std::size_t vertex = 0; vertex < marked_.size(); ++vertex) {
      if (!marked_[vertex]) continue;
      join(above, affected_by(graph_, vertex));
      if (graph_[vertex].kind == vertex_kind::requirement) join(below, dependencies(graph_, vertex));
    }
    below[tables(graph_).goal] = 1;
    for (std::size_t vertex = 0; vertex < seen_.size(); ++vertex)
      seen_[vertex] = seen_[vertex] && above[vertex] && below[vertex];
  }

  /// Agreements and rules are no dependence of what they ask for, but who looks wants to see who asks.
  void show_authors() {
    const std::vector<char> needed = seen_;
    const auto [first, last] = boost::edges(graph_);
    for (auto each = first; each != last; ++each)
      if (graph_[*each].kind == edge_kind::forbids && needed[boost::target(*each, graph_)])
        seen_[boost::source(*each, graph_)] = 1;
  }

  [[nodiscard]] const constraint_condition* condition_at(std::size_t vertex) const {
    return graph_[vertex].kind == vertex_kind::condition ? &tables(graph_).conditions[graph_[vertex].index] : nullptr;
  }

  /// A condition the device's entities settle; what it would depend on is not drawn.
  [[nodiscard]] bool settled(std::size_t vertex) const {
    const std::string found = state(vertex);
    return found == "holds" || found == "fails";
  }

  [[nodiscard]] std::string state(std::size_t vertex) const {
    if (device_ == nullptr) return {};
    if (graph_[vertex].kind == vertex_kind::fact)
      return device_->facts[graph_[vertex].index].is_known() ? "known" : "unknown";
    const constraint_condition* const asked = condition_at(vertex);
    if (asked == nullptr || asked->is != constraint_condition::kind::entity_test) return {};
    const answer found = device_->entity_tests[graph_[vertex].index];
    return found == answer::yes ? "holds" : found == answer::no ? "fails" : "unknown";
  }

  [[nodiscard]] std::string label(std::size_t vertex) const {
    const constraint_vertex& what = graph_[vertex];
    if (what.kind == vertex_kind::gate) return leads_on(vertex) ? gate_label(what) : what.name;
    if (what.kind == vertex_kind::fact && device_ != nullptr) return fact_label(what);
    return what.name;
  }

  /// Something that the vertex depends on is drawn as well.
  [[nodiscard]] bool leads_on(std::size_t vertex) const {
    const std::vector<std::size_t> parts = successors(graph_, vertex, edge_kind::needs);
    return std::any_of(parts.begin(), parts.end(), [&](std::size_t part) { return seen_[part] != 0; });
  }

  [[nodiscard]] std::string gate_label(const constraint_vertex& what) const {
    const gate& is = tables(graph_).gates[what.index];
    switch (is.is) {
      case expression::operation::any_of: return "any of";
      case expression::operation::none_of: return "none of";
      case expression::operation::at_least: return "at least " + std::to_string(is.count) + " of";
      default: return "all of";
    }
  }

  [[nodiscard]] std::string fact_label(const constraint_vertex& what) const {
    const fact_state& state = device_->facts[what.index];
    const fact_declaration& declared = *tables(graph_).facts[what.index].declared;
    std::string values;
    for (const fact_value& each : state.values)
      values += (values.empty() ? "" : " or ") + describe_value(declared, each, currency_);
    if (!values.empty()) return state.key + '\n' + values;
    const std::string belief = describe_belief(declared, state.belief, currency_);
    return state.key + "\n?" + (belief.empty() ? "" : " " + belief);
  }

  const constraint_graph& graph_;
  const lane* device_;
  std::string currency_;
  std::vector<char> seen_;
  std::vector<char> marked_;  ///< empty: no conflict is shown
};

}  // namespace portfit::detail
