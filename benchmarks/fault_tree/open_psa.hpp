#pragma once

#include <portfit/formula/formula.hpp>

#include "open_psa_definitions.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit_benchmark {

/// A fault tree: when the top event comes about, and how likely each basic event is. Basic events are independent.
struct fault_tree {
  std::string name;        ///< of the tree, else of its top gate
  std::string top_name;    ///< of the gate at the top
  portfit::formula terms;  ///< its variables are the basic events below the top, in the sequence of their first visit;
                           ///< their labels are the names of the events
  portfit::term top = portfit::false_term;
  std::vector<double> chances;  ///< by variable
  std::size_t gates = 0;        ///< defined gates below the top, itself included
};

struct fault_tree_reading {
  std::optional<fault_tree> tree;  ///< none where there are remarks
  portfit::diagnostics remarks;
};

namespace detail {

/// Turns definitions into one formula: links references, looks for cycles and the top, then builds from the leaves up.
class open_psa_linker {
 public:
  open_psa_linker(xml_text& text, open_psa_definitions& events) : text_(&text), events_(&events) {}

  std::optional<fault_tree> link(const std::string& wanted_top) {
    for (std::size_t which = 0; which < events_->all().size(); ++which) link_gate(which);
    if (text_->failed()) return std::nullopt;
    mark_.assign(events_->all().size(), mark::fresh);
    for (std::size_t which = 0; which < events_->all().size(); ++which)
      if (!visit(which, [](std::size_t) {})) return std::nullopt;
    const std::size_t top = find_top(wanted_top);
    if (top == open_psa_definitions::none) return std::nullopt;
    mark_.assign(events_->all().size(), mark::fresh);
    built_.assign(events_->all().size(), portfit::false_term);
    (void)visit(top, [this](std::size_t which) { built_[which] = build_event(which); });
    tree_.name = events_->tree_name().empty() ? events_->at(top).name : events_->tree_name();
    tree_.top_name = events_->at(top).name;
    tree_.top = built_[top];
    return std::move(tree_);
  }

 private:
  enum class mark : unsigned char { fresh, open, done };

  [[nodiscard]] static bool is_note(const pugi::xml_node& node) {
    const std::string_view element = node.name();
    return node.type() != pugi::node_element || element == "label" || element == "attributes";
  }

  static std::vector<pugi::xml_node> operands_of(const pugi::xml_node& node) {
    std::vector<pugi::xml_node> operands;
    for (const pugi::xml_node& each : node.children())
      if (!is_note(each)) operands.push_back(each);
    return operands;
  }

  // Links

  void link_gate(std::size_t which) {
    if (events_->at(which).kind != event_kind::gate) return;
    const pugi::xml_node node = events_->at(which).node;
    const std::vector<pugi::xml_node> formulas = operands_of(node);
    if (formulas.size() != 1)
      return text_->error(
          node, "bad_gate",
          "the gate '" + events_->at(which).name + "' has " + std::to_string(formulas.size()) + " formulas", "one");
    link_formula(which, formulas.front());
  }

  void link_formula(std::size_t gate, const pugi::xml_node& node) {
    const std::string_view element = node.name();
    if (element == "gate" || element == "basic-event" || element == "house-event" || element == "event")
      return link_reference(gate, node);
    if (element == "constant") {
      const std::string_view value = node.attribute("value").value();
      if (value != "true" && value != "false")
        text_->error(node, "bad_state", "a constant is '" + std::string(value) + "'", "true or false");
      return;
    }
    const std::vector<pugi::xml_node> operands = operands_of(node);
    if (!check_operands(node, operands.size())) return;
    for (const pugi::xml_node& each : operands) link_formula(gate, each);
  }

  void link_reference(std::size_t gate, const pugi::xml_node& node) {
    const std::string name = node.attribute("name").value();
    const std::string_view typed = node.attribute("type").value();
    const std::string_view asked = typed.empty() ? std::string_view(node.name()) : typed;
    const std::size_t found = events_->find(events_->at(gate).scope, name);
    if (found == open_psa_definitions::none)
      return text_->error(node, "undefined_event", "'" + name + "' is not defined", {}, events_->nearest(name));
    const event_kind kind = events_->at(found).kind;
    const bool fits = asked == "event" || (asked == "gate" && kind == event_kind::gate) ||
                      (asked == "basic-event" && kind == event_kind::basic) ||
                      (asked == "house-event" && kind == event_kind::house);
    if (!fits) return text_->error(node, "wrong_kind", "'" + name + "' is a " + to_text(kind));
    events_->at(gate).events.push_back(found);
  }

  bool check_operands(const pugi::xml_node& node, std::size_t count) {
    const std::string element = node.name();
    const auto refuse = [&](const char* expected) {
      text_->error(node, "bad_operands", "<" + element + "> has " + std::to_string(count) + " operands", expected);
      return false;
    };
    if (element == "and" || element == "or" || element == "nand" || element == "nor")
      return count > 0 || refuse("at least one");
    if (element == "not") return count == 1 || refuse("one");
    if (element == "xor" || element == "iff" || element == "imply") return count == 2 || refuse("two");
    if (element == "atleast" || element == "cardinality") return check_counts(node, count);
    text_->error(node, "unknown_element", "<" + element + "> is no formula", "and, or, not, atleast, ...");
    return false;
  }

  bool check_counts(const pugi::xml_node& node, std::size_t count) {
    const auto least = number(node, "min");
    const auto most = number(node, "max");
    const bool ranged = std::string_view(node.name()) == "cardinality";
    if (least && *least <= count && (!ranged || (most && *least <= *most && *most <= count))) return true;
    text_->error(
        node, "bad_count",
        "<" + std::string(node.name()) + "> of " + std::to_string(count) + " operands does not say how many of them",
        ranged ? "min=\"..\" max=\"..\"" : "min=\"..\"");
    return false;
  }

  static std::optional<std::size_t> number(const pugi::xml_node& node, const char* attribute) {
    const std::string_view digits = node.attribute(attribute).value();
    std::size_t value = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
  }

  // Structure

  /// Calls `finish` for every event below `root` not finished yet, operands first, from left to right. False on a cycle.
  template <class Finish>
  bool visit(std::size_t root, Finish finish) {
    struct frame {
      std::size_t event;
      std::size_t next;
    };
    if (mark_[root] == mark::done) return true;
    std::vector<frame> path{{root, 0}};
    mark_[root] = mark::open;
    while (!path.empty()) {
      const std::size_t event = path.back().event;
      const std::vector<std::size_t>& operands = events_->at(event).events;
      if (path.back().next == operands.size()) {
        finish(event);
        mark_[event] = mark::done;
        path.pop_back();
        continue;
      }
      const std::size_t operand = operands[path.back().next++];
      if (mark_[operand] == mark::open) {
        std::vector<std::size_t> gates;
        for (const frame& each : path) gates.push_back(each.event);
        tell_cycle(gates, operand);
        return false;
      }
      if (mark_[operand] == mark::fresh) {
        mark_[operand] = mark::open;
        path.push_back({operand, 0});
      }
    }
    return true;
  }

  void tell_cycle(const std::vector<std::size_t>& path, std::size_t again) {
    std::string names;
    for (auto each = std::find(path.begin(), path.end(), again); each != path.end(); ++each)
      names += events_->at(*each).name + " -> ";
    text_->error(events_->at(again).node, "cycle", "gates rest on themselves: " + names + events_->at(again).name);
  }

  std::size_t find_top(const std::string& wanted) {
    if (!wanted.empty()) return find_wanted_top(wanted);
    std::vector<bool> referred(events_->all().size());
    for (const event_definition& each : events_->all())
      for (const std::size_t operand : each.events) referred[operand] = true;
    std::vector<std::size_t> tops;
    for (std::size_t which = 0; which < referred.size(); ++which)
      if (!referred[which] && events_->at(which).kind == event_kind::gate) tops.push_back(which);
    if (tops.size() == 1) return tops.front();
    if (tops.empty()) {
      text_->error(text_->root(), "no_top", "the file defines no gate");
    } else {
      std::string names;
      for (const std::size_t each : tops) names += (names.empty() ? "" : ", ") + events_->at(each).name;
      text_->error(events_->at(tops[1]).node, "several_tops",
                   std::to_string(tops.size()) + " gates are referred to by nobody: " + names, "one, or a chosen top");
    }
    return open_psa_definitions::none;
  }

  std::size_t find_wanted_top(const std::string& wanted) {
    const std::size_t found = events_->find({}, wanted);
    if (found != open_psa_definitions::none && events_->at(found).kind == event_kind::gate) return found;
    text_->error(text_->root(), "no_top", "there is no gate '" + wanted + "'", {}, events_->nearest(wanted));
    return open_psa_definitions::none;
  }

  // Terms

  portfit::term build_event(std::size_t which) {
    const event_definition& event = events_->at(which);
    if (event.kind == event_kind::house) return event.chance > 0 ? portfit::true_term : portfit::false_term;
    if (event.kind == event_kind::basic) {
      tree_.chances.push_back(event.chance);
      return tree_.terms.literal(tree_.terms.add_variable(event.name));
    }
    ++tree_.gates;
    return build(event.scope, operands_of(event.node).front());
  }

  portfit::term build(const std::string& scope, const pugi::xml_node& node) {
    const std::string_view element = node.name();
    if (element == "constant")
      return std::string_view(node.attribute("value").value()) == "true" ? portfit::true_term : portfit::false_term;
    if (node.attribute("name")) return built_[events_->find(scope, node.attribute("name").value())];
    std::vector<portfit::term> operands;
    for (const pugi::xml_node& each : operands_of(node)) operands.push_back(build(scope, each));
    portfit::formula& terms = tree_.terms;
    if (element == "and") return terms.conjunction(std::move(operands));
    if (element == "or") return terms.disjunction(std::move(operands));
    if (element == "nand") return terms.negate(terms.conjunction(std::move(operands)));
    if (element == "nor") return terms.negate(terms.disjunction(std::move(operands)));
    if (element == "not") return terms.negate(operands[0]);
    if (element == "imply") return terms.disjunction(terms.negate(operands[0]), operands[1]);
    if (element == "xor") return terms.if_then_else(operands[0], terms.negate(operands[1]), operands[1]);
    if (element == "iff") return terms.if_then_else(operands[0], operands[1], terms.negate(operands[1]));
    const portfit::term enough = terms.at_least(*number(node, "min"), operands);
    if (element == "atleast") return enough;
    return terms.conjunction(enough, terms.negate(terms.at_least(*number(node, "max") + 1, operands)));
  }

  xml_text* text_;
  open_psa_definitions* events_;
  std::vector<mark> mark_;
  std::vector<portfit::term> built_;  // by event
  fault_tree tree_;
};

}  // namespace detail

/// Reads a model in the Open-PSA Model Exchange Format (Epstein, Rauzy et al., "Open-PSA Model Exchange Format", version 2.0d,
/// 2008): its fault trees, components, gates, basic events with a fixed probability, and house events.
///
/// The top is the gate nobody refers to, or the one `top` names. Mistakes are told with line and column: names that are not
/// defined or twice, missing probabilities, cycles, several tops. What the format offers beyond (common causes, parameters,
/// event trees) is refused, not passed over. `imply` holds unless its first operand does and its second does not.
/// @param file  a name for messages
/// Complexity: linear in the text, but for a logarithm to look up names. Recursion is bounded by `limits.depth`.
[[nodiscard]] inline fault_tree_reading read_open_psa(std::string_view text, std::string file,
                                                      const std::string& top = {}, xml_limits limits = {}) {
  fault_tree_reading reading;
  xml_text document(text, std::move(file), limits);
  if (!document.failed()) {
    open_psa_definitions events(document);
    if (!document.failed()) reading.tree = detail::open_psa_linker(document, events).link(top);
  }
  reading.remarks = std::move(document.remarks());
  return reading;
}

}  // namespace portfit_benchmark
