#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/catalog/catalog.hpp>
#include <portfit/resolve/count_devices.hpp>
#include <portfit/resolve/lookup.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A catalog from which everything was taken that may follow from what is measured, and the means to tell it some outcomes.
///
/// Nothing that is read from here depends on an outcome that was not told.
class backtest_world {
 public:
  /// @param into takes what was hidden.
  backtest_world(const catalog& world, const std::string& table, const std::vector<observed_outcome>& measured,
                 const backtest_options& options, backtest_result& into)
      : world_(world), table_(table) {
    count_table& counts = world_.counts.at(table_);
    counts.yes = into.positive;
    hide_facts(counts, measured, options.among, into);
    leave_cells_out(counts, options, into);
    into.evidence = counts.evidence;
    into.evidence.erase(counts.of);
    for (const auto& [id, each] : world_.remedies) {
      const bool counted = std::any_of(each.works.begin(), each.works.end(),
                                       [&](const figure_line& line) { return line.counted == table_; });
      if (!counted) into.remedies_left_out.push_back(id);
    }
  }

  [[nodiscard]] const catalog& without_outcomes() const { return world_; }

  /// The catalog with the outcomes of these devices, and no others of those measured.
  [[nodiscard]] catalog with(const std::vector<const observed_outcome*>& told) const {
    catalog result = world_;
    const std::string& name = world_.counts.at(table_).of;
    const fact_declaration& declared = world_.facts.at(name);
    for (const observed_outcome* each : told) {
      fact stated;
      stated.name = name;
      stated.values = {value_of(declared, each->is)};
      stated.source = "outcomes";
      stated.trust = confidence::a;
      result.devices.at(each->device).facts[name] = {stated};
    }
    return result;
  }

 private:
  /// @pre The word is one of the fact's.
  [[nodiscard]] static fact_value value_of(const fact_declaration& declared, const std::string& word) {
    if (declared.type == fact_type::yes_no) return word == "yes" ? 1.0 : 0.0;
    if (declared.type == fact_type::word) return word;
    const auto place = std::find(declared.words.begin(), declared.words.end(), word);
    PORTFIT_ASSERT(place != declared.words.end());
    return static_cast<double>(place - declared.words.begin());
  }

  template <class Entities>
  void hide(Entities& entities, const count_table& counts, bool devices, backtest_result& into) {
    for (auto& [id, each] : entities)
      for (auto stated = each.facts.begin(); stated != each.facts.end();) {
        const bool kept = devices && stated->first == counts.of;
        if (kept || (counts.evidence.contains(stated->first) && stated->first != counts.of)) {
          ++stated;
          continue;
        }
        into.hidden[stated->first] += stated->second.size();
        stated = each.facts.erase(stated);
      }
  }

  void hide_facts(const count_table& counts, const std::vector<observed_outcome>& measured,
                  const std::set<std::string>& among, backtest_result& into) {
    hide(world_.devices, counts, true, into);
    hide(world_.platforms, counts, false, into);
    hide(world_.vendors, counts, false, into);
    hide(world_.ports, counts, false, into);
    const std::string& name = counts.of;
    world_.world.erase(name);
    find_partial_sources(name, measured, into);
    std::set<std::string> own;
    for (const observed_outcome& each : measured) {
      own.insert(each.device);
      hide_sources(world_.devices.at(each.device).facts, into);
      for (const std::string& other : each.also) forget(other, name, own, into);
      forget(each.device, name, own, into);
    }
    for (auto& [id, each] : world_.devices) {
      const auto stated = each.facts.find(name);
      if (own.contains(id) || stated == each.facts.end()) continue;
      if (is_among(among, world_.facts.at(name), stated->second))
        ++into.others_counted;
      else
        each.facts.erase(stated);
    }
  }

  void forget(const std::string& device, const std::string& name, std::set<std::string>& own, backtest_result& into) {
    fact_table& facts = world_.devices.at(device).facts;
    if (const auto stated = facts.find(name); stated != facts.end()) into.own_hidden += stated->second.size();
    facts.erase(name);
    own.insert(device);
  }

  /// Who tells, device by device, what stands there now.
  [[nodiscard]] std::set<std::string> sources_of(const std::string& name) const {
    std::set<std::string> result;
    for (const auto& [id, each] : world_.devices)
      if (const auto stated = each.facts.find(name); stated != each.facts.end())
        for (const fact& what : stated->second)
          if (!what.source.empty()) result.insert(what.source);
    return result;
  }

  /// Sources that tell outcomes and speak of some of the devices measured, not of all: that one speaks of a device at all may
  /// be a consequence of its outcome.
  void find_partial_sources(const std::string& name, const std::vector<observed_outcome>& measured,
                            backtest_result& into) const {
    for (const std::string& source : sources_of(name)) {
      const auto is_its = [&](const fact& what) { return what.source == source; };
      const auto is_spoken_of = [&](const observed_outcome& each) {
        const fact_table& facts = world_.devices.at(each.device).facts;
        return std::any_of(facts.begin(), facts.end(), [&](const auto& entry) {
          return std::any_of(entry.second.begin(), entry.second.end(), is_its);
        });
      };
      if (!std::all_of(measured.begin(), measured.end(), is_spoken_of)) into.partial_sources.insert(source);
    }
  }

  /// Takes out what those sources say.
  static void hide_sources(fact_table& facts, backtest_result& into) {
    for (auto stated = facts.begin(); stated != facts.end();) {
      const std::size_t count =
          std::erase_if(stated->second, [&](const fact& what) { return into.partial_sources.contains(what.source); });
      if (count > 0) into.hidden[stated->first] += count;
      stated = stated->second.empty() ? facts.erase(stated) : std::next(stated);
    }
  }

  /// Whether everything that is stated is one of these words; no words: all.
  [[nodiscard]] static bool is_among(const std::set<std::string>& words, const fact_declaration& declared,
                                     const std::vector<fact>& stated) {
    return words.empty() || std::all_of(stated.begin(), stated.end(), [&](const fact& what) {
             return !what.is_known() || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
               return value_of(declared, word) == what.values.front();
             });
           });
  }

  /// Cells of devices like those measured hold their outcomes; those elsewhere do not.
  void leave_cells_out(count_table& counts, const backtest_options& options, backtest_result& into) {
    const std::size_t all = counts.cells.size();
    std::erase_if(counts.cells, [](const count_cell& cell) { return !cell.elsewhere; });
    into.cells_left_out = all - counts.cells.size();
    const std::set<std::string> telling = sources_of(counts.of);  // their cells would count twice, see `count_devices`
    std::erase_if(counts.cells, [&](const count_cell& cell) {
      return telling.contains(cell.source) || !is_counted_on(world_, options.assess.asked, cell);
    });
    into.cells_kept = counts.cells.size();
    if (options.among.empty()) return;
    for (count_cell& cell : counts.cells)
      std::erase_if(cell.is, [&](const auto& entry) { return !options.among.contains(entry.first); });
  }

  catalog world_;
  std::string table_;
};

/// The mean of a counted chance had its table another strength: from the groups it rests on, as `count_devices` does.
[[nodiscard]] inline double mean_at(const counted_chance& counted, double strength) {
  const counted_group& all = counted.groups.back();
  double mean = (all.yes + 0.5) / (all.of + 1);
  for (std::size_t level = counted.groups.size() - 1; level-- > 0;) {
    const counted_group& group = counted.groups[level];
    mean = (group.yes + strength * mean) / (group.of + strength);
  }
  return mean;
}

/// The table of the baseline: devices of the same family, beside all as one device; nothing from elsewhere.
[[nodiscard]] inline count_table baseline_of(const count_table& counts) {
  count_table result = counts;
  result.by = {{count_key{count_key::kind::platform, {}}}};
  result.strength = 1;
  result.elsewhere = 0;
  std::erase_if(result.cells, [](const count_cell& cell) { return cell.elsewhere; });
  return result;
}

}  // namespace portfit::detail
