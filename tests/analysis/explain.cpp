#include <portfit/analysis/explain.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

struct explained {
  catalog world;
  explanation found;
  explicit explained(const catalog_builder& told, const explain_options& options = {})
      : world(built(told)),
        found(explain(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"), options)) {}
};

std::set<std::string> subjects(const std::vector<reason>& reasons) {
  std::set<std::string> result;
  for (const reason& each : reasons) result.insert(each.subject);
  return result;
}

using name_set = std::set<std::string>;

}  // namespace

TEST_CASE("explain: blocked by a fact and the clause that asks for it; either may change, unless it is law") {
  pairing_builder told;
  told.flags({"it"}).device("d").set("it", "no");
  told.system("os").must("it", "it");
  const explained own(told);
  REQUIRE(own.found.conflicts.size() == 1);
  CHECK(subjects(own.found.conflicts[0]) == name_set{"d: it", "os: it"});
  CHECK(own.found.ways.size() == 2);
  for (const way_out& way : own.found.ways) CHECK(way.then == verdict::ready);
  CHECK(own.found.loss.parts.empty());

  pairing_builder law;
  law.flags({"it"}).device("d").set("it", "no");
  law.rule("law").requires_that("it", "it");
  const explained bound(law);
  REQUIRE(bound.found.conflicts.size() == 1);
  CHECK(subjects(bound.found.conflicts[0]) == name_set{"d: it", "law: it"});
  REQUIRE(bound.found.ways.size() == 1);
  CHECK(subjects(bound.found.ways[0].steps) == name_set{"d: it"});
}

TEST_CASE("explain: neither the market's wishes nor who and where one is are offered as changes") {
  pairing_builder told;
  told.vendor("w");
  told.system("os").must("brand", "vendor = w");
  const explained brand(told);
  REQUIRE(brand.found.ways.size() == 1);
  CHECK(subjects(brand.found.ways[0].steps) == name_set{"os: brand"});
  pairing_builder sold;
  sold.vendor("w");
  sold.market("m").must("brand", "vendor = w");
  const explained market(sold);
  CHECK(market.found.conflicts.size() == 1);
  CHECK(market.found.ways.empty());
}

TEST_CASE("explain: blocked fixes are shown together, alternatives apart") {
  pairing_builder told;
  told.flags({"a", "b"}).device("d").set("a", "no").set("b", "no");
  told.rule("law").requires_that("both", all_of({"a", "b"}));
  const explained both(told);
  CHECK(both.found.conflicts.size() == 2);
  REQUIRE(both.found.ways.size() == 1);
  CHECK(both.found.ways[0].steps.size() == 2);
  pairing_builder either;
  either.flags({"a", "b"}).device("d").set("a", "no").set("b", "no");
  either.rule("law").requires_that("either", any_of({"a", "b"}));
  const explained any(either);
  REQUIRE(any.found.conflicts.size() == 1);
  CHECK(any.found.conflicts[0].size() == 3);
  CHECK(any.found.ways.size() == 2);
}

TEST_CASE("explain: remedies that touch a fact are named beside it, even where they cannot take effect") {
  pairing_builder told;
  told.flags({"it", "tool"}).device("d").set("it", "no").set("tool", "no");
  told.remedy("work").makes("it").needs("tool");
  told.system("os").must("it", "it");
  const explained blocked(told);
  CHECK(blocked.found.summary.verdict == verdict::blocked);
  bool named = false;
  for (const reason& each : blocked.found.conflicts.at(0))
    if (each.subject == "d: it") named = each.remedies == std::vector<std::string>{"work"};
  CHECK(named);
}

TEST_CASE("explain: undetermined, the answers that decide either way") {
  pairing_builder told;
  told.flags({"u"}).system("os").must("it", "u");
  const explained open(told);
  CHECK(open.found.conflicts.empty());
  REQUIRE(open.found.ways.size() == 2);
  CHECK(open.found.ways[0].then == verdict::ready);
  CHECK(open.found.ways[1].then == verdict::blocked);
  CHECK(subjects(open.found.unknowns) == name_set{"d: u"});
  CHECK_FALSE(open.found.loss.parts.empty());
}

TEST_CASE("explain: where no single answer opens, pairs that do") {
  pairing_builder told;
  told.flags({"a", "b"}).system("os").must("it", all_of({"a", "b"}));
  const explained open(told);
  std::size_t pairs = 0;
  for (const way_out& way : open.found.ways)
    if (way.then == verdict::ready) {
      CHECK(way.steps.size() == 2);
      ++pairs;
    }
  CHECK(pairs == 1);
}

TEST_CASE("explain: ready, the facts that suffice and no more") {
  pairing_builder told;
  told.flags({"a", "b", "c"}).device("d").set("a", "yes").set("b", "yes").set("c", "yes");
  told.system("os").must("one", any_of({"a", "b"})).must("two", "c");
  const explained ready(told);
  CHECK(ready.found.summary.verdict == verdict::ready);
  REQUIRE(ready.found.sufficient.size() == 2);
  CHECK(subjects(ready.found.sufficient).contains("d: c"));
  for (const reason& each : ready.found.sufficient) CHECK(each.code == "fact");
}

TEST_CASE("explain: limits of conflicts and ways are kept and told, of nodes too") {
  pairing_builder told;
  told.flags({"a", "b"}).device("d").set("a", "no").set("b", "no");
  told.system("os").must("one", "a").must("two", "b");
  explain_options options;
  options.conflicts = 1;
  const explained cut(told, options);
  CHECK(cut.found.conflicts.size() == 1);
  CHECK_FALSE(cut.found.complete);
  CHECK(explained(told).found.complete);
}

TEST_CASE("explain: a node budget that ends anywhere is no crash") {
  pairing_builder told;
  told.flags({"a", "b", "u"}).scale("100 USD").device("d").set("a", "no").set("b", "yes");
  told.system("os").must("one", any_of({"a", "u"})).should("two", "b").should("three", all_of({"u", "b"}));
  told.remedy("r").makes("a").works("50%").money({map_of({{"when", "u"}, {"is", "1 USD"}}), map_of({{"is", "2 USD"}})});
  told.market("m").must("four", "b");
  for (std::size_t nodes = 2; nodes < 80; ++nodes) {
    CAPTURE(nodes);
    explain_options options;
    options.assess.node_limit = nodes;
    const explained cut(told, options);
    const explained full(told);
    if (cut.found.summary.verdict != verdict::undetermined)
      CHECK(cut.found.summary.verdict == full.found.summary.verdict);
  }
}

namespace {

/// A fork on a device whose vendor may have signed that it makes none.
catalog licensed(const built_value& holds) {
  pairing_builder told;
  told.flags({"fork"}).system("os").set("fork", "yes");
  told.agreement("licence").forbids("fork", {{"act", "os.fork"}});
  told.vendor("v").set("holds", holds);
  return built(told);
}

explanation asked_of(const catalog& world) {
  return explain(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"));
}

}  // namespace

TEST_CASE("explain: whether a vendor holds an agreement may be unknown, and is then what to ask") {
  CHECK(asked_of(licensed({"licence"})).summary.verdict == verdict::blocked);
  CHECK(asked_of(licensed(map_of({{"licence", "no"}}))).summary.verdict == verdict::ready);
  for (const built_value& holds : {built_value("unknown"), built_value(map_of({{"licence", "unknown"}}))}) {
    const explanation open = asked_of(licensed(holds));
    CHECK(open.summary.verdict == verdict::undetermined);
    CHECK(open.summary.facts_without_prior() == 1);
    REQUIRE(open.unknowns.size() == 1);
    CHECK(open.unknowns[0].subject == "v: holds licence");
    REQUIRE(open.ways.size() == 2);
    CHECK(open.ways[0].then == verdict::ready);
    CHECK(open.ways[0].steps[0].text == "it turns out that not v: holds licence");
    CHECK(open.ways[1].then == verdict::blocked);
  }
  const explanation believed = asked_of(licensed(map_of({{"licence", "30%"}})));
  CHECK(believed.summary.verdict == verdict::undetermined);
  CHECK(believed.summary.plan.likelihood.ranking == doctest::Approx(0.7));
  CHECK(believed.summary.facts_without_prior() == 0);
}

TEST_CASE("explain: a condition on what a vendor holds is the same question as the clause's") {
  pairing_builder told;
  told.flags({"fork"}).system("os").set("fork", "yes").must("free", "vendor.holds != licence");
  told.agreement("licence").forbids("fork", {{"act", "os.fork"}});
  told.vendor("v").set("holds", map_of({{"licence", "40%"}}));
  const explanation open = asked_of(built(told));
  CHECK(open.unknowns.size() == 1);
  CHECK(open.summary.plan.likelihood.ranking == doctest::Approx(0.6));
}
