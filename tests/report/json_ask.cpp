#include <portfit/report/json_ask.hpp>

#include "support/ask_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

TEST_CASE("inquiries with their answers, each question once, questionnaires by key") {
  portfit::inquiry_sweep what = portfit_test::sample_inquiries();
  what.questionnaires.push_back({"", {1}});
  std::ostringstream out;
  portfit::write_json(out, portfit_test::sample_head(), what);
  const nlohmann::ordered_json told = nlohmann::ordered_json::parse(out.str());
  CHECK(told["portfit"] == "9.9.9");
  CHECK(told["complete"] == true);
  REQUIRE(told["inquiries"].size() == 1);
  const auto& one = told["inquiries"][0];
  CHECK(one["pairing"]["device"] == "d1");
  CHECK(one["best_possible"] == 52.75);
  REQUIRE(one["questions"].size() == 2);
  const auto& tree = one["questions"][0];
  CHECK(tree["code"] == "fact");
  CHECK(tree["value"] == 3.5);
  CHECK(tree["by_choice"] == 3.0);
  CHECK(tree["saving"] == 16e3);
  CHECK(tree["answers"][0]["set"] == "q9: source_tree = yes");
  CHECK(tree["answers"][0]["figures"]["months"].is_null());
  CHECK(tree["answers"][1]["kept"].dump() ==
        "{\"score\":20.0,\"likelihood\":0.5,\"cost\":140000.0,\"effort\":10.0,\"months\":[8.0,9.0,10.0]}");
  const auto& willing = one["questions"][1];
  CHECK(willing["value"].is_null());
  CHECK(willing["fact"].is_null());
  CHECK(willing["answers"][0]["chance"].is_null());
  CHECK(willing["answers"][0]["set"].is_null());
  CHECK(willing["rests_on"][0] == "v1: sales = AMOUNT USD");
  CHECK(one["pairs"].is_array());
  CHECK(one["perfect"]["value"] == 3.5);
  CHECK(one["ask_first"].dump() == "[\"q9: source_tree\"]");
  CHECK(told["questions"][0]["largest"] == 3.5);
  CHECK(told["questions"][1]["largest"].is_null());
  CHECK(told["questionnaires"].dump() ==
        "[{\"vendor\":\"v1\",\"questions\":[\"q9: source_tree\",\"v1 is willing\"]},"
        "{\"vendor\":null,\"questions\":[\"v1 is willing\"]}]");
}

TEST_CASE("what was not looked at together is null") {
  portfit::inquiry_sweep what = portfit_test::sample_inquiries();
  what.inquiries[0].together = {};
  std::ostringstream out;
  portfit::write_json(out, portfit_test::sample_head(), what);
  const nlohmann::ordered_json told = nlohmann::ordered_json::parse(out.str());
  CHECK(told["inquiries"][0]["pairs"].is_null());
  CHECK(told["inquiries"][0]["perfect"].is_null());
}
