#pragma once

#include <portfit/analysis/contagion.hpp>
#include <portfit/report/detail/contagion_words.hpp>
#include <portfit/report/detail/json_values.hpp>

#include <cmath>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// Two ends; one that nobody knows is null.
[[nodiscard]] inline json json_of(const bounds<double>& ends) {
  const auto known = [](double end) { return std::isinf(end) ? json(nullptr) : json(end); };
  return json::array({known(ends.low), known(ends.high)});
}

[[nodiscard]] inline json json_or_null(const std::optional<bounds<double>>& ends) {
  return ends ? json_of(*ends) : json(nullptr);
}

[[nodiscard]] inline json json_of(const exposure_factor& factor) {
  return {{"fact", expression_builder::describe(factor.fact)}, {"known", factor.known}, {"ends", json_of(factor.ends)}};
}

[[nodiscard]] inline json json_of(const stake& what, const std::string& currency) {
  json result;
  result["gain"] = json_or_null(what.gain);
  result["payments"] = json_of(what.payments);
  result["costs"] = json_of(what.costs);
  result["other_losses"] = json_of(what.other_losses);
  result["balance"] = json_of(what.balance());
  result["willing"] = answer_text(what.willing());
  if (!what.has_act()) return result;
  result["money"] = what.exposed.of ? json_of(*what.exposed.of) : json(nullptr);
  result["share"] = what.exposed.share ? json_of(*what.exposed.share) : json(nullptr);
  result["years"] = what.exposed.years;
  result["exposure"] = json_of(what.exposed.exposure());
  result["enforced"] = {what.exposed.enforced.low, what.exposed.enforced.high};
  result["loss"] = json_of(what.loss());
  result["text"] = describe_stake(what, currency);
  return result;
}

[[nodiscard]] inline json json_of(const breach& what, const std::string& currency) {
  return {{"code", what.code},
          {"system", what.os},
          {"device", what.device},
          {"market", what.market},
          {"done", answer_text(what.done)},
          {"chance", {what.chance.low, what.chance.high}},
          {"depends_on", what.depends_on},
          {"avoidable", what.avoidable},
          {"can_arise", what.can_arise},
          {"stake", json_of(what.at_stake, currency)}};
}

[[nodiscard]] inline json json_of(const act_contagion& act, const std::string& currency) {
  json result{{"act", act.act},
              {"forbidden", act.forbidden},
              {"source", act.source},
              {"file", act.where.file},
              {"line", act.where.line},
              {"column", act.where.column},
              {"forfeits_grants", act.forfeits_grants},
              {"scope", act.across_vendor ? "vendor" : "device"},
              {"exposure", json_or_null(act.exposure)},
              {"at_risk", json_or_null(act.at_risk)},
              {"pairings", json::array()}};
  for (const breach& each : act.pairings) result["pairings"].push_back(json_of(each, currency));
  return result;
}

[[nodiscard]] inline json json_of(const service_way& way) {
  return {{"kind", to_text(way.is)},         {"name", way.name},           {"covers", way.covers},
          {"holds", answer_text(way.holds)}, {"reachable", way.reachable}, {"depends_on", way.depends_on},
          {"remedies", way.remedies}};
}

[[nodiscard]] inline json json_of(const service_loss& loss) {
  return {{"code", loss.code},
          {"by", loss.by},
          {"agreement", loss.agreement},
          {"holds", answer_text(loss.holds)},
          {"depends_on", loss.depends_on}};
}

[[nodiscard]] inline json json_of(const service_after_loss& what) {
  json result{{"code", what.code},
              {"service", what.after.service},
              {"market", what.market},
              {"device", what.device},
              {"granted", answer_text(what.granted)},
              {"withheld", json::array()},
              {"covered", json_of(what.after.covered)},
              {"coverable", json_of(what.after.coverable)},
              {"ways", json::array()}};
  for (const service_loss& each : what.withheld) result["withheld"].push_back(json_of(each));
  for (const service_way& each : what.after.ways) result["ways"].push_back(json_of(each));
  return result;
}

[[nodiscard]] inline json answer_of(const assessment& pairing) {
  const bool blocked = pairing.verdict == verdict::blocked;
  return {{"verdict", to_text(pairing.verdict)},
          {"answerable", pairing.answerable},
          {"plan", pairing.remedies},
          {"score", blocked ? json(nullptr) : json_of(pairing.plan.score)}};
}

[[nodiscard]] inline json json_of(const agreement_contagion& held, const std::string& currency) {
  json result{{"agreement", held.agreement}, {"grants", held.grants},
              {"acts", json::array()},       {"devices_at_risk", held.devices_at_risk},
              {"services", json::array()},   {"changes", json::array()}};
  for (const act_contagion& each : held.acts) result["acts"].push_back(json_of(each, currency));
  for (const service_after_loss& each : held.services) result["services"].push_back(json_of(each));
  for (const changed_pairing& each : held.changes)
    result["changes"].push_back({{"system", each.before.os},
                                 {"device", each.before.device},
                                 {"market", each.before.market},
                                 {"breaches", answer_text(each.breaches)},
                                 {"before", answer_of(each.before)},
                                 {"after", answer_of(each.after)}});
  return result;
}

}  // namespace detail

/// Writes what vendors could lose as JSON: the head's keys, then `vendors` with `code` (stable, see `vendor_contagion::code`),
/// their `agreements` with `acts`, `services`, `changes`, and `notice`.
///
/// Money is in `currency`, as two ends; an end nobody knows is null. Codes are those of `breach`, `service_after_loss` and
/// `service_loss`.
inline void write_json(std::ostream& out, const report_head& head, const std::vector<vendor_contagion>& vendors) {
  detail::json result = detail::json_of(head);
  result["vendors"] = detail::json::array();
  for (const vendor_contagion& each : vendors) {
    detail::json vendor{{"vendor", each.vendor},
                        {"code", each.code},
                        {"devices", each.devices},
                        {"pairings", each.pairings},
                        {"gain", detail::json_or_null(each.gain)},
                        {"willing", each.willing},
                        {"unwilling", each.unwilling},
                        {"open", each.open},
                        {"complete", each.complete},
                        {"agreements", detail::json::array()}};
    for (const agreement_contagion& held : each.agreements)
      vendor["agreements"].push_back(detail::json_of(held, head.currency));
    result["vendors"].push_back(std::move(vendor));
  }
  result["notice"] = detail::no_legal_advice;
  detail::print(out, result);
}

}  // namespace portfit
