#pragma once

#include <portfit/analysis/detail/catalog_edits.hpp>
#include <portfit/analysis/detail/class_words.hpp>
#include <portfit/analysis/detail/figure_mover.hpp>
#include <portfit/analysis/detail/reasons.hpp>
#include <portfit/search/plan_gradient.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Of a known fact that is a guess, at most so many classes are tried; of more, the first and the last.
inline constexpr std::size_t most_classes_tried = 16;

/// Finds every figure of a pairing that is not known for sure, and moves each to its ends by itself.
class figure_swings {
 public:
  figure_swings(figure_mover& move, bool weights)
      : move_(move),
        model_(move.model()),
        all_(tables(*model_.graph)),
        device_(*model_.device),
        currency_(model_.world->currency),
        words_(model_),
        found_(differentiate(move.compiled(), move.plan())) {
    for (const auto& [decision, index] : model_.lowered.remedies) decisions_[index] = decision;
    for (std::size_t index = 0; index < all_.remedies.size(); ++index) add_remedy(index);
    for (const lowered_success& each : model_.lowered.successes)
      if (each.end) add_success(each);
    add_stake_figures();
    add_facts();
    add_questions();
    if (weights) add_weights();
  }

  figure_swings(const figure_swings&) = delete;
  figure_swings& operator=(const figure_swings&) = delete;

  [[nodiscard]] std::size_t count() const { return tasks_.size(); }
  [[nodiscard]] figure_swing run(std::size_t index) const { return tasks_[index](); }

 private:
  /// An edit of the catalog that moves a figure to an amount.
  using edit = std::function<void(catalog&, double)>;

  [[nodiscard]] std::string text_of(figure_unit unit, double amount) const {
    return describe_figure(unit, amount, currency_);
  }

  void add_edited(const char* code, std::string id, figure_unit unit, const estimate& what, edit change) {
    if (what.is_exact()) return;
    tasks_.push_back([this, code, id = std::move(id), unit, what, change = std::move(change)] {
      figure_swing swing{code, id, describe_estimate(unit, what, currency_), {}, {}, true};
      for (const bool high : {false, true}) {
        catalog edited = *model_.world;
        change(edited, high ? what.high : what.low);
        (high ? swing.high : swing.low) = move_.in(edited, text_of(unit, high ? what.high : what.low));
      }
      return swing;
    });
  }

  // --- remedies -----------------------------------------------------------------------------------------------------

  void add_remedy(std::size_t index) {
    const remedy& what = *all_.remedies[index].what;
    const bool ours = what.paid_by != "vendor";
    for (const bool is_effort : {false, true}) {
      const figure& lines = is_effort ? what.effort : what.money;
      for (std::size_t line = 0; line < lines.size(); ++line) {
        if (lines[line].is.is_exact()) continue;
        if (ours)
          add_cost(index, is_effort, line, (is_effort ? what.money.size() : 0) + line);
        else
          add_vendor_cost(what, is_effort, line);
      }
    }
    for (const auto& each : what.pays)
      add_edited("payment", what.id + ": pays " + each.first, figure_unit::money, each.second,
                 [id = what.id, payee = each.first](catalog& edited, double end) {
                   edited.remedies.at(id).pays.at(payee) = estimate::exactly(end);
                 });
  }

  [[nodiscard]] static std::string cost_id(const remedy& what, bool is_effort, std::size_t line) {
    return is_effort ? figure_id(what.id, "effort", line, what.effort.size())
                     : figure_id(what.id, "money", line, what.money.size());
  }

  /// What we pay enters as the amount of a cost case, so its diagram stays. @param place of the case (see `lower`)
  void add_cost(std::size_t remedy, bool is_effort, std::size_t line, std::size_t place) {
    tasks_.push_back([this, remedy, is_effort, line, place] {
      const portfit::remedy& what = *all_.remedies[remedy].what;
      const estimate& amount = (is_effort ? what.effort : what.money)[line].is;
      const figure_unit unit = is_effort ? figure_unit::effort : figure_unit::money;
      figure_swing swing{is_effort ? "effort" : "money",
                         cost_id(what, is_effort, line),
                         describe_estimate(unit, amount, currency_),
                         {},
                         {}};
      for (const bool high : {false, true}) {
        const double end = high ? amount.high : amount.low;
        compiled_problem::inputs moved = move_.inputs();
        for (decision_cost& cost : moved.costs)
          if (cost.decision == decisions_.at(remedy)) set_amount(cost, place, is_effort, end);
        (high ? swing.high : swing.low) = move_.at(std::move(moved), text_of(unit, end));
      }
      return swing;
    });
  }

  /// The bounds of the cost from below go down by as much as the amount does, and never up.
  void set_amount(decision_cost& cost, std::size_t place, bool is_effort, double end) const {
    cost_case& line = cost.cases[place];
    const double price = is_effort ? model_.lowered.problem.money_per_effort : 1;
    double& low = is_effort ? line.effort_low : line.money_low;
    double& mean = is_effort ? line.effort_mean : line.money_mean;
    cost.least_mean -= price * (std::max)(0.0, mean - end);
    cost.least_low -= price * (std::max)(0.0, low - end);
    low = mean = (is_effort ? line.effort_high : line.money_high) = end;
  }

  void add_vendor_cost(const remedy& what, bool is_effort, std::size_t line) {
    add_edited(is_effort ? "effort" : "money", cost_id(what, is_effort, line),
               is_effort ? figure_unit::effort : figure_unit::money, (is_effort ? what.effort : what.money)[line].is,
               [id = what.id, is_effort, line](catalog& edited, double end) {
                 remedy& changed = edited.remedies.at(id);
                 (is_effort ? changed.effort : changed.money)[line].is = estimate::exactly(end);
               });
  }

  /// One variable chooses the end of a chance.
  void add_success(const lowered_success& made) {
    tasks_.push_back([this, made] {
      const remedy& what = *all_.remedies[made.remedy].what;
      const estimate& chance = what.works[made.line].is;
      figure_swing swing{"success",
                         figure_id(what.id, "works", made.line, what.works.size()),
                         describe_estimate(figure_unit::chance, chance, currency_),
                         {},
                         {}};
      swing.low = move_.given({{*made.end, false}}, text_of(figure_unit::chance, chance.low));
      swing.high = move_.given({{*made.end, true}}, text_of(figure_unit::chance, chance.high));
      return swing;
    });
  }

  // --- what the vendor gains and loses ------------------------------------------------------------------------------

  /// Whether the vendor holds an agreement, or may.
  [[nodiscard]] bool may_bind(const forbidden_clause& act) const {
    const vendor& whose = model_.world->vendors.at(device_.vendor);
    return whose.may_hold.contains(act.agreement) ||
           std::find(whose.holds.begin(), whose.holds.end(), act.agreement) != whose.holds.end();
  }

  void add_stake_figures() {
    const bool asked =
        std::any_of(all_.acts.begin(), all_.acts.end(), [&](const auto& each) { return may_bind(each); }) ||
        std::any_of(all_.remedies.begin(), all_.remedies.end(),
                    [](const auto& each) { return each.what->paid_by == "vendor"; });
    const market& where = *model_.who.market;
    if (!asked || !model_.world->markets.contains(where.id)) return add_losses();
    const auto add = [&](const char* name, const std::optional<estimate>& told, figure_unit unit,
                         std::optional<estimate> market::* figure) {
      if (told)
        add_edited(name, where.id + ": " + name, unit, *told, [id = where.id, figure](catalog& edited, double end) {
          edited.markets.at(id).*figure = estimate::exactly(end);
        });
    };
    add("units", where.units, figure_unit::number, &market::units);
    add("margin", where.margin, figure_unit::money, &market::margin);
    add_losses();
  }

  void add_losses() {
    for (std::size_t index = 0; index < all_.acts.size(); ++index) {
      const forbidden_clause& act = all_.acts[index];
      if (!may_bind(act)) continue;
      add_edited("enforced", act.agreement + "." + act.what->name + ": enforced", figure_unit::chance,
                 act.what->enforced, [agreement = act.agreement, name = act.what->name](catalog& edited, double end) {
                   for (forbidden_act& each : edited.agreements.at(agreement).forbids)
                     if (each.name == name) each.enforced = estimate::exactly(end);
                 });
      add_exposure(device_.exposed[index].of);
      add_exposure(device_.exposed[index].share);
    }
  }

  void add_exposure(const std::optional<exposure_factor>& factor) {
    if (!factor || !factor->known || factor->ends.low == factor->ends.high) return;
    const fact_declaration& declared = model_.world->facts.at(factor->fact.name);
    const fact_state state = find_fact(*model_.world, model_.who, move_.asked(), factor->fact, declared);
    if (state.is_known() || !exposures_.insert(state.key).second) return;
    tasks_.push_back([this, state, &declared, ends = factor->ends] {
      figure_swing swing{"exposure", state.key, describe_belief(declared, state.belief, currency_), {}, {}, true};
      for (const bool high : {false, true}) {
        const double end = high ? ends.high : ends.low;
        (high ? swing.high : swing.low) = with_value(state, end, describe_value(declared, end, currency_));
      }
      return swing;
    });
  }

  // --- facts --------------------------------------------------------------------------------------------------------

  [[nodiscard]] figure_end with_value(const fact_state& state, const fact_value& value, const std::string& text) const {
    catalog edited = *model_.world;
    state_value(edited, state.owner, name_in_key(state.key), value);
    return move_.in(edited, text);
  }

  void add_facts() {
    for (const auto& [key, fact] : model_.lowered.facts) {
      if (!fact.matters || exposures_.contains(key)) continue;
      if (!fact.state->is_known() && !fact.variables.empty()) add_unknown(fact);
      if (fact.state->is_known() && is_assumed(*fact.state)) add_assumed(fact);
    }
  }

  /// At the classes at which the plan scores least and most, of equals the worst and the best value.
  void add_unknown(const encoded_fact& fact) {
    tasks_.push_back([this, &fact] {
      std::vector<double> scores;
      for (const supposed_figures& at : chain_figures(move_.compiled(), move_.plan(), found_, fact.variables))
        scores.push_back(on_grid(100 * affordability(at.cost, found_.halves) * at.value));
      const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
      const auto worst = scores.size() - 1 -
                         static_cast<std::size_t>(std::min_element(scores.rbegin(), scores.rend()) - scores.rbegin());
      const std::string belief = describe_belief(*fact.declared, fact.state->belief, currency_);
      figure_swing swing{"fact", fact.key, belief.empty() ? "unknown" : belief, {}, {}};
      const class_words classes(fact, fact.state->belief, currency_);
      swing.low = move_.given(fact.lying_in(worst), classes.text(worst));
      swing.high = move_.given(fact.lying_in(best), classes.text(best));
      return swing;
    });
  }

  /// A guess that counts as known has no variable: each class of values that the conditions tell apart is tried.
  void add_assumed(const encoded_fact& fact) {
    if (fact.state->values.size() > 1 || fact.declared->type == fact_type::word_set || fact.tests.empty()) return;
    encoded_fact open = fact;
    open.classes = classify(*fact.declared, {}, fact.tests, fact.changes);
    if (open.classes.size() < 2) return;
    tasks_.push_back([this, open = std::move(open)] {
      figure_swing swing{"assumed", open.key, words_.values_of(open), {}, {}, true};
      swing.sampled = open.classes.size() > most_classes_tried;
      const distribution anything;
      const class_words classes(open, anything, currency_);
      bool first = true;
      for (std::size_t which = 0; which < open.classes.size(); ++which) {
        if (swing.sampled && which > 0 && which + 1 < open.classes.size()) continue;
        const figure_end end = with_value(*open.state, open.classes[which].example, classes.text(which));
        if (first || on_grid(end.score) > on_grid(swing.high.score)) swing.high = end;
        if (first || on_grid(end.score) <= on_grid(swing.low.score)) swing.low = end;
        first = false;
      }
      return swing;
    });
  }

  void add_questions() {
    const auto add = [&](const char* code, std::string id, std::string now, std::vector<variable> asked) {
      tasks_.push_back([this, code, id = std::move(id), now = std::move(now), asked = std::move(asked)] {
        figure_swing swing{code, id, now, {}, {}};
        std::map<variable, bool> no;
        std::map<variable, bool> yes;
        for (const variable each : asked) {
          no[each] = false;
          yes[each] = true;
        }
        swing.low = move_.given(no, "no");
        swing.high = move_.given(yes, "yes");
        if (on_grid(swing.high.score) < on_grid(swing.low.score)) std::swap(swing.low, swing.high);
        return swing;
      });
    };
    for (const auto& [key, asked] : questions_that_matter(model_, move_.compiled())) {
      const bool prior = model_.lowered.problem.roles[asked] == variable_role::chance;
      add("question", key, prior ? text_of(figure_unit::chance, model_.lowered.problem.weight[asked]) : "unknown",
          {asked});
    }
    const std::vector<variable> stakes = stakes_that_matter(model_, move_.compiled());
    if (!stakes.empty()) add("stake", device_.vendor + " is willing", "unknown", stakes);
  }

  // --- shoulds ------------------------------------------------------------------------------------------------------

  void add_weights() {
    for (const lowered_clause& should : model_.lowered.shoulds)
      tasks_.push_back([this, index = should.clause] {
        const clause& what = all_.clauses[index];
        figure_swing swing{"weight", what.owner + ": " + what.name, describe_number(what.weight), {}, {}, true};
        for (const bool high : {false, true}) {
          constraint_graph edited = *model_.graph;
          tables(edited).clauses[index].weight *= high ? 2 : 0.5;
          (high ? swing.high : swing.low) = move_.in(edited, describe_number(tables(edited).clauses[index].weight));
        }
        return swing;
      });
  }

  figure_mover& move_;
  const pairing_model& model_;
  const constraint_tables& all_;
  const lane& device_;
  const std::string& currency_;
  reason_writer words_;
  plan_gradient found_;
  std::map<std::size_t, variable> decisions_;  // by remedy
  std::set<std::string> exposures_;            // keys of facts that vendors' losses are made of
  std::vector<std::function<figure_swing()>> tasks_;
};

}  // namespace portfit::detail
