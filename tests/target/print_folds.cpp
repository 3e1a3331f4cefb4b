// Prints many folds, every bit of them. Compiled twice, for the plain target and for one that has fused multiply-add: both must
// print the same. With the argument `can-run-v3` it says whether this processor has what x86-64-v3 asks for.
#include "support/random_circuit.hpp"
#include "support/random_problem.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/fold.hpp>
#include <portfit/diagram/gradient.hpp>
#include <portfit/diagram/lane_fold.hpp>
#include <portfit/diagram/order.hpp>
#include <portfit/search/plan_figures.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <span>
#include <vector>

using namespace portfit;

namespace {

bool can_run_v3() {
#if defined(__x86_64__) && defined(__GNUC__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
#else
  return false;
#endif
}

void print(const char* name, double number) { std::printf("%s %a\n", name, number); }

void print_circuit(std::size_t variables, std::uint64_t seed) {
  const auto made = portfit_test::make_random_circuit(variables, seed);
  bdd_manager manager(depth_first_order(made.terms, std::span<const term>(&made.root, 1)));
  const edge root = compile(manager, made.terms, made.root);
  const linear_diagram diagram = linearize(manager, root);
  portfit_test::random_numbers random(seed);
  constexpr std::size_t lanes = 150;
  std::vector<double> rows(lanes * variables);
  for (double& each : rows) each = random.unit();
  for (std::size_t lane = 0; lane < lanes; lane += 7) {
    const std::span<const double> row(&rows[lane * variables], variables);
    print("single", probability_of(diagram, row));
    for (const double slope : gradient_of(diagram, row).slope) print("slope", slope);
  }
  const lane_schedule schedule{flat_diagram(diagram)};
  for (const std::size_t block : {std::size_t{1}, std::size_t{64}, std::size_t{150}}) {
    lane_fold<probability_lanes> chances(schedule, block);
    fold_lanes(chances, lane_rows<double>{rows, variables}, 0, lanes, [](std::size_t, const auto& fold) {
      for (const double each : fold.value()) print("lane", each);
    });
    const std::vector<double> nothing(variables, 0);
    lane_fold<cost_lanes> costs(schedule, block);
    const literal_columns prices{same_in_all_lanes<double>{nothing}, lane_rows<double>{rows, variables}};
    fold_lanes(costs, prices, 0, lanes, [](std::size_t, const auto& fold) {
      for (const double each : fold.value()) print("cost", each);
    });
  }
}

void print_plans(std::uint64_t seed) {
  compiled_problem compiled(portfit_test::random_problem(seed));
  for (const auto& plan : portfit_test::plans_of(compiled.problem())) {
    const plan_figures figures = evaluate(compiled, plan);
    for (const outlook& each : {figures.likelihood, figures.score}) {
      print("guaranteed", each.guaranteed);
      print("expected", each.expected.low);
      print("expected", each.expected.high);
      print("ranking", each.ranking);
      print("possible", each.possible);
    }
    print("cost", figures.cost.mean);
    print("cost", figures.cost.ends.high);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::strcmp(arguments[1], "can-run-v3") == 0) {
    std::puts(can_run_v3() ? "yes" : "no");
    return 0;
  }
  for (const std::size_t variables : {10U, 30U, 60U}) print_circuit(variables, variables);
  for (std::uint64_t seed = 0; seed < 40; ++seed) print_plans(seed);
  return 0;
}
