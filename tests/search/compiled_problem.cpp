#include <portfit/search/compiled_problem.hpp>

#include <doctest/doctest.h>

#include <set>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

struct small_problem {
  decision_problem problem;
  variable buy, luck, known, ask;
  small_problem() {
    buy = problem.add(variable_role::decision, "buy", 0);
    luck = problem.add(variable_role::success, "luck", 0.5);
    known = problem.add(variable_role::chance, "known", 0.25);
    ask = problem.add(variable_role::decision, "ask", 0);
    formula& terms = problem.terms;
    problem.goal = terms.disjunction(terms.literal(known), terms.conjunction(terms.literal(buy), terms.literal(luck)));
    problem.value = problem.goal;
    decision_cost cost;
    cost.decision = buy;
    cost.cases.push_back({terms.literal(known), 1, 1, 1, 0, 0, 0});
    problem.costs.push_back(cost);
  }
};

}  // namespace

TEST_CASE("compiled problem: masks and sets of variables by role") {
  const small_problem small;
  compiled_problem compiled(small.problem);
  CHECK(compiled.mask({variable_role::decision}) == std::vector<char>{1, 0, 0, 1});
  CHECK(compiled.mask({variable_role::success, variable_role::chance}) == std::vector<char>{0, 1, 1, 0});
  CHECK(compiled.mask({variable_role::unknown}) == std::vector<char>{0, 0, 0, 0});
  CHECK(compiled.variables({variable_role::decision, variable_role::chance}) == std::set<variable>{0, 2, 3});
  CHECK(compiled.decisions() == std::vector<variable>{small.buy, small.ask});
}

TEST_CASE("compiled problem: a plan takes its decisions and leaves out all others") {
  const small_problem small;
  compiled_problem compiled(small.problem);
  bdd_manager& diagrams = compiled.diagrams();
  const edge known = diagrams.literal(small.known);
  CHECK(compiled.under(compiled.goal(), {}) == known);
  CHECK(compiled.under(compiled.goal(), {small.ask}) == known);
  CHECK(compiled.under(compiled.goal(), {small.buy}) == diagrams.disjunction(known, diagrams.literal(small.luck)));
  CHECK(compiled.goal() == compiled.value());
}

TEST_CASE("compiled problem: the cases of a cost are compiled beside the goal") {
  const small_problem small;
  compiled_problem compiled(small.problem);
  REQUIRE(compiled.cases().size() == 1);
  REQUIRE(compiled.cases()[0].size() == 1);
  CHECK(compiled.cases()[0][0] == compiled.diagrams().literal(small.known));
}

TEST_CASE("compiled problem: what is supposed settles goal, value and costs until something else is") {
  const small_problem small;
  compiled_problem compiled(small.problem);
  const edge goal = compiled.goal();
  compiled.suppose({{small.known, true}});
  CHECK(compiled.goal() == bdd_manager::true_edge);
  CHECK(compiled.cases()[0][0] == bdd_manager::true_edge);
  compiled.suppose({{small.known, false}});
  CHECK(compiled.under(compiled.goal(), {}) == bdd_manager::false_edge);
  CHECK(compiled.cases()[0][0] == bdd_manager::false_edge);
  compiled.suppose({});
  CHECK(compiled.goal() == goal);
  CHECK(compiled.value() == goal);
  CHECK(compiled.cases()[0][0] == compiled.diagrams().literal(small.known));
}

TEST_CASE("compiled problem: a node budget that ends shows, one that suffices does not") {
  const small_problem small;
  CHECK_FALSE(compiled_problem(small.problem).exhausted());
  compiled_problem compiled(small.problem, 2);
  CHECK(compiled.exhausted());
  CHECK(compiled.goal() == bdd_manager::no_edge);
  CHECK(compiled.under(compiled.goal(), {small.buy}) == bdd_manager::no_edge);
}
