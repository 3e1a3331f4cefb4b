#pragma once

#include <portfit/catalog/read_catalog.hpp>

#include <charconv>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace portfit {

/// A value for the builder: text as a catalog file would hold it, a list of values, or any part of a document.
class built_value {
 public:
  built_value(const char* text) : node_(document_node::scalar(text)) {}                    // NOLINT: meant to convert
  built_value(std::string_view text) : node_(document_node::scalar(std::string(text))) {}  // NOLINT: meant to convert
  built_value(std::string text) : node_(document_node::scalar(std::move(text))) {}         // NOLINT: meant to convert
  built_value(document_node node) : node_(std::move(node)) {}                              // NOLINT: meant to convert
  /// A list of several values; of one value write `list_of({value})`, since `{value}` is the value itself.
  built_value(std::initializer_list<built_value> values) : node_(document_node::list()) {
    for (const built_value& value : values) node_.items.push_back(value.node_);
  }

  [[nodiscard]] const document_node& node() const { return node_; }

 private:
  document_node node_;
};

/// A list for the builder, also of one value or none.
[[nodiscard]] inline built_value list_of(std::initializer_list<built_value> values) {
  document_node node = document_node::list();
  for (const built_value& value : values) node.items.push_back(value.node());
  return node;
}

/// A map for the builder: keys and values in order.
using built_map = std::initializer_list<std::pair<std::string_view, built_value>>;

[[nodiscard]] inline built_value map_of(built_map entries) {
  document_node node = document_node::map();
  for (const auto& [key, value] : entries) node.at(key) = value.node();
  return node;
}

/// A fact nobody knows: it masks what would be inherited.
[[nodiscard]] inline built_value unknown_value() { return document_node{}; }

/// Formulas for `must`, `should`, `needs`, `when`: conditions as text, or such formulas again.
[[nodiscard]] inline built_value all_of(std::initializer_list<built_value> parts) {
  return map_of({{"all_of", parts}});
}
[[nodiscard]] inline built_value any_of(std::initializer_list<built_value> parts) {
  return map_of({{"any_of", parts}});
}
[[nodiscard]] inline built_value none_of(std::initializer_list<built_value> parts) {
  return map_of({{"none_of", parts}});
}
[[nodiscard]] inline built_value at_least(std::size_t count, std::initializer_list<built_value> parts) {
  return map_of({{"at_least", std::to_string(count)}, {"of", parts}});
}

/// One entity of a catalog under construction; made by `catalog_builder`, which must outlive it.
///
/// Every word takes what a catalog file takes under the key of the same name, and returns the entity again.
class entity_builder {
 public:
  /// Any key: a fact, or one that has no word of its own here. Giving a key again replaces its value.
  entity_builder& set(std::string_view key, const built_value& value) {
    node().at(key) = value.node();
    return *this;
  }
  entity_builder& name(const built_value& value) { return set("name", value); }
  entity_builder& note(const built_value& value) { return set("note", value); }
  entity_builder& source(const built_value& value) { return set("source", value); }

  entity_builder& must(std::string_view requirement, const built_value& need) {
    node().at("must").at(requirement) = need.node();
    return *this;
  }
  /// @pre `weight` is positive (else the reader tells it).
  entity_builder& should(std::string_view requirement, const built_value& need, double weight = 1) {
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), weight).ptr;
    node().at("should").at(requirement) = map_of({{"need", need}, {"weight", std::string(digits, end)}}).node();
    return *this;
  }

  // of vendors, platforms, devices, systems
  entity_builder& home(const built_value& place) { return set("home", place); }
  entity_builder& holds(const built_value& agreements) { return set("holds", agreements); }
  entity_builder& vendor(const built_value& id) { return set("vendor", id); }
  entity_builder& platform(const built_value& id) { return set("platform", id); }
  entity_builder& family(const built_value& platform) { return set("family", platform); }
  entity_builder& built_by(const built_value& id) { return set("built_by", id); }
  entity_builder& based_on(const built_value& id) { return set("based_on", id); }
  entity_builder& provides(const built_value& services) { return set("provides", services); }
  entity_builder& is_abstract() { return set("abstract", "yes"); }

  // of remedies and hazards
  entity_builder& makes(const built_value& effects) { return set("makes", effects); }
  entity_builder& sets(built_map facts) { return set("sets", map_of(facts)); }
  entity_builder& adds(built_map facts) { return set("adds", map_of(facts)); }
  entity_builder& breaks(const built_value& facts) { return set("breaks", facts); }
  entity_builder& needs(const built_value& formula) { return set("needs", formula); }
  entity_builder& excludes(const built_value& remedies) { return set("excludes", remedies); }
  entity_builder& after(const built_value& remedies) { return set("after", remedies); }
  entity_builder& once_per(const built_value& scopes) { return set("once_per", scopes); }
  entity_builder& by(const built_value& actor) { return set("by", actor); }
  entity_builder& paid_by(const built_value& payer) { return set("paid_by", payer); }
  entity_builder& effort(const built_value& amount) { return set("effort", amount); }
  entity_builder& money(const built_value& amount) { return set("money", amount); }
  entity_builder& time(const built_value& amount) { return set("time", amount); }
  entity_builder& works(const built_value& chance) { return set("works", chance); }
  entity_builder& pays_vendor(const built_value& amount) { return set("pays", map_of({{"vendor", amount}})); }
  entity_builder& per_year(const built_value& chance) { return set("per_year", chance); }
  entity_builder& survival(built_map left_by_year) { return set("survival", map_of(left_by_year)); }
  entity_builder& start(const built_value& date) { return set("start", date); }
  entity_builder& part_of(const built_value& hazard, const built_value& share) {
    return set("part_of", hazard).set("share", share);
  }

  // of markets, rules, places, services, agreements
  entity_builder& sold_in(const built_value& places) { return set("sold_in", places); }
  entity_builder& units(const built_value& number) { return set("units", number); }
  entity_builder& margin(const built_value& amount) { return set("margin", amount); }
  entity_builder& from(const built_value& day) { return set("from", day); }
  entity_builder& until(const built_value& day) { return set("until", day); }
  entity_builder& when(const built_value& formula) { return set("when", formula); }
  entity_builder& withdraws(const built_value& services) { return set("withdraws", services); }
  entity_builder& requires_that(std::string_view requirement, const built_value& need) {
    node().at("requires").at(requirement) = need.node();
    return *this;
  }
  entity_builder& contains(const built_value& places) { return set("contains", places); }
  entity_builder& replaced_by(std::string_view substitute, const built_value& coverage) {
    node().at("replaced_by").at(substitute) = coverage.node();
    return *this;
  }
  entity_builder& grants(const built_value& services) { return set("grants", services); }
  entity_builder& obliges(std::string_view requirement, const built_value& need) {
    node().at("obliges").at(requirement) = need.node();
    return *this;
  }
  entity_builder& forbids(std::string_view act, built_map clause) {
    node().at("forbids").at(act) = map_of(clause).node();
    return *this;
  }

 private:
  friend class catalog_builder;
  entity_builder(document_node& root, std::string_view section, std::string_view id)
      : root_(root), section_(section), id_(id) {
    if (node().is_null()) node() = document_node::map();
  }
  /// Looked up each time: nodes move when their neighbours grow.
  document_node& node() { return root_.at(section_).at(id_); }

  document_node& root_;
  std::string section_;
  std::string id_;
};

/// Builds a catalog in C++, word by word as a catalog file would say it, through the same checks.
///
/// Naming an entity again goes on with it. Nothing is checked before `build`. Example: three lines of a catalog are
/// `market.fact("ram", "GiB"); market.vendor("acme"); market.device("x1").vendor("acme").platform("unknown").set("ram", "4 GiB");`
class catalog_builder {
 public:
  /// `name` stands in remarks where a file name would.
  explicit catalog_builder(std::string name = {}) {
    document_.file = std::move(name);
    document_.root.at("portfit") = document_node::scalar("1");
  }
  // Entity builders point into the document.
  catalog_builder(const catalog_builder&) = delete;
  catalog_builder& operator=(const catalog_builder&) = delete;

  /// Any key at the head of a catalog.
  catalog_builder& set(std::string_view key, const built_value& value) {
    document_.root.at(key) = value.node();
    return *this;
  }
  catalog_builder& as_of(const built_value& day) { return set("as_of", day); }
  catalog_builder& currency(const built_value& code) { return set("money", code); }
  catalog_builder& rate(std::string_view code, const built_value& value) { return within("rates", code, value); }
  catalog_builder& person_month(const built_value& amount) { return set("person_month", amount); }
  catalog_builder& scale(const built_value& amount) { return set("scale", amount); }
  catalog_builder& budget(built_map limits) { return set("budget", map_of(limits)); }
  catalog_builder& source(std::string_view id, const built_value& title, const built_value& confidence = "C") {
    return within("sources", id, map_of({{"title", title}, {"confidence", confidence}}));
  }
  /// Declares a fact: a type, a unit, or a list of ordered words; `more` holds `default`, `unless_known`, `ask`, ...
  catalog_builder& fact(std::string_view name, const built_value& type, built_map more = {}) {
    document_node declaration = map_of(more).node();
    declaration.at("type") = type.node();
    return within("facts", name, declaration);
  }
  /// States a fact of the world.
  catalog_builder& world(std::string_view name, const built_value& value) { return within("world", name, value); }

  entity_builder vendor(std::string_view id) { return entity("vendors", id); }
  entity_builder platform(std::string_view id) { return entity("platforms", id); }
  entity_builder device(std::string_view id) { return entity("devices", id); }
  entity_builder system(std::string_view id) { return entity("systems", id); }
  entity_builder port(std::string_view os, std::string_view target) {
    return entity("ports", std::string(os) + '/' + std::string(target));
  }
  entity_builder remedy(std::string_view id) { return entity("remedies", id); }
  entity_builder place(std::string_view id) { return entity("places", id); }
  entity_builder service(std::string_view id) { return entity("services", id); }
  entity_builder agreement(std::string_view id) { return entity("agreements", id); }
  entity_builder rule(std::string_view id) { return entity("rules", id); }
  entity_builder market(std::string_view id) { return entity("markets", id); }
  entity_builder hazard(std::string_view id) { return entity("hazards", id); }
  entity_builder count_table(std::string_view id) { return entity("counts", id); }

  /// What was built so far, to be read together with other documents.
  [[nodiscard]] portfit::document document() const {
    portfit::document result = document_;
    result.hash = fingerprint(detail::inline_text(document_.root));
    return result;
  }
  /// Reads and checks what was built so far; see `read_catalog`.
  [[nodiscard]] read_result build() const {
    const portfit::document told = document();
    return read_catalog(std::span<const portfit::document>(&told, 1));
  }

 private:
  catalog_builder& within(std::string_view section, std::string_view key, const built_value& value) {
    document_.root.at(section).at(key) = value.node();
    return *this;
  }
  entity_builder entity(std::string_view section, std::string_view id) { return {document_.root, section, id}; }

  portfit::document document_;
};

}  // namespace portfit
