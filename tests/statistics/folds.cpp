#include <portfit/statistics/folds.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

std::vector<std::string> grouped_cases(std::size_t count, std::uint64_t seed) {
  portfit::seeded_random numbers(seed);
  std::vector<std::string> groups;
  for (std::size_t each = 0; each < count; ++each) groups.push_back("g" + std::to_string(numbers.below(count / 2 + 1)));
  return groups;
}

}  // namespace

TEST_CASE("groups stay together and folds are of about equal size") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const std::vector<std::string> groups = grouped_cases(100, seed);
    const std::vector<std::size_t> folds = portfit::deal_folds(groups, 5, seed);
    REQUIRE(folds.size() == groups.size());
    std::map<std::string, std::set<std::size_t>> of_group;
    std::vector<int> sizes(5, 0);
    for (std::size_t each = 0; each < groups.size(); ++each) {
      of_group[groups[each]].insert(folds[each]);
      ++sizes.at(folds[each]);
    }
    for (const auto& [group, in] : of_group) CHECK(in.size() == 1);
    CHECK(*std::max_element(sizes.begin(), sizes.end()) - *std::min_element(sizes.begin(), sizes.end()) <= 1);
  }
}

TEST_CASE("folds do not depend on the order of cases, but on the seed") {
  std::vector<std::string> groups = grouped_cases(60, 1);
  std::map<std::string, std::size_t> before;
  const std::vector<std::size_t> folds = portfit::deal_folds(groups, 4, 9);
  for (std::size_t each = 0; each < groups.size(); ++each) before[groups[each]] = folds[each];
  std::reverse(groups.begin(), groups.end());
  const std::vector<std::size_t> turned = portfit::deal_folds(groups, 4, 9);
  for (std::size_t each = 0; each < groups.size(); ++each) CHECK(turned[each] == before[groups[each]]);
  CHECK(portfit::deal_folds(groups, 4, 9) == turned);
  CHECK(portfit::deal_folds(groups, 4, 10) != turned);
}

TEST_CASE("fewer groups than folds leave folds empty") {
  const std::vector<std::size_t> folds = portfit::deal_folds({"a", "b", "a"}, 5, 3);
  CHECK(folds[0] == folds[2]);
  CHECK(folds[0] != folds[1]);
  CHECK(portfit::deal_folds({}, 5, 3).empty());
  CHECK(portfit::deal_folds({"a", "b"}, 1, 3) == std::vector<std::size_t>{0, 0});
}

TEST_CASE("a large group is dealt before smaller ones") {
  const std::vector<std::string> groups{"x", "big", "big", "big", "y", "z"};
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const std::vector<std::size_t> folds = portfit::deal_folds(groups, 2, seed);
    for (const std::size_t place : {std::size_t{0}, std::size_t{4}, std::size_t{5}}) CHECK(folds[place] != folds[1]);
  }
}
