#pragma once

#include <portfit/analysis/describe_stake.hpp>
#include <portfit/analysis/explanation.hpp>
#include <portfit/analysis/pairing.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/graph/detail/asked_facts.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace portfit::detail {

/// By key: what facts are taken to be instead of what they are.
using supposed_values = std::map<std::string, fact_value>;

/// Puts facts, clauses and entities of one pairing into words.
class reason_writer {
 public:
  explicit reason_writer(const pairing_model& model) : model_(model), all_(tables(*model.graph)) {}

  [[nodiscard]] std::string values_of(const encoded_fact& fact) const {
    std::string text;
    for (const fact_value& each : fact.state->values)
      text += (text.empty() ? "" : " or ") + describe_value(*fact.declared, each, model_.world->currency);
    return text;
  }

  [[nodiscard]] reason of_fact(const encoded_fact& fact) const {
    reason result = about(fact);
    result.code = "fact";
    result.text = fact.key + " is " + values_of(fact);
    if (fact.state->from == fact_state::origin::defaulted) result.text += " (not stated, so by default)";
    return result;
  }

  /// An unknown fact, and what it may be.
  [[nodiscard]] reason of_unknown(const encoded_fact& fact) const {
    reason result = about(fact);
    result.code = "answer";
    result.text = fact.key + " is unknown";
    const std::string belief = describe_belief(*fact.declared, fact.state->belief, model_.world->currency);
    if (!belief.empty()) result.text += " (" + belief + ")";
    return result;
  }

  /// An answer to an unknown fact: one of its classes.
  [[nodiscard]] reason of_answer(const encoded_fact& fact, std::size_t which) const {
    reason result = about(fact);
    result.code = "answer";
    result.text = fact.key + " turns out " + class_text(fact, which, {});
    result.value = fact.classes[which].example;
    return result;
  }

  /// A question about the entities that nobody can answer yet.
  [[nodiscard]] reason of_question(const std::string& key, variable asked) const {
    reason result;
    result.code = "answer";
    result.subject = key;
    result.text = "it is unknown whether " + key;
    const decision_problem& problem = model_.lowered.problem;
    if (problem.roles[asked] == variable_role::chance)
      result.text += " (" + describe_number(problem.weight[asked] * 100) + " %)";
    return result;
  }

  /// That nobody knows whether the vendor agrees: what it gains and loses, as far as that is known.
  [[nodiscard]] reason of_stakes() const {
    reason result = of_willing(true);
    result.text = "it is unknown whether " + result.subject;
    std::set<std::string> told;
    for (const constraint_condition& asked : all_.conditions)
      if (asked.is == constraint_condition::kind::willing && told.insert(stake_text(asked)).second)
        result.text += "; " + stake_text(asked);
    return result;
  }

  /// How that may turn out.
  [[nodiscard]] reason of_willing(bool willing) const {
    reason result;
    result.code = "stake";
    result.subject = model_.device->vendor + " is willing";
    result.text = "it turns out that " + model_.device->vendor + (willing ? " is willing" : " is not willing");
    return result;
  }

  /// How such a question may turn out.
  [[nodiscard]] static reason of_turn(const std::string& key, bool holds) {
    reason result;
    result.code = "answer";
    result.subject = key;
    result.text = "it turns out that " + std::string(holds ? "" : "not ") + key;
    return result;
  }

  /// What a let-go fact would have to be instead, others being what is supposed.
  [[nodiscard]] reason of_change(const encoded_fact& fact, std::size_t which, const supposed_values& supposed) const {
    reason result = of_fact(fact);
    result.text = fact.key + " would have to be " + class_text(fact, which, supposed) + ", it is " + values_of(fact);
    result.value = fact.classes[which].example;
    return result;
  }

  [[nodiscard]] std::string class_text(const encoded_fact& fact, std::size_t which, supposed_values supposed) const {
    const fact_class& chosen = fact.classes[which];
    if (!chosen.text.empty()) return chosen.text;
    std::string text;  // a stretch of numbers: say which conditions it meets
    supposed[fact.key] = chosen.example;
    for (const std::size_t index : conditions_of(fact))
      if (const auto truth = holds(all_.conditions[index], supposed))
        text += (text.empty() ? "such that " : " and ") + std::string(*truth ? "" : "not ") +
                all_.conditions[index].written.text;
    return text.empty() ? describe_value(*fact.declared, chosen.example, model_.world->currency) : text;
  }

  [[nodiscard]] reason of_test(std::size_t index) const {
    const constraint_condition& asked = all_.conditions[index];
    reason result;
    result.subject = (*model_.graph)[all_.condition_vertices[index]].name;
    const std::string& vendor = model_.device->vendor;
    if (asked.is == constraint_condition::kind::exposure_zero || asked.is == constraint_condition::kind::willing) {
      result.code = "stake";
      result.text = stake_text(asked);
      return result;
    }
    if (!asked.rule.empty()) return of_rule(asked.rule);
    result.code = "entity";
    const bool holds = model_.device->entity_tests[index] == answer::yes;
    if (!asked.agreement.empty()) {
      result.text = vendor + (holds ? " holds " : " does not hold ") + asked.agreement;
      return result;
    }
    result.changeable = false;
    result.text = (holds ? "" : "not ") + result.subject;
    return result;
  }

  [[nodiscard]] reason of_clause(std::size_t index) const {
    const clause& what = all_.clauses[index];
    reason result;
    result.subject = what.owner + ": " + what.name;
    result.source = what.source;
    result.where = what.where;
    describe_source(result);
    switch (what.origin) {
      case clause_origin::os: result.code = "os_requirement"; break;
      case clause_origin::market: result.code = "market_requirement"; break;
      case clause_origin::agreement: result.code = "agreement_clause"; break;
      case clause_origin::rule: result.code = "rule"; break;
      case clause_origin::device: result.code = "device_requirement"; break;
      case clause_origin::platform: result.code = "platform_requirement"; break;
      case clause_origin::vendor: result.code = "vendor_requirement"; break;
    }
    result.changeable = what.origin != clause_origin::rule && what.origin != clause_origin::market;
    result.text =
        what.owner + (what.forbids ? " forbids " : " asks for ") + what.name + ": " + what.text + breach_text(what);
    return result;
  }

 private:
  /// What a breach of a forbidden act takes away, and from which devices.
  [[nodiscard]] std::string breach_text(const clause& what) const {
    for (const forbidden_clause& act : all_.acts) {
      if (!what.forbids || act.agreement != what.owner || act.what->name != what.name) continue;
      if (!act.what->forfeits_grants) return "";
      std::string lost;
      for (const std::string& service : model_.world->agreements.at(act.agreement).grants)
        lost += (lost.empty() ? "" : ", ") + service;
      if (lost.empty()) return "";
      return " (a breach forfeits " + lost + " on " +
             (act.what->across_vendor ? "every device of " + model_.device->vendor : "this device") + ")";
    }
    return "";
  }

  [[nodiscard]] std::vector<std::size_t> conditions_of(const encoded_fact& fact) const {
    std::vector<std::size_t> result;
    for (std::size_t index = 0; index < all_.conditions.size(); ++index) {
      const constraint_condition& asked = all_.conditions[index];
      if (asked.is != constraint_condition::kind::fact_test) continue;
      if (key_of(asked.slot) == fact.key || (asked.other_slot && key_of(*asked.other_slot) == fact.key))
        result.push_back(index);
    }
    return result;
  }

  [[nodiscard]] const std::string& key_of(std::size_t slot) const { return model_.device->facts[slot].key; }

  [[nodiscard]] std::vector<fact_value> values_at(std::size_t slot, const supposed_values& supposed) const {
    const auto found = supposed.find(key_of(slot));
    return found == supposed.end() ? model_.device->facts[slot].values : std::vector<fact_value>{found->second};
  }

  /// Whether a condition holds of what is supposed and else known; nothing where it compares with what nobody knows.
  [[nodiscard]] std::optional<bool> holds(const constraint_condition& asked, const supposed_values& supposed) const {
    const std::vector<fact_value> left = values_at(asked.slot, supposed);
    const std::vector<fact_value> right =
        asked.other_slot ? values_at(*asked.other_slot, supposed) : std::vector<fact_value>{asked.bound};
    if (left.empty() || right.empty()) return std::nullopt;
    const fact_test test = test_against(right, {}, asked.compares);
    return std::any_of(left.begin(), left.end(), [&](const fact_value& each) { return holds_after(test, each, {}); });
  }

  [[nodiscard]] reason about(const encoded_fact& fact) const {
    reason result;
    result.subject = fact.key;
    if (const portfit::fact* statement = fact.state->statement) {
      result.source = statement->source;
      result.trust = statement->trust;
      result.where = statement->where;
    }
    for (const auto& [remedy, what] : fact.touching)
      if (what->does != effect::kind::breaks) result.remedies.push_back(all_.remedies[remedy].what->id);
    return result;
  }

  /// A law and what it takes away.
  [[nodiscard]] reason of_rule(const std::string& id) const {
    const rule& law = model_.world->rules.at(id);
    reason result;
    result.code = "rule";
    result.subject = id;
    result.changeable = false;
    result.source = law.applies.source.empty() ? law.source : law.applies.source;
    result.where = law.where;
    describe_source(result);
    for (const std::string& service : law.withdraws) result.text += (result.text.empty() ? "" : ", ") + service;
    result.text = id + " withdraws " + result.text;
    return result;
  }

  void describe_source(reason& result) const {
    const auto found = model_.world->sources.find(result.source);
    if (found != model_.world->sources.end()) result.trust = found->second.trust;
  }

  /// The inequality before any plan: what a conflict is about.
  [[nodiscard]] std::string stake_text(const constraint_condition& asked) const {
    return describe_stake(stake_of(*model_.graph, *model_.device, *model_.who.market, asked.act),
                          model_.world->currency);
  }

  const pairing_model& model_;
  const constraint_tables& all_;
};

}  // namespace portfit::detail
