#pragma once

#include <portfit/analysis/survival.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {
namespace detail {

/// What something is done, or happens, once per, as catalogs write it.
[[nodiscard]] inline std::vector<std::string> words_of(const std::set<sharing>& once_per) {
  constexpr std::array<std::pair<sharing, std::string_view>, 6> words{{{sharing::os, "os"},
                                                                       {sharing::os_base, "os_base"},
                                                                       {sharing::device, "device"},
                                                                       {sharing::platform, "platform"},
                                                                       {sharing::vendor, "vendor"},
                                                                       {sharing::market, "market"}}};
  std::vector<std::string> result;
  for (const auto& [each, word] : words)
    if (once_per.count(each) > 0) result.emplace_back(word);
  return result;
}

/// `one event for all 14 devices on sdm845`, or that it is this device's own affair.
[[nodiscard]] inline std::string reach_text(const survival_report& report, const hazard_effect& each) {
  if (each.once_per.count(sharing::device) > 0) return "this device alone";
  const bool on_platform = each.once_per.count(sharing::platform) > 0;
  if (on_platform && report.platform.empty()) return "one event for its platform, which is unknown";
  const bool is_only = each.devices.size() == 1;
  std::string text =
      is_only ? "the only device" : "one event for all " + std::to_string(each.devices.size()) + " devices";
  if (on_platform) text += " on " + report.platform;
  if (each.once_per.count(sharing::vendor) > 0) text += " of " + report.vendor;
  return text;
}

/// The chance that a hazard does not happen: one number, or the mean and both ends.
[[nodiscard]] inline std::string survives_text(const hazard_chance& chance) {
  if (chance.low >= chance.high) return percent_text(chance.low);
  const std::string ends = percent_text(chance.low) + " to " + percent_text(chance.high);
  return chance.is_bare ? ends : percent_text(chance.mean()) + " (" + ends + ")";
}

/// A hazard in words, but for its name and source.
[[nodiscard]] inline std::string hazard_words(const survival_report& report, const hazard_effect& each) {
  std::string text = "does not happen within " + years_text(report.horizon) + " with " + survives_text(each.survives);
  if (!each.part_of.empty()) text += " (" + percent_text(each.share) + " of " + each.part_of + ")";
  if (!each.start.empty()) text += ", counted from " + each.start;
  if (each.survives.is_extrapolated) text += ", extrapolated beyond the table's last year";
  return text + "; breaks " + join(each.breaks, ", ") + "; " + reach_text(report, each);
}

/// `at 5 years: every must still holds with 52 % (at once 98 %), score 31.20 (at once 50.10); most is taken by ...`.
[[nodiscard]] inline std::string survival_line(const survival_report& report) {
  const survival_year& first = report.years.front();
  const survival_year& last = report.years.back();
  std::string text = "at " + years_text(report.horizon) + ": every must still holds with " +
                     percent_text(last.likelihood.ranking) + " (at once " + percent_text(first.likelihood.ranking) +
                     "), score " + score_text(last.score.ranking) + " (at once " + score_text(first.score.ranking) +
                     ")";
  std::string most;
  for (std::size_t index = 0; index < (std::min)(report.hazards.size(), std::size_t{2}); ++index) {
    const hazard_effect& each = report.hazards[index];
    if (each.points_lost >= 0.005)
      most += (most.empty() ? "; taken most by " : ", ") + each.id + " " + score_text(each.points_lost) + " (" +
              reach_text(report, each) + ")";
  }
  return text + (most.empty() ? "; no hazard takes anything" : most);
}

inline void write_years(std::ostream& out, const survival_report& report) {
  text_table table;
  table.columns = {{"years", true, false},    {"guaranteed", true, false},  {"expected", true, false},
                   {"possible", true, false}, {"to order by", true, false}, {"score", true, false}};
  for (const survival_year& each : report.years)
    table.rows.push_back({{exact_text(each.years), percent_text(each.likelihood.guaranteed),
                           percents_text(each.likelihood.expected), percent_text(each.likelihood.possible),
                           percent_text(each.likelihood.ranking), score_text(each.score.ranking)},
                          ""});
  write_table(out, table);
}

}  // namespace detail

/// Writes how a plan fares year by year and what each hazard takes until the horizon, with sources.
/// @pre `world` is the catalog that was asked.
inline void write_survival(std::ostream& out, const survival_report& report, const catalog& world) {
  out << "\nhow likely every must still holds, years after the port works; the other figures are those at "
      << years_text(report.horizon) << '\n';
  detail::write_years(out, report);
  if (!report.exact) out << "a limit was reached: bounds are outer bounds\n";
  if (report.hazards.empty()) {
    out << "no hazard of the catalog breaks a fact that is asked here\n";
    return;
  }
  out << "\npoints that each hazard takes: what the score would be more if it alone could not happen; no sum is "
         "meant\n";
  for (const hazard_effect& each : report.hazards) {
    std::string text =
        "    " + score_text(each.points_lost) + "  " + each.id + ": " + detail::hazard_words(report, each);
    const auto found = world.sources.find(each.source);
    if (!each.source.empty())
      text += "; source: " +
              (found == world.sources.end() || found->second.title.empty() ? each.source : found->second.title);
    out << wrap_text(one_line(text), 8) << '\n';
  }
}

}  // namespace portfit
