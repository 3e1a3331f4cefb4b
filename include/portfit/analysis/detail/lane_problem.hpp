#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/formula/decision_problem.hpp>
#include <portfit/search/best_plans.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Lanes whose formulas are alike, but for chances: compiled and decided once.
class lane_problem {
 public:
  /// @param asked  the variables below its functions, see `problem_key`
  lane_problem(std::uint32_t number, decision_problem problem, std::vector<variable> asked,
               const assess_options& options)
      : number_(number),
        compiled_(std::move(problem), options.node_limit),
        found_(decide(compiled_)),
        asked_(std::move(asked)) {
    if (compiled_.exhausted()) return;
    search_options search;
    search.steps = options.step_limit;
    plans_.emplace(compiled_, search);
  }
  lane_problem(const lane_problem&) = delete;
  lane_problem& operator=(const lane_problem&) = delete;

  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] const feasibility& found() const { return found_; }
  [[nodiscard]] bool exhausted() const { return compiled_.exhausted(); }
  [[nodiscard]] const std::vector<variable>& decisions() const { return compiled_.decisions(); }
  /// The variables whose chances an answer depends on.
  [[nodiscard]] const std::vector<variable>& asked() const { return asked_; }

  /// Whether the goal or the value depends on a variable.
  [[nodiscard]] bool matters(variable which) {
    if (!matters_) {
      matters_.emplace();
      if (!exhausted())
        for (const edge root : {compiled_.goal(), compiled_.value()})
          matters_->merge(compiled_.diagrams().support(root));
    }
    return matters_->contains(which);
  }

  [[nodiscard]] bool is_waited_for() const { return !waiting_.empty(); }
  /// Notes down an answer to be found. @param chances  of `asked()`
  void wait(std::vector<double> chances, std::uint32_t answer) { waiting_.emplace_back(std::move(chances), answer); }

  /// Finds the answers that are waited for: calls `tell(answer, what was found for each of wanted)`; nothing is found once the
  /// budget of nodes has ended.
  template <class Tell>
  void settle(const std::vector<objective>& wanted, const Tell& tell) {
    std::vector<std::vector<double>> weights(waiting_.size(), compiled_.problem().weight);
    std::vector<const std::vector<double>*> sets;
    for (std::size_t each = 0; each < weights.size(); ++each) {
      for (std::size_t place = 0; place < asked_.size(); ++place)
        weights[each][asked_[place]] = waiting_[each].first[place];
      sets.push_back(&weights[each]);
    }
    std::vector<std::vector<search_result>> results;
    if (!exhausted()) results = plans_->find(sets, wanted);
    results.resize(waiting_.size());
    for (std::size_t each = 0; each < waiting_.size(); ++each) tell(waiting_[each].second, results[each]);
    waiting_.clear();
  }

 private:
  std::uint32_t number_ = 0;
  compiled_problem compiled_;
  feasibility found_;
  std::vector<variable> asked_;
  std::optional<std::set<variable>> matters_;
  std::optional<best_plans> plans_;
  std::vector<std::pair<std::vector<double>, std::uint32_t>> waiting_;  // chances, answer
};

/// A question about entities that matters: a condition that asks it, and whether it has a prior.
struct shape_question {
  std::size_t condition = 0;
  bool has_prior = false;
};

/// The questions about entities on which an answer rests.
struct shape_questions {
  std::vector<shape_question> asked;
  bool stakes_matter = false;
};

/// What lanes alike in their formula and chances are told: but for names and for what it rests on, everything.
struct lane_answer {
  plan_figures plan;
  std::vector<std::uint32_t> remedies;  ///< of the plan, by their place in the graph's tables
  std::optional<double> best_guaranteed;
  bool optimal = true;
  double best_bound = 0;
  portfit::verdict verdict = portfit::verdict::undetermined;
  bool answerable = false;
  bool is_alone = false;  ///< a limit was reached: such lanes are assessed one by one
};

/// Adds the bits of a number to a row.
inline void add_number(std::vector<std::uint32_t>& key, double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number);
  key.push_back(static_cast<std::uint32_t>(bits >> 32U));
  key.push_back(static_cast<std::uint32_t>(bits));
}

/// Writes what decides on a problem's diagrams: the terms below its goal, its value and its costs, and whose its variables are.
///
/// Labels, chances, and what of the formula nothing hangs on are left out: half of what a lane is lowered to, where it is known that
/// the goal fails. Problems with equal keys have the same diagrams, node for node, for a variable that nothing hangs on stands
/// last in their order.
class problem_key {
 public:
  void write(const decision_problem& problem, std::vector<std::uint32_t>& key) {
    const formula& terms = problem.terms;
    mark(problem);
    asked_.clear();
    key.clear();
    std::uint32_t next = 2;
    for (term each = 2; each < terms.term_count(); ++each)
      if (places_[each] != 0) {
        write(problem, each, key);
        places_[each] = next++;
      }
    const auto decision = std::find(problem.roles.begin(), problem.roles.end(), variable_role::decision);
    const bool is_any = decision != problem.roles.end();  // then the others follow it
    key.push_back(is_any ? static_cast<std::uint32_t>(std::distance(problem.roles.begin(), decision)) : 0);
    key.push_back(places_[problem.goal]);
    key.push_back(places_[problem.value]);
    for (const decision_cost& cost : problem.costs) {
      key.push_back(cost.decision);
      for (const cost_case& each : cost.cases) key.push_back(places_[each.when]);
      add_number(key, cost.least_mean);
      add_number(key, cost.least_low);
    }
  }

  /// The variables of the problem written last that stand below its functions, in the order of their terms.
  [[nodiscard]] const std::vector<variable>& asked() const { return asked_; }

 private:
  /// Marks the terms below the functions of a problem.
  void mark(const decision_problem& problem) {
    const formula& terms = problem.terms;
    places_.assign(terms.term_count(), 0);
    for (const decision_cost& cost : problem.costs)
      for (const cost_case& each : cost.cases) places_[each.when] = 1;
    places_[problem.goal] = 1;
    places_[problem.value] = 1;
    for (term each = static_cast<term>(terms.term_count()); each-- > 2;)
      if (places_[each] != 0)
        for (const term child : terms.children(each)) places_[child] = 1;
    places_[false_term] = false_term;
    places_[true_term] = true_term;
  }

  void write(const decision_problem& problem, term which, std::vector<std::uint32_t>& key) {
    const formula& terms = problem.terms;
    const term_kind kind = terms.kind(which);
    const auto children = terms.children(which);
    key.push_back(static_cast<std::uint32_t>(kind) | static_cast<std::uint32_t>(children.size()) << 8U);
    if (kind == term_kind::literal) {
      const variable what = terms.variable_of(which);
      asked_.push_back(what);
      key.push_back(what);
      key.push_back(static_cast<std::uint32_t>(problem.roles[what]));
    }
    if (kind == term_kind::at_least) key.push_back(static_cast<std::uint32_t>(terms.threshold(which)));
    for (const term child : children) key.push_back(places_[child]);
  }

  std::vector<std::uint32_t> places_;  // by term: 0 where nothing hangs on it, else its place among the others
  std::vector<variable> asked_;
};

}  // namespace portfit::detail
