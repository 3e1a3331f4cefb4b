#include <portfit/search/cheapest_plan.hpp>
#include <portfit/search/least_cost.hpp>

#include <benchmark/benchmark.h>

#include "plan_peers.hpp"
#include "support/random_repair.hpp"
#include "support/random_venture.hpp"
#ifdef PORTFIT_PEER_CLINGO
#include "support/clingo.hpp"
#endif

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <time.h>

using namespace portfit;
using portfit_test::repair_family;
using portfit_test::repair_problem;

// Times are of the processor, geometric means over problems that differ in their seeds. Peers that are not there have no
// rows; those that do not end within PORTFIT_PEER_SECONDS (1 by default) on a problem count with what they took, and `ended`
// tells on how many they did. docs/benchmarks.md has the figures.

namespace {

constexpr std::uint64_t problems = 5;

[[maybe_unused]] int most_seconds() {
  const char* const wanted = std::getenv("PORTFIT_PEER_SECONDS");
  return wanted != nullptr ? std::atoi(wanted) : 1;
}

/// Processor time of this process so far; `std::clock` where nothing finer is to be had.
double seconds() {
#ifdef CLOCK_PROCESS_CPUTIME_ID
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
#else
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

detail::row_system rows_of(const repair_problem& made) {
  detail::formula_rows rows(made.terms, made.cost);
  rows.require(made.goal);
  for (const auto& [one, other] : made.exclusions) rows.exclude(one, other);
  return std::move(rows).take();
}

/// What a solver found on a problem, and what counts of the time it took (less than 0: all of it).
struct answer {
  std::optional<double> least;
  double counted = -1;
};

using solver = std::function<answer(const repair_problem&, const detail::row_system&)>;

void measure_least_cost(benchmark::State& state, repair_family family, std::size_t size, const solver& solve) {
  std::vector<repair_problem> made;
  std::vector<detail::row_system> rows;
  std::vector<double> least;
  for (std::uint64_t seed = 0; seed < problems; ++seed) {
    made.push_back(portfit_test::make_repair(family, size, seed));
    rows.push_back(rows_of(made.back()));
    least.push_back(find_least_cost(made.back().terms, made.back().goal, made.back().cost, made.back().exclusions,
                                    {family == repair_family::tight ? std::size_t{0} : std::size_t{1'000'000}})
                        .cost);
  }
  double ended = 0;
  for (auto each : state) {
    double logs = 0;
    ended = 0;
    for (std::size_t at = 0; at < made.size(); ++at) {
      const double begin = seconds();
      const answer found = solve(made[at], rows[at]);
      const double took = seconds() - begin;
      logs += std::log((std::max)(found.counted < 0 ? took : found.counted, 1e-9));
      ended += found.least ? 1 : 0;
      if (found.least && family != repair_family::tight && std::abs(*found.least - least[at]) > 1e-6 * least[at])
        return state.SkipWithError("solvers disagree");
    }
    state.SetIterationTime(std::exp(logs / static_cast<double>(made.size())));
  }
  state.counters["ended"] = ended;
}

answer solve_here(const repair_problem& made, const detail::row_system&) {
  const least_cost_result found = find_least_cost(made.terms, made.goal, made.cost, made.exclusions);
  return {found.optimal ? std::optional(found.cost) : std::nullopt, -1};
}

/// One column, one row: what a call costs before there is anything to solve.
repair_problem smallest() {
  repair_problem made;
  made.goal = made.terms.disjunction(made.terms.literal(made.terms.add_variable("a")),
                                     made.terms.literal(made.terms.add_variable("b")));
  made.cost = {1, 2};
  return made;
}

void measure_floor(benchmark::State& state, const solver& solve) {
  const repair_problem made = smallest();
  const detail::row_system rows = rows_of(made);
  for (auto each : state) {
    const double begin = seconds();
    const answer found = solve(made, rows);
    state.SetIterationTime(found.counted < 0 ? seconds() - begin : found.counted);
  }
}

#ifdef PORTFIT_PEER_CLINGO
answer ask_clingo(const repair_problem& made, double less) {
  const std::filesystem::path program = std::filesystem::temp_directory_path() / "portfit_benchmark_plan.lp";
  {
    std::ofstream out(program);
    portfit_test::write_answer_set_program(out, made);
  }
  const portfit_test::clingo_run run = portfit_test::run_clingo(PORTFIT_PEER_CLINGO, program, most_seconds());
  std::filesystem::remove(program);
  return {run.least, (std::max)(run.seconds - less, 0.0)};
}

/// What a run of the program takes that has nothing to solve: the middle one of nine.
double empty_run() {
  static const double result = [] {
    std::vector<double> runs;
    for (int each = 0; each < 9; ++each) runs.push_back(ask_clingo(smallest(), 0).counted);
    std::sort(runs.begin(), runs.end());
    return runs[4];
  }();
  return result;
}
#endif

std::vector<std::pair<std::string, solver>> solvers() {
  std::vector<std::pair<std::string, solver>> result{{"own", solve_here}};
#ifdef PORTFIT_PEER_GLPK
  for (const bool cuts : {false, true})
    result.emplace_back(cuts ? "glpk_cuts" : "glpk", [cuts](const repair_problem&, const detail::row_system& rows) {
      return answer{portfit_benchmark::solve_by_glpk(rows, cuts, most_seconds()), -1};
    });
#endif
#ifdef PORTFIT_PEER_CBC
  result.emplace_back("cbc", [](const repair_problem&, const detail::row_system& rows) {
    return answer{portfit_benchmark::solve_by_cbc(rows, most_seconds()), -1};
  });
#endif
#ifdef PORTFIT_PEER_CLINGO
  result.emplace_back(
      "clingo", [](const repair_problem& made, const detail::row_system&) { return ask_clingo(made, empty_run()); });
#endif
  return result;
}

/// A problem under uncertainty, and the likelihood that lies six tenths of the way from nothing to all.
struct venture {
  compiled_problem compiled;
  cheapest_options options;

  venture(std::size_t size, std::uint64_t seed, bool apart)
      : compiled(portfit_test::random_venture(size, seed, apart)) {
    const double low = evaluate(compiled, {}).likelihood.expected.low;
    const double high = evaluate(compiled, compiled.decisions()).likelihood.expected.low;
    options.at_least = low + 0.6 * (high - low);
  }
};

/// Every set of decisions, one after the other.
double go_through_all(venture& made) {
  const decision_set& decisions = made.compiled.decisions();
  double least = std::numeric_limits<double>::infinity();
  decision_set plan;
  for (std::size_t set = 0; set < std::size_t{1} << decisions.size(); ++set) {
    plan.clear();
    double cost = 0;
    for (std::size_t at = 0; at < decisions.size(); ++at) {
      if ((set >> at & 1U) == 0) continue;
      plan.push_back(decisions[at]);
      cost += made.compiled.problem().costs[at].least_mean;
    }
    if (cost >= least) continue;
    const edge left = made.compiled.under(made.compiled.goal(), plan);
    if (probability_of(made.compiled.diagrams(), left, made.compiled.problem().weight) >= made.options.at_least)
      least = cost;
  }
  return least;
}

enum class way { all, plain, ahead };

/// @param steps  so many at most; what is left between plan and bound then is `gap`, in parts of the plan's cost
void measure_cheapest(benchmark::State& state, bool apart, std::size_t size, way by, std::size_t steps) {
  double ended = 0;
  double gap = 0;
  for (auto each : state) {
    double logs = 0;
    ended = gap = 0;
    for (std::uint64_t seed = 0; seed < problems; ++seed) {
      venture made(size, seed, apart);
      made.options.steps = steps;
      if (by == way::plain) made.options.short_search = steps;
      const double begin = seconds();
      if (by == way::all) {
        benchmark::DoNotOptimize(go_through_all(made));
        ++ended;
      } else {
        const cheapest_result found = cheapest_plan(made.compiled, made.options);
        ended += found.optimal ? 1 : 0;
        gap += (found.best.cost.mean - found.bound) / found.best.cost.mean / static_cast<double>(problems);
      }
      logs += std::log(seconds() - begin);
    }
    state.SetIterationTime(std::exp(logs / static_cast<double>(problems)));
  }
  state.counters["ended"] = ended;
  state.counters["gap"] = gap;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string result;
  for (const std::string& each : parts) {
    if (!result.empty()) result += '/';
    result += each;
  }
  return result;
}

void register_least_cost() {
  const auto add_floor = [](const std::string& name, const solver& solve) {
    benchmark::RegisterBenchmark(joined({"least_cost", "floor", name}).c_str(), measure_floor, solve)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  };
  for (const auto& [name, solve] : solvers())
    if (name != "clingo") add_floor(name, solve);
#ifdef PORTFIT_PEER_CLINGO
  add_floor("clingo_empty_run",
            [](const repair_problem& made, const detail::row_system&) { return ask_clingo(made, 0); });
#endif
  const std::pair<const char*, repair_family> families[] = {{"local", repair_family::local},
                                                            {"global", repair_family::global},
                                                            {"hard", repair_family::hard},
                                                            {"tight", repair_family::tight}};
  for (const auto& [label, family] : families)
    for (const std::size_t size : {20U, 50U, 100U, 200U, 400U})
      for (const auto& [name, solve] : solvers())
        if (family != repair_family::tight || size <= 100)
          benchmark::RegisterBenchmark(joined({"least_cost", label, std::to_string(size), name}).c_str(),
                                       measure_least_cost, family, size, solve)
              ->UseManualTime()
              ->Unit(benchmark::kMillisecond);
}

void register_cheapest() {
  const auto add = [](bool apart, std::size_t size, const char* name, way by, std::size_t steps) {
    const std::string full = joined({"cheapest", apart ? "islands" : "chain", std::to_string(size), name});
    benchmark::RegisterBenchmark(full.c_str(), measure_cheapest, apart, size, by, steps)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  };
  for (const bool apart : {true, false}) {
    for (const std::size_t size : {10U, 15U}) add(apart, size, "all_plans", way::all, 0);
    for (const std::size_t size : {10U, 15U, 20U, 30U}) add(apart, size, "own", way::ahead, 200'000);
    for (const std::size_t size : {30U, 40U}) {
      add(apart, size, "plain_1000_steps", way::plain, 1000);
      add(apart, size, "own_1000_steps", way::ahead, 1000);
    }
  }
}

const bool registered = [] {
  register_least_cost();
  register_cheapest();
  return true;
}();

}  // namespace
