#include <portfit/report/counted_text.hpp>

#include <doctest/doctest.h>

TEST_CASE("a counted chance is told with its interval and the nearest group that holds a case") {
  portfit::counted_chance chance;
  chance.table = "ports";
  chance.yes = 3;
  chance.no = 9;
  chance.groups = {{"acme, on q8", 0, 0, 0.25}, {"on q8", 2.5, 9, 0.25}, {"all", 30, 100, 0.3}};
  CHECK(portfit::counted_text(chance) == "25 % (7.9..47 %), counted: 2.5 of 9 on q8");
  CHECK(portfit::counted_groups_text(chance) ==
        "0 of 0 acme, on q8 (25 %); 2.5 of 9 on q8 (25 %); 30 of 100 all (30 %)");
  chance.groups = {{"all", 0, 0, 0.5}};
  CHECK(portfit::counted_text(chance) == "25 % (7.9..47 %), counted: nothing");
}
