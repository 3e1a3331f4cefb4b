#pragma once

#include <portfit/catalog/detail/read_amount.hpp>
#include <portfit/catalog/natural_range.hpp>
#include <portfit/catalog/vocabulary.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace portfit::detail {

/// One scalar typed by the vocabulary: known, or what is believed instead.
struct typed_scalar {
  std::optional<fact_value> known;
  distribution belief;
};

[[nodiscard]] inline bool says_unknown(const document_node& node) {
  return node.is_null() || (node.is_scalar() && node.text == "unknown");
}

/// What is expected where a value of this fact stands.
[[nodiscard]] inline std::string expected_value(const read_context& context, const fact_declaration& declared) {
  const std::vector<std::string_view> words(declared.words.begin(), declared.words.end());
  switch (declared.type) {
    case fact_type::yes_no: return "yes or no";
    case fact_type::money: return expected_amount(context, measure_money);
    case fact_type::quantity:
      return expected_amount(context, measure_of(find_unit(declared.unit).value_or(measure_number.in)));
    case fact_type::version: return "a version, as in 6.10";
    case fact_type::date: return "a date, as in 2024-04-01, 2024-04 or 2024";
    case fact_type::word:
    case fact_type::ordered_words:
    case fact_type::word_set: break;
  }
  return words.empty() ? "a word" : any_of_text(words);
}

inline void wrong_value(read_context& context, const fact_declaration& declared, const located_text& text) {
  context.error(text.where(), "wrong_type", "'" + std::string(text.text) + "' is no value of '" + declared.name + "'",
                expected_value(context, declared), nearest_name(text.text, declared.words));
}

/// The place of a word in the declared order, from 0.
inline std::optional<double> read_ordered_word(read_context& context, const fact_declaration& declared,
                                               const located_text& text) {
  for (std::size_t index = 0; index < declared.words.size(); ++index)
    if (declared.words[index] == text.text) return static_cast<double>(index);
  wrong_value(context, declared, text);
  return std::nullopt;
}

inline std::optional<std::string> read_word(read_context& context, const fact_declaration& declared,
                                            const located_text& text) {
  const bool allowed = declared.words.empty() ||
                       std::find(declared.words.begin(), declared.words.end(), text.text) != declared.words.end();
  if (allowed && !text.empty()) return std::string(text.text);
  wrong_value(context, declared, text);
  return std::nullopt;
}

/// The ends of one value of a version, a date or ordered words (a partial date has two).
inline std::optional<bounds<double>> read_ordered_end(read_context& context, const fact_declaration& declared,
                                                      const located_text& text) {
  if (declared.type == fact_type::ordered_words) {
    const auto place = read_ordered_word(context, declared, text);
    return place ? std::optional(bounds<double>{*place, *place}) : std::nullopt;
  }
  if (declared.type == fact_type::version) {
    if (const auto version = read_version(text.text)) return bounds<double>{version->rank(), version->rank()};
  } else if (const auto days = read_date(text.text)) {
    return bounds<double>{static_cast<double>(days->low.days()), static_cast<double>(days->high.days())};
  }
  const std::string code = declared.type == fact_type::date ? "bad_date" : "wrong_type";
  context.error(text.where(), code, "'" + std::string(text.text) + "' is no value of '" + declared.name + "'",
                expected_value(context, declared));
  return std::nullopt;
}

/// Versions, dates and ordered words: one value, or a range `a..b` of them without a prior.
inline std::optional<typed_scalar> read_ordered(read_context& context, const fact_declaration& declared,
                                                const located_text& text) {
  const auto parts = split_range(text);
  if (parts.size() > 2) {
    context.error(text.where(), "bad_range", "'" + std::string(text.text) + "' has more than two ends", "low..high");
    return std::nullopt;
  }
  const auto first = read_ordered_end(context, declared, parts.front());
  const auto last = parts.size() == 1 ? first : read_ordered_end(context, declared, parts.back());
  if (!first || !last) return std::nullopt;
  if (last->high < first->low) {
    context.error(text.where(), "bad_range", "the ends of '" + std::string(text.text) + "' do not ascend", "low..high");
    return std::nullopt;
  }
  typed_scalar result;
  if (first->low == last->high) {
    result.known = first->low;
  } else {
    result.belief.is = distribution::form::range;
    result.belief.low = first->low;
    result.belief.high = last->high;
    result.belief.likely = (first->low + last->high) / 2;
  }
  return result;
}

/// Quantities and money: exact, a bare range, or low..likely..high.
inline std::optional<typed_scalar> read_measured(read_context& context, const fact_declaration& declared,
                                                 const located_text& text) {
  const measure wanted = declared.type == fact_type::money
                             ? measure_money
                             : measure_of(find_unit(declared.unit).value_or(measure_number.in));
  const bounds<double> possible = natural_range(declared);
  const auto amount = std::isinf(possible.low)
                          ? read_amount(context, text, wanted)
                          : read_amount_within(context, text, wanted, possible.low,
                                               (std::min)(possible.high, (std::numeric_limits<double>::max)()));
  if (!amount) return std::nullopt;
  typed_scalar result;
  if (amount->is.is_exact()) {
    result.known = amount->is.low;
  } else {
    result.belief.is = amount->ends == 3 ? distribution::form::triangular : distribution::form::range;
    result.belief.low = amount->is.low;
    result.belief.likely = amount->is.likely;
    result.belief.high = amount->is.high;
  }
  return result;
}

inline std::optional<typed_scalar> read_yes_no(read_context& context, const fact_declaration& declared,
                                               const located_text& text) {
  typed_scalar result;
  if (const auto answer = yes_or_no(text.text)) {
    result.known = *answer ? 1.0 : 0.0;
    return result;
  }
  if (text.text.empty() || text.text.back() != '%') {
    context.error(text.where(), "wrong_type", "'" + std::string(text.text) + "' is no value of '" + declared.name + "'",
                  "yes, no, or a chance of yes, as in 70%");
    return std::nullopt;
  }
  const auto chance = read_share(context, text);
  if (!chance) return std::nullopt;
  if (chance->ends != 1) {
    context.error(text.where(), "wrong_type", "the chance '" + std::string(text.text) + "' is a range",
                  "one chance, as in 70%");
    return std::nullopt;
  }
  result.belief.is = distribution::form::chance;
  result.belief.chance = chance->is.low;
  return result;
}

/// Types a scalar other than `unknown`; tells what is wrong and gives nothing where it does not fit.
inline std::optional<typed_scalar> read_typed(read_context& context, const fact_declaration& declared,
                                              const located_text& written) {
  const located_text text = written.trimmed();
  typed_scalar result;
  switch (declared.type) {
    case fact_type::yes_no: return read_yes_no(context, declared, text);
    case fact_type::quantity:
    case fact_type::money: return read_measured(context, declared, text);
    case fact_type::version:
    case fact_type::date:
    case fact_type::ordered_words: return read_ordered(context, declared, text);
    case fact_type::word:
      if (const auto word = read_word(context, declared, text)) result.known = *word;
      break;
    case fact_type::word_set:
      if (const auto word = read_word(context, declared, text)) result.known = std::set<std::string>{*word};
      break;
  }
  if (!result.known) return std::nullopt;
  return result;
}

/// Types a scalar that must be one known value.
inline std::optional<fact_value> read_known(read_context& context, const fact_declaration& declared,
                                            const located_text& text) {
  const auto typed = read_typed(context, declared, text);
  if (!typed) return std::nullopt;
  if (typed->known) return typed->known;
  context.error(text.where(), "wrong_type", "'" + std::string(text.text) + "' is not one known value",
                declared.type == fact_type::yes_no ? "yes or no" : "one exact value");
  return std::nullopt;
}

/// Types a scalar, or, for sets, a list of words, that must be one known value.
inline std::optional<fact_value> read_known(read_context& context, const fact_declaration& declared,
                                            const piece& told) {
  if (told.node->is_scalar() && !says_unknown(*told.node)) return read_known(context, declared, told.text());
  if (!told.node->is_list() || declared.type != fact_type::word_set) {
    context.wrong_type(told, "'" + declared.name + "' needs one known value", expected_value(context, declared));
    return std::nullopt;
  }
  std::set<std::string> words;
  for (const document_node& item : told.node->items) {
    const piece part = told.of(item);
    if (!context.is_scalar(part, "a word of '" + declared.name + "'")) return std::nullopt;
    const auto word = read_word(context, declared, part.text().trimmed());
    if (!word) return std::nullopt;
    words.insert(*word);
  }
  return fact_value(std::move(words));
}

}  // namespace portfit::detail
