#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/resolve/places.hpp>
#include <portfit/resolve/query.hpp>

#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// The entities of one pairing.
struct pairing_entities {
  const operating_system* os = nullptr;
  const portfit::market* market = nullptr;
  const portfit::device* device = nullptr;
};

/// The system and its bases, nearest first.
[[nodiscard]] inline std::vector<const operating_system*> lineage(const catalog& world, const std::string& os) {
  std::vector<const operating_system*> chain;
  for (auto found = world.systems.find(os); found != world.systems.end();
       found = world.systems.find(found->second.based_on))
    chain.push_back(&found->second);
  return chain;
}

/// The platform and the families it belongs to, nearest first; the last one is where work on the chip is shared.
[[nodiscard]] inline std::vector<const platform*> platform_line(const catalog& world, const std::string& platform) {
  std::vector<const portfit::platform*> chain;
  for (auto found = world.platforms.find(platform); found != world.platforms.end();
       found = world.platforms.find(found->second.family))
    chain.push_back(&found->second);
  return chain;
}

/// The id of the widest family of a platform: itself where it has none; empty where the platform is unknown.
[[nodiscard]] inline std::string family_of(const catalog& world, const std::string& platform) {
  const auto chain = platform_line(world, platform);
  return chain.empty() ? platform : chain.back()->id;
}

/// The chip maker: the first of the platform and its families that says so; empty where none does.
[[nodiscard]] inline std::string chip_maker(const catalog& world, const std::string& platform) {
  for (const portfit::platform* each : platform_line(world, platform))
    if (!each->vendor.empty()) return each->vendor;
  return {};
}

/// Which of several statements about one fact of one entity counts.
struct settled_statement {
  const fact* best = nullptr;  ///< none counts on that day
  bool tied = false;           ///< another is as good and says something else: the fact is unknown
  bool contested = false;      ///< a weaker one says something else
};

/// Whether a source was published by the day up to which the asker knows; true where it does not say when.
[[nodiscard]] inline bool is_published(const catalog& world, const query& asked, const std::string& source) {
  if (!asked.known_by) return true;
  const auto found = world.sources.find(source);
  return found == world.sources.end() || !found->second.published || *found->second.published <= *asked.known_by;
}

/// Whether a cell is known and trusted enough for who asks.
[[nodiscard]] inline bool is_counted_on(const catalog& world, const query& asked, const count_cell& cell) {
  const auto found = world.sources.find(cell.source);
  const bool trusted = found == world.sources.end() || found->second.trust >= asked.trust;
  return trusted && is_published(world, asked, cell.source);
}

/// Overriding files first, then confidence, then the later `from`. Statements that do not count on that day, or whose source
/// was published after `asked.known_by`, are left out. Complexity: linear.
[[nodiscard]] inline settled_statement settle_statements(const catalog& world, std::span<const fact> statements,
                                                         const query& asked, date day) {
  const auto rank = [](const fact& each) { return std::tuple(each.overrides, each.trust, each.from); };
  settled_statement result;
  for (const fact& each : statements) {
    if (!counts_on(day, each.from, each.until) || !is_published(world, asked, each.source)) continue;
    if (result.best == nullptr) {
      result.best = &each;
      continue;
    }
    const bool differs = each.values != result.best->values || !(each.belief == result.best->belief);
    if (rank(*result.best) < rank(each)) {
      result = {&each, false, result.contested || result.tied || differs};
    } else if (differs) {
      (rank(each) < rank(*result.best) ? result.contested : result.tied) = true;
    }
  }
  return result;
}

/// The state that statements about one fact of one entity lead to, without key and owner. Nothing if none counts today.
[[nodiscard]] inline std::optional<fact_state> settled_state(const catalog& world, std::span<const fact> statements,
                                                             const query& asked, date day,
                                                             const fact_declaration& declared) {
  const settled_statement found = settle_statements(world, statements, asked, day);
  if (found.best == nullptr) return std::nullopt;
  const fact& best = *found.best;
  fact_state state{{}, {}, fact_state::origin::stated, {}, {}, &best};
  if (!found.tied && best.trust != confidence::contradicted && best.trust >= asked.trust) {
    state.values = best.values;
    state.belief = best.belief;
  }
  if (!state.is_known() && state.belief.is == distribution::form::none && declared.default_prior) {
    state.belief = *declared.default_prior;
    state.from = fact_state::origin::assumed_prior;
  }
  return state;
}

/// The state of a fact that nobody states, without key and owner.
[[nodiscard]] inline fact_state unstated_state(const fact_declaration& declared) {
  fact_state state;
  if (declared.default_value) {
    state.values = {*declared.default_value};
    state.from = fact_state::origin::defaulted;
  } else if (declared.default_prior) {
    state.belief = *declared.default_prior;
    state.from = fact_state::origin::assumed_prior;
  }
  return state;
}

namespace detail {

/// An entity's facts and what to call it.
struct fact_home {
  std::string id;
  const fact_table* facts = nullptr;
};

class fact_lookup {
 public:
  fact_lookup(const catalog& world, const pairing_entities& who, const query& asked)
      : world_(world), who_(who), asked_(asked), day_(asked.as_of ? *asked.as_of : world.as_of.value_or(date{})) {}

  [[nodiscard]] fact_state find(const fact_reference& reference, const fact_declaration& declared) const {
    const std::vector<fact_home> homes = homes_of(reference.owner);
    for (const fact_home& home : homes) {
      const auto statements = home.facts->find(reference.name);
      if (statements == home.facts->end()) continue;
      if (const auto state = settled_state(world_, statements->second, asked_, day_, declared))
        return named(*state, home.id, state->statement->name);
    }
    return named(unstated_state(declared), own_id(reference.owner), reference.name);
  }

 private:
  static fact_state named(fact_state state, const std::string& owner, const std::string& name) {
    state.key = owner + ": " + name;
    state.owner = owner;
    return state;
  }

  void add_ports(std::vector<fact_home>& homes, const std::string& target) const {
    if (target.empty()) return;
    for (const operating_system* os : lineage(world_, who_.os->id)) {
      const auto found = world_.ports.find(os->id + "/" + target);
      if (found != world_.ports.end()) homes.push_back({found->first, &found->second.facts});
    }
  }

  template <class Table>
  static void add_entity(std::vector<fact_home>& homes, const Table& table, const std::string& id) {
    if (const auto found = table.find(id); found != table.end()) homes.push_back({id, &found->second.facts});
  }

  void add_platforms(std::vector<fact_home>& homes) const {
    for (const platform* each : platform_line(world_, who_.device->platform)) homes.push_back({each->id, &each->facts});
  }

  /// Where a fact may be stated, most specific first.
  [[nodiscard]] std::vector<fact_home> homes_of(fact_owner owner) const {
    const portfit::device& device = *who_.device;
    std::vector<fact_home> homes;
    switch (owner) {
      case fact_owner::bare:
        add_ports(homes, device.id);
        for (const platform* each : platform_line(world_, device.platform)) add_ports(homes, each->id);
        add_ports(homes, device.vendor);
        [[fallthrough]];
      case fact_owner::device:
        homes.push_back({device.id, &device.facts});
        add_platforms(homes);
        add_entity(homes, world_.vendors, device.vendor);
        break;
      case fact_owner::platform: add_platforms(homes); break;
      case fact_owner::vendor: add_entity(homes, world_.vendors, device.vendor); break;
      case fact_owner::built_by:
        add_entity(homes, world_.vendors, device.built_by.empty() ? device.vendor : device.built_by);
        break;
      case fact_owner::os:
        for (const operating_system* os : lineage(world_, who_.os->id)) homes.push_back({os->id, &os->facts});
        break;
      case fact_owner::market: homes.push_back({who_.market->id, &who_.market->facts}); break;
      case fact_owner::world: break;
    }
    homes.push_back({"world", &world_.world});
    return homes;
  }

  /// To whom an unstated fact belongs.
  [[nodiscard]] std::string own_id(fact_owner owner) const {
    switch (owner) {
      case fact_owner::os: return who_.os->id;
      case fact_owner::market: return who_.market->id;
      case fact_owner::platform: return who_.device->platform.empty() ? who_.device->id : who_.device->platform;
      case fact_owner::vendor: return who_.device->vendor;
      case fact_owner::built_by: return who_.device->built_by.empty() ? who_.device->vendor : who_.device->built_by;
      case fact_owner::world: return "world";
      default: return who_.device->id;
    }
  }

  const catalog& world_;
  const pairing_entities& who_;
  const query& asked_;
  date day_;
};

}  // namespace detail

/// What is known of a fact for one pairing: the most specific entity that states it, as of the day asked.
///
/// Order: port (os/device, os/platform, os/vendor, through the system's bases), device, platform, its
/// families (with their ports), vendor, world; an
/// absent fact inherits, an explicit unknown masks. A fact nobody states takes the vocabulary's default, if it has one.
/// Complexity: linear in the entities looked at.
[[nodiscard]] inline fact_state find_fact(const catalog& world, const pairing_entities& who, const query& asked,
                                          const fact_reference& reference, const fact_declaration& declared) {
  return detail::fact_lookup(world, who, asked).find(reference, declared);
}

}  // namespace portfit
