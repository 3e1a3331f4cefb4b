// Costs of ten billions and more are compared like any other.

#include "regressions/told.hpp"

#include <portfit/analysis/rank.hpp>

using namespace portfit;
using portfit_test::answer_for;
using portfit_test::told;

namespace {

catalog dear_or_cheap() {
  return told(
      "facts: {ks: yes/no}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown, ks: no}, slab: {vendor: acme, platform: unknown, ks: yes}}\n"
      "systems: {lark: {must: {boots: ks}}}\n"
      "remedies: {buy: {makes: ks, money: 1 bnUSD}, dear: {makes: ks, money: 10 bnUSD}}\n");
}

}  // namespace

TEST_CASE("large costs: of two plans that do the same the cheaper one is recommended") {
  CHECK(answer_for(dear_or_cheap(), "pad").remedies == std::vector<std::string>{"buy"});
}

TEST_CASE("large costs: of two pairings that score the same the cheaper one comes first") {
  const catalog world = dear_or_cheap();
  rank_options options;
  options.assess.asked.without = {"buy"};
  const std::vector<ranking> lists = rank(world, options);
  REQUIRE(lists.size() == 1);
  REQUIRE(lists[0].rows.size() == 2);
  CHECK(lists[0].rows[0].device == "slab");
}
