#pragma once

#include <portfit/catalog/detail/read_remedy.hpp>
#include <portfit/catalog/hazard.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// Reads one entry of a survival table, `2: 95%`. @pre `told` is the value of an entry.
inline std::optional<survival_point> read_survival_point(read_context& context, const piece& told) {
  const located_text years = told.key(*told.entry);
  if (!context.is_scalar(told, "what is left")) return std::nullopt;
  const auto when = read_exact(context, years, measure_number);
  const auto left = read_exact(context, told.text(), measure_share);
  if (!when || !left) return std::nullopt;
  if (!(*when > 0)) {
    context.error(years.where(), "out_of_range", "'" + std::string(years.text) + "' is no number of years above 0",
                  "years: what is left, as in 1: 98%");
    return std::nullopt;
  }
  if (!(*left > 0 && *left <= 1)) {
    context.error(told.where(), "out_of_range", "'" + told.node->text + "' cannot be left",
                  "above 0% and at most 100%");
    return std::nullopt;
  }
  return survival_point{*when, *left};
}

/// Reads `survival: {1: 98%, 2: 95%}`, in order of years.
inline std::vector<survival_point> read_survival(read_context& context, const piece& told) {
  std::vector<survival_point> result;
  if (!context.is_map(told, "'survival'")) return result;
  if (told.node->members.empty())
    context.error(told.where(), "bad_survival", "the survival table names no year", "{1: 98%, 2: 95%}");
  std::map<double, piece> seen;
  for (const auto& member : told.node->members) {
    const piece value = told.of(member);
    const auto point = read_survival_point(context, value);
    if (!point) continue;
    if (!seen.emplace(point->years, value).second)
      context.error(told.key(member).where(), "duplicate_key", "'" + member.key + "' is given twice", "each year once");
    else
      result.push_back(*point);
  }
  std::sort(result.begin(), result.end(),
            [](const survival_point& a, const survival_point& b) { return a.years < b.years; });
  for (std::size_t index = 1; index < result.size(); ++index)
    if (result[index].left > result[index - 1].left)
      context.error(seen.at(result[index].years).where(), "bad_survival", "more is left than a year before",
                    "no more than is left earlier");
  return result;
}

/// Reads `start: released`, a date; `start: works` (from when the port works) is none.
inline std::optional<fact_reference> read_start(read_context& context, const piece& told) {
  if (!told.node || !context.is_scalar(told, "'start'") || told.node->text == "works") return std::nullopt;
  const auto reference = read_fact_reference(context, told.text());
  if (!reference) return std::nullopt;
  if (context.into.facts.at(reference->name).type == fact_type::date) return reference;
  context.error(told.where(), "wrong_type", "'" + told.node->text + "' is no date", "a fact that is a date, or works");
  return std::nullopt;
}

inline double read_share_of_whole(read_context& context, const piece& told) {
  if (!context.is_scalar(told, "'share'")) return 1;
  const auto share = read_exact(context, told.text(), measure_share);
  if (share && *share > 0 && *share <= 1) return *share;
  if (share)
    context.error(told.where(), "out_of_range", "'" + told.node->text + "' is no share of the whole",
                  "above 0% and at most 100%");
  return 1;
}

inline hazard read_hazard(read_context& context, const std::string& id, const pieces& told) {
  static constexpr std::array<std::string_view, 7> keys{"breaks",  "per_year", "survival", "start",
                                                        "part_of", "share",    "once_per"};
  hazard result;
  read_common(context, {"a hazard", keys}, id, told, result);
  for (const located_text& broken : read_list(context, pick(context, told, "breaks"), "'breaks'"))
    if (const auto reference = read_broken(context, broken)) result.breaks.push_back(*reference);
  const piece rate = pick(context, told, "per_year");
  if (rate.node)
    result.per_year = read_figure_amount(context, rate, {"per_year", measure_share, 1}).value_or(estimate{});
  const piece table = pick(context, told, "survival");
  if (table.node) result.survival = read_survival(context, table);
  result.start = read_start(context, pick(context, told, "start"));
  result.part_of = read_id(context, pick(context, told, "part_of"), entity_kind::hazard, "'part_of'");
  const piece share = pick(context, told, "share");
  if (share.node) result.share = read_share_of_whole(context, share);
  result.once_per = read_sharing(context, pick(context, told, "once_per"));
  return result;
}

/// Tells what one hazard lacks, or says twice. @param has_causes whether others are part of it
inline void check_hazard(read_context& context, const std::string& id, const pieces& told, bool has_causes) {
  const auto says = [&](const char* key) { return pick(context, told, key).node != nullptr; };
  const auto mistake = [&](const char* key, const std::string& message, const std::string& expected) {
    context.error(pick(context, told, key).where(), "bad_hazard", message, expected);
  };
  if (told.empty()) return;
  if (!says("breaks") && !has_causes) missing_key(context, id, told, "breaks", "breaks: fact");
  const bool is_part = says("part_of");
  if (!says("per_year") && !says("survival") && !is_part)
    missing_key(context, id, told, "per_year", "per_year: a chance, as in 10..20%, or survival: {1: 98%, 2: 95%}");
  if (says("per_year") && says("survival"))
    mistake("survival", "'" + id + "' has a yearly rate and a survival table", "one of both");
  if (is_part && !says("share")) missing_key(context, id, told, "share", "share: 50%, of the hazard it is part of");
  for (const char* const key : {"per_year", "survival", "start"})
    if (is_part && says(key))
      mistake(key, "'" + id + "' is part of a hazard, which gives its '" + std::string(key) + "'", "a share alone");
  if (!is_part && says("share")) mistake("share", "'" + id + "' is a share of nothing", "part_of: a hazard");
}

/// Checks what only all hazards together show: which have causes, and whether their shares make a whole.
inline void check_hazards(read_context& context, const std::map<std::string, pieces>& collected) {
  std::map<std::string, double> wholes;
  for (const auto& [id, each] : context.into.hazards)
    if (!each.part_of.empty()) wholes[each.part_of] += each.share;
  for (const auto& [id, told] : collected) check_hazard(context, id, told, wholes.count(id) > 0);
  for (const auto& [id, sum] : wholes) {
    if (std::fabs(sum - 1) < 1e-9) continue;
    const long long tenths = std::llround(sum * 1000);
    const std::string text = std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
    context.remarks.push_back(
        {severity::note, "scaled_shares", context.into.hazards.at(id).where,
         "the causes of '" + id + "' have shares of " + text + "% together, which are scaled to 100%", "", ""});
  }
}

}  // namespace portfit::detail
