#pragma once

#include <portfit/assert.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/search/detail/row_system.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Writes "this term holds" as rows: the first columns are the formula's variables, further ones stand for sub-terms.
///
/// Only the direction that is needed is written (Plaisted and Greenbaum 1986, J. Symbolic Computation 2, pp. 293-304): a
/// column of a sub-term may be 1 only where the sub-term holds, or, for one that is wanted not to hold, only where it does
/// not. A k-of-n is one row. Sub-terms that stand once need no column of their own.
/// Complexity: linear in the part of the formula below the goal.
class formula_rows {
 public:
  /// @param cost  by variable, not negative
  formula_rows(const formula& terms, std::span<const double> cost) : terms_(&terms) {
    PORTFIT_ASSERT(cost.size() == terms.variable_count());
    rows_.cost.assign(cost.begin(), cost.end());
  }

  /// Adds the rows that a term has to hold.
  void require(term goal) {
    const std::vector<bool> reached = terms_->reachable(std::span<const term>(&goal, 1));
    parents_.assign(reached.size(), 0);
    for (term each = 0; each < reached.size(); ++each)
      if (reached[each])
        for (const term child : terms_->children(each)) ++parents_[child];
    for (std::vector<std::uint32_t>& each : columns_) each.assign(reached.size(), no_column);
    for (std::vector<bool>& each : asserted_) each.assign(reached.size(), false);
    open_.push_back({std::nullopt, goal, true});
    while (!open_.empty()) {
      const claim next = open_.back();
      open_.pop_back();
      write(next);
    }
  }

  /// Adds the row that both variables do not hold together.
  void exclude(variable one, variable other) {
    rows_.entries.push_back({one, -1});
    rows_.entries.push_back({other, -1});
    rows_.end_row(-1);
  }

  [[nodiscard]] row_system take() && { return std::move(rows_); }

 private:
  static constexpr std::uint32_t no_column = 0xffffffffU;

  /// Where the column `condition` is 1 (or always), the term is to have the value.
  struct claim {
    std::optional<std::uint32_t> condition;
    term which = true_term;
    bool value = true;
  };

  void write(claim next) {
    while (terms_->kind(next.which) == term_kind::negation)
      next = {next.condition, terms_->children(next.which).front(), !next.value};
    if (!next.condition) {
      if (asserted_[next.value ? 1 : 0][next.which]) return;
      asserted_[next.value ? 1 : 0][next.which] = true;
    }
    const auto children = terms_->children(next.which);
    const auto count = static_cast<std::int32_t>(children.size());
    switch (terms_->kind(next.which)) {
      case term_kind::conjunction: return next.value ? write_each(next) : write_row(next, 1);
      case term_kind::disjunction: return next.value ? write_row(next, 1) : write_each(next);
      case term_kind::at_least: {
        const auto threshold = static_cast<std::int32_t>(terms_->threshold(next.which));
        return write_row(next, next.value ? threshold : count - threshold + 1);
      }
      case term_kind::constant:
        if ((next.which == true_term) != next.value) end_row(next.condition, 1);
        return;
      default: add(next.which, next.value); return end_row(next.condition, 1 + shift_);
    }
  }

  /// All children have the value.
  void write_each(const claim& parent) {
    for (const term child : terms_->children(parent.which)) {
      const bool shared = parent.condition && parents_[child] > 1 && terms_->children(child).size() > 2;
      if (shared) {
        add(child, parent.value);
        end_row(parent.condition, 1 + shift_);
      } else {
        open_.push_back({parent.condition, child, parent.value});
      }
    }
  }

  /// At least so many children have the value.
  void write_row(const claim& parent, std::int32_t count) {
    for (const term child : terms_->children(parent.which)) add(child, parent.value);
    end_row(parent.condition, count + shift_);
  }

  /// Appends to the row at hand: 1 where the term has the value.
  void add(term which, bool value) {
    while (terms_->kind(which) == term_kind::negation) {
      which = terms_->children(which).front();
      value = !value;
    }
    if (terms_->kind(which) == term_kind::literal) {
      if (!value) --shift_;
      return append(terms_->variable_of(which), value ? 1 : -1);
    }
    std::uint32_t& column = columns_[value ? 1 : 0][which];
    if (column == no_column) {
      column = rows_.add_column(0);
      open_.push_back({column, which, value});
    }
    append(column, 1);
  }

  /// Equal operands of a k-of-n are neighbours in the formula, and stand nowhere else.
  void append(std::uint32_t column, std::int32_t factor) {
    if (rows_.entries.size() > rows_.start.back() && rows_.entries.back().column == column) {
      rows_.entries.back().factor += factor;
    } else {
      rows_.entries.push_back({column, factor});
    }
  }

  /// Ends a row that binds where the condition is 1. Without it the row holds trivially: the rest is at least the shift.
  void end_row(std::optional<std::uint32_t> condition, std::int32_t bound) {
    if (!condition) {
      rows_.end_row(bound);
    } else {
      append(*condition, shift_ - bound);
      rows_.end_row(shift_);
    }
    shift_ = 0;
  }

  const formula* terms_;
  row_system rows_;
  std::vector<std::uint32_t> parents_;     // by term: how many terms it stands in
  std::vector<std::uint32_t> columns_[2];  // by value wanted and term
  std::vector<bool> asserted_[2];          // by value and term: whether it is claimed without a condition
  std::vector<claim> open_;
  std::int32_t shift_ = 0;  // minus the opposites in the row at hand
};

}  // namespace portfit::detail
