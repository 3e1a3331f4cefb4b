#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/detail/edge_map.hpp>
#include <portfit/diagram/edge.hpp>
#include <portfit/diagram/flat_diagram.hpp>

#include <span>

namespace portfit {

/// Reads functions of one manager into a flat diagram; what was read before is found again.
///
/// The manager may make new nodes between calls. Numbering follows the sequence of calls, and below it the walk from low to
/// high, so it is the same on every machine.
class flat_reader {
 public:
  /// @pre Both outlive the reader.
  flat_reader(const bdd_manager& manager, flat_diagram& into) : manager_(&manager), into_(&into) {}

  /// The function as it is: every variable decides. @pre `root` is not `no_edge`.
  /// Complexity: linear in the nodes not read yet; recursion no deeper than the order is long.
  flat_position read(edge root) {
    PORTFIT_ASSERT(root != bdd_manager::no_edge);
    return visit(root, seen_, [](variable) { return flat_kind::decision; });
  }

  /// The function with the smaller (or, if `upper`, the larger) child taken wherever an open variable would decide.
  ///
  /// An outer bound of the least (greatest) mean over the values of the open variables, each settled before the others are
  /// drawn; see `settled_expectation`.
  /// @param open by variable: non-zero if it is open; the same in all calls
  /// @pre `root` is not `no_edge`.
  flat_position read_bound(edge root, std::span<const char> open, bool upper) {
    PORTFIT_ASSERT(root != bdd_manager::no_edge);
    return visit(root, upper ? seen_upper_ : seen_lower_, [&](variable which) {
      if (!open[which]) return flat_kind::decision;
      return upper ? flat_kind::greatest : flat_kind::least;
    });
  }

 private:
  using memo = detail::edge_map<flat_position>;

  template <class Kind>
  flat_position visit(edge current, memo& seen, Kind kind) {
    if (bdd_manager::is_constant(current)) return current;
    if (const flat_position* known = seen.find(current)) return *known;
    const flat_position low = visit(manager_->low(current), seen, kind);
    const flat_position high = visit(manager_->high(current), seen, kind);
    const flat_position made = make(current, low, high, kind(manager_->top(current)));
    seen.insert(current, made);
    return made;
  }

  flat_position make(edge current, flat_position low, flat_position high, flat_kind kind) {
    if (kind == flat_kind::least) return into_->add_least(low, high);
    if (kind == flat_kind::greatest) return into_->add_greatest(low, high);
    return into_->add_decision(manager_->top(current), manager_->level(current), low, high);
  }

  const bdd_manager* manager_;
  flat_diagram* into_;
  memo seen_;
  memo seen_lower_;
  memo seen_upper_;
};

}  // namespace portfit
