#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/catalog/fact_value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// Whose fact is meant. `bare` is looked up in port, device, platform, vendor, world; the others name the owner.
enum class fact_owner { bare, os, device, platform, vendor, built_by, market, world };

/// A fact by name, or, where `name` is empty, the owner itself (`vendor = huawei`).
struct fact_reference {
  fact_owner owner = fact_owner::bare;
  std::string name;
  friend auto operator<=>(const fact_reference&, const fact_reference&) = default;
};

enum class comparison { equal, not_equal, at_least, at_most, greater, less, includes };

/// A predicate on one fact, an entity or a service.
///
/// - fact: `subject comparison bound`; a bare yes/no name means `= yes`. For `age(released) <= 3 years` `is_age` is set
///   and `bound` holds months. Instead of `bound` a second fact may stand (`other`): it must be known.
/// - entity: `subject.name` is empty and `bound` holds an id (`vendor = huawei`); so are the structural words
///   `vendor.home`, `market.sold_in` (names `home`, `sold_in`), compared as places.
/// - service: `service` is its id, `coverage` the least coverage asked (1 where none was named; see `coverage_named`).
struct condition {
  fact_reference subject;
  comparison compares = comparison::equal;
  fact_value bound = 1.0;
  std::optional<fact_reference> other;
  bool is_age = false;
  std::string service;
  double coverage = 1;
  bool coverage_named = false;
  /// As written.
  std::string text;
  written_at where;
  friend bool operator==(const condition&, const condition&) = default;
};

/// A formula over conditions.
struct expression {
  enum class operation { holds, all_of, any_of, none_of, at_least };
  operation is = operation::all_of;  ///< an empty all_of holds
  condition leaf;                    ///< of `holds`
  std::size_t count = 0;             ///< of `at_least`
  std::vector<expression> parts;     ///< of the others
  friend bool operator==(const expression&, const expression&) = default;
};

}  // namespace portfit
