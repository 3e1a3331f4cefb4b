#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/report/detail/backtest_words.hpp>
#include <portfit/report/detail/json_values.hpp>

#include <cmath>
#include <optional>
#include <ostream>
#include <vector>

namespace portfit {
namespace detail {

/// An estimate with its standard error and 95 % interval, null where it has none.
[[nodiscard]] inline json json_of_estimate(double figure, const std::optional<double>& variance, double least,
                                           double most) {
  json result{{"is", figure}, {"standard_error", nullptr}, {"interval_95", nullptr}};
  if (!variance) return result;
  const double error = std::sqrt(*variance);
  const bounds<double> ends = normal_interval(figure, error, least, most);
  result["standard_error"] = error;
  result["interval_95"] = {ends.low, ends.high};
  return result;
}

[[nodiscard]] inline json json_of(const score_quality& of) {
  if (!of.area) return nullptr;
  json result{{"area", json_of_estimate(of.area->area, of.area->variance, 0, 1)}};
  result["folds"] = json::array();
  for (const stratum_area& each : of.area->strata)
    result["folds"].push_back({{"fold", each.stratum + 1},
                               {"area", each.within.area},
                               {"positives", each.within.positives},
                               {"negatives", each.within.negatives}});
  result["mean_of_folds"] = of.area->mean;
  result["sd_of_folds"] = json_or_null(of.area->spread);
  result["pooled"] = of.pooled ? json(of.pooled->area) : json(nullptr);
  result["average_precision"] = of.precision ? json(of.precision->average) : json(nullptr);
  result["base_rate"] = of.precision ? json(of.precision->base_rate) : json(nullptr);
  return result;
}

[[nodiscard]] inline json json_of(const std::optional<area_difference>& of) {
  if (!of) return nullptr;
  json result = json_of_estimate(of->difference, of->variance, -1, 1);
  result["p"] = of->variance ? json(two_sided_p(of->difference, std::sqrt(*of->variance))) : json(nullptr);
  return result;
}

/// An infinite loss is null; `certain_and_wrong` then is not 0.
[[nodiscard]] inline json json_of(const forecast_scores& of) {
  return {{"brier", of.brier},
          {"log_loss", std::isinf(of.log_loss) ? json(nullptr) : json(of.log_loss)},
          {"certain_and_wrong", of.certain_and_wrong}};
}

[[nodiscard]] inline json json_of(const forecast_quality& of) {
  json result{{"is", json_of(of.scores)}, {"base_rate", json_of(of.base_rate)}};
  result["brier_skill"] = json_or_null(skill_over(of.scores.brier, of.base_rate.brier));
  result["log_loss_skill"] = json_or_null(skill_over(of.scores.log_loss, of.base_rate.log_loss));
  result["brier_parts"] = {{"reliability", of.parts.reliability},
                           {"resolution", of.parts.resolution},
                           {"uncertainty", of.parts.uncertainty},
                           {"within", of.parts.within}};
  result["bins"] = json::array();
  for (const reliability_bin& bin : of.bins)
    result["bins"].push_back({{"from", bin.forecasts.low},
                              {"to", bin.forecasts.high},
                              {"count", bin.count},
                              {"yes", bin.yes},
                              {"mean", bin.mean},
                              {"share", bin.share},
                              {"share_95", {bin.share_95.low, bin.share_95.high}}});
  return result;
}

[[nodiscard]] inline json json_of(const backtest_row& row) {
  return {{"device", row.device},
          {"group", row.group},
          {"part", row.part},
          {"outcome", row.outcome},
          {"positive", row.positive},
          {"fold", row.fold + 1},
          {"verdict", to_text(row.verdict)},
          {"score", row.score},
          {"likelihood", row.likelihood},
          {"expected", {row.expected.low, row.expected.high}},
          {"counted", json_of(row.counted)},
          {"baseline", row.baseline},
          {"base_rate", row.base_rate}};
}

[[nodiscard]] inline json json_of(const backtest_result& what, const std::vector<backtest_miss>& misses) {
  json result = json::array();
  for (const backtest_miss& miss : misses) {
    json lost = json::array();
    for (const loss_part& part : miss.lost)
      lost.push_back({{"names", part.names}, {"cost", part.is_cost}, {"points", part.points}});
    result.push_back({{"device", what.rows[miss.row].device}, {"passed", miss.passed}, {"lost", std::move(lost)}});
  }
  return result;
}

[[nodiscard]] inline json json_of_hidden(const backtest_result& what) {
  json hidden{{"facts", json::object()}, {"own", what.own_hidden}};
  for (const auto& [name, count] : what.hidden) hidden["facts"][name] = count;
  hidden["cells"] = what.cells_left_out;
  hidden["remedies"] = what.remedies_left_out;
  hidden["partial_sources"] = what.partial_sources;
  return hidden;
}

}  // namespace detail

/// Writes a back-test as JSON: the keys of a head; `system`, `market`, `table`, `fact`, `positive`, `among`, `groups`,
/// `hold_out_platforms`, `seed`; `hidden` (facts with how many statements, `own`: of the counted fact, cells, remedies, `partial_sources`), `evidence`,
/// `others_counted`, `cells_kept`, `left_out`; `folds`; `score`, `likelihood`, `baseline` (each with `area`: `is`, `standard_error`, `interval_95`),
/// `score_less_baseline`, `likelihood_less_baseline` (with `p`); `forecast`; `parts`; `missed`, `disappointing`; `devices` (the keys of
/// the CSV columns, `counted` with its groups). Keys may be added, none will change its meaning.
/// @pre `what` has no remarks and is complete.
inline void write_json(std::ostream& out, const report_head& head, const backtest_result& what) {
  detail::json result = detail::json_of(head);
  result["system"] = what.os;
  result["market"] = what.market;
  result["table"] = what.table;
  result["fact"] = what.fact;
  result["positive"] = what.positive;
  result["among"] = what.among;
  result["groups"] = what.groups;
  result["hold_out_platforms"] = what.hold_out_platforms;
  result["seed"] = what.seed;
  result["hidden"] = detail::json_of_hidden(what);
  result["evidence"] = what.evidence;
  result["others_counted"] = what.others_counted;
  result["cells_kept"] = what.cells_kept;
  result["left_out"] = what.left_out;
  result["folds"] = detail::json::array();
  for (const backtest_fold& fold : what.folds)
    result["folds"].push_back(
        {{"fold", fold.fold + 1}, {"devices", fold.count}, {"positives", fold.positives}, {"strength", fold.strength}});
  result["score"] = detail::json_of(what.score);
  result["likelihood"] = detail::json_of(what.likelihood);
  result["baseline"] = detail::json_of(what.baseline);
  result["score_less_baseline"] = detail::json_of(what.over_baseline);
  result["likelihood_less_baseline"] = detail::json_of(what.likelihood_over_baseline);
  result["forecast"] = detail::json_of(what.forecast);
  result["at_even_odds"] = what.at_even_odds;
  result["parts"] = detail::json::array();
  for (const part_outcomes& part : what.parts)
    result["parts"].push_back({{"part", part.part},
                               {"devices", part.count},
                               {"positives", part.positives},
                               {"share_95", {part.share_95.low, part.share_95.high}},
                               {"outcomes", part.outcomes}});
  result["missed"] = detail::json_of(what, what.missed);
  result["disappointing"] = detail::json_of(what, what.disappointing);
  result["devices"] = detail::json::array();
  for (const backtest_row& row : what.rows) result["devices"].push_back(detail::json_of(row));
  detail::print(out, result);
}

}  // namespace portfit
