#pragma once

#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/relevance.hpp>
#include <portfit/resolve/detail/lane_reader.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace portfit::detail {

/// Which vertices are settled by what is surely known, for all lanes of one context that know the same plain facts: conditions on
/// known facts that nothing changes and on entities, and formulas over these alone. They lower to constants, so that only their
/// values count.
class settled_vertices {
 public:
  /// @param row  of one of these lanes
  settled_vertices(const constraint_graph& graph, const lane_context& context, std::span<const std::uint32_t> row)
      : graph_(graph), all_(tables(graph)), context_(context), settled_(boost::num_vertices(graph), state::open) {
    for (std::size_t group = 0; group < context.groups.size(); ++group) {
      const fact_group& each = context.groups[group];
      const bool is_known = each.code(row[lane_reader::first_group() + group]).is_known;
      if (!is_known || !each.is_plain()) open_groups_.push_back(group);
    }
    seen_.resize(settled_.size(), 0);
    for (std::size_t index = 0; index < all_.clauses.size(); ++index) add_clause(index);
    for (std::size_t index = 0; index < all_.remedies.size(); ++index) add_remedy(index);
    for (const forbidden_clause& act : all_.acts) visit(act.breach);
  }

  /// Facts, as groups of slots, on which something is not settled.
  [[nodiscard]] const std::vector<std::size_t>& open_groups() const { return open_groups_; }
  /// Settled vertices that something asks which is not settled.
  [[nodiscard]] const std::vector<std::size_t>& roots() const { return roots_; }
  /// Requirements that are settled as a whole: musts, and shoulds.
  [[nodiscard]] const std::vector<std::size_t>& musts() const { return musts_; }
  [[nodiscard]] const std::vector<std::size_t>& shoulds() const { return shoulds_; }
  [[nodiscard]] const std::vector<std::size_t>& needs_of(std::size_t clause) const { return clause_needs_[clause]; }

  /// What a settled vertex comes to; `known(condition)` answers conditions on facts.
  template <class Known>
  [[nodiscard]] bool value(std::size_t vertex, const Known& known) const {
    if (graph_[vertex].kind == vertex_kind::condition) {
      const std::size_t index = graph_[vertex].index;
      if (all_.conditions[index].is == constraint_condition::kind::fact_test) return known(index);
      return context_.entity_tests[index] == answer::yes;
    }
    std::size_t yes = 0;
    const std::vector<std::size_t>& parts = parts_[vertex];
    for (const std::size_t part : parts) yes += value(part, known) ? 1 : 0;
    return settled_gate(all_.gates[graph_[vertex].index], parts.size(), yes, parts.size() - yes) == answer::yes;
  }

  /// Whether a settled requirement is met.
  template <class Known>
  [[nodiscard]] bool is_met(std::size_t clause, const Known& known) const {
    const std::vector<std::size_t>& asked = clause_needs_[clause];  // the need, then what it is asked under
    for (std::size_t index = 1; index < asked.size(); ++index)
      if (!value(asked[index], known)) return true;
    return value(asked.front(), known);
  }

 private:
  enum class state : unsigned char { open, settled, not_settled };

  [[nodiscard]] bool is_settled(std::size_t vertex) {
    if (settled_[vertex] == state::open) settled_[vertex] = find_settled(vertex) ? state::settled : state::not_settled;
    return settled_[vertex] == state::settled;
  }

  [[nodiscard]] bool find_settled(std::size_t vertex) {
    const constraint_vertex& what = graph_[vertex];
    if (what.kind == vertex_kind::condition) {
      const constraint_condition& asked = all_.conditions[what.index];
      switch (asked.is) {
        case constraint_condition::kind::fact_test:
          return !asked.other_slot &&
                 !std::binary_search(open_groups_.begin(), open_groups_.end(), context_.group_of_slot[asked.slot]);
        case constraint_condition::kind::entity_test:
        case constraint_condition::kind::exposure_zero: return context_.entity_tests[what.index] != answer::unknown;
        default: return false;
      }
    }
    if (what.kind != vertex_kind::gate) return false;
    if (parts_.empty()) parts_.resize(settled_.size());
    parts_[vertex] = successors(graph_, vertex, edge_kind::needs);
    bool all = true;
    for (const std::size_t part : parts_[vertex]) all = is_settled(part) && all;
    return all;
  }

  /// Finds the settled vertices below one that is not.
  void visit(std::size_t vertex) {
    if (seen_[vertex] != 0) return;
    seen_[vertex] = 1;
    if (is_settled(vertex)) {
      roots_.push_back(vertex);
      return;
    }
    const auto [first, last] = boost::out_edges(vertex, graph_);
    for (auto each = first; each != last; ++each) {
      const std::size_t next = boost::target(*each, graph_);
      const vertex_kind kind = graph_[next].kind;
      if (kind == vertex_kind::gate || kind == vertex_kind::condition || kind == vertex_kind::service) visit(next);
    }
  }

  void add_clause(std::size_t index) {
    const std::size_t vertex = all_.clause_vertices[index];
    std::vector<std::size_t> asked = successors(graph_, vertex, edge_kind::needs);
    asked.resize(1);
    for (const std::size_t when : successors(graph_, vertex, edge_kind::when)) asked.push_back(when);
    bool all = true;
    for (const std::size_t each : asked) all = is_settled(each) && all;
    if (all)
      (all_.clauses[index].must ? musts_ : shoulds_).push_back(index);
    else
      for (const std::size_t each : asked) visit(each);
    clause_needs_.push_back(std::move(asked));
  }

  void add_remedy(std::size_t index) {
    const remedy_entry& entry = all_.remedies[index];
    if (entry.needs) visit(*entry.needs);
    for (const auto* const lines : {&entry.effort_when, &entry.money_when, &entry.works_when})
      for (const std::optional<std::size_t>& when : *lines)
        if (when) visit(*when);
  }

  const constraint_graph& graph_;
  const constraint_tables& all_;
  const lane_context& context_;
  std::vector<state> settled_;                   // by vertex
  std::vector<char> seen_;                       // by vertex
  std::vector<std::vector<std::size_t>> parts_;  // by vertex, of gates
  std::vector<std::size_t> open_groups_;
  std::vector<std::size_t> roots_;
  std::vector<std::size_t> musts_;
  std::vector<std::size_t> shoulds_;
  std::vector<std::vector<std::size_t>> clause_needs_;  // by clause
};

}  // namespace portfit::detail
