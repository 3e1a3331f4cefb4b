#include <portfit/report/json_contagion.hpp>

#include "support/agreement_world.hpp"
#include "support/report_samples.hpp"

#include <portfit/analysis/trace_contagion.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace portfit;

namespace {

nlohmann::json read(const portfit_test::agreement_world& told, const char* vendor) {
  const catalog world = told.build().catalog;
  std::ostringstream out;
  write_json(out, portfit_test::sample_head(), {trace_contagion(world, world.vendors.at(vendor))});
  return nlohmann::json::parse(out.str());
}

}  // namespace

TEST_CASE("contagion as JSON: codes, stakes, services and changes") {
  const nlohmann::json whole = read(portfit_test::agreement_world(), "v");
  CHECK(whole["portfit"] == "9.9.9");
  CHECK(whole["notice"].get<std::string>().starts_with("portfit gives no legal advice"));
  const nlohmann::json& vendor = whole["vendors"][0];
  CHECK(vendor["code"] == "not_willing");
  CHECK(vendor["unwilling"] == 4);
  CHECK(vendor["gain"] == nlohmann::json({100e3, 200e3}));
  const nlohmann::json& held = vendor["agreements"][0];
  CHECK(held["grants"] == nlohmann::json({"store", "maps", "checks"}));
  const nlohmann::json& act = held["acts"][0];
  CHECK(act["scope"] == "vendor");
  CHECK(act["at_risk"][0] == 3.5e6);
  REQUIRE(act["pairings"].size() == 12);
  int breaches = 0;
  for (const nlohmann::json& each : act["pairings"]) {
    const nlohmann::json& stake = each["stake"];
    if (each["code"] == "excepted") CHECK_FALSE(stake.contains("loss"));
    if (each["code"] != "breach") continue;
    ++breaches;
    CHECK(stake["willing"] == "no");
    CHECK(stake["money"]["fact"] == "vendor.revenue");
    CHECK(stake["share"]["known"] == true);
    CHECK(stake["text"].get<std::string>().ends_with(": not willing"));
  }
  CHECK(breaches == 2);
  CHECK(held["services"][0]["ways"][0]["name"] == "licence");
  CHECK(held["services"][0]["code"] == "lost");
  for (const nlohmann::json& each : held["changes"])
    CHECK((each["before"]["verdict"] == "blocked") == each["before"]["score"].is_null());
}

TEST_CASE("contagion as JSON: what nobody knows is null, never a number") {
  portfit_test::agreement_world told;
  told.vendor("v").set("revenue", unknown_value());
  const nlohmann::json whole = read(told, "v");
  const nlohmann::json& act = whole["vendors"][0]["agreements"][0]["acts"][0];
  CHECK(act["at_risk"][0] == 0);
  CHECK(act["at_risk"][1].is_null());
  CHECK(whole["vendors"][0]["code"] == "depends");
}

TEST_CASE("contagion as JSON: who holds nothing") {
  const nlohmann::json whole = read(portfit_test::agreement_world(), "w");
  CHECK(whole["vendors"][0]["code"] == "nothing_held");
  CHECK(whole["vendors"][0]["agreements"].empty());
}
