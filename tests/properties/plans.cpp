#include <portfit/analysis/plan_pairing.hpp>

#include "support/near.hpp"
#include "support/oracle.hpp"
#include "support/random_catalog.hpp"
#include "support/rounds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

// Plans of random catalogs against joint enumeration of plans, unknowns and successes, which shares no code: the cheapest at a
// likelihood, the Pareto front, minimal plans; and totals against the plan's own figures.

namespace {

using portfit_test::oracle_plan;
using portfit_test::oracle_result;

/// What a plan promises: unknowns with a prior averaged, those without at their worst.
long long promise(const oracle_plan& plan) { return portfit_test::on_grid(plan.expected_likelihood.low); }
long long cost(const oracle_plan& plan) { return portfit_test::on_grid(plan.mean_cost); }

/// Cost and promise of the best plan at a likelihood.
std::pair<long long, long long> cheapest_by_hand(const oracle_result& all, long long at_least) {
  const oracle_plan* best = nullptr;
  const auto key = [&](const oracle_plan& each) {
    const bool reached = promise(each) >= at_least;
    return std::tuple(!reached, reached ? cost(each) : -promise(each), reached ? -promise(each) : cost(each));
  };
  for (const oracle_plan& each : all.plans)
    if (best == nullptr || key(each) < key(*best)) best = &each;
  return {cost(*best), promise(*best)};
}

std::vector<std::pair<long long, long long>> front_by_hand(const oracle_result& all) {
  std::vector<std::pair<long long, long long>> points;
  for (const oracle_plan& each : all.plans) points.emplace_back(cost(each), promise(each));
  std::sort(points.begin(), points.end(),
            [](const auto& a, const auto& b) { return std::pair(a.first, -a.second) < std::pair(b.first, -b.second); });
  std::vector<std::pair<long long, long long>> front;
  for (const auto& each : points)
    if (front.empty() || each.second > front.back().second) front.push_back(each);
  return front;
}

std::vector<std::vector<std::string>> minimal_by_oracle(const oracle_result& all, bool for_all) {
  std::vector<std::vector<std::string>> reached;
  for (const oracle_plan& each : all.plans)
    if (for_all ? each.works_for_all : each.works_for_some) reached.push_back(each.remedies);
  std::vector<std::vector<std::string>> result;
  for (const auto& plan : reached)
    if (std::none_of(reached.begin(), reached.end(), [&](const auto& other) {
          return other.size() < plan.size() && std::includes(plan.begin(), plan.end(), other.begin(), other.end());
        }))
      result.push_back(plan);
  std::sort(result.begin(), result.end());
  return result;
}

bool close(long long a, long long b) { return std::abs(a - b) <= 1 + std::abs(a) / 1'000'000'000; }

struct plan_tally {
  std::uint64_t planned = 0;
  std::uint64_t reached = 0;
  std::uint64_t fronts = 0;
  std::uint64_t several_ways = 0;
};

std::string plan_disagreement(const portfit::catalog& world, plan_tally& seen) {
  const portfit::device& device = world.devices.begin()->second;
  const portfit::operating_system& os = world.systems.at("os1");
  const portfit::market& where = world.markets.empty() ? portfit::any_market() : world.markets.begin()->second;
  portfit::plan_options options;
  options.assess.best_guaranteed = false;
  options.at_least = 0.6;
  options.front = true;
  options.ways = 1000;
  const portfit::pairing_plans found = plan_pairing(world, os, device, where, options);
  if (found.summary.verdict == portfit::verdict::blocked) return "";
  const oracle_result all = portfit_test::enumerate(world, os.id, device.id, where.id);
  ++seen.planned;
  std::string text;
  const auto [cheapest_cost, cheapest_promise] = cheapest_by_hand(all, portfit_test::on_grid(0.6));
  if (!close(portfit_test::on_grid(found.cheapest->plan.figures.cost.mean), cheapest_cost)) text += "cheapest cost; ";
  if (!close(portfit_test::on_grid(found.cheapest->promised), cheapest_promise)) text += "cheapest promise; ";
  seen.reached += found.cheapest->reached ? 1 : 0;

  const auto front = front_by_hand(all);
  if (front.size() != found.front.size()) text += "front of " + std::to_string(found.front.size()) + "; ";
  for (std::size_t at = 0; at < front.size() && front.size() == found.front.size(); ++at)
    if (!close(portfit_test::on_grid(found.front[at].figures.cost.mean), front[at].first) ||
        !close(portfit_test::on_grid(found.front[at].promised), front[at].second))
      text += "front at " + std::to_string(at) + "; ";
  seen.fronts += front.size() > 2 ? 1 : 0;

  std::vector<std::vector<std::string>> ways;
  for (const portfit::minimal_plan& each : found.ways) ways.push_back(each.remedies);
  std::sort(ways.begin(), ways.end());
  if (ways != minimal_by_oracle(all, found.summary.verdict != portfit::verdict::undetermined)) text += "ways; ";
  seen.several_ways += ways.size() > 1 ? 1 : 0;

  for (const portfit::detailed_plan* plan : {&found.recommended, &found.cheapest->plan}) {
    const portfit::payer_total& ours = plan->totals.front();
    if (!portfit_test::near(ours.money.mean, plan->figures.cost.money)) text += "money; ";
    if (!portfit_test::near(ours.effort.mean, plan->figures.cost.effort)) text += "effort; ";
    const double price = world.person_month.value_or(0);
    const double slack = 1e-9 * (1 + plan->figures.cost.ends.high);
    if (ours.money.low + price * ours.effort.low > plan->figures.cost.ends.low + slack) text += "low end; ";
    if (ours.money.high + price * ours.effort.high < plan->figures.cost.ends.high - slack) text += "high end; ";
  }
  return text;
}

}  // namespace

TEST_CASE("plans of random catalogs agree with the oracle") {
  plan_tally seen;
  const std::uint64_t count = portfit_test::rounds(2'000, 100'000);
  int wrong = 0;
  for (std::uint64_t seed = 0; seed < count && wrong < 10; ++seed) {
    const std::string found = plan_disagreement(portfit_test::random_catalog(seed), seen);
    if (found.empty()) continue;
    ++wrong;
    FAIL_CHECK("seed " << seed << ": " << found);
  }
  CHECK(seen.planned > count / 2);
  CHECK(seen.reached > count / 5);
  CHECK(seen.fronts > count / 50);
  CHECK(seen.several_ways > count / 40);
}
