#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/report/report_head.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <ostream>
#include <string>

namespace portfit::detail {

/// Keeps keys in the order they were added, so that outputs read as they were meant.
using json = nlohmann::ordered_json;

[[nodiscard]] inline json json_or_null(const std::optional<double>& number) {
  return number ? json(*number) : json(nullptr);
}

/// What every output says about how it came about.
[[nodiscard]] inline json json_of(const report_head& head) {
  json result;
  result["portfit"] = head.version;
  result["as_of"] = head.as_of ? json(to_text(*head.as_of)) : json(nullptr);
  result["policy"] = {{"floor", head.floor}};
  if (head.horizon) result["policy"]["horizon"] = *head.horizon;
  result["inputs"] = fingerprint_text(head.inputs);
  result["currency"] = head.currency;
  result["person_month"] = json_or_null(head.person_month);
  result["scale"] = json_or_null(head.scale);
  result["budget"] = {{"money", json_or_null(head.money_budget)}, {"effort", json_or_null(head.effort_budget)}};
  result["known_by"] = head.known_by ? json(to_text(*head.known_by)) : json(nullptr);
  result["trust"] = to_text(head.trust);
  result["accept_forfeits"] = head.accept_forfeits;
  result["without"] = head.without;
  result["overriding_files"] = head.overriding_files;
  result["set"] = head.edits;
  return result;
}

[[nodiscard]] inline json json_of(const outlook& figures) {
  return {{"ranking", figures.ranking},
          {"guaranteed", figures.guaranteed},
          {"expected", {figures.expected.low, figures.expected.high}},
          {"possible", figures.possible}};
}

[[nodiscard]] inline json json_of(const plan_cost& cost) {
  return {{"mean", cost.mean},
          {"low", cost.ends.low},
          {"high", cost.ends.high},
          {"money", cost.money},
          {"effort", cost.effort}};
}

[[nodiscard]] inline json json_of(const fact_report& fact) {
  return {{"fact", fact.key}, {"known", fact.known}, {"prior", fact.has_prior}, {"assumed", fact.assumed}};
}

[[nodiscard]] inline json json_of(const counted_chance& chance) {
  const bounds<double> ends = chance.interval();
  json result{{"table", chance.table}, {"mean", chance.mean()}, {"low", ends.low}, {"high", ends.high}};
  result["groups"] = json::array();
  for (const counted_group& each : chance.groups)
    result["groups"].push_back({{"group", each.text}, {"yes", each.yes}, {"of", each.of}, {"mean", each.mean}});
  return result;
}

/// A blocked pairing has no figures.
[[nodiscard]] inline json json_of(const assessment& row) {
  json result;
  result["system"] = row.os;
  result["device"] = row.device;
  result["market"] = row.market;
  result["vendor"] = row.vendor;
  result["verdict"] = to_text(row.verdict);
  result["answerable"] = row.answerable;
  if (row.verdict != verdict::blocked) {
    result["score"] = json_of(row.plan.score);
    result["likelihood"] = json_of(row.plan.likelihood);
    result["cost"] = json_of(row.plan.cost);
    result["plan"] = row.remedies;
    for (const auto& [remedy, chance] : row.counted) result["counted"][remedy] = json_of(chance);
    result["within_budget"] = row.plan.within_budget;
    result["optimal"] = row.optimal;
    result["best_bound"] = row.best_bound;
    result["exact"] = row.plan.exact;
  }
  result["facts_known"] = row.facts_known();
  result["facts_without_prior"] = row.facts_without_prior();
  result["facts"] = json::array();
  for (const fact_report& each : row.facts) result["facts"].push_back(json_of(each));
  return result;
}

/// Two blanks a level; bytes that are no UTF-8 are replaced.
inline void print(std::ostream& out, const json& what) {
  out << what.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
}

}  // namespace portfit::detail
