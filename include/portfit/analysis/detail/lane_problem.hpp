#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/formula/decision_problem.hpp>
#include <portfit/search/best_plans.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Lanes whose formulas are alike, but for chances: compiled and decided once.
struct lane_problem {
  lane_problem(const decision_problem& problem, const assess_options& options)
      : compiled(problem, options.node_limit), found(decide(compiled)) {
    if (compiled.exhausted()) return;
    matters = compiled.diagrams().support(compiled.goal());
    matters.merge(compiled.diagrams().support(compiled.value()));
    search_options search;
    search.steps = options.step_limit;
    plans = std::make_unique<best_plans>(compiled, search);
  }
  lane_problem(const lane_problem&) = delete;
  lane_problem& operator=(const lane_problem&) = delete;

  compiled_problem compiled;
  feasibility found;
  std::set<variable> matters;  ///< variables on which the goal or the value depends
  std::unique_ptr<best_plans> plans;
  std::map<std::vector<double>, std::uint32_t> answers;                       ///< by weights
  std::vector<std::pair<const std::vector<double>*, std::uint32_t>> waiting;  ///< weights and answers to be found
};

/// A question about entities that matters: a condition that asks it, and whether it has a prior.
struct shape_question {
  std::size_t condition = 0;
  bool has_prior = false;
};

/// Lanes with one formula, labels and chances left out, and where their chances come from.
struct lane_shape {
  lane_problem* problem = nullptr;
  std::vector<double> weight;     ///< by variable; of some other lane where a source says it
  std::vector<variable> mixture;  ///< in the order of draws
  std::vector<shape_question> questions;
  bool stakes_matter = false;
};

/// What lanes alike in their signature are told: but for names and for which facts are known, everything.
struct lane_answer {
  plan_figures plan;
  std::vector<std::uint32_t> remedies;  ///< of the plan, by their place in the graph's tables
  std::vector<shape_question> questions;
  bool stakes_matter = false;
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

/// Writes everything of a problem but labels and weights: problems with equal rows have equal diagrams.
inline void write_key(const decision_problem& problem, std::vector<std::uint32_t>& key) {
  const formula& terms = problem.terms;
  key.assign({static_cast<std::uint32_t>(terms.term_count()), static_cast<std::uint32_t>(problem.roles.size())});
  for (term each = 2; each < terms.term_count(); ++each) {
    const term_kind kind = terms.kind(each);
    key.push_back(static_cast<std::uint32_t>(kind));
    key.push_back(kind == term_kind::literal    ? terms.variable_of(each)
                  : kind == term_kind::at_least ? static_cast<std::uint32_t>(terms.threshold(each))
                                                : 0);
    const auto children = terms.children(each);
    key.push_back(static_cast<std::uint32_t>(children.size()));
    key.insert(key.end(), children.begin(), children.end());
  }
  for (const variable_role role : problem.roles) key.push_back(100 + static_cast<std::uint32_t>(role));
  key.push_back(problem.goal);
  key.push_back(problem.value);
  for (const decision_cost& cost : problem.costs) {
    key.push_back(cost.decision);
    for (const cost_case& each : cost.cases) key.push_back(each.when);
    add_number(key, cost.least_mean);
    add_number(key, cost.least_low);
  }
}

}  // namespace portfit::detail
