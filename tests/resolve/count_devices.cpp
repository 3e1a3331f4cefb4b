#include <portfit/resolve/count_devices.hpp>

#include <portfit/catalog/builder.hpp>

#include <support/random.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace {

using portfit::catalog;
using portfit::catalog_builder;
using portfit::counted_chance;
using portfit::list_of;
using portfit::map_of;

/// A chip family of two parts and a lonely chip; ports are dropped or kept; devices may be old, and listed.
void tell_world(catalog_builder& told) {
  told.fact("port", list_of({"none", "dropped", "kept"}));
  told.fact("old", "yes/no").fact("listed", "yes/no");
  told.source("census", "a census", "A").source("others", "what others counted", "B");
  for (const char* const maker : {"acme", "bolt", "quid"}) told.vendor(maker);
  told.platform("q8").vendor("quid");
  told.platform("q8a").family("q8");
  told.platform("m1");
  told.count_table("ports")
      .set("of", "port")
      .set("yes", "kept")
      .set("among", "listed")
      .set("groups", map_of({{"old", "old"}}))
      .set("by", {list_of({"vendor", "platform"}), list_of({"platform"}), list_of({"seen", "old"}),
                  list_of({"platform.vendor"})})
      .set("strength", "2")
      .set("elsewhere", "50%");
}

catalog read(const catalog_builder& told) {
  const portfit::read_result result = told.build();
  for (const portfit::diagnostic& each : result.remarks) MESSAGE(portfit::to_text(each));
  REQUIRE(result.remarks.empty());
  return result.catalog;
}

catalog_builder& add(catalog_builder& told, const char* id, const char* vendor, const char* platform, const char* port,
                     const char* old = "yes", const char* listed = "yes") {
  told.device(id).vendor(vendor).platform(platform).set("port", port).set("old", old).set("listed", listed);
  return told;
}

bool near_to(double a, double b) { return std::fabs(a - b) < 1e-12; }

// --- an oracle: one device at a time, by the definition -------------------------------------------------------------

struct unit {
  std::string id, vendor, family, maker;
  std::optional<bool> old;
  bool elsewhere = false, kept = false;
};

std::vector<unit> units_of(const catalog& world) {
  std::vector<unit> result;
  const std::map<std::string, std::string> family{{"q8", "q8"}, {"q8a", "q8"}, {"m1", "m1"}, {"", ""}};
  const auto yes = [](const portfit::entity& what, const char* fact) -> std::optional<bool> {
    const auto found = what.facts.find(fact);
    if (found == what.facts.end() || !found->second.front().is_known()) return std::nullopt;
    return std::get<double>(found->second.front().values.front()) > 0;
  };
  for (const auto& [id, each] : world.devices) {
    unit made{id,   each.vendor, family.at(each.platform), "", yes(each, "old"), !yes(each, "listed").value_or(false),
              false};
    made.maker = made.family == "q8" ? "quid" : "";
    const auto port = each.facts.find("port");
    if (port == each.facts.end() || !port->second.front().is_known())
      made.id += '?';
    else
      made.kept = std::get<double>(port->second.front().values.front()) == 2;
    result.push_back(made);
  }
  for (const portfit::count_cell& cell : world.counts.at("ports").cells)
    for (const auto& [word, number] : cell.is)
      for (int each = 0; each < static_cast<int>(number); ++each) {
        unit made{"", "", family.at(cell.platform), "", std::nullopt, cell.elsewhere, word == "kept"};
        made.maker = made.family == "q8" ? "quid" : "";
        if (cell.in.contains("old")) made.old = cell.in.at("old");
        result.push_back(made);
      }
  return result;
}

double expected_mean(const catalog& world, const std::string& device) {
  std::vector<unit> all = units_of(world);
  unit own;
  std::vector<unit> others;
  for (const unit& each : all) {
    if (each.id == device || each.id == device + '?')
      own = each;
    else if (each.id.empty() || each.id.back() != '?')
      others.push_back(each);
  }
  const auto seen = [&](const unit& who) {
    int kept = 0;
    for (const unit& each : others) kept += each.kept && each.family == who.family ? 1 : 0;
    return kept - (who.kept && &who != &own ? 1 : 0) > 0;
  };
  using level = int;
  const auto group = [&](const unit& who, level which) -> std::optional<std::string> {
    if (which == 0)
      return who.vendor.empty() || who.family.empty() ? std::nullopt : std::optional(who.vendor + who.family);
    if (which == 1) return who.family.empty() ? std::nullopt : std::optional(who.family);
    if (which == 3) return who.maker.empty() ? std::nullopt : std::optional(who.maker);
    if (who.family.empty() || !who.old) return std::nullopt;
    return std::string(seen(who) ? "seen" : "new") + (*who.old ? "old" : "young");
  };
  double yes = 0.5;
  double of = 1;
  for (const unit& each : others)
    if (!each.elsewhere) yes += each.kept ? 1 : 0, of += 1;
  double mean = yes / of;
  for (const level which : {3, 2, 1, 0}) {
    const auto mine = group(own, which);
    if (!mine) continue;
    yes = 2 * mean;
    of = 2;
    for (const unit& each : others) {
      if (group(each, which) != mine || (each.elsewhere && which != 1)) continue;
      const double weight = each.elsewhere ? 0.5 : 1;
      yes += each.kept ? weight : 0;
      of += weight;
    }
    mean = yes / of;
  }
  return mean;
}

}  // namespace

TEST_CASE("a group's count is shrunk towards the wider group, and a device never counts for itself") {
  catalog_builder told;
  tell_world(told);
  add(told, "a1", "acme", "q8", "kept");
  add(told, "a2", "acme", "q8a", "none");
  add(told, "b1", "bolt", "q8", "kept");
  add(told, "x", "acme", "q8", "unknown");
  const catalog world = read(told);
  const auto chances = portfit::count_devices(world, world.counts.at("ports"));
  const counted_chance& of_x = chances.at("x");
  REQUIRE(of_x.groups.size() == 5);
  CHECK(of_x.groups.front().text == "acme, on q8");
  CHECK(of_x.groups.front().yes == 1);
  CHECK(of_x.groups.front().of == 2);
  CHECK(of_x.groups[2].text == "seen on its platform, old");
  CHECK(of_x.groups.back().text == "all");
  // all 2.5 of 4; chips of quid (2 + 2 x 0.625) / 5; the three are seen and old, too; q8 the same; acme 1 of 2.
  const double all = 2.5 / 4;
  const double maker = (2 + 2 * all) / 5;
  const double seen = (2 + 2 * maker) / 5;
  const double family = (2 + 2 * seen) / 5;
  CHECK(near_to(of_x.mean(), (1 + 2 * family) / 4));
  CHECK(near_to(of_x.yes + of_x.no, 4));
  // b1 leaves a1 and a2: a1 then is the only one kept, and does not see itself.
  CHECK(chances.at("b1").groups[3].of == 2);
  CHECK(chances.at("b1").groups[2].text == "seen on its platform, old");
  CHECK(chances.at("b1").groups[2].of == 1);
}

TEST_CASE("what its outcome is does not move a device's own chance") {
  for (const char* const port : {"none", "kept", "unknown"}) {
    catalog_builder told;
    tell_world(told);
    add(told, "a1", "acme", "q8", "none");
    add(told, "a2", "acme", "q8a", "kept", "no");
    add(told, "x", "acme", "q8", port);
    const catalog world = read(told);
    CHECK(near_to(portfit::count_devices(world, world.counts.at("ports")).at("x").mean(), expected_mean(world, "x")));
    static double first = 0;
    const double mean = portfit::count_devices(world, world.counts.at("ports")).at("x").mean();
    if (port == std::string("none")) first = mean;
    CHECK(mean == first);
  }
}

TEST_CASE("cells of a source that speaks of single devices do not count twice, nor what is published later") {
  catalog_builder told;
  tell_world(told);
  told.count_table("ports").source("census").set(
      "cells", list_of({map_of({{"platform", "q8"}, {"is", map_of({{"kept", "7"}, {"none", "1"}})}}),
                        map_of({{"platform", "q8"}, {"source", "others"}, {"is", map_of({{"kept", "3"}})}})}));
  add(told, "x", "acme", "q8", "unknown");
  const catalog apart = read(told);
  CHECK(portfit::count_devices(apart, apart.counts.at("ports")).at("x").groups.back().of == 11);
  add(told, "a1", "acme", "q8", "kept");
  told.device("a1").source("census");
  catalog joined = read(told);
  CHECK(portfit::count_devices(joined, joined.counts.at("ports")).at("x").groups.back().of == 4);
  joined.sources.at("others").published = portfit::read_date("2020-01-01")->low;
  portfit::query early;
  early.known_by = portfit::read_date("2019-01-01")->low;
  CHECK(portfit::count_devices(joined, joined.counts.at("ports"), early).at("x").groups.back().of == 1);
  portfit::query strict;
  strict.trust = portfit::confidence::a;
  CHECK(portfit::count_devices(joined, joined.counts.at("ports"), strict).at("x").groups.back().of == 1);
}

TEST_CASE("what is only a default is not counted, what is said of all is") {
  catalog_builder told;
  tell_world(told);
  told.fact("port", list_of({"none", "dropped", "kept"}), {{"default", "none"}});
  told.device("x").vendor("acme").platform("q8").set("listed", "yes");
  told.device("y").vendor("acme").platform("q8").set("listed", "yes");
  const catalog silent = read(told);
  CHECK(portfit::count_devices(silent, silent.counts.at("ports")).at("x").groups.back().of == 0);
  told.world("port", "none");
  const catalog said = read(told);
  CHECK(portfit::count_devices(said, said.counts.at("ports")).at("x").groups.back().of == 1);
}

TEST_CASE("no counts at all: even odds, as wide as they are") {
  catalog_builder told;
  tell_world(told);
  add(told, "x", "acme", "unknown", "unknown", "unknown", "unknown");
  const catalog world = read(told);
  const counted_chance found = portfit::count_devices(world, world.counts.at("ports")).at("x");
  CHECK(found.mean() == 0.5);
  CHECK(found.groups.size() == 1);
  CHECK(found.interval().low < 0.01);
  CHECK(found.interval().high > 0.99);
}

TEST_CASE("chances are those of counting one device at a time") {
  portfit_test::random_source random(20261123);
  const std::vector<std::string> vendors{"acme", "bolt"};
  const std::vector<std::string> platforms{"q8", "q8a", "m1", "unknown"};
  const std::vector<std::string> ports{"none", "dropped", "kept", "unknown"};
  const std::vector<std::string> answers{"yes", "yes", "no", "unknown"};
  for (int round = 0; round < 120; ++round) {
    catalog_builder told;
    tell_world(told);
    const int devices = random.between(1, 9);
    for (int each = 0; each < devices; ++each)
      add(told, ("d" + std::to_string(each)).c_str(), random.pick(vendors).c_str(), random.pick(platforms).c_str(),
          random.pick(ports).c_str(), random.pick(answers).c_str(), random.pick(answers).c_str());
    portfit::document_node cells = portfit::document_node::list();
    for (int each = random.between(0, 3); each > 0; --each) {
      portfit::document_node cell = portfit::document_node::map();
      cell.at("platform") = portfit::document_node::scalar(random.chance(0.5) ? "q8a" : "m1");
      if (random.chance(0.5)) cell.at("old") = portfit::document_node::scalar(random.chance(0.5) ? "yes" : "no");
      if (random.chance(0.4)) cell.at("elsewhere") = portfit::document_node::scalar("yes");
      for (const char* const word : {"none", "kept"})
        cell.at("is").at(word) = portfit::document_node::scalar(std::to_string(random.between(0, 3)));
      cells.items.push_back(cell);
    }
    told.count_table("ports").set("cells", cells);
    const catalog world = read(told);
    for (const auto& [id, chance] : portfit::count_devices(world, world.counts.at("ports"))) {
      CAPTURE(round);
      CAPTURE(id);
      CHECK(near_to(chance.mean(), expected_mean(world, id)));
      CHECK(chance.interval().low <= chance.mean());
    }
  }
}
