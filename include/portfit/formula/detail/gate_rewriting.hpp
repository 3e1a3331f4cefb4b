#pragma once

#include <portfit/formula/detail/gate_graph.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Builds a graph anew from the inputs up; `make(gate, inputs)` gives the wire that stands for a conjunction or k-of-n whose
/// inputs are rewritten already.
template <class Make>
[[nodiscard]] rooted_gates rebuild(const rooted_gates& old, Make make) {
  rooted_gates result;
  const std::vector<std::uint32_t> uses = old.gates.uses(old.root);
  std::vector<wire> known(old.gates.size(), true_wire);
  std::vector<wire> inputs;
  for (std::uint32_t gate = 1; gate < old.gates.size(); ++gate) {
    if (uses[gate] == 0) continue;
    if (old.gates.kind(gate) == term_kind::literal) {
      known[gate] = result.gates.literal(old.gates.payload(gate));
      continue;
    }
    inputs.clear();
    for (const wire each : old.gates.inputs(gate)) inputs.push_back(known[gate_of(each)] ^ (each & 1U));
    known[gate] = make(result.gates, gate, inputs);
  }
  result.root = known[gate_of(old.root)] ^ (old.root & 1U);
  return result;
}

/// The same kind of gate over other inputs.
inline wire remake(gate_graph& gates, const rooted_gates& old, std::uint32_t gate, std::vector<wire> inputs) {
  return old.gates.is_conjunction(gate) ? gates.conjunction(std::move(inputs))
                                        : gates.at_least(old.gates.payload(gate), std::move(inputs));
}

/// Coalesces a conjunction with its inputs that are conjunctions used nowhere else. Shared ones stay: flattening them would
/// lose that they are one.
[[nodiscard]] inline rooted_gates coalesce(const rooted_gates& old) {
  const std::vector<std::uint32_t> uses = old.gates.uses(old.root);
  return rebuild(old, [&](gate_graph& gates, std::uint32_t gate, const std::vector<wire>& inputs) {
    if (!old.gates.is_conjunction(gate)) return remake(gates, old, gate, inputs);
    std::vector<wire> flat;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const wire before = old.gates.inputs(gate)[i];
      const bool joins = !is_negated(inputs[i]) && gates.is_conjunction(gate_of(inputs[i]));
      if (joins && uses[gate_of(before)] == 1) {
        const std::span<const wire> inner = gates.inputs(gate_of(inputs[i]));
        flat.insert(flat.end(), inner.begin(), inner.end());
      } else {
        flat.push_back(inputs[i]);
      }
    }
    return gates.conjunction(std::move(flat));
  });
}

/// Replaces inputs that always stand together, with one sign, in conjunctions, by one gate: they are a module that the
/// formula had not named.
[[nodiscard]] inline rooted_gates group_companions(const rooted_gates& old) {
  struct place {
    std::uint32_t gate;
    bool negated;
  };
  const std::vector<std::uint32_t> uses = old.gates.uses(old.root);
  std::vector<std::vector<place>> places(old.gates.size());
  for (std::uint32_t gate = 1; gate < old.gates.size(); ++gate) {
    if (uses[gate] == 0) continue;
    for (const wire each : old.gates.inputs(gate)) places[gate_of(each)].push_back({gate, is_negated(each)});
  }
  std::map<std::vector<std::uint32_t>, std::vector<wire>> together;
  std::vector<std::uint32_t> companion_of(old.gates.size(), 0);
  for (std::uint32_t gate = 1; gate < old.gates.size(); ++gate) {
    if (places[gate].size() < 2 || gate == gate_of(old.root)) continue;
    std::vector<std::uint32_t> parents;
    for (const place& each : places[gate]) {
      if (each.negated != places[gate].front().negated || !old.gates.is_conjunction(each.gate)) break;
      parents.push_back(each.gate);
    }
    if (parents.size() == places[gate].size())
      together[parents].push_back(2 * gate + (places[gate].front().negated ? 1U : 0U));
  }
  for (const auto& [parents, members] : together) {
    if (members.size() < 2) continue;
    for (const wire each : members) companion_of[gate_of(each)] = gate_of(members.front());
  }
  return rebuild(old, [&](gate_graph& gates, std::uint32_t gate, const std::vector<wire>& inputs) {
    if (!old.gates.is_conjunction(gate)) return remake(gates, old, gate, inputs);
    std::map<std::uint32_t, std::vector<wire>> groups;
    std::vector<wire> kept;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const std::uint32_t head = companion_of[gate_of(old.gates.inputs(gate)[i])];
      (head == 0 ? kept : groups[head]).push_back(inputs[i]);
    }
    for (auto& [head, members] : groups) kept.push_back(gates.conjunction(std::move(members)));
    return gates.conjunction(std::move(kept));
  });
}

/// What holds wherever the value of a gate matters: the inputs that stand beside it, or beside a gate above it, in
/// conjunctions on every way from the root. Where one of them fails, the conjunction has failed whatever the gate is.
[[nodiscard]] inline std::vector<std::vector<wire>> contexts(const rooted_gates& old, std::size_t most) {
  std::vector<std::vector<wire>> given(old.gates.size());
  std::vector<char> reached(old.gates.size());
  reached[gate_of(old.root)] = 1;
  std::vector<wire> from;
  std::vector<wire> both;
  for (std::uint32_t gate = static_cast<std::uint32_t>(old.gates.size()); gate-- > 1;) {
    if (reached[gate] == 0) continue;
    const std::span<const wire> inputs = old.gates.inputs(gate);
    std::vector<wire> beside;
    if (old.gates.is_conjunction(gate) && inputs.size() <= most) beside.assign(inputs.begin(), inputs.end());
    for (const wire each : inputs) {
      if (old.gates.kind(gate_of(each)) == term_kind::literal) continue;
      from.clear();
      std::set_union(given[gate].begin(), given[gate].end(), beside.begin(), beside.end(), std::back_inserter(from));
      from.erase(std::remove(from.begin(), from.end(), each), from.end());
      if (from.size() > most) from.resize(most);
      std::vector<wire>& known = given[gate_of(each)];
      if (reached[gate_of(each)] == 0) {
        known = from;
        reached[gate_of(each)] = 1;
      } else {
        both.clear();
        std::set_intersection(known.begin(), known.end(), from.begin(), from.end(), std::back_inserter(both));
        known = both;
      }
    }
  }
  return given;
}

/// Absorption: an input that the context of its gate settles is replaced by that constant.
[[nodiscard]] inline rooted_gates absorb(const rooted_gates& old) {
  constexpr std::size_t most = 256;
  const std::vector<std::vector<wire>> given = contexts(old, most);
  return rebuild(old, [&](gate_graph& gates, std::uint32_t gate, const std::vector<wire>& inputs) {
    std::vector<wire> kept(inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      const wire before = old.gates.inputs(gate)[i];
      if (std::binary_search(given[gate].begin(), given[gate].end(), before)) kept[i] = true_wire;
      if (std::binary_search(given[gate].begin(), given[gate].end(), inverse(before))) kept[i] = false_wire;
    }
    return remake(gates, old, gate, std::move(kept));
  });
}

/// Factors what several alternatives share: (a & b) | (a & c) becomes a & (b | c), the most frequent factor first.
class factoring {
 public:
  factoring(gate_graph& gates, std::vector<wire> inputs) : gates_(&gates), inputs_(std::move(inputs)) {}

  /// `owned[i]`: the i-th input is used nowhere else, so that taking it apart loses no sharing.
  wire operator()(const std::vector<char>& owned) {
    std::vector<std::vector<wire>> alternatives;  // inputs of the negated conjunctions
    std::vector<wire> rest;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      if (owned[i] != 0 && is_negated(inputs_[i]) && gates_->is_conjunction(gate_of(inputs_[i]))) {
        const std::span<const wire> inner = gates_->inputs(gate_of(inputs_[i]));
        alternatives.emplace_back(inner.begin(), inner.end());
      } else {
        rest.push_back(inputs_[i]);
      }
    }
    if (alternatives.size() < 2) return gates_->conjunction(std::move(inputs_));
    while (take_most_frequent(alternatives, rest)) {
    }
    for (std::vector<wire>& each : alternatives) rest.push_back(inverse(gates_->conjunction(std::move(each))));
    return gates_->conjunction(std::move(rest));
  }

 private:
  bool take_most_frequent(std::vector<std::vector<wire>>& alternatives, std::vector<wire>& rest) {
    std::map<wire, std::size_t> frequency;
    for (const auto& each : alternatives) {
      for (const wire factor : each) ++frequency[factor];
    }
    wire best = true_wire;
    std::size_t most = 1;
    for (const auto& [factor, count] : frequency) {
      if (count > most) {
        best = factor;
        most = count;
      }
    }
    if (most < 2) return false;
    std::vector<wire> remainders;
    std::vector<std::vector<wire>> others;
    for (std::vector<wire>& each : alternatives) {
      const auto found = std::find(each.begin(), each.end(), best);
      if (found == each.end()) {
        others.push_back(std::move(each));
      } else {
        each.erase(found);
        remainders.push_back(inverse(gates_->conjunction(std::move(each))));
      }
    }
    alternatives = std::move(others);
    const wire either = inverse(gates_->conjunction(std::move(remainders)));
    rest.push_back(inverse(gates_->conjunction({best, either})));
    return true;
  }

  gate_graph* gates_;
  std::vector<wire> inputs_;
};

/// Factors every conjunction of alternatives, see above.
[[nodiscard]] inline rooted_gates factor(const rooted_gates& old) {
  const std::vector<std::uint32_t> uses = old.gates.uses(old.root);
  return rebuild(old, [&](gate_graph& gates, std::uint32_t gate, const std::vector<wire>& inputs) {
    if (!old.gates.is_conjunction(gate)) return remake(gates, old, gate, inputs);
    std::vector<char> owned;
    for (const wire each : old.gates.inputs(gate)) owned.push_back(uses[gate_of(each)] == 1 ? 1 : 0);
    return factoring(gates, inputs)(owned);
  });
}

/// Rewrites until nothing becomes smaller: coalescing, companions, absorption, factoring.
[[nodiscard]] inline rooted_gates simplify_gates(rooted_gates gates) {
  constexpr int most_rounds = 12;
  const auto weight = [](const rooted_gates& of) {
    const std::vector<std::uint32_t> uses = of.gates.uses(of.root);
    std::size_t sum = 0;
    for (std::uint32_t gate = 1; gate < uses.size(); ++gate) sum += uses[gate] == 0 ? 0 : of.gates.inputs(gate).size();
    return sum;
  };
  gates = coalesce(gates);
  std::size_t before = weight(gates);
  for (int round = 0; round < most_rounds; ++round) {
    rooted_gates next = coalesce(factor(coalesce(absorb(coalesce(group_companions(gates))))));
    const std::size_t after = weight(next);
    if (after >= before) return round == 0 ? next : gates;
    gates = std::move(next);
    before = after;
  }
  return gates;
}

}  // namespace portfit::detail
