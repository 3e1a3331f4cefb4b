#include <portfit/catalog/fact.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace portfit;

TEST_CASE("fact: no is known, and belief alone is not") {
  fact told;
  CHECK_FALSE(told.is_known());
  told.belief.is = distribution::form::chance;
  told.belief.chance = 1;
  CHECK_FALSE(told.is_known());
  told.values = {0.0};
  CHECK(told.is_known());
}

TEST_CASE("fact: sources are trusted in the order of --trust") {
  std::vector<confidence> told{confidence::c, confidence::a,       confidence::contradicted,
                               confidence::s, confidence::assumed, confidence::b};
  std::sort(told.begin(), told.end());
  CHECK(told == std::vector<confidence>{confidence::contradicted, confidence::assumed, confidence::c, confidence::s,
                                        confidence::b, confidence::a});
  CHECK(fact().trust == confidence::c);  // of a statement that says nothing of its source
}
