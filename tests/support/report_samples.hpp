#pragma once

#include <portfit/analysis/explanation.hpp>
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

}  // namespace portfit_test
