#pragma once

#include <portfit/analysis/detail/diff_causes.hpp>
#include <portfit/analysis/detail/diff_clauses.hpp>
#include <portfit/analysis/detail/diff_entities.hpp>
#include <portfit/analysis/pairing_change.hpp>
#include <portfit/analysis/rank.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// What is compared, and which pairings; an empty list means all.
struct diff_options {
  query before;  ///< as of when, known by when and trusting whom the first catalog is asked; the rest is not looked at
  query after;   ///< likewise the second
  assess_options assess;  ///< of both sides; of `asked` only `without` and `accept_forfeits` are looked at
  std::vector<std::string> systems;
  std::vector<std::string> devices;
  std::vector<std::string> markets;
  std::size_t questions = 500;  ///< how often a pairing may be asked again to find the causes of its change
  /// Called after each pairing with the number done and the number in all; may be empty.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

namespace detail {

/// Whether the values of a fact mean the same under both declarations; words may be added at the better end.
[[nodiscard]] inline bool same_scale(const fact_declaration& a, const fact_declaration& b) {
  if (a.type != b.type || a.unit != b.unit) return false;
  if (a.type != fact_type::ordered_words) return true;
  const std::size_t common = (std::min)(a.words.size(), b.words.size());
  return std::equal(a.words.begin(), a.words.begin() + static_cast<std::ptrdiff_t>(common), b.words.begin());
}

/// When a pairing counts as changed and through what, where not as `diff` says; either may be empty.
struct comparison_rules {
  std::function<bool(const pairing_change&)> is_same;  ///< looks at both answers
  std::function<void(pairing_change&)> explain;        ///< fills in the causes
};

/// Compares two sides pairing by pairing.
class pairing_comparison {
 public:
  pairing_comparison(const catalog& before, const catalog& after, const diff_options& options,
                     comparison_rules rules = {})
      : before_(before, options.before),
        after_(after, options.after),
        options_(options),
        asking_(options.assess),
        rules_(std::move(rules)) {
    asking_.best_guaranteed = false;
    asking_.asked = {};
    asking_.asked.without = options.assess.asked.without;
    asking_.asked.accept_forfeits = options.assess.asked.accept_forfeits;
    item_collector collected(before_, after_);
    clause_collector(collected).collect();
    entity_collector(collected).collect_head();
    shared_ = collected.take();
    counts_differ_ = count_differently(before_.stands, after_.stands);
    find_what_cannot_be_mixed();
  }

  [[nodiscard]] diff_result run() {
    const auto markets = keys_of_both(markets_by_id(before_), markets_by_id(after_));
    const std::set<std::string> systems =
        chosen(keys_of_both(before_.stands.systems, after_.stands.systems), options_.systems);
    const std::set<std::string> devices =
        chosen(keys_of_both(before_.stands.devices, after_.stands.devices), options_.devices);
    all_ = markets.size() * systems.size() * devices.size();
    for (const std::string& where : markets)
      for (const std::string& os : systems)
        if (result_.complete) compare_offer(where, os, devices);
    return std::move(result_);
  }

 private:
  /// One system in one market, on one side: nothing if it is not there.
  struct offer {
    const operating_system* os = nullptr;
    const market* where = nullptr;
    std::optional<constraint_graph> graph;
  };

  [[nodiscard]] std::map<std::string, const market*> markets_by_id(const diff_side& side) const {
    std::map<std::string, const market*> result;
    for (const market* const each : markets_of(side.stands, options_.markets)) result.emplace(each->id, each);
    return result;
  }

  [[nodiscard]] static std::set<std::string> chosen(std::set<std::string> ids, const std::vector<std::string>& wanted) {
    std::erase_if(ids, [&](const std::string& id) { return !selected(wanted, id); });
    return ids;
  }

  /// Catalogs that count in different currencies or declare a fact on different scales are carried over as a whole or not at
  /// all.
  void find_what_cannot_be_mixed() {
    const catalog& old = before_.stands;
    const catalog& now = after_.stands;
    if (old.currency != now.currency) apart_ = "they count in " + now.currency + ", it was " + old.currency;
    for (const auto& [name, declared] : now.facts)
      if (const auto found = old.facts.find(name); found != old.facts.end() && !same_scale(found->second, declared))
        apart_ = appended(std::move(apart_), ", ", "'" + name + "' is declared on another scale");
    for (const auto& [code, rate] : now.rates)
      if (const auto found = old.rates.find(code); found != old.rates.end() && found->second != rate)
        rates_ = appended(std::move(rates_), ", ",
                          code + " is worth " + describe_number(rate) + " " + now.currency + ", it was " +
                              describe_number(found->second));
  }

  [[nodiscard]] offer make_offer(const diff_side& side, const std::string& where, const std::string& os) const {
    const auto markets = markets_by_id(side);
    const auto market = markets.find(where);
    const auto system = side.stands.systems.find(os);
    if (market == markets.end() || system == side.stands.systems.end() || system->second.abstract) return {};
    return {&system->second, market->second, build_graph(side.stands, system->second, *market->second, asking_.asked)};
  }

  void compare_offer(const std::string& where, const std::string& os, const std::set<std::string>& devices) {
    const offer old = make_offer(before_, where, os);
    const offer now = make_offer(after_, where, os);
    const subjects asked_of = subjects_of(old, now);
    for (const std::string& device : devices) {
      if (options_.stop.stop_requested()) {
        result_.complete = false;
        return;
      }
      const bool there = old.os != nullptr && before_.stands.devices.contains(device);
      const bool here = now.os != nullptr && after_.stands.devices.contains(device);
      pairing_change change{os, device, where, {}, {}, {}, true};
      if (there && here)
        compare_pairing(std::move(change), old, now, asked_of);
      else if (there)
        report_one_side(std::move(change), before_, old, change_kind::removed);
      else if (here)
        report_one_side(std::move(change), after_, now, change_kind::added);
      if (options_.progress) options_.progress(++done_, all_);
    }
  }

  [[nodiscard]] assessment answer(const diff_side& side, const offer& what, const std::string& device) const {
    return assess(side.stands, *what.graph, {what.os, what.where, &side.stands.devices.at(device)}, asking_);
  }

  /// A pairing that is new or gone: through the entity that is.
  void report_one_side(pairing_change change, const diff_side& side, const offer& what, change_kind kind) {
    (kind == change_kind::added ? change.after : change.before) = answer(side, what, change.device);
    const diff_side& other = kind == change_kind::added ? before_ : after_;
    const auto add = [&](const char* sort, const entity& each, bool missing) {
      if (!missing) return;
      change_cause& cause = change.causes.emplace_back();
      cause.code = code_of(item_rank::entity);
      cause.what = kind;
      cause.subject = each.id;
      cause.text = std::string(sort) + " " + each.id + (kind == change_kind::added ? " is new" : " is gone");
      locate(cause, *side.told, each.source, each.where);
    };
    const auto system = other.stands.systems.find(change.os);
    add("market", *what.where, !markets_by_id(other).contains(change.market));
    add("system", *what.os, system == other.stands.systems.end() || system->second.abstract);
    add("device", side.stands.devices.at(change.device), !other.stands.devices.contains(change.device));
    result_.changes.push_back(std::move(change));
  }

  /// What an answer of either side can rest on: facts by name, and ages.
  struct subjects {
    std::set<std::string> facts;
    bool ages = false;

    [[nodiscard]] bool can_matter(const diff_item& item) const {
      if (item.rank == item_rank::time) return ages;
      return item.rank != item_rank::fact || facts.contains(item.fact);
    }
  };

  [[nodiscard]] static subjects subjects_of(const offer& old, const offer& now) {
    subjects result;
    for (const offer* const side : {&old, &now}) {
      if (!side->graph) continue;
      const constraint_tables& all = tables(*side->graph);
      for (const fact_slot& slot : all.facts) result.facts.insert(slot.reference.name);
      for (const constraint_condition& each : all.conditions) result.ages = result.ages || each.written.is_age;
      for (const forbidden_clause& act : all.acts) {
        if (!act.what->exposed) continue;
        if (act.what->exposed->of) result.facts.insert(act.what->exposed->of->name);
        if (act.what->exposed->share) result.facts.insert(act.what->exposed->share->name);
      }
    }
    return result;
  }

  void compare_pairing(pairing_change change, const offer& old, const offer& now, const subjects& asked_of) {
    pairing_neighbours around{change.os, change.device, change.market, {}, {}, {}, {}};
    around.look_at(before_.stands);
    around.look_at(after_.stands);
    item_collector collected(before_, after_);
    entity_collector entities(collected);
    for (const std::string& id : around.systems) entities.collect_system(id);
    entities.collect_market(change.market);
    entities.collect_device(around, counts_differ_);
    const diff_items own = collected.take();
    std::vector<const diff_item*> items;
    for (const diff_item& each : shared_)
      if (asked_of.can_matter(each)) items.push_back(&each);
    for (const diff_item& each : own)
      if (asked_of.can_matter(each)) items.push_back(&each);
    if (items.empty() && apart_.empty()) {
      ++result_.unchanged;
      return;
    }
    change.before = answer(before_, old, change.device);
    change.after = answer(after_, now, change.device);
    if (rules_.is_same ? rules_.is_same(change) : same_answer(*change.before, *change.after)) {
      ++result_.unchanged;
      return;
    }
    if (rules_.explain)
      rules_.explain(change);
    else
      explain(change, around, std::move(items));
    result_.changes.push_back(std::move(change));
  }

  void explain(pairing_change& change, const pairing_neighbours& around, std::vector<const diff_item*> items) {
    std::list<diff_item> joined;
    if (!apart_.empty())
      join_all(items, joined, around);
    else if (!rates_.empty())
      join_rates(items, joined);
    order_items(items);
    const catalog ground = mixing_ground(before_, after_, around);
    cause_search(ground, around, std::move(items), *change.before, *change.after, asking_, options_.questions)
        .explain(change);
  }

  void join_all(std::vector<const diff_item*>& items, std::list<diff_item>& joined,
                const pairing_neighbours& around) const {
    joined.push_back(
        {item_rank::everything,
         change_kind::changed,
         "catalog",
         [this, &around](catalog& into) { into = mixing_ground(after_, before_, around); },
         [this](change_cause& cause) { cause.text = "the two catalogs cannot be compared part by part: " + apart_; },
         {},
         false});
    items.assign(1, &joined.back());
  }

  /// What is written alike and differs in what a currency is worth goes through its rate.
  void join_rates(std::vector<const diff_item*>& items, std::list<diff_item>& joined) const {
    std::vector<const diff_item*> priced;
    for (const diff_item* const each : items)
      if (each->by_rate) priced.push_back(each);
    if (priced.empty()) return;
    std::erase_if(items, [](const diff_item* each) { return each->by_rate; });
    joined.push_back({item_rank::rates,
                      change_kind::changed,
                      "rates",
                      [priced](catalog& into) {
                        for (const diff_item* const each : priced) each->apply(into);
                      },
                      [this](change_cause& cause) { cause.text = rates_; },
                      {},
                      false});
    items.push_back(&joined.back());
  }

  diff_side before_;
  diff_side after_;
  const diff_options& options_;
  assess_options asking_;
  comparison_rules rules_;
  diff_items shared_;  ///< what may touch every pairing
  bool counts_differ_ = false;
  std::string apart_;  ///< why the sides cannot be mixed; empty: they can
  std::string rates_;  ///< of currencies, that differ
  diff_result result_;
  std::size_t done_ = 0;
  std::size_t all_ = 0;
};

}  // namespace detail

/// Which pairings changed verdict, score or recommended plan between two catalogs, or between two days of one, and through what.
///
/// Both sides are taken as they stand on the day asked (`snapshot`); what differs between them is cut into items (a rule, an
/// exception, a member of a place, a fact of an entity, the passing of time ...). The causes of a change are an
/// inclusion-minimal set of items that, carried over to the first side, give the answer of the second; verified by asking again.
/// Where several such sets exist, facts are left out before contracts and contracts before laws, otherwise by kind and name.
/// A figure of a remedy or a market that moved with the rate of its currency is told as its own change; facts and conditions
/// that did are told as that of the rate.
/// @pre Both catalogs were read without errors.
/// Complexity: two assessments for each pairing that differences touch; for each that changed about causes x log(items) more, on
/// the part of the catalog that the pairing rests on, at most `options.questions`.
[[nodiscard]] inline diff_result diff(const catalog& before, const catalog& after, const diff_options& options) {
  return detail::pairing_comparison(before, after, options).run();
}

}  // namespace portfit
