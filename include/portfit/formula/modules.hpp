#pragma once

#include <portfit/formula/detail/gate_graph.hpp>
#include <portfit/formula/detail/gate_modules.hpp>
#include <portfit/formula/detail/gate_rewriting.hpp>
#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// A part of a formula that shares no variable with the rest, and the variable that stands for it there.
struct formula_module {
  variable stands_for = 0;  ///< the variable of `modular_formula::terms` that holds when `root` does
  term root = false_term;   ///< over variables of the formula and of modules before this one
};

/// A formula cut into modules.
///
/// Whatever is additive or multiplicative over independent parts can be computed module by module: probabilities, counts and
/// sizes of minimal solutions, derivatives.
struct modular_formula {
  /// The variables of the formula with their numbers and labels, followed by one variable per module; and all modules' terms.
  formula terms;
  /// Parts before those that use them; the last is the whole. Except for the whole, none holds when all variables of the formula
  /// fail, so that a part that is not needed asks for no variable.
  std::vector<formula_module> modules;
  /// How many variables the formula had: smaller numbers are its own, the others stand for modules.
  std::size_t variables = 0;
};

/// What cutting into modules may do.
struct modules_options {
  bool simplify = true;  ///< coalesce, absorb and factor first
  bool split = true;     ///< cut at all; false: one module, the whole
};

namespace detail {

/// Writes gates back as terms, negations driven down to the literals, except where a gate is asked for with both signs.
class module_writer {
 public:
  module_writer(const rooted_gates& whole, std::vector<char> modules, modular_formula& result)
      : whole_(&whole),
        modules_(std::move(modules)),
        result_(&result),
        asked_(whole.gates.polarities(whole.root)),
        as_it_is_(whole.gates.size(), false_term),
        negated_(whole.gates.size(), false_term),
        holds_when_nothing_does_(whole.gates.size()) {
    as_it_is_[0] = true_term;
    holds_when_nothing_does_[0] = 1;
  }

  void write() {
    const gate_graph& gates = whole_->gates;
    for (std::uint32_t gate = 1; gate < gates.size(); ++gate) {
      if (asked_[gate] == 0) continue;
      evaluate(gate);
      if (asked_[gate] == 1 || gates.kind(gate) == term_kind::literal) as_it_is_[gate] = plain(gate);
      if (asked_[gate] == 2 && gates.kind(gate) != term_kind::literal) negated_[gate] = dual(gate);
      if (asked_[gate] == 3 && gates.kind(gate) != term_kind::literal) as_it_is_[gate] = plain(gate);
      if (gate != gate_of(whole_->root) && modules_[gate] != 0) name(gate);
    }
    const term root = term_of(whole_->root);
    const variable whole = result_->terms.add_variable("whole");
    result_->modules.push_back({whole, root});
  }

 private:
  [[nodiscard]] bool holds(wire which) const {
    return (holds_when_nothing_does_[gate_of(which)] != 0) != is_negated(which);
  }

  void evaluate(std::uint32_t gate) {
    std::size_t held = 0;
    for (const wire each : whole_->gates.inputs(gate)) held += holds(each) ? 1U : 0U;
    bool result = false;
    if (whole_->gates.is_conjunction(gate)) result = held == whole_->gates.inputs(gate).size();
    if (whole_->gates.kind(gate) == term_kind::at_least) result = held >= whole_->gates.payload(gate);
    holds_when_nothing_does_[gate] = result ? 1 : 0;
  }

  [[nodiscard]] term term_of(wire which) {
    const std::uint32_t gate = gate_of(which);
    if (!is_negated(which)) return as_it_is_[gate] != false_term ? as_it_is_[gate] : result_->terms.negate(negated_[gate]);
    return negated_[gate] != false_term ? negated_[gate] : result_->terms.negate(as_it_is_[gate]);
  }

  [[nodiscard]] std::vector<term> operands(std::uint32_t gate, bool turned) {
    std::vector<term> found;
    for (const wire each : whole_->gates.inputs(gate)) found.push_back(term_of(turned ? inverse(each) : each));
    return found;
  }

  [[nodiscard]] term plain(std::uint32_t gate) {
    formula& terms = result_->terms;
    if (whole_->gates.kind(gate) == term_kind::literal) return terms.literal(whole_->gates.payload(gate));
    if (whole_->gates.is_conjunction(gate)) return terms.conjunction(operands(gate, false));
    return terms.at_least(whole_->gates.payload(gate), operands(gate, false));
  }

  [[nodiscard]] term dual(std::uint32_t gate) {
    formula& terms = result_->terms;
    if (whole_->gates.is_conjunction(gate)) return terms.disjunction(operands(gate, true));
    return terms.at_least(whole_->gates.inputs(gate).size() - whole_->gates.payload(gate) + 1, operands(gate, true));
  }

  void name(std::uint32_t gate) {
    const bool turned = holds_when_nothing_does_[gate] != 0;
    const term root = term_of(2 * gate + (turned ? 1U : 0U));
    const variable stands_for = result_->terms.add_variable("module " + std::to_string(result_->modules.size()));
    result_->modules.push_back({stands_for, root});
    const term literal = result_->terms.literal(stands_for);
    as_it_is_[gate] = turned ? false_term : literal;
    negated_[gate] = turned ? literal : false_term;
  }

  const rooted_gates* whole_;
  std::vector<char> modules_;
  modular_formula* result_;
  std::vector<std::uint8_t> asked_;
  std::vector<term> as_it_is_;  // by gate; the false constant where only the other is known
  std::vector<term> negated_;
  std::vector<char> holds_when_nothing_does_;
};

}  // namespace detail

/// Simplifies a formula and cuts it into modules.
///
/// Simplification keeps the function and never adds a variable: nested gates of one kind coalesce, inputs that always stand
/// together become one gate, what the surroundings of a gate settle vanishes (absorption: a & (a | b) = a), and what alternatives
/// share is factored out; see Niemela, "On simplification of large fault trees", Reliability Engineering and System Safety 44,
/// 1994, pp. 135-138. Modules are found in linear time (Dutuit and Rauzy 1996); the inputs of an AND or OR that share nothing
/// become modules of their own. k-of-n is never expanded.
/// @pre `root` is a term of `terms`.
/// Complexity: near linear in the size of the formula for each of at most twelve rounds.
[[nodiscard]] inline modular_formula split_modules(const formula& terms, term root, modules_options options = {}) {
  modular_formula result;
  result.variables = terms.variable_count();
  for (variable each = 0; each < terms.variable_count(); ++each) result.terms.add_variable(terms.label(each));
  detail::rooted_gates gates = detail::read_gates(terms, root);
  if (options.simplify) gates = detail::simplify_gates(std::move(gates));
  std::vector<char> modules(gates.gates.size());
  if (options.split) {
    gates = detail::split_conjunctions(gates);
    modules = detail::find_modules(gates);
  }
  detail::module_writer(gates, std::move(modules), result).write();
  return result;
}

}  // namespace portfit
