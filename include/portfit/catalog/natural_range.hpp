#pragma once

#include <portfit/catalog/unit.hpp>
#include <portfit/catalog/vocabulary.hpp>
#include <portfit/quantity/bounds.hpp>

#include <limits>

namespace portfit {

/// Between which ends the values of a fact lie by what they measure, whoever states them.
///
/// Money and amounts with a unit are never negative, and a share is never more than the whole (1). A plain number, a voltage,
/// a date and a version may be anything; so may what is no number at all.
[[nodiscard]] inline bounds<double> natural_range(const fact_declaration& declared) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  if (declared.type == fact_type::money) return {0, infinite};
  const auto measured = declared.type == fact_type::quantity ? find_unit(declared.unit) : std::nullopt;
  if (!measured || measured->measures == dimension::number || measured->measures == dimension::voltage)
    return {-infinite, infinite};
  return {0, measured->measures == dimension::share ? 1 : infinite};
}

}  // namespace portfit
