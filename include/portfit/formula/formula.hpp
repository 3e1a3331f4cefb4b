#pragma once

#include <portfit/assert.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// A Boolean variable: its number within one formula, counted from zero.
using variable = std::uint32_t;

/// A node of a formula: its number within the arena. Children always have smaller numbers than their parents.
using term = std::uint32_t;

/// The constant that never holds; the same number in every formula.
inline constexpr term false_term = 0;

/// The constant that always holds; the same number in every formula.
inline constexpr term true_term = 1;

/// What a term is made of.
enum class term_kind : std::uint8_t { constant, literal, negation, conjunction, disjunction, at_least };

/// A directed acyclic graph of AND, OR, NOT and k-of-n over variables.
///
/// An append-only arena in which equal terms share one node. Building simplifies on the way: constants vanish, nested
/// conjunctions and disjunctions are flattened, repeated children are dropped (they count in a k-of-n), a child beside
/// its own negation decides the term, and a double negation cancels. Two terms with one number are the same function;
/// the converse needs a decision diagram.
class formula {
 public:
  /// Starts with the two constants and no variable.
  formula() : nodes_(2), buckets_(16, false_term) {}

  /// Adds a variable; `label` is for people only and need not be unique.
  variable add_variable(std::string label) {
    labels_.push_back(std::move(label));
    literals_.push_back(false_term);
    return static_cast<variable>(labels_.size() - 1);
  }

  /// The number of variables added so far.
  [[nodiscard]] std::size_t variable_count() const { return labels_.size(); }

  /// The number of terms in the arena, the two constants included.
  [[nodiscard]] std::size_t term_count() const { return nodes_.size(); }

  /// The label a variable was added with.
  /// @pre `which` is a variable of this formula.
  [[nodiscard]] const std::string& label(variable which) const {
    PORTFIT_ASSERT(which < labels_.size());
    return labels_[which];
  }

  /// The term that holds when the variable does.
  /// @pre `which` is a variable of this formula.
  term literal(variable which) {
    PORTFIT_ASSERT(which < labels_.size());
    if (literals_[which] == false_term) literals_[which] = intern(term_kind::literal, which, {});
    return literals_[which];
  }

  /// The term that holds when `operand` does not.
  term negate(term operand) {
    PORTFIT_ASSERT(operand < nodes_.size());
    if (operand <= true_term) return operand == true_term ? false_term : true_term;
    if (kind(operand) == term_kind::negation) return children(operand).front();
    return intern(term_kind::negation, 0, std::span<const term>(&operand, 1));
  }

  /// The term that holds when all operands do; without operands it is true.
  /// Complexity: n log n in the number of operands after flattening.
  term conjunction(std::vector<term> operands) { return join(term_kind::conjunction, std::move(operands)); }

  /// The term that holds when both operands do.
  term conjunction(term left, term right) { return join(term_kind::conjunction, left, right); }

  /// The term that holds when at least one operand does; without operands it is false.
  /// Complexity: n log n in the number of operands after flattening.
  term disjunction(std::vector<term> operands) { return join(term_kind::disjunction, std::move(operands)); }

  /// The term that holds when at least one of both operands does.
  term disjunction(term left, term right) { return join(term_kind::disjunction, left, right); }

  /// The term that holds when at least `k` operands do.
  ///
  /// The operands are a multiset: one that stands twice counts twice. `k` of zero is true, more than the number of
  /// operands is false.
  /// Complexity: n log n in the number of operands.
  term at_least(std::size_t k, std::vector<term> operands) {
    settle_constants(k, operands);
    cancel_complements(k, operands);
    if (k == 0) return true_term;
    if (k > operands.size()) return false_term;
    if (operands.front() == operands.back()) return operands.front();
    if (k == 1) return disjunction(std::move(operands));
    if (k == operands.size()) return conjunction(std::move(operands));
    return intern(term_kind::at_least, static_cast<std::uint32_t>(k), operands);
  }

  /// The term that equals `chosen` where `condition` holds and `other` elsewhere.
  term if_then_else(term condition, term chosen, term other) {
    if (condition == true_term || chosen == other) return chosen;
    if (condition == false_term) return other;
    return disjunction(conjunction(condition, chosen), conjunction(negate(condition), other));
  }

  /// What the term is made of.
  /// @pre `which` is a term of this formula; so for every query below.
  [[nodiscard]] term_kind kind(term which) const { return at(which).kind; }

  /// The operands of a term, none for constants and literals. Valid until the next term is built.
  [[nodiscard]] std::span<const term> children(term which) const {
    const node& found = at(which);
    return {pool_.data() + found.first, found.count};
  }

  /// The variable of a literal.
  /// @pre `kind(which)` is `term_kind::literal`.
  [[nodiscard]] variable variable_of(term which) const {
    PORTFIT_ASSERT(kind(which) == term_kind::literal);
    return at(which).payload;
  }

  /// How many operands must hold.
  /// @pre `kind(which)` is `term_kind::at_least`.
  [[nodiscard]] std::size_t threshold(term which) const {
    PORTFIT_ASSERT(kind(which) == term_kind::at_least);
    return at(which).payload;
  }

  /// Whether the term holds under an assignment indexed by variable.
  /// @pre `assignment` covers every variable the term rests on.
  /// Complexity: linear in the part of the arena below `root`.
  [[nodiscard]] bool evaluate(term root, const std::vector<bool>& assignment) const {
    const std::vector<bool> needed = reachable(std::span<const term>(&root, 1));
    std::vector<bool> holds(needed.size());
    holds[true_term] = true;
    for (term which = 2; which < needed.size(); ++which) {
      if (needed[which]) holds[which] = evaluate_node(which, holds, assignment);
    }
    return holds[root];
  }

  /// Marks every term reachable from `roots`; as long as the largest root needs, and never shorter than the constants.
  [[nodiscard]] std::vector<bool> reachable(std::span<const term> roots) const {
    term last = true_term;
    for (const term root : roots) last = (std::max)(last, root);
    PORTFIT_ASSERT(last < nodes_.size());
    std::vector<bool> marked(std::size_t{last} + 1);
    for (const term root : roots) marked[root] = true;
    for (term which = last; which > true_term; --which) {
      if (!marked[which]) continue;
      for (const term child : children(which)) marked[child] = true;
    }
    return marked;
  }

 private:
  struct node {
    std::uint32_t first = 0;    // where the children start in the pool
    std::uint32_t count = 0;    // how many children there are
    std::uint32_t payload = 0;  // variable of a literal, threshold of a k-of-n
    term_kind kind = term_kind::constant;
  };

  [[nodiscard]] const node& at(term which) const {
    PORTFIT_ASSERT(which < nodes_.size());
    return nodes_[which];
  }

  [[nodiscard]] bool evaluate_node(term which, const std::vector<bool>& holds,
                                   const std::vector<bool>& assignment) const {
    const node& found = at(which);
    if (found.kind == term_kind::literal) {
      PORTFIT_ASSERT(found.payload < assignment.size());
      return assignment[found.payload];
    }
    std::size_t held = 0;
    for (const term child : children(which)) held += holds[child] ? 1U : 0U;
    switch (found.kind) {
      case term_kind::negation: return held == 0;
      case term_kind::conjunction: return held == found.count;
      case term_kind::disjunction: return held > 0;
      default: return held >= found.payload;
    }
  }

  /// The term without its negation, if it has one.
  [[nodiscard]] term base(term which) const {
    return kind(which) == term_kind::negation ? pool_[nodes_[which].first] : which;
  }

  /// Puts a term right beside its negation, so that both are found by looking at neighbours.
  void sort(std::vector<term>& operands) const {
    std::sort(operands.begin(), operands.end(),
              [this](term left, term right) { return std::pair(base(left), left) < std::pair(base(right), right); });
  }

  /// The operands, with those of operands that are joined the same way in their place.
  [[nodiscard]] std::vector<term> flattened(term_kind joined, const std::vector<term>& operands) const {
    std::vector<term> flat;
    flat.reserve(operands.size());
    for (const term operand : operands) {
      if (kind(operand) != joined) {
        flat.push_back(operand);
      } else {
        flat.insert(flat.end(), children(operand).begin(), children(operand).end());
      }
    }
    return flat;
  }

  /// The constant that changes nothing beside others.
  [[nodiscard]] static term neutral_of(term_kind joined) {
    return joined == term_kind::conjunction ? true_term : false_term;
  }

  /// Two operands, of which one is often constant.
  term join(term_kind joined, term left, term right) {
    const term neutral = neutral_of(joined);
    if (left == neutral || left == right) return right;
    if (right == neutral) return left;
    if (left <= true_term || right <= true_term) return neutral == true_term ? false_term : true_term;
    return join(joined, std::vector<term>{left, right});
  }

  term join(term_kind joined, std::vector<term> operands) {
    const term neutral = neutral_of(joined);
    const term decisive = neutral == true_term ? false_term : true_term;
    bool is_nested = false;
    for (const term operand : operands) {
      if (operand == decisive) return decisive;
      is_nested = is_nested || kind(operand) == joined;
    }
    std::erase(operands, neutral);
    std::vector<term> flat = is_nested ? flattened(joined, operands) : std::move(operands);
    sort(flat);
    flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
    for (std::size_t i = 1; i < flat.size(); ++i) {
      if (base(flat[i - 1]) == base(flat[i])) return decisive;
    }
    if (flat.empty()) return neutral;
    return flat.size() == 1 ? flat.front() : intern(joined, 0, flat);
  }

  /// A false operand never counts; a true one always does, so it lowers the threshold instead.
  static void settle_constants(std::size_t& k, std::vector<term>& operands) {
    const auto held = static_cast<std::size_t>(std::count(operands.begin(), operands.end(), true_term));
    operands.erase(std::remove_if(operands.begin(), operands.end(), [](term each) { return each <= true_term; }),
                   operands.end());
    k -= (std::min)(k, held);
  }

  /// Exactly one of a term and its negation holds, so such a pair only lowers the threshold.
  void cancel_complements(std::size_t& k, std::vector<term>& operands) const {
    sort(operands);
    std::vector<term> kept;
    kept.reserve(operands.size());
    for (const term operand : operands) {
      if (!kept.empty() && kept.back() != operand && base(kept.back()) == base(operand)) {
        kept.pop_back();
        k -= k > 0 ? 1U : 0U;
      } else {
        kept.push_back(operand);
      }
    }
    operands = std::move(kept);
  }

  [[nodiscard]] static std::size_t hash(term_kind made, std::uint32_t payload, std::span<const term> operands) {
    std::uint64_t mixed = (std::uint64_t{payload} << 8U) + static_cast<std::uint64_t>(made);
    for (const term operand : operands) mixed = (mixed ^ (mixed >> 29U) ^ operand) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>((mixed ^ (mixed >> 32U)) * 0xD6E8FEB86659FD93U >> 20U);
  }

  [[nodiscard]] bool same(term which, term_kind made, std::uint32_t payload, std::span<const term> operands) const {
    const node& found = nodes_[which];
    if (found.kind != made || found.payload != payload || found.count != operands.size()) return false;
    return std::equal(operands.begin(), operands.end(), pool_.begin() + found.first);
  }

  term intern(term_kind made, std::uint32_t payload, std::span<const term> operands) {
    const std::size_t mask = buckets_.size() - 1;
    std::size_t bucket = hash(made, payload, operands) & mask;
    for (; buckets_[bucket] != false_term; bucket = (bucket + 1) & mask) {
      if (same(buckets_[bucket], made, payload, operands)) return buckets_[bucket];
    }
    const auto created = static_cast<term>(nodes_.size());
    node fresh;
    fresh.first = static_cast<std::uint32_t>(pool_.size());
    fresh.count = static_cast<std::uint32_t>(operands.size());
    fresh.payload = payload;
    fresh.kind = made;
    pool_.insert(pool_.end(), operands.begin(), operands.end());
    nodes_.push_back(fresh);
    buckets_[bucket] = created;
    if (nodes_.size() * 2 > buckets_.size()) grow();
    return created;
  }

  void grow() {
    std::vector<term> wider(buckets_.size() * 2, false_term);
    const std::size_t mask = wider.size() - 1;
    for (term which = 2; which < nodes_.size(); ++which) {
      std::size_t bucket = hash(nodes_[which].kind, nodes_[which].payload, children(which)) & mask;
      while (wider[bucket] != false_term) bucket = (bucket + 1) & mask;
      wider[bucket] = which;
    }
    buckets_ = std::move(wider);
  }

  std::vector<node> nodes_;
  std::vector<term> pool_;
  std::vector<term> buckets_;   // open addressing; the false constant marks a free bucket
  std::vector<term> literals_;  // by variable; the false constant marks one not built yet
  std::vector<std::string> labels_;
};

/// The variables that stand in the terms below `roots`.
///
/// Syntactic: a variable that stands there without mattering is counted.
/// Complexity: linear in the part of the arena below the roots.
[[nodiscard]] inline std::set<variable> support(const formula& terms, std::span<const term> roots) {
  const std::vector<bool> marked = terms.reachable(roots);
  std::set<variable> found;
  for (term which = 2; which < marked.size(); ++which) {
    if (marked[which] && terms.kind(which) == term_kind::literal) found.insert(terms.variable_of(which));
  }
  return found;
}

/// The variables that stand in the terms below `root`.
[[nodiscard]] inline std::set<variable> support(const formula& terms, term root) {
  return support(terms, std::span<const term>(&root, 1));
}

}  // namespace portfit
