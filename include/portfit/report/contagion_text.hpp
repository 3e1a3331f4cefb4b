#pragma once

#include <portfit/analysis/contagion.hpp>
#include <portfit/report/detail/contagion_words.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace portfit {

namespace detail {

inline void write_paragraph(std::ostream& out, const std::string& text, std::size_t indent = 2) {
  out << wrap_text(one_line(text), indent) << '\n';
}

inline void write_contagion_table(std::ostream& out, text_table table) {
  spill(table);
  write_table(out, table);
}

/// One line per vendor and clause: what is held, what could be lost, what gained, and the answer.
inline void write_vendors(std::ostream& out, const report_head& head, const std::vector<vendor_contagion>& vendors) {
  text_table table;
  table.columns = {{"vendor", false, true},  {"devices", true, false}, {"agreement", false, true},
                   {"at risk", true, false}, {"gain", true, false},    {"willing", false, true}};
  for (const vendor_contagion& each : vendors) {
    const std::string devices = std::to_string(each.devices.size());
    const std::string gain = money_or_unknown(each.gain, head.currency, "unknown");
    for (const agreement_contagion& held : each.agreements) {
      for (const act_contagion& act : held.acts)
        table.rows.push_back({{each.vendor, devices, held.agreement + '.' + act.act,
                               money_or_unknown(act.at_risk, head.currency, "nothing"), gain, willing_text(each)},
                              ""});
      if (held.acts.empty())
        table.rows.push_back({{each.vendor, devices, held.agreement, "nothing", gain, willing_text(each)}, ""});
    }
    if (each.agreements.empty())
      table.rows.push_back({{each.vendor, devices, "none", "nothing", gain, willing_text(each)}, ""});
  }
  out << '\n';
  write_contagion_table(out, table);
}

/// Who can be talked to, and who cannot, by what is at stake.
inline void write_conclusions(std::ostream& out, const std::vector<vendor_contagion>& vendors) {
  const auto tell = [&](const std::string& code, const std::string& what) {
    std::vector<std::string> names;
    for (const vendor_contagion& each : vendors)
      if (each.code == code) names.push_back(each.vendor);
    const std::string counts =
        vendors.size() > 1 ? std::to_string(names.size()) + " of " + std::to_string(vendors.size()) + ' ' : "";
    if (!names.empty()) write_paragraph(out, counts + what + ": " + join(names, ", "));
  };
  out << '\n';
  tell("nothing_held", "free (hold no agreement, so nothing to lose)");
  tell("nothing_forbidden", "free (nothing looked at does what their agreements forbid)");
  tell("willing", "willing (what they gain covers what they could lose)");
  tell("not_willing", "not willing (what they could lose outweighs what they gain)");
  tell("depends", "willing or not, by the pairing or by what nobody knows");
  tell("no_device", "without a device that was looked at");
}

/// `Money at risk: 1000 to 14400 MUSD, of an exposure of 2000 to 16000 MUSD`.
[[nodiscard]] inline std::string at_risk_text(const report_head& head, const act_contagion& act) {
  const std::string sum = describe_span(act.at_risk.value_or(bounds<double>{}), head.currency);
  const std::string exposure = describe_span(act.exposure.value_or(bounds<double>{}), head.currency);
  return "Money at risk: " + sum +
         (sum == exposure ? "" : ", of an exposure of " + exposure + " if it were enforced for sure");
}

inline void write_act(std::ostream& out, const report_head& head, const catalog& world, const vendor_contagion& whole,
                      const agreement_contagion& held, const act_contagion& act) {
  std::set<std::string> markets;
  std::set<std::string> systems;
  for (const breach& each : act.pairings) {
    markets.insert(each.market);
    systems.insert(each.os);
  }
  std::string title = held.agreement + '.' + act.act + " forbids " + act.forbidden;
  if (act.forfeits_grants)
    title += std::string("; one breach forfeits all grants ") +
             (act.across_vendor ? "of every device of the vendor" : "of that device");
  const auto source = world.sources.find(act.source);
  if (source != world.sources.end())
    title += "; source: " + source->second.title + " (" + to_text(source->second.trust) + ')';
  out << '\n';
  write_paragraph(out, title);
  alike_teller pairings;
  alike_teller stakes;
  std::set<std::string> breaching;
  for (const breach& each : act.pairings) {
    pairings.add(each.os, each.market, each.device, breach_text(each) + '\n' + breach_note(each));
    if (!each.may_happen()) continue;
    breaching.insert(each.os);
    stakes.add(each.os, each.market, each.device, describe_stake(each.at_stake, head.currency));
  }
  text_table table;
  table.columns = {{"system", false, true}, {"market", false, true}, {"device", false, true}, {"breach", false, true}};
  for (const told_alike& each : pairings.lines(true)) {
    const std::size_t cut = each.text.find('\n');
    table.rows.push_back({{names_or_all(each.subjects, systems.size()), names_or_all(each.markets, markets.size()),
                           names_or_all(each.devices, whole.devices.size()), each.text.substr(0, cut)},
                          each.text.substr(cut + 1)});
  }
  drop_column(table, 2, whole.devices.size() == 1);
  write_contagion_table(out, table);
  if (act.exposure) write_paragraph(out, at_risk_text(head, act));
  for (const told_alike& each : stakes.lines(true)) {
    std::string where = each.subjects.size() == breaching.size() ? "" : "by " + join(each.subjects, ", ");
    if (each.markets.size() < markets.size()) where += (where.empty() ? "" : ", ") + ("in " + join(each.markets, ", "));
    if (each.devices.size() < whole.devices.size())
      where += (where.empty() ? "" : ", ") + ("with " + join(each.devices, ", "));
    write_paragraph(out, (where.empty() ? "" : where + ": ") + each.text);
  }
}

/// What buyers of the devices at risk lose, and what replaces it.
inline void write_services(std::ostream& out, const vendor_contagion& whole, const agreement_contagion& held) {
  out << '\n';
  if (held.devices_at_risk.empty()) {
    write_paragraph(out, "No device loses what " + held.agreement + " grants: " + join(held.grants, ", "));
    return;
  }
  std::set<std::string> markets;
  alike_teller services;
  for (const service_after_loss& each : held.services) {
    markets.insert(each.market);
    services.add(each.after.service, each.market, each.device, before_text(each) + '\n' + coverage_text(each.after));
  }
  write_paragraph(out,
                  "What buyers have by " + held.agreement + " on devices sold with it, and what is left without it:");
  text_table table;
  table.columns = {{"service", false, false},
                   {"market", false, true},
                   {"device", false, true},
                   {"granted", false, true},
                   {"without it", false, true}};
  std::vector<told_alike> lines = services.lines(false);
  sort_stably(lines, [](const told_alike& a, const told_alike& b) { return a.subjects < b.subjects; });
  for (const told_alike& each : lines) {
    const std::size_t cut = each.text.find('\n');
    table.rows.push_back(
        {{join(each.subjects, ", "), names_or_all(each.markets, markets.size()),
          names_or_all(each.devices, whole.devices.size()), each.text.substr(0, cut), each.text.substr(cut + 1)},
         ""});
  }
  drop_column(table, 2, whole.devices.size() == 1);
  write_contagion_table(out, table);
}

inline void write_changes(std::ostream& out, const agreement_contagion& held, bool breaching,
                          const std::string& title) {
  alike_teller changes;
  for (const changed_pairing& each : held.changes)
    if ((each.breaches != answer::no) == breaching)
      changes.add(each.before.os, each.before.market, each.before.device,
                  verdict_and_score(each.before) + " -> " + verdict_and_score(each.after));
  const std::vector<told_alike> lines = changes.lines(true);
  if (lines.empty()) return;
  out << '\n';
  write_paragraph(out, title);
  text_table table;
  table.columns = {
      {"system", false, true}, {"device", false, true}, {"market", false, true}, {"before -> after", false, false}};
  for (const told_alike& each : lines)
    table.rows.push_back(
        {{join(each.subjects, ", "), join(each.devices, ", "), join(each.markets, ", "), each.text}, ""});
  write_contagion_table(out, table);
}

inline void write_agreement(std::ostream& out, const report_head& head, const catalog& world,
                            const vendor_contagion& whole, const agreement_contagion& held) {
  out << '\n';
  const std::string devices =
      whole.devices.size() > 5 ? std::to_string(whole.devices.size()) + " devices" : join(whole.devices, ", ");
  write_paragraph(out,
                  whole.vendor + " (" + devices + ") holds " + held.agreement +
                      (held.grants.empty() ? ", which grants nothing" : ", which grants " + join(held.grants, ", ")));
  if (held.acts.empty()) write_paragraph(out, held.agreement + " forbids nothing: there is nothing to breach");
  for (const act_contagion& act : held.acts) write_act(out, head, world, whole, held, act);
  if (held.acts.empty()) return;
  write_services(out, whole, held);
  if (held.devices_at_risk.empty()) return;
  write_changes(out, held, false, "Other pairings of the vendor that " + held.agreement + " being lost would change:");
  write_changes(out, held, true, "Pairings that breach it, or may, answered as if it were not held:");
  if (std::none_of(held.changes.begin(), held.changes.end(),
                   [](const changed_pairing& each) { return each.breaches == answer::no; }))
    write_paragraph(out, "No other pairing of the vendor in these catalogs is answered otherwise.");
}

}  // namespace detail

/// Writes what vendors could lose as text: a table of the vendors, who is free and who is not willing; then per agreement the
/// acts with the pairings that do them (told once for all that are alike), the inequality of each market, the services lost
/// with what replaces them, and the pairings that are answered otherwise, before -> after.
/// @pre `world` is the catalog that was asked.
inline void write_contagion(std::ostream& out, const report_head& head, const std::vector<vendor_contagion>& vendors,
                            const catalog& world) {
  write_head(out, head);
  detail::write_vendors(out, head, vendors);
  detail::write_conclusions(out, vendors);
  for (const vendor_contagion& each : vendors) {
    if (!each.devices.empty())
      for (const agreement_contagion& held : each.agreements) detail::write_agreement(out, head, world, each, held);
    if (!each.complete)
      out << '\n' << each.vendor << ": stopped on the way, or a limit was reached; some of it is missing\n";
  }
  out << '\n' << detail::no_legal_advice << '\n';
}

}  // namespace portfit
