#pragma once

#include <portfit/catalog/detail/read_expression.hpp>
#include <portfit/catalog/detail/read_fact.hpp>
#include <portfit/catalog/requirement.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// Reads `name:` or another key whose value is plain text.
inline std::string read_text(read_context& context, const piece& told, const std::string& what) {
  if (!told.node || told.node->is_null()) return {};
  return context.is_scalar(told, what) ? told.node->text : std::string();
}

/// Reads one of a few words; the first where there is none or another.
inline std::string read_choice(read_context& context, const piece& told, const std::string& what,
                               std::span<const std::string_view> words) {
  if (told.node && context.is_scalar(told, what)) {
    if (std::find(words.begin(), words.end(), told.node->text) != words.end()) return told.node->text;
    context.error(told.where(), "unknown_word", "'" + told.node->text + "' is no value of " + what, any_of_text(words),
                  nearest_name(told.node->text, words));
  }
  return std::string(words.front());
}

/// Who can act, pay or waive.
inline constexpr std::array<std::string_view, 6> actors{"os", "vendor", "community", "regulator", "market", "licensor"};

/// Reads a price: money no less than nothing.
inline std::optional<estimate> read_price(read_context& context, const piece& told, const std::string& what) {
  if (!context.is_scalar(told, what)) return std::nullopt;
  const auto amount = read_amount_within(context, told.text(), measure_money, 0, (std::numeric_limits<double>::max)());
  return amount ? std::optional(amount->is) : std::nullopt;
}

inline std::optional<waiver> read_waiver(read_context& context, const piece& told) {
  constexpr std::array<std::string_view, 5> keys{"by", "until", "money", "source", "note"};
  if (!told.node->is_map()) {
    context.wrong_type(told, "a waiver must be a map", "{by: os, until: date, money: amount}");
    return std::nullopt;
  }
  context.check_keys(told, keys, "a waiver");
  waiver result;
  const document_node* by = told.node->find("by");
  if (!by)
    context.error(told.where(), "missing_key", "the waiver does not say who may waive", "by: " + any_of_text(actors));
  if (by) result.by = read_choice(context, told.of(*by), "'by'", actors);
  if (const document_node* node = told.node->find("until")) result.until = read_day(context, told.of(*node), "'until'");
  if (const document_node* node = told.node->find("money"))
    result.price = read_price(context, told.of(*node), "the price of a waiver").value_or(estimate{});
  read_provenance(context, told);
  return result;
}

inline double read_weight(read_context& context, const piece& told) {
  if (!context.is_scalar(told, "a weight")) return 1;
  const auto weight = read_exact(context, told.text(), measure_number);
  if (weight && *weight > 0) return *weight;
  if (weight)
    context.error(told.where(), "out_of_range", "the weight '" + told.node->text + "' is not positive", "more than 0");
  return 1;
}

/// Reads a condition, a formula, or `{need: ..., when: ..., waiver: ...}`.
inline std::optional<requirement> read_requirement(read_context& context, const document_node::member& member,
                                                   const piece& told, const std::string& source, bool must) {
  constexpr std::array<std::string_view, 6> keys{"need", "when", "waiver", "source", "note", "weight"};
  requirement result;
  result.name = member.key;
  result.must = must;
  result.source = source;
  result.where = told.where();
  if (!told.node->is_map() || (!told.node->find("need") && !told.node->find("when") && !told.node->find("weight"))) {
    auto need = read_expression(context, told);
    if (!need) return std::nullopt;
    result.need = std::move(*need);
    return result;
  }
  context.check_keys(told, std::span(keys).first(must ? 5 : 6), must ? "a must" : "a should");
  result.source = read_provenance(context, told, {source, confidence::c}).source;
  if (const document_node* node = told.node->find("weight"); node && !must)
    result.weight = read_weight(context, told.of(*node));
  if (const document_node* node = told.node->find("waiver")) result.waived = read_waiver(context, told.of(*node));
  const document_node* when = told.node->find("when");
  if (when) result.when = read_expression(context, told.of(*when));
  const document_node* need = told.node->find("need");
  if (!need)
    context.error(told.where(), "missing_key", "the requirement '" + member.key + "' needs nothing", "need: condition");
  auto needed = need ? read_expression(context, told.of(*need)) : std::nullopt;
  if (!needed || (when && !result.when)) return std::nullopt;
  result.need = std::move(*needed);
  return result;
}

/// Appends a requirement; a second of its name in another file replaces it or is a mistake.
inline void join_requirement(read_context& context, requirement&& fresh, const piece& told, const pieces& before,
                             requirements& into) {
  const auto same = std::find_if(into.begin(), into.end(), [&](const requirement& known) {
    return known.name == fresh.name && known.must == fresh.must;
  });
  if (same == into.end()) {
    into.push_back(std::move(fresh));
    return;
  }
  for (const piece& other : before) {
    const document_node* node = other.node->find(fresh.name);
    if (!node) continue;
    const piece best = winner(context, other.of(*node), told, "the requirement '" + fresh.name + "'");
    if (best.node == told.node) *same = std::move(fresh);
    return;
  }
}

/// Reads the requirements that several files give under `must`, `should` or another key.
inline void read_requirements(read_context& context, const pieces& owner, std::string_view key, bool must,
                              requirements& into) {
  pieces before;
  for (const piece& part : owner) {
    const document_node* node = part.node->find(key);
    if (!node) continue;
    const piece section = part.of(*node);
    if (!context.is_map(section, '\'' + std::string(key) + '\'')) continue;
    const std::string source = part.node->find("source") ? part.node->find("source")->text : std::string();
    for (const auto& member : node->members) {
      if (!is_id(member.key))
        context.error(section.key(member).where(), "bad_id", "'" + member.key + "' cannot name a requirement",
                      "letters, digits, _ and -");
      auto fresh = read_requirement(context, member, section.of(member.value), source, must);
      if (fresh) join_requirement(context, std::move(*fresh), section.of(member.value), before, into);
    }
    before.push_back(section);
  }
}

}  // namespace portfit::detail
