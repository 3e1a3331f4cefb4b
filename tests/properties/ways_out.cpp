#include <portfit/analysis/explain.hpp>

#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

// What an explanation says of other catalogs is true of those catalogs: a way out, made in the catalog and asked again, leads
// where it says; a conflict blocks whatever the rest of the catalog holds.

using namespace portfit;

namespace {

constexpr std::uint64_t worlds = 1000;

catalog world_of(std::uint64_t seed) { return portfit_test::random_catalog(seed); }

explanation explained_way(const catalog& world) {
  return explain(world, world.systems.at("os1"), world.devices.at("d1"), world.markets.at("m1"));
}

verdict verdict_of(const catalog& world) {
  return assess(world, world.systems.at("os1"), world.devices.at("d1"), world.markets.at("m1")).verdict;
}

struct owner_and_name {
  std::string owner;
  std::string name;
};

owner_and_name split(const std::string& subject) {
  const std::size_t colon = subject.find(": ");
  return colon == std::string::npos ? owner_and_name{}
                                    : owner_and_name{subject.substr(0, colon), subject.substr(colon + 2)};
}

/// The entity of this id, of whatever kind; null if there is none.
entity* entity_of(catalog& world, const std::string& id) {
  if (const auto found = world.devices.find(id); found != world.devices.end()) return &found->second;
  if (const auto found = world.platforms.find(id); found != world.platforms.end()) return &found->second;
  if (const auto found = world.vendors.find(id); found != world.vendors.end()) return &found->second;
  if (const auto found = world.systems.find(id); found != world.systems.end()) return &found->second;
  if (const auto found = world.markets.find(id); found != world.markets.end()) return &found->second;
  return nullptr;
}

bool set_fact(catalog& world, const owner_and_name& where, const fact_value& value) {
  fact_table* table = nullptr;
  if (entity* const side = entity_of(world, where.owner)) table = &side->facts;
  if (const auto found = world.ports.find(where.owner); found != world.ports.end()) table = &found->second.facts;
  if (where.owner == "world") table = &world.world;
  if (table == nullptr) return false;
  (*table)[where.name] = {portfit_test::known(where.name, value)};
  return true;
}

/// A clause that is met whatever holds; it stays there, so that nothing it replaces comes back.
bool drop_clause(catalog& world, const owner_and_name& where) {
  const auto always = portfit_test::combine(expression::operation::all_of, {});
  const auto never = portfit_test::combine(expression::operation::any_of, {});
  bool found = false;
  const auto drop = [&](requirements& asks) {
    for (requirement& each : asks)
      if (each.name == where.name) {
        each.need = always;
        found = true;
      }
  };
  if (entity* const side = entity_of(world, where.owner)) drop(side->asks);
  if (const auto contract = world.agreements.find(where.owner); contract != world.agreements.end()) {
    drop(contract->second.obliges);
    for (forbidden_act& each : contract->second.forbids)
      if (each.name == where.name) {
        each.act = never;
        found = true;
      }
  }
  return found;
}

/// Makes one step in the catalog. @pre It is not about what a vendor stands to gain or lose: that is no single fact.
bool make(catalog& world, const reason& step) {
  if (step.code == "entity") {  // the only one that can be changed: that the vendor holds the agreement
    std::vector<std::string>& held = world.vendors.at("v1").holds;
    held = held.empty() ? std::vector<std::string>{"g1"} : std::vector<std::string>{};
    return true;
  }
  if (step.value) return set_fact(world, split(step.subject), *step.value);
  return drop_clause(world, split(step.subject));
}

}  // namespace

TEST_CASE("a way out, made in the catalog and asked again, leads where it says") {
  int by_facts = 0;
  int by_clauses = 0;
  int by_answers = 0;
  int by_comparison = 0;
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const catalog world = world_of(seed);
    for (const way_out& way : explained_way(world).ways) {
      catalog changed = world;
      bool made = true;
      for (const reason& step : way.steps) {
        CAPTURE(step.text);
        const bool may_be_made = step.code != "stake";
        made = made && may_be_made;
        if (may_be_made) CHECK(make(changed, step));
      }
      if (!made) continue;
      CAPTURE(seed);
      CAPTURE(way.steps.front().text);
      CAPTURE(way.steps.size());
      CHECK(to_text(verdict_of(changed)) == to_text(way.then));
      const reason& first = way.steps.front();
      (way.is == way_out::kind::answer ? by_answers : first.value ? by_facts : by_clauses) += 1;
      if (first.value && world.facts.contains(portfit_test::rival_of(split(first.subject).name))) ++by_comparison;
    }
  }
  CHECK(by_facts > 60);
  CHECK(by_clauses > 60);
  CHECK(by_answers > 60);
  CHECK(by_comparison > 10);
}

namespace {

fact_value random_value(portfit_test::random_source& random, const fact_declaration& declared) {
  switch (declared.type) {
    case fact_type::yes_no: return static_cast<double>(random.below(2));
    case fact_type::word:
    case fact_type::ordered_words: {
      const std::size_t place = random.below(declared.words.size());
      if (declared.type == fact_type::word) return declared.words[place];
      return static_cast<double>(place);
    }
    case fact_type::money: return 50.0 * static_cast<double>(random.below(8));
    case fact_type::date: return static_cast<double>(portfit_test::day(random.between(2018, 2024), 3, 1).days());
    default: return 0.5 * static_cast<double>(random.below(20));
  }
}

/// Everything else that is known: facts become anything, clauses are met. @returns The catalog as it then is.
catalog with_all_else_random(const catalog& world, const std::vector<reason>& conflict,
                             const std::vector<std::string>& keys, portfit_test::random_source& random) {
  std::set<std::string> kept;
  bool has_stake = false;
  for (const reason& each : conflict) {
    kept.insert(each.subject);
    has_stake = has_stake || each.code == "stake" || each.code == "agreement_clause";
  }
  catalog changed = world;
  for (const std::string& key : keys) {
    const owner_and_name where = split(key);
    const bool is_of_stake = where.name == "revenue" || where.name == "share";
    if (kept.contains(key) || (is_of_stake && has_stake)) continue;
    set_fact(changed, where, random_value(random, changed.facts.at(where.name)));
  }
  for (const char* const id : {"os1", "base0", "d1", "p1", "v1", "m1"})
    for (const requirement& asked : entity_of(changed, id)->asks)
      if (asked.must && !kept.contains(std::string(id) + ": " + asked.name) && random.chance(0.7))
        drop_clause(changed, {id, asked.name});
  return changed;
}

std::vector<std::string> known_facts(const catalog& world) {
  const operating_system& os = world.systems.at("os1");
  const market& where = world.markets.at("m1");
  const constraint_graph graph = build_graph(world, os, where);
  std::vector<std::string> keys;
  for (const fact_state& each : make_lane(world, graph, {&os, &where, &world.devices.at("d1")}).facts)
    if (each.is_known()) keys.push_back(each.key);
  return keys;
}

}  // namespace

TEST_CASE("a conflict blocks, whatever else the catalog holds") {
  int asked = 0;
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const catalog world = world_of(seed);
    const explanation found = explained_way(world);
    if (found.conflicts.empty()) continue;
    portfit_test::random_source random(seed);
    const std::vector<std::string> keys = known_facts(world);
    for (const std::vector<reason>& conflict : found.conflicts)
      for (int draw = 0; draw < 4; ++draw) {
        CAPTURE(seed);
        CHECK(to_text(verdict_of(with_all_else_random(world, conflict, keys, random))) == "blocked");
        ++asked;
      }
  }
  CHECK(asked > 500);
}
