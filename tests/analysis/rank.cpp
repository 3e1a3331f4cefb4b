#include <portfit/analysis/rank.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

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
