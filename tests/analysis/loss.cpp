#include <portfit/analysis/loss.hpp>

#include "support/near.hpp"
#include "support/pairing_builder.hpp"

#include <portfit/search/best_plan.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::near;
using portfit_test::pairing_builder;

namespace {

struct broken_down {
  loss_breakdown loss;
  double score = 0;
  explicit broken_down(const catalog_builder& told) {
    const catalog world = built(told);
    const constraint_graph graph = build_graph(world, world.systems.at("os"), world.markets.at("m"));
    const pairing_model model =
        resolve_pairing(world, graph, {&world.systems.at("os"), &world.markets.at("m"), &world.devices.at("d")}, {});
    compiled_problem compiled(model.lowered.problem);
    const plan_figures plan = best_plan(compiled).best;
    score = plan.score.ranking;
    loss = break_down_loss(model, compiled, plan, 0.5);
  }
  [[nodiscard]] double sum() const {
    double total = 0;
    for (const loss_part& each : loss.parts) total += each.points;
    return total;
  }
  [[nodiscard]] double of(const std::string& name) const {
    for (const loss_part& each : loss.parts)
      for (const std::string& one : each.names)
        if (one == name) return each.points;
    return 0;
  }
};

}  // namespace

TEST_CASE("loss: costs by share of the mean, then requirements; they sum to the loss") {
  pairing_builder told;
  told.flags({"a", "b"}).scale("40 USD").device("d").set("a", "no").set("b", "no");
  told.system("os").must("one", "a").must("two", "b");
  told.remedy("cheap").makes("a").money("10 USD");
  told.remedy("dear").makes("b").money("30 USD").works("50%");
  const broken_down found(told);
  CHECK(near(found.score, 25));
  CHECK(near(found.of("cheap"), 12.5));
  CHECK(near(found.of("dear"), 37.5));
  CHECK(near(found.of("os: two"), 25));
  CHECK(near(found.of("os: one"), 0));
  CHECK(near(found.sum(), 75));
  REQUIRE(found.loss.parts.size() >= 3);
  CHECK(found.loss.parts[0].is_cost);
  CHECK(found.loss.parts[1].is_cost);
  CHECK_FALSE(found.loss.parts[2].is_cost);
}

TEST_CASE("loss: two musts alike share what both lose by; one that is surely met loses nothing") {
  pairing_builder told;
  told.flags({"a", "b", "y"}).device("d").set("a", "50%").set("b", "50%").set("y", "yes");
  told.system("os").must("one", "a").must("two", "b").must("three", "y");
  const broken_down found(told);
  CHECK(near(found.of("os: one"), 37.5));
  CHECK(near(found.of("os: two"), 37.5));
  CHECK(near(found.of("os: three"), 0));
  CHECK(found.loss.parts.size() == 2);
}

TEST_CASE("loss: requirements that ask the same are one player, a should beside a must too") {
  pairing_builder told;
  told.flags({"a"}).device("d").set("a", "50%");
  told.system("os").must("one", "a").must("again", all_of({"a"})).should("wish", "a");
  const broken_down found(told);
  REQUIRE(found.loss.parts.size() == 1);
  CHECK(found.loss.parts[0].names.size() == 3);
  CHECK(near(found.loss.parts[0].points, 50));
}

TEST_CASE("loss: a formula is the same however many coverages its services could have had") {
  pairing_builder told;
  told.flags({"a"}).device("d").set("a", "50%");
  told.service("store").replaced_by("small", "40%");
  told.system("os").provides({"store"}).must("one", "a").should("wish", all_of({"a", "service store"}));
  const broken_down found(told);
  REQUIRE(found.loss.parts.size() == 1);
  CHECK(found.loss.parts[0].names.size() == 2);
}

TEST_CASE("loss: of shoulds alone, by weight") {
  pairing_builder told;
  told.flags({"a", "b"}).device("d").set("a", "10%").set("b", "20%");
  told.system("os").should("one", "a", 3).should("two", "b", 1).should("three", "b", 1);
  const broken_down found(told);
  CHECK(near(found.of("os: one"), 27));
  CHECK(near(found.of("os: two"), 16));  // and three, its equal
  CHECK(near(found.sum(), 43));
}

TEST_CASE("loss: more requirements than can be shared out exactly are taken one after the other") {
  pairing_builder told;
  const std::vector<std::string> letters{"a", "b", "c", "e", "f", "g", "h", "i", "j", "k", "l"};
  for (const std::string& each : letters) {
    told.fact(each + "1", "yes/no").device("d").set(each + "1", "90%");
    told.system("os").must(each, built_value(each + "1"));
  }
  const broken_down found(told);
  CHECK_FALSE(found.loss.exact);
  CHECK(found.loss.parts.size() == 11);
  CHECK(near(found.sum(), 100 - found.score));
}
