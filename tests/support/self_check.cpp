#include "support/oracle.hpp"

#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// The oracle alone, against figures worked out by hand: what it says is what the library is later measured by.

using namespace portfit_test;

namespace {

struct row {
  std::vector<std::string> plan;
  bool for_all;
  double guaranteed_likelihood, expected_low, expected_high, possible_likelihood, mean_cost;
  double guaranteed, score_low, score_high, ranking, possible;
};

/// Equal as far as the figure is printed: `half_unit` is half a unit of its last decimal.
void check_near(double found, double printed, double half_unit) {
  CAPTURE(found);
  CAPTURE(printed);
  CHECK(found >= printed - half_unit);
  CHECK(found <= printed + half_unit);
}

void check_row(const oracle_result& result, const row& expected) {
  const oracle_plan* const plan = result.find_plan(expected.plan);
  REQUIRE(plan != nullptr);
  CHECK(plan->works_for_all == expected.for_all);
  CHECK(plan->works_for_some);
  check_near(plan->guaranteed_likelihood, expected.guaranteed_likelihood, 1e-12);
  check_near(plan->expected_likelihood.low, expected.expected_low, 1e-12);
  check_near(plan->expected_likelihood.high, expected.expected_high, 1e-12);
  check_near(plan->possible_likelihood, expected.possible_likelihood, 1e-12);
  check_near(plan->mean_cost, expected.mean_cost * 1000, 1e-6);
  check_near(plan->guaranteed_score, expected.guaranteed, 0.005);
  check_near(plan->expected_score.low, expected.score_low, 0.005);
  check_near(plan->expected_score.high, expected.score_high, 0.005);
  check_near(plan->ranking_score, expected.ranking, 0.005);
  check_near(plan->possible_score, expected.possible, 0.005);
}

}  // namespace

TEST_CASE("worked example: every figure of the table") {
  const oracle_result result = enumerate(worked_example(), "os1", "d1", "m1");
  REQUIRE(result.plans.size() == 4);
  check_row(result, {{}, false, 0, 0, 0.30, 1, 0, 0, 0, 28.50, 14.25, 95.00});
  check_row(result, {{"U"}, false, 0, 0, 0.86, 1, 20, 0, 0, 48.24, 24.12, 60.65});
  check_row(result, {{"M"}, false, 0, 0.15, 0.30, 1, 96, 0, 10.22, 20.43, 15.33, 82.70});  // ranking 15.3254
  check_row(result, {{"M", "U"}, true, 0.40, 0.43, 0.86, 1, 116, 14.16, 17.29, 34.59, 25.94, 52.80});
}

TEST_CASE("worked example: verdict, recommendation and what stands beside it") {
  const oracle_result result = enumerate(worked_example(), "os1", "d1", "m1");
  CHECK(result.verdict == oracle_verdict::feasible);
  CHECK(result.completions == 4);
  CHECK(result.unknown_facts == 2);
  CHECK(result.best().remedies == std::vector<std::string>{"M", "U"});
  CHECK_FALSE(result.recommended_is_close);
  check_near(result.best().cost_ends.low, 60e3, 1e-6);
  check_near(result.best().cost_ends.high, 140e3, 1e-6);
  check_near(result.best().ranking_likelihood, 0.645, 1e-12);
  check_near(result.best().fitness, 0.2023, 0.00005);
  check_near(result.best_guaranteed, 14.16, 0.005);
  check_near(result.best_possible, 95.00, 0.005);
}

TEST_CASE("worked example: the break-down sums to the loss") {
  const oracle_result result = enumerate(worked_example(), "os1", "d1", "m1");
  REQUIRE(result.affordability.size() == 2);
  CHECK(result.affordability[0].first == "M");
  check_near(result.affordability[0].second, 27.396, 0.0005);
  CHECK(result.affordability[1].first == "U");
  check_near(result.affordability[1].second, 5.708, 0.0005);
  const std::vector<std::pair<std::string, double>> printed{
      {"attestation", 17.560}, {"boots", 6.868}, {"calls", 13.817}, {"store", 2.712}};
  REQUIRE(result.requirements.size() == printed.size());
  double sum = result.affordability[0].second + result.affordability[1].second;
  for (std::size_t index = 0; index < printed.size(); ++index) {
    REQUIRE(result.requirements[index].requirements.size() == 1);
    CHECK(result.requirements[index].requirements[0].owner == "os1");
    CHECK(result.requirements[index].requirements[0].name == printed[index].first);
    check_near(result.requirements[index].points, printed[index].second, 0.0005);
    sum += result.requirements[index].points;
  }
  check_near(sum, 74.061, 0.0005);
  check_near(sum, 100 - result.best().ranking_score, 1e-9);
}
