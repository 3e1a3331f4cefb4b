#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/search/importance.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace portfit {

/// How a question about sensitivity is asked.
struct sensitivity_options {
  assess_options assess;
  /// Ids of the plan to look at; none: the recommended one.
  std::optional<std::vector<std::string>> plan;
  /// Move the weight of each should, from half of it to twice, as well.
  bool weights = false;
  /// Told figures moved and figures in all.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

/// One thing that may happen or not, and how much the likelihood of the plan hangs on it.
struct event_importance {
  /// `success` (of a line of a chosen remedy's chance), `fact` (one with two classes), `question` (about an entity), `stake` (the
  /// vendor is willing, wherever that is unknown). Stable.
  std::string code;
  std::string id;       ///< `buy_source: works`, `x1: kernel_source`, `acme: holds google`, `acme is willing`
  std::string happens;  ///< what it is for the event to happen: `works`, `yes`, `such that ram >= 4 GiB`
  /// Its chance at the ranking weights; none: of a vendor whose willingness is unknown on several terms.
  std::optional<double> chance;
  bool has_prior = true;  ///< false: nobody knows, the chance is but the even odds of the ranking
  bool assumed = false;   ///< somebody's guess
  portfit::importance importance;
};

/// One class of an unknown fact, and the plan's figures if the fact lay in it.
struct class_outcome {
  std::string text;   ///< `yes`, `such that ram >= 4 GiB and not ram >= 6 GiB`
  double chance = 0;  ///< at the ranking weights
  double likelihood = 0;
  double score = 0;
};

/// An unknown fact, class by class; the chances times the likelihoods sum to the plan's likelihood.
struct fact_outcomes {
  std::string key;
  bool has_prior = true;
  bool assumed = false;
  std::vector<class_outcome> classes;  ///< best values first where they are ordered
  [[nodiscard]] double spread() const {
    if (classes.empty()) return 0;
    const auto less = [](const class_outcome& a, const class_outcome& b) { return a.likelihood < b.likelihood; };
    const auto [low, high] = std::minmax_element(classes.begin(), classes.end(), less);
    return high->likelihood - low->likelihood;
  }
};

/// How the ranking score of the plan, held fixed, answers to a small change of one figure.
struct score_derivative {
  /// `success`, `fact`, `question`, `stake` (chances); `money`, `effort`, `payment` (a remedy's figure, all its ends together);
  /// `person_month`, `scale`; `weight` (of a should); `floor` (the policy). Stable.
  std::string code;
  std::string id;
  double value = 0;  ///< the figure now: a chance, an amount's mean, a weight
  double slope = 0;  ///< points by unit of it
  /// 0.1 of a chance or the floor (ten percentage points), less 0.1 where there is no room above; a tenth of any other figure.
  double step = 0;

  /// Points by which the score changes, at this rate, for one step.
  [[nodiscard]] double points() const { return slope * step; }
};

/// What becomes of a pairing with one figure at one of its ends and all else as it is.
struct figure_end {
  std::string text;  ///< the figure there: `20 kUSD`, `no`
  portfit::verdict verdict = portfit::verdict::undetermined;
  double score = 0;                   ///< ranking score of the plan looked at
  double best = 0;                    ///< ranking score of the plan that is best then
  std::vector<std::string> remedies;  ///< of that plan
  bool plan_changes = false;          ///< it is not the recommended one
  bool verdict_changes = false;
};

/// A figure that is not known for sure, moved to its ends by itself.
struct figure_swing {
  /// `money`, `effort`, `payment`, `success`: a remedy's; `fact`: an unknown one, at its worst and best class for the plan;
  /// `question`, `stake`; `assumed`: a known fact that is somebody's guess, likewise; `units`, `margin`: the market's; `enforced`,
  /// `exposure`: of what the vendor could lose; `weight`: of a should. Stable.
  std::string code;
  std::string id;
  std::string now;  ///< as it is told
  figure_end low;   ///< at the low end of an amount; of facts, questions and stakes: where the plan scores less
  figure_end high;
  bool edited = false;   ///< computed anew from an edited catalog; else from the diagram as it is
  bool sampled = false;  ///< too many classes to try all

  /// Points between the ends, the plan being held fixed.
  [[nodiscard]] double spread() const { return std::fabs(high.score - low.score); }
  /// Points between the ends, the best plan being chosen at each.
  [[nodiscard]] double best_spread() const { return std::fabs(high.best - low.best); }
  [[nodiscard]] bool changes_plan() const { return low.plan_changes || high.plan_changes; }
  [[nodiscard]] bool changes_verdict() const { return low.verdict_changes || high.verdict_changes; }
  /// Whether anything at all comes of moving it.
  [[nodiscard]] bool matters() const {
    return spread() > 5e-10 || best_spread() > 5e-10 || changes_plan() || changes_verdict();
  }
};

/// What the answer about one pairing hangs on.
struct sensitivity {
  assessment summary;
  /// The plan looked at: the recommended one, or the one asked for.
  std::vector<std::string> plan;
  bool is_recommended = true;
  double likelihood = 0;                      ///< of the plan, at the ranking weights
  double score = 0;                           ///< its ranking score
  double best = 0;                            ///< that of the recommended plan
  std::vector<event_importance> events;       ///< by size of the Birnbaum importance, then id
  std::vector<fact_outcomes> facts;           ///< of several classes, by spread, then key
  std::vector<score_derivative> derivatives;  ///< by size of `points`, then id
  std::vector<figure_swing> swings;           ///< by spread, then by spread of the best plan, then id
  bool complete = true;                       ///< false: stopped on the way, or a limit was reached
};

}  // namespace portfit
