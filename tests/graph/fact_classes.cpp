#include <portfit/graph/fact_classes.hpp>

#include "support/near.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;
using portfit_test::near;

namespace {

constexpr auto no_less_than = comparison::at_least;

fact_declaration of_type(fact_type type, std::vector<std::string> words = {}) {
  fact_declaration declared;
  declared.name = "it";
  declared.type = type;
  declared.words = std::move(words);
  return declared;
}

distribution belief_of(distribution::form form, double low, double likely, double high) {
  distribution belief;
  belief.is = form;
  belief.low = low;
  belief.likely = likely;
  belief.high = high;
  return belief;
}
distribution range(double low, double high) {
  return belief_of(distribution::form::range, low, (low + high) / 2, high);
}
distribution chance(double of_yes) {
  distribution belief;
  belief.is = distribution::form::chance;
  belief.chance = of_yes;
  return belief;
}
distribution weights(std::map<std::string, double> told) {
  distribution belief;
  belief.is = distribution::form::weights;
  belief.weights = std::move(told);
  return belief;
}

const std::vector<fact_change> untouched{fact_change{}};

std::vector<fact_class> classes(const fact_declaration& declared, const distribution& belief,
                                const std::vector<fact_test>& tests,
                                const std::vector<fact_change>& changes = untouched) {
  return classify(declared, belief, tests, changes);
}

std::vector<double> priors(const std::vector<fact_class>& found) {
  std::vector<double> result;
  for (const fact_class& each : found) result.push_back(each.prior);
  return result;
}
std::vector<double> odds(const std::vector<fact_class>& found) {
  std::vector<double> result;
  for (const fact_class& each : found) result.push_back(each.even);
  return result;
}

bool alike(const std::vector<double>& found, const std::vector<double>& expected) {
  if (found.size() != expected.size()) return false;
  for (std::size_t index = 0; index < found.size(); ++index)
    if (!near(found[index], expected[index])) return false;
  return true;
}

const fact_declaration number = of_type(fact_type::quantity);
const fact_declaration flag = of_type(fact_type::yes_no);

}  // namespace

TEST_CASE("a test of a number, by every comparison") {
  const auto holds = [](comparison compares, double value) { return holds_after({compares, 4.0}, value, {}); };
  CHECK(holds(comparison::equal, 4));
  CHECK_FALSE(holds(comparison::equal, 3));
  CHECK(holds(comparison::not_equal, 3));
  CHECK_FALSE(holds(comparison::not_equal, 4));
  CHECK(holds(comparison::at_least, 4));
  CHECK_FALSE(holds(comparison::at_least, 3.9));
  CHECK(holds(comparison::at_most, 4));
  CHECK_FALSE(holds(comparison::at_most, 4.1));
  CHECK(holds(comparison::greater, 4.1));
  CHECK_FALSE(holds(comparison::greater, 4));
  CHECK(holds(comparison::less, 3.9));
  CHECK_FALSE(holds(comparison::less, 4));
  CHECK_FALSE(holds(comparison::includes, 4));
}

TEST_CASE("a test of words and of sets of words") {
  const fact_value red = std::string("red");
  CHECK(holds_after({comparison::equal, red}, red, {}));
  CHECK_FALSE(holds_after({comparison::equal, red}, std::string("blue"), {}));
  CHECK(holds_after({comparison::not_equal, red}, std::string("blue"), {}));
  CHECK_FALSE(holds_after({comparison::not_equal, red}, red, {}));
  const fact_value bands = std::set<std::string>{"lte"};
  CHECK(holds_after({comparison::includes, std::string("lte")}, bands, {}));
  CHECK_FALSE(holds_after({comparison::includes, std::string("5g")}, bands, {}));
  fact_change more;
  more.included = {"5g"};
  CHECK(holds_after({comparison::includes, std::string("5g")}, bands, more));
}

TEST_CASE("changes apply in their order: assigned, lifted, added, broken") {
  fact_change change;
  const auto after = [&](double given) {  // the value that comes out, found by its tests
    for (int value = 0; value <= 20; ++value)
      if (holds_after({comparison::equal, static_cast<double>(value)}, given, change)) return value;
    return -1;
  };
  change.lift = 5;
  CHECK(after(3) == 5);
  CHECK(after(7) == 7);
  change.set = 4.0;
  CHECK(after(7) == 5);
  change.add = 2;
  CHECK(after(7) == 7);
  change.lift.reset();
  CHECK(after(7) == 6);
  change = {};
  change.lift = 5;
  change.broken = true;
  CHECK(after(9) == 0);
}

TEST_CASE("yes or no: both with their chance, alike where there is none, one where it is certain") {
  const std::vector<fact_test> asked{{comparison::equal, 1.0}};
  const auto believed = classes(flag, chance(0.3), asked);
  CHECK(alike(priors(believed), {0.3, 0.7}));
  CHECK(believed[0].text == "yes");
  CHECK(std::get<double>(believed[0].example) == 1);
  CHECK(alike(odds(classes(flag, {}, asked)), {0.5, 0.5}));
  const auto certain = classes(flag, chance(1), asked);
  REQUIRE(certain.size() == 1);
  CHECK(certain[0].text == "yes");
  REQUIRE(classes(flag, chance(0), asked).size() == 1);
  CHECK(classes(flag, chance(0), asked)[0].text == "no");
}

TEST_CASE("a number of which nothing is known: the thresholds cut it, every class counts alike, the best first") {
  const auto found = classes(number, {}, {{no_less_than, 2.0}, {no_less_than, 4.0}});
  CHECK(alike(odds(found), {1.0 / 3, 1.0 / 3, 1.0 / 3}));
  CHECK(std::get<double>(found[0].example) >= 4);
  CHECK(std::get<double>(found[1].example) >= 2);
  CHECK(std::get<double>(found[1].example) < 4);
  CHECK(std::get<double>(found[2].example) < 2);
}

TEST_CASE("of an amount of which nothing is known there is no less than nothing, of a share no more than the whole") {
  fact_declaration amount = number;
  for (const char* const unit : {"GiB", "months", "percent"}) {
    CAPTURE(unit);
    amount.unit = unit;
    CHECK(classes(amount, {}, {{no_less_than, 0.0}}).size() == 1);
    CHECK(classes(amount, {}, {{comparison::greater, 0.0}}).size() == 2);
    CHECK(classes(amount, {}, {{comparison::less, 0.0}}).size() == 1);
    for (const fact_class& each : classes(amount, {}, {{no_less_than, 0.5}, {comparison::equal, 0.25}}))
      CHECK(std::get<double>(each.example) >= 0);
  }
  amount.unit = "percent";
  CHECK(classes(amount, {}, {{comparison::greater, 1.0}}).size() == 1);
  CHECK(classes(amount, {}, {{no_less_than, 1.0}}).size() == 2);
  for (const char* const unit : {"number", "mV"}) {
    amount.unit = unit;
    CHECK(classes(amount, {}, {{no_less_than, 0.0}}).size() == 2);
  }
  const fact_declaration price = of_type(fact_type::money);
  CHECK(classes(price, {}, {{no_less_than, 0.0}}).size() == 1);
  CHECK(classes(of_type(fact_type::date), {}, {{no_less_than, 0.0}}).size() == 2);
  CHECK(classes(of_type(fact_type::version), {}, {{no_less_than, 0.0}}).size() == 2);
}

TEST_CASE("what remedies add may lead below nothing") {
  fact_declaration price = of_type(fact_type::money);
  fact_change rebate;
  rebate.add = -100;
  const auto found = classes(price, {}, {{comparison::at_most, 0.0}}, {fact_change{}, rebate});
  CHECK(found.size() == 3);  // more than 100, up to 100, nothing
  rebate.add = 100;          // and what is raised is at least so much
  CHECK(classes(price, {}, {{no_less_than, 100.0}}, {rebate}).size() == 1);
}

TEST_CASE("a bare range counts uniformly, and what every value meets does not cut it") {
  const auto found = classes(number, range(2, 6), {{no_less_than, 2.0}, {no_less_than, 5.0}});
  CHECK(alike(odds(found), {0.25, 0.75}));
  CHECK(classes(number, range(2, 6), {{no_less_than, 1.0}, {no_less_than, 7.0}}).size() == 1);
}

TEST_CASE("an end of a bare range is possible although it has no weight, a number beyond it is not") {
  const auto found = classes(number, range(2, 6), {{no_less_than, 6.0}});
  CHECK(alike(odds(found), {0, 1}));
  const auto exact = classes(number, range(2, 6), {{comparison::equal, 3.0}});
  CHECK(alike(odds(exact), {1, 0}));
  CHECK(classes(number, range(2, 6), {{comparison::greater, 6.0}}).size() == 1);
  CHECK(classes(number, range(4, 4), {{no_less_than, 4.0}, {no_less_than, 5.0}}).size() == 1);
}

TEST_CASE("low..likely..high is a triangle, whose ends have no chance") {
  const distribution belief = belief_of(distribution::form::triangular, 0, 4, 6);
  CHECK(alike(priors(classes(number, belief, {{no_less_than, 4.0}})), {1.0 / 3, 2.0 / 3}));
  CHECK(alike(priors(classes(number, belief, {{no_less_than, 2.0}})), {5.0 / 6, 1.0 / 6}));
  CHECK(alike(priors(classes(number, belief, {{no_less_than, 5.0}})), {1.0 / 12, 11.0 / 12}));
  CHECK(alike(priors(classes(number, belief, {{no_less_than, 6.0}})), {1}));
  const distribution rising = belief_of(distribution::form::triangular, 0, 6, 6);
  CHECK(alike(priors(classes(number, rising, {{no_less_than, 3.0}})), {0.75, 0.25}));
}

TEST_CASE("words: by weight, or alike; classes nobody tells apart are one, of those no prior allows none is left") {
  const fact_declaration colour = of_type(fact_type::word, {"red", "green", "blue"});
  const std::vector<fact_test> asked{{comparison::equal, std::string("red")}};
  const auto believed = classes(colour, weights({{"red", 0.25}, {"blue", 0.75}}), asked);
  REQUIRE(believed.size() == 2);
  CHECK(believed[0].text == "blue");
  CHECK(alike(priors(believed), {0.75, 0.25}));
  const auto open = classes(colour, {}, asked);
  REQUIRE(open.size() == 2);
  CHECK(open[0].text == "blue or green");
  CHECK(alike(odds(open), {0.5, 0.5}));
}

TEST_CASE("words nobody declared: those asked about, and another") {
  const fact_declaration owner = of_type(fact_type::word);
  const auto found =
      classes(owner, {}, {{comparison::equal, std::string("amazon")}, {comparison::equal, std::string("acme")}});
  REQUIRE(found.size() == 3);
  CHECK(found[0].text == "another");
  CHECK(found[1].text == "acme");
  CHECK(alike(odds(found), {1.0 / 3, 1.0 / 3, 1.0 / 3}));
}

TEST_CASE("ordered words: by name where weighed, by place where there is a range") {
  const fact_declaration camera = of_type(fact_type::ordered_words, {"none", "photo", "video"});
  const std::vector<fact_test> asked{{no_less_than, 1.0}};
  const auto believed = classes(camera, weights({{"none", 0.5}, {"photo", 0.3}, {"video", 0.2}}), asked);
  CHECK(alike(priors(believed), {0.5, 0.5}));
  CHECK(believed[0].text == "video or photo");
  CHECK(classes(camera, range(1, 2), asked).size() == 1);
  CHECK(alike(odds(classes(camera, {}, asked)), {0.5, 0.5}));
}

TEST_CASE("a condition that does not matter cuts finer but does not change the odds of the others") {
  const auto found = classes(number, {}, {{no_less_than, 2.0, true}, {no_less_than, 4.0, false}});
  CHECK(alike(odds(found), {0.25, 0.25, 0.5}));
}

TEST_CASE("what remedies add moves the cuts, what they lift or break merges classes only if it always happens") {
  fact_change dearer;
  dearer.add = 1;
  const auto found = classes(number, range(0, 8), {{no_less_than, 4.0}}, {fact_change{}, dearer});
  CHECK(alike(odds(found), {0.5, 0.125, 0.375}));  // 4..8, 3..4, 0..3
  fact_change lifted;
  lifted.lift = 4;
  CHECK(classes(number, range(0, 8), {{no_less_than, 4.0}}, {fact_change{}, lifted}).size() == 2);
  CHECK(classes(number, range(0, 8), {{no_less_than, 4.0}}, {lifted}).size() == 1);
}

TEST_CASE("no condition, one class") {
  CHECK(alike(odds(classes(flag, {}, {})), {1}));
  CHECK(alike(priors(classes(flag, chance(0.3), {})), {1}));
  CHECK(alike(odds(classes(number, range(2, 6), {})), {1}));
}
