#include <portfit/report/contagion_csv.hpp>

#include "support/agreement_world.hpp"
#include "support/report_samples.hpp"

#include <portfit/analysis/trace_contagion.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace portfit;

namespace {

using row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char letter : line) {
    if (letter == '"')
      quoted = !quoted;
    else if (letter == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += letter;
  }
  return cells;
}

std::vector<row> rows_of(const portfit_test::agreement_world& told, const char* vendor) {
  const catalog world = told.build().catalog;
  std::stringstream text;
  write_csv(text, portfit_test::sample_head(), {trace_contagion(world, world.vendors.at(vendor))});
  std::string line;
  std::getline(text, line);
  const std::vector<std::string> names = cells_of(line);
  CHECK(line.starts_with("section,vendor,code,agreement,act,scope,system,device,market,service,done,chance_low,"));
  CHECK(line.ends_with(",currency,version,as_of,policy,inputs"));
  std::vector<row> rows;
  while (std::getline(text, line)) {
    const std::vector<std::string> cells = cells_of(line);
    REQUIRE(cells.size() == names.size());
    row& made = rows.emplace_back();
    for (std::size_t index = 0; index < cells.size(); ++index) made[names[index]] = cells[index];
  }
  return rows;
}

row find(const std::vector<row>& rows, const row& like) {
  for (const row& each : rows) {
    bool same = true;
    for (const auto& [name, value] : like) same = same && each.at(name) == value;
    if (same) return each;
  }
  FAIL("no such row");
  return {};
}

}  // namespace

TEST_CASE("contagion as rows: vendor, breaches, services, changes") {
  const std::vector<row> rows = rows_of(portfit_test::agreement_world(), "v");
  CHECK(rows.size() == 1 + 12 + 12 + 8);
  CHECK(rows.front().at("section") == "vendor");
  CHECK(rows.front().at("code") == "not_willing");
  CHECK(rows.front().at("gain_high") == "2e+05");
  row breach = find(rows, {{"section", "breach"}, {"system", "fork"}, {"device", "d"}, {"market", "m"}});
  CHECK(breach["code"] == "breach");
  CHECK(breach["scope"] == "vendor");
  CHECK(breach["done"] == "yes");
  CHECK(breach["loss_low"] == "3500000");
  CHECK(breach["enforced_high"] == "0.9");
  CHECK(breach["willing"] == "no");
  CHECK(breach["text"].ends_with("not willing"));
  row open = find(rows, {{"section", "breach"}, {"system", "maybe"}, {"device", "e"}, {"market", "m"}});
  CHECK(open["code"] == "depends");
  CHECK(open["chance_high"] == "0.3");
  CHECK(open["depends_on"] == "maybe: is_fork");
  row store = find(rows, {{"section", "service"}, {"service", "store"}, {"device", "d"}, {"market", "m"}});
  CHECK(store["code"] == "lost");
  CHECK(store["covered_high"] == "0");
  CHECK(store["coverable_high"] == "0.6");
  CHECK(store["ways"] == "mall");
  row change = find(rows, {{"section", "change"}, {"system", "fork"}, {"device", "d"}});
  CHECK(change["verdict_before"] == "blocked");
  CHECK(change["score_before"] == "");
  CHECK(change["verdict_after"] == "ready");
  CHECK(change["score_after"] == "80");
}

TEST_CASE("contagion as rows: what nobody knows stays empty") {
  portfit_test::agreement_world told;
  told.vendor("v").set("revenue", unknown_value());
  row breach = find(rows_of(told, "v"), {{"section", "breach"}, {"system", "fork"}, {"market", "m"}});
  CHECK(breach["loss_low"] == "0");
  CHECK(breach["loss_high"] == "");
  CHECK(breach["willing"] == "unknown");
}
