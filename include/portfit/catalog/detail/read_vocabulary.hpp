#pragma once

#include <portfit/catalog/detail/read_fact.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Words that mean something else where a fact name could stand.
inline constexpr std::array<std::string_view, 23> reserved_names{
    "name",     "note",  "source", "confidence", "must",     "should",   "vendor",  "platform",
    "built_by", "home",  "holds",  "based_on",   "abstract", "provides", "sold_in", "units",
    "margin",   "years", "os",     "device",     "market",   "world",    "service"};

/// Reads a list of distinct words.
inline std::vector<std::string> read_words(read_context& context, const piece& told, const std::string& what) {
  std::vector<std::string> words;
  if (!told.node->is_list()) {
    context.wrong_type(told, what + " must be a list", "[one, two]");
    return words;
  }
  for (const document_node& item : told.node->items) {
    const piece part = told.of(item);
    if (!context.is_scalar(part, "each of " + what)) continue;
    if (std::find(words.begin(), words.end(), item.text) != words.end())
      context.error(part.where(), "duplicate_word", "the word '" + item.text + "' is listed twice", "each word once");
    else
      words.push_back(item.text);
  }
  return words;
}

inline bool read_type_name(read_context& context, const piece& told, fact_declaration& into) {
  constexpr std::array<std::pair<std::string_view, fact_type>, 6> names{{{"yes/no", fact_type::yes_no},
                                                                         {"money", fact_type::money},
                                                                         {"version", fact_type::version},
                                                                         {"date", fact_type::date},
                                                                         {"word", fact_type::word},
                                                                         {"set", fact_type::word_set}}};
  const std::string& text = told.node->text;
  std::vector<std::string_view> known;
  for (const auto& [name, type] : names) {
    known.push_back(name);
    if (name != text) continue;
    into.type = type;
    return true;
  }
  if (const auto unit_given = find_unit(text)) {
    into.type = fact_type::quantity;
    into.unit = unit_given->measures == dimension::share ? "percent" : std::string(unit_given->name);
    return true;
  }
  for (const unit& candidate : units) known.push_back(candidate.name);
  context.error(told.where(), "unknown_type", "'" + text + "' is no type and no unit",
                "yes/no, money, version, date, word, set, a unit or a list of words", nearest_name(text, known));
  return false;
}

/// Reads `GiB`, `[none, weak, good]`, `{one_of: [a, b]}`, `{set: [a, b]}`.
inline bool read_type(read_context& context, const piece& told, fact_declaration& into) {
  if (told.node->is_scalar()) return read_type_name(context, told, into);
  if (told.node->is_list()) {
    into.type = fact_type::ordered_words;
    into.words = read_words(context, told, "the words");
  } else if (told.node->is_map() && told.node->members.size() == 1 &&
             (told.node->members[0].key == "one_of" || told.node->members[0].key == "set")) {
    into.type = told.node->members[0].key == "set" ? fact_type::word_set : fact_type::word;
    into.words = read_words(context, told.of(told.node->members[0].value), "the words");
  } else {
    context.wrong_type(told, "this is no type", "a name, a list of words, {one_of: [words]} or {set: [words]}");
    return false;
  }
  if (into.words.empty()) context.wrong_type(told, "the type of '" + into.name + "' has no words", "[one, two]");
  return !into.words.empty();
}

inline void read_default(read_context& context, const piece& told, fact_declaration& into) {
  if (const document_node* node = told.node->find("default"))
    into.default_value = read_known(context, into, told.of(*node));
  const document_node* node = told.node->find("unless_known");
  if (!node) return;
  fact believed;
  if (!read_belief(context, into, told.of(*node), believed)) return;
  if (believed.is_known() || believed.belief.is == distribution::form::none)
    context.wrong_type(told.of(*node), "'unless_known' of '" + into.name + "' is no prior",
                       "a chance as in 30%, a range, or {word: chance}");
  else
    into.default_prior = believed.belief;
  if (into.default_value)
    context.error(told.of(*node).where(), "conflicting_values", "'" + into.name + "' has a default and a prior",
                  "default or unless_known");
}

inline std::optional<fact_declaration> read_declaration(read_context& context, const std::string& name,
                                                        const piece& told) {
  constexpr std::array<std::string_view, 8> keys{"type",    "default", "unless_known", "ask",
                                                 "headers", "of",      "source",       "note"};
  constexpr std::array<std::string_view, 3> owners{"device", "vendor", "platform"};
  fact_declaration result;
  result.name = name;
  result.where = told.where();
  const document_node* type = told.node->is_map() ? told.node->find("type") : nullptr;
  if (!read_type(context, type ? told.of(*type) : told, result)) return std::nullopt;
  if (!type) return result;
  context.check_keys(told, keys, "a declaration");
  read_default(context, told, result);
  read_provenance(context, told);
  if (const document_node* node = told.node->find("ask")) result.question = inline_text(*node);
  if (const document_node* node = told.node->find("note")) result.note = inline_text(*node);
  if (const document_node* node = told.node->find("headers"))
    result.headers = read_words(context, told.of(*node), "the headers");
  if (const document_node* node = told.node->find("of")) {
    if (std::find(owners.begin(), owners.end(), node->text) == owners.end())
      context.wrong_type(told.of(*node), "'" + node->text + "' owns no column of a spreadsheet", any_of_text(owners));
    else
      result.of = node->text;
  }
  return result;
}

/// Joins what two files declare under one name: they must mean the same, unless one overrides.
inline void join_declaration(read_context& context, fact_declaration& before, fact_declaration later,
                             const piece& told) {
  const bool same = before.type == later.type && before.unit == later.unit && before.words == later.words &&
                    (!later.default_value || !before.default_value || before.default_value == later.default_value) &&
                    (!later.default_prior || !before.default_prior || before.default_prior == later.default_prior);
  if (told.file->overrides) {
    before = std::move(later);
    return;
  }
  if (!same)
    context.error(told.where(), "conflicting_values",
                  "'" + before.name + "' is declared differently in " + before.where.file + ':' +
                      std::to_string(before.where.line),
                  "one declaration, or a file headed `overrides: true`");
  if (!before.default_value) before.default_value = later.default_value;
  if (!before.default_prior) before.default_prior = later.default_prior;
  if (before.question.empty()) before.question = later.question;
  for (std::string& header : later.headers)
    if (std::find(before.headers.begin(), before.headers.end(), header) == before.headers.end())
      before.headers.push_back(std::move(header));
}

/// Reads the declarations of one file.
inline void read_vocabulary(read_context& context, const piece& section) {
  if (!context.is_map(section, "'facts'")) return;
  for (const auto& member : section.node->members) {
    const piece told = section.of(member.value);
    const position where = section.key(member).where();
    if (!is_id(member.key)) {
      context.error(where, "bad_id", "'" + member.key + "' cannot name a fact", "letters, digits, _ and -");
      continue;
    }
    if (std::find(reserved_names.begin(), reserved_names.end(), member.key) != reserved_names.end()) {
      context.error(where, "reserved_name", "'" + member.key + "' cannot name a fact: it means something else",
                    "another name");
      continue;
    }
    const bool is_words = told.node->find("one_of") || told.node->find("set");
    if (told.node->is_null() || (told.node->is_map() && !told.node->find("type") && !is_words)) {
      context.error(where, "missing_key", "the declaration of '" + member.key + "' has no type",
                    "type: yes/no, GiB, ...");
      continue;
    }
    auto declared = read_declaration(context, member.key, told);
    if (!declared) continue;
    declared->where = where;
    const auto before = context.into.facts.find(member.key);
    if (before == context.into.facts.end())
      context.into.facts.emplace(member.key, std::move(*declared));
    else
      join_declaration(context, before->second, std::move(*declared), told);
  }
}

}  // namespace portfit::detail
