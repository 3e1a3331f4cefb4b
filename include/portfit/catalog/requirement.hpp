#pragma once

#include <portfit/catalog/expression.hpp>
#include <portfit/quantity/date.hpp>
#include <portfit/quantity/estimate.hpp>

#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// Who may do without a requirement, until when, at what price.
struct waiver {
  std::string by;
  std::optional<date> until;  ///< no longer on this day
  estimate price;             ///< money in the catalog's currency
  friend bool operator==(const waiver&, const waiver&) = default;
};

/// What must or should hold. Any side may own one: OS, market, agreement, rule, device, platform, vendor.
struct requirement {
  std::string name;
  expression need;
  bool must = true;
  double weight = 1;               ///< of a should
  std::optional<expression> when;  ///< asked only where this holds
  std::optional<waiver> waived;
  std::string source;
  written_at where;
  friend bool operator==(const requirement&, const requirement&) = default;
};

using requirements = std::vector<requirement>;

}  // namespace portfit
