#pragma once

#include "support/report_samples.hpp"

#include <portfit/analysis/pairing_change.hpp>

#include <string>
#include <utility>

/// Results of a comparison made by hand, for tests of what is printed of them.
namespace portfit_test {

[[nodiscard]] inline portfit::change_cause sample_cause(std::string code, std::string subject, std::string text) {
  portfit::change_cause cause;
  cause.code = std::move(code);
  cause.what = portfit::change_kind::added;
  cause.subject = std::move(subject);
  cause.text = std::move(text);
  return cause;
}

[[nodiscard]] inline portfit::change_cause rule_cause() {
  portfit::change_cause cause = sample_cause("rule", "strict", "rule strict is in force since 2025-12-01");
  cause.source = "gazette";
  cause.source_title = "the gazette, \"daily\"";
  cause.trust = portfit::confidence::b;
  cause.where = {"laws.yaml", 7, 3};
  cause.turns_verdict = true;
  return cause;
}

[[nodiscard]] inline portfit::assessment ready_assessment(std::string device) {
  portfit::assessment row;
  row.os = "os1";
  row.device = std::move(device);
  row.market = "m1";
  row.vendor = "v1";
  row.verdict = portfit::verdict::ready;
  row.plan.score.ranking = 100;
  return row;
}

/// Two pairings blocked by a rule, one that lost score and plan through two things together, one that is new.
[[nodiscard]] inline portfit::diff_result sample_diff() {
  portfit::diff_result result;
  for (const char* const id : {"d1", "d2"}) {
    portfit::pairing_change change{"os1", id, "m1", ready_assessment(id), blocked_assessment(), {rule_cause()}, true};
    change.after->device = id;
    result.changes.push_back(std::move(change));
  }
  portfit::pairing_change dearer{"os1", "d3", "m1", sample_assessment(), sample_assessment(), {}, true};
  dearer.before->remedies = {"M", "old"};
  dearer.after->plan.score.ranking = 12.5;
  dearer.after->verdict = portfit::verdict::feasible;
  dearer.after->answerable = false;
  dearer.causes = {rule_cause(), sample_cause("fact", "d3: a", "d3: a is 1, it was 2")};
  result.changes.push_back(std::move(dearer));
  result.changes.push_back(
      {"os1", "d4", "m1", {}, ready_assessment("d4"), {sample_cause("entity", "d4", "device d4 is new")}, true});
  result.unchanged = 5;
  return result;
}

[[nodiscard]] inline portfit::report_head later_head() {
  portfit::report_head head = sample_head();
  head.as_of = portfit::date(std::chrono::year(2026) / std::chrono::February / 3);
  head.inputs = 0xfe;
  return head;
}

}  // namespace portfit_test
