#include "support/assessed.hpp"

#include "support/near.hpp"
#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::all_figures;
using portfit_test::assessed;
using portfit_test::not_above;
using portfit_test::random_catalog;

namespace {

bool in_order(const outlook& look) {
  return not_above(look.guaranteed, look.expected.low) && not_above(look.expected.low, look.ranking) &&
         not_above(look.ranking, look.expected.high) && not_above(look.expected.high, look.possible);
}

/// Every belief of a catalog, to be changed.
std::vector<fact*> beliefs(catalog& world) {
  std::vector<fact*> result;
  const auto take = [&](fact_table& table) {
    for (auto& [name, statements] : table)
      for (fact& each : statements)
        if (!each.is_known()) result.push_back(&each);
  };
  take(world.world);
  for (auto& [id, each] : world.devices) take(each.facts);
  for (auto& [id, each] : world.platforms) take(each.facts);
  for (auto& [id, each] : world.vendors) take(each.facts);
  for (auto& [id, each] : world.systems) take(each.facts);
  for (auto& [id, each] : world.ports) take(each.facts);
  return result;
}

}  // namespace

TEST_CASE("guaranteed, expected, ranking, expected, possible come in this order, for likelihood and score") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    const assessment found = assessed(random_catalog(seed));
    CHECK(in_order(found.plan.likelihood));
    CHECK(in_order(found.plan.score));
    CHECK(not_above(found.plan.cost.ends.low, found.plan.cost.mean));
    CHECK(not_above(found.plan.cost.mean, found.plan.cost.ends.high));
    CHECK(found.optimal);
    CHECK(found.plan.exact);
  }
}

TEST_CASE("the same catalog twice gives the same figures to the last bit") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    CHECK(all_figures(assessed(random_catalog(seed))) == all_figures(assessed(random_catalog(seed))));
  }
}

TEST_CASE("the verdict never changes when chances change, other than to 0 or 100 percent") {
  int changed = 0;
  int moved = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    catalog world = random_catalog(seed);
    const assessment before = assessed(world);
    bool any = false;
    for (fact* const each : beliefs(world)) {
      distribution& belief = each->belief;
      if (belief.is == distribution::form::chance && belief.chance > 0 && belief.chance < 1) {
        belief.chance = belief.chance < 0.5 ? 0.99 : 0.01;
        any = true;
      }
      if (belief.is == distribution::form::weights && belief.weights.size() == 2) {
        auto& [first, weight] = *belief.weights.begin();
        auto& [second, other] = *belief.weights.rbegin();
        std::swap(weight, other);
        any = true;
      }
    }
    if (!any) continue;
    const assessment after = assessed(world);
    CAPTURE(seed);
    CHECK(after.verdict == before.verdict);
    CHECK(after.answerable == before.answerable);
    ++changed;
    if (after.plan.likelihood.ranking != before.plan.likelihood.ranking) ++moved;
  }
  CHECK(changed > 100);
  CHECK(moved > 50);
}

TEST_CASE("a verdict and the likelihoods say the same") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    const assessment found = assessed(random_catalog(seed));
    if (found.verdict == verdict::blocked) {
      CHECK(found.plan.likelihood.possible == 0);
      CHECK(found.plan.score.ranking == 0);
    } else if (found.verdict == verdict::ready && found.remedies.empty()) {
      CHECK(found.plan.likelihood.guaranteed == 1);
    }
  }
}

TEST_CASE("in monotone catalogs one more satisfied condition never hurts") {
  portfit_test::random_catalog_options monotone;
  monotone.monotone = true;
  int compared = 0;
  int better = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    if (seed % 4 == 3) continue;  // what an agreement forbids may hold: its catalogs are not monotone
    catalog world = random_catalog(seed, monotone);
    for (auto* const table : {&world.devices["d1"].facts, &world.platforms["p1"].facts, &world.systems["os1"].facts})
      for (auto& [name, statements] : *table) {
        if (world.facts[name].type != fact_type::yes_no || !statements.front().is_known()) continue;
        const std::vector<fact> kept = statements;
        for (fact& each : statements) each = portfit_test::known(name, 0.0);
        const assessment without = assessed(world);
        for (fact& each : statements) each = portfit_test::known(name, 1.0);
        const assessment with = assessed(world);
        statements = kept;
        CAPTURE(seed);
        CAPTURE(name);
        CHECK(not_above(without.plan.score.ranking, with.plan.score.ranking));
        CHECK(static_cast<int>(with.verdict) <= static_cast<int>(without.verdict));  // ready first, blocked last
        ++compared;
        if (with.plan.score.ranking > without.plan.score.ranking + 1e-9) ++better;
      }
  }
  CHECK(compared > 150);
  CHECK(better > 30);
}

TEST_CASE("two conditions on one unknown range are joined exactly") {
  portfit_test::random_source random(17);
  for (int round = 0; round < 200; ++round) {
    catalog world = portfit_test::bare_catalog();
    world.facts["ram"].name = "ram";
    world.facts["ram"].type = fact_type::quantity;
    distribution belief;
    belief.is = random.chance(0.5) ? distribution::form::range : distribution::form::triangular;
    belief.low = random.between(0, 3);
    belief.high = belief.low + random.between(2, 6);
    belief.likely = (belief.low + belief.high) / 2;
    portfit_test::state(world.devices["d1"].facts, portfit_test::unknown("ram", belief));
    const double one = random.between(0, 8);
    const double other = random.between(0, 8);
    const auto likelihood = [&](std::vector<double> thresholds) {
      world.systems["os1"].asks.clear();
      for (const double each : thresholds)
        world.systems["os1"].asks.push_back(portfit_test::must("at_least_" + std::to_string(each),
                                                               portfit_test::holds("ram", comparison::at_least, each)));
      return assessed(world).plan.likelihood;
    };
    const outlook both = likelihood({one, other});
    const outlook harder = likelihood({(std::max)(one, other)});
    CAPTURE(round);
    CHECK(both.ranking == doctest::Approx(harder.ranking).epsilon(1e-12));
    CHECK(both.guaranteed == harder.guaranteed);
    CHECK(both.possible == harder.possible);
  }
}
