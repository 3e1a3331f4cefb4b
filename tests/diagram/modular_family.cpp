#include <portfit/diagram/modular_family.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"
#include "support/rounds.hpp"

#include <portfit/diagram/family.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

using namespace portfit;

TEST_CASE("modular_family: counts by size against trying all sets, whatever the formula") {
  portfit_test::random_numbers random(57);
  for (std::uint64_t round = 0; round < portfit_test::rounds(200, 6000); ++round) {
    const std::size_t variables = 2 + random.below(6);
    const auto made = portfit_test::make_random_formula(
        random, {.variables = variables, .steps = 4 + random.below(16), .monotone = round % 2 == 0});
    std::vector<solution_count> expected;
    const auto sets = made.table().minimal_sets();
    for (const std::vector<variable>& each : sets) {
      if (expected.size() <= each.size()) expected.resize(each.size() + 1);
      expected[each.size()] += 1;
    }
    const modular_formula parts = split_modules(made.terms, made.root());
    const modular_family family = minimal_solutions(parts, compile_modules(parts));
    REQUIRE(family.complete());
    REQUIRE(set_count(family) == solution_count(sets.size()));
    REQUIRE(set_count_by_size(family) == expected);
  }
}

TEST_CASE("modular_family: both routes find the same families") {
  portfit_test::random_numbers random(58);
  for (std::uint64_t round = 0; round < portfit_test::rounds(150, 4000); ++round) {
    const std::size_t variables = 2 + random.below(7);
    const auto made =
        portfit_test::make_random_formula(random, {.variables = variables, .steps = 14, .monotone = true});
    const std::vector<variable> order = portfit_test::random_order(random, variables);
    zbdd_manager families(order);
    const edge direct = solution_compiler(families, made.terms).compile(made.root());
    bdd_manager functions(order);
    const edge function = compile(functions, made.terms, made.root());
    REQUIRE(direct == minimal_solutions(functions, function, families));
    REQUIRE(direct == minimal_solutions(linearize(functions, function), families));
    const auto listed = smallest_sets(families, direct, 10'000);
    REQUIRE(std::set<std::vector<variable>>(listed.begin(), listed.end()) == made.table().minimal_sets());
  }
}

TEST_CASE("modular_family: more sets than anyone could list") {
  formula terms;
  std::vector<term> groups;
  for (int group = 0; group < 40; ++group) {
    std::vector<term> members;
    for (int i = 0; i < 8; ++i) members.push_back(terms.literal(terms.add_variable("x")));
    groups.push_back(terms.at_least(1, members));
  }
  const modular_formula parts = split_modules(terms, terms.conjunction(groups));
  const modular_family family = minimal_solutions(parts, compile_modules(parts));
  CHECK(to_string(set_count(family)) == "1329227995784915872903807060280344576");  // 8^40 = 2^120
  const std::vector<solution_count> sizes = set_count_by_size(family);
  REQUIRE(sizes.size() == 41);
  CHECK(sizes.back() == set_count(family));
  CHECK(std::count(sizes.begin(), sizes.end(), solution_count()) == 40);
}

TEST_CASE("modular_family: without a diagram of the function the direct route is taken, without either there is none") {
  formula terms;
  std::vector<term> x;
  for (int i = 0; i < 4; ++i) x.push_back(terms.literal(terms.add_variable("x")));
  const term votes = terms.at_least(2, x);
  const modular_formula parts = split_modules(terms, votes);
  const modular_diagram nothing = compile_modules(parts, {.nodes = 3});
  REQUIRE(!nothing.complete());
  const modular_family family = minimal_solutions(parts, nothing);
  CHECK(family.modules.back().route == solution_route::direct);
  CHECK(set_count(family) == solution_count(6));
  CHECK(!minimal_solutions(parts, nothing, {.nodes = 3}).complete());
  const modular_formula mixed = split_modules(terms, terms.at_least(2, {x[0], x[1], terms.negate(x[2])}));
  CHECK(!minimal_solutions(mixed, compile_modules(mixed, {.nodes = 3})).complete());
}
