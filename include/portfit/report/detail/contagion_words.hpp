#pragma once

#include <portfit/analysis/contagion.hpp>
#include <portfit/analysis/describe_stake.hpp>
#include <portfit/report/detail/plan_words.hpp>
#include <portfit/report/report_head.hpp>
#include <portfit/report/table.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

[[nodiscard]] inline std::string answer_text(answer what) {
  return what == answer::yes ? "yes" : what == answer::no ? "no" : "unknown";
}

/// What no output about contracts and laws leaves out.
inline constexpr const char* no_legal_advice =
    "portfit gives no legal advice: clauses and rules are somebody's reading of them, as the catalog has it.";

/// What is told alike of several subjects (systems, services) on devices in markets.
struct told_alike {
  std::set<std::string> subjects;
  std::set<std::string> markets;
  std::set<std::string> devices;
  std::string text;
};

/// Joins what is told alike, so that one line speaks of as many as it can: devices first, then markets, then subjects.
class alike_teller {
 public:
  void add(const std::string& subject, const std::string& market, const std::string& device, const std::string& text) {
    devices_[{order(text), subject, market}].insert(device);
  }

  /// By the order in which texts were first added.
  [[nodiscard]] std::vector<told_alike> lines(bool join_subjects) const {
    using names = std::set<std::string>;
    std::map<std::tuple<std::size_t, std::string, names>, names> markets;  // text, subject, devices
    for (const auto& [key, devices] : devices_)
      markets[{std::get<0>(key), std::get<1>(key), devices}].insert(std::get<2>(key));
    std::map<std::tuple<std::size_t, names, names, std::string>, names> subjects;  // text, devices, markets, apart
    for (const auto& [key, where] : markets)
      subjects[{std::get<0>(key), std::get<2>(key), where, join_subjects ? "" : std::get<1>(key)}].insert(
          std::get<1>(key));
    std::vector<told_alike> result;
    for (const auto& [key, who] : subjects)
      result.push_back({who, std::get<2>(key), std::get<1>(key), texts_[std::get<0>(key)]});
    return result;
  }

 private:
  [[nodiscard]] std::size_t order(const std::string& text) {
    const auto found = order_.emplace(text, texts_.size());
    if (found.second) texts_.push_back(text);
    return found.first->second;
  }

  std::vector<std::string> texts_;
  std::map<std::string, std::size_t> order_;
  std::map<std::tuple<std::size_t, std::string, std::string>, std::set<std::string>> devices_;
};

/// `all 3`, or the names.
[[nodiscard]] inline std::string names_or_all(const std::set<std::string>& names, std::size_t all) {
  return names.size() == all && all > 1 ? "all " + std::to_string(all) : join(names, ", ");
}

[[nodiscard]] inline std::string money_or_unknown(const std::optional<bounds<double>>& sum, const std::string& currency,
                                                  const std::string& otherwise) {
  return sum ? describe_span(*sum, currency) : otherwise;
}

/// Whether the act is done: `yes`, `no`, `no, excepted there`, or with which chance.
[[nodiscard]] inline std::string breach_text(const breach& what) {
  if (what.code == "excepted") return "no, excepted there";
  return what.done == answer::unknown ? percents_text(what.chance) : answer_text(what.done);
}

/// What a breach hangs on; empty if on nothing.
[[nodiscard]] inline std::string breach_note(const breach& what) {
  std::vector<std::string> parts;
  if (!what.depends_on.empty()) parts.push_back("depends on " + join(what.depends_on, ", "));
  if (what.avoidable) parts.emplace_back("remedies can avoid it");
  if (what.can_arise) parts.emplace_back("remedies may lead to it");
  return join(parts, "; ");
}

/// A table without the column that says the same in every row, by its place, if `drop`.
inline void drop_column(text_table& table, std::size_t column, bool drop) {
  if (!drop) return;
  table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(column));
  for (text_table::row& row : table.rows) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(column));
}

/// Names too long for the table go below their row, widest first, so that none is cut.
inline void spill(text_table& table) {
  while (table.natural_width() > report_width) {
    text_table::row* widest = nullptr;
    std::size_t column = 0;
    for (text_table::row& row : table.rows) {
      for (std::size_t index = 0; index < table.columns.size(); ++index) {
        if (!table.columns[index].may_be_cut || display_width(row.cells[index]) < 12) continue;
        if (widest != nullptr && display_width(widest->cells[column]) >= display_width(row.cells[index])) continue;
        widest = &row;
        column = index;
      }
    }
    if (widest == nullptr) return;
    widest->note += (widest->note.empty() ? "" : "; ") + table.columns[column].header + ": " + widest->cells[column];
    widest->cells[column] = "below";
  }
}

/// Whether a vendor agrees, as a word or as counts.
[[nodiscard]] inline std::string willing_text(const vendor_contagion& what) {
  if (what.code == "no_device") return "-";
  if (what.code == "nothing_held" || what.code == "nothing_forbidden") return "free";
  if (what.code == "willing") return "yes";
  if (what.code == "not_willing") return "no";
  std::string text;
  for (const auto& [count, word] :
       {std::pair(what.willing, "yes"), std::pair(what.unwilling, "no"), std::pair(what.open, "unknown")})
    if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + word;
  return text;
}

/// What covers for a service and how far: `yandex_maps covers 90 %; rustore would cover 60 % with preinstall_rustore`.
[[nodiscard]] inline std::string coverage_text(const service_coverage& what) {
  std::string text;
  for (const service_way& way : what.ways) {
    if (way.holds == answer::no && !way.reachable) continue;
    text += (text.empty() ? "" : "; ") + way.name;
    if (way.holds == answer::yes) text += " covers " + percent_text(way.covers);
    if (way.holds == answer::unknown)
      text += " may cover " + percent_text(way.covers) +
              (way.depends_on.empty() ? "" : " (depends on " + join(way.depends_on, ", ") + ")");
    if (way.holds == answer::no)
      text += " would cover " + percent_text(way.covers) + " with " + join(way.remedies, ", ");
  }
  return text.empty() ? "nothing covers it" : text;
}

/// Why an agreement does not grant a service, or may not.
[[nodiscard]] inline std::string withheld_text(const std::vector<service_loss>& losses) {
  std::string text;
  for (const service_loss& each : losses) {
    text += text.empty() ? "" : ", ";
    text += each.code == "rule" ? "law " + each.by : each.code == "clause" ? "clause " + each.by : "not " + each.by;
    if (each.holds == answer::unknown && !each.depends_on.empty())
      text += " (depends on " + join(each.depends_on, ", ") + ")";
  }
  return text;
}

[[nodiscard]] inline std::string before_text(const service_after_loss& what) {
  if (what.code == "lost") return "yes";
  if (what.code == "withdrawn") return "no: " + withheld_text(what.withheld);
  if (what.code == "depends") return "perhaps not: " + withheld_text(what.withheld);
  return "no: " + withheld_text(what.withheld);
}

[[nodiscard]] inline std::string verdict_and_score(const assessment& pairing) {
  std::string text = to_text(pairing.verdict) + (pairing.answerable ? "+" : "");
  return pairing.verdict == verdict::blocked ? text : text + ' ' + score_text(pairing.plan.score.ranking);
}

}  // namespace portfit::detail
