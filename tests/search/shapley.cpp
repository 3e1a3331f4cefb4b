#include <portfit/search/shapley.hpp>

#include "support/near.hpp"
#include "support/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

using namespace portfit;
using portfit_test::near;

namespace {

/// What a player adds on arrival, averaged over all orders, one order after the other.
std::vector<double> over_all_orders(std::size_t players, const std::vector<double>& worth) {
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> share(players, 0);
  double orders = 0;
  do {
    std::size_t present = 0;
    for (const std::size_t player : order) {
      const std::size_t joined = present | std::size_t{1} << player;
      share[player] += worth[joined] - worth[present];
      present = joined;
    }
    orders += 1;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& each : share) each /= orders;
  return share;
}

}  // namespace

TEST_CASE("shapley: random games of up to six players agree with all orders of arrival") {
  portfit_test::random_source random(11);
  for (std::size_t players = 1; players <= 6; ++players)
    for (int round = 0; round < 20; ++round) {
      std::vector<double> worth;
      for (std::size_t set = 0; set < std::size_t{1} << players; ++set) worth.push_back(random.unit() - 0.3);
      const shapley_shares found = shapley(players, [&](std::uint64_t set) { return worth[set]; });
      const std::vector<double> expected = over_all_orders(players, worth);
      CHECK(found.exact);
      REQUIRE(found.share.size() == players);
      for (std::size_t player = 0; player < players; ++player) CHECK(near(found.share[player], expected[player]));
      const double sum = std::accumulate(found.share.begin(), found.share.end(), 0.0);
      CHECK(near(sum, worth.back() - worth.front()));
    }
}

TEST_CASE("shapley: the glove game, where a left glove is worth something only with one of two right ones") {
  const auto worth = [](std::uint64_t set) { return (set & 1U) != 0 && (set & 6U) != 0 ? 6.0 : 0.0; };
  const shapley_shares found = shapley(3, worth);
  CHECK(near(found.share[0], 4));
  CHECK(near(found.share[1], 1));
  CHECK(near(found.share[2], 1));
}

TEST_CASE("shapley: who adds nothing gets nothing, who adds alike gets alike") {
  const auto worth = [](std::uint64_t set) { return (set & 3U) == 3 ? 1.0 : 0.0; };
  const shapley_shares found = shapley(3, worth);
  CHECK(near(found.share[0], 0.5));
  CHECK(found.share[0] == found.share[1]);
  CHECK(found.share[2] == 0);
}

TEST_CASE("shapley: too many players are let in one after the other, which is told and keeps the sum") {
  int calls = 0;
  const auto worth = [&](std::uint64_t set) {
    ++calls;
    double members = 0;
    for (std::uint64_t rest = set; rest != 0; rest &= rest - 1) members += 1;
    return members * members;
  };
  const shapley_shares found = shapley(4, worth, 3);
  CHECK_FALSE(found.exact);
  CHECK(calls == 5);
  CHECK(found.share == std::vector<double>{1, 3, 5, 7});
  CHECK(shapley(3, worth, 3).exact);
}

TEST_CASE("shapley: nobody plays") {
  const shapley_shares found = shapley(0, [](std::uint64_t) { return 3.0; });
  CHECK(found.share.empty());
  CHECK(found.exact);
}

TEST_CASE("shapley: sixty-three players one after the other") {
  const shapley_shares found =
      shapley(63, [](std::uint64_t set) { return set == (std::uint64_t{1} << 63) - 1 ? 1.0 : 0.0; });
  CHECK(found.share[62] == 1);
  CHECK(found.share[0] == 0);
}
