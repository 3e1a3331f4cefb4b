#include "support/oracle.hpp"

#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

// Services, agreements, law, and what the vendor is willing to do.

using namespace portfit_test;
using portfit::estimate;
using kind = portfit::effect::kind;
using operation = portfit::expression::operation;
using strings = std::vector<std::string>;

namespace {

portfit::catalog asking(portfit::requirements asks) {
  portfit::catalog book = bare_catalog();
  for (const char* const name : {"a", "b", "fork"}) {
    declare_yes_no(book, name);
    book.facts[name].default_value = 0.0;
  }
  book.services["play"].id = "play";
  book.services["maps"].id = "maps";
  book.systems["os1"].asks = std::move(asks);
  return book;
}

portfit::fact_table& facts(portfit::catalog& book) { return book.devices["d1"].facts; }

/// `v1` holds a contract that grants `play` and forbids `fork`.
portfit::catalog with_contract(portfit::requirements asks) {
  portfit::catalog book = asking(std::move(asks));
  portfit::agreement& contract = book.agreements["google"];
  contract.id = "google";
  contract.grants = {"play"};
  portfit::forbidden_act clause;
  clause.name = "no_fork";
  clause.act = holds("fork");
  clause.forfeits_grants = true;
  contract.forbids = {clause};
  book.vendors["v1"].holds = {"google"};
  return book;
}

portfit::forbidden_act& clause_of(portfit::catalog& book) { return book.agreements["google"].forbids.front(); }

oracle_result ask(const portfit::catalog& book, const oracle_options& options = {}) {
  return enumerate(book, "os1", "d1", "m1", options);
}

oracle_verdict verdict(const portfit::catalog& book, bool accept_forfeits = false) {
  oracle_options options;
  options.accept_forfeits = accept_forfeits;
  return ask(book, options).verdict;
}

double fitness(const portfit::catalog& book) { return ask(book).best().fitness; }

}  // namespace

TEST_CASE("a should is met to the coverage of its service, a must needs all of it or what it names") {
  portfit::catalog book = asking({should("s", has_service("play"), 1)});
  CHECK(fitness(book) == 0);
  book.services["play"].replaced_by = {{"other", 0.6, std::nullopt}, {"rare", 0.9, holds("a")}};
  CHECK(fitness(book) == doctest::Approx(0.6));
  book.systems["os1"].provides["play"] = 0.75;
  CHECK(fitness(book) == doctest::Approx(0.75));
  state(facts(book), known("a", 1.0));
  CHECK(fitness(book) == doctest::Approx(0.9));
  book.systems["os1"].asks = {should("s", has_service("play", 0.9), 1)};
  CHECK(fitness(book) == 1);
  book.systems["os1"].asks = {must("m", has_service("play", 0.9))};
  CHECK(verdict(book) == oracle_verdict::ready);
  book.systems["os1"].asks = {must("m", has_service("play"))};
  CHECK(verdict(book) == oracle_verdict::blocked);
}

TEST_CASE("services inside formulas: the least, the most, the k-th; under none_of yes or no") {
  portfit::catalog book = asking({});
  book.systems["os1"].provides = {{"play", 0.5}, {"maps", 0.25}};
  state(facts(book), known("a", 1.0));
  const std::vector<portfit::expression> parts{has_service("play"), holds("a"), has_service("maps")};
  book.systems["os1"].asks = {should("s", combine(operation::all_of, parts), 1)};
  CHECK(fitness(book) == doctest::Approx(0.25));
  book.systems["os1"].asks = {should("s", combine(operation::at_least, parts, 2), 1)};
  CHECK(fitness(book) == doctest::Approx(0.5));
  book.systems["os1"].asks = {should("s", combine(operation::any_of, parts), 1)};
  CHECK(fitness(book) == 1);
  book.systems["os1"].asks = {should("s", combine(operation::none_of, {has_service("play")}), 1)};
  CHECK(fitness(book) == 1);
}

TEST_CASE("a should whose `when` fails counts as met") {
  portfit::catalog book = asking({should("s", holds("a"), 1)});
  book.systems["os1"].asks.front().when = holds("b");
  CHECK(fitness(book) == 1);
  state(facts(book), known("b", 1.0));
  CHECK(fitness(book) == 0);
}

TEST_CASE("an agreement grants where its vendor holds it, its `on` holds and no law withdraws it") {
  portfit::catalog book = with_contract({must("m", has_service("play"))});
  CHECK(verdict(book) == oracle_verdict::ready);
  book.agreements["google"].grants_on = holds("a");
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.remedies["r"].id = "r";
  book.remedies["r"].effects = {does(kind::makes, "a")};
  CHECK(verdict(book) == oracle_verdict::feasible);  // `on` reads the facts after the plan
  portfit::rule& law = book.rules["law"];
  law.id = "law";
  law.applies.sold_in = {"RU"};
  law.withdraws = {"play"};
  CHECK(verdict(book) == oracle_verdict::feasible);  // a market without places lies in none
  book.markets["m1"].sold_in = {"RU", "DE"};
  CHECK(verdict(book) == oracle_verdict::blocked);  // to sell in one more place frees of nothing
  book.markets["m1"].sold_in = {"RU"};
  CHECK(verdict(book) == oracle_verdict::blocked);
  law.applies.from = day(2024, 4, 2);
  CHECK(verdict(book) == oracle_verdict::feasible);
  law.applies.from = book.as_of;
  book.vendors["v1"].home = "CN";
  law.applies.when = holds("home", portfit::comparison::equal, std::string("RU"), portfit::fact_owner::vendor);
  CHECK(verdict(book) == oracle_verdict::feasible);
  book.vendors["v1"].home = "RU";
  CHECK(verdict(book) == oracle_verdict::blocked);
}

TEST_CASE("a law and an agreement may require") {
  portfit::catalog book = with_contract({});
  book.agreements["google"].obliges = {must("preload", holds("a"))};
  CHECK(verdict(book) == oracle_verdict::blocked);
  state(facts(book), known("a", 1.0));
  CHECK(verdict(book) == oracle_verdict::ready);
  book.rules["law"].requires_ = {must("register", holds("b"))};
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.vendors["v1"].holds.clear();
  book.rules["law"].applies.when = combine(operation::none_of, {holds("a")});
  CHECK(verdict(book) == oracle_verdict::ready);
}

TEST_CASE("a breach: by place and date") {
  portfit::catalog book = with_contract({});
  state(facts(book), known("fork", 1.0));
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.places["EEA"].id = "EEA";
  book.places["EEA"].contains = {{"DE", std::nullopt, std::nullopt}, {"GB", std::nullopt, day(2021, 1, 1)}};
  portfit::applicability except;
  except.sold_in = {"EEA"};
  clause_of(book).except = {except};
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.markets["m1"].sold_in = {"DE"};
  CHECK(verdict(book) == oracle_verdict::ready);
  book.markets["m1"].sold_in = {"GB"};
  CHECK(verdict(book) == oracle_verdict::blocked);
  oracle_options earlier;
  earlier.as_of = day(2020, 12, 31);
  CHECK(ask(book, earlier).verdict == oracle_verdict::ready);
  clause_of(book).except.front().when = holds("a");
  CHECK(ask(book, earlier).verdict == oracle_verdict::blocked);
}

TEST_CASE("a breach the vendor accepts loses the grants and nothing else") {
  portfit::catalog book = with_contract({should("store", has_service("play"), 1)});
  CHECK(fitness(book) == 1);
  state(facts(book), known("fork", 1.0));
  clause_of(book).exposed = portfit::exposure{portfit::fact_reference{portfit::fact_owner::vendor, "revenue"},
                                              portfit::fact_reference{portfit::fact_owner::vendor, "share"}, 2};
  portfit::fact_table& vendor = book.vendors["v1"].facts;
  state(vendor, known("revenue", 100.0));
  state(vendor, known("share", 0.5));
  clause_of(book).accept = portfit::acceptance::allowed;
  CHECK(verdict(book) == oracle_verdict::undetermined);  // 100 to lose, and who knows what to gain
  book.markets["m1"].units = estimate::exactly(0);
  book.markets["m1"].margin = estimate::exactly(5);
  CHECK(verdict(book) == oracle_verdict::blocked);  // nothing to gain
  book.markets["m1"].units = estimate::exactly(10);
  book.markets["m1"].margin = estimate::exactly(5);
  book.markets["m1"].years = 2;
  CHECK(verdict(book) == oracle_verdict::ready);
  CHECK(fitness(book) == 0);
  book.markets["m1"].units = estimate::between(9, 10);
  CHECK(verdict(book) == oracle_verdict::undetermined);
  CHECK(ask(book).best().ranking_likelihood == 0.5);
  clause_of(book).enforced = estimate::between(0.5, 0.9);
  CHECK(verdict(book) == oracle_verdict::ready);
  clause_of(book).accept = portfit::acceptance::never;
  CHECK(verdict(book) == oracle_verdict::blocked);
}

TEST_CASE("`ask` counts where nothing can be lost, or where the asker says so") {
  portfit::catalog book = with_contract({});
  state(facts(book), known("fork", 1.0));
  clause_of(book).accept = portfit::acceptance::ask;
  CHECK(verdict(book) == oracle_verdict::blocked);  // no exposure given is not none
  CHECK(verdict(book, true) == oracle_verdict::undetermined);
  clause_of(book).exposed = portfit::exposure{portfit::fact_reference{portfit::fact_owner::vendor, "revenue"},
                                              portfit::fact_reference{portfit::fact_owner::vendor, "share"}, 1};
  state(book.vendors["v1"].facts, known("share", 0.0));
  CHECK(verdict(book) == oracle_verdict::ready);  // a share of nothing, whatever the revenue
  book.vendors["v1"].facts["share"].front() = known("share", 0.5);
  state(book.vendors["v1"].facts, known("revenue", 10.0));
  book.markets["m1"].units = estimate::exactly(5);
  book.markets["m1"].margin = estimate::exactly(1);
  CHECK(verdict(book) == oracle_verdict::blocked);
  CHECK(verdict(book, true) == oracle_verdict::ready);
}

TEST_CASE("a remedy the vendor pays takes effect only if the vendor is willing") {
  portfit::catalog book = asking({must("m", holds("a"))});
  portfit::remedy& work = book.remedies["r1"];
  work.id = "r1";
  work.effects = {does(kind::makes, "a")};
  work.paid_by = "vendor";
  work.money = always(estimate::exactly(40));
  CHECK(verdict(book) == oracle_verdict::undetermined);  // nobody says what it gains
  book.markets["m1"].units = estimate::exactly(39);
  book.markets["m1"].margin = estimate::exactly(1);
  CHECK(verdict(book) == oracle_verdict::blocked);
  book.markets["m1"].units = estimate::between(30, 50);
  book.markets["m1"].margin = estimate::exactly(1);
  CHECK(verdict(book) == oracle_verdict::undetermined);
  CHECK(ask(book).best().ranking_likelihood == 0.5);
  CHECK(ask(book).best().mean_cost == 0);  // not ours
  book.remedies["r2"].id = "r2";
  book.remedies["r2"].pays["vendor"] = estimate::exactly(10);
  const oracle_result result = ask(book);
  CHECK(result.verdict == oracle_verdict::feasible);
  CHECK(result.best().remedies == strings{"r1", "r2"});
  CHECK(result.best().mean_cost == 10);
}
