#pragma once

#include "random.hpp"

#include <portfit/catalog/catalog.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace portfit_test {

/// The value below which a share of a triangular distribution lies: the inverse of its distribution function.
/// @pre low <= likely <= high, 0 <= share <= 1.
[[nodiscard]] inline double triangular_quantile(double low, double likely, double high, double share) {
  const double width = high - low;
  if (width <= 0) return low;
  if (share * width <= likely - low) return low + std::sqrt(share * width * (likely - low));
  return high - std::sqrt((1 - share) * width * (high - likely));
}

/// Replaces what a catalog assumes by what it might be: every assumed figure becomes one exact value from its range.
///
/// It knows no names. Walked over are all facts of all entities, all figures of remedies, agreements, markets, hazards
/// and requirements; every figure is drawn on its own, in the order of the ids. Drawn are
/// - facts that are assumed and have a range (triangular where a likely value was given, else uniform) or a number;
/// - estimates with a range, from whatever source: no source of a guess is as good as a value;
/// - what is assumed and has no range, because the grammar has none there or none was given, within half of it either way,
///   uniformly: chances and weights of assumed facts (they stay chances), sums that an assumed remedy adds, assumed
///   coverages of substitutes, the price of work, and the choices of whoever asks: the scale and the weights of shoulds.
/// Facts with a source keep their range: they are uncertain, not assumed.
class catalog_draw {
 public:
  explicit catalog_draw(random_source random) : random_(random) {}

  [[nodiscard]] portfit::catalog operator()(const portfit::catalog& base) {
    portfit::catalog world = base;
    figures_ = 0;
    sources_ = &base.sources;
    draw_declarations(world.facts);
    draw_facts(world.world);
    draw_entities(world.vendors, world.platforms, world.devices, world.systems, world.ports, world.places,
                  world.services, world.agreements, world.rules, world.markets, world.remedies, world.hazards);
    for (auto& [id, each] : world.services)
      for (portfit::substitute& other : each.replaced_by)
        if (is_assumed(each.source)) widen(other.covers, 1);
    for (auto& [id, each] : world.agreements)
      for (portfit::forbidden_act& act : each.forbids) draw(act.enforced);
    for (auto& [id, each] : world.rules) draw_requirements(each.requires_);
    for (auto& [id, each] : world.agreements) draw_requirements(each.obliges);
    for (auto& [id, each] : world.markets) {
      if (each.units) draw(*each.units);
      if (each.margin) draw(*each.margin);
    }
    for (auto& [id, each] : world.hazards) draw(each.per_year);
    for (auto& [id, each] : world.remedies) draw_remedy(each);
    if (world.person_month) widen(*world.person_month);
    if (world.scale) widen(*world.scale);
    return world;
  }

  /// How many figures the last draw replaced.
  [[nodiscard]] std::size_t figures() const { return figures_; }

 private:
  static constexpr double unlimited = 1e300;

  [[nodiscard]] double take(double low, double likely, double high, bool triangular) {
    ++figures_;
    const double share = random_.unit();
    return triangular ? triangular_quantile(low, likely, high, share) : low + share * (high - low);
  }

  void draw(portfit::estimate& figure) {
    if (figure.is_exact()) return;
    figure = portfit::estimate::exactly(take(figure.low, figure.likely, figure.high, !figure.is_bare));
  }

  /// Half of a bare number either way.
  void widen(double& number, double highest = unlimited) {
    if (number != 0) number = (std::min)(highest, number * take(0.5, 1, 1.5, false));
  }

  [[nodiscard]] bool is_assumed(const std::string& source) const {
    const auto found = sources_->find(source);
    return found != sources_->end() && found->second.trust == portfit::confidence::assumed;
  }

  // --- facts ----------------------------------------------------------------------------------------------------------

  void widen_chances(portfit::distribution& belief) {
    if (belief.is == portfit::distribution::form::chance) widen(belief.chance, 1);
    if (belief.is != portfit::distribution::form::weights) return;
    double sum = 0;
    for (auto& [word, weight] : belief.weights) {
      widen(weight);
      sum += weight;
    }
    for (auto& [word, weight] : belief.weights) weight /= sum;
  }

  [[nodiscard]] static bool has_range(const portfit::distribution& belief) {
    return belief.is == portfit::distribution::form::range || belief.is == portfit::distribution::form::triangular;
  }

  [[nodiscard]] double value_of(const portfit::distribution& belief, portfit::fact_type type) {
    const bool triangular = belief.is == portfit::distribution::form::triangular;
    // Days and places in an order are whole: each of low .. high alike.
    if (type == portfit::fact_type::date || type == portfit::fact_type::ordered_words)
      return (std::min)(belief.high, std::floor(take(belief.low, belief.likely, belief.high + 1, triangular)));
    return take(belief.low, belief.likely, belief.high, triangular);
  }

  void draw_fact(portfit::fact& statement, portfit::fact_type type) {
    if (statement.trust != portfit::confidence::assumed) return;
    if (statement.is_known()) {
      if (type != portfit::fact_type::quantity && type != portfit::fact_type::money) return;
      for (portfit::fact_value& each : statement.values) widen(std::get<double>(each));
      return;
    }
    if (!has_range(statement.belief)) return widen_chances(statement.belief);
    statement.values = {value_of(statement.belief, type)};
    statement.belief = {};
  }

  void draw_facts(portfit::fact_table& table) {
    for (auto& [name, statements] : table)
      for (portfit::fact& each : statements) draw_fact(each, types_.at(name));
  }

  /// Priors of what nobody stated. A fact without a statement has no value to be given, so its range shrinks to a point.
  void draw_declarations(portfit::vocabulary& declared) {
    for (auto& [name, each] : declared) {
      types_[name] = each.type;
      if (!each.default_prior) continue;
      if (!has_range(*each.default_prior)) {
        widen_chances(*each.default_prior);
        continue;
      }
      const double value = value_of(*each.default_prior, each.type);
      each.default_prior = {portfit::distribution::form::range, 0, {}, value, value, value};
    }
  }

  // --- everything else --------------------------------------------------------------------------------------------------

  void draw_requirements(portfit::requirements& asked) {
    for (portfit::requirement& each : asked) {
      if (!each.must) widen(each.weight);
      if (each.waived) draw(each.waived->price);
    }
  }

  template <class... Tables>
  void draw_entities(Tables&... tables) {
    const auto draw_one = [this](portfit::entity& each) {
      draw_facts(each.facts);
      draw_requirements(each.asks);
    };
    const auto draw_table = [&](auto& table) {
      for (auto& [id, each] : table) draw_one(each);
    };
    (draw_table(tables), ...);
  }

  void draw_remedy(portfit::remedy& what) {
    for (portfit::figure* const lines : {&what.effort, &what.money, &what.time, &what.works})
      for (portfit::figure_line& line : *lines) draw(line.is);
    for (auto& [payee, amount] : what.pays) draw(amount);
    if (!is_assumed(what.source)) return;
    for (portfit::effect& each : what.effects)
      if (double* const amount = std::get_if<double>(&each.amount);
          amount != nullptr && each.does == portfit::effect::kind::adds)
        widen(*amount);
  }

  random_source random_;
  std::size_t figures_ = 0;
  const std::map<std::string, portfit::source>* sources_ = nullptr;
  std::map<std::string, portfit::fact_type> types_;
};

/// One draw of a catalog; equal seeds give equal catalogs.
[[nodiscard]] inline portfit::catalog draw_catalog(const portfit::catalog& base, std::uint64_t seed) {
  return catalog_draw(random_source(seed))(base);
}

}  // namespace portfit_test
