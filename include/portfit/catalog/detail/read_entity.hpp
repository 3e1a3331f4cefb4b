#pragma once

#include <portfit/catalog/detail/read_requirement.hpp>
#include <portfit/catalog/entity.hpp>
#include <portfit/catalog/market.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Which keys a kind of entity has of its own, and what else may stand on it.
struct entity_form {
  std::string_view what;
  std::span<const std::string_view> keys;
  bool has_facts = false;
  bool has_requirements = false;
};

inline constexpr std::array<std::string_view, 4> common_keys{"name", "note", "source", "confidence"};
inline constexpr std::array<std::string_view, 2> requirement_keys{"must", "should"};

/// Tells a key that is neither one of the entity's own nor a declared fact.
inline void unknown_entity_key(read_context& context, const entity_form& form, const located_text& key) {
  std::vector<std::string_view> known(form.keys.begin(), form.keys.end());
  known.insert(known.end(), common_keys.begin(), common_keys.end());
  if (form.has_requirements) known.insert(known.end(), requirement_keys.begin(), requirement_keys.end());
  if (!form.has_facts) {
    context.error(key.where(), "unknown_key", std::string(form.what) + " has no key '" + std::string(key.text) + "'",
                  any_of_text(known), nearest_name(key.text, known));
    return;
  }
  for (const auto& entry : context.into.facts) known.push_back(entry.first);
  context.error(key.where(), "undeclared_name", "no fact '" + std::string(key.text) + "' is declared",
                "a name under facts, or a key of " + std::string(form.what), nearest_name(key.text, known));
}

/// Reads the facts one file gives on an entity and tells keys that mean nothing there.
inline void read_facts(read_context& context, const entity_form& form, const piece& told, fact_table& into) {
  const provenance origin = read_provenance(context, told);
  const auto is_in = [](std::span<const std::string_view> words, std::string_view key) {
    return std::find(words.begin(), words.end(), key) != words.end();
  };
  for (const auto& member : told.node->members) {
    if (is_in(form.keys, member.key) || is_in(common_keys, member.key)) continue;
    if (form.has_requirements && is_in(requirement_keys, member.key)) continue;
    if (form.has_facts && context.into.facts.count(member.key) > 0)
      read_fact(context, told, member, origin, into);
    else
      unknown_entity_key(context, form, told.key(member));
  }
}

/// Reads what every kind of entity has: name, note, source, facts, requirements.
inline void read_common(read_context& context, const entity_form& form, const std::string& id, const pieces& told,
                        entity& into) {
  into.id = id;
  if (!told.empty()) into.where = told.front().where_named();
  into.name = read_text(context, pick(context, told, "name"), "'name'");
  for (const piece& part : told) {
    read_facts(context, form, part, into.facts);
    if (const document_node* node = part.node->find("note"))
      into.note += (into.note.empty() ? "" : "; ") + inline_text(*node);
    const document_node* source = part.node->find("source");
    if (into.source.empty() && source && context.into.sources.count(source->text) > 0) into.source = source->text;
  }
  if (!form.has_requirements) return;
  read_requirements(context, told, "must", true, into.asks);
  read_requirements(context, told, "should", false, into.asks);
}

/// Checks that an id names something of a kind.
inline bool check_id(read_context& context, entity_kind kind, const located_text& id) {
  if (is_declared(context, kind, id.text)) return true;
  context.error(id.where(), "dangling_reference",
                "no " + kind_name(kind) + " '" + std::string(id.text) + "' is declared", "a " + kind_name(kind),
                nearest_name(id.text, context.names.of(kind)));
  return false;
}

/// Reads one id; empty where there is none, where it is unknown, or where it names nothing.
inline std::string read_id(read_context& context, const piece& told, entity_kind kind, const std::string& what) {
  if (!told.node || says_unknown(*told.node) || !context.is_scalar(told, what)) return {};
  return check_id(context, kind, told.text()) ? told.node->text : std::string();
}

/// Reads a text or a list of texts.
inline std::vector<located_text> read_list(read_context& context, const piece& told, const std::string& what) {
  std::vector<located_text> texts;
  if (!told.node || told.node->is_null()) return texts;
  if (told.node->is_scalar()) return {told.text()};
  if (!told.node->is_list()) context.wrong_type(told, what + " must be a name or a list of names", "[one, two]");
  for (const document_node& item : told.node->items)
    if (context.is_scalar(told.of(item), "each of " + what)) texts.push_back(told.of(item).text());
  return texts;
}

/// Reads one id or a list of ids of one kind.
inline std::vector<std::string> read_ids(read_context& context, const piece& told, entity_kind kind,
                                         const std::string& what) {
  std::vector<std::string> ids;
  for (const located_text& id : read_list(context, told, what))
    if (check_id(context, kind, id)) ids.emplace_back(id.text);
  return ids;
}

inline bool check_service(read_context& context, const located_text& name) {
  if (context.names.services.count(name.text) > 0) return true;
  context.error(name.where(), "dangling_reference",
                "no service '" + std::string(name.text) + "' is declared or provided", "a name under services",
                nearest_name(name.text, context.names.services));
  return false;
}

inline std::vector<std::string> read_services(read_context& context, const piece& told, const std::string& what) {
  std::vector<std::string> names;
  for (const located_text& name : read_list(context, told, what))
    if (check_service(context, name)) names.emplace_back(name.text);
  return names;
}

inline void missing_key(read_context& context, const std::string& id, const pieces& told, std::string_view key,
                        std::string expected) {
  context.error(told.front().where_named(), "missing_key", "'" + id + "' does not say its " + std::string(key),
                std::move(expected));
}

/// Reads `[google]`, `{google: yes, other: 30%, third: unknown}`, or `unknown`, which speaks of all agreements there are.
inline void read_holds(read_context& context, const piece& told, vendor& into) {
  if (!told.node || told.node->is_null()) return;
  if (says_unknown(*told.node)) {
    for (const std::string_view id : context.names.of(entity_kind::agreement)) into.may_hold[std::string(id)];
    return;
  }
  if (!told.node->is_map()) {
    into.holds = read_ids(context, told, entity_kind::agreement, "'holds'");
    return;
  }
  for (const auto& member : told.node->members) {
    const piece value = told.of(member);
    if (!check_id(context, entity_kind::agreement, told.key(member))) continue;
    if (says_unknown(*value.node)) {
      into.may_hold[member.key];
    } else if (const auto answer = value.node->is_scalar() ? yes_or_no(value.node->text) : std::nullopt) {
      if (*answer) into.holds.push_back(member.key);
    } else if (context.is_scalar(value, "whether '" + member.key + "' is held")) {
      const auto share = read_share(context, value.text());
      if (!share) continue;
      if (share->ends != 1)
        context.wrong_type(value, "the chance of holding '" + member.key + "' is a range",
                           "yes, no, unknown or one chance");
      else if (share->is.low == 1)
        into.holds.push_back(member.key);
      else if (share->is.low > 0)
        into.may_hold[member.key] = share->is.low;
    }
  }
}

inline vendor read_vendor(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 2> keys{"home", "holds"};
  vendor result;
  read_common(context, {"a vendor", keys, true, true}, id, told, result);
  result.home = read_id(context, pick(context, told, "home"), entity_kind::place, "'home'");
  read_holds(context, pick(context, told, "holds"), result);
  return result;
}

inline platform read_platform(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 2> keys{"vendor", "family"};
  platform result;
  read_common(context, {"a platform", keys, true, true}, id, told, result);
  result.vendor = read_id(context, pick(context, told, "vendor"), entity_kind::vendor, "'vendor'");
  result.family = read_id(context, pick(context, told, "family"), entity_kind::platform, "'family'");
  return result;
}

inline device read_device(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 3> keys{"vendor", "platform", "built_by"};
  device result;
  read_common(context, {"a device", keys, true, true}, id, told, result);
  const piece brand = pick(context, told, "vendor");
  if (!brand.node || says_unknown(*brand.node))
    missing_key(context, id, told, "vendor", "vendor: the brand that sells it");
  const piece chip = pick(context, told, "platform");
  if (!chip.node) missing_key(context, id, told, "platform", "platform: id, or platform: unknown");
  result.vendor = read_id(context, brand, entity_kind::vendor, "'vendor'");
  result.platform = read_id(context, chip, entity_kind::platform, "'platform'");
  result.built_by = read_id(context, pick(context, told, "built_by"), entity_kind::vendor, "'built_by'");
  return result;
}

inline bool read_flag(read_context& context, const piece& told, const std::string& what) {
  if (!told.node || !context.is_scalar(told, what)) return false;
  const auto answer = yes_or_no(told.node->text);
  if (!answer) context.wrong_type(told, "'" + told.node->text + "' is no value of " + what, "yes or no");
  return answer.value_or(false);
}

/// Reads `[maps]` or `{maps: 80%}`.
inline std::map<std::string, double> read_provides(read_context& context, const piece& told) {
  std::map<std::string, double> result;
  if (told.node && told.node->is_map()) {
    for (const auto& member : told.node->members) {
      const piece part = told.of(member.value);
      if (!context.is_scalar(part, "the coverage of '" + member.key + "'")) continue;
      const auto share = read_share(context, part.text());
      if (share && share->ends != 1)
        context.wrong_type(part, "the coverage of '" + member.key + "' is a range", "one share, as in 60%");
      if (share) result[member.key] = share->is.low;
    }
  } else {
    for (const std::string& name : read_services(context, told, "'provides'")) result[name] = 1;
  }
  return result;
}

inline operating_system read_system(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 3> keys{"based_on", "abstract", "provides"};
  operating_system result;
  read_common(context, {"a system", keys, true, true}, id, told, result);
  result.based_on = read_id(context, pick(context, told, "based_on"), entity_kind::system, "'based_on'");
  result.abstract = read_flag(context, pick(context, told, "abstract"), "'abstract'");
  result.provides = read_provides(context, pick(context, told, "provides"));
  return result;
}

/// Reads the port `os/target`; both must be declared.
inline port read_port(read_context& context, const std::string& id, const pieces& told) {
  port result;
  read_common(context, {"a port", {}, true, true}, id, told, result);
  const std::size_t slash = id.find('/');
  result.os = id.substr(0, slash);
  result.target = slash == std::string::npos ? std::string() : id.substr(slash + 1);
  const located_text key{id, told.front().file, result.where.line, result.where.column};
  if (!check_id(context, entity_kind::system, key.part(0, slash))) result.os.clear();
  for (const entity_kind kind : {entity_kind::device, entity_kind::platform, entity_kind::vendor})
    if (context.names.has(kind, result.target)) return result;
  std::vector<std::string_view> known = context.names.of(entity_kind::device);
  for (const entity_kind kind : {entity_kind::platform, entity_kind::vendor})
    for (const std::string_view name : context.names.of(kind)) known.push_back(name);
  context.error(key.part(slash + 1).where(), "dangling_reference",
                "no device, platform or vendor '" + result.target + "' is declared",
                "os/device, os/platform or os/vendor", nearest_name(result.target, known));
  return result;
}

/// Reads an estimate under a key, if there is one.
inline std::optional<estimate> read_estimate(read_context& context, const piece& told, const measure& wanted,
                                             const std::string& what, double lowest) {
  if (!told.node || says_unknown(*told.node) || !context.is_scalar(told, what)) return std::nullopt;
  const auto amount = read_amount_within(context, told.text(), wanted, lowest, (std::numeric_limits<double>::max)());
  return amount ? std::optional(amount->is) : std::nullopt;
}

/// Reads `years:`, a positive number; one where there is none.
inline double read_years(read_context& context, const piece& told) {
  if (!told.node || !context.is_scalar(told, "'years'")) return 1;
  const auto years = read_exact(context, told.text(), measure_number);
  if (years && *years > 0) return *years;
  if (years) context.error(told.where(), "out_of_range", "'years' is not positive", "more than 0");
  return 1;
}

inline market read_market(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 4> keys{"sold_in", "units", "margin", "years"};
  market result;
  read_common(context, {"a market", keys, true, true}, id, told, result);
  result.sold_in = read_ids(context, pick(context, told, "sold_in"), entity_kind::place, "'sold_in'");
  result.units = read_estimate(context, pick(context, told, "units"), measure_number, "'units'", 0);
  result.margin = read_estimate(context, pick(context, told, "margin"), measure_money, "'margin'",
                                std::numeric_limits<double>::lowest());
  result.years = read_years(context, pick(context, told, "years"));
  return result;
}

}  // namespace portfit::detail
