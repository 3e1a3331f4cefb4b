#pragma once

#include <portfit/catalog/agreement.hpp>
#include <portfit/catalog/market.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/resolve/make_lane.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace portfit {

/// What a vendor gains and loses by one pairing: gain + side payments against its own costs and its losses by breaches.
///
/// All sums are money in the catalog's currency, as both ends; what nobody knows is 0 up to infinity.
struct stake {
  std::string vendor;
  std::string market;
  std::string agreement;               ///< whose clause is breached; empty: no breach is looked at
  std::string act;                     ///< name of the forbidden act; empty as well
  std::optional<bounds<double>> gain;  ///< units x margin x years; none: the market does not say, so it may be anything
  bounds<double> payments;             ///< side payments of the plan
  bounds<double> costs;                ///< of remedies of the plan that the vendor pays for
  bounds<double> other_losses;         ///< by the vendor's other breaches
  bounds<double> offers;               ///< side payments that remedies outside the plan could add, at most all of them
  exposed_money exposed;               ///< by the act
  /// Whether a loss the vendor accepts is a way through: `never`; `ask`: only if it is known to be none; `allowed`.
  acceptance counts = acceptance::allowed;

  [[nodiscard]] bool has_act() const { return !agreement.empty(); }
  /// By the act alone; high may be infinite.
  [[nodiscard]] bounds<double> loss() const { return has_act() ? exposed.loss() : bounds<double>{}; }
  /// What is left to the vendor; low may be minus infinity.
  [[nodiscard]] bounds<double> balance() const {
    const bounds<double> earned = gain.value_or(bounds<double>{0, std::numeric_limits<double>::infinity()});
    const bounds<double> lost = loss();
    return {earned.low + payments.low - costs.high - lost.high - other_losses.high,
            earned.high + payments.high - costs.low - lost.low - other_losses.low};
  }
  /// Whether the vendor agrees: yes if the inequality holds at its worst ends, no if it fails at its best ends.
  [[nodiscard]] answer willing() const {
    const bounds<double> left = balance();
    if (left.low >= 0) return answer::yes;
    return left.high < 0 ? answer::no : answer::unknown;
  }
};

namespace detail {

inline void add_ends(bounds<double>& sum, const bounds<double>& more) {
  sum.low += more.low;
  sum.high += more.high;
}

/// When a breach of the act may count as a way through, as the graph has it.
[[nodiscard]] inline acceptance acceptance_of(const constraint_tables& all, std::size_t act) {
  acceptance found = acceptance::never;
  for (const constraint_condition& each : all.conditions) {
    if (each.act != act) continue;
    if (each.is == constraint_condition::kind::exposure_zero) return acceptance::ask;
    if (each.is == constraint_condition::kind::willing) found = acceptance::allowed;
  }
  return found;
}

}  // namespace detail

/// The vendor's stake in one pairing, with `act` (by index; none: no breach) taken as done and the remedies of `plan` chosen.
///
/// `others`, by act, says which further acts are breached: yes counts in full, unknown at the upper end only. The answer is
/// that of `willing` in the graph, where those are settled.
/// @pre `device` was made for this graph and `where`; `others` is empty or has an entry per act.
/// Complexity: linear in remedies, acts and conditions.
[[nodiscard]] inline stake stake_of(const constraint_graph& graph, const lane& device, const market& where,
                                    std::optional<std::size_t> act, const std::set<std::string>& plan = {},
                                    const std::vector<answer>& others = {}) {
  const constraint_tables& all = tables(graph);
  stake result;
  result.vendor = device.vendor;
  result.market = where.id;
  result.gain = vendor_gain(where);
  for (std::size_t index = 0; index < all.remedies.size(); ++index) {
    if (plan.contains(all.remedies[index].what->id)) {
      detail::add_ends(result.payments, device.payments[index]);
      detail::add_ends(result.costs, device.vendor_costs[index]);
    } else {
      result.offers.high += device.payments[index].high;
    }
  }
  for (std::size_t index = 0; index < others.size(); ++index) {
    if (index == act || others[index] == answer::no) continue;
    const bounds<double> loss = device.losses[index];
    detail::add_ends(result.other_losses, {others[index] == answer::yes ? loss.low : 0, loss.high});
  }
  if (!act) return result;
  result.agreement = all.acts[*act].agreement;
  result.act = all.acts[*act].what->name;
  result.exposed = device.exposed[*act];
  result.counts = detail::acceptance_of(all, *act);
  return result;
}

}  // namespace portfit
