#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/linear.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace portfit {

/// A probability, and how it answers to the chance of each variable.
struct probability_gradient {
  double value = 0;
  /// By variable: the partial derivative of `value` by its chance; 0 for a variable that the function does not depend on. As a
  /// probability is linear in each chance, it is also the value with the variable certain less that with it impossible.
  std::vector<double> slope;
  /// By node of the linear diagram: the chance that the walk from the root comes by it.
  std::vector<double> reach;
};

/// The probability of a function and all its partial derivatives, by one sweep up and one sweep down.
///
/// Up, every node gets its value; down, from the root, the chance that it is reached. A node decided by v adds
/// `reach x (value of its high child - value of its low child)` to the slope of v: reverse accumulation, as Darwiche, "A
/// differential approach to inference in Bayesian networks", J. ACM 50(3), 2003, pp. 280-305, does it for sums of products;
/// for importance measures on decision diagrams see Dutuit and Rauzy, "Efficient algorithms to assess component and gate
/// importance in fault tree analysis", Reliability Engineering and System Safety 72(2), 2001, pp. 213-222.
/// @param diagram  read from a `bdd_manager`, has one root
/// @param chance_of_true  by variable, each within [0, 1]; covers the variables the function depends on
/// Complexity: linear in the nodes and the variables.
[[nodiscard]] inline probability_gradient gradient_of(const linear_diagram& diagram,
                                                      std::span<const double> chance_of_true) {
  PORTFIT_ASSERT(diagram.roots.size() == 1);
  const std::size_t count = diagram.nodes.size();
  std::vector<double> value(count + 2, 0);
  value[1] = 1;
  for (std::size_t index = 0; index < count; ++index) {
    const linear_node& each = diagram.nodes[index];
    PORTFIT_ASSERT(each.top < chance_of_true.size());
    const double chance = chance_of_true[each.top];
    value[index + 2] = (1 - chance) * value[each.low] + chance * value[each.high];
  }
  probability_gradient result;
  result.value = value[diagram.roots.front()];
  result.slope.assign(chance_of_true.size(), 0);
  std::vector<double> reach(count + 2, 0);
  reach[diagram.roots.front()] = 1;
  for (std::size_t index = count; index-- > 0;) {  // parents before children
    const linear_node& each = diagram.nodes[index];
    const double here = reach[index + 2];
    const double chance = chance_of_true[each.top];
    result.slope[each.top] += here * (value[each.high] - value[each.low]);
    reach[each.low] += here * (1 - chance);
    reach[each.high] += here * chance;
  }
  result.reach.assign(reach.begin() + 2, reach.end());
  return result;
}

/// The probability of a function and all its partial derivatives, see above. @pre `root` is not `no_edge`.
[[nodiscard]] inline probability_gradient gradient_of(const bdd_manager& manager, edge root,
                                                      std::span<const double> chance_of_true) {
  return gradient_of(linearize(manager, root), chance_of_true);
}

}  // namespace portfit
