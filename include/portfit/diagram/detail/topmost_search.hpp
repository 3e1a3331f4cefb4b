#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace portfit::detail {

/// Finds which marked variable stands topmost among those that functions depend on.
///
/// Looks at no node below one that was found, and uses its memory again: a search asks this at every step, and needs neither the
/// other variables nor a set of them.
class topmost_search {
 public:
  /// The topmost one below `root`. @param marked  by variable: non-zero for those that are looked for
  /// @pre `root` is not `no_edge`.
  [[nodiscard]] std::optional<variable> find(const bdd_manager& diagrams, edge root, const std::vector<char>& marked) {
    start(diagrams, marked);
    look(root);
    return found();
  }

  /// For several functions together: start, look at each, ask what was found. @pre Both arguments outlive that.
  void start(const bdd_manager& diagrams, const std::vector<char>& marked) {
    diagrams_ = &diagrams;
    marked_ = &marked;
    best_ = static_cast<std::uint32_t>(diagrams.order().size());
    ++walk_;
  }

  /// @pre `root` is not `no_edge`. Complexity: linear in the nodes above what is found.
  void look(edge root) {
    seen_.resize(diagrams_->node_count(), 0);
    waiting_.assign(1, root);
    while (!waiting_.empty()) {
      const edge current = waiting_.back();
      waiting_.pop_back();
      const std::uint32_t level = diagrams_->level(current);
      if (level >= best_ || seen_[current] == walk_) continue;
      seen_[current] = walk_;
      if ((*marked_)[diagrams_->top(current)] != 0) {
        best_ = level;
        continue;
      }
      waiting_.push_back(diagrams_->high(current));
      waiting_.push_back(diagrams_->low(current));
    }
  }

  [[nodiscard]] std::optional<variable> found() const {
    if (best_ >= diagrams_->order().size()) return std::nullopt;
    return diagrams_->order()[best_];
  }

 private:
  const bdd_manager* diagrams_ = nullptr;
  const std::vector<char>* marked_ = nullptr;
  std::vector<std::uint32_t> seen_;  // by node: the last walk that came by
  std::vector<edge> waiting_;
  std::uint32_t walk_ = 0;
  std::uint32_t best_ = 0;  // level of what was found
};

}  // namespace portfit::detail
