#include <portfit/search/expectation_ends.hpp>

#include "support/near.hpp"
#include "support/random_formula.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/order.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

using namespace portfit;
using portfit_test::near;
using portfit_test::truth_table;

namespace {

/// Min or max, over the variables below `settled`, of the mean of a table over the others.
interval by_enumeration(const truth_table& table, std::size_t variables, std::size_t settled,
                        const std::vector<double>& weight) {
  interval result{2, -1, true};
  for (std::size_t choice = 0; choice < std::size_t{1} << settled; ++choice) {
    truth_table fixed = table;
    for (variable each = 0; each < settled; ++each) fixed = fixed.restricted(each, (choice >> each & 1U) != 0);
    const double mean =
        fixed.probability(std::vector<double>(weight.begin(), weight.begin() + static_cast<std::ptrdiff_t>(variables)));
    result.low = (std::min)(result.low, mean);
    result.high = (std::max)(result.high, mean);
  }
  return result;
}

/// Variables 0 and 1 are settled first, 2 and 3 are drawn.
struct four_variables {
  bdd_manager diagrams{{2, 0, 3, 1}};
  std::vector<char> settled{1, 1, 0, 0};
  std::vector<double> weight{0.5, 0.5, 0.3, 0.6};
};

}  // namespace

TEST_CASE("ends: the worst case stands outside the mean, whatever the order of variables") {
  four_variables four;
  bdd_manager& d = four.diagrams;
  // Right if the settled variable guesses what is drawn: no guess is always right or always wrong.
  const edge guess = d.if_then_else(d.literal(0), d.literal(2), d.negate(d.literal(2)));
  settled_expectation look(d, four.settled, four.weight);
  const interval found = look.ends(guess);
  CHECK(near(found.low, 0.3));
  CHECK(near(found.high, 0.7));
  CHECK(found.exact);
}

TEST_CASE("ends: without branching left a mixed variable is bounded from outside, which is told") {
  four_variables four;
  bdd_manager& d = four.diagrams;
  const edge guess = d.if_then_else(d.literal(0), d.literal(2), d.negate(d.literal(2)));
  settled_expectation look(d, four.settled, four.weight, 0);
  const interval found = look.ends(guess);
  CHECK(found.low == 0);
  CHECK(found.high == 1);
  CHECK_FALSE(found.exact);
}

TEST_CASE("ends: monotone variables need no branching") {
  four_variables four;
  bdd_manager& d = four.diagrams;
  const edge either =
      d.disjunction(d.conjunction(d.literal(0), d.literal(2)), d.conjunction(d.negate(d.literal(1)), d.literal(3)));
  settled_expectation look(d, four.settled, four.weight, 0);
  const interval found = look.ends(either);
  CHECK(found.low == 0);
  CHECK(near(found.high, 1 - 0.7 * 0.4));
  CHECK(found.exact);
}

TEST_CASE("ends: constants and what rests on no settled variable") {
  four_variables four;
  settled_expectation look(four.diagrams, four.settled, four.weight);
  CHECK(look.low(bdd_manager::true_edge) == 1);
  CHECK(look.high(bdd_manager::false_edge) == 0);
  CHECK(near(look.low(four.diagrams.literal(3)), 0.6));
  CHECK(near(look.high(four.diagrams.literal(3)), 0.6));
  CHECK(look.exact());
}

TEST_CASE("ends: what could not be built may be anything") {
  four_variables four;
  settled_expectation look(four.diagrams, four.settled, four.weight);
  CHECK(look.low(bdd_manager::no_edge) == 0);
  CHECK(look.high(bdd_manager::no_edge) == 1);
  CHECK_FALSE(look.exact());
}

TEST_CASE("ends: summands share their variables") {
  four_variables four;
  bdd_manager& d = four.diagrams;
  const std::vector<weighted_edge> sum{{d.literal(0), 10}, {d.negate(d.literal(0)), 4}, {d.literal(2), -1}};
  settled_expectation look(d, four.settled, four.weight);
  CHECK(near(look.low(sum), 4 - 0.3));
  CHECK(near(look.high(sum), 10 - 0.3));
  CHECK(look.exact());
  CHECK(look.low(std::vector<weighted_edge>{}) == 0);
}

TEST_CASE("ends: summands taken apart when branching ends lie outside the true ends") {
  four_variables four;
  bdd_manager& d = four.diagrams;
  const std::vector<weighted_edge> sum{{d.literal(0), 10}, {d.negate(d.literal(0)), 4}, {d.literal(1), -2}};
  settled_expectation look(d, four.settled, four.weight, 0);
  CHECK(look.low(sum) <= 2);
  CHECK(look.high(sum) >= 10);
  CHECK_FALSE(look.exact());
}

TEST_CASE("ends: random functions of six variables, three of them settled, agree with enumeration") {
  const std::vector<double> weight{0.5, 0.5, 0.5, 0.2, 0.7, 0.45};
  const std::vector<char> settled{1, 1, 1, 0, 0, 0};
  portfit_test::random_numbers random(5);
  for (int round = 0; round < 300; ++round) {
    CAPTURE(round);
    const portfit_test::random_formula made = portfit_test::make_random_formula(random, {});
    bdd_manager diagrams({5, 2, 4, 0, 3, 1});
    compiler compile(diagrams, made.terms);
    const edge function = compile.compile(made.root());
    settled_expectation look(diagrams, settled, weight);
    const interval found = look.ends(function);
    const interval expected = by_enumeration(made.table(), 6, 3, weight);
    CHECK(near(found.low, expected.low));
    CHECK(near(found.high, expected.high));
    settled_expectation outer(diagrams, settled, weight, 0);
    const interval rough = outer.ends(function);
    CHECK(rough.low <= found.low + 1e-12);
    CHECK(rough.high >= found.high - 1e-12);
    if (rough.exact) CHECK(near(rough.low, found.low));
  }
}
