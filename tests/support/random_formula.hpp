#pragma once

#include <portfit/formula/formula.hpp>

#include "truth_table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

/// SplitMix64: the same numbers from the same seed on every machine.
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  std::size_t below(std::size_t end) { return static_cast<std::size_t>(next() % end); }
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

/// What to draw random formulas from.
struct random_formula_options {
  std::size_t variables = 6;
  std::size_t steps = 12;
  bool monotone = false;  // no negation, no if-then-else
  bool constants = true;  // constants may stand among the operands
};

/// A formula built at random, and beside it the truth tables of what was asked for, worked out before the formula could
/// simplify anything.
struct random_formula {
  portfit::formula terms;
  std::vector<portfit::term> built;
  std::vector<truth_table> expected;

  [[nodiscard]] portfit::term root() const { return built.back(); }
  [[nodiscard]] const truth_table& table() const { return expected.back(); }
};

namespace detail {

inline void add_step(random_formula& made, random_numbers& random, const random_formula_options& options) {
  const std::size_t n = options.variables;
  std::vector<portfit::term> operands;
  std::vector<truth_table> tables;
  const std::size_t count = random.below(5);
  for (std::size_t i = 0; i < count + 1; ++i) {
    // Half of the operands come from the youngest terms, or the last one would leave most others out.
    const std::size_t from = made.built.size();
    const std::size_t back = random.below(2) == 0 && from > 4 ? random.below(4) : random.below(from);
    operands.push_back(made.built[from - 1 - back]);
    tables.push_back(made.expected[from - 1 - back]);
  }
  const std::size_t k = random.below(operands.size() + 2);
  switch (random.below(options.monotone ? 3 : 5)) {
    case 0:
      made.built.push_back(made.terms.conjunction(operands));
      made.expected.push_back(truth_table::at_least(n, tables.size(), tables));
      break;
    case 1:
      made.built.push_back(made.terms.disjunction(operands));
      made.expected.push_back(truth_table::at_least(n, 1, tables));
      break;
    case 2:
      made.built.push_back(made.terms.at_least(k, operands));
      made.expected.push_back(truth_table::at_least(n, k, tables));
      break;
    case 3:
      made.built.push_back(made.terms.negate(operands.front()));
      made.expected.push_back(!tables.front());
      break;
    default:
      made.built.push_back(made.terms.if_then_else(operands.front(), operands.back(), operands[count / 2]));
      made.expected.push_back(
          truth_table::at_least(n, 1,
                                {truth_table::at_least(n, 2, {tables.front(), tables.back()}),
                                 truth_table::at_least(n, 2, {!tables.front(), tables[count / 2]})}));
  }
}

}  // namespace detail

inline random_formula make_random_formula(random_numbers& random, const random_formula_options& options) {
  random_formula made;
  if (options.constants) {
    made.built = {portfit::false_term, portfit::true_term};
    made.expected = {truth_table(options.variables, false), truth_table(options.variables, true)};
  }
  for (std::size_t v = 0; v < options.variables; ++v) {
    const portfit::variable added = made.terms.add_variable("x" + std::to_string(v));
    made.built.push_back(made.terms.literal(added));
    made.expected.push_back(truth_table::of_variable(options.variables, added));
    if (options.monotone) continue;
    made.built.push_back(made.terms.negate(made.built.back()));
    made.expected.push_back(!made.expected.back());
  }
  for (std::size_t i = 0; i < options.steps; ++i) detail::add_step(made, random, options);
  return made;
}

/// A random sequence of the variables, so that no test rests on one variable order.
inline std::vector<portfit::variable> random_order(random_numbers& random, std::size_t variables) {
  std::vector<portfit::variable> order;
  for (std::size_t v = 0; v < variables; ++v) {
    order.push_back(static_cast<portfit::variable>(v));
    std::swap(order.back(), order[random.below(order.size())]);
  }
  return order;
}

}  // namespace portfit_test
