#include <portfit/report/ranking_text.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

std::string ranking_lines(portfit::ranking list, const portfit::report_head& head = portfit_test::sample_head(),
                          bool column_notes = true) {
  std::ostringstream out;
  portfit::write_ranking(out, head, {std::move(list)}, column_notes);
  return out.str();
}

}  // namespace

TEST_CASE("a table per market, plan and knowledge below each row, nothing for blocked ones") {
  const std::string text = ranking_lines(portfit_test::sample_ranking());
  CHECK(
      text.starts_with("portfit 9.9.9, as of 2024-04-01, policy floor=0.5, inputs 00000000000000ff\n"
                       "\n"
                       "market m1, system os1\n"
                       "#  device (vendor)  verdict        score      expected   sure  likely      cost  effort\n"
                       "1  d1 (v1)          undetermined+  25.94  17.25..34.50  14.25  64.5 %  116 kUSD    5 pm\n"
                       "    plan M, U; 1 of 3 facts known, 1 without a prior\n"
                       "2  d2, \"odd\" (v1)   blocked            -             -      -       -         -       -\n"));
  CHECK(text.find("undetermined+:") != std::string::npos);
  CHECK(text.find("`portfit explain`") != std::string::npos);
  CHECK(text.find("Without a `scale`") == std::string::npos);
}

TEST_CASE("without a scale the output says that cost does not enter") {
  portfit::report_head head = portfit_test::sample_head();
  head.scale.reset();
  CHECK(
      ranking_lines(portfit_test::sample_ranking(), head).find("Without a `scale` cost does not enter the score.\n") !=
      std::string::npos);
}

TEST_CASE("what was left out is told") {
  portfit::ranking list = portfit_test::sample_ranking();
  list.rows.pop_back();
  list.left_out = 1;
  list.blocked_left_out = 1;
  const std::string text = ranking_lines(list, portfit_test::sample_head());
  CHECK(text.find("blocked            -") == std::string::npos);
  CHECK(text.find("`portfit explain`") != std::string::npos);
  CHECK(text.find("1 row left out, 1 of them blocked\n") != std::string::npos);
}

TEST_CASE("no line of the table is wider than a report") {
  portfit::ranking list = portfit_test::sample_ranking();
  list.rows[0].device = "a_device_with_quite_a_long_name_of_its_own";
  list.rows[0].vendor = "a_vendor_with_a_long_name_too";
  list.rows[1].os = "another_system_with_a_long_name";
  list.systems.push_back(list.rows[1].os);
  std::istringstream lines(ranking_lines(list));
  for (std::string line; std::getline(lines, line);) CHECK(portfit::display_width(line) <= portfit::report_width);
}

TEST_CASE("limits show") {
  portfit::ranking list = portfit_test::sample_ranking();
  list.rows[0].optimal = false;
  list.rows[0].best_bound = 31;
  list.rows[0].plan.within_budget = false;
  list.complete = false;
  const std::string text = ranking_lines(list);
  CHECK(text.find("over budget") != std::string::npos);
  CHECK(text.find("search ended at its limit") != std::string::npos);
  CHECK(text.find("pairings are missing") != std::string::npos);
}
