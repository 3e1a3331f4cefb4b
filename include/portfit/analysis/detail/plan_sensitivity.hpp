#pragma once

#include <portfit/analysis/detail/class_words.hpp>
#include <portfit/analysis/detail/reasons.hpp>
#include <portfit/analysis/detail/sensitivity_words.hpp>
#include <portfit/analysis/sensitivity.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/search/plan_gradient.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Events, facts and derivatives of one fixed plan, from one backward fold each of goal, value and cost.
class plan_sensitivity {
 public:
  /// @pre The remedies of the plan are `uncertain` in the model, so that success has a variable even where it is certain.
  plan_sensitivity(const pairing_model& model, compiled_problem& compiled, decision_set plan, double floor)
      : model_(model),
        all_(tables(*model.graph)),
        compiled_(compiled),
        problem_(compiled.problem()),
        plan_(std::move(plan)),
        floor_(floor),
        found_(differentiate(compiled, plan_)) {}

  void add_to(sensitivity& result) {
    for (const lowered_success& each : model_.lowered.successes) add_success(result, each);
    for (const auto& [key, fact] : model_.lowered.facts)
      if (!fact.state->is_known() && fact.matters && !fact.variables.empty()) add_fact(result, fact);
    for (const auto& [key, asked] : questions_that_matter(model_, compiled_)) add_question(result, key, asked);
    add_stakes(result);
    for (const decision_cost& each : problem_.costs)
      if (std::binary_search(plan_.begin(), plan_.end(), each.decision)) add_costs(result, each);
    add_terms(result);
    add_shoulds(result);
    result.complete = result.complete && found_.complete && !compiled_.exhausted();
  }

 private:
  [[nodiscard]] const remedy& remedy_at(std::size_t index) const { return *all_.remedies[index].what; }

  void add_derivative(sensitivity& result, const char* code, std::string id, double value, double slope, double step) {
    result.derivatives.push_back({code, std::move(id), value, slope + 0.0, step});  // never -0
  }

  /// Ten percentage points up, or down where there is no room above.
  [[nodiscard]] static double chance_step(double chance) {
    return chance + 0.1 > 1 + importance::rounding ? -0.1 : 0.1;
  }

  // --- chances ------------------------------------------------------------------------------------------------------

  [[nodiscard]] double weight_of(const std::optional<variable>& which) const {
    return which ? problem_.weight[*which] : 0;
  }

  /// A line of a chance has up to three variables, but is one event of chance s + (1 - s) u m, so that the slope by it is the
  /// slope by s over 1 - u m.
  void add_success(sensitivity& result, const lowered_success& made) {
    const variable decision = decision_of(made.remedy);
    if (!made.surely || !std::binary_search(plan_.begin(), plan_.end(), decision)) return;
    const double more = weight_of(made.end) * weight_of(made.more);
    const double surely = weight_of(made.surely);
    const double chance = surely + (1 - surely) * more;
    const auto slope = [&](const mean_gradient& of) { return of.slope[*made.surely] / (1 - more); };
    const remedy& what = remedy_at(made.remedy);
    const std::string id = figure_id(what.id, "works", made.line, what.works.size());
    const bool is_range = made.end && problem_.roles[*made.end] == variable_role::success_range;
    result.events.push_back({"success", id, "works", chance, !is_range, false,
                             importance_of(found_.likelihood.mean, chance, slope(found_.likelihood))});
    add_derivative(result, "success", id, chance, found_.score_slope(slope(found_.value), slope(found_.cost)),
                   chance_step(chance));
  }

  [[nodiscard]] variable decision_of(std::size_t remedy) const {
    for (const auto& [decision, index] : model_.lowered.remedies)
      if (index == remedy) return decision;
    PORTFIT_ASSERT(false);
    return 0;
  }

  void add_fact(sensitivity& result, const encoded_fact& fact) {
    fact_outcomes told{fact.key, has_prior(fact), is_assumed(*fact.state), {}};
    const class_words classes(fact, fact.state->belief, model_.world->currency);
    const std::vector<supposed_figures> given = chain_figures(compiled_, plan_, found_, fact.variables);
    double left = 1;
    for (std::size_t which = 0; which < given.size(); ++which) {
      const double own = which < fact.variables.size() ? problem_.weight[fact.variables[which]] : 1;
      const supposed_figures& at = given[which];
      const double score = 100 * affordability(at.cost, problem_.scale) * at.value;
      told.classes.push_back({classes.text(which), left * own, at.likelihood, score});
      left *= 1 - own;
    }
    const class_outcome& first = told.classes.front();
    const double likelihood = found_.likelihood.mean;
    if (given.size() == 2)
      result.events.push_back({"fact",
                               fact.key,
                               first.text,
                               first.chance,
                               told.has_prior,
                               told.assumed,
                               {likelihood, given[0].likelihood, given[1].likelihood}});
    for (std::size_t which = 0; which < (given.size() == 2 ? 1 : given.size()); ++which)
      add_class(result, told, which, given[which]);
    if (given.size() > 2) result.facts.push_back(std::move(told));
  }

  /// The chance of one class grows, those of the others shrink in proportion.
  void add_class(sensitivity& result, const fact_outcomes& fact, std::size_t which, const supposed_figures& given) {
    const double chance = fact.classes[which].chance;
    if (1 - chance < importance::rounding) return;  // the others have no proportion to each other
    const auto against = [chance](double with, double mean) { return (with - mean) / (1 - chance); };
    const double slope =
        found_.score_slope(against(given.value, found_.value.mean), against(given.cost, found_.cost.mean));
    add_derivative(result, "fact", fact.key + " = " + fact.classes[which].text, chance, slope, chance_step(chance));
  }

  void add_question(sensitivity& result, const std::string& key, variable asked) {
    add_variable(result, "question", key, "it is so", asked, problem_.roles[asked] == variable_role::chance);
  }

  void add_variable(sensitivity& result, const char* code, const std::string& id, const char* happens, variable which,
                    bool prior) {
    const double chance = problem_.weight[which];
    result.events.push_back({code, id, happens, chance, prior, false,
                             importance_of(found_.likelihood.mean, chance, found_.likelihood.slope[which])});
    add_derivative(result, code, id, chance, found_.score_slope(found_.value.slope[which], found_.cost.slope[which]),
                   chance_step(chance));
  }

  /// Whether the vendor is willing may be asked on several terms; then it is one event that it is on all of them.
  void add_stakes(sensitivity& result) {
    const std::vector<variable> stakes = stakes_that_matter(model_, compiled_);
    const std::string id = model_.device->vendor + " is willing";
    if (stakes.size() == 1) return add_variable(result, "stake", id, "willing", stakes.front(), false);
    if (stakes.empty()) return;
    const auto likelihood = [&](bool willing) {
      std::map<variable, bool> values;
      for (const variable each : stakes) values[each] = willing;
      return chance_of(compiled_.diagrams().restrict(compiled_.under(compiled_.goal(), plan_), values));
    };
    result.events.push_back({"stake",
                             id,
                             "willing on all terms",
                             std::nullopt,
                             false,
                             false,
                             {found_.likelihood.mean, likelihood(true), likelihood(false)}});
  }

  [[nodiscard]] double chance_of(edge function) {
    if (function != bdd_manager::no_edge) return probability_of(compiled_.diagrams(), function, problem_.weight);
    found_.complete = false;
    return 0;
  }

  // --- amounts ------------------------------------------------------------------------------------------------------

  void add_costs(sensitivity& result, const decision_cost& cost) {
    const auto place = static_cast<std::size_t>(&cost - problem_.costs.data());
    const remedy& what = remedy_at(model_.lowered.remedies.at(cost.decision));
    std::size_t next = 0;
    const auto add = [&](const char* code, const std::string& id, double mean, double price) {
      const double applies = chance_of(compiled_.under(compiled_.cases()[place][next++], plan_));
      if (mean != 0) add_derivative(result, code, id, mean, found_.by_cost() * applies * price, 0.1 * mean);
    };
    const auto add_lines = [&](const char* code, const figure& lines, double price) {
      for (std::size_t line = 0; line < lines.size(); ++line)
        add(code, figure_id(what.id, code, line, lines.size()), lines[line].is.mean(), price);
    };
    if (what.paid_by != "vendor") {
      add_lines("money", what.money, 1);
      add_lines("effort", what.effort, problem_.money_per_effort);
    }
    for (const auto& [payee, amount] : what.pays) add("payment", what.id + ": pays " + payee, amount.mean(), 1);
  }

  void add_terms(sensitivity& result) {
    double effort = 0;
    for (const weighted_edge& each : cost_sum(compiled_, plan_, [](const cost_case& line) { return line.effort_mean; }))
      effort += each.amount * chance_of(each.when);
    const double price = problem_.money_per_effort;
    if (price > 0)
      add_derivative(result, "person_month", "person_month", price, found_.by_cost() * effort, 0.1 * price);
    if (!problem_.scale) return;
    const double scale = *problem_.scale;
    add_derivative(result, "scale", "scale", scale, -found_.by_cost() * found_.cost.mean / scale, 0.1 * scale);
  }

  // --- shoulds ------------------------------------------------------------------------------------------------------

  /// V = f0 L + (1 - f0) M with M the mean of the m_k by weight, m_k how far should k is met together with the musts: so dV/dw_k
  /// = (1 - f0) (m_k - M) / (sum of weights), and dV/df0 = L - M.
  void add_shoulds(sensitivity& result) {
    if (model_.lowered.shoulds.empty()) return;
    compiler compile(compiled_.diagrams(), problem_.terms);
    std::vector<double> met;
    double weights = 0;
    double sum = 0;
    for (const lowered_clause& should : model_.lowered.shoulds) {
      double share = 0;
      for (const auto& [part, holds] : should.levels) {
        const edge both = compiled_.diagrams().conjunction(compiled_.goal(), compile.compile(holds));
        share += part * chance_of(compiled_.under(both, plan_));
      }
      met.push_back(share);
      weights += all_.clauses[should.clause].weight;
      sum += all_.clauses[should.clause].weight * share;
    }
    if (weights <= 0) return;
    const double mean = sum / weights;
    for (std::size_t index = 0; index < met.size(); ++index) {
      const clause& what = all_.clauses[model_.lowered.shoulds[index].clause];
      const double slope = (1 - floor_) * (met[index] - mean) / weights;
      add_derivative(result, "weight", what.owner + ": " + what.name, what.weight, found_.score_slope(slope, 0),
                     0.1 * what.weight);
    }
    add_derivative(result, "floor", "policy floor", floor_, found_.score_slope(found_.likelihood.mean - mean, 0),
                   chance_step(floor_));
  }

  const pairing_model& model_;
  const constraint_tables& all_;
  compiled_problem& compiled_;
  const decision_problem& problem_;
  decision_set plan_;
  double floor_;
  plan_gradient found_;
};

}  // namespace portfit::detail
