#include <portfit/diagram/modular.hpp>

#include <doctest/doctest.h>

#include "support/random_circuit.hpp"
#include "support/random_formula.hpp"
#include "support/rounds.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace portfit;

TEST_CASE("modular: probability and slopes against trying all assignments") {
  portfit_test::random_numbers random(31);
  for (std::uint64_t round = 0; round < portfit_test::rounds(150, 5000); ++round) {
    const std::size_t variables = 2 + random.below(6);
    const auto made =
        portfit_test::make_random_formula(random, {.variables = variables, .steps = 4 + random.below(14)});
    std::vector<double> chances;
    for (std::size_t v = 0; v < variables; ++v) chances.push_back(random.below(9) == 0 ? 1.0 : random.unit());
    const modular_diagram diagram = compile_modules(split_modules(made.terms, made.root()));
    REQUIRE(diagram.complete());
    REQUIRE(probability_of(diagram, chances) == doctest::Approx(made.table().probability(chances)).epsilon(1e-12));
    const probability_gradient gradient = gradient_of(diagram, chances);
    REQUIRE(gradient.value == doctest::Approx(made.table().probability(chances)).epsilon(1e-12));
    REQUIRE(gradient.slope.size() == variables);
    for (variable v = 0; v < variables; ++v) {  // requantified, so that no sign can be lost
      std::vector<double> given = chances;
      given[v] = 1;
      const double certain = made.table().probability(given);
      given[v] = 0;
      const double impossible = made.table().probability(given);
      REQUIRE(gradient.slope[v] == doctest::Approx(certain - impossible).epsilon(1e-9));
    }
  }
}

TEST_CASE("modular: thirty votes that share nothing stay thirty small diagrams") {
  formula terms;
  std::vector<term> groups;
  for (int group = 0; group < 30; ++group) {
    std::vector<term> members;
    for (int i = 0; i < 7; ++i) members.push_back(terms.literal(terms.add_variable("x")));
    groups.push_back(terms.at_least(4, members));
  }
  const modular_diagram diagram = compile_modules(split_modules(terms, terms.at_least(15, groups)));
  CHECK(diagram.modules.size() == 31);
  CHECK(diagram.size() == 30 * 16 + 15 * 16);
  CHECK(probability_of(diagram, std::vector<double>(210, 0.5)) == doctest::Approx(0.5722322241).epsilon(1e-9));
}

TEST_CASE("modular: a limit leaves modules incomplete, the same ones every time") {
  const auto made = portfit_test::make_random_circuit(30, 8);
  const modular_formula parts = split_modules(made.terms, made.root, {.simplify = false, .split = false});
  const modular_diagram whole = compile_modules(parts);
  REQUIRE(whole.complete());
  REQUIRE(whole.size() > 30);
  for (std::size_t steps = 0; steps < 2000; steps += 37) {
    const modular_diagram once = compile_modules(parts, {.steps = steps});
    const modular_diagram again = compile_modules(parts, {.steps = steps});
    REQUIRE(once.complete() == again.complete());
    REQUIRE(once.size() == again.size());
    if (once.complete()) REQUIRE(once.modules.back().heuristic == again.modules.back().heuristic);
  }
  CHECK(!compile_modules(parts, {.nodes = 4}).complete());
  CHECK(!compile_modules(parts, {.steps = 3}).complete());
  CHECK(!compile_modules(parts, {.bytes = 64}).complete());
}

TEST_CASE("modular: circuits too wide for truth tables, against one diagram of the whole") {
  for (std::uint64_t seed = 0; seed < portfit_test::rounds(20, 400); ++seed) {
    const std::size_t variables = 12 + seed * 2 % 50;
    const auto made = portfit_test::make_random_circuit(variables, seed);
    portfit_test::random_numbers random(seed);
    std::vector<double> chances;
    for (std::size_t v = 0; v < variables; ++v) chances.push_back(random.unit() * 0.2);
    const std::vector<term> roots{made.root};
    bdd_manager functions(depth_first_order(made.terms, roots));
    const edge root = compile(functions, made.terms, made.root);
    const modular_diagram diagram = compile_modules(split_modules(made.terms, made.root));
    const probability_gradient expected = gradient_of(functions, root, chances);
    const probability_gradient found = gradient_of(diagram, chances);
    REQUIRE(found.value == doctest::Approx(expected.value).epsilon(1e-10));
    for (std::size_t v = 0; v < variables; ++v) {
      REQUIRE(found.slope[v] == doctest::Approx(expected.slope[v]).epsilon(1e-9));
    }
  }
}
