#include <portfit/report/json_what_if.hpp>

#include "support/what_if_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

TEST_CASE("heads, what was said anew, and the changes with the edits they need and the conflicts that came and went") {
  std::ostringstream out;
  portfit::report_head after = portfit_test::later_head();
  after.edits = {"d1: a = 2"};
  portfit::write_json(out, portfit_test::sample_head(), after, portfit_test::sample_what_if());
  const nlohmann::ordered_json told = nlohmann::ordered_json::parse(out.str());
  CHECK(told["portfit"] == "9.9.9");
  CHECK(told["before"]["set"].empty());
  CHECK(told["after"]["set"].dump() == "[\"d1: a = 2\"]");
  CHECK(told["set"][1].dump() == "{\"text\":\"M: money = 9 kUSD\",\"was\":\"not stated\",\"moves\":true}");
  REQUIRE(told["changes"].size() == 3);
  const auto& freed = told["changes"][0];
  CHECK(freed["before"]["verdict"] == "blocked");
  CHECK(freed["after"]["score"]["ranking"] == 25.9375);
  CHECK(freed["set"].dump() == "[1,2]");
  CHECK(freed["causes"][0]["code"] == "edit");
  CHECK(freed["causes"][0]["turns_verdict"] == true);
  CHECK(freed["gone"].size() == 2);
  CHECK(freed["gone"][0][0]["subject"] == "d1: a");
  CHECK(freed["fresh"].empty());
  CHECK(told["changes"][2]["fresh"][0][0]["code"] == "fact");
  CHECK(told["changes"][2]["still"][0][0]["code"] == "rule");
  CHECK(told["unchanged"] == 5);
  CHECK(told["complete"] == true);
  CHECK(told["compared"] == true);
}
