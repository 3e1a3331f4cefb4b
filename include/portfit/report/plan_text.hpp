#pragma once

#include <portfit/analysis/plan.hpp>
#include <portfit/analysis/shared_work.hpp>
#include <portfit/report/detail/plan_steps.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/explanation_text.hpp>

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// `81 kUSD`, or `81 kUSD, over budget`.
[[nodiscard]] inline std::string mean_cost_text(const report_head& head, const plan_figures& figures) {
  return money_text(figures.cost.mean, head.currency) + (figures.within_budget ? "" : ", over budget");
}

inline void write_cheapest(std::ostream& out, const report_head& head, const pairing_plans& plans,
                           const catalog& world) {
  const cheapest_answer& found = *plans.cheapest;
  std::string asked = "at least " + percent_text(found.at_least);
  if (!found.wanted.empty()) asked += ", with " + join(found.wanted, ", ");
  out << "\ncheapest plan that holds with " << one_line(asked) << '\n';
  const std::string whole = found.wanted.empty() ? "every must holds" : "every must and all that is wanted hold";
  if (!found.reached && found.promised <= 0 && found.optimal) {
    out << wrap_text("    no plan promises anything while what nobody knows may turn out badly: ask that first", 8)
        << '\n';
    return;
  }
  std::string text;
  if (!found.reached)
    text = std::string("no plan ") + (head.money_budget || head.effort_budget ? "within the budget " : "") +
           "promises so much; the likeliest: ";
  text += whole + " with " + percents_text(found.likelihood.expected) + " (guaranteed " +
          percent_text(found.likelihood.guaranteed) + ", possible " + percent_text(found.likelihood.possible) +
          "), for " + mean_cost_text(head, found.plan.figures);
  if (!found.optimal)
    text +=
        found.reached
            ? "; the search ended at its limit, nothing below " + money_text(found.bound, head.currency) + " can do it"
            : "; the search ended at its limit, nothing can promise more than " + percent_text(found.bound);
  out << wrap_text("    " + text, 8) << '\n';
  if (found.plan.remedies == plans.recommended.remedies)
    out << "    it is the recommended plan\n";
  else
    write_detailed_plan(out, head, found.plan, world);
}

inline void write_front(std::ostream& out, const report_head& head, const pairing_plans& plans) {
  const bool wished = plans.cheapest && !plans.cheapest->wanted.empty();
  out << "\nno other plan costs less and promises more (Pareto front of mean cost and likelihood"
      << (wished ? ", what is wanted included)\n" : ")\n");
  text_table table;
  table.columns = {{"cost", true, false}, {"likelihood", true, false}, {"score", true, false}, {"plan", false, true}};
  for (const front_plan& each : plans.front)
    table.rows.push_back({{money_text(each.figures.cost.mean, head.currency), percent_text(each.promised),
                           score_text(each.figures.score.ranking), remedies_text(each.remedies)},
                          ""});
  write_table(out, table);
  out << "likelihood: with priors, what has none at its worst; score: to order by\n";
  if (!plans.front_complete) out << "a limit was reached: there may be more plans on the front\n";
}

inline void write_minimal_plans(std::ostream& out, const report_head& head, const pairing_plans& plans) {
  if (plans.ways.empty()) return;
  out << "\nways through: sets of remedies of which none can be left out, each asked about again without all others\n";
  text_table table;
  table.columns = {
      {"then", false, false}, {"likelihood", true, false}, {"cost", true, false}, {"remedies", false, true}};
  for (const minimal_plan& each : plans.ways)
    table.rows.push_back(
        {{to_text(each.then), percents_text(each.figures.likelihood.expected), mean_cost_text(head, each.figures),
          remedies_text(each.remedies) + (each.remedies.size() > 1 ? " (useful only together)" : "")},
         ""});
  write_table(out, table);
  if (!plans.ways_complete) out << "there are more\n";
}

}  // namespace detail

/// Writes all that is said of plans for one pairing. A blocked pairing has none; its head line says so.
/// @pre `world` is the catalog that was asked.
inline void write_plans(std::ostream& out, const report_head& head, const pairing_plans& plans, const catalog& world) {
  out << wrap_text(one_line(detail::verdict_line(plans.summary)), 2) << '\n';
  if (plans.summary.verdict == verdict::blocked) return;
  out << "\nrecommended plan (highest score to order by)\n";
  detail::write_detailed_plan(out, head, plans.recommended, world);
  if (!plans.summary.optimal)
    out << "    the search ended at its limit: no plan scores above " << score_text(plans.summary.best_bound) << '\n';
  if (plans.cheapest) detail::write_cheapest(out, head, plans, world);
  if (!plans.front.empty()) detail::write_front(out, head, plans);
  detail::write_minimal_plans(out, head, plans);
}

/// Writes the recommended plans of several pairings side by side, and the work they share.
inline void write_side_by_side(std::ostream& out, const report_head& head, const std::vector<pairing_plans>& plans,
                               const shared_work& work) {
  text_table table;
  table.columns = {{"device", false, true},          {"verdict", false, false}, {"score", true, false},
                   {"likelihood", true, false},      {"cost", true, false},     {"months", true, false},
                   {"recommended plan", false, true}};
  for (const pairing_plans& each : plans) {
    const bool blocked = each.summary.verdict == verdict::blocked;
    const detailed_plan& plan = each.recommended;
    table.rows.push_back(
        {{each.summary.device, to_text(each.summary.verdict), blocked ? "" : score_text(plan.figures.score.ranking),
          blocked ? "" : detail::percents_text(plan.figures.likelihood.expected),
          blocked ? "" : detail::mean_cost_text(head, plan.figures),
          blocked ? "" : detail::estimate_text(plan.timing.duration, detail::month_number),
          blocked ? "" : detail::remedies_text(plan.remedies)},
         ""});
  }
  write_table(out, table);
  if (!work.shared.empty()) {
    out << "\nshared work: done and paid once\n";
    text_table shared;
    shared.columns = {{"remedy", false, true},
                      {"once for", false, true},
                      {"devices", false, true},
                      {"once", true, false},
                      {"apart", true, false}};
    for (const shared_remedy& each : work.shared)
      shared.rows.push_back({{each.remedy, each.once_per.empty() ? "all" : detail::join(each.once_per, ", "),
                              detail::join(each.devices, ", "), money_text(each.once, head.currency),
                              money_text(each.apart, head.currency)},
                             ""});
    write_table(out, shared);
  }
  const std::string sum = work.shared.empty()
                              ? "these plans share no work; together they cost " + money_text(work.apart, head.currency)
                              : "together these plans cost " + money_text(work.together, head.currency) +
                                    " on average, instead of " + money_text(work.apart, head.currency) + " apart";
  out << wrap_text(sum + "; each plan is the best for its own device, not for all of them together", 2) << '\n';
}

}  // namespace portfit
