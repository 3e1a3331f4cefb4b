#include <portfit/catalog/detail/validate_links.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace portfit;

namespace {

catalog chain_of_systems(int length, bool closed) {
  catalog told;
  for (int index = 0; index < length; ++index) {
    const std::string id = "s" + std::to_string(1000000 + index);
    operating_system& made = told.systems[id];
    made.id = id;
    made.where = {"f", index + 1, 1};
    if (index + 1 < length)
      made.based_on = "s" + std::to_string(1000001 + index);
    else if (closed)
      made.based_on = "s1000000";
  }
  return told;
}

}  // namespace

TEST_CASE("no links, no loops") {
  CHECK(validate_links({}).empty());
  CHECK(validate_links(chain_of_systems(5, false)).empty());
}

TEST_CASE("a loop is told once, as a path from its first name") {
  const diagnostics remarks = validate_links(chain_of_systems(3, true));
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].code == "loop");
  CHECK(remarks[0].where.line == 1);
  CHECK(remarks[0].message.find("s1000000 -> s1000001 -> s1000002 -> s1000000") != std::string::npos);
}

TEST_CASE("a long chain costs no stack") { CHECK(validate_links(chain_of_systems(50000, true)).size() == 1); }

TEST_CASE("places that share members are no loop, places that contain each other are") {
  catalog told;
  for (const char* id : {"world", "east", "west", "isle"}) told.places[id].id = id;
  told.places["world"].contains = {{"east", {}, {}}, {"west", {}, {}}};
  told.places["east"].contains = {{"isle", {}, {}}};
  told.places["west"].contains = {{"isle", {}, {}}};
  CHECK(validate_links(told).empty());
  told.places["isle"].contains = {{"west", {}, {}}};
  REQUIRE(validate_links(told).size() == 1);
  CHECK(validate_links(told)[0].message.find("isle -> west -> isle") != std::string::npos);
}

TEST_CASE("remedies that come after, or exclude, themselves") {
  catalog told;
  told.remedies["a"].after = {"b"};
  told.remedies["b"].after = {"a"};
  told.remedies["c"].excludes = {"c"};
  const diagnostics remarks = validate_links(told);
  REQUIRE(remarks.size() == 2);
  CHECK(remarks[0].message.find("a -> b -> a") != std::string::npos);
  CHECK(remarks[1].message.find("'c' excludes itself") != std::string::npos);
}
