#pragma once

#include <portfit/formula/detail/gate_graph.hpp>
#include <portfit/formula/detail/gate_modules.hpp>
#include <portfit/formula/detail/gate_rewriting.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace portfit {

/// A part of a formula that shares no variable with the rest.
struct formula_module {
  formula terms;  ///< over variables of its own, without labels
  term root = false_term;
  /// By variable of `terms`: what it stands for, a variable of the whole formula or, from `modular_formula::variables` on, a
  /// module before this one.
  std::vector<variable> inputs;
};

/// A formula cut into modules.
///
/// Whatever is additive or multiplicative over independent parts can be computed module by module: probabilities, counts and
/// sizes of minimal solutions, derivatives.
struct modular_formula {
  /// Parts before those that use them; the last is the whole. Except for the whole, none holds when all variables of the formula
  /// fail, so that a part that is not needed asks for no variable.
  std::vector<formula_module> modules;
  /// How many variables the formula had: smaller numbers are its own; `variables + i` stands for the i-th module.
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
        written_(whole.gates.size()),
        initially_(whole.gates.size()) {
    initially_[0] = 1;
  }

  void write() {
    const gate_graph& gates = whole_->gates;
    const std::uint32_t last = gate_of(whole_->root);
    modules_[last] = 0;
    for (std::uint32_t gate = 1; gate < gates.size(); ++gate) {
      if (asked_[gate] == 0) continue;
      evaluate(gate);
      if (modules_[gate] != 0) write_module(2 * gate + (initially_[gate] != 0 ? 1U : 0U));
    }
    write_module(whole_->root);
  }

 private:
  static constexpr term absent = (std::numeric_limits<term>::max)();

  /// The terms of a gate in the module being written, and once a module is done, the variable that stands for it.
  struct written {
    term plain = absent;
    term negated = absent;
    variable stands_for = 0;
    bool turned = false;  // the variable stands for the negation
  };

  /// Whether a gate holds when no variable does.
  void evaluate(std::uint32_t gate) {
    std::size_t held = 0;
    for (const wire each : whole_->gates.inputs(gate)) {
      held += (initially_[gate_of(each)] != 0) != is_negated(each) ? 1U : 0U;
    }
    bool result = false;
    if (whole_->gates.is_conjunction(gate)) result = held == whole_->gates.inputs(gate).size();
    if (whole_->gates.kind(gate) == term_kind::at_least) result = held >= whole_->gates.payload(gate);
    initially_[gate] = result ? 1 : 0;
  }

  /// The gates below `top` that belong to its module, inputs first.
  [[nodiscard]] std::vector<std::uint32_t> members(std::uint32_t top) {
    std::vector<std::uint32_t> found;
    std::vector<std::uint32_t> waiting{top};
    while (!waiting.empty()) {
      const std::uint32_t gate = waiting.back();
      waiting.pop_back();
      if (met_.size() <= gate) met_.resize(whole_->gates.size());
      if (met_[gate] == result_->modules.size() + 1) continue;
      met_[gate] = result_->modules.size() + 1;
      found.push_back(gate);
      if (gate != top && modules_[gate] != 0) continue;
      for (const wire each : whole_->gates.inputs(gate)) waiting.push_back(gate_of(each));
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  void write_module(wire root) {
    const std::uint32_t top = gate_of(root);
    formula_module made;
    made_ = &made;
    for (const std::uint32_t gate : members(top)) {
      written& own = written_[gate];
      own.plain = own.negated = absent;
      if (gate == 0) {
        own.plain = true_term;
      } else if (gate != top && modules_[gate] != 0) {
        (own.turned ? own.negated : own.plain) = input(own.stands_for);
      } else if (whole_->gates.kind(gate) == term_kind::literal) {
        own.plain = input(whole_->gates.payload(gate));
      } else if (asked_[gate] == 2) {
        own.negated = dual(gate);
      } else {
        own.plain = plain(gate);
      }
    }
    made.root = term_of(root);
    written_[top].stands_for = static_cast<variable>(result_->variables + result_->modules.size());
    written_[top].turned = is_negated(root);
    result_->modules.push_back(std::move(made));
  }

  [[nodiscard]] term input(variable which) {
    made_->inputs.push_back(which);
    return made_->terms.literal(made_->terms.add_variable({}));
  }

  [[nodiscard]] term term_of(wire which) {
    const written& found = written_[gate_of(which)];
    if (is_negated(which)) return found.negated != absent ? found.negated : made_->terms.negate(found.plain);
    return found.plain != absent ? found.plain : made_->terms.negate(found.negated);
  }

  [[nodiscard]] std::vector<term> operands(std::uint32_t gate, bool turned) {
    std::vector<term> found;
    for (const wire each : whole_->gates.inputs(gate)) found.push_back(term_of(turned ? inverse(each) : each));
    return found;
  }

  [[nodiscard]] term plain(std::uint32_t gate) {
    if (whole_->gates.is_conjunction(gate)) return made_->terms.conjunction(operands(gate, false));
    return made_->terms.at_least(whole_->gates.payload(gate), operands(gate, false));
  }

  [[nodiscard]] term dual(std::uint32_t gate) {
    if (whole_->gates.is_conjunction(gate)) return made_->terms.disjunction(operands(gate, true));
    return made_->terms.at_least(whole_->gates.inputs(gate).size() - whole_->gates.payload(gate) + 1,
                                 operands(gate, true));
  }

  const rooted_gates* whole_;
  std::vector<char> modules_;
  modular_formula* result_;
  std::vector<std::uint8_t> asked_;
  std::vector<written> written_;
  std::vector<char> initially_;
  std::vector<std::size_t> met_;
  formula_module* made_ = nullptr;
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
