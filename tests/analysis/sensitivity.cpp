#include <portfit/analysis/sensitivity.hpp>

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("sensitivity: spreads, points and what matters") {
  fact_outcomes fact;
  CHECK(fact.spread() == 0);
  fact.classes = {{"a", 0.5, 0.75, 10}, {"b", 0.25, 0.25, 5}, {"c", 0.25, 0.5, 7}};
  CHECK(fact.spread() == 0.5);
  const score_derivative slope{"money", "r: money", 40, -0.5, 4};
  CHECK(slope.points() == -2);
  figure_swing swing;
  CHECK_FALSE(swing.matters());
  swing.low.score = 3;
  swing.high.score = 1;
  swing.low.best = 5;
  swing.high.best = 8;
  CHECK(swing.spread() == 2);
  CHECK(swing.best_spread() == 3);
  CHECK(swing.matters());
  figure_swing verdicts;
  verdicts.high.verdict_changes = true;
  CHECK(verdicts.matters());
  CHECK(verdicts.changes_verdict());
  CHECK_FALSE(verdicts.changes_plan());
}
