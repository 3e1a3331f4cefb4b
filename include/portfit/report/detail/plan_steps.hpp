#pragma once

#include <portfit/analysis/plan.hpp>
#include <portfit/report/counted_text.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/detail/range_text.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/survival_text.hpp>
#include <portfit/report/table.hpp>

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit::detail {

/// Tells a plan step by step: a table of figures, with what does not fit in it below each row.
class step_teller {
 public:
  step_teller(const report_head& head, const catalog& world) : head_(head), world_(world) {}

  [[nodiscard]] auto money() const {
    return [this](double amount) { return money_text(amount, head_.currency); };
  }

  [[nodiscard]] text_table table(const detailed_plan& plan) const {
    text_table result;
    result.columns = {{"", true, false},        {"remedy", false, true}, {"done by", false, true},
                      {"paid by", false, true}, {"effort", true, false}, {"money", true, false},
                      {"months", true, false},  {"start", true, false},  {"end", true, false},
                      {"works", true, false}};
    for (std::size_t index = 0; index < plan.steps.size(); ++index) {
      const plan_step& each = plan.steps[index];
      result.rows.push_back(
          {{std::to_string(index + 1), each.remedy, each.by, each.paid_by, cell(each.effort, effort_text),
            cell(each.money, money()), each.timing ? estimate_text(each.timing->takes, month_number) : "",
            each.timing ? month_number(each.timing->start.likely) : "never",
            each.timing ? month_number(each.timing->end.likely) : "",
            each.works.lines.empty() ? "100 %" : cell(each.works, percent_text)},
           note(each)});
    }
    return result;
  }

 private:
  template <class Words>
  [[nodiscard]] static std::string cell(const plan_figure& figure, Words words) {
    if (figure.lines.empty()) return "";
    if (figure.lines.size() == 1 && figure.lines.front().is.low == figure.low)
      return estimate_text(figure.lines.front().is, words);
    return joined_range({words(figure.low), words(figure.high)});
  }

  /// The lines of a figure that facts decide: `effort 2..4..9 pm where firmware_source (72 %), else 2..6..24 pm`.
  template <class Words>
  [[nodiscard]] static std::string lines(const std::string& name, const plan_figure& figure, Words words) {
    if (figure.lines.size() < 2) return "";
    std::string text;
    for (const figure_case& each : figure.lines) {
      text += text.empty() ? name + ' ' : ", else ";
      text += estimate_text(each.is, words);
      if (!each.when.empty()) text += " where " + each.when + " (" + percent_text(each.chance) + ")";
    }
    return text + ", on average " + words(figure.mean);
  }

  [[nodiscard]] std::string note(const plan_step& step) const {
    std::vector<std::string> parts = step.effects;
    if (!step.timing)
      parts.emplace_back("what it needs cannot come about in this plan");
    else if (!step.timing->after.empty())
      parts.push_back("after " + join(step.timing->after, ", "));
    if (step.timing && step.timing->team) parts.push_back("team " + std::to_string(*step.timing->team + 1));
    for (const std::string& each : {lines("effort", step.effort, effort_text), lines("money", step.money, money()),
                                    lines("works", step.works, percent_text)})
      if (!each.empty()) parts.push_back(each);
    for (const figure_case& each : step.works.lines)
      if (each.counted) parts.push_back("works with " + counted_text(*each.counted));
    for (const auto& [payee, amount] : step.pays)
      parts.push_back("pays the " + payee + ' ' + estimate_text(amount, money()));
    const auto source = world_.sources.find(step.source);
    if (!step.source.empty())
      parts.push_back(
          "source: " +
          (source == world_.sources.end() || source->second.title.empty() ? step.source : source->second.title) + " (" +
          to_text(step.trust) + ")");
    return join(parts, "; ");
  }

  const report_head& head_;
  const catalog& world_;
};

/// `150 kUSD on average, 50..600 kUSD`, or one number where nothing is open.
template <class Words>
[[nodiscard]] std::string total_text(double low, double mean, double high, Words words) {
  const std::string ends = joined_range({words(low), words(high)});
  return low == high ? ends : words(mean) + " on average (" + ends + ")";
}

/// What every payer gives.
inline void write_totals(std::ostream& out, const report_head& head, const detailed_plan& plan) {
  const auto money = [&](double amount) { return money_text(amount, head.currency); };
  for (const payer_total& each : plan.totals) {
    std::string text = each.payer == "os" ? "we pay: " : each.payer + " pays: ";
    text += "money " + total_text(each.money.low, each.money.mean, each.money.high, money) + ", effort " +
            total_text(each.effort.low, each.effort.mean, each.effort.high, effort_text);
    if (each.payer == "os") {
      const plan_cost& cost = plan.figures.cost;
      if (head.person_month)
        text += "; in all " + total_text(cost.ends.low, cost.mean, cost.ends.high, money) + " at " +
                money(*head.person_month) + " a person-month";
      if (!head.scale) text += "; without a `scale` cost does not enter the score";
      if (!plan.figures.within_budget) text += "; over budget";
    }
    out << wrap_text("    " + one_line(text), 8) << '\n';
  }
}

[[nodiscard]] inline std::string duration_text(const schedule& timing) {
  std::string text = "duration: " + estimate_text(timing.duration, month_number) + " months, ";
  if (timing.teams)
    text += "list-scheduled for " + std::to_string(*timing.teams) + (*timing.teams == 1 ? " team" : " teams") +
            " of ours: workable, not proven to be the shortest";
  else
    text += "the longest path: with as many teams as it takes";
  if (!timing.complete) text += "; a limit was reached, some waits may be missing";
  return text;
}

/// What becomes of the plan as what nobody knows turns out.
inline void write_assumptions(std::ostream& out, const report_head& head, const detailed_plan& plan) {
  if (plan.assumptions.empty()) return;
  out << "    it rests on what nobody knows:\n";
  text_table table;
  table.columns = {{"    ", false, false}, {"", false, true}, {"likelihood", true, false}, {"cost", true, false}};
  for (const plan_assumption& each : plan.assumptions) {
    table.rows.push_back({{"", each.asked.text, "", ""}, ""});
    for (const plan_assumption::outcome& turn : each.outcomes) {
      std::string told = turn.told.text;
      if (told.starts_with(each.asked.subject + " turns out ")) told.erase(0, each.asked.subject.size() + 1);
      table.rows.push_back(
          {{"", "  if it " + told, percent_text(turn.likelihood), money_text(turn.cost, head.currency)}, ""});
    }
  }
  write_table(out, table);
}

/// A plan with its figures, steps, totals, duration and assumptions.
inline void write_detailed_plan(std::ostream& out, const report_head& head, const detailed_plan& plan,
                                const catalog& world) {
  if (plan.steps.empty()) {
    out << "    nothing to do\n";
  } else {
    write_table(out, step_teller(head, world).table(plan), 6);
    out << "    start and end: months from the beginning, if all takes as long as is likely\n";
    write_totals(out, head, plan);
    out << "    " << duration_text(plan.timing) << '\n';
  }
  for (const std::string& each : plan.stakes) out << wrap_text("    " + one_line(each), 8) << '\n';
  assessment figures;
  figures.plan = plan.figures;
  figures.has_shoulds = true;
  write_figures(out, figures);
  write_assumptions(out, head, plan);
  if (plan.survival) write_survival(out, *plan.survival, world);
}

}  // namespace portfit::detail
