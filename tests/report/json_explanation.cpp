#include <portfit/report/json_explanation.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

nlohmann::json written(const portfit::explanation& why) {
  portfit::catalog world;
  world.facts["c"].question = "Is it so?";
  std::ostringstream out;
  portfit::write_json(out, portfit_test::sample_head(), why, world);
  return nlohmann::json::parse(out.str());
}

}  // namespace

TEST_CASE("conflicts and ways keep their codes") {
  const nlohmann::json result = written(portfit_test::blocked_explanation());
  CHECK(result["pairing"]["verdict"] == "blocked");
  CHECK(result["conflicts"].size() == 2);
  CHECK(result["conflicts"][0][2]["code"] == "os_requirement");
  CHECK(result["ways"][0]["kind"] == "change");
  CHECK(result["ways"][0]["then"] == "feasible");
  CHECK(result["ways"][0]["steps"][0]["subject"] == "d2: unlocked");
  CHECK(result["loss"].is_null());
}

TEST_CASE("unknown facts come with the question to ask, losses with their points") {
  const nlohmann::json result = written(portfit_test::open_explanation());
  CHECK(result["unknowns"][0]["question"] == "Is it so?");
  CHECK(result["loss"]["parts"][1]["points"] == 70);
  CHECK(result["loss"]["parts"][1]["names"].size() == 2);
  CHECK(result["conflicts"].empty());
}
