#pragma once

#include <portfit/analysis/plan.hpp>
#include <portfit/report/detail/csv_rows.hpp>

#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace portfit {
namespace detail {

/// Writes the rows about the plans of one pairing; cells are named by their column, those not named stay empty.
class plan_rows {
 public:
  using cells = named_cells;

  [[nodiscard]] static const std::vector<std::string>& columns() {
    static const std::vector<std::string> names{"system",
                                                "device",
                                                "market",
                                                "plan",
                                                "section",
                                                "number",
                                                "remedy",
                                                "by",
                                                "payer",
                                                "after",
                                                "team",
                                                "money_low",
                                                "money_mean",
                                                "money_high",
                                                "effort_low",
                                                "effort_mean",
                                                "effort_high",
                                                "months_low",
                                                "months_likely",
                                                "months_high",
                                                "start_likely",
                                                "end_likely",
                                                "works_low",
                                                "works_mean",
                                                "works_high",
                                                "source",
                                                "text",
                                                "verdict",
                                                "likelihood_ranking",
                                                "likelihood_guaranteed",
                                                "likelihood_expected_low",
                                                "likelihood_expected_high",
                                                "likelihood_possible",
                                                "score_ranking",
                                                "cost_mean",
                                                "cost_low",
                                                "cost_high",
                                                "reached",
                                                "remedies",
                                                "currency"};
    return names;
  }

  plan_rows(std::ostream& out, const report_head& head, const pairing_plans& plans)
      : out_(out), head_(head), plans_(plans) {}

  void write() {
    if (plans_.summary.verdict == verdict::blocked) return put({{"section", "plan"}, {"verdict", "blocked"}});
    write(plans_.recommended, {{"plan", "recommended"}});
    if (plans_.cheapest)
      write(plans_.cheapest->plan, {{"plan", "cheapest"}, {"reached", csv_flag(plans_.cheapest->reached)}});
    for (std::size_t index = 0; index < plans_.front.size(); ++index)
      put(figures(plans_.front[index].figures, plans_.front[index].remedies,
                  {{"plan", "front"}, {"section", "plan"}, {"number", std::to_string(index + 1)}}));
    for (std::size_t index = 0; index < plans_.ways.size(); ++index)
      put(figures(plans_.ways[index].figures, plans_.ways[index].remedies,
                  {{"plan", "minimal"},
                   {"section", "plan"},
                   {"number", std::to_string(index + 1)},
                   {"verdict", to_text(plans_.ways[index].then)}}));
  }

 private:
  void write(const detailed_plan& plan, const cells& kind) {
    cells row = figures(plan.figures, plan.remedies, kind);
    row["section"] = "plan";
    row["verdict"] = to_text(plans_.summary.verdict);
    months(row, plan.timing.duration);
    put(std::move(row));
    for (std::size_t index = 0; index < plan.steps.size(); ++index) write(plan.steps[index], index + 1, kind);
    for (const payer_total& each : plan.totals) {
      cells total{{"plan", kind.at("plan")}, {"section", "total"}, {"payer", each.payer}};
      ends(total, "money", each.money);
      ends(total, "effort", each.effort);
      put(std::move(total));
    }
    for (const plan_assumption& each : plan.assumptions)
      for (const plan_assumption::outcome& turn : each.outcomes)
        put({{"plan", kind.at("plan")},
             {"section", "assumption"},
             {"text", turn.told.text},
             {"likelihood_ranking", exact_text(turn.likelihood)},
             {"cost_mean", exact_text(turn.cost)}});
  }

  void write(const plan_step& step, std::size_t number, const cells& kind) {
    cells row{{"plan", kind.at("plan")},
              {"section", "step"},
              {"number", std::to_string(number)},
              {"remedy", step.remedy},
              {"by", step.by},
              {"payer", step.paid_by},
              {"source", step.source},
              {"text", join(step.effects, "; ")}};
    ends(row, "money", step.money);
    ends(row, "effort", step.effort);
    ends(row, "works", step.works);
    if (step.timing) {
      row["after"] = join(step.timing->after, " ");
      if (step.timing->team) row["team"] = std::to_string(*step.timing->team + 1);
      months(row, step.timing->takes);
      row["start_likely"] = exact_text(step.timing->start.likely);
      row["end_likely"] = exact_text(step.timing->end.likely);
    }
    put(std::move(row));
  }

  [[nodiscard]] static cells figures(const plan_figures& what, const std::vector<std::string>& remedies, cells row) {
    const outlook& chance = what.likelihood;
    row["likelihood_ranking"] = exact_text(chance.ranking);
    row["likelihood_guaranteed"] = exact_text(chance.guaranteed);
    row["likelihood_expected_low"] = exact_text(chance.expected.low);
    row["likelihood_expected_high"] = exact_text(chance.expected.high);
    row["likelihood_possible"] = exact_text(chance.possible);
    row["score_ranking"] = exact_text(what.score.ranking);
    row["cost_mean"] = exact_text(what.cost.mean);
    row["cost_low"] = exact_text(what.cost.ends.low);
    row["cost_high"] = exact_text(what.cost.ends.high);
    row["remedies"] = join(remedies, " ");
    return row;
  }

  static void ends(cells& row, const std::string& name, const plan_figure& figure) {
    row[name + "_low"] = exact_text(figure.low);
    row[name + "_mean"] = exact_text(figure.mean);
    row[name + "_high"] = exact_text(figure.high);
  }

  static void months(cells& row, const estimate& takes) {
    row["months_low"] = exact_text(takes.low);
    row["months_likely"] = exact_text(takes.likely);
    row["months_high"] = exact_text(takes.high);
  }

  void put(cells row) {
    row["system"] = plans_.summary.os;
    row["device"] = plans_.summary.device;
    row["market"] = plans_.summary.market;
    row["currency"] = head_.currency;
    write_named_row(out_, head_, columns(), row);
  }

  std::ostream& out_;
  const report_head& head_;
  const pairing_plans& plans_;
};

}  // namespace detail

/// Writes plans as CSV, all in one table; columns that do not concern a row are empty.
///
/// The names of the columns are a promise; new ones may be added before `version`:
/// - `system`, `device`, `market`: ids; `plan`: recommended, cheapest, front, minimal; `section`: plan (one row with the plan's
///   figures), step, total (one per payer), assumption (one per outcome of what is unknown); `number` from 1
/// - `remedy`, `by`, `payer` (`os` is who asks), `after` (remedies, blanks between), `team` (from 1), `source`: of steps
/// - `money_`, `effort_` (person-months), `works_` (0 to 1) with `low`, `mean`, `high`; `months_` with `low`, `likely`, `high`: how
///   long a step or the plan takes; `start_likely`, `end_likely`: months from the beginning
/// - `text`: what a step does, how an unknown turns out
/// - `verdict`, `likelihood_...`, `score_ranking`, `cost_...`: as in a ranking; of an assumption: of the plan, if it turns out so
/// - `reached`: whether the cheapest plan promises what was asked: yes, no
/// - `remedies`: of the plan, blanks between ids; `currency`; `version`, `as_of`, `policy`, `inputs`: as every output has them
inline void write_csv(std::ostream& out, const report_head& head, const std::vector<pairing_plans>& plans) {
  detail::write_named_columns(out, detail::plan_rows::columns());
  for (const pairing_plans& each : plans) detail::plan_rows(out, head, each).write();
}

}  // namespace portfit
