#pragma once

#include <portfit/catalog/remedy.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace portfit {

/// How much is left of many alike, so many years from the start.
struct survival_point {
  double years = 0;
  double left = 1;  ///< above 0, up to 1
  friend bool operator==(const survival_point&, const survival_point&) = default;
};

/// What can end a working port: an event that breaks facts some time after everything a plan does.
///
/// How likely it is says one of three: a yearly rate, a survival table, or the table (or rate) of another hazard of which this
/// one is a cause. A hazard that has causes does not happen by itself; together they are as likely as it says.
struct hazard : entity {
  std::vector<fact_reference> breaks;
  estimate per_year;                     ///< chance within a year, the same every year
  std::vector<survival_point> survival;  ///< by years; not empty: instead of `per_year`
  std::optional<fact_reference> start;   ///< the date from which years count; none: from when the port works
  std::string part_of;                   ///< id of the hazard of which this is a cause; may be empty
  double share = 1;                      ///< of the whole's cumulative hazard, as written; see `share_of_whole`
  std::set<sharing> once_per{sharing::os, sharing::device};  ///< all pairings that agree in these share one event
  friend bool operator==(const hazard&, const hazard&) = default;
};

}  // namespace portfit
