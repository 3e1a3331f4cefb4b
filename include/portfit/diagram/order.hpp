#pragma once

#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace portfit {

/// The variables of a formula in the order of their first visit, depth first from the roots, left to right.
///
/// Keeps variables that stand together in one subterm close to each other, which is what decision diagrams of trees and
/// nearly-trees want (Malik, Wang, Brayton, Sangiovanni-Vincentelli, ICCAD 1988, pp. 6-9). Variables that no root
/// reaches follow at the end by number, so the result is always a permutation of all variables.
/// Complexity: linear in the terms and edges below the roots; no recursion.
[[nodiscard]] inline std::vector<variable> depth_first_order(const formula& terms, std::span<const term> roots) {
  std::vector<variable> order;
  order.reserve(terms.variable_count());
  std::vector<bool> placed(terms.variable_count());
  std::vector<bool> visited(terms.term_count());
  std::vector<term> waiting(roots.rbegin(), roots.rend());
  while (!waiting.empty()) {
    const term current = waiting.back();
    waiting.pop_back();
    if (visited[current]) continue;
    visited[current] = true;
    if (terms.kind(current) == term_kind::literal) {
      order.push_back(terms.variable_of(current));
      placed[terms.variable_of(current)] = true;
    }
    const std::span<const term> children = terms.children(current);
    waiting.insert(waiting.end(), children.rbegin(), children.rend());
  }
  for (variable each = 0; each < placed.size(); ++each) {
    if (!placed[each]) order.push_back(each);
  }
  return order;
}

}  // namespace portfit
