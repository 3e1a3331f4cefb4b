#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/table.hpp>
#include <portfit/version.hpp>

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {

/// What every output says about how it came about: who made it, from what, and how the question was asked.
struct report_head {
  std::string version;        ///< of the library
  std::optional<date> as_of;  ///< none: neither asked nor in the catalog (nothing but `check` works then)
  double floor = 0.5;         ///< the policy: share of the score that is there as soon as every must holds
  std::uint64_t inputs = 0;   ///< hash of all inputs
  std::string currency;
  std::optional<double> person_month;
  std::optional<double> scale;
  std::optional<double> money_budget;
  std::optional<double> effort_budget;
  std::optional<double> horizon;  ///< years after the port works
  std::optional<date> known_by;
  confidence trust = confidence::assumed;
  bool accept_forfeits = false;
  std::vector<std::string> without;  ///< remedies, by id
  std::vector<std::string> overriding_files;
  std::vector<std::string> edits;  ///< what was said anew, as written, in order
};

/// The head of any report on `world` asked with `options`.
[[nodiscard]] inline report_head head_of(const catalog& world, const assess_options& options) {
  report_head head;
  head.version = library_version();
  head.as_of = options.asked.as_of ? options.asked.as_of : world.as_of;
  head.floor = options.floor;
  head.inputs = world.fingerprint;
  head.currency = world.currency;
  head.person_month = world.person_month;
  head.scale = world.scale;
  head.money_budget = options.money_budget ? options.money_budget : world.budget.money;
  head.effort_budget = options.effort_budget ? options.effort_budget : world.budget.effort;
  head.horizon = options.asked.horizon;
  head.known_by = options.asked.known_by;
  head.trust = options.asked.trust;
  head.accept_forfeits = options.asked.accept_forfeits;
  head.without.assign(options.asked.without.begin(), options.asked.without.end());
  head.overriding_files = world.overriding_files;
  head.edits = world.edits;
  return head;
}

/// A confidence as catalogs write it.
[[nodiscard]] inline std::string to_text(confidence trust) {
  switch (trust) {
    case confidence::contradicted: return "X";
    case confidence::assumed: return "assumed";
    case confidence::c: return "C";
    case confidence::s: return "S";
    case confidence::b: return "B";
    case confidence::a: break;
  }
  return "A";
}

/// `1 year`, `2.5 years`.
[[nodiscard]] inline std::string years_text(double years) {
  return exact_text(years) + (years == 1 ? " year" : " years");
}

/// The policy: what `--policy` takes, and the horizon if one is asked, as in `floor=0.5, horizon=5 years`.
[[nodiscard]] inline std::string policy_text(const report_head& head) {
  return "floor=" + exact_text(head.floor) + (head.horizon ? ", horizon=" + years_text(*head.horizon) : "");
}

namespace detail {

/// The texts with `between` between them.
template <class Texts>
[[nodiscard]] std::string join(const Texts& texts, const std::string& between) {
  std::string all;
  for (const std::string& each : texts) all += (all.empty() ? "" : between) + each;
  return all;
}

/// What was asked otherwise than by default.
[[nodiscard]] inline std::vector<std::string> special_wishes(const report_head& head) {
  std::vector<std::string> wishes;
  if (head.known_by) wishes.push_back("known by " + to_text(*head.known_by));
  if (head.trust != confidence::assumed) wishes.push_back("trusting " + to_text(head.trust) + " and better");
  if (head.accept_forfeits) wishes.push_back("forfeits accepted");
  if (!head.without.empty()) wishes.push_back("without " + join(head.without, ", "));
  if (head.money_budget) wishes.push_back("budget " + money_text(*head.money_budget, head.currency));
  if (head.effort_budget) wishes.push_back("budget " + effort_text(*head.effort_budget));
  if (!head.overriding_files.empty()) wishes.push_back("overridden by " + join(head.overriding_files, ", "));
  for (const std::string& each : head.edits) wishes.push_back("set '" + each + "'");
  return wishes;
}

}  // namespace detail

/// Writes the head as one paragraph: `portfit 0.1.0, as of 2024-04-01, policy floor=0.5, inputs 0123456789abcdef`.
inline void write_head(std::ostream& out, const report_head& head) {
  std::string line = "portfit " + head.version + ", as of " + (head.as_of ? to_text(*head.as_of) : "no date") +
                     ", policy " + policy_text(head) + ", inputs " + fingerprint_text(head.inputs);
  for (const std::string& wish : detail::special_wishes(head)) line += ", " + wish;
  out << wrap_text(one_line(line), 2) << '\n';
}

}  // namespace portfit
