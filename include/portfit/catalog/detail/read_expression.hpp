#pragma once

#include <portfit/catalog/detail/read_fact_condition.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// Deeper formulas are refused, so that no input can exhaust the stack.
inline constexpr int deepest_formula = 64;

inline std::optional<expression> read_expression(read_context& context, const piece& told, int depth = 0);

/// Reads the parts of a formula; an expression with all of them, or nothing if one is mistaken.
inline std::optional<expression> read_parts(read_context& context, const piece& list, expression into, int depth) {
  if (!list.node->is_list()) {
    context.wrong_type(list, "the parts of a formula must be a list", "[condition, condition]");
    return std::nullopt;
  }
  if (list.node->items.empty()) {
    context.error(list.where(), "bad_condition", "the formula has no parts", "[condition, condition]");
    return std::nullopt;
  }
  bool good = true;
  for (const document_node& item : list.node->items) {
    auto part = read_expression(context, list.of(item), depth + 1);
    good = good && part;
    if (part) into.parts.push_back(std::move(*part));
  }
  if (!good) return std::nullopt;
  return into;
}

/// `{at_least: 2, of: [...]}`.
inline std::optional<expression> read_threshold(read_context& context, const piece& told, int depth) {
  constexpr std::array<std::string_view, 2> keys{"at_least", "of"};
  context.check_keys(told, keys, "a formula");
  const document_node* count = told.node->find("at_least");
  const document_node* list = told.node->find("of");
  if (!count || !list) {
    context.error(told.where(), "missing_key", count ? "'at_least' of what?" : "'of' needs a count",
                  "{at_least: 2, of: [condition, condition]}");
    return std::nullopt;
  }
  expression result;
  result.is = expression::operation::at_least;
  auto read = read_parts(context, told.of(*list), std::move(result), depth);
  const auto number = count->is_scalar() ? read_digits(count->text) : std::nullopt;
  if (!number || *number < 1 || (list->is_list() && static_cast<std::size_t>(*number) > list->items.size())) {
    context.wrong_type(told.of(*count), "'at_least' must be a count of the parts",
                       "a number from 1 to " + std::to_string(list->items.size()));
    return std::nullopt;
  }
  if (read) read->count = static_cast<std::size_t>(*number);
  return read;
}

inline std::optional<expression> read_formula_map(read_context& context, const piece& told, int depth) {
  constexpr std::array<std::pair<std::string_view, expression::operation>, 3> operations{
      {{"all_of", expression::operation::all_of},
       {"any_of", expression::operation::any_of},
       {"none_of", expression::operation::none_of}}};
  constexpr std::array<std::string_view, 4> words{"all_of", "any_of", "none_of", "at_least"};
  if (told.node->find("at_least") || told.node->find("of")) return read_threshold(context, told, depth);
  context.check_keys(told, words, "a formula");
  if (told.node->members.size() != 1) {
    context.error(told.where(), "bad_condition", "a formula says one of these", any_of_text(words));
    return std::nullopt;
  }
  const auto& member = told.node->members.front();
  for (const auto& [word, operation] : operations) {
    if (member.key != word) continue;
    expression result;
    result.is = operation;
    return read_parts(context, told.of(member.value), std::move(result), depth);
  }
  return std::nullopt;
}

/// Reads a condition, or a map of all_of, any_of, none_of, at_least; tells every mistake in it.
inline std::optional<expression> read_expression(read_context& context, const piece& told, int depth) {
  if (depth > deepest_formula) {
    context.error(told.where(), "too_deep", "the formula is nested too deeply",
                  "at most " + std::to_string(deepest_formula) + " levels");
    return std::nullopt;
  }
  if (told.node->is_map()) return read_formula_map(context, told, depth);
  if (!told.node->is_scalar()) {
    context.error(told.where(), "bad_condition",
                  told.node->is_list() ? "a list alone is no formula" : "a condition is missing",
                  "a condition, or {all_of: [...]}, {any_of: [...]}, {none_of: [...]}");
    return std::nullopt;
  }
  auto leaf = read_condition(context, told.text());
  if (!leaf) return std::nullopt;
  expression result;
  result.is = expression::operation::holds;
  result.leaf = std::move(*leaf);
  return result;
}

/// Reads the formula under a key of a map, if there is one.
inline std::optional<expression> read_optional_expression(read_context& context, const piece& map,
                                                          std::string_view key) {
  const document_node* node = map.node->find(key);
  return node ? read_expression(context, map.of(*node)) : std::nullopt;
}

}  // namespace portfit::detail
