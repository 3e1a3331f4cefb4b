#pragma once

#include <portfit/analysis/what_if.hpp>
#include <portfit/report/json_diff.hpp>
#include <portfit/report/json_explanation.hpp>

#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// Writes what edits change as JSON: `portfit` (the version), `before` and `after` (each the keys of a head), `set` (each edit's
/// `text`, `was`, `moves`), then `changes`, the greatest first, `unchanged` (how many pairings), `complete` and `compared`.
///
/// A change has the keys of a change of `diff` (its causes have the code `edit`) and `set` (by cause the number of the edit, from 1),
/// `gone`, `fresh` and `still` (conflicts that are no longer, now, or before and after in the way; each a list of reasons). Keys may be added, none will change
/// its meaning.
/// @param sources of the catalog.
inline void write_json(std::ostream& out, const report_head& before, const report_head& after,
                       const what_if_result& what, const std::map<std::string, source>& sources = {}) {
  detail::json result;
  result["portfit"] = after.version;
  result["before"] = detail::json_of(before);
  result["after"] = detail::json_of(after);
  result["set"] = detail::json::array();
  for (const told_edit& each : what.edits)
    result["set"].push_back({{"text", each.text}, {"was", each.was}, {"moves", each.moves}});
  const auto conflicts = [&](const std::vector<std::vector<reason>>& all) {
    detail::json list = detail::json::array();
    for (const auto& each : all) list.push_back(detail::json_of(each, sources));
    return list;
  };
  result["changes"] = detail::json::array();
  for (const what_if_change& each : what.changes) {
    detail::json change = detail::json_of(each.moved);
    change["set"] = detail::json::array();
    for (const std::size_t index : each.edits) change["set"].push_back(index + 1);
    change["gone"] = conflicts(each.gone);
    change["fresh"] = conflicts(each.fresh);
    change["still"] = conflicts(each.still);
    result["changes"].push_back(std::move(change));
  }
  result["unchanged"] = what.unchanged;
  result["complete"] = what.complete;
  result["compared"] = what.compared;
  detail::print(out, result);
}

}  // namespace portfit
