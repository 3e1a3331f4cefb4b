#pragma once

#include <portfit/search/affordability.hpp>
#include <portfit/search/compiled_problem.hpp>
#include <portfit/search/expectation_ends.hpp>

#include <algorithm>
#include <vector>

namespace portfit {

/// One figure under the three ways to look at what is not known; they are never mixed.
struct outlook {
  double guaranteed = 0;  ///< worst case over all unknowns, priors ignored
  interval expected;      ///< with priors; unknowns without one give it two ends
  double ranking = 0;     ///< unknowns without a prior at even odds: to choose and order, and for nothing else
  double possible = 0;    ///< best case
};

/// Cost of one set of decisions in money, effort priced in.
struct plan_cost {
  double mean = 0;    ///< with the ranking weights
  interval expected;  ///< of the mean, over unknowns without a prior
  interval ends;      ///< the cheapest and the dearest it can come to
  double money = 0;   ///< mean money alone
  double effort = 0;  ///< mean effort alone
};

/// Everything the search says of one set of decisions.
struct plan_figures {
  decision_set decisions;
  outlook likelihood;  ///< chance that the goal holds
  outlook score;       ///< 100 x affordability x expected value
  double value = 0;    ///< expected value at the ranking weights, before cost
  plan_cost cost;
  bool within_budget = true;
  bool exact = true;  ///< false: a limit was reached, guaranteed and possible are outer bounds
};

namespace detail {

/// The cases of a plan's cost, each with its condition under the plan, which is found once.
class plan_cases {
 public:
  plan_cases(compiled_problem& compiled, const decision_set& plan) : compiled_(&compiled), plan_(&plan) {
    const std::vector<decision_cost>& costs = compiled.problem().costs;
    for (std::size_t index = 0; index < costs.size(); ++index)
      if (std::binary_search(plan.begin(), plan.end(), costs[index].decision))
        for (std::size_t line = 0; line < costs[index].cases.size(); ++line)
          cases_.push_back({&costs[index].cases[line], compiled.cases()[index][line], false});
  }

  /// The summands of a cost; `pick` chooses low, mean or high of a case.
  template <class Pick>
  [[nodiscard]] std::vector<weighted_edge> sum(Pick pick) {
    std::vector<weighted_edge> result;
    for (summand& each : cases_) {
      const double amount = pick(*each.what);
      if (amount == 0) continue;
      if (!each.is_under_plan) each.when = compiled_->under(each.when, *plan_);
      each.is_under_plan = true;
      result.push_back({each.when, amount});
    }
    return result;
  }

 private:
  struct summand {
    const cost_case* what = nullptr;
    edge when = bdd_manager::true_edge;
    bool is_under_plan = false;
  };

  compiled_problem* compiled_;
  const decision_set* plan_;
  std::vector<summand> cases_;
};

/// The summands of a plan's cost; `pick` chooses low, mean or high of a case.
template <class Pick>
std::vector<weighted_edge> cost_sum(compiled_problem& compiled, const decision_set& plan, Pick pick) {
  return plan_cases(compiled, plan).sum(pick);
}

/// What is computed of a plan before it is priced; `Number` is a double, or stands for one that is computed later.
template <class Number>
struct cost_numbers {
  Number money, effort;        ///< means
  Number mean_low, mean_high;  ///< of the mean, effort priced in, over unknowns without a prior
  Number least, most;          ///< the ends
  bool mean_exact, ends_exact;
};

/// One function looked at in the three ways.
template <class Number>
struct look_numbers {
  Number low, high;  ///< with priors
  Number guaranteed, possible, ranking;
  bool exact;
};

template <class Number>
struct figure_numbers {
  cost_numbers<Number> cost;
  look_numbers<Number> goal;
  look_numbers<Number> value;
};

/// The same with each number replaced by what `at` gives for it.
template <class Number, class At>
[[nodiscard]] auto with_numbers(const cost_numbers<Number>& of, At at) {
  return cost_numbers<decltype(at(of.money))>{at(of.money), at(of.effort), at(of.mean_low), at(of.mean_high),
                                              at(of.least), at(of.most),   of.mean_exact,   of.ends_exact};
}
template <class Number, class At>
[[nodiscard]] auto with_numbers(const look_numbers<Number>& of, At at) {
  return look_numbers<decltype(at(of.low))>{at(of.low),      at(of.high),    at(of.guaranteed),
                                            at(of.possible), at(of.ranking), of.exact};
}
template <class Number, class At>
[[nodiscard]] auto with_numbers(const figure_numbers<Number>& of, At at) {
  return figure_numbers<decltype(at(of.goal.low))>{with_numbers(of.cost, at), with_numbers(of.goal, at),
                                                   with_numbers(of.value, at)};
}

template <class Numbers>
[[nodiscard]] cost_numbers<typename Numbers::value_type> cost_of(compiled_problem& compiled, const decision_set& plan,
                                                                 Numbers numbers) {
  const double price = compiled.problem().money_per_effort;
  const std::vector<char> none(compiled.problem().roles.size(), 0);
  const std::vector<char> all(compiled.problem().roles.size(), 1);
  const std::vector<char> open = compiled.mask({variable_role::unknown, variable_role::success_range});
  settled_expectation_in<Numbers> averaged(compiled.diagrams(), none, numbers);
  settled_expectation_in<Numbers> outer(compiled.diagrams(), all, numbers);
  settled_expectation_in<Numbers> between(compiled.diagrams(), open, numbers);
  plan_cases cases(compiled, plan);
  cost_numbers<typename Numbers::value_type> result;
  result.money = averaged.low(cases.sum([](const cost_case& each) { return each.money_mean; }));
  result.effort = averaged.low(cases.sum([](const cost_case& each) { return each.effort_mean; }));
  const auto mean = cases.sum([price](const cost_case& each) { return each.money_mean + price * each.effort_mean; });
  result.mean_low = between.low(mean);
  result.mean_high = between.high(mean);
  result.mean_exact = between.exact();
  result.least =
      outer.low(cases.sum([price](const cost_case& each) { return each.money_low + price * each.effort_low; }));
  result.most =
      outer.high(cases.sum([price](const cost_case& each) { return each.money_high + price * each.effort_high; }));
  result.ends_exact = outer.exact();
  return result;
}

template <class Numbers>
[[nodiscard]] look_numbers<typename Numbers::value_type> looked_at(compiled_problem& compiled, edge function,
                                                                   Numbers numbers) {
  const std::vector<char> open = compiled.mask({variable_role::unknown, variable_role::success_range});
  const std::vector<char> every = compiled.mask(
      {variable_role::unknown, variable_role::success_range, variable_role::chance, variable_role::success_spread});
  settled_expectation_in<Numbers> expected(compiled.diagrams(), open, numbers);
  settled_expectation_in<Numbers> extreme(compiled.diagrams(), every, numbers);
  look_numbers<typename Numbers::value_type> result;
  result.low = expected.low(function);
  result.high = expected.high(function);
  result.guaranteed = extreme.low(function);
  result.possible = extreme.high(function);
  result.exact = expected.exact() && extreme.exact();
  result.ranking = function == bdd_manager::no_edge ? numbers.constant(0) : numbers.mean(compiled.diagrams(), function);
  return result;
}

/// What a plan's figures are made of.
template <class Numbers>
[[nodiscard]] figure_numbers<typename Numbers::value_type> numbers_of(compiled_problem& compiled,
                                                                      const decision_set& plan, Numbers numbers) {
  figure_numbers<typename Numbers::value_type> result;
  result.cost = cost_of(compiled, plan, numbers);
  result.goal = looked_at(compiled, compiled.under(compiled.goal(), plan), numbers);
  result.value = looked_at(compiled, compiled.under(compiled.value(), plan), numbers);
  return result;
}

[[nodiscard]] inline outlook outlook_of(const look_numbers<double>& of) {
  outlook result;
  result.guaranteed = of.guaranteed;
  result.expected = {of.low, of.high, of.exact};
  result.ranking = of.ranking;
  result.possible = of.possible;
  return result;
}

[[nodiscard]] inline outlook look_at(compiled_problem& compiled, edge function) {
  return outlook_of(looked_at(compiled, function, numbers_at_once{&compiled.problem().weight}));
}

/// Prices a plan. @param exhausted whether the node budget ended
[[nodiscard]] inline plan_figures priced_figures(const decision_problem& problem, const decision_set& plan,
                                                 const figure_numbers<double>& of, bool exhausted) {
  plan_figures result;
  result.decisions = plan;
  plan_cost& cost = result.cost;
  cost.money = of.cost.money;
  cost.effort = of.cost.effort;
  cost.mean = cost.money + cost.effort * problem.money_per_effort;
  cost.expected = {of.cost.mean_low, of.cost.mean_high, of.cost.mean_exact};
  cost.ends = {of.cost.least, of.cost.most, of.cost.ends_exact};
  result.likelihood = outlook_of(of.goal);
  const outlook worth = outlook_of(of.value);
  const auto priced = [&](double dear, double value) { return 100 * affordability(dear, problem.scale) * value; };
  result.value = worth.ranking;
  result.score.guaranteed = priced(cost.ends.high, worth.guaranteed);
  result.score.possible = priced(cost.ends.low, worth.possible);
  result.score.ranking = priced(cost.mean, worth.ranking);
  result.score.expected = {priced(cost.expected.high, worth.expected.low),
                           priced(cost.expected.low, worth.expected.high), worth.expected.exact};
  result.within_budget = (!problem.money_budget || cost.money <= *problem.money_budget) &&
                         (!problem.effort_budget || cost.effort <= *problem.effort_budget);
  result.exact =
      worth.expected.exact && result.likelihood.expected.exact && cost.ends.exact && cost.expected.exact && !exhausted;
  return result;
}

}  // namespace detail

/// The mean cost of one decision of a plan, effort priced in; these sum to the plan's mean cost.
[[nodiscard]] inline double mean_cost(compiled_problem& compiled, const decision_set& plan, variable decision) {
  double sum = 0;
  const decision_problem& problem = compiled.problem();
  for (std::size_t index = 0; index < problem.costs.size(); ++index) {
    if (problem.costs[index].decision != decision) continue;
    for (std::size_t line = 0; line < problem.costs[index].cases.size(); ++line) {
      const cost_case& each = problem.costs[index].cases[line];
      const edge when = compiled.under(compiled.cases()[index][line], plan);
      if (when == bdd_manager::no_edge) continue;  // the node budget ended: as in the plan's own mean
      sum += probability_of(compiled.diagrams(), when, problem.weight) *
             (each.money_mean + problem.money_per_effort * each.effort_mean);
    }
  }
  return sum;
}

/// Evaluates one set of decisions exactly (or with outer bounds, which `exact` then says).
///
/// Guaranteed and possible scores take the dear and the cheap end of the cost apart from the worst and the best case;
/// expected bounds do the same with the ends of the mean cost.
/// @pre `plan` is ascending and holds decisions of the problem only.
[[nodiscard]] inline plan_figures evaluate(compiled_problem& compiled, const decision_set& plan) {
  const auto numbers = detail::numbers_of(compiled, plan, detail::numbers_at_once{&compiled.problem().weight});
  return detail::priced_figures(compiled.problem(), plan, numbers, compiled.exhausted());
}

}  // namespace portfit
