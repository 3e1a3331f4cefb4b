#include <portfit/analysis/assess.hpp>

#include "support/assessed.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::assessed;
using portfit_test::pairing_builder;

namespace {

/// A must no fact meets, and remedies that do: a cheap one that may fail, a dear one that works.
struct two_ways : pairing_builder {
  two_ways() {
    flags({"it"}).scale("100 USD").set("person_month", "10 USD");
    device("d").set("it", "no");
    system("os").must("it", "it");
    remedy("cheap").makes("it").money("10 USD").works("50%");
    remedy("dear").makes("it").money("40 USD").effort("1 pm").works("90%");
  }
};

}  // namespace

TEST_CASE("assess: who, the verdict in words, and the plan by its remedies") {
  const assessment found = assessed(two_ways());
  CHECK(found.os == "os");
  CHECK(found.device == "d");
  CHECK(found.market == "m");
  CHECK(found.vendor == "v");
  CHECK(to_text(found.verdict) == "feasible");
  CHECK(found.remedies == std::vector<std::string>{"dear"});
  CHECK(found.optimal);
  CHECK(found.cost_enters);
  CHECK_FALSE(found.has_shoulds);
  CHECK(to_text(verdict::ready) == "ready");
  CHECK(to_text(verdict::undetermined) == "undetermined");
  CHECK(to_text(verdict::blocked) == "blocked");
}

TEST_CASE("assess: remedies left out, budgets of the catalog and of the asker") {
  assess_options options;
  options.asked.without = {"dear"};
  CHECK(assessed(two_ways(), options).remedies == std::vector<std::string>{"cheap"});
  two_ways tight;
  tight.budget({{"money", "20 USD"}});
  CHECK(assessed(tight).remedies == std::vector<std::string>{"cheap"});
  options = {};
  options.money_budget = 1000;  // instead of the catalog's
  CHECK(assessed(tight, options).remedies == std::vector<std::string>{"dear"});
  options.effort_budget = 0.5;
  CHECK(assessed(tight, options).remedies == std::vector<std::string>{"cheap"});
  options.money_budget = 5;
  CHECK_FALSE(assessed(tight, options).plan.within_budget);
  CHECK(assessed(tight, options).verdict == verdict::feasible);
}

TEST_CASE("assess: answerable once every completion has a plan of its own") {
  pairing_builder told;
  told.flags({"a", "b", "c"}).device("d").set("a", "no").set("b", "no");
  told.system("os").must("either", any_of({"a", "b"}));
  told.remedy("x").makes("a").needs("c");
  told.remedy("y").makes("b").needs(none_of({"c"})).excludes({"x"});
  const assessment found = assessed(told);
  CHECK(found.verdict == verdict::undetermined);
  CHECK(found.answerable);
  told.remedy("y").needs("c");
  CHECK_FALSE(assessed(told).answerable);
}

TEST_CASE("assess: the facts that matter, known, believed or assumed") {
  pairing_builder told;
  told.flags({"known", "open", "apart"});
  told.fact("believed", "yes/no", {{"unless_known", "30%"}});
  told.set("sources", map_of({{"guess", map_of({{"title", "g"}, {"confidence", "assumed"}})}}));
  told.device("d").set("known", map_of({{"is", "yes"}, {"source", "guess"}})).set("apart", "yes");
  told.system("os").must("all", all_of({"known", "open", "believed"}));
  const assessment found = assessed(told);
  REQUIRE(found.facts.size() == 3);
  CHECK(found.facts_known() == 1);
  CHECK(found.facts_without_prior() == 1);
  CHECK(found.facts[0].key == "d: believed");
  CHECK(found.facts[0].has_prior);
  CHECK(found.facts[0].assumed);
  CHECK(found.facts[1].key == "d: known");
  CHECK(found.facts[1].assumed);
  CHECK(found.facts[2].key == "d: open");
  CHECK_FALSE(found.facts[2].assumed);
}

TEST_CASE("assess: without a scale cost does not enter, which is told") {
  pairing_builder told;
  told.flags({"it"}).device("d").set("it", "no");
  told.system("os").must("it", "it");
  told.remedy("r").makes("it").money("1000000 USD");
  const assessment found = assessed(told);
  CHECK_FALSE(found.cost_enters);
  CHECK(found.plan.score.ranking == 100);
}

TEST_CASE("assess: limits of nodes and steps are no crash, and nothing is claimed") {
  assess_options options;
  options.node_limit = 3;
  const assessment cut = assessed(two_ways(), options);
  CHECK(cut.verdict == verdict::undetermined);
  CHECK_FALSE(cut.optimal);
  CHECK_FALSE(cut.plan.exact);
  options = {};
  options.step_limit = 1;
  const assessment hasty = assessed(two_ways(), options);
  CHECK(hasty.verdict == verdict::feasible);
  CHECK(hasty.best_bound >= assessed(two_ways()).plan.score.ranking);
}

TEST_CASE("assess: what is asked only where known facts rule it out does not matter; what a remedy may turn does") {
  const auto keys = [](const pairing_builder& told) {
    std::set<std::string> result;
    for (const fact_report& each : assessed(told).facts) result.insert(each.key);
    return result;
  };
  pairing_builder told;
  told.flags({"strict", "a", "b"}).market("m").set("strict", "no");
  told.system("os").must("b", "b");
  told.rule("law").set("when", "market.strict").requires_that("a", "a");
  CHECK(keys(told) == std::set<std::string>{"d: b", "m: strict"});
  told.market("m").set("strict", "unknown");
  CHECK(keys(told) == std::set<std::string>{"d: a", "d: b", "m: strict"});
  told.market("m").set("strict", "no");
  told.remedy("tighten").makes("market.strict");
  CHECK(keys(told) == std::set<std::string>{"d: a", "d: b", "m: strict"});
}

TEST_CASE("a counted chance enters as its mean, and guarantees as much as it promises") {
  pairing_builder told;
  told.fact("ported", "yes/no", {{"default", "no"}}).fact("port", list_of({"none", "kept"}));
  told.platform("family");
  told.platform("p").family("family");
  told.platform("p2").family("family");
  told.device("e").vendor("v").platform("p2").set("port", "kept");
  told.device("f").vendor("v").platform("family").set("port", "none");
  told.system("os").must("runs", "ported");
  told.count_table("ports").set("of", "port").set("yes", "kept").set("by", list_of({"platform"})).set("strength", "2");
  told.remedy("go").makes("ported").works(map_of({{"counted", "ports"}}));
  const assessment found = assessed(told);
  CHECK(found.verdict == verdict::feasible);
  // all: 1.5 of 3, one half; the family: (1 + 2 x 1/2) / 4.
  REQUIRE(found.counted.contains("go"));
  CHECK(found.counted.at("go").mean() == 0.5);
  CHECK(found.counted.at("go").groups.front().text == "on family");
  for (const double likelihood : {found.plan.likelihood.ranking, found.plan.likelihood.guaranteed,
                                  found.plan.likelihood.possible, found.plan.likelihood.expected.low})
    CHECK(likelihood == 0.5);
  // Work that is done for a platform is done for its family; a condition on the family holds for its parts.
  told.system("os").must("chip", "platform = family");
  CHECK(assessed(told).verdict == verdict::feasible);
  told.system("os").must("chip", "platform = p2");
  CHECK(assessed(told).verdict == verdict::blocked);
}
