#include <portfit/graph/relevance.hpp>

#include "support/pairing_builder.hpp"

#include <portfit/resolve/build_graph.hpp>
#include <portfit/resolve/make_lane.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

/// How far each fact matters for the pairing a builder told of.
class matter {
 public:
  explicit matter(const catalog_builder& told)
      : world_(built(told)),
        graph_(build_graph(world_, world_.systems.at("os"), world_.markets.at("m"))),
        found_(relevance_of(
            graph_,
            make_lane(world_, graph_, {&world_.systems.at("os"), &world_.markets.at("m"), &world_.devices.at("d")}))) {}
  relevance operator()(const std::string& fact) const {
    for (const std::size_t vertex : tables(graph_).fact_vertices)
      if (graph_[vertex].name == fact) return found_[vertex];
    FAIL("no fact " << fact);
    return relevance::none;
  }

 private:
  catalog world_;
  constraint_graph graph_;
  std::vector<relevance> found_;
};

}  // namespace

TEST_CASE("relevance: what requirements ask about matters, through remedies and their figures too") {
  pairing_builder told;
  told.flags({"it", "tool", "easy", "apart", "idle"});
  told.system("os").must("it", "it");
  told.remedy("work").makes("it").needs("tool").money(
      {map_of({{"when", "easy"}, {"is", "1 USD"}}), map_of({{"is", "2 USD"}})});
  told.remedy("useless").makes("apart").needs("idle");
  const matter look(told);
  CHECK(look("it") == relevance::goal);
  CHECK(look("tool") == relevance::goal);
  CHECK(look("easy") == relevance::goal);
  CHECK(look("apart") != relevance::goal);
  CHECK(look("idle") == relevance::asked);
}

TEST_CASE("relevance: clauses of an agreement matter to those who hold it") {
  pairing_builder told;
  told.flags({"fork"});
  told.agreement("pact").forbids("fork", {{"act", "fork"}});
  CHECK(matter(told)("fork") == relevance::none);
  told.vendor("v").holds({"pact"});
  CHECK(matter(told)("fork") == relevance::goal);
}

TEST_CASE("relevance: requirements of another device, vendor or platform are never asked") {
  pairing_builder told;
  told.flags({"a", "b", "c", "own"});
  told.vendor("w").must("x", "a");
  told.platform("q").must("x", "b");
  told.device("e").vendor("w").platform("q").must("x", "c");
  told.device("d").must("x", "own");
  const matter look(told);
  CHECK(look("a") == relevance::none);
  CHECK(look("b") == relevance::none);
  CHECK(look("c") == relevance::none);
  CHECK(look("own") == relevance::goal);
}

TEST_CASE("relevance: alternatives that the entities settle are not asked any more") {
  pairing_builder told;
  told.flags({"a", "b", "c"});
  told.vendor("w");
  told.system("os").must("one", any_of({"vendor = v", "a"}));
  told.system("os").must("two", any_of({"vendor = w", "b"}));
  told.system("os").must("three", map_of({{"need", "c"}, {"when", "vendor = w"}}));
  const matter look(told);
  CHECK(look("a") == relevance::none);
  CHECK(look("b") == relevance::goal);
  CHECK(look("c") == relevance::none);
}
