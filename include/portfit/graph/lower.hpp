#pragma once

#include <portfit/formula/mixture.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/detail/lower_vertices.hpp>
#include <portfit/graph/fact_encoder.hpp>
#include <portfit/graph/lowered_problem.hpp>
#include <portfit/graph/structure.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// How the value is mixed: the share of each term, by the weights of the shoulds; `floor` is there without any.
[[nodiscard]] inline std::map<term, double> value_shares(const constraint_tables& all,
                                                         const std::vector<lowered_clause>& shoulds, double floor) {
  std::map<term, double> shares;
  double weights = 0;
  for (const lowered_clause& should : shoulds) weights += all.clauses[should.clause].weight;
  for (const lowered_clause& should : shoulds)
    for (const auto& [share, holds] : should.levels)
      shares[holds] += (1 - floor) * all.clauses[should.clause].weight * share / weights;
  shares[true_term] += shoulds.empty() ? 1.0 : floor;
  return shares;
}

/// Gives a problem its value: that the goal holds, and then what is drawn.
inline void mix_value(decision_problem& problem, const std::vector<mixture_draw>& draws) {
  problem.value = problem.terms.conjunction(problem.goal, mix(problem, draws));
}

namespace detail {

class lowering {
 public:
  /// @param groups  see `remedy_components`
  /// @param asked   what is asked of the lane, as `fact_encoder` has it; null: to be found
  lowering(const constraint_graph& graph, const lane& device, const lower_options& options,
           const std::vector<std::vector<std::size_t>>& groups, asked_facts* asked)
      : graph_(graph),
        all_(tables(graph)),
        device_(device),
        options_(options),
        groups_(groups),
        result_(empty(options)),
        vertices_(graph, device, result_.problem,
                  asked != nullptr ? fact_encoder(graph, *asked, result_.problem)
                                   : fact_encoder(graph, device, result_.problem, options.relaxable),
                  options.relaxable) {}

  lowered_problem run() {
    add_decisions();
    settle_remedies();
    if (!options_.relaxable) add_hazards();
    add_clauses();
    add_costs();
    if (options_.value) mix_value(result_.problem, mixture_draws(value_shares(all_, result_.shoulds, options_.floor)));
    if (options_.figures) add_figures();
    if (options_.facts) result_.facts = vertices_.facts().take_facts();
    result_.tests = vertices_.tests();
    result_.questions = vertices_.questions();
    for (variable each = 0; each < result_.problem.roles.size(); ++each)
      if (vertices_.is_stake(each)) result_.stakes.push_back(each);
    result_.opened = vertices_.opened();
    return std::move(result_);
  }

 private:
  static lowered_problem empty(const lower_options& options) {
    lowered_problem result;
    result.problem.is_terse = options.is_terse;
    return result;
  }

  formula& terms() { return result_.problem.terms; }

  void add_decisions() {
    succeeds_.assign(all_.remedies.size(), {});
    for (std::size_t index = 0; index < all_.remedies.size(); ++index) {
      result_.remedies[vertices_.decisions()[index]] = index;
      for (const figure_line& line : all_.remedies[index].what->works)
        succeeds_[index].push_back(success(chance_of(line, device_), index, succeeds_[index].size()));
      if (succeeds_[index].empty()) succeeds_[index].push_back(success(estimate::exactly(1), index, 0));
    }
    for (const auto& [one, other] : all_.exclusions)
      result_.problem.exclusions.emplace_back(vertices_.decisions()[one], vertices_.decisions()[other]);
  }

  /// A chance known exactly, or between two ends: then a further variable chooses the end, so that the mean is kept
  /// where there is one (low..likely..high) and both ends stay apart where there is none (a bare range).
  term success(const estimate& chance, std::size_t remedy, std::size_t line) {
    const std::string& id = all_.remedies[remedy].what->id;
    const bool varied = options_.uncertain.contains(id);
    lowered_success& made = result_.successes.emplace_back(lowered_success{remedy, line, {}, {}, {}});
    const auto draw = [&](double probability, std::optional<variable>& into) {
      if (probability <= 0 && !varied) return false_term;
      if (probability >= 1 && !varied) return true_term;
      into = result_.problem.add(variable_role::success, probability, id, " works");
      return terms().literal(*into);
    };
    const term surely = draw(chance.low, made.surely);
    if (chance.is_exact()) return surely;
    const term more = draw((chance.high - chance.low) / (1 - chance.low), made.more);
    const variable_role role = chance.is_bare ? variable_role::success_range : variable_role::success_spread;
    const double upper = (chance.mean() - chance.low) / (chance.high - chance.low);
    const variable end = result_.problem.add(role, upper, id, " works as well as it may");
    made.end = end;
    return terms().disjunction(surely, terms().conjunction(terms().literal(end), more));
  }

  term draw_hazard(double probability, const std::string& id, std::optional<variable>& into) {
    if (probability <= 0) return false_term;
    if (probability >= 1) return true_term;
    into = result_.problem.add(variable_role::success, probability, "no ", id);
    return terms().literal(*into);
  }

  /// That a hazard does not happen is a success nobody decides on. Where its chance lies between two ends, that is one
  /// question for all causes of one whole.
  void add_hazards() {
    std::map<std::string, variable> at_its_best;
    for (std::size_t index = 0; index < device_.survives.size(); ++index) {
      const hazard_chance& chance = device_.survives[index];
      const std::string& id = all_.hazards[index].what->id;
      lowered_hazard& made = result_.hazards.emplace_back();
      const term surely = draw_hazard(chance.low, id, made.surely);
      if (chance.low >= chance.high) {
        vertices_.survives().push_back(surely);
        continue;
      }
      const std::string& whole = all_.hazards[index].whole->id;
      const term more = draw_hazard((chance.high - chance.low) / (1 - chance.low), id, made.more);
      auto end = at_its_best.find(whole);
      if (end == at_its_best.end()) {
        const variable_role role = chance.is_bare ? variable_role::success_range : variable_role::success_spread;
        end = at_its_best.emplace(whole, result_.problem.add(role, chance.upper, whole, " is as rare as it may be"))
                  .first;
      }
      made.end = end->second;
      vertices_.survives().push_back(
          terms().disjunction(surely, terms().conjunction(terms().literal(end->second), more)));
    }
  }

  /// Least fixpoint of "takes effect": components of the graph in order of dependence, a loop as often as it has members.
  void settle_remedies() {
    for (const std::vector<std::size_t>& group : groups_) {
      const std::size_t rounds = group.size();
      for (std::size_t round = 0; round < rounds; ++round) {
        std::vector<term> next;
        for (const std::size_t remedy : group) next.push_back(takes_effect(remedy));
        for (std::size_t index = 0; index < group.size(); ++index) vertices_.effective()[group[index]] = next[index];
      }
    }
  }

  term takes_effect(std::size_t remedy) {
    const remedy_entry& entry = all_.remedies[remedy];
    std::vector<term> parts{terms().literal(vertices_.decisions()[remedy]), works(remedy)};
    if (entry.needs) parts.push_back(vertices_.lower(*entry.needs, {true, true, 1}));
    if (entry.what->paid_by == "vendor") parts.push_back(vertices_.willing_term(std::nullopt, {true, true, 1}));
    return terms().conjunction(std::move(parts));
  }

  term works(std::size_t remedy) {
    std::vector<term> ways;
    term before = true_term;
    for (std::size_t line = 0; line < succeeds_[remedy].size(); ++line) {
      const auto& when = all_.remedies[remedy].works_when;
      const term applies = line < when.size() && when[line] ? vertices_.lower(*when[line], {true, true, 1}) : true_term;
      ways.push_back(terms().conjunction({before, applies, succeeds_[remedy][line]}));
      before = terms().conjunction(before, terms().negate(applies));
    }
    return terms().disjunction(std::move(ways));
  }

  void add_clauses() {
    const std::set<double> whole{1};
    std::vector<term> all_musts;
    for (std::size_t index = 0; index < all_.clauses.size(); ++index) {
      const std::size_t vertex = all_.clause_vertices[index];
      const std::size_t need = successors(graph_, vertex, edge_kind::needs).front();
      term asked = true_term;
      for (const std::size_t when : successors(graph_, vertex, edge_kind::when))
        asked = terms().conjunction(asked, vertices_.lower(when, {}));
      lowered_clause lowered{index, {}, std::nullopt};
      const bool must = all_.clauses[index].must;
      if (options_.relaxable && must) {
        lowered.selector = vertices_.clause_selector(index);
        // To let go of what forbids an act allows the act, wherever it is asked about; other clauses are then not asked.
        if (!forbids_act(index)) asked = terms().conjunction(asked, terms().literal(*lowered.selector));
      }
      const std::set<double> partly = must ? std::set<double>{} : vertices_.coverages(need);
      double below = 0;
      for (const double coverage : must ? whole : partly) {
        lowered.levels.emplace_back(
            coverage - below,
            terms().disjunction(terms().negate(asked), vertices_.lower(need, {false, true, coverage})));
        below = coverage;
      }
      if (must) all_musts.push_back(lowered.levels.front().second);
      (must ? result_.musts : result_.shoulds).push_back(std::move(lowered));
    }
    result_.problem.goal = terms().conjunction(std::move(all_musts));
  }

  [[nodiscard]] bool forbids_act(std::size_t clause) const {
    return std::any_of(all_.acts.begin(), all_.acts.end(),
                       [clause](const forbidden_clause& act) { return act.clause == clause; });
  }

  /// Per remedy the lines of its money, then those of its effort (none of both where the vendor pays), then its payments.
  void add_costs() {
    result_.problem.money_per_effort = options_.cost.person_month;
    result_.problem.scale = options_.cost.scale;
    result_.problem.money_budget = options_.cost.money_budget;
    result_.problem.effort_budget = options_.cost.effort_budget;
    for (std::size_t index = 0; index < all_.remedies.size(); ++index) {
      const remedy_entry& entry = all_.remedies[index];
      decision_cost cost;
      cost.decision = vertices_.decisions()[index];
      if (entry.what->paid_by != "vendor") {
        add_lines(cost, entry.what->money, entry.money_when, false);
        add_lines(cost, entry.what->effort, entry.effort_when, true);
      }
      for (const auto& [payee, amount] : entry.what->pays) add_line(cost, true_term, amount, false);
      for (const auto& [payee, amount] : entry.what->pays) {
        cost.least_mean += amount.mean();
        cost.least_low += amount.low;
      }
      if (!cost.cases.empty()) result_.problem.costs.push_back(std::move(cost));
    }
  }

  static void add_line(decision_cost& cost, term when, const estimate& amount, bool is_effort) {
    cost_case line;
    line.when = when;
    (is_effort ? line.effort_low : line.money_low) = amount.low;
    (is_effort ? line.effort_mean : line.money_mean) = amount.mean();
    (is_effort ? line.effort_high : line.money_high) = amount.high;
    cost.cases.push_back(line);
  }

  /// The first line that applies counts. The least of all lines bounds the figure from below if one always applies.
  void add_lines(decision_cost& cost, const figure& lines, const std::vector<std::optional<std::size_t>>& when,
                 bool is_effort) {
    term before = true_term;
    estimate least;
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const term applies = when[line] ? vertices_.lower(*when[line], {true, true, 1}) : true_term;
      add_line(cost, terms().conjunction(before, applies), lines[line].is, is_effort);
      before = terms().conjunction(before, terms().negate(applies));
      const estimate& amount = lines[line].is;
      least = line == 0 ? estimate{amount.low, amount.mean(), 0}
                        : estimate{(std::min)(least.low, amount.low), (std::min)(least.likely, amount.mean()), 0};
    }
    if (before != false_term) return;
    const double price = is_effort ? options_.cost.person_month : 1.0;
    cost.least_low += price * least.low;
    cost.least_mean += price * least.likely;
  }

  void add_figures() {
    for (const remedy_entry& entry : all_.remedies) {
      lowered_remedy& made = result_.figures.emplace_back();
      if (entry.needs) made.needs = vertices_.lower(*entry.needs, {true, true, 1});
      made.effort = lines_of(entry.what->effort, entry.effort_when);
      made.money = lines_of(entry.what->money, entry.money_when);
      made.works = lines_of(entry.what->works, entry.works_when);
      for (std::size_t line = 0; line < made.works.size(); ++line)
        made.works[line].second = chance_of(entry.what->works[line], device_);
      // Left out: the effort of one person.
      made.takes = entry.what->time.empty() ? made.effort : lines_of(entry.what->time, entry.time_when);
    }
  }

  lowered_figure lines_of(const figure& lines, const std::vector<std::optional<std::size_t>>& when) {
    lowered_figure result;
    term before = true_term;
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const term applies = when[line] ? vertices_.lower(*when[line], {true, true, 1}) : true_term;
      result.emplace_back(terms().conjunction(before, applies), lines[line].is);
      before = terms().conjunction(before, terms().negate(applies));
    }
    return result;
  }

  const constraint_graph& graph_;
  const constraint_tables& all_;
  const lane& device_;
  const lower_options& options_;
  const std::vector<std::vector<std::size_t>>& groups_;
  lowered_problem result_;
  vertex_lowering vertices_;
  std::vector<std::vector<term>> succeeds_;  // by remedy and line
};

}  // namespace detail

/// Lowers the constraint graph, seen by one device, to a formula over decisions, chances and unknowns.
///
/// What the lane knows is folded in (unless `options.relaxable`), so small pairings give small formulas.
/// @pre The lane was made for this graph.
/// Complexity: vertices x views, times 2^k for a fact that k remedies touch.
[[nodiscard]] inline lowered_problem lower(const constraint_graph& graph, const lane& device,
                                           const lower_options& options = {}) {
  return detail::lowering(graph, device, options, remedy_components(graph), nullptr).run();
}

}  // namespace portfit
