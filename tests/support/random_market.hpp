#pragma once

#include "support/random.hpp"
#include "support/random_catalog.hpp"
#include "support/worked_example.hpp"

#include <portfit/catalog/catalog.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace portfit_test {

namespace market_detail {

/// Makes a catalog of one device into one of many that resemble each other.
class market_maker {
 public:
  market_maker(portfit::catalog world, std::uint64_t seed) : world_(std::move(world)), random_(seed ^ 0xc0de) {}

  portfit::catalog make(std::size_t devices) {
    add_counts();
    add_words();
    add_entities();
    gather_facts();
    for (std::size_t index = 0; index < devices; ++index) add_device("e" + std::to_string(index));
    add_ports();
    add_hazards();
    if (random_.chance(0.3)) ask_of_entities();
    return std::move(world_);
  }

 private:
  using kind = portfit::effect::kind;

  /// A remedy whose chance is counted by vendor and platform.
  void add_counts() {
    if (random_.chance(0.4)) return;
    declare_yes_no(world_, "kept");
    declare_yes_no(world_, "running");
    world_.facts["running"].default_value = 0.0;
    portfit::count_table& counts = world_.counts["keeping"];
    counts.id = "keeping";
    counts.of = "kept";
    counts.yes = {"yes"};
    using key = portfit::count_key;
    counts.by = {{key{key::kind::vendor, {}}, key{key::kind::platform, {}}}, {key{key::kind::platform, {}}}};
    portfit::remedy& bring_up = world_.remedies["bring_up"];
    bring_up.id = "bring_up";
    bring_up.effects = {does(kind::makes, "running")};
    bring_up.money = always(portfit::estimate::exactly(10));
    bring_up.works = {{std::nullopt, {}, "keeping"}};
    world_.systems["os1"].asks.push_back(random_.chance(0.5) ? must("runs", holds("running"))
                                                             : should("runs", holds("running"), 2));
  }

  void add_words() {
    if (random_.chance(0.5)) return;
    world_.facts["marks"].name = "marks";
    world_.facts["marks"].type = portfit::fact_type::word_set;
    for (const char* const word : {"jack", "card"})
      if (random_.chance(0.8))
        world_.systems["os1"].asks.push_back(
            should(word, holds("marks", portfit::comparison::includes, std::string(word)), random_.between(1, 3)));
  }

  void add_entities() {
    for (const char* const id : {"v2", "v3"}) {
      world_.vendors[id] = world_.vendors["v1"];
      world_.vendors[id].id = id;
      if (random_.chance(0.5)) world_.vendors[id].holds.clear();
      for (const auto& [agreement, what] : world_.agreements)
        if (random_.chance(0.5)) {
          world_.vendors[id].holds.clear();
          world_.vendors[id].may_hold[agreement] =
              random_.chance(0.5) ? std::optional(0.25 * random_.between(1, 3)) : std::nullopt;
        }
    }
    for (const char* const id : {"p2", "f1"}) {
      world_.platforms[id] = world_.platforms["p1"];
      world_.platforms[id].id = id;
      world_.platforms[id].family.clear();
    }
    if (random_.chance(0.5)) world_.platforms["p2"].family = "f1";
    world_.platforms["p2"].facts.clear();
  }

  /// Everything anybody states, to be said of other devices too.
  void gather_facts() {
    const auto take = [&](const portfit::fact_table& table) {
      for (const auto& [name, statements] : table) {
        names_.insert(name);
        for (const portfit::fact& each : statements) statements_.push_back(each);
      }
    };
    take(world_.devices["d1"].facts);
    take(world_.platforms["p1"].facts);
    take(world_.vendors["v1"].facts);
    take(world_.world);
    for (const auto& [id, port] : world_.ports) take(port.facts);
    for (const auto& [name, declared] : world_.facts)
      if (declared.type == portfit::fact_type::yes_no) {
        statements_.push_back(known(name, 1.0));
        statements_.push_back(known(name, 0.0));
        statements_.push_back(likely(name, 0.125 * random_.between(0, 8)));
      } else if (declared.type == portfit::fact_type::quantity) {
        statements_.push_back(known(name, static_cast<double>(random_.between(2, 8))));
        statements_.push_back(unknown(name));
      } else if (declared.type == portfit::fact_type::word_set) {
        statements_.push_back(known(name, std::set<std::string>{"jack"}));
        statements_.push_back(known(name, std::set<std::string>{}));
        statements_.push_back(unknown(name));
      }
  }

  void change(portfit::fact_table& facts) {
    for (const std::string& name : names_)
      if (random_.chance(0.15)) facts.erase(name);
    if (statements_.empty()) return;
    for (int times = random_.between(0, 3); times > 0; --times) {
      const portfit::fact& said = random_.pick(statements_);
      facts[said.name] = {said};
      if (random_.chance(0.1)) facts[said.name].front().trust = portfit::confidence::assumed;
    }
  }

  void add_device(const std::string& id) {
    portfit::device& made = world_.devices[id];
    made = world_.devices["d1"];
    made.id = id;
    change(made.facts);
    const std::vector<std::string> vendors{"v1", "v1", "v2", "v3", "v9"};
    const std::vector<std::string> platforms{"p1", "p1", "p2", "f1", "", "p9"};
    made.vendor = random_.pick(vendors);
    made.platform = random_.pick(platforms);
    if (random_.chance(0.2)) made.built_by = random_.pick(vendors);
  }

  void add_ports() {
    const std::vector<std::string> targets{"e0", "e1", "p1", "p2", "v1", "v3", "f1"};
    for (int times = random_.between(0, 3); times > 0; --times) {
      const std::string os = random_.chance(0.7) ? "os1" : "base0";
      const std::string target = random_.pick(targets);
      portfit::port& made = world_.ports[os + "/" + target];
      made.id = os + "/" + target;
      made.os = os;
      made.target = target;
      change(made.facts);
    }
  }

  void add_hazards() {
    portfit::hazard& fading = world_.hazards["fading"];
    fading.id = "fading";
    for (const auto& [name, declared] : world_.facts)
      if (declared.type == portfit::fact_type::yes_no && !world_.systems["os1"].facts.contains(name) &&
          !world_.systems["base0"].facts.contains(name) && fading.breaks.size() < 2)
        fading.breaks.push_back({portfit::fact_owner::bare, name});
    if (random_.chance(0.5)) {
      fading.survival = {{2, 0.75}, {6, 0.5}};
      const bool has_date = world_.facts.contains("released") && !world_.systems["os1"].facts.contains("released") &&
                            !world_.systems["base0"].facts.contains("released");
      if (has_date) fading.start = portfit::fact_reference{portfit::fact_owner::bare, "released"};
      return;
    }
    fading.per_year =
        random_.chance(0.5) ? portfit::estimate::between(0.0625, 0.25) : portfit::estimate{0.0625, 0.125, 0.25, false};
    for (const char* const id : {"fading_more", "fading_less"}) {
      portfit::hazard& cause = world_.hazards[id];
      cause.id = id;
      cause.part_of = "fading";
      cause.share = 0.5;
      cause.breaks = {random_.pick(fading.breaks)};
    }
    fading.breaks.clear();
  }

  void ask_of_entities() {
    if (names_.empty()) return;
    world_.devices["e0"].asks.push_back(must("own", holds(*names_.begin())));
    world_.platforms["p2"].asks.push_back(should("chip", holds(*names_.begin()), 1));
    world_.vendors["v3"].asks.push_back(should("brand", holds(*names_.rbegin()), 3));
  }

  portfit::catalog world_;
  random_source random_;
  std::set<std::string> names_;
  std::vector<portfit::fact> statements_;
};

}  // namespace market_detail

/// A random catalog with many devices that resemble each other: facts dropped, changed and unknown, other vendors and platforms
/// (some that the catalog does not have), ports, counted chances, sets of words, hazards.
[[nodiscard]] inline portfit::catalog random_market(std::uint64_t seed, std::size_t devices) {
  return market_detail::market_maker(random_catalog(seed), seed).make(devices);
}

}  // namespace portfit_test
