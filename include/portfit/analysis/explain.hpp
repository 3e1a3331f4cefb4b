#pragma once

#include <portfit/analysis/detail/reasons.hpp>
#include <portfit/analysis/explanation.hpp>
#include <portfit/search/minimal_conflicts.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

struct explain_options {
  assess_options assess;
  std::size_t conflicts = 8;  ///< at most so many
  std::size_t ways = 8;
  std::size_t alternatives = 3;  ///< of each kind; 0: none are looked for, which spares assessing other pairings
};

namespace detail {

/// A pairing with every known fact and clause under a selector.
class relaxed_pairing {
 public:
  relaxed_pairing(const catalog& world, const constraint_graph& graph, const pairing_entities& who,
                  const assess_options& options)
      : model_(resolve_pairing(world, graph, who, options, true)),
        compiled_(model_.lowered.problem, options.node_limit),
        words_(model_) {
    for (const auto& [key, fact] : model_.lowered.facts)
      if (fact.selector) facts_[*fact.selector] = &fact;
    for (const lowered_clause& must : model_.lowered.musts)
      if (must.selector) clauses_[*must.selector] = must.clause;
  }

  [[nodiscard]] compiled_problem& compiled() { return compiled_; }

  [[nodiscard]] reason describe(variable selector) const {
    if (const auto fact = facts_.find(selector); fact != facts_.end()) return words_.of_fact(*fact->second);
    if (const auto what = clauses_.find(selector); what != clauses_.end()) return words_.of_clause(what->second);
    return words_.of_test(model_.lowered.tests.at(selector));
  }

  [[nodiscard]] std::vector<reason> describe(const std::vector<variable>& selectors) const {
    std::vector<reason> result;
    for (const variable each : selectors) result.push_back(describe(each));
    std::sort(result.begin(), result.end(), [](const reason& a, const reason& b) {
      return std::tie(a.code, a.subject, a.text) < std::tie(b.code, b.subject, b.text);
    });
    return result;
  }

  [[nodiscard]] std::set<variable> unchangeable() const {
    std::set<variable> result;
    for (const variable each : compiled_.variables({variable_role::selector}))
      if (!describe(each).changeable) result.insert(each);
    return result;
  }

  /// A minimal change in words, with the values that let it work, and the verdict it leads to.
  [[nodiscard]] way_out change(const std::vector<variable>& let_go) {
    bdd_manager& diagrams = compiled_.diagrams();
    edge goal = keep_but(let_go);
    std::map<variable, std::size_t> chosen;
    supposed_values supposed;
    for (const variable selector : let_go) {
      goal = with_opened(goal, selector);
      const auto found = facts_.find(selector);
      if (found == facts_.end()) continue;
      const encoded_fact& fact = *found->second;
      for (std::size_t which = 0; which < fact.classes.size(); ++which) {
        const edge with = diagrams.restrict(goal, fact.lying_in(which));
        if (!decide(compiled_, with, relaxed()).some_way) continue;
        goal = with;
        chosen[selector] = which;
        supposed[fact.key] = fact.classes[which].example;
        break;
      }
    }
    way_out result;
    result.is = way_out::kind::change;
    for (const variable selector : let_go) {
      const auto found = chosen.find(selector);
      result.steps.push_back(found == chosen.end() ? describe(selector)
                                                   : words_.of_change(*facts_.at(selector), found->second, supposed));
    }
    result.then = verdict_of(decide(compiled_, goal, relaxed()));
    return result;
  }

  /// Known facts that suffice together for one plan to work whatever else holds; one minimal set, found by letting go of
  /// one after the other in order of their keys. @pre The pairing is ready or feasible.
  [[nodiscard]] std::vector<reason> sufficient() {
    std::vector<variable> let_go;
    std::vector<variable> kept;
    for (const auto& [selector, fact] : facts_) {
      let_go.push_back(selector);
      if (decide(compiled_, keep_but(let_go)).one_plan) continue;
      let_go.pop_back();
      kept.push_back(selector);
    }
    return describe(kept);
  }

 private:
  /// The goal once it is settled what becomes of a test, or of a forbidden act, that was let go of: what opens a way.
  [[nodiscard]] edge with_opened(edge goal, variable selector) {
    const auto opened = model_.lowered.opened.find(selector);
    if (opened == model_.lowered.opened.end()) return goal;
    for (const bool holds : {true, false}) {
      const edge with = compiled_.diagrams().restrict(goal, {{opened->second, holds}});
      if (decide(compiled_, with, relaxed()).some_way) return with;
    }
    return goal;
  }

  [[nodiscard]] edge keep_but(const std::vector<variable>& let_go) {
    std::map<variable, bool> values;
    for (const variable each : compiled_.variables({variable_role::selector})) values[each] = true;
    for (const variable each : let_go) values[each] = false;
    return compiled_.diagrams().restrict(compiled_.goal(), values);
  }

  [[nodiscard]] std::set<variable> relaxed() const { return compiled_.variables({variable_role::relaxed}); }

  pairing_model model_;
  compiled_problem compiled_;
  reason_writer words_;
  std::map<variable, const encoded_fact*> facts_;
  std::map<variable, std::size_t> clauses_;
};

/// One thing that nobody knows, and how it may turn out.
struct open_question {
  struct outcome {
    std::map<variable, bool> values;
    reason told;
  };
  reason asked;
  std::vector<outcome> outcomes;
};

/// What functions of those variables rest on that nobody knows: facts by key, questions about entities by key, whether the
/// vendor agrees.
[[nodiscard]] inline std::vector<open_question> open_questions(const pairing_model& model,
                                                               const std::set<variable>& support) {
  const reason_writer words(model);
  const auto matters = [&](variable each) { return support.contains(each); };
  std::vector<open_question> result;
  for (const auto& [key, fact] : model.lowered.facts) {
    if (fact.state->is_known() || std::none_of(fact.variables.begin(), fact.variables.end(), matters)) continue;
    open_question& made = result.emplace_back(open_question{words.of_unknown(fact), {}});
    for (std::size_t which = 0; which < fact.classes.size(); ++which)
      made.outcomes.push_back({fact.lying_in(which), words.of_answer(fact, which)});
  }
  for (const auto& [key, asked] : model.lowered.questions) {
    if (!matters(asked)) continue;
    open_question& made = result.emplace_back(open_question{words.of_question(key, asked), {}});
    for (const bool holds : {false, true}) made.outcomes.push_back({{{asked, holds}}, words.of_turn(key, holds)});
  }
  const std::vector<variable>& stakes = model.lowered.stakes;
  if (std::none_of(stakes.begin(), stakes.end(), matters)) return result;
  open_question& made = result.emplace_back(open_question{words.of_stakes(), {}});
  for (const bool willing : {false, true}) {
    open_question::outcome& turn = made.outcomes.emplace_back();
    for (const variable each : stakes) turn.values[each] = willing;
    turn.told = words.of_willing(willing);
  }
  return result;
}

/// Answers to open questions, one at a time and then two together, that settle an undetermined pairing.
class answer_finder {
 public:
  answer_finder(const std::vector<open_question>& open, compiled_problem& compiled)
      : open_(open), compiled_(compiled) {}

  /// Single answers that decide either way; where none opens, pairs that do.
  [[nodiscard]] std::vector<way_out> find(std::size_t limit) {
    std::vector<way_out> ways;
    std::vector<way_out> closing;
    for (const open_question& one : open_)
      for (const open_question::outcome& each : one.outcomes)
        if (const auto way = attempt({&each})) (way->then == verdict::blocked ? closing : ways).push_back(*way);
    const bool opens = !ways.empty();
    for (std::size_t one = 0; one < open_.size() && !opens; ++one)
      for (std::size_t other = one + 1; other < open_.size(); ++other) add_pairs(ways, open_[one], open_[other]);
    ways.insert(ways.end(), closing.begin(), closing.end());
    if (ways.size() > limit) ways.resize(limit);
    return ways;
  }

 private:
  void add_pairs(std::vector<way_out>& ways, const open_question& one, const open_question& other) {
    for (const open_question::outcome& a : one.outcomes)
      for (const open_question::outcome& b : other.outcomes)
        if (const auto way = attempt({&a, &b}); way && way->then != verdict::blocked) ways.push_back(*way);
  }

  [[nodiscard]] std::optional<way_out> attempt(const std::vector<const open_question::outcome*>& answers) {
    edge goal = compiled_.goal();
    way_out way;
    way.is = way_out::kind::answer;
    for (const open_question::outcome* each : answers) {
      goal = compiled_.diagrams().restrict(goal, each->values);
      way.steps.push_back(each->told);
    }
    way.then = verdict_of(decide(compiled_, goal));
    if (way.then == verdict::undetermined) return std::nullopt;
    return way;
  }

  const std::vector<open_question>& open_;
  compiled_problem& compiled_;
};

inline void explain_blocked(explanation& result, relaxed_pairing& relaxed, const explain_options& options) {
  const selector_sets conflicts = minimal_conflicts(relaxed.compiled(), options.conflicts);
  for (const auto& set : conflicts.sets) result.conflicts.push_back(relaxed.describe(set));
  const selector_sets changes = minimal_changes(relaxed.compiled(), relaxed.unchangeable(), options.ways);
  for (const auto& set : changes.sets) result.ways.push_back(relaxed.change(set));
  result.complete = conflicts.complete && changes.complete;
}

}  // namespace detail

/// Explains one pairing: conflicts and changes where it is blocked, answers that decide where it is undetermined, facts
/// that suffice and the break-down of the loss where it is feasible.
///
/// Every way out was verified by asking again with it applied. Another vendor, brand, place or market is never offered
/// as a way out, nor is breaking a law; for a blocked pairing such `alternatives` are assessed and listed apart.
/// @pre `world` was read without errors.
/// Complexity: exponential in the worst case, bounded by the node limit; a limit that was reached shows in
/// `explanation::complete`.
[[nodiscard]] inline explanation explain(const catalog& world, const operating_system& os, const device& what,
                                         const market& where = any_market(), const explain_options& options = {}) {
  const constraint_graph graph = build_graph(world, os, where, options.assess.asked);
  const pairing_entities who{&os, &where, &what};
  const pairing_model model = resolve_pairing(world, graph, who, options.assess);
  compiled_problem compiled(model.lowered.problem, options.assess.node_limit);
  explanation result;
  result.summary = detail::assess_compiled(model, compiled, options.assess);
  if (compiled.exhausted()) {
    result.complete = false;
    return result;
  }
  const std::vector<detail::open_question> open =
      detail::open_questions(model, compiled.diagrams().support(compiled.goal()));
  for (const detail::open_question& each : open) result.unknowns.push_back(each.asked);
  if (result.summary.verdict != verdict::blocked)
    result.loss = break_down_loss(model, compiled, result.summary.plan, options.assess.floor);
  if (result.summary.verdict != verdict::blocked && options.assess.asked.horizon)
    result.survival = survive(model, result.summary.plan.decisions, options.assess);
  if (result.summary.verdict == verdict::undetermined) {
    result.ways = detail::answer_finder(open, compiled).find(options.ways);
    result.complete = !compiled.exhausted();
  } else {
    detail::relaxed_pairing relaxed(world, graph, who, options.assess);
    if (relaxed.compiled().exhausted()) {
      result.complete = false;
      return result;
    }
    if (result.summary.verdict == verdict::blocked)
      detail::explain_blocked(result, relaxed, options);
    else
      result.sufficient = relaxed.sufficient();
    result.complete = result.complete && !relaxed.compiled().exhausted();
  }
  if (result.summary.verdict == verdict::blocked && options.alternatives > 0)
    result.alternatives = alternatives(world, who, options.assess, options.alternatives);
  return result;
}

}  // namespace portfit
