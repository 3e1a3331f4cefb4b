#pragma once

#include <portfit/formula/formula.hpp>

#include "random_formula.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

/// A monotone formula with one root, too wide for truth tables, for measurements.
struct random_circuit {
  portfit::formula terms;
  portfit::term root = portfit::false_term;
};

/// Joins the oldest loose ends two to four at a time by AND, OR and k-of-n until one is left; every third gate also draws
/// on a variable near by, so that parts are shared as they are among the requirements of one catalog.
inline random_circuit make_random_circuit(std::size_t variables, std::uint64_t seed) {
  random_numbers random(seed);
  random_circuit made;
  std::vector<portfit::term> loose;
  for (std::size_t v = 0; v < variables; ++v) {
    loose.push_back(made.terms.literal(made.terms.add_variable("x" + std::to_string(v))));
  }
  const std::vector<portfit::term> literals = loose;
  std::size_t taken = 0;
  for (std::size_t gate = 0; taken + 1 < loose.size(); ++gate) {
    std::vector<portfit::term> operands;
    for (std::size_t i = 2 + random.below(3); i > 0 && taken < loose.size(); --i) operands.push_back(loose[taken++]);
    if (gate % 3 == 0) operands.push_back(literals[(taken + random.below(4)) % variables]);
    const std::size_t k = gate % 4 == 3 ? 2 : (gate % 2 == 0 ? 1 : operands.size());
    loose.push_back(made.terms.at_least(k, std::move(operands)));
  }
  made.root = loose.back();
  return made;
}

}  // namespace portfit_test
