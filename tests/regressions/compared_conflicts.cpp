// Of two known facts compared, both stand in the way: both are named, and either may be what has to change.

#include <portfit/analysis/explain.hpp>

#include "regressions/told.hpp"

#include <set>

using namespace portfit;
using portfit_test::told;

namespace {

using names = std::set<std::string>;

explanation explained(const catalog& world) {
  return explain(world, world.systems.at("lark"), world.devices.at("pad"));
}

names subjects(const std::vector<reason>& reasons) {
  names result;
  for (const reason& each : reasons) result.insert(each.subject);
  return result;
}

std::set<names> subjects(const std::vector<std::vector<reason>>& sets) {
  std::set<names> result;
  for (const auto& each : sets) result.insert(subjects(each));
  return result;
}

std::set<names> subjects(const std::vector<way_out>& ways) {
  std::set<names> result;
  for (const way_out& each : ways) result.insert(subjects(each.steps));
  return result;
}

catalog compared(const std::string& ram, const std::string& wanted, const std::string& musts,
                 const std::string& remedies = "") {
  return told(
      "facts: {ram: GiB, wanted: GiB}\nvendors: {acme: {}}\ndevices: {pad: {vendor: acme, platform: unknown, ram: " +
      ram + "}}\nsystems: {lark: {wanted: " + wanted + ", must: {" + musts + "}}}\n" + remedies);
}

std::string step(const explanation& found, const std::string& subject) {
  for (const way_out& way : found.ways)
    for (const reason& each : way.steps)
      if (each.subject == subject) return each.text;
  return {};
}

}  // namespace

TEST_CASE("compared facts: a conflict names both, and each is a way out") {
  for (const auto& [must, left] :
       {std::pair{"ram >= os.wanted", "pad: ram"}, std::pair{"os.wanted <= ram", "pad: ram"}}) {
    CAPTURE(must);
    const explanation found = explained(compared("2 GiB", "4 GiB", std::string("x: ") + must));
    CHECK(found.summary.verdict == verdict::blocked);
    CHECK(subjects(found.conflicts) == std::set<names>{{left, "lark: wanted", "lark: x"}});
    CHECK(subjects(found.ways) == std::set<names>{{"pad: ram"}, {"lark: wanted"}, {"lark: x"}});
    for (const way_out& way : found.ways) CHECK(way.then == verdict::ready);
    CHECK(step(found, "pad: ram") == std::string("pad: ram would have to be such that ") + must + ", it is 2 GiB");
    CHECK(step(found, "lark: wanted") ==
          std::string("lark: wanted would have to be such that ") + must + ", it is 4 GiB");
  }
}

TEST_CASE("compared facts: a conflict holds no idle fact") {
  // That the system wants 4 GiB does not matter: even if it wanted less, 1 GiB would be too little.
  const explanation found = explained(compared("1 GiB", "4 GiB", "x: ram >= os.wanted, y: ram >= 2 GiB"));
  CHECK(subjects(found.conflicts) == std::set<names>{{"pad: ram", "lark: y"}, {"pad: ram", "lark: wanted", "lark: x"}});
  CHECK(subjects(found.ways).contains({"pad: ram"}));
}

TEST_CASE("compared facts: clauses that no two values meet conflict without any fact") {
  const explanation found =
      explained(compared("2 GiB", "4 GiB", "x: ram > os.wanted, y: ram <= 3 GiB, z: os.wanted >= 3 GiB"));
  CHECK(subjects(found.conflicts).contains({"lark: x", "lark: y", "lark: z"}));
  // Between 3 and 4 GiB, and only there, there is room for both.
  const explanation room =
      explained(compared("2 GiB", "5 GiB", "x: ram > os.wanted, y: ram < 4 GiB, z: os.wanted > 3 GiB"));
  CHECK_FALSE(subjects(room.conflicts).contains({"lark: x", "lark: y", "lark: z"}));
  CHECK(subjects(room.ways).contains({"pad: ram", "lark: wanted"}));
}

TEST_CASE("compared facts: both let go of, each is told by what the other then is") {
  const explanation found =
      explained(compared("2 GiB", "4 GiB", "x: ram >= os.wanted, y: ram <= 1 GiB, z: os.wanted >= 1 GiB"));
  REQUIRE(subjects(found.ways).contains({"pad: ram", "lark: wanted"}));
  for (const way_out& way : found.ways) {
    if (subjects(way.steps) != names{"pad: ram", "lark: wanted"}) continue;
    CHECK(way.then == verdict::ready);
    for (const reason& each : way.steps) {
      REQUIRE(each.value.has_value());
      CHECK(*each.value == fact_value(1.0));
      CHECK(each.text.find("not ram") == std::string::npos);
    }
  }
}

TEST_CASE("compared facts: against an unknown fact the known one is named") {
  for (const char* const must : {"ram >= os.wanted", "os.wanted <= ram"}) {
    CAPTURE(must);
    const explanation found = explained(compared("2 GiB", "3..5 GiB", std::string("x: ") + must));
    CHECK(subjects(found.conflicts) == std::set<names>{{"pad: ram", "lark: x"}});
    REQUIRE(subjects(found.ways).contains({"pad: ram"}));
    for (const way_out& way : found.ways) CHECK(way.then == verdict::ready);
  }
}

TEST_CASE("compared facts: of three in a row all are named") {
  const catalog world = told(
      "facts: {a: GiB, b: GiB, c: GiB}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown, a: 1 GiB, b: 2 GiB, c: 3 GiB}}\n"
      "systems: {lark: {must: {x: a >= b, y: b >= c, z: a <= 9 GiB}}}\n");
  const explanation found = explained(world);
  CHECK(subjects(found.conflicts) == std::set<names>{{"pad: a", "pad: b", "lark: x"},
                                                     {"pad: b", "pad: c", "lark: y"},
                                                     {"pad: a", "pad: c", "lark: x", "lark: y"}});
}

TEST_CASE("compared facts: a known set and a known word are named both") {
  const catalog world = told(
      "facts: {bands: {set: [lte, nr, wifi]}, band: {one_of: [lte, nr, wifi]}}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown, bands: [lte]}}\n"
      "systems: {lark: {band: [nr, wifi], must: {x: bands includes os.band}}}\n");
  const explanation found = explained(world);
  CHECK(subjects(found.conflicts) == std::set<names>{{"pad: bands", "lark: band", "lark: x"}});
  CHECK(subjects(found.ways) == std::set<names>{{"pad: bands"}, {"lark: band"}, {"lark: x"}});
}

TEST_CASE("compared facts: what suffices is told of both") {
  const explanation found = explained(compared("4 GiB", "2 GiB", "x: ram >= os.wanted"));
  CHECK(subjects(found.sufficient) == names{"pad: ram", "lark: wanted"});
}
