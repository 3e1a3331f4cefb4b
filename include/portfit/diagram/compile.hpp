#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace portfit {

/// Turns terms of one formula into diagrams of one manager; terms shared between roots are compiled once.
///
/// Keeps references to both; the formula may go on growing between calls.
class compiler {
 public:
  /// @pre Both outlive the compiler; the manager's order holds every variable of the terms compiled.
  compiler(bdd_manager& manager, const formula& terms) : manager_(&manager), terms_(&terms) {}

  /// The diagram of a term; `bdd_manager::no_edge` when the node budget ends on the way.
  ///
  /// Complexity: exponential in the worst case, bounded by the manager's node budget. No recursion over the formula.
  edge compile(term root) {
    PORTFIT_ASSERT(root < terms_->term_count());
    known_.resize(terms_->term_count(), bdd_manager::no_edge);
    known_[false_term] = bdd_manager::false_edge;
    known_[true_term] = bdd_manager::true_edge;
    waiting_.assign(1, root);
    while (!waiting_.empty()) {
      const term current = waiting_.back();
      if (known_[current] == bdd_manager::no_edge) {
        if (push_unknown_children(current)) continue;
        known_[current] = combine(current);
        if (known_[current] == bdd_manager::no_edge) return bdd_manager::no_edge;
        ++compiled_;
      }
      waiting_.pop_back();
    }
    return known_[root];
  }

  /// How many terms have been compiled: how far it got where the budget ended.
  [[nodiscard]] std::size_t compiled_terms() const { return compiled_; }

 private:
  bool push_unknown_children(term current) {
    const std::size_t before = waiting_.size();
    for (const term child : terms_->children(current)) {
      if (known_[child] == bdd_manager::no_edge) waiting_.push_back(child);
    }
    return waiting_.size() > before;
  }

  edge combine(term current) {
    if (terms_->kind(current) == term_kind::literal) return manager_->literal(terms_->variable_of(current));
    operands_.clear();
    for (const term child : terms_->children(current)) operands_.push_back(known_[child]);
    switch (terms_->kind(current)) {
      case term_kind::negation: return manager_->negate(operands_.front());
      case term_kind::at_least: return manager_->at_least(terms_->threshold(current), operands_);
      default: return join(terms_->kind(current) == term_kind::conjunction);
    }
  }

  /// Joins the operands from the deepest up, so that operands without common variables are stacked in linear time.
  edge join(bool conjunction) {
    std::sort(operands_.begin(), operands_.end(), [this](edge left, edge right) {
      return std::pair(manager_->level(left), left) > std::pair(manager_->level(right), right);
    });
    edge joined = conjunction ? bdd_manager::true_edge : bdd_manager::false_edge;
    for (const edge operand : operands_) {
      joined = conjunction ? manager_->conjunction(joined, operand) : manager_->disjunction(joined, operand);
    }
    return joined;
  }

  bdd_manager* manager_;
  const formula* terms_;
  std::vector<edge> known_;  // by term; no_edge: not compiled yet
  std::vector<term> waiting_;
  std::vector<edge> operands_;
  std::size_t compiled_ = 0;
};

/// The diagram of one term; `bdd_manager::no_edge` when the node budget ends on the way. For several roots of one
/// formula use a `compiler`, which remembers what they share.
/// @pre The manager's order holds every variable of the term.
[[nodiscard]] inline edge compile(bdd_manager& manager, const formula& terms, term root) {
  return compiler(manager, terms).compile(root);
}

}  // namespace portfit
