#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/catalog/detail/read_expression.hpp>

#include <optional>
#include <string>

namespace portfit {

/// A formula read on its own, and what was wrong with it.
struct formula_result {
  std::optional<expression> formula;  ///< nothing where there are errors
  diagnostics remarks;
};

namespace detail {

template <class Entities>
void add_names(name_index& names, entity_kind kind, const Entities& entities) {
  for (const auto& [id, entity] : entities) names.ids.emplace(id, name_index::owner{kind, entity.where});
}

/// The names of a catalog that was read before.
[[nodiscard]] inline name_index names_of(const catalog& told) {
  name_index names;
  add_names(names, entity_kind::vendor, told.vendors);
  add_names(names, entity_kind::platform, told.platforms);
  add_names(names, entity_kind::device, told.devices);
  add_names(names, entity_kind::system, told.systems);
  add_names(names, entity_kind::place, told.places);
  add_names(names, entity_kind::market, told.markets);
  for (const auto& [id, service] : told.services) {
    names.services.insert(id);
    for (const substitute& other : service.replaced_by) names.services.insert(other.name);
  }
  for (const auto& [id, system] : told.systems)
    for (const auto& provided : system.provides) names.services.insert(provided.first);
  return names;
}

}  // namespace detail

/// Reads a condition (`ram >= 2 GiB`), or a map of all_of, any_of, none_of, at_least, by the vocabulary, rates and names of
/// a catalog: for questions asked later than the catalog was read.
///
/// Complexity: linear in the names of the catalog.
[[nodiscard]] inline formula_result read_formula(const catalog& told, const document_node& node,
                                                 const std::string& file = {}) {
  formula_result result;
  catalog known;
  known.facts = told.facts;
  known.currency = told.currency;
  known.rates = told.rates;
  const detail::input_file origin{file, false};
  detail::read_context context{known, result.remarks, detail::names_of(told), 0};
  result.formula = detail::read_expression(context, {&node, &origin, nullptr});
  return result;
}

}  // namespace portfit
