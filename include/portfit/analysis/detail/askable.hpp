#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/detail/class_words.hpp>
#include <portfit/analysis/detail/feed_back.hpp>
#include <portfit/analysis/detail/reasons.hpp>
#include <portfit/analysis/inquiry.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A question of one pairing with what its answers make of the variables.
struct askable {
  struct turn {
    std::map<variable, bool> values;
    std::vector<fact_value> stated;  ///< of a fact: what the lane would know
  };
  asked_question told;      ///< its answers have text, `set`, chance and weight only
  std::vector<turn> turns;  ///< by answer
};

/// The open questions on which goal, value or the price of a remedy that matters depend: facts by key, then questions about
/// entities by key, then whether the vendor is willing.
class askable_finder {
 public:
  askable_finder(const pairing_model& model, compiled_problem& compiled, const decision_set& plan,
                 std::size_t most_answers)
      : model_(model), compiled_(compiled), most_answers_(most_answers), words_(model) {
    if (compiled.exhausted()) return;
    bdd_manager& diagrams = compiled.diagrams();
    support_ = diagrams.support(compiled.goal());
    support_.merge(diagrams.support(compiled.value()));
    std::set<variable> priced = support_;  // of decisions that can change anything, or are taken anyway
    priced.insert(plan.begin(), plan.end());
    for (std::size_t index = 0; index < compiled.cases().size(); ++index)
      if (priced.contains(compiled.problem().costs[index].decision))
        for (const edge each : compiled.cases()[index]) support_.merge(diagrams.support(each));
  }

  [[nodiscard]] std::vector<askable> find() {
    std::map<std::string, std::vector<const encoded_fact*>> facts;  // an unknown set of words has a part for each word
    for (const auto& [key, fact] : model_.lowered.facts)
      if (!fact.state->is_known() && is_asked(fact.variables)) facts[fact.state->key].push_back(&fact);
    for (const auto& [key, parts] : facts) add_fact(key, parts);
    for (const auto& [key, asked] : model_.lowered.questions)
      if (support_.contains(asked)) add_entity(key, asked);
    if (is_asked(model_.lowered.stakes)) add_stake();
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool is_asked(const std::vector<variable>& variables) const {
    return std::any_of(variables.begin(), variables.end(), [&](variable each) { return support_.contains(each); });
  }

  [[nodiscard]] const std::string& currency() const { return model_.world->currency; }

  void add_fact(const std::string& key, const std::vector<const encoded_fact*>& parts) {
    const encoded_fact& first = *parts.front();
    askable& made = found_.emplace_back();
    asked_question& told = made.told;
    told.code = "fact";
    told.key = key;
    told.owner = first.state->owner;
    told.fact = first.declared->name;
    told.question = question_for_fact(told.owner, *first.declared, currency());
    told.background = describe_belief(*first.declared, first.state->belief, currency());
    told.has_prior = compiled_.problem().roles[first.variables.front()] == variable_role::chance;
    const bool is_stated_there = !(tables(*model_.graph).facts[first.slot].reference.owner == fact_owner::platform &&
                                   model_.device->platform.empty());
    const bool is_set = first.declared->type == fact_type::word_set;
    made.turns.push_back({{}, {}});
    told.answers.push_back({});
    told.answers.front().weight = 1;
    for (const encoded_fact* const part : parts) {
      if (made.turns.size() * part->classes.size() > most_answers_) return forget_answers(made);
      multiply(made, *part, is_set);
    }
    for (std::size_t index = 0; index < told.answers.size(); ++index) {
      asked_answer& each = told.answers[index];
      if (told.has_prior) each.chance = each.weight;
      const class_words words(first, first.state->belief, currency());
      each.value = made.turns[index].stated.front();
      const std::string value = words.value_text(*each.value);
      if (is_stated_there && !value.empty()) each.set = told.owner + ": " + told.fact + " = " + value;
    }
  }

  /// Each answer so far together with each class of one more part. A fact that is no set of words has one part.
  void multiply(askable& into, const encoded_fact& part, bool is_set) const {
    const class_words words(part, part.state->belief, currency());
    std::vector<askable::turn> turns;
    std::vector<asked_answer> answers;
    for (std::size_t before = 0; before < into.turns.size(); ++before)
      for (std::size_t which = 0; which < part.classes.size(); ++which) {
        askable::turn turn = into.turns[before];
        asked_answer told = into.told.answers[before];
        turn.values.merge(part.lying_in(which));
        told.weight *= into.told.has_prior ? part.classes[which].prior : part.classes[which].even;
        if (is_set)
          add_word(turn, told, part, which);
        else {
          turn.stated = {words.value(which)};
          told.text = words.text(which);
        }
        turns.push_back(std::move(turn));
        answers.push_back(std::move(told));
      }
    into.turns = std::move(turns);
    into.told.answers = std::move(answers);
  }

  /// A word that an unknown set has or lacks.
  static void add_word(askable::turn& turn, asked_answer& told, const encoded_fact& part, std::size_t which) {
    std::set<std::string> stated;
    if (!turn.stated.empty()) stated = std::get<std::set<std::string>>(turn.stated.front());
    const std::string& word = std::get<std::string>(part.tests.front().bound);
    const bool has = holds_after(part.tests.front(), part.classes[which].example, {});
    if (has) stated.insert(word);
    told.text += (told.text.empty() ? "" : ", ") + std::string(has ? "with " : "without ") + word;
    turn.stated = {std::move(stated)};
  }

  /// Too many to look at one by one.
  static void forget_answers(askable& what) {
    what.turns.clear();
    what.told.answers.clear();
  }

  void add_entity(const std::string& key, variable asked) {
    askable& made = found_.emplace_back();
    asked_question& told = made.told;
    told.code = "entity";
    told.key = key;
    told.owner = owner_of_question(key);
    told.question = question_about_entity(key);
    told.has_prior = compiled_.problem().roles[asked] == variable_role::chance;
    const double chance = compiled_.problem().weight[asked];
    if (told.has_prior) told.background = describe_number(chance * 100) + " % yes";
    for (const bool holds : {true, false}) {
      asked_answer& each = told.answers.emplace_back();
      each.text = holds ? "yes" : "no";
      each.set = set_for_entity(*model_.world, key, holds);
      each.weight = holds ? chance : 1 - chance;
      if (told.has_prior) each.chance = each.weight;
      made.turns.push_back({{{asked, holds}}, {}});
    }
  }

  /// Willing to all that is asked of it, or to none of it; in between, for some of it, both ends hold.
  void add_stake() {
    askable& made = found_.emplace_back();
    asked_question& told = made.told;
    const std::string& vendor = model_.device->vendor;
    const reason why = words_.of_stakes();
    told.code = "stake";
    told.key = why.subject;
    told.owner = vendor;
    told.question = "Is " + vendor + " willing?";
    const std::size_t inequality = why.text.find("; ");
    if (inequality != std::string::npos) told.background = why.text.substr(inequality + 2);
    told.rests_on = open_terms_of_stake(model_);
    for (const bool willing : {true, false}) {
      asked_answer& each = told.answers.emplace_back();
      each.text = willing ? "willing" : "not willing";
      each.weight = 0.5;
      askable::turn& turn = made.turns.emplace_back();
      for (const variable stake : model_.lowered.stakes) turn.values[stake] = willing;
    }
  }

  const pairing_model& model_;
  compiled_problem& compiled_;
  std::size_t most_answers_;
  reason_writer words_;
  std::set<variable> support_;
  std::vector<askable> found_;
};

}  // namespace portfit::detail
