#pragma once

#include <portfit/diagram/flat_diagram.hpp>
#include <portfit/diagram/flat_reader.hpp>
#include <portfit/diagram/lane_fold.hpp>
#include <portfit/search/best_plan.hpp>
#include <portfit/search/lane_ends.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace portfit {

/// The best plans of one compiled problem under many sets of weights; each is what `best_plan` finds with these weights, to the
/// last bit of its figures.
///
/// Which plans differ at all is a matter of the diagrams, not of the weights. Where they are few, every one is evaluated for
/// many sets of weights at a time, and none can be missed; else each set of weights is searched by itself.
/// @pre `compiled.exhausted()` is false, and still is when the plans are asked for; else what is found may differ from what a
/// search on a fresh problem finds.
class best_plans {
 public:
  /// @param most_plans  from how many plans on each set of weights is searched by itself
  explicit best_plans(compiled_problem& compiled, search_options options = {}, std::size_t most_plans = 512)
      : compiled_(&compiled),
        options_(options),
        tree_(compiled, std::vector<double>(compiled.problem().roles.size(), 0)),
        most_plans_(most_plans) {}

  /// How many plans were evaluated for every set of weights asked last; 0: each was searched by itself.
  [[nodiscard]] std::size_t plan_count() const { return is_listed_ ? plans_.size() : 0; }

  /// By set of weights the plan that is best at each of `wanted`, in this order.
  /// @param weights  sets of weights, each as long as the problem has variables
  /// Complexity: plans x nodes per set; else a search per set.
  [[nodiscard]] std::vector<std::vector<search_result>> find(const std::vector<const std::vector<double>*>& weights,
                                                             const std::vector<objective>& wanted) {
    std::vector<std::vector<search_result>> result;
    result.reserve(weights.size());
    asked_ += weights.size();
    if (!is_listed_) list_plans();
    if (!is_listed_) {
      for (const std::vector<double>* const each : weights) result.push_back(search(*each, wanted));
      return result;
    }
    const std::size_t block = (std::min)(weights.size(), most_lanes);
    if (!fold_ || fold_->block() < block) fold_.emplace(*schedule_, block);
    fold_lanes(*fold_, weight_sets{weights}, 0, weights.size(), [&](std::size_t first, const auto&) {
      const std::size_t count = (std::min)(fold_->block(), weights.size() - first);
      for (std::size_t lane = 0; lane < count; ++lane) result.push_back(choose(lane, wanted));
    });
    return result;
  }

 private:
  /// Lanes are few where weights are: most formulas of a market come with a handful of sets.
  static constexpr std::size_t most_lanes = 64;

  /// Sets of weights as columns.
  struct weight_sets {
    const std::vector<const std::vector<double>*>& sets;

    const double* column(variable which, std::size_t first, std::size_t count, double* scratch) const {
      for (std::size_t lane = 0; lane < count; ++lane) scratch[lane] = (*sets[first + lane])[which];
      return scratch;
    }
  };

  struct candidate {
    decision_set decisions;
    detail::figure_numbers<flat_position> numbers{};
  };

  /// Lists all plans if they are few beside the sets of weights so far: to note one down takes as long as searching some sets.
  void list_plans() {
    const std::size_t worth_while = (std::min)(most_plans_, 2 * asked_);
    if (worth_while < 2 * tried_ || most_plans_ == 0) return;
    tried_ = worth_while;
    plans_.clear();
    visited_ = 0;
    if (!list({compiled_->value(), compiled_->goal(), compiled_->cases(), {}, 0})) return;
    flat_diagram laid_out;
    flat_reader reader(compiled_->diagrams(), laid_out);
    for (candidate& each : plans_)
      each.numbers = detail::numbers_of(*compiled_, each.decisions, lane_numbers(laid_out, reader));
    is_listed_ = !compiled_->exhausted();
    if (!is_listed_) {
      most_plans_ = 0;
      return;
    }
    for (candidate& each : plans_)
      each.numbers = detail::with_numbers(each.numbers, [&](flat_position where) {
        return static_cast<flat_position>(laid_out.add_root(where));  // from now on the number of its root
      });
    schedule_.emplace(laid_out);
  }

  /// All plans that a search could end at; false: they are too many, or a function was lost.
  bool list(const detail::partial_plan& at) {
    if (compiled_->exhausted() || ++visited_ > options_.steps) return false;
    const std::optional<variable> which = tree_.next_decision(at);
    if (!which) {
      plans_.push_back({at.chosen});
      return plans_.size() <= tried_;
    }
    return list(tree_.with(at, *which, false)) && list(tree_.with(at, *which, true));
  }

  std::vector<search_result> search(const std::vector<double>& weights, const std::vector<objective>& wanted) {
    compiled_problem::inputs given = compiled_->current();
    given.weight = weights;
    compiled_->use(std::move(given));
    std::vector<search_result> result;
    for (const objective each : wanted) {
      options_.wanted = each;
      result.push_back(best_plan(*compiled_, options_));
    }
    return result;
  }

  std::vector<search_result> choose(std::size_t lane, const std::vector<objective>& wanted) {
    const auto at = [&](flat_position root) { return fold_->value(root)[lane]; };
    figures_.clear();
    for (const candidate& each : plans_)
      figures_.push_back(
          detail::priced_figures(compiled_->problem(), each.decisions, detail::with_numbers(each.numbers, at), false));
    std::vector<search_result> found;
    for (const objective each : wanted) found.push_back(choose(each));
    return found;
  }

  /// As `best_plan` does: within the budgets, unless nothing within them can work and something beyond can.
  [[nodiscard]] search_result choose(objective wanted) const {
    const decision_problem& problem = compiled_->problem();
    const bool has_budget = options_.respect_budget && (problem.money_budget || problem.effort_budget);
    const plan_figures* within = best_of(wanted, has_budget);
    PORTFIT_ASSERT(within != nullptr);  // to do nothing costs nothing
    if (has_budget && !(detail::on_grid(within->score.possible) > 0)) {
      const plan_figures* const beyond = best_of(wanted, false);
      if (detail::on_grid(beyond->score.possible) > 0) within = beyond;
    }
    return {*within, detail::worth_of(*within, wanted), true, 0};
  }

  [[nodiscard]] const plan_figures* best_of(objective wanted, bool within_budget) const {
    const plan_figures* best = nullptr;
    for (const plan_figures& each : figures_)
      if ((!within_budget || each.within_budget) &&
          (best == nullptr || detail::is_better(compiled_->problem(), each, *best, wanted)))
        best = &each;
    return best;
  }

  compiled_problem* compiled_;
  search_options options_;
  detail::plan_tree tree_;
  std::size_t most_plans_ = 0;
  std::size_t asked_ = 0;    // sets of weights so far
  std::size_t tried_ = 0;    // up to so many plans were listed
  std::size_t visited_ = 0;  // partial plans: as many as a search takes steps at most
  bool is_listed_ = false;
  std::vector<candidate> plans_;
  std::optional<lane_schedule> schedule_;
  std::optional<lane_fold<probability_lanes>> fold_;
  std::vector<plan_figures> figures_;
};

}  // namespace portfit
