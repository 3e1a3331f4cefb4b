#pragma once

#include <portfit/catalog/detail/read_value.hpp>
#include <portfit/catalog/expression.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

inline constexpr std::array<std::pair<std::string_view, fact_owner>, 7> owner_words{{{"os", fact_owner::os},
                                                                                     {"device", fact_owner::device},
                                                                                     {"platform", fact_owner::platform},
                                                                                     {"vendor", fact_owner::vendor},
                                                                                     {"built_by", fact_owner::built_by},
                                                                                     {"market", fact_owner::market},
                                                                                     {"world", fact_owner::world}}};

[[nodiscard]] inline std::optional<fact_owner> find_owner(std::string_view word) {
  for (const auto& [name, owner] : owner_words)
    if (name == word) return owner;
  return std::nullopt;
}

inline void bad_condition(
    read_context& context, const located_text& text, std::string message,
    std::string expected = "fact >= value, a yes/no fact, service name, or age(date) <= 3 years") {
  context.error(text.where(), "bad_condition", std::move(message), std::move(expected));
}

/// Splits `vendor.home` into owner and name; `vendor` alone is the owner itself.
inline std::optional<fact_reference> split_reference(read_context& context, const located_text& text) {
  const std::size_t dot = text.text.find('.');
  const std::string_view first = text.text.substr(0, dot);
  const auto owner = find_owner(first);
  if (dot == std::string_view::npos) {
    if (owner) return fact_reference{*owner, {}};
    if (is_id(first)) return fact_reference{fact_owner::bare, std::string(first)};
    bad_condition(context, text,
                  "'" + std::string(text.text) +
                      "' is no condition; one condition stands alone, several are "
                      "joined by all_of, any_of, none_of");
    return std::nullopt;
  }
  const std::string_view name = text.text.substr(dot + 1);
  if (!owner) {
    context.error(text.where(), "undeclared_name", "'" + std::string(first) + "' owns no facts",
                  "os, device, platform, vendor, built_by, market or world", nearest_name(first, owner_words));
    return std::nullopt;
  }
  if (!is_id(name)) {
    bad_condition(context, text.part(dot + 1), "'" + std::string(name) + "' is no name of a fact", "owner.fact");
    return std::nullopt;
  }
  return fact_reference{*owner, std::string(name)};
}

/// The declaration of the fact meant; tells if there is none.
inline const fact_declaration* find_declared(read_context& context, const fact_reference& reference,
                                             const located_text& text) {
  const auto found = context.into.facts.find(reference.name);
  if (found != context.into.facts.end()) return &found->second;
  const std::size_t dot = text.text.find('.');
  context.error(text.part(dot == std::string_view::npos ? 0 : dot + 1).where(), "undeclared_name",
                "no fact '" + reference.name + "' is declared", "a name under facts",
                nearest_name(reference.name, context.into.facts));
  return nullptr;
}

/// Reads a reference to a declared fact, as in `ram` or `vendor.revenue`.
inline std::optional<fact_reference> read_fact_reference(read_context& context, const located_text& written) {
  const located_text text = written.trimmed();
  auto reference = split_reference(context, text);
  if (!reference) return std::nullopt;
  if (reference->name.empty()) {
    bad_condition(context, text, "'" + std::string(text.text) + "' is no fact",
                  "a fact, as in " + std::string(text.text) + ".name");
    return std::nullopt;
  }
  return find_declared(context, *reference, text) ? reference : std::nullopt;
}

/// The kind of thing an owner itself, or its structural key, is compared with; nothing for facts.
[[nodiscard]] inline std::optional<entity_kind> compared_kind(const fact_reference& reference) {
  const bool is_vendor = reference.owner == fact_owner::vendor || reference.owner == fact_owner::built_by;
  if (reference.name == "home" && is_vendor) return entity_kind::place;
  if (reference.name == "holds" && is_vendor) return entity_kind::agreement;
  if (reference.name == "sold_in" && reference.owner == fact_owner::market) return entity_kind::place;
  if (reference.name == "vendor" && reference.owner == fact_owner::platform) return entity_kind::vendor;
  if (reference.name == "based_on" && reference.owner == fact_owner::os) return entity_kind::system;
  if (!reference.name.empty()) return std::nullopt;
  switch (reference.owner) {
    case fact_owner::os: return entity_kind::system;
    case fact_owner::device: return entity_kind::device;
    case fact_owner::platform: return entity_kind::platform;
    case fact_owner::vendor:
    case fact_owner::built_by: return entity_kind::vendor;
    case fact_owner::market: return entity_kind::market;
    case fact_owner::bare:
    case fact_owner::world: break;
  }
  return std::nullopt;
}

/// A condition's text cut at its operator.
struct cut_condition {
  located_text left;
  located_text sign;
  located_text right;
  comparison compares = comparison::equal;
};

[[nodiscard]] inline std::optional<comparison> find_comparison(std::string_view sign) {
  constexpr std::array<std::pair<std::string_view, comparison>, 6> signs{{{"=", comparison::equal},
                                                                          {"!=", comparison::not_equal},
                                                                          {">=", comparison::at_least},
                                                                          {"<=", comparison::at_most},
                                                                          {">", comparison::greater},
                                                                          {"<", comparison::less}}};
  for (const auto& [name, meaning] : signs)
    if (name == sign) return meaning;
  return std::nullopt;
}

/// Cuts `ram >= 2 GiB` in three; `sign` stays empty where there is no operator.
inline std::optional<cut_condition> cut(read_context& context, const located_text& text) {
  constexpr std::string_view signs = "=!<>";
  constexpr std::string_view includes = " includes ";
  cut_condition result;
  std::size_t start = text.text.find_first_of(signs);
  std::size_t end = start == std::string_view::npos ? start : text.text.find_first_not_of(signs, start);
  if (start == std::string_view::npos) {
    start = text.text.find(includes);
    if (start != std::string_view::npos) end = start + includes.size();
    result.compares = comparison::includes;
  }
  if (start == std::string_view::npos) {
    result.left = text;
    return result;
  }
  result.left = text.part(0, start).trimmed();
  result.sign = text.part(start, end == std::string_view::npos ? end : end - start).trimmed();
  result.right = end == std::string_view::npos ? text.part(text.text.size()) : text.part(end).trimmed();
  if (result.compares != comparison::includes) {
    const auto meaning = find_comparison(result.sign.text);
    if (!meaning)
      bad_condition(context, result.sign, "'" + std::string(result.sign.text) + "' compares nothing",
                    "=, !=, >=, <=, > or <");
    if (!meaning) return std::nullopt;
    result.compares = *meaning;
  }
  if (!result.left.empty() && !result.right.empty()) return result;
  bad_condition(context, text, "one side of '" + std::string(result.sign.text) + "' is missing");
  return std::nullopt;
}

/// `service play`, `service play >= 60%`.
inline bool read_service_condition(read_context& context, const cut_condition& parts, condition& into) {
  const located_text name = parts.left.part(std::string_view("service").size()).trimmed();
  into.service = std::string(name.text);
  if (context.names.services.count(name.text) == 0) {
    context.error(name.where(), "undeclared_name", "no service '" + into.service + "' is declared or provided",
                  "a name under services", nearest_name(name.text, context.names.services));
    return false;
  }
  if (parts.sign.empty()) return true;
  if (parts.compares != comparison::at_least) {
    bad_condition(context, parts.sign, "a service is asked for a least coverage",
                  "service " + into.service + " >= 60%");
    return false;
  }
  const auto coverage = read_share(context, parts.right);
  if (!coverage || coverage->ends != 1) {
    if (coverage) bad_condition(context, parts.right, "the coverage asked is a range", "one share, as in 60%");
    return false;
  }
  into.compares = comparison::at_least;
  into.coverage = coverage->is.low;
  into.coverage_named = true;
  return true;
}

/// `vendor = huawei`, `vendor.home = RU`, `vendor.holds = google`.
inline bool read_entity_condition(read_context& context, const cut_condition& parts, entity_kind kind,
                                  condition& into) {
  if (parts.compares != comparison::equal && parts.compares != comparison::not_equal) {
    bad_condition(context, parts.sign.empty() ? parts.left : parts.sign,
                  "'" + std::string(parts.left.text) + "' is a name, which is or is not", "= or != and an id");
    return false;
  }
  if (parts.sign.empty() || !is_id(parts.right.text)) {
    bad_condition(context, parts.sign.empty() ? parts.left : parts.right,
                  "'" + std::string(parts.left.text) + "' needs an id to be compared with",
                  std::string(parts.left.text) + " = id");
    return false;
  }
  const std::string id(parts.right.text);
  into.bound = id;
  if (is_declared(context, kind, id)) return true;
  const std::string nearest = nearest_name(id, context.names.of(kind));
  const std::string message = "no " + kind_name(kind) + " '" + id + "' is declared";
  // A rule may speak of a maker that this catalog does not list; a near name means that it was mistyped.
  if (kind == entity_kind::place || !nearest.empty()) {
    context.error(parts.right.where(), "dangling_reference", message, "a " + kind_name(kind), nearest);
    return false;
  }
  context.warning(parts.right.where(), "dangling_reference", message + ", so it is never the one");
  return true;
}

}  // namespace portfit::detail
