#include <portfit/resolve/fact_column.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

using namespace portfit;

TEST_CASE("fact column: equal contents have equal numbers, others their own") {
  fact_column column;
  const std::vector<std::vector<fact_value>> told{
      {},
      {0.0},
      {1.0},
      {1.0, 2.0},
      {std::string("a")},
      {std::set<std::string>{"a"}},
      {std::set<std::string>{"a", "b"}},
      {std::set<std::string>{"a"}, std::set<std::string>{"b"}},
  };
  distribution likely;
  likely.is = distribution::form::chance;
  likely.chance = 0.5;
  distribution weighed;
  weighed.is = distribution::form::weights;
  weighed.weights = {{"a", 0.5}, {"b", 0.5}};
  distribution otherwise = weighed;
  otherwise.weights = {{"a", 0.25}, {"b", 0.75}};  // told apart, though no weight enters the hash
  for (int round = 0; round < 2; ++round) {
    std::uint32_t next = 0;
    for (const std::vector<fact_value>& each : told) CHECK(column.number_of(each, {}) == next++);
    for (const distribution& each : {likely, weighed, otherwise}) CHECK(column.number_of({}, each) == next++);
  }
  CHECK(column.content_count() == 11);
  CHECK(column.content(3).values == told[3]);
  CHECK(column.content(10).belief == otherwise);
  CHECK(column.number_of({-0.0}, {}) == 1);
}
