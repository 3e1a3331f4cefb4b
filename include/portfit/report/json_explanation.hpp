#pragma once

#include <portfit/analysis/explanation.hpp>
#include <portfit/report/detail/json_values.hpp>
#include <portfit/report/explanation_words.hpp>
#include <portfit/report/survival_text.hpp>

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

[[nodiscard]] inline json json_of(const reason& why, const std::map<std::string, source>& sources) {
  json result;
  result["code"] = why.code;
  result["subject"] = why.subject;
  result["text"] = why.text;
  result["source"] = why.source;
  const auto found = sources.find(why.source);
  result["source_title"] = found == sources.end() ? "" : found->second.title;
  result["confidence"] = to_text(why.trust);
  result["file"] = why.where.file;
  result["line"] = why.where.line;
  result["column"] = why.where.column;
  result["changeable"] = why.changeable;
  result["remedies"] = why.remedies;
  return result;
}

[[nodiscard]] inline json json_of(const std::vector<reason>& reasons, const std::map<std::string, source>& sources) {
  json result = json::array();
  for (const reason& each : reasons) result.push_back(json_of(each, sources));
  return result;
}

[[nodiscard]] inline json json_of(const way_out& way, const std::map<std::string, source>& sources) {
  return {{"kind", to_text(way.is)},
          {"remedies", way.remedies},
          {"steps", json_of(way.steps, sources)},
          {"then", to_text(way.then)}};
}

[[nodiscard]] inline json json_of(const alternative& each) {
  return {{"differs", to_text(each.differs)},
          {"as_of", each.as_of ? json(to_text(*each.as_of)) : json(nullptr)},
          {"pairing", json_of(each.found)}};
}

[[nodiscard]] inline json json_of(const loss_breakdown& loss) {
  json parts = json::array();
  for (const loss_part& each : loss.parts)
    parts.push_back({{"names", each.names}, {"is_cost", each.is_cost}, {"points", each.points}});
  return {{"exact", loss.exact}, {"parts", std::move(parts)}};
}

[[nodiscard]] inline json json_of(const hazard_effect& each, const std::map<std::string, source>& sources) {
  json result;
  result["id"] = each.id;
  result["breaks"] = each.breaks;
  result["part_of"] = each.part_of;
  result["share"] = each.share;
  result["start"] = each.start;
  result["survives"] = {{"mean", each.survives.mean()}, {"low", each.survives.low}, {"high", each.survives.high}};
  result["extrapolated"] = each.survives.is_extrapolated;
  result["likelihood_lost"] = each.likelihood_lost;
  result["points_lost"] = each.points_lost;
  result["once_per"] = words_of(each.once_per);
  result["devices"] = each.devices;
  result["source"] = each.source;
  const auto found = sources.find(each.source);
  result["source_title"] = found == sources.end() ? "" : found->second.title;
  result["file"] = each.where.file;
  result["line"] = each.where.line;
  result["column"] = each.where.column;
  return result;
}

[[nodiscard]] inline json json_of(const survival_report& report, const std::map<std::string, source>& sources) {
  json result;
  result["horizon"] = report.horizon;
  result["years"] = json::array();
  for (const survival_year& each : report.years)
    result["years"].push_back(
        {{"years", each.years}, {"likelihood", json_of(each.likelihood)}, {"score", json_of(each.score)}});
  result["hazards"] = json::array();
  for (const hazard_effect& each : report.hazards) result["hazards"].push_back(json_of(each, sources));
  result["exact"] = report.exact;
  return result;
}

}  // namespace detail

/// Writes an explanation as JSON: the head's keys, `pairing` (as in a ranking's row), then `conflicts`, `ways`,
/// `alternatives`, `sufficient`, `unknowns` and `loss`; with a horizon also `survival`: `years` (likelihood and score of the
/// recommended plan in each) and `hazards` (each with its chance not to happen, what it takes, and the devices it hits).
///
/// Reasons have a stable `code` (see `reason::code`) with `subject`, `text`, `source`, `confidence` and place; a way has `kind`
/// plan, change or answer. Questions to ask come from the vocabulary of `world`.
inline void write_json(std::ostream& out, const report_head& head, const explanation& why, const catalog& world) {
  detail::json result = detail::json_of(head);
  result["pairing"] = detail::json_of(why.summary);
  result["conflicts"] = detail::json::array();
  for (const auto& each : why.conflicts) result["conflicts"].push_back(detail::json_of(each, world.sources));
  result["ways"] = detail::json::array();
  for (const way_out& each : why.ways) result["ways"].push_back(detail::json_of(each, world.sources));
  result["alternatives"] = detail::json::array();
  for (const alternative& each : why.alternatives) result["alternatives"].push_back(detail::json_of(each));
  result["sufficient"] = detail::json_of(why.sufficient, world.sources);
  result["unknowns"] = detail::json::array();
  for (const reason& each : why.unknowns) {
    detail::json unknown = detail::json_of(each, world.sources);
    unknown["question"] = question_for(world, each);
    result["unknowns"].push_back(std::move(unknown));
  }
  result["loss"] = why.summary.verdict == verdict::blocked ? detail::json(nullptr) : detail::json_of(why.loss);
  if (why.survival) result["survival"] = detail::json_of(*why.survival, world.sources);
  result["complete"] = why.complete;
  detail::print(out, result);
}

}  // namespace portfit
