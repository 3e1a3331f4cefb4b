#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/counted_chance.hpp>
#include <portfit/resolve/detail/device_answers.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/query.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// What a device, or a cell of devices alike, counts as. Names are those of the catalog.
struct counted_member {
  std::string_view vendor;  ///< empty: not told
  std::string_view family;
  std::string_view maker;
  const std::map<std::string, bool>* in = nullptr;  ///< groups
  bool elsewhere = false;
  double yes = 0;
  double of = 0;  ///< 0: a device whose outcome nobody knows
};

/// What decides on the chance of a device whose outcome nobody knows.
using counted_kin =
    std::tuple<std::string_view, std::string_view, std::string_view, const std::map<std::string, bool>*>;

[[nodiscard]] inline counted_kin kin_of(const counted_member& who) {
  return {who.vendor, who.family, who.maker, who.in};
}

/// How many came out well in a group.
struct group_tally {
  double yes = 0;
  double of = 0;
};

/// Counts the devices of a catalog and the cells of one table, and makes chances of the counts.
class device_counter {
 public:
  /// @pre The columns hold all devices of the catalog.
  device_counter(const count_table& table, fact_columns& columns)
      : world_(columns.world()), table_(table), asked_(columns.asked()), answers_(table, columns) {
    for (std::uint32_t which = 0; which < columns.devices().size(); ++which) {
      const device& each = *columns.devices()[which];
      const std::uint32_t platform = columns.platforms()[which];
      if (platform >= chip_of_.size()) chip_of_.resize(platform + 1, nullptr);
      if (chip_of_[platform] == nullptr) chip_of_[platform] = &add_chip(each.platform);
      members_.push_back(member_of(each, which, *chip_of_[platform]));
      if (members_.back().of > 0) counted_.push_back(members_.back());
    }
    add_cells();
    for (const counted_member& each : counted_) successes_[each.family] += each.yes;
    for (const counted_member& each : counted_) add_to(tallies_, each, successes_of(each.family), 1);
  }

  /// The devices, as they stand in the columns.
  [[nodiscard]] const std::vector<counted_member>& members() const { return members_; }

  /// Where the groups of a device stand.
  [[nodiscard]] counted_chance chance_of(const counted_member& own) const {
    const double all = successes_of(own.family);
    const double others = all - own.yes;
    level_tallies out;  // what the device itself counts for, to be taken out
    if (own.of > 0) add_to(out, own, others + own.yes, -1);
    if (own.yes > 0)  // its relatives see one success less
      for (const counted_member& each : counted_) {
        if (each.family != own.family || own.family.empty()) continue;
        add_to(out, each, all, -1);
        add_to(out, each, others, 1);
      }
    if (own.yes > 0 && !own.family.empty()) {  // it is not one of them
      add_to(out, own, all, 1);
      add_to(out, own, others, -1);
    }
    return shrink(own, others, out);
  }

 private:
  struct chip_names {
    std::string family;
    std::string maker;
  };

  /// What was counted in all, and by level and group.
  struct level_tallies {
    group_tally all;
    std::vector<std::map<std::string, group_tally>> by_level;  // empty: nothing yet
  };

  const chip_names& add_chip(const std::string& platform) {
    return chips_.emplace_back(chip_names{family_of(world_, platform), chip_maker(world_, platform)});
  }

  [[nodiscard]] double successes_of(std::string_view family) const {
    const auto found = successes_.find(family);
    return family.empty() || found == successes_.end() ? 0 : found->second;
  }

  [[nodiscard]] counted_member member_of(const device& what, std::uint32_t which, const chip_names& chip) {
    counted_member result;
    result.vendor = what.vendor;
    result.family = chip.family;
    result.maker = chip.maker;
    const device_groups& groups = answers_.groups_of(which);
    result.in = &groups.in;
    result.elsewhere = !groups.among;
    if (const std::optional<counted_word> told = answers_.word_of(which)) {
      if (!told->source.empty()) sources_.insert(told->source);
      result.of = 1;
      result.yes = table_.yes.contains(told->word) ? 1 : 0;
    }
    return result;
  }

  /// A cell of a source whose devices are in the catalog one by one would count them twice.
  void add_cells() {
    for (const count_cell& cell : table_.cells) {
      if (sources_.contains(cell.source) || !is_counted_on(world_, asked_, cell)) continue;
      counted_member made;
      const chip_names& chip = add_chip(cell.platform);
      made.family = chip.family;
      made.maker = chip.maker;
      made.in = &cell.in;
      made.elsewhere = cell.elsewhere;
      // Word by word, so that a success sees its fellows and not itself.
      for (const auto& [word, number] : cell.is) {
        made.of = number;
        made.yes = table_.yes.contains(word) ? number : 0;
        if (number > 0) counted_.push_back(made);
      }
    }
  }

  /// Which group of a level somebody is in; nothing where that is not known. `seen`: something came out well elsewhere in
  /// the family.
  [[nodiscard]] std::optional<std::string> group_of(const counted_member& who, const std::vector<count_key>& level,
                                                    bool seen) const {
    std::string text;
    for (const count_key& key : level) {
      if (!text.empty()) text += ", ";
      if (!add_part(text, who, key, seen)) return std::nullopt;
    }
    return text;
  }

  /// Adds what is known of somebody by one key; false where nothing is.
  static bool add_part(std::string& into, const counted_member& who, const count_key& key, bool seen) {
    const auto add = [&](std::string_view before, std::string_view id) {
      into.append(before).append(id);
      return !id.empty();
    };
    switch (key.is) {
      case count_key::kind::vendor: return add("", who.vendor);
      case count_key::kind::platform: return add("on ", who.family);
      case count_key::kind::maker: return add("chips of ", who.maker);
      case count_key::kind::seen:
        into += seen ? "seen on its platform" : "never seen on its platform";
        return !who.family.empty();
      case count_key::kind::group: break;
    }
    const auto found = who.in->find(key.group);
    if (found == who.in->end()) return false;
    into.append(found->second ? "" : "not ").append(key.group);
    return true;
  }

  [[nodiscard]] bool is_platform_alone(const std::vector<count_key>& level) const {
    return level.size() == 1 && level.front().is == count_key::kind::platform;
  }

  /// Adds what somebody counts for in every group it is in, `sign` times. A success does not see itself.
  void add_to(level_tallies& into, const counted_member& who, double successes, double sign) const {
    const bool seen = successes - (who.yes > 0 ? 1 : 0) > 0;
    into.by_level.resize(table_.by.size());
    for (std::size_t level = 0; level < table_.by.size(); ++level) {
      if (who.elsewhere && !is_platform_alone(table_.by[level])) continue;
      const auto group = group_of(who, table_.by[level], seen);
      if (!group) continue;
      const double weight = sign * (who.elsewhere ? table_.elsewhere : 1);
      group_tally& tally = into.by_level[level][*group];
      tally.yes += weight * who.yes;
      tally.of += weight * who.of;
    }
    if (who.elsewhere) return;
    into.all.yes += sign * who.yes;
    into.all.of += sign * who.of;
  }

  [[nodiscard]] counted_chance shrink(const counted_member& own, double elsewhere, const level_tallies& out) const {
    counted_chance result;
    result.table = table_.id;
    const group_tally all{tallies_.all.yes + out.all.yes, tallies_.all.of + out.all.of};
    // Jeffreys' prior where nothing is wider: half a success and half a failure.
    result.yes = all.yes + 0.5;
    result.no = all.of - all.yes + 0.5;
    result.groups.push_back({"all", all.yes, all.of, result.mean()});
    for (std::size_t level = table_.by.size(); level-- > 0;) {
      const auto group = group_of(own, table_.by[level], elsewhere > 0);
      if (!group) continue;
      group_tally tally;
      for (const level_tallies* const each : {&tallies_, &out}) {
        if (each->by_level.empty()) continue;
        const auto found = each->by_level[level].find(*group);
        if (found == each->by_level[level].end()) continue;
        tally.yes += found->second.yes;
        tally.of += found->second.of;
      }
      const double before = result.mean();
      if (tally.of > 0) {  // a group without cases says what the wider one says, as surely
        result.yes = tally.yes + table_.strength * before;
        result.no = tally.of - tally.yes + table_.strength * (1 - before);
      }
      result.groups.push_back({*group, tally.yes, tally.of, result.mean()});
    }
    std::reverse(result.groups.begin(), result.groups.end());
    return result;
  }

  const catalog& world_;
  const count_table& table_;
  const query asked_;
  device_answers answers_;
  std::deque<chip_names> chips_;            // they stay where they are
  std::vector<const chip_names*> chip_of_;  // by number of the platform: devices have few of them
  std::vector<counted_member> members_;     // by device
  std::set<std::string> sources_;           // of what is known of devices one by one
  std::vector<counted_member> counted_;
  std::map<std::string_view, double> successes_;  // by family
  level_tallies tallies_;
};

}  // namespace detail

/// The chance of every device of a catalog by one count table, by id.
///
/// Of each level of `by` a device may be in one group. Its chance is a Beta whose mean is shrunk level by level from all
/// devices towards the most specific group: (yes + strength x mean of the wider group) / (of + strength). So a group without
/// cases says what the wider one says, and one with many says what was counted in it. (A chain of conjugate Beta priors with
/// the mean of the wider group plugged in, not integrated over: empirical Bayes, as in Gelman et al., Bayesian Data Analysis,
/// 3rd ed., section 5.3. The interval therefore leaves out how little is known of the wider group.)
///
/// - The outcome of a device never enters its own chance.
/// - A device counts in a level only where all it asks is known of it; so do cells.
/// - Devices outside the population (`among`) count in levels by platform alone, `elsewhere` times, and are `seen`.
/// - Cells of a source that also speaks of single devices of the catalog are left out: they would count twice.
/// - Cells whose source is published after `asked.known_by`, or trusted less than `asked.trust`, are left out.
///
/// Complexity: levels x (devices + cells), times the logarithm of the number of groups; a device that came out well counts its
/// relatives once more.
/// @pre The columns hold all devices of their catalog; `table` outlives the call.
[[nodiscard]] inline std::map<std::string, counted_chance> count_devices(const count_table& table,
                                                                         fact_columns& columns) {
  const detail::device_counter counter(table, columns);
  std::map<std::string, counted_chance> result;
  std::map<detail::counted_kin, const counted_chance*> known;  // of devices whose outcome nobody knows
  for (std::size_t which = 0; which < counter.members().size(); ++which) {
    const detail::counted_member& each = counter.members()[which];
    const counted_chance** const same = each.of > 0 ? nullptr : &known[detail::kin_of(each)];
    const bool is_known = same != nullptr && *same != nullptr;
    const auto made =
        result.emplace_hint(result.end(), columns.devices()[which]->id, is_known ? **same : counter.chance_of(each));
    if (same != nullptr) *same = &made->second;
  }
  return result;
}

/// The same with columns of its own.
[[nodiscard]] inline std::map<std::string, counted_chance> count_devices(const catalog& world, const count_table& table,
                                                                         const query& asked = {}) {
  fact_columns columns(world, all_devices(world), asked);
  return count_devices(table, columns);
}

}  // namespace portfit
