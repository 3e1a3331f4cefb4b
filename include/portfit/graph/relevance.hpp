#pragma once

#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lane.hpp>

#include <cstddef>
#include <vector>

namespace portfit {

namespace detail {

/// What a gate says when so many of its parts surely hold, and so many surely fail.
[[nodiscard]] inline answer settled_gate(const gate& what, std::size_t parts, std::size_t yes, std::size_t no) {
  const auto at_least = [&](std::size_t count) {
    if (yes >= count) return answer::yes;
    return parts - no < count ? answer::no : answer::unknown;
  };
  switch (what.is) {
    case expression::operation::any_of: return at_least(1);
    case expression::operation::at_least: return at_least(what.count);
    case expression::operation::none_of: break;
    default: return at_least(parts);
  }
  const answer some = at_least(1);
  return some == answer::unknown ? some : some == answer::yes ? answer::no : answer::yes;
}

/// What the lane's entities alone settle: gates and conditions that hold or fail whatever its facts are.
class entity_answers {
 public:
  entity_answers(const constraint_graph& graph, const lane& device)
      : graph_(graph), lane_(device), known_(boost::num_vertices(graph), state::open) {}

  [[nodiscard]] answer of(std::size_t vertex) {
    const constraint_vertex& what = graph_[vertex];
    if (what.kind == vertex_kind::condition) return of_condition(what.index);
    if (what.kind == vertex_kind::requirement) return of_requirement(vertex);
    if (what.kind != vertex_kind::gate) return answer::unknown;
    if (known_[vertex] == state::open) known_[vertex] = static_cast<state>(of_gate(vertex));
    return static_cast<answer>(known_[vertex]);
  }

 private:
  enum class state : unsigned char { no, yes, unknown, open };

  [[nodiscard]] answer of_condition(std::size_t index) const {
    const auto kind = tables(graph_).conditions[index].is;
    const bool settled =
        kind == constraint_condition::kind::entity_test || kind == constraint_condition::kind::exposure_zero;
    return settled ? lane_.entity_tests[index] : answer::unknown;
  }

  /// A requirement that is not asked here is met.
  [[nodiscard]] answer of_requirement(std::size_t vertex) {
    for (const std::size_t when : successors(graph_, vertex, edge_kind::when))
      if (of(when) == answer::no) return answer::yes;
    return answer::unknown;
  }

  [[nodiscard]] answer of_gate(std::size_t vertex) {
    const gate& what = tables(graph_).gates[graph_[vertex].index];
    std::size_t yes = 0;
    std::size_t no = 0;
    const std::vector<std::size_t> parts = successors(graph_, vertex, edge_kind::needs);
    for (const std::size_t part : parts) {
      const answer one = of(part);
      yes += one == answer::yes ? 1 : 0;
      no += one == answer::no ? 1 : 0;
    }
    return settled_gate(what, parts.size(), yes, no);
  }

  const constraint_graph& graph_;
  const lane& lane_;
  std::vector<state> known_;
};

}  // namespace detail

/// How far a vertex matters on one lane.
enum class relevance : unsigned char {
  none,   ///< settled by the lane's entities (a clause of an agreement the vendor does not hold): never asked
  asked,  ///< asked only by remedies that cannot change the answer
  goal,   ///< the goal depends on it
};

namespace detail {

inline void spread(const constraint_graph& graph, entity_answers& answers, std::vector<std::size_t> waiting,
                   relevance how, std::vector<relevance>& found) {
  for (const std::size_t vertex : waiting) found[vertex] = how;
  while (!waiting.empty()) {
    const std::size_t vertex = waiting.back();
    waiting.pop_back();
    if (answers.of(vertex) != answer::unknown) continue;
    const auto [first, last] = boost::out_edges(vertex, graph);
    for (auto each = first; each != last; ++each) {
      const edge_kind kind = graph[*each].kind;
      const std::size_t next = boost::target(*each, graph);
      if (kind == edge_kind::excludes || kind == edge_kind::forbids || found[next] >= how) continue;
      found[next] = how;
      waiting.push_back(next);
    }
  }
}

}  // namespace detail

/// By vertex: how far it matters for the goal on this lane; nothing is reached through what the lane's entities settle by
/// themselves. Complexity: linear.
[[nodiscard]] inline std::vector<relevance> relevance_of(const constraint_graph& graph, const lane& device) {
  detail::entity_answers answers(graph, device);
  std::vector<relevance> found(boost::num_vertices(graph), relevance::none);
  detail::spread(graph, answers, {tables(graph).goal}, relevance::goal, found);
  std::vector<std::size_t> idle;
  for (const std::size_t vertex : tables(graph).remedy_vertices)
    if (found[vertex] == relevance::none) idle.push_back(vertex);
  detail::spread(graph, answers, idle, relevance::asked, found);
  return found;
}

}  // namespace portfit
