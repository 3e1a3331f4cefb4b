#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/quantity/date.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A formula in words: `ram >= 2 GiB and not os.locked`; `inside` another one it stands in brackets where it has parts.
[[nodiscard]] inline std::string describe(const expression& what, bool inside = false) {
  using operation = expression::operation;
  if (what.is == operation::holds) return what.leaf.text;
  if (what.parts.size() == 1 && (what.is == operation::all_of || what.is == operation::any_of))
    return describe(what.parts.front(), inside);
  if (what.parts.size() == 1 && what.is == operation::none_of) return "not " + describe(what.parts.front(), true);
  if (what.parts.empty()) return what.is == operation::any_of || what.count > 0 ? "never" : "always";
  const std::string between = what.is == operation::any_of     ? " or "
                              : what.is == operation::none_of  ? " nor "
                              : what.is == operation::at_least ? ", "
                                                               : " and ";
  std::string text;
  for (const expression& part : what.parts) text += (text.empty() ? "" : between) + describe(part, true);
  if (what.is == operation::at_least) return "at least " + std::to_string(what.count) + " of (" + text + ")";
  if (what.is == operation::none_of) text = "neither " + text;
  return inside ? "(" + text + ")" : text;
}

/// Adds vertices for facts, conditions and formulas to a constraint graph; equal conditions share one vertex.
class expression_builder {
 public:
  expression_builder(const catalog& world, constraint_graph& graph) : world_(world), graph_(graph) {}

  std::size_t add_vertex(vertex_kind kind, std::string name, std::size_t index) {
    return boost::add_vertex(constraint_vertex{kind, std::move(name), index}, graph_);
  }

  void connect(std::size_t from, std::size_t to, edge_kind kind, double coverage = 1) {
    boost::add_edge(from, to, constraint_edge{kind, coverage}, graph_);
  }

  std::size_t add_gate(expression::operation is, std::string name, const std::vector<std::size_t>& parts,
                       std::size_t count = 0) {
    tables(graph_).gates.push_back({is, count});
    const std::size_t vertex = add_vertex(vertex_kind::gate, std::move(name), tables(graph_).gates.size() - 1);
    for (const std::size_t part : parts) connect(vertex, part, edge_kind::needs);
    return vertex;
  }

  /// A formula that always holds.
  std::size_t add_true() { return add_gate(expression::operation::all_of, "always", {}); }

  std::size_t add(const expression& what) {
    if (what.is == expression::operation::holds) return add_condition(what.leaf);
    std::vector<std::size_t> parts;
    for (const expression& part : what.parts) parts.push_back(add(part));
    return add_gate(what.is, describe(what), parts, what.count);
  }

  std::size_t add_slot(const fact_reference& reference) {
    if (const auto known = slots_.find(reference); known != slots_.end()) return known->second;
    return add_slot(reference, world_.facts.at(reference.name));
  }

  /// A fact with a declaration of its own, which must outlive the graph.
  std::size_t add_slot(const fact_reference& reference, const fact_declaration& declared) {
    constraint_tables& all = tables(graph_);
    const std::size_t slot = all.facts.size();
    all.facts.push_back({reference, &declared});
    all.fact_vertices.push_back(add_vertex(vertex_kind::fact, describe(reference), slot));
    for (const auto& [other, its_slot] : slots_) {
      if (other.name != reference.name) continue;
      connect(all.fact_vertices[slot], all.fact_vertices[its_slot], edge_kind::same);
      connect(all.fact_vertices[its_slot], all.fact_vertices[slot], edge_kind::same);
    }
    slots_.emplace(reference, slot);
    return slot;
  }

  std::size_t add_service(const std::string& id) {
    std::map<std::string, std::size_t>& known = tables(graph_).services;
    if (const auto found = known.find(id); found != known.end()) return found->second;
    const std::size_t vertex = add_vertex(vertex_kind::service, "service " + id, known.size());
    known.emplace(id, vertex);
    return vertex;
  }

  /// The condition that a yes/no fact holds.
  std::size_t add_fact_test(std::size_t slot) {
    constraint_condition test;
    test.slot = slot;
    test.written.subject = tables(graph_).facts[slot].reference;
    test.written.text = describe(test.written.subject);
    const std::size_t vertex = store(test, test.written.text);
    connect(vertex, tables(graph_).fact_vertices[slot], edge_kind::needs);
    return vertex;
  }

  /// A condition of a kind the text of a catalog cannot express: holding an agreement, willingness.
  std::size_t add_special(constraint_condition what, std::string name) {
    const auto key = "!" + name;
    if (const auto known = conditions_.find(key); known != conditions_.end()) return known->second;
    const std::size_t vertex = store(std::move(what), std::move(name));
    conditions_.emplace(key, vertex);
    return vertex;
  }

  /// That the device's vendor holds an agreement; one vertex, whoever asks.
  std::size_t add_holds(const std::string& agreement) {
    constraint_condition holds;
    holds.is = constraint_condition::kind::entity_test;
    holds.agreement = agreement;
    return add_special(std::move(holds), "vendor holds " + agreement);
  }

  [[nodiscard]] static std::string describe(const fact_reference& reference) {
    switch (reference.owner) {
      case fact_owner::bare: return reference.name;
      case fact_owner::os: return join("os", reference.name);
      case fact_owner::device: return join("device", reference.name);
      case fact_owner::platform: return join("platform", reference.name);
      case fact_owner::vendor: return join("vendor", reference.name);
      case fact_owner::built_by: return join("built_by", reference.name);
      case fact_owner::market: return join("market", reference.name);
      case fact_owner::world: break;
    }
    return join("world", reference.name);
  }

 private:
  static std::string join(const std::string& owner, const std::string& name) {
    return name.empty() ? owner : owner + "." + name;
  }

  static std::string detail_describe(const expression& what) { return portfit::detail::describe(what); }
  [[nodiscard]] static std::string describe(const expression& what) { return detail_describe(what); }

  std::size_t store(constraint_condition what, std::string name) {
    constraint_tables& all = tables(graph_);
    const std::size_t index = all.conditions.size();
    all.conditions.push_back(std::move(what));
    const std::size_t vertex = add_vertex(vertex_kind::condition, std::move(name), index);
    tables(graph_).condition_vertices.push_back(vertex);
    return vertex;
  }

  /// Conditions that ask the same have the same key, however they were written.
  static std::string key_of(const condition& asked) {
    std::string key = std::to_string(static_cast<int>(asked.compares)) + (asked.is_age ? " age " : " ") +
                      describe(asked.subject) + " " + asked.service + " " + std::to_string(asked.coverage) +
                      (asked.coverage_named ? "!" : "");
    if (asked.other) return key + " fact " + describe(*asked.other);
    if (const auto* word = std::get_if<std::string>(&asked.bound)) return key + " word " + *word;
    if (const auto* number = std::get_if<double>(&asked.bound)) {
      const auto* bytes = reinterpret_cast<const unsigned char*>(number);
      for (std::size_t byte = 0; byte < sizeof(double); ++byte) key += " " + std::to_string(bytes[byte]);
    }
    return key;
  }

  std::size_t add_condition(const condition& asked) {
    const std::string key = key_of(asked);
    if (const auto known = conditions_.find(key); known != conditions_.end()) return known->second;
    if (asked.subject == fact_reference{fact_owner::vendor, "holds"}) return add_held(asked);
    constraint_condition made;
    made.written = asked;
    made.compares = asked.compares;
    made.bound = asked.bound;
    std::vector<std::size_t> needs;
    if (!asked.service.empty()) {
      made.is = constraint_condition::kind::service_test;
      needs.push_back(add_service(asked.service));
    } else if (is_about_entities(asked.subject)) {
      made.is = constraint_condition::kind::entity_test;
    } else {
      made.slot = add_slot(asked.subject);
      needs.push_back(tables(graph_).fact_vertices[made.slot]);
      if (asked.other) {
        made.other_slot = add_slot(*asked.other);
        needs.push_back(tables(graph_).fact_vertices[*made.other_slot]);
      }
      if (asked.is_age) turn_age_into_date(made);
    }
    const std::size_t vertex = store(std::move(made), asked.text);
    for (const std::size_t need : needs) connect(vertex, need, edge_kind::needs);
    conditions_.emplace(key, vertex);
    return vertex;
  }

  /// `vendor.holds = google`, or `!=`.
  std::size_t add_held(const condition& asked) {
    const std::size_t holds = add_holds(std::get<std::string>(asked.bound));
    if (asked.compares == comparison::equal) return holds;
    return add_gate(expression::operation::none_of, asked.text, {holds});
  }

  [[nodiscard]] static bool is_about_entities(const fact_reference& subject) {
    if (subject.name.empty()) return true;
    return ((subject.name == "home" || subject.name == "holds") &&
            (subject.owner == fact_owner::vendor || subject.owner == fact_owner::built_by)) ||
           (subject.name == "vendor" && subject.owner == fact_owner::platform) ||
           (subject.name == "based_on" && subject.owner == fact_owner::os) ||
           (subject.name == "sold_in" && subject.owner == fact_owner::market);
  }

  /// age(x) <= 36 months holds if x is no earlier than the day 36 months ago.
  void turn_age_into_date(constraint_condition& made) const {
    constexpr double longest = 12 * 5000.0;  // older than any date there is
    const int months =
        static_cast<int>((std::clamp)(std::floor(std::get<double>(made.bound) + 0.5), -longest, longest));
    made.bound = static_cast<double>(months_before(tables(graph_).as_of, months).days());
    switch (made.compares) {
      case comparison::at_least: made.compares = comparison::at_most; break;
      case comparison::at_most: made.compares = comparison::at_least; break;
      case comparison::greater: made.compares = comparison::less; break;
      case comparison::less: made.compares = comparison::greater; break;
      default: break;
    }
  }

  const catalog& world_;
  constraint_graph& graph_;
  std::map<fact_reference, std::size_t> slots_;
  std::map<std::string, std::size_t> conditions_;
};

}  // namespace portfit::detail
