#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/order.hpp>
#include <portfit/formula/decision_problem.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace portfit {

/// A set of decisions taken, in ascending order.
using decision_set = std::vector<variable>;

/// A decision problem with its functions compiled to one diagram manager.
///
/// After construction `exhausted()` says whether the node budget ended; then only verdicts of "not known" may be drawn.
class compiled_problem {
 public:
  explicit compiled_problem(decision_problem problem, std::size_t node_limit = 4'000'000)
      : problem_(std::move(problem)), diagrams_(order_of(problem_), {node_limit}) {
    compiler compile(diagrams_, problem_.terms);
    goal_ = compile.compile(problem_.goal);
    value_ = compile.compile(problem_.value);
    for (const decision_cost& cost : problem_.costs) {
      std::vector<edge> cases;
      for (const cost_case& each : cost.cases) cases.push_back(compile.compile(each.when));
      cases_.push_back(std::move(cases));
    }
    unsettled_ = {goal_, value_, cases_};
    for (variable each = 0; each < problem_.roles.size(); ++each)
      if (problem_.roles[each] == variable_role::decision) decisions_.push_back(each);
  }

  [[nodiscard]] const decision_problem& problem() const { return problem_; }
  [[nodiscard]] bdd_manager& diagrams() { return diagrams_; }
  [[nodiscard]] edge goal() const { return goal_; }
  [[nodiscard]] edge value() const { return value_; }
  /// Conditions of the cost cases, as `problem().costs` has them.
  [[nodiscard]] const std::vector<std::vector<edge>>& cases() const { return cases_; }
  [[nodiscard]] const std::vector<variable>& decisions() const { return decisions_; }
  [[nodiscard]] bool exhausted() const { return diagrams_.exhausted(); }

  /// What a compiled problem is asked with: it can be exchanged without compiling anew.
  struct inputs {
    edge goal;
    edge value;
    std::vector<std::vector<edge>> cases;  ///< as `problem().costs` has them
    std::vector<double> weight;            ///< by variable
    std::vector<decision_cost> costs;
  };
  [[nodiscard]] inputs current() const { return {goal_, value_, cases_, problem_.weight, problem_.costs}; }
  /// Asks with others from now on. @pre They were made from `current()`: functions are edges of `diagrams()`, tables are as long
  /// as they were, and the least costs still bound the costs from below.
  void use(inputs others) {
    goal_ = others.goal;
    value_ = others.value;
    cases_ = std::move(others.cases);
    problem_.weight = std::move(others.weight);
    problem_.costs = std::move(others.costs);
  }
  /// The same with some variables known.
  [[nodiscard]] inputs given(inputs what, const std::map<variable, bool>& values) {
    what.goal = diagrams_.restrict(what.goal, values);
    what.value = diagrams_.restrict(what.value, values);
    for (std::vector<edge>& lines : what.cases)
      for (edge& each : lines) each = diagrams_.restrict(each, values);
    return what;
  }

  /// From now on `goal`, `value` and `cases` are those in which these variables have these values, whatever was supposed
  /// before; nothing: as they were compiled. So one diagram answers for every way unknowns may turn out.
  void suppose(const std::map<variable, bool>& values) {
    use(given({unsettled_.goal, unsettled_.value, unsettled_.cases, problem_.weight, problem_.costs}, values));
  }

  /// By variable: non-zero where its role is one of `roles`.
  [[nodiscard]] std::vector<char> mask(std::initializer_list<variable_role> roles) const {
    std::vector<char> result(problem_.roles.size(), 0);
    for (std::size_t each = 0; each < result.size(); ++each)
      for (const variable_role role : roles)
        if (problem_.roles[each] == role) result[each] = 1;
    return result;
  }

  [[nodiscard]] std::set<variable> variables(std::initializer_list<variable_role> roles) const {
    std::set<variable> result;
    const std::vector<char> chosen = mask(roles);
    for (variable each = 0; each < chosen.size(); ++each)
      if (chosen[each]) result.insert(each);
    return result;
  }

  /// The function once every chosen success happens.
  [[nodiscard]] edge with_successes(edge function) {
    std::map<variable, bool> happens;
    for (const variable each :
         variables({variable_role::success, variable_role::success_range, variable_role::success_spread}))
      happens[each] = true;
    return diagrams_.restrict(function, happens);
  }

  /// The function where no two decisions that exclude each other are taken; elsewhere it does not hold.
  [[nodiscard]] edge compatible(edge function) {
    for (const auto& [one, other] : problem_.exclusions)
      function = diagrams_.conjunction(
          function, diagrams_.negate(diagrams_.conjunction(diagrams_.literal(one), diagrams_.literal(other))));
    return function;
  }

  /// The function once exactly the decisions in `plan` are taken.
  [[nodiscard]] edge under(edge function, const decision_set& plan) {
    std::map<variable, bool> values;
    for (const variable each : decisions_) values[each] = false;
    for (const variable each : plan) values[each] = true;
    return diagrams_.restrict(function, values);
  }

 private:
  static std::vector<variable> order_of(const decision_problem& problem) {
    std::vector<term> roots{problem.value, problem.goal};
    for (const decision_cost& cost : problem.costs)
      for (const cost_case& each : cost.cases) roots.push_back(each.when);
    return depth_first_order(problem.terms, roots);
  }

  struct functions {
    edge goal = bdd_manager::false_edge;
    edge value = bdd_manager::false_edge;
    std::vector<std::vector<edge>> cases;
  };

  decision_problem problem_;
  bdd_manager diagrams_;
  functions unsettled_;  // as they were compiled
  edge goal_ = bdd_manager::false_edge;
  edge value_ = bdd_manager::false_edge;
  std::vector<std::vector<edge>> cases_;
  std::vector<variable> decisions_;
};

}  // namespace portfit
