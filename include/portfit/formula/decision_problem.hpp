#pragma once

#include <portfit/formula/formula.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// What part a variable plays.
enum class variable_role : unsigned char {
  decision,        ///< ours to choose
  success,         ///< a chance that a chosen decision works out
  success_range,   ///< chooses the upper end of a chance known only within a bare range
  success_spread,  ///< chooses the upper end of a chance with a likeliest value; `weight` keeps its mean
  chance,          ///< an unknown with a prior
  unknown,         ///< an unknown without a prior; `weight` is used to choose and order, and for nothing else
  mixture,         ///< draws the part of the value that is looked at; always averaged
  relaxed,         ///< may take any value (when asking what stands in the way)
  selector,        ///< keeps (true) a known thing or a clause, or lets go of it
};

/// One summand of a cost: it counts where `when` holds.
struct cost_case {
  term when = true_term;
  double money_low = 0, money_mean = 0, money_high = 0;
  double effort_low = 0, effort_mean = 0, effort_high = 0;
};

/// What a decision costs: the sum of the cases that hold.
struct decision_cost {
  variable decision = 0;
  std::vector<cost_case> cases;
  /// A lower bound of its mean and of its low end in money (effort priced in), for pruning.
  double least_mean = 0;
  double least_low = 0;
};

/// A choice among decisions under uncertainty, free of any domain word.
///
/// `goal` must hold; `value` implies it, and its probability is what a choice is worth before cost. Variables are
/// independent; `weight[v]` is the chance that v is true.
struct decision_problem {
  formula terms;
  std::vector<variable_role> roles;  ///< by variable
  std::vector<double> weight;        ///< by variable
  term goal = true_term;
  term value = true_term;
  std::vector<decision_cost> costs;  ///< in the order of the decisions
  std::vector<std::pair<variable, variable>> exclusions;
  /// Names of decisions, to break ties; by variable.
  std::vector<std::string> names;
  double money_per_effort = 0;         ///< 0: effort cannot be priced and does not enter
  std::optional<double> scale;         ///< money that halves the worth; none: cost does not enter
  std::optional<double> money_budget;  ///< limit on the mean money
  std::optional<double> effort_budget;

  /// Only decisions get their names; other labels, which are for people, are left out.
  bool is_terse = false;

  variable add(variable_role role, std::string label, double chance) { return add(role, chance, label); }

  /// Adds a variable; its label is joined of these parts.
  template <class... Parts>
  variable add(variable_role role, double chance, const Parts&... label) {
    std::string name;
    if (!is_terse || role == variable_role::decision) (name.append(std::string_view(label)), ...);
    const variable made = terms.add_variable(name);
    roles.push_back(role);
    weight.push_back(chance);
    names.push_back(std::move(name));
    return made;
  }
};

}  // namespace portfit
