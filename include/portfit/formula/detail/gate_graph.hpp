#pragma once

#include <portfit/assert.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A gate or its negation: twice the number of the gate, plus one for the negation.
using wire = std::uint32_t;

/// The constant that always holds; its negation never does.
inline constexpr wire true_wire = 0;
inline constexpr wire false_wire = 1;

[[nodiscard]] constexpr std::uint32_t gate_of(wire which) { return which / 2; }
[[nodiscard]] constexpr bool is_negated(wire which) { return which % 2 == 1; }
[[nodiscard]] constexpr wire inverse(wire which) { return which ^ 1U; }

/// A formula made of AND, k-of-n and negated wires alone, which is what rewriting wants: a disjunction is a negated
/// conjunction of negations, so every rule is written once and holds for its dual as well.
///
/// Equal gates share one number; inputs have smaller numbers than the gates that use them.
class gate_graph {
 public:
  gate_graph() : gates_(1), buckets_(64) {}

  [[nodiscard]] std::size_t size() const { return gates_.size(); }
  [[nodiscard]] std::size_t input_count() const { return pool_.size(); }
  [[nodiscard]] term_kind kind(std::uint32_t gate) const { return gates_[gate].kind; }
  [[nodiscard]] bool is_conjunction(std::uint32_t gate) const { return gates_[gate].kind == term_kind::conjunction; }
  /// The variable of a literal, the threshold of a k-of-n.
  [[nodiscard]] std::uint32_t payload(std::uint32_t gate) const { return gates_[gate].payload; }
  [[nodiscard]] std::span<const wire> inputs(std::uint32_t gate) const {
    return {pool_.data() + gates_[gate].first, gates_[gate].count};
  }

  wire literal(variable which) { return 2 * intern(term_kind::literal, which, {}); }

  wire conjunction(std::vector<wire> inputs) {
    std::sort(inputs.begin(), inputs.end());
    inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
    if (!inputs.empty() && inputs.front() == true_wire) inputs.erase(inputs.begin());
    if (inputs.empty()) return true_wire;
    if (inputs.front() == false_wire) return false_wire;
    for (std::size_t i = 1; i < inputs.size(); ++i) {
      if (gate_of(inputs[i - 1]) == gate_of(inputs[i])) return false_wire;
    }
    return inputs.size() == 1 ? inputs.front() : 2 * intern(term_kind::conjunction, 0, inputs);
  }

  wire at_least(std::size_t k, std::vector<wire> inputs) {
    std::sort(inputs.begin(), inputs.end());
    std::vector<wire> kept;
    for (const wire each : inputs) {
      if (each == true_wire) {
        k -= k > 0 ? 1U : 0U;
      } else if (!kept.empty() && kept.back() == inverse(each)) {  // exactly one of both holds
        kept.pop_back();
        k -= k > 0 ? 1U : 0U;
      } else if (each != false_wire) {
        kept.push_back(each);
      }
    }
    if (k == 0) return true_wire;
    if (k > kept.size()) return false_wire;
    if (kept.front() == kept.back()) return kept.front();
    if (k == kept.size()) return conjunction(std::move(kept));
    if (k > 1) return 2 * intern(term_kind::at_least, static_cast<std::uint32_t>(k), kept);
    for (wire& each : kept) each = inverse(each);
    return inverse(conjunction(std::move(kept)));
  }

  /// How many wires lead out of each gate below `root`; the root itself counts one.
  [[nodiscard]] std::vector<std::uint32_t> uses(wire root) const {
    std::vector<std::uint32_t> count(gates_.size());
    count[gate_of(root)] = 1;
    for (std::uint32_t gate = static_cast<std::uint32_t>(gates_.size()); gate-- > 1;) {
      if (count[gate] == 0) continue;
      for (const wire each : inputs(gate)) ++count[gate_of(each)];
    }
    return count;
  }

  /// By gate: bit 1 set where the gate is asked for as it is, bit 2 where its negation is, once negations are driven down
  /// to the literals.
  [[nodiscard]] std::vector<std::uint8_t> polarities(wire root) const {
    std::vector<std::uint8_t> asked(gates_.size());
    asked[gate_of(root)] = is_negated(root) ? 2 : 1;
    for (std::uint32_t gate = static_cast<std::uint32_t>(gates_.size()); gate-- > 1;) {
      const std::uint8_t own = asked[gate];
      const auto turned = static_cast<std::uint8_t>((own >> 1U) | ((own & 1U) << 1U));
      if (own == 0) continue;
      for (const wire each : inputs(gate)) asked[gate_of(each)] |= is_negated(each) ? turned : own;
    }
    return asked;
  }

 private:
  struct gate_record {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t payload = 0;
    term_kind kind = term_kind::constant;
  };

  [[nodiscard]] static std::size_t hash(term_kind kind, std::uint32_t payload, std::span<const wire> inputs) {
    std::uint64_t mixed = (std::uint64_t{payload} << 8U) + static_cast<std::uint64_t>(kind);
    mixed *= 0xD6E8FEB86659FD93U;
    for (const wire each : inputs) mixed = (mixed ^ (mixed >> 29U) ^ each) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(mixed >> 24U);
  }

  [[nodiscard]] bool same(std::uint32_t gate, term_kind kind, std::uint32_t payload,
                          std::span<const wire> inputs) const {
    const gate_record& found = gates_[gate];
    return found.kind == kind && found.payload == payload && found.count == inputs.size() &&
           std::equal(inputs.begin(), inputs.end(), pool_.begin() + found.first);
  }

  std::uint32_t intern(term_kind kind, std::uint32_t payload, std::span<const wire> inputs) {
    const std::size_t mask = buckets_.size() - 1;
    std::size_t bucket = hash(kind, payload, inputs) & mask;
    for (; buckets_[bucket] != 0; bucket = (bucket + 1) & mask) {
      if (same(buckets_[bucket], kind, payload, inputs)) return buckets_[bucket];
    }
    const auto created = static_cast<std::uint32_t>(gates_.size());
    gates_.push_back(
        {static_cast<std::uint32_t>(pool_.size()), static_cast<std::uint32_t>(inputs.size()), payload, kind});
    pool_.insert(pool_.end(), inputs.begin(), inputs.end());
    buckets_[bucket] = created;
    if (gates_.size() * 2 > buckets_.size()) grow();
    return created;
  }

  void grow() {
    std::vector<std::uint32_t> wider(buckets_.size() * 2);
    const std::size_t mask = wider.size() - 1;
    for (std::uint32_t gate = 1; gate < gates_.size(); ++gate) {
      std::size_t bucket = hash(gates_[gate].kind, gates_[gate].payload, inputs(gate)) & mask;
      while (wider[bucket] != 0) bucket = (bucket + 1) & mask;
      wider[bucket] = gate;
    }
    buckets_ = std::move(wider);
  }

  std::vector<gate_record> gates_;  // the constant first
  std::vector<wire> pool_;
  std::vector<std::uint32_t> buckets_;  // open addressing; the constant marks a free bucket
};

/// A graph of gates and the wire that stands for the whole.
struct rooted_gates {
  gate_graph gates;
  wire root = false_wire;
};

/// Reads the terms below `root`, numbering gates as a walk depth first, left to right, leaves them.
/// Complexity: linear in the terms; no recursion.
[[nodiscard]] inline rooted_gates read_gates(const formula& terms, term root) {
  rooted_gates result;
  constexpr wire unknown = ~wire{0};
  std::vector<wire> known(std::size_t{root} + 2, unknown);
  known[false_term] = false_wire;
  known[true_term] = true_wire;
  std::vector<term> waiting{root};
  const auto read = [&](term current) {
    std::vector<wire> inputs;
    for (const term child : terms.children(current)) inputs.push_back(known[child]);
    switch (terms.kind(current)) {
      case term_kind::literal: return result.gates.literal(terms.variable_of(current));
      case term_kind::negation: return inverse(inputs.front());
      case term_kind::conjunction: return result.gates.conjunction(std::move(inputs));
      case term_kind::at_least: return result.gates.at_least(terms.threshold(current), std::move(inputs));
      default: return result.gates.at_least(1, std::move(inputs));
    }
  };
  while (!waiting.empty()) {
    const term current = waiting.back();
    if (known[current] == unknown) {
      const std::size_t before = waiting.size();
      const std::span<const term> children = terms.children(current);
      for (std::size_t i = children.size(); i-- > 0;) {
        if (known[children[i]] == unknown) waiting.push_back(children[i]);
      }
      if (waiting.size() > before) continue;
      known[current] = read(current);
    }
    waiting.pop_back();
  }
  result.root = known[root];
  return result;
}

}  // namespace portfit::detail
