#pragma once

#include <portfit/assert.hpp>
#include <portfit/quantity/estimate.hpp>
#include <portfit/search/detail/partial_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace portfit::detail {

/// One piece of work; those it waits for are told by number.
struct task {
  std::set<std::size_t> after;
  estimate takes;          ///< months
  bool needs_team = true;  ///< false: somebody else does it
};

/// When both are over: end by end the later one.
[[nodiscard]] inline estimate later_of(const estimate& a, const estimate& b) {
  if (a.low >= b.high) return a;
  if (b.low >= a.high) return b;
  estimate result{(std::max)(a.low, b.low), (std::max)(a.likely, b.likely), (std::max)(a.high, b.high), false};
  result.is_bare = a.is_bare || b.is_bare;
  return result;
}

/// By task: when it can start at the earliest, if all start as soon as what they wait for is over (longest path).
/// @pre `order` is a permutation of the tasks in which none stands before one that it waits for.
/// Complexity: linear.
[[nodiscard]] inline std::vector<estimate> earliest_starts(const std::vector<task>& tasks,
                                                           const std::vector<std::size_t>& order) {
  std::vector<estimate> starts(tasks.size());
  for (const std::size_t each : order)
    for (const std::size_t before : tasks[each].after)
      starts[each] = later_of(starts[each], starts[before] + tasks[before].takes);
  return starts;
}

/// By task: all it waits for, directly or not. @pre As for `earliest_starts`.
[[nodiscard]] inline std::vector<std::set<std::size_t>> all_before(const std::vector<task>& tasks,
                                                                   const std::vector<std::size_t>& order) {
  std::vector<std::set<std::size_t>> result(tasks.size());
  for (const std::size_t each : order)
    for (const std::size_t before : tasks[each].after) {
      result[each].insert(before);
      result[each].insert(result[before].begin(), result[before].end());
    }
  return result;
}

/// Gives out tasks to a number of teams: whenever a team is free, it takes the task that can start and has the longest
/// path of work left from its start on (Hu 1961, Operations Research 9, pp. 841-848, for trees of equal tasks); ties by
/// number.
///
/// It works on likely durations and settles who does what after what, so that the low and the high end are those of one
/// and the same arrangement. List scheduling is quick, not always shortest: at most twice the shortest where all tasks
/// need a team (Graham 1966, Bell System Technical Journal 45, pp. 1563-1581).
class team_assignment {
 public:
  /// @pre `teams` >= 1; `order` as for `earliest_starts`. The tasks outlive it.
  team_assignment(const std::vector<task>& tasks, const std::vector<std::size_t>& order, std::size_t teams)
      : tasks_(tasks),
        before_(all_before(tasks, order)),
        tail_(tasks.size(), 0),
        ends_(tasks.size(), std::numeric_limits<double>::infinity()),
        last_((std::min)(teams, tasks.size())),
        team_(tasks.size()),
        waits_for_team_(tasks) {
    PORTFIT_ASSERT(teams >= 1);
    for (std::size_t at = order.size(); at-- > 0;) {
      tail_[order[at]] += tasks[order[at]].takes.likely;
      for (const std::size_t before : tasks[order[at]].after)
        tail_[before] = (std::max)(tail_[before], tail_[order[at]]);
    }
    while (sequence_.size() < tasks.size())
      if (const auto next = first_to_start())
        start(*next);
      else
        wait();
  }

  /// By task: the team that does it.
  [[nodiscard]] const std::vector<std::optional<std::size_t>>& teams() const { return team_; }
  /// The tasks in the order in which they start.
  [[nodiscard]] const std::vector<std::size_t>& sequence() const { return sequence_; }
  /// The tasks, each waiting for what its team does before as well.
  [[nodiscard]] const std::vector<task>& tasks() const { return waits_for_team_; }

 private:
  [[nodiscard]] bool is_over(std::size_t which) const { return ends_[which] <= now_; }

  [[nodiscard]] std::optional<std::size_t> first_to_start() const {
    std::optional<std::size_t> found;
    for (std::size_t each = 0; each < tasks_.size(); ++each) {
      const std::set<std::size_t>& after = tasks_[each].after;
      const bool is_ready = !started(each) && (!tasks_[each].needs_team || free_team(each)) &&
                            std::all_of(after.begin(), after.end(), [&](std::size_t one) { return is_over(one); });
      if (is_ready && (!found || on_grid(tail_[each]) > on_grid(tail_[*found]))) found = each;
    }
    return found;
  }

  [[nodiscard]] bool started(std::size_t which) const { return ends_[which] < std::numeric_limits<double>::infinity(); }

  /// Of the free teams the one whose last task had to be awaited anyway, then one that has done nothing yet, then the one
  /// that has been free for longest: so a task that takes longer than likely delays others as little as can be.
  [[nodiscard]] std::optional<std::size_t> free_team(std::size_t which) const {
    std::optional<std::size_t> found;
    std::pair<int, double> best;
    for (std::size_t team = 0; team < last_.size(); ++team) {
      if (last_[team] && !is_over(*last_[team])) continue;
      const bool is_awaited = last_[team] && before_[which].contains(*last_[team]);
      const std::pair<int, double> rank{is_awaited ? 0 : !last_[team] ? 1 : 2, last_[team] ? ends_[*last_[team]] : 0};
      if (!found || rank < best) {
        found = team;
        best = rank;
      }
    }
    return found;
  }

  void start(std::size_t which) {
    sequence_.push_back(which);
    if (tasks_[which].needs_team) {
      const std::size_t team = *free_team(which);
      if (last_[team]) waits_for_team_[which].after.insert(*last_[team]);
      last_[team] = which;
      team_[which] = team;
    }
    ends_[which] = now_ + tasks_[which].takes.likely;
  }

  /// Until the next task is over. @pre One is going on.
  void wait() {
    double next = std::numeric_limits<double>::infinity();
    for (const double end : ends_)
      if (end > now_) next = (std::min)(next, end);
    PORTFIT_ASSERT(next < std::numeric_limits<double>::infinity());
    now_ = next;
  }

  const std::vector<task>& tasks_;
  std::vector<std::set<std::size_t>> before_;
  std::vector<double> tail_;  // by task: likely months from its start to the end of the longest path behind it
  std::vector<double> ends_;  // by task, in likely months; infinity: not started
  double now_ = 0;
  std::vector<std::optional<std::size_t>> last_;  // by team: its last task
  std::vector<std::optional<std::size_t>> team_;
  std::vector<std::size_t> sequence_;
  std::vector<task> waits_for_team_;
};

}  // namespace portfit::detail
