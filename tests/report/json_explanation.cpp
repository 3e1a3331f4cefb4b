#include <portfit/report/json_explanation.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

nlohmann::json parsed_explanation(const portfit::explanation& why) {
  portfit::catalog world;
  world.facts["c"].question = "Is it so?";
  std::ostringstream out;
  portfit::write_json(out, portfit_test::sample_head(), why, world);
  return nlohmann::json::parse(out.str());
}

}  // namespace

TEST_CASE("conflicts and ways keep their codes") {
  const nlohmann::json result = parsed_explanation(portfit_test::blocked_explanation());
  CHECK(result["pairing"]["verdict"] == "blocked");
  CHECK(result["conflicts"].size() == 2);
  CHECK(result["conflicts"][0][2]["code"] == "os_requirement");
  CHECK(result["ways"][0]["kind"] == "change");
  CHECK(result["ways"][0]["then"] == "feasible");
  CHECK(result["ways"][0]["steps"][0]["subject"] == "d2: unlocked");
  CHECK(result["loss"].is_null());
}

TEST_CASE("near pairings say in what they differ, and have figures of their own") {
  const nlohmann::json result = parsed_explanation(portfit_test::elsewhere_explanation());
  REQUIRE(result["alternatives"].size() == 3);
  CHECK(result["alternatives"][0]["differs"] == "vendor");
  CHECK(result["alternatives"][0]["as_of"].is_null());
  CHECK(result["alternatives"][2]["differs"] == "date");
  CHECK(result["alternatives"][2]["as_of"] == "2026-01-01");
  CHECK(result["alternatives"][2]["pairing"]["score"]["ranking"] == 25.9375);
}

TEST_CASE("unknown facts come with the question to ask, losses with their points") {
  const nlohmann::json result = parsed_explanation(portfit_test::open_explanation());
  CHECK(result["unknowns"][0]["question"] == "Is it so?");
  CHECK(result["loss"]["parts"][1]["points"] == 70);
  CHECK(result["loss"]["parts"][1]["names"].size() == 2);
  CHECK(result["conflicts"].empty());
}
