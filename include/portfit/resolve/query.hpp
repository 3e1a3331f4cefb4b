#pragma once

#include <portfit/catalog/fact.hpp>
#include <portfit/quantity/date.hpp>

#include <optional>
#include <set>
#include <string>

namespace portfit {

/// From where a catalog is looked at.
struct query {
  std::optional<date> as_of;               ///< left out: the catalog's
  std::optional<date> known_by;            ///< sources published later are hidden
  confidence trust = confidence::assumed;  ///< weaker facts are unknown
  std::set<std::string> without;           ///< remedies left out, by id
  std::optional<double> horizon;           ///< years after the port works at which musts are asked; none: at once
  bool accept_forfeits = false;            ///< an asker says that clauses with `accept: ask` may be let go
};

}  // namespace portfit
