#pragma once

#include <portfit/analysis/detail/settled_vertices.hpp>
#include <portfit/graph/detail/row_numbers.hpp>
#include <portfit/resolve/detail/lane_reader.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Lanes of one context of which the same plain facts are known.
struct lane_pattern {
  std::uint32_t number = 0;
  settled_vertices settled;
  std::map<std::size_t, std::size_t> settled_shoulds;  ///< clause -> place among the shoulds
};

/// Finds out of rows what the formula of a lane hangs on: of what is settled by known facts only what comes of it.
class lane_patterns {
  /// Answers conditions on plain known facts.
  [[nodiscard]] auto known_on(std::uint32_t which) const {
    return [this, which](std::size_t index) {
      const std::uint32_t content = reader_.cell_at(all_.conditions[index].slot, which).content;
      std::vector<answer>& known = known_[index];
      if (content >= known.size()) known.resize(content + 1, answer::unknown);
      if (known[content] == answer::unknown) known[content] = is_known_on(index, which) ? answer::yes : answer::no;
      return known[content] == answer::yes;
    };
  }

  [[nodiscard]] bool is_known_on(std::size_t index, std::uint32_t which) const {
    const constraint_condition& asked = all_.conditions[index];
    const auto& values = reader_.content(asked.slot, which).values;
    return std::any_of(values.begin(), values.end(),
                       [&](const fact_value& each) { return holds_after({asked.compares, asked.bound}, each, {}); });
  }

 public:
  explicit lane_patterns(lane_reader& reader)
      : reader_(reader), graph_(reader.graph()), all_(tables(graph_)), known_(all_.conditions.size()) {}

  /// The pattern of a row. Valid until patterns are forgotten.
  const lane_pattern& of(std::span<const std::uint32_t> row) {
    const lane_context& context = reader_.context(row[0]);
    key_.resize(1 + context.groups.size());
    key_[0] = row[0];
    for (std::size_t group = 0; group < context.groups.size(); ++group)
      key_[1 + group] = context.groups[group].code(row[lane_reader::first_group() + group]).is_known ? 1 : 0;
    const auto [number, is_new] = keys_.add(key_);
    if (is_new) add_pattern(number, context, row);
    return *patterns_[number];
  }

  void forget() {
    keys_.clear();
    patterns_.clear();
  }

  /// Whether a settled requirement is met. @param which  a device of the pattern
  [[nodiscard]] bool is_met(const lane_pattern& here, std::size_t clause, std::uint32_t which) const {
    return here.settled.is_met(clause, known_on(which));
  }

  /// Writes what the formula of a row hangs on, but for how its value is mixed: lanes with equal keys lower to the same.
  void write_key(const lane_pattern& here, std::span<const std::uint32_t> row, std::uint32_t which,
                 std::vector<std::uint32_t>& key) const {
    const lane_context& context = reader_.context(row[0]);
    const auto known = known_on(which);
    key.assign(1, here.number);
    bool all_met = true;
    for (const std::size_t clause : here.settled.musts()) all_met = all_met && here.settled.is_met(clause, known);
    key.push_back(all_met ? 1 : 0);
    for (const std::size_t root : here.settled.roots()) key.push_back(here.settled.value(root, known) ? 1 : 0);
    for (const std::size_t group : here.settled.open_groups())
      key.push_back(context.groups[group].code(row[lane_reader::first_group() + group]).structure);
    for (std::size_t at = lane_reader::first_loss(context); at < reader_.first_hazard(context); ++at)
      key.push_back(row[at]);
    for (std::size_t at = reader_.first_hazard(context); at < reader_.first_counted(context); ++at)
      key.push_back(shape_of(reader_.hazard(at - reader_.first_hazard(context), row[at])));
    for (std::size_t at = reader_.first_counted(context); at < row.size(); at += 2)
      key.push_back(place_of(number_at(row, at)));
  }

  /// A number that takes two places of a row.
  [[nodiscard]] static double number_at(std::span<const std::uint32_t> row, std::size_t at) {
    return std::bit_cast<double>(std::uint64_t{row[at]} << 32U | row[at + 1]);
  }

 private:
  void add_pattern(std::uint32_t number, const lane_context& context, std::span<const std::uint32_t> row) {
    patterns_.push_back(
        std::make_unique<lane_pattern>(lane_pattern{number, settled_vertices(graph_, context, row), {}}));
    lane_pattern& made = *patterns_.back();
    std::size_t place = 0;
    for (std::size_t clause = 0; clause < all_.clauses.size(); ++clause) {
      if (all_.clauses[clause].must) continue;
      const auto& settled = made.settled.shoulds();
      if (std::binary_search(settled.begin(), settled.end(), clause)) made.settled_shoulds.emplace(clause, place);
      ++place;
    }
  }

  static std::uint32_t place_of(double chance) { return chance <= 0 ? 0 : chance >= 1 ? 2 : 1; }

  /// What of a hazard's chance decides on the formula.
  static std::uint32_t shape_of(const hazard_chance& chance) {
    const bool is_open = chance.low < chance.high;
    return place_of(chance.low) + (is_open ? 4U : 0U) + (is_open && chance.high >= 1 ? 8U : 0U) +
           (is_open && chance.is_bare ? 16U : 0U);
  }

  lane_reader& reader_;
  const constraint_graph& graph_;
  const constraint_tables& all_;
  mutable std::vector<std::vector<answer>> known_;  // by condition and content; unknown: not looked at yet
  row_numbers keys_;
  std::vector<std::unique_ptr<lane_pattern>> patterns_;
  std::vector<std::uint32_t> key_;
};

}  // namespace portfit::detail
