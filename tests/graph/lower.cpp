#include <portfit/graph/lower.hpp>

#include "support/near.hpp"
#include "support/resolved.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::near;
using portfit_test::pairing_builder;
using portfit_test::resolved;

namespace {

/// Worth of the shoulds alone: 50 points are there as soon as every must holds.
double fitness(resolved& pairing, const std::vector<std::string>& remedies = {}) {
  return (pairing.figures(remedies).score.ranking - 50) / 50;
}

}  // namespace

TEST_CASE("lower: nothing asked is ready and worth everything") {
  resolved pairing{pairing_builder()};
  CHECK(pairing.verdict() == "ready");
  CHECK(near(pairing.figures().score.guaranteed, 100));
}

TEST_CASE("lower: all_of, any_of, none_of, at least and when") {
  const auto verdict = [](const built_value& need) {
    pairing_builder told;
    told.flags({"y", "n", "u"});
    told.device("d").set("y", "yes").set("n", "no");
    told.system("os").must("it", need);
    return resolved(told).verdict();
  };
  CHECK(verdict("y") == "ready");
  CHECK(verdict("n") == "blocked");
  CHECK(verdict("u") == "undetermined");
  CHECK(verdict(all_of({"y", "n"})) == "blocked");
  CHECK(verdict(any_of({"n", "y"})) == "ready");
  CHECK(verdict(none_of({"n"})) == "ready");
  CHECK(verdict(none_of({"n", "y"})) == "blocked");
  CHECK(verdict(at_least(2, {"y", "n", "u"})) == "undetermined");
  CHECK(verdict(at_least(1, {"y", "n", "u"})) == "ready");
  CHECK(verdict(any_of({"u", none_of({"u"})})) == "ready");  // x or not x is true
  CHECK(verdict(all_of({"u", none_of({"u"})})) == "blocked");
  CHECK(verdict(map_of({{"need", "n"}, {"when", "n"}})) == "ready");
  CHECK(verdict(map_of({{"need", "n"}, {"when", "y"}})) == "blocked");
  CHECK(verdict(map_of({{"need", "n"}, {"when", "u"}})) == "undetermined");
  CHECK(verdict(map_of({{"need", "u"}, {"when", "u"}})) == "ready");
}

TEST_CASE("lower: shoulds count by weight, half of the score is there without them") {
  pairing_builder told;
  told.flags({"y", "n"}).device("d").set("y", "yes").set("n", "no");
  told.system("os").should("one", "y", 3).should("two", "n", 1);
  resolved pairing(told);
  CHECK(pairing.verdict() == "ready");
  CHECK(near(pairing.figures().score.ranking, 50 + 50 * 0.75));
}

TEST_CASE("lower: a should that is not asked here counts as met") {
  pairing_builder told;
  told.flags({"n", "w"}).device("d").set("n", "no").set("w", "no");
  told.system("os").set("should", map_of({{"one", map_of({{"need", "n"}, {"when", "w"}})}}));
  resolved pairing(told);
  CHECK(near(pairing.figures().score.ranking, 100));
}

TEST_CASE("lower: two conditions on one unknown range are joined exactly") {
  pairing_builder told;
  told.fact("ram", "GiB").device("d").set("ram", "1..5 GiB");
  told.system("os").must("two", "ram >= 2 GiB").must("four", "ram >= 4 GiB");
  resolved pairing(told);
  CHECK(near(pairing.likelihood(), 0.25));  // not 0.75 * 0.25
  told.system("os").must("six", "ram < 4 GiB");
  CHECK(resolved(told).verdict() == "blocked");
}

TEST_CASE("lower: words and triangles are joined exactly too") {
  pairing_builder told;
  told.fact("camera", {"none", "photo", "video"}).fact("price", "money");
  told.device("d").set("camera", map_of({{"none", "50%"}, {"photo", "30%"}, {"video", "20%"}}));
  told.device("d").set("price", "0..50..100 USD");
  told.system("os").must("some", "camera >= photo").must("not_best", "camera != video");
  told.system("os").must("cheap", "price <= 50 USD").must("not_too_cheap", "price >= 25 USD");
  resolved pairing(told);
  CHECK(near(pairing.likelihood(), 0.3 * 0.375));
}

TEST_CASE("lower: several known values are all to be had, one that passes is enough") {
  pairing_builder told;
  told.fact("ram", "GiB").device("d").set("ram", {"3 GiB", "4 GiB"});
  told.system("os").must("enough", "ram >= 4 GiB");
  CHECK(resolved(told).verdict() == "ready");
  told.system("os").must("enough", "ram >= 5 GiB");
  CHECK(resolved(told).verdict() == "blocked");
}

TEST_CASE("lower: words of an unknown set are unknown one by one, of a known set known") {
  pairing_builder told;
  told.fact("bands", "set").device("d").set("bands", {"lte"});
  told.system("os").must("lte", "bands includes lte").must("five", "bands includes 5g");
  CHECK(resolved(told).verdict() == "blocked");
  told.device("d").set("bands", unknown_value());
  resolved open(told);
  CHECK(open.verdict() == "undetermined");
  CHECK(near(open.likelihood(), 0.25));
}

TEST_CASE("lower: two facts are compared; the known one gives the threshold, whichever side it stands on") {
  pairing_builder told;
  told.fact("price", "money").fact("limit", "money").device("d").set("price", "80 USD");
  told.market("m").set("limit", "100 USD");
  told.system("os").must("cheap", "price <= market.limit");
  CHECK(resolved(told).verdict() == "ready");
  told.market("m").set("limit", "0..100 USD");
  resolved open(told);
  CHECK(near(open.likelihood(), 0.2));
  told.market("m").set("limit", "50 USD");
  told.device("d").set("price", "0..100 USD");
  resolved other(told);
  CHECK(near(other.likelihood(), 0.5));
}

TEST_CASE("lower: remedies assign, lift, add and break") {
  const auto after = [](const char* condition, const std::vector<std::string>& plan) {
    pairing_builder told;
    told.flags({"safe"}).fact("size", "number").fact("camera", {"none", "photo", "video"});
    told.device("d").set("size", "4").set("camera", "photo").set("safe", "yes");
    told.remedy("assign").sets({{"size", "2"}, {"camera", "video"}});
    told.remedy("lift").makes(built_value{"size >= 6", "camera >= photo"}).after("assign");
    told.remedy("more").adds({{"size", "3"}});
    told.remedy("harm").breaks(built_value{"safe", "camera"}).after({"assign", "lift"});
    told.system("os").must("it", condition);
    resolved pairing(told);
    return pairing.likelihood(plan) > 0.5;
  };
  CHECK(after("size = 4", {}));
  CHECK(after("size = 2", {"assign"}));
  CHECK(after("size = 6", {"lift"}));
  CHECK(after("size = 6", {"assign", "lift"}));
  CHECK(after("size = 7", {"more"}));
  CHECK(after("size = 9", {"lift", "more"}));
  CHECK(after("camera = video", {"assign", "lift"}));  // a lift never lowers
  CHECK(after("safe = no", {"harm"}));
  CHECK(after("camera = none", {"harm"}));
  CHECK(after("camera = none", {"assign", "lift", "harm"}));  // the later one wins
}

TEST_CASE("lower: who comes after wins, whether it makes or breaks") {
  const auto holds = [](const char* later) {
    pairing_builder told;
    told.flags({"it"}).device("d").set("it", "no");
    told.remedy("maker").makes("it");
    told.remedy("breaker").breaks("it");
    told.remedy(later).after(later == std::string("maker") ? "breaker" : "maker");
    told.system("os").must("it", "it");
    resolved pairing(told);
    return pairing.likelihood({"maker", "breaker"});
  };
  CHECK(holds("maker") == 1);
  CHECK(holds("breaker") == 0);
}

TEST_CASE("lower: contradicting remedies exclude each other unless one comes after") {
  pairing_builder told;
  told.flags({"it", "that"}).device("d").set("it", "no").set("that", "no");
  told.remedy("maker").makes("it");
  told.remedy("breaker").breaks("it").makes("that");
  told.system("os").must("it", "it").must("that", "that");
  resolved apart(told);
  CHECK(apart.lowered.problem.exclusions.size() == 1);
  CHECK(apart.verdict() == "blocked");
  told.remedy("maker").after("breaker");
  resolved ordered(told);
  CHECK(ordered.lowered.problem.exclusions.empty());
  CHECK(ordered.verdict() == "feasible");
}

TEST_CASE("lower: prerequisites read the facts before any plan, lifted by what chosen remedies make") {
  pairing_builder told;
  told.flags({"goal", "tool", "attested"}).device("d").set("goal", "no").set("tool", "no").set("attested", "yes");
  told.remedy("a_work").makes("goal").needs(all_of({"tool", "attested"}));
  told.remedy("b_tool").makes("tool").breaks("attested");
  told.system("os").must("goal", "goal");
  resolved pairing(told);
  CHECK(pairing.likelihood({"a_work"}) == 0);
  CHECK(pairing.likelihood({"a_work", "b_tool"}) == 1);  // what breaks applies last
  CHECK(pairing.verdict() == "feasible");
}

TEST_CASE("lower: under none_of a prerequisite is not lifted") {
  pairing_builder told;
  told.flags({"goal", "locked"}).device("d").set("goal", "no").set("locked", "no");
  told.remedy("a_work").makes("goal").needs(none_of({"locked"}));
  told.remedy("b_lock").makes("locked");
  told.system("os").must("goal", "goal");
  resolved pairing(told);
  CHECK(pairing.likelihood({"a_work", "b_lock"}) == 1);
}

TEST_CASE("lower: loops of prerequisites through alternatives take effect, loops alone do not") {
  pairing_builder told;
  told.flags({"x", "y", "z"}).device("d").set("x", "no").set("y", "no").set("z", "50%");
  told.remedy("make_x").makes("x").needs("y");
  told.remedy("make_y").makes("y").needs(any_of({"x", "z"}));
  told.system("os").must("x", "x");
  resolved pairing(told);
  CHECK(near(pairing.likelihood({"make_x", "make_y"}), 0.5));
  told.device("d").set("z", "no");
  CHECK(resolved(told).verdict() == "blocked");
}

TEST_CASE("lower: chances of success, exact, bare and with a likeliest value") {
  const auto look = [](const char* works) {
    pairing_builder told;
    told.flags({"it"}).device("d").set("it", "no");
    told.remedy("r").makes("it").works(works);
    told.system("os").must("it", "it");
    resolved pairing(told);
    return pairing.figures({"r"}).likelihood;
  };
  CHECK(near(look("80%").guaranteed, 0.8));
  CHECK(near(look("80%").possible, 0.8));
  const outlook bare = look("20..60%");
  CHECK(near(bare.guaranteed, 0.2));
  CHECK(near(bare.expected.low, 0.2));
  CHECK(near(bare.ranking, 0.4));
  CHECK(near(bare.expected.high, 0.6));
  CHECK(near(bare.possible, 0.6));
  const outlook likely = look("20..60..70%");
  CHECK(near(likely.guaranteed, 0.2));
  CHECK(near(likely.expected.low, 0.5));
  CHECK(near(likely.ranking, 0.5));
  CHECK(near(likely.expected.high, 0.5));
  CHECK(near(likely.possible, 0.7));
  CHECK(near(look("0..100%").guaranteed, 0));
  CHECK(near(look("0..100%").possible, 1));
}

TEST_CASE("lower: the first line of a figure that applies counts") {
  pairing_builder told;
  told.flags({"it", "easy"}).device("d").set("it", "no").set("easy", "25%");
  told.set("person_month", "5 USD");
  const built_value lines{map_of({{"when", "easy"}, {"is", "40%"}}), map_of({{"is", "20%"}})};
  const built_value price{map_of({{"when", "easy"}, {"is", "10 USD"}}), map_of({{"is", "30..30..90 USD"}})};
  told.remedy("r").makes("it").works(lines).money(price).effort("2 pm");
  told.system("os").must("it", "it");
  resolved pairing(told);
  const plan_figures plan = pairing.figures({"r"});
  CHECK(near(plan.likelihood.ranking, 0.25 * 0.4 + 0.75 * 0.2));
  CHECK(near(plan.likelihood.guaranteed, 0.2));
  CHECK(near(plan.cost.money, 0.25 * 10 + 0.75 * 50));
  CHECK(near(plan.cost.effort, 2));
  CHECK(near(plan.cost.ends.low, 20));
  CHECK(near(plan.cost.ends.high, 100));
  REQUIRE(pairing.lowered.problem.costs.size() == 1);
  CHECK(near(pairing.lowered.problem.costs[0].least_mean, 20));
  CHECK(near(pairing.lowered.problem.costs[0].least_low, 20));
}

TEST_CASE("lower: a vendor's remedies cost us nothing, side payments do") {
  pairing_builder told;
  told.flags({"it"}).device("d").set("it", "no");
  told.market("m").units("10").margin("5 USD");
  told.remedy("vendors").makes("it").paid_by("vendor").money("40 USD");
  told.remedy("ours").makes("it").money("30 USD").pays_vendor("7 USD");
  told.system("os").must("it", "it");
  resolved pairing(told);
  CHECK(near(pairing.figures({"vendors"}).cost.mean, 0));
  CHECK(near(pairing.figures({"ours"}).cost.mean, 37));
}

TEST_CASE("lower: a vendor does its own remedy only if its gain and what it is paid cover it") {
  const auto chance = [](const char* money, const std::vector<std::string>& plan) {
    pairing_builder told;
    told.flags({"it"}).device("d").set("it", "no");
    told.market("m").units("10").margin("5 USD");
    told.remedy("vendors").makes("it").paid_by("vendor").money(money);
    told.remedy("sweetener").makes("it").works("0..1%").pays_vendor("20 USD");
    told.system("os").must("it", "it");
    resolved pairing(told);
    return pairing.figures(plan).likelihood;
  };
  CHECK(chance("50 USD", {"vendors"}).guaranteed == 1);
  CHECK(chance("51 USD", {"vendors"}).possible == 0);
  CHECK(chance("40..60 USD", {"vendors"}).guaranteed == 0);
  CHECK(near(chance("40..60 USD", {"vendors"}).ranking, 0.5));
  CHECK(chance("40..60 USD", {"vendors"}).possible == 1);
  CHECK(chance("60 USD", {"sweetener", "vendors"}).guaranteed == 1);
}

TEST_CASE("lower: a service is covered by the system, a grant or a substitute, by the largest of them") {
  pairing_builder told;
  told.flags({"good"}).device("d").set("good", "yes");
  told.service("store").replaced_by("small", "30%").replaced_by("large", map_of({{"covers", "60%"}, {"when", "good"}}));
  told.system("os").should("store", "service store");
  resolved pairing(told);
  CHECK(near(fitness(pairing), 0.6));
  told.device("d").set("good", "no");
  resolved small(told);
  CHECK(near(fitness(small), 0.3));
  told.system("os").provides(map_of({{"store", "40%"}}));
  resolved own(told);
  CHECK(near(fitness(own), 0.4));
  told.agreement("pact").grants({"store"});
  told.vendor("v").holds({"pact"});
  resolved granted(told);
  CHECK(near(fitness(granted), 1));
}

TEST_CASE("lower: a must needs a service whole unless it names less") {
  pairing_builder told;
  told.service("store").replaced_by("small", "60%");
  told.system("os").must("store", "service store");
  CHECK(resolved(told).verdict() == "blocked");
  told.system("os").must("store", "service store >= 60%");
  CHECK(resolved(told).verdict() == "ready");
  told.system("os").must("store", "service store >= 61%");
  CHECK(resolved(told).verdict() == "blocked");
}

TEST_CASE("lower: a should with a coverage named is met or not") {
  pairing_builder told;
  told.service("store").replaced_by("small", "60%");
  told.system("os").should("store", "service store >= 50%");
  resolved met(told);
  CHECK(near(fitness(met), 1));
  told.system("os").should("store", "service store >= 70%");
  resolved missed(told);
  CHECK(near(fitness(missed), 0));
}

TEST_CASE("lower: formulas of services are met to the least, the largest, the second largest coverage") {
  const auto met = [](const built_value& need) {
    pairing_builder told;
    told.flags({"y"}).device("d").set("y", "yes");
    told.service("a").replaced_by("x", "20%");
    told.service("b").replaced_by("x", "50%");
    told.service("c").replaced_by("x", "90%");
    told.system("os").should("it", need);
    resolved pairing(told);
    return fitness(pairing);
  };
  CHECK(near(met(all_of({"service a", "service b", "service c"})), 0.2));
  CHECK(near(met(any_of({"service a", "service b"})), 0.5));
  CHECK(near(met(at_least(2, {"service a", "service b", "service c"})), 0.5));
  CHECK(near(met(all_of({"service b", "y"})), 0.5));
  CHECK(near(met(none_of({"service a"})), 1));  // a whole service is asked not to be there
}

TEST_CASE("lower: a grant holds while its condition does and nothing withdraws it") {
  pairing_builder told;
  told.flags({"compatible", "watched"}).device("d").set("compatible", "yes").set("watched", "no");
  told.agreement("pact").set("grants", map_of({{"services", {"store"}}, {"on", "compatible"}}));
  told.service("store");
  told.vendor("v").holds({"pact"});
  told.rule("law").when("watched").withdraws({"store"});
  told.system("os").must("store", "service store");
  CHECK(resolved(told).verdict() == "ready");
  told.device("d").set("watched", "yes");
  CHECK(resolved(told).verdict() == "blocked");
  told.device("d").set("watched", "no").set("compatible", "no");
  CHECK(resolved(told).verdict() == "blocked");
}

TEST_CASE("lower: relaxed, every known fact and every must has a selector, kept it says the same") {
  pairing_builder told;
  told.flags({"n", "u"}).device("d").set("n", "no");
  told.system("os").must("it", any_of({"n", "u"})).should("that", "n");
  resolved relaxed(told, {}, true);
  const auto selectors = relaxed.compiled.variables({variable_role::selector});
  CHECK(selectors.size() == 2);
  std::map<variable, bool> kept;
  for (const variable each : selectors) kept[each] = true;
  resolved plain(told);
  const edge same = relaxed.compiled.diagrams().restrict(relaxed.compiled.goal(), kept);
  CHECK(near(probability_of(relaxed.compiled.diagrams(), same, relaxed.lowered.problem.weight), plain.likelihood()));
  REQUIRE(relaxed.lowered.musts.size() == 1);
  CHECK(relaxed.lowered.musts[0].selector.has_value());
  REQUIRE(relaxed.lowered.shoulds.size() == 1);
  CHECK_FALSE(relaxed.lowered.shoulds[0].selector.has_value());
}

TEST_CASE("lower: what the lane knows is folded in") {
  pairing_builder told;
  told.flags({"y", "u"}).device("d").set("y", "yes");
  told.system("os").must("one", "y").must("two", "u");
  const resolved pairing(told);
  CHECK(pairing.lowered.problem.roles.size() == 1);
  CHECK(pairing.lowered.musts.size() == 2);
  CHECK(pairing.lowered.musts[0].levels.front().second == true_term);
}
