#include <portfit/analysis/rank.hpp>

#include "support/pairing_builder.hpp"
#include "support/random_market.hpp"
#include "support/same_assessment.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

/// Devices of which one is ready, two are open, one needs dear work and one is blocked.
struct five_devices : pairing_builder {
  five_devices() {
    flags({"it", "fixable"}).scale("100 USD").budget({{"money", "50 USD"}});
    vendor("w");
    system("os").must("it", "it");
    device("d").set("it", "yes").set("fixable", "no");
    device("a_open").vendor("w").platform("p").set("it", "50%").set("fixable", "no");
    device("b_open").vendor("w").platform("p").set("it", "50%").set("fixable", "no");
    device("c_dear").vendor("v").platform("p").set("it", "no").set("fixable", "yes");
    device("e_blocked").vendor("v").platform("p").set("it", "no").set("fixable", "no");
    remedy("work").makes("it").needs("fixable").money("60 USD");
  }
};

std::string order(const ranking& list) {
  std::string text;
  for (const assessment& row : list.rows) text += row.os + "/" + row.device + " ";
  return text;
}

}  // namespace

TEST_CASE("rank: by score, equal ones by id, over the budget next to last, blocked last") {
  const std::vector<ranking> found = rank(built(five_devices()));
  REQUIRE(found.size() == 1);
  CHECK(found[0].market == "m");
  CHECK(found[0].complete);
  CHECK(order(found[0]) == "os/d os/a_open os/b_open os/c_dear os/e_blocked ");
  CHECK_FALSE(found[0].rows[3].plan.within_budget);
  CHECK(found[0].rows[3].plan.score.ranking > found[0].rows[1].plan.score.ranking);  // it would stand higher
  CHECK(found[0].rows[4].verdict == verdict::blocked);
}

TEST_CASE("rank: selected systems, devices and markets; abstract systems are no candidates") {
  five_devices told;
  told.system("base").is_abstract();
  told.system("other").based_on("base");
  told.market("n");
  const catalog world = built(told);
  CHECK(rank(world).size() == 2);
  CHECK(rank(world)[0].rows.size() == 10);
  rank_options options;
  options.systems = {"other"};
  options.devices = {"d", "a_open"};
  options.markets = {"n"};
  const std::vector<ranking> found = rank(world, options);
  REQUIRE(found.size() == 1);
  CHECK(found[0].market == "n");
  CHECK(order(found[0]) == "other/a_open other/d ");
  options.systems = {"base"};
  CHECK(rank(world, options)[0].rows.empty());
}

TEST_CASE("rank: only the best device of each vendor, per system") {
  rank_options options;
  options.best_of_vendor = true;
  CHECK(order(rank(built(five_devices()), options)[0]) == "os/d os/a_open ");
}

TEST_CASE("rank: progress is told after each pairing, a stop leaves the list incomplete") {
  std::vector<std::pair<std::size_t, std::size_t>> told;
  std::stop_source stop;
  rank_options options;
  options.stop = stop.get_token();
  options.progress = [&](std::size_t done, std::size_t all) {
    told.emplace_back(done, all);
    if (done == 2) stop.request_stop();
  };
  const std::vector<ranking> found = rank(built(five_devices()), options);
  CHECK(told == std::vector<std::pair<std::size_t, std::size_t>>{{1, 5}, {2, 5}});
  CHECK_FALSE(found[0].complete);
  CHECK(found[0].rows.size() == 2);
}

TEST_CASE("rank: a catalog without markets has one") {
  catalog world = built(five_devices());
  world.markets.clear();
  const std::vector<ranking> found = rank(world);
  REQUIRE(found.size() == 1);
  CHECK(found[0].market == "any");
  CHECK(found[0].rows.size() == 5);
}

TEST_CASE("rank: the best rows of each market; those left out are counted") {
  five_devices told;
  told.market("n");
  rank_options options;
  options.top = 3;
  const std::vector<ranking> found = rank(built(told), options);
  REQUIRE(found.size() == 2);
  for (const ranking& each : found) {
    CHECK(order(each) == "os/d os/a_open os/b_open ");
    CHECK(each.left_out == 2);
    CHECK(each.blocked_left_out == 1);
    CHECK(each.systems == std::vector<std::string>{"os"});
  }
  options.top = 5;
  CHECK(rank(built(told), options)[1].rows.size() == 5);
  CHECK(rank(built(told), options)[1].left_out == 0);
  options.top = 1;
  options.best_of_vendor = true;
  CHECK(order(rank(built(told), options)[0]) == "os/d ");
  CHECK(rank(built(told), options)[0].left_out == 1);  // of the best of each vendor
}

TEST_CASE("visit ranking: rows are those of rank, in memory that is used again") {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    CAPTURE(seed);
    const catalog world = portfit_test::random_market(seed, 9);
    rank_options options;
    if (seed % 3 == 1) options.top = 4;
    const std::vector<ranking> expected = rank(world, options);
    std::vector<std::string> markets;
    std::size_t place = 0;
    const std::vector<ranking> heads = visit_ranking(world, options, [&](const ranking& of, assessment& row) {
      if (markets.empty() || markets.back() != of.market) {
        markets.push_back(of.market);
        place = 0;
      }
      CHECK(of.rows.empty());
      CHECK(portfit_test::difference(row, expected.at(markets.size() - 1).rows.at(place)) == "");
      ++place;
      return true;
    });
    REQUIRE(heads.size() == expected.size());
    for (std::size_t market = 0; market < heads.size(); ++market) {
      CHECK(heads[market].market == expected[market].market);
      CHECK(heads[market].left_out == expected[market].left_out);
    }
  }
}

TEST_CASE("visit ranking: no more rows of a market than wanted") {
  five_devices told;
  told.market("n");
  std::string seen;
  (void)visit_ranking(built(told), {}, [&](const ranking& of, const assessment& row) {
    seen += of.market + " " + row.device + " ";
    return row.device != "a_open";
  });
  CHECK(seen == "m d m a_open n d n a_open ");
}
