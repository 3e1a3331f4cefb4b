#include <portfit/report/diff_csv.hpp>

#include "support/diff_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace {

std::string diff_rows(const portfit::diff_result& what) {
  std::ostringstream out;
  portfit::write_csv(out, portfit_test::sample_head(), portfit_test::later_head(), what);
  return out.str();
}

}  // namespace

TEST_CASE("a row per changed pairing and cause, under names that are a promise") {
  const std::string ends = "2024-04-01,00000000000000ff,9.9.9,2026-02-03,floor=0.5,00000000000000fe\n";
  const std::string rule =
      "1,rule,added,strict,rule strict is in force since 2025-12-01,gazette,B,laws.yaml,7,3,yes,yes,";
  CHECK(diff_rows(portfit_test::sample_diff()) ==
        "market,system,device,verdict_before,answerable_before,score_before,remedies_before,within_budget_before,"
        "verdict_after,answerable_after,score_after,remedies_after,within_budget_after,cause,code,what,subject,text,"
        "source,confidence,file,line,column,turns_verdict,exact,as_of_before,inputs_before,version,as_of,policy,"
        "inputs\n"
        "m1,os1,d1,ready,no,100,,yes,blocked,no,,,," +
            rule + ends + "m1,os1,d2,ready,no,100,,yes,blocked,no,,,," + rule + ends +
            "m1,os1,d3,undetermined,yes,25.9375,M old,yes,feasible,no,12.5,M U,yes," + rule + ends +
            "m1,os1,d3,undetermined,yes,25.9375,M old,yes,feasible,no,12.5,M U,yes,"
            "2,fact,added,d3: a,\"d3: a is 1, it was 2\",,,,0,0,no,yes," +
            ends + "m1,os1,d4,,,,,,ready,no,100,,yes,1,entity,added,d4,device d4 is new,,,,0,0,no,yes," + ends);
}

TEST_CASE("every row has as many cells as there are names, causes or none") {
  portfit::diff_result what = portfit_test::sample_diff();
  what.changes.resize(1);
  what.changes[0].causes.clear();
  what.changes[0].exact = false;
  const std::string text = diff_rows(what);
  const std::string names = text.substr(0, text.find('\n'));
  const std::string row = text.substr(names.size() + 1);
  CHECK(std::count(names.begin(), names.end(), ',') == std::count(row.begin(), row.end(), ','));
  CHECK(row.find(",,,,,,,,,,,,no,2024-04-01,") != std::string::npos);
}
