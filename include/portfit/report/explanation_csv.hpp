#pragma once

#include <portfit/analysis/explanation.hpp>
#include <portfit/report/detail/csv_rows.hpp>
#include <portfit/report/explanation_words.hpp>
#include <portfit/report/survival_text.hpp>

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// Writes the rows of one explanation.
class explanation_rows {
 public:
  explanation_rows(std::ostream& out, const report_head& head, const explanation& why)
      : out_(out), head_(head), why_(why) {}

  void add(const std::string& section, std::size_t number, const reason& each, const std::string& then = {}) {
    write({section, std::to_string(number), each.code, each.subject, each.text, each.source, to_text(each.trust),
           each.where.file, std::to_string(each.where.line), std::to_string(each.where.column),
           csv_flag(each.changeable), join(each.remedies, " "), then, ""});
  }

  void add(std::size_t number, const loss_part& part) {
    write({"loss", std::to_string(number), part.is_cost ? "cost" : "requirement", join(part.names, " = "), "", "", "",
           "", "", "", "", "", "", exact_text(part.points)});
  }

  void add(const survival_report& report) {
    for (std::size_t index = 0; index < report.years.size(); ++index) {
      const survival_year& each = report.years[index];
      write({"survival", std::to_string(index + 1), "year", exact_text(each.years),
             "every must holds with " + exact_text(each.likelihood.ranking), "", "", "", "", "", "", "", "",
             exact_text(each.score.ranking)});
    }
    for (std::size_t index = 0; index < report.hazards.size(); ++index) {
      const hazard_effect& each = report.hazards[index];
      write({"survival", std::to_string(index + 1), "hazard", each.id, hazard_words(report, each), each.source, "",
             each.where.file, std::to_string(each.where.line), std::to_string(each.where.column), "", "", "",
             exact_text(each.points_lost)});
    }
  }

  void write(const std::vector<std::string>& own) {
    const assessment& pairing = why_.summary;
    std::vector<std::string> cells{pairing.market, pairing.os, pairing.device, pairing.vendor,
                                   to_text(pairing.verdict)};
    cells.insert(cells.end(), own.begin(), own.end());
    add_head_cells(cells, head_);
    write_csv_row(out_, cells);
  }

 private:
  std::ostream& out_;
  const report_head& head_;
  const explanation& why_;
};

/// Where and when an alternative stands: `x2 (acme) in de_retail`, with the day where that is what differs.
[[nodiscard]] inline std::string place_text(const alternative& each) {
  return each.found.device + " (" + each.found.vendor + ") in " + each.found.market +
         (each.as_of ? " from " + to_text(*each.as_of) : "");
}

}  // namespace detail

/// Writes an explanation as CSV, a row per reason; the names of the columns are a promise:
/// - `market`, `system`, `device`, `vendor`: ids; `verdict`
/// - `section`: conflict, plan, change, answer, alternative, sufficient, unknown, loss; `number`: which one (from 1);
///   with a horizon also survival, whose `code` is year (`subject`: which; `points`: its score to order by) or hazard
///   (`subject`: its id; `points`: what it takes)
/// - `code`, `subject`, `text`, `source`, `confidence`, `file`, `line`, `column`, `changeable`, `remedies`: of the reason (codes
///   are stable, see `reason::code`; of losses: cost or requirement; of alternatives: brand, market, device, vendor, date)
/// - `then`: the verdict with the way taken, or of the alternative; `points`: of a loss, or the alternative's score
/// - `version`, `as_of`, `policy`, `inputs`: as every output has them
inline void write_csv(std::ostream& out, const report_head& head, const explanation& why) {
  std::vector<std::string> names{"market", "system",     "device",   "vendor", "verdict",    "section", "number",
                                 "code",   "subject",    "text",     "source", "confidence", "file",    "line",
                                 "column", "changeable", "remedies", "then",   "points"};
  detail::add_head_columns(names);
  detail::write_csv_row(out, names);
  detail::explanation_rows rows(out, head, why);
  for (std::size_t index = 0; index < why.conflicts.size(); ++index)
    for (const reason& each : why.conflicts[index]) rows.add("conflict", index + 1, each);
  for (std::size_t index = 0; index < why.ways.size(); ++index) {
    const way_out& way = why.ways[index];
    for (const reason& each : way.steps) rows.add(to_text(way.is), index + 1, each, to_text(way.then));
    if (way.is == way_out::kind::plan)
      rows.write({"plan", std::to_string(index + 1), "", "", "", "", "", "", "", "", "",
                  detail::join(way.remedies, " "), to_text(way.then), ""});
  }
  for (std::size_t index = 0; index < why.alternatives.size(); ++index) {
    const alternative& each = why.alternatives[index];
    rows.write({"alternative", std::to_string(index + 1), to_text(each.differs), each.found.device,
                detail::place_text(each), "", "", "", "", "", "", detail::join(each.found.remedies, " "),
                to_text(each.found.verdict), exact_text(each.found.plan.score.ranking)});
  }
  for (const reason& each : why.sufficient) rows.add("sufficient", 1, each);
  for (std::size_t index = 0; index < why.unknowns.size(); ++index) rows.add("unknown", index + 1, why.unknowns[index]);
  if (why.summary.verdict == verdict::blocked) return;
  for (std::size_t index = 0; index < why.loss.parts.size(); ++index) rows.add(index + 1, why.loss.parts[index]);
  if (why.survival) rows.add(*why.survival);
}

}  // namespace portfit
