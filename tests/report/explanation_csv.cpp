#include <portfit/report/explanation_csv.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> lines_of(const portfit::explanation& why) {
  std::ostringstream out;
  portfit::write_csv(out, portfit_test::sample_head(), why);
  std::istringstream in(out.str());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a row per reason, as many cells as columns") {
  portfit::explanation why = portfit_test::open_explanation();
  portfit::way_out plan;
  plan.remedies = {"M", "U"};
  why.ways.push_back(plan);
  const std::vector<std::string> lines = lines_of(why);
  CHECK(lines.front() ==
        "market,system,device,vendor,verdict,section,number,code,subject,text,source,confidence,file,line,column,"
        "changeable,"
        "remedies,then,points,version,as_of,policy,inputs");
  CHECK(lines.size() == 1 + 3 + 1 + 1 + 2);
  for (const std::string& each : lines) CHECK(std::count(each.begin(), each.end(), ',') == 22);
}

TEST_CASE("conflicts are numbered; a blocked pairing has no losses") {
  portfit::explanation why = portfit_test::blocked_explanation();
  why.loss.parts = {{{"U"}, true, 1}};
  const std::vector<std::string> lines = lines_of(why);
  CHECK(lines.size() == 1 + 5 + 1);
  CHECK(lines[4].starts_with("m1,os1,d2,v1,blocked,conflict,2,fact,d2: unlocked,"));
  CHECK(lines[6].find(",change,1,fact,d2: unlocked,\"d2: unlocked would have to be yes, it is no\",") !=
        std::string::npos);
}

TEST_CASE("near pairings are rows with their verdict and score") {
  const std::vector<std::string> lines = lines_of(portfit_test::elsewhere_explanation());
  CHECK(lines.size() == 1 + 5 + 1 + 3);
  for (const std::string& each : lines)
    if (each.find(",alternative,") != std::string::npos) CHECK(std::count(each.begin(), each.end(), ',') == 22);
  CHECK(lines.back().starts_with("m1,os1,d2,v1,blocked,alternative,3,date,d2,d2 (v1) in m1 from 2026-01-01,,"));
  CHECK(lines.back().find(",M U,undetermined,25.9375,") != std::string::npos);
}
