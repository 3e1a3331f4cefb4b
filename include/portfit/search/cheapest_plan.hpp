#pragma once

#include <portfit/search/detail/certain_plan.hpp>
#include <portfit/search/detail/partial_plan.hpp>
#include <portfit/search/detail/suffix_bound.hpp>
#include <portfit/search/expectation_ends.hpp>
#include <portfit/search/plan_figures.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// Which likelihood a plan has to reach. Both take unknowns without a prior at their worst, so that ignorance never raises
/// what a plan promises.
enum class likelihood_measure {
  expected,    ///< the lower end of the expected likelihood: unknowns with a prior are averaged
  guaranteed,  ///< the worst case over all unknowns, priors ignored
};

/// What is asked of the cheapest plan, and limits in steps so that results do not depend on the machine.
struct cheapest_options {
  double at_least = 0.8;  ///< the likelihood to reach, from 0 to 1
  likelihood_measure measured = likelihood_measure::expected;
  /// Functions that must hold as well as the goal, of the compiled problem's diagrams.
  std::vector<edge> wanted;
  std::optional<double> money_budget;   ///< limit on the mean money, instead of the problem's
  std::optional<double> effort_budget;  ///< limit on the mean effort, instead of the problem's
  bool respect_budget = true;           ///< only plans within the budgets
  std::size_t steps = 200'000;
  /// After so many steps what later decisions cost at least is worked out, which pays in a long search only.
  std::size_t short_search = 100;
};

/// What a search for the cheapest plan found.
struct cheapest_result {
  plan_figures best;   ///< its own likelihood is that of the goal alone; `within_budget` is about the budgets asked for
  outlook likelihood;  ///< chance that the goal and all that is wanted hold
  double promised = 0;   ///< that chance as it was measured
  bool reached = false;  ///< false: no plan found promises enough, this is the likeliest one
  bool optimal = true;   ///< false: the step limit or the node budget ended, or a likelihood has outer bounds only
  /// Reached: no plan that promises enough has a lower mean cost. Else: no plan promises more.
  double bound = 0;
  std::size_t steps = 0;  ///< partial plans looked at
};

namespace detail {

/// Branch and bound over decisions for the least cost at a likelihood. The likelihood of a partial plan is bounded by the
/// fold that takes the better branch at every open decision, its cost by the least cost of what is chosen and, in a long
/// search, of what conjuncts on later decisions ask for.
class cheapest_search {
 public:
  cheapest_search(compiled_problem& compiled, const cheapest_options& options)
      : compiled_(&compiled),
        options_(options),
        least_cost_(least_costs(compiled)),
        tree_(compiled, least_cost_),
        decisions_(compiled.mask({variable_role::decision})),
        worst_(options.measured == likelihood_measure::expected
                   ? compiled.mask({variable_role::unknown, variable_role::success_range})
                   : compiled.mask({variable_role::unknown, variable_role::success_range, variable_role::chance,
                                    variable_role::success_spread})),
        target_(compiled.goal()) {
    if (!options_.money_budget) options_.money_budget = compiled.problem().money_budget;
    if (!options_.effort_budget) options_.effort_budget = compiled.problem().effort_budget;
    const double price = compiled.problem().money_per_effort;
    if (options.respect_budget && options_.money_budget && (price == 0 || options_.effort_budget))
      dearest_ = *options_.money_budget + price * options_.effort_budget.value_or(0);
    for (const edge each : options.wanted) target_ = compiled.diagrams().conjunction(target_, each);
  }

  cheapest_result run() {
    const partial_plan start{compiled_->value(), at_worst(target_), compiled_->cases(), {}, 0};
    const double least = begin_certain();
    last_step_ = (std::min)(options_.short_search, options_.steps);
    descend(look_at_node(start, least));
    if (stopped_ && last_step_ < options_.steps) {
      start_anew();
      descend(look_at_node(start, least));
    }
    if (!best_) consider({start.value, start.goal, start.cases, {}, 0}, 1);
    cheapest_result result;
    result.best = std::move(best_->figures);
    result.likelihood = look_at(*compiled_, compiled_->under(target_, result.best.decisions));
    result.promised = best_->promised;
    result.reached = best_->reached;
    const double cost = result.best.cost.mean;
    result.optimal = (best_->reached ? cost < open_cost_ : open_likely_ < best_->promised) && !compiled_->exhausted();
    result.bound = best_->reached ? (std::min)(cost, open_cost_) : (std::max)(best_->promised, open_likely_);
    result.steps = steps_;
    return result;
  }

 private:
  struct candidate {
    plan_figures figures;
    double promised = 0;
    bool reached = false;
  };

  static std::vector<double> least_costs(const compiled_problem& compiled) {
    std::vector<double> result(compiled.problem().roles.size(), 0);
    for (const decision_cost& cost : compiled.problem().costs) result[cost.decision] = cost.least_mean;
    return result;
  }

  /// The function with every variable that counts at its worst set to it, where one end is the worst for all plans. The
  /// others are averaged in bounds (a mean is no less than the worst case) and settled plan by plan.
  edge at_worst(edge function) {
    bdd_manager& diagrams = compiled_->diagrams();
    if (function == bdd_manager::no_edge) return function;
    for (const variable each : diagrams.support(function)) {
      if (!worst_[each]) continue;
      const edge without = diagrams.restrict(function, each, false);
      const edge with = diagrams.restrict(function, each, true);
      const edge both = diagrams.conjunction(without, with);
      if (both == bdd_manager::no_edge) return function;
      if (both != without && both != with) continue;
      function = both;  // the one that implies the other
      at_worst_[each] = both == with;
    }
    return function;
  }

  double likely_of(const partial_plan& at) {
    if (at.goal == bdd_manager::no_edge) return 1;
    return better_branches(compiled_->diagrams(), at.goal, decisions_, compiled_->problem().weight);
  }

  /// Where nothing but decisions matters the least cost is found without diagrams: a plan to begin with, and what every plan
  /// that reaches the likelihood costs at least.
  double begin_certain() {
    if (on_grid(options_.at_least) <= 0) return 0;
    const auto certain = least_cost_of_goal(compiled_->problem(), options_.steps);
    if (!certain) return 0;
    if (certain->found) {
      const edge goal = compiled_->under(at_worst(target_), certain->decisions);
      consider({compiled_->value(), goal, compiled_->cases(), certain->decisions, certain->cost}, 1);
    }
    return certain->bound;
  }

  /// From the root again, with the best found so far and better prepared.
  void start_anew() {
    look_ahead();
    last_step_ = options_.steps;
    stopped_ = false;
    open_cost_ = std::numeric_limits<double>::infinity();
    open_likely_ = -1;
  }

  /// Prepares what later decisions cost at least. Left out are the things wanted beside the goal, which only ask for more.
  void look_ahead() {
    const formula& terms = compiled_->problem().terms;
    const term goal = compiled_->problem().goal;
    if (terms.kind(goal) != term_kind::conjunction) return;
    compiler compile(compiled_->diagrams(), terms);
    std::vector<edge> parts;
    for (const term each : terms.children(goal)) {
      const edge part = compiled_->diagrams().restrict(compile.compile(each), at_worst_);
      if (part != bdd_manager::no_edge) parts.push_back(part);
    }
    later_ = suffix_bound(*compiled_, parts, least_cost_);
    tree_.follow(later_.ranks());
  }

  [[nodiscard]] bool may_reach(double likely) const { return on_grid(likely) + 1 >= on_grid(options_.at_least); }

  static bool exceeds(double cost, double limit) {
    constexpr double rounding = 1e-12;  // costs are sums taken in different sequences
    return cost > limit * (1 + rounding) + 1e-9;
  }

  /// A partial plan, what is decided next, and bounds of all plans below.
  struct node {
    partial_plan at;
    double likely = 1;             ///< none promises more
    std::optional<variable> next;  ///< none: all is decided
    double least = 0;              ///< none that reaches the likelihood costs less
  };

  /// Whether nothing below can be better than the best found or is within the budgets.
  [[nodiscard]] bool hopeless(const node& of) const {
    if (exceeds(of.at.cost, dearest_)) return true;
    if (!best_) return false;
    if (!best_->reached) {
      constexpr double rounding = 1e-12;
      if (on_grid(of.likely) + 1 < on_grid(best_->promised)) return true;
      const bool no_likelier = on_grid(of.likely + rounding) <= on_grid(best_->promised);
      return no_likelier && !may_reach(of.likely) && exceeds(of.at.cost, best_->figures.cost.mean);
    }
    return !may_reach(of.likely) || exceeds(of.least, best_->figures.cost.mean);
  }

  node look_at_node(partial_plan at, double least_above) {
    node made{std::move(at), 0, std::nullopt, least_above};
    made.likely = likely_of(made.at);
    made.least = (std::max)(made.least, made.at.cost);
    if (hopeless(made)) return made;
    made.next = tree_.next_decision(made.at);
    if (made.next && may_reach(made.likely)) {
      const double rest = later_.least_cost(tree_.rank_of(*made.next), made.at.chosen, options_.at_least);
      made.least = (std::max)(made.least, made.at.cost + rest);
    }
    return made;
  }

  void descend(const node& from) {
    if (hopeless(from)) return;
    stopped_ = stopped_ || (steps_ >= last_step_ && best_);
    if (stopped_) return leave_open(from.least, from.likely);
    ++steps_;
    if (!from.next) return consider(from.at, from.likely);
    const node refused = look_at_node(tree_.with(from.at, *from.next, false), from.least);
    const node taken = look_at_node(tree_.with(from.at, *from.next, true), from.least);
    const bool refused_first = prefer(refused, taken);
    descend(refused_first ? refused : taken);
    descend(refused_first ? taken : refused);
  }

  /// What may do without is cheaper; where it may not, the likelier side leads to a plan soonest.
  [[nodiscard]] bool prefer(const node& refused, const node& taken) const {
    if (!may_reach(refused.likely)) return refused.likely >= taken.likely;
    return refused.least <= taken.least;
  }

  /// What is not looked into may hide a better plan: the bound of the result takes it in.
  void leave_open(double least, double likely) {
    if (may_reach(likely)) open_cost_ = (std::min)(open_cost_, least);
    open_likely_ = (std::max)(open_likely_, likely);
  }

  void consider(const partial_plan& at, double likely) {
    settled_expectation worst(compiled_->diagrams(), worst_, compiled_->problem().weight);
    candidate made;
    made.promised = worst.low(at.goal);
    made.reached = on_grid(made.promised) >= on_grid(options_.at_least);
    if (!worst.exact()) leave_open(at.cost, likely);
    if (best_ && best_->reached && !made.reached) return;
    made.figures = evaluate(*compiled_, at.chosen);
    const plan_cost& cost = made.figures.cost;
    made.figures.within_budget = (!options_.money_budget || cost.money <= *options_.money_budget) &&
                                 (!options_.effort_budget || cost.effort <= *options_.effort_budget);
    if (options_.respect_budget && !made.figures.within_budget && !at.chosen.empty()) return;
    if (!best_ || better(made, *best_)) best_ = std::move(made);
  }

  [[nodiscard]] bool better(const candidate& a, const candidate& b) const {
    if (a.reached != b.reached) return a.reached;
    const auto key = [](const candidate& each) {
      const double cost = on_grid(each.figures.cost.mean);
      const double unlikely = -on_grid(each.promised);
      return std::tuple(each.reached ? cost : unlikely, each.reached ? unlikely : cost,
                        -on_grid(each.figures.score.ranking), each.figures.decisions.size());
    };
    const auto one = key(a);
    const auto other = key(b);
    if (one != other) return one < other;
    return sorted_names(compiled_->problem(), a.figures.decisions) <
           sorted_names(compiled_->problem(), b.figures.decisions);
  }

  compiled_problem* compiled_;
  cheapest_options options_;
  std::vector<double> least_cost_;  // by variable: what taking it costs at least
  plan_tree tree_;
  std::vector<char> decisions_;
  std::vector<char> worst_;  // by variable: non-zero if the measure takes it at its worst
  edge target_;
  std::map<variable, bool> at_worst_;  // variables set to their worst value for all plans
  suffix_bound later_;
  std::optional<candidate> best_;
  std::size_t steps_ = 0;
  std::size_t last_step_ = 0;
  bool stopped_ = false;
  double dearest_ = std::numeric_limits<double>::infinity();    // no plan within the budgets costs more
  double open_cost_ = std::numeric_limits<double>::infinity();  // least cost of what was not looked into and may reach
  double open_likely_ = -1;                                     // most that anything not looked into may promise
};

}  // namespace detail

namespace detail {

/// The cheapest plan where the node budget ended but nothing is uncertain, so that no diagram is needed; else nothing.
[[nodiscard]] inline std::optional<cheapest_result> cheapest_certain_plan(const compiled_problem& compiled,
                                                                          const cheapest_options& options) {
  if (!compiled.exhausted() || !options.wanted.empty() || on_grid(options.at_least) <= 0) return std::nullopt;
  const decision_problem& problem = compiled.problem();
  const auto certain = least_cost_of_goal(problem, options.steps);
  if (!certain || !certain->found) return std::nullopt;
  compiled_problem rest(decided(problem, certain->decisions));
  cheapest_result result;
  result.best = evaluate(rest, certain->decisions);
  const auto money = options.money_budget ? options.money_budget : problem.money_budget;
  const auto effort = options.effort_budget ? options.effort_budget : problem.effort_budget;
  const plan_cost& cost = result.best.cost;
  result.best.within_budget = (!money || cost.money <= *money) && (!effort || cost.effort <= *effort);
  if (options.respect_budget && !result.best.within_budget) return std::nullopt;
  result.likelihood = look_at(rest, rest.goal());
  result.promised = 1;
  result.reached = true;
  result.optimal = certain->optimal;
  result.bound = certain->optimal ? cost.mean : certain->bound;
  result.steps = certain->steps;
  return result;
}

}  // namespace detail

/// The plan of least mean cost (effort priced in) among those that promise at least a likelihood, over all sets of
/// decisions that do not exclude each other.
///
/// Ties go to the higher likelihood, then the higher ranking score, fewer decisions, names; likelihoods, costs and scores
/// are compared on a grid of 1e-9. Where no plan promises enough (within the budgets), the likeliest one is given, of
/// those the cheapest, and `reached` is false. To do nothing costs nothing and is always within the budgets.
/// Exact, or the best found with a bound when the step limit ends. Where the goal rests on decisions alone, `find_least_cost`
/// gives a plan to begin with; and if diagrams were too large to build, that plan is the answer, exact in its cost, while
/// ties go by no rule.
/// @pre What is wanted was compiled with `compiled.diagrams()`; no decision costs less than nothing.
/// Complexity: exponential in the decisions that matter in the worst case, one diagram fold per step.
[[nodiscard]] inline cheapest_result cheapest_plan(compiled_problem& compiled, const cheapest_options& options = {}) {
  if (auto certain = detail::cheapest_certain_plan(compiled, options)) return *std::move(certain);
  return detail::cheapest_search(compiled, options).run();
}

}  // namespace portfit
