#pragma once

#include <portfit/catalog/entity.hpp>
#include <portfit/catalog/expression.hpp>
#include <portfit/quantity/estimate.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace portfit {

/// What a remedy does to one fact when it takes effect.
struct effect {
  enum class kind {
    makes,   ///< yes, or lifts an ordered fact to at least `amount`
    sets,    ///< assigns
    adds,    ///< adds to a number
    breaks,  ///< no; ordered words: the first
  };
  kind does = kind::makes;
  fact_reference fact;
  fact_value amount = 1.0;
  written_at where;
  friend bool operator==(const effect&, const effect&) = default;
};

/// One line of a figure that depends on facts: the first whose `when` holds applies.
struct figure_line {
  std::optional<expression> when;
  estimate is;
  std::string counted{};  ///< of a chance: id of the count table that says it for each device, instead of `is`
  friend bool operator==(const figure_line&, const figure_line&) = default;
};
/// Empty: the figure was left out.
using figure = std::vector<figure_line>;

/// For what a remedy is done and paid once.
enum class sharing { os, os_base, device, platform, vendor, market };

/// All combinations of the remedies that touch one fact (or deal with the vendor) are looked at; more are a mistake.
inline constexpr std::size_t most_remedies_on_a_fact = 12;

/// Work or a deal that sets facts when it succeeds.
struct remedy : entity {
  std::vector<effect> effects;
  std::optional<expression> needs;
  std::vector<std::string> excludes;
  std::vector<std::string> after;  ///< where both touch one fact, this one wins
  std::set<sharing> once_per{sharing::os, sharing::device};
  std::string by = "os";                 ///< who acts
  std::string paid_by = "os";            ///< `os` or `vendor`
  figure effort;                         ///< person-months
  figure money;                          ///< catalog's currency
  figure time;                           ///< months; left out: effort over one person
  figure works;                          ///< chance; left out: 1
  std::map<std::string, estimate> pays;  ///< side payments to `vendor`, money
  friend bool operator==(const remedy&, const remedy&) = default;
};

}  // namespace portfit
