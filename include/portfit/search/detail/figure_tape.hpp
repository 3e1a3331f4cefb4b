#pragma once

#include <portfit/assert.hpp>
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/linear.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Figures noted down once, as means of functions and what is made of them, and computed for many sets of weights at a time.
///
/// Of each set of weights every figure is the same to the last bit as when it is computed on the spot: the same operations on
/// the same numbers in the same order.
class figure_tape {
 public:
  /// So many sets of weights are computed side by side.
  static constexpr std::size_t width = 16;
  using lanes = std::array<double, width>;
  using place = std::uint32_t;

  place constant(double value) { return note({step_kind::constant, 0, 0, value}); }
  place mean(const bdd_manager& manager, edge function) {
    if (manager.is_constant(function)) return constant(function == bdd_manager::true_edge ? 1 : 0);
    const auto [found, is_new] = means_.try_emplace(function, static_cast<place>(steps_.size()));
    if (!is_new) return found->second;
    roots_.push_back(function);
    return note({step_kind::mean, static_cast<place>(roots_.size() - 1), 0, 0});
  }
  place lesser(place one, place other) { return note({step_kind::lesser, one, other, 0}); }
  place greater(place one, place other) { return note({step_kind::greater, one, other, 0}); }
  place add(place total, double amount, place part) { return note({step_kind::add, total, part, amount}); }
  /// What the tape cannot hold: it is then of no use.
  place give_up() {
    is_complete_ = false;
    return constant(0);
  }
  [[nodiscard]] bool is_complete() const { return is_complete_; }

  /// Reads the functions off their manager, once everything is noted. @pre No function was lost to the node budget.
  void close(const bdd_manager& manager) { diagram_ = linearize(manager, std::span<const edge>(roots_)); }

  /// The variables that some figure rests on, each once.
  [[nodiscard]] std::vector<variable> variables() const {
    std::vector<variable> found;
    for (const linear_node& each : diagram_.nodes) found.push_back(each.top);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  /// Computes every step for `width` sets of weights, `weights` by variable.
  void compute(const std::vector<lanes>& weights, std::vector<lanes>& nodes, std::vector<lanes>& results) const {
    fold_nodes(weights, nodes);
    results.resize(steps_.size());
    for (std::size_t index = 0; index < steps_.size(); ++index) {
      const step& each = steps_[index];
      lanes& into = results[index];
      switch (each.is) {
        case step_kind::constant: into.fill(each.amount); break;
        case step_kind::mean: into = nodes[diagram_.roots[each.one]]; break;
        case step_kind::lesser:
          for (std::size_t lane = 0; lane < width; ++lane)
            into[lane] = (std::min)(results[each.one][lane], results[each.other][lane]);
          break;
        case step_kind::greater:
          for (std::size_t lane = 0; lane < width; ++lane)
            into[lane] = (std::max)(results[each.one][lane], results[each.other][lane]);
          break;
        case step_kind::add:
          for (std::size_t lane = 0; lane < width; ++lane)
            into[lane] = results[each.one][lane] + each.amount * results[each.other][lane];
          break;
      }
    }
  }

 private:
  enum class step_kind : unsigned char { constant, mean, lesser, greater, add };
  struct step {
    step_kind is = step_kind::constant;
    place one = 0;  // of a mean: the root
    place other = 0;
    double amount = 0;
  };

  place note(step what) {
    steps_.push_back(what);
    return static_cast<place>(steps_.size() - 1);
  }

  void fold_nodes(const std::vector<lanes>& weights, std::vector<lanes>& nodes) const {
    nodes.resize(diagram_.nodes.size() + 2);
    nodes[0].fill(0.0);
    nodes[1].fill(1.0);
    for (std::size_t index = 0; index < diagram_.nodes.size(); ++index) {
      const linear_node& each = diagram_.nodes[index];
      const lanes& chance = weights[each.top];
      const lanes& low = nodes[each.low];
      const lanes& high = nodes[each.high];
      lanes& into = nodes[index + 2];
      for (std::size_t lane = 0; lane < width; ++lane)
        into[lane] = (1.0 - chance[lane]) * low[lane] + chance[lane] * high[lane];
    }
  }

  std::vector<step> steps_;
  std::vector<edge> roots_;
  std::map<edge, place> means_;
  linear_diagram diagram_;
  bool is_complete_ = true;
};

/// Notes figures on a tape instead of computing them, see `settled_expectation_in`.
struct numbers_on_tape {
  using value_type = figure_tape::place;
  figure_tape* tape = nullptr;

  [[nodiscard]] value_type constant(double value) const { return tape->constant(value); }
  [[nodiscard]] value_type mean(const bdd_manager& manager, edge function) const {
    return tape->mean(manager, function);
  }
  [[nodiscard]] value_type lesser(value_type one, value_type other) const { return tape->lesser(one, other); }
  [[nodiscard]] value_type greater(value_type one, value_type other) const { return tape->greater(one, other); }
  [[nodiscard]] value_type add(value_type total, double amount, value_type part) const {
    return tape->add(total, amount, part);
  }
  [[nodiscard]] value_type outer(const bdd_manager&, edge, const std::vector<char>&, bool) const {
    return tape->give_up();
  }
};

}  // namespace portfit::detail
