#include <portfit/search/importance.hpp>

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/fold.hpp>

#include "support/near.hpp"
#include "support/random_formula.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

using namespace portfit;

TEST_CASE("importance: two in a row and two side by side, by hand") {
  // L = .9 x (1 - .5 x .2): in a row with two side by side
  const double likelihood = 0.9 * (1 - 0.5 * 0.2);
  const importance row = importance_of(likelihood, 0.9, 0.9);
  CHECK(portfit_test::near(row.birnbaum(), 0.9));
  CHECK(portfit_test::near(row.certain, 0.9));
  CHECK(portfit_test::near(row.impossible, 0));
  CHECK(portfit_test::near(*row.risk_achievement(), 1 / 0.19));
  CHECK(portfit_test::near(*row.risk_reduction(), 0.19 / 0.1));
  CHECK(portfit_test::near(*row.fussell_vesely(), 1 - 0.1 / 0.19));
  CHECK(portfit_test::near(*row.fussell_vesely(), row.birnbaum() * (1 - 0.9) / 0.19));  // criticality
  const importance side = importance_of(likelihood, 0.5, 0.9 * 0.2);
  CHECK(portfit_test::near(side.certain, 0.9));
  CHECK(portfit_test::near(side.impossible, 0.9 * 0.8));
  CHECK(portfit_test::near(*side.risk_achievement(), 0.28 / 0.19));
}

TEST_CASE("importance: its limits") {
  const importance nothing_fails{1, 1, 0.5};
  CHECK(nothing_fails.birnbaum() == 0.5);
  CHECK_FALSE(nothing_fails.risk_achievement());
  CHECK_FALSE(nothing_fails.risk_reduction());
  CHECK_FALSE(nothing_fails.fussell_vesely());
  const importance nothing_left{0.7, 1, 0};  // the event alone decides
  CHECK(std::isinf(*nothing_left.risk_reduction()));
  CHECK(*nothing_left.fussell_vesely() == 1);
  const importance sure = importance_of(0.8, 1, 0.8);  // p = 1
  CHECK(*sure.risk_reduction() == 1);
  CHECK(*sure.fussell_vesely() == 0);
  CHECK(portfit_test::near(*sure.risk_achievement(), 5));
  CHECK(portfit_test::near(sure.birnbaum(), 0.8));
  const importance never = importance_of(0.2, 0, 0.5);  // p = 0
  CHECK(*never.risk_achievement() == 1);
  CHECK(portfit_test::near(*never.risk_reduction(), 0.8 / 0.3));
  const importance hurts = importance_of(0.7, 0.3, -1);
  CHECK(portfit_test::near(hurts.birnbaum(), -1));
  CHECK(*hurts.risk_achievement() < 1);
  CHECK(*hurts.risk_reduction() < 1);
  CHECK(*hurts.fussell_vesely() < 0);
  const importance rounded = importance_of(1 - 1e-16, 0.5, 1e-16);
  CHECK_FALSE(rounded.risk_achievement());
  CHECK(importance_of(0.1, 0.5, 1).impossible == 0);  // never outside 0 to 1, whatever rounding does
}

TEST_CASE("chain: means by class, also of classes without weight; behind a sure class nothing is said") {
  const std::vector<variable> chain{0, 1};
  // classes .5, .25, .25 with means 8, 4, 0: slopes by w1 = 8 - 2, by w2 = .5 (4 - 0)
  const auto found = chain_means(chain, std::vector<double>{0.5, 0.5}, 5, std::vector<double>{6, 2});
  REQUIRE(found.size() == 3);
  CHECK(portfit_test::near(*found[0], 8));
  CHECK(portfit_test::near(*found[1], 4));
  CHECK(portfit_test::near(*found[2], 0));
  const auto weightless = chain_means(chain, std::vector<double>{0, 0.5}, 2, std::vector<double>{6, 4});
  CHECK(portfit_test::near(*weightless[0], 8));
  CHECK(portfit_test::near(*weightless[1], 4));
  const auto sure = chain_means(chain, std::vector<double>{1, 0.5}, 8, std::vector<double>{6, 0});
  CHECK(portfit_test::near(*sure[0], 8));
  CHECK_FALSE(sure[1]);
  CHECK_FALSE(sure[2]);
  CHECK(*chain_means({}, {}, 3, {}).front() == 3);
}

TEST_CASE(
    "chain: of random functions of a fact of four classes, means from one gradient are those of each class made "
    "certain") {
  portfit_test::random_numbers random(11);
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    formula terms;
    std::vector<term> literals;
    for (int v = 0; v < 5; ++v) literals.push_back(terms.literal(terms.add_variable("x")));
    // classes of the chain 0, 1, 2; a random function of them and of two more variables
    std::vector<term> classes;
    term before = true_term;
    for (int v = 0; v < 3; ++v) {
      classes.push_back(terms.conjunction(before, literals[static_cast<std::size_t>(v)]));
      before = terms.conjunction(before, terms.negate(literals[static_cast<std::size_t>(v)]));
    }
    classes.push_back(before);
    std::vector<term> ways;
    for (const term each : classes) {
      const term a = random.below(2) == 0 ? literals[3] : terms.negate(literals[3]);
      const term b = random.below(2) == 0 ? literals[4] : terms.negate(literals[4]);
      ways.push_back(terms.conjunction(each, random.below(2) == 0 ? terms.conjunction(a, b) : terms.disjunction(a, b)));
    }
    bdd_manager manager(portfit_test::random_order(random, 5));
    const edge root = compile(manager, terms, terms.disjunction(ways));
    std::vector<double> chances;
    for (int v = 0; v < 5; ++v) chances.push_back(random.below(5) == 0 ? 0.0 : 0.9 * random.unit());
    const probability_gradient found = gradient_of(manager, root, chances);
    const auto means = chain_means(std::vector<variable>{0, 1, 2}, chances, found.value, found.slope);
    for (std::size_t which = 0; which < 4; ++which) {
      std::map<variable, bool> values;
      for (variable v = 0; v < 3 && v <= which; ++v) values[v] = v == which;
      REQUIRE(means[which]);
      CHECK(portfit_test::near(*means[which], probability_of(manager, manager.restrict(root, values), chances)));
    }
  }
}
