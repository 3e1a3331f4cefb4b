#pragma once

#include <portfit/analysis/pairing_change.hpp>
#include <portfit/catalog/catalog.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/resolve/detail/build_expression.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// The text with the part behind `between`, or the part alone.
[[nodiscard]] inline std::string appended(std::string text, const std::string& between, const std::string& part) {
  return text.empty() ? part : std::move(text) + between + part;
}

/// `50..150..600`, `5..60`, `7`.
[[nodiscard]] inline std::string estimate_text(const estimate& what) {
  if (what.is_exact()) return describe_number(what.low);
  const std::string ends = describe_number(what.low) + "..";
  return ends + (what.is_bare ? "" : describe_number(what.likely) + "..") + describe_number(what.high);
}

/// `2..4..9 where mainline, 12..36..120`.
[[nodiscard]] inline std::string figure_text(const figure& lines) {
  std::string text;
  for (const figure_line& line : lines)
    text = appended(std::move(text), ", ",
                    (line.counted.empty() ? estimate_text(line.is) : "counted by " + line.counted) +
                        (line.when ? " where " + describe(*line.when) : std::string()));
  return text.empty() ? "left out" : text;
}

[[nodiscard]] inline std::string names_text(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& each : names) text = appended(std::move(text), ", ", each);
  return text.empty() ? "nothing" : text;
}

/// `google with 30 %, other`, of agreements that may be held.
[[nodiscard]] inline std::vector<std::string> chances_of(const std::map<std::string, std::optional<double>>& may_hold) {
  std::vector<std::string> names;
  for (const auto& [name, chance] : may_hold)
    names.push_back(chance ? name + " with " + describe_number(*chance * 100) + " %" : name);
  return names;
}

/// `sold in EEA, where form = tv`.
[[nodiscard]] inline std::string place_text(const applicability& what) {
  std::string text = what.sold_in.empty() ? "" : "sold in " + names_text(what.sold_in);
  if (what.when) text = appended(std::move(text), ", ", "where " + describe(*what.when));
  return text.empty() ? "anywhere" : text;
}

/// `asks for memory: ram >= 2 GiB (weight 3)`.
[[nodiscard]] inline std::string need_text(const requirement& asked) {
  std::string text = describe(asked.need);
  if (asked.when) text += " where " + describe(*asked.when);
  return text + (asked.must ? "" : " (weight " + describe_number(asked.weight) + ")");
}

/// What two figures of a remedy say, where they differ.
inline void tell_figure(std::string& text, const std::string& name, const figure& old, const figure& now) {
  if (old == now) return;
  text = appended(std::move(text), "; ", name + " is " + figure_text(now) + ", it was " + figure_text(old));
}

/// What differs between two versions of a remedy.
[[nodiscard]] inline std::string remedy_changes(const remedy& old, const remedy& now) {
  std::string text;
  const auto add = [&](bool differs, const char* what) {
    if (differs) text = appended(std::move(text), "; ", std::string(what) + " changed");
  };
  tell_figure(text, "effort", old.effort, now.effort);
  tell_figure(text, "money", old.money, now.money);
  tell_figure(text, "time", old.time, now.time);
  tell_figure(text, "its chance", old.works, now.works);
  add(old.effects != now.effects, "what it does");
  add(old.needs != now.needs, "what it needs");
  add(old.excludes != now.excludes || old.after != now.after, "what it goes with");
  add(old.once_per != now.once_per, "for what it is done once");
  add(old.by != now.by || old.paid_by != now.paid_by || old.pays != now.pays, "who acts or pays");
  return text;
}

/// What differs between two versions of a rule.
[[nodiscard]] inline std::string rule_changes(const rule& old, const rule& now) {
  std::string text;
  const auto add = [&](bool differs, const std::string& what) {
    if (differs) text = appended(std::move(text), "; ", what);
  };
  add(old.applies.sold_in != now.applies.sold_in || old.applies.when != now.applies.when,
      "it binds what is " + place_text(now.applies) + ", it was " + place_text(old.applies));
  add(old.withdraws != now.withdraws,
      "it withdraws " + names_text(now.withdraws) + ", it was " + names_text(old.withdraws));
  const auto needs = [](const rule& law) {
    std::string all;
    for (const requirement& each : law.requires_) all = appended(std::move(all), " and ", need_text(each));
    return all.empty() ? std::string("nothing") : all;
  };
  add(needs(old) != needs(now), "it requires " + needs(now) + ", it was " + needs(old));
  return text.empty() ? "it changed" : text;
}

/// What differs between two requirements of one name.
[[nodiscard]] inline std::string requirement_changes(const std::string& owner, const requirement& old,
                                                     const requirement& now) {
  if (need_text(old) != need_text(now))
    return owner + " asks for " + now.name + ": " + need_text(now) + ", it was " + need_text(old);
  if (now.waived && !old.waived) return owner + ": " + now.name + " may be waived";
  if (old.waived && !now.waived) return owner + ": " + now.name + " may no longer be waived";
  if (old.waived != now.waived) return owner + ": the waiver of " + now.name + " changed";
  return owner + ": " + now.name + " changed";
}

}  // namespace portfit::detail
