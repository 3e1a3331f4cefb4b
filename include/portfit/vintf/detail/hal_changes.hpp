#pragma once

#include <portfit/vintf/detail/match_hal.hpp>
#include <portfit/vintf/unmet_requirement.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A HAL of a matrix that is not served, and what is served under its name.
struct unmet_hal {
  const matrix_hal* hal = nullptr;
  same_name_hals provided;
};

/// One instance to serve, in at least a version.
struct missing_instance {
  const matrix_hal* hal = nullptr;
  const required_instance* wanted = nullptr;  ///< null: a version alone is enough
  hal_version version;

  /// Whether the other one, in a version high enough for both, serves this one too.
  [[nodiscard]] bool carried_by(const missing_instance& other) const {
    if (version.major_part != other.version.major_part) return false;
    if (wanted == nullptr) return true;
    if (other.wanted == nullptr || wanted->interface_name != other.wanted->interface_name) return false;
    return wanted->same_as(*other.wanted) || (!other.wanted->pattern && wanted->matches(other.wanted->instance));
  }

  /// Takes the other one over. @pre It is carried by this one.
  void carry(const missing_instance& other) { version = (std::max)(version, other.version); }
};

/// Joins what is missing under one name, so that one instance, in the highest version asked, serves all it can.
[[nodiscard]] inline std::vector<missing_instance> join_missing(const std::vector<missing_instance>& all) {
  std::vector<missing_instance> joined;
  for (missing_instance each : all) {
    const auto known =
        std::find_if(joined.begin(), joined.end(), [&](const auto& other) { return each.carried_by(other); });
    if (known != joined.end()) {
      known->carry(each);
      continue;
    }
    std::erase_if(joined, [&](const auto& other) {
      const bool carried = other.carried_by(each);
      if (carried) each.carry(other);
      return carried;
    });
    joined.push_back(each);
  }
  return joined;
}

/// What is to be served for a HAL if this range is chosen.
[[nodiscard]] inline std::vector<missing_instance> missing_for(const unmet_hal& each,
                                                               const hal_version_range& versions) {
  if (each.hal->instances.empty()) return {{each.hal, nullptr, versions.lowest_version()}};
  std::vector<missing_instance> result;
  for (const required_instance& wanted : each.hal->instances)
    if (!each.provided.any_instance([&](const hal_instance& one) { return instance_serves(one, versions, wanted); }))
      result.push_back({each.hal, &wanted, versions.lowest_version()});
  return join_missing(result);
}

/// As few instances as serve one HAL; among equals the earliest range.
[[nodiscard]] inline std::vector<missing_instance> fewest_for_one(const unmet_hal& each) {
  std::vector<missing_instance> best = missing_for(each, each.hal->versions.front());
  for (std::size_t range = 1; range < each.hal->versions.size() && best.size() > 1; ++range)
    if (auto own = missing_for(each, each.hal->versions[range]); own.size() < best.size()) best = std::move(own);
  return best;
}

/// How many ways there are to choose a range for each; never more than one above the limit.
[[nodiscard]] inline std::size_t count_choices(std::span<const unmet_hal> same_name, std::size_t limit) {
  std::size_t choices = 1;
  for (const unmet_hal& each : same_name) {
    if (each.hal->versions.size() > limit / choices) return limit + 1;
    choices *= each.hal->versions.size();
  }
  return choices;
}

/// As few instances as serve all unmet HALs of one name: every choice of ranges is tried, up to 1024 of them
/// (one where more than 100 instances are asked); beyond, each HAL
/// chooses for itself. Among equals the earliest ranges. @pre Each HAL has a version.
[[nodiscard]] inline std::vector<missing_instance> fewest_missing(std::span<const unmet_hal> same_name) {
  std::size_t instances = 0;
  for (const unmet_hal& each : same_name) instances += each.hal->instances.size();
  const std::size_t limit = instances > 100 ? 1 : 1024;
  const std::size_t choices = count_choices(same_name, limit);
  std::vector<missing_instance> best;
  if (same_name.size() == 1) return fewest_for_one(same_name.front());
  for (std::size_t choice = 0; choice < (choices > limit ? 1 : choices); ++choice) {
    std::vector<missing_instance> all;
    std::size_t rest = choice;
    for (const unmet_hal& each : same_name) {
      const auto& versions = each.hal->versions;
      const auto own = choices > limit ? fewest_for_one(each) : missing_for(each, versions[rest % versions.size()]);
      all.insert(all.end(), own.begin(), own.end());
      rest /= versions.size();
    }
    all = join_missing(all);
    if (choice == 0 || all.size() < best.size()) best = std::move(all);
  }
  return best;
}

/// `serve @2.1::IFoo/default of android.hardware.foo (now 2.0)`.
[[nodiscard]] inline std::string change_text(const missing_instance& each, const same_name_hals& provided) {
  const bool is_aidl = each.version.is_aidl();
  const std::string version = to_text(each.version);
  if (each.wanted == nullptr) return "serve version " + version + " of " + each.hal->name;
  std::string text = "serve " + instance_text(version, is_aidl, each.wanted->interface_name,
                                              each.wanted->pattern ? std::string() : each.wanted->instance);
  if (each.wanted->pattern) text += " under a name that matches " + each.wanted->instance;
  text += " of " + each.hal->name;
  std::optional<hal_version> now;
  static_cast<void>(provided.any_instance([&](const hal_instance& one) {
    if (one.interface_name == each.wanted->interface_name && each.wanted->matches(one.instance) &&
        (!now || *now < one.version))
      now = one.version;
    return false;
  }));
  return now ? text + " (now " + (now->is_aidl() != is_aidl ? (now->is_aidl() ? "AIDL " : "HIDL ") : "") +
                   to_text(*now) + ')'
             : text;
}

/// Adds the fewest instances that serve the unmet HALs, which are sorted by name. A HAL that nothing can meet (no version, or a
/// pattern that is none) asks for a change of the matrix.
inline void add_hal_changes(const std::vector<unmet_hal>& unmet, std::vector<compatibility_change>& changes) {
  for (std::size_t first = 0; first < unmet.size();) {
    std::size_t last = first + 1;
    while (last < unmet.size() && unmet[last].hal->name == unmet[first].hal->name) ++last;
    std::vector<unmet_hal> meetable;
    for (std::size_t each = first; each < last; ++each) {
      const matrix_hal& hal = *unmet[each].hal;
      const bool hopeless =
          hal.versions.empty() || std::any_of(hal.instances.begin(), hal.instances.end(),
                                              [](const auto& one) { return one.pattern && !one.pattern->valid(); });
      if (hopeless)
        changes.push_back(
            {requirement_kind::hal, hal.name, "change what the matrix asks of " + hal.name + "; nothing can meet it"});
      else
        meetable.push_back(unmet[each]);
    }
    const std::vector<missing_instance> missing = fewest_missing(meetable);
    for (const missing_instance& each : missing)
      changes.push_back({requirement_kind::hal, each.hal->name, change_text(each, unmet[first].provided)});
    // All is served, but not in one version, as Android 8 wanted it.
    if (missing.empty() && !meetable.empty()) {
      const std::string& name = meetable.front().hal->name;
      changes.push_back({requirement_kind::hal, name, "serve all that is asked of " + name + " in one version"});
    }
    first = last;
  }
}

}  // namespace portfit::detail
