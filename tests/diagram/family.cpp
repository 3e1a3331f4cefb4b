#include <portfit/diagram/family.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

using namespace portfit;

namespace {

using set_list = std::vector<std::vector<variable>>;

edge diagram_of_sets(zbdd_manager& manager, const std::set<std::vector<variable>>& drawn) {
  edge built = zbdd_manager::empty_edge;
  for (const std::vector<variable>& each : drawn) {
    edge one = zbdd_manager::unit_edge;
    for (std::size_t i = manager.order().size(); i-- > 0;) {
      const variable which = manager.order()[i];
      if (std::binary_search(each.begin(), each.end(), which)) one = manager.compose(which, 0, one);
    }
    built = manager.unite(built, one);
  }
  return built;
}

std::set<std::vector<variable>> draw(portfit_test::random_numbers& random, std::size_t variables, std::size_t count) {
  std::set<std::vector<variable>> drawn;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<variable> members;
    for (variable v = 0; v < variables; ++v) {
      if (random.below(3) == 0) members.push_back(v);
    }
    drawn.insert(members);
  }
  return drawn;
}

}  // namespace

TEST_CASE("family: terminals") {
  const zbdd_manager manager({0, 1});
  CHECK(set_count(manager, zbdd_manager::empty_edge) == 0);
  CHECK(set_count(manager, zbdd_manager::unit_edge) == 1);
  CHECK(set_count_by_size(manager, zbdd_manager::empty_edge).empty());
  CHECK(set_count_by_size(manager, zbdd_manager::unit_edge) == std::vector<std::uint64_t>{1});
  CHECK(smallest_sets(manager, zbdd_manager::empty_edge, 5).empty());
  CHECK(smallest_sets(manager, zbdd_manager::unit_edge, 5) == set_list{{}});
  CHECK(smallest_sets(manager, zbdd_manager::unit_edge, 0).empty());
}

TEST_CASE("family: sets come by size, then by the numbers of their variables, whatever the order") {
  const std::set<std::vector<variable>> drawn{{}, {2}, {0, 3}, {1, 2}, {0, 1, 2}, {1, 3}, {0}};
  const set_list expected{{}, {0}, {2}, {0, 3}, {1, 2}, {1, 3}, {0, 1, 2}};
  for (const std::vector<variable>& order : {std::vector<variable>{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}}) {
    zbdd_manager manager(order);
    const edge root = diagram_of_sets(manager, drawn);
    CHECK(smallest_sets(manager, root, 100) == expected);
    CHECK(smallest_sets(manager, root, 4) == set_list(expected.begin(), expected.begin() + 4));
    CHECK(set_count_by_size(manager, root) == std::vector<std::uint64_t>{1, 2, 3, 1});
  }
}

TEST_CASE("family: counts and enumeration of random families") {
  portfit_test::random_numbers random(77);
  for (int round = 0; round < 100; ++round) {
    const std::size_t variables = 1 + random.below(9);
    const auto drawn = draw(random, variables, random.below(60));
    zbdd_manager manager(portfit_test::random_order(random, variables));
    const edge root = diagram_of_sets(manager, drawn);
    set_list expected(drawn.begin(), drawn.end());
    std::sort(expected.begin(), expected.end(), [](const auto& left, const auto& right) {
      return left.size() != right.size() ? left.size() < right.size() : left < right;
    });
    REQUIRE(smallest_sets(manager, root, 1000) == expected);
    const std::size_t limit = random.below(expected.size() + 1);
    REQUIRE(smallest_sets(manager, root, limit) ==
            set_list(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(limit)));
    REQUIRE(set_count(manager, root) == drawn.size());
    std::vector<std::uint64_t> sizes;
    for (const auto& each : expected) {
      sizes.resize(each.size() + 1);
      ++sizes[each.size()];
    }
    REQUIRE(set_count_by_size(manager, root) == sizes);
  }
}

TEST_CASE("family: the smallest of very many sets cost little, and counts end at many") {
  // All subsets of seventy variables.
  std::vector<variable> order;
  for (variable v = 0; v < 70; ++v) order.push_back(v);
  zbdd_manager manager(order);
  edge all = zbdd_manager::unit_edge;
  for (std::size_t i = order.size(); i-- > 0;) all = manager.compose(order[i], all, all);
  CHECK(set_count(manager, all) == count_semiring::many);
  const std::vector<std::uint64_t> sizes = set_count_by_size(manager, all);
  CHECK(sizes.size() == 71);
  CHECK(sizes[2] == 2415);
  CHECK(sizes[35] == count_semiring::many);
  const set_list found = smallest_sets(manager, all, 1000);
  REQUIRE(found.size() == 1000);
  CHECK(found[0].empty());
  CHECK(found[1] == std::vector<variable>{0});
  CHECK(found[70] == std::vector<variable>{69});
  CHECK(found[71] == std::vector<variable>{0, 1});
  CHECK(found[141] == std::vector<variable>{1, 3});
  CHECK(std::is_sorted(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  }));
}
