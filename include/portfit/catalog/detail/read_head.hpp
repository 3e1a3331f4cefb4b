#pragma once

#include <portfit/catalog/detail/read_entity.hpp>
#include <portfit/catalog/detail/read_vocabulary.hpp>

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// Every key that may stand at the top of a catalog.
inline constexpr std::array<std::string_view, 25> head_keys{
    "portfit", "as_of",    "money",      "rates",   "person_month", "scale",   "budget",  "overrides", "includes",
    "sources", "facts",    "world",      "vendors", "platforms",    "devices", "systems", "ports",     "remedies",
    "places",  "services", "agreements", "rules",   "markets",      "hazards", "counts"};

/// Checks that a file is a catalog of the schema known here.
inline void check_schema(read_context& context, const piece& root) {
  context.check_keys(root, head_keys, "a catalog");
  if (const document_node* node = root.node->find("overrides")) read_flag(context, root.of(*node), "'overrides'");
  const document_node* schema = root.node->find("portfit");
  if (!schema)
    context.error(root.where(), "missing_key", "the file does not say which schema it follows", "portfit: 1");
  else if (!schema->is_scalar() || schema->text != "1")
    context.error(root.of(*schema).where(), "unknown_schema",
                  "the schema '" + inline_text(*schema) + "' is not known here", "portfit: 1");
}

/// The latest date any file gives.
inline void read_as_of(read_context& context, const pieces& roots) {
  for (const piece& root : roots) {
    const document_node* node = root.node->find("as_of");
    const auto day = node ? read_day(context, root.of(*node), "'as_of'") : std::nullopt;
    if (day && (!context.into.as_of || *day > *context.into.as_of)) context.into.as_of = day;
  }
}

[[nodiscard]] inline bool is_currency(std::string_view code) {
  const auto split = split_currency(code);
  return split && split->code == code;
}

inline void read_rates(read_context& context, const pieces& roots) {
  pieces sections;
  for (const piece& root : roots)
    if (const document_node* node = root.node->find("rates"); node && context.is_map(root.of(*node), "'rates'"))
      sections.push_back(root.of(*node));
  for (const piece& section : sections)
    for (const auto& member : section.node->members) {
      if (!is_currency(member.key)) {
        context.error(section.key(member).where(), "wrong_unit", "'" + member.key + "' is no currency",
                      "three capitals, as in USD");
        continue;
      }
      const piece told = pick(context, sections, member.key);
      if (!context.is_scalar(told, "the rate of " + member.key)) continue;
      const auto rate = read_exact(context, told.text(), measure_number);
      if (rate && *rate <= 0)
        context.error(told.where(), "out_of_range", "the rate of " + member.key + " is not positive", "more than 0");
      else if (rate)
        context.into.rates[member.key] = *rate;
    }
}

/// The currency first, then what it is worth: everything later is converted by them.
inline void read_currency(read_context& context, const pieces& roots) {
  const piece told = pick(context, roots, "money");
  if (told.node && context.is_scalar(told, "'money'")) {
    if (is_currency(told.node->text))
      context.into.currency = told.node->text;
    else
      context.error(told.where(), "wrong_unit", "'" + told.node->text + "' is no currency",
                    "three capitals, as in USD");
  }
  read_rates(context, roots);
}

/// Reads one exact positive amount of the head.
inline std::optional<double> read_head_amount(read_context& context, const piece& told, const measure& wanted,
                                              const std::string& what) {
  if (!told.node || told.node->is_null() || !context.is_scalar(told, what)) return std::nullopt;
  const auto amount = read_exact(context, told.text(), wanted);
  if (!amount || *amount > 0) return amount;
  context.error(told.where(), "out_of_range", what + " is not positive", "more than 0");
  return std::nullopt;
}

inline void read_figures(read_context& context, const pieces& roots) {
  constexpr std::array<std::string_view, 2> keys{"money", "effort"};
  context.into.person_month =
      read_head_amount(context, pick(context, roots, "person_month"), measure_money, "'person_month'");
  context.into.scale = read_head_amount(context, pick(context, roots, "scale"), measure_money, "'scale'");
  const piece told = pick(context, roots, "budget");
  if (!told.node || !context.is_map(told, "'budget'")) return;
  context.check_keys(told, keys, "'budget'");
  const pieces alone{told};
  context.into.budget.money =
      read_head_amount(context, pick(context, alone, "money"), measure_money, "the budget of money");
  context.into.budget.effort =
      read_head_amount(context, pick(context, alone, "effort"), measure_effort, "the budget of effort");
}

inline source read_source_declaration(read_context& context, const std::string& id, const pieces& told) {
  constexpr std::array<std::string_view, 6> keys{"title", "published", "confidence", "url", "licence", "note"};
  source result;
  result.id = id;
  for (const piece& part : told) context.check_keys(part, keys, "a source");
  result.title = read_text(context, pick(context, told, "title"), "'title'");
  result.url = read_text(context, pick(context, told, "url"), "'url'");
  result.licence = read_text(context, pick(context, told, "licence"), "'licence'");
  result.note = read_text(context, pick(context, told, "note"), "'note'");
  // Of a partial date the last day: nobody may use a source before it was surely public.
  if (const piece published = pick(context, told, "published"); published.node)
    result.published = read_day(context, published, "'published'", true);
  if (const piece trust = pick(context, told, "confidence"); trust.node)
    result.trust = read_confidence(context, trust).value_or(confidence::c);
  return result;
}

}  // namespace portfit::detail
