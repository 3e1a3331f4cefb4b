#pragma once

#include <portfit/assert.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/detail/asked_facts.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/graph/lower.hpp>
#include <portfit/graph/structure.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Lowers one lane after the other, where they are alike in names and entities: what is asked of their facts is found once.
class lane_lowering {
 public:
  /// @param first  one of the lanes
  /// @pre The graph outlives this object.
  lane_lowering(const constraint_graph& graph, lane first, const lower_options& options)
      : graph_(graph), options_(options), groups_(remedy_components(graph)), device_(std::move(first)) {
    PORTFIT_ASSERT(!options.relaxable);
    options_.facts = false;
    const constraint_tables& all = tables(graph);
    for (std::size_t slot = 0; slot < all.facts.size(); ++slot)
      if (all.facts[slot].declared->type == fact_type::word_set) sets_.push_back(slot);
    for (const constraint_condition& each : all.conditions)
      if (each.other_slot) compared_.insert(compared_.end(), {each.slot, *each.other_slot});
  }
  lane_lowering(const lane_lowering&) = delete;
  lane_lowering& operator=(const lane_lowering&) = delete;

  /// The lane that is lowered next, to be changed: what is known of its facts, its losses and its chances, nothing else.
  [[nodiscard]] lane& device() { return device_; }

  /// Lowers the lane as it is now, see `portfit::lower`; the facts stay here until the next one.
  [[nodiscard]] lowered_problem lower() {
    what_decides(now_);
    if (!asked_ || now_ != then_) asked_ = std::make_unique<asked_facts>(graph_, device_, false);
    then_.swap(now_);
    return lowering(graph_, device_, options_, groups_, asked_.get()).run();
  }

  /// The facts of the lane lowered last, by key.
  [[nodiscard]] const std::map<std::string, encoded_fact>& facts() const { return asked_->facts(); }

 private:
  using known_values = std::vector<std::vector<fact_value>>;

  /// What of the lane decides what is asked of it: whether a set is asked for word by word, and which of two facts is tested
  /// against what.
  void what_decides(known_values& into) const {
    into.clear();
    for (const std::size_t slot : compared_) into.push_back(device_.facts[slot].values);
    for (const std::size_t slot : sets_) into.emplace_back(device_.facts[slot].is_known() ? 1 : 0);
  }

  const constraint_graph& graph_;
  lower_options options_;
  std::vector<std::vector<std::size_t>> groups_;
  lane device_;
  std::vector<std::size_t> sets_;      // slots of sets of words
  std::vector<std::size_t> compared_;  // slots of facts compared with each other
  known_values then_, now_;            // what decided last, and decides now
  std::unique_ptr<asked_facts> asked_;
};

}  // namespace portfit::detail
