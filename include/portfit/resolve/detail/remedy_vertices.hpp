#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/resolve/counted_tables.hpp>
#include <portfit/resolve/detail/build_expression.hpp>
#include <portfit/resolve/detail/exclusions.hpp>
#include <portfit/resolve/query.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace portfit::detail {

/// Adds the remedies of a catalog and the waivers of a graph to it: what they change, what they wait for, what their figures hang
/// on, and which exclude each other.
class remedy_vertices {
 public:
  remedy_vertices(const catalog& world, const query& asked, counted_tables& counted, expression_builder& make,
                  constraint_graph& graph)
      : world_(world), asked_(asked), counted_(counted), make_(make), graph_(graph) {}

  /// @pre Requirements, laws and contracts stand in the graph.
  void add() {
    for (const auto& [id, what] : world_.remedies)
      if (!asked_.without.contains(id) && !never_works(what)) add_remedy(what);
    for (const auto& deal : all().waivers)
      if (!asked_.without.contains(deal->id)) add_remedy(*deal);
    for (std::size_t index = 0; index < all().remedies.size(); ++index) add_figures(index);
    add_counted();
    connect_vendor();
    for (std::size_t one = 0; one < all().remedies.size(); ++one)
      for (std::size_t other = one + 1; other < all().remedies.size(); ++other)
        if (exclude(world_.facts, *all().remedies[one].what, *all().remedies[other].what)) add_exclusion(one, other);
  }

 private:
  constraint_tables& all() { return tables(graph_); }

  void add_remedy(const remedy& what) {
    const std::size_t index = all().remedies.size();
    all().remedies.push_back({&what, std::nullopt, {}, {}, {}, {}});
    all().remedy_vertices.push_back(make_.add_vertex(vertex_kind::remedy, what.id, index));
    for (const effect& each : what.effects)
      make_.connect(all().fact_vertices[make_.add_slot(each.fact)], all().remedy_vertices.back(), edge_kind::sets);
  }

  void add_figures(std::size_t index) {
    const remedy& what = *all().remedies[index].what;
    const std::size_t vertex = all().remedy_vertices[index];
    if (what.needs) {
      const std::size_t needs = make_.add(*what.needs);
      make_.connect(vertex, needs, edge_kind::needs);
      all().remedies[index].needs = needs;
    }
    all().remedies[index].effort_when = add_lines(vertex, what.effort);
    all().remedies[index].money_when = add_lines(vertex, what.money);
    all().remedies[index].time_when = add_lines(vertex, what.time);
    all().remedies[index].works_when = add_lines(vertex, what.works);
  }

  void add_counted() {
    for (const remedy_entry& each : all().remedies)
      for (const figure_line& line : each.what->works)
        if (!line.counted.empty() && !all().counted.contains(line.counted))
          all().counted.emplace(line.counted, count_once(world_, line.counted, asked_, counted_));
  }

  std::vector<std::optional<std::size_t>> add_lines(std::size_t vertex, const figure& lines) {
    std::vector<std::optional<std::size_t>> result;
    for (const figure_line& line : lines) {
      result.push_back(line.when ? std::optional(make_.add(*line.when)) : std::nullopt);
      if (result.back()) make_.connect(vertex, *result.back(), edge_kind::when);
    }
    return result;
  }

  /// A vendor's willingness depends on what it is paid, what it pays, and what else it would lose; so do its remedies.
  void connect_vendor() {
    std::vector<std::size_t> askers;
    for (std::size_t index = 0; index < all().conditions.size(); ++index)
      if (all().conditions[index].is == constraint_condition::kind::willing)
        askers.push_back(all().condition_vertices[index]);
    for (std::size_t index = 0; index < all().remedies.size(); ++index)
      if (all().remedies[index].what->paid_by == "vendor") askers.push_back(all().remedy_vertices[index]);
    for (const std::size_t asker : askers) {
      for (const forbidden_clause& act : all().acts) make_.connect(asker, act.breach, edge_kind::when);
      for (std::size_t index = 0; index < all().remedies.size(); ++index) {
        const remedy& what = *all().remedies[index].what;
        if (all().remedy_vertices[index] != asker && (what.pays.contains("vendor") || what.paid_by == "vendor"))
          make_.connect(asker, all().remedy_vertices[index], edge_kind::when);
      }
    }
  }

  void add_exclusion(std::size_t one, std::size_t other) {
    all().exclusions.emplace_back(one, other);
    make_.connect(all().remedy_vertices[one], all().remedy_vertices[other], edge_kind::excludes);
  }

  const catalog& world_;
  const query& asked_;
  counted_tables& counted_;
  expression_builder& make_;
  constraint_graph& graph_;
};

}  // namespace portfit::detail
