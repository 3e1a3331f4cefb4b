#include <portfit/analysis/rank.hpp>

#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;

namespace {

/// A random catalog with some more devices, whose facts differ from those of the first.
catalog several_devices(std::uint64_t seed, std::size_t count) {
  catalog world = portfit_test::random_catalog(seed);
  portfit_test::random_source random(seed);
  for (std::size_t index = 0; index < count; ++index) {
    device other = world.devices.at("d1");
    other.id = "e" + std::to_string(index);
    for (const auto& [name, declared] : world.facts) {
      if (declared.type != fact_type::yes_no || random.chance(0.4)) continue;
      other.facts[name] = {random.chance(0.6)   ? portfit_test::known(name, random.chance(0.5) ? 1.0 : 0.0)
                           : random.chance(0.5) ? portfit_test::likely(name, 0.1 * random.between(1, 9))
                                                : portfit_test::unknown(name)};
    }
    world.devices[other.id] = other;
  }
  return world;
}

std::vector<std::string> order_of(const ranking& list, const std::string& without = {}) {
  std::vector<std::string> result;
  for (const assessment& row : list.rows)
    if (row.device != without) result.push_back(row.device);
  return result;
}

}  // namespace

TEST_CASE("adding a candidate never changes the order of others") {
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    CAPTURE(seed);
    const catalog world = several_devices(seed, 4);
    rank_options options;
    options.systems = {"os1"};
    const std::vector<ranking> all = rank(world, options);
    REQUIRE(all.size() == 1);
    for (const auto& [id, each] : world.devices) {
      if (id == "d1") continue;
      catalog fewer = world;
      fewer.devices.erase(id);
      CHECK(order_of(rank(fewer, options).front()) == order_of(all.front(), id));
    }
  }
}

TEST_CASE("blocked never precedes feasible") {
  int mixed = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    catalog world = several_devices(seed, 4);
    world.budget.money = 20;
    bool blocked = false;
    bool beyond = false;
    bool open = false;
    const std::vector<portfit::ranking> lists = rank(world);
    for (const assessment& row : lists.front().rows) {
      if (row.verdict == verdict::blocked) {
        blocked = true;
        continue;
      }
      CHECK_FALSE(blocked);
      if (row.plan.within_budget) CHECK_FALSE(beyond);
      beyond = beyond || !row.plan.within_budget;
      open = true;
    }
    mixed += blocked && open ? 1 : 0;
  }
  CHECK(mixed > 20);
}

TEST_CASE("the order rests on score, guaranteed score, cost and ids, and is strict") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    const std::vector<assessment> rows = rank(several_devices(seed, 4)).front().rows;
    for (std::size_t one = 0; one < rows.size(); ++one) {
      CHECK_FALSE(ranks_before(rows[one], rows[one]));
      for (std::size_t other = one + 1; other < rows.size(); ++other) {
        CHECK(ranks_before(rows[one], rows[other]));
        CHECK_FALSE(ranks_before(rows[other], rows[one]));
      }
    }
  }
}
