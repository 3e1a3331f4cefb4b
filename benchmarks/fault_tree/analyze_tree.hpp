#pragma once

#include <portfit/diagram/gradient.hpp>
#include <portfit/diagram/modular.hpp>
#include <portfit/diagram/modular_family.hpp>
#include <portfit/diagram/probability_bounds.hpp>
#include <portfit/diagram/solution_count.hpp>
#include <portfit/formula/modules.hpp>

#include "../processor_seconds.hpp"
#include "open_psa.hpp"
#include "structural_bounds.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit_benchmark {

struct analysis_options {
  bool probability = true;
  bool cut_sets = true;
  bool importance = false;
  /// Of every attempt: steps keep those that lead nowhere from taking minutes.
  portfit::diagram_limits limits{.nodes = 100'000'000, .steps = 20'000'000, .bytes = std::size_t{4} << 30U};
};

/// What is known of a tree so far: everything where `complete`.
struct tree_analysis {
  bool complete = false;
  std::string step;   ///< what is being done, or was when a limit ended it
  std::string limit;  ///< which one that was: nodes, memory, time
  probability_bounds bounds;
  std::optional<double> probability;
  std::vector<double> slopes;  ///< by variable: Birnbaum's importance
  std::optional<std::vector<portfit::solution_count>>
      sets_by_order;  ///< the i-th entry counts minimal cut sets of i events
  std::size_t terms = 0;
  std::size_t modules = 0;         ///< independent parts
  std::size_t nodes = 0;           ///< of the diagrams of all modules
  std::size_t cut_set_nodes = 0;   ///< of the family of minimal cut sets
  double seconds_read = 0;         ///< processor time: the file into a formula
  double seconds_compile = 0;      ///< the formula into a diagram
  double seconds_probability = 0;  ///< its probability, and importances where asked for
  double seconds_cut_sets = 0;     ///< the diagram into a family of minimal cut sets
  double seconds_count = 0;        ///< how many there are of each order
  double seconds_total = 0;        ///< all steps but reading
  double wall_seconds = 0;         ///< the same by the clock on the wall, as other programs tell theirs
};

[[nodiscard]] inline portfit::solution_count total(const std::vector<portfit::solution_count>& counts) {
  portfit::solution_count sum;
  for (const portfit::solution_count each : counts) sum += each;
  return sum;
}

/// Runs the steps on a tree one after the other. `told` is called with what is known before each of them, so that whoever
/// ends the program in the middle of one can tell it.
template <class Told>
void analyze_tree(const fault_tree& tree, const analysis_options& options, tree_analysis& known, Told told) {
  const auto begin = [&](const char* step) {
    known.step = step;
    told(known);
    return processor_seconds();
  };
  known.terms = tree.terms.term_count();
  double start = begin("bounds");
  known.bounds = structural_bounds(tree.terms, tree.top, tree.chances);

  start = begin("compile");
  const portfit::modular_formula parts = portfit::split_modules(tree.terms, tree.top);
  known.modules = parts.modules.size();
  const portfit::modular_diagram functions = portfit::compile_modules(parts, options.limits);
  known.seconds_compile = processor_seconds() - start;
  known.nodes = functions.size();
  const bool limited = !functions.complete();

  if (limited) {
    start = begin("bounds");
    portfit::diagram_limits closer = options.limits;  // of each of many attempts
    closer.nodes = (std::min)(closer.nodes, std::size_t{4'000'000});
    closer.steps = (std::min)(closer.steps, std::size_t{20'000'000}) / 2 * 3;
    const portfit::probability_interval ends = portfit::bound_probability(parts, functions, tree.chances, closer);
    known.bounds.low = (std::max)(known.bounds.low, ends.low);
    known.bounds.high = (std::min)(known.bounds.high, ends.high);
    known.seconds_probability = processor_seconds() - start;
  } else if (options.importance) {
    start = begin("importance");
    portfit::probability_gradient gradient = portfit::gradient_of(functions, tree.chances);
    known.probability = gradient.value;
    known.slopes = std::move(gradient.slope);
    known.seconds_probability = processor_seconds() - start;
  } else if (options.probability) {
    start = begin("probability");
    known.probability = portfit::probability_of(functions, tree.chances);
    known.seconds_probability = processor_seconds() - start;
  }

  if (options.cut_sets) {
    start = begin("cut_sets");
    const portfit::modular_family families = portfit::minimal_solutions(parts, functions, options.limits);
    known.seconds_cut_sets = processor_seconds() - start;
    if (!families.complete()) return void(known.limit = "nodes");
    known.cut_set_nodes = families.size();
    start = begin("count");
    known.sets_by_order = portfit::set_count_by_size(families);
    known.seconds_count = processor_seconds() - start;
  }
  if (limited) return void(known.limit = "nodes");
  known.step.clear();
  known.complete = true;
}

}  // namespace portfit_benchmark
