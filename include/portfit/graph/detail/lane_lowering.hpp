#pragma once

#include <portfit/assert.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/detail/asked_facts.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/graph/lower.hpp>
#include <portfit/graph/structure.hpp>

#include <algorithm>
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
    asks_alike_ = std::none_of(all.facts.begin(), all.facts.end(),
                               [](const fact_slot& each) { return each.declared->type == fact_type::word_set; }) &&
                  std::none_of(all.conditions.begin(), all.conditions.end(),
                               [](const constraint_condition& each) { return each.other_slot.has_value(); });
  }
  lane_lowering(const lane_lowering&) = delete;
  lane_lowering& operator=(const lane_lowering&) = delete;

  /// The lane that is lowered next, to be changed: what is known of its facts, its losses and its chances, nothing else.
  [[nodiscard]] lane& device() { return device_; }

  /// Lowers the lane as it is now, see `portfit::lower`; the facts stay here until the next one.
  [[nodiscard]] lowered_problem lower() {
    // Which of two facts is tested, and whether a set is asked for word by word, depends on what is known.
    if (!asked_ || !asks_alike_) asked_ = std::make_unique<asked_facts>(graph_, device_, false);
    return lowering(graph_, device_, options_, groups_, asked_.get()).run();
  }

  /// The facts of the lane lowered last, by key.
  [[nodiscard]] const std::map<std::string, encoded_fact>& facts() const { return asked_->facts(); }

 private:
  const constraint_graph& graph_;
  lower_options options_;
  std::vector<std::vector<std::size_t>> groups_;
  lane device_;
  bool asks_alike_ = false;
  std::unique_ptr<asked_facts> asked_;
};

}  // namespace portfit::detail
