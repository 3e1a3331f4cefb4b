#pragma once

#include <portfit/analysis/rank.hpp>
#include <portfit/resolve/turning_days.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// A pairing near another one: it differs in one thing, and was assessed on its own.
///
/// It is no way out of the other pairing: somebody else's device, another market or a later day is another deal.
struct alternative {
  enum class kind {
    brand,   ///< the same device, sold openly by its contract maker under the maker's own brand
    market,  ///< sold elsewhere
    device,  ///< another device of the same vendor
    vendor,  ///< another vendor's device
    date,    ///< the same pairing on the first later day on which something begins or ends and it is not blocked
  };
  kind differs = kind::device;
  std::optional<date> as_of;  ///< of a date
  assessment found;           ///< its ids say what would be ported where, and who sells it
};

[[nodiscard]] inline std::string to_text(alternative::kind differs) {
  switch (differs) {
    case alternative::kind::brand: return "brand";
    case alternative::kind::market: return "market";
    case alternative::kind::device: return "device";
    case alternative::kind::vendor: return "vendor";
    case alternative::kind::date: break;
  }
  return "date";
}

namespace detail {

class alternative_finder {
 public:
  alternative_finder(const catalog& world, const pairing_entities& who, const assess_options& options,
                     std::size_t of_each)
      : world_(world), who_(who), options_(options), of_each_(of_each) {
    options_.best_guaranteed = false;
  }

  [[nodiscard]] std::vector<alternative> find() {
    const constraint_graph here = build_graph(world_, *who_.os, *who_.market, options_.asked);
    add_brand(here);
    add_markets();
    add_devices(here);
    add_date();
    for (auto& [differs, rows] : found_) keep_best(rows);
    std::vector<alternative> result;
    for (auto& [differs, rows] : found_)
      result.insert(result.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    return result;
  }

 private:
  void add(alternative::kind differs, const constraint_graph& graph, const pairing_entities& who) {
    assessment found = assess(world_, graph, who, options_);
    if (found.verdict != verdict::blocked) found_[differs].push_back({differs, std::nullopt, std::move(found)});
  }

  void add_brand(const constraint_graph& here) {
    const std::string& maker = who_.device->built_by;
    if (maker.empty() || maker == who_.device->vendor || !world_.vendors.contains(maker)) return;
    device openly = *who_.device;
    openly.vendor = maker;
    openly.built_by.clear();
    add(alternative::kind::brand, here, {who_.os, who_.market, &openly});
  }

  void add_markets() {
    for (const market* where : markets_of(world_, {}))
      if (where->id != who_.market->id)
        add(alternative::kind::market, build_graph(world_, *who_.os, *where, options_.asked),
            {who_.os, where, who_.device});
  }

  void add_devices(const constraint_graph& here) {
    for (const auto& [id, other] : world_.devices)
      if (id != who_.device->id)
        add(other.vendor == who_.device->vendor ? alternative::kind::device : alternative::kind::vendor, here,
            {who_.os, who_.market, &other});
  }

  void add_date() {
    assess_options later = options_;
    for (const date day : turning_days(world_)) {
      if (day <= asked_day()) continue;
      later.asked.as_of = day;
      assessment found = assess(world_, *who_.os, *who_.device, *who_.market, later);
      if (found.verdict == verdict::blocked) continue;
      found_[alternative::kind::date].push_back({alternative::kind::date, day, std::move(found)});
      return;
    }
  }

  [[nodiscard]] date asked_day() const {
    return options_.asked.as_of ? *options_.asked.as_of : world_.as_of.value_or(date{});
  }

  /// The best of a kind; of each vendor only its best.
  void keep_best(std::vector<alternative>& rows) const {
    std::sort(rows.begin(), rows.end(), [](const alternative& a, const alternative& b) {
      return ranks_before(a.found, b.found) || (!ranks_before(b.found, a.found) && a.found.market < b.found.market);
    });
    if (rows.size() > 1 && rows.front().differs == alternative::kind::vendor) {
      std::set<std::string> seen;
      std::erase_if(rows, [&](const alternative& each) { return !seen.insert(each.found.vendor).second; });
    }
    if (rows.size() > of_each_) rows.resize(of_each_);
  }

  const catalog& world_;
  const pairing_entities& who_;
  assess_options options_;
  std::size_t of_each_;
  std::map<alternative::kind, std::vector<alternative>> found_;
};

}  // namespace detail

/// The nearest pairings of the same system that are not blocked: each differs in one thing (brand, market, device, vendor,
/// day) and is assessed on its own; at most `of_each` of a kind, best first.
///
/// The contract maker's own brand stands for a device sold openly under it; who it is sold to is not touched.
/// @pre `world` was read without errors.
/// Complexity: an assessment per market, per device, and per day on which something in the catalog begins or ends.
[[nodiscard]] inline std::vector<alternative> alternatives(const catalog& world, const pairing_entities& who,
                                                           const assess_options& options = {},
                                                           std::size_t of_each = 3) {
  return detail::alternative_finder(world, who, options, of_each).find();
}

}  // namespace portfit
