#include <portfit/report/json_plan.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace {

nlohmann::json parsed_plans(const std::vector<portfit::pairing_plans>& plans) {
  portfit::catalog world;
  world.facts["c"].question = "Is it so?";
  portfit::shared_work work;
  work.shared.push_back({"kernel", {"platform p"}, {"d1", "d3"}, 40, 80});
  work.together = 90;
  work.apart = 130;
  std::ostringstream out;
  portfit::write_json(out, portfit_test::sample_head(), plans, work, world);
  return nlohmann::json::parse(out.str());
}

}  // namespace

TEST_CASE("plans as JSON hold steps, totals, duration, assumptions and shared work") {
  const nlohmann::json all = parsed_plans({portfit_test::sample_plans()});
  const nlohmann::json& plans = all["plans"][0];
  CHECK(plans["pairing"]["device"] == "d1");
  const nlohmann::json& plan = plans["recommended"];
  CHECK(plan["remedies"] == nlohmann::json({"M", "U"}));
  CHECK(plan["cost"]["mean"] == 116e3);
  CHECK(plan["steps"][0]["effort"]["lines"][0]["when"] == "a");
  CHECK(plan["steps"][0]["effort"]["lines"][1]["is"]["bare"] == true);
  CHECK(plan["steps"][1]["after"] == nlohmann::json({"U"}));
  CHECK(plan["steps"][1]["start"]["likely"] == 2);
  CHECK(plan["steps"][1]["pays"]["vendor"]["low"] == 2e3);
  CHECK(plan["totals"][1]["payer"] == "v1");
  CHECK(plan["duration"]["high"] == 9);
  CHECK(plan["teams"].is_null());
  CHECK(plan["assumptions"][0]["question"] == "Is it so?");
  CHECK(plan["assumptions"][0]["outcomes"][1]["likelihood"] == 0.25);
  CHECK(plans["cheapest"]["reached"] == true);
  CHECK(plans["cheapest"]["plan"]["remedies"] == nlohmann::json({"M", "U"}));
  CHECK(plans["front"][0]["promised"] == 0.1);
  CHECK(plans["ways"][1]["then"] == "undetermined");
  CHECK(plans["ways_complete"] == false);
  CHECK(all["shared_work"]["shared"][0]["once"] == 40);
  CHECK(all["shared_work"]["apart"] == 130);
}

TEST_CASE("a blocked pairing has no plan in JSON") {
  portfit::pairing_plans blocked;
  blocked.summary = portfit_test::blocked_assessment();
  const nlohmann::json all = parsed_plans({blocked});
  CHECK(all["plans"][0]["recommended"].is_null());
  CHECK(all["plans"][0]["cheapest"].is_null());
}
