#pragma once

#include <portfit/analysis/detail/pairing_probe.hpp>
#include <portfit/analysis/pairing.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// One thing that covers for a service.
struct service_way {
  enum class kind {
    system,      ///< the system provides it
    agreement,   ///< an agreement of the vendor grants it
    substitute,  ///< something else stands in for it
  };
  kind is = kind::system;
  std::string name;                     ///< id of the system or agreement, name of the substitute
  double covers = 1;                    ///< 0 to 1
  answer holds = answer::no;            ///< with the plan asked for
  bool reachable = false;               ///< some plan and some answers make it hold
  std::vector<std::string> depends_on;  ///< unknown facts that decide, by key
  std::vector<std::string> remedies;    ///< of the catalog that can change it, by id
};

/// Why an agreement does not grant a service here.
struct service_loss {
  /// Stable: `not_held`, `condition` (where it would grant it, it is not), `clause` (a breach forfeits it), `rule` (a law
  /// withdraws it).
  std::string code;
  std::string by;              ///< the agreement, the condition, `agreement.act`, or the law
  std::string agreement;       ///< that would grant it
  answer holds = answer::yes;  ///< unknown: it may be so
  std::vector<std::string> depends_on;
};

/// How far one service is there on one pairing: the largest of what system, agreements and substitutes cover, 0 to 1.
struct service_coverage {
  std::string service;
  bounds<double> covered;         ///< certain and possible, with the plan asked for
  bounds<double> coverable;       ///< what one plan makes certain, and what is possible with some plan
  std::vector<service_way> ways;  ///< furthest first; empty: nothing in the catalog covers it
  std::vector<service_loss> losses;
  bool exact = true;  ///< false: a limit was reached, answers may be unknown for that

  /// Nothing covers it here, whatever is done and whatever the answers are.
  [[nodiscard]] bool is_lost() const { return coverable.high <= 0; }
};

[[nodiscard]] inline std::string to_text(service_way::kind is) {
  switch (is) {
    case service_way::kind::system: return "system";
    case service_way::kind::agreement: return "agreement";
    case service_way::kind::substitute: break;
  }
  return "substitute";
}

namespace detail {

/// Looks at every service of one pairing.
class service_survey {
 public:
  explicit service_survey(pairing_probe& probe) : probe_(probe), all_(tables(probe.graph())) {
    for (const std::string& id : known_services(probe.world())) collect(id);
  }

  /// @pre The probe is settled.
  [[nodiscard]] std::vector<service_coverage> report(const std::set<std::string>& plan) {
    std::vector<service_coverage> result;
    for (const auto& [id, ways] : ways_) result.push_back(report(id, ways, plan));
    return result;
  }

 private:
  struct found_way {
    service_way::kind is;
    std::string name;
    double covers;
    std::size_t vertex;
  };

  /// The ways are the edges of the service, in the order in which the graph has them: system and bases, agreements,
  /// substitutes.
  void collect(const std::string& id) {
    const catalog& world = probe_.world();
    const std::size_t vertex = all_.services.at(id);
    std::vector<std::size_t> targets = successors(probe_.graph(), vertex, edge_kind::grants);
    std::vector<found_way>& ways = ways_[id];
    const auto add = [&](service_way::kind is, const std::string& name, double covers) {
      PORTFIT_ASSERT(ways.size() < targets.size());
      ways.push_back({is, name, covers, targets[ways.size()]});
    };
    for (const operating_system* each : lineage(world, probe_.who().os->id))
      if (const auto own = each->provides.find(id); own != each->provides.end())
        add(service_way::kind::system, each->id, own->second);
    for (const auto& [name, contract] : world.agreements)
      if (std::find(contract.grants.begin(), contract.grants.end(), id) != contract.grants.end())
        add(service_way::kind::agreement, name, 1);
    if (const auto known = world.services.find(id); known != world.services.end())
      for (const substitute& each : known->second.replaced_by)
        add(service_way::kind::substitute, each.name, each.covers);
    PORTFIT_ASSERT(ways.size() == targets.size());
    for (const found_way& each : ways) {
      probe_.ask(each.vertex);
      if (each.is == service_way::kind::agreement) ask_for_losses(each.vertex);
    }
  }

  /// A grant is an all_of: the vendor holds the agreement, its condition, and that it is not lost.
  void ask_for_losses(std::size_t grant) {
    for (const std::size_t part : successors(probe_.graph(), grant, edge_kind::needs)) {
      probe_.ask(part);
      if (is_not_lost(part))
        for (const std::size_t loss : successors(probe_.graph(), part, edge_kind::needs)) probe_.ask(loss);
    }
  }

  [[nodiscard]] bool is_not_lost(std::size_t vertex) const {
    return probe_.graph()[vertex].kind == vertex_kind::gate && probe_.graph()[vertex].name == "not lost";
  }

  [[nodiscard]] service_coverage report(const std::string& id, const std::vector<found_way>& ways,
                                        const std::set<std::string>& plan) {
    service_coverage result;
    result.service = id;
    for (const found_way& each : ways) {
      result.ways.push_back(describe(each, plan));
      if (each.is == service_way::kind::agreement && result.ways.back().holds != answer::yes)
        add_losses(result, each, plan);
    }
    std::sort(result.ways.begin(), result.ways.end(), [](const service_way& a, const service_way& b) {
      return std::tuple(-a.covers, a.is, a.name) < std::tuple(-b.covers, b.is, b.name);
    });
    measure(result, ways, plan);
    result.exact = !probe_.exhausted();
    return result;
  }

  [[nodiscard]] service_way describe(const found_way& way, const std::set<std::string>& plan) {
    const edge function = probe_.of(way.vertex);
    const edge now = probe_.under(function, plan);
    return {way.is,
            way.name,
            way.covers,
            pairing_probe::settled(now),
            probe_.reachable(function).some_way,
            probe_.unknowns_of(now),
            probe_.remedies_of(function)};
  }

  /// Coverages, from the furthest down: at least so much is there where one of the ways that cover so much holds.
  void measure(service_coverage& result, const std::vector<found_way>& ways, const std::set<std::string>& plan) {
    std::set<double, std::greater<>> levels;
    for (const found_way& each : ways) levels.insert(each.covers);
    edge so_far = bdd_manager::false_edge;
    for (const double level : levels) {
      for (const found_way& each : ways)
        if (each.covers == level) so_far = probe_.either(so_far, probe_.of(each.vertex));
      const answer now = pairing_probe::settled(probe_.under(so_far, plan));
      const feasibility planned = probe_.reachable(so_far);
      const auto lift = [level](double& figure, bool holds) {
        if (holds) figure = (std::max)(figure, level);
      };
      lift(result.covered.low, now == answer::yes);
      lift(result.covered.high, now != answer::no);
      lift(result.coverable.low, planned.one_plan || now == answer::yes);
      lift(result.coverable.high, planned.some_way || now != answer::no);
    }
  }

  void add_losses(service_coverage& result, const found_way& grant, const std::set<std::string>& plan) {
    for (const std::size_t part : successors(probe_.graph(), grant.vertex, edge_kind::needs)) {
      if (is_not_lost(part)) {
        for (const std::size_t loss : successors(probe_.graph(), part, edge_kind::needs))
          add_loss(result, grant.name, loss, probe_.under(probe_.of(loss), plan), plan);
        continue;
      }
      add_loss(result, grant.name, part, probe_.negation(probe_.of(part)), plan);
    }
  }

  void add_loss(service_coverage& result, const std::string& agreement, std::size_t vertex, edge lost,
                const std::set<std::string>& plan) {
    const edge now = probe_.under(lost, plan);
    service_loss loss{"condition", probe_.graph()[vertex].name, agreement, pairing_probe::settled(now),
                      probe_.unknowns_of(now)};
    if (loss.holds == answer::no) return;
    if (probe_.graph()[vertex].kind == vertex_kind::condition &&
        !all_.conditions[probe_.graph()[vertex].index].agreement.empty()) {
      loss.code = "not_held";
      loss.by = agreement;
    }
    for (const forbidden_clause& act : all_.acts) {
      if (act.breach != vertex) continue;
      loss.code = "clause";
      loss.by = act.agreement + '.' + act.what->name;
    }
    for (const auto& [id, law] : probe_.world().rules) {
      if (probe_.graph()[vertex].name != id + " withdraws " + result.service) continue;
      loss.code = "rule";
      loss.by = id;
    }
    result.losses.push_back(std::move(loss));
  }

  pairing_probe& probe_;
  const constraint_tables& all_;
  std::map<std::string, std::vector<found_way>> ways_;
};

}  // namespace detail

/// How far every service of the catalog is there on one pairing, through what, and where and why it is lost.
///
/// `plan`: remedies by id, taken as successes. Requirements play no part: a service may be there on a blocked pairing.
/// @pre `world` was read without errors.
/// @post By id of the service.
/// Complexity: that of lowering the pairing, and a diagram per way; bounded by `options.node_limit`.
[[nodiscard]] inline std::vector<service_coverage> survey_services(const catalog& world, const operating_system& os,
                                                                   const device& what,
                                                                   const market& where = any_market(),
                                                                   const assess_options& options = {},
                                                                   const std::set<std::string>& plan = {}) {
  detail::pairing_probe probe(world, {&os, &where, &what}, options);
  detail::service_survey survey(probe);
  probe.settle();
  return survey.report(plan);
}

}  // namespace portfit
