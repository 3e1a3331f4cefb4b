#pragma once

#include <portfit/formula/detail/gate_graph.hpp>
#include <portfit/formula/detail/gate_rewriting.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Finds the modules: gates below which nothing is used from outside.
///
/// One walk notes when each gate is first met, left and last met; a gate is a module when everything below it is met between
/// its first meeting and its leaving only (Dutuit and Rauzy, "A linear-time algorithm to find modules of fault trees", IEEE
/// Trans. Reliability 45(3), 1996, pp. 422-425).
/// @returns By gate: non-zero for modules; literals are none, the root is one.
/// Complexity: linear in the wires; no recursion.
[[nodiscard]] inline std::vector<char> find_modules(const rooted_gates& whole) {
  struct visit {
    std::uint32_t first = 0;
    std::uint32_t left = 0;
    std::uint32_t last = 0;
  };
  struct frame {
    std::uint32_t gate;
    std::uint32_t next;
  };
  const gate_graph& gates = whole.gates;
  std::vector<visit> dates(gates.size());
  std::vector<frame> open{{gate_of(whole.root), 0}};
  std::uint32_t clock = 1;
  dates[gate_of(whole.root)] = {clock, clock, clock};
  while (!open.empty()) {
    frame& top = open.back();
    const std::span<const wire> inputs = gates.inputs(top.gate);
    if (top.next == inputs.size()) {
      dates[top.gate].left = dates[top.gate].last = ++clock;
      open.pop_back();
      continue;
    }
    const std::uint32_t child = gate_of(inputs[top.next++]);
    ++clock;
    dates[child].last = clock;
    if (dates[child].first != 0) continue;
    dates[child].first = clock;
    dates[child].left = clock;
    if (!gates.inputs(child).empty()) open.push_back({child, 0});
  }
  std::vector<char> found(gates.size());
  std::vector<visit> below(gates.size());  // earliest first and latest last among what is below
  for (std::uint32_t gate = 1; gate < gates.size(); ++gate) {
    if (dates[gate].first == 0 || gates.inputs(gate).empty()) continue;
    below[gate] = {(std::numeric_limits<std::uint32_t>::max)(), 0, 0};
    for (const wire each : gates.inputs(gate)) {
      const std::uint32_t child = gate_of(each);
      std::uint32_t first = dates[child].first;
      std::uint32_t last = dates[child].last;
      if (!gates.inputs(child).empty()) {
        first = (std::min)(first, below[child].first);
        last = (std::max)(last, below[child].last);
      }
      below[gate].first = (std::min)(below[gate].first, first);
      below[gate].last = (std::max)(below[gate].last, last);
    }
    found[gate] = below[gate].first > dates[gate].first && below[gate].last < dates[gate].left ? 1 : 0;
  }
  return found;
}

/// Tells which inputs of a module have something below in common.
class input_parts {
 public:
  input_parts(const gate_graph& gates, const std::vector<char>& modules)
      : gates_(&gates), modules_(&modules), owner_(gates.size(), nobody) {}

  /// By input of `gate`: the number of its part, the first input's number in it.
  [[nodiscard]] std::vector<std::uint32_t> operator()(std::uint32_t gate) {
    const std::span<const wire> inputs = gates_->inputs(gate);
    part_.resize(inputs.size());
    for (std::uint32_t i = 0; i < inputs.size(); ++i) part_[i] = i;
    for (std::uint32_t i = 0; i < inputs.size(); ++i) claim(gate_of(inputs[i]), i);
    for (const std::uint32_t each : met_) owner_[each] = nobody;
    met_.clear();
    std::vector<std::uint32_t> result(inputs.size());
    for (std::uint32_t i = 0; i < inputs.size(); ++i) result[i] = find(i);
    return result;
  }

 private:
  static constexpr std::uint32_t nobody = (std::numeric_limits<std::uint32_t>::max)();

  [[nodiscard]] std::uint32_t find(std::uint32_t index) {
    while (part_[index] != index) index = part_[index] = part_[part_[index]];
    return index;
  }

  void claim(std::uint32_t start, std::uint32_t claimant) {
    std::vector<std::uint32_t> waiting{start};
    while (!waiting.empty()) {
      const std::uint32_t gate = waiting.back();
      waiting.pop_back();
      if (owner_[gate] != nobody) {
        const std::uint32_t one = find(owner_[gate]);
        const std::uint32_t other = find(claimant);
        part_[(std::max)(one, other)] = (std::min)(one, other);
        continue;
      }
      owner_[gate] = claimant;
      met_.push_back(gate);
      if ((*modules_)[gate] != 0) continue;  // what is below belongs to it alone
      for (const wire each : gates_->inputs(gate)) waiting.push_back(gate_of(each));
    }
  }

  const gate_graph* gates_;
  const std::vector<char>* modules_;
  std::vector<std::uint32_t> owner_;
  std::vector<std::uint32_t> part_;
  std::vector<std::uint32_t> met_;
};

/// Splits each module that is a conjunction into parts without a common variable, each of which is a module then.
[[nodiscard]] inline rooted_gates split_conjunctions(const rooted_gates& old) {
  const std::vector<char> modules = find_modules(old);
  input_parts parts_of(old.gates, modules);
  return rebuild(old, [&](gate_graph& gates, std::uint32_t gate, const std::vector<wire>& inputs) {
    if (!old.gates.is_conjunction(gate) || modules[gate] == 0) return remake(gates, old, gate, inputs);
    const std::vector<std::uint32_t> part = parts_of(gate);
    std::map<std::uint32_t, std::vector<wire>> groups;
    for (std::size_t i = 0; i < inputs.size(); ++i) groups[part[i]].push_back(inputs[i]);
    std::vector<wire> joined;
    for (auto& [first, members] : groups) joined.push_back(gates.conjunction(std::move(members)));
    return gates.conjunction(std::move(joined));
  });
}

}  // namespace portfit::detail
