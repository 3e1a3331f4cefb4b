#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/search/feasibility.hpp>
#include <portfit/search/plan_figures.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Every service the catalog knows: declared, provided by some system, granted by some agreement.
[[nodiscard]] inline std::set<std::string> known_services(const catalog& world) {
  std::set<std::string> found;
  for (const auto& [id, each] : world.services) found.insert(id);
  for (const auto& [id, os] : world.systems)
    for (const auto& [service, coverage] : os.provides) found.insert(service);
  for (const auto& [id, contract] : world.agreements) found.insert(contract.grants.begin(), contract.grants.end());
  return found;
}

/// A market like this one that wishes for every service of the catalog, so that a graph has a vertex for each.
[[nodiscard]] inline market wishing_for_services(const catalog& world, const market& where) {
  market result = where;
  for (const std::string& id : known_services(world)) {
    requirement wish;
    wish.name = "service " + id;
    wish.must = false;
    wish.need.is = expression::operation::holds;
    wish.need.leaf.service = id;
    wish.need.leaf.text = wish.name;
    result.asks.push_back(std::move(wish));
  }
  return result;
}

/// Answers "does this vertex hold?" for single vertices of one pairing: acts that are breached, ways to a service.
///
/// Each vertex asked for becomes a wish of the goal, so that it is lowered as every requirement is, with all the facts it
/// depends on; what it takes to meet the goal itself is left aside.
class pairing_probe {
 public:
  /// Resolves the pairing on a graph with all services of the catalog. Ask for vertices, then `settle`.
  /// @pre `world` and what `who` points to outlive the probe.
  pairing_probe(const catalog& world, const pairing_entities& who, const assess_options& options)
      : world_(world),
        options_(at_once(options)),
        where_(wishing_for_services(world, *who.market)),
        who_{who.os, &where_, who.device},
        graph_(build_graph(world, *who.os, where_, options_.asked)) {}
  pairing_probe(const pairing_probe&) = delete;
  pairing_probe& operator=(const pairing_probe&) = delete;

  [[nodiscard]] const catalog& world() const { return world_; }
  [[nodiscard]] const constraint_graph& graph() const { return graph_; }
  [[nodiscard]] const lane& device() const { return *model_->device; }
  [[nodiscard]] const pairing_entities& who() const { return who_; }

  /// @pre Not settled yet.
  void ask(std::size_t vertex) {
    if (!wishes_.emplace(vertex, 0).second) return;
    constraint_tables& all = tables(graph_);
    clause wish;
    wish.name = graph_[vertex].name;
    wish.must = false;
    wishes_[vertex] = all.clauses.size();
    const std::size_t made =
        boost::add_vertex(constraint_vertex{vertex_kind::requirement, wish.name, all.clauses.size()}, graph_);
    tables(graph_).clauses.push_back(std::move(wish));
    tables(graph_).clause_vertices.push_back(made);
    boost::add_edge(tables(graph_).goal, made, constraint_edge{edge_kind::wants, 1}, graph_);
    boost::add_edge(made, vertex, constraint_edge{edge_kind::needs, 1}, graph_);
  }

  /// Compiles what was asked for.
  void settle() {
    model_.emplace(resolve_pairing(world_, graph_, who_, options_));
    decision_problem problem = model_->lowered.problem;
    problem.goal = true_term;
    problem.value = true_term;
    problem.costs.clear();
    compiled_.emplace(std::move(problem), options_.node_limit);
    compiler compile(compiled_->diagrams(), compiled_->problem().terms);
    std::map<std::size_t, term> asked;  // by clause; all of it: at full coverage
    for (const lowered_clause& each : model_->lowered.shoulds) asked[each.clause] = each.levels.back().second;
    for (const auto& [vertex, clause] : wishes_) edges_[vertex] = compile.compile(asked.at(clause));
    for (variable each = 0; each < compiled_->problem().roles.size(); ++each)
      if (compiled_->problem().roles[each] == variable_role::decision)
        decisions_.emplace(compiled_->problem().names[each], each);
    for (const auto& [key, fact] : model_->lowered.facts)
      for (const variable each : fact.variables) names_.emplace(each, key);
  }

  /// Where the vertex holds, by unknowns and decisions. @pre It was asked for, and the probe is settled.
  [[nodiscard]] edge of(std::size_t vertex) const { return edges_.at(vertex); }
  [[nodiscard]] edge either(edge one, edge other) { return compiled_->diagrams().disjunction(one, other); }
  [[nodiscard]] edge negation(edge function) { return compiled_->diagrams().negate(function); }

  /// With exactly these remedies chosen, and each of them a success.
  [[nodiscard]] edge under(edge function, const std::set<std::string>& plan) {
    decision_set chosen;
    for (const auto& [id, decision] : decisions_)
      if (plan.contains(id)) chosen.push_back(decision);
    return compiled_->with_successes(compiled_->under(function, chosen));
  }

  /// Whether a function without decisions holds whatever is unknown. What a limit cut short is unknown.
  [[nodiscard]] static answer settled(edge function) {
    if (function == bdd_manager::true_edge) return answer::yes;
    return function == bdd_manager::false_edge ? answer::no : answer::unknown;
  }

  /// The unknown facts a function depends on, by key; and the names of other unknowns.
  [[nodiscard]] std::vector<std::string> unknowns_of(edge function) {
    std::set<std::string> found;
    for (const variable each : support(function)) {
      const variable_role role = compiled_->problem().roles[each];
      if (role != variable_role::chance && role != variable_role::unknown) continue;
      const auto name = names_.find(each);
      found.insert(name == names_.end() ? compiled_->problem().names[each] : name->second);
    }
    return {found.begin(), found.end()};
  }

  /// The remedies that can change a function, by id.
  [[nodiscard]] std::vector<std::string> remedies_of(edge function) {
    std::vector<std::string> found;
    const std::set<variable> on = support(function);
    for (const auto& [id, decision] : decisions_)
      if (on.contains(decision)) found.push_back(id);
    return found;
  }

  /// Whether some plan makes the function hold (`some_way`), or one whatever is unknown (`one_plan`).
  [[nodiscard]] feasibility reachable(edge function) {
    if (function == bdd_manager::no_edge) return {false, false, true, false, false};
    return decide(*compiled_, function);
  }

  /// The chance of a function without decisions: two ends where unknowns have no prior.
  [[nodiscard]] interval chance(edge function) { return look_at(*compiled_, function).expected; }

  [[nodiscard]] bool exhausted() const { return compiled_->exhausted(); }

 private:
  /// Acts are done, and services had, at once, whatever may end later.
  [[nodiscard]] static assess_options at_once(assess_options options) {
    options.asked.horizon.reset();
    return options;
  }

  [[nodiscard]] std::set<variable> support(edge function) {
    if (function == bdd_manager::no_edge) return {};
    const auto found = compiled_->diagrams().support(function);
    return {found.begin(), found.end()};
  }

  const catalog& world_;
  assess_options options_;
  market where_;
  pairing_entities who_;
  constraint_graph graph_;
  std::optional<pairing_model> model_;
  std::optional<compiled_problem> compiled_;
  std::map<std::size_t, std::size_t> wishes_;  // clause by vertex
  std::map<std::size_t, edge> edges_;          // by vertex
  std::map<std::string, variable> decisions_;  // by remedy
  std::map<variable, std::string> names_;      // key of the fact
};

}  // namespace portfit::detail
