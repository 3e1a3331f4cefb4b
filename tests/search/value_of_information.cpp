#include <portfit/search/value_of_information.hpp>

#include "support/near.hpp"
#include "support/random_problem.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

/// Yes or no of one variable, at its own odds.
observation seen(const decision_problem& problem, variable which) {
  return {{{{which, true}}, problem.weight[which]}, {{{which, false}}, 1 - problem.weight[which]}};
}

/// Two variables told apart only so far: the first; else the second; else neither.
observation seen_as_chain(const decision_problem& problem, variable one, variable two) {
  const double first = problem.weight[one];
  const double second = (1 - first) * problem.weight[two];
  return {{{{one, true}}, first},
          {{{one, false}, {two, true}}, second},
          {{{one, false}, {two, false}}, 1 - first - second}};
}

/// The best ranking score of any plan once some variables are certain: another problem, compiled on its own.
double best_score_when(decision_problem problem, const std::map<variable, bool>& certain) {
  for (const auto& [which, holds] : certain) problem.weight[which] = holds ? 1 : 0;
  compiled_problem compiled(problem);
  double best = 0;
  for (const std::vector<variable>& plan : portfit_test::plans_of(problem))
    best = (std::max)(best, evaluate(compiled, plan).score.ranking);
  return best;
}

double mean_of_best(const decision_problem& problem, const std::vector<observation>& all,
                    const std::vector<std::size_t>& list, std::size_t at, const std::map<variable, bool>& certain) {
  if (at == list.size()) return best_score_when(problem, certain);
  double sum = 0;
  for (const observed_case& each : all[list[at]]) {
    std::map<variable, bool> next = certain;
    next.insert(each.values.begin(), each.values.end());
    sum += each.chance * mean_of_best(problem, all, list, at + 1, next);
  }
  return sum;
}

/// By the definition: the best that any part of the list gives, nothing included.
double value_by_hand(const decision_problem& problem, const std::vector<observation>& all,
                     const std::vector<std::size_t>& list) {
  const double now = best_score_when(problem, {});
  double value = 0;
  for (std::size_t mask = 1; mask < std::size_t{1} << list.size(); ++mask) {
    std::vector<std::size_t> part;
    for (std::size_t index = 0; index < list.size(); ++index)
      if ((mask >> index & 1U) != 0) part.push_back(list[index]);
    value = (std::max)(value, mean_of_best(problem, all, part, 0, {}) - now);
  }
  return value;
}

std::vector<observation> observations_of(const decision_problem& problem, bool chained) {
  if (chained) return {seen(problem, 0), seen_as_chain(problem, 1, 2)};
  return {seen(problem, 0), seen(problem, 1), seen(problem, 2)};
}

/// One decision that works where `known`, at a price, and one thing that matters to nothing.
struct plain_problem {
  decision_problem problem;
  variable buy, known, other;
  explicit plain_problem(double chance, double price) {
    buy = problem.add(variable_role::decision, "buy", 0);
    known = problem.add(variable_role::chance, "known", chance);
    other = problem.add(variable_role::chance, "other", 0.5);
    problem.goal = problem.terms.conjunction(problem.terms.literal(buy), problem.terms.literal(known));
    problem.value = problem.goal;
    decision_cost cost;
    cost.decision = buy;
    cost.cases.push_back({true_term, price, price, price, 0, 0, 0});
    cost.least_mean = cost.least_low = price;
    problem.costs.push_back(cost);
    problem.scale = 100;
  }
};

}  // namespace

TEST_CASE("value of information: random problems agree with asking every plan in every case") {
  int valuable = 0;
  int not_heeded = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const decision_problem problem = portfit_test::random_problem(seed);
    const std::vector<observation> all = observations_of(problem, seed % 3 == 0);
    compiled_problem compiled(problem);
    const information_value found = value_of_information(compiled, all);
    CHECK(found.complete);
    CHECK(found.perfect_is_exact);
    CHECK(portfit_test::near(found.now, best_score_when(problem, {})));
    std::vector<std::size_t> everything;
    for (std::size_t each = 0; each < all.size(); ++each) {
      CHECK(portfit_test::near(found.singles[each].value, value_by_hand(problem, all, {each})));
      everything.push_back(each);
      if (mean_of_best(problem, all, {each}, 0, {}) < found.now - 1e-6) ++not_heeded;
    }
    CHECK(found.pairs.size() == all.size() * (all.size() - 1) / 2);
    for (const observed_list& pair : found.pairs) {
      CHECK(portfit_test::near(pair.value, value_by_hand(problem, all, pair.observations)));
      for (const std::size_t each : pair.observations)
        CHECK(portfit_test::not_above(found.singles[each].value, pair.value));
      CHECK(portfit_test::not_above(pair.value, found.perfect));
      valuable += pair.value > 0.01 ? 1 : 0;
    }
    CHECK(portfit_test::near(found.perfect, value_by_hand(problem, all, everything)));
    CHECK(compiled.value() == compiled_problem(problem).value());  // nothing stays supposed
  }
  CHECK(valuable > 10);
  CHECK(not_heeded > 0);  // else parts of lists would not have been looked at for a reason
}

TEST_CASE("value of information: what costs do not depend on is worth its plain mean") {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    CAPTURE(seed);
    decision_problem problem = portfit_test::random_problem(seed);
    for (decision_cost& cost : problem.costs) {
      cost.cases.resize(1);
      cost.cases.front().when = true_term;
    }
    const std::vector<observation> all = observations_of(problem, false);
    compiled_problem compiled(problem);
    const information_value found = value_of_information(compiled, all);
    const double now = best_score_when(problem, {});
    for (std::size_t each = 0; each < all.size(); ++each) {
      const double plain = mean_of_best(problem, all, {each}, 0, {}) - now;
      CHECK(plain > -1e-9);
      CHECK(portfit_test::near(found.singles[each].value, plain));
    }
    for (const observed_list& pair : found.pairs)
      CHECK(portfit_test::near(pair.value, mean_of_best(problem, all, pair.observations, 0, {}) - now));
  }
}

TEST_CASE("value of information: by hand") {
  // Buying costs half the score and works with 80 %: 40 now. Told no, nothing is bought: 0; told yes: 50. So nothing changes.
  plain_problem sure(0.8, 100);
  compiled_problem compiled(sure.problem);
  information_value found =
      value_of_information(compiled, {seen(sure.problem, sure.known), seen(sure.problem, sure.other)});
  CHECK(found.now == doctest::Approx(40));
  CHECK(found.singles[0].value == 0.0);
  CHECK(found.singles[1].value == 0.0);  // matters to nothing
  CHECK(found.perfect == 0.0);
  // With something else that is worth 25 points for nothing: told no, those 25; told yes, 50; 45 in the mean instead of 40.
  decision_problem& problem = sure.problem;
  const variable luck = problem.add(variable_role::success, "luck", 0.25);
  const term without =
      problem.terms.conjunction(problem.terms.negate(problem.terms.literal(sure.buy)), problem.terms.literal(luck));
  problem.value = problem.goal = problem.terms.disjunction(problem.goal, without);
  compiled_problem second(problem);
  found = value_of_information(second, {seen(problem, sure.known), seen(problem, sure.other)});
  CHECK(found.now == doctest::Approx(40));
  CHECK(found.singles[0].value == doctest::Approx(5));
  CHECK(found.singles[1].value == 0.0);
  REQUIRE(found.pairs.size() == 1);
  CHECK(found.pairs[0].value == doctest::Approx(5));
  CHECK(found.longer.empty());
}

TEST_CASE("value of information: two that say nothing alone may decide together") {
  decision_problem problem;
  const variable right = problem.add(variable_role::decision, "right", 0);
  const variable one = problem.add(variable_role::chance, "one", 0.5);
  const variable two = problem.add(variable_role::chance, "two", 0.5);
  formula& terms = problem.terms;
  const term differ = terms.if_then_else(terms.literal(one), terms.negate(terms.literal(two)), terms.literal(two));
  problem.goal = terms.if_then_else(terms.literal(right), differ, terms.negate(differ));
  problem.value = problem.goal;
  compiled_problem compiled(problem);
  const information_value found = value_of_information(compiled, {seen(problem, one), seen(problem, two)});
  CHECK(found.singles[0].value == 0.0);
  CHECK(found.singles[1].value == 0.0);
  REQUIRE(found.pairs.size() == 1);
  CHECK(found.pairs[0].value == doctest::Approx(50));
  CHECK(found.perfect == doctest::Approx(50));
}

TEST_CASE("value of information: lists are made longer while that is worth it") {
  // Each of four locks opens with one of two keys; all four must be known.
  decision_problem problem;
  formula& terms = problem.terms;
  std::vector<term> opened;
  std::vector<observation> all;
  for (const char* const name : {"a", "b", "c", "d"}) {
    const term key = terms.literal(problem.add(variable_role::decision, name, 0));
    const variable lock = problem.add(variable_role::chance, name, 0.5);
    opened.push_back(terms.if_then_else(key, terms.literal(lock), terms.negate(terms.literal(lock))));
    all.push_back(seen(problem, lock));
  }
  problem.value = problem.goal = terms.conjunction(opened);
  compiled_problem compiled(problem);
  information_value found = value_of_information(compiled, all);
  CHECK(found.now == doctest::Approx(6.25));
  CHECK(found.singles[2].value == doctest::Approx(6.25));
  CHECK(found.pairs.front().value == doctest::Approx(18.75));
  CHECK(found.pairs.front().observations == std::vector<std::size_t>{0, 1});
  REQUIRE(found.longer.size() == 2);
  CHECK(found.longer[0].observations == std::vector<std::size_t>{0, 1, 2});
  CHECK(found.longer[0].value == doctest::Approx(43.75));
  CHECK(found.longer[1].value == doctest::Approx(93.75));
  CHECK(found.perfect == doctest::Approx(93.75));
  CHECK(found.perfect_is_exact);

  information_options few;
  few.joint_cases = 4;
  found = value_of_information(compiled, all, few);
  CHECK(found.longer.empty());
  CHECK_FALSE(found.perfect_is_exact);
  CHECK(found.perfect == doctest::Approx(93.75));  // whatever the locks are, some keys open them
  few.pairs = 2;
  CHECK(value_of_information(compiled, all, few).pairs.size() == 2);
  CHECK_FALSE(value_of_information(compiled, all, few).complete);
}

TEST_CASE("value of information: the bound is never below what asking everything is worth") {
  int bounded = 0;
  for (std::uint64_t seed = 100; seed < 112; ++seed) {
    CAPTURE(seed);
    const decision_problem problem = portfit_test::random_problem(seed);
    const std::vector<observation> all = observations_of(problem, false);
    compiled_problem compiled(problem);
    const information_value exact = value_of_information(compiled, all);
    information_options few;
    few.joint_cases = 1;
    const information_value rough = value_of_information(compiled, all, few);
    CHECK_FALSE(rough.perfect_is_exact);
    CHECK(portfit_test::not_above(exact.perfect, rough.perfect));
    bounded += rough.perfect < 100 - rough.now - 1 ? 1 : 0;
  }
  CHECK(bounded > 2);
}

TEST_CASE("value of information: a plan that cannot be paid is worth nothing") {
  plain_problem dear(0.8, 100);
  dear.problem.money_budget = 50;
  compiled_problem compiled(dear.problem);
  const information_value found = value_of_information(compiled, {seen(dear.problem, dear.known)});
  CHECK(found.now == 0.0);
  CHECK(found.perfect == 0.0);
}
