#pragma once

#include <portfit/catalog/catalog.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace portfit::detail {

/// The catalog in which a vendor does not hold an agreement; all else is as it was.
/// @pre The vendor is in the catalog.
[[nodiscard]] inline catalog without_agreement(const catalog& world, const std::string& vendor,
                                               const std::string& agreement) {
  catalog result = world;
  std::vector<std::string>& held = result.vendors.at(vendor).holds;
  held.erase(std::remove(held.begin(), held.end(), agreement), held.end());
  result.vendors.at(vendor).may_hold.erase(agreement);
  return result;
}

[[nodiscard]] inline bool is_about_system(const condition& what) {
  return what.service.empty() &&
         (what.subject.owner == fact_owner::os || (what.other && what.other->owner == fact_owner::os));
}

/// A formula with everything about the system taken as it has to be for the formula to hold.
[[nodiscard]] inline expression for_a_fitting_system(const expression& what, bool positive = true) {
  if (what.is == expression::operation::holds) {
    if (!is_about_system(what.leaf)) return what;
    expression constant;
    constant.is = positive ? expression::operation::all_of : expression::operation::any_of;  // of nothing: yes, no
    return constant;
  }
  expression result = what;
  if (what.is == expression::operation::none_of) positive = !positive;
  for (expression& part : result.parts) part = for_a_fitting_system(part, positive);
  return result;
}

/// The system a maker sells its devices with under an agreement. No catalog describes it: all that is taken for granted is
/// that it does what the agreement wants. Its id has a blank, as no id of a catalog does.
inline constexpr const char* own_system = "own system";

/// The catalog with that system in it, and every agreement kept.
[[nodiscard]] inline catalog with_own_system(const catalog& world, const std::string& agreement) {
  catalog result = world;
  operating_system own;
  own.id = own_system;
  result.systems.emplace(own.id, own);
  for (auto& [id, each] : result.agreements) each.forbids.clear();
  portfit::agreement& kept = result.agreements.at(agreement);
  if (kept.grants_on) kept.grants_on = for_a_fitting_system(*kept.grants_on);
  return result;
}

}  // namespace portfit::detail
