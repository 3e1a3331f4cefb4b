#pragma once

#include <portfit/analysis/explanation.hpp>
#include <portfit/report/counted_text.hpp>
#include <portfit/report/detail/stable_order.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Two ends, or one number where they look the same.
[[nodiscard]] inline std::string interval_text(const interval& ends) {
  const std::string low = score_text(ends.low);
  const std::string high = score_text(ends.high);
  return low == high ? low : low + ".." + high;
}

[[nodiscard]] inline std::string percents_text(const interval& ends) {
  const std::string low = percent_text(ends.low);
  const std::string high = percent_text(ends.high);
  return low == high ? low : low + " to " + high;
}

/// The remedies of a plan on one line.
[[nodiscard]] inline std::string remedies_text(const std::vector<std::string>& remedies) {
  return remedies.empty() ? "none" : join(remedies, ", ");
}

[[nodiscard]] inline std::string loss_name(const loss_part& part) {
  return part.is_cost ? "the cost of " + join(part.names, ", ") : join(part.names, " = ");
}

/// The remedies of the recommended plan, with what the catalog says of them.
inline void write_plan(std::ostream& out, const report_head& head, const assessment& pairing, const catalog& world) {
  out << "\nrecommended plan" << (pairing.remedies.empty() ? ": nothing\n" : "\n");
  for (const std::string& id : pairing.remedies) {
    const auto found = world.remedies.find(id);
    std::string text = id;
    if (found != world.remedies.end()) {
      if (!found->second.name.empty()) text += ", " + found->second.name;
      text += "; done by " + found->second.by + ", paid by " + found->second.paid_by;
      if (!found->second.note.empty()) text += "; " + found->second.note;
    }
    if (const auto counted = pairing.counted.find(id); counted != pairing.counted.end())
      text += "; works with " + counted_text(counted->second) + "; in all: " + counted_groups_text(counted->second);
    out << wrap_text("    " + one_line(text), 8) << '\n';
  }
  const plan_cost& cost = pairing.plan.cost;
  const std::string mean = money_text(cost.mean, head.currency);
  const std::string low = money_text(cost.ends.low, head.currency);
  const std::string high = money_text(cost.ends.high, head.currency);
  std::string text = "cost: " + mean + (low == high ? "" : " on average, " + low + " to " + high) + "; of it money " +
                     money_text(cost.money, head.currency) + ", effort " + effort_text(cost.effort);
  if (head.person_month) text += " at " + money_text(*head.person_month, head.currency) + " a person-month";
  if (!pairing.cost_enters) text += "; without a `scale` it does not enter the score";
  if (!pairing.plan.within_budget) text += "; over budget";
  out << wrap_text("    " + text, 8) << '\n';
  if (!pairing.optimal)
    out << "    the search ended at its limit: no plan scores above " << score_text(pairing.best_bound) << '\n';
}

/// Likelihood and score under the ways to look at what is not known, side by side.
inline void write_figures(std::ostream& out, const assessment& pairing) {
  const outlook& chance = pairing.plan.likelihood;
  const outlook& score = pairing.plan.score;
  text_table table;
  table.columns = {{"", false, false},
                   {"guaranteed", true, false},
                   {"expected", true, false},
                   {"possible", true, false},
                   {"to order by", true, false}};
  table.rows.push_back({{"likelihood", percent_text(chance.guaranteed), percents_text(chance.expected),
                         percent_text(chance.possible), percent_text(chance.ranking)},
                        ""});
  table.rows.push_back({{"score", score_text(score.guaranteed), interval_text(score.expected),
                         score_text(score.possible), score_text(score.ranking)},
                        ""});
  out << '\n';
  write_table(out, table);
  out << "guaranteed: worst case; expected: with priors; possible: best case; to order by: no prior counts as even "
         "odds\n";
  if (!pairing.plan.exact) out << "a limit was reached: bounds are outer bounds\n";
  if (!pairing.has_shoulds)
    out << "nothing is wished for beyond the musts, so that every must holding is worth all points\n";
}

/// Where the points up to 100 went; the parts, as printed, sum to the loss but for rounding.
inline void write_loss(std::ostream& out, const explanation& why) {
  std::vector<loss_part> parts = why.loss.parts;
  sort_stably(parts, [](const loss_part& a, const loss_part& b) { return a.points > b.points; });
  text_table table;
  table.columns = {{"points", true, false}, {"lost by", false, true}};
  double sum = 0;
  for (const loss_part& each : parts) {
    table.rows.push_back({{score_text(each.points), loss_name(each)}, ""});
    sum += each.points;
  }
  table.rows.push_back(
      {{score_text(sum), "in all: 100 less the score of " + score_text(why.summary.plan.score.ranking)}, ""});
  out << '\n';
  write_table(out, table);
  if (!why.loss.exact) out << "too many requirements to share the loss exactly: taken one after the other\n";
}

}  // namespace portfit::detail
