#include <portfit/analysis/parallel_rank.hpp>

#include "support/random_market.hpp"
#include "support/same_assessment.hpp"
#include "support/synthetic_market.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

using namespace portfit;

namespace {

void check_same_lists(const std::vector<ranking>& found, const std::vector<ranking>& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t list = 0; list < found.size(); ++list) {
    CHECK(found[list].market == expected[list].market);
    CHECK(found[list].complete == expected[list].complete);
    CHECK(found[list].systems == expected[list].systems);
    CHECK(found[list].left_out == expected[list].left_out);
    CHECK(found[list].blocked_left_out == expected[list].blocked_left_out);
    REQUIRE(found[list].rows.size() == expected[list].rows.size());
    for (std::size_t row = 0; row < found[list].rows.size(); ++row)
      CHECK(portfit_test::difference(found[list].rows[row], expected[list].rows[row]) == "");
  }
}

}  // namespace

TEST_CASE("parallel rank: with 1, 2 and 7 threads the rows are those of rank, to the last bit") {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    CAPTURE(seed);
    const catalog world = portfit_test::random_market(seed, 9);
    rank_options options;
    options.best_of_vendor = seed % 3 == 2;
    if (seed == 4) options.top = 3;
    if (seed % 2 == 1) options.devices = {"d1", "e0", "e3", "e5", "e7"};
    const std::vector<ranking> expected = rank(world, options);
    for (const std::size_t threads : {1U, 2U, 7U}) check_same_lists(parallel_rank(world, options, threads), expected);
  }
}

TEST_CASE("parallel rank: many systems and devices, each pairing told once and in order") {
  portfit_test::synthetic_market_options few;
  few.systems = 3;
  few.devices = 120;
  few.lines = 20;
  const catalog world = portfit_test::synthetic_market(few);
  rank_options options;
  const std::vector<ranking> expected = rank(world, options);
  std::vector<std::size_t> told;
  options.progress = [&](std::size_t done, std::size_t all) {
    CHECK(all == 360);
    told.push_back(done);
  };
  check_same_lists(parallel_rank(world, options, 3), expected);
  REQUIRE(told.size() == 360);
  for (std::size_t index = 0; index < told.size(); ++index) CHECK(told[index] == index + 1);
}

TEST_CASE("parallel rank: a stop leaves the lists incomplete; nothing to rank is no mistake") {
  const catalog world = portfit_test::random_market(1, 4);
  std::stop_source stop;
  rank_options options;
  options.stop = stop.get_token();
  stop.request_stop();
  for (const ranking& list : parallel_rank(world, options, 2)) {
    CHECK(!list.complete);
    CHECK(list.rows.empty());
  }
  rank_options nothing;
  nothing.systems = {"no such system"};
  check_same_lists(parallel_rank(world, nothing, 2), rank(world, nothing));
}
