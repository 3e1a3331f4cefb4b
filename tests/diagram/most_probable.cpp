#include <portfit/diagram/most_probable.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"
#include "support/rounds.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

using namespace portfit;

TEST_CASE("most_probable: against sorting all sets") {
  portfit_test::random_numbers random(81);
  for (std::uint64_t round = 0; round < portfit_test::rounds(150, 4000); ++round) {
    const std::size_t variables = 2 + random.below(7);
    const auto made = portfit_test::make_random_formula(
        random, {.variables = variables, .steps = 4 + random.below(16), .monotone = round % 3 != 0});
    std::vector<double> chances;
    for (std::size_t v = 0; v < variables; ++v) chances.push_back(round % 5 == 0 ? 0.5 : random.unit());
    std::vector<double> expected;
    const auto sets = made.table().minimal_sets();
    for (const auto& each : sets) {
      double product = 1;
      for (const variable which : each) product *= chances[which];
      expected.push_back(product);
    }
    std::sort(expected.rbegin(), expected.rend());
    const modular_formula parts = split_modules(made.terms, made.root());
    const modular_family family = minimal_solutions(parts, compile_modules(parts));
    for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{3}, std::size_t{1000}}) {
      const std::vector<probable_set> found = most_probable(family, chances, limit);
      REQUIRE(found.size() == (std::min)(limit, expected.size()));
      std::set<std::vector<variable>> seen;
      for (std::size_t i = 0; i < found.size(); ++i) {
        REQUIRE(found[i].chance == doctest::Approx(expected[i]).epsilon(1e-12));
        REQUIRE(sets.count(found[i].members) == 1);
        REQUIRE(seen.insert(found[i].members).second);
        double product = 1;
        for (const variable which : found[i].members) product *= chances[which];
        REQUIRE(found[i].chance == doctest::Approx(product).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("most_probable: the first of 2^120 sets") {
  formula terms;
  std::vector<term> groups;
  std::vector<double> chances;
  for (int group = 0; group < 40; ++group) {
    std::vector<term> members;
    for (int i = 0; i < 8; ++i) {
      members.push_back(terms.literal(terms.add_variable("x")));
      chances.push_back(0.5 / (i + 1));
    }
    groups.push_back(terms.disjunction(members));
  }
  const modular_formula parts = split_modules(terms, terms.conjunction(groups));
  const auto found = most_probable(minimal_solutions(parts, compile_modules(parts)), chances, 100);
  REQUIRE(found.size() == 100);
  CHECK(found[0].chance == doctest::Approx(0x1p-40));
  for (std::size_t i = 1; i <= 40; ++i) CHECK(found[i].chance == doctest::Approx(0x1p-41));  // one second choice
  CHECK(found[41].chance == doctest::Approx(0x1p-40 / 3));                                   // one third choice
}
