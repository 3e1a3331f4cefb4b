#include <portfit/diagram/prime_implicants.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"
#include "support/rounds.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/family.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

/// Quine and McCluskey: cubes as (variables fixed, their values) that hold throughout, merged two by two; what never merges is
/// prime.
std::set<std::vector<variable>> merged_primes(const portfit_test::truth_table& table, std::size_t variables) {
  using cube = std::pair<std::size_t, std::size_t>;
  std::set<cube> cubes;
  for (std::size_t a = 0; a < table.size(); ++a) {
    if (table[a]) cubes.insert({table.size() - 1, a});
  }
  std::set<std::vector<variable>> primes;
  while (!cubes.empty()) {
    std::set<cube> wider;
    for (const auto& [fixed, values] : cubes) {
      bool merged = false;
      for (std::size_t v = 0; v < variables; ++v) {
        const std::size_t bit = std::size_t{1} << v;
        if ((fixed & bit) == 0 || cubes.count({fixed, values ^ bit}) == 0) continue;
        wider.insert({fixed & ~bit, values & ~bit});
        merged = true;
      }
      if (merged) continue;
      std::vector<variable> literals;
      for (variable v = 0; v < variables; ++v) {
        if ((fixed >> v & 1U) != 0) literals.push_back(signed_variable(v, (values >> v & 1U) != 0));
      }
      primes.insert(literals);
    }
    cubes = std::move(wider);
  }
  return primes;
}

}  // namespace

TEST_CASE("prime_implicants: against Quine and McCluskey, as one diagram and by modules") {
  portfit_test::random_numbers random(71);
  for (std::uint64_t round = 0; round < portfit_test::rounds(120, 4000); ++round) {
    const std::size_t variables = 2 + random.below(5);
    const auto made = portfit_test::make_random_formula(
        random, {.variables = variables, .steps = 4 + random.below(14), .monotone = round % 4 == 0});
    const auto expected = merged_primes(made.table(), variables);
    const std::vector<variable> order = portfit_test::random_order(random, variables);
    bdd_manager functions(order);
    zbdd_manager families(signed_order(order));
    const edge root = prime_implicants(functions, compile(functions, made.terms, made.root()), families);
    const auto listed = smallest_sets(families, root, 100'000);
    REQUIRE(std::set<std::vector<variable>>(listed.begin(), listed.end()) == expected);
    REQUIRE(listed.size() == expected.size());

    const modular_family modular = prime_implicants(compile_modules(split_modules(made.terms, made.root())));
    REQUIRE(modular.complete());
    REQUIRE(set_count(modular) == solution_count(expected.size()));
    std::vector<solution_count> sizes;
    for (const auto& each : expected) {
      if (sizes.size() <= each.size()) sizes.resize(each.size() + 1);
      sizes[each.size()] += 1;
    }
    REQUIRE(set_count_by_size(modular) == sizes);
  }
}

TEST_CASE("prime_implicants: an exclusive or of n has 2^(n - 1), and a limit is told") {
  formula terms;
  term odd = false_term;
  for (int i = 0; i < 20; ++i) {
    const term next = terms.literal(terms.add_variable("x"));
    odd = terms.if_then_else(next, terms.negate(odd), odd);
  }
  const modular_diagram diagram = compile_modules(split_modules(terms, odd));
  CHECK(set_count(prime_implicants(diagram)) == solution_count(524'288));
  const modular_formula whole = split_modules(terms, odd, {.simplify = false, .split = false});
  CHECK(set_count(prime_implicants(compile_modules(whole))) == solution_count(524'288));
  CHECK(!prime_implicants(compile_modules(whole), {.nodes = 20}).complete());
}
