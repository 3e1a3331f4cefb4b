#include <portfit/resolve/lookup.hpp>

#include "support/pairing_builder.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace portfit;
using portfit_test::built;
using portfit_test::day;
using portfit_test::pairing_builder;

namespace {

/// What is found of a fact for `os` on `d` in `m`.
struct look_up {
  catalog world;
  explicit look_up(const catalog_builder& told) : world(built(told)) {}
  [[nodiscard]] fact_state operator()(const std::string& name, fact_owner owner = fact_owner::bare,
                                      const query& asked = {}) const {
    const pairing_entities who{&world.systems.at("os"), &world.markets.at("m"), &world.devices.at("d")};
    return find_fact(world, who, asked, {owner, name}, world.facts.at(name));
  }
  /// The number found; -1 where it is unknown.
  [[nodiscard]] double number(const std::string& name = "n", fact_owner owner = fact_owner::bare,
                              const query& asked = {}) const {
    const fact_state state = (*this)(name, owner, asked);
    return state.is_known() ? std::get<double>(state.values.front()) : -1;
  }
};

struct numbered : pairing_builder {
  numbered() { fact("n", "number"); }
};

/// `{is: value, confidence: ..., from: ...}`
built_value said(const char* value, const char* confidence, const char* from = "2020-01-01") {
  return map_of({{"is", value}, {"confidence", confidence}, {"from", from}});
}

}  // namespace

TEST_CASE("lookup: world, vendor, platform, device, port os/vendor, os/platform, os/device: the most specific wins") {
  numbered told;
  told.world("n", "1");
  CHECK(look_up(told).number() == 1);
  told.vendor("v").set("n", "2");
  CHECK(look_up(told).number() == 2);
  told.platform("p").set("n", "3");
  CHECK(look_up(told).number() == 3);
  told.device("d").set("n", "4");
  CHECK(look_up(told).number() == 4);
  told.port("os", "v").set("n", "5");
  CHECK(look_up(told).number() == 5);
  told.port("os", "p").set("n", "6");
  CHECK(look_up(told).number() == 6);
  told.port("os", "d").set("n", "7");
  CHECK(look_up(told).number() == 7);
}

TEST_CASE("lookup: a port of the base is inherited, that of the system comes first") {
  numbered told;
  told.system("base").is_abstract();
  told.system("os").based_on("base");
  told.port("base", "d").set("n", "1");
  CHECK(look_up(told).number() == 1);
  told.port("os", "d").set("n", "2");
  CHECK(look_up(told).number() == 2);
}

TEST_CASE("lookup: an owner named") {
  numbered told;
  told.vendor("v").set("n", "1");
  told.platform("p").set("n", "2");
  told.device("d").set("n", "3");
  told.port("os", "d").set("n", "4");
  told.system("os").set("n", "5");
  told.market("m").set("n", "6");
  told.world("n", "7");
  const look_up look(told);
  CHECK(look.number("n", fact_owner::vendor) == 1);
  CHECK(look.number("n", fact_owner::platform) == 2);
  CHECK(look.number("n", fact_owner::device) == 3);
  CHECK(look.number("n", fact_owner::os) == 5);
  CHECK(look.number("n", fact_owner::market) == 6);
  CHECK(look.number("n", fact_owner::world) == 7);
  CHECK(look.number("n", fact_owner::built_by) == 1);  // no contract maker: the brand
}

TEST_CASE("lookup: the contract maker where there is one; the chip maker is not inherited from") {
  numbered told;
  told.vendor("maker").set("n", "1");
  told.vendor("chips").set("n", "2");
  told.platform("p").vendor("chips");
  told.device("d").built_by("maker");
  const look_up look(told);
  CHECK(look.number("n", fact_owner::built_by) == 1);
  CHECK(look.number("n", fact_owner::platform) == -1);
  CHECK(look.number() == -1);
}

TEST_CASE("lookup: an explicit unknown masks, an absent fact inherits") {
  numbered told;
  told.platform("p").set("n", "3");
  told.device("d").set("n", unknown_value());
  const fact_state masked = look_up(told)("n");
  CHECK_FALSE(masked.is_known());
  CHECK(masked.from == fact_state::origin::stated);
  CHECK(masked.key == "d: n");
}

TEST_CASE("lookup: the key names who states it, so that devices share what their platform does not tell") {
  numbered told;
  told.platform("p").set("n", unknown_value());
  CHECK(look_up(told)("n").key == "p: n");
  CHECK(look_up(numbered())("n").key == "d: n");
  CHECK(look_up(numbered())("n", fact_owner::vendor).key == "v: n");
  CHECK(look_up(numbered())("n", fact_owner::platform).owner == "p");
}

TEST_CASE("lookup: the default counts as known, the default prior does not") {
  pairing_builder told;
  told.fact("registered", "yes/no", {{"default", "no"}}).fact("kernel", "yes/no", {{"unless_known", "30%"}});
  const look_up look(told);
  CHECK(look("registered").is_known());
  CHECK(look("registered").from == fact_state::origin::defaulted);
  CHECK_FALSE(look("kernel").is_known());
  CHECK(look("kernel").from == fact_state::origin::assumed_prior);
  CHECK(look("kernel").belief.chance == 0.3);
  told.device("d").set("kernel", unknown_value()).set("registered", unknown_value());
  const look_up blank(told);
  CHECK(blank("kernel").belief.chance == 0.3);
  CHECK_FALSE(blank("registered").is_known());
}

TEST_CASE("lookup: on one key the higher confidence, then the later from") {
  numbered told;
  told.device("d").set("n", {said("1", "C"), said("2", "B"), said("3", "S")});
  CHECK(look_up(told).number() == 2);
  told.device("d").set("n", {said("1", "C", "2020-01-01"), said("2", "C", "2022-01-01"), said("3", "C", "2021-01-01")});
  CHECK(look_up(told).number() == 2);
  told.device("d").set("n", {said("1", "A", "2020-01-01"), said("2", "C", "2022-01-01")});
  CHECK(look_up(told).number() == 1);
}

TEST_CASE("lookup: a tie between different values is unknown, between equal ones it is none") {
  numbered told;
  told.device("d").set("n", {said("1", "B"), said("2", "B")});
  CHECK(look_up(told).number() == -1);
  CHECK(look_up(told)("n").from == fact_state::origin::stated);
  told.device("d").set("n", {said("2", "B"), said("2", "B")});
  CHECK(look_up(told).number() == 2);
  told.device("d").set("n", {said("1", "C"), said("2", "C"), said("3", "B")});
  CHECK(look_up(told).number() == 3);
}

TEST_CASE("lookup: statements count from their day until theirs") {
  numbered told;
  told.device("d").set("n",
                       {map_of({{"is", "1"}, {"until", "2024-04-01"}}), map_of({{"is", "2"}, {"from", "2024-04-01"}})});
  const look_up look(told);
  CHECK(look.number() == 2);
  query before;
  before.as_of = day(2024, 3, 31);
  CHECK(look.number("n", fact_owner::bare, before) == 1);
  told.device("d").set("n", {map_of({{"is", "1"}, {"from", "2025-01-01"}})});
  told.platform("p").set("n", "3");
  CHECK(look_up(told).number() == 3);  // what does not count yet does not mask
}

TEST_CASE("lookup: what is not trusted enough, or contradicted, is unknown") {
  numbered told;
  told.device("d").set("n", said("1", "S"));
  told.platform("p").set("n", "3");
  const look_up look(told);
  query strict;
  strict.trust = confidence::s;
  CHECK(look.number("n", fact_owner::bare, strict) == 1);
  strict.trust = confidence::b;
  CHECK(look.number("n", fact_owner::bare, strict) == -1);
  told.device("d").set("n", said("1", "X"));
  CHECK(look_up(told).number() == -1);
}

TEST_CASE("lookup: a belief that is not trusted is none") {
  pairing_builder told;
  told.flags({"f"}).device("d").set("f", said("70%", "assumed"));
  query strict;
  strict.trust = confidence::c;
  CHECK(look_up(told)("f").belief.chance == 0.7);
  CHECK(look_up(told)("f", fact_owner::bare, strict).belief.is == distribution::form::none);
}

TEST_CASE("lookup: sources published after the day asked are hidden, undated ones are not") {
  numbered told;
  told.set("sources", map_of({{"late", map_of({{"title", "l"}, {"published", "2024-03"}, {"confidence", "A"}})},
                              {"old", map_of({{"title", "o"}, {"confidence", "C"}})}}));
  told.device("d").set("n", {map_of({{"is", "1"}, {"source", "old"}}), map_of({{"is", "2"}, {"source", "late"}})});
  const look_up look(told);
  CHECK(look.number() == 2);
  query earlier;
  earlier.known_by = day(2024, 3, 30);
  CHECK(look.number("n", fact_owner::bare, earlier) == 1);
  earlier.known_by = day(2024, 3, 31);
  CHECK(look.number("n", fact_owner::bare, earlier) == 2);
}

TEST_CASE("lookup: the lineage of a system, nearest first") {
  pairing_builder told;
  told.system("root").is_abstract();
  told.system("base").is_abstract().based_on("root");
  told.system("os").based_on("base");
  const catalog world = built(told);
  std::string ids;
  for (const operating_system* each : lineage(world, "os")) ids += each->id + " ";
  CHECK(ids == "os base root ");
  CHECK(lineage(world, "nobody").empty());
}

TEST_CASE("lookup: what a platform does not state it takes from its family, ports included; and it is its family") {
  numbered told;
  told.vendor("chips");
  told.platform("family").vendor("chips").set("n", "7");
  told.platform("p").family("family");
  CHECK(look_up(told).number() == 7);
  CHECK(look_up(told).number("n", fact_owner::platform) == 7);
  told.port("os", "family").set("n", "8");
  CHECK(look_up(told).number() == 8);
  told.port("os", "p").set("n", "9");
  CHECK(look_up(told).number() == 9);
  told.device("d").set("n", unknown_value());
  const catalog world = built(told);
  CHECK(family_of(world, "p") == "family");
  CHECK(family_of(world, "family") == "family");
  CHECK(family_of(world, "").empty());
  CHECK(chip_maker(world, "p") == "chips");
  CHECK(platform_line(world, "p").size() == 2);
}
