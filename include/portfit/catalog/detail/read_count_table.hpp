#pragma once

#include <portfit/catalog/count_table.hpp>
#include <portfit/catalog/detail/read_entity.hpp>

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Which words a counted fact can be; yes and no of a yes/no fact. Empty: any word.
[[nodiscard]] inline std::vector<std::string_view> words_counted(const fact_declaration& declared) {
  if (declared.type == fact_type::yes_no) return {"yes", "no"};
  return {declared.words.begin(), declared.words.end()};
}

/// Reads `of: pmos_category`; null where it is no fact that can be counted.
inline const fact_declaration* read_counted_fact(read_context& context, const piece& told) {
  if (!told.node || !context.is_scalar(told, "'of'")) return nullptr;
  const auto found = context.into.facts.find(told.node->text);
  if (found == context.into.facts.end()) {
    context.error(told.where(), "undeclared_name", "no fact '" + told.node->text + "' is declared",
                  "a name under facts", nearest_name(told.node->text, context.into.facts));
    return nullptr;
  }
  const fact_type type = found->second.type;
  if (type == fact_type::yes_no || type == fact_type::word || type == fact_type::ordered_words) return &found->second;
  context.wrong_type(told, "'" + told.node->text + "' cannot be counted", "a yes/no fact, a word or ordered words");
  return nullptr;
}

inline bool check_counted_word(read_context& context, const fact_declaration& declared, const located_text& word) {
  const std::vector<std::string_view> known = words_counted(declared);
  if (known.empty() || std::find(known.begin(), known.end(), word.text) != known.end()) return true;
  context.error(word.where(), "unknown_word", "'" + declared.name + "' is never '" + std::string(word.text) + "'",
                any_of_text(known), nearest_name(word.text, known));
  return false;
}

/// Reads one word of `by`: what the devices of a group have in common.
inline std::optional<count_key> read_count_key(read_context& context, const count_table& table,
                                               const located_text& word) {
  constexpr std::array<std::pair<std::string_view, count_key::kind>, 4> words{
      {{"vendor", count_key::kind::vendor},
       {"platform", count_key::kind::platform},
       {"platform.vendor", count_key::kind::maker},
       {"seen", count_key::kind::seen}}};
  for (const auto& [name, kind] : words)
    if (word.text == name) return count_key{kind, {}};
  if (table.groups.contains(std::string(word.text))) return count_key{count_key::kind::group, std::string(word.text)};
  std::vector<std::string_view> known;
  for (const auto& entry : words) known.push_back(entry.first);
  for (const auto& entry : table.groups) known.push_back(entry.first);
  context.error(word.where(), "unknown_word", "devices are not grouped by '" + std::string(word.text) + "'",
                any_of_text(known), nearest_name(word.text, known));
  return std::nullopt;
}

/// Reads `by: [[vendor, platform], [platform], [seen]]`; one word alone is a list of one.
inline std::vector<std::vector<count_key>> read_count_levels(read_context& context, const count_table& table,
                                                             const piece& told) {
  std::vector<std::vector<count_key>> result;
  if (!told.node || told.node->is_null()) return result;
  if (!told.node->is_list()) {
    context.wrong_type(told, "'by' must be a list of groups", "[[vendor, platform], [platform]]");
    return result;
  }
  for (const document_node& item : told.node->items) {
    std::vector<count_key>& level = result.emplace_back();
    for (const located_text& word : read_list(context, told.of(item), "a group of 'by'"))
      if (auto key = read_count_key(context, table, word)) level.push_back(std::move(*key));
    if (level.empty()) result.pop_back();
  }
  return result;
}

inline std::map<std::string, double> read_word_counts(read_context& context, const fact_declaration& declared,
                                                      const piece& told) {
  std::map<std::string, double> result;
  if (!context.is_map(told, "'is'")) return result;
  for (const auto& member : told.node->members) {
    const piece number = told.of(member);
    if (!check_counted_word(context, declared, told.key(member)) || !context.is_scalar(number, "a count")) continue;
    const auto count = read_amount_within(context, number.text(), measure_number, 0, 1e9);
    if (count && count->ends == 1)
      result[member.key] += count->is.low;
    else if (count)
      context.wrong_type(number, "'" + number.node->text + "' is a range", "how many there are");
  }
  return result;
}

/// Reads `{platform: msm8916, old: yes, is: {none: 3, testing: 2}}`.
inline std::optional<count_cell> read_count_cell(read_context& context, const count_table& table,
                                                 const fact_declaration& declared, const piece& told) {
  if (!context.is_map(told, "a cell") || told.node->is_null()) return std::nullopt;
  count_cell cell;
  cell.where = told.where();
  cell.source = table.source;
  for (const auto& member : told.node->members) {
    const piece value = told.of(member);
    if (member.key == "platform") {
      cell.platform = read_id(context, value, entity_kind::platform, "'platform'");
      if (cell.platform.empty()) return std::nullopt;
    } else if (member.key == "is") {
      cell.is = read_word_counts(context, declared, value);
    } else if (member.key == "elsewhere") {
      cell.elsewhere = read_flag(context, value, "'elsewhere'");
    } else if (member.key == "source") {
      cell.source = read_provenance(context, told).source;
    } else if (table.groups.contains(member.key)) {
      cell.in[member.key] = read_flag(context, value, '\'' + member.key + '\'');
    } else {
      std::vector<std::string_view> known{"platform", "is", "elsewhere", "source"};
      for (const auto& entry : table.groups) known.push_back(entry.first);
      context.error(told.key(member).where(), "unknown_key", "a cell has no key '" + member.key + "'",
                    any_of_text(known), nearest_name(member.key, known));
    }
  }
  if (cell.is.empty()) context.error(told.where(), "missing_key", "the cell counts nothing", "is: {word: how many}");
  return cell;
}

inline double read_count_strength(read_context& context, const piece& told) {
  const double usual = count_table().strength;
  if (!context.is_scalar(told, "'strength'")) return usual;
  const auto strength = read_exact(context, told.text(), measure_number);
  if (strength && *strength > 0) return *strength;
  if (strength) context.error(told.where(), "out_of_range", "'strength' is not positive", "more than 0 devices");
  return usual;
}

inline std::set<std::string> read_evidence(read_context& context, const piece& told) {
  std::set<std::string> result;
  for (const located_text& name : read_list(context, told, "'evidence'")) {
    if (context.into.facts.contains(std::string(name.text)))
      result.emplace(name.text);
    else
      context.error(name.where(), "undeclared_name", "no fact '" + std::string(name.text) + "' is declared",
                    "a name under facts", nearest_name(name.text, context.into.facts));
  }
  return result;
}

/// Whether a formula asks about a device, its maker and its chip alone: not about a system, a market or a service.
[[nodiscard]] inline bool asks_of_devices(const expression& what) {
  if (what.is != expression::operation::holds)
    return std::all_of(what.parts.begin(), what.parts.end(), asks_of_devices);
  const auto fits = [](const fact_reference& subject) {
    return subject.owner != fact_owner::os && subject.owner != fact_owner::market;
  };
  return what.leaf.service.empty() && fits(what.leaf.subject) && (!what.leaf.other || fits(*what.leaf.other));
}

/// Reads a condition that devices are grouped by.
inline std::optional<expression> read_device_condition(read_context& context, const piece& told) {
  auto holds = read_expression(context, told);
  if (!holds || asks_of_devices(*holds)) return holds;
  context.error(told.where(), "wrong_type", "devices cannot be grouped by what a system, a market or a service is",
                "a condition on facts of devices, vendors or platforms");
  return std::nullopt;
}

/// Reads what one file tells of the groups of a table: named conditions.
inline void read_count_groups(read_context& context, const pieces& told, count_table& into) {
  const piece groups = pick(context, told, "groups");
  if (!groups.node || !context.is_map(groups, "'groups'")) return;
  constexpr std::array<std::string_view, 6> taken{"platform", "vendor", "seen", "is", "elsewhere", "source"};
  for (const auto& member : groups.node->members) {
    if (!is_id(member.key) || std::find(taken.begin(), taken.end(), member.key) != taken.end())
      context.error(groups.key(member).where(), "bad_id", "'" + member.key + "' cannot name a group",
                    "letters, digits, _ and -, and none of " + any_of_text(taken));
    else if (auto holds = read_device_condition(context, groups.of(member)))
      into.groups.insert_or_assign(member.key, std::move(*holds));
  }
}

inline count_table read_count_table(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 9> keys{"of",       "yes",       "among",    "groups", "by",
                                                        "strength", "elsewhere", "evidence", "cells"};
  count_table result;
  read_common(context, {"a count table", keys}, id, told, result);
  const piece of = pick(context, told, "of");
  if (!of.node) missing_key(context, id, told, "of", "of: the fact that is counted");
  const fact_declaration* const counted = read_counted_fact(context, of);
  if (counted == nullptr) return result;
  result.of = counted->name;
  for (const located_text& word : read_list(context, pick(context, told, "yes"), "'yes'"))
    if (check_counted_word(context, *counted, word)) result.yes.emplace(word.text);
  if (!pick(context, told, "yes").node) missing_key(context, id, told, "yes", "yes: [words that are a success]");
  if (const piece among = pick(context, told, "among"); among.node)
    result.among = read_device_condition(context, among);
  read_count_groups(context, told, result);
  result.by = read_count_levels(context, result, pick(context, told, "by"));
  if (const piece strength = pick(context, told, "strength"); strength.node)
    result.strength = read_count_strength(context, strength);
  if (const piece share = pick(context, told, "elsewhere"); share.node && context.is_scalar(share, "'elsewhere'")) {
    const auto weight = read_share(context, share.text());
    if (weight) result.elsewhere = weight->is.low;
  }
  result.evidence = read_evidence(context, pick(context, told, "evidence"));
  for (const piece& part : told)
    if (const document_node* const cells = part.node->find("cells"))
      for (const document_node& item : cells->items)
        if (auto cell = read_count_cell(context, result, *counted, part.of(item)))
          result.cells.push_back(std::move(*cell));
  return result;
}

}  // namespace portfit::detail
