#pragma once

#include <portfit/catalog/detail/read_entity.hpp>
#include <portfit/catalog/remedy.hpp>

#include <array>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace portfit::detail {

/// Reads `makes: x` (yes) or `makes: camera >= photo` (at least that).
inline void read_made(read_context& context, const located_text& written, std::vector<effect>& into) {
  const auto made = read_condition(context, written);
  if (!made) return;
  const auto declared = context.into.facts.find(made->subject.name);
  const bool is_fact = made->service.empty() && !made->is_age && !made->other && declared != context.into.facts.end() &&
                       !compared_kind(made->subject);
  const bool is_yes = is_fact && declared->second.type == fact_type::yes_no && made->compares == comparison::equal &&
                      made->bound == fact_value(1.0);
  const bool is_lift = is_fact && made->compares == comparison::at_least && declared->second.is_ordered();
  if (!is_yes && !is_lift) {
    context.error(written.where(), "bad_effect", "'" + std::string(written.text) + "' cannot be made",
                  "a yes/no fact, or fact >= value; `sets:` assigns anything else");
    return;
  }
  into.push_back({effect::kind::makes, made->subject, made->bound, written.where()});
}

/// Reads `breaks: x`: a yes/no fact or ordered words.
inline std::optional<fact_reference> read_broken(read_context& context, const located_text& written) {
  const auto reference = read_fact_reference(context, written);
  if (!reference) return std::nullopt;
  const fact_type type = context.into.facts.at(reference->name).type;
  if (type == fact_type::yes_no || type == fact_type::ordered_words) return reference;
  context.error(written.where(), "bad_effect", "'" + reference->name + "' cannot be broken",
                "a yes/no fact or ordered words");
  return std::nullopt;
}

/// Reads `sets: {fact: value}`.
inline void read_sets(read_context& context, const piece& told, std::vector<effect>& into) {
  if (!told.node || !context.is_map(told, "'sets'")) return;
  for (const auto& member : told.node->members) {
    const auto reference = read_fact_reference(context, told.key(member));
    if (!reference) continue;
    auto value = read_known(context, context.into.facts.at(reference->name), told.of(member.value));
    if (value) into.push_back({effect::kind::sets, *reference, std::move(*value), told.key(member).where()});
  }
}

/// Reads `adds: {price: 2500 RUB}`: one exact amount each.
inline void read_adds(read_context& context, const piece& told, std::vector<effect>& into) {
  if (!told.node || !context.is_map(told, "'adds'")) return;
  for (const auto& member : told.node->members) {
    const auto reference = read_fact_reference(context, told.key(member));
    const piece value = told.of(member.value);
    if (!reference || !context.is_scalar(value, "the amount added")) continue;
    const fact_declaration& declared = context.into.facts.at(reference->name);
    if (declared.type != fact_type::quantity && declared.type != fact_type::money) {
      context.error(told.key(member).where(), "bad_effect", "nothing can be added to '" + member.key + "'",
                    "a quantity or money");
      continue;
    }
    const measure wanted = declared.type == fact_type::money
                               ? measure_money
                               : measure_of(find_unit(declared.unit).value_or(measure_number.in));
    const auto amount = read_exact(context, value.text(), wanted);
    if (amount) into.push_back({effect::kind::adds, *reference, *amount, told.key(member).where()});
  }
}

inline std::vector<effect> read_effects(read_context& context, const pieces& told) {
  std::vector<effect> effects;
  for (const located_text& made : read_list(context, pick(context, told, "makes"), "'makes'"))
    read_made(context, made, effects);
  read_sets(context, pick(context, told, "sets"), effects);
  read_adds(context, pick(context, told, "adds"), effects);
  for (const located_text& broken : read_list(context, pick(context, told, "breaks"), "'breaks'"))
    if (const auto reference = read_broken(context, broken))
      effects.push_back({effect::kind::breaks, *reference, 0.0, broken.where()});
  return effects;
}

/// Reads `once_per:`; the default where there is none.
inline std::set<sharing> read_sharing(read_context& context, const piece& told) {
  constexpr std::array<std::pair<std::string_view, sharing>, 6> words{{{"os", sharing::os},
                                                                       {"os_base", sharing::os_base},
                                                                       {"device", sharing::device},
                                                                       {"platform", sharing::platform},
                                                                       {"vendor", sharing::vendor},
                                                                       {"market", sharing::market}}};
  if (!told.node || told.node->is_null()) return {sharing::os, sharing::device};
  std::set<sharing> result;
  for (const located_text& word : read_list(context, told, "'once_per'")) {
    const auto found =
        std::find_if(words.begin(), words.end(), [&](const auto& entry) { return entry.first == word.text; });
    if (found != words.end())
      result.insert(found->second);
    else
      context.error(word.where(), "unknown_word",
                    "'" + std::string(word.text) + "' is nothing a remedy is done once per",
                    "os, os_base, device, platform, vendor or market", nearest_name(word.text, words));
  }
  return result;
}

/// What a figure of a remedy is held in, and its bounds.
struct figure_form {
  std::string_view key;
  measure in;
  double highest = (std::numeric_limits<double>::max)();
  bool is_chance = false;
};

inline std::optional<estimate> read_figure_amount(read_context& context, const piece& told, const figure_form& form) {
  if (!context.is_scalar(told, '\'' + std::string(form.key) + '\'')) return std::nullopt;
  const auto amount = read_amount_within(context, told.text(), form.in, 0, form.highest);
  return amount ? std::optional(amount->is) : std::nullopt;
}

/// Reads an amount, or of a chance `{counted: kept_ports}`, into a line.
inline bool read_figure_value(read_context& context, const piece& told, const figure_form& form, figure_line& into) {
  const document_node* const counted = told.node->is_map() && form.is_chance ? told.node->find("counted") : nullptr;
  if (counted == nullptr) {
    const auto amount = read_figure_amount(context, told, form);
    if (amount) into.is = *amount;
    return amount.has_value();
  }
  constexpr std::array<std::string_view, 1> keys{"counted"};
  context.check_keys(told, keys, "a counted chance");
  into.counted = read_id(context, told.of(*counted), entity_kind::count_table, "'counted'");
  into.is = {0, 0.5, 1};
  return !into.counted.empty();
}

/// Reads one line `{when: condition, is: amount}`; only the last may, and must, have no `when`.
inline void read_figure_line(read_context& context, const piece& told, const figure_form& form, bool is_last,
                             figure& into) {
  constexpr std::array<std::string_view, 2> keys{"when", "is"};
  if (!told.node->is_map() || !told.node->find("is")) {
    context.error(told.where(), "missing_key", "a line of '" + std::string(form.key) + "' has no amount",
                  "{when: condition, is: amount}");
    return;
  }
  context.check_keys(told, keys, "a line of '" + std::string(form.key) + '\'');
  figure_line line;
  const document_node* when = told.node->find("when");
  if (when) line.when = read_expression(context, told.of(*when));
  if (!when && !is_last)
    context.error(told.where(), "unreachable", "the lines after this one never apply",
                  "a line without `when` at the end");
  if (when && is_last)
    context.error(told.where(), "missing_key", "'" + std::string(form.key) + "' says nothing where no `when` holds",
                  "a last line {is: amount}");
  if (read_figure_value(context, told.of(*told.node->find("is")), form, line) && (!when || line.when))
    into.push_back(std::move(line));
}

inline figure read_figure(read_context& context, const piece& told, const figure_form& form) {
  figure result;
  if (!told.node || told.node->is_null()) return result;
  if (!told.node->is_list()) {
    figure_line line;
    if (read_figure_value(context, told, form, line)) result.push_back(std::move(line));
    return result;
  }
  for (const document_node& item : told.node->items)
    read_figure_line(context, told.of(item), form, &item == &told.node->items.back(), result);
  return result;
}

/// Reads `pays: {vendor: 10 kUSD}`.
inline std::map<std::string, estimate> read_payments(read_context& context, const piece& told) {
  constexpr std::array<std::string_view, 1> payees{"vendor"};
  std::map<std::string, estimate> result;
  if (!told.node || !context.is_map(told, "'pays'")) return result;
  context.check_keys(told, payees, "'pays'");
  for (const auto& member : told.node->members)
    if (const auto price = read_price(context, told.of(member.value), "a side payment")) result[member.key] = *price;
  return result;
}

inline remedy read_remedy(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 15> keys{"makes",   "sets",     "adds",  "breaks",   "pays",
                                                         "needs",   "excludes", "after", "once_per", "by",
                                                         "paid_by", "effort",   "money", "time",     "works"};
  constexpr std::array<std::string_view, 2> payers{"os", "vendor"};
  remedy result;
  read_common(context, {"a remedy", keys}, id, told, result);
  result.effects = read_effects(context, told);
  if (result.effects.empty() && !told.empty() && !pick(context, told, "makes").node &&
      !pick(context, told, "sets").node && !pick(context, told, "adds").node)
    context.warning(told.front().where_named(), "no_effect", "the remedy '" + id + "' sets no fact",
                    "makes, sets or adds");
  const piece needs = pick(context, told, "needs");
  if (needs.node) result.needs = read_expression(context, needs);
  result.excludes = read_ids(context, pick(context, told, "excludes"), entity_kind::remedy, "'excludes'");
  result.after = read_ids(context, pick(context, told, "after"), entity_kind::remedy, "'after'");
  result.once_per = read_sharing(context, pick(context, told, "once_per"));
  result.by = read_choice(context, pick(context, told, "by"), "'by'", std::span(actors).first(4));
  result.paid_by = read_choice(context, pick(context, told, "paid_by"), "'paid_by'", payers);
  result.effort = read_figure(context, pick(context, told, "effort"), {"effort", measure_effort});
  result.money = read_figure(context, pick(context, told, "money"), {"money", measure_money});
  result.time = read_figure(context, pick(context, told, "time"), {"time", measure_months});
  result.works = read_figure(context, pick(context, told, "works"), {"works", measure_share, 1, true});
  result.pays = read_payments(context, pick(context, told, "pays"));
  return result;
}

}  // namespace portfit::detail
