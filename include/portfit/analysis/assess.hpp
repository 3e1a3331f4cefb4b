#pragma once

#include <portfit/analysis/detail/asked_here.hpp>
#include <portfit/analysis/pairing.hpp>
#include <portfit/search/best_plan.hpp>
#include <portfit/search/feasibility.hpp>
#include <portfit/search/plan_figures.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// What can be said of a pairing when every unknown may be anything; priors never change it.
enum class verdict {
  ready,         ///< every must holds, whatever is unknown, without a plan
  feasible,      ///< one plan works, whatever is unknown
  undetermined,  ///< it depends on what is unknown
  blocked,       ///< no answers and no plan make every must hold
};

[[nodiscard]] inline std::string to_text(verdict what) {
  switch (what) {
    case verdict::ready: return "ready";
    case verdict::feasible: return "feasible";
    case verdict::undetermined: return "undetermined";
    case verdict::blocked: break;
  }
  return "blocked";
}

/// One fact that the answer may rest on, or a question about the entities that nobody can answer yet.
struct fact_report {
  std::string key;  ///< `x1: kernel_source`, `acme: holds google`
  bool known = false;
  bool has_prior = false;  ///< unknown, with a chance attached
  bool assumed = false;    ///< the prior or the value is somebody's guess (confidence `assumed`, or the vocabulary's)
};

/// The answer to "can this OS be brought to this device, for this market?".
struct assessment {
  std::string os;
  std::string device;
  std::string market;
  std::string vendor;
  portfit::verdict verdict = portfit::verdict::undetermined;
  /// Undetermined, but every way the unknowns can turn out has some plan: once asked, it is never blocked.
  bool answerable = false;
  /// The recommended plan's figures; every number shown beside it is this plan's.
  plan_figures plan;
  std::vector<std::string> remedies;              ///< of the plan, by id
  std::map<std::string, counted_chance> counted;  ///< by remedy of the plan whose chance is counted
  /// The highest guaranteed score of any plan (the recommended one need not have it); nothing where it was not asked for.
  std::optional<double> best_guaranteed;
  bool optimal = true;      ///< false: the search ended at its limit
  double best_bound = 0;    ///< no plan has a higher ranking score
  bool cost_enters = true;  ///< the catalog has a `scale`
  bool has_shoulds = false;
  std::vector<fact_report> facts;  ///< that matter, by key

  [[nodiscard]] std::size_t facts_known() const {
    std::size_t count = 0;
    for (const fact_report& each : facts) count += each.known ? 1 : 0;
    return count;
  }
  /// How many unknowns without a prior the ranking score rests on.
  [[nodiscard]] std::size_t facts_without_prior() const {
    std::size_t count = 0;
    for (const fact_report& each : facts) count += !each.known && !each.has_prior ? 1 : 0;
    return count;
  }
};

namespace detail {

[[nodiscard]] inline verdict verdict_of(const feasibility& found) {
  if (!found.known) return verdict::undetermined;
  if (found.holds_already) return verdict::ready;
  if (found.one_plan) return verdict::feasible;
  return found.some_way ? verdict::undetermined : verdict::blocked;
}

/// The open questions about entities on which the goal or the value depends, by key.
[[nodiscard]] inline std::vector<std::pair<std::string, variable>> questions_that_matter(const pairing_model& model,
                                                                                         compiled_problem& compiled) {
  if (compiled.exhausted()) return {};
  std::set<variable> support = compiled.diagrams().support(compiled.goal());
  support.merge(compiled.diagrams().support(compiled.value()));
  std::vector<std::pair<std::string, variable>> result;
  for (const auto& [key, asked] : model.lowered.questions)
    if (support.contains(asked)) result.emplace_back(key, asked);
  return result;
}

/// Where the goal or the value depends on whether the vendor is willing, which nobody knows: the variables that say so.
[[nodiscard]] inline std::vector<variable> stakes_that_matter(const pairing_model& model, compiled_problem& compiled) {
  if (compiled.exhausted()) return {};
  std::set<variable> support = compiled.diagrams().support(compiled.goal());
  support.merge(compiled.diagrams().support(compiled.value()));
  std::vector<variable> result;
  for (const variable each : model.lowered.stakes)
    if (support.contains(each)) result.push_back(each);
  return result;
}

/// The facts that some requirement depends on, directly or through remedies, and that are still asked about here; by key.
[[nodiscard]] inline std::vector<const encoded_fact*> facts_asked_here(const pairing_model& model) {
  std::set<std::string> asked;
  const std::vector<char> still_asked = asked_here(model).find();
  for (std::size_t slot = 0; slot < model.device->facts.size(); ++slot)
    if (still_asked[tables(*model.graph).fact_vertices[slot]] != 0) asked.insert(model.device->facts[slot].key);
  std::vector<const encoded_fact*> result;
  for (const auto& [key, fact] : model.lowered.facts)
    if (fact.matters && asked.contains(fact.state->key)) result.push_back(&fact);
  return result;
}

/// These facts, with the questions and stakes that matter.
[[nodiscard]] inline std::vector<fact_report> facts_that_matter(const pairing_model& model,
                                                                compiled_problem& compiled) {
  std::vector<fact_report> result;
  for (const auto& [key, asked] : questions_that_matter(model, compiled))
    result.push_back({key, false, model.lowered.problem.roles[asked] == variable_role::chance, false});
  if (!stakes_that_matter(model, compiled).empty())
    result.push_back({model.device->vendor + " is willing", false, false, false});
  for (const encoded_fact* const fact : facts_asked_here(model)) {
    const fact_state& state = *fact->state;
    const auto form = state.belief.is;
    const bool prior = form == distribution::form::chance || form == distribution::form::weights ||
                       form == distribution::form::triangular;
    const bool assumed = state.from == fact_state::origin::assumed_prior ||
                         (state.statement != nullptr && state.statement->trust == confidence::assumed);
    result.push_back({fact->key, state.is_known(), prior, assumed});
  }
  std::sort(result.begin(), result.end(), [](const fact_report& a, const fact_report& b) { return a.key < b.key; });
  return result;
}

[[nodiscard]] inline std::vector<std::string> remedy_names(const lowered_problem& lowered, const decision_set& plan) {
  std::vector<std::string> names;
  for (const variable each : plan) names.push_back(lowered.problem.names[each]);
  return names;
}

/// The chances of a plan's remedies that are counted, for this device.
[[nodiscard]] inline std::map<std::string, counted_chance> counted_chances(const pairing_model& model,
                                                                           const std::vector<std::string>& plan) {
  std::map<std::string, counted_chance> result;
  if (model.device->counted.empty()) return result;
  for (const remedy_entry& each : tables(*model.graph).remedies) {
    if (std::find(plan.begin(), plan.end(), each.what->id) == plan.end()) continue;
    for (const figure_line& line : each.what->works)
      if (!line.counted.empty()) result.emplace(each.what->id, *model.device->counted.at(line.counted));
  }
  return result;
}

/// Assesses a resolved pairing; the compiled problem is the caller's, so that it can ask on.
[[nodiscard]] inline assessment assess_compiled(const pairing_model& model, compiled_problem& compiled,
                                                const assess_options& options) {
  assessment result;
  result.os = model.who.os->id;
  result.device = model.who.device->id;
  result.market = model.who.market->id;
  result.vendor = model.who.device->vendor;
  const feasibility found = decide(compiled);
  result.verdict = verdict_of(found);
  result.answerable = found.known && result.verdict == verdict::undetermined && found.always_a_way;
  search_options search;
  search.steps = options.step_limit;
  const search_result best = best_plan(compiled, search);
  result.plan = best.best;
  result.remedies = remedy_names(model.lowered, best.best.decisions);
  result.counted = counted_chances(model, result.remedies);
  result.optimal = best.optimal;
  result.best_bound = best.bound;
  if (options.best_guaranteed) {
    search.wanted = objective::guaranteed;
    result.best_guaranteed = best_plan(compiled, search).best.score.guaranteed;
  }
  result.cost_enters = model.lowered.problem.scale.has_value();
  result.has_shoulds = !model.lowered.shoulds.empty();
  result.facts = facts_that_matter(model, compiled);
  return result;
}

}  // namespace detail

/// Assesses one pairing on a graph that was built already (rankings build it once for all devices).
[[nodiscard]] inline assessment assess(const catalog& world, const constraint_graph& graph, const pairing_entities& who,
                                       const assess_options& options = {}) {
  const pairing_model model = resolve_pairing(world, graph, who, options);
  compiled_problem compiled(model.lowered.problem, options.node_limit);
  return detail::assess_compiled(model, compiled, options);
}

/// Assesses one pairing.
/// @pre `world` was read without errors.
/// Complexity: exponential in the worst case in unknowns and remedies that matter, bounded by the limits in `options`;
/// a limit that was reached shows in `assessment::optimal` and `plan_figures::exact`.
[[nodiscard]] inline assessment assess(const catalog& world, const operating_system& os, const device& what,
                                       const market& where = any_market(), const assess_options& options = {}) {
  const constraint_graph graph = build_graph(world, os, where, options.asked);
  return assess(world, graph, {&os, &where, &what}, options);
}

}  // namespace portfit
