#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/resolve/detail/build_expression.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What answer a fact of this kind needs: `yes or no`, `how much, in GiB`, `which of none, photo, video`.
[[nodiscard]] inline std::string kind_of_answer(const fact_declaration& declared, const std::string& currency) {
  switch (declared.type) {
    case fact_type::yes_no: return "yes or no";
    case fact_type::money: return "how much, in " + currency;
    case fact_type::version: return "which version";
    case fact_type::date: return "which day";
    case fact_type::quantity:
      return declared.unit.empty() || declared.unit == "number" ? "which number" : "how much, in " + declared.unit;
    default: break;
  }
  std::string words;
  for (const std::string& each : declared.words) words += (words.empty() ? "" : ", ") + each;
  return words.empty() ? "which" : "which of " + words;
}

/// What to ask about a fact: the vocabulary's words, else its name and kind.
[[nodiscard]] inline std::string question_for_fact(const std::string& owner, const fact_declaration& declared,
                                                   const std::string& currency) {
  if (!declared.question.empty()) return declared.question;
  std::string name = declared.name;
  std::replace(name.begin(), name.end(), '_', ' ');
  return name + " of " + owner + ": " + kind_of_answer(declared, currency) + "?";
}

/// Keys of questions about entities read `acme: holds google`, `acme: home = CN`, `x1: platform = q9`, or
/// `x1: platform: vendor = v`.
[[nodiscard]] inline std::string owner_of_question(const std::string& key) { return key.substr(0, key.find(": ")); }

[[nodiscard]] inline std::string question_about_entity(const std::string& key) {
  const std::string owner = owner_of_question(key);
  const std::string rest = key.substr((std::min)(key.size(), owner.size() + 2));
  if (rest.starts_with("holds ")) return "Does " + owner + " hold the agreement " + rest.substr(6) + "?";
  const std::size_t equals = rest.find(" = ");
  std::string what = rest.substr(0, equals);
  if (const std::size_t colon = what.find(": "); colon != std::string::npos) what.replace(colon, 2, "'s ");
  if (equals == std::string::npos) return "Is it so that " + key + "?";
  return "Is the " + what + " of " + owner + " " + rest.substr(equals + 3) + "?";
}

/// What the vendor holds once one agreement is settled, in full: one statement replaces the other.
[[nodiscard]] inline std::string holds_text(const vendor& who, const std::string& agreement, bool holds) {
  std::map<std::string, std::string> told;
  for (const std::string& each : who.holds) told[each] = "yes";
  for (const auto& [each, chance] : who.may_hold)
    told[each] = chance ? describe_number(*chance * 100) + "%" : "unknown";
  told[agreement] = holds ? "yes" : "no";
  std::string text;
  for (const auto& [each, answer] : told) text += (text.empty() ? "" : ", ") + each + ": " + answer;
  return '{' + text + '}';
}

/// The answer as `--set` takes it; empty where nothing says "no" in one line.
[[nodiscard]] inline std::string set_for_entity(const catalog& world, const std::string& key, bool holds) {
  const std::string owner = owner_of_question(key);
  const std::string rest = key.substr((std::min)(key.size(), owner.size() + 2));
  if (rest.starts_with("holds ")) {
    const auto who = world.vendors.find(owner);
    return owner +
           ": holds = " + holds_text(who == world.vendors.end() ? vendor{} : who->second, rest.substr(6), holds);
  }
  return holds && rest.find(": ") == std::string::npos ? key : std::string();
}

/// What the vendor's inequality rests on that nobody has stated, as `--set` would take it.
[[nodiscard]] inline std::vector<std::string> open_terms_of_stake(const pairing_model& model) {
  std::set<std::string> result;
  const auto add = [&](const exposure_factor& factor, const std::string& example) {
    const bool is_open = !factor.known || factor.ends.low != factor.ends.high;
    if (is_open && factor.fact.owner == fact_owner::vendor)
      result.insert(model.device->vendor + ": " + factor.fact.name + " = " + example);
  };
  for (const exposed_money& each : model.device->exposed) {
    if (each.of) add(*each.of, "AMOUNT " + model.world->currency);
    if (each.share) add(*each.share, "SHARE%");
  }
  const market& where = *model.who.market;
  if (model.world->markets.contains(where.id)) {
    if (!where.units || !where.units->is_exact()) result.insert(where.id + ": units = NUMBER");
    if (!where.margin || !where.margin->is_exact())
      result.insert(where.id + ": margin = AMOUNT " + model.world->currency);
  }
  return {result.begin(), result.end()};
}

}  // namespace portfit::detail
