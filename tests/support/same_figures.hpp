#pragma once

#include <portfit/search/plan_figures.hpp>

#include <bit>
#include <cstdint>

namespace portfit_test {

/// Equal to the last bit.
[[nodiscard]] inline bool same(double one, double other) {
  return std::bit_cast<std::uint64_t>(one) == std::bit_cast<std::uint64_t>(other);
}

[[nodiscard]] inline bool same(const portfit::interval& one, const portfit::interval& other) {
  return same(one.low, other.low) && same(one.high, other.high) && one.exact == other.exact;
}

[[nodiscard]] inline bool same(const portfit::outlook& one, const portfit::outlook& other) {
  return same(one.guaranteed, other.guaranteed) && same(one.expected, other.expected) &&
         same(one.ranking, other.ranking) && same(one.possible, other.possible);
}

[[nodiscard]] inline bool same(const portfit::plan_cost& one, const portfit::plan_cost& other) {
  return same(one.mean, other.mean) && same(one.expected, other.expected) && same(one.ends, other.ends) &&
         same(one.money, other.money) && same(one.effort, other.effort);
}

[[nodiscard]] inline bool same(const portfit::plan_figures& one, const portfit::plan_figures& other) {
  return one.decisions == other.decisions && same(one.likelihood, other.likelihood) && same(one.score, other.score) &&
         same(one.value, other.value) && same(one.cost, other.cost) && one.within_budget == other.within_budget &&
         one.exact == other.exact;
}

}  // namespace portfit_test
