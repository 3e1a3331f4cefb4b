#pragma once

#include <portfit/catalog/nearest.hpp>

#include "xml_text.hpp"

#include <charconv>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace portfit_benchmark {

enum class event_kind { gate, basic, house };

[[nodiscard]] inline std::string to_text(event_kind kind) {
  if (kind == event_kind::gate) return "gate";
  return kind == event_kind::basic ? "basic event" : "house event";
}

/// One event of a model as it was defined.
struct event_definition {
  event_kind kind = event_kind::gate;
  std::string name;
  std::string scope;                ///< the fault tree and components it stands in, each with a point behind
  pugi::xml_node node;              ///< the element that defines it
  double chance = 0;                ///< of a basic event; of a house event 0 or 1
  std::vector<std::size_t> events;  ///< of a gate: those it refers to, in the sequence of the text
};

/// The events a model defines, found by name.
///
/// Names are looked up as the Open-PSA Model Exchange Format 2.0 has it (section III.3, "Model Structure"): first within the
/// innermost component, then outwards, then among all public names. Events share one name space.
class open_psa_definitions {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// @param text  outlives the definitions; mistakes are told to it
  explicit open_psa_definitions(xml_text& text) : text_(&text) { read_model(text.root()); }

  [[nodiscard]] const std::vector<event_definition>& all() const { return events_; }
  [[nodiscard]] event_definition& at(std::size_t which) { return events_[which]; }
  [[nodiscard]] const event_definition& at(std::size_t which) const { return events_[which]; }
  /// The name of the first fault tree.
  [[nodiscard]] const std::string& tree_name() const { return tree_name_; }

  /// The event that a reference from within `scope` means, or `none`.
  [[nodiscard]] std::size_t find(const std::string& scope, const std::string& name) const {
    for (std::string prefix = scope; !prefix.empty();) {
      if (const auto found = by_path_.find(prefix + name); found != by_path_.end()) return found->second;
      const std::size_t point = prefix.size() > 1 ? prefix.rfind('.', prefix.size() - 2) : std::string::npos;
      prefix.resize(point == std::string::npos ? 0 : point + 1);
    }
    if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
    const auto found = by_path_.find(name);
    return found == by_path_.end() ? none : found->second;
  }

  /// The public name most like the one given.
  [[nodiscard]] std::string nearest(const std::string& name) const { return portfit::nearest_name(name, by_name_); }

 private:
  void read_model(const pugi::xml_node& root) {
    if (std::string_view(root.name()) != "opsa-mef")
      return text_->error(root, "wrong_root", "the root is <" + std::string(root.name()) + ">", "<opsa-mef>");
    for (const pugi::xml_node& each : root.children()) {
      const std::string_view element = each.name();
      if (element == "define-fault-tree") {
        if (tree_name_.empty()) tree_name_ = each.attribute("name").value();
        read_container(each, std::string(each.attribute("name").value()) + '.', true);
      } else if (element == "model-data") {
        read_container(each, {}, true);
      } else {
        skip_or_refuse(each);
      }
    }
  }

  /// A fault tree, a component or the data of the model. Nested no deeper than the limit on depth.
  void read_container(const pugi::xml_node& container, const std::string& scope, bool is_public) {
    for (const pugi::xml_node& each : container.children()) {
      const std::string_view element = each.name();
      const std::string_view role = each.attribute("role").value();
      const bool shown = role.empty() ? is_public : role == "public";
      if (element == "define-component")
        read_container(each, scope + each.attribute("name").value() + '.', shown);
      else if (element == "define-gate")
        add({event_kind::gate, each.attribute("name").value(), scope, each, 0, {}}, shown);
      else if (element == "define-basic-event")
        add({event_kind::basic, each.attribute("name").value(), scope, each, read_chance(each), {}}, shown);
      else if (element == "define-house-event")
        add({event_kind::house, each.attribute("name").value(), scope, each, read_state(each), {}}, shown);
      else
        skip_or_refuse(each);
    }
  }

  /// Words for people are passed over; anything else might change the meaning of the tree.
  void skip_or_refuse(const pugi::xml_node& node) {
    const std::string_view element = node.name();
    if (node.type() != pugi::node_element || element == "label" || element == "attributes") return;
    text_->error(node, "unknown_element", "<" + std::string(element) + "> is not read here",
                 "fault trees, components, gates, basic events or house events");
  }

  void add(event_definition made, bool is_public) {
    const pugi::xml_node node = made.node;
    if (made.name.empty())
      return text_->error(node, "missing_name", "<" + std::string(node.name()) + "> has no name", "name=\"...\"");
    const std::size_t number = events_.size();
    const bool fresh = by_path_.emplace(made.scope + made.name, number).second;
    if (!fresh || (is_public && !by_name_.emplace(made.name, number).second))
      return text_->error(node, "defined_twice", "'" + made.name + "' is defined already");
    events_.push_back(std::move(made));
  }

  double read_chance(const pugi::xml_node& node) {
    const std::string name = node.attribute("name").value();
    const pugi::xml_node given = node.child("float") ? node.child("float") : node.child("int");
    if (!given) {
      text_->error(node, "missing_probability", "the basic event '" + name + "' has no probability",
                   "<float value=\"...\"/>");
      return 0;
    }
    const std::string_view digits = given.attribute("value").value();
    double value = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = failure == std::errc() && end == digits.data() + digits.size();
    if (whole && value >= 0 && value <= 1) return value;
    text_->error(given, "bad_probability", "'" + std::string(digits) + "' is no probability of '" + name + "'",
                 "a number from 0 to 1");
    return 0;
  }

  double read_state(const pugi::xml_node& node) {
    const std::string_view value = node.child("constant").attribute("value").value();
    if (value == "true") return 1;
    if (value != "false")
      text_->error(node, "bad_state",
                   "the house event '" + std::string(node.attribute("name").value()) + "' has no state",
                   "<constant value=\"true\"/> or \"false\"");
    return 0;
  }

  xml_text* text_;
  std::vector<event_definition> events_;
  std::map<std::string, std::size_t> by_path_;
  std::map<std::string, std::size_t> by_name_;  // public ones
  std::string tree_name_;
};

}  // namespace portfit_benchmark
