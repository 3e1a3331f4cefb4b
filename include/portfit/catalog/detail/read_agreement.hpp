#pragma once

#include <portfit/catalog/agreement.hpp>
#include <portfit/catalog/detail/read_entity.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Reads `from` and `until` of a map: partial dates are their first day.
template <class Dated>
void read_dates(read_context& context, const piece& told, Dated& into) {
  if (const document_node* node = told.node->find("from")) into.from = read_day(context, told.of(*node), "'from'");
  if (const document_node* node = told.node->find("until")) into.until = read_day(context, told.of(*node), "'until'");
  if (into.from && into.until && *into.until <= *into.from)
    context.error(told.where(), "bad_range", "this ends before it begins", "until later than from");
}

/// Reads where and when something counts; the keys were checked by whoever owns the map. `in` is short for `sold_in`.
inline applicability read_applicability(read_context& context, const piece& told) {
  applicability result;
  for (const std::string_view key : {"sold_in", "in"})
    if (const document_node* node = told.node->find(key))
      for (std::string& place : read_ids(context, told.of(*node), entity_kind::place, '\'' + std::string(key) + '\''))
        result.sold_in.push_back(std::move(place));
  result.when = read_optional_expression(context, told, "when");
  read_dates(context, told, result);
  result.source = read_provenance(context, told).source;
  return result;
}

/// Calls `read` for a map, or for each map of a list.
template <class Read>
void for_each_map(read_context& context, const piece& told, const std::string& what, Read read) {
  if (!told.node) return;
  if (told.node->is_map()) return read(told);
  if (!told.node->is_list()) return context.wrong_type(told, what + " must be a map or a list of maps", "{key: value}");
  for (const document_node& item : told.node->items) {
    if (item.is_map())
      read(told.of(item));
    else
      context.wrong_type(told.of(item), "each of " + what + " must be a map", "{key: value}");
  }
}

/// A formula that must be there.
inline std::optional<expression> read_needed(read_context& context, const piece& told, std::string_view key,
                                             const std::string& what) {
  if (told.node->find(key)) return read_optional_expression(context, told, key);
  context.error(told.where(), "missing_key", what + " has no '" + std::string(key) + '\'',
                std::string(key) + ": condition");
  return std::nullopt;
}

inline void read_exclusive(read_context& context, const piece& told, std::vector<exclusivity>& into) {
  constexpr std::array<std::string_view, 8> keys{"act", "in", "sold_in", "from", "until", "when", "source", "note"};
  context.check_keys(told, keys, "an exclusive promise");
  auto act = read_needed(context, told, "act", "the exclusive promise");
  applicability where_and_when = read_applicability(context, told);
  if (act) into.push_back({std::move(*act), std::move(where_and_when)});
}

/// Reads a reference to a fact of one type.
inline std::optional<fact_reference> read_typed_reference(read_context& context, const piece& told, fact_type type,
                                                          std::string_view unit_name, const std::string& what) {
  if (!context.is_scalar(told, what)) return std::nullopt;
  const auto reference = read_fact_reference(context, told.text());
  if (!reference) return std::nullopt;
  const fact_declaration& declared = context.into.facts.at(reference->name);
  if (declared.type == type && (unit_name.empty() || declared.unit == unit_name)) return reference;
  context.wrong_type(told, '\'' + reference->name + "' cannot be " + what,
                     unit_name.empty() ? "a money fact" : "a percent fact");
  return std::nullopt;
}

inline exposure read_exposure(read_context& context, const piece& told) {
  constexpr std::array<std::string_view, 3> keys{"of", "share", "years"};
  exposure result;
  if (!told.node->is_map()) {
    context.wrong_type(told, "'exposure' must be a map", "{of: vendor.revenue, share: vendor.share, years: 1}");
    return result;
  }
  context.check_keys(told, keys, "an exposure");
  if (const document_node* node = told.node->find("of"))
    result.of = read_typed_reference(context, told.of(*node), fact_type::money, "", "what is exposed");
  else
    context.error(told.where(), "missing_key", "the exposure is of nothing", "of: a money fact");
  if (const document_node* node = told.node->find("share"))
    result.share = read_typed_reference(context, told.of(*node), fact_type::quantity, "percent", "the share exposed");
  if (const document_node* node = told.node->find("years")) result.years = read_years(context, told.of(*node));
  return result;
}

inline acceptance read_acceptance(read_context& context, const piece& told) {
  constexpr std::array<std::string_view, 3> words{"never", "ask", "allowed"};
  const std::string word = read_choice(context, told, "'accept'", words);
  return word == "ask" ? acceptance::ask : word == "allowed" ? acceptance::allowed : acceptance::never;
}

/// Reads `except`: where and when the act is allowed after all.
inline std::vector<applicability> read_exceptions(read_context& context, const piece& told) {
  constexpr std::array<std::string_view, 6> keys{"sold_in", "from", "until", "when", "source", "note"};
  std::vector<applicability> result;
  for_each_map(context, told, "'except'", [&](const piece& part) {
    const std::size_t before = context.errors;
    context.check_keys(part, keys, "an exception");
    applicability exception = read_applicability(context, part);
    // A mistaken exception must not allow more than it says.
    if (context.errors == before) result.push_back(std::move(exception));
  });
  return result;
}

/// What several files say under the names of one map, as in `forbids: {fork: ...}`: by name, in the order first given.
inline std::vector<std::pair<std::string, pieces>> collect_named(read_context& context, const pieces& told,
                                                                 std::string_view key) {
  std::vector<std::pair<std::string, pieces>> result;
  for (const piece& part : told) {
    const document_node* node = part.node->find(key);
    if (!node || !context.is_map(part.of(*node), '\'' + std::string(key) + '\'')) continue;
    for (const auto& member : node->members) {
      auto same =
          std::find_if(result.begin(), result.end(), [&](const auto& entry) { return entry.first == member.key; });
      if (same == result.end()) same = result.insert(result.end(), {member.key, {}});
      same->second.push_back(part.of(member));
    }
  }
  return result;
}

inline void read_forbidden(read_context& context, const std::string& name, const pieces& told,
                           std::vector<forbidden_act>& into) {
  constexpr std::array<std::string_view, 10> keys{"act",      "except", "forfeits", "across", "enforced",
                                                  "exposure", "accept", "waiver",   "source", "note"};
  constexpr std::array<std::string_view, 2> forfeits{"nothing", "all_grants"};
  constexpr std::array<std::string_view, 2> scopes{"device", "vendor"};
  for (const piece& part : told) {
    if (!part.node->is_map()) return context.wrong_type(part, "a forbidden act must be a map", "{act: condition, ...}");
    context.check_keys(part, keys, "a forbidden act");
  }
  forbidden_act result;
  result.name = name;
  result.where = told.front().where_named();
  const piece act = pick(context, told, "act");
  if (!act.node) context.error(result.where, "missing_key", "'" + name + "' has no 'act'", "act: condition");
  auto forbidden = act.node ? read_expression(context, act) : std::nullopt;
  if (const piece except = pick(context, told, "except"); except.node) result.except = read_exceptions(context, except);
  result.forfeits_grants =
      read_choice(context, pick(context, told, "forfeits"), "'forfeits'", forfeits) == "all_grants";
  result.across_vendor = read_choice(context, pick(context, told, "across"), "'across'", scopes) == "vendor";
  if (const piece enforced = pick(context, told, "enforced");
      enforced.node && context.is_scalar(enforced, "'enforced'"))
    if (const auto chance = read_share(context, enforced.text())) result.enforced = chance->is;
  if (const piece exposed = pick(context, told, "exposure"); exposed.node)
    result.exposed = read_exposure(context, exposed);
  result.accept = read_acceptance(context, pick(context, told, "accept"));
  if (const piece waiver = pick(context, told, "waiver"); waiver.node) result.waived = read_waiver(context, waiver);
  for (const piece& part : told)
    if (const std::string source = read_provenance(context, part).source; result.source.empty()) result.source = source;
  if (!forbidden) return;
  result.act = std::move(*forbidden);
  into.push_back(std::move(result));
}

inline void read_grants(read_context& context, const piece& told, agreement& into) {
  constexpr std::array<std::string_view, 2> keys{"services", "on"};
  if (!told.node) return;
  if (!told.node->is_map()) {
    into.grants = read_services(context, told, "'grants'");
    return;
  }
  context.check_keys(told, keys, "'grants'");
  if (const document_node* node = told.node->find("services"))
    into.grants = read_services(context, told.of(*node), "'services'");
  into.grants_on = read_optional_expression(context, told, "on");
}

inline agreement read_agreement(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 5> keys{"with", "grants", "obliges", "exclusive", "forbids"};
  agreement result;
  read_common(context, {"an agreement", keys}, id, told, result);
  result.with = read_text(context, pick(context, told, "with"), "'with'");
  read_grants(context, pick(context, told, "grants"), result);
  read_requirements(context, told, "obliges", true, result.obliges);
  for_each_map(context, pick(context, told, "exclusive"), "'exclusive'",
               [&](const piece& part) { read_exclusive(context, part, result.exclusive); });
  for (const auto& [name, parts] : collect_named(context, told, "forbids"))
    read_forbidden(context, name, parts, result.forbids);
  return result;
}

inline rule read_rule(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 6> keys{"sold_in", "from", "until", "when", "withdraws", "requires"};
  rule result;
  read_common(context, {"a rule", keys}, id, told, result);
  result.applies.sold_in = read_ids(context, pick(context, told, "sold_in"), entity_kind::place, "'sold_in'");
  if (const piece when = pick(context, told, "when"); when.node) result.applies.when = read_expression(context, when);
  if (const piece from = pick(context, told, "from"); from.node)
    result.applies.from = read_day(context, from, "'from'");
  if (const piece until = pick(context, told, "until"); until.node)
    result.applies.until = read_day(context, until, "'until'");
  if (result.applies.from && result.applies.until && *result.applies.until <= *result.applies.from)
    context.error(result.where, "bad_range", "this ends before it begins", "until later than from");
  result.applies.source = result.source;
  result.withdraws = read_services(context, pick(context, told, "withdraws"), "'withdraws'");
  read_requirements(context, told, "requires", true, result.requires_);
  return result;
}

/// Reads `90%`, or `{covers: 60%, when: condition}`.
inline substitute read_substitute(read_context& context, const std::string& name, const piece& told) {
  constexpr std::array<std::string_view, 4> keys{"covers", "when", "source", "note"};
  substitute result;
  result.name = name;
  if (told.node->is_map()) context.check_keys(told, keys, "a substitute");
  const document_node* covers = told.node->is_map() ? told.node->find("covers") : told.node;
  if (covers && !covers->is_null() && context.is_scalar(told.of(*covers), "the coverage of '" + name + "'")) {
    const auto share = read_share(context, told.of(*covers).text());
    if (share && share->ends != 1)
      context.wrong_type(told.of(*covers), "the coverage of '" + name + "' is a range", "one share, as in 60%");
    if (share) result.covers = share->is.low;
  }
  if (told.node->is_map()) {
    result.when = read_optional_expression(context, told, "when");
    read_provenance(context, told);
  }
  return result;
}

inline service read_service(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 1> keys{"replaced_by"};
  service result;
  read_common(context, {"a service", keys}, id, told, result);
  for (const auto& [name, parts] : collect_named(context, told, "replaced_by")) {
    piece best = parts.front();
    for (const piece& part : parts) best = winner(context, best, part, "the substitute '" + name + '\'');
    result.replaced_by.push_back(read_substitute(context, name, best));
  }
  return result;
}

inline place read_place(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 1> keys{"contains"};
  constexpr std::array<std::string_view, 5> member_keys{"is", "from", "until", "source", "note"};
  place result;
  read_common(context, {"a place", keys}, id, told, result);
  const piece list = pick(context, told, "contains");
  if (!list.node || list.node->is_null()) return result;
  if (!list.node->is_list()) {
    context.wrong_type(list, "'contains' must be a list", "[DE, FR, {is: GB, until: 2021-01-01}]");
    return result;
  }
  for (const document_node& item : list.node->items) {
    const piece part = list.of(item);
    membership member;
    const document_node* name = item.is_map() ? item.find("is") : &item;
    if (item.is_map()) context.check_keys(part, member_keys, "a member of a place");
    if (item.is_map()) read_dates(context, part, member);
    if (!name) context.error(part.where(), "missing_key", "the member of '" + id + "' is no place", "is: place");
    if (name) member.place = read_id(context, part.of(*name), entity_kind::place, "a member of a place");
    if (!member.place.empty()) result.contains.push_back(std::move(member));
  }
  return result;
}

}  // namespace portfit::detail
