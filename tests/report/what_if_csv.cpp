#include <portfit/report/what_if_csv.hpp>

#include "support/what_if_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

TEST_CASE("a row per pairing that moved, under names that are a promise") {
  std::ostringstream out;
  portfit::write_csv(out, portfit_test::sample_head(), portfit_test::later_head(), portfit_test::sample_what_if());
  const std::string ends = "yes,00000000000000ff,9.9.9,2026-02-03,floor=0.5,00000000000000fe\n";
  CHECK(out.str() ==
        "market,system,device,verdict_before,answerable_before,score_before,remedies_before,within_budget_before,"
        "guaranteed_before,expected_low_before,expected_high_before,possible_before,cost_before,verdict_after,"
        "answerable_after,score_after,remedies_after,within_budget_after,guaranteed_after,expected_low_after,"
        "expected_high_after,possible_after,cost_after,sets,turning_sets,set_texts,gone,fresh,exact,inputs_before,"
        "version,as_of,policy,inputs\n"
        "m1,os1,d1,blocked,no,,,,,,,,,undetermined,yes,25.9375,M U,yes,0.4,0.43,0.86,1,116000,1 2,1,"
        "d1: a = 2; M: money = 9 kUSD,\"strict, in force, requires more; d1: a is 1 (and 1 more)\",," +
            ends +
            "m1,os1,d3,undetermined,yes,25.9375,M U,yes,0.4,0.43,0.86,1,116000,undetermined,yes,25.9375,M U,yes,0.4,"
            "0.5,0.5,1,9000,2,,M: money = 9 kUSD,,," +
            ends + "m1,os1,d4,blocked,no,,,,,,,,,blocked,no,,,,,,,,,1,,d1: a = 2,,d1: a is 1," + ends);
}
