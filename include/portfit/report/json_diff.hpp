#pragma once

#include <portfit/analysis/pairing_change.hpp>
#include <portfit/report/detail/json_values.hpp>

#include <optional>
#include <ostream>

namespace portfit {
namespace detail {

[[nodiscard]] inline json json_of(const change_cause& cause) {
  return {{"code", cause.code},
          {"what", to_text(cause.what)},
          {"subject", cause.subject},
          {"text", cause.text},
          {"source", cause.source},
          {"source_title", cause.source_title},
          {"confidence", cause.source.empty() ? json(nullptr) : json(to_text(cause.trust))},
          {"file", cause.where.file},
          {"line", cause.where.line},
          {"column", cause.where.column},
          {"turns_verdict", cause.turns_verdict}};
}

/// A change as `diff` tells it.
[[nodiscard]] inline json json_of(const pairing_change& each) {
  const auto side = [](const std::optional<assessment>& answer) { return answer ? json_of(*answer) : json(nullptr); };
  json change;
  change["system"] = each.os;
  change["device"] = each.device;
  change["market"] = each.market;
  change["before"] = side(each.before);
  change["after"] = side(each.after);
  change["causes"] = json::array();
  for (const change_cause& cause : each.causes) change["causes"].push_back(json_of(cause));
  change["exact"] = each.exact;
  return change;
}

}  // namespace detail

/// Writes what changed between two sides as JSON: `portfit` (the version), `before` and `after` (each the keys of a head), then
/// `changes` by market, system and device, `unchanged` (how many pairings) and `complete`.
///
/// A change has `system`, `device`, `market`, `before` and `after` (as in a ranking's row; null: the pairing was not there),
/// `causes` (they work together; `code` is stable, see `change_cause::code`) and `exact`. Keys may be added, none will change its
/// meaning.
inline void write_json(std::ostream& out, const report_head& before, const report_head& after,
                       const diff_result& what) {
  detail::json result;
  result["portfit"] = after.version;
  result["before"] = detail::json_of(before);
  result["after"] = detail::json_of(after);
  result["changes"] = detail::json::array();
  for (const pairing_change& each : what.changes) result["changes"].push_back(detail::json_of(each));
  result["unchanged"] = what.unchanged;
  result["complete"] = what.complete;
  detail::print(out, result);
}

}  // namespace portfit
