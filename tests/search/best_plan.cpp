#include <portfit/search/best_plan.hpp>

#include "support/random_problem.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

double worth(const plan_figures& plan, objective wanted) {
  return wanted == objective::ranking      ? plan.score.ranking
         : wanted == objective::guaranteed ? plan.score.guaranteed
                                           : plan.score.possible;
}

/// One decision per name, each making the goal hold with its chance at its price.
decision_problem choices(const std::vector<std::pair<std::string, std::pair<double, double>>>& told) {
  decision_problem problem;
  std::vector<term> ways;
  for (const auto& [name, figures] : told) {
    const variable decision = problem.add(variable_role::decision, name, 0);
    const variable success = problem.add(variable_role::success, name, figures.first);
    ways.push_back(problem.terms.conjunction(problem.terms.literal(decision), problem.terms.literal(success)));
    decision_cost cost;
    cost.decision = decision;
    const double money = figures.second;
    cost.cases.push_back({true_term, money, money, money, 0, 0, 0});
    cost.least_mean = money;
    cost.least_low = money;
    problem.costs.push_back(cost);
  }
  problem.goal = problem.terms.disjunction(ways);
  problem.value = problem.goal;
  problem.scale = 100;
  return problem;
}

std::string best_of(decision_problem problem, objective wanted = objective::ranking) {
  compiled_problem compiled(std::move(problem));
  search_options options;
  options.wanted = wanted;
  std::string names;
  for (const variable each : best_plan(compiled, options).best.decisions) names += compiled.problem().names[each] + " ";
  return names;
}

}  // namespace

TEST_CASE("best plan: random problems agree with evaluating every plan, by each objective") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const decision_problem problem = portfit_test::random_problem(seed);
    compiled_problem compiled(problem);
    for (const objective wanted : {objective::ranking, objective::guaranteed, objective::possible}) {
      CAPTURE(seed);
      search_options options;
      options.wanted = wanted;
      const search_result found = best_plan(compiled, options);
      double most = -1;
      bool is_a_plan = false;
      for (const std::vector<variable>& plan : portfit_test::plans_of(problem)) {
        most = (std::max)(most, worth(evaluate(compiled, plan), wanted));
        is_a_plan = is_a_plan || plan == found.best.decisions;
      }
      CHECK(found.optimal);
      CHECK(is_a_plan);
      CHECK(std::fabs(worth(found.best, wanted) - most) < 1e-9);
      CHECK(found.bound == worth(found.best, wanted));
    }
  }
}

TEST_CASE("best plan: what is cheap for its chance is taken, what costs more than it brings is left") {
  CHECK(best_of(choices({{"good", {0.5, 10}}, {"dear", {0.9, 400}}})) == "good ");
  CHECK(best_of(choices({{"good", {0.5, 10}}, {"fine", {0.5, 10}}})) == "good fine ");
  CHECK(best_of(choices({{"useless", {0.0, 10}}})).empty());
}

TEST_CASE("best plan: equal plans go to the lower cost, then fewer decisions, then names") {
  // Of two that bring the same only one is needed: the goal is the same with both.
  decision_problem same = choices({{"zeta", {1.0, 10}}, {"alpha", {1.0, 10}}});
  CHECK(best_of(same) == "alpha ");
  same.costs[1].cases[0] = {true_term, 20, 20, 20, 0, 0, 0};
  same.costs[1].least_mean = same.costs[1].least_low = 20;
  CHECK(best_of(same) == "zeta ");
  CHECK(best_of(choices({{"b", {1.0, 0}}, {"a", {1.0, 0}}})) == "a ");
  decision_problem free = choices({{"b", {1.0, 10}}, {"a", {1.0, 20}}});
  free.scale.reset();  // cost does not enter the score, but decides between equals
  CHECK(best_of(free) == "b ");
}

TEST_CASE("best plan: decisions that exclude each other are not taken together") {
  decision_problem problem = choices({{"one", {0.5, 1}}, {"two", {0.6, 1}}});
  CHECK(best_of(problem) == "one two ");
  problem.exclusions = {{0, 2}};
  CHECK(best_of(problem) == "two ");
}

TEST_CASE("best plan: the steps end with a bound no plan is above, and say so") {
  int gaps = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    compiled_problem compiled(portfit_test::random_problem(seed));
    const search_result full = best_plan(compiled);
    search_options options;
    options.steps = 1;
    const search_result cut = best_plan(compiled, options);
    CHECK(cut.bound >= full.best.score.ranking - 1e-9);
    CHECK(cut.best.score.ranking <= full.best.score.ranking + 1e-9);
    gaps += cut.optimal ? 0 : 1;
    if (cut.optimal) CHECK(std::fabs(cut.best.score.ranking - full.best.score.ranking) < 1e-9);
  }
  CHECK(gaps > 10);
}

TEST_CASE("best plan: within the budget where something within it works, else beyond it, which is told") {
  decision_problem problem = choices({{"cheap", {0.2, 10}}, {"dear", {1.0, 50}}});
  CHECK(best_of(problem) == "dear ");
  problem.money_budget = 20;
  CHECK(best_of(problem) == "cheap ");
  problem.money_budget = 5;
  compiled_problem compiled(problem);
  const search_result beyond = best_plan(compiled);
  CHECK_FALSE(beyond.best.within_budget);
  CHECK(compiled.problem().names[beyond.best.decisions.front()] == "dear");
  search_options free;
  free.respect_budget = false;
  problem.money_budget = 20;
  compiled_problem again(problem);
  CHECK(best_plan(again, free).best.decisions == decision_set{2});
}

TEST_CASE("best plan: where nothing can work at all the answer is to do nothing, within the budget") {
  decision_problem problem = choices({{"one", {0.5, 10}}});
  problem.goal = false_term;
  problem.value = false_term;
  problem.money_budget = 5;
  compiled_problem compiled(problem);
  const search_result found = best_plan(compiled);
  CHECK(found.best.decisions.empty());
  CHECK(found.best.within_budget);
  CHECK(found.best.score.possible == 0);
}

TEST_CASE("best plan: a node budget that ends is no crash and no optimum") {
  for (const std::size_t nodes : {std::size_t{2}, std::size_t{4}, std::size_t{8}}) {
    compiled_problem compiled(choices({{"one", {0.5, 1}}, {"two", {0.6, 1}}, {"three", {0.7, 1}}}), nodes);
    REQUIRE(compiled.exhausted());
    const search_result found = best_plan(compiled);
    CHECK_FALSE(found.optimal);
    CHECK_FALSE(found.best.exact);
    CHECK(found.bound >= 100 * (1 - 0.5 * 0.4 * 0.3) * std::exp2(-0.03) - 1e-9);
  }
}
