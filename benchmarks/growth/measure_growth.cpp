// What one diagram and one probability cost, by number of conditions and by how much requirements share: see `usage`. docs/performance.md
// shows the curves that draw_growth makes of it.
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/order.hpp>

#include "requirements.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <time.h>

using namespace portfit_benchmark;

namespace {

constexpr const char* usage =
    "usage: benchmark_growth conditions|sharing [SEEDS]\n"
    "One line for each kind of problem: its kind, the number of conditions or the share of operands (in per cent) that "
    "stood in a\n"
    "requirement before, the median over seeds (15) of nodes and of seconds of processor time, and how many seeds "
    "ended within the\n"
    "node limit. A median that lies among those that did not is \"-\".\n";

constexpr std::size_t most_nodes = 1'000'000;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct cost {
  bool ended = false;
  double nodes = 0;
  double seconds = 0;
};

/// Order, diagram and one probability, from the formula; the quickest of three runs.
cost measure(const requirements_options& options, std::uint64_t seed) {
  const requirements made = make_requirements(options, seed);
  const std::vector<double> chances(made.terms.variable_count(), 0.9);
  cost least;
  for (int round = 0; round < 3; ++round) {
    const double start = processor_seconds();
    portfit::bdd_manager manager(portfit::depth_first_order(made.terms, std::span(&made.goal, 1)), {most_nodes});
    const portfit::edge root = portfit::compile(manager, made.terms, made.goal);
    if (root == portfit::bdd_manager::no_edge) return {};
    const double chance = portfit::probability_of(manager, root, chances);
    const double seconds = processor_seconds() - start;
    if (!(chance >= 0 && chance <= 1)) std::abort();
    if (round == 0 || seconds < least.seconds) least = {true, static_cast<double>(manager.size(root)), seconds};
  }
  return least;
}

/// Prints a line; tells whether the medians are known.
bool print_medians(const std::string& kind, const std::string& place, const requirements_options& options,
                   std::size_t seeds) {
  std::vector<double> nodes;
  std::vector<double> seconds;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const cost found = measure(options, seed);
    if (!found.ended) continue;
    nodes.push_back(found.nodes);
    seconds.push_back(found.seconds);
  }
  std::sort(nodes.begin(), nodes.end());
  std::sort(seconds.begin(), seconds.end());
  const bool known = nodes.size() > seeds / 2;  // those that did not end are dearer than all that did
  std::printf("%s\t%s\t", kind.c_str(), place.c_str());
  if (known)
    std::printf("%.0f\t%.3g", nodes[seeds / 2], seconds[seeds / 2]);
  else
    std::printf("-\t-");
  std::printf("\t%zu\n", nodes.size());
  std::fflush(stdout);
  return known;
}

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)); }

void by_conditions(std::size_t seeds) {
  struct series {
    double shared;
    sharing_reach reach;
  };
  for (const series& each : {series{0, sharing_reach::anywhere}, series{0.3, sharing_reach::near},
                             series{0.05, sharing_reach::anywhere}, series{0.1, sharing_reach::anywhere},
                             series{0.2, sharing_reach::anywhere}, series{0.4, sharing_reach::anywhere}}) {
    const std::string kind = each.shared == 0 ? "nothing shared"
                                              : percent(each.shared) + " % shared " +
                                                    (each.reach == sharing_reach::near ? "near by" : "anywhere");
    for (const std::size_t conditions : {10U, 20U, 40U, 60U, 80U, 120U, 160U, 240U, 320U, 640U, 1280U})
      if (!print_medians(kind, std::to_string(conditions), {conditions, each.shared, each.reach}, seeds)) break;
  }
}

void by_sharing(std::size_t seeds) {
  for (const std::size_t conditions : {20U, 40U, 80U, 160U})
    for (const double shared : {0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6})
      if (!print_medians(std::to_string(conditions) + " conditions", percent(shared),
                         {conditions, shared, sharing_reach::anywhere}, seeds))
        break;
}

}  // namespace

int main(int count, char** words) {
  const std::string_view which = count > 1 ? words[1] : "";
  const int seeds = count > 2 ? std::atoi(words[2]) : 15;
  if ((which != "conditions" && which != "sharing") || seeds < 1) {
    std::fputs(usage, stderr);
    return 2;
  }
  if (which == "conditions") {
    by_conditions(static_cast<std::size_t>(seeds));
  } else {
    by_sharing(static_cast<std::size_t>(seeds));
  }
  return 0;
}
