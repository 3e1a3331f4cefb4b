#include <portfit/analysis/batch.hpp>

#include "support/random.hpp"
#include "support/random_market.hpp"
#include "support/rounds.hpp"
#include "support/same_assessment.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

// Many pairings at a time against each alone.

using namespace portfit;

namespace {

assess_options batch_options_of(std::uint64_t seed) {
  portfit_test::random_source random(seed ^ 0xba7c);
  assess_options options;
  options.best_guaranteed = random.chance(0.3);
  if (random.chance(0.4)) options.asked.horizon = random.between(1, 6);
  if (random.chance(0.3)) options.money_budget = 50.0 * random.between(0, 4);
  if (random.chance(0.2)) options.effort_budget = random.between(0, 6);
  if (random.chance(0.2)) options.floor = 0.25 * random.between(0, 4);
  if (random.chance(0.2)) options.asked.trust = confidence::c;
  if (random.chance(0.2)) options.asked.accept_forfeits = true;
  if (random.chance(0.15)) options.node_limit = 4 + random.below(200);
  if (random.chance(0.15)) options.step_limit = 1 + random.below(6);
  return options;
}

}  // namespace

TEST_CASE("batch: every row is what assessing the pairing alone gives, to the last bit") {
  batch_counts sum;
  int wrong = 0;
  for (std::uint64_t seed = 0; seed < portfit_test::rounds(250, 20'000) && wrong < 10; ++seed) {
    const catalog world = portfit_test::random_market(seed, 12);
    const assess_options options = batch_options_of(seed);
    std::vector<const device*> devices;
    for (const auto& [id, each] : world.devices) devices.push_back(&each);
    fact_columns columns(world, devices, options.asked);
    const operating_system& os = world.systems.at("os1");
    const market& where = world.markets.at("m1");
    pairing_batch batch(columns, os, where, options);
    std::vector<batch_row> rows;
    const auto count = static_cast<std::uint32_t>(devices.size());
    batch.assess_all(0, count / 2, rows);
    batch.assess_all(count / 2, count, rows);
    REQUIRE(rows.size() == devices.size());
    for (const batch_row& row : rows) {
      const assessment expected = assess(world, batch.graph(), {&os, &where, devices[row.device]}, options);
      const std::string differs = portfit_test::difference(batch.assessed(row), expected);
      CHECK_MESSAGE(differs.empty(), "seed " << seed << ", " << expected.device << ": " << differs);
      wrong += differs.empty() ? 0 : 1;
    }
    const batch_counts counts = batch.counts();
    sum.lanes += counts.lanes;
    sum.signatures += counts.signatures;
    sum.problems += counts.problems;
  }
  MESSAGE(sum.lanes << " lanes, " << sum.signatures << " signatures, " << sum.problems << " problems");
  CHECK(sum.signatures < sum.lanes);
  CHECK(sum.problems < sum.signatures);
}
