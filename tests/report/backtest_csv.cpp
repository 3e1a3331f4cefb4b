#include <portfit/report/backtest_csv.hpp>

#include "support/backtest_report_sample.hpp"

#include <sstream>
#include <string>

#include <doctest/doctest.h>

TEST_CASE("a back-test as CSV: a line for the names and one for each device") {
  std::ostringstream out;
  portfit::backtest_result what = portfit_test::backtest_report_sample();
  what.rows.resize(2);
  what.rows[0].counted = {"ports", 1, 1, {{"acme, on q8", 1, 2.5, 0.5}, {"all", 0, 0, 0.5}}};
  what.rows[1].counted = {"ports", 0, 3, {{"all", 0, 0, 0.5}}};
  portfit::write_csv(out, portfit_test::backtest_report_head(), what);
  CHECK(
      out.str() ==
      R"(system,market,device,group,part,outcome,positive,fold,strength,verdict,score,likelihood,expected_low,expected_high,counted,counted_low,counted_high,counts,baseline,base_rate,version,as_of,policy,inputs
lark,any,da,da,close,kept,yes,1,4,feasible,90,0.9,0.9,0.9,0.5,0.05,0.95,"1 of 2.5 acme, on q8",0.3,0.4,1.2.3,2024-04-01,floor=0.5,0000000000000000
lark,any,db,da,close,kept,yes,1,4,feasible,80,0.8,0.8,0.8,0,0,0,nothing,0.5,0.4,1.2.3,2024-04-01,floor=0.5,0000000000000000
)");
}
