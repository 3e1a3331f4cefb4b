#include <portfit/report/plan_text.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

portfit::catalog sourced() {
  portfit::catalog world;
  world.sources["guess"] = {"guess", "our guess", {}, portfit::confidence::assumed, {}, {}, {}};
  return world;
}

std::string plan_text_of(const portfit::pairing_plans& plans,
                         const portfit::report_head& head = portfit_test::sample_head()) {
  std::ostringstream out;
  portfit::write_plans(out, head, plans, sourced());
  return out.str();
}

bool plan_text_has(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  MESSAGE(text);
  return false;
}

}  // namespace

TEST_CASE("plan text: steps, totals by payer, duration, assumptions") {
  const std::string text = plan_text_of(portfit_test::sample_plans());
  CHECK(plan_text_has(text, "1  U       os       os       2..9 pm               1..2..6      0    2   80 %\n"));
  CHECK(plan_text_has(
      text, "makes b; effort 2..4 pm where a (50 %), else 4..9 pm, on average 5 pm; source: our guess (assumed)\n"));
  CHECK(plan_text_has(text, "2  M       v1       v1                10..50 kUSD        3      2    5  100 %\n"));
  CHECK(plan_text_has(text, "makes c; after U; pays the vendor 2 kUSD\n"));
  CHECK(plan_text_has(
      text, "we pay: money 2 kUSD, effort 5 pm on average (2..9 pm); in all 116 kUSD on average (60..140 kUSD) at"));
  CHECK(plan_text_has(text, "v1 pays: money 30 kUSD on average (10..50 kUSD), effort 0 pm\n"));
  CHECK(plan_text_has(text, "duration: 4..5..9 months, the longest path: with as many teams as it takes\n"));
  CHECK(plan_text_has(text, "v1 gains enough: willing\n"));
  CHECK(plan_text_has(text, "d1: c is unknown"));
  CHECK(plan_text_has(text, "if it turns out yes       100 %  116 kUSD\n"));
}

TEST_CASE("plan text: the cheapest plan says whether it reaches what was asked") {
  portfit::pairing_plans plans = portfit_test::sample_plans();
  CHECK(plan_text_has(plan_text_of(plans),
                      "cheapest plan that holds with at least 80 %\n    every must holds with 43 % to 86 %"));
  plans.cheapest->wanted = {"os1: camera"};
  CHECK(plan_text_has(plan_text_of(plans),
                      "at least 80 %, with os1: camera\n    every must and all that is wanted hold with"));
  plans.cheapest->reached = false;
  CHECK(plan_text_has(plan_text_of(plans), "    no plan promises so much; the likeliest: every must"));
  portfit::report_head head = portfit_test::sample_head();
  head.money_budget = 1e6;
  CHECK(plan_text_has(plan_text_of(plans, head), "    no plan within the budget promises so much;"));
  plans.cheapest->promised = 0;
  CHECK(plan_text_has(plan_text_of(plans),
                      "no plan promises anything while what nobody knows may turn out badly: ask that first\n"));
  plans.cheapest->optimal = false;
  plans.cheapest->bound = 0.5;
  CHECK(plan_text_has(plan_text_of(plans), "nothing can promise\n        more than 50 %"));
}

TEST_CASE("plan text: front and ways through") {
  const std::string text = plan_text_of(portfit_test::sample_plans());
  CHECK(plan_text_has(
      text,
      "    cost  likelihood  score  plan\n   0 USD        10 %   0.00  none\n116 kUSD        43 %  25.94  M, U\n"));
  CHECK(plan_text_has(
      text,
      "then            likelihood      cost  remedies\nfeasible      43 % to 86 %  116 kUSD  M, U (useful only "
      "together)\n"
      "undetermined  43 % to 86 %  116 kUSD  U\nthere are more\n"));
}

TEST_CASE("plan text: teams, steps that can never start, budgets") {
  portfit::pairing_plans plans = portfit_test::sample_plans();
  plans.recommended.timing.teams = 1;
  plans.recommended.steps[0].timing->team = 0;
  plans.recommended.steps[1].timing.reset();
  plans.recommended.figures.within_budget = false;
  const std::string text = plan_text_of(plans);
  CHECK(plan_text_has(text, "list-scheduled for 1 team of ours: workable, not proven to be the shortest\n"));
  CHECK(plan_text_has(text, "makes b; team 1;"));
  CHECK(plan_text_has(text, "never"));
  CHECK(plan_text_has(text, "what it needs cannot come about in this plan"));
  CHECK(plan_text_has(text, "over budget"));
}

TEST_CASE("plan text: side by side, with the work that is shared") {
  portfit::pairing_plans blocked;
  blocked.summary = portfit_test::blocked_assessment();
  portfit::shared_work work;
  work.shared.push_back({"kernel", {"os os1", "platform p"}, {"d1", "d3"}, 40e3, 80e3});
  work.together = 90e3;
  work.apart = 130e3;
  std::ostringstream out;
  portfit::write_side_by_side(out, portfit_test::sample_head(), {portfit_test::sample_plans(), blocked}, work);
  CHECK(plan_text_has(out.str(), "d1         undetermined  25.94  43 % to 86 %  116 kUSD  4..5..9  M, U\n"));
  CHECK(plan_text_has(out.str(), "blocked\n"));
  CHECK(plan_text_has(out.str(), "kernel  os os1, platform p  d1, d3   40 kUSD  80 kUSD\n"));
  CHECK(plan_text_has(out.str(), "together these plans cost 90 kUSD on average, instead of 130 kUSD apart"));
}
