// What one diagram and one probability cost, by number of conditions and by how much requirements share, and what one diagram and
// many probabilities cost, by number of lanes: see `usage`. docs/performance.md shows the curves that draw_growth makes of it.
#include <portfit/diagram/bdd.hpp>
#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/lane_fold.hpp>
#include <portfit/diagram/order.hpp>

#include "../processor_seconds.hpp"
#include "requirements.hpp"
#include "support/random.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace portfit_benchmark;

namespace {

constexpr const char* usage =
    "usage: benchmark_growth conditions|sharing|lanes [SEEDS]\n"
    "One line for each kind of problem: its kind, the number of conditions, the share of operands (in per cent) that "
    "stood in a\n"
    "requirement before, or the number of lanes, the median over seeds (15) of nodes and of seconds of processor time, "
    "and how many seeds "
    "ended within the\n"
    "node limit. A median that lies among those that did not is \"-\".\n";

constexpr std::size_t most_nodes = 1'000'000;

struct cost {
  bool ended = false;
  double nodes = 0;
  double seconds = 0;
};

/// Order, diagram and what `ask` does with it, which gives a chance, from the formula; the quickest of three runs.
template <class Ask>
cost measure(const requirements& made, const Ask& ask) {
  cost least;
  for (int round = 0; round < 3; ++round) {
    const double start = processor_seconds();
    portfit::bdd_manager manager(portfit::depth_first_order(made.terms, std::span(&made.goal, 1)), {most_nodes});
    const portfit::edge root = portfit::compile(manager, made.terms, made.goal);
    if (root == portfit::bdd_manager::no_edge) return {};
    const double chance = ask(manager, root);
    const double seconds = processor_seconds() - start;
    if (!(chance >= 0 && chance <= 1)) std::abort();
    if (round == 0 || seconds < least.seconds) least = {true, static_cast<double>(manager.size(root)), seconds};
    if (seconds > 0.1) break;
  }
  return least;
}

/// One probability.
cost measure_once(const requirements& made) {
  const std::vector<double> chances(made.terms.variable_count(), 0.9);
  return measure(made, [&](const portfit::bdd_manager& manager, portfit::edge root) {
    return portfit::probability_of(manager, root, chances);
  });
}

/// What lanes know of one variable after the other, made for one chunk of lanes at a time: memory does not grow with their number.
class lane_stream {
 public:
  static constexpr std::size_t chunk = 2048;

  explicit lane_stream(std::size_t variables) : words_(variables * chunk / 8) {
    for (std::size_t code = 0; code < 256; ++code) table_.push_back(0.8 + 0.2 * static_cast<double>(code) / 255);
  }
  portfit::coded_columns<std::uint8_t, double> next() {
    for (std::uint64_t& word : words_) word = random_.next();
    return {{reinterpret_cast<const std::uint8_t*>(words_.data()), words_.size() * 8}, chunk, table_};
  }

 private:
  portfit_test::random_source random_{5};
  std::vector<std::uint64_t> words_;
  std::vector<double> table_;
};

/// As many probabilities, all with chances of their own, from one diagram folded over blocks of lanes; making the chances counts.
cost measure_lanes(const requirements& made, std::size_t lanes) {
  return measure(made, [&](const portfit::bdd_manager& manager, portfit::edge root) {
    const portfit::lane_schedule schedule(portfit::flat_diagram(portfit::linearize(manager, root)));
    portfit::lane_fold<portfit::probability_lanes> fold(schedule);
    lane_stream stream(made.terms.variable_count());
    double best = 0;
    for (std::size_t done = 0; done < lanes; done += lane_stream::chunk)
      portfit::fold_lanes(fold, stream.next(), 0, (std::min)(lane_stream::chunk, lanes - done),
                          [&](std::size_t, const auto& folded) {
                            for (const double value : folded.value()) best = (std::max)(best, value);
                          });
    return best;
  });
}

/// Prints a line of what `cost_of(seed)` gives; tells whether the medians are known.
template <class CostOf>
bool print_medians(const std::string& kind, const std::string& place, std::size_t seeds, const CostOf& cost_of) {
  std::vector<double> nodes;
  std::vector<double> seconds;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const cost found = cost_of(seed);
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
      if (!print_medians(kind, std::to_string(conditions), seeds, [&](std::uint64_t seed) {
            return measure_once(make_requirements({conditions, each.shared, each.reach}, seed));
          }))
        break;
  }
}

void by_sharing(std::size_t seeds) {
  for (const std::size_t conditions : {20U, 40U, 80U, 160U})
    for (const double shared : {0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6})
      if (!print_medians(std::to_string(conditions) + " conditions", percent(shared), seeds, [&](std::uint64_t seed) {
            return measure_once(make_requirements({conditions, shared, sharing_reach::anywhere}, seed));
          }))
        break;
}

void by_lanes(std::size_t seeds) {
  for (const std::size_t conditions : {20U, 80U, 320U}) {
    const auto made = [&](std::uint64_t seed) {
      return make_requirements({conditions, 0.3, sharing_reach::near}, seed);
    };
    const std::string kind = std::to_string(conditions) + " conditions";
    for (std::size_t lanes = 1; lanes <= 10'000'000; lanes *= 10)
      print_medians(kind, std::to_string(lanes), seeds,
                    [&](std::uint64_t seed) { return measure_lanes(made(seed), lanes); });
  }
}

}  // namespace

int main(int count, char** words) {
  const std::string_view which = count > 1 ? words[1] : "";
  const int seeds = count > 2 ? std::atoi(words[2]) : 15;
  void (*const by)(std::size_t) = which == "conditions" ? by_conditions
                                  : which == "sharing"  ? by_sharing
                                  : which == "lanes"    ? by_lanes
                                                        : nullptr;
  if (by == nullptr || seeds < 1) {
    std::fputs(usage, stderr);
    return 2;
  }
  by(static_cast<std::size_t>(seeds));
  return 0;
}
