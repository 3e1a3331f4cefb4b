#include <portfit/resolve/build_graph.hpp>

#include "support/resolved.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace portfit;
using portfit_test::day;
using portfit_test::pairing_builder;
using portfit_test::resolved;

namespace {

std::string outcome(const catalog_builder& told, const query& asked = {}) { return resolved(told, asked).verdict(); }

query as_of(date when) {
  query asked;
  asked.as_of = when;
  return asked;
}

/// A licence that forbids forks, but for the EEA since 2018-10-29, of a vendor that has it; the system is a fork.
struct licensed : pairing_builder {
  licensed() {
    flags({"fork", "compatible"}).fact("revenue", "money");
    place("EEA").contains({"DE"});
    system("os").set("fork", "yes").set("compatible", "no");
    vendor("v").holds({"licence"});
    forbid("never", "");
  }
  /// `accept`, and the vendor's revenue as what is exposed (empty: none stated).
  void forbid(const char* accept, const char* revenue) {
    document_node clause = map_of({{"act", "os.fork"},
                                   {"except", {map_of({{"sold_in", "EEA"}, {"from", "2018-10-29"}})}},
                                   {"accept", accept}})
                               .node();
    if (*revenue != '\0') {
      vendor("v").set("revenue", revenue);
      clause.at("exposure") = map_of({{"of", "vendor.revenue"}}).node();
    }
    agreement("licence").set("forbids", map_of({{"fork", clause}}));
  }
};

}  // namespace

TEST_CASE("clauses: an exception by place and date") {
  licensed told;
  told.market("m").sold_in("RU");
  CHECK(outcome(told) == "blocked");
  told.market("m").sold_in("DE");
  CHECK(outcome(told) == "ready");
  CHECK(outcome(told, as_of(day(2018, 10, 29))) == "ready");
  CHECK(outcome(told, as_of(day(2018, 10, 28))) == "blocked");
  told.market("m").sold_in({"DE", "RU"});
  CHECK(outcome(told) == "blocked");
}

TEST_CASE("clauses: they bind who signed, and only what they forbid") {
  licensed told;
  told.vendor("v").set("holds", {"licence"});
  CHECK(outcome(told) == "blocked");
  told.system("os").set("fork", "no");
  CHECK(outcome(told) == "ready");
  told.system("os").set("fork", unknown_value());
  CHECK(outcome(told) == "undetermined");
  licensed apart;
  apart.vendor("w").holds({"licence"});
  apart.device("d").vendor("w");
  CHECK(outcome(apart) == "blocked");
  apart.vendor("x");
  apart.device("d").vendor("x");
  CHECK(outcome(apart) == "ready");
}

TEST_CASE("clauses: an exception that rests on a fact") {
  pairing_builder told;
  told.flags({"fork", "tv"}).system("os").set("fork", "yes");
  told.vendor("v").holds({"licence"});
  told.agreement("licence").forbids("fork", {{"act", "os.fork"}, {"except", {map_of({{"when", "tv"}})}}});
  CHECK(outcome(told) == "undetermined");
  told.device("d").set("tv", "yes");
  CHECK(outcome(told) == "ready");
  told.device("d").set("tv", "no");
  CHECK(outcome(told) == "blocked");
}

TEST_CASE(
    "forfeits: never is never a way, ask only where nothing can be lost or the asker says so, allowed where willing") {
  query accepting;
  accepting.accept_forfeits = true;
  licensed told;
  told.market("m").units("10").margin("10 USD");
  told.forbid("never", "50 USD");
  CHECK(outcome(told) == "blocked");
  CHECK(outcome(told, accepting) == "blocked");
  told.forbid("ask", "50 USD");
  CHECK(outcome(told) == "blocked");
  CHECK(outcome(told, accepting) == "ready");
  told.forbid("ask", "0 USD");
  CHECK(outcome(told) == "ready");
  told.forbid("ask", "0..1 USD");
  CHECK(outcome(told) == "blocked");  // not known to be zero
  told.forbid("allowed", "50 USD");
  CHECK(outcome(told) == "ready");
}

TEST_CASE("forfeits: willing at the worst ends, not at the best ends, unknown between") {
  licensed told;
  told.market("m").units("10").margin("10 USD");
  told.forbid("allowed", "100 USD");
  CHECK(outcome(told) == "ready");
  told.forbid("allowed", "101 USD");
  CHECK(outcome(told) == "blocked");
  told.forbid("allowed", "90..110 USD");
  CHECK(outcome(told) == "undetermined");
  told.forbid("allowed", "");
  CHECK(outcome(told) == "undetermined");  // nobody said what is exposed
}

TEST_CASE("forfeits: a side payment makes the holder willing") {
  licensed told;
  told.market("m").units("10").margin("10 USD");
  told.forbid("allowed", "120 USD");
  told.remedy("sweetener").makes("compatible").pays_vendor("20 USD");
  resolved pairing(told);
  CHECK(pairing.verdict() == "feasible");
  CHECK(pairing.likelihood() == 0);
  CHECK(pairing.likelihood({"sweetener"}) == 1);
}

TEST_CASE("forfeits: a breach accepted loses the grants") {
  licensed told;
  told.market("m").units("10").margin("10 USD");
  told.forbid("allowed", "0 USD");
  told.service("store");
  told.agreement("licence").grants({"store"});
  told.system("os").must("store", "service store");
  CHECK(outcome(told) == "ready");  // the clause forfeits nothing
  told.agreement("licence").set(
      "forbids",
      map_of({{"fork",
               map_of({{"act", "os.fork"}, {"accept", "allowed"}, {"forfeits", "all_grants"}, {"enforced", "0%"}})}}));
  CHECK(outcome(told) == "blocked");  // lost for certain, whatever the chance of enforcement
}

TEST_CASE("agreements oblige their holders, exclusive ones keep others out, there and then") {
  pairing_builder told;
  told.flags({"ours"}).system("os").set("ours", "no");
  told.agreement("pact").obliges("ours", "os.ours");
  CHECK(outcome(told) == "ready");
  told.vendor("v").holds({"pact"});
  CHECK(outcome(told) == "blocked");

  pairing_builder exclusive;
  exclusive.flags({"ours"}).system("os").set("ours", "yes");
  exclusive.place("IN");
  exclusive.agreement("pact").set("exclusive", map_of({{"act", "os.ours"}, {"in", "IN"}, {"until", "2015-01-01"}}));
  exclusive.market("m").sold_in("IN");
  CHECK(outcome(exclusive) == "ready");
  CHECK(outcome(exclusive, as_of(day(2014, 12, 31))) == "blocked");
  exclusive.vendor("v").holds({"pact"});
  CHECK(outcome(exclusive, as_of(day(2014, 12, 31))) == "ready");
}

TEST_CASE("law: it binds by place, date and brand, whoever signed what") {
  pairing_builder told;
  told.flags({"registered"}).device("d").set("registered", "no");
  told.rule("law").sold_in("RU").from("2023-08-29").requires_that("register", "registered");
  told.market("m").sold_in("DE");
  CHECK(outcome(told) == "ready");
  told.market("m").sold_in("RU");
  CHECK(outcome(told) == "blocked");
  CHECK(outcome(told, as_of(day(2023, 8, 28))) == "ready");
  told.rule("law").when("vendor.home = US");
  told.vendor("v").home("CN");
  CHECK(outcome(told) == "ready");
  told.vendor("v").home("US");
  CHECK(outcome(told) == "blocked");
}

TEST_CASE("law: what it withdraws no agreement grants, a system of its own still does") {
  pairing_builder told;
  told.service("maps");
  told.agreement("pact").grants({"maps"});
  told.vendor("v").holds({"pact"});
  told.system("os").must("maps", "service maps");
  told.rule("law").sold_in("RU").withdraws({"maps"});
  told.market("m").sold_in("DE");
  CHECK(outcome(told) == "ready");
  told.market("m").sold_in("RU");
  CHECK(outcome(told) == "blocked");
  told.system("os").provides({"maps"});
  CHECK(outcome(told) == "ready");
}

TEST_CASE("requirements: of the base unless the system's own replaces it, of the market, of this device alone") {
  pairing_builder told;
  told.flags({"y", "n"}).device("d").set("y", "yes").set("n", "no");
  told.system("base").is_abstract().must("boots", "n");
  told.system("os").based_on("base");
  CHECK(outcome(told) == "blocked");
  told.system("os").must("boots", "y");
  CHECK(outcome(told) == "ready");
  told.market("m").must("cheap", "n");
  CHECK(outcome(told) == "blocked");
  told.market("m").must("cheap", "y");
  told.vendor("w").must("no", "n");
  told.platform("q").must("no", "n");
  told.device("e").vendor("w").platform("q").must("no", "n");
  CHECK(outcome(told) == "ready");
  for (const char* const side : {"device", "platform", "vendor"}) {
    pairing_builder other;
    other.flags({"n"}).device("d").set("n", "no");
    if (side == std::string("device")) other.device("d").must("x", "n");
    if (side == std::string("platform")) other.platform("p").must("x", "n");
    if (side == std::string("vendor")) other.vendor("v").must("x", "n");
    CHECK(outcome(other) == "blocked");
  }
}

TEST_CASE("requirements: a platform nobody knows may be the one that asks") {
  pairing_builder told;
  told.flags({"n"}).device("d").set("n", "no").platform("unknown");
  told.platform("q").must("x", "n");
  CHECK(outcome(told) == "undetermined");
}

TEST_CASE("remedies: those left out or that never work are not there") {
  pairing_builder told;
  told.flags({"it"}).device("d").set("it", "no");
  told.remedy("a").makes("it");
  told.remedy("b").makes("it").works("0%");
  told.system("os").must("it", "it");
  const resolved all(told);
  REQUIRE(tables(all.graph).remedies.size() == 1);
  CHECK(tables(all.graph).remedies[0].what->id == "a");
  query asked;
  asked.without = {"a"};
  CHECK(outcome(told) == "feasible");
  CHECK(outcome(told, asked) == "blocked");
}

TEST_CASE("remedies: exclusions named from either side, and by contradiction") {
  pairing_builder told;
  told.flags({"it"}).fact("size", "number").fact("word", "word");
  told.remedy("a").makes("it").sets({{"word", "red"}});
  told.remedy("b").excludes({"a"}).makes("it");
  told.remedy("c").breaks("it").after("b");
  told.remedy("d_").sets({{"word", "blue"}});
  told.remedy("e").adds({{"size", "1"}});
  told.remedy("f").adds({{"size", "2"}});
  const resolved pairing(told);
  const auto& all = tables(pairing.graph);
  std::vector<std::string> found;
  for (const auto& [one, other] : all.exclusions)
    found.push_back(all.remedies[one].what->id + all.remedies[other].what->id);
  CHECK(found == std::vector<std::string>{"ab", "ac", "ad_"});
  CHECK(successors(pairing.graph, all.remedy_vertices[0], edge_kind::excludes).size() == 3);
}

TEST_CASE("ages are asked as of the day: three years old that day and no older") {
  pairing_builder told;
  told.fact("released", "date").device("d").set("released", "2021-04-01");
  told.system("os").must("young", "age(released) <= 3 years");
  CHECK(outcome(told) == "ready");
  CHECK(outcome(told, as_of(day(2024, 4, 2))) == "blocked");
  told.device("d").set("released", "2021");
  CHECK(outcome(told) == "undetermined");
  told.system("os").must("young", "age(released) >= 6 months");
  CHECK(outcome(told) == "ready");
}

TEST_CASE("conditions that ask the same are one vertex, however written; so are facts") {
  pairing_builder told;
  told.fact("ram", "GiB");
  told.system("os")
      .must("a", "ram >= 2 GiB")
      .must("b", "ram >= 2048 MiB")
      .must("c", "ram >= 4 GiB")
      .must("d_", "device.ram >= 2 GiB");
  const resolved pairing(told);
  CHECK(tables(pairing.graph).conditions.size() == 3);
  CHECK(tables(pairing.graph).facts.size() == 2);
  const std::size_t bare = tables(pairing.graph).fact_vertices[0];
  CHECK(successors(pairing.graph, bare, edge_kind::same).size() == 1);
}

TEST_CASE("the graph says what needs what") {
  pairing_builder told;
  told.flags({"y"}).service("store");
  told.system("os").must("must_y", "y").should("wish", "service store", 2);
  told.service("store").replaced_by("small", "60%");
  told.remedy("r").makes("y");
  const resolved pairing(told);
  const constraint_graph& graph = pairing.graph;
  const std::size_t goal = tables(graph).goal;
  CHECK(graph[goal].name == "os in m");
  CHECK(successors(graph, goal, edge_kind::needs) ==
        std::vector<std::size_t>{pairing.vertex(vertex_kind::requirement, "os: must_y")});
  CHECK(successors(graph, goal, edge_kind::wants) ==
        std::vector<std::size_t>{pairing.vertex(vertex_kind::requirement, "os: wish")});
  CHECK(successors(graph, pairing.vertex(vertex_kind::fact, "y"), edge_kind::sets) ==
        std::vector<std::size_t>{pairing.vertex(vertex_kind::remedy, "r")});
  const auto [first, last] = boost::out_edges(pairing.vertex(vertex_kind::service, "service store"), graph);
  REQUIRE(last - first == 1);
  CHECK(graph[*first].kind == edge_kind::grants);
  CHECK(graph[*first].coverage == 0.6);
}

TEST_CASE("a catalog without markets has one, sold everywhere and asking nothing") {
  CHECK(any_market().id == "any");
  CHECK(any_market().sold_in.empty());
  CHECK(any_market().asks.empty());
  CHECK(&any_market() == &any_market());
}
