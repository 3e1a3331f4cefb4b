#include <portfit/analysis/pairing_change.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace portfit;

TEST_CASE("answers agree in verdict, plan, budget and score up to 1e-9") {
  assessment one;
  one.verdict = verdict::feasible;
  one.remedies = {"work"};
  one.plan.score.ranking = 50;
  assessment other = one;
  CHECK(same_answer(one, other));
  other.plan.score.ranking += 5e-10;
  other.plan.cost.mean = 7;  // no part of the answer: it is in the score
  CHECK(same_answer(one, other));
  other.plan.score.ranking += 5e-9;
  CHECK_FALSE(same_answer(one, other));
  other = one;
  other.remedies.clear();
  CHECK_FALSE(same_answer(one, other));
  other = one;
  other.plan.within_budget = false;
  CHECK_FALSE(same_answer(one, other));
  other = one;
  other.verdict = verdict::ready;
  CHECK_FALSE(same_answer(one, other));
}

TEST_CASE("an undetermined answer changes when it becomes answerable; of blocked ones the verdict is all there is") {
  assessment one;
  one.verdict = verdict::undetermined;
  assessment other = one;
  other.answerable = true;
  CHECK_FALSE(same_answer(one, other));
  one.verdict = other.verdict = verdict::blocked;
  other.answerable = false;
  other.plan.score.ranking = 3;
  other.plan.within_budget = false;
  CHECK(same_answer(one, other));
}

TEST_CASE("kinds of change have names that stay") {
  CHECK(to_text(change_kind::added) == "added");
  CHECK(to_text(change_kind::removed) == "removed");
  CHECK(to_text(change_kind::changed) == "changed");
}
