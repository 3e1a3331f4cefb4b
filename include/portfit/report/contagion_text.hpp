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

/// One line per vendor and clause: what is held, what could be lost, what gained, and the answer.
inline void write_vendors(std::ostream& out, const report_head& head, const std::vector<vendor_contagion>& vendors) {
  text_table table;
  table.columns = {{"vendor", false, true},  {"devices", true, false},           {"agreement", false, true},
                   {"at risk", true, false}, {"gain by a pairing", true, false}, {"willing", false, true}};
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
  write_table(out, table);
}

/// Who can be talked to, and who cannot, by what is at stake.
inline void write_conclusions(std::ostream& out, const std::vector<vendor_contagion>& vendors) {
  const auto tell = [&](const std::string& code, const std::string& what) {
    std::vector<std::string> names;
    for (const vendor_contagion& each : vendors)
      if (each.code == code) names.push_back(each.vendor);
    if (!names.empty()) write_paragraph(out, what + ": " + join(names, ", "));
  };
  out << '\n';
  tell("nothing_held", "holds no agreement, so it has nothing to lose");
  tell("nothing_forbidden", "nothing looked at does what its agreements forbid");
  tell("willing", "willing: what it gains covers what it could lose");
  tell("not_willing", "not willing: what it could lose outweighs what it gains");
  tell("depends", "depends on the pairing, or on what nobody knows");
  tell("no_device", "sells no device that was looked at");
}

inline void write_act(std::ostream& out, const report_head& head, const catalog& world, const vendor_contagion& whole,
                      const agreement_contagion& held, const act_contagion& act) {
  std::set<std::string> markets;
  for (const breach& each : act.pairings) markets.insert(each.market);
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
  for (const breach& each : act.pairings) {
    pairings.add(each.os, each.market, each.device, breach_text(each));
    if (each.may_happen()) stakes.add("", each.market, each.device, describe_stake(each.at_stake, head.currency));
  }
  text_table table;
  table.columns = {{"system", false, true}, {"market", false, true}, {"device", false, true}, {"", false, true}};
  for (const told_alike& each : pairings.lines(true))
    table.rows.push_back({{join(each.subjects, ", "), names_or_all(each.markets, markets.size()),
                           names_or_all(each.devices, whole.devices.size()), each.text},
                          ""});
  write_table(out, table);
  for (const told_alike& each : stakes.lines(true)) {
    std::string where = each.markets.size() == markets.size() ? "" : "in " + join(each.markets, ", ");
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
                  "Without " + held.agreement + ", devices sold with it (" +
                      names_or_all({held.devices_at_risk.begin(), held.devices_at_risk.end()}, whole.devices.size()) +
                      ") lose:");
  text_table table;
  table.columns = {{"service", false, false},
                   {"market", false, true},
                   {"device", false, true},
                   {"before", false, true},
                   {"after", false, true}};
  std::vector<told_alike> lines = services.lines(false);
  sort_stably(lines, [](const told_alike& a, const told_alike& b) { return a.subjects < b.subjects; });
  for (const told_alike& each : lines) {
    const std::size_t cut = each.text.find('\n');
    table.rows.push_back(
        {{join(each.subjects, ", "), names_or_all(each.markets, markets.size()),
          names_or_all(each.devices, whole.devices.size()), each.text.substr(0, cut), each.text.substr(cut + 1)},
         ""});
  }
  write_table(out, table);
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
  table.columns = {{"system", false, true}, {"device", false, true}, {"market", false, true}, {"", false, false}};
  for (const told_alike& each : lines)
    table.rows.push_back(
        {{join(each.subjects, ", "), join(each.devices, ", "), join(each.markets, ", "), each.text}, ""});
  write_table(out, table);
}

inline void write_agreement(std::ostream& out, const report_head& head, const catalog& world,
                            const vendor_contagion& whole, const agreement_contagion& held) {
  out << '\n';
  write_paragraph(out,
                  whole.vendor + " holds " + held.agreement +
                      (held.grants.empty() ? ", which grants nothing" : ", which grants " + join(held.grants, ", ")));
  if (held.acts.empty()) write_paragraph(out, held.agreement + " forbids nothing: there is nothing to breach");
  for (const act_contagion& act : held.acts) write_act(out, head, world, whole, held, act);
  if (held.acts.empty()) return;
  write_services(out, whole, held);
  if (held.devices_at_risk.empty()) return;
  write_changes(out, held, false, "Other pairings of the vendor that " + held.agreement + " being lost would change:");
  write_changes(out, held, true, "Pairings that breach it, answered as if it were not held:");
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
