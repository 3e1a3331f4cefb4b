#include <portfit/search/cheapest_plan.hpp>

#include "support/near.hpp"
#include "support/random_choices.hpp"
#include "support/random_venture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace portfit;
using portfit_test::near;

namespace {

double in_steps(double figure) { return std::floor(figure * 1e9 + 0.5); }

double promise(const outlook& likelihood, likelihood_measure measured) {
  return measured == likelihood_measure::expected ? likelihood.expected.low : likelihood.guaranteed;
}

/// One plan with its promise, as a judge who looks at all of them has it.
struct judged {
  plan_figures figures;
  double promised = 0;
};

/// Every plan, its likelihood being that of the goal and of what is wanted: of a problem that has both as its goal.
std::vector<judged> judge(const decision_problem& problem, term wanted, likelihood_measure measured) {
  decision_problem both = problem;
  both.goal = both.terms.conjunction(both.goal, wanted);
  compiled_problem alone(problem);
  compiled_problem together(both);
  std::vector<judged> result;
  for (const std::vector<variable>& plan : portfit_test::plans_of(problem))
    result.push_back({evaluate(alone, plan), promise(evaluate(together, plan).likelihood, measured)});
  return result;
}

std::vector<std::string> names_of(const decision_problem& problem, const decision_set& plan) {
  std::vector<std::string> names;
  for (const variable each : plan) names.push_back(problem.names[each]);
  std::sort(names.begin(), names.end());
  return names;
}

/// The plan to be found, by going through all of them.
std::optional<judged> cheapest_of(const decision_problem& problem, const std::vector<judged>& all, double at_least) {
  std::optional<judged> best;
  const auto key = [&](const judged& each) {
    const bool reached = in_steps(each.promised) >= in_steps(at_least);
    const double cost = in_steps(each.figures.cost.mean);
    return std::tuple(!reached, reached ? cost : -in_steps(each.promised), reached ? -in_steps(each.promised) : cost,
                      -in_steps(each.figures.score.ranking), each.figures.decisions.size(),
                      names_of(problem, each.figures.decisions));
  };
  for (const judged& each : all)
    if (!best || key(each) < key(*best)) best = each;
  return best;
}

/// Work at a price that makes the goal hold with a chance.
variable offer(decision_problem& problem, const char* name, double chance, double money) {
  const variable decision = problem.add(variable_role::decision, name, 0);
  const term works = problem.terms.literal(problem.add(variable_role::success, name, chance));
  problem.goal =
      problem.terms.disjunction(problem.goal, problem.terms.conjunction(problem.terms.literal(decision), works));
  problem.value = problem.goal;
  decision_cost cost;
  cost.decision = decision;
  cost.cases.push_back({true_term, money, money, money, 1, 1, 1});
  cost.least_mean = cost.least_low = money;
  problem.costs.push_back(cost);
  return decision;
}

decision_problem offers() {
  decision_problem problem;
  problem.goal = problem.value = false_term;
  offer(problem, "plain", 0.5, 10);
  offer(problem, "fair", 0.75, 40);
  offer(problem, "fine", 0.9, 100);
  return problem;
}

std::string cheapest(const decision_problem& problem, const cheapest_options& options) {
  compiled_problem compiled(problem);
  const cheapest_result found = cheapest_plan(compiled, options);
  std::string names;
  for (const std::string& each : names_of(problem, found.best.decisions)) names += each + ' ';
  return names + (found.reached ? "reached" : "not reached");
}

std::string cheapest(double at_least) {
  cheapest_options options;
  options.at_least = at_least;
  return cheapest(offers(), options);
}

}  // namespace

TEST_CASE("cheapest plan: on random problems the one that going through all plans finds, at any likelihood") {
  std::size_t reached = 0;
  std::size_t missed = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const decision_problem problem =
        seed % 4 == 0 ? portfit_test::random_problem(seed) : portfit_test::random_choices(seed);
    for (const auto measured : {likelihood_measure::expected, likelihood_measure::guaranteed}) {
      const std::vector<judged> all = judge(problem, true_term, measured);
      compiled_problem compiled(problem);
      for (const double at_least : {0.0, 0.25, 0.5, 0.7, 0.8, 0.95, 1.0}) {
        CAPTURE(seed);
        CAPTURE(at_least);
        cheapest_options options;
        options.at_least = at_least;
        options.measured = measured;
        const cheapest_result found = cheapest_plan(compiled, options);
        const judged best = *cheapest_of(problem, all, at_least);
        CHECK(found.best.decisions == best.figures.decisions);
        CHECK(near(found.promised, best.promised));
        CHECK(near(found.best.cost.mean, best.figures.cost.mean));
        CHECK(found.reached == (in_steps(best.promised) >= in_steps(at_least)));
        CHECK(found.optimal);
        CHECK(found.bound == (found.reached ? found.best.cost.mean : found.promised));
        CHECK(near(found.promised, promise(found.likelihood, measured)));
        ++(found.reached ? reached : missed);
      }
    }
  }
  CHECK(reached > 100);
  CHECK(missed > 100);
}

TEST_CASE("cheapest plan: with what later decisions cost at least, the same plan is found, in fewer steps") {
  std::size_t ahead = 0;
  std::size_t plain = 0;
  for (std::uint64_t seed = 0; seed < 9; ++seed) {
    CAPTURE(seed);
    decision_problem problem = portfit_test::random_venture(8 + 3 * (seed % 3), seed, seed % 2 == 0);
    problem.exclusions.emplace_back(problem.costs[1].decision, problem.costs[2].decision);
    if (seed % 4 == 3)  // not known at all, and at its worst in one conjunct only
      problem.roles[0] = variable_role::unknown;
    compiled_problem compiled(problem);
    for (const auto measured : {likelihood_measure::expected, likelihood_measure::guaranteed}) {
      for (const double at_least : {0.1, 0.3}) {
        CAPTURE(at_least);
        cheapest_options options;
        options.at_least = at_least;
        options.measured = measured;
        options.short_search = 0;
        const cheapest_result found = cheapest_plan(compiled, options);
        options.short_search = options.steps;
        const cheapest_result slow = cheapest_plan(compiled, options);
        CHECK(found.best.decisions == slow.best.decisions);
        CHECK(found.reached == slow.reached);
        CHECK(found.optimal);
        CHECK(found.bound == slow.bound);
        if (!found.reached) continue;
        ahead += found.steps;
        plain += slow.steps;
      }
    }
  }
  CHECK(ahead * 2 < plain);
}

TEST_CASE("cheapest plan: in chains and islands of requirements what going through all plans finds") {
  std::size_t reached = 0;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    const decision_problem problem = portfit_test::random_venture(8, 50 + seed, seed % 2 == 0);
    const std::vector<judged> all = judge(problem, true_term, likelihood_measure::expected);
    compiled_problem compiled(problem);
    for (const double at_least : {0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}) {
      CAPTURE(at_least);
      cheapest_options options;
      options.at_least = at_least;
      options.short_search = 0;
      const cheapest_result found = cheapest_plan(compiled, options);
      CHECK(found.best.decisions == cheapest_of(problem, all, at_least)->figures.decisions);
      reached += found.reached ? 1 : 0;
      for (options.steps = 1; options.steps < 30; options.steps += 4) {
        const cheapest_result cut = cheapest_plan(compiled, options);
        if (cut.reached) CHECK(cut.bound <= found.best.cost.mean + 1e-9);
        if (!cut.reached && !found.reached) CHECK(cut.bound >= found.promised - 1e-9);
      }
    }
  }
  CHECK(reached > 15);
}

TEST_CASE("cheapest plan: what is wanted beside the goal must hold with it") {
  std::size_t dearer = 0;
  for (std::uint64_t seed = 200; seed < 240; ++seed) {
    CAPTURE(seed);
    decision_problem problem = portfit_test::random_choices(seed);
    portfit_test::random_source random(seed);
    std::vector<term> literals;
    for (variable each = 0; each < problem.roles.size(); ++each)
      if (problem.roles[each] == variable_role::decision || problem.roles[each] == variable_role::chance)
        literals.push_back(problem.terms.literal(each));
    const term wish = portfit_test::problem_detail::random_term(problem.terms, literals, random, 2);
    const std::vector<judged> all = judge(problem, wish, likelihood_measure::expected);
    compiled_problem compiled(problem);
    cheapest_options options;
    options.at_least = 0.4;
    const cheapest_result alone = cheapest_plan(compiled, options);
    options.wanted = {compile(compiled.diagrams(), compiled.problem().terms, wish)};
    const cheapest_result found = cheapest_plan(compiled, options);
    const judged best = *cheapest_of(problem, all, options.at_least);
    CHECK(found.best.decisions == best.figures.decisions);
    CHECK(near(found.likelihood.expected.low, best.promised));
    CHECK(near(found.best.likelihood.expected.low, best.figures.likelihood.expected.low));  // of the goal alone
    if (found.reached) {
      CHECK(alone.reached);
      CHECK(alone.best.cost.mean <= found.best.cost.mean + 1e-9);
      dearer += alone.best.cost.mean + 1 < found.best.cost.mean ? 1 : 0;
    }
  }
  CHECK(dearer > 3);
}

TEST_CASE("cheapest plan: budgets leave the best among the plans within them") {
  std::size_t bound = 0;
  for (std::uint64_t seed = 300; seed < 350; ++seed) {
    CAPTURE(seed);
    decision_problem problem = portfit_test::random_choices(seed);
    std::vector<judged> all = judge(problem, true_term, likelihood_measure::expected);
    cheapest_options options;
    options.at_least = 0.5;
    const double money = 15 + static_cast<double>(seed % 4) * 10;
    (seed % 2 == 0 ? problem.money_budget : options.money_budget) = money;
    if (seed % 3 == 0) options.effort_budget = 1;
    if (seed % 2 != 0) problem.money_budget = 5;  // the one asked for counts instead
    compiled_problem compiled(problem);
    const cheapest_result found = cheapest_plan(compiled, options);
    options.respect_budget = false;
    const cheapest_result free = cheapest_plan(compiled, options);
    CHECK(free.best.decisions == cheapest_of(problem, all, options.at_least)->figures.decisions);
    std::erase_if(all, [&](const judged& each) {
      return each.figures.cost.money > money || (seed % 3 == 0 && each.figures.cost.effort > 1);
    });
    const judged best = *cheapest_of(problem, all, options.at_least);
    CHECK(found.best.decisions == best.figures.decisions);
    CHECK(found.best.within_budget);
    bound += free.best.decisions == found.best.decisions ? 0 : 1;
    if (free.best.decisions != found.best.decisions) CHECK_FALSE(free.best.within_budget);
  }
  CHECK(bound > 5);
}

TEST_CASE("cheapest plan: dearer as more is asked, the likeliest where nothing is enough") {
  CHECK(cheapest(0) == "reached");
  CHECK(cheapest(0.5) == "plain reached");
  CHECK(cheapest(0.5000001) == "fair reached");
  CHECK(cheapest(0.875) == "fair plain reached");
  CHECK(cheapest(0.9) == "fine reached");
  CHECK(cheapest(0.9874) == "fair fine plain reached");
  CHECK(cheapest(0.99) == "fair fine plain not reached");
}

TEST_CASE(
    "cheapest plan: an unknown without a prior is at its worst, one with a prior is averaged unless guarantees count") {
  decision_problem problem = offers();
  const term believed = problem.terms.literal(problem.add(variable_role::chance, "believed", 0.8));
  problem.goal = problem.value = problem.terms.disjunction(problem.goal, believed);
  cheapest_options options;
  CHECK(cheapest(problem, options) == "reached");
  options.measured = likelihood_measure::guaranteed;
  CHECK(cheapest(problem, options) == "fair plain reached");
  options.measured = likelihood_measure::expected;
  problem.roles.back() = variable_role::unknown;
  CHECK(cheapest(problem, options) == "fair plain reached");
}

TEST_CASE("cheapest plan: equal costs go to the higher likelihood, then the ranking score, fewer decisions, names") {
  cheapest_options options;
  options.at_least = 0.5;
  decision_problem problem;
  problem.goal = problem.value = false_term;
  offer(problem, "a", 0.5, 10);
  offer(problem, "b", 0.625, 10);
  CHECK(cheapest(problem, options) == "b reached");
  const variable wish = offer(problem, "c", 0.625, 10);
  CHECK(cheapest(problem, options) == "b reached");
  problem.value = problem.terms.conjunction(problem.goal, problem.terms.literal(wish));
  CHECK(cheapest(problem, options) == "c reached");
  const variable idle = problem.add(variable_role::decision, "idle", 0);  // free, and good for nothing
  CHECK(cheapest(problem, options) == "c reached");
  problem.value = problem.terms.conjunction(problem.value, problem.terms.literal(idle));
  CHECK(cheapest(problem, options) == "c idle reached");
}

TEST_CASE("cheapest plan: a limit that ends is told, with a bound that nothing is below") {
  int gaps = 0;
  int better = 0;
  for (std::uint64_t seed = 400; seed < 440; ++seed) {
    CAPTURE(seed);
    compiled_problem compiled(portfit_test::random_choices(seed));
    cheapest_options options;
    options.at_least = 0.5;
    const cheapest_result full = cheapest_plan(compiled, options);
    for (options.steps = 1; options.steps < 12; options.steps += 2) {
      const cheapest_result cut = cheapest_plan(compiled, options);
      if (cut.reached) {
        REQUIRE(full.reached);
        CHECK(cut.bound <= full.best.cost.mean + 1e-9);
        CHECK(cut.best.cost.mean >= full.best.cost.mean - 1e-9);
        better += cut.best.cost.mean > full.best.cost.mean + 1e-9 ? 1 : 0;
      } else {
        CHECK(cut.bound >= full.promised - 1e-9);
      }
      CHECK(cut.reached <= full.reached);
      if (cut.optimal) CHECK(near(cut.best.cost.mean, full.best.cost.mean));
      gaps += cut.optimal ? 0 : 1;
    }
  }
  CHECK(gaps > 20);
  CHECK(better > 3);
}

TEST_CASE("cheapest plan: a node budget that ends promises nothing that does not hold") {
  for (const std::size_t nodes : {std::size_t{2}, std::size_t{4}, std::size_t{8}}) {
    compiled_problem compiled(offers(), nodes);
    REQUIRE(compiled.exhausted());
    const cheapest_result found = cheapest_plan(compiled);
    CHECK_FALSE(found.optimal);
    CHECK_FALSE(found.reached);
    CHECK(found.bound >= 0.9875 - 1e-9);
  }
}
