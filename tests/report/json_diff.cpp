#include <portfit/report/json_diff.hpp>

#include "support/diff_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

TEST_CASE("both sides' heads, the changes with their causes, and what did not change") {
  std::ostringstream out;
  portfit::write_json(out, portfit_test::sample_head(), portfit_test::later_head(), portfit_test::sample_diff());
  const nlohmann::ordered_json told = nlohmann::ordered_json::parse(out.str());
  CHECK(told["portfit"] == "9.9.9");
  CHECK(told["before"]["as_of"] == "2024-04-01");
  CHECK(told["after"]["as_of"] == "2026-02-03");
  CHECK(told["after"]["inputs"] == "00000000000000fe");
  CHECK(told["unchanged"] == 5);
  CHECK(told["complete"] == true);
  REQUIRE(told["changes"].size() == 4);
  const auto& blocked = told["changes"][0];
  CHECK(blocked["device"] == "d1");
  CHECK(blocked["before"]["score"]["ranking"] == 100.0);
  CHECK(blocked["after"]["verdict"] == "blocked");
  CHECK(blocked["exact"] == true);
  REQUIRE(blocked["causes"].size() == 1);
  CHECK(blocked["causes"][0].dump() ==
        "{\"code\":\"rule\",\"what\":\"added\",\"subject\":\"strict\",\"text\":\"rule strict is in force since "
        "2025-12-01\",\"source\":\"gazette\",\"source_title\":\"the gazette, \\\"daily\\\"\",\"confidence\":\"B\","
        "\"file\":\"laws.yaml\",\"line\":7,\"column\":3,\"turns_verdict\":true}");
  CHECK(told["changes"][2]["causes"].size() == 2);
  CHECK(told["changes"][2]["causes"][1]["confidence"].is_null());
  CHECK(told["changes"][3]["before"].is_null());
}
