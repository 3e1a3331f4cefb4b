#pragma once

#include <portfit/formula/decision_problem.hpp>
#include <portfit/quantity/bounds.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// One summand of what a vendor gains (positive) or loses (negative), where `when` holds.
struct willing_part {
  term when = true_term;
  bounds<double> amount;
};

/// More parts than these are not expanded into their combinations.
inline constexpr std::size_t most_willing_parts = 12;

namespace detail {

/// The inequality without its combinations: settled where every combination agrees, else one unknown without a prior. So
/// verdicts and figures stay safe, if wider than they need be.
[[nodiscard]] inline term roughly_willing(decision_problem& problem, bounds<double> base,
                                          const std::vector<willing_part>& parts, const std::string& label) {
  for (const willing_part& each : parts) {
    base.low += (std::min)(0.0, each.amount.low);
    base.high += (std::max)(0.0, each.amount.high);
  }
  if (base.low >= 0) return true_term;
  if (base.high < 0) return false_term;
  return problem.terms.literal(problem.add(variable_role::unknown, 0.5, label));
}

}  // namespace detail

/// "The vendor is willing": base + the parts that hold >= 0.
///
/// For each combination of parts the inequality holds if it does at its worst ends and fails if it does at its best ends;
/// the combinations between become a chain of unknowns without a prior, ordered by their middle, so that whoever is
/// willing for less is willing for more.
/// With more than `most_willing_parts` parts combinations that are not all alike become one unknown.
/// Complexity: 2^parts terms.
[[nodiscard]] inline term willing(decision_problem& problem, bounds<double> base,
                                  const std::vector<willing_part>& parts, const std::string& label) {
  if (parts.size() > most_willing_parts) return detail::roughly_willing(problem, base, parts, label);
  struct outcome {
    bool sure = false;
    bool open = false;
    double middle = 0;
  };
  const std::size_t masks = std::size_t{1} << parts.size();
  std::vector<outcome> outcomes(masks);
  std::set<double> middles;
  for (std::size_t mask = 0; mask < masks; ++mask) {
    bounds<double> sum = base;
    for (std::size_t index = 0; index < parts.size(); ++index) {
      if ((mask >> index & 1U) == 0) continue;
      sum.low += parts[index].amount.low;
      sum.high += parts[index].amount.high;
    }
    outcome& here = outcomes[mask];
    here.sure = sum.low >= 0;
    here.open = !here.sure && sum.high >= 0;
    here.middle = sum.low == -std::numeric_limits<double>::infinity() ? sum.high - 1e300 : (sum.low + sum.high) / 2;
    if (here.open) middles.insert(here.middle);
  }
  // Hardest first: the i-th variable says "willing from here on, given not before".
  std::map<double, term> thresholds;
  term so_far = false_term;
  double classes = static_cast<double>(middles.size()) + 1;
  for (const double middle : middles) {
    const variable made = problem.add(variable_role::unknown, 1 / classes, label);
    classes -= 1;
    so_far = problem.terms.disjunction(so_far, problem.terms.literal(made));
    thresholds.emplace(middle, so_far);
  }
  std::vector<term> level(masks);
  for (std::size_t mask = 0; mask < masks; ++mask) {
    const outcome& here = outcomes[mask];
    level[mask] = here.sure ? true_term : here.open ? thresholds.at(here.middle) : false_term;
  }
  for (std::size_t index = parts.size(); index-- > 0;) {
    const std::size_t half = std::size_t{1} << index;
    for (std::size_t mask = 0; mask < half; ++mask)
      level[mask] = problem.terms.if_then_else(parts[index].when, level[mask | half], level[mask]);
  }
  return level.front();
}

}  // namespace portfit
