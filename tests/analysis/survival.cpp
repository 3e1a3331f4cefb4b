#include <portfit/analysis/survival.hpp>

#include "support/pairing_builder.hpp"

#include <portfit/analysis/assess.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

survival_report survived(const catalog& world, double horizon, const std::string& device = "d") {
  assess_options options;
  options.asked.horizon = horizon;
  const pairing_entities who{&world.systems.at("os"), &world.markets.at("m"), &world.devices.at(device)};
  const constraint_graph graph = build_graph(world, *who.os, *who.market, options.asked);
  const pairing_model model = resolve_pairing(world, graph, who, options);
  compiled_problem compiled(model.lowered.problem);
  const assessment found = detail::assess_compiled(model, compiled, options);
  const survival_report result = survive(model, found.plan.decisions, options);
  CHECK(result.years.back().likelihood.ranking == doctest::Approx(found.plan.likelihood.ranking));
  CHECK(result.years.back().score.guaranteed == doctest::Approx(found.plan.score.guaranteed));
  return result;
}

/// A port that somebody has to make, three devices on two chips, and four hazards, one of which breaks nothing that is asked.
catalog chips() {
  pairing_builder told;
  told.flags({"ported", "kernel", "fast", "idle"});
  told.device("d2").vendor("v").platform("p");
  told.vendor("w");
  told.device("d3").vendor("w").platform("p");
  told.device("d4").vendor("v").platform("unknown");
  told.world("ported", "no");
  told.world("kernel", "yes");
  told.world("fast", "yes");
  told.system("os").must("runs", all_of({"ported", "kernel"})).should("quick", "fast");
  told.remedy("port_it").makes("ported").works("80%");
  told.hazard("people").breaks("ported").per_year("10%");
  told.hazard("stale").breaks({"kernel", "fast"}).per_year("5%").once_per({"platform"});
  told.hazard("fashion").breaks("fast").per_year("20%").once_per(built_value(std::initializer_list<built_value>{}));
  told.hazard("elsewhere").breaks("idle").per_year("50%");
  return built(told);
}

}  // namespace

TEST_CASE("a plan year by year, and what each hazard takes") {
  const catalog world = chips();
  const survival_report report = survived(world, 2.5);
  CHECK(report.exact);
  CHECK(report.horizon == 2.5);
  REQUIRE(report.years.size() == 4);
  const double years[] = {0, 1, 2, 2.5};
  for (std::size_t index = 0; index < 4; ++index) {
    const double t = years[index];
    const double works = 0.8 * std::pow(0.9, t) * std::pow(0.95, t);
    CHECK(report.years[index].years == t);
    CHECK(report.years[index].likelihood.ranking == doctest::Approx(works));
    CHECK(report.years[index].likelihood.guaranteed == doctest::Approx(works));
    CHECK(report.years[index].score.ranking == doctest::Approx(100 * works * (0.5 + 0.5 * std::pow(0.8, t))));
  }
  REQUIRE(report.hazards.size() == 3);
  const double last = report.years.back().likelihood.ranking;
  CHECK(report.hazards[0].id == "people");
  CHECK(report.hazards[0].likelihood_lost == doctest::Approx(last / std::pow(0.9, 2.5) - last));
  CHECK(report.hazards[0].devices == std::vector<std::string>{"d"});
  CHECK(report.hazards[0].breaks == std::vector<std::string>{"ported"});
  CHECK(report.hazards[1].id == "fashion");
  CHECK(report.hazards[1].likelihood_lost == doctest::Approx(0));
  CHECK(report.hazards[1].points_lost == doctest::Approx(100 * last * 0.5 * (1 - std::pow(0.8, 2.5))));
  CHECK(report.hazards[1].devices.size() == 4);
  CHECK(report.hazards[2].id == "stale");
  CHECK(report.hazards[2].devices == std::vector<std::string>{"d", "d2", "d3"});
  CHECK(report.hazards[2].survives.low == doctest::Approx(std::pow(0.95, 2.5)));
}

TEST_CASE("one horizon alone, and a device whose chip nobody knows") {
  const catalog world = chips();
  const survival_report at_once = survived(world, 0);
  REQUIRE(at_once.years.size() == 1);
  CHECK(at_once.years[0].likelihood.ranking == doctest::Approx(0.8));
  for (const hazard_effect& each : at_once.hazards) CHECK(each.points_lost == 0);
  CHECK(at_once.hazards[0].id == "fashion");  // of equals, by id
  const survival_report lonely = survived(world, 1, "d4");
  CHECK(lonely.hazards[2].devices == std::vector<std::string>{"d4"});
}

TEST_CASE("remedies start from what was there before hazards") {
  pairing_builder told;
  told.flags({"base", "ported"});
  told.device("d").set("base", "yes");
  told.system("os").must("runs", "ported").must("stands", any_of({"base", "ported"}));
  told.remedy("port_it").makes("ported").needs("base");
  told.hazard("base_ends").breaks("base").per_year("50%");
  const survival_report report = survived(built(told), 3);
  CHECK(report.years.back().likelihood.ranking == 1);
  REQUIRE(report.hazards.size() == 1);
  CHECK(report.hazards[0].points_lost == 0);
}

TEST_CASE("a hazard outlives what a plan makes, and breaks words to the first") {
  pairing_builder told;
  told.fact("camera", built_value({"none", "photo", "video"}));
  told.device("d").set("camera", "video");
  told.system("os").must("pictures", "camera >= photo");
  told.hazard("sensor_ends").breaks("camera").per_year("30%");
  const survival_report report = survived(built(told), 2);
  CHECK(report.years[1].likelihood.guaranteed == doctest::Approx(0.7));
  CHECK(report.years[2].likelihood.guaranteed == doctest::Approx(0.49));
}

TEST_CASE("whether a vendor agrees to two losses is settled before anything happens to one") {
  pairing_builder told;
  told.flags({"one", "other"});
  told.fact("revenue", "money");
  told.device("d").set("one", "yes").set("other", "yes");
  told.system("os").must("runs", "one");
  told.vendor("v").holds({"pact"}).set("revenue", "100 USD");
  told.market("m").units("150").margin("1 USD");
  for (const char* const act : {"one", "other"})
    told.agreement("pact").forbids(
        act,
        {{"act", act}, {"enforced", "100%"}, {"exposure", map_of({{"of", "vendor.revenue"}})}, {"accept", "allowed"}});
  told.hazard("other_ends").breaks("other").per_year("10%");
  CHECK(survived(built(told), 4).years.back().likelihood.possible == 0);
  told.vendor("v").set("revenue", "70 USD");
  CHECK(survived(built(told), 4).years.back().likelihood.guaranteed == 1);
}

TEST_CASE("causes of one rate are at the same end of it") {
  pairing_builder told;
  told.flags({"a", "b"});
  told.device("d").set("a", "yes").set("b", "yes");
  told.system("os").must("both", all_of({"a", "b"}));
  told.hazard("whole").per_year("10..40%");
  told.hazard("ends_a").breaks("a").part_of("whole", "75%");
  told.hazard("ends_b").breaks("b").part_of("whole", "25%");
  const survival_report report = survived(built(told), 2);
  const outlook& last = report.years.back().likelihood;
  CHECK(last.guaranteed == doctest::Approx(0.36));
  CHECK(last.possible == doctest::Approx(0.81));
  CHECK(last.expected.low == doctest::Approx(0.36));
  CHECK(last.expected.high == doctest::Approx(0.81));
  CHECK(last.ranking == doctest::Approx((0.36 + 0.81) / 2));
}
