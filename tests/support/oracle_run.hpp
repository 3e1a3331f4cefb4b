#pragma once

#include "support/oracle_world.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace portfit_test::oracle_detail {

using plan_mask = std::size_t;  ///< bit i: remedy i of the model is chosen

/// One way things may be: a class for every unknown.
struct completion {
  std::vector<std::size_t> choices;  ///< per unknown
  fact_state before;                 ///< the facts before any plan
};

/// Success events that may happen: one for every line of a remedy's chance.
using happenings = std::vector<std::vector<char>>;  ///< per remedy and line

/// What becomes of a plan in one world.
struct world {
  std::vector<double> levels;  ///< per requirement, then per clause; 0 or 1 of a must
  portfit::bounds<double> cost;
  double mean_cost = 0;
  std::vector<double> mean_costs;  ///< per remedy of the model: our own share
};

inline bool is_chosen(plan_mask plan, std::size_t remedy) { return ((plan >> remedy) & 1U) != 0; }

/// May these remedies be chosen together?
inline bool may_be_chosen(const model& all, plan_mask plan) {
  for (std::size_t a = 0; a < all.remedies.size(); ++a)
    for (std::size_t b = 0; b < all.remedies.size(); ++b) {
      if (a == b || !is_chosen(plan, a) || !is_chosen(plan, b)) continue;
      const model_remedy& one = all.remedies[a];
      const model_remedy& other = all.remedies[b];
      if (one.excludes.contains(other.id)) return false;
      if (one.after.contains(other.id) || other.after.contains(one.id)) continue;
      for (const model_effect& x : one.effects)
        for (const model_effect& y : other.effects)
          if (conflict(all, x, y)) return false;
    }
  return true;
}

inline portfit::bounds<double> ends_of(const std::vector<model_line>& lines) {
  if (lines.empty()) return {0, 0};
  portfit::bounds<double> ends = lines.front().is.ends();
  for (const model_line& line : lines) ends = {(std::min)(ends.low, line.is.low), (std::max)(ends.high, line.is.high)};
  return ends;
}

/// The vendor's inequality: ends of its gain with side payments, of its costs, and of what the breach may cost it.
inline std::vector<double> question_of(const model& all, plan_mask plan, const model_clause* breached) {
  std::vector<double> ends{all.gain.low, all.gain.high, 0, 0, 0, 0};
  for (std::size_t index = 0; index < all.remedies.size(); ++index) {
    if (!is_chosen(plan, index)) continue;
    const model_remedy& work = all.remedies[index];
    ends[0] += work.pays_to_vendor.low;
    ends[1] += work.pays_to_vendor.high;
    if (!work.paid_by_vendor) continue;
    ends[2] += ends_of(work.money).low + ends_of(work.effort).low * all.person_month;
    ends[3] += ends_of(work.money).high + ends_of(work.effort).high * all.person_month;
  }
  if (breached) {
    ends[4] = breached->exposed.low * breached->enforced.low;
    ends[5] = breached->exposed.high * breached->enforced.high;
  }
  return ends;
}

/// Yes if it holds at its worst ends, no if it fails at its best ends, else nobody knows.
inline std::optional<bool> decided(const std::vector<double>& ends) {
  if (ends[0] >= ends[3] + ends[5]) return true;
  if (ends[1] < ends[2] + ends[4]) return false;
  return std::nullopt;
}

/// Does the clause let an accepted breach count, should the vendor be willing?
inline bool lets_breach_count(const model_clause& clause, bool accept_forfeits) {
  if (clause.accept == portfit::acceptance::never) return false;
  if (clause.accept == portfit::acceptance::allowed) return true;
  return clause.exposed.high <= 0 || accept_forfeits;
}

/// Runs plans in worlds.
class world_runner {
 public:
  world_runner(const model& all, const std::vector<unknown>& unknowns, bool accept_forfeits)
      : all_(all), unknowns_(unknowns), accept_forfeits_(accept_forfeits), none_lost_(all.agreements.size(), 0) {}

  /// The chance of one line of a remedy: of an inexact one, the end at which this completion has it.
  [[nodiscard]] double chance_of(const completion& case_, std::size_t remedy, std::size_t line) const {
    const portfit::estimate& is = all_.remedies[remedy].works[line].is;
    for (std::size_t index = 0; index < unknowns_.size(); ++index) {
      const unknown& open = unknowns_[index];
      if (open.is == unknown::kind::chance && open.remedy == remedy && open.line == line)
        return case_.choices[index] == 0 ? is.low : is.high;
    }
    return is.low;
  }

  /// The chance that a hazard does not happen, at the end at which this completion has it.
  [[nodiscard]] double spared(const completion& case_, const model_hazard& each) const {
    for (std::size_t index = 0; index < unknowns_.size(); ++index)
      if (unknowns_[index].is == unknown::kind::hazard && unknowns_[index].whole == each.whole)
        return case_.choices[index] == 0 ? each.low : each.high;
    return each.low;
  }

  /// @param struck hazards that happen after the plan, by place; may be empty
  [[nodiscard]] world run(plan_mask plan, const completion& case_, const happenings& events,
                          const std::vector<char>& struck = {}) const {
    const std::vector<char> effective = effective_remedies(plan, case_, events);
    world result;
    add_costs(result, plan, view_before{all_, case_.before, effective, none_lost_});
    fact_state after = after_plan(all_, case_.before, effective);
    for (std::size_t index = 0; index < struck.size(); ++index)
      for (const std::size_t fact : all_.hazards[index].facts)
        if (struck[index])
          for (portfit::fact_value& value : after[fact]) value = 0.0;
    add_levels(result, plan, case_, after);
    return result;
  }

 private:
  [[nodiscard]] bool is_willing(plan_mask plan, const completion& case_, const model_clause* breached) const {
    const std::vector<double> question = question_of(all_, plan, breached);
    if (const auto answer = decided(question)) return *answer;
    for (std::size_t index = 0; index < unknowns_.size(); ++index)
      if (unknowns_[index].is == unknown::kind::willing && unknowns_[index].question == question)
        return case_.choices[index] == 1;
    return false;
  }

  [[nodiscard]] std::vector<std::size_t> lines_in_force(const view_before& view) const {
    std::vector<std::size_t> lines;
    for (const model_remedy& work : all_.remedies) lines.push_back(line_of(work.works, view));
    return lines;
  }

  /// The least fixpoint of prerequisites, for given lines of the chances.
  [[nodiscard]] std::vector<char> fixpoint(plan_mask plan, const completion& case_, const happenings& events,
                                           const std::vector<std::size_t>& lines) const {
    std::vector<char> effective(all_.remedies.size(), 0);
    const view_before view{all_, case_.before, effective, none_lost_};
    for (bool grows = true; grows;) {
      grows = false;
      for (std::size_t index = 0; index < all_.remedies.size(); ++index) {
        const model_remedy& work = all_.remedies[index];
        if (effective[index] || !is_chosen(plan, index)) continue;
        if (lines[index] < work.works.size() && !events[index][lines[index]]) continue;
        if (work.paid_by_vendor && !is_willing(plan, case_, nullptr)) continue;
        if (work.needs && !holds(*work.needs, view)) continue;
        effective[index] = 1;
        grows = true;
      }
    }
    return effective;
  }

  /// Which line of a chance is in force may itself hang on what took effect: repeated until it no longer changes, which it
  /// does as long as no remedy's own line hangs on the remedy.
  [[nodiscard]] std::vector<char> effective_remedies(plan_mask plan, const completion& case_,
                                                     const happenings& events) const {
    std::vector<char> effective(all_.remedies.size(), 0);
    const view_before view{all_, case_.before, effective, none_lost_};
    std::vector<std::size_t> lines = lines_in_force(view);
    for (std::size_t turn = 0; turn <= all_.remedies.size() + 1; ++turn) {
      effective = fixpoint(plan, case_, events, lines);
      std::vector<std::size_t> again = lines_in_force(view);
      if (again == lines) break;
      lines = std::move(again);
    }
    return effective;
  }

  static void add_cost(world& result, std::size_t remedy, const portfit::estimate& amount, double price) {
    result.mean_cost += amount.mean() * price;
    result.mean_costs[remedy] += amount.mean() * price;
    result.cost.low += amount.low * price;
    result.cost.high += amount.high * price;
  }

  void add_costs(world& result, plan_mask plan, const view_before& view) const {
    result.mean_costs.assign(all_.remedies.size(), 0);
    for (std::size_t index = 0; index < all_.remedies.size(); ++index) {
      if (!is_chosen(plan, index)) continue;
      const model_remedy& work = all_.remedies[index];
      add_cost(result, index, work.pays, 1);
      if (work.paid_by_vendor) continue;
      const std::size_t money = line_of(work.money, view);
      if (money < work.money.size()) add_cost(result, index, work.money[money].is, 1);
      const std::size_t effort = line_of(work.effort, view);
      if (effort < work.effort.size()) add_cost(result, index, work.effort[effort].is, all_.person_month);
    }
  }

  void add_levels(world& result, plan_mask plan, const completion& case_, const fact_state& after) const {
    std::vector<char> lost = none_lost_;
    std::vector<double> clauses;
    const view_after nothing_lost{all_, after, none_lost_};
    for (const model_clause& clause : all_.clauses) {
      bool breached = holds(clause.act, nothing_lost);
      for (const node& except : clause.except) breached = breached && !holds(except, nothing_lost);
      const bool accepted = breached && lets_breach_count(clause, accept_forfeits_) && is_willing(plan, case_, &clause);
      if (accepted && clause.forfeits_grants) lost[clause.agreement] = 1;
      clauses.push_back(breached && !accepted ? 0 : 1);
    }
    const view_after view{all_, after, lost};
    for (const model_requirement& asked : all_.requirements) {
      const double level = all_hold(asked.when, view) ? level_of(asked.need, view) : 1;
      result.levels.push_back(!asked.must || level >= 1 ? level : 0);
    }
    result.levels.insert(result.levels.end(), clauses.begin(), clauses.end());
  }

  const model& all_;
  const std::vector<unknown>& unknowns_;
  bool accept_forfeits_;
  std::vector<char> none_lost_;
};

}  // namespace portfit_test::oracle_detail
