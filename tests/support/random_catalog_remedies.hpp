#pragma once

#include "support/random_catalog.hpp"

namespace portfit_test::catalog_detail {

inline bool touches(const portfit::remedy& work, const portfit::fact_reference& fact) {
  return std::any_of(work.effects.begin(), work.effects.end(),
                     [&](const portfit::effect& one) { return one.fact == fact; });
}

inline void catalog_maker::add_remedies() {
  const std::vector<std::size_t> counts{0, 1, 2, 2, 2, 3, 3, 3, 4, 4};
  const std::size_t count = (std::min)(options_.most_remedies, random_.pick(counts));
  for (std::size_t index = 0; index < count; ++index) {
    portfit::remedy& work = book_.remedies["r" + std::to_string(index)];
    work.id = "r" + std::to_string(index);
    add_effect(work);
    if (random_.chance(0.45)) add_effect(work);
  }
  if (count + 2 <= options_.most_remedies && odd(0.5)) add_either_or();
  std::size_t inexact = 0;
  for (auto& [id, work] : book_.remedies) {
    if (id.front() == 'x') continue;  // of add_either_or, complete already
    if (random_.chance(0.45)) work.needs = formula(1, false);
    add_order(work);
    add_figures(work, inexact);
  }
  if (has(random_profile::agreements) && count > 0) add_payments(count);
}

inline void catalog_maker::add_effect(portfit::remedy& work) {
  std::size_t place = random_.below(pool_.size());
  // Mostly something that may be missing and that somebody wants.
  for (int attempt = 0; attempt < 4 && (!pool_[place].asked || pool_[place].is_met); ++attempt)
    place = random_.below(pool_.size());
  pool_fact& fact = pool_[place];
  if (touches(work, fact.reference)) return;
  portfit::effect effect = does(kind::makes, fact.reference.name);
  effect.fact = fact.reference;
  switch (fact.type) {
    case portfit::fact_type::yes_no:
      if (fact.by_sets && random_.chance(0.5)) {
        effect.does = kind::sets;
        effect.amount = odd(0.3) ? 0.0 : 1.0;
      } else if (!fact.by_sets && odd(0.2)) {
        effect.does = kind::breaks;
      }
      break;
    case portfit::fact_type::ordered_words:
      effect.amount = static_cast<double>(random_.between(1, 3));
      if (fact.by_sets && odd(0.5)) effect.does = kind::sets;
      if (!fact.by_sets && odd(0.25)) effect.does = kind::breaks;
      break;
    case portfit::fact_type::word:
      effect.does = kind::sets;
      effect.amount = std::string(options_.monotone || random_.chance(0.7) ? "red" : "blue");
      break;
    case portfit::fact_type::date: return;
    default: {
      const double unit = fact.type == portfit::fact_type::money ? 50 : 1;
      if (options_.monotone) return;
      effect.does = fact.by_sets && random_.chance(0.6) ? kind::sets : kind::adds;
      effect.amount =
          unit * (effect.does == kind::sets ? random_.between(2, 6) : random_.pick(std::vector<int>{-1, 1, 2}));
    }
  }
  fact.touched = true;
  work.effects.push_back(effect);
}

/// Two ways that exclude each other, of which an unknown fact decides: whoever asks it finds a plan, no plan serves both.
inline void catalog_maker::add_either_or() {
  const auto flag = [this](const char* name) -> pool_fact& {
    return *std::find_if(pool_.begin(), pool_.end(), [&](const pool_fact& one) { return one.reference.name == name; });
  };
  const pool_fact& decides = flag("c");
  portfit::requirements& asks = book_.systems["os1"].asks;
  if (!decides.is_unknown || decides.touched) return;
  for (portfit::requirement& asked : asks) asked.must = false;
  asks.push_back(must(
      "either", combine(operation::any_of, {holds("a", portfit::comparison::equal, 1.0, flag("a").reference.owner),
                                            holds("b", portfit::comparison::equal, 1.0, flag("b").reference.owner)})));
  const portfit::expression yes = holds("c", portfit::comparison::equal, 1.0, decides.reference.owner);
  for (const char* const id : {"x0", "x1"}) {
    const bool first = std::string(id) == "x0";
    pool_fact& target = flag(first ? "a" : "b");
    target.touched = true;
    portfit::remedy& work = book_.remedies[id];
    work.id = id;
    work.effects = {does(kind::makes, target.reference.name)};
    work.effects.front().fact = target.reference;
    work.needs = first ? yes : combine(operation::none_of, {yes});
    work.money = always(random_amount(64));
    if (random_.chance(0.5)) work.works = always(portfit::estimate::exactly(0.875));
  }
  book_.remedies["x1"].excludes = {"x0"};
}

/// Exclusions, and who comes later where two remedies contradict each other on one fact.
inline void catalog_maker::add_order(portfit::remedy& work) {
  for (const auto& [id, earlier] : book_.remedies) {
    if (id >= work.id) break;
    if (random_.chance(0.06)) work.excludes.push_back(id);
    const portfit::effect* shared[2] = {nullptr, nullptr};
    std::size_t count = 0;
    for (const portfit::effect& mine : work.effects)
      for (const portfit::effect& theirs : earlier.effects)
        if (mine.fact == theirs.fact) {
          shared[0] = &mine;
          shared[1] = &theirs;
          ++count;
        }
    if (count != 1) continue;
    const bool by_breaking = (shared[0]->does == kind::breaks) != (shared[1]->does == kind::breaks);
    const bool by_setting =
        shared[0]->does == kind::sets && shared[1]->does == kind::sets && shared[0]->amount != shared[1]->amount;
    if ((by_breaking || by_setting) && random_.chance(0.5)) work.after.push_back(id);
  }
}

inline portfit::estimate catalog_maker::random_amount(double most) {
  const double middle = most * 0.125 * random_.between(1, 8);
  if (random_.chance(0.5)) return portfit::estimate::exactly(middle);
  if (random_.chance(0.5)) return portfit::estimate::between(middle / 2, middle * 2);
  return {middle / 2, middle, middle * 2};
}

/// `by_none`: touched by no remedy at all.
inline portfit::expression catalog_maker::condition_not_touched_by(const portfit::remedy& work, bool by_none) {
  std::vector<std::size_t> places;
  for (std::size_t index = 0; index < pool_.size(); ++index)
    if (!(by_none ? pool_[index].touched : touches(work, pool_[index].reference))) places.push_back(index);
  if (places.empty()) return combine(operation::all_of, {});
  return condition_on(pool_[random_.pick(places)], true);
}

inline void catalog_maker::add_figures(portfit::remedy& work, std::size_t& inexact) {
  if (random_.chance(0.9)) work.money = always(random_amount(64));
  if (!work.money.empty() && random_.chance(0.3)) {
    portfit::estimate cheap = work.money.front().is * (options_.monotone ? 0.25 : random_.chance(0.7) ? 0.25 : 1.5);
    work.money.insert(work.money.begin(), {condition_not_touched_by(work, false), cheap});
  }
  if (random_.chance(0.3)) work.effort = always(random_amount(8));
  if (random_.chance(0.4)) return;
  work.works = always(portfit::estimate::exactly(0.125 * random_.between(1, 8)));
  const double kind_of_chance = random_.unit();
  if (kind_of_chance < 0.2 && inexact < 2) {
    ++inexact;
    work.works = always(random_.chance(0.6) ? portfit::estimate::between(0.25, 0.75) : portfit::estimate{0.5, 0.75, 1});
    if (random_.chance(0.15)) work.works.front().is.low = 0;
  } else if (kind_of_chance < 0.35) {
    const double better = (std::min)(1.0, work.works.front().is.low + 0.25);
    work.works.insert(work.works.begin(), {condition_not_touched_by(work, true), portfit::estimate::exactly(better)});
  } else if (kind_of_chance < 0.4) {
    work.works = always(portfit::estimate::exactly(0));  // no remedy at all
  }
}

/// What the vendor pays or is paid. One inequality at most stays undecided: the one of plans without side payment.
inline void catalog_maker::add_payments(std::size_t remedies) {
  const portfit::agreement& contract = book_.agreements["g1"];
  const bool may_breach = !contract.forbids.empty() && !book_.vendors["v1"].holds.empty();
  const bool is_bounded =
      !may_breach || (contract.forbids.front().exposed && book_.vendors["v1"].facts.contains("revenue"));
  if (is_bounded && random_.chance(0.6)) {
    // So much that the vendor is willing whatever the rest.
    portfit::remedy& paying = book_.remedies["r" + std::to_string(remedies - 1)];
    paying.pays["vendor"] = portfit::estimate::exactly(700);
  }
  if (!may_breach && random_.chance(0.7)) {
    portfit::remedy& paid = book_.remedies["r0"];
    paid.paid_by = "vendor";
    paid.effort.clear();
    paid.money = always(portfit::estimate::exactly(random_.pick(std::vector<double>{40, 120, 500})));
  }
}

}  // namespace portfit_test::catalog_detail
