#pragma once

#include <portfit/analysis/sensitivity.hpp>
#include <portfit/report/detail/csv_rows.hpp>
#include <portfit/report/detail/sensitivity_texts.hpp>

#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace portfit {
namespace detail {

/// Writes the rows of one answer; cells are named by their column, those not named stay empty.
class sensitivity_rows {
 public:
  using cells = named_cells;

  [[nodiscard]] static const std::vector<std::string>& columns() {
    static const std::vector<std::string> names{"market",
                                                "system",
                                                "device",
                                                "vendor",
                                                "verdict",
                                                "plan",
                                                "section",
                                                "code",
                                                "id",
                                                "text",
                                                "chance",
                                                "prior",
                                                "assumed",
                                                "likelihood",
                                                "if_certain",
                                                "if_not",
                                                "birnbaum",
                                                "fussell_vesely",
                                                "risk_achievement",
                                                "risk_reduction",
                                                "score",
                                                "value",
                                                "slope",
                                                "step",
                                                "points",
                                                "low",
                                                "low_score",
                                                "low_best",
                                                "low_plan",
                                                "low_verdict",
                                                "high",
                                                "high_score",
                                                "high_best",
                                                "high_plan",
                                                "high_verdict",
                                                "changes_plan",
                                                "changes_verdict",
                                                "edited",
                                                "currency"};
    return names;
  }

  sensitivity_rows(std::ostream& out, const report_head& head, const sensitivity& what)
      : out_(out), head_(head), what_(what) {}

  void write() {
    put({{"section", "plan"}, {"likelihood", exact_text(what_.likelihood)}, {"score", exact_text(what_.score)}});
    for (const event_importance& each : what_.events) write(each);
    for (const fact_outcomes& fact : what_.facts)
      for (const class_outcome& each : fact.classes)
        put({{"section", "class"},
             {"code", "fact"},
             {"id", fact.key},
             {"text", each.text},
             {"chance", exact_text(each.chance)},
             {"prior", csv_flag(fact.has_prior)},
             {"assumed", csv_flag(fact.assumed)},
             {"likelihood", exact_text(each.likelihood)},
             {"score", exact_text(each.score)}});
    for (const score_derivative& each : what_.derivatives)
      put({{"section", "slope"},
           {"code", each.code},
           {"id", each.id},
           {"value", exact_text(each.value)},
           {"slope", exact_text(each.slope)},
           {"step", exact_text(each.step)},
           {"points", exact_text(each.points())}});
    for (const figure_swing& each : what_.swings) write(each);
  }

 private:
  void write(const event_importance& each) {
    const importance& measured = each.importance;
    put({{"section", "event"},
         {"code", each.code},
         {"id", each.id},
         {"text", each.happens},
         {"chance", each.chance ? exact_text(*each.chance) : ""},
         {"prior", csv_flag(each.has_prior)},
         {"assumed", csv_flag(each.assumed)},
         {"likelihood", exact_text(measured.likelihood)},
         {"if_certain", exact_text(measured.certain)},
         {"if_not", exact_text(measured.impossible)},
         {"birnbaum", exact_text(measured.birnbaum())},
         {"fussell_vesely", measure_cell(measured.fussell_vesely())},
         {"risk_achievement", measure_cell(measured.risk_achievement())},
         {"risk_reduction", measure_cell(measured.risk_reduction())}});
  }

  void write(const figure_swing& each) {
    cells row{{"section", "swing"},
              {"code", each.code},
              {"id", each.id},
              {"text", each.now},
              {"changes_plan", csv_flag(each.changes_plan())},
              {"changes_verdict", csv_flag(each.changes_verdict())},
              {"edited", csv_flag(each.edited)}};
    for (const bool high : {false, true}) {
      const figure_end& end = high ? each.high : each.low;
      const std::string name = high ? "high" : "low";
      row[name] = end.text;
      row[name + "_score"] = exact_text(end.score);
      row[name + "_best"] = exact_text(end.best);
      row[name + "_plan"] = join(end.remedies, " ");
      row[name + "_verdict"] = to_text(end.verdict);
    }
    put(std::move(row));
  }

  void put(cells row) {
    const assessment& pairing = what_.summary;
    row["market"] = pairing.market;
    row["system"] = pairing.os;
    row["device"] = pairing.device;
    row["vendor"] = pairing.vendor;
    row["verdict"] = to_text(pairing.verdict);
    row["plan"] = join(what_.plan, " ");
    row["currency"] = head_.currency;
    write_named_row(out_, head_, columns(), row);
  }

  std::ostream& out_;
  const report_head& head_;
  const sensitivity& what_;
};

}  // namespace detail

/// Writes what an answer hangs on as CSV (RFC 4180), all sections in one table; the names of the columns are a promise, new ones may
/// be added before `version`:
/// - `market`, `system`, `device`, `vendor`: ids; `verdict`; `plan`: the one looked at, blanks between ids
/// - `section`: plan (one row: `likelihood`, `score`), event, class, slope, swing; `code` and `id` as in `event_importance`,
///   `score_derivative`, `figure_swing`
/// - `text`: of an event what it is to happen, of a class which it is, of a swing how the figure is told
/// - `chance`, `prior` (else at even odds), `assumed`; `likelihood`, `if_certain`, `if_not`, `birnbaum`, `fussell_vesely`,
///   `risk_achievement`, `risk_reduction`: of an event; empty where not defined, `infinite` where so
/// - `value`, `slope` (points by unit of it), `step`, `points`: of a slope
/// - `low`, `low_score` (of the plan looked at), `low_best`, `low_plan`, `low_verdict` (of the best plan then), the same with
///   `high`; `changes_plan`, `changes_verdict`; `edited`: by an edited catalog
/// - `currency`; `version`, `as_of`, `policy`, `inputs`: as every output has them
inline void write_csv(std::ostream& out, const report_head& head, const sensitivity& what) {
  detail::write_named_columns(out, detail::sensitivity_rows::columns());
  detail::sensitivity_rows(out, head, what).write();
}

}  // namespace portfit
