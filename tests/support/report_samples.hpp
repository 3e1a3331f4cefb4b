#pragma once

#include <portfit/analysis/explanation.hpp>
#include <portfit/analysis/plan.hpp>
#include <portfit/analysis/rank.hpp>
#include <portfit/report/report_head.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Results made by hand, for tests of what is printed of them.
namespace portfit_test {

[[nodiscard]] inline portfit::report_head sample_head() {
  portfit::report_head head;
  head.version = "9.9.9";
  head.as_of = portfit::date(std::chrono::year(2024) / std::chrono::April / 1);
  head.inputs = 0xff;
  head.currency = "USD";
  head.scale = 200e3;
  head.person_month = 6e3;
  return head;
}

[[nodiscard]] inline portfit::assessment sample_assessment() {
  portfit::assessment row;
  row.os = "os1";
  row.device = "d1";
  row.market = "m1";
  row.vendor = "v1";
  row.verdict = portfit::verdict::undetermined;
  row.answerable = true;
  row.remedies = {"M", "U"};
  row.plan.score = {14.25, {17.25, 34.5, true}, 25.9375, 52.75};
  row.plan.likelihood = {0.4, {0.43, 0.86, true}, 0.645, 1};
  row.plan.cost = {116e3, {100e3, 120e3, true}, {60e3, 140e3, true}, 86e3, 5};
  row.facts = {{"d1: a", true, false, false}, {"d1: b", false, true, false}, {"d1: c", false, false, false}};
  return row;
}

[[nodiscard]] inline portfit::assessment blocked_assessment() {
  portfit::assessment row;
  row.os = "os1";
  row.device = "d2, \"odd\"";
  row.market = "m1";
  row.vendor = "v1";
  row.verdict = portfit::verdict::blocked;
  return row;
}

[[nodiscard]] inline portfit::ranking sample_ranking() {
  portfit::ranking list;
  list.market = "m1";
  list.systems = {"os1"};
  list.rows = {sample_assessment(), blocked_assessment()};
  return list;
}

[[nodiscard]] inline portfit::reason sample_reason(std::string code, std::string subject, std::string text) {
  portfit::reason result;
  result.code = std::move(code);
  result.subject = std::move(subject);
  result.text = std::move(text);
  return result;
}

/// Blocked by two conflicts that share a cause, with one change that helps.
[[nodiscard]] inline portfit::explanation blocked_explanation() {
  portfit::explanation why;
  why.summary = blocked_assessment();
  why.summary.device = "d2";
  const portfit::reason locked = sample_reason("fact", "d2: unlocked", "d2: unlocked is no");
  const portfit::reason source = sample_reason("fact", "d2: source", "d2: source is no");
  const portfit::reason boots = sample_reason("os_requirement", "os1: boots", "os1 asks for boots: unlocked");
  const portfit::reason calls = sample_reason("os_requirement", "os1: calls", "os1 asks for calls: modem");
  why.conflicts = {{locked, source, boots}, {locked, calls}};
  portfit::way_out way;
  way.is = portfit::way_out::kind::change;
  way.steps = {sample_reason("fact", "d2: unlocked", "d2: unlocked would have to be yes, it is no")};
  way.then = portfit::verdict::feasible;
  why.ways = {way};
  return why;
}

/// The same with two near pairings that are not blocked: one now, one later.
[[nodiscard]] inline portfit::explanation elsewhere_explanation() {
  portfit::explanation why = blocked_explanation();
  portfit::alternative other{portfit::alternative::kind::vendor, std::nullopt, sample_assessment()};
  portfit::alternative later{portfit::alternative::kind::date,
                             portfit::date(std::chrono::year(2026) / std::chrono::January / 1), sample_assessment()};
  later.found.device = "d2";
  why.alternatives = {other, other, later};
  return why;
}

/// Undetermined; two answers decide, one of them found twice.
[[nodiscard]] inline portfit::explanation open_explanation() {
  portfit::explanation why;
  why.summary = sample_assessment();
  portfit::way_out opens;
  opens.is = portfit::way_out::kind::answer;
  opens.steps = {sample_reason("answer", "d1: c", "d1: c turns out yes")};
  opens.then = portfit::verdict::ready;
  portfit::way_out closes = opens;
  closes.steps = {sample_reason("answer", "d1: c", "d1: c turns out no")};
  closes.then = portfit::verdict::blocked;
  why.ways = {opens, opens, closes};
  why.unknowns = {sample_reason("answer", "d1: c", "d1: c is unknown")};
  why.loss.parts = {{{"U"}, true, 4.0625}, {{"os1: boots", "m1: boots"}, false, 70}};
  return why;
}

/// Two steps, the second of which the vendor pays; one fact that nobody knows.
[[nodiscard]] inline portfit::detailed_plan sample_detailed_plan() {
  portfit::detailed_plan plan;
  plan.remedies = {"M", "U"};
  plan.figures = sample_assessment().plan;
  portfit::plan_step first;
  first.remedy = "U";
  first.by = first.paid_by = "os";
  first.effects = {"makes b"};
  first.effort = {{{"a", portfit::estimate::between(2, 4), 0.5}, {"", portfit::estimate::between(4, 9), 0.5}}, 2, 5, 9};
  first.works = {{{"", portfit::estimate::exactly(0.8), 1}}, 0.8, 0.8, 0.8};
  first.timing = {"U", "os", {}, {1, 2, 6}, {}, {1, 2, 6}, {}};
  first.source = "guess";
  first.trust = portfit::confidence::assumed;
  portfit::plan_step second;
  second.remedy = "M";
  second.by = second.paid_by = "v1";
  second.effects = {"makes c"};
  second.money = {{{"", portfit::estimate::between(10e3, 50e3), 1}}, 10e3, 30e3, 50e3};
  second.works = {{}, 1, 1, 1};
  second.pays = {{"vendor", portfit::estimate::exactly(2e3)}};
  second.timing = {"M", "v1", {"U"}, portfit::estimate::exactly(3), {1, 2, 6}, {4, 5, 9}, {}};
  plan.steps = {first, second};
  plan.totals = {{"os", {{}, 2e3, 2e3, 2e3}, {{}, 2, 5, 9}}, {"v1", {{}, 10e3, 30e3, 50e3}, {}}};
  plan.timing.duration = {4, 5, 9};
  plan.assumptions = {{sample_reason("answer", "d1: c", "d1: c is unknown"),
                       {{sample_reason("answer", "d1: c", "d1: c turns out yes"), 1, 116e3},
                        {sample_reason("answer", "d1: c", "d1: c turns out no"), 0.25, 86e3}}}};
  plan.stakes = {"v1 gains enough: willing"};
  return plan;
}

[[nodiscard]] inline portfit::pairing_plans sample_plans() {
  portfit::pairing_plans plans;
  plans.summary = sample_assessment();
  plans.recommended = sample_detailed_plan();
  plans.cheapest.emplace();
  plans.cheapest->at_least = 0.8;
  plans.cheapest->plan = plans.recommended;
  plans.cheapest->likelihood = plans.recommended.figures.likelihood;
  plans.cheapest->promised = 0.43;
  plans.cheapest->reached = true;
  plans.front = {{{}, {}, 0.1}, {{"M", "U"}, plans.recommended.figures, 0.43}};
  plans.ways = {{{"M", "U"}, plans.recommended.figures, portfit::verdict::feasible},
                {{"U"}, plans.recommended.figures, portfit::verdict::undetermined}};
  plans.ways_complete = false;
  return plans;
}

}  // namespace portfit_test
