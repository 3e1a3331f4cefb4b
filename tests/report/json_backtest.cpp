#include <portfit/report/json_backtest.hpp>

#include "support/backtest_report_sample.hpp"

#include <cmath>
#include <limits>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

namespace {

nlohmann::json backtest_json(const portfit::backtest_result& what) {
  std::ostringstream out;
  portfit::write_json(out, portfit_test::backtest_report_head(), what);
  return nlohmann::json::parse(out.str());
}

}  // namespace

TEST_CASE("a back-test as JSON") {
  const portfit::backtest_result what = portfit_test::backtest_report_sample();
  const nlohmann::json told = backtest_json(what);
  CHECK(told["portfit"] == "1.2.3");
  CHECK(told["system"] == "lark");
  CHECK(told["positive"] == nlohmann::json{"kept"});
  CHECK(told["hidden"]["facts"]["rumour"] == 9);
  CHECK(told["hidden"]["own"] == 3);
  CHECK(told["folds"][1]["strength"] == 0.5);
  CHECK(told["score"]["area"]["is"] == what.score.area->area);
  CHECK(told["score"]["area"]["standard_error"] == std::sqrt(*what.score.area->variance));
  CHECK(told["score"]["area"]["interval_95"].size() == 2);
  CHECK(told["score"]["folds"][1]["fold"] == 2);
  CHECK(told["score"]["pooled"] == what.score.pooled->area);
  CHECK(told["score_less_baseline"]["is"] == what.over_baseline->difference);
  CHECK(told["score_less_baseline"]["p"].is_number());
  CHECK(told["forecast"]["is"]["brier"] == what.forecast.scores.brier);
  CHECK(told["forecast"]["bins"].size() == what.forecast.bins.size());
  CHECK(told["at_even_odds"] == 1);
  CHECK(told["parts"].size() == 3);
  CHECK(told["missed"][0]["device"] == "de");
  CHECK(told["missed"][0]["lost"][1]["cost"] == true);
  CHECK(told["disappointing"][0]["lost"].empty());
  CHECK(told["devices"].size() == 12);
  CHECK(told["devices"][3]["expected"][1] == 0.5);
  CHECK(told["devices"][0]["counted"]["groups"][0]["of"] == 2.5);
  CHECK(told["devices"][6]["fold"] == 2);
}

TEST_CASE("what is not there is null in JSON") {
  portfit::backtest_result what = portfit_test::backtest_report_sample();
  what.likelihood.area.reset();
  what.over_baseline->variance.reset();
  what.likelihood_over_baseline.reset();
  what.forecast.scores.log_loss = std::numeric_limits<double>::infinity();
  const nlohmann::json told = backtest_json(what);
  CHECK(told["likelihood"].is_null());
  CHECK(told["score_less_baseline"]["standard_error"].is_null());
  CHECK(told["score_less_baseline"]["p"].is_null());
  CHECK(told["likelihood_less_baseline"].is_null());
  CHECK(told["forecast"]["is"]["log_loss"].is_null());
  CHECK(told["forecast"]["log_loss_skill"].is_null());
}
