#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/flat_diagram.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace portfit {

/// One step of a fold: the value of one node. Operands and result are slots, 0 and 1 those of the terminals.
struct lane_step {
  std::uint32_t low = 0;     ///< of a sum the first of its summands in `lane_schedule::summands`
  std::uint32_t high = 0;    ///< of a sum one past the last of its summands
  std::uint32_t result = 0;  ///< never one of the operands
};

/// Steps of one kind in a row, so that what they have in common is looked up once.
struct lane_run {
  flat_kind kind = flat_kind::decision;
  variable which = 0;  ///< of decisions: the variable that decides all of them
  double offset = 0;   ///< of sums
  std::uint32_t first = 0;
  std::uint32_t last = 0;  ///< one past the last step
};

/// One summand of a step that adds up.
struct lane_summand {
  double factor = 0;
  std::uint32_t slot = 0;
};

/// A flat diagram laid out for folding: in which sequence its nodes are valued, and where each value is kept meanwhile.
///
/// Decisions are taken level by level from the bottom, so that what one variable weighs is read once for all its nodes. A slot
/// is used again once nobody needs its value any more, so there are about as many slots as the diagram is wide, and the values
/// of a block of lanes stay in the nearest memory even where the diagram is long (the way compilers allot registers to straight
/// code). Nodes no root depends on are left out. Slots of roots are kept to the end.
class lane_schedule {
 public:
  /// Complexity: linear in the nodes, times the logarithm for sorting by level.
  explicit lane_schedule(const flat_diagram& diagram) : of_(diagram.nodes().size() + 2, unused) {
    const std::vector<std::uint32_t> sequence = sequence_of(diagram);
    const std::vector<std::uint32_t> needed_until = last_uses(diagram, sequence);
    of_[0] = 0;
    of_[1] = 1;
    for (std::uint32_t at = 0; at < sequence.size(); ++at) {
      const flat_node& node = diagram.nodes()[sequence[at]];
      const std::uint32_t result = take_slot();
      add_step(diagram, node, result);
      of_[sequence[at] + 2] = result;
      for_each_child(diagram, node, [&](flat_position child) { release(child, needed_until[child] == at); });
    }
    for (const flat_position root : diagram.roots()) roots_.push_back(of_[root]);
    of_ = {};
    free_ = {};
  }

  [[nodiscard]] std::span<const lane_run> runs() const { return runs_; }
  [[nodiscard]] std::span<const lane_step> steps() const { return steps_; }
  [[nodiscard]] std::span<const lane_summand> summands() const { return summands_; }
  /// Where the values of the roots are once all steps are done, in the sequence of the roots.
  [[nodiscard]] std::span<const std::uint32_t> roots() const { return roots_; }
  /// How many slots there are, those of the two terminals included.
  [[nodiscard]] std::size_t slot_count() const { return slots_; }

 private:
  static constexpr std::uint32_t unused = (std::numeric_limits<std::uint32_t>::max)();

  template <class Visit>
  static void for_each_child(const flat_diagram& diagram, const flat_node& node, Visit visit) {
    if (node.kind == flat_kind::sum) {
      for (const flat_summand& each : diagram.summands(node)) visit(each.of);
    } else {
      visit(node.low);
      visit(node.high);
    }
  }

  /// The nodes some root depends on, bottom level first; what is made of whole functions comes when its parts are there.
  static std::vector<std::uint32_t> sequence_of(const flat_diagram& diagram) {
    const std::span<const flat_node> nodes = diagram.nodes();
    std::vector<char> needed(nodes.size() + 2, 0);
    for (const flat_position root : diagram.roots()) needed[root] = 1;
    for (std::size_t at = nodes.size(); at-- > 0;)
      if (needed[at + 2]) for_each_child(diagram, nodes[at], [&](flat_position child) { needed[child] = 1; });
    // Children never have a smaller rank than parents; those that no variable decides come after all decisions of a level.
    std::vector<std::uint64_t> rank(nodes.size() + 2, 2 * std::uint64_t{unused} + 1);
    std::vector<std::uint32_t> sequence;
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
      if (!needed[at + 2]) continue;
      std::uint64_t own = 2 * std::uint64_t{unused};
      if (nodes[at].kind == flat_kind::decision) {
        own = 2 * std::uint64_t{nodes[at].level} + 1;
      } else {
        for_each_child(diagram, nodes[at], [&](flat_position child) { own = (std::min)(own, rank[child] / 2 * 2); });
      }
      rank[at + 2] = own;
      sequence.push_back(at);
    }
    std::sort(sequence.begin(), sequence.end(), [&](std::uint32_t a, std::uint32_t b) {
      return rank[a + 2] != rank[b + 2] ? rank[a + 2] > rank[b + 2] : a < b;
    });
    return sequence;
  }

  static std::vector<std::uint32_t> last_uses(const flat_diagram& diagram, const std::vector<std::uint32_t>& sequence) {
    std::vector<std::uint32_t> result(diagram.nodes().size() + 2, unused);
    for (std::uint32_t at = 0; at < sequence.size(); ++at)
      for_each_child(diagram, diagram.nodes()[sequence[at]], [&](flat_position child) { result[child] = at; });
    result[0] = result[1] = unused;
    for (const flat_position root : diagram.roots()) result[root] = unused;
    return result;
  }

  std::uint32_t take_slot() {
    if (free_.empty()) return static_cast<std::uint32_t>(slots_++);
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
  }

  void release(flat_position child, bool done) {
    if (!done || of_[child] == unused) return;
    free_.push_back(of_[child]);
    of_[child] = unused;  // a child that stands twice is released once
  }

  void add_step(const flat_diagram& diagram, const flat_node& node, std::uint32_t result) {
    const auto at = static_cast<std::uint32_t>(steps_.size());
    if (node.kind == flat_kind::sum) {
      const auto first = static_cast<std::uint32_t>(summands_.size());
      for (const flat_summand& each : diagram.summands(node)) summands_.push_back({each.factor, of_[each.of]});
      runs_.push_back({node.kind, 0, diagram.offset(node), at, at + 1});
      steps_.push_back({first, static_cast<std::uint32_t>(summands_.size()), result});
      return;
    }
    const bool same = !runs_.empty() && runs_.back().kind == node.kind && runs_.back().which == node.top;
    if (!same) runs_.push_back({node.kind, node.top, 0, at, at});
    runs_.back().last = at + 1;
    steps_.push_back({of_[node.low], of_[node.high], result});
  }

  std::vector<lane_run> runs_;
  std::vector<lane_step> steps_;
  std::vector<lane_summand> summands_;
  std::vector<std::uint32_t> roots_;
  std::vector<std::uint32_t> of_;  // by position: the slot its value is in; empty once all is laid out
  std::vector<std::uint32_t> free_;
  std::size_t slots_ = 2;
};

}  // namespace portfit
