#pragma once

#include <portfit/analysis/pairing.hpp>
#include <portfit/analysis/rank.hpp>
#include <portfit/catalog/describe_value.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// Which remedies could ever take effect on a lane: unknown facts as favourable as can be, known ones as they are.
class derivation {
 public:
  derivation(const constraint_graph& graph, const lane& device) : graph_(graph), all_(tables(graph)), lane_(device) {}

  /// Indices of the remedies that can take effect. Complexity: remedies squared times vertices.
  [[nodiscard]] std::set<std::size_t> derivable() {
    for (std::size_t before = all_.remedies.size() + 1; before != derived_.size();) {
      before = derived_.size();
      for (std::size_t index = 0; index < all_.remedies.size(); ++index)
        if (!all_.remedies[index].needs || can_hold(*all_.remedies[index].needs)) derived_.insert(index);
    }
    return derived_;
  }

 private:
  [[nodiscard]] bool can_hold(std::size_t vertex) const {
    if (graph_[vertex].kind == vertex_kind::condition) return condition_can_hold(graph_[vertex].index);
    if (graph_[vertex].kind != vertex_kind::gate) return true;  // services have many sources: taken as there
    const gate& what = all_.gates[graph_[vertex].index];
    std::size_t possible = 0;
    const std::vector<std::size_t> parts = successors(graph_, vertex, edge_kind::needs);
    for (const std::size_t part : parts) possible += can_hold(part) ? 1 : 0;
    switch (what.is) {
      case expression::operation::any_of: return possible > 0;
      case expression::operation::at_least: return possible >= what.count;
      case expression::operation::none_of: return true;  // a loop cannot hide behind a negation
      default: return possible == parts.size();
    }
  }

  [[nodiscard]] bool condition_can_hold(std::size_t index) const {
    const constraint_condition& asked = all_.conditions[index];
    if (asked.is == constraint_condition::kind::entity_test) return lane_.entity_tests[index] != answer::no;
    if (asked.is != constraint_condition::kind::fact_test || asked.other_slot) return true;
    const fact_state& state = lane_.facts[asked.slot];
    if (!state.is_known()) return true;
    const fact_test test{asked.compares, asked.bound};
    for (const fact_value& each : state.values)
      if (holds_after(test, each, {})) return true;
    return std::any_of(derived_.begin(), derived_.end(),
                       [&](std::size_t remedy) { return can_make(remedy, state.key); });
  }

  [[nodiscard]] bool can_make(std::size_t remedy, const std::string& key) const {
    const auto& effects = all_.remedies[remedy].what->effects;
    return std::any_of(effects.begin(), effects.end(), [&](const effect& each) {
      if (each.does != effect::kind::makes && each.does != effect::kind::sets) return false;
      for (std::size_t slot = 0; slot < all_.facts.size(); ++slot)
        if (all_.facts[slot].reference == each.fact && lane_.facts[slot].key == key) return true;
      return false;
    });
  }

  const constraint_graph& graph_;
  const constraint_tables& all_;
  const lane& lane_;
  std::set<std::size_t> derived_;
};

class catalog_checker {
 public:
  catalog_checker(const catalog& world, const query& asked) : world_(world), asked_(asked) {}

  [[nodiscard]] diagnostics run() {
    for (const market* where : markets_of(world_, {}))
      for (const auto& [id, os] : world_.systems)
        if (!os.abstract) check_graph(os, *where);
    for (const auto& [condition, remark] : pairs_) remarks_.push_back(remark);
    check_statements();
    report_loop();
    report_defaults();
    return std::move(remarks_);
  }

 private:
  void check_graph(const operating_system& os, const market& where) {
    const constraint_graph graph = build_graph(world_, os, where, asked_);
    const constraint_tables& all = tables(graph);
    for (const auto& [id, each] : world_.devices) {
      const lane device = make_lane(world_, graph, {&os, &where, &each}, asked_);
      for (const std::size_t index : derivation(graph, device).derivable())
        derived_.insert(all.remedies[index].what->id);
      check_pairs(all, device);
      check_ports(os, each, all);
      for (std::size_t slot = 0; slot < all.facts.size(); ++slot)
        if (device.facts[slot].from == fact_state::origin::defaulted &&
            world_.facts.contains(all.facts[slot].reference.name))  // a waiver is no fact of the vocabulary
          defaults_[all.facts[slot].reference.name].insert(device.facts[slot].key);
    }
    std::set<std::size_t> stuck;
    for (std::size_t index = 0; index < all.remedies.size(); ++index)
      if (!derived_.contains(all.remedies[index].what->id)) stuck.insert(index);
    if (const auto loop = shortest_loop(graph, stuck); loop && (!loop_ || loop->size() < loop_->size())) loop_ = loop;
  }

  void check_pairs(const constraint_tables& all, const lane& device) {
    for (const constraint_condition& each : all.conditions) {
      if (!each.other_slot || device.facts[each.slot].is_known() || device.facts[*each.other_slot].is_known()) continue;
      diagnostic remark{
          severity::error, "unknown_pair", each.written.where, "", "at least one of them to be known", ""};
      remark.message = "'" + each.written.text + "' compares two unknown facts, " + device.facts[each.slot].key +
                       " and " + device.facts[*each.other_slot].key;
      pairs_.emplace(each.written.text, remark);
    }
  }

  /// What a port says of a platform and what a device says of itself: neither is more specific.
  void check_ports(const operating_system& os, const device& what, const constraint_tables& all) {
    for (const platform* each : platform_line(world_, what.platform)) check_port(os, what, all, each->id);
  }

  void check_port(const operating_system& os, const device& what, const constraint_tables& all,
                  const std::string& target) {
    const auto found = world_.ports.find(os.id + "/" + target);
    if (found == world_.ports.end()) return;
    for (const fact_slot& slot : all.facts) {
      const auto here = found->second.facts.find(slot.reference.name);
      const auto there = what.facts.find(slot.reference.name);
      if (slot.reference.owner != fact_owner::bare || here == found->second.facts.end() || there == what.facts.end())
        continue;
      if (here->second.front().values == there->second.front().values) continue;
      const auto key = found->first + what.id + slot.reference.name;
      if (!told_.insert(key).second) continue;
      remarks_.push_back({severity::error, "incomparable_facts", there->second.front().where,
                          "'" + slot.reference.name + "' is stated by " + found->first + " and by " + what.id +
                              ", and neither is more specific",
                          "one statement, or one for " + os.id + "/" + what.id, ""});
    }
  }

  void check_statements() {
    check_table("world", world_.world);
    for (const auto& [id, each] : world_.vendors) check_table(id, each.facts);
    for (const auto& [id, each] : world_.platforms) check_table(id, each.facts);
    for (const auto& [id, each] : world_.devices) check_table(id, each.facts);
    for (const auto& [id, each] : world_.systems) check_table(id, each.facts);
    for (const auto& [id, each] : world_.ports) check_table(id, each.facts);
    for (const auto& [id, each] : world_.markets) check_table(id, each.facts);
  }

  /// Statements that contradict each other: who wins, or that nobody does.
  void check_table(const std::string& owner, const fact_table& table) {
    const date day = asked_.as_of ? *asked_.as_of : world_.as_of.value_or(date{});
    for (const auto& [name, statements] : table) {
      const settled_statement found = settle_statements(world_, statements, asked_, day);
      if (found.tied)
        remarks_.push_back(
            {severity::warning, "tied_facts", found.best->where,
             "'" + name + "' of " + owner + " has statements that differ and are equally good: it counts as unknown",
             "a confidence or a date that tells which one counts", ""});
      else if (found.contested)
        remarks_.push_back({severity::note, "contested_fact", found.best->where,
                            "'" + name + "' of " + owner + " has statements that differ: this one counts", "", ""});
    }
  }

  void report_loop() {
    if (!loop_) return;
    std::string path;
    position where;
    for (const std::string& name : *loop_) path += (path.empty() ? "" : " -> ") + name;
    if (const auto found = world_.remedies.find(loop_->front()); found != world_.remedies.end())
      where = found->second.where;
    remarks_.push_back({severity::error, "underivable_loop", where,
                        "no remedy of this loop can ever take effect, each waits for another: " + path,
                        "a way into the loop that needs none of its remedies", ""});
  }

  void report_defaults() {
    for (const auto& [name, keys] : defaults_)
      remarks_.push_back({severity::note, "default_used", world_.facts.at(name).where,
                          "'" + name + "' is not stated for " + std::to_string(keys.size()) +
                              (keys.size() == 1 ? " entity" : " entities") + " and counts as known by its default",
                          "", ""});
  }

  const catalog& world_;
  const query& asked_;
  diagnostics remarks_;
  std::map<std::string, diagnostic> pairs_;
  std::set<std::string> told_;
  std::set<std::string> derived_;
  std::optional<std::vector<std::string>> loop_;
  std::map<std::string, std::set<std::string>> defaults_;
};

}  // namespace detail

/// What can only be checked once a catalog is resolved, beyond what reading it told: remedies that wait for each other in
/// a loop nothing leads into, conditions that compare two unknown facts, statements neither of which is more specific, and
/// (as notes) facts that count as known by default.
/// @pre `world` was read without errors.
/// Complexity: one graph per system and market, one lane per pairing.
[[nodiscard]] inline diagnostics check(const catalog& world, const query& asked = {}) {
  return detail::catalog_checker(world, asked).run();
}

}  // namespace portfit
