#pragma once

#include <portfit/catalog/detail/read_condition.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace portfit::detail {

/// Which comparisons a fact of this type allows, and how to say so.
struct allowed_comparisons {
  bool equality = true;
  bool order = true;
  bool membership = false;
  std::string_view expected = "=, !=, >=, <=, > or <";
};

[[nodiscard]] inline allowed_comparisons comparisons_of(fact_type type) {
  switch (type) {
    case fact_type::yes_no: return {true, false, false, "= yes, = no, or the name alone"};
    case fact_type::word: return {true, false, false, "= or !="};
    case fact_type::word_set: return {false, false, true, "includes"};
    default: return {};
  }
}

inline bool check_comparison(read_context& context, const fact_declaration& declared, const cut_condition& parts) {
  const allowed_comparisons allowed = comparisons_of(declared.type);
  const bool is_equality = parts.compares == comparison::equal || parts.compares == comparison::not_equal;
  const bool is_membership = parts.compares == comparison::includes;
  if (is_equality ? allowed.equality : is_membership ? allowed.membership : allowed.order) return true;
  context.error(parts.sign.where(), "wrong_type",
                "'" + declared.name + "' cannot be compared by '" + std::string(parts.sign.text) + "'",
                std::string(allowed.expected));
  return false;
}

/// Does the right side name a fact rather than a value?
[[nodiscard]] inline bool names_fact(const read_context& context, const fact_declaration& declared,
                                     std::string_view right) {
  const std::size_t dot = right.find('.');
  const std::string name(dot == std::string_view::npos ? right : right.substr(dot + 1));
  const bool has_owner = dot != std::string_view::npos && find_owner(right.substr(0, dot)).has_value();
  const bool starts_with_letter =
      !right.empty() && !(right[0] >= '0' && right[0] <= '9') && is_id_character(right[0]) && right[0] != '-';
  switch (declared.type) {
    case fact_type::quantity:
    case fact_type::money:
    case fact_type::version:
    case fact_type::date: return starts_with_letter;
    case fact_type::yes_no: return !yes_or_no(right) && (has_owner || context.into.facts.count(name) > 0);
    case fact_type::word:
    case fact_type::ordered_words:
    case fact_type::word_set: break;
  }
  const bool is_word = std::find(declared.words.begin(), declared.words.end(), right) != declared.words.end();
  return has_owner || (!declared.words.empty() && !is_word && context.into.facts.count(name) > 0);
}

/// `price <= market.limit`: both sides must be held in the same way.
inline bool read_other_fact(read_context& context, const fact_declaration& declared, const cut_condition& parts,
                            condition& into) {
  const auto other = read_fact_reference(context, parts.right);
  if (!other) return false;
  const fact_declaration& second = context.into.facts.at(other->name);
  const bool is_membership = declared.type == fact_type::word_set && second.type == fact_type::word;
  if (!is_membership && (declared.type != second.type || declared.unit != second.unit ||
                         (declared.type == fact_type::ordered_words && declared.words != second.words))) {
    const bool same_type = declared.type == second.type && declared.unit != second.unit;
    context.error(parts.right.where(), same_type ? "wrong_unit" : "wrong_type",
                  "'" + second.name + "' is not of the type of '" + declared.name + "'",
                  expected_value(context, declared));
    return false;
  }
  into.other = *other;
  return true;
}

/// A partial date in a comparison: its first day for >= and <, its last for <= and >.
inline std::optional<fact_value> read_date_bound(read_context& context, const cut_condition& parts) {
  const auto days = read_date(parts.right.text);
  if (!days) {
    context.error(parts.right.where(), "bad_date", "'" + std::string(parts.right.text) + "' is no date",
                  "a date, as in 2024-04-01, 2024-04 or 2024");
    return std::nullopt;
  }
  const bool is_equality = parts.compares == comparison::equal || parts.compares == comparison::not_equal;
  if (is_equality && days->low != days->high) {
    context.error(parts.right.where(), "bad_date", "'" + std::string(parts.right.text) + "' is more than one day",
                  "a full date, or two conditions");
    return std::nullopt;
  }
  const bool first = parts.compares == comparison::at_least || parts.compares == comparison::less;
  return static_cast<double>((first ? days->low : days->high).days());
}

inline bool read_bound(read_context& context, const fact_declaration& declared, const cut_condition& parts,
                       condition& into) {
  if (names_fact(context, declared, parts.right.text)) return read_other_fact(context, declared, parts, into);
  std::optional<fact_value> bound;
  if (declared.type == fact_type::date) {
    bound = read_date_bound(context, parts);
  } else if (declared.type == fact_type::word_set) {
    if (auto word = read_word(context, declared, parts.right)) bound = std::move(*word);
  } else {
    bound = read_known(context, declared, parts.right);
  }
  if (bound) into.bound = std::move(*bound);
  return bound.has_value();
}

/// `age(released) <= 3 years`: held in months.
inline bool read_age_condition(read_context& context, const cut_condition& parts, condition& into) {
  const located_text inner = parts.left.part(4, parts.left.text.size() - 5).trimmed();
  const auto subject = read_fact_reference(context, inner);
  if (!subject) return false;
  if (context.into.facts.at(subject->name).type != fact_type::date) {
    context.error(inner.where(), "wrong_type", "'" + subject->name + "' is no date", "age(a date)");
    return false;
  }
  if (parts.sign.empty() || parts.compares == comparison::includes) {
    bad_condition(context, parts.left, "an age must be compared", "age(" + subject->name + ") <= 3 years");
    return false;
  }
  const auto months = read_exact(context, parts.right, measure_months);
  if (!months) return false;
  into.subject = *subject;
  into.is_age = true;
  into.bound = *months;
  return true;
}

inline bool read_fact_condition(read_context& context, const cut_condition& parts, condition& into) {
  const fact_declaration* declared = find_declared(context, into.subject, parts.left);
  if (!declared) return false;
  if (!parts.sign.empty())
    return check_comparison(context, *declared, parts) && read_bound(context, *declared, parts, into);
  if (declared->type == fact_type::yes_no) return true;
  context.error(parts.left.where(), "wrong_type", "'" + declared->name + "' is not yes/no, so it must be compared",
                std::string(parts.left.text) + ' ' +
                    (declared->type == fact_type::word_set ? "includes "
                     : declared->type == fact_type::word   ? "= "
                                                           : ">= ") +
                    expected_value(context, *declared));
  return false;
}

[[nodiscard]] inline bool starts_with_word(std::string_view text, std::string_view word) {
  return text.substr(0, word.size()) == word && text.size() > word.size() && text[word.size()] == ' ';
}

/// Reads one condition from its text; tells what is wrong with it and gives nothing if anything is.
inline std::optional<condition> read_condition(read_context& context, const located_text& written) {
  const located_text text = written.trimmed();
  if (text.empty()) {
    bad_condition(context, text, "a condition is empty");
    return std::nullopt;
  }
  const auto parts = cut(context, text);
  if (!parts) return std::nullopt;
  condition result;
  result.text = std::string(text.text);
  result.where = text.where();
  result.compares = parts->sign.empty() ? comparison::equal : parts->compares;
  const std::string_view left = parts->left.text;
  bool good = false;
  if (starts_with_word(left, "service")) {
    good = read_service_condition(context, *parts, result);
  } else if (left.substr(0, 4) == "age(" && left.back() == ')') {
    good = read_age_condition(context, *parts, result);
  } else if (const auto subject = split_reference(context, parts->left)) {
    result.subject = *subject;
    const auto kind = compared_kind(*subject);
    if (kind)
      good = read_entity_condition(context, *parts, *kind, result);
    else if (subject->name.empty())
      bad_condition(context, parts->left, "'" + std::string(left) + "' is no fact", std::string(left) + ".fact");
    else
      good = read_fact_condition(context, *parts, result);
  }
  if (!good) return std::nullopt;
  return result;
}

}  // namespace portfit::detail
