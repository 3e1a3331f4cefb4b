#pragma once

#include <portfit/catalog/remedy.hpp>

namespace portfit {

/// What can end a working port.
struct hazard : entity {
  std::vector<fact_reference> breaks;
  estimate per_year;  ///< chance within a year
  std::set<sharing> once_per{sharing::os, sharing::device};
  friend bool operator==(const hazard&, const hazard&) = default;
};

}  // namespace portfit
