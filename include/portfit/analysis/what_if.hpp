#pragma once

#include <portfit/analysis/detail/edit_causes.hpp>
#include <portfit/analysis/diff.hpp>
#include <portfit/analysis/explanation.hpp>
#include <portfit/analysis/pairing_change.hpp>
#include <portfit/catalog/edited_catalog.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// Which pairings are asked about, and how; an empty list means all.
struct what_if_options {
  assess_options assess;
  std::vector<std::string> systems;
  std::vector<std::string> devices;
  std::vector<std::string> markets;
  std::size_t questions = 500;  ///< how often a pairing may be asked again to find the edits its change needs
  std::size_t conflicts = 8;    ///< of a blocked pairing, at most so many are compared
  std::size_t blocked =
      200;  ///< of pairings that stay blocked, so many are asked whether they are so for the same reasons
  /// Called after each pairing with the number done and the number in all; may be empty.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

/// What became of one pairing through the edits.
struct what_if_change {
  /// Both answers, and as causes (code `edit`) the edits that the change needs: an inclusion-minimal set of them.
  pairing_change moved;
  std::vector<std::size_t> edits;  ///< by cause: which of the edits it is, from 0
  /// Of what was blocked: the minimal conflicts that are there no longer.
  std::vector<std::vector<reason>> gone;
  /// Of what is blocked now: the minimal conflicts that were not there.
  std::vector<std::vector<reason>> fresh;
  /// Of what is blocked before and after: the minimal conflicts on both sides, as they are after.
  std::vector<std::vector<reason>> still;
};

/// One of the edits, and whether it has a part in anything.
struct told_edit {
  std::string text;    ///< as written
  std::string was;     ///< what was said there before, as written; `not stated`
  bool moves = false;  ///< some change needs it
};

/// Everything that edits change.
struct what_if_result {
  std::vector<told_edit> edits;
  std::vector<what_if_change> changes;  ///< the greatest first, then by market, system, device
  std::size_t unchanged = 0;            ///< pairings whose answer is the same
  bool complete = true;                 ///< false: stopped on the way
  bool compared = true;                 ///< false: more pairings stay blocked than were asked whether for other reasons
};

namespace detail {

/// The size of a change, to order by: a verdict that turns, then points of the ranking score (a blocked pairing has none), then cost.
[[nodiscard]] inline std::tuple<bool, double, double> size_of(const pairing_change& change) {
  const auto open = [](const assessment& side) { return side.verdict != verdict::blocked; };
  const assessment& old = *change.before;
  const assessment& now = *change.after;
  const double was = open(old) ? old.plan.score.ranking : 0;
  const double is = open(now) ? now.plan.score.ranking : 0;
  const double cost = open(old) && open(now) ? std::fabs(now.plan.cost.mean - old.plan.cost.mean) : 0;
  return {old.verdict != now.verdict, std::round(std::fabs(is - was) * 1e9), std::round(cost * 1e9)};
}

/// Asks every pairing before and after, and through which edits it moved.
class edit_comparison {
 public:
  edit_comparison(edited_catalog& world, const what_if_options& options)
      : world_(world), options_(options), search_(world, options.assess, options.questions, options.conflicts) {}

  [[nodiscard]] what_if_result run() {
    diff_options asked;
    asked.before = asked.after = options_.assess.asked;
    asked.assess = options_.assess;
    asked.systems = options_.systems;
    asked.devices = options_.devices;
    asked.markets = options_.markets;
    asked.progress = options_.progress;
    asked.stop = options_.stop;
    comparison_rules rules;
    rules.is_same = [this](const pairing_change& change) { return is_same(change); };
    rules.explain = [this](pairing_change& change) { explain(change); };
    diff_result found = pairing_comparison(world_.before(), world_.after(), asked, std::move(rules)).run();
    for (std::size_t index = 0; index < found.changes.size(); ++index)
      result_.changes[index].moved = std::move(found.changes[index]);
    result_.unchanged = found.unchanged;
    result_.complete = found.complete;
    finish();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_same(const pairing_change& change) {
    old_ = {*change.before, {}};
    now_ = {*change.after, {}};
    const bool both = old_.found.verdict == verdict::blocked && now_.found.verdict == verdict::blocked;
    if (both && asked_blocked_ == options_.blocked) {
      result_.compared = false;
      return true;
    }
    asked_blocked_ += both ? 1 : 0;
    if (both || old_.found.verdict != now_.found.verdict) {
      search_.add_conflicts(old_, world_.before());
      search_.add_conflicts(now_, world_.after());
    }
    return same_what_if(old_, now_);
  }

  void explain(pairing_change& change) {
    what_if_change& made = result_.changes.emplace_back();
    made.edits = search_.explain(change, old_, now_);
    made.gone = conflicts_without(old_, now_);
    made.fresh = conflicts_without(now_, old_);
    made.still = conflicts_of_both(now_, old_);
  }

  void finish() {
    for (std::size_t index = 0; index < world_.edits().size(); ++index) {
      bool moves = false;
      for (const what_if_change& each : result_.changes)
        moves = moves || std::find(each.edits.begin(), each.edits.end(), index) != each.edits.end();
      result_.edits.push_back({world_.edits()[index].text, world_.was(index), moves});
    }
    std::sort(result_.changes.begin(), result_.changes.end(), [](const what_if_change& a, const what_if_change& b) {
      const auto one = size_of(a.moved);
      const auto other = size_of(b.moved);
      if (one != other) return one > other;
      return std::tie(a.moved.market, a.moved.os, a.moved.device) <
             std::tie(b.moved.market, b.moved.os, b.moved.device);
    });
  }

  edited_catalog& world_;
  const what_if_options& options_;
  edit_cause_search search_;
  what_if_answer old_;
  what_if_answer now_;
  std::size_t asked_blocked_ = 0;
  what_if_result result_;
};

}  // namespace detail

/// What edits change: every pairing asked for, before and after, with the edits that its change needs.
///
/// A pairing moved if its verdict, its recommended plan or any figure of that plan (score, likelihood, cost) is another, or if it
/// stays blocked but by other conflicts. The edits named are an inclusion-minimal set that, said alone, gives the answer after;
/// verified by reading the catalog with them and asking again.
/// @pre `world.remarks()` holds no errors.
/// Complexity: two assessments for each pairing that the edits can touch; with several edits, for each that moved about needed
/// edits x log(edits) more, at most `options.questions`, and a reading of the catalog for each choice of edits that comes up.
[[nodiscard]] inline what_if_result what_if(edited_catalog& world, const what_if_options& options = {}) {
  return detail::edit_comparison(world, options).run();
}

}  // namespace portfit
