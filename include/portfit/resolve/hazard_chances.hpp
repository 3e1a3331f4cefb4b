#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/query.hpp>
#include <portfit/resolve/survival_curve.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace portfit {

/// The hazards that happen by themselves, by id: those that no other is a part of. Shares of causes are scaled so that the
/// causes of one whole sum to one, level by level.
/// @pre `world` was read without errors. Complexity: n log n.
[[nodiscard]] inline std::vector<hazard_entry> single_hazards(const catalog& world) {
  std::map<std::string, double> sums;
  for (const auto& [id, each] : world.hazards)
    if (!each.part_of.empty()) sums[each.part_of] += each.share;
  std::vector<hazard_entry> result;
  for (const auto& [id, each] : world.hazards) {
    if (sums.count(id) > 0) continue;
    hazard_entry entry{&each, &each, 1};
    while (!entry.whole->part_of.empty()) {
      entry.share *= entry.whole->share / sums.at(entry.whole->part_of);
      entry.whole = &world.hazards.at(entry.whole->part_of);
    }
    result.push_back(entry);
  }
  return result;
}

namespace detail {

/// How old something is that a survival table counts from, in years.
struct age_range {
  std::vector<double> known;  ///< one, or several that are all to be had; else it lies between
  estimate between;           ///< the ends may be infinite
  bool has_prior = false;
};

class survival_reader {
 public:
  survival_reader(const hazard& what, const age_range& age, double horizon)
      : what_(what), age_(age), horizon_(horizon) {}

  [[nodiscard]] hazard_chance read() const {
    const estimate rate = what_.per_year;
    const bool is_rate_open = what_.survival.empty() && !rate.is_exact();
    const bool is_age_open = age_.known.size() != 1;
    hazard_chance result;
    result.low = end(curve(rate.high), false);
    result.high = end(curve(rate.low), true);
    result.is_bare = (is_rate_open && rate.is_bare) || (is_age_open && !age_.has_prior);
    result.is_extrapolated = !what_.survival.empty() && oldest() + horizon_ > curve(0).last_year();
    if (result.high <= result.low) {
      result.high = result.low;
      return result;
    }
    result.upper = result.is_bare ? 0.5 : (mean(rate) - result.low) / (result.high - result.low);
    result.upper = (std::clamp)(result.upper, 0.0, 1.0);
    return result;
  }

 private:
  [[nodiscard]] survival_curve curve(double rate) const {
    return what_.survival.empty() ? survival_curve::of_rate(rate) : survival_curve(what_.survival);
  }

  [[nodiscard]] double oldest() const {
    return age_.known.empty() ? age_.between.high : *std::max_element(age_.known.begin(), age_.known.end());
  }

  /// What lasts so long is smooth between the turns of the curve, and rises or falls there: an end lies at one of them.
  [[nodiscard]] double end(const survival_curve& left, bool highest) const {
    std::vector<double> ages = age_.known;
    if (ages.empty()) {
      const double beyond = left.last_year() + 1;  // from there on nothing changes, as before -horizon
      ages = {(std::clamp)(age_.between.low, -horizon_ - 1, beyond),
              (std::clamp)(age_.between.high, -horizon_ - 1, beyond)};
      for (const double turn : left.turns(horizon_))
        if (turn > age_.between.low && turn < age_.between.high) ages.push_back(turn);
    }
    double result = left.lasts(ages.front(), horizon_);
    for (const double age : ages) {
      const double lasts = left.lasts(age, horizon_);
      result = highest ? (std::max)(result, lasts) : (std::min)(result, lasts);
    }
    return result;
  }

  /// The mean over a rate and an age that both have a prior or are known.
  [[nodiscard]] double mean(const estimate& rate) const {
    const auto over_ages = [this](const survival_curve& left) {
      if (!age_.known.empty()) return left.lasts(age_.known.front(), horizon_);
      return triangular_mean(age_.between, left.turns(horizon_), [&](double age) { return left.lasts(age, horizon_); });
    };
    if (!what_.survival.empty() || rate.is_exact()) return over_ages(curve(rate.low));
    std::vector<double> halvings;  // a power is smooth on [x, 2 x], but not at 0
    for (double left = 0.5; left > 1e-9; left /= 2) halvings.push_back(1 - left);
    return triangular_mean(rate, halvings, [&](double each) { return over_ages(survival_curve::of_rate(each)); });
  }

  const hazard& what_;
  const age_range& age_;
  double horizon_;
};

/// From when a hazard's years count, for one pairing as of one day: from that day, or from a date that a fact gives.
[[nodiscard]] inline age_range age_of(const catalog& world, const pairing_entities& who, const query& asked,
                                      const hazard& what) {
  constexpr double days_in_a_year = 365.25;
  age_range result;
  if (!what.start) {
    result.known.push_back(0);
    return result;
  }
  const fact_state state = find_fact(world, who, asked, *what.start, world.facts.at(what.start->name));
  const date today = asked.as_of ? *asked.as_of : world.as_of.value_or(date{});
  const auto years = [&](double day) { return (static_cast<double>(today.days()) - day) / days_in_a_year; };
  for (const fact_value& each : state.values) result.known.push_back(years(std::get<double>(each)));
  if (state.is_known()) return result;
  constexpr double forever = std::numeric_limits<double>::infinity();
  result.between = {-forever, 0, forever, true};
  const bool is_range = state.belief.is == distribution::form::range;
  result.has_prior = state.belief.is == distribution::form::triangular;
  if (is_range || result.has_prior)
    result.between = {years(state.belief.high), years(state.belief.likely), years(state.belief.low), is_range};
  if (result.between.is_exact()) result.known.push_back(result.between.low);
  return result;
}

}  // namespace detail

/// The chance that a hazard does not happen within `horizon` years from the day that is asked.
///
/// Years count from that day, as if the port worked then, or from the date that `start` names: what has lasted until now
/// is then taken as given. Of a rate low..likely..high the mean is that over its triangular distribution, of an unknown date
/// likewise; a bare range and a date of which nothing is known leave two ends. Where both a rate and a date are unknown, and
/// one of them without a prior, none is taken.
/// A cause survives with the whole's chance to the power of its share, so that the product over all causes is the whole's.
/// @pre horizon >= 0 and finite; `world` was read without errors.
/// Complexity: the table's years, squared where the date is unknown.
[[nodiscard]] inline hazard_chance chance_to_survive(const catalog& world, const pairing_entities& who,
                                                     const query& asked, const hazard_entry& which, double horizon) {
  const detail::age_range age = detail::age_of(world, who, asked, *which.whole);
  hazard_chance result = detail::survival_reader(*which.whole, age, horizon).read();
  result.low = power_of_share(result.low, which.share);
  result.high = power_of_share(result.high, which.share);
  return result;
}

}  // namespace portfit
