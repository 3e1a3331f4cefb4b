#pragma once

#include <portfit/catalog/entity.hpp>
#include <portfit/quantity/estimate.hpp>

#include <string>
#include <vector>

namespace portfit {

/// Where a pairing is to be sold, and what it must meet there.
struct market : entity {
  std::vector<std::string> sold_in;  ///< places; empty: everywhere
  std::optional<estimate> units;     ///< a year
  std::optional<estimate> margin;    ///< of the device's vendor, money per unit
  double years = 1;                  ///< for which the vendor counts its gain
  friend bool operator==(const market&, const market&) = default;
};

}  // namespace portfit
