#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/resolve/counted_tables.hpp>
#include <portfit/resolve/detail/build_expression.hpp>
#include <portfit/resolve/detail/hazard_vertices.hpp>
#include <portfit/resolve/detail/remedy_vertices.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/places.hpp>
#include <portfit/resolve/query.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// Builds the constraint graph of one OS in one market.
class graph_builder {
 public:
  graph_builder(const catalog& world, const operating_system& os, const market& where, const query& asked,
                counted_tables& counted)
      : world_(world), os_(os), market_(where), asked_(asked), counted_(counted), make_(world, graph_) {
    constraint_tables& all = tables(graph_);
    all.os = os.id;
    all.market = where.id;
    all.as_of = asked.as_of ? *asked.as_of : world.as_of.value_or(date{});
    all.goal = make_.add_vertex(vertex_kind::goal, os.id + " in " + where.id, 0);
  }

  constraint_graph build() {
    add_own_requirements();
    for (const auto& [id, law] : world_.rules) add_rule(law);
    for (const auto& [id, contract] : world_.agreements) add_agreement(contract);
    add_entity_requirements();
    remedy_vertices(world_, asked_, counted_, make_, graph_).add();
    add_services();
    if (asked_.horizon) add_hazards(world_, make_, graph_);
    return std::move(graph_);
  }

 private:
  constraint_tables& all() { return tables(graph_); }

  // --- requirements -------------------------------------------------------------------------------------------------

  /// A derived system's requirement replaces its base's of the same name.
  void add_own_requirements() {
    std::set<std::string> named;
    for (const operating_system* each : lineage(world_, os_.id))
      for (const requirement& asked : each->asks)
        if (named.insert(asked.name).second) add_requirement(asked, clause_origin::os, each->id, {});
    for (const requirement& asked : market_.asks) add_requirement(asked, clause_origin::market, market_.id, {});
  }

  /// Devices, platforms and vendors may ask something of the system; that binds on their own lanes only.
  void add_entity_requirements() {
    for (const device* const each : find_asking_once(world_, counted_))
      add_guarded(each->asks, clause_origin::device, fact_owner::device, each->id);
    for (const auto& [id, each] : world_.platforms)
      add_guarded(each.asks, clause_origin::platform, fact_owner::platform, id);
    for (const auto& [id, each] : world_.vendors) add_guarded(each.asks, clause_origin::vendor, fact_owner::vendor, id);
    for (const auto& [id, each] : world_.ports) add_port_requirements(each);
  }

  /// What is asked where this system (or one it is based on) meets one device, platform or vendor.
  void add_port_requirements(const port& what) {
    const auto chain = lineage(world_, os_.id);
    if (std::none_of(chain.begin(), chain.end(), [&](const auto* each) { return each->id == what.os; })) return;
    if (world_.devices.contains(what.target))
      add_guarded(what.asks, clause_origin::device, fact_owner::device, what.target);
    else if (world_.platforms.contains(what.target))
      add_guarded(what.asks, clause_origin::platform, fact_owner::platform, what.target);
    else
      add_guarded(what.asks, clause_origin::vendor, fact_owner::vendor, what.target);
  }

  void add_guarded(const requirements& asks, clause_origin origin, fact_owner kind, const std::string& id) {
    for (const requirement& asked : asks) {
      constraint_condition guard;
      guard.is = constraint_condition::kind::entity_test;
      guard.bound = id;
      guard.written.subject = {kind, ""};
      guard.written.bound = id;
      add_requirement(asked, origin, id,
                      {make_.add_special(guard, expression_builder::describe(guard.written.subject) + " = " + id)});
    }
  }

  std::size_t add_clause(clause what, std::size_t need, const std::vector<std::size_t>& when) {
    const edge_kind kind = what.must ? edge_kind::needs : edge_kind::wants;
    const std::size_t index = all().clauses.size();
    const std::size_t vertex = make_.add_vertex(vertex_kind::requirement, what.owner + ": " + what.name, index);
    all().clauses.push_back(std::move(what));
    all().clause_vertices.push_back(vertex);
    make_.connect(all().goal, vertex, kind);
    make_.connect(vertex, need, edge_kind::needs);
    for (const std::size_t each : when) make_.connect(vertex, each, edge_kind::when);
    return vertex;
  }

  std::size_t add_requirement(const requirement& asked, clause_origin origin, const std::string& owner,
                              std::vector<std::size_t> when) {
    if (asked.when) when.push_back(make_.add(*asked.when));
    clause what{asked.name, origin, owner, asked.must, asked.weight, describe(asked.need), asked.source, asked.where};
    std::size_t need = make_.add(asked.need);
    if (asked.waived && counts_on(all().as_of, std::nullopt, asked.waived->until))
      need = make_.add_gate(expression::operation::any_of, describe(asked.need) + ", or waived",
                            {need, add_waiver(owner + "." + asked.name, *asked.waived)});
    return add_clause(std::move(what), need, when);
  }

  /// Doing without a requirement is a remedy like any other: somebody agrees to it, at a price, while it is allowed.
  std::size_t add_waiver(const std::string& name, const waiver& allowed) {
    static const fact_declaration declared = [] {
      fact_declaration made;
      made.name = "waived";
      made.default_value = 0.0;
      return made;
    }();
    auto deal = std::make_shared<remedy>();
    deal->id = "waive " + name;
    deal->effects.push_back({effect::kind::makes, {fact_owner::world, "waived " + name}, 1.0, {}});
    deal->by = allowed.by;
    if (allowed.price.high > 0) deal->money.push_back({std::nullopt, allowed.price});
    const std::size_t slot = make_.add_slot(deal->effects.front().fact, declared);
    all().waivers.push_back(std::move(deal));
    return make_.add_fact_test(slot);
  }

  // --- law and contracts --------------------------------------------------------------------------------------------

  void add_rule(const rule& law) {
    if (!binds(world_, law.applies, market_, all().as_of)) return;
    const std::size_t vertex = make_.add_vertex(vertex_kind::rule, law.id, rules_++);
    std::vector<std::size_t> when;
    if (law.applies.when) when.push_back(make_.add(*law.applies.when));
    std::vector<std::size_t> withdraws = when;
    withdraws.push_back(add_in_force(law));
    for (const std::string& service : law.withdraws)
      withdrawn_[service].push_back(
          make_.add_gate(expression::operation::all_of, law.id + " withdraws " + service, withdraws));
    for (const std::size_t each : when) make_.connect(vertex, each, edge_kind::when);
    for (const requirement& asked : law.requires_)
      make_.connect(vertex, add_requirement(asked, clause_origin::rule, law.id, when), edge_kind::forbids);
  }

  /// A law that applies here and now, as a condition that always holds: so that explanations can name it.
  std::size_t add_in_force(const rule& law) {
    constraint_condition in_force;
    in_force.is = constraint_condition::kind::entity_test;
    in_force.rule = law.id;
    return make_.add_special(in_force, law.id + " is in force");
  }

  void add_agreement(const agreement& contract) {
    const std::size_t vertex = make_.add_vertex(vertex_kind::agreement, contract.id, agreements_++);
    const std::size_t holds = make_.add_holds(contract.id);
    make_.connect(vertex, holds, edge_kind::when);
    for (const requirement& asked : contract.obliges)
      make_.connect(vertex, add_requirement(asked, clause_origin::agreement, contract.id, {holds}), edge_kind::forbids);
    for (const exclusivity& promise : contract.exclusive) add_exclusivity(contract, promise, holds, vertex);
    for (const forbidden_act& act : contract.forbids) add_forbidden(contract, act, holds, vertex);
  }

  /// What the holders keep for themselves nobody else may do, there and then.
  void add_exclusivity(const agreement& contract, const exclusivity& promise, std::size_t holds, std::size_t vertex) {
    if (!binds(world_, promise.where_and_when, market_, all().as_of)) return;
    const std::size_t need = make_.add_gate(
        expression::operation::any_of, "holder or not done",
        {holds,
         make_.add_gate(expression::operation::none_of, "not " + describe(promise.act), {make_.add(promise.act)})});
    std::vector<std::size_t> when;
    if (promise.where_and_when.when) when.push_back(make_.add(*promise.where_and_when.when));
    clause what{"exclusive",           clause_origin::agreement, contract.id,    true, 1,
                describe(promise.act), contract.source,          contract.where, true};
    make_.connect(vertex, add_clause(std::move(what), need, when), edge_kind::forbids);
  }

  void add_forbidden(const agreement& contract, const forbidden_act& act, std::size_t holds, std::size_t vertex) {
    std::vector<std::size_t> excepted;
    for (const applicability& exception : act.except) {
      if (!applies(world_, exception, market_, all().as_of)) continue;
      if (!exception.when) return;  // allowed here and now, whatever the facts
      excepted.push_back(make_.add(*exception.when));
    }
    std::vector<std::size_t> breach{holds, make_.add(act.act)};
    if (!excepted.empty()) breach.push_back(make_.add_gate(expression::operation::none_of, "no exception", excepted));
    const std::string name = contract.id + "." + act.name;
    if (act.waived && counts_on(all().as_of, std::nullopt, act.waived->until))  // what is allowed is no breach
      breach.push_back(make_.add_gate(expression::operation::none_of, "not waived", {add_waiver(name, *act.waived)}));
    const std::size_t done = make_.add_gate(expression::operation::all_of, "breach of " + name, breach);
    const std::size_t index = all().acts.size();
    all().acts.push_back({contract.id, &act, done, all().clauses.size()});
    std::vector<std::size_t> ways{make_.add_gate(expression::operation::none_of, "no breach of " + name, {done})};
    if (const auto accepted = add_acceptance(act, index, name)) ways.push_back(*accepted);
    clause what{act.name,
                clause_origin::agreement,
                contract.id,
                true,
                1,
                describe(act.act),
                act.source.empty() ? contract.source : act.source,
                act.where,
                true};
    const std::size_t need = make_.add_gate(expression::operation::any_of, "kept or accepted", ways);
    make_.connect(vertex, add_clause(std::move(what), need, {}), edge_kind::forbids);
  }

  /// When a breach may count as a way through: never; where nothing can be lost, or the asker accepts; or wherever the
  /// holder is willing.
  std::optional<std::size_t> add_acceptance(const forbidden_act& act, std::size_t index, const std::string& name) {
    if (act.accept == acceptance::never) return std::nullopt;
    constraint_condition willing;
    willing.is = constraint_condition::kind::willing;
    willing.act = index;
    const std::size_t agrees = make_.add_special(willing, "vendor accepts the loss by " + name);
    if (act.accept == acceptance::allowed || asked_.accept_forfeits) return agrees;
    constraint_condition harmless;
    harmless.is = constraint_condition::kind::exposure_zero;
    harmless.act = index;
    return make_.add_gate(expression::operation::all_of, "nothing to lose",
                          {make_.add_special(harmless, "vendor has nothing to lose by " + name), agrees});
  }

  // --- services -----------------------------------------------------------------------------------------------------

  /// A service is there as far as the system, a held and kept agreement, or a substitute covers it.
  void add_services() {
    const std::map<std::string, std::size_t> asked = closure_of_services();
    for (const auto& [id, vertex] : asked) {
      for (const operating_system* each : lineage(world_, os_.id))
        if (const auto own = each->provides.find(id); own != each->provides.end())
          make_.connect(vertex, make_.add_true(), edge_kind::grants, own->second);
      for (const auto& [name, contract] : world_.agreements)
        if (std::find(contract.grants.begin(), contract.grants.end(), id) != contract.grants.end())
          make_.connect(vertex, add_grant(contract, id), edge_kind::grants, 1);
      const auto known = world_.services.find(id);
      if (known == world_.services.end()) continue;
      for (const substitute& instead : known->second.replaced_by)
        make_.connect(vertex, instead.when ? make_.add(*instead.when) : make_.add_true(), edge_kind::grants,
                      instead.covers);
    }
  }

  /// Conditions of grants and substitutes may ask for services in turn; all of them get a vertex before any is connected.
  std::map<std::string, std::size_t> closure_of_services() {
    std::size_t before = 0;
    do {
      before = all().services.size();
      const std::map<std::string, std::size_t> seen = all().services;
      for (const auto& [id, vertex] : seen) {
        for (const auto& [name, contract] : world_.agreements)
          if (contract.grants_on &&
              std::find(contract.grants.begin(), contract.grants.end(), id) != contract.grants.end())
            make_.add(*contract.grants_on);
        const auto known = world_.services.find(id);
        if (known == world_.services.end()) continue;
        for (const substitute& instead : known->second.replaced_by)
          if (instead.when) make_.add(*instead.when);
      }
    } while (all().services.size() != before);
    return all().services;
  }

  std::size_t add_grant(const agreement& contract, const std::string& service) {
    std::vector<std::size_t> parts{make_.add_holds(contract.id)};
    if (contract.grants_on) parts.push_back(make_.add(*contract.grants_on));
    std::vector<std::size_t> lost;
    for (const forbidden_clause& act : all().acts)
      if (act.agreement == contract.id && act.what->forfeits_grants) lost.push_back(act.breach);
    if (const auto found = withdrawn_.find(service); found != withdrawn_.end())
      lost.insert(lost.end(), found->second.begin(), found->second.end());
    if (!lost.empty()) parts.push_back(make_.add_gate(expression::operation::none_of, "not lost", lost));
    return make_.add_gate(expression::operation::all_of, contract.id + " grants " + service, parts);
  }

  const catalog& world_;
  const operating_system& os_;
  const market& market_;
  const query& asked_;
  counted_tables& counted_;
  constraint_graph graph_;
  expression_builder make_;
  std::map<std::string, std::vector<std::size_t>> withdrawn_;
  std::size_t rules_ = 0;
  std::size_t agreements_ = 0;
};

}  // namespace detail

/// The constraint graph of one OS in one market, as of the day asked.
///
/// Its shape depends on these alone; devices come in as lanes (`make_lane`). Rules, clauses and exceptions that do not
/// apply at that place and day are left out; those that depend on facts stay as conditions.
/// @pre `world` was read without errors and outlives the graph, as do `os` and `where`.
/// @param counted  chances shared with graphs of the same catalog and query; null: counted anew
/// Complexity: linear in the catalog's requirements, clauses and remedies, quadratic in remedies for exclusions.
[[nodiscard]] inline constraint_graph build_graph(const catalog& world, const operating_system& os, const market& where,
                                                  const query& asked = {}, counted_tables* counted = nullptr) {
  counted_tables own;
  return detail::graph_builder(world, os, where, asked, counted != nullptr ? *counted : own).build();
}

/// The market of a catalog that names none: sold everywhere, adding nothing.
[[nodiscard]] inline const market& any_market() {
  static const market everywhere = [] {
    market made;
    made.id = "any";
    return made;
  }();
  return everywhere;
}

}  // namespace portfit
