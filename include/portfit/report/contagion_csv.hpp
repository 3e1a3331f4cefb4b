#pragma once

#include <portfit/analysis/contagion.hpp>
#include <portfit/report/detail/contagion_words.hpp>
#include <portfit/report/detail/csv_rows.hpp>

#include <cmath>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// Writes the rows about one vendor; cells are named by their column, those not named stay empty.
class contagion_rows {
 public:
  using cells = named_cells;

  [[nodiscard]] static const std::vector<std::string>& columns() {
    static const std::vector<std::string> names{
        "section",       "vendor",        "code",           "agreement",     "act",
        "scope",         "system",        "device",         "market",        "service",
        "done",          "chance_low",    "chance_high",    "depends_on",    "avoidable",
        "can_arise",     "gain_low",      "gain_high",      "payments_low",  "payments_high",
        "exposure_low",  "exposure_high", "enforced_low",   "enforced_high", "loss_low",
        "loss_high",     "willing",       "text",           "granted",       "covered_low",
        "covered_high",  "coverable_low", "coverable_high", "ways",          "verdict_before",
        "verdict_after", "score_before",  "score_after",    "currency"};
    return names;
  }

  contagion_rows(std::ostream& out, const report_head& head, const vendor_contagion& whole)
      : out_(out), head_(head), whole_(whole) {}

  void write() {
    cells row{{"section", "vendor"}, {"code", whole_.code}};
    if (whole_.gain) ends(row, "gain", *whole_.gain);
    put(std::move(row));
    for (const agreement_contagion& held : whole_.agreements) {
      for (const act_contagion& act : held.acts)
        for (const breach& each : act.pairings) write(held, act, each);
      for (const service_after_loss& each : held.services) write(held, each);
      for (const changed_pairing& each : held.changes) write(held, each);
    }
  }

 private:
  void write(const agreement_contagion& held, const act_contagion& act, const breach& each) {
    cells row{{"section", "breach"},
              {"code", each.code},
              {"agreement", held.agreement},
              {"act", act.act},
              {"scope", act.across_vendor ? "vendor" : "device"},
              {"system", each.os},
              {"device", each.device},
              {"market", each.market},
              {"done", answer_text(each.done)},
              {"depends_on", join(each.depends_on, "; ")},
              {"avoidable", csv_flag(each.avoidable)},
              {"can_arise", csv_flag(each.can_arise)}};
    ends(row, "chance", {each.chance.low, each.chance.high});
    const stake& what = each.at_stake;
    if (what.gain) ends(row, "gain", *what.gain);
    ends(row, "payments", what.payments);
    if (what.has_act()) {
      ends(row, "exposure", what.exposed.exposure());
      ends(row, "enforced", {what.exposed.enforced.low, what.exposed.enforced.high});
      ends(row, "loss", what.loss());
      row["willing"] = answer_text(what.willing());
      row["text"] = describe_stake(what, head_.currency);
    }
    put(std::move(row));
  }

  void write(const agreement_contagion& held, const service_after_loss& each) {
    cells row{{"section", "service"},
              {"code", each.code},
              {"agreement", held.agreement},
              {"device", each.device},
              {"market", each.market},
              {"service", each.after.service},
              {"granted", answer_text(each.granted)},
              {"text", before_text(each) + "; then " + coverage_text(each.after)}};
    ends(row, "covered", each.after.covered);
    ends(row, "coverable", each.after.coverable);
    std::vector<std::string> ways;
    for (const service_way& way : each.after.ways)
      if (way.holds != answer::no || way.reachable) ways.push_back(way.name);
    row["ways"] = join(ways, " ");
    put(std::move(row));
  }

  void write(const agreement_contagion& held, const changed_pairing& each) {
    cells row{{"section", "change"},
              {"agreement", held.agreement},
              {"system", each.before.os},
              {"device", each.before.device},
              {"market", each.before.market},
              {"done", answer_text(each.breaches)},
              {"verdict_before", to_text(each.before.verdict)},
              {"verdict_after", to_text(each.after.verdict)}};
    if (each.before.verdict != verdict::blocked) row["score_before"] = exact_text(each.before.plan.score.ranking);
    if (each.after.verdict != verdict::blocked) row["score_after"] = exact_text(each.after.plan.score.ranking);
    put(std::move(row));
  }

  /// An end nobody knows stays empty.
  static void ends(cells& row, const std::string& name, const bounds<double>& what) {
    if (!std::isinf(what.low)) row[name + "_low"] = exact_text(what.low);
    if (!std::isinf(what.high)) row[name + "_high"] = exact_text(what.high);
  }

  void put(cells row) {
    row["vendor"] = whole_.vendor;
    row["currency"] = head_.currency;
    write_named_row(out_, head_, columns(), row);
  }

  std::ostream& out_;
  const report_head& head_;
  const vendor_contagion& whole_;
};

}  // namespace detail

/// Writes what vendors could lose as CSV, all in one table; columns that do not concern a row are empty.
///
/// The names of the columns are a promise; new ones may be added before `version`:
/// - `section`: vendor (one row each), breach (a pairing and a forbidden act), service (what a device keeps of a service once the
///   agreement is lost), change (a pairing answered otherwise then); `code`: stable, see `vendor_contagion::code`,
///   `breach::code`, `service_after_loss::code`
/// - `vendor`, `agreement`, `act`, `system`, `device`, `market`, `service`: ids; `scope`: vendor, device
/// - `done`: yes, no, unknown; `chance_low`, `chance_high`; `depends_on`: unknown facts; `avoidable`, `can_arise`: yes, no
/// - `gain_`, `payments_`, `exposure_`, `loss_` with `low` and `high`: money in `currency`, empty where nobody knows;
///   `enforced_low`, `enforced_high`: 0 to 1; `willing`: yes, no, unknown; `text`: in words
/// - `granted`: yes, no, unknown; `covered_low`, `covered_high`: coverage that is certain and possible then, 0 to 1;
///   `coverable_low`, `coverable_high`: with remedies; `ways`: what may cover, furthest first
/// - `verdict_before`, `verdict_after`, `score_before`, `score_after`: of changes; scores of blocked pairings are empty
/// - `version`, `as_of`, `policy`, `inputs`: as every output has them
inline void write_csv(std::ostream& out, const report_head& head, const std::vector<vendor_contagion>& vendors) {
  detail::write_named_columns(out, detail::contagion_rows::columns());
  for (const vendor_contagion& each : vendors) detail::contagion_rows(out, head, each).write();
}

}  // namespace portfit
