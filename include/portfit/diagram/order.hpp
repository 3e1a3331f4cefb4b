#pragma once

#include <portfit/assert.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
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

/// Ways to find a variable order from the shape of a formula alone. None is best for all formulas.
enum class order_heuristic : std::uint8_t {
  depth_first,     ///< depth first, left to right
  lightest_first,  ///< depth first, operands with the fewest literals below them first
  heaviest_first,  ///< depth first, operands with the most literals below them first
  force_lightest,  ///< `lightest_first`, then moved by forces
  force_heaviest,  ///< `heaviest_first`, then moved by forces
};

/// All of them.
inline constexpr std::array<order_heuristic, 5> order_heuristics{
    order_heuristic::lightest_first, order_heuristic::heaviest_first, order_heuristic::force_lightest,
    order_heuristic::depth_first, order_heuristic::force_heaviest};

namespace detail {

/// What heuristics ask of the terms below a root.
class term_shape {
 public:
  term_shape(const formula& terms, term root)
      : terms_(&terms),
        root_(root),
        reached_(terms.reachable(std::span<const term>(&root, 1))),
        literals_(reached_.size()),
        parents_(reached_.size()) {
    for (term each = 2; each < reached_.size(); ++each) {
      if (!reached_[each]) continue;
      if (terms.kind(each) == term_kind::literal) literals_[each] = 1;
      for (const term child : terms.children(each)) {
        literals_[each] += literals_[child];
        ++parents_[child];
      }
    }
  }

  /// Depth first; among operands of one weight those come first that more parents share. `sign`: 1 lightest first, -1
  /// heaviest first, 0 left to right.
  [[nodiscard]] std::vector<variable> depth_first(int sign) const {
    std::vector<variable> order;
    std::vector<char> visited(reached_.size());
    std::vector<term> waiting{root_};
    std::vector<term> children;
    while (!waiting.empty()) {
      const term current = waiting.back();
      waiting.pop_back();
      if (visited[current] != 0) continue;
      visited[current] = 1;
      if (terms_->kind(current) == term_kind::literal) order.push_back(terms_->variable_of(current));
      children.assign(terms_->children(current).begin(), terms_->children(current).end());
      if (sign != 0) {
        std::sort(children.begin(), children.end(),
                  [&](term left, term right) { return precedes(left, right, sign > 0); });
      }
      waiting.insert(waiting.end(), children.rbegin(), children.rend());
    }
    return order;
  }

  /// Moves each variable to the middle of the terms it stands in, each term to the middle of its operands, over and over
  /// (Aloul, Markov and Sakallah, "FORCE: a fast and easy-to-implement variable-ordering heuristic", GLSVLSI 2003,
  /// pp. 116-119). Positions are added in one sequence, so that all machines that follow IEEE 754 find the same order.
  [[nodiscard]] std::vector<variable> force(std::vector<variable> order) const {
    constexpr int rounds = 40;
    std::vector<double> place(terms_->variable_count());
    std::vector<double> middle(reached_.size());
    std::vector<double> pull(reached_.size());
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<double>(i);
      std::fill(pull.begin(), pull.end(), 0);
      for (term each = 2; each < reached_.size(); ++each) {
        if (reached_[each]) middle[each] = middle_of(each, place, middle);
      }
      for (term each = 2; each < reached_.size(); ++each) {
        if (!reached_[each]) continue;
        for (const term child : terms_->children(each)) pull[child] += middle[each];
      }
      for (term each = 2; each < reached_.size(); ++each) {
        if (!reached_[each] || terms_->kind(each) != term_kind::literal || parents_[each] == 0) continue;
        place[terms_->variable_of(each)] = pull[each] / static_cast<double>(parents_[each]);
      }
      std::sort(order.begin(), order.end(), [&](variable left, variable right) {
        return std::pair(place[left], left) < std::pair(place[right], right);
      });
    }
    return order;
  }

 private:
  [[nodiscard]] double middle_of(term which, const std::vector<double>& place,
                                 const std::vector<double>& middle) const {
    if (terms_->kind(which) == term_kind::literal) return place[terms_->variable_of(which)];
    double sum = 0;
    for (const term child : terms_->children(which)) sum += middle[child];
    return sum / static_cast<double>(terms_->children(which).size());
  }

  [[nodiscard]] bool precedes(term left, term right, bool lightest) const {
    if (literals_[left] != literals_[right]) return (literals_[left] < literals_[right]) == lightest;
    if (parents_[left] != parents_[right]) return parents_[left] > parents_[right];
    return left < right;
  }

  const formula* terms_;
  term root_;
  std::vector<bool> reached_;
  std::vector<double> literals_;  // occurrences, which may be exponentially many: a weight, no count
  std::vector<std::uint32_t> parents_;
};

}  // namespace detail

/// The variables below `root`, and no others, in the order a heuristic puts them in.
/// Complexity: linear in the terms below the root, times logarithms for sorting.
[[nodiscard]] inline std::vector<variable> static_order(const formula& terms, term root, order_heuristic heuristic) {
  const detail::term_shape shape(terms, root);
  switch (heuristic) {
    case order_heuristic::lightest_first: return shape.depth_first(1);
    case order_heuristic::heaviest_first: return shape.depth_first(-1);
    case order_heuristic::force_lightest: return shape.force(shape.depth_first(1));
    case order_heuristic::force_heaviest: return shape.force(shape.depth_first(-1));
    default: return shape.depth_first(0);
  }
}

}  // namespace portfit
