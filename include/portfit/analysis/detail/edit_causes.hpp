#pragma once

#include <portfit/analysis/detail/minimise_subset.hpp>
#include <portfit/analysis/explain.hpp>
#include <portfit/analysis/pairing_change.hpp>
#include <portfit/catalog/edited_catalog.hpp>
#include <portfit/search/minimal_conflicts.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// An answer and, where it was asked why the pairing is blocked, its minimal conflicts.
struct what_if_answer {
  assessment found;
  std::optional<std::vector<std::vector<reason>>> conflicts;
};

[[nodiscard]] inline bool alike(double a, double b) {
  return a == b || std::fabs(a - b) <= 1e-9 * (std::max)({1.0, std::fabs(a), std::fabs(b)});
}
[[nodiscard]] inline bool alike(const interval& a, const interval& b) {
  return alike(a.low, b.low) && alike(a.high, b.high);
}
[[nodiscard]] inline bool alike(const outlook& a, const outlook& b) {
  return alike(a.guaranteed, b.guaranteed) && alike(a.expected, b.expected) && alike(a.ranking, b.ranking) &&
         alike(a.possible, b.possible);
}

/// Whether two conflicts are about the same facts and clauses.
[[nodiscard]] inline bool same_conflict(const std::vector<reason>& a, const std::vector<reason>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const reason& one, const reason& other) {
    return one.code == other.code && one.subject == other.subject;
  });
}

/// The conflicts of one answer that the other does not have.
[[nodiscard]] inline std::vector<std::vector<reason>> conflicts_without(const what_if_answer& of,
                                                                        const what_if_answer& other) {
  std::vector<std::vector<reason>> result;
  if (!of.conflicts) return result;
  for (const auto& conflict : *of.conflicts)
    if (!other.conflicts || std::none_of(other.conflicts->begin(), other.conflicts->end(),
                                         [&](const auto& each) { return same_conflict(each, conflict); }))
      result.push_back(conflict);
  return result;
}

/// The conflicts of one answer that the other has, too.
[[nodiscard]] inline std::vector<std::vector<reason>> conflicts_of_both(const what_if_answer& of,
                                                                        const what_if_answer& other) {
  std::vector<std::vector<reason>> result;
  if (!of.conflicts || !other.conflicts) return result;
  for (const auto& conflict : *of.conflicts)
    if (std::any_of(other.conflicts->begin(), other.conflicts->end(),
                    [&](const auto& each) { return same_conflict(each, conflict); }))
      result.push_back(conflict);
  return result;
}

/// Whether two answers agree in all that `what_if` tells.
[[nodiscard]] inline bool same_what_if(const what_if_answer& a, const what_if_answer& b) {
  if (!same_answer(a.found, b.found)) return false;
  if (a.found.verdict != verdict::blocked) {
    const plan_figures& one = a.found.plan;
    const plan_figures& other = b.found.plan;
    return alike(one.likelihood, other.likelihood) && alike(one.score, other.score) &&
           alike(one.cost.mean, other.cost.mean) && alike(one.cost.expected, other.cost.expected) &&
           alike(one.cost.ends, other.cost.ends) && alike(one.cost.money, other.cost.money) &&
           alike(one.cost.effort, other.cost.effort);
  }
  if (!a.conflicts || !b.conflicts) return true;
  return conflicts_without(a, b).empty() && conflicts_without(b, a).empty();
}

/// Finds out which edits the change of a pairing needs.
class edit_cause_search {
 public:
  edit_cause_search(edited_catalog& world, const assess_options& options, std::size_t questions, std::size_t conflicts)
      : world_(world), options_(options), questions_(questions), conflicts_(conflicts) {
    options_.best_guaranteed = false;
  }

  /// Adds the minimal conflicts, if the answer is that the pairing is blocked and the node limit lets them be found.
  void add_conflicts(what_if_answer& answer, const catalog& world) const {
    if (answer.found.verdict != verdict::blocked) return;
    const assessment& what = answer.found;
    const operating_system& os = world.systems.at(what.os);
    const market& where = market_of(world, what.market);
    const constraint_graph graph = build_graph(world, os, where, options_.asked);
    relaxed_pairing relaxed(world, graph, {&os, &where, &world.devices.at(what.device)}, options_);
    if (relaxed.compiled().exhausted()) return;
    const selector_sets found = minimal_conflicts(relaxed.compiled(), conflicts_);
    if (found.sets.empty()) return;
    answer.conflicts.emplace();
    for (const auto& each : found.sets) answer.conflicts->push_back(relaxed.describe(each));
  }

  /// Fills in the causes, a cause for each edit needed; @returns which edits these are.
  [[nodiscard]] std::vector<std::size_t> explain(pairing_change& change, const what_if_answer& before,
                                                 const what_if_answer& after) {
    before_ = &before;
    after_ = &after;
    left_ = questions_;
    const std::size_t count = world_.edits().size();
    std::vector<char> needed(count, 1);
    minimise_subset(needed, 0, [this](const std::vector<char>& some) {
      return agrees(some, [this](const what_if_answer& now) { return same_what_if(now, *after_); });
    });
    std::vector<char> turning(count, 0);
    if (before.found.verdict != after.found.verdict) {
      turning = needed;
      minimise_subset(turning, 0, [this](const std::vector<char>& some) {
        return agrees(some, [this](const what_if_answer& now) { return now.found.verdict == after_->found.verdict; });
      });
    }
    change.exact = left_ > 0;
    std::vector<std::size_t> result;
    for (std::size_t index = 0; index < count; ++index) {
      if (needed[index] == 0) continue;
      result.push_back(index);
      tell(change.causes.emplace_back(), index, turning[index] != 0);
    }
    return result;
  }

 private:
  [[nodiscard]] static const market& market_of(const catalog& world, const std::string& id) {
    const auto found = world.markets.find(id);
    return found == world.markets.end() ? any_market() : found->second;
  }

  void tell(change_cause& cause, std::size_t index, bool turns) const {
    const edit& what = world_.edits()[index];
    cause.code = "edit";
    cause.subject = what.subject.text + ": " + what.key.text;
    cause.text = what.text + " (it was " + world_.was(index) + ")";
    cause.where = {what.file, what.subject.line, what.subject.column};
    cause.turns_verdict = turns;
  }

  /// Whether the answer with only some of the edits is as wanted. Edits that are sound only together have no answer.
  template <class Wanted>
  [[nodiscard]] bool agrees(const std::vector<char>& some, Wanted wanted) {
    const auto said = std::count(some.begin(), some.end(), char{1});
    if (said == 0) return wanted(*before_);
    if (said == static_cast<std::ptrdiff_t>(some.size())) return wanted(*after_);
    if (left_ == 0) return false;
    --left_;
    const std::optional<catalog>& world = read(some);
    if (!world) return false;
    const assessment& asked = after_->found;
    what_if_answer now{assess(*world, world->systems.at(asked.os), world->devices.at(asked.device),
                              market_of(*world, asked.market), options_),
                       {}};
    if (before_->conflicts || after_->conflicts) add_conflicts(now, *world);
    return wanted(now);
  }

  /// The catalog with some of the edits; nothing if it has errors. Pairings ask for the same few, so some are kept.
  [[nodiscard]] const std::optional<catalog>& read(const std::vector<char>& some) {
    constexpr std::size_t most_kept = 32;
    const auto found = read_.find(some);
    if (found != read_.end()) return found->second;
    if (read_.size() == most_kept) read_.clear();
    read_result made = world_.with(some);
    std::optional<catalog>& kept = read_[some];
    if (!has_errors(made.remarks)) kept = std::move(made.catalog);
    return kept;
  }

  edited_catalog& world_;
  assess_options options_;
  std::size_t questions_;
  std::size_t conflicts_;
  std::map<std::vector<char>, std::optional<catalog>> read_;
  const what_if_answer* before_ = nullptr;
  const what_if_answer* after_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace portfit::detail
