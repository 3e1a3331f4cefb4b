#include <portfit/report/explanation_text.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace {

std::string brief(const portfit::explanation& why) {
  std::ostringstream out;
  portfit::write_explanation(out, portfit_test::sample_head(), why);
  return out.str();
}

std::string in_full(const portfit::explanation& why, const portfit::catalog& world = {}) {
  std::ostringstream out;
  portfit::write_long_explanation(out, portfit_test::sample_head(), why, world);
  return out.str();
}

}  // namespace

TEST_CASE("blocked: the smallest conflict, clauses first, facts of one owner together") {
  CHECK(brief(portfit_test::blocked_explanation()) ==
        "os1 on d2 (v1), market m1: blocked\n"
        "why: os1 asks for boots: unlocked; d2: unlocked is no, source is no\n"
        "ways out: no remedy known; d2: unlocked would have to be yes, it is no (then feasible)\n"
        "besides: 1 more conflict (--long, with sources)\n");
}

TEST_CASE("blocked: the best near pairing of each kind in short, all of them in full") {
  const std::string text = brief(portfit_test::elsewhere_explanation());
  CHECK(std::count(text.begin(), text.end(), '\n') == 4);
  CHECK(text.find("not blocked: on d1 (v1), undetermined at 25.94; from 2026-01-01 on, undetermined at 25.94; besides: "
                  "1 more conflict (--long, with sources)\n") != std::string::npos);
  const std::string all = in_full(portfit_test::elsewhere_explanation());
  CHECK(all.find("not blocked: other pairings of os1, each assessed on its own; no way out of this one\n"
                 "    on d1 (v1), undetermined at 25.94\n    on d1 (v1), undetermined at 25.94\n"
                 "    from 2026-01-01 on, undetermined at 25.94\n") != std::string::npos);
}

TEST_CASE("blocked without any change that helps says so") {
  portfit::explanation why = portfit_test::blocked_explanation();
  why.ways.clear();
  CHECK(brief(why).find("no remedy known, and no change of what can be changed would do") != std::string::npos);
}

TEST_CASE("undetermined: what decides, each answer once") {
  CHECK(brief(portfit_test::open_explanation()) ==
        "os1 on d1 (v1), market m1: undetermined, but whatever the answers are, some plan works; score 25.94 "
        "(expected 17.25..34.50, guaranteed 14.25)\n"
        "decides: ready if d1: c turns out yes; blocked if d1: c turns out no\n"
        "plan: M, U; 116 kUSD on average (60 kUSD to 140 kUSD), effort 5 pm; every must holds with 64.5 % (guaranteed "
        "40 %, "
        "possible 100 %)\n"
        "to ask: d1: c\n");
}

TEST_CASE("feasible: losses from large to small, and what it rests on") {
  portfit::explanation why = portfit_test::open_explanation();
  why.summary.verdict = portfit::verdict::feasible;
  why.summary.answerable = false;
  why.ways.clear();
  why.sufficient = {portfit_test::sample_reason("fact", "d1: a", "d1: a is yes")};
  const std::string text = brief(why);
  CHECK(text.find("lost of 100: 70.00 by os1: boots = m1: boots; 4.06 by the cost of U\n") != std::string::npos);
  CHECK(text.find("holds because d1: a is yes; unknown: d1: c\n") != std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') <= 4);
}

TEST_CASE("a text of many lines in a catalog stays on its line") {
  portfit::explanation why = portfit_test::blocked_explanation();
  why.conflicts.front().front().text = "d2: unlocked is\nno\x1b[0m";
  const std::string text = brief(why);
  CHECK(std::count(text.begin(), text.end(), '\n') == 4);
  CHECK(text.find('\x1b') == std::string::npos);
}

TEST_CASE("the long form tells a shared cause once") {
  const std::string text = in_full(portfit_test::blocked_explanation());
  CHECK(text.find("conflict 2 of 2") != std::string::npos);
  CHECK(text.find("(2) as above: d2: unlocked\n") != std::string::npos);
  const std::string told = "d2: unlocked is no\n";
  CHECK(text.find(told) == text.rfind(told));
}

TEST_CASE("the long form names sources and places, and asks questions") {
  portfit::explanation why = portfit_test::open_explanation();
  why.unknowns.front().source = "call";
  why.unknowns.front().trust = portfit::confidence::b;
  why.unknowns.front().where = {"x.yaml", 3, 5};
  portfit::catalog world;
  world.sources["call"] = {"call", "a call", {}, portfit::confidence::b, {}, {}, {}};
  world.facts["c"].question = "Is it so?";
  const std::string text = in_full(why, world);
  CHECK(text.find("source: a call (B), x.yaml:3:5\n") != std::string::npos);
  CHECK(text.find("ask: Is it so?\n") != std::string::npos);
  CHECK(text.find(" 74.06  in all: 100 less the score of 25.94\n") != std::string::npos);
  CHECK(text.find("likelihood        40 %  43 % to 86 %     100 %       64.5 %\n") != std::string::npos);
}
