#pragma once

#include "support/diff_samples.hpp"

#include <portfit/analysis/what_if.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

/// Results of edits made by hand, for tests of what is printed of them.
namespace portfit_test {

[[nodiscard]] inline portfit::change_cause edit_cause(std::string subject, bool turns) {
  portfit::change_cause cause = sample_cause("edit", std::move(subject), "as it was said");
  cause.what = portfit::change_kind::changed;
  cause.where = {"--set 1", 1, 1};
  cause.turns_verdict = turns;
  return cause;
}

/// A pairing that two edits free of a conflict, one whose plan gets dearer, and one blocked for another reason.
[[nodiscard]] inline portfit::what_if_result sample_what_if() {
  portfit::what_if_result result;
  result.edits = {{"d1: a = 2", "1", true}, {"M: money = 9 kUSD", "not stated", true}, {"world: c = no", "no", false}};
  const std::vector<portfit::reason> conflict{sample_reason("fact", "d1: a", "d1: a is 1"),
                                              sample_reason("rule", "strict", "strict, in force, requires more")};
  portfit::what_if_change freed;
  freed.moved = {"os1", "d1", "m1", blocked_assessment(), sample_assessment(), {}, true};
  freed.moved.before->device = "d1";
  freed.moved.causes = {edit_cause("d1: a", true), edit_cause("M: money", false)};
  freed.edits = {0, 1};
  freed.gone = {conflict, {conflict.front()}};
  result.changes.push_back(std::move(freed));
  portfit::what_if_change dearer;
  dearer.moved = {"os1", "d3", "m1", sample_assessment(), sample_assessment(), {edit_cause("M: money", false)}, true};
  dearer.moved.after->plan.cost.mean = 9e3;
  dearer.moved.after->plan.likelihood.expected = {0.5, 0.5, true};
  dearer.edits = {1};
  result.changes.push_back(std::move(dearer));
  portfit::what_if_change other;
  other.moved = {"os1", "d4", "m1", blocked_assessment(), blocked_assessment(), {edit_cause("d1: a", false)}, true};
  other.edits = {0};
  other.fresh = {{conflict.front()}};
  other.still = {{conflict.back()}};
  result.changes.push_back(std::move(other));
  result.unchanged = 5;
  return result;
}

}  // namespace portfit_test
