#pragma once

#include <portfit/formula/formula.hpp>

#include "support/random.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace portfit_benchmark {

/// Where the conditions come from that stand in more than one requirement.
enum class sharing_reach {
  near,     ///< one of the eight used last: as facts of one part of a device
  anywhere  ///< any used before: as facts that everything rests on
};

struct requirements_options {
  std::size_t conditions = 10;
  double shared = 0;  ///< the share of operands that stood in a requirement before
  sharing_reach reach = sharing_reach::anywhere;
};

/// A conjunction of requirements, as the goal of a pairing is one.
struct requirements {
  portfit::formula terms;
  portfit::term goal = portfit::true_term;
};

/// Makes requirements of two or three operands, in turn `a or b`, `(a and b) or c`, two of three, until all conditions are used.
/// Each operand is the next condition not used yet, or, with the chance asked for, one that was.
[[nodiscard]] inline requirements make_requirements(const requirements_options& options, std::uint64_t seed) {
  portfit_test::random_source random(seed);
  requirements made;
  std::vector<portfit::term> used;
  std::vector<portfit::term> goals;
  const auto draw = [&] {
    if (!used.empty() && (used.size() == options.conditions || random.chance(options.shared))) {
      const std::size_t window =
          options.reach == sharing_reach::near ? (std::min)(used.size(), std::size_t{8}) : used.size();
      return used[used.size() - 1 - random.below(window)];
    }
    used.push_back(made.terms.literal(made.terms.add_variable(std::string("c") + std::to_string(used.size()))));
    return used.back();
  };
  for (std::size_t turn = 0; used.size() < options.conditions; ++turn) {
    const portfit::term a = draw();
    const portfit::term b = draw();
    if (turn % 3 == 0) {
      goals.push_back(made.terms.disjunction(a, b));
      continue;
    }
    const portfit::term c = draw();
    goals.push_back(turn % 3 == 1 ? made.terms.disjunction(made.terms.conjunction(a, b), c)
                                  : made.terms.at_least(2, {a, b, c}));
  }
  made.goal = made.terms.conjunction(std::move(goals));
  return made;
}

}  // namespace portfit_benchmark
