#pragma once

#include <portfit/analysis/detail/diff_collector.hpp>
#include <portfit/catalog/describe_value.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace portfit::detail {

/// Every entity that one pairing has to do with, on either side.
struct pairing_neighbours {
  std::string os;
  std::string device;
  std::string market;
  std::set<std::string> systems;  ///< the system and its bases
  std::set<std::string> platforms;
  std::set<std::string> vendors;  ///< brands and contract makers
  std::set<std::string> ports;    ///< that may be there

  void look_at(const catalog& world) {
    for (const operating_system* each : lineage(world, os)) systems.insert(each->id);
    const portfit::device& what = world.devices.at(device);
    std::vector<std::string> targets{what.id, what.platform, what.vendor};
    for (const platform* each : platform_line(world, what.platform)) {
      platforms.insert(each->id);
      targets.push_back(each->id);
    }
    vendors.insert({what.vendor, what.built_by});
    for (const std::string& target : targets)
      for (const std::string& each : systems) ports.insert(each + "/" + target);
  }
};

/// Whether both sides have the system and the device, platform or vendor that a port joins.
[[nodiscard]] inline bool joins_both(const port& what, const catalog& a, const catalog& b) {
  const auto joins = [&](const catalog& world) {
    return world.systems.contains(what.os) &&
           (world.devices.contains(what.target) || world.platforms.contains(what.target) ||
            world.vendors.contains(what.target));
  };
  return joins(a) && joins(b);
}

/// Whether chances that are counted may differ: the tables do, or the devices they count.
[[nodiscard]] inline bool count_differently(const catalog& a, const catalog& b) {
  if (a.counts.empty() && b.counts.empty()) return false;
  return a.counts != b.counts || a.devices != b.devices;
}

/// Collects what differs in entities; that touches the pairings they belong to.
class entity_collector {
 public:
  explicit entity_collector(item_collector& items) : items_(items) {}

  /// What touches every pairing beside the clauses: the world's facts, money, the vocabulary, time.
  void collect_head() {
    items_.compare_facts(world_home{});
    const catalog& old = items_.before().stands;
    const catalog& now = items_.after().stands;
    add_figure("scale", old.scale, now.scale, [](catalog& into) -> auto& { return into.scale; }, now.currency);
    add_figure(
        "person_month", old.person_month, now.person_month, [](catalog& into) -> auto& { return into.person_month; },
        now.currency);
    add_figure(
        "budget of money", old.budget.money, now.budget.money, [](catalog& into) -> auto& { return into.budget.money; },
        now.currency);
    add_figure(
        "budget of effort", old.budget.effort, now.budget.effort,
        [](catalog& into) -> auto& { return into.budget.effort; }, "pm");
    for (const auto& [name, declared] : now.facts)
      if (const auto found = old.facts.find(name); found != old.facts.end()) add_default(found->second, declared);
    if (items_.before().day != items_.after().day)
      items_.add(
          item_rank::time, change_kind::changed, "as_of",
          [day = items_.after().day](catalog& into) { into.as_of = day; },
          [was = items_.before().day, is = items_.after().day](change_cause& cause) {
            cause.text = "the day asked is " + to_text(is) + ", it was " + to_text(was) + ": ages are others";
          });
  }

  void collect_system(const std::string& id) {
    const entity_home<operating_system> home{&catalog::systems, id};
    if (!on_both_sides(home)) return;
    items_.compare_facts(home);
    items_.compare_requirements(item_rank::requirement, home, &entity::asks);
    items_.compare_value(item_rank::entity, "the base of " + id, home, &operating_system::based_on,
                         [](const catalog&, const operating_system& os) { return named(os.based_on); });
    items_.compare_value(item_rank::service, "what " + id + " provides", home, &operating_system::provides,
                         [](const catalog&, const operating_system& os) {
                           std::string text;
                           for (const auto& [service, covers] : os.provides)
                             text =
                                 appended(std::move(text), ", ",
                                          service + (covers < 1 ? " (" + describe_number(covers * 100) + " %)" : ""));
                           return text.empty() ? "nothing" : text;
                         });
  }

  void collect_market(const std::string& id) {
    const entity_home<market> home{&catalog::markets, id};
    items_.compare_facts(home);
    items_.compare_requirements(item_rank::requirement, home, &entity::asks);
    const auto amount = [](const std::optional<estimate>& what) { return what ? estimate_text(*what) : "not stated"; };
    items_.compare_value(item_rank::market, "where " + id + " sells", home, &market::sold_in,
                         [](const catalog&, const market& where) { return names_text(where.sold_in); });
    items_.compare_value(item_rank::market, "the units of " + id, home, &market::units,
                         [=](const catalog&, const market& where) { return amount(where.units); });
    items_.compare_value(item_rank::market, "the margin in " + id, home, &market::margin,
                         [=](const catalog&, const market& where) { return amount(where.margin); });
    items_.compare_value(item_rank::market, "the years that count in " + id, home, &market::years,
                         [](const catalog&, const market& where) { return describe_number(where.years); });
  }

  /// The device, what it stands on, who makes it, its ports, and what is counted of others, if the sides differ in that.
  void collect_device(const pairing_neighbours& around, bool counts_differ) {
    const entity_home<device> home{&catalog::devices, around.device};
    items_.compare_facts(home);
    items_.compare_requirements(item_rank::requirement, home, &entity::asks);
    const auto link = [&](const char* what, std::string device::* member) {
      items_.compare_value(item_rank::entity, std::string("the ") + what + " of " + around.device, home, member,
                           [member](const catalog&, const device& each) { return named(each.*member); });
    };
    link("vendor", &device::vendor);
    link("platform", &device::platform);
    link("contract maker", &device::built_by);
    if (counts_differ) add_counts(around.device);
    for (const std::string& id : around.platforms) collect_platform(id);
    for (const std::string& id : around.vendors) collect_vendor(id);
    for (const std::string& id : around.ports) collect_port(id);
  }

 private:
  [[nodiscard]] static std::string named(const std::string& id) { return id.empty() ? "unknown" : id; }

  /// What is counted of other devices, one by one or by others.
  void add_counts(const std::string& device) {
    const catalog& now = items_.after().stands;
    items_.add(
        item_rank::figure, change_kind::changed, "counts",
        [&now, device](catalog& into) {
          const portfit::device own = into.devices.at(device);
          into.counts = now.counts;
          into.devices = now.devices;
          into.devices.insert_or_assign(device, own);
        },
        [](change_cause& cause) { cause.text = "what is counted of other devices differs, so chances do"; });
  }

  template <class Find>
  void add_figure(const std::string& name, const std::optional<double>& old, const std::optional<double>& now,
                  Find figure_in, const std::string& unit) {
    if (old == now) return;
    const auto words = [unit](const std::optional<double>& what) {
      if (!what) return std::string("not given");
      return unit == "pm" ? describe_number(*what) + " pm" : describe_money(*what, unit);
    };
    items_.add(
        item_rank::figure, change_kind::changed, name, [=](catalog& into) { figure_in(into) = now; },
        [=](change_cause& cause) { cause.text = name + " is " + words(now) + ", it was " + words(old); });
  }

  /// What counts where nobody states a fact, and which words there are.
  void add_default(const fact_declaration& old, const fact_declaration& now) {
    if (old.default_value == now.default_value && old.default_prior == now.default_prior && old.words == now.words)
      return;
    const auto words = [currency = items_.after().stands.currency](const fact_declaration& declared) {
      if (declared.default_value) return describe_value(declared, *declared.default_value, currency);
      return declared.default_prior ? describe_belief(declared, *declared.default_prior, currency) : "unknown";
    };
    items_.add(
        item_rank::vocabulary, change_kind::changed, now.name,
        [is = &now](catalog& into) { into.facts[is->name] = *is; },
        [=, was = &old, is = &now, told = items_.words()](change_cause& cause) {
          const bool other = was->default_value != is->default_value || was->default_prior != is->default_prior;
          cause.text = other ? "where nobody states '" + is->name + "' it is " + words(*is) + ", it was " + words(*was)
                             : "'" + is->name + "' knows other words";
          locate(cause, *told.after().told, "", is->where);
        });
  }

  /// What only one side has changes nothing by itself: the link to it does, and brings it along.
  template <class Entity>
  [[nodiscard]] bool on_both_sides(const entity_home<Entity>& home) const {
    return home.find(items_.before().stands) != nullptr && home.find(items_.after().stands) != nullptr;
  }

  void collect_port(const std::string& id) {
    const entity_home<port> home{&catalog::ports, id};
    const catalog& old = items_.before().stands;
    const catalog& now = items_.after().stands;
    const port* const told = home.find(old) == nullptr ? home.find(now) : home.find(old);
    if (told == nullptr || !joins_both(*told, old, now)) return;
    items_.compare_facts(home);
    items_.compare_requirements(item_rank::requirement, home, &entity::asks);
  }

  void collect_platform(const std::string& id) {
    const entity_home<platform> home{&catalog::platforms, id};
    if (!on_both_sides(home)) return;
    items_.compare_facts(home);
    items_.compare_requirements(item_rank::requirement, home, &entity::asks);
    items_.compare_value(item_rank::entity, "the chip maker of " + id, home, &platform::vendor,
                         [](const catalog&, const platform& each) { return named(each.vendor); });
    items_.compare_value(item_rank::entity, "the family of " + id, home, &platform::family,
                         [](const catalog&, const platform& each) { return named(each.family); });
  }

  void collect_vendor(const std::string& id) {
    const entity_home<vendor> home{&catalog::vendors, id};
    if (!on_both_sides(home)) return;
    items_.compare_facts(home);
    items_.compare_requirements(item_rank::requirement, home, &entity::asks);
    items_.compare_value(item_rank::entity, "the home of " + id, home, &vendor::home,
                         [](const catalog&, const vendor& each) { return named(each.home); });
    items_.compare_value(item_rank::holds, "what " + id + " holds", home, &vendor::holds,
                         [](const catalog&, const vendor& each) { return names_text(each.holds); });
    items_.compare_value(item_rank::holds, "what " + id + " may hold", home, &vendor::may_hold,
                         [](const catalog&, const vendor& each) { return names_text(chances_of(each.may_hold)); });
  }

  item_collector& items_;
};

}  // namespace portfit::detail
