#include <portfit/analysis/stake.hpp>

#include "support/random.hpp"
#include "support/resolved.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>

using namespace portfit;
using portfit_test::pairing_builder;
using portfit_test::resolved;

namespace {

exposure_factor in_between(double low, double high) {
  exposure_factor factor;
  factor.ends = {low, high};
  factor.known = true;
  return factor;
}

/// A stake with random ends around break-even.
stake random_stake(std::uint64_t seed) {
  portfit_test::random_source random(seed);
  const auto ends = [&](double most) {
    const double low = random.unit() * most;
    return bounds<double>{low, low + (random.chance(0.5) ? 0 : random.unit() * most)};
  };
  stake made;
  made.agreement = "a";
  made.act = "b";
  if (random.chance(0.9)) made.gain = ends(10);
  made.payments = ends(3);
  made.costs = ends(2);
  made.other_losses = ends(2);
  const bounds<double> money = ends(40);
  made.exposed.of = in_between(money.low, money.high);
  const double share = random.unit();
  made.exposed.share = in_between(share / 2, share);
  made.exposed.years = random.between(1, 2);
  made.exposed.enforced = estimate::between(share / 3, share / 2);
  return made;
}

/// Yes, no or unknown by trying every corner of the box in which the figures lie.
answer by_corners(const stake& what) {
  const bounds<double> gain = what.gain.value_or(bounds<double>{0, std::numeric_limits<double>::infinity()});
  bool some = false;
  bool all = true;
  for (int corner = 0; corner < 128; ++corner) {
    const auto end = [corner](int bit, double low, double high) { return (corner >> bit & 1) != 0 ? high : low; };
    const double earned = end(0, gain.low, gain.high) + end(1, what.payments.low, what.payments.high);
    const double lost = end(2, what.exposed.of->ends.low, what.exposed.of->ends.high) *
                        end(3, what.exposed.share->ends.low, what.exposed.share->ends.high) * what.exposed.years *
                        end(4, what.exposed.enforced.low, what.exposed.enforced.high);
    const double spent = end(5, what.costs.low, what.costs.high);
    const double besides = end(6, what.other_losses.low, what.other_losses.high);
    const bool agrees = earned - spent - lost - besides >= 0;
    some = some || agrees;
    all = all && agrees;
  }
  return all ? answer::yes : some ? answer::unknown : answer::no;
}

std::size_t act_of(const resolved& pairing, const std::string& name) {
  const auto& acts = tables(pairing.graph).acts;
  for (std::size_t index = 0; index < acts.size(); ++index)
    if (acts[index].what->name == name) return index;
  FAIL("no act " << name);
  return 0;
}

/// `v` gains 100 and may lose 150 to 200 by a fork; 20 USD by a second act.
struct deal : pairing_builder {
  deal() {
    flags({"fork", "spy"}).fact("revenue", "money");
    market("m").units("100").margin("1 USD");
    vendor("v").holds(list_of({"pact"})).set("revenue", "150..200 USD");
    forbid("fork", "vendor.revenue", "allowed");
    system("os").must("f", "fork");
    remedy("pay").makes("fork").pays_vendor("60..80 USD");
    remedy("work").makes("spy").paid_by("vendor").money("5..10 USD");
  }
  void forbid(const char* act, const char* money, const char* accept) {
    agreement("pact").forbids(act, {{"act", act}, {"accept", accept}, {"exposure", map_of({{"of", money}})}});
  }
};

}  // namespace

TEST_CASE("stake: willing as every corner of what the figures may be says") {
  int answers[3] = {0, 0, 0};
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const stake made = random_stake(seed);
    CAPTURE(seed);
    CHECK(made.willing() == by_corners(made));
    ++answers[static_cast<int>(made.willing())];
  }
  for (const int count : answers) CHECK(count > 100);
}

TEST_CASE("stake: what is at risk never falls when share or enforcement rise") {
  int rose = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const stake made = random_stake(seed);
    stake more = made;
    const double by = 1 + portfit_test::random_source(seed + 1000).unit();
    if (seed % 2 == 0) {
      more.exposed.share->ends.low *= by;
      more.exposed.share->ends.high *= by;
    } else {
      more.exposed.enforced = more.exposed.enforced * by;
    }
    CHECK(more.loss().low >= made.loss().low);
    CHECK(more.loss().high >= made.loss().high);
    CHECK(more.balance().low <= made.balance().low);
    CHECK_FALSE((more.willing() == answer::yes && made.willing() != answer::yes));
    if (more.loss().high > made.loss().high) ++rose;
  }
  CHECK(rose > 400);
}

TEST_CASE("stake: breaking even is enough; a sum nobody knows leaves it open, unless nothing can be gained either") {
  stake made;
  made.gain = bounds<double>{0, 0};
  CHECK(made.willing() == answer::yes);
  made.agreement = "a";
  CHECK(made.loss().low == 0);  // no money named: from nothing up
  CHECK(made.willing() == answer::unknown);
  made.gain.reset();
  CHECK(made.willing() == answer::unknown);
  made.costs = {1, 1};
  CHECK(made.willing() == answer::unknown);
  made.gain = bounds<double>{0, 0};
  CHECK(made.willing() == answer::no);
}

TEST_CASE("stake: of a pairing, with the plan's payments and the vendor's own costs") {
  const resolved pairing{deal()};
  const std::size_t fork = act_of(pairing, "fork");
  const market& where = pairing.world.markets.at("m");
  const stake bare = stake_of(pairing.graph, pairing.device, where, fork);
  CHECK(bare.vendor == "v");
  CHECK(bare.agreement == "pact");
  CHECK(bare.act == "fork");
  CHECK(bare.gain == bounds<double>{100, 100});
  CHECK(bare.loss() == bounds<double>{150, 200});
  CHECK(bare.offers.high == 80);
  CHECK(bare.balance() == bounds<double>{-100, -50});
  CHECK(bare.willing() == answer::no);
  const stake paid = stake_of(pairing.graph, pairing.device, where, fork, {"pay"});
  CHECK(paid.payments == bounds<double>{60, 80});
  CHECK(paid.offers.high == 0);
  CHECK(paid.willing() == answer::unknown);  // 160 to 180 against 150 to 200
  const stake spent = stake_of(pairing.graph, pairing.device, where, fork, {"pay", "work"});
  CHECK(spent.costs == bounds<double>{5, 10});
  CHECK(spent.balance() == bounds<double>{-50, 25});
}

TEST_CASE("stake: other breaches count, sure ones in full and possible ones at their upper end") {
  deal told;
  told.world("fine", "20 USD").fact("fine", "money");
  told.forbid("spy", "world.fine", "never");
  const resolved pairing{told};
  const std::size_t fork = act_of(pairing, "fork");
  const market& where = pairing.world.markets.at("m");
  std::vector<answer> others(2, answer::no);
  const auto losses = [&](answer spied) {
    others[act_of(pairing, "spy")] = spied;
    others[fork] = answer::yes;  // the act itself counts once
    return stake_of(pairing.graph, pairing.device, where, fork, {}, others).other_losses;
  };
  CHECK(losses(answer::no) == bounds<double>{0, 0});
  CHECK(losses(answer::yes) == bounds<double>{20, 20});
  CHECK(losses(answer::unknown) == bounds<double>{0, 20});
}

TEST_CASE("stake: when a loss counts as a way through") {
  const auto counts = [](const char* accept, bool accepting) {
    deal told;
    told.forbid("fork", "vendor.revenue", accept);
    query asked;
    asked.accept_forfeits = accepting;
    const resolved pairing(told, asked);
    return stake_of(pairing.graph, pairing.device, pairing.world.markets.at("m"), act_of(pairing, "fork")).counts;
  };
  CHECK(counts("never", true) == acceptance::never);
  CHECK(counts("ask", false) == acceptance::ask);
  CHECK(counts("ask", true) == acceptance::allowed);
  CHECK(counts("allowed", false) == acceptance::allowed);
}

TEST_CASE("stake: its answer is that of the engine") {
  for (const char* const revenue : {"10 USD", "100 USD", "100..101 USD", "101..200 USD", "50..200 USD"}) {
    deal told;
    told.vendor("v").set("revenue", revenue);
    told.device("d").set("fork", "yes");
    resolved pairing{told};
    const stake made = stake_of(pairing.graph, pairing.device, pairing.world.markets.at("m"), act_of(pairing, "fork"));
    CAPTURE(revenue);
    query without;
    without.without = {"pay", "work"};
    resolved bare(told, without);
    const std::string expected = made.willing() == answer::yes  ? "ready"
                                 : made.willing() == answer::no ? "blocked"
                                                                : "undetermined";
    CHECK(bare.verdict() == expected);
  }
}
