#pragma once

#include <portfit/analysis/detail/list_schedule.hpp>
#include <portfit/analysis/pairing.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// One remedy of a plan in time. Months count from the start of the plan.
struct scheduled_step {
  std::string remedy;
  std::string by;                  ///< who acts
  std::vector<std::string> after;  ///< remedies of the plan that it waits for, but for those that these wait for, by id
  estimate takes;                  ///< months
  estimate start;                  ///< the earliest; low if all goes quickly, high if nothing does
  estimate end;                    ///< the earliest
  std::optional<std::size_t> team;  ///< of ours, from 0; nothing if teams are not counted or somebody else acts
};

/// When the remedies of a plan are done.
///
/// Ends are taken end by end over the longest path: all steps at their low, their likely, their high durations. They are no
/// ends of a distribution; the mean of a longest path is more than the longest path of means.
struct schedule {
  std::vector<scheduled_step> steps;  ///< in an order in which they can be done
  /// Remedies of the plan whose prerequisites cannot come about in it, by id; they take no part in the duration.
  std::vector<std::string> never;
  estimate duration;  ///< months, until the last step is over
  /// Given out by list scheduling to so many teams of ours: a workable arrangement, not proven to be the shortest. None:
  /// as many teams as it takes, and then nothing is shorter.
  std::optional<std::size_t> teams;
  bool complete = true;  ///< false: the node limit ended, some waits may be missing and some durations too wide
};

struct schedule_options {
  assess_options assess;
  std::optional<std::size_t> teams;  ///< of ours: only steps with `by: os` need one; at least 1
};

namespace detail {

/// What the chosen remedies of one pairing wait for, and how long they take.
class plan_timing {
 public:
  /// @pre The problem was lowered with `figures`.
  plan_timing(const constraint_graph& graph, const lowered_problem& lowered, const std::vector<std::string>& plan,
              std::size_t node_limit)
      : lowered_(lowered), diagrams_(order_of(lowered), {node_limit}), compile_(diagrams_, lowered.problem.terms) {
    const std::set<std::string> ids(plan.begin(), plan.end());
    std::map<std::string, std::pair<variable, std::size_t>> found;
    for (const auto& [decision, remedy] : lowered.remedies) {
      const std::string& id = tables(graph).remedies[remedy].what->id;
      if (ids.contains(id))
        found[id] = {decision, remedy};
      else
        settled_[decision] = false;
    }
    const std::vector<variable_role>& roles = lowered.problem.roles;
    for (variable each = 0; each < roles.size(); ++each)
      if (roles[each] == variable_role::success || roles[each] == variable_role::success_range ||
          roles[each] == variable_role::success_spread)
        settled_[each] = true;
    for (const auto& [id, chosen] : found) add(id, tables(graph).remedies[chosen.second].what->by, chosen);
    find_waits();
    take_in_order();
  }

  [[nodiscard]] const std::vector<scheduled_step>& steps() const { return steps_; }  ///< by id
  [[nodiscard]] const std::vector<std::string>& never() const { return never_; }
  [[nodiscard]] const std::vector<task>& tasks() const { return tasks_; }         ///< by step
  [[nodiscard]] const std::vector<std::size_t>& order() const { return order_; }  ///< steps, workable, ties by id
  [[nodiscard]] bool exhausted() const { return diagrams_.exhausted(); }

 private:
  static std::vector<variable> order_of(const lowered_problem& lowered) {
    std::vector<term> roots;
    for (const lowered_remedy& timing : lowered.figures) {
      roots.push_back(timing.needs);
      for (const auto& [when, months] : timing.takes) roots.push_back(when);
    }
    return depth_first_order(lowered.problem.terms, roots);
  }

  void add(const std::string& id, const std::string& by, const std::pair<variable, std::size_t>& chosen) {
    const lowered_remedy& timing = lowered_.figures[chosen.second];
    const edge needs = diagrams_.restrict(compile_.compile(timing.needs), settled_);
    std::map<variable, bool> all = settled_;
    for (const auto& [decision, remedy] : lowered_.remedies) all.emplace(decision, true);
    if (diagrams_.restrict(needs, all) == bdd_manager::false_edge) {
      never_.push_back(id);
      return;
    }
    steps_.push_back({id, by, {}, months(timing, all), {}, {}, std::nullopt});
    decisions_.push_back(chosen.first);
    needs_.push_back(needs);
  }

  /// The line that applies; where that is not known, from the least to the most of those that may.
  estimate months(const lowered_remedy& timing, const std::map<variable, bool>& all) {
    std::vector<estimate> possible;
    edge some = bdd_manager::false_edge;
    for (const auto& [when, is] : timing.takes) {
      const edge applies = diagrams_.restrict(compile_.compile(when), all);
      some = diagrams_.disjunction(some, applies);
      if (applies != bdd_manager::false_edge) possible.push_back(is);
    }
    if (some != bdd_manager::true_edge) possible.push_back({});
    const auto is_first = [&](const estimate& each) { return each == possible.front(); };
    if (std::all_of(possible.begin(), possible.end(), is_first)) return possible.front();
    double low = possible.front().low;
    double high = possible.front().high;
    for (const estimate& each : possible) {
      low = (std::min)(low, each.low);
      high = (std::max)(high, each.high);
    }
    return estimate::between(low, high);
  }

  /// A step waits for another if choosing that one can bring about what the step needs.
  void find_waits() {
    waits_.resize(steps_.size());
    for (std::size_t step = 0; step < steps_.size(); ++step)
      for (std::size_t other = 0; other < steps_.size(); ++other) {
        if (other == step) continue;
        const edge without = diagrams_.restrict(needs_[step], decisions_[other], false);
        const edge with = diagrams_.restrict(needs_[step], decisions_[other], true);
        const edge gained = diagrams_.conjunction(with, diagrams_.negate(without));
        if (gained != bdd_manager::false_edge && gained != bdd_manager::no_edge) waits_[step].insert(other);
      }
  }

  /// Takes step after step: one all of whose waits are over, by id. Where steps wait for each other in a ring, some of them
  /// have another way to start: then the first that can surely start with what is over, or else may.
  void take_in_order() {
    tasks_.resize(steps_.size());
    std::vector<char> taken(steps_.size(), 0);
    while (order_.size() < steps_.size()) {
      const std::size_t next = next_step(taken);
      taken[next] = 1;
      order_.push_back(next);
      for (const std::size_t before : waits_[next])
        if (taken[before]) tasks_[next].after.insert(before);
      tasks_[next].takes = steps_[next].takes;
      tasks_[next].needs_team = steps_[next].by == "os";
    }
    const std::vector<std::set<std::size_t>> before = all_before(tasks_, order_);
    for (std::size_t step = 0; step < steps_.size(); ++step)
      for (const std::size_t each : tasks_[step].after)
        if (std::none_of(tasks_[step].after.begin(), tasks_[step].after.end(),
                         [&](std::size_t other) { return before[other].contains(each); }))
          steps_[step].after.push_back(steps_[each].remedy);
  }

  [[nodiscard]] std::size_t next_step(const std::vector<char>& taken) {
    std::optional<std::size_t> surely;
    std::optional<std::size_t> maybe;
    std::optional<std::size_t> left;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
      if (taken[step]) continue;
      const std::set<std::size_t>& waits = waits_[step];
      if (std::all_of(waits.begin(), waits.end(), [&](std::size_t each) { return taken[each] != 0; })) return step;
      std::map<variable, bool> now;
      for (std::size_t each = 0; each < steps_.size(); ++each) now[decisions_[each]] = taken[each] != 0;
      const edge starts = diagrams_.restrict(needs_[step], now);
      if (!surely && starts == bdd_manager::true_edge) surely = step;
      if (!maybe && starts != bdd_manager::false_edge) maybe = step;
      if (!left) left = step;
    }
    return surely ? *surely : maybe ? *maybe : *left;
  }

  const lowered_problem& lowered_;
  bdd_manager diagrams_;
  compiler compile_;
  std::map<variable, bool> settled_;  // what is not chosen, and that what is chosen works
  std::vector<scheduled_step> steps_;
  std::vector<variable> decisions_;           // by step
  std::vector<edge> needs_;                   // by step, over decisions of the plan and unknowns
  std::vector<std::set<std::size_t>> waits_;  // by step
  std::vector<task> tasks_;
  std::vector<std::size_t> order_;
  std::vector<std::string> never_;
};

}  // namespace detail

/// Puts the remedies of a plan in order and time, for one device as a lane tells it.
///
/// A remedy waits for those of the plan that may bring about its prerequisites, as far as these do not hold anyway. All
/// chosen remedies are taken to work (how likely they do is the business of likelihood). `time` is the first line that
/// applies, the facts being as they were before the plan, lifted by what it makes; where unknown facts leave several lines
/// open, from the least to the most of them. Without `time`, the effort of one person. Steps run side by side, unless
/// `options.teams` says how many teams there are.
/// @pre The graph was built from `world`, and the lane made for it, with `options.assess.asked`. Ids that are no remedies of
/// the graph are left out.
/// Complexity: diagrams of the prerequisites, then cubic in the steps.
[[nodiscard]] inline schedule make_schedule(const catalog& world, const constraint_graph& graph, const lane& device,
                                            const std::vector<std::string>& remedies,
                                            const schedule_options& options = {}) {
  lower_options lowering = lowering_options(world, options.assess);
  lowering.figures = true;
  const lowered_problem lowered = lower(graph, device, lowering);
  const detail::plan_timing timing(graph, lowered, remedies, options.assess.node_limit);
  schedule result;
  result.never = timing.never();
  result.teams = options.teams;
  result.complete = !timing.exhausted();
  std::vector<detail::task> tasks = timing.tasks();
  std::vector<std::size_t> order = timing.order();
  std::vector<std::optional<std::size_t>> teams(tasks.size());
  if (options.teams) {
    const detail::team_assignment given(timing.tasks(), timing.order(), *options.teams);
    tasks = given.tasks();
    order = given.sequence();
    teams = given.teams();
  }
  const std::vector<estimate> starts = detail::earliest_starts(tasks, order);
  for (const std::size_t each : order) {
    scheduled_step& step = result.steps.emplace_back(timing.steps()[each]);
    step.start = starts[each];
    step.end = step.start + step.takes;
    step.team = teams[each];
    result.duration = detail::later_of(result.duration, step.end);
  }
  return result;
}

/// Puts the remedies of a plan in order and time on a graph that was built already, see above.
[[nodiscard]] inline schedule make_schedule(const catalog& world, const constraint_graph& graph,
                                            const pairing_entities& who, const std::vector<std::string>& remedies,
                                            const schedule_options& options = {}) {
  return make_schedule(world, graph, make_lane(world, graph, who, options.assess.asked), remedies, options);
}

/// Puts the remedies of a plan in order and time, see above.
/// @pre `world` was read without errors.
[[nodiscard]] inline schedule make_schedule(const catalog& world, const operating_system& os, const device& what,
                                            const market& where, const std::vector<std::string>& remedies,
                                            const schedule_options& options = {}) {
  const constraint_graph graph = build_graph(world, os, where, options.assess.asked);
  return make_schedule(world, graph, {&os, &where, &what}, remedies, options);
}

}  // namespace portfit
