#pragma once

#include <portfit/catalog/catalog.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// Names and the names each leads to.
using links = std::map<std::string, std::vector<std::string>>;

/// Finds the loops of a small graph by depth-first search, each told once, from its first name in alphabetical order.
class loop_search {
 public:
  explicit loop_search(const links& graph) : graph_(graph) {}

  [[nodiscard]] std::set<std::vector<std::string>> find() {
    for (const auto& entry : graph_) visit(entry.first);
    return loops_;
  }

 private:
  /// Iterative, since a chain of names may be as long as the input.
  void visit(const std::string& start) {
    if (done_.count(start) > 0) return;
    std::vector<std::size_t> next{0};
    path_ = {start};
    on_path_ = {start};
    while (!path_.empty()) {
      const auto found = graph_.find(path_.back());
      if (found == graph_.end() || next.back() == found->second.size()) {
        done_.insert(path_.back());
        on_path_.erase(path_.back());
        path_.pop_back();
        next.pop_back();
        continue;
      }
      const std::string& target = found->second[next.back()++];
      if (on_path_.count(target) > 0) {
        keep(target);
      } else if (done_.count(target) == 0) {
        path_.push_back(target);
        on_path_.insert(target);
        next.push_back(0);
      }
    }
  }

  void keep(const std::string& target) {
    std::vector<std::string> loop(std::find(path_.begin(), path_.end(), target), path_.end());
    std::rotate(loop.begin(), std::min_element(loop.begin(), loop.end()), loop.end());
    loops_.insert(std::move(loop));
  }

  const links& graph_;
  std::vector<std::string> path_;
  std::set<std::string> on_path_;
  std::set<std::string> done_;
  std::set<std::vector<std::string>> loops_;
};

template <class Entities>
void report_loops(const links& graph, const Entities& entities, const std::string& verb, diagnostics& into) {
  for (const auto& loop : loop_search(graph).find()) {
    std::string path;
    for (const std::string& name : loop) path += name + " -> ";
    const auto owner = entities.find(loop.front());
    into.push_back({severity::error,
                    "loop",
                    owner == entities.end() ? written_at{} : owner->second.where,
                    '\'' + loop.front() + "' " + verb + " itself: " + path + loop.front(),
                    "no loop",
                    {}});
  }
}

/// Too many remedies on one fact, or too many deals with the vendor: their combinations are expanded.
inline void report_crowds(const catalog& told, diagnostics& remarks) {
  std::map<std::string, std::vector<position>> touched;
  for (const auto& [id, remedy] : told.remedies) {
    for (const effect& each : remedy.effects) touched['\'' + each.fact.name + '\''].push_back(each.where);
    if (remedy.pays.count("vendor") > 0 || remedy.paid_by == "vendor")
      touched["what the vendor is paid or pays"].push_back(remedy.where);
  }
  for (const auto& [what, where] : touched)
    if (where.size() > most_remedies_on_a_fact)
      remarks.push_back({severity::error,
                         "too_many_remedies",
                         where[most_remedies_on_a_fact],
                         std::to_string(where.size()) + " remedies touch " + what,
                         "at most " + std::to_string(most_remedies_on_a_fact),
                         {}});
}

}  // namespace detail

/// Tells systems that are based on themselves, platforms that are their own family, remedies that come after or exclude themselves, places that contain
/// themselves, and hazards that are part of themselves, each loop as a path of names.
///
/// Loops in the prerequisites of remedies are another matter: they are legal through alternatives and are looked for on
/// the constraint graph. Complexity: O(n log n) in systems, platforms, places and their links.
[[nodiscard]] inline diagnostics validate_links(const catalog& told) {
  diagnostics remarks;
  detail::links bases;
  for (const auto& [id, system] : told.systems)
    if (!system.based_on.empty()) bases[id].push_back(system.based_on);
  detail::report_loops(bases, told.systems, "is based on", remarks);
  detail::links families;
  for (const auto& [id, chip] : told.platforms)
    if (!chip.family.empty()) families[id].push_back(chip.family);
  detail::report_loops(families, told.platforms, "is of the family of", remarks);
  detail::links order;
  for (const auto& [id, remedy] : told.remedies)
    if (!remedy.after.empty()) order[id] = remedy.after;
  detail::report_loops(order, told.remedies, "comes after", remarks);
  for (const auto& [id, remedy] : told.remedies)
    if (std::find(remedy.excludes.begin(), remedy.excludes.end(), id) != remedy.excludes.end())
      remarks.push_back({severity::error, "loop", remedy.where, '\'' + id + "' excludes itself", "another remedy", {}});
  detail::links members;
  for (const auto& [id, place] : told.places)
    for (const membership& member : place.contains) members[id].push_back(member.place);
  detail::report_loops(members, told.places, "contains", remarks);
  detail::links wholes;
  for (const auto& [id, hazard] : told.hazards)
    if (!hazard.part_of.empty()) wholes[id].push_back(hazard.part_of);
  detail::report_loops(wholes, told.hazards, "is part of", remarks);
  detail::report_crowds(told, remarks);
  return remarks;
}

}  // namespace portfit
