#include <portfit/report/json.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

template <class Result>
nlohmann::json parsed_rankings(const Result& what) {
  std::ostringstream out;
  portfit::write_json(out, portfit_test::sample_head(), what);
  return nlohmann::json::parse(out.str());
}

}  // namespace

TEST_CASE("every output says version, date, policy and inputs") {
  const nlohmann::json result = parsed_rankings(std::vector<portfit::ranking>{});
  CHECK(result["portfit"] == "9.9.9");
  CHECK(result["as_of"] == "2024-04-01");
  CHECK(result["policy"]["floor"] == 0.5);
  CHECK(result["inputs"] == "00000000000000ff");
  CHECK(result["budget"]["money"].is_null());
}

TEST_CASE("a row has figures unless it is blocked") {
  const nlohmann::json result = parsed_rankings(std::vector{portfit_test::sample_ranking()});
  const nlohmann::json& rows = result["rankings"][0]["rows"];
  CHECK(rows.size() == 2);
  CHECK(rows[0]["verdict"] == "undetermined");
  CHECK(rows[0]["answerable"] == true);
  CHECK(rows[0]["score"]["ranking"] == 25.9375);
  CHECK(rows[0]["score"]["expected"] == nlohmann::json({17.25, 34.5}));
  CHECK(rows[0]["likelihood"]["guaranteed"] == 0.4);
  CHECK(rows[0]["cost"]["effort"] == 5);
  CHECK(rows[0]["plan"] == nlohmann::json({"M", "U"}));
  CHECK(rows[0]["facts_known"] == 1);
  CHECK(rows[0]["facts"].size() == 3);
  CHECK(rows[1]["verdict"] == "blocked");
  CHECK_FALSE(rows[1].contains("score"));
}

TEST_CASE("rows that were left out are counted") {
  portfit::ranking list = portfit_test::sample_ranking();
  CHECK(parsed_rankings(std::vector{list})["rankings"][0]["left_out"] == 0);
  list.left_out = 7;
  CHECK(parsed_rankings(std::vector{list})["rankings"][0]["left_out"] == 7);
}

TEST_CASE("remarks keep their place") {
  const nlohmann::json result = parsed_rankings(
      portfit::diagnostics{{portfit::severity::warning, "wrong_type", {"a\xFF.yaml", 3, 7}, "no", "a number", "near"}});
  const nlohmann::json& remark = result["remarks"][0];
  CHECK(remark["severity"] == "warning");
  CHECK(remark["line"] == 3);
  CHECK(remark["nearest"] == "near");
  CHECK(remark["file"] == "a\xEF\xBF\xBD.yaml");
}
