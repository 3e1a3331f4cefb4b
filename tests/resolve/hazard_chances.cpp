#include <portfit/resolve/hazard_chances.hpp>

#include <portfit/catalog/builder.hpp>
#include <portfit/resolve/build_graph.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <string>

using namespace portfit;

namespace {

/// A device with a date, and hazards that one test adds.
struct dated_device {
  catalog_builder told;

  explicit dated_device(const built_value& released) {
    told.as_of("2024-01-01").fact("ported", "yes/no").fact("released", "date");
    told.vendor("acme");
    told.device("brick").vendor("acme").platform("unknown").set("released", released);
    told.system("lark").must("runs", "ported");
  }

  [[nodiscard]] std::map<std::string, hazard_chance> at(double horizon) const {
    const read_result read = told.build();
    for (const diagnostic& remark : read.remarks) FAIL_CHECK(to_text(remark));
    const pairing_entities who{&read.catalog.systems.at("lark"), &any_market(), &read.catalog.devices.at("brick")};
    std::map<std::string, hazard_chance> result;
    for (const hazard_entry& each : single_hazards(read.catalog))
      result[each.what->id] = chance_to_survive(read.catalog, who, {}, each, horizon);
    return result;
  }
};

bool close_to(double a, double b, double within = 1e-12) { return std::fabs(a - b) <= within; }

}  // namespace

TEST_CASE("causes are scaled so that their product is the table") {
  dated_device world("2020-01-01");
  world.told.hazard("history").survival({{"1", "98.7%"}, {"2", "95%"}, {"3", "85%"}, {"4", "82%"}, {"5", "56%"}});
  world.told.hazard("kernel").breaks("ported").part_of("history", "50%");
  world.told.hazard("rest").part_of("history", "30%");
  world.told.hazard("people").breaks("ported").part_of("rest", "87%");
  world.told.hazard("rot").breaks("ported").part_of("rest", "11%");
  const read_result read = world.told.build();
  REQUIRE(read.remarks.size() == 2);
  CHECK(read.remarks[0].code == "scaled_shares");
  CHECK(read.remarks[0].message == "the causes of 'history' have shares of 80% together, which are scaled to 100%");
  const double left[] = {1, 0.987, 0.95, 0.85, 0.82, 0.56};
  const std::vector<hazard_entry> causes = single_hazards(read.catalog);
  REQUIRE(causes.size() == 3);
  CHECK(close_to(causes[0].share, 0.625));
  CHECK(close_to(causes[1].share, 0.375 * 87 / 98));
  CHECK(causes[1].whole->id == "history");
  const pairing_entities who{&read.catalog.systems.at("lark"), &any_market(), &read.catalog.devices.at("brick")};
  for (int year = 0; year <= 5; ++year) {
    double product = 1;
    for (const hazard_entry& each : causes) {
      const hazard_chance chance = chance_to_survive(read.catalog, who, {}, each, year);
      CHECK(chance.low == chance.high);
      CHECK_FALSE(chance.is_extrapolated);
      product *= chance.low;
    }
    CHECK(close_to(product, left[year]));
  }
  CHECK(chance_to_survive(read.catalog, who, {}, causes[0], 5.5).is_extrapolated);
}

TEST_CASE("a rate keeps its ends, a triangular one its mean over the rates") {
  dated_device world("2020-01-01");
  world.told.hazard("exact").breaks("ported").per_year("10%");
  world.told.hazard("bare").breaks("ported").per_year("10..30%");
  world.told.hazard("spread").breaks("ported").per_year("25..39..60%");
  const auto found = world.at(3);
  CHECK(close_to(found.at("exact").low, 0.729));
  CHECK(found.at("exact").low == found.at("exact").high);
  CHECK(close_to(found.at("bare").low, 0.343));
  CHECK(close_to(found.at("bare").high, 0.729));
  CHECK(found.at("bare").is_bare);
  CHECK(found.at("bare").upper == 0.5);
  CHECK_FALSE(found.at("spread").is_bare);
  CHECK(close_to(found.at("spread").low, 0.064));
  CHECK(close_to(found.at("spread").high, 0.421875));
  double sum = 0;  // midpoints of the triangular distribution of 1 - rate
  const int steps = 200'000;
  for (int index = 0; index < steps; ++index) {
    const double left = 0.4 + 0.35 * (index + 0.5) / steps;
    const double density = left < 0.61 ? 2 * (left - 0.4) / (0.35 * 0.21) : 2 * (0.75 - left) / (0.35 * 0.14);
    sum += density * left * left * left * 0.35 / steps;
  }
  CHECK(close_to(found.at("spread").mean(), sum, 1e-8));
}

TEST_CASE("a table may count from a date: known, late, unknown") {
  const auto lasting = [](const built_value& released, double horizon) {
    dated_device world(released);
    world.told.hazard("h").breaks("ported").start("released").survival({{"1", "90%"}, {"2", "45%"}, {"4", "40%"}});
    return world.at(horizon).at("h");
  };
  const double old = std::pow(40.0 / 45.0, 0.5);
  CHECK(close_to(lasting("2020-01-01", 1).low, old));  // beyond the table: its last rate
  CHECK(lasting("2020-01-01", 1).is_extrapolated);
  CHECK(close_to(lasting("2023-01-01", 1).low, 0.5, 1e-3));  // 365 days are not quite a year
  CHECK_FALSE(lasting("2023-01-01", 1).is_extrapolated);
  CHECK(lasting("2026-06-01", 1).low == 1);
  const hazard_chance nothing_known = lasting(unknown_value(), 1);
  CHECK(close_to(nothing_known.low, 0.5));
  CHECK(nothing_known.high == 1);
  CHECK(nothing_known.is_bare);
  CHECK(nothing_known.upper == 0.5);
  const hazard_chance last_year = lasting("2023", 1);  // within a year: the worst is to have turned one today
  CHECK(last_year.is_bare);
  CHECK(close_to(last_year.low, 0.5, 1e-3));
  CHECK(last_year.high > 0.85);
  CHECK(last_year.high < 0.9);
  const hazard_chance year_two = lasting("2022", 0.5);  // from one to two years old: the end lies inside the range
  CHECK(close_to(year_two.low, std::sqrt(0.5), 1e-9));
  CHECK(close_to(year_two.high, std::sqrt(old), 1e-2));
}
