#pragma once

#include <portfit/assert.hpp>
#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/query.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// What is known of a fact, whoever states it.
struct fact_content {
  std::vector<fact_value> values;  ///< empty: unknown
  distribution belief;

  [[nodiscard]] bool is_known() const { return !values.empty(); }
  [[nodiscard]] bool has_prior() const {
    return belief.is == distribution::form::chance || belief.is == distribution::form::weights ||
           belief.is == distribution::form::triangular;
  }
};

/// One fact of one device: what is known of it, and by whom.
struct fact_cell {
  std::uint32_t content = 0;         ///< number in `fact_column::contents`
  std::uint32_t home : 31 = 0;       ///< number of the entity that states it, or to which the question would go
  std::uint32_t is_assumed : 1 = 0;  ///< the value or the prior is somebody's guess
};

/// One fact of all devices of a sweep; equal contents have equal numbers.
class fact_column {
 public:
  std::vector<fact_cell> cells;  ///< by device

  [[nodiscard]] const fact_content& content(std::uint32_t number) const { return contents_[number]; }
  [[nodiscard]] std::size_t content_count() const { return contents_.size(); }

  /// The number of a content. Complexity: logarithmic in the different ones.
  std::uint32_t number_of(const fact_state& state) {
    const auto next = static_cast<std::uint32_t>(contents_.size());
    if (state.values.size() == 1 && state.belief.is == distribution::form::none)
      if (const auto* const number = std::get_if<double>(&state.values.front())) {
        const auto [found, is_new] = numbers_.emplace(*number, next);
        if (is_new) contents_.push_back({state.values, state.belief});
        return found->second;
      }
    const distribution& belief = state.belief;
    const auto [found, is_new] =
        others_.emplace(key{state.values, static_cast<int>(belief.is), belief.chance, belief.weights, belief.low,
                            belief.likely, belief.high},
                        next);
    if (is_new) contents_.push_back({state.values, belief});
    return found->second;
  }

 private:
  using key = std::tuple<std::vector<fact_value>, int, double, std::map<std::string, double>, double, double, double>;

  std::vector<fact_content> contents_;
  std::map<double, std::uint32_t> numbers_;
  std::map<key, std::uint32_t> others_;
};

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
    for (const device* const each : devices_) {
      platforms_.push_back(number_of(each->platform, platform_numbers_, platform_names_));
      vendors_.push_back(number_of(each->vendor, vendor_numbers_, vendor_names_));
      makers_.push_back(
          number_of(each->built_by.empty() ? each->vendor : each->built_by, vendor_numbers_, vendor_names_));
    }
    world_home_ = home_of(world_name_);
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

  static std::uint32_t number_of(const std::string& name, numbers& known, std::vector<const std::string*>& names) {
    const auto [found, is_new] = known.emplace(name, static_cast<std::uint32_t>(names.size()));
    if (is_new) names.push_back(&found->first);
    return found->second;
  }

  /// @pre `id` is no device of the sweep, or it does not matter that its home is numbered twice.
  std::uint32_t home_of(const std::string& id) {
    const auto [found, is_new] = home_numbers_.emplace(id, static_cast<std::uint32_t>(homes_.size()));
    if (is_new) homes_.push_back(&found->first);
    return found->second;
  }

  [[nodiscard]] static fact_cell cell_of(fact_column& into, const fact_state& state, std::uint32_t home) {
    fact_cell result;
    result.content = into.number_of(state);
    result.home = home & 0x7fffffffU;
    result.is_assumed = state.from == fact_state::origin::assumed_prior ||
                                (state.statement != nullptr && state.statement->trust == confidence::assumed)
                            ? 1
                            : 0;
    return result;
  }

  /// What one entity says, if it says anything that counts today.
  [[nodiscard]] std::optional<fact_cell> said_by(fact_column& into, const fact_table& facts, const std::string& name,
                                                 const fact_declaration& declared, std::uint32_t home) const {
    const auto statements = facts.find(name);
    if (statements == facts.end()) return std::nullopt;
    const auto state = settled_state(*world_, statements->second, asked_, day_, declared);
    return state ? std::optional(cell_of(into, *state, home)) : std::nullopt;
  }

  /// By platform what it or the nearest of its families says.
  [[nodiscard]] std::vector<std::optional<fact_cell>> by_platform(fact_column& into, const std::string& name,
                                                                  const fact_declaration& declared) {
    std::vector<std::optional<fact_cell>> result(platform_names_.size());
    for (std::size_t index = 0; index < result.size(); ++index)
      for (const platform* const each : platform_line(*world_, *platform_names_[index]))
        if (!result[index]) result[index] = said_by(into, each->facts, name, declared, home_of(each->id));
    return result;
  }

  [[nodiscard]] std::vector<std::optional<fact_cell>> by_vendor(fact_column& into, const std::string& name,
                                                                const fact_declaration& declared) {
    std::vector<std::optional<fact_cell>> result(vendor_names_.size());
    for (std::size_t index = 0; index < result.size(); ++index) {
      const auto found = world_->vendors.find(*vendor_names_[index]);
      if (found != world_->vendors.end())
        result[index] = said_by(into, found->second.facts, name, declared, home_of(found->first));
    }
    return result;
  }

  /// To whom an unstated fact of a device belongs.
  [[nodiscard]] std::uint32_t asked_home(fact_owner owner, std::size_t which) {
    switch (owner) {
      case fact_owner::platform:
        return devices_[which]->platform.empty() ? static_cast<std::uint32_t>(which)
                                                 : home_of(devices_[which]->platform);
      case fact_owner::vendor: return home_of(devices_[which]->vendor);
      case fact_owner::built_by: return home_of(*vendor_names_[makers_[which]]);
      case fact_owner::world: return world_home_;
      default: return static_cast<std::uint32_t>(which);
    }
  }

  [[nodiscard]] fact_column fill(fact_owner owner, const std::string& name, const fact_declaration& declared) {
    PORTFIT_ASSERT(owner != fact_owner::os && owner != fact_owner::market);
    fact_column made;
    const bool asks_device = owner == fact_owner::device;
    const bool asks_vendor = asks_device || owner == fact_owner::vendor || owner == fact_owner::built_by;
    std::vector<std::optional<fact_cell>> platforms(platform_names_.size());
    std::vector<std::optional<fact_cell>> vendors(vendor_names_.size());
    if (asks_device || owner == fact_owner::platform) platforms = by_platform(made, name, declared);
    if (asks_vendor) vendors = by_vendor(made, name, declared);
    const std::optional<fact_cell> worldwide = said_by(made, world_->world, name, declared, world_home_);
    const fact_cell nobody = cell_of(made, unstated_state(declared), 0);
    made.cells.reserve(devices_.size());
    for (std::size_t which = 0; which < devices_.size(); ++which) {
      std::optional<fact_cell> cell;
      if (asks_device)
        cell = said_by(made, devices_[which]->facts, name, declared, static_cast<std::uint32_t>(which));
      if (!cell) cell = platforms[platforms_[which]];
      if (!cell) cell = vendors[(owner == fact_owner::built_by ? makers_ : vendors_)[which]];
      if (!cell) cell = worldwide;
      if (!cell) {
        cell = nobody;
        cell->home = asked_home(owner, which) & 0x7fffffffU;
      }
      made.cells.push_back(*cell);
    }
    return made;
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
  std::map<std::string, std::vector<std::uint32_t>> targets_;
  std::map<std::pair<int, std::string>, std::unique_ptr<fact_column>> columns_;
};

}  // namespace portfit
