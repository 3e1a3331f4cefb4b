#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/search/plan_figures.hpp>
#include <portfit/search/shapley.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// What one remedy's cost or one requirement takes away from 100 points.
struct loss_part {
  std::vector<std::string> names;  ///< of a remedy, or of the requirements that ask the same (`os: name`)
  bool is_cost = false;            ///< a remedy's price, not a requirement
  double points = 0;
};

/// Where the points between 100 and the ranking score of a plan went; the parts sum to the loss.
struct loss_breakdown {
  std::vector<loss_part> parts;  ///< costs first, then requirements, each by the order of the catalog
  bool exact = true;             ///< false: too many requirements, taken one after the other
};

namespace detail {

/// A distinct formula among the requirements: `levels` pairs a share of the weight with where it is met under the plan;
/// `formulas` is the same under any plan, and tells players apart.
struct loss_player {
  std::vector<std::pair<double, edge>> levels;
  std::vector<std::pair<double, edge>> formulas;
  std::vector<std::string> names;
  std::string asks;  ///< in words: tells apart what fails for different reasons that are known
  bool must = false;
  double weight = 0;
};

class loss_game {
 public:
  loss_game(const pairing_model& model, compiled_problem& compiled, const decision_set& plan, double floor)
      : model_(model),
        compiled_(compiled),
        compile_(compiled.diagrams(), model.lowered.problem.terms),
        plan_(plan),
        floor_(floor) {
    for (const lowered_clause& must : model.lowered.musts) add(must, true);
    for (const lowered_clause& should : model.lowered.shoulds) {
      add(should, false);
      weights_ += clause_of(should).weight;
    }
  }

  [[nodiscard]] const std::vector<loss_player>& players() const { return players_; }

  /// E[musts x (f0 + (1 - f0) F)] with every requirement outside the set counted as met.
  [[nodiscard]] double value(std::uint64_t set) {
    edge musts = bdd_manager::true_edge;
    for (std::size_t index = 0; index < players_.size(); ++index)
      if (players_[index].must && (set >> index & 1U) != 0)
        musts = compiled_.diagrams().conjunction(musts, players_[index].levels.front().second);
    const double all = chance(musts);
    if (weights_ == 0) return all;
    double fitness = all * (weights_ - weight_of_players_) / weights_;  // shoulds that are always met
    for (std::size_t index = 0; index < players_.size(); ++index) {
      const loss_player& player = players_[index];
      if ((set >> index & 1U) == 0) {
        fitness += all * player.weight / weights_;
        continue;
      }
      for (const auto& [share, met] : player.levels)
        if (player.weight > 0)
          fitness += chance(compiled_.diagrams().conjunction(musts, met)) * share * player.weight / weights_;
    }
    return floor_ * all + (1 - floor_) * fitness;
  }

 private:
  [[nodiscard]] const clause& clause_of(const lowered_clause& lowered) const {
    return tables(*model_.graph).clauses[lowered.clause];
  }

  /// What could not be built for want of nodes counts as never met, as in the plan's own figures.
  double chance(edge function) {
    if (function == bdd_manager::no_edge) return 0;
    return probability_of(compiled_.diagrams(), function, compiled_.problem().weight);
  }

  /// Appends a level, or adds to the last one where both ask the same.
  static void append(std::vector<std::pair<double, edge>>& levels, double share, edge met) {
    if (!levels.empty() && levels.back().second == met)
      levels.back().first += share;
    else
      levels.emplace_back(share, met);
  }

  static bool same_formula(const loss_player& a, const loss_player& b) {
    if (a.formulas.front().second == bdd_manager::false_edge && a.asks != b.asks) return false;
    return std::equal(a.formulas.begin(), a.formulas.end(), b.formulas.begin(), b.formulas.end(),
                      [](const auto& one, const auto& other) {
                        return one.second == other.second &&
                               std::fabs(one.first - other.first) < 1e-12;  // sums of shares
                      });
  }

  void add(const lowered_clause& lowered, bool must) {
    loss_player player;
    bool always = true;
    for (const auto& [share, holds] : lowered.levels) {
      const edge formula = compile_.compile(holds);
      const edge met = compiled_.under(formula, plan_);
      append(player.formulas, share, formula);
      append(player.levels, share, met);
      always = always && met == bdd_manager::true_edge;
    }
    if (always) return;
    const clause& what = clause_of(lowered);
    player.asks = what.text;
    const auto same = std::find_if(players_.begin(), players_.end(),
                                   [&](const loss_player& each) { return same_formula(each, player); });
    loss_player& into = same == players_.end() ? players_.emplace_back(std::move(player)) : *same;
    into.names.push_back(what.owner + ": " + what.name);
    into.must = into.must || must;
    if (must) return;
    into.weight += what.weight;
    weight_of_players_ += what.weight;
  }

  const pairing_model& model_;
  compiled_problem& compiled_;
  compiler compile_;
  decision_set plan_;
  double floor_;
  std::vector<loss_player> players_;
  double weights_ = 0;
  double weight_of_players_ = 0;
};

}  // namespace detail

/// Breaks down the loss of a plan: 100 (1 - A) by mean cost of its remedies, and 100 A (1 - V) by Shapley value over the
/// distinct formulas among the requirements (equal formulas are one player), so that stating a requirement twice changes
/// nothing.
/// @pre `compiled` was made from `model.lowered.problem`, `plan` holds figures of one of its plans.
/// Complexity: 2^players diagram folds up to 10 players, linear beyond.
[[nodiscard]] inline loss_breakdown break_down_loss(const pairing_model& model, compiled_problem& compiled,
                                                    const plan_figures& plan, double floor) {
  loss_breakdown result;
  const double kept = affordability(plan.cost.mean, compiled.problem().scale);
  for (const variable each : plan.decisions) {
    const double mean = mean_cost(compiled, plan.decisions, each);
    if (mean <= 0 || kept >= 1) continue;
    result.parts.push_back({{compiled.problem().names[each]}, true, 100 * (1 - kept) * mean / plan.cost.mean});
  }
  detail::loss_game game(model, compiled, plan.decisions, floor);
  const shapley_shares shares = shapley(game.players().size(), [&](std::uint64_t set) { return 1 - game.value(set); });
  result.exact = shares.exact;
  for (std::size_t index = 0; index < game.players().size(); ++index)
    result.parts.push_back({game.players()[index].names, false, 100 * kept * shares.share[index]});
  return result;
}

}  // namespace portfit
