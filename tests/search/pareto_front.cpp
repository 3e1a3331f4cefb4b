#include <portfit/search/pareto_front.hpp>

#include "support/random_choices.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

double rounded(double figure) { return std::floor(figure * 1e9 + 0.5); }

using points = std::vector<std::pair<double, double>>;

/// Mean cost and promise, on the grid, of the plans that no other one dominates: by looking at all of them.
points not_dominated(const decision_problem& problem, likelihood_measure measured, double at_least) {
  compiled_problem compiled(problem);
  std::map<double, double> likeliest;  // by cost
  for (const std::vector<variable>& plan : portfit_test::plans_of(problem)) {
    const plan_figures figures = evaluate(compiled, plan);
    const outlook& likely = figures.likelihood;
    const double promised = rounded(measured == likelihood_measure::expected ? likely.expected.low : likely.guaranteed);
    double& most = likeliest.emplace(rounded(figures.cost.mean), promised).first->second;
    most = (std::max)(most, promised);
  }
  points result;
  double best = -1;
  for (const auto& [cost, promised] : likeliest) {
    if (promised <= best) continue;
    best = promised;
    if (promised >= rounded(at_least)) result.emplace_back(cost, promised);
  }
  return result;
}

points points_of(const pareto_front& front) {
  points result;
  for (const cheapest_result& each : front.plans)
    result.emplace_back(rounded(each.best.cost.mean), rounded(each.promised));
  return result;
}

}  // namespace

TEST_CASE("pareto front: on random problems just the plans that no plan dominates, cheapest first") {
  std::size_t longest = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const decision_problem problem = portfit_test::random_choices(seed);
    for (const auto measured : {likelihood_measure::expected, likelihood_measure::guaranteed}) {
      CAPTURE(seed);
      compiled_problem compiled(problem);
      pareto_options options;
      options.search.measured = measured;
      const pareto_front front = find_pareto_front(compiled, options);
      CHECK(points_of(front) == not_dominated(problem, measured, 0));
      CHECK(front.complete);
      longest = (std::max)(longest, front.plans.size());
      for (const cheapest_result& each : front.plans) CHECK(each.optimal);
    }
  }
  CHECK(longest >= 6);
}

TEST_CASE("pareto front: it begins where it is asked to, and is empty where nothing promises so much") {
  std::size_t none = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    const decision_problem problem = portfit_test::random_choices(seed);
    compiled_problem compiled(problem);
    pareto_options options;
    options.at_least = 0.6;
    const pareto_front front = find_pareto_front(compiled, options);
    CHECK(points_of(front) == not_dominated(problem, likelihood_measure::expected, 0.6));
    CHECK(front.complete);
    none += front.plans.empty() ? 1 : 0;
  }
  CHECK(none > 0);
  CHECK(none < 30);
}

TEST_CASE("pareto front: a limit on its length or on its steps cuts it short, and it says so") {
  std::size_t cut_short = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    compiled_problem compiled(portfit_test::random_choices(seed));
    const points full = points_of(find_pareto_front(compiled));
    pareto_options options;
    options.most = 3;
    const pareto_front front = find_pareto_front(compiled, options);
    CHECK(front.complete == (full.size() <= 3));
    CHECK(points_of(front) ==
          points(full.begin(), full.begin() + static_cast<std::ptrdiff_t>((std::min)(full.size(), std::size_t{3}))));
    options.most = 64;
    options.search.steps = 4;
    const pareto_front stopped = find_pareto_front(compiled, options);
    if (stopped.complete) CHECK(points_of(stopped) == full);
    for (std::size_t at = 0; at < stopped.plans.size(); ++at)
      if (stopped.plans[at].optimal) CHECK(points_of(stopped)[at] == full[at]);
    for (std::size_t at = 0; at + 1 < stopped.plans.size(); ++at) CHECK(stopped.plans[at].optimal);
    cut_short += stopped.complete ? 0 : 1;
  }
  CHECK(cut_short > 10);
}
