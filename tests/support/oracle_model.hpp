#pragma once

#include "support/oracle_lookup.hpp"

#include <portfit/catalog/catalog.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test::oracle_detail {

/// A condition on one fact of the model, ages already turned into days.
struct fact_test {
  std::size_t fact = 0;
  portfit::comparison compares = portfit::comparison::equal;
  portfit::fact_value bound;
  std::optional<std::size_t> other;  ///< the fact that stands on the right instead of `bound`
};

/// A formula whose facts and services are places in the model's lists.
struct node {
  enum class kind { constant, fact, service, all_of, any_of, none_of, at_least };
  kind is = kind::constant;
  bool truth = true;        ///< of a constant
  fact_test test;           ///< of a fact
  std::size_t service = 0;  ///< of a service
  double coverage = 1;
  bool coverage_named = false;
  std::size_t count = 0;  ///< of at_least
  std::vector<node> parts;
};

struct model_effect {
  portfit::effect::kind does = portfit::effect::kind::makes;
  std::size_t fact = 0;
  portfit::fact_value amount;
};

struct model_line {
  std::optional<node> when;
  portfit::estimate is;
};

struct model_remedy {
  std::string id;
  std::vector<model_effect> effects;
  std::optional<node> needs;
  std::vector<model_line> effort;
  std::vector<model_line> money;
  std::vector<model_line> works;
  bool paid_by_vendor = false;
  portfit::estimate pays;            ///< to anybody: our cost
  portfit::estimate pays_to_vendor;  ///< to the device's vendor: its gain
  std::set<std::string> excludes;
  std::set<std::string> after;
};

struct model_requirement {
  std::string owner;
  std::string name;
  bool must = true;
  double weight = 1;
  std::vector<node> when;  ///< asked only where all hold
  node need;
};

struct model_service {
  struct grant {
    std::size_t agreement = 0;
    node on;
  };
  struct substitute {
    double covers = 1;
    node when;
  };
  std::string id;
  double provided = 0;
  std::vector<grant> grants;
  std::vector<node> withdrawn;  ///< by law, where one of these holds
  std::vector<substitute> substitutes;
};

/// What a breach may cost a year, times years, before the chance of enforcement.
struct model_exposure {
  double low = 0;
  double high = 0;
};

struct model_clause {
  std::size_t agreement = 0;
  std::string owner;
  std::string name;
  node act;
  std::vector<node> except;
  portfit::acceptance accept = portfit::acceptance::never;
  bool forfeits_grants = false;
  model_exposure exposed;
  portfit::bounds<double> enforced;
};

/// What may break facts until the horizon; its chance not to do so lies between two ends.
struct model_hazard {
  std::vector<std::size_t> facts;
  double low = 1;
  double high = 1;
  double upper = 0;  ///< weight of the high end
  bool is_bare = false;
  std::string whole;  ///< hazards that are causes of one are at the same end
};

/// The pairing with every name replaced by a place in a list: nothing is decided yet but dates and places.
struct model {
  std::vector<oracle_fact> facts;
  std::vector<model_service> services;
  std::vector<model_requirement> requirements;
  std::vector<model_clause> clauses;
  std::vector<model_remedy> remedies;
  std::vector<model_hazard> hazards;
  std::vector<std::string> agreements;  ///< held by the vendor
  portfit::bounds<double> gain;         ///< of the vendor, before side payments
  double person_month = 0;
};

/// Turns a catalog into a model of one pairing.
class model_maker {
 public:
  explicit model_maker(const oracle_pairing& pairing) : pairing_(pairing), book_(*pairing.book) {}

  [[nodiscard]] model make(std::optional<double> horizon = std::nullopt) {
    made_.person_month = book_.person_month.value_or(0);
    if (const auto* const brand = find(book_.vendors, pairing_.vendor)) made_.agreements = brand->holds;
    add_requirements_of_the_sides();
    add_agreements();
    add_rules();
    add_remedies();
    add_gain();
    if (horizon) add_hazards(*horizon);
    return std::move(made_);
  }

 private:
  std::size_t fact(const portfit::fact_reference& reference) {
    const oracle_fact meant = look_up(pairing_, reference);
    for (std::size_t index = 0; index < made_.facts.size(); ++index)
      if (made_.facts[index].owner == meant.owner && made_.facts[index].name == meant.name) return index;
    made_.facts.push_back(meant);
    return made_.facts.size() - 1;
  }

  /// `age(d) <= n months` says that d is not before the day n months ago.
  static portfit::comparison mirrored(portfit::comparison compares) {
    switch (compares) {
      case portfit::comparison::at_least: return portfit::comparison::at_most;
      case portfit::comparison::at_most: return portfit::comparison::at_least;
      case portfit::comparison::greater: return portfit::comparison::less;
      case portfit::comparison::less: return portfit::comparison::greater;
      default: return compares;
    }
  }

  node fact_node(const portfit::condition& leaf) {
    node result;
    result.is = node::kind::fact;
    result.test = {fact(leaf.subject), leaf.compares, leaf.bound, std::nullopt};
    if (leaf.other) result.test.other = fact(*leaf.other);
    if (leaf.is_age) {
      const auto months = static_cast<int>(std::get<double>(leaf.bound));
      result.test.bound = static_cast<double>(portfit::months_before(pairing_.as_of, months).days());
      result.test.compares = mirrored(leaf.compares);
    }
    return result;
  }

  std::string entity_id(portfit::fact_owner owner) const {
    return owner == portfit::fact_owner::device ? pairing_.device : owner_of_absent(pairing_, owner);
  }

  /// Conditions on who and where, not on facts: settled at once.
  std::optional<bool> structural(const portfit::condition& leaf) const {
    const auto* const id = std::get_if<std::string>(&leaf.bound);
    if (!id) return std::nullopt;
    const portfit::fact_reference& subject = leaf.subject;
    const bool vendor = subject.owner == portfit::fact_owner::vendor || subject.owner == portfit::fact_owner::built_by;
    std::optional<bool> same;
    if (subject.name.empty()) same = entity_id(subject.owner) == *id;
    if (vendor && subject.name == "home") {
      const auto* const brand = find(book_.vendors, entity_id(subject.owner));
      same = brand && !brand->home.empty() && lies_in(pairing_, brand->home, *id);
    }
    if (subject.owner == portfit::fact_owner::market && subject.name == "sold_in") same = sold_in(pairing_, {*id});
    if (subject.owner == portfit::fact_owner::platform && subject.name == "vendor") {
      const auto* const platform = find(book_.platforms, pairing_.platform);
      same = platform && platform->vendor == *id;
    }
    if (same && leaf.compares == portfit::comparison::not_equal) same = !*same;
    return same;
  }

  node compile(const portfit::expression& formula) {
    node result;
    switch (formula.is) {
      case portfit::expression::operation::holds: return compile_leaf(formula.leaf);
      case portfit::expression::operation::all_of: result.is = node::kind::all_of; break;
      case portfit::expression::operation::any_of: result.is = node::kind::any_of; break;
      case portfit::expression::operation::none_of: result.is = node::kind::none_of; break;
      case portfit::expression::operation::at_least: result.is = node::kind::at_least; break;
    }
    result.count = formula.count;
    for (const portfit::expression& part : formula.parts) result.parts.push_back(compile(part));
    return result;
  }

  node compile_leaf(const portfit::condition& leaf) {
    if (!leaf.service.empty()) {
      node result;
      result.is = node::kind::service;
      result.service = service(leaf.service);
      result.coverage = leaf.coverage;
      result.coverage_named = leaf.coverage_named;
      return result;
    }
    if (const auto truth = structural(leaf)) {
      node result;
      result.truth = *truth;
      return result;
    }
    return fact_node(leaf);
  }

  /// A missing condition always holds.
  node compile(const std::optional<portfit::expression>& formula) { return formula ? compile(*formula) : node{}; }

  /// Services are read only when somebody asks for them, so that conditions nobody needs tell no classes apart.
  std::size_t service(const std::string& id) {
    for (std::size_t index = 0; index < made_.services.size(); ++index)
      if (made_.services[index].id == id) return index;
    const std::size_t index = made_.services.size();
    made_.services.emplace_back();
    made_.services[index].id = id;
    model_service result;
    result.id = id;
    for (const std::string& name : pairing_.systems) {
      const auto* const system = find(book_.systems, name);
      const double* const provided = system ? find(system->provides, id) : nullptr;
      if (!provided) continue;
      result.provided = *provided;
      break;
    }
    add_grants(result);
    if (const auto* const declared = find(book_.services, id))
      for (const portfit::substitute& other : declared->replaced_by)
        result.substitutes.push_back({other.covers, compile(other.when)});
    made_.services[index] = std::move(result);
    return index;
  }

  void add_grants(model_service& result) {
    for (std::size_t held = 0; held < made_.agreements.size(); ++held) {
      const portfit::agreement& contract = book_.agreements.at(made_.agreements[held]);
      for (const std::string& granted : contract.grants)
        if (granted == result.id) result.grants.push_back({held, compile(contract.grants_on)});
    }
    if (result.grants.empty()) return;
    for (const auto& [id, law] : book_.rules) {
      if (!may_bind(pairing_, law.applies)) continue;
      for (const std::string& withdrawn : law.withdraws)
        if (withdrawn == result.id) result.withdrawn.push_back(compile(law.applies.when));
    }
  }

  void add_requirement(const std::string& owner, const portfit::requirement& asked, bool must,
                       const std::optional<portfit::expression>& clause_when = {}) {
    model_requirement result{owner, asked.name, must, asked.weight, {}, {}};
    if (clause_when) result.when.push_back(compile(*clause_when));
    if (asked.when) result.when.push_back(compile(*asked.when));
    result.need = compile(asked.need);
    made_.requirements.push_back(std::move(result));
  }

  template <class Map>
  void add_requirements(const Map& map, const std::string& id) {
    const auto* const side = find(map, id);
    if (!side) return;
    for (const portfit::requirement& asked : side->asks) add_requirement(id, asked, asked.must);
  }

  void add_requirements_of_the_sides() {
    std::set<std::string> replaced;
    for (const std::string& id : pairing_.systems) {
      const portfit::operating_system& system = book_.systems.at(id);
      std::set<std::string> own;
      for (const portfit::requirement& asked : system.asks) {
        own.insert(asked.name);
        if (!replaced.contains(asked.name)) add_requirement(id, asked, asked.must);
      }
      replaced.merge(own);
    }
    add_requirements(book_.markets, pairing_.market);
    add_requirements(book_.devices, pairing_.device);
    add_requirements(book_.platforms, pairing_.platform);
    add_requirements(book_.vendors, pairing_.vendor);
  }

  void add_agreements() {
    for (std::size_t held = 0; held < made_.agreements.size(); ++held) {
      const portfit::agreement& contract = book_.agreements.at(made_.agreements[held]);
      for (const portfit::requirement& asked : contract.obliges) add_requirement(contract.id, asked, true);
      for (const portfit::forbidden_act& forbidden : contract.forbids) {
        model_clause clause;
        clause.agreement = held;
        clause.owner = contract.id;
        clause.name = forbidden.name;
        clause.act = compile(forbidden.act);
        for (const portfit::applicability& except : forbidden.except)
          if (may_apply(pairing_, except)) clause.except.push_back(compile(except.when));
        clause.accept = forbidden.accept;
        clause.forfeits_grants = forbidden.forfeits_grants;
        clause.exposed = exposure_of(forbidden);
        clause.enforced = forbidden.enforced.ends();
        made_.clauses.push_back(std::move(clause));
      }
    }
  }

  /// Between which ends a number lies; of an unknown amount nothing is known but that it is none below zero.
  portfit::bounds<double> ends_of(const std::optional<portfit::fact_reference>& reference, double most) const {
    if (!reference) return {0, most};
    const oracle_fact amount = look_up(pairing_, *reference);
    if (!amount.values.empty()) {
      const auto [least, largest] = std::minmax_element(amount.values.begin(), amount.values.end());
      return {std::get<double>(*least), std::get<double>(*largest)};
    }
    using form = portfit::distribution::form;
    if (amount.belief.is == form::range || amount.belief.is == form::triangular)
      return {amount.belief.low, amount.belief.high};
    return {0, most};
  }

  model_exposure exposure_of(const portfit::forbidden_act& forbidden) const {
    const double unbounded = 1e300;
    if (!forbidden.exposed) return {0, unbounded};
    const portfit::bounds<double> amount = ends_of(forbidden.exposed->of, unbounded);
    portfit::bounds<double> share{1, 1};
    if (forbidden.exposed->share) share = ends_of(forbidden.exposed->share, 1);
    return {amount.low * share.low * forbidden.exposed->years, amount.high * share.high * forbidden.exposed->years};
  }

  void add_rules() {
    for (const auto& [id, law] : book_.rules) {
      if (!may_bind(pairing_, law.applies)) continue;
      for (const portfit::requirement& asked : law.requires_) add_requirement(id, asked, true, law.applies.when);
    }
  }

  std::vector<model_line> lines(const portfit::figure& figure) {
    std::vector<model_line> result;
    for (const portfit::figure_line& line : figure) {
      result.push_back({std::nullopt, line.is});
      if (line.when) result.back().when = compile(*line.when);
    }
    return result;
  }

  static bool never_works(const portfit::remedy& work) {
    for (const portfit::figure_line& line : work.works)
      if (line.is.high > 0) return false;
    return !work.works.empty();
  }

  void add_remedies() {
    for (const auto& [id, work] : book_.remedies) {
      if (never_works(work)) continue;
      model_remedy result;
      result.id = id;
      for (const portfit::effect& does : work.effects)
        result.effects.push_back({does.does, fact(does.fact), does.amount});
      if (work.needs) result.needs = compile(*work.needs);
      result.effort = lines(work.effort);
      result.money = lines(work.money);
      result.works = lines(work.works);
      result.paid_by_vendor = work.paid_by == "vendor";
      for (const auto& [to, amount] : work.pays) {
        result.pays = result.pays + amount;
        if (to == "vendor" || to == pairing_.vendor) result.pays_to_vendor = result.pays_to_vendor + amount;
      }
      result.excludes = {work.excludes.begin(), work.excludes.end()};
      result.after = {work.after.begin(), work.after.end()};
      made_.remedies.push_back(std::move(result));
    }
  }

  /// What is left after some years, written down anew: tables geometric between years, rates the same each year. Of a
  /// triangular rate the mean of (1 - rate)^years is 2 / ((years + 1) (years + 2)) times the second divided difference of
  /// x^(years + 2) at the ends and the mode.
  static model_hazard ends_of_hazard(const portfit::hazard& what, double years) {
    model_hazard result;
    if (!what.survival.empty()) {
      double left = 1;
      double before = 0;
      double last = 1;
      for (const portfit::survival_point& point : what.survival) {
        const double ratio = point.left / last;
        const bool is_end = &point == &what.survival.back();
        const double upto = is_end ? years : (std::min)(years, point.years);
        if (upto > before) left *= std::exp(std::log(ratio) * (upto - before) / (point.years - before));
        before = point.years;
        last = point.left;
      }
      result.low = left;
      result.high = left;
      return result;
    }
    const portfit::estimate& rate = what.per_year;
    result.low = std::pow(1 - rate.high, years);
    result.high = std::pow(1 - rate.low, years);
    result.is_bare = rate.is_bare;
    const double a = 1 - rate.high;
    const double b = 1 - rate.likely;
    const double c = 1 - rate.low;
    const auto power = [&](double x) { return std::pow(x, years + 2); };
    double mean = result.low;
    if (a < b && b < c) {
      const double second = ((power(c) - power(b)) / (c - b) - (power(b) - power(a)) / (b - a)) / (c - a);
      mean = 2 * second / ((years + 1) * (years + 2));
    }
    if (result.low < result.high) result.upper = rate.is_bare ? 0.5 : (mean - result.low) / (result.high - result.low);
    return result;
  }

  void add_hazards(double years) {
    for (const auto& [id, each] : book_.hazards) {
      bool has_causes = false;
      for (const auto& [other, part] : book_.hazards) has_causes = has_causes || part.part_of == id;
      if (has_causes) continue;
      double share = 1;
      const portfit::hazard* whole = &each;
      while (!whole->part_of.empty()) {
        double sum = 0;
        for (const auto& [other, part] : book_.hazards)
          if (part.part_of == whole->part_of) sum += part.share;
        share *= whole->share / sum;
        whole = &book_.hazards.at(whole->part_of);
      }
      model_hazard made = ends_of_hazard(*whole, years);
      made.low = std::pow(made.low, share);
      made.high = std::pow(made.high, share);
      made.whole = whole->id;
      for (const portfit::fact_reference& broken : each.breaks) made.facts.push_back(fact(broken));
      made_.hazards.push_back(std::move(made));
    }
  }

  void add_gain() {
    const auto* const market = find(book_.markets, pairing_.market);
    made_.gain = {0, std::numeric_limits<double>::infinity()};  // nobody says
    if (!market || !market->units || !market->margin) return;
    made_.gain = {market->units->low * market->margin->low * market->years,
                  market->units->high * market->margin->high * market->years};
  }

  const oracle_pairing& pairing_;
  const portfit::catalog& book_;
  model made_;
};

}  // namespace portfit_test::oracle_detail
