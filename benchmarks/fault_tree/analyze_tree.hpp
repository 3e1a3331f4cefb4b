#pragma once

#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/gradient.hpp>
#include <portfit/diagram/minimal_solutions.hpp>
#include <portfit/diagram/order.hpp>
#include <portfit/diagram/zbdd.hpp>

#include "open_psa.hpp"
#include "structural_bounds.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <time.h>

namespace portfit_benchmark {

/// Enough for any number of cut sets met so far; `most_sets` stands for that many or more.
__extension__ using wide_count = unsigned __int128;
inline constexpr wide_count most_sets = ~wide_count{0};

/// Processor time of this thread so far, in seconds. Not that of the process, which Linux counts in ticks once a timer is set on it.
[[nodiscard]] inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct analysis_options {
  bool probability = true;
  bool cut_sets = true;
  bool importance = false;
  portfit::diagram_limits limits{100'000'000};
};

/// What is known of a tree so far: everything where `complete`.
struct tree_analysis {
  bool complete = false;
  std::string step;   ///< what is being done, or was when a limit ended it
  std::string limit;  ///< which one that was: nodes, memory, time
  probability_bounds bounds;
  std::optional<double> probability;
  std::vector<double> slopes;                            ///< by variable: Birnbaum's importance
  std::optional<std::vector<wide_count>> sets_by_order;  ///< the i-th entry counts minimal cut sets of i events
  std::size_t terms = 0;
  std::size_t nodes = 0;           ///< of the diagram of the top
  std::size_t made_nodes = 0;      ///< in its manager
  std::size_t cut_set_nodes = 0;   ///< of the family of minimal cut sets
  double seconds_read = 0;         ///< processor time: the file into a formula
  double seconds_compile = 0;      ///< the formula into a diagram
  double seconds_probability = 0;  ///< its probability, and importances where asked for
  double seconds_cut_sets = 0;     ///< the diagram into a family of minimal cut sets
  double seconds_count = 0;        ///< how many there are of each order
  double seconds_total = 0;        ///< all steps but reading
  double wall_seconds = 0;         ///< the same by the clock on the wall, as other programs tell theirs
};

[[nodiscard]] inline wide_count total(const std::vector<wide_count>& counts) {
  wide_count sum = 0;
  for (const wide_count each : counts) sum = each > most_sets - sum ? most_sets : sum + each;
  return sum;
}

/// The number of sets in a family by their size, in 128 bits.
[[nodiscard]] inline std::vector<wide_count> count_by_order(const portfit::zbdd_manager& families,
                                                            portfit::edge family) {
  using counts = std::vector<wide_count>;
  return portfit::fold(
      families, family, [](bool unit) { return unit ? counts{1} : counts{}; },
      [](portfit::variable, const counts& low, const counts& high) {
        counts joined((std::max)(low.size(), high.size() + 1));
        std::copy(low.begin(), low.end(), joined.begin());
        for (std::size_t i = 0; i < high.size(); ++i)
          joined[i + 1] = high[i] > most_sets - joined[i + 1] ? most_sets : joined[i + 1] + high[i];
        return joined;
      });
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
  portfit::bdd_manager functions(portfit::depth_first_order(tree.terms, std::span(&tree.top, 1)), options.limits);
  const portfit::edge root = portfit::compile(functions, tree.terms, tree.top);
  known.made_nodes = functions.node_count();
  known.seconds_compile = processor_seconds() - start;
  if (root == portfit::bdd_manager::no_edge) return void(known.limit = "nodes");
  known.nodes = functions.size(root);

  if (options.importance) {
    start = begin("importance");
    portfit::probability_gradient gradient = portfit::gradient_of(functions, root, tree.chances);
    known.probability = gradient.value;
    known.slopes = std::move(gradient.slope);
    known.seconds_probability = processor_seconds() - start;
  } else if (options.probability) {
    start = begin("probability");
    known.probability = portfit::probability_of(functions, root, tree.chances);
    known.seconds_probability = processor_seconds() - start;
  }

  if (options.cut_sets) {
    start = begin("cut_sets");
    portfit::zbdd_manager families(std::vector<portfit::variable>(functions.order().begin(), functions.order().end()),
                                   options.limits);
    const portfit::edge family = portfit::minimal_solutions(functions, root, families);
    known.seconds_cut_sets = processor_seconds() - start;
    if (family == portfit::zbdd_manager::no_edge) return void(known.limit = "nodes");
    known.cut_set_nodes = families.size(family);
    start = begin("count");
    known.sets_by_order = count_by_order(families, family);
    known.seconds_count = processor_seconds() - start;
  }
  known.step.clear();
  known.complete = true;
}

}  // namespace portfit_benchmark
