#include <portfit/resolve/fact_columns.hpp>

#include "support/random_market.hpp"

#include <portfit/resolve/lookup.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;

TEST_CASE("fact columns: every cell is what looking up the fact of the device gives, ports left out") {
  std::size_t looked = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    catalog world = portfit_test::random_market(seed, 8);
    world.ports.clear();
    query asked;
    if (seed % 3 == 1) asked.trust = confidence::c;
    fact_columns columns(world, all_devices(world), asked);
    for (const auto& [name, declared] : world.facts)
      for (const fact_owner owner : {fact_owner::bare, fact_owner::device, fact_owner::platform, fact_owner::vendor,
                                     fact_owner::built_by, fact_owner::world}) {
        const fact_reference reference{owner, name};
        const fact_column& column = columns.column(reference, declared);
        REQUIRE(column.cells.size() == world.devices.size());
        for (std::size_t which = 0; which < column.cells.size(); ++which) {
          const pairing_entities who{&world.systems.at("os1"), &world.markets.at("m1"), columns.devices()[which]};
          const fact_state expected = find_fact(world, who, asked, reference, declared);
          const fact_cell cell = column.cells[which];
          const fact_content& content = column.content(cell.content);
          CAPTURE(seed);
          CAPTURE(expected.key);
          CHECK(columns.home(cell.home) + ": " + name == expected.key);
          CHECK(content.values == expected.values);
          CHECK(content.belief == expected.belief);
          CHECK((cell.is_stated != 0) == (expected.statement != nullptr));
          ++looked;
        }
      }
  }
  CHECK(looked > 5000);
}

TEST_CASE("fact columns: equal contents have equal numbers, whoever states them") {
  catalog world = portfit_test::bare_catalog();
  portfit_test::declare_yes_no(world, "a");
  world.devices["d2"] = world.devices["d1"];
  world.devices["d2"].id = "d2";
  world.devices["d2"].platform.clear();
  portfit_test::state(world.platforms["p1"].facts, portfit_test::known("a", 1.0));
  portfit_test::state(world.devices["d2"].facts, portfit_test::known("a", 1.0));
  fact_columns columns(world, all_devices(world), {});
  const fact_column& column = columns.column({fact_owner::bare, "a"}, world.facts.at("a"));
  CHECK(column.cells[0].content == column.cells[1].content);
  CHECK(columns.home(column.cells[0].home) == "p1");
  CHECK(columns.home(column.cells[1].home) == "d2");
  CHECK(columns.devices_of("p1") == std::vector<std::uint32_t>{0});
  CHECK(columns.devices_of("v1") == std::vector<std::uint32_t>{0, 1});
  CHECK(columns.devices_of("nobody").empty());
}
