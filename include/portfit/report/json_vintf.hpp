#pragma once

#include <portfit/report/detail/json_values.hpp>
#include <portfit/report/vintf_text.hpp>

#include <ostream>

namespace portfit {

/// Writes a compatibility report as JSON: `portfit`, `era`, `inputs`, `verdict`, `distance` (number of changes), `parts`,
/// `changes` and `unchecked` (in words: what is asked too, but was not given).
///
/// A part has `title`, `first_error_class` (libvintf's), `unmet` (`kind`, `name`, `required`, `provided`, `file`, `line`) and
/// `found` (`hal`, `instance`, `reason`, `file`, `line`); a change has `kind`, `name` and `text`. Lines count from 1; 0:
/// none. Keys may be added, none will change its meaning.
inline void write_json(std::ostream& out, const vintf_report& report) {
  detail::json result;
  result["portfit"] = library_version();
  result["era"] = report.era.release;
  result["inputs"] = fingerprint_text(report.inputs);
  result["verdict"] = report.fine() ? report.good_word : report.bad_word;
  const std::vector<compatibility_change> changes = report.changes();
  result["distance"] = changes.size();
  result["parts"] = detail::json::array();
  for (const vintf_part& part : report.parts) {
    detail::json each{{"title", part.title}, {"first_error_class", first_error_class(part.result)}};
    each["unmet"] = detail::json::array();
    for (const unmet_requirement& one : part.result.unmet)
      each["unmet"].push_back({{"kind", to_text(one.kind)},
                               {"name", one.name},
                               {"required", one.required},
                               {"provided", one.provided},
                               {"file", one.where.file},
                               {"line", one.where.line}});
    each["found"] = detail::json::array();
    for (const found_instance& one : part.found)
      each["found"].push_back({{"hal", one.hal},
                               {"instance", to_text(one.instance)},
                               {"reason", one.reason},
                               {"file", one.where.file},
                               {"line", one.where.line}});
    result["parts"].push_back(std::move(each));
  }
  result["changes"] = detail::json::array();
  for (const compatibility_change& each : changes)
    result["changes"].push_back({{"kind", to_text(each.kind)}, {"name", each.name}, {"text", each.text}});
  result["unchecked"] = report.unchecked;
  detail::print(out, result);
}

}  // namespace portfit
