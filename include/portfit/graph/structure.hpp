#pragma once

#include <portfit/graph/constraint_graph.hpp>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// Keeps the edges along which something depends on something; `excludes` and `forbids` are no dependence.
struct is_dependence {
  const constraint_graph* graph = nullptr;
  template <class Edge>
  bool operator()(const Edge& each) const {
    const edge_kind kind = (*graph)[each].kind;
    return kind != edge_kind::excludes && kind != edge_kind::forbids;
  }
};

using dependence_graph = boost::filtered_graph<constraint_graph, is_dependence>;

/// The shortest way along prerequisites from `start` back to itself, over vertices that are `passable`; else empty.
template <class Passable>
std::vector<std::size_t> shortest_way(const constraint_graph& graph, std::size_t start, Passable passable) {
  constexpr auto none = static_cast<std::size_t>(-1);
  const dependence_graph view(graph, is_dependence{&graph});
  std::vector<std::size_t> before(boost::num_vertices(graph), none);
  std::vector<std::size_t> waiting{start};
  for (std::size_t at = 0; at < waiting.size(); ++at) {
    const auto [first, last] = boost::out_edges(waiting[at], view);
    for (auto each = first; each != last; ++each) {
      const std::size_t next = boost::target(*each, view);
      if (graph[*each].kind == edge_kind::when || !passable(next) || before[next] != none) continue;
      before[next] = waiting[at];
      if (next != start) {
        waiting.push_back(next);
        continue;
      }
      std::vector<std::size_t> way{start};
      for (std::size_t vertex = before[start]; vertex != start; vertex = before[vertex]) way.push_back(vertex);
      way.push_back(start);
      std::reverse(way.begin(), way.end());
      return way;
    }
  }
  return {};
}

template <class Graph>
std::vector<char> reached(const Graph& graph, std::size_t from) {
  std::vector<boost::default_color_type> colors(boost::num_vertices(graph));
  const auto color = boost::make_iterator_property_map(colors.begin(), boost::get(boost::vertex_index, graph));
  boost::breadth_first_search(graph, from, boost::color_map(color));
  std::vector<char> result;
  for (const auto each : colors) result.push_back(each == boost::black_color ? 1 : 0);
  return result;
}

}  // namespace detail

/// The remedies grouped so that every group depends only on itself and on groups before it: the strongly connected
/// components of the graph in topological order (Tarjan 1972, SIAM J. Comput. 1, pp. 146-160).
/// Complexity: linear.
[[nodiscard]] inline std::vector<std::vector<std::size_t>> remedy_components(const constraint_graph& graph) {
  const detail::dependence_graph view(graph, detail::is_dependence{&graph});
  std::vector<std::size_t> component(boost::num_vertices(graph), 0);
  const std::size_t count = boost::strong_components(
      view, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::vector<std::size_t>> groups(count);  // numbered in reverse topological order: what is needed first
  const auto& remedies = tables(graph).remedy_vertices;
  for (std::size_t index = 0; index < remedies.size(); ++index) groups[component[remedies[index]]].push_back(index);
  groups.erase(std::remove_if(groups.begin(), groups.end(), [](const auto& group) { return group.empty(); }),
               groups.end());
  return groups;
}

/// By vertex: non-zero if `from` depends on it (and for `from` itself). Complexity: linear.
[[nodiscard]] inline std::vector<char> dependencies(const constraint_graph& graph, std::size_t from) {
  return detail::reached(detail::dependence_graph(graph, detail::is_dependence{&graph}), from);
}

/// By vertex: non-zero if a change of `changed` can touch it (and for `changed` itself). Complexity: linear.
[[nodiscard]] inline std::vector<char> affected_by(const constraint_graph& graph, std::size_t changed) {
  const detail::dependence_graph view(graph, detail::is_dependence{&graph});
  return detail::reached(boost::make_reverse_graph(view), changed);
}

/// The vertices through which everything that `vertex` does for the goal must pass, from the goal down, both ends left
/// out: its dominators (Lengauer and Tarjan 1979, TOPLAS 1, pp. 121-141). Empty as well if the goal does not depend on it.
/// Complexity: near linear.
[[nodiscard]] inline std::vector<std::size_t> single_points(const constraint_graph& graph, std::size_t vertex) {
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> dominator(boost::num_vertices(graph), none);
  boost::lengauer_tarjan_dominator_tree(
      graph, tables(graph).goal,
      boost::make_iterator_property_map(dominator.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::size_t> path;
  for (std::size_t at = dominator[vertex]; at != none && at != tables(graph).goal; at = dominator[at])
    path.push_back(at);
  std::reverse(path.begin(), path.end());
  return path;
}

/// The shortest loop of prerequisites among the given remedies (by index), as names from a remedy back to itself:
/// remedy, condition, fact, remedy ...; nothing if they form no loop. Complexity: vertices times edges.
[[nodiscard]] inline std::optional<std::vector<std::string>> shortest_loop(const constraint_graph& graph,
                                                                           const std::set<std::size_t>& remedies) {
  const constraint_tables& all = tables(graph);
  const auto passable = [&](std::size_t vertex) {
    return graph[vertex].kind != vertex_kind::remedy || remedies.contains(graph[vertex].index);
  };
  std::optional<std::vector<std::string>> best;
  for (const std::size_t remedy : remedies) {
    const std::size_t start = all.remedy_vertices[remedy];
    const std::vector<std::size_t> loop = detail::shortest_way(graph, start, passable);
    if (loop.empty() || (best && loop.size() >= best->size())) continue;
    best.emplace();
    for (const std::size_t vertex : loop)
      if (graph[vertex].kind != vertex_kind::gate) best->push_back(graph[vertex].name);
  }
  return best;
}

}  // namespace portfit
