#include <portfit/formula/modules.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"
#include "support/rounds.hpp"
#include "support/truth_table.hpp"

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

using namespace portfit;

namespace {

/// Whether a formula cut into modules holds, module by module.
bool modules_hold(const modular_formula& parts, std::size_t assignment) {
  std::vector<bool> value;
  for (std::size_t v = 0; v < parts.variables; ++v) value.push_back((assignment >> v & 1U) != 0);
  for (const formula_module& each : parts.modules) {
    std::vector<bool> inputs;
    for (const variable which : each.inputs) inputs.push_back(value[which]);
    value.push_back(each.terms.evaluate(each.root, inputs));
  }
  return value.back();
}

portfit_test::truth_table table_of_modules(const modular_formula& parts) {
  return portfit_test::truth_table::from(parts.variables, [&](std::size_t a) { return modules_hold(parts, a); });
}

std::size_t operands_of(const modular_formula& parts) {
  std::size_t sum = 0;
  for (const formula_module& each : parts.modules) {
    for (term which = 2; which < each.terms.term_count(); ++which) sum += each.terms.children(which).size();
  }
  return sum;
}

}  // namespace

TEST_CASE("modules: a tree is cut at every gate, and each variable stands in one module") {
  formula terms;
  std::vector<term> x;
  for (int i = 0; i < 6; ++i) x.push_back(terms.literal(terms.add_variable("x")));
  const term pair = terms.conjunction(x[0], x[1]);
  const term votes = terms.at_least(2, {x[2], x[3], x[4]});
  const modular_formula parts = split_modules(terms, terms.disjunction({pair, terms.conjunction(votes, x[5])}));
  CHECK(parts.variables == 6);
  CHECK(parts.modules.size() == 4);
  CHECK(parts.modules.back().inputs.size() == 2);
  std::set<variable> seen;
  for (const formula_module& each : parts.modules) {
    for (const variable which : each.inputs) CHECK(seen.insert(which).second);
  }
  CHECK(seen.size() == 6 + 3);
}

TEST_CASE("modules: shared parts are simplified away") {
  formula terms;
  const term a = terms.literal(terms.add_variable("a"));
  const term b = terms.literal(terms.add_variable("b"));
  const term c = terms.literal(terms.add_variable("c"));
  SUBCASE("absorption") {
    const modular_formula parts =
        split_modules(terms, terms.conjunction(a, terms.disjunction(terms.conjunction(a, b), c)));
    // a & (b | c)
    CHECK(operands_of(parts) == 4);
  }
  SUBCASE("absorption of the whole") {
    const modular_formula parts = split_modules(terms, terms.conjunction(a, terms.disjunction(a, b)));
    CHECK(operands_of(parts) == 0);
    CHECK(parts.modules.back().inputs == std::vector<variable>{0});
  }
  SUBCASE("factoring") {
    const modular_formula parts =
        split_modules(terms, terms.disjunction(terms.conjunction(a, b), terms.conjunction(a, c)));
    CHECK(operands_of(parts) == 4);
    CHECK(parts.modules.size() == 2);
  }
  SUBCASE("companions") {
    const term d = terms.literal(terms.add_variable("d"));
    const term first = terms.disjunction({a, b, c});
    const term second = terms.at_least(2, {terms.disjunction({a, b, d}), c, d});
    const modular_formula parts = split_modules(terms, terms.conjunction(first, second));
    CHECK(parts.modules.size() == 2);
    CHECK(parts.modules.front().inputs == std::vector<variable>{0, 1});
  }
}

TEST_CASE("modules: constants") {
  formula terms;
  terms.add_variable("x");
  for (const term each : {false_term, true_term}) {
    const modular_formula parts = split_modules(terms, each);
    REQUIRE(parts.modules.size() == 1);
    CHECK(parts.modules.back().root == each);
    CHECK(parts.modules.back().inputs.empty());
  }
}

TEST_CASE("modules: the function stays what it was, and no part holds when nothing does") {
  portfit_test::random_numbers random(4711);
  for (std::uint64_t round = 0; round < portfit_test::rounds(300, 20'000); ++round) {
    const std::size_t variables = 2 + random.below(7);
    const auto made = portfit_test::make_random_formula(
        random, {.variables = variables, .steps = 4 + random.below(16), .monotone = round % 3 == 0});
    for (const bool simplify : {true, false}) {
      const modular_formula parts =
          split_modules(made.terms, made.root(), {.simplify = simplify, .split = round % 5 != 0});
      REQUIRE(table_of_modules(parts) == made.table());
      std::set<variable> seen;
      std::vector<bool> nothing(parts.variables + parts.modules.size());
      for (std::size_t i = 0; i < parts.modules.size(); ++i) {
        const formula_module& each = parts.modules[i];
        REQUIRE(each.inputs.size() == each.terms.variable_count());
        for (const variable which : each.inputs) {
          REQUIRE(which < parts.variables + i);
          REQUIRE(seen.insert(which).second);
        }
        if (i + 1 < parts.modules.size()) REQUIRE(!each.terms.evaluate(each.root, nothing));
      }
    }
  }
}
