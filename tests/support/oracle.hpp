#pragma once

#include "support/oracle_cases.hpp"
#include "support/oracle_result.hpp"
#include "support/oracle_run.hpp"
#include "support/oracle_shapley.hpp"

#include <portfit/catalog/catalog.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// The truth by brute force: every plan in every completion of the unknowns with every outcome of the success events.
///
/// It shares nothing with the library but the values of a catalog; it says what the design says, in the most naive way, and is
/// meant for catalogs of a handful of unknowns and remedies. Known limits: an unknown set of words, waivers and exclusivity
/// are not understood; of two facts compared one must be known.
namespace portfit_test {
namespace oracle_detail {

/// Figures of one plan in one completion, averaged over success outcomes.
struct case_figures {
  double likelihood = 0;
  double value = 0;      ///< E[musts x (f0 + (1 - f0) F)]
  double met_share = 0;  ///< E[musts x F]
  double mean_cost = 0;
  double low_cost = std::numeric_limits<double>::infinity();
  double high_cost = -std::numeric_limits<double>::infinity();
  bool works = false;  ///< when all success events happen
};

class enumerator {
 public:
  enumerator(const portfit::catalog& book, const oracle_pairing& pairing, const oracle_options& options)
      : options_(options), scale_(book.scale), all_(model_maker(pairing).make(options.horizon)) {
    const std::size_t masks = std::size_t{1} << all_.remedies.size();
    for (plan_mask plan = 0; plan < masks; ++plan)
      if (may_be_chosen(all_, plan)) plans_.push_back(plan);
    std::sort(plans_.begin(), plans_.end(), [this](plan_mask a, plan_mask b) {
      const auto left = ids(a);
      const auto right = ids(b);
      return left.size() != right.size() ? left.size() < right.size() : left < right;
    });
    unknowns_ = find_unknowns(all_, plans_, options_.accept_forfeits);
    cases_ = find_completions(all_, unknowns_);
    const std::size_t count = all_.requirements.size() + all_.clauses.size();
    equal_.assign(count, std::vector<char>(count, 1));
  }

  [[nodiscard]] oracle_result run() {
    oracle_result result;
    result.completions = cases_.size();
    for (const unknown& open : unknowns_) result.unknown_facts += open.is == unknown::kind::fact ? 1 : 0;
    std::vector<char> some_plan(cases_.size(), 0);
    for (const plan_mask plan : plans_) {
      std::vector<case_figures> figures;
      for (const completion& one : cases_) figures.push_back(run_case(plan, one, result.worlds));
      for (std::size_t index = 0; index < figures.size(); ++index)
        if (figures[index].works) some_plan[index] = 1;
      result.plans.push_back(sum_up(plan, figures));
    }
    give_verdict(result, std::count(some_plan.begin(), some_plan.end(), 1));
    recommend(result);
    if (result.verdict != oracle_verdict::blocked) break_down(result);
    return result;
  }

 private:
  [[nodiscard]] std::vector<std::string> ids(plan_mask plan) const {
    std::vector<std::string> result;
    for (std::size_t index = 0; index < all_.remedies.size(); ++index)
      if (is_chosen(plan, index)) result.push_back(all_.remedies[index].id);
    std::sort(result.begin(), result.end());
    return result;
  }

  /// The chance of a completion, of unknowns with a prior only, or of all with even odds for the others.
  [[nodiscard]] double weight(const completion& one, bool of_all) const {
    double product = 1;
    for (std::size_t index = 0; index < unknowns_.size(); ++index)
      if (of_all || unknowns_[index].has_prior) product *= unknowns_[index].weights[one.choices[index]];
    return product;
  }

  /// Calls `visit(world, chance)` for every outcome of the plan's success events that can happen.
  template <class Visit>
  void for_each_outcome(plan_mask plan, const completion& one, const Visit& visit) const {
    const world_runner runner(all_, unknowns_, options_.accept_forfeits);
    happenings events(all_.remedies.size());
    std::vector<std::pair<std::size_t, std::size_t>> open;
    for (std::size_t remedy = 0; remedy < all_.remedies.size(); ++remedy) {
      events[remedy].assign(all_.remedies[remedy].works.size(), 0);
      if (!is_chosen(plan, remedy)) continue;
      for (std::size_t line = 0; line < events[remedy].size(); ++line) {
        const double chance = runner.chance_of(one, remedy, line);
        events[remedy][line] = chance >= 1 ? 1 : 0;
        if (chance > 0 && chance < 1) open.emplace_back(remedy, line);
      }
    }
    for (std::size_t outcome = 0; outcome < std::size_t{1} << open.size(); ++outcome) {
      double chance = 1;
      for (std::size_t index = 0; index < open.size(); ++index) {
        const auto [remedy, line] = open[index];
        const bool happens = ((outcome >> index) & 1U) != 0;
        const double of_line = runner.chance_of(one, remedy, line);
        events[remedy][line] = happens ? 1 : 0;
        chance *= happens ? of_line : 1 - of_line;
      }
      for_each_disaster(runner, one, [&](const std::vector<char>& struck, double of_all) {
        visit(runner.run(plan, one, events, struck), chance * of_all);
      });
    }
  }

  /// Calls `visit(struck, chance)` for every set of hazards that may happen.
  template <class Visit>
  void for_each_disaster(const world_runner& runner, const completion& one, const Visit& visit) const {
    for (std::size_t outcome = 0; outcome < std::size_t{1} << all_.hazards.size(); ++outcome) {
      std::vector<char> struck;
      double chance = 1;
      for (std::size_t index = 0; index < all_.hazards.size(); ++index) {
        const double spared = runner.spared(one, all_.hazards[index]);
        struck.push_back((outcome >> index & 1U) != 0 ? 1 : 0);
        chance *= struck.back() ? 1 - spared : spared;
      }
      if (chance > 0) visit(struck, chance);
    }
  }

  /// All success events happen, but for those that never do.
  [[nodiscard]] bool works_if_all_succeed(plan_mask plan, const completion& one) const {
    happenings events;
    for (const model_remedy& work : all_.remedies) {
      events.emplace_back();
      for (const model_line& line : work.works) events.back().push_back(line.is.high > 0 ? 1 : 0);
    }
    const world_runner runner(all_, unknowns_, options_.accept_forfeits);
    return musts_hold(runner.run(plan, one, events).levels);
  }

  [[nodiscard]] bool is_must(std::size_t player) const {
    return player >= all_.requirements.size() || all_.requirements[player].must;
  }

  [[nodiscard]] bool musts_hold(const std::vector<double>& levels) const {
    for (std::size_t index = 0; index < levels.size(); ++index)
      if (is_must(index) && levels[index] < 1) return false;
    return true;
  }

  /// F: the satisfied share of the shoulds' weight.
  [[nodiscard]] double share_of(const std::vector<double>& levels) const {
    double met = 0;
    double total = 0;
    for (std::size_t index = 0; index < all_.requirements.size(); ++index) {
      if (is_must(index)) continue;
      met += all_.requirements[index].weight * levels[index];
      total += all_.requirements[index].weight;
    }
    return total > 0 ? met / total : 1;
  }

  [[nodiscard]] double value_of(const std::vector<double>& levels) const {
    if (!musts_hold(levels)) return 0;
    return options_.must_share + (1 - options_.must_share) * share_of(levels);
  }

  void note_differences(const std::vector<double>& levels) {
    for (std::size_t a = 0; a < levels.size(); ++a)
      for (std::size_t b = 0; b < levels.size(); ++b)
        if (levels[a] != levels[b]) equal_[a][b] = 0;
  }

  [[nodiscard]] case_figures run_case(plan_mask plan, const completion& one, std::size_t& worlds) {
    case_figures sums;
    for_each_outcome(plan, one, [&](const world& seen, double chance) {
      ++worlds;
      note_differences(seen.levels);
      if (musts_hold(seen.levels)) {
        sums.likelihood += chance;
        sums.met_share += chance * share_of(seen.levels);
      }
      sums.value += chance * value_of(seen.levels);
      sums.mean_cost += chance * seen.mean_cost;
      sums.low_cost = (std::min)(sums.low_cost, seen.cost.low);
      sums.high_cost = (std::max)(sums.high_cost, seen.cost.high);
    });
    sums.works = works_if_all_succeed(plan, one);
    return sums;
  }

  [[nodiscard]] double affordability(double cost) const { return scale_ ? std::exp2(-cost / *scale_) : 1; }

  /// What is expected once the unknowns without a prior are settled: one entry for each way to settle them.
  [[nodiscard]] std::vector<case_figures> expectations(const std::vector<case_figures>& figures) const {
    std::map<std::vector<std::size_t>, case_figures> settled;
    for (std::size_t index = 0; index < cases_.size(); ++index) {
      std::vector<std::size_t> choices = cases_[index].choices;
      for (std::size_t open = 0; open < unknowns_.size(); ++open)
        if (unknowns_[open].has_prior) choices[open] = 0;
      const double chance = weight(cases_[index], false);
      case_figures& sums = settled[choices];
      sums.likelihood += chance * figures[index].likelihood;
      sums.value += chance * figures[index].value;
      sums.mean_cost += chance * figures[index].mean_cost;
    }
    std::vector<case_figures> result;
    for (const auto& [choices, sums] : settled) result.push_back(sums);
    return result;
  }

  [[nodiscard]] static portfit::bounds<double> ends(const std::vector<case_figures>& figures,
                                                    double case_figures::* member) {
    portfit::bounds<double> result{figures.front().*member, figures.front().*member};
    for (const case_figures& one : figures)
      result = {(std::min)(result.low, one.*member), (std::max)(result.high, one.*member)};
    return result;
  }

  [[nodiscard]] oracle_plan sum_up(plan_mask plan, const std::vector<case_figures>& figures) const {
    oracle_plan result;
    result.remedies = ids(plan);
    const auto works = std::count_if(figures.begin(), figures.end(), [](const case_figures& one) { return one.works; });
    result.works_for_some = works > 0;
    result.works_for_all = works == static_cast<std::ptrdiff_t>(figures.size());

    const portfit::bounds<double> likelihood = ends(figures, &case_figures::likelihood);
    result.guaranteed_likelihood = likelihood.low;
    result.possible_likelihood = likelihood.high;
    const std::vector<case_figures> expected = expectations(figures);
    result.expected_likelihood = ends(expected, &case_figures::likelihood);

    double value = 0;
    double met_share = 0;
    for (std::size_t index = 0; index < cases_.size(); ++index) {
      const double chance = weight(cases_[index], true);
      result.ranking_likelihood += chance * figures[index].likelihood;
      result.mean_cost += chance * figures[index].mean_cost;
      value += chance * figures[index].value;
      met_share += chance * figures[index].met_share;
    }
    if (result.ranking_likelihood > 0) result.fitness = met_share / result.ranking_likelihood;
    result.cost_ends = {ends(figures, &case_figures::low_cost).low, ends(figures, &case_figures::high_cost).high};

    const portfit::bounds<double> values = ends(figures, &case_figures::value);
    const portfit::bounds<double> expected_values = ends(expected, &case_figures::value);
    const portfit::bounds<double> expected_costs = ends(expected, &case_figures::mean_cost);
    result.guaranteed_score = 100 * affordability(result.cost_ends.high) * values.low;
    result.possible_score = 100 * affordability(result.cost_ends.low) * values.high;
    result.expected_score = {100 * affordability(expected_costs.high) * expected_values.low,
                             100 * affordability(expected_costs.low) * expected_values.high};
    result.ranking_score = 100 * affordability(result.mean_cost) * value;
    return result;
  }

  void give_verdict(oracle_result& result, std::ptrdiff_t cases_with_a_plan) const {
    const auto all = [](const oracle_plan& plan) { return plan.works_for_all; };
    if (result.plans.front().works_for_all)
      result.verdict = oracle_verdict::ready;
    else if (std::any_of(result.plans.begin(), result.plans.end(), all))
      result.verdict = oracle_verdict::feasible;
    else if (cases_with_a_plan == 0)
      result.verdict = oracle_verdict::blocked;
    else
      result.answerable = cases_with_a_plan == static_cast<std::ptrdiff_t>(cases_.size());
  }

  static bool is_close(const oracle_plan& a, const oracle_plan& b) {
    const std::pair<double, double> keys[] = {
        {a.ranking_score, b.ranking_score}, {a.guaranteed_score, b.guaranteed_score}, {a.mean_cost, b.mean_cost}};
    for (const auto& [left, right] : keys) {
      const double gap = std::abs(left - right);
      if (gap > 1e-8) return false;
      if (gap > 1e-11) return true;
      if (on_grid(left) != on_grid(right)) return true;
    }
    return false;
  }

  static void recommend(oracle_result& result) {
    for (std::size_t index = 0; index < result.plans.size(); ++index) {
      result.best_guaranteed = (std::max)(result.best_guaranteed, result.plans[index].guaranteed_score);
      result.best_possible = (std::max)(result.best_possible, result.plans[index].possible_score);
      if (comes_before(result.plans[index], result.best())) result.recommended = index;
    }
    for (const oracle_plan& plan : result.plans)
      if (&plan != &result.best() && is_close(plan, result.best())) result.recommended_is_close = true;
  }

  using weighed_levels = std::map<std::vector<double>, double>;  ///< levels of requirements, and their chance

  /// Splits the loss of the recommended plan: first what its remedies cost, then what its requirements fail.
  void break_down(oracle_result& result) const {
    const plan_mask plan = plans_[result.recommended];
    std::vector<double> costs(all_.remedies.size(), 0);
    weighed_levels seen;
    for (const completion& one : cases_)
      for_each_outcome(plan, one, [&](const world& outcome, double chance_of_outcome) {
        const double chance = weight(one, true) * chance_of_outcome;
        seen[outcome.levels] += chance;
        for (std::size_t index = 0; index < costs.size(); ++index) costs[index] += chance * outcome.mean_costs[index];
      });
    const double afforded = affordability(result.best().mean_cost);
    for (std::size_t index = 0; index < costs.size(); ++index) {
      if (!is_chosen(plan, index)) continue;
      const double part = result.best().mean_cost > 0 ? costs[index] / result.best().mean_cost : 0;
      result.affordability.emplace_back(all_.remedies[index].id, 100 * (1 - afforded) * part);
    }
    split_by_requirements(result, seen, 100 * afforded);
  }

  void split_by_requirements(oracle_result& result, const weighed_levels& seen, double points) const {
    const std::vector<std::vector<std::size_t>> players = players_of(seen);
    const auto worth = [&](std::size_t coalition) {
      double value = 0;
      for (const auto& [levels, chance] : seen) {
        std::vector<double> counted = levels;
        for (std::size_t player = 0; player < players.size(); ++player)
          if (((coalition >> player) & 1U) == 0)
            for (const std::size_t index : players[player]) counted[index] = 1;
        value += chance * value_of(counted);
      }
      return 1 - value;
    };
    const std::vector<double> values = shapley_values(players.size(), worth);
    for (std::size_t player = 0; player < players.size(); ++player) {
      oracle_loss loss;
      for (const std::size_t index : players[player]) loss.requirements.push_back(named(index));
      std::sort(loss.requirements.begin(), loss.requirements.end());
      loss.points = points * values[player];
      result.requirements.push_back(std::move(loss));
    }
    std::sort(result.requirements.begin(), result.requirements.end(),
              [](const oracle_loss& a, const oracle_loss& b) { return a.requirements < b.requirements; });
  }

  [[nodiscard]] oracle_requirement named(std::size_t index) const {
    if (index < all_.requirements.size()) return {all_.requirements[index].owner, all_.requirements[index].name};
    const model_clause& clause = all_.clauses[index - all_.requirements.size()];
    return {clause.owner, clause.name};
  }

  [[nodiscard]] bool same_player(std::size_t a, std::size_t b, const weighed_levels& seen) const {
    if (options_.players_equal_over_all_plans) return equal_[a][b] != 0;
    return std::all_of(seen.begin(), seen.end(), [&](const auto& one) { return one.first[a] == one.first[b]; });
  }

  /// Requirements by player.
  [[nodiscard]] std::vector<std::vector<std::size_t>> players_of(const weighed_levels& seen) const {
    std::vector<std::vector<std::size_t>> players;
    for (std::size_t index = 0; index < equal_.size(); ++index) {
      const auto same = std::find_if(players.begin(), players.end(), [&](const std::vector<std::size_t>& player) {
        return same_player(player.front(), index, seen);
      });
      if (same == players.end())
        players.push_back({index});
      else
        same->push_back(index);
    }
    return players;
  }

  oracle_options options_;
  std::optional<double> scale_;
  model all_;
  std::vector<plan_mask> plans_;
  std::vector<unknown> unknowns_;
  std::vector<completion> cases_;
  std::vector<std::vector<char>> equal_;  ///< per two requirements: never yet seen to differ
};

}  // namespace oracle_detail

/// Computes by brute force what the library's `assess` computes.
/// `market` may name no market of the catalog ("any"): sold everywhere, adding nothing.
/// @pre The catalog holds the OS and the device, and is without mistakes.
/// Complexity: plans x completions x success outcomes, all exponential.
[[nodiscard]] inline oracle_result enumerate(const portfit::catalog& book, const std::string& os,
                                             const std::string& device, const std::string& market,
                                             const oracle_options& options = {}) {
  const portfit::date day = options.as_of ? *options.as_of : book.as_of.value_or(portfit::date());
  const oracle_pairing pairing = oracle_detail::make_pairing(book, os, device, market, day);
  return oracle_detail::enumerator(book, pairing, options).run();
}

}  // namespace portfit_test
