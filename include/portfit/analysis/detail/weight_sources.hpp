#pragma once

#include <portfit/analysis/detail/lane_patterns.hpp>
#include <portfit/graph/lower.hpp>
#include <portfit/resolve/detail/lane_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace portfit::detail {

/// Where the weight of a variable comes from, in a row.
struct weight_source {
  enum class kind { class_of_fact, counted, survives, survives_more, survives_end };
  kind is = kind::class_of_fact;
  std::size_t of = 0;     ///< group, table or hazard
  std::size_t index = 0;  ///< of a chain
  variable which = 0;
};

/// The weights of a lowered lane that differ between lanes of one formula.
[[nodiscard]] inline std::vector<weight_source> weight_sources_of(const constraint_tables& all,
                                                                  const lane_context& context, const lane& device,
                                                                  const lowered_problem& lowered,
                                                                  const std::map<std::string, encoded_fact>& facts) {
  using kind = weight_source::kind;
  std::vector<weight_source> result;
  for (std::size_t group = 0; group < context.groups.size(); ++group) {
    const fact_state& state = device.facts[context.groups[group].slot()];
    if (state.is_known() || context.groups[group].is_compared()) continue;
    const encoded_fact& fact = facts.at(state.key);
    for (std::size_t index = 0; index < fact.variables.size(); ++index)
      result.push_back({kind::class_of_fact, group, index, fact.variables[index]});
  }
  for (const lowered_success& each : lowered.successes) {
    const figure& lines = all.remedies[each.remedy].what->works;
    if (lines.empty() || lines[each.line].counted.empty() || !each.surely) continue;
    const auto table = all.counted.find(lines[each.line].counted);
    result.push_back(
        {kind::counted, static_cast<std::size_t>(std::distance(all.counted.begin(), table)), 0, *each.surely});
  }
  std::set<variable> ends;
  for (std::size_t hazard = 0; hazard < lowered.hazards.size(); ++hazard) {
    const lowered_hazard& each = lowered.hazards[hazard];
    if (each.surely) result.push_back({kind::survives, hazard, 0, *each.surely});
    if (each.more) result.push_back({kind::survives_more, hazard, 0, *each.more});
    if (each.end && ends.insert(*each.end).second) result.push_back({kind::survives_end, hazard, 0, *each.end});
  }
  return result;
}

/// Puts the weights of a row where its sources say.
inline void fill_weights(std::vector<double>& weight, const std::vector<weight_source>& sources,
                         const lane_reader& reader, std::span<const std::uint32_t> row) {
  using kind = weight_source::kind;
  const lane_context& context = reader.context(row[0]);
  const std::size_t hazards = reader.first_hazard(context);
  const std::size_t counted = reader.first_counted(context);
  for (const weight_source& each : sources) {
    double& into = weight[each.which];
    switch (each.is) {
      case kind::class_of_fact:
        into = context.groups[each.of].code(row[lane_reader::first_group() + each.of]).chances[each.index];
        break;
      case kind::counted: into = lane_patterns::number_at(row, counted + 2 * each.of); break;
      case kind::survives: into = reader.hazard(each.of, row[hazards + each.of]).low; break;
      case kind::survives_more: {
        const hazard_chance& chance = reader.hazard(each.of, row[hazards + each.of]);
        into = (chance.high - chance.low) / (1 - chance.low);
        break;
      }
      case kind::survives_end: into = reader.hazard(each.of, row[hazards + each.of]).upper; break;
    }
  }
}

}  // namespace portfit::detail
