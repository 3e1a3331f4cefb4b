#pragma once

#include "support/random.hpp"
#include "support/worked_example.hpp"

#include <portfit/catalog/catalog.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

/// What a random catalog is mostly about; each has all of those before it.
enum class random_profile { facts, remedies, services, agreements };

struct random_catalog_options {
  std::optional<random_profile> profile;  ///< left out: the seed's remainder by four
  /// No breaks, no adds, no none_of, no `when` of a requirement, one direction of comparison per fact, figures that only
  /// fall with a condition: one more satisfied condition never hurts.
  bool monotone = false;
  std::size_t most_unknown_facts = 4;
  std::size_t most_remedies = 4;
};

/// The fact that a pool fact may be compared with, if the catalog has it; the same way back.
[[nodiscard]] inline std::string rival_of(const std::string& name) {
  const std::string suffix = "_asked";
  const bool is_rival = name.size() > suffix.size() && name.substr(name.size() - suffix.size()) == suffix;
  return is_rival ? name.substr(0, name.size() - suffix.size()) : name + suffix;
}

namespace catalog_detail {

/// A fact that conditions and remedies of the catalog may speak of.
struct pool_fact {
  portfit::fact_reference reference;
  portfit::fact_type type = portfit::fact_type::yes_no;
  std::string stated_at;  ///< device, platform, vendor, world, port, os or base
  bool is_unknown = false;
  bool by_sets = false;    ///< remedies assign it and never break it
  bool touched = false;    ///< by some remedy
  bool asked = false;      ///< by some requirement
  bool is_met = false;     ///< a flag known to be yes
  bool has_rival = false;  ///< another fact of the pool that it may be compared with
  std::size_t values = 1;  ///< of a known fact: so many, all to be had
  std::vector<double> thresholds;
};

/// Makes one catalog. What the design leaves open is kept out of it: see `random_catalog`.
class catalog_maker {
 public:
  using kind = portfit::effect::kind;
  using operation = portfit::expression::operation;
  using form = portfit::distribution::form;

  catalog_maker(std::uint64_t seed, const random_catalog_options& options)
      : random_(seed),
        side_(seed ^ 0x5eed),
        options_(options),
        profile_(options.profile.value_or(static_cast<random_profile>(seed % 4))) {}

  [[nodiscard]] portfit::catalog make() {
    book_ = bare_catalog();
    if (random_.chance(0.85)) book_.scale = 300;
    book_.person_month = 6;
    book_.systems["base0"].id = "base0";
    book_.systems["base0"].abstract = true;
    book_.systems["os1"].based_on = "base0";
    if (random_.chance(0.3)) {
      book_.devices["d2"] = book_.devices["d1"];
      book_.devices["d2"].id = "d2";
    }
    fill_pool();
    if (has(random_profile::services)) add_services();
    if (has(random_profile::agreements)) add_agreement();
    add_requirements();
    if (has(random_profile::remedies)) add_remedies();
    return std::move(book_);
  }

 private:
  [[nodiscard]] bool has(random_profile profile) const { return profile_ >= profile; }
  [[nodiscard]] bool odd(double chance) { return !options_.monotone && random_.chance(chance); }

  // Facts

  void declare(const std::string& name, portfit::fact_type type) {
    book_.facts[name].name = name;
    book_.facts[name].type = type;
    if (type == portfit::fact_type::ordered_words) book_.facts[name].words = {"none", "weak", "good", "best"};
    if (type == portfit::fact_type::word) book_.facts[name].words = {"red", "green", "blue", "black"};
  }

  void fill_pool() {
    std::vector<std::pair<std::string, portfit::fact_type>> names{{"size", portfit::fact_type::quantity},
                                                                  {"price", portfit::fact_type::money},
                                                                  {"level", portfit::fact_type::ordered_words},
                                                                  {"released", portfit::fact_type::date},
                                                                  {"colour", portfit::fact_type::word}};
    for (std::size_t index = names.size(); index > 1; --index) std::swap(names[index - 1], names[random_.below(index)]);
    names.resize(random_.below(3));
    const std::size_t flags = 3 + (random_.chance(0.3) ? random_.below(3) : 0);
    const std::vector<std::string> letters{"a", "b", "c", "d", "e"};
    for (std::size_t index = 0; index < flags; ++index) names.emplace_back(letters[index], portfit::fact_type::yes_no);
    std::size_t left = (std::min)(options_.most_unknown_facts, 2 + random_.below(3));
    std::size_t others = 2;  // unknown facts of more than two classes
    for (const auto& [name, type] : names) {
      pool_fact fact;
      fact.reference.name = name;
      fact.type = type;
      fact.by_sets = random_.chance(type == portfit::fact_type::yes_no ? 0.15 : 0.5);
      const bool many = type != portfit::fact_type::yes_no;
      fact.is_unknown = left > 0 && (!many || others > 0) && random_.chance(0.75);
      if (fact.is_unknown) --left;
      if (fact.is_unknown && many) --others;
      declare(name, type);
      if (type == portfit::fact_type::quantity && side_.chance(0.5)) book_.facts[name].unit = "GiB";
      choose_thresholds(fact);
      add_rival(fact, left, others);
      place(fact);
      pool_.push_back(fact);
    }
  }

  void add_rival(pool_fact& fact, std::size_t& left, std::size_t& others);
  portfit::expression comparison_with_rival(const pool_fact& fact);

  void choose_thresholds(pool_fact& fact) {
    std::vector<double> possible;
    if (fact.type == portfit::fact_type::quantity) possible = {3, 4, 6};
    if (fact.type == portfit::fact_type::money) possible = {150, 200, 250};
    if (fact.type == portfit::fact_type::date) possible = {12, 24, 36};  // months of age
    if (fact.type == portfit::fact_type::ordered_words) possible = {1, 2, 3};
    while (possible.size() > 2) possible.erase(possible.begin() + static_cast<std::ptrdiff_t>(random_.below(3)));
    fact.thresholds = possible;
  }

  portfit::fact_table& table_of(const std::string& place) {
    if (place == "platform") return book_.platforms["p1"].facts;
    if (place == "vendor") return book_.vendors["v1"].facts;
    if (place == "world") return book_.world;
    if (place == "os") return book_.systems["os1"].facts;
    if (place == "base") return book_.systems["base0"].facts;
    if (place != "port") return book_.devices["d1"].facts;
    portfit::port& port = book_.ports["os1/d1"];
    port.id = "os1/d1";
    port.os = "os1";
    port.target = "d1";
    return port.facts;
  }

  void place(pool_fact& fact) {
    const std::vector<std::string> places{
        "device",   "device", "device", "device", "platform",
        "platform", "vendor", "world",  "port",   random_.chance(0.7) ? "os" : "base"};
    fact.stated_at = random_.pick(places);
    if (fact.stated_at == "os" || fact.stated_at == "base") fact.reference.owner = portfit::fact_owner::os;
    const std::string& name = fact.reference.name;
    if (fact.is_unknown && random_.chance(0.2)) {  // nobody states it
      if (fact.type == portfit::fact_type::yes_no && random_.chance(0.5))
        book_.facts[name].default_prior = likely(name, 0.4).belief;
      return;
    }
    if (!fact.is_unknown && fact.type == portfit::fact_type::yes_no && random_.chance(0.15)) {
      fact.is_met = random_.chance(0.3);
      book_.facts[name].default_value = fact.is_met ? 1.0 : 0.0;
      return;
    }
    portfit::fact_table& table = table_of(fact.stated_at);
    const portfit::fact_value known_yes = 1.0;
    portfit::fact statement = fact.is_unknown ? unknown(name, random_belief(fact)) : known(name, random_value(fact));
    while (!fact.is_unknown && statement.values.size() < fact.values) statement.values.push_back(random_value(fact));
    fact.is_met = fact.type == portfit::fact_type::yes_no && statement.is_known() && statement.values[0] == known_yes;
    state(table, statement);
    add_what_must_not_count(fact, table, statement);
  }

  /// Statements that resolution must pass over.
  void add_what_must_not_count(const pool_fact& fact, portfit::fact_table& table, const portfit::fact& statement) {
    const std::string& name = fact.reference.name;
    if (fact.stated_at == "device" && random_.chance(0.25))
      state(table_of(random_.chance(0.5) ? "platform" : "world"), known(name, random_value(fact)));
    if (random_.chance(0.15)) {
      portfit::fact past = known(name, random_value(fact));
      past.trust = portfit::confidence::a;
      past.until = book_.as_of;
      state(table, past);
    }
    if (random_.chance(0.1)) {
      portfit::fact future = known(name, random_value(fact));
      future.from = day(2024, 4, 2);
      state(table, future);
    }
    if (random_.chance(0.1)) {
      portfit::fact weaker = known(name, random_value(fact));
      weaker.trust = portfit::confidence::assumed;
      state(table, weaker);
    }
    if (random_.chance(0.05)) {
      portfit::fact newer = statement;
      newer.from = day(2020, 1, 1);
      table[name].front() = known(name, random_value(fact));
      state(table, newer);
    }
  }

  [[nodiscard]] portfit::fact_value random_value(const pool_fact& fact) {
    switch (fact.type) {
      case portfit::fact_type::yes_no: return random_.chance(0.4) ? 1.0 : 0.0;
      case portfit::fact_type::ordered_words: return static_cast<double>(random_.below(4));
      case portfit::fact_type::word: return random_.pick(std::vector<std::string>{"red", "green", "blue", "black"});
      case portfit::fact_type::date: return static_cast<double>(day(random_.between(2020, 2023), 7, 5).days());
      case portfit::fact_type::money: return 100.0 + 50 * static_cast<double>(random_.below(5));
      default: return static_cast<double>(random_.between(2, 8));
    }
  }

  [[nodiscard]] portfit::distribution random_belief(const pool_fact& fact) {
    portfit::distribution belief;
    if (random_.chance(0.4)) return belief;
    switch (fact.type) {
      case portfit::fact_type::yes_no:
        belief.is = form::chance;
        belief.chance = random_.chance(0.08) ? (random_.chance(0.5) ? 1 : 0) : 0.05 * random_.between(1, 19);
        break;
      case portfit::fact_type::ordered_words:
        belief.is = form::weights;
        belief.weights = {{"none", 0.5}, {"weak", 0.125}, {"best", 0.375}};
        break;
      case portfit::fact_type::word:
        belief.is = form::weights;
        belief.weights = {{"red", 0.25}, {"blue", 0.75}};
        break;
      case portfit::fact_type::date:
        belief.is = form::range;
        belief.low = static_cast<double>(day(random_.between(2020, 2021), 11, 1).days());
        belief.high = static_cast<double>(day(random_.between(2022, 2023), 11, 30).days());
        break;
      default: {
        const double unit = fact.type == portfit::fact_type::money ? 50 : 1;
        belief.is = random_.chance(0.5) ? form::range : form::triangular;
        belief.low = unit * 2;
        belief.high = unit * random_.between(5, 8);
        belief.likely = belief.is == form::range ? (belief.low + belief.high) / 2 : unit * random_.between(2, 5);
      }
    }
    return belief;
  }

  // Formulas

  /// `alone`: about no other fact besides.
  [[nodiscard]] portfit::expression condition_on(const pool_fact& fact, bool alone = false) {
    using portfit::comparison;
    if (fact.has_rival && !alone && side_.chance(0.6)) return comparison_with_rival(fact);
    portfit::expression leaf = holds(fact.reference.name, comparison::equal, 1.0, fact.reference.owner);
    // Another name for the same fact: nothing more specific states it.
    if (fact.stated_at == "platform" && is_stated(fact) && random_.chance(0.3))
      leaf.leaf.subject.owner = portfit::fact_owner::platform;
    const double threshold = fact.thresholds.empty() ? 1 : random_.pick(fact.thresholds);
    switch (fact.type) {
      case portfit::fact_type::yes_no:
        if (odd(0.12)) leaf.leaf.bound = 0.0;
        break;
      case portfit::fact_type::word:
        leaf.leaf.bound = std::string(options_.monotone || random_.chance(0.7) ? "red" : "blue");
        if (odd(0.25)) leaf.leaf.compares = comparison::not_equal;
        break;
      case portfit::fact_type::date: leaf.leaf.is_age = true; [[fallthrough]];
      case portfit::fact_type::money:
        leaf.leaf.compares = comparison::at_most;
        leaf.leaf.bound = threshold;
        break;
      default:
        leaf.leaf.compares = comparison::at_least;
        leaf.leaf.bound = threshold;
        if (fact.type == portfit::fact_type::ordered_words && odd(0.25))
          leaf.leaf.compares = random_.chance(0.5) ? comparison::at_most : comparison::equal;
    }
    return leaf;
  }

  [[nodiscard]] bool is_stated(const pool_fact& fact) const {
    return book_.platforms.at("p1").facts.contains(fact.reference.name);
  }

  [[nodiscard]] portfit::expression condition() {
    pool_fact& fact = pool_[random_.below(pool_.size())];
    fact.asked = true;
    return condition_on(fact);
  }

  [[nodiscard]] portfit::expression leaf(bool with_services) {
    if (with_services && has(random_profile::services) && random_.chance(0.25)) {
      const std::string service = random_.chance(0.6) ? "s1" : "s2";
      return random_.chance(0.3) ? has_service(service, 0.6) : has_service(service);
    }
    return condition();
  }

  [[nodiscard]] portfit::expression formula(int depth, bool with_services) {
    if (depth == 0 || random_.chance(0.45)) return leaf(with_services);
    if (odd(0.12)) {
      std::vector<portfit::expression> parts{leaf(with_services)};
      if (random_.chance(0.5)) parts.push_back(leaf(with_services));
      return combine(operation::none_of, std::move(parts));
    }
    std::vector<portfit::expression> parts;
    const std::size_t count = 2 + random_.below(2);
    for (std::size_t index = 0; index < count; ++index) parts.push_back(formula(depth - 1, with_services));
    if (random_.chance(0.2)) return combine(operation::at_least, std::move(parts), 2);
    return combine(random_.chance(0.65) ? operation::any_of : operation::all_of, std::move(parts));
  }

  // Requirements

  void add_requirements() {
    const int musts = random_.chance(0.35) ? random_.between(2, 3) : 1;
    const int shoulds = random_.between(0, 3);
    std::vector<portfit::expression> needs;
    for (int index = 0; index < musts + shoulds; ++index) {
      const bool is_must = index < musts;
      portfit::requirement asked = must((is_must ? "must" : "should") + std::to_string(index), formula(2, true));
      if (!is_must && has(random_profile::services) && random_.chance(0.5)) asked.need = has_service("s1");
      // The same formula asked twice, by musts or by shoulds.
      if (!needs.empty() && index != musts && random_.chance(0.1)) asked.need = needs.back();
      asked.must = is_must;
      asked.weight = is_must ? 1 : random_.between(1, 4);
      if (odd(0.15)) asked.when = condition();
      needs.push_back(asked.need);
      asking_side().push_back(std::move(asked));
    }
    if (random_.chance(0.1)) {  // the derived system's own replaces its base's
      portfit::requirements& own = book_.systems["os1"].asks;
      if (!own.empty()) book_.systems["base0"].asks.push_back(must(own.front().name, condition()));
    }
  }

  portfit::requirements& asking_side() {
    switch (random_.below(8)) {
      case 0: return book_.systems["base0"].asks;
      case 1: return book_.markets["m1"].asks;
      case 2: return book_.devices["d1"].asks;
      case 3: return random_.chance(0.5) ? book_.vendors["v1"].asks : book_.platforms["p1"].asks;
      default: return book_.systems["os1"].asks;
    }
  }

  // Services and agreements: in random_catalog_clauses.hpp and random_catalog_remedies.hpp; comparisons of two facts: in
  // random_catalog_rivals.hpp.

  void add_services();
  void add_agreement();
  void add_clause(portfit::agreement& contract);
  void add_law();
  void add_remedies();
  void add_either_or();
  void add_effect(portfit::remedy& work);
  void add_order(portfit::remedy& work);
  void add_figures(portfit::remedy& work, std::size_t& inexact);
  void add_payments(std::size_t remedies);
  portfit::estimate random_amount(double most);
  portfit::expression condition_not_touched_by(const portfit::remedy& work, bool by_none);

  random_source random_;
  random_source side_;  // for what not every catalog has, so that it leaves the others as they are
  random_catalog_options options_;
  random_profile profile_;
  portfit::catalog book_;
  std::vector<pool_fact> pool_;
};

}  // namespace catalog_detail
}  // namespace portfit_test

#include "support/random_catalog_clauses.hpp"
#include "support/random_catalog_remedies.hpp"
#include "support/random_catalog_rivals.hpp"

namespace portfit_test {

/// A small catalog of `os1` (based on `base0`) on `d1` of `v1` with `p1`, for `m1`; the same for the same seed everywhere.
///
/// Kept out, since the design leaves it open or forbids it: port facts on more than one key, statements that tie, waivers,
/// exclusivity, several unknown sums in a vendor's inequality, lines of a chance that hang on what remedies make, figures of
/// a remedy that hang on what it makes itself, `sets` and `breaks` on one fact, services in prerequisites, two unknown facts
/// compared.
[[nodiscard]] inline portfit::catalog random_catalog(std::uint64_t seed, const random_catalog_options& options = {}) {
  return catalog_detail::catalog_maker(seed, options).make();
}

}  // namespace portfit_test
