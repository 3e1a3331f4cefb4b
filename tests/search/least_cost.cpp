#include <portfit/search/least_cost.hpp>

#include "support/near.hpp"
#include "support/random_formula.hpp"
#include "support/random_repair.hpp"

#include <portfit/search/cheapest_plan.hpp>
#include <portfit/search/detail/row_cuts.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;
using portfit_test::near;

namespace {

using exclusion_list = std::vector<std::pair<variable, variable>>;

constexpr double endless = std::numeric_limits<double>::infinity();

/// What a set of decisions, one bit each, costs; infinite where two exclude each other.
double price_of(std::size_t set, const std::vector<double>& cost, const exclusion_list& exclusions) {
  for (const auto& [one, other] : exclusions)
    if ((set >> one & 1U) != 0 && (set >> other & 1U) != 0) return endless;
  double sum = 0;
  for (std::size_t each = 0; each < cost.size(); ++each) sum += (set >> each & 1U) != 0 ? cost[each] : 0;
  return sum;
}

std::size_t bits_of(const std::vector<variable>& decisions) {
  std::size_t set = 0;
  for (const variable each : decisions) set |= std::size_t{1} << each;
  return set;
}

/// Rows at random over few columns, negative factors among them.
detail::row_system random_rows(portfit_test::random_source& random, std::size_t columns, std::size_t rows) {
  detail::row_system made;
  for (std::size_t each = 0; each < columns; ++each) made.add_column(random.between(0, 9));
  for (std::size_t row = 0; row < rows; ++row) {
    int most = 0;
    for (std::uint32_t column = 0; column < columns; ++column) {
      if (!random.chance(0.4)) continue;
      const int factor = random.chance(0.75) ? random.between(1, 3) : -random.between(1, 2);
      made.entries.push_back({column, factor});
      most += factor > 0 ? factor : 0;
    }
    made.end_row((std::min)(most, random.between(0, 4)));
  }
  return made;
}

bool satisfies(const detail::row_system& rows, std::size_t set) {
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    int sum = -rows.bound[row];
    for (const detail::row_entry& each : rows.row(row)) sum += (set >> each.column & 1U) != 0 ? each.factor : 0;
    if (sum < 0) return false;
  }
  return true;
}

double least_of(const detail::row_system& rows) {
  double least = endless;
  for (std::size_t set = 0; set < std::size_t{1} << rows.column_count(); ++set)
    if (satisfies(rows, set)) least = (std::min)(least, price_of(set, rows.cost, {}));
  return least;
}

}  // namespace

TEST_CASE("least cost: on random formulas with negations what going through all sets finds") {
  portfit_test::random_numbers random(7);
  int impossible = 0;
  int paid = 0;
  for (int round = 0; round < 3000; ++round) {
    CAPTURE(round);
    const std::size_t variables = 2 + random.below(6);
    const portfit_test::random_formula made =
        portfit_test::make_random_formula(random, {variables, 4 + random.below(24), round % 3 == 0, round % 5 == 0});
    std::vector<double> cost;
    for (std::size_t each = 0; each < variables; ++each)
      cost.push_back(round % 2 == 0 ? static_cast<double>(random.below(6)) : random.unit());
    exclusion_list exclusions;
    for (std::size_t each = random.below(3); each > 0 && variables > 2; --each)
      exclusions.emplace_back(static_cast<variable>(random.below(variables - 1)), static_cast<variable>(variables - 1));
    double least = endless;
    for (std::size_t set = 0; set < std::size_t{1} << variables; ++set)
      if (made.table()[set]) least = (std::min)(least, price_of(set, cost, exclusions));
    const least_cost_result found = find_least_cost(made.terms, made.root(), cost, exclusions);
    CHECK(found.optimal);
    REQUIRE(found.found == (least < endless));
    impossible += found.found ? 0 : 1;
    if (!found.found) continue;
    CHECK(near(found.cost, least));
    CHECK(found.bound == found.cost);
    CHECK(made.table()[bits_of(found.decisions)]);
    CHECK(near(price_of(bits_of(found.decisions), cost, exclusions), found.cost));
    paid += found.cost > 0 ? 1 : 0;
  }
  CHECK(impossible > 100);
  CHECK(paid > 500);
}

TEST_CASE("least cost: rows of counts and negative factors, reduced, split, cut and branched on, lose nothing") {
  portfit_test::random_source random(11);
  std::size_t steps = 0;
  int possible = 0;
  for (int round = 0; round < 700; ++round) {
    CAPTURE(round);
    const detail::row_system rows = random_rows(random, 6 + random.below(5), 3 + random.below(8));
    const double least = least_of(rows);
    detail::row_effort effort{100'000};
    const detail::row_solution found = detail::solve_by_parts(rows, rows.column_count(), endless, effort);
    REQUIRE(found.value.empty() == (least == endless));
    steps += effort.steps;
    if (found.value.empty()) continue;
    CHECK(near(found.bound, found.cost));
    ++possible;
    CHECK(near(found.cost, least));
    std::size_t set = 0;
    for (std::size_t each = 0; each < found.value.size(); ++each) set |= std::size_t{found.value[each]} << each;
    CHECK(satisfies(rows, set));
    CHECK(near(price_of(set, rows.cost, {}), least));
  }
  CHECK(steps > 300);
  CHECK(possible > 300);
}

TEST_CASE("least cost: the relaxation stays below the least cost, and cuts leave every solution in and lift it") {
  portfit_test::random_source random(13);
  int lifted = 0;
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const detail::row_system rows = random_rows(random, 8, 4 + random.below(6));
    const double least = least_of(rows);
    if (least == endless) continue;
    detail::relaxed_rows relaxed(rows);
    REQUIRE(relaxed.relaxation.solve(endless) == detail::row_relaxation::outcome::optimal);
    const double bound = relaxed.relaxation.bound();
    CHECK(bound <= least + 1e-9);
    double at = 0;
    for (std::uint32_t each = 0; each < 8; ++each) at += relaxed.relaxation.value(each) * rows.cost[each];
    CHECK(near(bound, at));  // what the prices say is what the values cost
    detail::row_effort effort;
    const detail::row_system cut = detail::with_cuts(rows, endless, effort);
    CHECK(cut.row_count() >= rows.row_count());
    for (std::size_t set = 0; set < 256; ++set) CHECK(satisfies(cut, set) == satisfies(rows, set));
    detail::relaxed_rows stronger(cut);
    REQUIRE(stronger.relaxation.solve(endless) == detail::row_relaxation::outcome::optimal);
    CHECK(stronger.relaxation.bound() >= bound - 1e-9);
    lifted += stronger.relaxation.bound() > bound + 1e-6 ? 1 : 0;
  }
  CHECK(lifted > 50);
}

namespace {

/// The same as a decision problem that leaves nothing to chance.
decision_problem certain_problem(const portfit_test::repair_problem& made) {
  decision_problem problem;
  problem.terms = made.terms;
  problem.goal = problem.value = made.goal;
  for (variable each = 0; each < made.cost.size(); ++each) {
    problem.roles.push_back(variable_role::decision);
    problem.weight.push_back(0);
    problem.names.push_back(made.terms.label(each));
    decision_cost cost;
    cost.decision = each;
    cost.cases.push_back({true_term, made.cost[each], made.cost[each], made.cost[each], 0, 0, 0});
    cost.least_mean = cost.least_low = made.cost[each];
    problem.costs.push_back(cost);
  }
  problem.exclusions = made.exclusions;
  return problem;
}

}  // namespace

TEST_CASE("least cost: the cheapest plan costs as much where nothing is left to chance, also without its diagram") {
  int dropped = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const auto family = seed % 2 == 0 ? portfit_test::repair_family::local : portfit_test::repair_family::hard;
    const portfit_test::repair_problem made = portfit_test::make_repair(family, 7, seed);
    const least_cost_result least = find_least_cost(made.terms, made.goal, made.cost, made.exclusions);
    cheapest_options options;
    options.at_least = 0.5;
    compiled_problem whole(certain_problem(made));
    const cheapest_result searched = cheapest_plan(whole, options);
    CHECK(searched.reached);
    CHECK(searched.optimal);
    CHECK(near(searched.best.cost.mean, least.cost));
    compiled_problem lost(certain_problem(made), 8);
    REQUIRE(lost.exhausted());
    const cheapest_result found = cheapest_plan(lost, options);
    CHECK(found.reached);
    CHECK(found.optimal);
    CHECK(found.promised == 1);
    CHECK(found.likelihood.guaranteed == 1);
    CHECK(found.best.decisions == least.decisions);
    CHECK(near(found.best.cost.mean, least.cost));
    CHECK(near(found.best.likelihood.guaranteed, 1));
    options.money_budget = least.cost - 1;
    dropped += cheapest_plan(lost, options).reached ? 0 : 1;
  }
  CHECK(dropped == 20);
}

TEST_CASE("least cost: a limit that ends is told, with a bound that nothing is below") {
  int gaps = 0;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const portfit_test::repair_problem made = portfit_test::make_repair(portfit_test::repair_family::tight, 30, seed);
    const least_cost_result full = find_least_cost(made.terms, made.goal, made.cost);
    REQUIRE(full.optimal);
    for (const std::size_t steps : {std::size_t{0}, std::size_t{1}, std::size_t{8}, std::size_t{16}}) {
      const least_cost_result part = find_least_cost(made.terms, made.goal, made.cost, {}, {steps});
      CHECK(part.steps <= steps);
      CHECK(part.bound <= full.cost);
      CHECK(part.cost >= full.cost);
      CHECK(part.optimal == (part.bound == part.cost));
      gaps += part.optimal ? 0 : 1;
    }
  }
  CHECK(gaps > 12);
}

TEST_CASE("least cost: of parts that share nothing the costs add up") {
  formula terms;
  std::vector<term> parts;
  std::vector<double> cost;
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const portfit_test::repair_problem made = portfit_test::make_repair(portfit_test::repair_family::hard, 12, seed);
    sum += find_least_cost(made.terms, made.goal, made.cost, made.exclusions).cost;
    std::vector<term> copied(made.terms.term_count(), true_term);
    for (term each = 2; each < copied.size(); ++each) {
      std::vector<term> children;
      for (const term child : made.terms.children(each)) children.push_back(copied[child]);
      switch (made.terms.kind(each)) {
        case term_kind::literal: copied[each] = terms.literal(terms.add_variable("")); break;
        case term_kind::conjunction: copied[each] = terms.conjunction(children); break;
        default: copied[each] = terms.at_least(made.terms.threshold(each), children); break;
      }
    }
    cost.insert(cost.end(), made.cost.begin(), made.cost.end());
    parts.push_back(copied[made.goal]);
  }
  const least_cost_result whole = find_least_cost(terms, terms.conjunction(parts), cost);
  CHECK(whole.optimal);
  CHECK(near(whole.cost, sum));
}

TEST_CASE("least cost: what costs nothing is a solution too, and a goal that never holds has none") {
  formula terms;
  const term a = terms.literal(terms.add_variable("a"));
  const term b = terms.literal(terms.add_variable("b"));
  const std::vector<double> cost{0, 3};
  CHECK(find_least_cost(terms, true_term, cost).decisions.empty());
  CHECK(find_least_cost(terms, terms.negate(a), cost).cost == 0);
  CHECK(find_least_cost(terms, a, cost).decisions == std::vector<variable>{0});
  CHECK(find_least_cost(terms, terms.conjunction(a, b), cost).cost == 3);
  const exclusion_list both{{0, 1}};
  const least_cost_result none = find_least_cost(terms, terms.conjunction(a, b), cost, both);
  CHECK_FALSE(none.found);
  CHECK(none.optimal);
  CHECK_FALSE(find_least_cost(terms, false_term, cost).found);
}
