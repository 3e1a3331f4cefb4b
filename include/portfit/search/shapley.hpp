#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace portfit {

/// How a whole is split among players.
struct shapley_shares {
  std::vector<double> share;  ///< sums to value(all) - value(none)
  bool exact = true;          ///< false: taken one after the other in the order given
};

/// The Shapley value of a game: each player's contribution averaged over all orders (Shapley, "A value for n-person
/// games", Contributions to the Theory of Games II, 1953, pp. 307-317).
///
/// `value` maps a set of players (bit i: player i takes part) to a number. Beyond `exact_players` the players are let in
/// one after the other instead, which depends on their order and is said in the result.
/// Complexity: 2^n calls of `value` when exact, n + 1 otherwise.
/// @pre players <= 63.
template <class Value>
[[nodiscard]] shapley_shares shapley(std::size_t players, Value value, std::size_t exact_players = 10) {
  shapley_shares result;
  result.share.assign(players, 0);
  if (players > exact_players) {
    result.exact = false;
    double before = value(std::uint64_t{0});
    for (std::size_t player = 0; player < players; ++player) {
      const double after = value((std::uint64_t{2} << player) - 1);
      result.share[player] = after - before;
      before = after;
    }
    return result;
  }
  const std::uint64_t sets = std::uint64_t{1} << players;
  std::vector<double> worth;
  for (std::uint64_t set = 0; set < sets; ++set) worth.push_back(value(set));
  // weight[k]: chance that exactly the k players of a set come before one more, k! (n - k - 1)! / n!
  std::vector<double> weight(players, 0);
  for (std::size_t k = 0; k < players; ++k) {
    double choose = 1;  // (n - 1 over k)
    for (std::size_t i = 0; i < k; ++i)
      choose = choose * static_cast<double>(players - 1 - i) / static_cast<double>(i + 1);
    weight[k] = 1 / (static_cast<double>(players) * choose);
  }
  for (std::uint64_t set = 0; set < sets; ++set) {
    std::size_t size = 0;
    for (std::uint64_t rest = set; rest != 0; rest &= rest - 1) ++size;
    for (std::size_t player = 0; player < players; ++player) {
      const std::uint64_t bit = std::uint64_t{1} << player;
      if ((set & bit) == 0) result.share[player] += weight[size] * (worth[set | bit] - worth[set]);
    }
  }
  return result;
}

}  // namespace portfit
