#include <portfit/report/json_sensitivity.hpp>

#include "support/sensitivity_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace portfit;

TEST_CASE("sensitivity as JSON: measures are numbers, infinite, or null") {
  sensitivity what = portfit_test::sample_sensitivity();
  what.events.push_back({"fact", "d: a", "yes", 0.5, true, false, {1, 1, 0.5}});
  std::ostringstream out;
  write_json(out, portfit_test::sample_head(), what);
  const nlohmann::json whole = nlohmann::json::parse(out.str());
  CHECK(whole["portfit"] == "9.9.9");
  CHECK(whole["pairing"]["verdict"] == "undetermined");
  CHECK(whole["plan"] == nlohmann::json({"M", "U"}));
  CHECK(whole["is_recommended"] == true);
  REQUIRE(whole["events"].size() == 4);
  CHECK(whole["events"][0]["birnbaum"] == 0.5);
  CHECK(whole["events"][0]["risk_reduction"] == "infinite");
  CHECK(whole["events"][1]["fussell_vesely"] == -1.5);
  CHECK(whole["events"][2]["chance"].is_null());
  CHECK(whole["events"][3]["risk_achievement"].is_null());
  CHECK(whole["facts"][0]["classes"][1]["likelihood"] == 0.375);
  CHECK(whole["slopes"][1]["points"] == -0.25);
  CHECK(whole["swings"][0]["low"]["verdict"] == "blocked");
  CHECK(whole["swings"][0]["spread"] == 40);
  CHECK(whole["swings"][1]["edited"] == true);
  CHECK(whole["complete"] == true);
}
