#include <portfit/resolve/make_lane.hpp>

#include "support/near.hpp"
#include "support/resolved.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

using namespace portfit;
using portfit_test::near;
using portfit_test::pairing_builder;
using portfit_test::resolved;

namespace {

/// The answer to a condition about the entities of the pairing.
answer asked_of(pairing_builder& told, const char* condition) {
  told.system("os").must("it", condition);
  const resolved pairing(told);
  for (std::size_t index = 0; index < tables(pairing.graph).conditions.size(); ++index)
    if (tables(pairing.graph).conditions[index].written.text == condition) return pairing.device.entity_tests[index];
  FAIL("no condition " << condition);
  return answer::unknown;
}

struct staked : pairing_builder {
  staked() {
    flags({"fork"}).fact("revenue", "money").fact("share", "percent");
    vendor("v").holds({"pact"}).set("revenue", "100..200 USD").set("share", "50%");
    forbid_act({{"of", "vendor.revenue"}, {"share", "vendor.share"}, {"years", "2"}});
  }
  void forbid_act(built_map exposure) {
    agreement("pact").forbids(
        "fork", {{"act", "fork"}, {"enforced", "50..90%"}, {"accept", "allowed"}, {"exposure", map_of(exposure)}});
  }
  [[nodiscard]] bounds<double> loss() const { return resolved(*this).device.losses.at(0); }
};

}  // namespace

TEST_CASE("lane: whose device it is, on what, and where it is sold") {
  pairing_builder told;
  told.vendor("w");
  told.vendor("chips");
  told.platform("p").vendor("chips");
  told.place("EEA").contains({"DE"});
  told.market("m").sold_in("DE");
  told.vendor("v").home("DE");
  CHECK(asked_of(told, "vendor = v") == answer::yes);
  CHECK(asked_of(told, "vendor = w") == answer::no);
  CHECK(asked_of(told, "vendor != w") == answer::yes);
  CHECK(asked_of(told, "platform.vendor = chips") == answer::yes);
  CHECK(asked_of(told, "platform.vendor = v") == answer::no);
  CHECK(asked_of(told, "built_by = v") == answer::yes);
  CHECK(asked_of(told, "market.sold_in = EEA") == answer::yes);
  CHECK(asked_of(told, "vendor.home = EEA") == answer::yes);
  CHECK(asked_of(told, "market = m") == answer::yes);
  CHECK(asked_of(told, "os = os") == answer::yes);
  CHECK(asked_of(told, "device = d") == answer::yes);
}

TEST_CASE("lane: an unknown platform is never no") {
  pairing_builder told;
  told.device("d").platform("unknown");
  CHECK(asked_of(told, "platform = p") == answer::unknown);
  CHECK(asked_of(told, "platform != p") == answer::unknown);
  told.vendor("chips");
  CHECK(asked_of(told, "platform.vendor = chips") == answer::unknown);
  CHECK(resolved(told).verdict() == "undetermined");
}

TEST_CASE("lane: a home nobody knows is unknown") {
  pairing_builder told;
  told.place("EEA").contains({"DE"});
  CHECK(asked_of(told, "vendor.home = EEA") == answer::unknown);
}

TEST_CASE("lane: a system is what it is based on, too") {
  pairing_builder told;
  told.system("base").is_abstract();
  told.system("other");
  told.system("os").based_on("base");
  CHECK(asked_of(told, "os = base") == answer::yes);
  CHECK(asked_of(told, "os = other") == answer::no);
}

TEST_CASE("lane: the gain is units times margin, per year, for the years") {
  pairing_builder told;
  told.market("m").units("10..20").margin("3 USD").set("years", "2");
  CHECK(resolved(told).device.gain == bounds<double>{60, 120});
  pairing_builder none;
  none.market("m").units("10");
  CHECK(resolved(none).device.gain == bounds<double>{0, std::numeric_limits<double>::infinity()});  // nobody says
}

TEST_CASE("lane: the loss is what is exposed times the chance of enforcement, both ends") {
  const staked told;
  const bounds<double> loss = told.loss();
  CHECK(near(loss.low, 100 * 0.5 * 2 * 0.5));
  CHECK(near(loss.high, 200 * 0.5 * 2 * 0.9));
}

TEST_CASE("lane: exposures nobody can bound are without end, a share of nothing is nothing") {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  staked told;
  told.vendor("v").set("revenue", unknown_value());
  CHECK(told.loss() == bounds<double>{0, infinite});
  told.vendor("v").set("share", "0%");
  CHECK(told.loss() == bounds<double>{0, 0});
  told.vendor("v").set("revenue", "100 USD").set("share", unknown_value());
  CHECK(near(told.loss().high, 100 * 2 * 0.9));
  CHECK(told.loss().low == 0);
}

TEST_CASE("lane: side payments and the vendor's own costs, effort priced in") {
  pairing_builder told;
  told.flags({"it"}).set("person_month", "10 USD");
  told.remedy("a").makes("it").pays_vendor("5..7 USD");
  told.remedy("b").makes("it").paid_by("vendor").money("20 USD").effort("1..2 pm");
  const resolved pairing(told);
  CHECK(pairing.device.payments[0] == bounds<double>{5, 7});
  CHECK(pairing.device.vendor_costs[0] == bounds<double>{0, 0});
  CHECK(pairing.device.payments[1] == bounds<double>{0, 0});
  CHECK(pairing.device.vendor_costs[1] == bounds<double>{30, 40});
}
