#include <portfit/catalog/edited_catalog.hpp>

#include <portfit/analysis/what_if.hpp>
#include <portfit/import/yaml_edit.hpp>

#include "support/assessed.hpp"
#include "support/random.hpp"
#include "support/shipped_catalog.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

// What is said through text equals what is put into the catalog as a value, to the last bit of every answer.

using namespace portfit;
using portfit_test::all_figures;

namespace {

std::vector<document> partner_documents() {
  std::vector<document> documents;
  portfit_test::add_catalog_documents(documents, "examples/catalogs/partners.yaml");
  return documents;
}

template <class Table>
const auto& one_of(portfit_test::random_source& random, const Table& table) {
  return *std::next(table.begin(), static_cast<std::ptrdiff_t>(random.below(table.size())));
}

/// One value of a fact, as text and as what it is.
struct drawn_value {
  std::string text;
  fact means;
};

std::string tenths(std::size_t value) { return std::to_string(value / 10) + "." + std::to_string(value % 10); }

drawn_value draw_amount(portfit_test::random_source& random, const std::string& unit) {
  drawn_value result;
  std::vector<std::size_t> ends{10 + random.below(400), 10 + random.below(400), 10 + random.below(400)};
  std::sort(ends.begin(), ends.end());
  const std::size_t count = 1 + random.below(3);
  for (std::size_t index = 0; index < count; ++index) result.text += (index == 0 ? "" : "..") + tenths(ends[index]);
  result.text += unit.empty() ? "" : " " + unit;
  const auto number = [&](std::size_t index) { return std::stod(tenths(ends[index])); };
  if (count == 1 || ends[0] == ends[count - 1]) {
    result.means.values = {number(0)};
    return result;
  }
  result.means.belief.is = count == 3 ? distribution::form::triangular : distribution::form::range;
  result.means.belief.low = number(0);
  result.means.belief.high = number(count - 1);
  result.means.belief.likely = count == 3 ? number(1) : number(0) / 2 + number(1) / 2;
  return result;
}

drawn_value draw_value(portfit_test::random_source& random, const fact_declaration& declared,
                       const std::string& currency) {
  drawn_value result{"unknown", {}};
  if (random.chance(0.1)) return result;
  switch (declared.type) {
    case fact_type::yes_no: {
      const std::size_t percent = random.below(101);
      if (random.chance(0.5)) {
        result.text = percent < 50 ? "no" : "yes";
        result.means.values = {percent < 50 ? 0.0 : 1.0};
      } else {
        result.text = std::to_string(percent) + "%";
        result.means.belief.is = distribution::form::chance;
        result.means.belief.chance = static_cast<double>(percent) / 100;
      }
      return result;
    }
    case fact_type::ordered_words: {
      const std::size_t word = random.below(declared.words.size());
      result.text = declared.words[word];
      result.means.values = {static_cast<double>(word)};
      return result;
    }
    case fact_type::money: return draw_amount(random, currency);
    case fact_type::quantity:
      if (declared.unit == "percent") return result;
      return draw_amount(random, declared.unit == "number" ? "" : declared.unit);
    default: return result;
  }
}

/// Puts one statement into a table, instead of all there are.
void put(fact_table& table, const std::string& name, fact statement) {
  statement.name = name;
  statement.trust = confidence::a;
  table[name].assign(1, std::move(statement));
}

/// The answers for some pairings, of which one is about the device.
std::string answers(const catalog& world, const std::string& device, std::uint64_t seed) {
  portfit_test::random_source random(seed);
  assess_options options;
  options.best_guaranteed = false;
  std::string text;
  for (int pairing = 0; pairing < 3; ++pairing) {
    const auto& [id, where] = one_of(random, world.markets);
    const operating_system* os = &one_of(random, world.systems).second;
    while (os->abstract) os = &one_of(random, world.systems).second;
    text += all_figures(assess(world, *os, world.devices.at(device), where, options));
  }
  return text;
}

struct fact_edit {
  std::string text;
  catalog by_value;
  std::string device;
};

/// An edit of a random fact of a random device, or of what it stands on, and the catalog into which it was put as a value.
fact_edit draw_fact_edit(portfit_test::random_source& random, const catalog& world) {
  fact_edit result{{}, world, one_of(random, world.devices).first};
  const device& what = world.devices.at(result.device);
  // Mostly what somebody took the trouble to state, for that is asked.
  const bool stated = !what.facts.empty() && random.chance(0.8);
  const std::string name = stated ? one_of(random, what.facts).first : one_of(random, world.facts).first;
  const fact_declaration& declared = world.facts.at(name);
  const drawn_value value = draw_value(random, declared, world.currency);
  std::string owner;
  switch (random.below(8)) {
    case 0:
      owner = what.vendor;
      put(result.by_value.vendors.at(owner).facts, name, value.means);
      break;
    case 1: {
      const std::string os = one_of(random, world.systems).first;
      owner = os + "/" + result.device;
      port& there = result.by_value.ports[owner];
      there.id = owner;
      there.os = os;
      there.target = result.device;
      put(there.facts, name, value.means);
      break;
    }
    case 2:
      owner = one_of(random, world.systems).first;
      put(result.by_value.systems.at(owner).facts, name, value.means);
      break;
    case 3:
      owner = "world";
      put(result.by_value.world, name, value.means);
      break;
    default: owner = result.device; put(result.by_value.devices.at(owner).facts, name, value.means);
  }
  result.text = owner + ": " + name + " = " + value.text;
  return result;
}

catalog said_of(const std::vector<document>& documents, const std::string& text) {
  const edit_reading read = read_edit(text, "--set 1");
  for (const diagnostic& each : read.remarks) FAIL(to_text(each));
  const read_result result = read_edited(documents, std::vector<edit>{read.edit});
  for (const diagnostic& each : result.remarks)
    if (each.level == severity::error) FAIL(to_text(each));
  return result.catalog;
}

}  // namespace

TEST_CASE("a fact said through text answers as the fact put into the catalog") {
  const std::vector<document> documents = partner_documents();
  const catalog world = read_catalog(documents).catalog;
  std::set<std::string> told;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    portfit_test::random_source random(seed);
    const fact_edit drawn = draw_fact_edit(random, world);
    CAPTURE(drawn.text);
    const std::string now = answers(said_of(documents, drawn.text), drawn.device, seed);
    CHECK(now == answers(drawn.by_value, drawn.device, seed));
    if (now != answers(world, drawn.device, seed)) told.insert(drawn.text);
  }
  CHECK(told.size() > 5);  // else the edits drawn are too lame to fail
}

TEST_CASE("figures said through text answer as figures put into the catalog") {
  const std::vector<document> documents = partner_documents();
  const catalog world = read_catalog(documents).catalog;
  int told = 0;
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    portfit_test::random_source random(seed);
    catalog by_value = world;
    const std::string device = one_of(random, world.devices).first;
    const std::string remedy = one_of(random, world.remedies).first;
    const std::size_t percent = random.below(101);
    const estimate share{static_cast<double>(percent) / 100, static_cast<double>(percent) / 100,
                         static_cast<double>(percent) / 100, false};
    std::string text;
    if (random.chance(0.6)) {
      text = remedy + ": works = " + std::to_string(percent) + "%";
      by_value.remedies.at(remedy).works = {{std::nullopt, share}};
    } else if (random.chance(0.5)) {
      auto& acts = by_value.agreements.at("google").forbids;
      text = "google." + acts.front().name + ": enforced = " + std::to_string(percent) + "%";
      acts.front().enforced = share;
    } else {
      text = "catalog: scale = " + std::to_string(100 + percent) + " kUSD";
      by_value.scale = static_cast<double>(100 + percent) * 1000;
    }
    CAPTURE(text);
    const std::string now = answers(said_of(documents, text), device, seed);
    CHECK(now == answers(by_value, device, seed));
    told += now == answers(world, device, seed) ? 0 : 1;
  }
  CHECK(told > 3);
}

TEST_CASE("what is said already changes no answer of the partners' catalog") {
  const std::vector<document> documents = partner_documents();
  const catalog world = read_catalog(documents).catalog;
  std::size_t said = 0;
  for (std::uint64_t seed = 1; seed <= 200 && said < 12; ++seed) {
    portfit_test::random_source random(seed);
    const auto& [id, what] = one_of(random, world.devices);
    if (what.facts.empty()) continue;
    const auto& [name, statements] = one_of(random, what.facts);
    if (statements.size() != 1 || statements[0].text.empty() || statements[0].from || statements[0].until) continue;
    // A contradicted fact, or a guess, is told as one; said anew it would be the asker's word.
    if (statements[0].trust == confidence::contradicted || statements[0].trust == confidence::assumed) continue;
    const std::string text = id + ": " + name + " = " + statements[0].text;
    CAPTURE(text);
    CHECK(answers(said_of(documents, text), id, seed) == answers(world, id, seed));
    ++said;
  }
  CHECK(said == 12);
}
