#include <portfit/formula/formula.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"
#include "support/truth_table.hpp"

#include <array>
#include <set>
#include <span>
#include <vector>

using namespace portfit;
using portfit_test::truth_table;

namespace {

struct three_variables {
  formula terms;
  term a = terms.literal(terms.add_variable("a"));
  term b = terms.literal(terms.add_variable("b"));
  term c = terms.literal(terms.add_variable("c"));
};

std::vector<bool> assignment_of(std::size_t bits, std::size_t variables) {
  std::vector<bool> assignment;
  for (std::size_t v = 0; v < variables; ++v) assignment.push_back((bits >> v & 1U) != 0);
  return assignment;
}

}  // namespace

TEST_CASE("formula: a new one holds the two constants and nothing else") {
  formula terms;
  CHECK(terms.variable_count() == 0);
  CHECK(terms.term_count() == 2);
  CHECK(terms.kind(false_term) == term_kind::constant);
  CHECK(terms.kind(true_term) == term_kind::constant);
  CHECK(terms.children(true_term).empty());
  CHECK(terms.negate(true_term) == false_term);
  CHECK(terms.negate(false_term) == true_term);
  CHECK(terms.conjunction(std::vector<term>{}) == true_term);
  CHECK(terms.disjunction(std::vector<term>{}) == false_term);
  CHECK(terms.at_least(0, {}) == true_term);
  CHECK(terms.at_least(1, {}) == false_term);
  CHECK(terms.evaluate(true_term, {}));
  CHECK_FALSE(terms.evaluate(false_term, {}));
  CHECK(support(terms, true_term).empty());
}

TEST_CASE("formula: variables keep their labels and their literals") {
  three_variables f;
  CHECK(f.terms.label(1) == "b");
  CHECK(f.terms.kind(f.b) == term_kind::literal);
  CHECK(f.terms.variable_of(f.b) == 1);
  CHECK(f.terms.literal(1) == f.b);
  const variable twin = f.terms.add_variable("b");
  CHECK(f.terms.literal(twin) != f.b);
}

TEST_CASE("formula: conjunctions and disjunctions are put into one shape") {
  three_variables f;
  const term both = f.terms.conjunction(f.a, f.b);
  CHECK(f.terms.kind(both) == term_kind::conjunction);
  CHECK(f.terms.conjunction(f.b, f.a) == both);
  CHECK(f.terms.conjunction({f.b, f.a, f.b, true_term}) == both);
  CHECK(f.terms.conjunction({both, false_term}) == false_term);
  CHECK(f.terms.conjunction({f.a, f.a}) == f.a);
  CHECK(f.terms.conjunction(both, f.c) == f.terms.conjunction({f.a, f.b, f.c}));
  CHECK(f.terms.children(f.terms.conjunction(both, f.c)).size() == 3);
  CHECK(f.terms.conjunction({f.c, f.terms.negate(f.a), f.b, f.a}) == false_term);
  CHECK(f.terms.conjunction(both, f.terms.negate(both)) != true_term);

  const term either = f.terms.disjunction(f.a, f.b);
  CHECK(f.terms.kind(either) == term_kind::disjunction);
  CHECK(either != both);
  CHECK(f.terms.disjunction({f.b, false_term, f.a, f.a}) == either);
  CHECK(f.terms.disjunction({either, true_term}) == true_term);
  CHECK(f.terms.disjunction({f.terms.negate(f.b), f.c, f.b}) == true_term);
  CHECK(f.terms.disjunction(f.c, either) == f.terms.disjunction({f.a, f.b, f.c}));
}

TEST_CASE("formula: negation cancels itself") {
  three_variables f;
  const term both = f.terms.conjunction(f.a, f.b);
  const term neither = f.terms.negate(both);
  CHECK(f.terms.kind(neither) == term_kind::negation);
  CHECK(f.terms.negate(neither) == both);
  CHECK(f.terms.negate(both) == neither);
}

TEST_CASE("formula: k-of-n counts a child as often as it stands") {
  three_variables f;
  const term twice = f.terms.at_least(2, {f.a, f.a, f.b, f.c});
  REQUIRE(f.terms.kind(twice) == term_kind::at_least);
  CHECK(f.terms.threshold(twice) == 2);
  CHECK(f.terms.children(twice).size() == 4);
  CHECK(f.terms.evaluate(twice, {true, false, false}));
  CHECK_FALSE(f.terms.evaluate(twice, {false, true, false}));
  CHECK(f.terms.evaluate(twice, {false, true, true}));
  CHECK(twice != f.terms.at_least(2, {f.a, f.b, f.c}));
  CHECK(f.terms.at_least(2, {f.c, f.a, f.b, f.a}) == twice);
}

TEST_CASE("formula: k-of-n falls back to simpler terms") {
  three_variables f;
  const term majority = f.terms.at_least(2, {f.a, f.b, f.c});
  CHECK(f.terms.at_least(1, {f.a, f.b}) == f.terms.disjunction(f.a, f.b));
  CHECK(f.terms.at_least(2, {f.a, f.b}) == f.terms.conjunction(f.a, f.b));
  CHECK(f.terms.at_least(3, {f.a, f.b}) == false_term);
  CHECK(f.terms.at_least(0, {f.a, f.b}) == true_term);
  CHECK(f.terms.at_least(3, {f.a, true_term, f.b, false_term, f.c}) == majority);
  CHECK(f.terms.at_least(2, {true_term, true_term, f.a}) == true_term);
  CHECK(f.terms.at_least(2, {f.a, f.a, f.a}) == f.a);
  CHECK(f.terms.at_least(3, {f.a, f.b, f.terms.negate(f.a), f.c, f.a}) == f.terms.at_least(2, {f.a, f.b, f.c}));
  CHECK(f.terms.at_least(1, {f.a, f.terms.negate(f.a), f.b}) == true_term);
}

TEST_CASE("formula: if-then-else simplifies when nothing is left to choose") {
  three_variables f;
  CHECK(f.terms.if_then_else(true_term, f.a, f.b) == f.a);
  CHECK(f.terms.if_then_else(false_term, f.a, f.b) == f.b);
  CHECK(f.terms.if_then_else(f.c, f.a, f.a) == f.a);
  CHECK(f.terms.if_then_else(f.c, true_term, false_term) == f.c);
  CHECK(f.terms.if_then_else(f.c, false_term, true_term) == f.terms.negate(f.c));
}

TEST_CASE("formula: support names the variables below, for one root and for several") {
  three_variables f;
  const std::array<term, 2> roots{f.terms.negate(f.c), f.terms.at_least(2, {f.a, f.a, f.c})};
  CHECK(support(f.terms, roots[0]) == std::set<variable>{2});
  CHECK(support(f.terms, roots[1]) == std::set<variable>{0, 2});
  CHECK(support(f.terms, std::span<const term>(roots)) == std::set<variable>{0, 2});
  CHECK(support(f.terms, std::span<const term>()).empty());
}

TEST_CASE("formula: many terms stay shared while the arena grows") {
  formula terms;
  std::vector<term> literals;
  for (int i = 0; i < 200; ++i) literals.push_back(terms.literal(terms.add_variable("x")));
  std::vector<term> first;
  for (std::size_t i = 0; i < 200; ++i) first.push_back(terms.disjunction(literals[i], literals[(i * 7 + 1) % 200]));
  const std::size_t count = terms.term_count();
  CHECK(count > 390);
  for (std::size_t i = 0; i < 200; ++i) {
    REQUIRE(terms.disjunction(literals[(i * 7 + 1) % 200], literals[i]) == first[i]);
  }
  CHECK(terms.term_count() == count);
}

TEST_CASE("formula: a deep one is evaluated without recursion") {
  formula terms;
  term chain = terms.literal(terms.add_variable("x"));
  for (int i = 0; i < 50'000; ++i) {
    const term other = terms.literal(terms.add_variable("y"));
    chain = i % 2 == 0 ? terms.conjunction(chain, other) : terms.disjunction(chain, other);
  }
  std::vector<bool> assignment(terms.variable_count(), true);
  CHECK(terms.evaluate(chain, assignment));
  assignment.assign(assignment.size(), false);
  CHECK_FALSE(terms.evaluate(chain, assignment));
  CHECK(support(terms, chain).size() == 50'001);
}

TEST_CASE("formula: simplifying never changes the function") {
  portfit_test::random_numbers random(911);
  for (int round = 0; round < 150; ++round) {
    const auto made = portfit_test::make_random_formula(random, {.variables = 1 + random.below(6), .steps = 14});
    for (std::size_t i = 0; i < made.built.size(); ++i) {
      const term root = made.built[i];
      REQUIRE(truth_table::of_term(made.terms, root) == made.expected[i]);
      const std::size_t bits = random.below(made.expected[i].size());
      REQUIRE(made.terms.evaluate(root, assignment_of(bits, made.terms.variable_count())) == made.expected[i][bits]);
      for (const term child : made.terms.children(root)) REQUIRE(child < root);
    }
  }
}
