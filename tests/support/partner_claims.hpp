#pragma once

#include "support/draws.hpp"
#include "support/shipped_catalog.hpp"

#include <portfit/analysis/assess.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

/// Claims about the partners catalog, counted over draws of everything it assumes.
namespace portfit_test {

using portfit::assessment;
using portfit::catalog;
using portfit::verdict;

inline constexpr std::size_t draws = 1000;
inline constexpr std::size_t draws_of_flips = 200;
inline constexpr std::uint64_t seed = 20240401;

inline const catalog& partners() {
  static const catalog world = read_shipped_catalog("partners.yaml").catalog;
  return world;
}

/// Answers about one world, each pairing assessed once.
class answers {
 public:
  explicit answers(const catalog& world) : world_(world) {}

  /// `without`: a remedy left out.
  const assessment& of(const std::string& os, const std::string& device, const std::string& market,
                       const std::string& without = {}) const {
    const auto key = std::tuple(os, device, market, without);
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    portfit::assess_options options;
    if (!without.empty()) options.asked.without = {without};
    const assessment made =
        assess(world_, world_.systems.at(os), world_.devices.at(device), world_.markets.at(market), options);
    return known_.emplace(key, made).first->second;
  }

  verdict verdict_of(const std::string& os, const std::string& device, const std::string& market,
                     const std::string& without = {}) const {
    return of(os, device, market, without).verdict;
  }

  /// Clearly, not by the tie of their ids.
  bool leads(const std::string& os, const std::string& device, const std::string& other,
             const std::string& market) const {
    const assessment& one = of(os, device, market);
    const assessment& two = of(os, other, market);
    if (one.verdict == verdict::blocked) return false;
    return two.verdict == verdict::blocked || one.plan.score.ranking > two.plan.score.ranking + 1e-9;
  }

  bool plans(const std::string& remedy, const std::string& os, const std::string& device,
             const std::string& market) const {
    const auto& chosen = of(os, device, market).remedies;
    return std::find(chosen.begin(), chosen.end(), remedy) != chosen.end();
  }

  /// What the world says of a device itself, where that is one number; else the middle of its range.
  double value(const std::string& device, const std::string& name) const {
    const portfit::fact& told = world_.devices.at(device).facts.at(name).front();
    return told.is_known() ? std::get<double>(told.values.front()) : told.belief.likely;
  }

  double score(const std::string& os, const std::string& device, const std::string& market) const {
    return of(os, device, market).plan.score.ranking;
  }

 private:
  const catalog& world_;
  mutable std::map<std::tuple<std::string, std::string, std::string, std::string>, assessment> known_;
};

using change = std::function<void(catalog&)>;

struct claim {
  std::string text;
  std::function<bool(const answers&)> holds;
  double least = 0.9;  ///< share of the draws in which it must hold
};

/// In how many draws each claim holds, after a change to the drawn world.
inline std::vector<std::size_t> count(const std::vector<claim>& claims, std::size_t of, const change& cause) {
  std::vector<std::size_t> held(claims.size());
  for (std::size_t draw = 0; draw < of; ++draw) {
    catalog world = draw_catalog(partners(), seed + draw);
    if (cause) cause(world);
    const answers asked(world);
    for (std::size_t index = 0; index < claims.size(); ++index) held[index] += claims[index].holds(asked) ? 1 : 0;
  }
  return held;
}

inline void prove(const std::vector<claim>& claims, std::size_t of = draws, const change& cause = {}) {
  catalog world = partners();
  if (cause) cause(world);
  const answers asked(world);
  const std::vector<std::size_t> held = count(claims, of, cause);
  for (std::size_t index = 0; index < claims.size(); ++index) {
    const std::string told =
        claims[index].text + ": " + std::to_string(held[index]) + " of " + std::to_string(of) + " draws";
    MESSAGE(told);
    CHECK_MESSAGE(claims[index].holds(asked), claims[index].text);
    CHECK_MESSAGE(static_cast<double>(held[index]) >= claims[index].least * static_cast<double>(of), told);
  }
}

inline void prove_flip(const change& cause, const std::vector<claim>& claims) { prove(claims, draws_of_flips, cause); }

// --- causes -----------------------------------------------------------------------------------------------------------------

inline void state(portfit::fact_table& facts, const std::string& name, portfit::fact_value value) {
  portfit::fact known;
  known.name = name;
  known.values = {std::move(value)};
  known.trust = portfit::confidence::a;
  facts[name] = {known};
}

inline change vendor_is(const std::string& vendor, const std::string& name, double value) {
  return [=](catalog& world) { state(world.vendors.at(vendor).facts, name, value); };
}

inline change all(const std::vector<change>& changes) {
  return [=](catalog& world) {
    for (const change& each : changes) each(world);
  };
}

inline catalog changed(catalog world, const change& cause) {
  cause(world);
  return world;
}

/// The price of one device becomes that of another.
inline change priced_as(const std::string& device, const std::string& other) {
  return
      [=](catalog& world) { world.devices.at(device).facts.at("price") = world.devices.at(other).facts.at("price"); };
}

inline change without_remedy(const std::string& remedy) {
  return [=](catalog& world) { world.remedies.erase(remedy); };
}

}  // namespace portfit_test
