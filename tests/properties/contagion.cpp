#include <portfit/analysis/trace_contagion.hpp>

#include "support/assessed.hpp"
#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

// What a lost agreement changes is what a catalog in which it is not held says; what a service is covered to is what a
// requirement for it says.

using namespace portfit;

namespace {

rank_options one_pairing() {
  rank_options options;
  options.systems = {"os1"};
  options.devices = {"d1"};
  return options;
}

assessment row_of(const catalog& world) { return rank(world, one_pairing()).front().rows.front(); }

void drop_requirements(requirements& asks) { asks.clear(); }

/// Nobody asks for anything, and no clause forbids anything: only services are left.
catalog services_alone(const catalog& world) {
  catalog result = world;
  for (auto& [id, each] : result.systems) drop_requirements(each.asks);
  for (auto& [id, each] : result.devices) drop_requirements(each.asks);
  for (auto& [id, each] : result.platforms) drop_requirements(each.asks);
  for (auto& [id, each] : result.vendors) drop_requirements(each.asks);
  for (auto& [id, each] : result.markets) drop_requirements(each.asks);
  for (auto& [id, each] : result.ports) drop_requirements(each.asks);
  for (auto& [id, each] : result.rules) drop_requirements(each.requires_);
  for (auto& [id, each] : result.agreements) {
    drop_requirements(each.obliges);
    each.forbids.clear();
    each.exclusive.clear();
  }
  return result;
}

verdict asked_for(const catalog& world, const std::string& service, double coverage, bool with_remedies) {
  catalog asking = world;
  requirement must;
  must.name = "it";
  must.need.is = expression::operation::holds;
  must.need.leaf.service = service;
  must.need.leaf.coverage = coverage;
  must.need.leaf.coverage_named = true;
  must.need.leaf.text = "service " + service;
  asking.systems.at("os1").asks = {must};
  if (!with_remedies) asking.remedies.clear();
  return row_of(asking).verdict;
}

}  // namespace

TEST_CASE("after a loss every pairing is answered as by a catalog in which the agreement was never held") {
  int held = 0;
  int moved = 0;
  int kept = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    const catalog world = portfit_test::random_catalog(seed);
    contagion_options options;
    options.systems = {"os1"};
    options.devices = {"d1"};
    const vendor_contagion found = trace_contagion(world, world.vendors.at("v1"), options);
    if (found.agreements.empty() || found.agreements[0].devices_at_risk.empty()) continue;
    ++held;
    CAPTURE(seed);
    catalog never = world;
    never.vendors.at("v1").holds.clear();
    const std::string before = portfit_test::all_figures(row_of(world));
    const std::string after = portfit_test::all_figures(row_of(never));
    REQUIRE(found.agreements[0].changes.size() <= 1);
    if (found.agreements[0].changes.empty()) {
      CHECK(row_of(world).verdict == row_of(never).verdict);
      ++kept;
      continue;
    }
    CHECK(portfit_test::all_figures(found.agreements[0].changes[0].before) == before);
    CHECK(portfit_test::all_figures(found.agreements[0].changes[0].after) == after);
    ++moved;
  }
  CHECK(held > 50);
  CHECK(moved > 20);
  CHECK(kept > 5);
}

TEST_CASE("a service is covered as far as a requirement for so much of it is met") {
  int certain = 0;
  int open = 0;
  int planned = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    const catalog world = services_alone(portfit_test::random_catalog(seed));
    if (world.services.empty()) continue;
    const market& where = world.markets.begin()->second;
    for (const service_coverage& each :
         survey_services(world, world.systems.at("os1"), world.devices.at("d1"), where)) {
      for (const service_way& way : each.ways) {
        CAPTURE(seed);
        CAPTURE(each.service);
        CAPTURE(way.covers);
        const verdict now = asked_for(world, each.service, way.covers, false);
        CHECK((now == verdict::ready) == (each.covered.low >= way.covers));
        CHECK((now != verdict::blocked) == (each.covered.high >= way.covers));
        const verdict then = asked_for(world, each.service, way.covers, true);
        CHECK((then == verdict::ready || then == verdict::feasible) == (each.coverable.low >= way.covers));
        CHECK((then != verdict::blocked) == (each.coverable.high >= way.covers));
        certain += now == verdict::ready ? 1 : 0;
        open += now == verdict::undetermined ? 1 : 0;
        planned += then == verdict::feasible ? 1 : 0;
      }
    }
  }
  CHECK(certain > 20);
  CHECK(open > 5);
  CHECK(planned > 3);
}
