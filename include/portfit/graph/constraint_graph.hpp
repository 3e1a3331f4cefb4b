#pragma once

#include <portfit/catalog/agreement.hpp>
#include <portfit/catalog/expression.hpp>
#include <portfit/catalog/hazard.hpp>
#include <portfit/catalog/remedy.hpp>
#include <portfit/catalog/requirement.hpp>
#include <portfit/catalog/vocabulary.hpp>
#include <portfit/graph/counted_chance.hpp>
#include <portfit/quantity/date.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

enum class vertex_kind { goal, requirement, gate, condition, fact, service, agreement, rule, remedy, hazard };
enum class edge_kind {
  needs,     ///< goal -> requirement -> gate -> condition -> fact, remedy -> prerequisite
  wants,     ///< goal -> requirement that should hold
  when,      ///< requirement -> what it is asked under; remedy -> what its figures depend on
  grants,    ///< service -> what makes it available, with a coverage
  forbids,   ///< agreement or rule -> the requirement it imposes
  sets,      ///< fact -> remedy that sets it
  same,      ///< fact -> fact of that name under another owner: on some devices they are one (mutual)
  excludes,  ///< remedy -> remedy it cannot be chosen with
  breaks,    ///< fact -> hazard that ends it (where a horizon is asked)
};

/// What stands at a vertex; `index` counts within the table of its kind in `constraint_tables`.
struct constraint_vertex {
  vertex_kind kind = vertex_kind::goal;
  std::string name;
  std::size_t index = 0;
};

/// Every edge points from what depends to what it depends on (but `excludes` and `same`, which are mutual, and `forbids`).
struct constraint_edge {
  edge_kind kind = edge_kind::needs;
  double coverage = 1;  ///< of `grants`
};

/// A fact as the conditions name it; which entity states it is a matter of the lane.
struct fact_slot {
  fact_reference reference;
  const fact_declaration* declared = nullptr;
};

/// A condition ready to be tested: dates are days, ages are dates, ids are checked.
struct constraint_condition {
  enum class kind {
    fact_test,      ///< `slot compares bound` (or the fact in `other_slot`)
    entity_test,    ///< about the entities of the pairing themselves; the lane answers
    service_test,   ///< coverage of a service
    exposure_zero,  ///< nothing can be lost by the forbidden act `act`
    willing,        ///< the vendor's gain covers its loss by `act`, and its costs
  };
  kind is = kind::fact_test;
  std::size_t slot = 0;
  std::optional<std::size_t> other_slot;
  comparison compares = comparison::equal;
  fact_value bound = 1.0;
  condition written;               ///< as the catalog has it
  std::string agreement;           ///< `entity_test`: the vendor holds it
  std::string rule;                ///< `entity_test`: the law applies here and now (always so)
  std::optional<std::size_t> act;  ///< of `exposure_zero`, `willing`; none: no breach, the vendor's costs alone
};

/// Who asked for a requirement; law cannot be changed by anybody who plans.
enum class clause_origin { os, market, agreement, rule, device, platform, vendor };

/// A requirement as it binds here and now.
struct clause {
  std::string name;
  clause_origin origin = clause_origin::os;
  std::string owner;  ///< id of the OS, market, agreement ...
  bool must = true;
  double weight = 1;
  std::string text;  ///< what it asks (or forbids), in the catalog's words
  std::string source;
  position where;
  bool forbids = false;  ///< `text` is what must not be
};

/// An act an agreement forbids, as it binds here and now.
struct forbidden_clause {
  std::string agreement;
  const forbidden_act* what = nullptr;
  std::size_t breach = 0;  ///< vertex that holds when the act is done and no exception applies
  std::size_t clause = 0;  ///< that forbids it
};

/// A remedy of this OS and market, with the vertices its figures depend on.
struct remedy_entry {
  const remedy* what = nullptr;
  std::optional<std::size_t> needs;
  /// One entry per line of the figure; none: the line applies always.
  std::vector<std::optional<std::size_t>> effort_when, money_when, time_when, works_when;
};

/// What can end a fact until the horizon that is asked.
struct hazard_entry {
  const hazard* what = nullptr;
  const hazard* whole = nullptr;  ///< that tells how likely it is: itself, or what it is a cause of
  double share = 1;               ///< of the whole's cumulative hazard; the shares of all causes sum to 1
};

struct gate {
  expression::operation is = expression::operation::all_of;
  std::size_t count = 0;
};

/// What the vertices of one constraint graph speak of. Pointers lead into the catalog, which must outlive the graph.
struct constraint_tables {
  std::string os;
  std::string market;
  date as_of;
  std::size_t goal = 0;
  std::vector<fact_slot> facts;
  std::vector<std::size_t> fact_vertices;  ///< by slot
  std::vector<constraint_condition> conditions;
  std::vector<std::size_t> condition_vertices;  ///< by condition
  std::vector<gate> gates;
  std::vector<clause> clauses;
  std::vector<std::size_t> clause_vertices;  ///< by clause
  std::vector<forbidden_clause> acts;
  std::vector<remedy_entry> remedies;                           ///< by id of the remedy
  std::vector<std::size_t> remedy_vertices;                     ///< by remedy
  std::vector<hazard_entry> hazards;                            ///< by id; none unless a horizon is asked
  std::vector<std::size_t> hazard_vertices;                     ///< by hazard
  std::map<std::string, std::size_t> services;                  ///< vertex by id
  std::vector<std::pair<std::size_t, std::size_t>> exclusions;  ///< of remedies, by index, first < second
  std::vector<std::shared_ptr<const remedy>> waivers;           ///< remedies that no catalog spells out: doing without
  /// Chances by count table that some remedy asks, and device; graphs of one question may share them.
  std::map<std::string, std::shared_ptr<const std::map<std::string, counted_chance>>> counted;
};

/// The constraint graph of one OS in one market: what a port needs, what stands in the way, what would help.
///
/// A Boost.Graph adjacency_list: `graph[v]` is a `constraint_vertex`, `graph[e]` a `constraint_edge`, and
/// `graph[boost::graph_bundle]` the `constraint_tables`. Out-edges keep the order in which they were added.
using constraint_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, constraint_vertex,
                                               constraint_edge, constraint_tables>;

[[nodiscard]] inline const constraint_tables& tables(const constraint_graph& graph) {
  return graph[boost::graph_bundle];
}
[[nodiscard]] inline constraint_tables& tables(constraint_graph& graph) { return graph[boost::graph_bundle]; }

/// The vertices that `from` points to over edges of `kind`, in the order they were added.
[[nodiscard]] inline std::vector<std::size_t> successors(const constraint_graph& graph, std::size_t from,
                                                         edge_kind kind) {
  std::vector<std::size_t> found;
  const auto [first, last] = boost::out_edges(from, graph);
  for (auto each = first; each != last; ++each) {
    if (graph[*each].kind != kind) continue;
    if (found.empty()) found.reserve(static_cast<std::size_t>(last - each));
    found.push_back(boost::target(*each, graph));
  }
  return found;
}

}  // namespace portfit
