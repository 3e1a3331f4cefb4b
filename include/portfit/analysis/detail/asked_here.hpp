#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/graph/fact_classes.hpp>
#include <portfit/graph/relevance.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace portfit::detail {

/// Which vertices the goal still asks about once what is surely known is put in: a requirement under a condition that known
/// facts rule out, and no remedy can change, asks for nothing but that condition.
class asked_here {
 public:
  explicit asked_here(const pairing_model& model)
      : model_(model), graph_(*model.graph), entities_(graph_, *model.device) {}

  /// By vertex: non-zero if it is asked about. Complexity: linear, times the depth of conditions.
  [[nodiscard]] std::vector<char> find() {
    std::vector<char> found(boost::num_vertices(graph_), 0);
    std::vector<std::size_t> waiting{tables(graph_).goal};
    found[waiting.front()] = 1;
    while (!waiting.empty()) {
      const std::size_t vertex = waiting.back();
      waiting.pop_back();
      if (entities_.of(vertex) != answer::unknown) continue;
      for (const std::size_t next : asked_by(vertex)) {
        if (found[next] != 0) continue;
        found[next] = 1;
        waiting.push_back(next);
      }
    }
    return found;
  }

 private:
  [[nodiscard]] std::vector<std::size_t> asked_by(std::size_t vertex) {
    if (graph_[vertex].kind == vertex_kind::requirement)
      for (const std::size_t when : successors(graph_, vertex, edge_kind::when))
        if (known(when) == answer::no) return {when};
    std::vector<std::size_t> result;
    const auto [first, last] = boost::out_edges(vertex, graph_);
    for (auto each = first; each != last; ++each)
      if (graph_[*each].kind != edge_kind::excludes && graph_[*each].kind != edge_kind::forbids)
        result.push_back(boost::target(*each, graph_));
    return result;
  }

  [[nodiscard]] answer known(std::size_t vertex) {
    if (graph_[vertex].kind == vertex_kind::condition) return known_condition(vertex);
    if (graph_[vertex].kind != vertex_kind::gate) return answer::unknown;
    std::size_t yes = 0;
    std::size_t no = 0;
    const std::vector<std::size_t> parts = successors(graph_, vertex, edge_kind::needs);
    for (const std::size_t part : parts) {
      const answer one = known(part);
      yes += one == answer::yes ? 1 : 0;
      no += one == answer::no ? 1 : 0;
    }
    return settled_gate(tables(graph_).gates[graph_[vertex].index], parts.size(), yes, no);
  }

  /// A test of a known fact that no remedy touches; who the vendor is, and the like.
  [[nodiscard]] answer known_condition(std::size_t vertex) {
    const constraint_condition& asked = tables(graph_).conditions[graph_[vertex].index];
    if (asked.is != constraint_condition::kind::fact_test || asked.other_slot) return entities_.of(vertex);
    const fact_state& state = model_.device->facts[asked.slot];
    const auto fact = model_.lowered.facts.find(state.key);
    if (!state.is_known() || fact == model_.lowered.facts.end() || !fact->second.touching.empty())
      return answer::unknown;
    const bool holds = std::any_of(state.values.begin(), state.values.end(), [&](const fact_value& each) {
      return holds_after({asked.compares, asked.bound}, each, {});
    });
    return holds ? answer::yes : answer::no;
  }

  const pairing_model& model_;
  const constraint_graph& graph_;
  entity_answers entities_;
};

}  // namespace portfit::detail
