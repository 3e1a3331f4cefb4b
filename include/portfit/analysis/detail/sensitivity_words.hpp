#pragma once

#include <portfit/analysis/detail/reasons.hpp>
#include <portfit/analysis/pairing.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/catalog/remedy.hpp>
#include <portfit/quantity/estimate.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace portfit::detail {

/// What a figure is measured in, for words.
enum class figure_unit { money, effort, chance, number };

[[nodiscard]] inline std::string describe_figure(figure_unit unit, double amount, const std::string& currency) {
  switch (unit) {
    case figure_unit::money: return describe_money(amount, currency);
    case figure_unit::effort: return describe_number(amount) + " pm";
    case figure_unit::chance: return describe_number(amount * 100) + " %";
    case figure_unit::number: break;
  }
  return describe_number(amount);
}

/// `20 to 60 kUSD, likely 40 kUSD`, in full: `20 kUSD to 60 kUSD, likely 40 kUSD`.
[[nodiscard]] inline std::string describe_estimate(figure_unit unit, const estimate& what,
                                                   const std::string& currency) {
  const auto at = [&](double amount) { return describe_figure(unit, amount, currency); };
  if (what.is_exact()) return at(what.low);
  return at(what.low) + " to " + at(what.high) + (what.is_bare ? "" : ", likely " + at(what.likely));
}

/// `buy_source: money`, and which line of it where there are several.
[[nodiscard]] inline std::string figure_id(const std::string& owner, const char* figure, std::size_t line,
                                           std::size_t lines) {
  return owner + ": " + figure + (lines > 1 ? ", line " + std::to_string(line + 1) : "");
}

[[nodiscard]] inline bool has_prior(const encoded_fact& fact) {
  const auto form = fact.state->belief.is;
  return form == distribution::form::chance || form == distribution::form::weights ||
         form == distribution::form::triangular;
}

[[nodiscard]] inline bool is_assumed(const fact_state& state) {
  return state.from == fact_state::origin::assumed_prior ||
         (state.statement != nullptr && state.statement->trust == confidence::assumed);
}

/// The decisions of a plan told by ids, ascending. What is no decision here is left out.
[[nodiscard]] inline decision_set decisions_of(const compiled_problem& compiled,
                                               const std::vector<std::string>& remedies) {
  decision_set plan;
  for (const variable each : compiled.decisions())
    if (std::find(remedies.begin(), remedies.end(), compiled.problem().names[each]) != remedies.end())
      plan.push_back(each);
  return plan;
}

}  // namespace portfit::detail
