#include <portfit/analysis/trace_contagion.hpp>

#include "support/agreement_world.hpp"
#include "support/shipped_catalog.hpp"

#include <portfit/analysis/describe_stake.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::agreement_world;
using portfit_test::built;

namespace {

vendor_contagion trace(const catalog& world, const char* vendor, const contagion_options& options = {}) {
  return trace_contagion(world, world.vendors.at(vendor), options);
}

const breach& pairing(const act_contagion& act, const char* os, const char* device, const char* market) {
  const auto found = std::find_if(act.pairings.begin(), act.pairings.end(), [&](const breach& each) {
    return each.os == os && each.device == device && each.market == market;
  });
  REQUIRE(found != act.pairings.end());
  return *found;
}

std::set<std::string> changed(const agreement_contagion& held) {
  std::set<std::string> names;
  for (const changed_pairing& each : held.changes)
    names.insert(each.before.os + ' ' + each.before.device + ' ' + each.before.market);
  return names;
}

}  // namespace

TEST_CASE("contagion: which pairings do what is forbidden, and what that hangs on") {
  const vendor_contagion found = trace(built(agreement_world()), "v");
  CHECK(found.devices == std::vector<std::string>{"d", "e"});
  CHECK(found.pairings == 12);
  REQUIRE(found.agreements.size() == 1);
  REQUIRE(found.agreements[0].acts.size() == 1);
  const act_contagion& act = found.agreements[0].acts[0];
  CHECK(act.forbidden == "os.is_fork");
  CHECK(act.across_vendor);
  CHECK(act.forfeits_grants);
  REQUIRE(act.pairings.size() == 12);
  CHECK(pairing(act, "os", "d", "m").code == "no_breach");
  CHECK(pairing(act, "fork", "e", "m").code == "breach");
  CHECK(pairing(act, "fork", "e", "m").chance.low == 1);
  CHECK(pairing(act, "fork", "d", "home").code == "excepted");
  CHECK_FALSE(pairing(act, "fork", "d", "home").may_happen());
  const breach& open = pairing(act, "maybe", "d", "m");
  CHECK(open.code == "depends");
  CHECK(open.chance.low == doctest::Approx(0.3));
  CHECK(open.chance.high == doctest::Approx(0.3));
  CHECK(open.depends_on == std::vector<std::string>{"maybe: is_fork"});
}

TEST_CASE("contagion: what is at stake, and whether the vendor agrees") {
  const vendor_contagion found = trace(built(agreement_world()), "v");
  CHECK(found.code == "not_willing");
  CHECK(found.unwilling == 4);  // two systems on two devices
  CHECK(found.willing + found.open == 0);
  const act_contagion& act = found.agreements[0].acts[0];
  REQUIRE(act.exposure);
  CHECK(act.exposure->low == doctest::Approx(7e6));
  CHECK(act.at_risk->low == doctest::Approx(3.5e6));
  CHECK(act.at_risk->high == doctest::Approx(8.82e6));
  CHECK(found.gain == bounds<double>{100e3, 200e3});
  CHECK(describe_stake(pairing(act, "fork", "d", "m").at_stake, "USD") ==
        "v gains 100 to 200 kUSD + side payments 0 < loses 3.5 to 8.82 MUSD by licence.fork (vendor.revenue 10 to 14 "
        "MUSD "
        "x vendor.share 70 % x 50 to 90 % enforced): not willing");
}

TEST_CASE("contagion: gains, and what nobody knows, turn the answer") {
  agreement_world rich;
  rich.market("m").margin("100 kUSD");
  CHECK(trace(built(rich), "v").code == "willing");
  agreement_world open;
  open.vendor("v").set("share", unknown_value());
  CHECK(trace(built(open), "v").code == "depends");
  CHECK(trace(built(open), "v").open == 4);
  agreement_world mixed;
  mixed.market("m2").sold_in("US").units("100").margin("100 kUSD");
  const vendor_contagion found = trace(built(mixed), "v");
  CHECK(found.code == "depends");
  CHECK(found.willing == 4);
  CHECK(found.unwilling == 4);
}

TEST_CASE("contagion: at vendor scope one breach loses the grants on every device, at device scope on that one") {
  agreement_world told;
  told.device("e").set("is_fork", "yes");
  told.agreement("licence").forbids("fork", {{"act", "device.is_fork"},
                                             {"forfeits", "all_grants"},
                                             {"across", "device"},
                                             {"exposure", map_of({{"of", "vendor.revenue"}})}});
  told.device("d").set("is_fork", "no");
  const vendor_contagion alone = trace(built(told), "v");
  CHECK(alone.agreements[0].devices_at_risk == std::vector<std::string>{"e"});
  for (const service_after_loss& each : alone.agreements[0].services) CHECK(each.device == "e");
  for (const changed_pairing& each : alone.agreements[0].changes) CHECK(each.before.device == "e");
  CHECK(trace(built(agreement_world()), "v").agreements[0].devices_at_risk == std::vector<std::string>{"d", "e"});
}

TEST_CASE("contagion: what buyers lose, and what replaces it in each market") {
  const vendor_contagion found = trace(built(agreement_world()), "v");
  const std::vector<service_after_loss>& services = found.agreements[0].services;
  CHECK(services.size() == 3 * 2 * 2);
  for (const service_after_loss& each : services) {
    CHECK(each.code == "lost");
    CHECK(each.granted == answer::yes);
    const bounds<double> left = each.after.service == "maps"    ? bounds<double>{0.9, 0.9}
                                : each.after.service == "store" ? bounds<double>{0.6, 0.6}
                                                                : bounds<double>{0, 0};
    CHECK(each.after.coverable == left);
    CHECK(each.after.is_lost() == (each.after.service == "checks"));
  }
}

TEST_CASE("contagion: what a law or the device keeps from being granted is not lost by a breach") {
  agreement_world told;
  told.rule("ban").sold_in("US").withdraws(list_of({"store"}));
  told.flags({"sealed"});
  told.agreement("licence").set(
      "grants", map_of({{"services", {"store", "maps", "checks"}},
                        {"on", all_of({"sealed", none_of({"os.is_fork"}), "os.compatible", "os = os"})}}));
  told.device("d").set("sealed", "yes");
  told.device("e").set("sealed", "no");
  std::map<std::string, std::string> codes;
  const vendor_contagion found = trace(built(told), "v");
  for (const service_after_loss& each : found.agreements[0].services)
    codes[each.after.service + ' ' + each.device + ' ' + each.market] = each.code;
  CHECK(codes.at("store d m") == "withdrawn");
  CHECK(codes.at("store d home") == "lost");  // whatever the condition asks of the system is taken as met
  CHECK(codes.at("maps d m") == "lost");
  CHECK(codes.at("maps e m") == "not_granted");
  told.device("e").set("sealed", "50%");
  const vendor_contagion open = trace(built(told), "v");
  for (const service_after_loss& each : open.agreements[0].services)
    if (each.device == "e" && each.after.service == "maps") CHECK(each.code == "depends");
}

TEST_CASE("contagion: other pairings that are answered otherwise, before and after") {
  const vendor_contagion found = trace(built(agreement_world()), "v");
  const agreement_contagion& held = found.agreements[0];
  const std::set<std::string> names = changed(held);
  // The compatible system loses its store everywhere, also where forks are allowed.
  for (const char* const each : {"os d home", "os d m", "os e home", "os e m"}) CHECK(names.count(each) == 1);
  // The fork is no longer forbidden; where it is excepted nothing changes.
  CHECK(names.count("fork d m") == 1);
  CHECK(names.count("fork d home") == 0);
  for (const changed_pairing& each : held.changes) {
    CHECK((each.breaches == answer::yes) == (each.before.os == "fork"));
    if (each.before.os == "os") CHECK(each.after.plan.score.ranking < each.before.plan.score.ranking);
    if (each.before.os == "fork") CHECK(each.before.verdict == verdict::blocked);
    if (each.before.os == "fork") CHECK(each.after.verdict != verdict::blocked);
  }
}

TEST_CASE("contagion: a plan can avoid a breach, or lead to one") {
  agreement_world told;
  told.remedy("clean").sets({{"os.is_fork", "no"}}).money("1 kUSD");
  const act_contagion avoided = trace(built(told), "v").agreements[0].acts[0];
  CHECK(pairing(avoided, "fork", "d", "m").code == "breach");
  CHECK(pairing(avoided, "fork", "d", "m").avoidable);
  CHECK(pairing(avoided, "maybe", "d", "m").avoidable);
  agreement_world other;
  other.remedy("patch").makes("os.is_fork").money("1 kUSD");
  const act_contagion arises = trace(built(other), "v").agreements[0].acts[0];
  CHECK(pairing(arises, "os", "d", "m").code == "no_breach");
  CHECK(pairing(arises, "os", "d", "m").can_arise);
  CHECK_FALSE(pairing(arises, "fork", "d", "m").avoidable);
  CHECK(pairing(arises, "os", "d", "home").code == "excepted");
}

TEST_CASE("contagion: who holds nothing has nothing to lose; who breaches nothing is free as well") {
  const catalog world = built(agreement_world());
  const vendor_contagion nothing = trace(world, "w");
  CHECK(nothing.code == "nothing_held");
  CHECK(nothing.agreements.empty());
  CHECK(nothing.devices == std::vector<std::string>{"x"});
  contagion_options options;
  options.systems = {"os"};
  const vendor_contagion kept = trace(world, "v", options);
  CHECK(kept.code == "nothing_forbidden");
  CHECK(kept.agreements[0].changes.empty());
  CHECK(kept.agreements[0].services.empty());
  CHECK_FALSE(kept.agreements[0].acts[0].at_risk);
  agreement_world told;
  told.vendor("idle");
  CHECK(trace(built(told), "idle").code == "no_device");
}

TEST_CASE("contagion: only what is asked for is looked at, and it can be stopped") {
  const catalog world = built(agreement_world());
  contagion_options options;
  options.systems = {"fork"};
  options.markets = {"m"};
  options.devices = {"d", "x"};
  std::size_t last = 0;
  std::size_t all = 0;
  options.progress = [&](std::size_t done, std::size_t of) {
    CHECK(done == last + 1);
    last = done;
    all = of;
  };
  const vendor_contagion found = trace(world, "v", options);
  CHECK(found.pairings == 1);
  CHECK(last == all);
  CHECK(found.agreements[0].changes.size() == 1);
  CHECK(found.complete);
  std::stop_source stop;
  stop.request_stop();
  options.stop = stop.get_token();
  options.progress = {};
  CHECK_FALSE(trace(world, "v", options).complete);
}

TEST_CASE("contagion: without markets there is one, sold everywhere") {
  catalog world = built(agreement_world());
  world.markets.clear();
  const vendor_contagion found = trace(world, "v");
  CHECK(found.pairings == 6);
  CHECK_FALSE(found.gain);
  CHECK(found.code == "depends");  // on what it gains, which nobody says
  CHECK(found.agreements[0].services.size() == 6);
}

TEST_CASE("partners: the big maker is not willing, by the inequality; makers without the agreement are free") {
  const catalog world = portfit_test::read_shipped_catalog("partners.yaml").catalog;
  const vendor_contagion big = trace(world, "big_chinese_maker");
  CHECK(big.code == "not_willing");
  const act_contagion& fork = big.agreements.at(0).acts.at(0);
  CHECK(pairing(fork, "kvadraos", "big_phone", "ru_mass").code == "breach");
  CHECK(pairing(fork, "kvadraos", "big_phone", "de_retail").code == "excepted");
  CHECK(pairing(fork, "alt_mobile", "big_phone", "ru_mass").code == "no_breach");
  CHECK(describe_stake(pairing(fork, "kvadraos", "big_phone", "ru_mass").at_stake, world.currency) ==
        "big_chinese_maker gains 27.5 to 990 kUSD + side payments 0 < loses 1000 to 14400 MUSD by google.fork "
        "(vendor.revenue 5000 to 20000 MUSD x vendor.gms_share 40 to 80 % x 50 to 90 % enforced): not willing");
  for (const char* const each : {"third_tier_chinese_maker_sells", "third_tier_chinese_maker_silent"})
    CHECK(trace(world, each).code == "nothing_held");
  // With nothing of its sales at stake the big maker agrees.
  catalog flipped = world;
  fact& share = flipped.vendors.at("big_chinese_maker").facts.at("gms_share").front();
  share.values = {0.0};
  share.belief = {};
  CHECK(trace(flipped, "big_chinese_maker").code == "willing");
}
