#include <portfit/resolve/places.hpp>

#include "support/pairing_builder.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

using namespace portfit;
using portfit_test::built;
using portfit_test::day;
using portfit_test::pairing_builder;

namespace {

const catalog& europe() {
  static const catalog world = [] {
    pairing_builder told;
    told.place("EU").contains({"DE", "FR"});
    told.place("EEA").contains({"EU", "NO", map_of({{"is", "GB"}, {"until", "2021-01-01"}})});
    told.place("union").contains({"FR", map_of({{"is", "NO"}, {"from", "2030-01-01"}})});
    return built(told);
  }();
  return world;
}

market sold(std::vector<std::string> places) {
  market result;
  result.id = "here";
  result.sold_in = std::move(places);
  return result;
}

}  // namespace

TEST_CASE("dated things count from their first day and no longer on the day they end") {
  const date first = day(2020, 1, 1);
  const date last = day(2021, 1, 1);
  CHECK_FALSE(counts_on(day(2019, 12, 31), first, last));
  CHECK(counts_on(first, first, last));
  CHECK(counts_on(day(2020, 12, 31), first, last));
  CHECK_FALSE(counts_on(last, first, last));
  CHECK(counts_on(last, first, std::nullopt));
  CHECK(counts_on(first, std::nullopt, last));
  CHECK(counts_on(first, std::nullopt, std::nullopt));
}

TEST_CASE("a place lies within itself and within what contains it, at any depth") {
  const date today = day(2024, 4, 1);
  CHECK(lies_within(europe(), "DE", "DE", today));
  CHECK(lies_within(europe(), "DE", "EU", today));
  CHECK(lies_within(europe(), "DE", "EEA", today));
  CHECK_FALSE(lies_within(europe(), "EU", "DE", today));
  CHECK_FALSE(lies_within(europe(), "NO", "EU", today));
  CHECK_FALSE(lies_within(europe(), "RU", "EEA", today));
  CHECK(lies_within(europe(), "atlantis", "atlantis", today));
}

TEST_CASE("membership is dated: GB was in the EEA until the end of 2020") {
  CHECK(lies_within(europe(), "GB", "EEA", day(2020, 12, 31)));
  CHECK_FALSE(lies_within(europe(), "GB", "EEA", day(2021, 1, 1)));
  CHECK_FALSE(lies_within(europe(), "NO", "union", day(2029, 12, 31)));
  CHECK(lies_within(europe(), "NO", "union", day(2030, 1, 1)));
}

TEST_CASE("sold within: every place of the market, each in one of those asked for; everywhere is in none") {
  const date today = day(2024, 4, 1);
  CHECK(sold_within(europe(), sold({"DE"}), {"EEA"}, today));
  CHECK(sold_within(europe(), sold({"DE", "NO"}), {"EEA"}, today));
  CHECK_FALSE(sold_within(europe(), sold({"DE", "RU"}), {"EEA"}, today));
  CHECK(sold_within(europe(), sold({"DE", "RU"}), {"EEA", "RU"}, today));
  CHECK_FALSE(sold_within(europe(), sold({"DE"}), {}, today));
  CHECK_FALSE(sold_within(europe(), sold({}), {"EEA"}, today));
}

TEST_CASE("a clause applies where all it names holds; naming nothing it applies anywhere, any day") {
  applicability clause;
  CHECK(applies(europe(), clause, sold({}), day(1980, 1, 1)));
  clause.sold_in = {"EEA"};
  CHECK_FALSE(applies(europe(), clause, sold({}), day(2024, 4, 1)));
  CHECK(applies(europe(), clause, sold({"DE"}), day(2024, 4, 1)));
  clause.from = day(2018, 10, 29);
  CHECK_FALSE(applies(europe(), clause, sold({"DE"}), day(2018, 10, 28)));
  CHECK(applies(europe(), clause, sold({"DE"}), day(2018, 10, 29)));
  clause.until = day(2020, 1, 1);
  CHECK_FALSE(applies(europe(), clause, sold({"DE"}), day(2020, 1, 1)));
}
