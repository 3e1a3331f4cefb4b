#include "support/oracle.hpp"

#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

// Each clause of the design that a brute force could still get wrong, by a case small enough to be worked out in the head.

using namespace portfit_test;
using portfit::comparison;
using portfit::estimate;
using kind = portfit::effect::kind;
using operation = portfit::expression::operation;
using strings = std::vector<std::string>;

namespace {

/// A catalog whose one must is `need`, over flags a..e that are no, and a quantity, a word and ordered words nobody knows.
portfit::catalog asking(portfit::expression need) {
  portfit::catalog book = bare_catalog();
  for (const char* const name : {"a", "b", "c", "d", "e"}) {
    declare_yes_no(book, name);
    book.facts[name].default_value = 0.0;
  }
  book.facts["size"].name = "size";
  book.facts["size"].type = portfit::fact_type::quantity;
  book.facts["colour"].name = "colour";
  book.facts["colour"].type = portfit::fact_type::word;
  book.facts["colour"].words = {"red", "green", "blue", "black"};
  book.facts["level"].name = "level";
  book.facts["level"].type = portfit::fact_type::ordered_words;
  book.facts["level"].words = {"none", "weak", "good", "best"};
  book.systems["os1"].asks = {must("need", std::move(need))};
  return book;
}

portfit::fact_table& facts(portfit::catalog& book) { return book.devices["d1"].facts; }

portfit::remedy& add(portfit::catalog& book, const std::string& id, std::vector<portfit::effect> effects) {
  portfit::remedy& work = book.remedies[id];
  work.id = id;
  work.effects = std::move(effects);
  return work;
}

oracle_result ask(const portfit::catalog& book, const oracle_options& options = {}) {
  return enumerate(book, "os1", "d1", "m1", options);
}

portfit::distribution spread(portfit::distribution::form is, double low, double likely, double high) {
  portfit::distribution belief;
  belief.is = is;
  belief.low = low;
  belief.likely = likely;
  belief.high = high;
  return belief;
}

portfit::expression size_at_least(double bound) { return holds("size", comparison::at_least, bound); }

oracle_verdict verdict(const portfit::catalog& book) { return ask(book).verdict; }

double likelihood(const portfit::catalog& book, const strings& plan = {}) {
  const oracle_result result = ask(book);
  const oracle_plan* const found = result.find_plan(plan);
  REQUIRE(found != nullptr);
  return found->ranking_likelihood;
}

}  // namespace

TEST_CASE("a bare range has no prior but is uniform for the ranking; a triangle is a prior") {
  portfit::catalog book = asking(size_at_least(4));
  state(facts(book), unknown("size", spread(portfit::distribution::form::range, 2, 5, 8)));
  oracle_plan plan = ask(book).best();
  CHECK(plan.ranking_likelihood == doctest::Approx(2.0 / 3));
  CHECK(plan.expected_likelihood.low == 0);
  CHECK(plan.expected_likelihood.high == 1);
  facts(book)["size"].front().belief = spread(portfit::distribution::form::triangular, 2, 3, 8);
  plan = ask(book).best();
  CHECK(plan.ranking_likelihood == doctest::Approx(16.0 / 30));
  CHECK(plan.expected_likelihood.low == doctest::Approx(16.0 / 30));
  CHECK(plan.expected_likelihood.high == doctest::Approx(16.0 / 30));
  CHECK(plan.guaranteed_likelihood == 0);
  facts(book)["size"].front().belief = spread(portfit::distribution::form::triangular, 2, 6, 8);
  CHECK(ask(book).best().ranking_likelihood == doctest::Approx(1 - 4.0 / 24));
}

TEST_CASE("what has no measure is impossible, and 100 % is knowledge") {
  portfit::catalog book = asking(size_at_least(4));
  state(facts(book), unknown("size", spread(portfit::distribution::form::range, 4, 6, 8)));
  CHECK(verdict(book) == oracle_verdict::ready);
  book.systems["os1"].asks = {must("need", holds("size", comparison::greater, 8.0))};
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.systems["os1"].asks = {must("need", holds("a"))};
  state(facts(book), likely("a", 1));
  CHECK(verdict(book) == oracle_verdict::ready);
  facts(book)["a"].front().belief.chance = 0;
  CHECK(verdict(book) == oracle_verdict::blocked);
  facts(book)["a"].front().belief.chance = 0.99;
  CHECK(verdict(book) == oracle_verdict::undetermined);
}

TEST_CASE("of several known values, all to be had, one that suits is enough, on either side of a comparison") {
  portfit::catalog book = asking(size_at_least(4));
  book.facts["wanted"] = book.facts["size"];
  book.facts["wanted"].name = "wanted";
  state(facts(book), known("size", 3.0));
  facts(book)["size"].front().values.emplace_back(5.0);
  CHECK(verdict(book) == oracle_verdict::ready);
  portfit::expression compared = holds("size", comparison::less);
  compared.leaf.other = portfit::fact_reference{portfit::fact_owner::bare, "wanted"};
  book.systems["os1"].asks = {must("need", compared)};
  state(facts(book), known("wanted", 2.0));
  CHECK(verdict(book) == oracle_verdict::blocked);
  SUBCASE("another value on the right") {
    facts(book)["wanted"].front().values.emplace_back(4.0);
    CHECK(verdict(book) == oracle_verdict::ready);
  }
  SUBCASE("all values are added to, and the right side is as well") {
    add(book, "less", {does(kind::adds, "size", -2.0)});
    CHECK(verdict(book) == oracle_verdict::feasible);
    add(book, "lower", {does(kind::adds, "wanted", -2.0)});
    CHECK(ask(book).find_plan({"less", "lower"})->ranking_likelihood == 0);
  }
  SUBCASE("against an unknown side only the value that matters cuts") {
    facts(book)["size"].front().values = {3.0, 5.0};
    facts(book)["wanted"] = {unknown("wanted")};
    CHECK(ask(book).completions == 2);  // above 3, or not
  }
}

TEST_CASE("classes are what conditions tell apart") {
  portfit::catalog book = asking(size_at_least(4));
  CHECK(likelihood(book) == 0.5);
  book.systems["os1"].asks.push_back(should("more", size_at_least(6), 1));
  CHECK(likelihood(book) == doctest::Approx(2.0 / 3));
  SUBCASE("an addition asks at one place more") {
    add(book, "r", {does(kind::adds, "size", 1.0)});
    CHECK(ask(book).completions == 5);  // cut at 3, 4, 5, 6
    CHECK(likelihood(book) == doctest::Approx(3.0 / 5));
    CHECK(likelihood(book, {"r"}) == doctest::Approx(4.0 / 5));
  }
  SUBCASE("words") {
    book = asking(holds("colour", comparison::equal, std::string("red")));
    CHECK(likelihood(book) == 0.5);
    book.systems["os1"].asks.push_back(should("s", holds("colour", comparison::not_equal, std::string("blue")), 1));
    CHECK(likelihood(book) == doctest::Approx(1.0 / 3));
  }
  SUBCASE("ordered words with weights") {
    book = asking(holds("level", comparison::at_least, 2.0));
    portfit::distribution belief;
    belief.is = portfit::distribution::form::weights;
    belief.weights = {{"none", 0.5}, {"good", 0.125}, {"best", 0.375}};
    state(facts(book), unknown("level", belief));
    CHECK(ask(book).completions == 2);
    CHECK(likelihood(book) == doctest::Approx(0.5));
  }
}

TEST_CASE("conditions on one fact are joined exactly, whatever name leads to it") {
  portfit::catalog book = asking(combine(operation::any_of, {holds("a"), combine(operation::none_of, {holds("a")})}));
  state(book.platforms["p1"].facts, unknown("a"));
  CHECK(verdict(book) == oracle_verdict::ready);
  const portfit::expression other = holds("a", comparison::equal, 1.0, portfit::fact_owner::platform);
  book.systems["os1"].asks = {
      must("need", combine(operation::all_of, {holds("a"), combine(operation::none_of, {other})}))};
  CHECK(verdict(book) == oracle_verdict::blocked);
  state(facts(book), unknown("a"));  // now two facts
  CHECK(verdict(book) == oracle_verdict::undetermined);
}

TEST_CASE("resolution") {
  portfit::catalog book = asking(holds("a"));
  CHECK(verdict(book) == oracle_verdict::blocked);  // the default counts as known
  state(book.world, known("a", 1.0));
  CHECK(verdict(book) == oracle_verdict::ready);
  state(book.vendors["v1"].facts, known("a", 0.0));
  CHECK(verdict(book) == oracle_verdict::blocked);
  state(book.platforms["p1"].facts, known("a", 1.0));
  CHECK(verdict(book) == oracle_verdict::ready);
  state(facts(book), unknown("a"));
  CHECK(verdict(book) == oracle_verdict::undetermined);  // an explicit unknown masks
  book.ports["os1/p1"].facts["a"] = {known("a", 0.0)};
  CHECK(verdict(book) == oracle_verdict::blocked);  // a port on the platform wins over the device
  book.ports["os1/d1"].facts["a"] = {known("a", 1.0)};
  CHECK(verdict(book) == oracle_verdict::ready);
  portfit::fact better = known("a", 0.0);
  better.trust = portfit::confidence::b;
  book.ports["os1/d1"].facts["a"].push_back(better);
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.ports["os1/d1"].facts["a"].back().until = book.as_of;
  CHECK(verdict(book) == oracle_verdict::ready);  // no longer on that day
  book.ports["os1/d1"].facts["a"].push_back(known("a", 0.0));
  CHECK(verdict(book) == oracle_verdict::undetermined);  // a tie
  book.ports["os1/d1"].facts["a"].back().from = book.as_of;
  CHECK(verdict(book) == oracle_verdict::blocked);  // the later
  book.ports["os1/d1"].facts["a"].back().from = day(2024, 4, 2);
  CHECK(verdict(book) == oracle_verdict::ready);  // not yet
}

TEST_CASE("an OS has the facts and requirements of its base, its own first") {
  portfit::catalog book = asking(holds("a", comparison::equal, 1.0, portfit::fact_owner::os));
  book.systems["os1"].based_on = "base";
  book.systems["base"].id = "base";
  state(book.systems["base"].facts, known("a", 1.0));
  book.systems["base"].asks = {must("need", holds("b"))};  // replaced by the one of the same name
  CHECK(verdict(book) == oracle_verdict::ready);
  book.systems["base"].asks.push_back(must("another", holds("b")));
  CHECK(verdict(book) == oracle_verdict::blocked);
}

TEST_CASE("age") {
  portfit::expression young = holds("released", comparison::at_most, 36.0);
  young.leaf.is_age = true;
  portfit::catalog book = asking(young);
  book.facts["released"].type = portfit::fact_type::date;
  state(facts(book), known("released", static_cast<double>(day(2021, 4, 1).days())));
  CHECK(verdict(book) == oracle_verdict::ready);
  facts(book)["released"].front() = known("released", static_cast<double>(day(2021, 3, 31).days()));
  CHECK(verdict(book) == oracle_verdict::blocked);
}

TEST_CASE("prerequisites: the least fixpoint") {
  portfit::catalog book = asking(combine(operation::all_of, {holds("a"), holds("b")}));
  add(book, "r1", {does(kind::makes, "a")}).needs = combine(operation::any_of, {holds("b"), holds("c")});
  add(book, "r2", {does(kind::makes, "b")}).needs = holds("a");
  CHECK(verdict(book) == oracle_verdict::blocked);  // neither can begin
  state(facts(book), known("c", 1.0));
  CHECK(verdict(book) == oracle_verdict::feasible);
  book.remedies["r1"].works = always(estimate::exactly(0.5));
  book.remedies["r2"].works = always(estimate::exactly(0.5));
  CHECK(likelihood(book, {"r1", "r2"}) == 0.25);
}

TEST_CASE("prerequisites see what is made and set, not what is added or broken, and under none_of only what was") {
  portfit::catalog book = asking(holds("b"));
  state(facts(book), known("a", 1.0));
  state(facts(book), known("size", 3.0));
  add(book, "r1",
      {does(kind::breaks, "a"), does(kind::adds, "size", 2.0), does(kind::makes, "c"), does(kind::sets, "d")});
  portfit::remedy& work = add(book, "r2", {does(kind::makes, "b")});
  work.needs = holds("a");
  CHECK(likelihood(book, {"r1", "r2"}) == 1);
  work.needs = size_at_least(5);
  CHECK(likelihood(book, {"r1", "r2"}) == 0);
  work.needs = combine(operation::all_of, {holds("c"), holds("d")});
  CHECK(likelihood(book, {"r1", "r2"}) == 1);
  CHECK(likelihood(book, {"r2"}) == 0);
  work.needs = combine(operation::none_of, {holds("c")});
  CHECK(likelihood(book, {"r1", "r2"}) == 1);
}

TEST_CASE("sets, then lifts, then adds, then breaks") {
  portfit::catalog book = asking(holds("size", comparison::equal, 5.0));
  add(book, "r1", {does(kind::adds, "size", 2.0)});
  add(book, "r2", {does(kind::sets, "size", 3.0)});
  CHECK(likelihood(book, {"r1", "r2"}) == 1);
  book = asking(holds("level", comparison::equal, 2.0));
  state(facts(book), known("level", 3.0));
  add(book, "r1", {does(kind::makes, "level", 2.0)});
  CHECK(likelihood(book, {"r1"}) == 0);  // a lift lowers nothing
  add(book, "r2", {does(kind::sets, "level", 0.0)});
  CHECK(likelihood(book, {"r1", "r2"}) == 1);
}

TEST_CASE("remedies that contradict each other") {
  portfit::catalog book = asking(holds("a"));
  add(book, "r1", {does(kind::makes, "a")}).works = always(estimate::exactly(0.5));
  add(book, "r2", {does(kind::breaks, "a")}).works = always(estimate::exactly(0.75));
  CHECK(ask(book).find_plan({"r1", "r2"}) == nullptr);
  book.remedies["r2"].after = {"r1"};
  CHECK(likelihood(book, {"r1", "r2"}) == 0.125);  // broken where r2 succeeds
  book.remedies["r2"].after.clear();
  book.remedies["r1"].after = {"r2"};
  CHECK(likelihood(book, {"r1", "r2"}) == 0.5);  // made, whatever r2 did
  state(facts(book), known("a", 1.0));
  CHECK(likelihood(book, {"r1", "r2"}) == 0.625);  // only r2 succeeding spoils it
  book.remedies["r2"].effects = {does(kind::sets, "b", 0.0)};
  book.remedies["r1"].effects = {does(kind::makes, "b")};
  book.remedies["r1"].after.clear();
  CHECK(ask(book).plans.size() == 3);
  book.remedies["r2"].effects = {does(kind::sets, "b", 1.0)};
  CHECK(ask(book).plans.size() == 4);
  book.remedies["r2"].excludes = {"r1"};
  CHECK(ask(book).plans.size() == 3);
}

TEST_CASE("chances: none, inexact, by facts") {
  portfit::catalog book = asking(holds("a"));
  add(book, "r", {does(kind::makes, "a")}).works = always(estimate::exactly(0));
  CHECK(ask(book).plans.size() == 1);
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.remedies["r"].works = always(estimate{0.25, 0.5, 1});
  const oracle_result result = ask(book);
  CHECK(result.verdict == oracle_verdict::feasible);
  CHECK(result.best().guaranteed_likelihood == 0.25);
  CHECK(result.best().possible_likelihood == 1);
  CHECK(result.best().ranking_likelihood == doctest::Approx((0.25 + 0.5 + 1) / 3).epsilon(1e-12));
  CHECK(result.best().expected_likelihood.low == result.best().ranking_likelihood);
  CHECK(result.best().expected_likelihood.high == result.best().ranking_likelihood);
  book.remedies["r"].works = always(estimate::between(0.25, 1));
  CHECK(ask(book).best().expected_likelihood.low == 0.25);
  CHECK(ask(book).best().expected_likelihood.high == 1);
  CHECK(ask(book).best().ranking_likelihood == 0.625);
  state(facts(book), likely("b", 0.75));
  book.remedies["r"].works = {{holds("b"), estimate::exactly(1)}, {std::nullopt, estimate::exactly(0.5)}};
  CHECK(likelihood(book, {"r"}) == 0.875);
}

TEST_CASE("a chance that hangs on what another remedy makes") {
  portfit::catalog book = asking(holds("a"));
  add(book, "r1", {does(kind::makes, "b")}).works = always(estimate::exactly(0.5));
  add(book, "r2", {does(kind::makes, "a")}).works = {{holds("b"), estimate::exactly(0.75)},
                                                     {std::nullopt, estimate::exactly(0.25)}};
  CHECK(likelihood(book, {"r2"}) == 0.25);
  CHECK(likelihood(book, {"r1", "r2"}) == 0.5);
}

TEST_CASE("costs: first line that applies, effort priced, ends apart, side payments ours") {
  portfit::catalog book = asking(holds("a"));
  book.person_month = 6;
  book.scale = 100;
  state(facts(book), likely("b", 0.25));
  portfit::remedy& work = add(book, "r", {does(kind::makes, "a")});
  work.money = {{holds("b"), estimate{10, 20, 60}}, {std::nullopt, estimate::between(40, 80)}};
  work.effort = always(estimate::exactly(2));
  work.pays["vendor"] = estimate::exactly(5);
  const oracle_plan plan = ask(book).best();
  CHECK(plan.remedies == strings{"r"});
  CHECK(plan.mean_cost == doctest::Approx(0.25 * 30 + 0.75 * 60 + 12 + 5));
  CHECK(plan.cost_ends.low == 27);
  CHECK(plan.cost_ends.high == 97);
  CHECK(plan.guaranteed_score == doctest::Approx(100 * std::exp2(-0.97)));
  CHECK(plan.possible_score == doctest::Approx(100 * std::exp2(-0.27)));
  book.scale.reset();
  CHECK(ask(book).best().ranking_score == doctest::Approx(100));
}

TEST_CASE("undetermined but answerable: an answer decides between two ways that exclude each other") {
  portfit::catalog book = asking(holds("a"));
  state(facts(book), unknown("b"));
  add(book, "r1", {does(kind::makes, "a")}).needs = holds("b");
  add(book, "r2", {does(kind::makes, "a")}).needs = combine(operation::none_of, {holds("b")});
  CHECK(verdict(book) == oracle_verdict::feasible);  // both together serve
  book.remedies["r1"].excludes = {"r2"};
  const oracle_result result = ask(book);
  CHECK(result.verdict == oracle_verdict::undetermined);
  CHECK(result.answerable);
  book.remedies.erase("r2");
  CHECK_FALSE(ask(book).answerable);
}
