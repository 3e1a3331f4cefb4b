#include <portfit/catalog/nearest.hpp>

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using portfit::edit_distance;
using portfit::nearest_name;

TEST_CASE("edits are insertions, deletions, changes and swaps of neighbours") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("ram", "ram") == 0);
  CHECK(edit_distance("", "ram") == 3);
  CHECK(edit_distance("ram", "") == 3);
  CHECK(edit_distance("ram", "rams") == 1);
  CHECK(edit_distance("ram", "am") == 1);
  CHECK(edit_distance("ram", "rom") == 1);
  CHECK(edit_distance("ram", "arm") == 1);
  CHECK(edit_distance("kernel", "kenrle") == 2);
  CHECK(edit_distance("ca", "abc") == 3);  // restricted: no place is edited twice
}

TEST_CASE("the nearest name") {
  const std::vector<std::string> known = {"camera", "camera_front", "kernel", "ram", "rom"};
  CHECK(nearest_name("camrea", known) == "camera");
  CHECK(nearest_name("kernel_source", known).empty());
  CHECK(nearest_name("rum", known) == "ram");  // a tie: the first in alphabetical order
  CHECK(nearest_name("RAM", known) == "ram");
  CHECK(nearest_name("x", known).empty());
  CHECK(nearest_name("", known).empty());
  CHECK(nearest_name("camera", std::vector<std::string>{}).empty());
}

TEST_CASE("case decides only between equals") {
  const std::vector<std::string> units = {"GB", "gb", "GiB"};
  CHECK(nearest_name("gB", units) == "GB");
  CHECK(nearest_name("GIB", units) == "GiB");
}

TEST_CASE("a map is searched by its keys") {
  const std::map<std::string, int> known = {{"vendor", 1}, {"device", 2}};
  CHECK(nearest_name("vender", known) == "vendor");
}

TEST_CASE("a very long name has no nearest") {
  const std::string length(100, 'a');
  CHECK(nearest_name(length, std::vector<std::string>{length + "b"}).empty());
}
