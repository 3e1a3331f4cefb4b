#pragma once

#include "support/oracle_unknowns.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

namespace portfit_test::oracle_detail {

/// What every fact of the model is: one value, or several that are all to be had.
using fact_state = std::vector<std::vector<portfit::fact_value>>;

/// How far a formula is met, 0..1: a service counts by its coverage. `View` knows facts and services.
template <class View>
double level_of(const node& formula, const View& view, bool inside_none_of = false) {
  if (formula.is == node::kind::constant) return formula.truth ? 1 : 0;
  if (formula.is == node::kind::fact) return view.holds(formula.test, inside_none_of) ? 1 : 0;
  if (formula.is == node::kind::service) {
    const double coverage = view.coverage(formula.service, inside_none_of);
    if (formula.coverage_named) return coverage >= formula.coverage ? 1 : 0;
    return coverage;
  }
  std::vector<double> levels;
  for (const node& part : formula.parts)
    levels.push_back(level_of(part, view, inside_none_of || formula.is == node::kind::none_of));
  std::sort(levels.begin(), levels.end(), std::greater<>());
  if (formula.is == node::kind::all_of) return levels.empty() ? 1 : levels.back();
  if (formula.is == node::kind::any_of) return levels.empty() ? 0 : levels.front();
  if (formula.is == node::kind::none_of) return levels.empty() || levels.front() < 1 ? 1 : 0;
  if (formula.count == 0) return 1;
  return formula.count > levels.size() ? 0 : levels[formula.count - 1];
}

template <class View>
bool holds(const node& formula, const View& view) {
  return level_of(formula, view) >= 1;
}

template <class View>
bool all_hold(const std::vector<node>& formulas, const View& view) {
  return std::all_of(formulas.begin(), formulas.end(), [&](const node& one) { return holds(one, view); });
}

/// How far a service is covered. `lost`: per agreement, whether its grants are forfeited.
template <class View>
double coverage_of(const model_service& service, const View& view, const std::vector<char>& lost,
                   bool inside_none_of = false) {
  double coverage = service.provided;
  bool withdrawn = false;
  for (const node& law : service.withdrawn) withdrawn = withdrawn || holds(law, view);
  for (const model_service::grant& grant : service.grants)
    if (!withdrawn && !lost[grant.agreement] && level_of(grant.on, view, inside_none_of) >= 1) coverage = 1;
  for (const model_service::substitute& other : service.substitutes)
    if (level_of(other.when, view, inside_none_of) >= 1) coverage = (std::max)(coverage, other.covers);
  return coverage;
}

/// Of several values, all to be had, the one that suits is taken, on either side.
inline bool some_suit(const std::vector<portfit::fact_value>& left, portfit::comparison compares,
                      const std::vector<portfit::fact_value>& right) {
  for (const portfit::fact_value& one : left)
    for (const portfit::fact_value& other : right)
      if (satisfies(one, compares, other)) return true;
  return false;
}

/// What prerequisites see: the facts before any plan, lifted by what the remedies that took effect make or set.
struct view_before {
  const model& all;
  const fact_state& before;
  const std::vector<char>& effective;  ///< per remedy
  const std::vector<char>& none_lost;

  [[nodiscard]] bool holds(const fact_test& test, bool inside_none_of) const {
    const std::vector<std::vector<portfit::fact_value>> rights =
        test.other ? seen(*test.other, inside_none_of) : std::vector<std::vector<portfit::fact_value>>{{test.bound}};
    for (const auto& left : seen(test.fact, inside_none_of))
      for (const auto& right : rights)
        if (some_suit(left, test.compares, right)) return true;
    return false;
  }
  [[nodiscard]] double coverage(std::size_t service, bool inside_none_of) const {
    return coverage_of(all.services[service], *this, none_lost, inside_none_of);
  }

 private:
  /// The fact as it was, and as each effective remedy alone makes or sets it.
  [[nodiscard]] std::vector<std::vector<portfit::fact_value>> seen(std::size_t fact, bool as_it_was) const {
    std::vector<std::vector<portfit::fact_value>> result{before[fact]};
    for (std::size_t index = 0; index < all.remedies.size() && !as_it_was; ++index)
      for (const model_effect& does : all.remedies[index].effects) {
        if (!effective[index] || does.fact != fact) continue;
        if (does.does == portfit::effect::kind::sets) result.push_back({does.amount});
        if (does.does != portfit::effect::kind::makes) continue;
        result.push_back(before[fact]);
        for (portfit::fact_value& value : result.back())
          value = (std::max)(std::get<double>(value), std::get<double>(does.amount));
      }
    return result;
  }
};

/// What requirements and clauses see: the facts after the plan.
struct view_after {
  const model& all;
  const fact_state& after;
  const std::vector<char>& lost;

  [[nodiscard]] bool holds(const fact_test& test, bool) const {
    return test.other ? some_suit(after[test.fact], test.compares, after[*test.other])
                      : some_suit(after[test.fact], test.compares, {test.bound});
  }
  [[nodiscard]] double coverage(std::size_t service, bool) const {
    return coverage_of(all.services[service], *this, lost);
  }
};

/// Do two effects of different remedies on one fact exclude each other?
inline bool conflict(const model& all, const model_effect& a, const model_effect& b) {
  using kind = portfit::effect::kind;
  if (a.fact != b.fact) return false;
  if (a.does == kind::breaks && b.does != kind::breaks) return conflict(all, b, a);
  if (a.does == kind::makes && b.does == kind::breaks) return true;
  if (a.does == kind::sets && b.does == kind::breaks) return a.amount != portfit::fact_value(0.0);
  if (a.does == kind::sets && b.does == kind::sets) return a.amount != b.amount;
  if (a.does == kind::sets && b.does == kind::makes) return conflict(all, b, a);
  if (a.does == kind::makes && b.does == kind::sets)
    return all.facts[a.fact].declared->type == portfit::fact_type::yes_no && b.amount != portfit::fact_value(1.0);
  return false;
}

/// Does a later remedy that took effect overrule this effect?
inline bool overruled(const model& all, const std::vector<char>& effective, std::size_t owner,
                      const model_effect& does) {
  for (std::size_t later = 0; later < all.remedies.size(); ++later) {
    if (!effective[later] || !all.remedies[later].after.contains(all.remedies[owner].id)) continue;
    for (const model_effect& other : all.remedies[later].effects)
      if (conflict(all, does, other)) return true;
  }
  return false;
}

inline void apply(const model_effect& does, portfit::fact_value& value) {
  switch (does.does) {
    case portfit::effect::kind::makes:
      value = (std::max)(std::get<double>(value), std::get<double>(does.amount));
      break;
    case portfit::effect::kind::sets: value = does.amount; break;
    case portfit::effect::kind::adds: value = std::get<double>(value) + std::get<double>(does.amount); break;
    case portfit::effect::kind::breaks: value = 0.0; break;
  }
}

/// Sets, then lifts, then adds, then breaks.
inline fact_state after_plan(const model& all, const fact_state& before, const std::vector<char>& effective) {
  using kind = portfit::effect::kind;
  fact_state after = before;
  for (const kind turn : {kind::sets, kind::makes, kind::adds, kind::breaks})
    for (std::size_t index = 0; index < all.remedies.size(); ++index) {
      if (!effective[index]) continue;
      for (const model_effect& does : all.remedies[index].effects)
        if (does.does == turn && !overruled(all, effective, index, does))
          for (portfit::fact_value& value : after[does.fact]) apply(does, value);
    }
  return after;
}

/// Which line of a figure applies: the first whose `when` holds; none: one past the last.
template <class View>
std::size_t line_of(const std::vector<model_line>& lines, const View& view) {
  std::size_t index = 0;
  while (index < lines.size() && lines[index].when && !holds(*lines[index].when, view)) ++index;
  return index;
}

}  // namespace portfit_test::oracle_detail
