#pragma once

#include <portfit/analysis/detail/diff_entities.hpp>
#include <portfit/analysis/detail/diff_item.hpp>
#include <portfit/analysis/detail/minimise_subset.hpp>
#include <portfit/analysis/pairing_change.hpp>
#include <portfit/catalog/detail/validate_links.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// The entities of some ids, of whichever side has them: what only the other side has belongs to nothing here until a link to
/// it is carried over.
template <class Entity>
void add_entities(std::map<std::string, Entity>& into, const std::map<std::string, Entity>& from,
                  const std::map<std::string, Entity>& other, const std::set<std::string>& ids) {
  for (const std::string& id : ids)
    if (const auto found = from.find(id); found != from.end())
      into.emplace(id, found->second);
    else if (const auto there = other.find(id); there != other.end())
      into.emplace(id, there->second);
}

/// All entities; those that only the other side has say nothing yet.
template <class Entity>
void add_entities(std::map<std::string, Entity>& into, const std::map<std::string, Entity>& from,
                  const std::map<std::string, Entity>& other) {
  into = from;
  for (const auto& [id, each] : other)
    if (!into.contains(id)) into[id].id = id;
}

/// As the others; a port that is new between entities both sides have says nothing yet.
inline void add_ports(catalog& into, const catalog& from, const catalog& other, const std::set<std::string>& ids) {
  add_entities(into.ports, from.ports, other.ports, ids);
  for (auto& [id, each] : into.ports) {
    if (from.ports.contains(id) || !joins_both(each, from, other)) continue;
    each.facts.clear();
    each.asks.clear();
  }
}

/// As much of one side as its answer for one pairing rests on, ready to take over what the other side says.
[[nodiscard]] inline catalog mixing_ground(const diff_side& side, const diff_side& other_side,
                                           const pairing_neighbours& around) {
  const catalog& from = side.stands;
  const catalog& other = other_side.stands;
  catalog ground;
  ground.as_of = from.as_of;
  ground.currency = from.currency;
  ground.person_month = from.person_month;
  ground.scale = from.scale;
  ground.budget = from.budget;
  ground.facts = from.facts;
  ground.facts.insert(other.facts.begin(), other.facts.end());  // what nobody here speaks of yet
  ground.world = from.world;
  ground.remedies = from.remedies;
  ground.rules = from.rules;
  add_entities(ground.agreements, from.agreements, other.agreements);
  add_entities(ground.places, from.places, other.places);
  add_entities(ground.services, from.services, other.services);
  add_entities(ground.systems, from.systems, other.systems, around.systems);
  add_entities(ground.platforms, from.platforms, other.platforms, around.platforms);
  add_entities(ground.vendors, from.vendors, other.vendors, around.vendors);
  add_ports(ground, from, other, around.ports);
  ground.counts = from.counts;
  if (from.counts.empty() && other.counts.empty())
    ground.devices.emplace(around.device, from.devices.at(around.device));
  else
    ground.devices = from.devices;  // they are counted
  if (const auto where = from.markets.find(around.market); where != from.markets.end())
    ground.markets.emplace(around.market, where->second);
  return ground;
}

/// Finds out through which differences one answer became another.
class cause_search {
 public:
  /// @pre `items` are in order; they and `ground` outlive the search.
  cause_search(const catalog& ground, const pairing_neighbours& around, std::vector<const diff_item*> items,
               const assessment& before, const assessment& after, const assess_options& options, std::size_t questions)
      : ground_(ground),
        around_(around),
        items_(std::move(items)),
        before_(before),
        after_(after),
        options_(options),
        left_(questions) {}

  /// Fills in causes; laws first.
  void explain(pairing_change& change) {
    std::vector<char> kept(items_.size(), 1);
    const auto whole = [this](const assessment& now) { return same_answer(now, after_); };
    change.exact = agrees(kept, whole) && minimise(kept, whole);
    if (!change.exact && left_ > 0) return;  // not even all of them together lead there: a limit of the assessments
    std::vector<char> turning(items_.size(), 0);
    if (before_.verdict != after_.verdict) {
      turning = kept;
      const auto verdict_alone = [this](const assessment& now) { return now.verdict == after_.verdict; };
      if (!minimise(turning, verdict_alone)) change.exact = false;
    }
    for (std::size_t index = items_.size(); index-- > 0;) {
      if (kept[index] == 0) continue;
      change_cause& cause = change.causes.emplace_back();
      cause.code = code_of(items_[index]->rank);
      cause.what = items_[index]->what;
      cause.subject = items_[index]->subject;
      cause.turns_verdict = turning[index] != 0;
      items_[index]->tell(cause);
    }
  }

 private:
  /// Whether the answer with some of the differences carried over is as wanted. Mixtures that are no sound catalog (a place
  /// that contains itself) have no answer.
  template <class Wanted>
  [[nodiscard]] bool agrees(const std::vector<char>& kept, Wanted wanted) {
    if (left_ == 0) return false;
    --left_;
    catalog mixed = ground_;
    for (std::size_t index = 0; index < items_.size(); ++index)
      if (kept[index] != 0) items_[index]->apply(mixed);
    if (has_errors(validate_links(mixed))) return false;
    const operating_system& os = mixed.systems.at(around_.os);
    const auto found = mixed.markets.find(around_.market);
    const market& where = found == mixed.markets.end() ? any_market() : found->second;
    return wanted(assess(mixed, os, mixed.devices.at(around_.device), where, options_));
  }

  /// Leaves out items in their order until none can be left out any more; false if that took too many questions.
  template <class Wanted>
  [[nodiscard]] bool minimise(std::vector<char>& kept, Wanted wanted) {
    std::size_t laws = 0;
    while (laws < items_.size() && items_[laws]->rank < item_rank::clause) ++laws;
    // Most often law or contract alone explains it.
    minimise_subset(kept, laws, [&](const std::vector<char>& fewer) { return agrees(fewer, wanted); });
    return left_ > 0;
  }

  const catalog& ground_;
  const pairing_neighbours& around_;
  std::vector<const diff_item*> items_;
  const assessment& before_;
  const assessment& after_;
  const assess_options& options_;
  std::size_t left_;
};

}  // namespace portfit::detail
