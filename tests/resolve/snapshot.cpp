#include <portfit/resolve/snapshot.hpp>

#include "support/assessed.hpp"
#include "support/pairing_builder.hpp"
#include "support/random_catalog.hpp"
#include "support/shipped_catalog.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;
using portfit_test::all_figures;
using portfit_test::built;
using portfit_test::day;
using portfit_test::pairing_builder;

namespace {

query on(date when) {
  query asked;
  asked.as_of = when;
  return asked;
}

built_value statement(const char* is, const char* key, const char* value) { return map_of({{"is", is}, {key, value}}); }

/// A random catalog with sources, levels of trust, waivers and exclusive promises besides the dates it has anyhow.
catalog dated_catalog(std::uint64_t seed) {
  catalog world = portfit_test::random_catalog(seed);
  portfit_test::random_source random(seed + 7);
  const std::vector<std::pair<std::string, int>> pages{{"early", 2021}, {"late", 2024}};
  for (const auto& [id, year] : pages) {
    world.sources[id].id = id;
    world.sources[id].published = day(year, 6, 1);
  }
  const std::vector<confidence> levels{confidence::contradicted, confidence::assumed, confidence::c, confidence::a};
  for (fact_table* const table : {&world.devices["d1"].facts, &world.platforms["p1"].facts, &world.world})
    for (auto& [name, statements] : *table)
      for (fact& each : statements) {
        if (random.chance(0.5)) each.source = random.chance(0.5) ? "early" : "late";
        if (random.chance(0.4)) each.trust = random.pick(levels);
        if (random.chance(0.2)) each.from = day(random.between(2020, 2025), 3, 1);
        if (random.chance(0.2)) each.until = day(2026, 1, 1);
      }
  for (requirement& each : world.systems["os1"].asks)
    if (random.chance(0.3)) each.waived = waiver{"os", day(random.between(2022, 2025), 1, 1), estimate::exactly(9)};
  for (auto& [id, contract] : world.agreements) {
    const expression act = portfit_test::holds(world.facts.begin()->first);
    if (world.facts.begin()->second.type != fact_type::yes_no || random.chance(0.5)) continue;
    world.vendors["v1"].holds.clear();
    contract.exclusive.push_back({act, {{}, std::nullopt, day(2022, 1, 1), day(2025, 1, 1), ""}});
  }
  return world;
}

/// A question the random catalogs give different answers to.
query random_query(portfit_test::random_source& random) {
  query asked = on(day(random.between(2020, 2026), 4, 1));
  if (random.chance(0.4)) asked.known_by = day(random.between(2020, 2025), 1, 1);
  if (random.chance(0.4)) asked.trust = random.chance(0.5) ? confidence::c : confidence::a;
  return asked;
}

}  // namespace

TEST_CASE("a random catalog's snapshot, asked without dates, says what the catalog says asked with them") {
  int differs = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    const catalog world = dated_catalog(seed);
    portfit_test::random_source random(seed);
    assess_options options;
    options.best_guaranteed = false;
    const std::string undated = all_figures(portfit_test::assessed(world, options));
    options.asked = random_query(random);
    const catalog taken = snapshot(world, options.asked);
    const std::string told = all_figures(portfit_test::assessed(world, options));
    CHECK(taken.as_of == options.asked.as_of);
    options.asked = {};
    CHECK(all_figures(portfit_test::assessed(taken, options)) == told);
    CHECK(snapshot(taken) == taken);
    differs += told == undated ? 0 : 1;
  }
  CHECK(differs > 60);  // else the dates would be none that matter
}

TEST_CASE("a shipped catalog's snapshot, asked without dates, says what the catalog says asked with them") {
  const catalog world = portfit_test::read_shipped_catalog("partners.yaml").catalog;
  query asked = on(day(2026, 2, 3));
  asked.known_by = day(2025, 12, 31);
  asked.trust = confidence::s;
  const catalog taken = snapshot(world, asked);
  assess_options dated;
  dated.asked = asked;
  dated.best_guaranteed = false;
  assess_options undated;
  undated.best_guaranteed = false;
  for (const char* const device : {"byterg_phone", "domestic_phone", "big_phone"})
    for (const char* const where : {"ru_public", "de_retail"}) {
      CAPTURE(device);
      CAPTURE(where);
      const auto told = [&](const catalog& book, const assess_options& options) {
        return all_figures(
            assess(book, book.systems.at("aurora"), book.devices.at(device), book.markets.at(where), options));
      };
      CHECK(told(taken, undated) == told(world, dated));
    }
}

TEST_CASE("from counts from that day, until is the first day on which it no longer does") {
  pairing_builder told;
  told.flags({"it"});
  told.device("d").set("it", statement("yes", "from", "2024-05-01"));
  told.place("EEA").contains(list_of({"DE", statement("GB", "until", "2021-01-01")}));
  told.rule("law").from("2022-03-23").requires_that("has", "it");
  told.rule("old_law").until("2022-03-23").requires_that("has", "it");
  const catalog world = built(told);
  CHECK(snapshot(world, on(day(2020, 12, 31))).places.at("EEA").contains.size() == 2);
  CHECK(snapshot(world, on(day(2021, 1, 1))).places.at("EEA").contains.size() == 1);
  CHECK_FALSE(snapshot(world, on(day(2022, 3, 22))).rules.contains("law"));
  CHECK(snapshot(world, on(day(2022, 3, 22))).rules.contains("old_law"));
  CHECK(snapshot(world, on(day(2022, 3, 23))).rules.contains("law"));
  CHECK_FALSE(snapshot(world, on(day(2022, 3, 23))).rules.contains("old_law"));
  CHECK_FALSE(snapshot(world, on(day(2024, 4, 30))).devices.at("d").facts.contains("it"));
  const catalog later = snapshot(world, on(day(2024, 5, 1)));
  REQUIRE(later.devices.at("d").facts.contains("it"));
  CHECK_FALSE(later.devices.at("d").facts.at("it").front().from);
  CHECK_FALSE(later.rules.at("law").applies.from);
}

TEST_CASE("exceptions, exclusive promises and waivers by date") {
  pairing_builder told;
  told.flags({"it"});
  told.system("os").must("has", map_of({{"need", "it"}, {"waiver", map_of({{"by", "os"}, {"until", "2024-06-01"}})}}));
  told.agreement("deal").forbids(
      "act", {{"act", "it"}, {"except", list_of({map_of({{"when", "it"}, {"from", "2023-01-26"}})})}});
  told.agreement("deal").set("exclusive", map_of({{"act", "it"}, {"until", "2015-01-01"}}));
  const catalog world = built(told);
  const catalog early = snapshot(world, on(day(2014, 12, 31)));
  CHECK(early.agreements.at("deal").exclusive.size() == 1);
  CHECK(early.agreements.at("deal").forbids.front().except.empty());
  CHECK(early.systems.at("os").asks.front().waived.has_value());
  const catalog late = snapshot(world, on(day(2024, 6, 1)));
  CHECK(late.agreements.at("deal").exclusive.empty());
  CHECK(late.agreements.at("deal").forbids.front().except.size() == 1);
  CHECK_FALSE(late.systems.at("os").asks.front().waived.has_value());
}

TEST_CASE("a tie, too little trust and a contradicted source leave an explicit unknown, a hidden one leaves nothing") {
  pairing_builder told;
  told.flags({"tied", "weak", "hidden", "wrong"});
  told.set("sources", map_of({{"guess", map_of({{"confidence", "assumed"}})},
                              {"liar", map_of({{"confidence", "X"}})},
                              {"page", map_of({{"published", "2024-02"}})}}));
  told.device("d").set("tied", list_of({map_of({{"is", "yes"}}), map_of({{"is", "no"}})}));
  told.device("d").set("weak", statement("yes", "source", "guess")).set("wrong", statement("yes", "source", "liar"));
  told.device("d").set("hidden", statement("yes", "source", "page"));
  const catalog world = built(told);
  query asked;
  asked.trust = confidence::c;
  asked.known_by = day(2024, 2, 28);
  const fact_table facts = snapshot(world, asked).devices.at("d").facts;
  for (const char* const name : {"tied", "weak", "wrong"}) {
    CAPTURE(name);
    REQUIRE(facts.contains(name));
    CHECK_FALSE(facts.at(name).front().is_known());
  }
  CHECK_FALSE(facts.contains("hidden"));
  asked.known_by = day(2024, 2, 29);
  CHECK(snapshot(world, asked).devices.at("d").facts.contains("hidden"));
}

TEST_CASE("what was written elsewhere is still the same") {
  fact one = portfit_test::known("it", 1.0);
  fact other = one;
  other.where = position{"elsewhere", 3, 4};
  CHECK(one == other);
  CHECK(other.where == position{"elsewhere", 3, 4});
  CHECK_FALSE(other.where == position{"elsewhere", 3, 5});
  other.values = {0.0};
  CHECK_FALSE(one == other);
}
