#include <portfit/analysis/measure_sensitivity.hpp>

#include "support/near.hpp"
#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::near;
using portfit_test::pairing_builder;

namespace {

sensitivity measured(const catalog_builder& told, const sensitivity_options& options = {}) {
  const catalog world = portfit_test::built(told);
  return measure_sensitivity(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"), options);
}

/// The member of a list with this id; fails the test where there is none.
template <class List>
const auto& by_id(const List& list, const std::string& id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
  if (found == list.end()) FAIL("nothing about " << id);
  return *found;
}

template <class List>
bool has_id(const List& list, const std::string& id) {
  return std::any_of(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
}

/// The example of docs/theory.md.
struct example : pairing_builder {
  example() {
    scale("200 kUSD").fact("kernel_source", "yes/no").fact("ram", "GiB");
    system("os").must("boots", "kernel_source").should("roomy", "ram >= 3 GiB").should("ample", "ram >= 4 GiB");
    system("os").should("store", "service store", 2);
    service("store").replaced_by("small_store", "60%");
    device("d").set("kernel_source", "40%").set("ram", "2..6 GiB");
    remedy("buy").makes("kernel_source").works("75%").money("20..40..60 kUSD");
  }
};

}  // namespace

TEST_CASE("sensitivity, by hand: events and classes") {
  const sensitivity found = measured(example());
  CHECK(found.complete);
  CHECK(found.is_recommended);
  CHECK(found.plan == std::vector<std::string>{"buy"});
  CHECK(near(found.likelihood, 0.85));
  REQUIRE(found.events.size() == 2);
  CHECK(found.events.front().id == "buy: works");
  const event_importance& buy = found.events.front();
  CHECK(buy.code == "success");
  CHECK(*buy.chance == 0.75);
  CHECK(near(buy.importance.certain, 1));
  CHECK(near(buy.importance.impossible, 0.4));
  CHECK(near(buy.importance.birnbaum(), 0.6));
  CHECK(near(*buy.importance.risk_achievement(), 4));
  CHECK(std::isinf(*buy.importance.risk_reduction()));
  const event_importance& source = by_id(found.events, "d: kernel_source");
  CHECK(source.happens == "yes");
  CHECK(source.has_prior);
  CHECK(near(source.importance.impossible, 0.75));
  REQUIRE(found.facts.size() == 1);
  const std::vector<class_outcome>& ram = found.facts.front().classes;
  CHECK(found.facts.front().key == "d: ram");
  CHECK_FALSE(found.facts.front().has_prior);
  REQUIRE(ram.size() == 3);
  CHECK(ram[0].text == "4 GiB to 6 GiB");
  CHECK(ram[1].text == "3 GiB to below 4 GiB");
  CHECK(ram[2].text == "2 GiB to below 3 GiB");
  CHECK(near(ram[1].chance, 0.25));
  CHECK(near(ram[1].likelihood, 0.85));
  const double kept = std::exp2(-0.2);
  CHECK(near(ram[1].score, 100 * kept * 0.85 * (0.5 + 0.5 * 0.55)));
}

TEST_CASE("sensitivity, by hand: slopes") {
  const sensitivity found = measured(example());
  const double kept = std::exp2(-0.2);
  const double value = 0.85 * 0.80625;
  const double score = 100 * kept * value;
  CHECK(near(found.score, score));
  const score_derivative& money = by_id(found.derivatives, "buy: money");
  CHECK(near(money.value, 40e3));
  CHECK(near(money.points(), -0.1 * 40e3 * std::log(2) / 200e3 * score));
  CHECK(near(by_id(found.derivatives, "scale").points(), -money.points()));
  CHECK(near(by_id(found.derivatives, "buy: works").points(), 10 * kept * 0.6 * 0.80625));
  CHECK(near(by_id(found.derivatives, "d: kernel_source = yes").slope, 100 * kept * 0.25 * 0.80625));
  // A class: with it .85 x .5 x (1 + .55), without it the mean of the others.
  const double others = (value - 0.25 * 0.85 * 0.775) / 0.75;
  CHECK(near(by_id(found.derivatives, "d: ram = 3 GiB to below 4 GiB").slope, 100 * kept * (0.85 * 0.775 - others)));
  // met: roomy .85 x .75, ample .85 x .5, store .85 x .6; their mean .85 x .6125
  CHECK(near(by_id(found.derivatives, "os: roomy").slope, 100 * kept * 0.5 * 0.85 * (0.75 - 0.6125) / 4));
  CHECK(near(by_id(found.derivatives, "os: store").step, 0.2));
  CHECK(near(by_id(found.derivatives, "policy floor").slope, 100 * kept * 0.85 * (1 - 0.6125)));
  CHECK_FALSE(has_id(found.derivatives, "person_month"));
}

TEST_CASE("sensitivity, by hand: figures at their ends") {
  sensitivity_options options;
  options.weights = true;
  const sensitivity found = measured(example(), options);
  const double value = 0.85 * 0.80625;
  const figure_swing& money = by_id(found.swings, "buy: money");
  CHECK(money.code == "money");
  CHECK_FALSE(money.edited);
  CHECK(money.now == "20 kUSD to 60 kUSD, likely 40 kUSD");
  CHECK(money.low.text == "20 kUSD");
  CHECK(near(money.low.score, 100 * std::exp2(-0.1) * value));
  CHECK(near(money.high.score, 100 * std::exp2(-0.3) * value));
  CHECK_FALSE(money.changes_plan());
  const figure_swing& source = by_id(found.swings, "d: kernel_source");
  CHECK(source.low.text == "no");
  CHECK(near(source.low.score, 100 * std::exp2(-0.2) * 0.75 * 0.80625));
  CHECK(near(source.high.score, 100 * std::exp2(-0.2) * 0.80625));
  CHECK(near(source.high.best, 80.625));  // nothing to buy then
  CHECK(source.high.plan_changes);
  CHECK(source.high.remedies.empty());
  CHECK(source.high.verdict == verdict::ready);
  CHECK(source.high.verdict_changes);
  CHECK_FALSE(source.low.plan_changes);
  const figure_swing& store = by_id(found.swings, "os: store");
  CHECK(store.edited);
  CHECK(store.low.text == "1");
  CHECK(near(store.high.score, 100 * std::exp2(-0.2) * 0.85 * (0.5 + 0.5 * (0.75 + 0.5 + 4 * 0.6) / 6)));
  CHECK(found.swings.front().id == "d: ram");  // the widest first
}

TEST_CASE("sensitivity: a plan asked for is looked at, also none; flips are told against the recommended one") {
  sensitivity_options options;
  options.plan = std::vector<std::string>{};
  const sensitivity none = measured(example(), options);
  CHECK_FALSE(none.is_recommended);
  CHECK(none.plan.empty());
  CHECK(near(none.score, 32.25));
  CHECK(near(none.best, 100 * std::exp2(-0.2) * 0.85 * 0.80625));
  CHECK_FALSE(has_id(none.events, "buy: works"));
  CHECK(by_id(none.swings, "buy: money").spread() == 0);
  CHECK(by_id(none.swings, "buy: money").best_spread() > 1);
  CHECK_FALSE(by_id(none.swings, "buy: money").changes_plan());
  options.plan = std::vector<std::string>{"buy", "no such thing"};
  CHECK(measured(example(), options).is_recommended);
}

TEST_CASE(
    "sensitivity: a success that is sure has an importance all the same; a chance of 100 % of a fact is knowledge") {
  pairing_builder told;
  told.flags({"a", "b"}).device("d").set("a", "no").set("b", "100%");
  told.system("os").must("one", "a").must("two", "b");
  told.remedy("work").makes("a");
  const sensitivity found = measured(told);
  REQUIRE(found.events.size() == 1);
  const event_importance& work = found.events.front();
  CHECK(work.id == "work: works");
  CHECK(*work.chance == 1);
  CHECK(work.importance.birnbaum() == 1);
  CHECK_FALSE(work.importance.fussell_vesely());  // Q is 0
  CHECK(by_id(found.derivatives, "work: works").step == -0.1);
  CHECK(near(by_id(found.derivatives, "work: works").points(), -10));
  CHECK(found.swings.empty());
}

TEST_CASE("sensitivity: chances with ends are one event, at their mean; the ends are those of the catalog") {
  pairing_builder told;
  told.flags({"a"}).device("d").set("a", "no");
  told.system("os").must("one", "a");
  told.remedy("work").makes("a").works("0..30..60%");
  const sensitivity found = measured(told);
  REQUIRE(found.events.size() == 1);
  CHECK(near(*found.events.front().chance, 0.3));
  CHECK(near(found.events.front().importance.birnbaum(), 1));
  CHECK(found.events.front().has_prior);
  const figure_swing& works = by_id(found.swings, "work: works");
  CHECK(works.low.score == 0);
  CHECK(works.low.verdict == verdict::blocked);  // works: 0 % is no remedy
  CHECK(works.low.verdict_changes);
  CHECK(works.low.plan_changes);
  CHECK(near(works.high.score, 60));
  CHECK(works.high.text == "60 %");
  told.remedy("work").works("20..60%");
  CHECK_FALSE(measured(told).events.front().has_prior);
}

TEST_CASE("sensitivity: lines that depend on facts are figures of their own") {
  pairing_builder told;
  told.flags({"a", "easy"}).scale("100 USD").device("d").set("a", "no").set("easy", "25%");
  told.system("os").must("one", "a");
  told.remedy("work").makes("a").money({map_of({{"when", "easy"}, {"is", "10..30 USD"}}), map_of({{"is", "80 USD"}})});
  told.remedy("work").works({map_of({{"when", "easy"}, {"is", "90%"}}), map_of({{"is", "50%"}})});
  const sensitivity found = measured(told);
  CHECK(near(found.likelihood, 0.6));
  CHECK(near(by_id(found.events, "work: works, line 1").importance.birnbaum(), 0.25));
  CHECK(near(by_id(found.events, "work: works, line 2").importance.birnbaum(), 0.75));
  const double by_money = -std::log(2) / 100 * found.score;
  CHECK(near(by_id(found.derivatives, "work: money, line 1").slope, 0.25 * by_money));
  CHECK(near(by_id(found.derivatives, "work: money, line 2").slope, 0.75 * by_money));
  CHECK(near(by_id(found.swings, "work: money, line 1").low.score, 60 * std::exp2(-(0.25 * 10 + 0.75 * 80) / 100)));
  CHECK_FALSE(has_id(found.swings, "work: money, line 2"));
}

TEST_CASE("sensitivity: of what does not matter, nothing or zero") {
  pairing_builder told;
  told.flags({"a", "b", "never_asked"}).scale("100 USD").device("d").set("a", "50%").set("b", "50%");
  told.device("d").set("never_asked", "50%");
  told.system("os").must("one", "a").must("two", any_of({"b", none_of({"b"})}));
  told.remedy("idle").makes("b").money("10..20 USD").works("10..20%");
  const sensitivity found = measured(told);
  CHECK_FALSE(has_id(found.events, "d: never_asked"));
  CHECK(by_id(found.events, "d: b").importance.birnbaum() == 0);
  CHECK(by_id(found.derivatives, "d: b = yes").slope == 0);
  for (const char* const id : {"idle: money", "idle: works", "d: b"}) CHECK_FALSE(by_id(found.swings, id).matters());
}

TEST_CASE("sensitivity: a guess that counts as known is moved through its classes, by an edited catalog") {
  pairing_builder told;
  told.flags({"a"}).fact("ram", "GiB").source("guess", "a guess", "assumed");
  told.device("d").set("a", "yes").set("ram", map_of({{"is", "4 GiB"}, {"source", "guess"}}));
  told.system("os").must("one", "a").must("memory", "ram >= 2 GiB").should("ample", "ram >= 6 GiB");
  const sensitivity found = measured(told);
  REQUIRE(found.swings.size() == 1);
  const figure_swing& ram = found.swings.front();
  CHECK(ram.code == "assumed");
  CHECK(ram.id == "d: ram");
  CHECK(ram.now == "4 GiB");
  CHECK(ram.edited);
  CHECK(ram.low.text == "below 2 GiB");
  CHECK(ram.low.verdict == verdict::blocked);
  CHECK(ram.high.text == "6 GiB or more");
  CHECK(near(ram.high.score, 100));
}

TEST_CASE("sensitivity: classes of dates and of a number that is asked for exactly") {
  pairing_builder told;
  told.fact("released", "date")
      .fact("ports", "number")
      .device("d")
      .set("released", unknown_value())
      .set("ports", "1..5");
  told.system("os")
      .must("young", "released >= 2020-01-01")
      .should("two", "ports = 2")
      .should("old", "released < 2022-01-01");
  const sensitivity found = measured(told);
  const auto texts = [&](const std::string& key) {
    std::vector<std::string> result;
    for (const fact_outcomes& fact : found.facts)
      for (const class_outcome& each : fact.classes)
        if (fact.key == key) result.push_back(each.text);
    return result;
  };
  CHECK(texts("d: released") ==
        std::vector<std::string>{"2022-01-01 or later", "2020-01-01 to before 2022-01-01", "before 2020-01-01"});
  const figure_swing& ports = by_id(found.swings, "d: ports");
  CHECK(ports.high.text == "2");
  CHECK(ports.low.text == "1 to below 2; or above 2 to 5");
}

TEST_CASE("sensitivity: questions about entities, and whether the vendor is willing") {
  pairing_builder told;
  told.flags({"fork"}).device("d").set("fork", "yes");
  told.agreement("pact").forbids("forking", {{"act", "fork"},
                                             {"accept", "allowed"},
                                             {"enforced", "50..100%"},
                                             {"exposure", map_of({{"of", "vendor.revenue"}})}});
  told.fact("revenue", "money").vendor("v").set("revenue", "1..3 kUSD").holds({"pact"});
  told.market("m").units("100").margin("10..20 USD");
  told.system("os").must("is_fork", "fork");
  const sensitivity found = measured(told);
  const event_importance& willing = by_id(found.events, "v is willing");
  CHECK(willing.code == "stake");
  CHECK(*willing.chance == 0.5);
  CHECK_FALSE(willing.has_prior);
  CHECK(near(willing.importance.birnbaum(), 1));
  CHECK(by_id(found.swings, "v is willing").high.verdict == verdict::ready);
  // gain 1..2 kUSD; loss .5..3 kUSD, with 1 kUSD of revenue .5..1
  const figure_swing& revenue = by_id(found.swings, "v: revenue");
  CHECK(revenue.code == "exposure");
  CHECK(revenue.edited);
  CHECK(revenue.low.text == "1000 USD");
  CHECK(revenue.low.verdict == verdict::ready);
  CHECK(revenue.high.verdict == verdict::undetermined);
  CHECK(by_id(found.swings, "m: margin").code == "margin");
  CHECK(by_id(found.swings, "pact.forking: enforced").low.verdict == verdict::undetermined);

  pairing_builder asks;
  asks.flags({"fork"}).device("d").set("fork", "yes");
  asks.agreement("pact").forbids("forking", {{"act", "fork"}});
  asks.vendor("v").holds(map_of({{"pact", "30%"}}));
  asks.system("os").must("is_fork", "fork");
  const sensitivity asked = measured(asks);
  REQUIRE(asked.events.size() == 1);
  CHECK(asked.events.front().code == "question");
  CHECK(near(*asked.events.front().chance, 0.3));
  CHECK(near(asked.events.front().importance.birnbaum(), -1));
  REQUIRE(asked.swings.size() == 1);
  CHECK(asked.swings.front().low.text == "yes");
  CHECK(asked.swings.front().high.text == "no");
}

TEST_CASE("sensitivity: willing on several terms is one event without a chance of its own") {
  pairing_builder told;
  told.flags({"fork", "a"}).device("d").set("fork", "yes").set("a", "no");
  told.agreement("pact").forbids(
      "forking", {{"act", "fork"}, {"accept", "allowed"}, {"exposure", map_of({{"of", "vendor.revenue"}})}});
  told.fact("revenue", "money").vendor("v").set("revenue", "1..3 kUSD").holds({"pact"});
  told.market("m").units("100").margin("20 USD");
  told.system("os").must("is_fork", "fork").must("other", "a");
  told.remedy("work").makes("a").paid_by("vendor").money("200 USD");
  told.remedy("bribe").makes("a").pays_vendor("500 USD");
  const sensitivity found = measured(told);
  const event_importance& willing = by_id(found.events, "v is willing");
  CHECK_FALSE(willing.chance);
  CHECK(willing.happens == "willing on all terms");
  CHECK(near(willing.importance.certain, 1));
  CHECK(near(willing.importance.impossible, 0));
  CHECK(by_id(found.swings, "v is willing").low.score == 0);
}

TEST_CASE("sensitivity: blocked, limits and stopping") {
  pairing_builder told;
  told.flags({"a"}).device("d").set("a", "no");
  told.system("os").must("one", "a");
  const sensitivity blocked = measured(told);
  CHECK(blocked.summary.verdict == verdict::blocked);
  CHECK(blocked.likelihood == 0);
  CHECK(blocked.complete);
  sensitivity_options options;
  options.assess.node_limit = 1;
  CHECK_FALSE(measured(example(), options).complete);
  sensitivity_options stopping;
  std::stop_source source;
  std::size_t seen = 0;
  stopping.stop = source.get_token();
  stopping.progress = [&](std::size_t done, std::size_t all) {
    CHECK(all == 3);
    seen = done;
    source.request_stop();
  };
  const sensitivity stopped = measured(example(), stopping);
  CHECK(seen == 1);
  CHECK(stopped.swings.size() == 1);
  CHECK_FALSE(stopped.complete);
}

TEST_CASE("sensitivity: an unknown set of words is a fact per word; agreements that nobody holds have no figures") {
  pairing_builder told;
  told.fact("bands", "set").device("d").set("bands", unknown_value());
  told.system("os").must("low", "bands includes b20").should("high", "bands includes b7");
  told.flags({"fork"}).agreement("pact").forbids("forking", {{"act", "fork"}, {"enforced", "50..100%"}});
  told.market("m").units("100..200").margin("10..20 USD");
  const sensitivity found = measured(told);
  REQUIRE(found.events.size() == 2);
  CHECK(found.events[0].happens == "yes");
  CHECK(near(found.events[0].importance.birnbaum(), 1));
  CHECK(found.events[1].importance.birnbaum() == 0);
  REQUIRE(found.swings.size() == 2);
  CHECK(near(found.swings[0].high.score, 75));
  CHECK(found.swings[0].low.verdict == verdict::blocked);
  CHECK(near(found.swings[1].spread(), 25));
}
