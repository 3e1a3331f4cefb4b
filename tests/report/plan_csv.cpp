#include <portfit/report/plan_csv.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace {

/// By line, cells cut at commas: the sample holds none within a cell but in the blocked device's name.
std::vector<std::vector<std::string>> plan_table(const std::vector<portfit::pairing_plans>& plans) {
  std::ostringstream out;
  portfit::write_csv(out, portfit_test::sample_head(), plans);
  std::istringstream lines(out.str());
  std::vector<std::vector<std::string>> table;
  for (std::string line; std::getline(lines, line);) {
    table.emplace_back();
    std::istringstream cells(line + ',');
    for (std::string cell; std::getline(cells, cell, ',');) table.back().push_back(cell);
  }
  return table;
}

}  // namespace

TEST_CASE("plans as CSV: a row for each plan, step, total and outcome, all of one width") {
  const auto table = plan_table({portfit_test::sample_plans()});
  const auto at = [&](std::size_t row, const std::string& name) {
    const auto column = std::find(table[0].begin(), table[0].end(), name);
    REQUIRE(column != table[0].end());
    return table[row].at(static_cast<std::size_t>(column - table[0].begin()));
  };
  // recommended and cheapest: plan, two steps, two totals, two outcomes; two of the front, two minimal ones
  REQUIRE(table.size() == 1 + 2 * 7 + 2 + 2);
  for (const auto& row : table) CHECK(row.size() == table[0].size());
  CHECK(at(1, "section") == "plan");
  CHECK(at(1, "remedies") == "M U");
  CHECK(at(1, "cost_mean") == "116000");
  CHECK(at(1, "months_likely") == "5");
  CHECK(at(2, "remedy") == "U");
  CHECK(at(2, "effort_mean") == "5");
  CHECK(at(3, "after") == "U");
  CHECK(at(3, "start_likely") == "2");
  CHECK(at(4, "payer") == "os");
  CHECK(at(5, "money_high") == "50000");
  CHECK(at(7, "section") == "assumption");
  CHECK(at(7, "likelihood_ranking") == "0.25");
  CHECK(at(8, "plan") == "cheapest");
  CHECK(at(8, "reached") == "yes");
  CHECK(at(15, "plan") == "front");
  CHECK(at(18, "verdict") == "undetermined");
  CHECK(table[0].back() == "inputs");
}

TEST_CASE("a blocked pairing is one row") {
  portfit::pairing_plans blocked;
  blocked.summary = portfit_test::blocked_assessment();
  const auto table = plan_table({blocked});
  REQUIRE(table.size() == 2);
  CHECK(std::find(table[1].begin(), table[1].end(), "blocked") != table[1].end());
}
