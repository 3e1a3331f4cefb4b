#include "support/case_checks.hpp"

#include <doctest/doctest.h>

#include <string>

// C01, C02, C03: the fork clause, by holder, place, day and kind of device.

using namespace portfit;
using namespace portfit_test;

namespace {

const std::string fork_clause = "google: fork";
const case_question acer{"aliyun", "acer_cloudmobile", "china"};
const case_question other{"aliyun", "other_aliyun_phone", "china"};

case_question fire_tv(const std::string& device, const std::string& as_of) { return {"fire_os", device, "", as_of}; }

void sell_in(catalog& world, const std::string& market, const std::string& place) {
  world.markets.at(market).sold_in = {place};
}

}  // namespace

TEST_CASE("C01 verdict: Acer's telephone with Aliyun is blocked") {
  CHECK(verdict_of(read_case("c01_acer_aliyun"), acer) == verdict::blocked);
}

TEST_CASE("C01 blocker: the fork clause is in every minimal conflict") {
  CHECK(blocks(read_case("c01_acer_aliyun"), acer, fork_clause));
}

TEST_CASE("C01 ordering: a maker without a Google contract stands before Acer") {
  CHECK(stands_before(read_case("c01_acer_aliyun"), other, acer));
}

TEST_CASE("C01 controls: no contract, a compatible system, users who install it: not blocked") {
  const std::string file = "c01_acer_aliyun";
  CHECK(verdict_of(changed_case(file, [](catalog& world) { signs(world, "acer", false); }), acer) == verdict::ready);
  CHECK(verdict_of(changed_case(file, [](catalog& world) { signs(world, "maker_without_google", true); }), other) ==
        verdict::blocked);
  // It has signed, and none of its sales hangs on it: nothing can be lost.
  CHECK(
      verdict_of(changed_case(file, [](catalog& world) { restate(world.vendors.at("acer").facts, "gms_share", 0.0); }),
                 acer) == verdict::ready);
  const auto state = [](const std::string& name, double value) {
    return [=](catalog& world) { restate(world.systems.at("aliyun").facts, name, value); };
  };
  CHECK(verdict_of(changed_case(file, state("android_fork", 0)), acer) == verdict::ready);
  CHECK(verdict_of(changed_case(file, state("compatible", 1)), acer) == verdict::ready);
  const catalog installed = changed_case(file, [](catalog& world) {
    restate(world.ports.at("aliyun/acer_cloudmobile").facts, "maker_ships", 0.0);
    restate(world.devices.at("acer_cloudmobile").facts, "unlockable", 1.0);
  });
  CHECK(verdict_of(installed, acer) == verdict::ready);
}

TEST_CASE(
    "C02 verdict: Fire TV sets of makers with a Google contract are blocked in June 2021, ready in late October 2022") {
  const catalog& world = read_case("c02_firetv");
  for (const std::string device : {"tcl_tv", "hisense_tv", "xiaomi_tv"}) {
    CHECK(verdict_of(world, fire_tv(device, "2021-06-30")) == verdict::blocked);
    CHECK(verdict_of(world, fire_tv(device, "2022-10-31")) == verdict::ready);
  }
}

TEST_CASE("C02 cause of change: the relaxed clause, to the day, for Amazon's television sets and nothing else") {
  const catalog& world = read_case("c02_firetv");
  CHECK(blocks(world, fire_tv("tcl_tv", "2021-06-30"), fork_clause));
  CHECK(blocks(world, fire_tv("tcl_tv", "2022-10-27"), fork_clause));
  CHECK(verdict_of(world, fire_tv("tcl_tv", "2022-10-28")) == verdict::ready);
  const auto stated = [](const std::string& name, const std::string& value) {
    return changed_case("c02_firetv", [=](catalog& changed) {
      restate(name == "owner" ? changed.systems.at("fire_os").facts : changed.devices.at("tcl_tv").facts, name, value);
    });
  };
  CHECK(blocks(stated("owner", "somebody"), fire_tv("tcl_tv", "2022-10-31"), fork_clause));
  CHECK(blocks(stated("form", "phone"), fire_tv("tcl_tv", "2022-10-31"), fork_clause));
}

TEST_CASE("C03 verdict: Fairphone 3 is ready with /e/OS and with Google's Android, in Europe in 2020") {
  const catalog& world = read_case("c03_fairphone3_eos");
  CHECK(verdict_of(world, {"eos", "fairphone_3", "europe"}) == verdict::ready);
  CHECK(verdict_of(world, {"android", "fairphone_3", "europe"}) == verdict::ready);
}

TEST_CASE("C03 no blocker: the fork clause, which would block it the day before and elsewhere") {
  const catalog& world = read_case("c03_fairphone3_eos");
  const explanation told = explained(world, {"eos", "fairphone_3", "europe"});
  CHECK(no_part_in(told, fork_clause));
  CHECK(told.conflicts.empty());
  CHECK(blocks(world, {"eos", "fairphone_3", "europe", "2018-10-28"}, fork_clause));
  CHECK(verdict_of(world, {"eos", "fairphone_3", "europe", "2018-10-29"}) != verdict::blocked);
  CHECK(blocks(world, {"eos", "fairphone_3", "elsewhere"}, fork_clause));
}

TEST_CASE("C03 contrast with C01: place and day alone turn Acer's case around") {
  const catalog in_europe = changed_case("c01_acer_aliyun", [](catalog& world) { sell_in(world, "china", "EEA"); });
  case_question later = acer;
  later.as_of = "2020-05-01";
  CHECK(verdict_of(in_europe, later) == verdict::ready);
  CHECK(blocks(in_europe, acer, fork_clause));                      // the place without the day
  CHECK(blocks(read_case("c01_acer_aliyun"), later, fork_clause));  // the day without the place
}
