#include "support/assessed.hpp"

#include "support/near.hpp"
#include "support/random_catalog.hpp"

#include <portfit/analysis/explain.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::assessed;
using portfit_test::near;
using portfit_test::random_catalog;

namespace {

bool same(const outlook& a, const outlook& b) {
  return near(a.guaranteed, b.guaranteed) && near(a.expected.low, b.expected.low) &&
         near(a.expected.high, b.expected.high) && near(a.ranking, b.ranking) && near(a.possible, b.possible);
}

loss_breakdown loss_of(const catalog& world) {
  return explain(world, world.systems.at("os1"), world.devices.at("d1"), world.markets.at("m1")).loss;
}

}  // namespace

TEST_CASE("a requirement stated twice at half weight each changes no verdict, figure or sum") {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    catalog world = random_catalog(seed);
    requirements& asks = world.systems["os1"].asks;
    for (std::size_t which = 0; which < asks.size(); ++which) {
      const assessment once = assessed(world);
      const loss_breakdown loss_once = loss_of(world);
      const requirements kept = asks;
      asks[which].weight /= 2;
      asks.push_back(asks[which]);
      asks.back().name += "_again";
      const assessment twice = assessed(world);
      const loss_breakdown loss_twice = loss_of(world);
      asks = kept;
      CAPTURE(seed);
      CAPTURE(which);
      CHECK(twice.verdict == once.verdict);
      CHECK(twice.answerable == once.answerable);
      CHECK(twice.remedies == once.remedies);
      CHECK(same(twice.plan.likelihood, once.plan.likelihood));
      CHECK(same(twice.plan.score, once.plan.score));
      REQUIRE(loss_twice.parts.size() == loss_once.parts.size());
      for (std::size_t part = 0; part < loss_once.parts.size(); ++part)
        CHECK(near(loss_twice.parts[part].points, loss_once.parts[part].points));
      ++compared;
    }
  }
  CHECK(compared > 300);
}

TEST_CASE("dropping a must never lowers a likelihood") {
  int compared = 0;
  int better = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    catalog world = random_catalog(seed);
    // One plan is looked at, the same before and after: without remedies there is only one.
    world.remedies.clear();
    const assessment before = assessed(world);
    requirements& asks = world.systems["os1"].asks;
    for (std::size_t which = 0; which < asks.size(); ++which) {
      if (!asks[which].must) continue;
      const requirements kept = asks;
      asks.erase(asks.begin() + static_cast<std::ptrdiff_t>(which));
      const assessment after = assessed(world);
      asks = kept;
      // The base's requirement of the same name would come in its place.
      bool replaced = false;
      for (const requirement& base : world.systems["base0"].asks) replaced = replaced || base.name == kept[which].name;
      if (replaced) continue;
      CAPTURE(seed);
      CHECK(before.plan.likelihood.guaranteed <= after.plan.likelihood.guaranteed + 1e-12);
      CHECK(before.plan.likelihood.expected.low <= after.plan.likelihood.expected.low + 1e-12);
      CHECK(before.plan.likelihood.expected.high <= after.plan.likelihood.expected.high + 1e-12);
      CHECK(before.plan.likelihood.possible <= after.plan.likelihood.possible + 1e-12);
      ++compared;
      if (before.plan.likelihood.possible + 1e-9 < after.plan.likelihood.possible) ++better;
    }
  }
  CHECK(compared > 150);
  CHECK(better > 20);
}
