#pragma once

#include <portfit/quantity/bounds.hpp>
#include <portfit/quantity/date.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

/// How `enumerate` is to read a question.
struct oracle_options {
  std::optional<portfit::date> as_of;  ///< left out: the catalog's; neither: 1970-01-01
  bool accept_forfeits = false;
  std::optional<double>
      horizon;              ///< years after which the musts are asked; what may end a port may have happened by then
  double must_share = 0.5;  ///< DESIGN's f0: what a pairing whose musts hold is worth without its shoulds
  /// Requirements are one player of the break-down if they are equal in every world of every plan; else, if they are in
  /// every world of the recommended plan.
  bool players_equal_over_all_plans = true;
};

enum class oracle_verdict { ready, feasible, blocked, undetermined };

/// Everything that is computed of one plan. Scores 0..100, costs in the catalog's currency.
struct oracle_plan {
  std::vector<std::string> remedies;  ///< ids, sorted
  bool works_for_all = false;         ///< every must holds in every completion, all success events happening
  bool works_for_some = false;

  double guaranteed_likelihood = 0;
  portfit::bounds<double> expected_likelihood;
  double ranking_likelihood = 0;
  double possible_likelihood = 0;

  double mean_cost = 0;               ///< at the ranking's odds
  portfit::bounds<double> cost_ends;  ///< over all completions and success outcomes, each figure at its end

  double guaranteed_score = 0;
  portfit::bounds<double> expected_score;
  double ranking_score = 0;
  double possible_score = 0;

  double fitness = 0;  ///< E[F | musts hold] at the ranking's odds; 0 where the musts never hold
};

/// A requirement, or a clause of an agreement, by whose it is and its name.
struct oracle_requirement {
  std::string owner;
  std::string name;
  friend auto operator<=>(const oracle_requirement&, const oracle_requirement&) = default;
};

/// What one player adds to the loss.
struct oracle_loss {
  std::vector<oracle_requirement> requirements;  ///< equal formulas, sorted
  double points = 0;
};

struct oracle_result {
  oracle_verdict verdict = oracle_verdict::undetermined;
  bool answerable = false;         ///< of undetermined: every completion has some plan
  std::vector<oracle_plan> plans;  ///< all that may be chosen, by size and then ids
  std::size_t recommended = 0;     ///< its place in `plans`
  /// Another plan comes within a few steps of the comparison grid without being equal on it: who compares plans by ids should
  /// let this catalog pass.
  bool recommended_is_close = false;
  double best_guaranteed = 0;  ///< the largest guaranteed score of all plans
  double best_possible = 0;

  /// The loss of the recommended plan at its ranking score. Empty where blocked.
  std::vector<std::pair<std::string, double>> affordability;  ///< by remedy, in order of ids
  std::vector<oracle_loss> requirements;                      ///< by `requirements`

  std::size_t completions = 0;  ///< of the unknowns, classes as values
  std::size_t worlds = 0;       ///< enumerated: plans x completions x success outcomes
  std::size_t unknown_facts = 0;

  [[nodiscard]] const oracle_plan& best() const { return plans[recommended]; }
  [[nodiscard]] const oracle_plan* find_plan(const std::vector<std::string>& remedies) const {
    for (const oracle_plan& plan : plans)
      if (plan.remedies == remedies) return &plan;
    return nullptr;
  }
};

/// Scores and costs are compared on a grid, so that the last bits of a sum decide nothing.
[[nodiscard]] inline long long on_grid(double figure) { return std::llround(figure * 1e9); }

/// Does `a` come before `b`: ranking score, guaranteed score, lower mean cost, fewer remedies, ids.
[[nodiscard]] inline bool comes_before(const oracle_plan& a, const oracle_plan& b) {
  if (on_grid(a.ranking_score) != on_grid(b.ranking_score)) return a.ranking_score > b.ranking_score;
  if (on_grid(a.guaranteed_score) != on_grid(b.guaranteed_score)) return a.guaranteed_score > b.guaranteed_score;
  if (on_grid(a.mean_cost) != on_grid(b.mean_cost)) return a.mean_cost < b.mean_cost;
  if (a.remedies.size() != b.remedies.size()) return a.remedies.size() < b.remedies.size();
  return a.remedies < b.remedies;
}

}  // namespace portfit_test
