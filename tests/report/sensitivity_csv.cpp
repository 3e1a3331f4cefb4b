#include <portfit/report/sensitivity_csv.hpp>

#include "support/sensitivity_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

using namespace portfit;

TEST_CASE("sensitivity as CSV: a row per event, class, slope and swing, as many cells as columns") {
  std::stringstream text;
  write_csv(text, portfit_test::sample_head(), portfit_test::sample_sensitivity());
  std::string line;
  std::getline(text, line);
  CHECK(
      line ==
      "market,system,device,vendor,verdict,plan,section,code,id,text,chance,prior,assumed,likelihood,if_certain,if_not,"
      "birnbaum,fussell_vesely,risk_achievement,risk_reduction,score,value,slope,step,points,low,low_score,low_best,"
      "low_plan,low_verdict,high,high_score,high_best,high_plan,high_verdict,changes_plan,changes_verdict,edited,"
      "currency,version,as_of,policy,inputs");
  const auto columns = std::count(line.begin(), line.end(), ',');
  std::string all;
  int rows = 0;
  while (std::getline(text, line)) {
    CHECK(std::count(line.begin(), line.end(), ',') == columns);
    CHECK(line.starts_with("m1,os1,d1,v1,undetermined,M U,"));
    all += line + '\n';
    ++rows;
  }
  CHECK(rows == 1 + 3 + 4 + 4 + 3);
  const auto tells = [&](const char* part) { return all.find(part) != std::string::npos; };
  CHECK(tells(",event,fact,d1: c,yes,0.5,no,no,0.75,1,0.5,0.5,1,2,infinite,,"));
  CHECK(tells(",event,stake,v1 is willing,willing on all terms,,no,no,0.75,0.75,0.75,0,0,1,1,,"));
  CHECK(tells(",class,fact,d1: ram,below 4 GiB,0.25,yes,yes,0.375,,,,,,,12.5,,"));
  CHECK(tells(",slope,effort,M: effort,,,,,,,,,,,,,5,-0.5,0.5,-0.25,,"));
  CHECK(tells(
      ",swing,payment,M: pays vendor,1000 USD to 2000 USD,,,,,,,,,,,,,,,,1000 USD,26,30,M,undetermined,2000 USD,25,"
      "25,M U,undetermined,yes,no,yes,USD,9.9.9,"));
}

TEST_CASE("sensitivity as CSV: what is not defined is empty") {
  sensitivity what;
  what.events = {{"fact", "d: a", "yes", 0.5, true, false, {1, 1, 0.5}}};
  std::ostringstream text;
  write_csv(text, portfit_test::sample_head(), what);
  CHECK(text.str().find(",event,fact,d: a,yes,0.5,yes,no,1,1,0.5,0.5,,,,,") != std::string::npos);
}
