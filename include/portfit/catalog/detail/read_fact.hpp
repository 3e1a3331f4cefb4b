#pragma once

#include <portfit/catalog/detail/read_value.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Where what a file says comes from, unless it says so itself.
struct provenance {
  std::string source;
  confidence trust = confidence::c;
};

inline std::optional<confidence> read_confidence(read_context& context, const piece& told) {
  constexpr std::array<std::pair<std::string_view, confidence>, 6> levels{{{"A", confidence::a},
                                                                           {"B", confidence::b},
                                                                           {"S", confidence::s},
                                                                           {"C", confidence::c},
                                                                           {"assumed", confidence::assumed},
                                                                           {"X", confidence::contradicted}}};
  if (!context.is_scalar(told, "a confidence")) return std::nullopt;
  for (const auto& [name, level] : levels)
    if (name == told.node->text) return level;
  context.wrong_type(told, "'" + told.node->text + "' is no confidence", "A, B, S, C, assumed or X");
  return std::nullopt;
}

/// Reads a reference to a source; empty where there is none or it is not declared.
inline std::string read_source(read_context& context, const piece& told) {
  if (!context.is_scalar(told, "a source")) return {};
  if (context.into.sources.count(told.node->text) > 0) return told.node->text;
  context.error(told.where(), "undeclared_source", "no source '" + told.node->text + "' is declared",
                "a name under sources", nearest_name(told.node->text, context.into.sources));
  return {};
}

/// The provenance a map gives by its keys `source` and `confidence`, else the one around it.
inline provenance read_provenance(read_context& context, const piece& told, provenance around = {}) {
  if (const document_node* node = told.node->find("source")) {
    around.source = read_source(context, told.of(*node));
    const auto found = context.into.sources.find(around.source);
    if (found != context.into.sources.end()) around.trust = found->second.trust;
  }
  if (const document_node* node = told.node->find("confidence"))
    around.trust = read_confidence(context, told.of(*node)).value_or(around.trust);
  return around;
}

/// Reads `{none: 50%, photo: 50%}`: how likely each word is.
inline bool read_weights(read_context& context, const fact_declaration& declared, const piece& told,
                         distribution& into) {
  if (declared.type != fact_type::word && declared.type != fact_type::ordered_words) {
    context.wrong_type(told, "'" + declared.name + "' takes no map of chances", expected_value(context, declared));
    return false;
  }
  double sum = 0;
  bool good = true;
  for (const auto& member : told.node->members) {
    const piece part = told.of(member.value);
    const auto word = read_word(context, declared, told.key(member));
    if (!word || !context.is_scalar(part, "the chance of '" + member.key + "'")) {
      good = false;
      continue;
    }
    const auto chance = read_share(context, part.text());
    if (chance && chance->ends != 1)
      context.wrong_type(part, "the chance of '" + *word + "' is a range", "one chance, as in 70%");
    good = good && chance && chance->ends == 1;
    if (!chance) continue;
    into.weights[*word] = chance->is.low;
    sum += chance->is.low;
  }
  if (good && (sum < 1 - 1e-6 || sum > 1 + 1e-6)) {
    context.error(told.where(), "bad_weights", "the chances of '" + declared.name + "' do not sum to 100%",
                  "a sum of 100%");
    good = false;
  }
  into.is = distribution::form::weights;
  return good;
}

/// Reads a list of values all to be had (for sets: one set).
inline bool read_values(read_context& context, const fact_declaration& declared, const piece& told, fact& into) {
  if (declared.type == fact_type::word_set) {
    if (auto value = read_known(context, declared, told)) into.values.push_back(std::move(*value));
    return !into.values.empty();
  }
  if (told.node->items.empty()) context.wrong_type(told, "the list is empty", expected_value(context, declared));
  bool good = !told.node->items.empty();
  for (const document_node& item : told.node->items) {
    auto value = read_known(context, declared, told.of(item));
    good = good && value;
    if (value && std::find(into.values.begin(), into.values.end(), *value) == into.values.end())
      into.values.push_back(std::move(*value));
  }
  return good;
}

/// Reads what is said of a fact in short: unknown, a scalar, several values, or chances of words.
inline bool read_belief(read_context& context, const fact_declaration& declared, const piece& told, fact& into) {
  if (says_unknown(*told.node)) return true;
  if (told.node->is_list()) return read_values(context, declared, told, into);
  if (told.node->is_map()) return read_weights(context, declared, told, into.belief);
  auto typed = read_typed(context, declared, told.text());
  if (!typed) return false;
  if (typed->known) into.values.push_back(std::move(*typed->known));
  into.belief = std::move(typed->belief);
  return true;
}

/// Reads `{is: ..., source: ..., from: ...}`.
inline bool read_long_form(read_context& context, const fact_declaration& declared, const piece& told, fact& into) {
  constexpr std::array<std::string_view, 6> keys{"is", "source", "confidence", "from", "until", "note"};
  context.check_keys(told, keys, "a statement");
  const document_node* value = told.node->find("is");
  if (!value) {
    context.error(told.where(), "missing_key", "the statement does not say what '" + declared.name + "' is",
                  "is: value");
    return false;
  }
  bool good = read_belief(context, declared, told.of(*value), into);
  into.text = inline_text(*value);
  if (const document_node* node = told.node->find("from")) {
    into.from = read_day(context, told.of(*node), "'from'");
    good = good && into.from;
  }
  if (const document_node* node = told.node->find("until")) {
    into.until = read_day(context, told.of(*node), "'until'");
    good = good && into.until;
  }
  if (into.from && into.until && *into.until <= *into.from) {
    context.error(told.where(), "bad_range", "the statement ends before it begins", "until later than from");
    good = false;
  }
  if (const document_node* node = told.node->find("note")) into.note = inline_text(*node);
  return good;
}

[[nodiscard]] inline bool is_long_form(const document_node& node) {
  return node.is_map() && node.find("is") != nullptr;
}

/// Reads one statement about a fact and appends it, unless it is mistaken.
inline void read_statement(read_context& context, const fact_declaration& declared, const piece& told,
                           const position& where, const provenance& around, std::vector<fact>& into) {
  fact statement;
  statement.name = declared.name;
  statement.text = inline_text(*told.node);
  statement.where = where;
  statement.overrides = told.file->overrides;
  const bool in_full = is_long_form(*told.node);
  const provenance origin = in_full ? read_provenance(context, told, around) : around;
  statement.source = origin.source;
  statement.trust = origin.trust;
  const bool good =
      in_full ? read_long_form(context, declared, told, statement) : read_belief(context, declared, told, statement);
  if (good) into.push_back(std::move(statement));
}

/// Reads all that stands under the name of a fact: one statement, or a list of long forms.
inline void read_fact(read_context& context, const piece& around_it, const document_node::member& member,
                      const provenance& origin, fact_table& into) {
  const auto declared = context.into.facts.find(member.key);
  if (declared == context.into.facts.end()) return;
  const piece told = around_it.of(member.value);
  std::vector<fact> statements;
  const auto is_long = [](const document_node& item) { return is_long_form(item); };
  if (told.node->is_list() && std::any_of(told.node->items.begin(), told.node->items.end(), is_long)) {
    for (const document_node& item : told.node->items)
      if (item.is_map()) {
        const piece part = told.of(item);
        if (is_long_form(item))
          read_statement(context, declared->second, part, part.where(), origin, statements);
        else
          context.error(part.where(), "missing_key", "the statement does not say what '" + member.key + "' is",
                        "is: value");
      } else {
        context.wrong_type(told.of(item), "a list mixes statements and plain values", "{is: value, ...} for each");
      }
  } else {
    const position where = told.node->is_null() ? around_it.key(member).where() : told.where();
    read_statement(context, declared->second, told, where, origin, statements);
  }
  if (statements.empty()) return;
  auto& all = into[member.key];
  if (around_it.file->anew) all.clear();
  for (fact& statement : statements) all.push_back(std::move(statement));
}

}  // namespace portfit::detail
