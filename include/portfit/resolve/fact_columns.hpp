#pragma once

#include <portfit/assert.hpp>
#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/resolve/fact_column.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/query.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace portfit {

/// The devices of a catalog, by id.
[[nodiscard]] inline std::vector<const device*> all_devices(const catalog& world) {
  std::vector<const device*> result;
  for (const auto& [id, each] : world.devices) result.push_back(&each);
  return result;
}

/// The facts of many devices, resolved once for all systems: what a device says of a fact does not depend on the system unless a
/// port (`os/device`, `os/platform`, `os/vendor`) states it.
///
/// A platform's, a vendor's and the world's statements are settled once each, and inherited.
class fact_columns {
 public:
  /// @pre `world` and `devices` outlive the columns.
  fact_columns(const catalog& world, std::vector<const device*> devices, const query& asked)
      : world_(&world),
        devices_(std::move(devices)),
        asked_(asked),
        day_(asked.as_of ? *asked.as_of : world.as_of.value_or(date{})) {
    for (const device* const each : devices_) homes_.push_back(&each->id);
    for (std::uint32_t which = 0; which < devices_.size(); ++which) add_device(which);
    world_home_ = home_of(world_name_);
    for (const std::string* const name : vendor_names_) {
      const auto found = world.vendors.find(*name);
      vendor_facts_.push_back(found == world.vendors.end() ? nullptr : &found->second.facts);
      vendor_homes_.push_back(home_of(*name));
    }
    for (const std::string* const name : platform_names_) {
      std::vector<inherited>& line = platform_lines_.emplace_back();
      for (const platform* const each : platform_line(world, *name)) line.push_back({&each->facts, home_of(each->id)});
      platform_homes_.push_back(home_of(*name));
    }
  }
  fact_columns(const fact_columns&) = delete;
  fact_columns& operator=(const fact_columns&) = delete;

  [[nodiscard]] const catalog& world() const { return *world_; }
  [[nodiscard]] const query& asked() const { return asked_; }
  [[nodiscard]] const std::vector<const device*>& devices() const { return devices_; }
  /// By device: numbers of its platform, its vendor and its contract maker (vendors and makers are numbered alike).
  [[nodiscard]] const std::vector<std::uint32_t>& platforms() const { return platforms_; }
  [[nodiscard]] const std::vector<std::uint32_t>& vendors() const { return vendors_; }
  [[nodiscard]] const std::vector<std::uint32_t>& makers() const { return makers_; }
  /// The id behind `fact_cell::home`.
  [[nodiscard]] const std::string& home(std::uint32_t number) const { return *homes_[number]; }

  /// The fact of all devices, ports left out: a bare name is looked up as a device's. Made when it is first asked for.
  /// @pre The owner is no system and no market.
  /// Complexity: devices x logarithm of the facts each states, once.
  [[nodiscard]] const fact_column& column(const fact_reference& reference, const fact_declaration& declared) {
    const fact_owner owner = reference.owner == fact_owner::bare ? fact_owner::device : reference.owner;
    auto& made = columns_[{static_cast<int>(owner), reference.name}];
    if (!made) made = std::make_unique<fact_column>(fill(owner, reference.name, declared));
    return *made;
  }

  /// The devices that a port to a device, a platform or a vendor speaks of, by its target.
  [[nodiscard]] const std::vector<std::uint32_t>& devices_of(const std::string& target) {
    if (targets_.empty()) find_targets();
    static const std::vector<std::uint32_t> nothing;
    const auto found = targets_.find(target);
    return found == targets_.end() ? nothing : found->second;
  }

  /// A cell of a state that was found otherwise.
  [[nodiscard]] fact_cell cell_of(fact_column& into, const fact_state& state) {
    return cell_of(into, state, home_of(state.owner));
  }

 private:
  using numbers = std::map<std::string, std::uint32_t>;

  /// Where a fact may be inherited from.
  struct inherited {
    const fact_table* facts = nullptr;
    std::uint32_t home = 0;
  };
  /// What a device says of one fact.
  struct posting {
    std::uint32_t device = 0;
    std::span<const fact> statements;
  };

  /// A fact that devices tell, and by whom.
  struct told_fact {
    std::string_view name;
    std::vector<posting> by;
    std::uint32_t next = 0;  ///< that was told after it last
  };

  static std::uint32_t number_of(const std::string& name, numbers& known, std::vector<const std::string*>& names) {
    const auto [found, is_new] = known.emplace(name, static_cast<std::uint32_t>(names.size()));
    if (is_new) names.push_back(&found->first);
    return found->second;
  }

  /// Turns what a device states round: who states a fact is found by its name.
  void add_device(std::uint32_t which) {
    const device& each = *devices_[which];
    platforms_.push_back(number_of(each.platform, platform_numbers_, platform_names_));
    vendors_.push_back(number_of(each.vendor, vendor_numbers_, vendor_names_));
    makers_.push_back(each.built_by.empty() ? vendors_.back()
                                            : number_of(each.built_by, vendor_numbers_, vendor_names_));
    if (which + 1 < devices_.size() && !devices_[which + 1]->facts.empty())
      fetch(&devices_[which + 1]->facts.begin()->first);
    std::uint32_t before = 0;
    for (auto told = each.facts.begin(); told != each.facts.end(); ++told) {
      if (each.facts.end() - told > static_cast<std::ptrdiff_t>(ahead)) fetch(told[ahead].first.data());
      before = told_number(told->first, before);
      told_[before].by.push_back({which, told->second});
    }
  }

  /// The number of a fact that some device tells. Devices tell much the same in the same order: it is looked for first where
  /// it stood after the one before.
  std::uint32_t told_number(const std::string& name, std::uint32_t before) {
    if (before < told_.size() && told_[told_[before].next].name == name) return told_[before].next;
    const auto made = static_cast<std::uint32_t>(told_.size());
    const auto [found, is_new] = told_numbers_.emplace(name, made);
    if (is_new) told_.push_back({name, {}, made});
    told_[before].next = found->second;
    return found->second;
  }

  /// @pre `id` is no device of the sweep, or it does not matter that its home is numbered twice.
  std::uint32_t home_of(const std::string& id) {
    const auto [found, is_new] = home_numbers_.emplace(id, static_cast<std::uint32_t>(homes_.size()));
    if (is_new) homes_.push_back(&found->first);
    return found->second;
  }

  static constexpr std::uint32_t home_bits = 0x3fffffffU;

  [[nodiscard]] static fact_cell cell_of(std::uint32_t content, bool is_stated, bool is_assumed, std::uint32_t home) {
    return {content, home & home_bits, is_stated ? 1U : 0U, is_assumed ? 1U : 0U};
  }

  [[nodiscard]] static fact_cell cell_of(fact_column& into, const fact_state& state, std::uint32_t home) {
    const bool is_assumed = state.from == fact_state::origin::assumed_prior ||
                            (state.statement != nullptr && state.statement->trust == confidence::assumed);
    return cell_of(into.number_of(state.values, state.belief), state.statement != nullptr, is_assumed, home);
  }

  /// What statements come to, if any counts today. Most often there is one, it is a value, and it is believed.
  [[nodiscard]] std::optional<fact_cell> said(fact_column& into, std::span<const fact> statements,
                                              const fact_declaration& declared, std::uint32_t home) const {
    const settled_statement found = settle_statements(*world_, statements, asked_, day_);
    if (found.best == nullptr) return std::nullopt;
    const confidence trust = found.best->trust;
    const bool counts = !found.tied && trust != confidence::contradicted && trust >= asked_.trust;
    if (counts && found.best->is_known())
      return cell_of(into.number_of(found.best->values, found.best->belief), true, trust == confidence::assumed, home);
    return cell_of(into, *settled_state(*world_, statements, asked_, day_, declared), home);
  }

  /// What one entity says, if it says anything that counts today.
  [[nodiscard]] std::optional<fact_cell> said_by(fact_column& into, const inherited& from, const std::string& name,
                                                 const fact_declaration& declared) const {
    if (from.facts == nullptr) return std::nullopt;
    const auto statements = from.facts->find(name);
    if (statements == from.facts->end()) return std::nullopt;
    return said(into, statements->second, declared, from.home);
  }

  /// To whom an unstated fact of a device belongs.
  [[nodiscard]] std::uint32_t asked_home(fact_owner owner, std::uint32_t which) const {
    switch (owner) {
      case fact_owner::platform: return devices_[which]->platform.empty() ? which : platform_homes_[platforms_[which]];
      case fact_owner::vendor: return vendor_homes_[vendors_[which]];
      case fact_owner::built_by: return vendor_homes_[makers_[which]];
      case fact_owner::world: return world_home_;
      default: return which;
    }
  }

  /// By device what it inherits: platforms, vendor, world; else the vocabulary's default.
  void fill_inherited(fact_column& into, fact_owner owner, const std::string& name, const fact_declaration& declared) {
    const bool asks_device = owner == fact_owner::device;
    std::vector<std::optional<fact_cell>> platforms(platform_names_.size());
    std::vector<std::optional<fact_cell>> vendors(vendor_names_.size());
    if (asks_device || owner == fact_owner::platform)
      for (std::size_t index = 0; index < platforms.size(); ++index)
        for (const inherited& each : platform_lines_[index])
          if (!platforms[index]) platforms[index] = said_by(into, each, name, declared);
    if (asks_device || owner == fact_owner::vendor || owner == fact_owner::built_by)
      for (std::size_t index = 0; index < vendors.size(); ++index)
        vendors[index] = said_by(into, {vendor_facts_[index], vendor_homes_[index]}, name, declared);
    const std::optional<fact_cell> worldwide = said_by(into, {&world_->world, world_home_}, name, declared);
    const fact_cell nobody = cell_of(into, unstated_state(declared), 0);
    const std::vector<std::uint32_t>& companies = owner == fact_owner::built_by ? makers_ : vendors_;
    into.cells.reserve(devices_.size());
    for (std::uint32_t which = 0; which < devices_.size(); ++which) {
      const std::optional<fact_cell>* found = &platforms[platforms_[which]];
      if (!*found) found = &vendors[companies[which]];
      if (!*found) found = &worldwide;
      into.cells.push_back(*found ? **found : nobody);
      if (!*found) into.cells.back().home = asked_home(owner, which) & home_bits;
    }
  }

  [[nodiscard]] fact_column fill(fact_owner owner, const std::string& name, const fact_declaration& declared) {
    PORTFIT_ASSERT(owner != fact_owner::os && owner != fact_owner::market);
    fact_column made;
    fill_inherited(made, owner, name, declared);
    const auto told = told_numbers_.find(name);
    if (owner != fact_owner::device || told == told_numbers_.end()) return made;
    const std::vector<posting>& by = told_[told->second].by;
    for (std::size_t index = 0; index < by.size(); ++index) {
      if (index + ahead < by.size()) fetch(by[index + ahead].statements.data());
      if (index + ahead_again < by.size() && !by[index + ahead_again].statements.empty())
        fetch(by[index + ahead_again].statements.front().values.data());
      if (const auto cell = said(made, by[index].statements, declared, by[index].device))
        made.cells[by[index].device] = *cell;
    }
    return made;
  }

  /// What facts say lies scattered over memory: what is looked at so many steps later is fetched while something else is looked
  /// at; then what that leads to.
  static constexpr std::size_t ahead = 8;
  static constexpr std::size_t ahead_again = 4;
  static void fetch([[maybe_unused]] const void* what) {
#if defined(__GNUC__)
    __builtin_prefetch(what);
#endif
  }

  void find_targets() {
    for (std::size_t which = 0; which < devices_.size(); ++which) {
      std::set<std::string> targets{devices_[which]->id, devices_[which]->vendor};
      for (const platform* const each : platform_line(*world_, devices_[which]->platform)) targets.insert(each->id);
      for (const std::string& each : targets) targets_[each].push_back(static_cast<std::uint32_t>(which));
    }
  }

  const catalog* world_;
  std::vector<const device*> devices_;
  query asked_;
  date day_;
  std::string world_name_ = "world";
  std::vector<const std::string*> homes_;  // those of the devices first
  numbers home_numbers_;
  numbers platform_numbers_;
  numbers vendor_numbers_;
  std::vector<const std::string*> platform_names_;
  std::vector<const std::string*> vendor_names_;
  std::vector<std::uint32_t> platforms_;
  std::vector<std::uint32_t> vendors_;
  std::vector<std::uint32_t> makers_;
  std::uint32_t world_home_ = 0;
  std::vector<const fact_table*> vendor_facts_;
  std::vector<std::uint32_t> vendor_homes_;
  std::vector<std::vector<inherited>> platform_lines_;
  std::vector<std::uint32_t> platform_homes_;
  std::vector<told_fact> told_;                                       // in the order of their first coming
  std::unordered_map<std::string_view, std::uint32_t> told_numbers_;  // never iterated
  std::map<std::string, std::vector<std::uint32_t>> targets_;
  std::map<std::pair<int, std::string>, std::unique_ptr<fact_column>> columns_;
};

}  // namespace portfit
