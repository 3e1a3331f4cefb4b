#include <portfit/analysis/check.hpp>
#include <portfit/analysis/diff.hpp>
#include <portfit/analysis/explain.hpp>

#include "support/pairing_builder.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

/// A fork whose maker may be allowed to sell it until 2025, and needs the store that a breach would cost.
catalog waived() {
  pairing_builder told;
  told.flags({"fork"}).service("store");
  told.agreement("pact").set("grants", "store");
  told.agreement("pact").forbids(
      "fork", {{"act", "os.fork"},
               {"forfeits", "all_grants"},
               {"waiver", map_of({{"by", "licensor"}, {"until", "2025-01-01"}, {"money", "50 kUSD"}})}});
  told.vendor("v").holds({"pact"});
  told.system("os").set("fork", "yes").must("store", "service store");
  return built(told);
}

assessment asked_of(const catalog& world) {
  return assess(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"));
}

}  // namespace

TEST_CASE("what the other party allows forfeits nothing") {
  const assessment found = asked_of(waived());
  CHECK(found.verdict == verdict::feasible);
  CHECK(found.remedies == std::vector<std::string>{"waive pact.fork"});
}

TEST_CASE("a catalog with a waiver in force can be checked") { CHECK(check(waived()).empty()); }

TEST_CASE("the end of a clause's waiver is a difference between two days") {
  const catalog world = waived();
  diff_options days;
  days.before.as_of = portfit_test::day(2024, 12, 31);
  days.after.as_of = portfit_test::day(2025, 1, 1);
  const diff_result found = diff(world, world, days);
  REQUIRE(found.changes.size() == 1);
  CHECK(found.changes.front().before->verdict == verdict::feasible);
  CHECK(found.changes.front().after->verdict == verdict::blocked);
}
